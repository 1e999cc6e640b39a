"""A request is checked, sent once, answered by link, and ends as a favor in the ledger."""

from datetime import timedelta

import pytest

from netgraph.domain.access import Viewer
from netgraph.domain.blurbs import LONGEST_BLURB, Words, debts_in, words_in
from netgraph.domain.evidence import Grade, Knows
from netgraph.domain.favors import Favor
from netgraph.domain.ids import IntroRequestId, PersonId
from netgraph.domain.introductions import Act, State
from netgraph.errors import Conflict, InvalidInput, NotFound
from netgraph.graph.introductions import Door
from netgraph.services.answers import Answer
from netgraph.services.requests import Link, Request
from netgraph.wiring import Netgraph
from tests.conftest import Clock
from tests.giving import person
from tests.graphs import add_evidence, add_person, met

GOOD = {
    "about": "I look after planning software at Fernhill.",
    "purpose": "Your peers cut their planning time by half, and I can show how.",
    "ask": "Could we speak for twenty minutes in June?",
}


@pytest.fixture
def people(netgraph: Netgraph, ana: Viewer) -> None:
    """Dana and Priya, known to the team."""
    del ana
    add_person(netgraph, "dana", "Dana Ortiz", email="dana@x.example")
    add_person(netgraph, "priya", "Priya Shah", title="CFO")


def drafted(netgraph: Netgraph, viewer: Viewer, via: str = "dana", to: str = "priya") -> Request:
    """A draft that is ready to be sent."""
    path = (viewer.person, PersonId(via), PersonId(to))
    netgraph.introductions.draft(viewer, path, probability=0.4)
    request = netgraph.introductions.drafts(viewer)[0].id
    netgraph.introductions.alter(viewer, request, **GOOD)
    return netgraph.introductions.request(viewer, request)


def sent(netgraph: Netgraph, viewer: Viewer) -> tuple[Request, Link]:
    """A request that was made, and the connector's link."""
    draft = drafted(netgraph, viewer)
    netgraph.introductions.send(viewer, draft.id)
    request = netgraph.introductions.request(viewer, draft.id)
    return request, Link(request=request.id, door=Door.ANSWER, nonce=request.link)


def state(netgraph: Netgraph, viewer: Viewer, request: IntroRequestId) -> State | None:
    """Where a request is, as its requester sees it."""
    return netgraph.introductions.request(viewer, request).seen.state


def accepted(netgraph: Netgraph, link: Link) -> tuple[Link, Link]:
    """The connector's next link, and the target's, after a yes."""
    carry = netgraph.answers.answer(link, Answer.YES)
    assert carry is not None
    target = netgraph.answers.open(carry).target_link
    assert target is not None
    return carry, target


@pytest.mark.usefixtures("people")
def test_a_request_is_sent_only_when_every_check_passes(netgraph: Netgraph, ana: Viewer) -> None:
    """A draft that says too little, or speaks of a debt, is not sent."""
    draft = drafted(netgraph, ana)
    netgraph.introductions.alter(ana, draft.id, offer="You owe me one, so this is in return.")

    with pytest.raises(InvalidInput, match="not ready"):
        netgraph.introductions.send(ana, draft.id)


@pytest.mark.usefixtures("people")
def test_the_texts_are_short_whole_and_the_requesters(netgraph: Netgraph, ana: Viewer) -> None:
    """Every format is composed, has no gap or debt, and speaks as Ana and never as Dana."""
    request, _ = sent(netgraph, ana)
    texts = netgraph.introductions.sending(ana, request).texts
    note = netgraph.introductions.note(request, link="https://x.example/i/abc")
    thanks = netgraph.loop.thanks(request)

    for text in (texts.blurb, texts.message, texts.bullets, note, thanks):
        assert () == debts_in(text)
        assert "Dana" not in text.splitlines()[-1]
    assert words_in(texts.blurb) < LONGEST_BLURB
    assert texts.blurb.endswith("Ana Ruiz")


@pytest.mark.usefixtures("people")
def test_an_edited_text_stays_and_an_unedited_one_follows_its_parts(
    netgraph: Netgraph, ana: Viewer
) -> None:
    """What the requester typed over the composed text is what is forwarded."""
    draft = drafted(netgraph, ana)
    composed = netgraph.introductions.sending(ana, draft).texts.blurb
    netgraph.introductions.alter(ana, draft.id, text=composed, ask="A call in July?")
    follows = netgraph.introductions.request(ana, draft.id)
    netgraph.introductions.alter(ana, draft.id, text="In my own words.")
    edited = netgraph.introductions.request(ana, draft.id)

    assert "A call in July?" in netgraph.introductions.sending(ana, follows).texts.blurb
    assert Words(**GOOD | {"ask": "A call in July?", "text": "In my own words."}) == edited.words


@pytest.mark.usefixtures("people")
def test_the_whole_way_ends_in_the_ledger(netgraph: Netgraph, ana: Viewer) -> None:
    """Asked, yes, agreed, introduced: a favor of Dana's; met: the tie to Priya knows of it."""
    request, link = sent(netgraph, ana)
    carry, target = accepted(netgraph, link)
    assert State.ACCEPTED is state(netgraph, ana, request.id)
    netgraph.answers.answer(target, Answer.YES)
    assert State.CONSENTED is state(netgraph, ana, request.id)
    netgraph.answers.answer(carry, Answer.DONE)
    (entry,) = netgraph.favors.between(ana, PersonId("dana")).entries
    netgraph.introductions.met(ana, request.id)
    network = netgraph.ties.network(ana, as_of=netgraph.now().date())
    strength = network.strength(of=ana.person, towards=PersonId("priya"))

    assert isinstance(entry.deed, Favor)
    assert ("dana", ana.person, "priya") == (
        entry.deed.giver, entry.deed.receiver, entry.deed.introduced,
    )  # fmt: skip
    assert strength is not None
    assert Grade.MET is strength.grade
    assert State.MET is state(netgraph, ana, request.id)


@pytest.mark.usefixtures("people")
def test_a_link_works_once_and_opens_its_own_door_only(netgraph: Netgraph, ana: Viewer) -> None:
    """Used, withdrawn, run out, of another door or request, made up: all the same."""
    request, link = sent(netgraph, ana)
    carry, target = accepted(netgraph, link)
    wrong = (
        link,
        Link(request=request.id, door=Door.CONSENT, nonce=carry.nonce),
        Link(request=request.id, door=Door.ANSWER, nonce=""),
        Link(request=IntroRequestId("nothing"), door=target.door, nonce=target.nonce),
    )
    netgraph.introductions.withdraw(ana, request.id)

    said = set()
    for bad in (*wrong, carry, target):
        with pytest.raises(NotFound) as refused:
            netgraph.answers.open(bad)
        with pytest.raises(NotFound):
            netgraph.answers.answer(bad, Answer.NO)
        said.add(str(refused.value))
    assert 1 == len(said)


@pytest.mark.usefixtures("people")
def test_no_and_silence_look_the_same_to_the_requester(
    netgraph: Netgraph, ana: Viewer, clock: Clock
) -> None:
    """Whoever refused, or nobody answered: this way is closed for now, and no more."""
    silent, _ = sent(netgraph, ana)
    clock.turn(days=20)
    by_dana, link = sent(netgraph, ana)
    netgraph.answers.answer(link, Answer.NO)
    by_priya, link = sent(netgraph, ana)
    _, target = accepted(netgraph, link)
    netgraph.answers.answer(target, Answer.NO)

    shown = [
        netgraph.introductions.request(ana, request.id) for request in (silent, by_dana, by_priya)
    ]
    assert [True, True, True] == [request.seen.closed for request in shown]
    assert [[Act.SEND]] * 3 == [[step.act for step in request.seen.steps] for request in shown]
    assert [frozenset()] * 3 == [request.acts for request in shown]


@pytest.mark.usefixtures("people")
def test_later_and_a_hint_are_passed_on(netgraph: Netgraph, ana: Viewer) -> None:
    """To be asked later leaves it open with a new link; a hint is told with the closing."""
    request, link = sent(netgraph, ana)
    netgraph.answers.answer(link, Answer.LATER)
    assert State.REQUESTED is state(netgraph, ana, request.id)
    netgraph.introductions.remind(ana, request.id)
    again = netgraph.introductions.request(ana, request.id).link
    netgraph.answers.answer(
        Link(request=request.id, door=Door.ANSWER, nonce=again), Answer.OTHER, hint="Tom Becker"
    )

    assert "Tom Becker" == netgraph.introductions.request(ana, request.id).seen.hint


@pytest.mark.usefixtures("people")
def test_one_live_request_a_target_unless_a_reason_is_given(
    netgraph: Netgraph, ana: Viewer, ben: Viewer, clock: Clock
) -> None:
    """Ben is told that Ana asks already; with a reason, which is kept, or later, he may too."""
    sent(netgraph, ana)
    draft = drafted(netgraph, ben)
    obstacles = netgraph.introductions.sending(ben, draft).obstacles

    assert [True] == ["Ana Ruiz is asking" in said for said in obstacles]
    assert ["Ana Ruiz"] == [live.requester.name for live in netgraph.introductions.board(ben).team]
    with pytest.raises(Conflict, match="Ana Ruiz is asking"):
        netgraph.introductions.send(ben, draft.id)

    done = netgraph.introductions.send(ben, draft.id, reason="She asked us to.")
    assert "She asked us to." == netgraph.introductions.request(ben, draft.id).override
    netgraph.history.undo(ben, done.change)
    clock.turn(days=20)
    netgraph.introductions.alter(ben, draft.id, by=clock().date() + timedelta(days=5))
    netgraph.introductions.send(ben, draft.id)
    assert "" == netgraph.introductions.request(ben, draft.id).override


def test_a_request_about_somebody_private_locks_nobody(
    netgraph: Netgraph, ana: Viewer, ben: Viewer
) -> None:
    """Ana's request by a connector whom only she sees shows nowhere in what Ben sees."""
    add_person(netgraph, "priya", "Priya Shah")
    add_person(netgraph, "dana", "Dana Ortiz")
    nora = person(netgraph, ana, "Nora Quint", private=True)
    draft = drafted(netgraph, ana, via=nora)
    netgraph.introductions.send(ana, draft.id)

    mine = drafted(netgraph, ben)
    assert () == netgraph.introductions.sending(ben, mine).obstacles
    assert () == netgraph.introductions.board(ben).team
    assert () == netgraph.introductions.board(ben).to_approve


@pytest.mark.usefixtures("people")
def test_an_approver_looks_first(netgraph: Netgraph, ana: Viewer, ben: Viewer) -> None:
    """Shown to Ben, the draft waits for his word; nobody else sees it, and he cannot send it."""
    draft = drafted(netgraph, ana)
    netgraph.introductions.submit(ana, draft.id, ben.user)
    with pytest.raises(Conflict):
        netgraph.introductions.send(ana, draft.id)
    with pytest.raises(NotFound):
        netgraph.introductions.send(ben, draft.id)
    (waiting,) = netgraph.introductions.board(ben).to_approve
    netgraph.introductions.approve(ben, waiting.id)
    netgraph.introductions.send(ana, draft.id)

    assert State.REQUESTED is state(netgraph, ana, draft.id)
    assert () == netgraph.introductions.board(ben).to_approve


@pytest.mark.usefixtures("people")
def test_sending_is_undone_until_somebody_has_answered(netgraph: Netgraph, ana: Viewer) -> None:
    """Undo takes the link back; after an answer there is nothing to undo any more."""
    draft = drafted(netgraph, ana)
    done = netgraph.introductions.send(ana, draft.id)
    netgraph.history.undo(ana, done.change)
    assert State.DRAFT is state(netgraph, ana, draft.id)

    again = netgraph.introductions.send(ana, draft.id)
    link = netgraph.introductions.request(ana, draft.id).link
    netgraph.answers.answer(Link(request=draft.id, door=Door.ANSWER, nonce=link), Answer.YES)
    with pytest.raises(Conflict):
        netgraph.history.undo(ana, again.change)


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    ("knows", "grade"), [(Knows.WELL, Grade.VOUCHED), (Knows.BARELY, Grade.CLAIMED)]
)
def test_how_well_the_connector_knows_the_target_corrects_the_tie(
    netgraph: Netgraph, ana: Viewer, knows: Knows, grade: Grade
) -> None:
    """Knowing well vouches; barely knowing leaves no more than a claim."""
    _, link = sent(netgraph, ana)
    netgraph.answers.answer(link, Answer.YES, knows=knows)
    network = netgraph.ties.network(ana, as_of=netgraph.now().date())
    tie = network.strength(of=PersonId("dana"), towards=PersonId("priya"))

    assert tie is not None
    assert grade is tie.grade


@pytest.mark.usefixtures("people")
def test_what_was_observed_stays_whatever_is_said(netgraph: Netgraph, ana: Viewer) -> None:
    """Meetings in the calendar are not talked away."""
    add_evidence(netgraph, met("dana", "priya", netgraph.now().date(), times=3))
    _, link = sent(netgraph, ana)
    netgraph.answers.answer(link, Answer.NO, knows=Knows.BARELY)
    network = netgraph.ties.network(ana, as_of=netgraph.now().date())
    tie = network.strength(of=PersonId("dana"), towards=PersonId("priya"))

    assert tie is not None
    assert Grade.MET is tie.grade
