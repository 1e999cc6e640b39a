"""What is shared reaches whom it is for and nobody else, and counts nowhere."""

import pytest

from netgraph.domain.access import Role, Viewer, Visibility
from netgraph.domain.blurbs import debts_in, gaps_in
from netgraph.domain.ids import PersonId, ShareId
from netgraph.domain.shares import NEW_DAYS, THANKS_DAYS, ShareKind
from netgraph.errors import Conflict, InvalidInput, NotFound
from netgraph.graph.ties import revisions
from netgraph.services.shares import ShareLink, Whose
from netgraph.wiring import Netgraph
from tests.conftest import PASSWORD, Clock
from tests.giving import person
from tests.graphs import add_company, add_person, whole_graph

DANA, TOM = PersonId("dana"), PersonId("tom")


@pytest.fixture
def small(netgraph: Netgraph) -> Netgraph:
    """A network with two people whom the team knows."""
    add_person(netgraph, "dana", "Dana Ortiz", email="dana@initech.example")
    add_company(netgraph, "globex", "Globex")
    add_person(netgraph, "tom", "Tom Becker", title="Head of IT", company="globex")
    return netgraph


def test_the_team_reads_what_is_for_it_and_each_puts_it_aside_alone(
    small: Netgraph, ana: Viewer, ben: Viewer, clock: Clock
) -> None:
    """Ben finds Ana's story once, thanks her, and takes that back; Ana alone sees his thanks."""
    share, _ = small.shares.put(ana, kind=ShareKind.STORY, text="A morning helped.", team=True)
    eve = small.accounts.create(
        email="eve@team.example", name="Eve Lind", role=Role.REP, password=PASSWORD
    )
    assert [1, 1, 0] == [len(small.shares.news(one)) for one in (ben, eve, ana)]
    small.shares.skip(eve, share)
    thanked = small.shares.helped(ben, share)
    with pytest.raises(Conflict):
        small.shares.helped(ben, share)
    with pytest.raises(InvalidInput):
        small.shares.helped(ana, share)

    assert [0, 0] == [len(small.shares.news(one)) for one in (ben, eve)]
    assert [] == list(small.database.read("checks_of_user", user=eve.user))
    assert ["Ben Okoye"] == [one.name for one in small.shares.one(ana, share).thanks]
    assert ((), False) == (
        small.shares.one(eve, share).thanks, small.shares.one(eve, share).helped_me,
    )  # fmt: skip
    small.history.undo(ben, thanked.change)
    assert [share] == [one.share.id for one in small.shares.news(ben)]
    assert () == small.shares.one(ana, share).thanks
    clock.turn(days=NEW_DAYS)
    assert () == small.shares.news(ben)
    assert [share] == [one.share.id for one in small.shares.all(ben, text="ana")]


def test_what_is_for_people_is_theirs_and_its_sharers(
    small: Netgraph, ana: Viewer, ben: Viewer
) -> None:
    """Ben sees what is for him and not for whom else; nobody sees what is for a contact alone."""
    both, _ = small.shares.put(ana, kind=ShareKind.IDEA, text="An idea.", people=[ben.person, DANA])
    own, _ = small.shares.put(ana, kind=ShareKind.IDEA, text="Another.", people=[DANA])
    open_, _ = small.shares.put(
        ana, kind=ShareKind.IDEA, text="A third.", people=[DANA], visibility=Visibility.TEAM
    )
    bens = small.shares.one(ben, both)

    assert {both, open_} == {one.share.id for one in small.shares.all(ben)}
    assert ["Ben Okoye"] == [one.name for one in bens.people]
    assert [both] == [one.share.id for one in small.shares.all(ben, whose=Whose.ME)]
    assert [open_] == [one.share.id for one in small.shares.between(ben, DANA)]
    assert {both, own, open_} == {one.share.id for one in small.shares.between(ana, DANA)}
    assert [both] == [one.share.id for one in small.shares.between(ben, ana.person)]
    for refused in (small.shares.one, small.shares.withdraw, small.shares.skip):
        with pytest.raises(NotFound):
            refused(ben, own)
    with pytest.raises(NotFound):
        small.shares.withdraw(ben, both)
    with pytest.raises(NotFound):
        small.shares.helped(ana, both, ben.person)
    small.shares.helped(ana, own, DANA)
    assert [DANA] == [one.id for one in small.shares.one(ana, own).thanks]


def test_nobody_is_shown_whom_the_sharer_alone_sees(
    small: Netgraph, ana: Viewer, ben: Viewer
) -> None:
    """A private contact goes to no colleague, and what names one stays its sharer's own."""
    nora = PersonId(person(small, ana, "Nora Quint", private=True))
    for audience in ({"team": True}, {"people": [ben.person]}):
        with pytest.raises(InvalidInput, match="Only you see Nora"):
            small.shares.put(
                ana, kind=ShareKind.CONTACT, text="Meet her.", contact=nora, **audience
            )  # type: ignore[arg-type] # two audiences
    with pytest.raises(NotFound):
        small.shares.put(ben, kind=ShareKind.CONTACT, text="Meet her.", contact=nora, team=True)
    kept, _ = small.shares.put(
        ana, kind=ShareKind.CONTACT, text="Meet her.", contact=nora, people=[DANA],
        visibility=Visibility.TEAM,
    )  # fmt: skip

    assert not small.shares.one(ana, kept).open
    assert () == small.shares.all(ben)


def test_a_share_changes_nothing_but_itself(small: Netgraph, ana: Viewer, ben: Viewer) -> None:
    """No balance, gift, tie or revision follows from sharing and thanking; undone, all is gone."""
    before = whole_graph(small.database)
    numbers = revisions(small.database, scopes=ana.scopes)
    share, made = small.shares.put(
        ana, kind=ShareKind.IDEA, text="An idea.", people=[ben.person, DANA]
    )
    changed = small.shares.alter(ana, share, text="A better idea.", link="https://x.example/a")
    noted = small.shares.helped(ana, share, DANA)
    small.shares.helped(ben, share)
    after = whole_graph(small.database)

    new = after - before
    assert before < after
    assert {"Share"} == {one[0] for one in new if not isinstance(one[1], str)}
    assert {"BY", "FOR", "THANKED"} == {one[1] for one in new if isinstance(one[1], str)}
    assert (0.0, 0.0) == (
        small.favors.between(ana, ben.person).goodwill.given,
        small.favors.between(ben, ana.person).goodwill.received,
    )
    withdrawn = small.shares.withdraw(ana, share)
    assert before == whole_graph(small.database)
    assert numbers == revisions(small.database, scopes=ana.scopes)
    for change in (withdrawn, noted, changed):
        small.history.undo(ana, change.change)
    assert ("An idea.", "") == (
        small.shares.one(ana, share).share.text, small.shares.one(ana, share).share.link,
    )  # fmt: skip
    with pytest.raises(Conflict):  # Ben's thanks hang on it
        small.history.undo(ana, made.change)


def test_a_draft_is_in_the_sharers_words(small: Netgraph, ana: Viewer) -> None:
    """Each gets a letter of every kind, without a gap or a debt, and no way to reach a contact."""
    for kind in ShareKind:
        share, _ = small.shares.put(
            ana, kind=kind, text="You may like this.", link="https://x.example/a", people=[DANA],
            contact=TOM if kind is ShareKind.CONTACT else None,
        )  # fmt: skip
        (draft,) = small.shares.drafts(ana, small.shares.one(ana, share))

        assert "dana@initech.example" == draft.mail
        assert ((), ()) == (debts_in(draft.text), gaps_in(draft.text))
        assert draft.text.startswith("Hi Dana,\n\n")
        assert draft.text.endswith("\n\nAna")
        assert "You may like this." in draft.text
        assert "\n\n\n" not in draft.text
        assert (kind is ShareKind.CONTACT) is ("Tom Becker, Head of IT at Globex" in draft.text)


def test_whom_a_share_is_for_can_be_changed_and_undone(
    small: Netgraph, ana: Viewer, ben: Viewer
) -> None:
    """Added, Ben finds it; taken back, he does not; whoever said it helped keeps it."""
    share, _ = small.shares.put(ana, kind=ShareKind.IDEA, text="An idea.", people=[DANA])
    with pytest.raises(InvalidInput, match="for nobody else"):
        small.shares.leave_out(ana, share, DANA)
    small.shares.add(ana, share, [ben.person, TOM])
    assert [share] == [one.share.id for one in small.shares.news(ben)]
    taken = small.shares.leave_out(ana, share, ben.person)
    assert () == small.shares.all(ben)
    small.history.undo(ana, taken.change)
    assert [share] == [one.share.id for one in small.shares.news(ben)]
    small.shares.helped(ben, share)

    with pytest.raises(InvalidInput, match="stays theirs"):
        small.shares.leave_out(ana, share, ben.person)
    for wrong in ((DANA,), (ana.person,)):
        with pytest.raises(InvalidInput):
            small.shares.add(ana, share, wrong)
    for refused in (small.shares.add, small.shares.withdraw):
        with pytest.raises(NotFound):
            refused(ben, share, *([[TOM]] if refused == small.shares.add else []))
    assert {DANA, ben.person, TOM} == {one.id for one in small.shares.one(ana, share).people}


def test_adding_somebody_shows_nobody_whom_the_sharer_alone_sees(
    small: Netgraph, ana: Viewer, ben: Viewer
) -> None:
    """A private contact goes to no colleague, and nobody private is added to what is open."""
    own = person(small, ana, "Uma Own", private=True)
    about, _ = small.shares.put(
        ana, kind=ShareKind.CONTACT, text="Meet her.", people=[DANA], contact=own
    )
    open_, _ = small.shares.put(
        ana, kind=ShareKind.IDEA, text="A third.", people=[DANA], visibility=Visibility.TEAM
    )
    for share, whom in ((about, ben.person), (open_, own)):
        with pytest.raises(InvalidInput, match="Only you see"):
            small.shares.add(ana, share, [whom])

    assert () == small.shares.news(ben)


def test_a_link_in_a_draft_takes_a_word_of_thanks_and_shows_nothing_else(
    small: Netgraph, ana: Viewer, ben: Viewer, clock: Clock
) -> None:
    """Once, by whom it is for, while it is; a colleague's draft has none; nothing else moves."""
    share, _ = small.shares.put(
        ana, kind=ShareKind.IDEA, text="An idea.", people=[DANA, TOM, ben.person]
    )
    made: list[ShareLink] = []

    def address_of(link: ShareLink) -> str:
        made.append(link)
        return "https://x.example/s/abc"

    seen = small.shares.one(ana, share)
    texts = [one.text for one in small.shares.drafts(ana, seen, address_of=address_of)]
    assert {DANA, TOM} == {link.person for link in made}
    assert 2 == sum("https://x.example/s/abc" in text for text in texts)
    assert [()] * 3 == [debts_in(text) for text in texts]
    link = ShareLink(share=share, person=DANA)
    before, ties = whole_graph(small.database), revisions(small.database, scopes=ana.scopes)
    assert ("Ana Ruiz", False) == (small.shares.open(link)[0].name, small.shares.open(link)[1])
    assert before == whole_graph(small.database)

    small.shares.thank(link)
    small.shares.thank(link)
    assert [DANA] == [one.id for one in small.shares.one(ana, share).thanks]
    assert ties == revisions(small.database, scopes=ana.scopes)
    small.shares.leave_out(ana, share, TOM)
    wrong = (
        ShareLink(share=share, person=TOM),
        ShareLink(share=share, person=PersonId("nobody")),
        ShareLink(share=ShareId("nothing"), person=DANA),
    )
    clock.turn(days=THANKS_DAYS)
    for bad in (*wrong, link):
        for way in (small.shares.open, small.shares.thank):
            with pytest.raises(NotFound, match="leads nowhere"):
                way(bad)


def test_merging_and_deleting_keep_what_others_share(
    small: Netgraph, ana: Viewer, ben: Viewer
) -> None:
    """A share follows a merged person; it goes with its last receiver, and stays with another."""
    add_person(small, "dina", "Dina Ortiz")
    dina = PersonId("dina")
    put = small.shares.put
    two, _ = put(ana, kind=ShareKind.IDEA, text="For two.", people=[DANA, dina])
    known, _ = put(ana, kind=ShareKind.CONTACT, text="Meet.", people=[dina, TOM], contact=DANA)
    only, _ = put(ana, kind=ShareKind.CONTACT, text="Meet.", people=[dina], contact=DANA)
    bens, _ = put(ben, kind=ShareKind.IDEA, text="Mine.", people=[dina])
    before = whole_graph(small.database)
    merged = small.people.merge(ana, kept=DANA, gone=dina)

    assert ["Dana Ortiz"] == [one.name for one in small.shares.one(ana, two).people]
    assert ["Tom Becker"] == [one.name for one in small.shares.one(ana, known).people]
    assert ["Dana Ortiz"] == [one.name for one in small.shares.one(ben, bens).people]
    with pytest.raises(NotFound):
        small.shares.one(ana, only)
    small.history.undo(ana, merged.done.change)
    assert before == whole_graph(small.database)
    small.people.delete(ana, dina)
    assert ["Dana Ortiz"] == [one.name for one in small.shares.one(ana, two).people]
    assert ["Dina Ortiz"] == [one.name for one in small.shares.one(ben, bens).people]
    with pytest.raises(NotFound):
        small.shares.one(ana, only)
