"""Answers by mail are put with what was asked, once, for whoever asked, and nothing follows yet."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from netgraph.domain.access import Viewer, Visibility
from netgraph.domain.asks import AskState, Move
from netgraph.domain.ids import BatchId, IntroRequestId, LetterId, PersonId
from netgraph.domain.introductions import Act, Actor, State
from netgraph.domain.outbox import LetterKind, message_id
from netgraph.errors import Conflict, InvalidInput, NotFound
from netgraph.graph.introductions import Door
from netgraph.services.answers import Answer
from netgraph.services.digest import lines_of
from netgraph.services.loop import Matter
from netgraph.services.replies import Answered
from netgraph.services.requests import Link, Request
from netgraph.wiring import Netgraph
from tests.conftest import Clock
from tests.graphs import add_person, run_cypher
from tests.services.test_introductions import sent, state

PRIVATE, TEAM = Visibility.PRIVATE, Visibility.TEAM
Bring = Callable[..., BatchId]


def mail(
    sender: str = "dana@x.example",
    *,
    to: str = "ana@team.example",
    subject: str = "Re: An introduction to Priya Shah?",
    day: date = date(2026, 6, 16),
    number: int = 1,
    more: str = "",
    text: str = "Yes, gladly.",
) -> str:
    """One message, as a mail program saves it."""
    return (
        f"From: {sender}\nTo: {to}\nSubject: {subject}\n"
        f"Date: {day:%d %b %Y} 10:00:00 +0000\nMessage-ID: <m{number}@x.example>\n{more}\n{text}\n"
    )


@pytest.fixture
def bring(netgraph: Netgraph, tmp_path: Path) -> Bring:
    """Previews and imports messages as .eml files, or several as one mailbox."""

    def import_(
        viewer: Viewer,
        *messages: str,
        visibility: Visibility = PRIVATE,
        keep_words: bool = True,
        write: bool = True,
    ) -> BatchId:
        whole = messages[0]
        if len(messages) > 1:
            line = "From a@b Thu Feb 08 10:00:00 +0000 2024\n"
            whole = "\n".join(f"{line}{message}" for message in messages)
        file = tmp_path / "answer.eml"
        file.write_text(whole, encoding="utf-8")
        batch = netgraph.imports.preview(
            viewer, file, name="answer.eml", visibility=visibility
        ).batch.id
        if write:
            netgraph.imports.write(viewer, batch, keep_words=keep_words)
        return batch

    return import_


@pytest.fixture
def request_(netgraph: Netgraph, ana: Viewer, clock: Clock) -> Request:
    """A request of Ana's by Dana to reach Priya, sent two days ago."""
    add_person(netgraph, "dana", "Dana Ortiz", email="dana@x.example")
    add_person(netgraph, "priya", "Priya Shah", title="CFO", email="priya@y.example")
    request, _ = sent(netgraph, ana)
    clock.moment += timedelta(days=2)
    return request


def answered(netgraph: Netgraph, viewer: Viewer, request: IntroRequestId) -> Answered | None:
    """What was answered by mail to a request, as its requester sees it."""
    return netgraph.replies.to_request(viewer, netgraph.introductions.request(viewer, request))


def kept(netgraph: Netgraph) -> int:
    """How many answers there are in the graph."""
    return int(run_cypher(netgraph.database, "MATCH (r:Reply) RETURN count(r) AS n")[0]["n"])


def test_an_answer_is_put_with_its_request_and_nothing_is_decided(
    netgraph: Netgraph, ana: Viewer, request_: Request, bring: Bring
) -> None:
    """The preview says so, the page shows it, Today asks, and the request is where it was."""
    batch = bring(ana, mail(), write=False)
    (brought,) = netgraph.replies.brought(ana, batch)
    assert ("Dana Ortiz", "Yes, gladly.", False) == (
        brought.reply.who, brought.reply.words, brought.known,
    )  # fmt: skip
    assert 0 == kept(netgraph)

    netgraph.imports.write(ana, batch, keep_words=True)
    found = answered(netgraph, ana, request_.id)
    assert found is not None
    (reply,) = found.replies

    assert ("Dana Ortiz", date(2026, 6, 16), "Yes, gladly.") == (
        reply.who, reply.at.date(), reply.words,
    )  # fmt: skip
    assert {"yes", "agreed", "later", "other", "no", "done"} == found.meanings
    assert State.REQUESTED is state(netgraph, ana, request_.id)
    today = netgraph.agenda.today(ana, as_of=netgraph.now().date())
    assert [(request_.id, True)] == [(one.about, one.open) for one in today.answered]
    assert 1 == len(netgraph.replies.brought(ana, batch))


def test_nobody_is_asked_once_more_while_their_mail_waits(
    netgraph: Netgraph, ana: Viewer, clock: Clock, request_: Request, bring: Bring
) -> None:
    """Near the end of the wait Today proposes to ask again, unless an answer came by mail."""
    clock.moment += timedelta(days=10)
    today = netgraph.agenda.today(ana, as_of=clock().date())
    assert [(Matter.AGAIN, request_.id)] == [(one.matter, one.request.id) for one in today.todo]
    bring(ana, mail())
    today = netgraph.agenda.today(ana, as_of=clock().date())

    assert () == today.todo
    assert ("Dana Ortiz answered by mail about an introduction to Priya Shah: say what it means",
            ) == lines_of(today)  # fmt: skip


def test_words_are_kept_only_when_that_is_wanted(
    netgraph: Netgraph, ana: Viewer, request_: Request, bring: Bring
) -> None:
    """Without the wish nothing of the text is in the graph, not even in what was previewed."""
    bring(ana, mail(text="Between us: gladly"), keep_words=False)
    found = answered(netgraph, ana, request_.id)
    everything = run_cypher(netgraph.database, "MATCH (n) RETURN properties(n) AS p")

    assert found is not None
    assert [""] == [reply.words for reply in found.replies]
    assert "Between us" not in str(everything)


def test_an_answer_counts_once_and_goes_with_the_last_import_that_says_it(
    netgraph: Netgraph, ana: Viewer, request_: Request, bring: Bring
) -> None:
    """The same file, and a mailbox with the same message, bring nothing new; each can be undone."""
    first = bring(ana, mail())
    bring(ana, mail())
    box = bring(ana, mail(), mail(number=2, text="Next week."))
    assert 2 == kept(netgraph)
    netgraph.imports.roll_back(ana, first)
    assert 2 == kept(netgraph)
    netgraph.imports.roll_back(ana, box)

    assert 0 == kept(netgraph)
    assert answered(netgraph, ana, request_.id) is None
    assert () == netgraph.agenda.today(ana, as_of=netgraph.now().date()).answered
    bring(ana, mail())
    assert 1 == kept(netgraph)


def test_nobody_else_is_shown_an_answer(
    netgraph: Netgraph, ana: Viewer, ben: Viewer, request_: Request, bring: Bring
) -> None:
    """A team import tells colleagues nothing of it, and their own mail answers none of mine."""
    batch = bring(ana, mail(), visibility=TEAM)
    shown = netgraph.imports.show(ben, batch)
    assert () == netgraph.replies.brought(ben, batch)
    assert "gladly" not in str(shown)
    assert "answer" not in str(shown.batch.counts)
    assert () == netgraph.replies.waiting(ben)
    with pytest.raises(NotFound):
        netgraph.replies.means(ben, request_.id, Answer.YES)

    bring(ben, mail(number=7, to="ben@team.example"))
    assert 1 == kept(netgraph)


def test_what_fits_no_request_changes_nothing_else(
    netgraph: Netgraph, ana: Viewer, request_: Request, bring: Bring
) -> None:
    """Others, other subjects, other days, the requester's own mail, and answering machines."""
    bring(
        ana,
        mail("luc@x.example", number=2),
        mail(subject="Lunch?", number=3),
        mail(day=date(2026, 6, 14), number=4),
        mail("ana@team.example", to="dana@x.example", number=5),
        mail(more="Auto-Submitted: auto-replied\n", number=6),
        mail(subject="Automatic reply: An introduction to Priya Shah?", number=7),
    )

    assert 0 == kept(netgraph)
    assert answered(netgraph, ana, request_.id) is None


def posted(netgraph: Netgraph, viewer: Viewer, about: str, *, key: str = "request") -> str:
    """A letter that was mailed about something; its Message-ID."""
    run_cypher(
        netgraph.database,
        "CREATE (l:Letter {id: 'letter-1', scope: 'team', by: $by, kind: $kind, to: $to, "
        "subject: 'An introduction to Priya Shah?', state: 'sent', people: [], "
        "created_at: $at, due: $at}) SET l[$key] = $about",
        by=viewer.user, to="Dana.Private@mail.example", at=netgraph.now(), about=about, key=key,
        kind=(LetterKind.REQUEST if key == "request" else LetterKind.ASK).value,
    )  # fmt: skip
    return message_id(LetterId("letter-1"), "netgraph@fernhill.example")


def test_an_answer_that_names_our_letter_needs_no_subject_or_known_address(
    netgraph: Netgraph, ana: Viewer, request_: Request, bring: Bring
) -> None:
    """Where the letter went counts as the connector's; another address is said to be unknown."""
    ours = posted(netgraph, ana, request_.id)
    thread = f"References: <x@y>\n {ours}\n"
    bring(ana, mail("dana.private@mail.example", subject="Hello", more=thread))
    bring(ana, mail("eve@z.example", subject="For Dana", number=2, more=f"In-Reply-To: {ours}\n"))
    found = answered(netgraph, ana, request_.id)

    assert found is not None
    assert {("Dana Ortiz", True), ("eve@z.example", False)} == {
        (reply.who, reply.by_name) for reply in found.replies
    }


@pytest.mark.parametrize(
    ("answer", "after"),
    [
        (Answer.YES, State.ACCEPTED),
        (Answer.AGREED, State.CONSENTED),
        (Answer.LATER, State.REQUESTED),
        (Answer.NO, None),
        (Answer.OTHER, None),
        (Answer.DONE, State.INTRODUCED),
    ],
)
def test_what_an_answer_meant_is_a_step_that_can_be_undone(
    netgraph: Netgraph,
    ana: Viewer,
    request_: Request,
    bring: Bring,
    *,
    answer: Answer,
    after: State | None,
) -> None:
    """The step is the connector's; with it the question is settled, and undo opens it again."""
    bring(ana, mail())
    _, done = netgraph.replies.means(ana, request_.id, answer, hint="Try Tom")
    found = netgraph.introductions.request(ana, request_.id)

    assert after is found.seen.state
    assert ("Try Tom" if answer is Answer.OTHER else "") == found.seen.hint
    assert () == netgraph.replies.waiting(ana)
    if answer is Answer.DONE:
        assert [Act.SEND, Act.ACCEPT, Act.CONSENT, Act.INTRODUCE] == [
            step.act for step in found.seen.steps
        ]
        favors = run_cypher(netgraph.database, "MATCH (f:Favor) RETURN f.request AS r")
        assert [request_.id] == [row["r"] for row in favors]
    netgraph.history.undo(ana, done.change)
    assert State.REQUESTED is state(netgraph, ana, request_.id)
    assert 1 == len(netgraph.replies.waiting(ana))


def test_after_a_yes_by_mail_the_introduction_can_be_noted(
    netgraph: Netgraph, ana: Viewer, request_: Request, bring: Bring
) -> None:
    """The connector who said yes by mail needs no link; what makes no sense is refused."""
    bring(ana, mail())
    with pytest.raises(InvalidInput, match="whom to try"):
        netgraph.replies.means(ana, request_.id, Answer.OTHER, hint=" ")
    netgraph.replies.means(ana, request_.id, Answer.YES)
    with pytest.raises(Conflict):
        netgraph.replies.means(ana, request_.id, Answer.LATER)
    netgraph.replies.means(ana, request_.id, Answer.DONE)

    assert State.INTRODUCED is state(netgraph, ana, request_.id)


def link_of(netgraph: Netgraph, viewer: Viewer, request: IntroRequestId) -> Link:
    """The connector's first link, as the requester's page has it."""
    nonce = netgraph.introductions.request(viewer, request).link
    return Link(request=request, door=Door.ANSWER, nonce=nonce)


def test_that_the_target_agrees_is_the_requesters_note_of_what_the_connector_wrote(
    netgraph: Netgraph, ana: Viewer, request_: Request, bring: Bring
) -> None:
    """The connector's link opens what remains, and the target's own word may take its place."""
    bring(ana, mail(text="Yes, and she is fine with it."))
    link = link_of(netgraph, ana, request_.id)
    netgraph.replies.means(ana, request_.id, Answer.AGREED)
    found = netgraph.introductions.request(ana, request_.id)
    assert [
        (Act.SEND, Actor.REQUESTER),
        (Act.ACCEPT, Actor.CONNECTOR),
        (Act.RELAY, Actor.REQUESTER),
    ] == [(step.act, step.actor) for step in found.seen.steps]
    assert found.relayed
    assert () == netgraph.replies.waiting(ana)

    shown = netgraph.answers.open(link)
    assert (Door.INTRODUCE, True, True) == (
        shown.link.door, shown.target_agreed, shown.relayed,
    )  # fmt: skip
    assert link == netgraph.answers.answer(link, Answer.YES)  # from a page opened before
    with pytest.raises(InvalidInput):
        netgraph.answers.answer(link, Answer.LATER)
    netgraph.answers.answer(link, Answer.DONE)
    assert State.INTRODUCED is state(netgraph, ana, request_.id)
    with pytest.raises(NotFound):
        netgraph.answers.open(link)


def test_after_a_yes_by_mail_the_target_may_answer_by_link_before_and_after_it_is_relayed(
    netgraph: Netgraph, ana: Viewer, request_: Request, bring: Bring
) -> None:
    """The connector hands on the target's link, and what the target says takes the note's place."""
    bring(ana, mail())
    netgraph.replies.means(ana, request_.id, Answer.YES)
    target = netgraph.answers.open(link_of(netgraph, ana, request_.id)).target_link
    assert target is not None
    netgraph.replies.means(ana, request_.id, Answer.AGREED)
    done = netgraph.answers.answer(target, Answer.YES)
    found = netgraph.introductions.request(ana, request_.id)

    assert (None, State.CONSENTED, False) == (done, found.seen.state, found.relayed)
    netgraph.answers.answer(link_of(netgraph, ana, request_.id), Answer.NO)
    assert state(netgraph, ana, request_.id) is None


def test_an_address_that_we_do_not_know_relays_nothing(
    netgraph: Netgraph, ana: Viewer, request_: Request, bring: Bring
) -> None:
    """A letter of ours may have been passed on to the target: only the connector's mail counts."""
    ours = posted(netgraph, ana, request_.id)
    bring(ana, mail("eve@z.example", subject="Hi", more=f"In-Reply-To: {ours}\n"))
    with pytest.raises(Conflict):
        netgraph.replies.means(ana, request_.id, Answer.AGREED)

    assert State.REQUESTED is state(netgraph, ana, request_.id)


def test_nothing_follows_from_the_targets_mail_or_without_any(
    netgraph: Netgraph, ana: Viewer, request_: Request, bring: Bring
) -> None:
    """The requester cannot speak for the connector unless a mail of theirs is there."""
    with pytest.raises(NotFound):
        netgraph.replies.means(ana, request_.id, Answer.YES)
    with pytest.raises(NotFound):
        netgraph.replies.put_aside(ana, request_.id)
    bring(ana, mail("priya@y.example"))
    found = answered(netgraph, ana, request_.id)
    assert found is not None
    assert ("Priya Shah", frozenset()) == (found.replies[0].who, found.meanings)
    with pytest.raises(Conflict):
        netgraph.replies.means(ana, request_.id, Answer.YES)

    done = netgraph.replies.put_aside(ana, request_.id)
    assert () == netgraph.replies.waiting(ana)
    netgraph.history.undo(ana, done.change)
    assert 1 == len(netgraph.replies.waiting(ana))


def test_a_closed_way_looks_the_same_whoever_closed_it(
    netgraph: Netgraph, ana: Viewer, clock: Clock, bring: Bring
) -> None:
    """After a no by link, and after silence, Today asks the same about the mail before it."""
    add_person(netgraph, "dana", "Dana Ortiz", email="dana@x.example")
    add_person(netgraph, "priya", "Priya Shah", title="CFO")
    request, link = sent(netgraph, ana)
    clock.moment += timedelta(days=2)
    bring(ana, mail())
    netgraph.answers.answer(link, Answer.NO)
    refused = netgraph.replies.waiting(ana)
    run_cypher(  # as if nobody had answered
        netgraph.database,
        "MATCH (r:IntroRequest) SET r.acts = r.acts[..1], r.actors = r.actors[..1], "
        "r.times = r.times[..1], r.said = r.said[..1]",
    )
    clock.moment += timedelta(days=40)

    assert state(netgraph, ana, request.id) is None
    assert refused == netgraph.replies.waiting(ana)
    assert [{"yes", "agreed", "later", "other", "no", "done"}] == [one.meanings for one in refused]


def late(clock: Clock, **said: object) -> str:
    """A mail of today, to a request that has run out."""
    return mail(day=clock().date() - timedelta(days=1), **said)  # type: ignore[arg-type] # passed on


@pytest.fixture
def closed(ana: Viewer, request_: Request, clock: Clock, bring: Bring) -> Request:
    """The request of Ana's, which nobody answered in time, but Dana by mail yesterday."""
    clock.turn(days=20)
    bring(ana, late(clock))
    return request_


@pytest.mark.parametrize(
    ("answer", "after"),
    [
        (Answer.YES, State.ACCEPTED),
        (Answer.AGREED, State.CONSENTED),
        (Answer.LATER, State.REQUESTED),
        (Answer.DONE, State.INTRODUCED),
    ],
)
def test_an_answer_that_came_too_late_goes_on_in_a_new_request(
    netgraph: Netgraph,
    ana: Viewer,
    clock: Clock,
    closed: Request,
    bring: Bring,
    *,
    answer: Answer,
    after: State,
) -> None:
    """The same words and way; the first stays closed, shows where it goes on, and undo ends it."""
    assert [closed.id] == [one.about for one in netgraph.replies.waiting(ana)]
    again, done = netgraph.replies.means(ana, closed.id, answer)
    first = netgraph.introductions.request(ana, closed.id)
    found = netgraph.introductions.request(ana, again)

    assert (True, after) == (first.seen.closed, found.seen.state)
    assert (closed.words, closed.cast, closed.people) == (found.words, found.cast, found.people)
    assert Act.RESUME is found.seen.steps[0].act
    assert () == netgraph.replies.waiting(ana)
    told = netgraph.replies.to_request(ana, first)
    assert told is not None
    assert (again, frozenset()) == (told.goes_on, told.meanings)
    with pytest.raises(Conflict):
        netgraph.replies.means(ana, closed.id, Answer.YES)
    if answer is Answer.YES:
        netgraph.replies.means(ana, again, Answer.DONE)
        assert 1 == netgraph.outcomes.record(ana).own
        bring(ana, late(clock, number=3))
        assert 2 == len(netgraph.replies.to_request(ana, found).replies)  # type: ignore[union-attr]
        return
    favors = run_cypher(netgraph.database, "MATCH (f:Favor) RETURN f.request AS r")
    assert ([again] if answer is Answer.DONE else []) == [row["r"] for row in favors]
    netgraph.history.undo(ana, done.change)
    assert [closed.id] == [one.about for one in netgraph.replies.waiting(ana)]
    assert [closed.id] == [request.id for request in netgraph.introductions.board(ana).own]


def test_a_late_no_is_noted_where_it_was_asked(
    netgraph: Netgraph, ana: Viewer, closed: Request
) -> None:
    """Whom to try instead is shown; nothing is opened."""
    netgraph.replies.means(ana, closed.id, Answer.OTHER, hint="Try Tom")
    found = netgraph.introductions.request(ana, closed.id)

    assert (True, "Try Tom") == (found.seen.closed, found.seen.hint)
    assert () == netgraph.replies.waiting(ana)
    assert 1 == len(netgraph.introductions.board(ana).own)


def test_who_asks_meanwhile_is_not_passed_over(
    netgraph: Netgraph, ana: Viewer, ben: Viewer, closed: Request
) -> None:
    """One live request a target: while Ben asks, a reason is needed, and it is kept."""
    sent(netgraph, ben)
    found = answered(netgraph, ana, closed.id)
    assert found is not None
    assert [True] == ["Ben" in one for one in found.obstacles]
    with pytest.raises(Conflict, match="Ben"):
        netgraph.replies.means(ana, closed.id, Answer.YES)
    again, _ = netgraph.replies.means(ana, closed.id, Answer.YES, reason="She wrote to me.")

    assert "She wrote to me." == netgraph.introductions.request(ana, again).override


def test_asks_are_answered_by_mail_too(
    netgraph: Netgraph, ana: Viewer, clock: Clock, bring: Bring
) -> None:
    """By letter or by subject; what it meant is a turn of whoever was asked."""
    add_person(netgraph, "dana", "Dana Ortiz", email="dana@x.example")
    ask, _ = netgraph.asks.put(
        ana, PersonId("dana"), what="send the figures", by=date(2026, 6, 30), help_offered="call"
    )
    with pytest.raises(NotFound):
        netgraph.asks.heard(ana, ask, Move.PROMISE)
    clock.moment += timedelta(days=2)
    bring(ana, mail(subject="AW: Could you send the figures?"))
    found = netgraph.replies.to_ask(ana, netgraph.asks.one(ana, ask))
    assert found is not None
    assert {"promise", "delay", "finish", "refuse"} == found.meanings
    assert [ask] == [one.about for one in netgraph.replies.waiting(ana)]

    done = netgraph.asks.put_aside(ana, ask)
    assert () == netgraph.replies.waiting(ana)
    netgraph.history.undo(ana, done.change)
    netgraph.asks.heard(ana, ask, Move.PROMISE)
    assert AskState.PROMISED is netgraph.asks.one(ana, ask).ask.course.state
    assert () == netgraph.replies.waiting(ana)
    with pytest.raises(Conflict):
        netgraph.asks.heard(ana, ask, Move.DROP)


def test_a_letter_that_asks_says_what_about(
    netgraph: Netgraph, ana: Viewer, clock: Clock, bring: Bring
) -> None:
    """An answer to the letter of an ask is known by its Message-ID."""
    add_person(netgraph, "dana", "Dana Ortiz")
    ask, _ = netgraph.asks.put(
        ana, PersonId("dana"), what="send the figures", by=date(2026, 6, 30), help_offered="call"
    )
    ours = posted(netgraph, ana, ask, key="ask")
    clock.moment += timedelta(days=2)
    bring(ana, mail("x@z.example", subject="Hi", more=f"In-Reply-To: {ours}\n"))

    assert [ask] == [one.about for one in netgraph.replies.waiting(ana)]


def test_an_answer_goes_with_the_people_of_what_it_answers(
    netgraph: Netgraph, ana: Viewer, ben: Viewer, request_: Request, bring: Bring
) -> None:
    """When the target is erased, by whomever, the answer goes; undo brings it back."""
    bring(ana, mail())
    for viewer in (ana, ben):
        done = netgraph.people.delete(viewer, PersonId("priya"))
        assert 0 == kept(netgraph)
        assert 0 == len(netgraph.people.namesakes(ana, "Priya Shah"))
        netgraph.history.undo(viewer, done.change)

        assert answered(netgraph, ana, request_.id) is not None


def test_an_answer_goes_when_two_of_its_request_are_one(
    netgraph: Netgraph, ana: Viewer, request_: Request, bring: Bring
) -> None:
    """Connector and target merged leave no request, and no answer to it."""
    bring(ana, mail())
    done = netgraph.people.merge(ana, kept=PersonId("dana"), gone=PersonId("priya")).done
    assert 0 == kept(netgraph)
    netgraph.history.undo(ana, done.change)

    assert answered(netgraph, ana, request_.id) is not None
