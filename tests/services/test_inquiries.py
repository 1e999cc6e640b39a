"""What somebody says behind a link becomes theirs, once, and shows them nothing else."""

from datetime import timedelta

import pytest

from netgraph.domain.access import Viewer, Visibility
from netgraph.domain.blurbs import debts_in, gaps_in
from netgraph.domain.ids import PersonId, WantId
from netgraph.domain.inquiries import OPEN_DAYS, Told
from netgraph.domain.wants import HALF_LIFE_DAYS
from netgraph.errors import Conflict, InvalidInput, NotFound
from netgraph.services.inquiries import InquiryLink
from netgraph.wiring import Netgraph
from tests.conftest import NOW, Clock
from tests.giving import everything, person
from tests.graphs import add_company, add_evidence, add_expertise, add_person, add_want, met

DANA = PersonId("dana")
TODAY = NOW.date()
FADED = int(HALF_LIFE_DAYS) + 1


@pytest.fixture
def small(netgraph: Netgraph, ana: Viewer) -> Netgraph:
    """Ana knows Dana, and Grace, who is a head of HR in retail."""
    add_company(netgraph, "other", "Other", industry="retail")
    add_person(netgraph, "dana", "Dana Ortiz", email="dana@initech.example")
    add_person(netgraph, "grace", "Grace Hall", title="Head of HR", company="other")
    add_evidence(
        netgraph,
        met(ana.person, "dana", TODAY - timedelta(days=10), times=5),
        met(ana.person, "grace", TODAY - timedelta(days=5), times=6),
    )
    return netgraph


def ask(
    netgraph: Netgraph, viewer: Viewer, *, visibility: Visibility = Visibility.TEAM
) -> InquiryLink:
    """A link of the viewer's for Dana."""
    inquiry, _ = netgraph.inquiries.put(viewer, DANA, visibility=visibility)
    link = netgraph.inquiries.one(viewer, inquiry).link
    assert link is not None
    return link


def test_what_is_said_is_offered_for_and_written_once(
    small: Netgraph, ana: Viewer, ben: Viewer
) -> None:
    """Opening writes nothing; the answer is a want like others, and comes to who asked alone."""
    link = ask(small, ana)
    before = everything(small.database)
    question = small.inquiries.open(link)
    assert ("Ana Ruiz", "Dana Ortiz", ()) == (question.asker, question.asked, question.faded)
    assert before == everything(small.database)

    told = Told(want="a head of HR in retail", topic="pricing")
    small.inquiries.answer(link, told)
    once = everything(small.database)
    small.inquiries.answer(link, told)

    assert once == everything(small.database)
    with pytest.raises(Conflict):
        small.inquiries.answer(link, Told(want="something else"))
    assert small.inquiries.open(link).answered
    (idea,) = small.give.week(ana).ideas
    assert ("dana", "grace") == (idea.person.id, idea.idea.offer.whom)
    (want,) = small.wants.of(ben, DANA).wants
    assert [("pricing", "team")] == [
        (one.expertise.topic, one.scope) for one in small.wants.of(ben, DANA).expertise
    ]
    assert {want.want.id} == small.inquiries.with_(ana, DANA).wants
    assert ((), frozenset()) == (
        small.inquiries.told(ben), small.inquiries.with_(ben, DANA).wants,
    )  # fmt: skip
    (seen,) = small.agenda.today(ana, as_of=TODAY).told
    small.inquiries.note(ana, seen.inquiry.id)
    assert () == small.inquiries.told(ana)


def test_an_answer_is_undone_whole(small: Netgraph, ana: Viewer) -> None:
    """Undone, want and expertise are gone and the link may be answered anew."""
    link = ask(small, ana)
    small.inquiries.answer(link, Told(want="a CFO", topic="pricing"))
    change = next(one for one in small.history.latest(ana) if "said what would help" in one.what)

    small.history.undo(ana, change.change)

    assert ((), ()) == (
        small.wants.of(ana, DANA).wants, small.wants.of(ana, DANA).expertise,
    )  # fmt: skip
    small.inquiries.answer(link, Told(topic="hiring"))
    assert ["hiring"] == [one.expertise.topic for one in small.wants.of(ana, DANA).expertise]


def test_who_holds_a_link_sees_their_own_words_and_no_note(
    small: Netgraph, ana: Viewer, ben: Viewer, clock: Clock
) -> None:
    """Only what Dana said by a link of Ana's, and has faded, is shown; still and met are kept."""
    add_want(small, "dana", "noted by hand")
    for viewer in (ana, ben):
        small.inquiries.answer(ask(small, viewer), Told(want=f"a speaker for {viewer.name}"))
    small.inquiries.answer(ask(small, ana), Told(want="a CFO"))
    clock.turn(days=FADED)
    link = ask(small, ana)

    shown = {one.text: one.id for one in small.inquiries.open(link).faded}
    assert {"a speaker for Ana Ruiz", "a CFO"} == shown.keys()
    others = {one.want.text: one.want.id for one in small.wants.of(ana, DANA).wants}
    small.inquiries.answer(
        link,
        Told(
            still=frozenset({shown["a CFO"], others["noted by hand"]}),
            met=frozenset({shown["a speaker for Ana Ruiz"], others["a speaker for Ben Okoye"]}),
        ),
    )

    today = clock().date()
    left = {one.want.text: one.want.said == today for one in small.wants.of(ana, DANA).wants}
    assert {"noted by hand": False, "a speaker for Ben Okoye": False, "a CFO": True} == left
    (seen,) = [one for one in small.inquiries.told(ana) if one.inquiry.id == link.inquiry]
    assert seen.inquiry.answered is not None
    assert (("a CFO",), ("a speaker for Ana Ruiz",)) == (
        seen.inquiry.answered.still, seen.inquiry.answered.met,
    )  # fmt: skip


def test_nothing_is_written_twice(small: Netgraph, ana: Viewer, clock: Clock) -> None:
    """What the team has already in the same words is said anew instead of doubled."""
    add_want(small, "dana", "A CFO")
    add_expertise(small, "dana", "Pricing")
    clock.turn(days=FADED)

    small.inquiries.answer(ask(small, ana), Told(want="a cfo", topic="pricing"))

    (want,) = small.wants.of(ana, DANA).wants
    assert ("A CFO", clock().date()) == (want.want.text, want.want.said)
    assert 1 == len(small.wants.of(ana, DANA).expertise)


def test_what_is_private_stays_so(small: Netgraph, ana: Viewer, ben: Viewer) -> None:
    """An answer for the asker alone, and one of somebody whom they alone see, is theirs."""
    small.inquiries.answer(
        ask(small, ana, visibility=Visibility.PRIVATE), Told(want="a CFO", topic="pricing")
    )
    nora = person(small, ana, "Nora Quint", private=True)
    inquiry, _ = small.inquiries.put(ana, nora, visibility=Visibility.TEAM)
    link = small.inquiries.one(ana, inquiry).link
    assert link is not None
    small.inquiries.answer(link, Told(want="a CFO"))

    assert ((), ()) == (small.wants.of(ben, DANA).wants, small.wants.of(ben, DANA).expertise)
    assert {ana.private} == {one.scope for one in small.wants.of(ana, nora).wants}
    for refused in (small.inquiries.one, small.inquiries.withdraw, small.inquiries.note):
        with pytest.raises(NotFound):
            refused(ben, inquiry)
    with pytest.raises(NotFound):
        small.inquiries.put(ben, nora, visibility=Visibility.TEAM)


def test_a_link_ends(small: Netgraph, ana: Viewer, clock: Clock) -> None:
    """One at a time; withdrawn, run out, guessed, or of nobody who works here, it is closed."""
    link = ask(small, ana)
    with pytest.raises(Conflict):
        ask(small, ana)
    with pytest.raises(InvalidInput):
        small.inquiries.put(ana, ana.person, visibility=Visibility.TEAM)
    small.inquiries.withdraw(ana, link.inquiry)
    later = ask(small, ana)
    wrong = InquiryLink(inquiry=later.inquiry, nonce="x")
    clock.turn(days=OPEN_DAYS + 1)
    for closed in (link, wrong, later):
        with pytest.raises(NotFound):
            small.inquiries.open(closed)
        with pytest.raises(NotFound):
            small.inquiries.answer(closed, Told(want="a CFO"))
    ended = ask(small, ana)
    small.accounts.set_active(ana.user, active=False)
    with pytest.raises(NotFound):
        small.inquiries.open(ended)


def test_an_inquiry_goes_with_the_person(small: Netgraph, ana: Viewer) -> None:
    """Erased, Dana takes with her what she was asked and what she said."""
    link = ask(small, ana)
    small.inquiries.answer(link, Told(want="a <b>CFO</b>"))

    small.people.delete(ana, DANA)

    assert () == small.inquiries.all(ana)
    with pytest.raises(NotFound):
        small.inquiries.open(link)


def test_the_draft_names_no_debt(small: Netgraph, ana: Viewer) -> None:
    """A want that is asked about again is quoted, unless it speaks of a debt; no mail is sent."""
    may = WantId(add_want(small, "dana", "a speaker in May"))
    debt = WantId(add_want(small, "dana", "you owe me one"))
    for about, quoted in ((may, True), (debt, False), (None, False)):
        inquiry, _ = small.inquiries.put(ana, DANA, visibility=Visibility.TEAM, about=about)
        draft = small.inquiries.text(
            ana, small.inquiries.one(ana, inquiry), link="https://x.example"
        )

        assert ((), ()) == (debts_in(draft), gaps_in(draft))
        assert (True, True, quoted) == (
            draft.startswith("Hi Dana,"), draft.endswith("\nAna"), "“a speaker in May”" in draft,
        )  # fmt: skip
        with pytest.raises(InvalidInput):
            small.inquiries.mail(ana, inquiry, draft, link="https://x.example")
        small.inquiries.withdraw(ana, inquiry)
