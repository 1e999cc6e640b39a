"""Give first: what is proposed, what the drafts say, and what choices do."""

from dataclasses import replace
from datetime import timedelta

import pytest

from netgraph.domain.access import TEAM, Viewer
from netgraph.domain.blurbs import debts_in, gaps_in
from netgraph.domain.favors import Favor, FavorKind
from netgraph.domain.give import Choice
from netgraph.domain.ids import PersonId
from netgraph.domain.offers import Offer, OfferKind
from netgraph.domain.people import Person
from netgraph.domain.policies import ConnectorPolicy
from netgraph.domain.wants import HALF_LIFE_DAYS
from netgraph.errors import NotFound
from netgraph.services.blurbs import Blurbs
from netgraph.wiring import Netgraph
from tests.conftest import NOW, Clock
from tests.graphs import add_company, add_evidence, add_expertise, add_person, add_want, met

TODAY = NOW.date()


@pytest.fixture
def small(netgraph: Netgraph, ana: Viewer) -> Netgraph:
    """Ana knows Dana and Grace; Quin works with Dana, and both look for something."""
    globex = add_company(netgraph, "globex", "Globex", industry="retail")
    other = add_company(netgraph, "other", "Other", industry="retail")
    add_person(netgraph, "dana", "Dana Ortiz", title="Partner", company=globex)
    add_person(netgraph, "quin", "Quin Lee", title="Buyer", company=globex)
    add_person(netgraph, "grace", "Grace Hall", title="Head of HR", company=other)
    add_evidence(
        netgraph,
        met(ana.person, "dana", TODAY - timedelta(days=10), times=5),
        met(ana.person, "grace", TODAY - timedelta(days=5), times=6),
    )
    add_want(netgraph, "dana", "a head of HR in retail", role="head of HR", industry="retail")
    add_want(netgraph, "quin", "advice on ERP migrations", kind="expertise")
    add_expertise(netgraph, ana.person, "ERP migrations")
    return netgraph


def people(netgraph: Netgraph, viewer: Viewer) -> set[tuple[str, str | None, str]]:
    """For whom, over whom and what the list proposes."""
    return {
        (one.idea.person, one.idea.through, one.idea.offer.kind.value)
        for one in netgraph.give.week(viewer).ideas
    }


def test_a_contact_and_a_colleague_of_theirs_are_helped(small: Netgraph, ana: Viewer) -> None:
    """Dana is offered whom she looks for, and her colleague an hour, passed on by her."""
    assert {("dana", None, "introduction"), ("quin", "dana", "expertise")} == people(small, ana)


def test_done_is_logged_once_as_what_it_is_and_undone_as_one(small: Netgraph, ana: Viewer) -> None:
    """One click logs help to a colleague of Dana; the idea goes, and comes back when undone."""
    quin = next(one for one in small.give.week(ana).ideas if one.idea.through)

    done = small.give.choose(ana, quin.idea.id, Choice.DONE)

    (entry,) = small.favors.ledger(ana).entries
    assert isinstance(entry.deed, Favor)
    assert (FavorKind.ADVICE, "quin", "dana") == (
        entry.deed.kind, entry.deed.receiver, entry.deed.on_behalf_of,
    )  # fmt: skip
    assert "quin" not in {one.person.id for one in small.give.week(ana).ideas}
    assert 1 == small.give.week(ana).done
    with pytest.raises(NotFound):
        small.give.choose(ana, quin.idea.id, Choice.DONE)
    small.history.undo(ana, done.change)
    assert () == small.favors.ledger(ana).entries
    assert "quin" in {one.person.id for one in small.give.week(ana).ideas}


def test_put_off_comes_back_and_dismissed_does_not(
    small: Netgraph, ana: Viewer, clock: Clock
) -> None:
    """Snoozed ideas return after two weeks, dismissed ones stay away."""
    ideas = {one.person.id: one.idea.id for one in small.give.week(ana).ideas}
    small.give.choose(ana, ideas[PersonId("dana")], Choice.SNOOZED)
    small.give.choose(ana, ideas[PersonId("quin")], Choice.DISMISSED)
    assert set() == people(small, ana)

    clock.turn(days=15)

    assert {("dana", None, "introduction")} == people(small, ana)


def test_nobody_is_offered_who_would_mind(small: Netgraph, ana: Viewer) -> None:
    """When Grace pauses, or has been asked to her cap, she is not offered to Dana."""
    assert ("dana", None, "introduction") in people(small, ana)

    small.policies.set(
        ana, PersonId("grace"), ConnectorPolicy(paused_until=TODAY + timedelta(days=9))
    )

    assert {("quin", "dana", "expertise")} == people(small, ana)


def test_a_want_fades_and_is_asked_again(small: Netgraph, ana: Viewer, clock: Clock) -> None:
    """After half a year both wishes are asked about; said again, one counts in full anew."""
    clock.turn(days=int(HALF_LIFE_DAYS) + 1)
    assert {"dana"} == {old.person.id for old in small.give.week(ana).ask_again}
    (old,) = small.give.week(ana).ask_again

    small.wants.renew(ana, PersonId("dana"), old.want.id)

    assert () == small.give.week(ana).ask_again
    idea = next(one for one in small.give.week(ana).ideas if one.person.id == "dana")
    assert 1 == idea.idea.offer.fresh
    clock.turn(days=600)
    assert set() == people(small, ana)


def test_no_draft_speaks_of_a_debt(small: Netgraph, ana: Viewer) -> None:
    """Whatever is given, by whom, and to a colleague or not, no draft speaks of what is owed."""
    blurbs = Blurbs(small.settings.data_dir / "texts")
    cards = {
        PersonId(key): Person(id=PersonId(key), name=name, scope=TEAM)
        for key, name in (
            ("me", "Ana Ruiz"), ("d", "Dana Ortiz"), ("q", "Quin Lee"), ("g", "Grace Hall"),
            ("t", "Tom Becker"),
        )
    }  # fmt: skip
    me, dana = cards[PersonId("me")], cards[PersonId("d")]
    plain = small.give.week(ana).ideas[0].idea.offer
    drafts = []
    for kind in OfferKind:
        for by in ("me", "t"):
            for through in (None, "t"):
                for said in ("a head of HR", "you owe me one"):
                    offer: Offer = replace(
                        plain, kind=kind, by=PersonId(by), whom=PersonId("g"), topic="ERP",
                        through=PersonId(through) if through else None, want_text=said,
                    )  # fmt: skip
                    drafts += [
                        blurbs.give(offer, to=dana, colleague=colleague, me=me, cards=cards)
                        for colleague in (None, cards[PersonId("q")])
                    ]

    assert {()} == {debts_in(draft) for draft in drafts}
    assert {()} == {gaps_in(draft) for draft in drafts}
    assert all(draft.startswith("Hi Dana,") and draft.endswith("\nAna") for draft in drafts)
