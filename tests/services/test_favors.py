"""The ledger on the real database: what is logged, seen, undone and counted."""

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netgraph.domain.access import Role, Viewer, Visibility
from netgraph.domain.favors import FavorKind, Promise, PromiseState, Size
from netgraph.domain.giving import NewGift, NewPerson, NewPromise
from netgraph.domain.ids import PersonId
from netgraph.domain.sentences import Direction
from netgraph.errors import Conflict, Forbidden, InvalidInput, NotFound
from netgraph.graph.ties import Pair
from netgraph.services.history import Done
from netgraph.services.ledger import CSV_COLUMNS, Asked, Order, Show, ledger_csv
from netgraph.wiring import Netgraph
from tests.conftest import NOW, PASSWORD, Clock
from tests.giving import TODAY, Cast, cast_of, everything, favor, person


@pytest.fixture
def cast(netgraph: Netgraph, ana: Viewer) -> Cast:
    """Three people whom the team knows."""
    return cast_of(netgraph, ana)


def test_a_favor_is_in_the_ledger_of_who_gave_it(
    netgraph: Netgraph, ana: Viewer, cast: Cast
) -> None:
    """What was logged is shown from the viewer's side, with what is left of it."""
    done = netgraph.favors.add(ana, favor(ana.person, cast.dana, note="Her board deck"))

    (entry,) = netgraph.favors.ledger(ana).entries
    assert "You reviewed a document for Dana Ortiz" == done.what == entry.words
    assert (Direction.GIVEN, "Dana Ortiz", "Her board deck", 1.0) == (
        entry.direction,
        entry.other.name,
        entry.text,
        entry.left,
    )


def test_each_kind_has_its_part_of_the_ledger(netgraph: Netgraph, ana: Viewer, cast: Cast) -> None:
    """Favors, gifts and promises are kept apart, and what others did is in a part of its own."""
    netgraph.favors.add(ana, favor(ana.person, cast.dana))
    netgraph.favors.add(ana, favor(cast.tom, ana.person, kind=FavorKind.ADVICE))
    netgraph.favors.add(
        ana, NewGift(giver=ana.person, receiver=cast.dana, what="A book", day=TODAY)
    )
    netgraph.favors.add(
        ana, NewPromise(owner=ana.person, to=cast.tom, what="The figures", due=TODAY)
    )
    netgraph.favors.add(ana, favor(cast.tom, cast.dana))

    shown = {
        show: {entry.kind for entry in netgraph.favors.ledger(ana, Asked(show=show)).entries}
        for show in Show
    }

    assert {
        Show.ALL: {"Document review", "Advice", "Gift", "Promise"},
        Show.GIVEN: {"Document review"},
        Show.RECEIVED: {"Advice"},
        Show.GIFTS: {"Gift"},
        Show.PROMISES: {"Promise"},
        Show.OTHERS: {"Document review"},
    } == shown
    assert {Show.ALL: 4, Show.GIVEN: 1, Show.RECEIVED: 1, Show.GIFTS: 1, Show.PROMISES: 1} == dict(
        netgraph.favors.ledger(ana).counts
    )


def test_no_number_is_shown_for_what_others_did(
    netgraph: Netgraph, ana: Viewer, ben: Viewer, cast: Cast
) -> None:
    """A colleague sees that a favor was done, not what is left of it, and has no balance by it."""
    netgraph.favors.add(ana, favor(ana.person, cast.dana))

    (seen,) = netgraph.favors.ledger(ben, Asked(show=Show.OTHERS)).entries
    between = netgraph.favors.between(ben, cast.dana)

    assert seen.left is None
    assert (0.0, 0.0, ()) == (
        between.goodwill.given,
        between.goodwill.received,
        between.goodwill.entries,
    )
    assert [seen] == list(between.team)


def test_help_for_a_colleague_of_a_contact_is_recorded_as_such(
    netgraph: Netgraph, ana: Viewer, cast: Cast
) -> None:
    """It counts with whom was helped, is on the contact's timeline, and not in their balance."""
    netgraph.favors.add(ana, favor(ana.person, cast.tom, on_behalf_of=cast.dana))

    tom, dana = netgraph.favors.between(ana, cast.tom), netgraph.favors.between(ana, cast.dana)

    assert (1.0, 0.0) == (tom.goodwill.given, dana.goodwill.given)
    assert ["You reviewed a document for Tom Becker, a colleague of Dana Ortiz"] == [
        entry.words for entry in dana.entries
    ]


def test_filters_and_orders_apply_together(netgraph: Netgraph, ana: Viewer, cast: Cast) -> None:
    """Person, kind, period and words each narrow the ledger, and the order is as asked."""
    for ago, other, note in (
        (1, cast.tom, "deck"),
        (20, cast.dana, "plan"),
        (40, cast.dana, "deck"),
    ):
        netgraph.favors.add(
            ana, favor(ana.person, other, day=TODAY - timedelta(days=ago), note=note)
        )

    def days(**asked: Any) -> list[int]:
        found = netgraph.favors.ledger(ana, Asked(**asked)).entries
        return [(TODAY - entry.day).days for entry in found]

    assert [1, 20, 40] == days()
    assert [40, 20, 1] == days(order=Order.OLDEST)
    assert [20, 40, 1] == days(order=Order.PERSON)
    assert [1, 20, 40] == days(order=Order.LEFT)
    assert [20, 40] == days(person=cast.dana)
    assert [40] == days(person=cast.dana, text="DECK")
    assert [1, 40] == days(text="deck")
    assert [1, 20] == days(since=TODAY - timedelta(days=20))
    assert [40] == days(until=TODAY - timedelta(days=21))
    assert [] == days(kind=FavorKind.ADVICE)


def test_open_promises_come_soonest_first(netgraph: Netgraph, ana: Viewer, cast: Cast) -> None:
    """Of the promises those still to be kept lead, the next one due first; kept ones follow."""
    for days, what in ((9, "later"), (2, "soon"), (5, "done")):
        netgraph.favors.add(
            ana,
            NewPromise(owner=ana.person, to=cast.dana, what=what, due=TODAY + timedelta(days=days)),
        )
    done = next(e for e in netgraph.favors.open_promises(ana) if e.text == "done")

    netgraph.favors.settle(ana, done.deed.id, PromiseState.KEPT)

    listed = netgraph.favors.ledger(ana, Asked(show=Show.PROMISES)).entries
    assert ["soon", "later", "done"] == [entry.text for entry in listed]
    assert ["soon", "later"] == [entry.text for entry in netgraph.favors.open_promises(ana)]
    assert "You kept a promise to Dana Ortiz" == listed[-1].words


@settings(max_examples=20)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["given", "received", "others", "gift"]),
            st.sampled_from(list(Size)),
            st.integers(min_value=0, max_value=900),
        ),
        max_size=6,
    )
)
def test_a_balance_is_the_sum_of_its_entries(
    netgraph: Netgraph, ana: Viewer, cast: Cast, told: list[tuple[str, Size, int]]
) -> None:
    """What is given and received between two is what is left of their favors, and of no gift."""
    netgraph.database.run_schema("MATCH (n:Favor|Gift) DETACH DELETE n")
    for way, size, days in told:
        day = TODAY - timedelta(days=days)
        giver, receiver = {
            "given": (ana.person, cast.dana),
            "received": (cast.dana, ana.person),
            "others": (cast.tom, cast.dana),
            "gift": (ana.person, cast.dana),
        }[way]
        if way == "gift":
            netgraph.favors.add(ana, NewGift(giver=giver, receiver=receiver, what="x", day=day))
        else:
            netgraph.favors.add(ana, favor(giver, receiver, size=size, day=day))

    found = netgraph.favors.between(ana, cast.dana)

    ledger = netgraph.favors.ledger(ana).entries
    for way, total in (
        (Direction.GIVEN, found.goodwill.given),
        (Direction.RECEIVED, found.goodwill.received),
    ):
        left = [e.left for e in ledger if e.direction is way and e.left is not None]
        assert pytest.approx(sum(left)) == total
        assert len([1 for told_way, _, _ in told if told_way == way.value]) == len(left)
    assert {e.deed.id for e in ledger if e.left is not None} == {
        one.id for one, _ in found.goodwill.entries
    }


@settings(max_examples=10)
@given(st.tuples(st.integers(min_value=1, max_value=2000), st.sampled_from(list(Size))))
def test_time_alone_only_fades(
    netgraph: Netgraph, ana: Viewer, cast: Cast, clock: Clock, told: tuple[int, Size]
) -> None:
    """Without a write, what is left grows smaller from day to day and never changes sides."""
    netgraph.database.run_schema("MATCH (n:Favor|Gift) DETACH DELETE n")
    clock.moment = NOW
    days, size = told
    netgraph.favors.add(ana, favor(ana.person, cast.dana, size=size))
    before = netgraph.favors.between(ana, cast.dana).goodwill.balance

    clock.turn(days=days)

    after = netgraph.favors.between(ana, cast.dana).goodwill.balance
    assert 0 < after < before


def test_a_gift_moves_no_balance_and_warms_a_tie_a_little(
    netgraph: Netgraph, ana: Viewer, cast: Cast
) -> None:
    """A gift is on the timeline, changes no balance, and warms the tie within its bound."""
    netgraph.favors.add(ana, favor(ana.person, cast.dana))
    before = netgraph.favors.between(ana, cast.dana).goodwill
    tie = netgraph.ties.network(ana, as_of=TODAY).strength(of=ana.person, towards=cast.dana)

    netgraph.favors.add(ana, NewGift(giver=cast.dana, receiver=ana.person, what="Wine", day=TODAY))

    found = netgraph.favors.between(ana, cast.dana)
    assert before.entries == found.goodwill.entries
    assert before.balance == found.goodwill.balance
    assert ["Gift", "Document review"] == sorted((e.kind for e in found.entries), reverse=True)
    warm = netgraph.ties.network(ana, as_of=TODAY).strength(of=ana.person, towards=cast.dana)
    assert tie is not None
    assert warm is not None
    assert tie.probability < warm.probability < tie.probability + 0.06


def test_a_favor_raises_the_tie_at_the_next_answer(
    netgraph: Netgraph, ana: Viewer, ben: Viewer, cast: Cast
) -> None:
    """Whom somebody helped is nearer to the helper at once, for the whole team."""

    def strength(viewer: Viewer) -> float:
        tie = netgraph.ties.network(viewer, as_of=TODAY).strength(of=ana.person, towards=cast.dana)
        return tie.probability if tie else 0.0

    before = strength(ana), strength(ben)

    netgraph.favors.add(ana, favor(cast.dana, ana.person))

    assert (0.0, 0.0) == before
    assert strength(ana) > 0
    assert strength(ana) == strength(ben)


WRITES: dict[str, Callable[[Netgraph, Viewer, Cast, str], Done]] = {
    "favor": lambda n, v, c, _: n.favors.add(v, favor(v.person, c.tom, introduced=c.priya)),
    "several": lambda n, v, c, _: n.favors.add(v, favor(v.person, c.tom), favor(v.person, c.priya)),
    "new person": lambda n, v, c, _: n.favors.add(
        v, favor(v.person, NewPerson("Sam Li"), introduced=c.priya)
    ),
    "gift": lambda n, v, c, _: n.favors.add(
        v, NewGift(giver=v.person, receiver=c.tom, what="A book", day=TODAY)
    ),
    "promise": lambda n, v, c, _: n.favors.add(
        v, NewPromise(owner=v.person, to=c.tom, what="A call", due=TODAY)
    ),
    "edit": lambda n, v, c, old: n.favors.edit(
        v, old, favor(c.tom, v.person, on_behalf_of=c.dana, kind=FavorKind.ADVICE, note="else")
    ),
    "edit into a gift": lambda n, v, c, old: n.favors.edit(
        v, old, NewGift(giver=v.person, receiver=c.dana, what="A book", day=TODAY)
    ),
    "hide": lambda n, v, c, old: n.favors.edit(
        v, old, favor(v.person, c.dana), visibility=Visibility.PRIVATE
    ),
    "delete": lambda n, v, _, old: n.favors.delete(v, old),
}


@pytest.mark.parametrize("write", WRITES)
def test_undo_restores_the_graph_exactly(
    netgraph: Netgraph, ana: Viewer, cast: Cast, write: str
) -> None:
    """After every kind of write and its undo the graph is as it was, ties included."""
    netgraph.favors.add(ana, favor(ana.person, cast.dana, introduced=cast.priya, note="first"))
    (old,) = netgraph.favors.ledger(ana).entries
    before = everything(netgraph.database)

    done = WRITES[write](netgraph, ana, cast, old.deed.id)
    changed = everything(netgraph.database)
    netgraph.history.undo(ana, done.change)

    assert before != changed
    assert before == everything(netgraph.database)


def test_undo_of_a_settled_promise_opens_it_again(
    netgraph: Netgraph, ana: Viewer, cast: Cast
) -> None:
    """Saying by mistake that a promise was broken can be taken back."""
    netgraph.favors.add(ana, NewPromise(owner=ana.person, to=cast.tom, what="A call", due=TODAY))
    before = everything(netgraph.database)
    (entry,) = netgraph.favors.open_promises(ana)

    done = netgraph.favors.settle(ana, entry.deed.id, PromiseState.BROKEN)
    assert () == netgraph.favors.open_promises(ana)
    netgraph.history.undo(ana, done.change)

    assert before == everything(netgraph.database)


def test_the_same_form_sent_twice_is_saved_once(netgraph: Netgraph, ana: Viewer) -> None:
    """A double click or a retry logs nothing more, and its undo takes the one entry back."""
    new = favor(ana.person, NewPerson("Sam Li"))
    empty_ledger = everything(netgraph.database)
    first = netgraph.favors.add(ana, new, once="form-1")
    before = everything(netgraph.database)

    second = netgraph.favors.add(ana, new, once="form-1")

    assert first == second
    assert before == everything(netgraph.database)
    netgraph.history.undo(ana, second.change)
    assert empty_ledger == everything(netgraph.database)


def test_a_retry_does_not_overwrite_a_correction(
    netgraph: Netgraph, ana: Viewer, cast: Cast
) -> None:
    """What was corrected since stays as it is when the first form arrives once more."""
    netgraph.favors.add(ana, favor(ana.person, cast.dana, note="typo"), once="form-1")
    (entry,) = netgraph.favors.ledger(ana).entries
    netgraph.favors.edit(ana, entry.deed.id, favor(ana.person, cast.tom, note="right"))

    netgraph.favors.add(ana, favor(ana.person, cast.dana, note="typo"), once="form-1")

    assert [("Tom Becker", "right")] == [
        (e.other.name, e.text) for e in netgraph.favors.ledger(ana).entries
    ]


def test_the_same_form_can_be_saved_again_after_its_undo(
    netgraph: Netgraph, ana: Viewer, cast: Cast
) -> None:
    """Undone and sent once more it is there again, and can be undone again."""
    new = favor(ana.person, cast.dana)
    done = netgraph.favors.add(ana, new, once="form-1")
    netgraph.history.undo(ana, done.change)

    again = netgraph.favors.add(ana, new, once="form-1")

    assert 1 == len(netgraph.favors.ledger(ana).entries)
    netgraph.history.undo(ana, again.change)
    assert () == netgraph.favors.ledger(ana).entries


def test_a_form_of_one_user_is_no_form_of_another(
    netgraph: Netgraph, ana: Viewer, ben: Viewer, cast: Cast
) -> None:
    """Two users whose forms carry the same mark log two favors; neither learns of the other."""
    netgraph.favors.add(ana, favor(ana.person, cast.dana), once="x", visibility=Visibility.PRIVATE)
    netgraph.favors.add(ben, favor(ben.person, cast.dana), once="x")

    assert [1, 1] == [len(netgraph.favors.ledger(v).entries) for v in (ana, ben)]


def test_a_favor_with_a_private_person_is_private_whatever_is_chosen(
    netgraph: Netgraph, ana: Viewer, ben: Viewer, cast: Cast
) -> None:
    """Naming somebody whom only the viewer knows, in any part, keeps the entry to the viewer."""
    hidden = person(netgraph, ana, "Hidden Friend", private=True)
    before = everything_seen(netgraph, ben, cast)

    netgraph.favors.add(ana, favor(ana.person, hidden))
    netgraph.favors.add(ana, favor(ana.person, cast.dana, introduced=hidden))
    netgraph.favors.add(ana, favor(cast.tom, cast.dana, on_behalf_of=hidden))

    own = netgraph.favors.ledger(ana).entries
    assert [True, True] == [entry.private for entry in own]
    assert before == everything_seen(netgraph, ben, cast)


def everything_seen(netgraph: Netgraph, viewer: Viewer, cast: Cast) -> list[object]:
    """Every answer about favors that a viewer can get."""
    return [
        *(netgraph.favors.ledger(viewer, Asked(show=show)) for show in Show),
        *(netgraph.favors.between(viewer, one) for one in (cast.dana, cast.priya, cast.tom)),
        ledger_csv(netgraph.favors.ledger(viewer, Asked(show=Show.OTHERS)).entries),
        netgraph.favors.open_promises(viewer),
        netgraph.favors.read(viewer, "Hidden introduced me to Friend"),
        netgraph.favors.read(viewer, "helped hidden friend yesterday"),
        netgraph.favors.read(viewer, "reviewed Dana's deck"),
        netgraph.ties.network(viewer, as_of=TODAY).pairs(),
    ]


def test_private_entries_change_nothing_for_another_user(
    netgraph: Netgraph, ana: Viewer, ben: Viewer, cast: Cast
) -> None:
    """With and without Ben's private favors and people every answer of Ana's is the same."""
    netgraph.favors.add(ana, favor(ana.person, cast.dana))
    before = everything_seen(netgraph, ana, cast)

    netgraph.favors.add(
        ben,
        favor(ben.person, ana.person),
        favor(ana.person, cast.dana),
        favor(cast.dana, NewPerson("Hidden Friend")),
        NewPromise(owner=ana.person, to=cast.tom, what="Hidden", due=TODAY),
        visibility=Visibility.PRIVATE,
    )

    assert before == everything_seen(netgraph, ana, cast)
    others = netgraph.favors.ledger(ben, Asked(show=Show.OTHERS)).entries
    assert [True, True, True, False] == sorted((e.private for e in others), reverse=True)
    hidden = next(entry for entry in others if isinstance(entry.deed, Promise))
    with pytest.raises(NotFound):
        netgraph.favors.by_id(ana, hidden.deed.id)
    with pytest.raises(NotFound):
        netgraph.favors.delete(ana, hidden.deed.id)


def test_only_those_with_a_part_in_it_change_an_entry(
    netgraph: Netgraph, ana: Viewer, ben: Viewer, cast: Cast
) -> None:
    """A colleague may read a team entry, and neither change nor delete it; an administrator may."""
    netgraph.favors.add(ana, favor(ana.person, cast.dana))
    (entry,) = netgraph.favors.ledger(ben, Asked(show=Show.OTHERS)).entries

    assert not entry.may_change
    with pytest.raises(Forbidden):
        netgraph.favors.delete(ben, entry.deed.id)
    with pytest.raises(Forbidden):
        netgraph.favors.edit(ben, entry.deed.id, favor(ana.person, cast.tom))
    root = netgraph.accounts.create(
        email="root@team.example", name="Root", role=Role.ADMIN, password=PASSWORD
    )
    with pytest.raises(Forbidden, match="who logged it"):
        netgraph.favors.edit(
            root, entry.deed.id, favor(ana.person, cast.dana), visibility=Visibility.PRIVATE
        )
    netgraph.favors.delete(root, entry.deed.id)
    assert () == netgraph.favors.ledger(ana).entries


@pytest.mark.parametrize(
    "change",
    [
        {"receiver": "giver"},
        {"day": TODAY + timedelta(days=2)},
        {"day": date(1800, 1, 1)},
        {"introduced": "giver"},
        {"on_behalf_of": "receiver"},
        {"receiver": NewPerson("  \u202e ")},
    ],
)
def test_what_cannot_be_is_refused_in_words(
    netgraph: Netgraph, ana: Viewer, cast: Cast, change: dict[str, Any]
) -> None:
    """A favor to oneself, of tomorrow's tomorrow, or naming somebody twice writes nothing."""
    before = everything(netgraph.database)
    who = {"giver": ana.person, "receiver": cast.dana}
    made: dict[str, Any] = {key: who.get(str(value), value) for key, value in change.items()}

    with pytest.raises(InvalidInput):
        netgraph.favors.add(ana, replace(favor(ana.person, cast.dana), **made))

    assert before == everything(netgraph.database)


def test_a_stranger_cannot_be_named_by_id(netgraph: Netgraph, ana: Viewer, ben: Viewer) -> None:
    """An id that the viewer cannot see is refused like one that does not exist."""
    hidden = person(netgraph, ben, "Hidden Friend", private=True)

    with pytest.raises(NotFound) as unseen:
        netgraph.favors.add(ana, favor(ana.person, hidden))
    with pytest.raises(NotFound) as unknown:
        netgraph.favors.add(ana, favor(ana.person, PersonId("no such id")))

    assert str(unseen.value) == str(unknown.value)


def test_a_promise_keeps_its_state_when_corrected(
    netgraph: Netgraph, ana: Viewer, cast: Cast
) -> None:
    """Correcting the words of a kept promise does not open it again."""
    netgraph.favors.add(ana, NewPromise(owner=ana.person, to=cast.dana, what="x", due=TODAY))
    (entry,) = netgraph.favors.open_promises(ana)
    netgraph.favors.settle(ana, entry.deed.id, PromiseState.KEPT)

    netgraph.favors.edit(
        ana, entry.deed.id, NewPromise(owner=ana.person, to=cast.dana, what="y", due=TODAY)
    )

    after = netgraph.favors.by_id(ana, entry.deed.id).deed
    assert isinstance(after, Promise)
    assert ("y", PromiseState.KEPT) == (after.what, after.state)


def test_an_undo_is_refused_when_somebody_changed_it_since(
    netgraph: Netgraph, ana: Viewer, cast: Cast
) -> None:
    """Undo never throws away what came later."""
    done = netgraph.favors.add(ana, favor(ana.person, cast.dana))
    (entry,) = netgraph.favors.ledger(ana).entries
    netgraph.favors.edit(ana, entry.deed.id, favor(ana.person, cast.dana, note="later"))

    with pytest.raises(Conflict):
        netgraph.history.undo(ana, done.change)


def test_an_export_holds_no_formula(netgraph: Netgraph, ana: Viewer) -> None:
    """A name or a note that begins like a formula is text in a spreadsheet."""
    netgraph.favors.add(
        ana,
        NewGift(giver=ana.person, receiver=NewPerson("=cmd|' /C calc'!A0"), what="+1+1", day=TODAY),
    )

    table = ledger_csv(netgraph.favors.ledger(ana).entries)

    rows = list(csv.reader(io.StringIO(table)))
    assert rows[0] == list(CSV_COLUMNS)
    (row,) = rows[1:]
    assert "'=cmd|' /C calc'!A0" in row
    assert "'+1+1" in row
    assert not [cell for cell in row if cell.startswith(("=", "+", "@"))]


def test_who_asked_where_it_is_seen_and_thanks_are_kept(
    netgraph: Netgraph, ana: Viewer, clock: Clock
) -> None:
    """A favor tells who asked for it and where it can be seen; thanks come, and go again."""
    people = cast_of(netgraph, ana)
    new = favor(ana.person, people.dana, asked_by=people.tom, evidence="https://docs.example/1")
    netgraph.favors.add(ana, new)
    (entry,) = netgraph.favors.ledger(ana).entries
    assert "Tom Becker" == (entry.asked_by.name if entry.asked_by else "")
    clock.turn(days=2)

    netgraph.favors.thank(ana, entry.deed.id)

    thanked = netgraph.favors.by_id(ana, entry.deed.id)
    assert TODAY + timedelta(days=2) == getattr(thanked.deed, "thanked", None)
    assert "https://docs.example/1" == getattr(thanked.deed, "evidence", "")
    table = ledger_csv(netgraph.favors.ledger(ana).entries)
    assert "Tom Becker,https://docs.example/1,2026-06-17," in table
    done = netgraph.favors.thank(ana, entry.deed.id)
    assert None is getattr(netgraph.favors.by_id(ana, entry.deed.id).deed, "thanked", "")
    netgraph.history.undo(ana, done.change)
    assert thanked.deed == netgraph.favors.by_id(ana, entry.deed.id).deed
    with pytest.raises(InvalidInput):
        netgraph.favors.add(ana, favor(people.tom, people.dana, asked_by=people.tom))


def test_gifts_warm_and_broken_promises_cool_a_tie(netgraph: Netgraph, ana: Viewer) -> None:
    """A gift raises a strength a little, a promise not kept lowers it; undone, it is as before."""
    people = cast_of(netgraph, ana)
    netgraph.favors.add(ana, favor(ana.person, people.dana))

    def odds() -> float:
        network = netgraph.ties.network(ana, as_of=TODAY)
        found = network.strength(of=ana.person, towards=people.dana)
        assert found is not None
        return found.probability

    plain = odds()
    gift = netgraph.favors.add(
        ana, NewGift(giver=people.dana, receiver=ana.person, what="a book", day=TODAY)
    )
    warmed = odds()
    promise = NewPromise(owner=ana.person, to=people.dana, what="x", due=TODAY)
    netgraph.favors.add(ana, promise)
    (kept,) = netgraph.favors.open_promises(ana)
    netgraph.favors.settle(ana, kept.deed.id, PromiseState.BROKEN)
    cooled = odds()

    assert cooled < plain < warmed
    netgraph.history.undo(ana, gift.change)
    netgraph.favors.settle(ana, kept.deed.id, PromiseState.KEPT)
    assert plain == pytest.approx(odds())


def test_a_common_favor_partner_supports(netgraph: Netgraph, ana: Viewer, ben: Viewer) -> None:
    """Two people who exchanged favors with a third, either way; what Ben hides supports nobody."""
    people = cast_of(netgraph, ana)
    pair, other = (ana.person, people.dana), (people.dana, people.priya)
    netgraph.favors.add(ana, favor(ana.person, people.tom), visibility=Visibility.TEAM)
    netgraph.favors.add(ana, favor(people.tom, people.dana), visibility=Visibility.TEAM)
    netgraph.favors.add(ben, favor(people.tom, people.priya), visibility=Visibility.PRIVATE)

    def seen_by(viewer: Viewer) -> Mapping[Pair, frozenset[PersonId]]:
        return netgraph.ties.network(viewer, as_of=TODAY).supporters((pair, other))

    assert {pair: frozenset({people.tom})} == seen_by(ana)
    assert {pair: frozenset({people.tom}), other: frozenset({people.tom})} == seen_by(ben)
