"""Letters reach a real mail server once, whatever goes wrong on the way."""

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from netgraph.domain.access import TEAM, Viewer, Visibility
from netgraph.domain.ids import LetterId, PersonId
from netgraph.domain.outbox import LEASE, PAUSES, Letter, LetterKind, LetterState
from netgraph.errors import Conflict, InvalidInput, NotFound
from netgraph.graph.database import Address, Database
from netgraph.graph.introductions import Door
from netgraph.services.answers import Answer
from netgraph.services.letters import Letters
from netgraph.services.outbox import Run
from netgraph.services.requests import Link, Request
from netgraph.services.smtp import MailServer, NotNow
from netgraph.wiring import Netgraph, wire
from tests.conftest import Clock
from tests.graphs import add_person, run_cypher
from tests.mailserver import PASSWORD, Post, mail_server
from tests.services.test_introductions import drafted

MINUTES = timedelta(minutes=2)


def address_of(link: Link) -> str:
    """An address as pages make it."""
    return f"https://net.example/i/{link.nonce}-secret"


@pytest.fixture
def post() -> Iterator[Post]:
    """A mail server with STARTTLS and a login."""
    with mail_server() as server:
        yield server


@pytest.fixture
def netgraph(
    database: Database, clock: Clock, new_id: Callable[[], str], tmp_path: Path, post: Post
) -> Netgraph:
    """Every service, with a mail server."""
    return wire(post.settings(tmp_path), database, now=clock, new_id=new_id)


@pytest.fixture
def request_(netgraph: Netgraph, ana: Viewer) -> Request:
    """A request of Ana's that was sent by mail to Dana."""
    add_person(netgraph, "dana", "Dana Ortiz", email="dana@x.example")
    add_person(netgraph, "priya", "Priya Shah", title="CFO")
    draft = drafted(netgraph, ana)
    netgraph.introductions.send(ana, draft.id, mailed=address_of)
    return netgraph.introductions.request(ana, draft.id)


def states(netgraph: Netgraph, ana: Viewer) -> list[LetterState]:
    """Where Ana's letters stand."""
    return [letter.state for letter in netgraph.outbox.of(ana)]


def run(clock: Clock, netgraph: Netgraph) -> Run:
    """Sends what is due two minutes later."""
    clock.moment += MINUTES
    return netgraph.outbox.send_due()


@pytest.mark.usefixtures("request_")
def test_a_letter_arrives_as_a_mail_client_wants_it(
    netgraph: Netgraph, ana: Viewer, clock: Clock, post: Post
) -> None:
    """Headers, plain text and HTML say who asks; answers go to Ana; it arrives once."""
    assert Run(sent=0, later=0, failed=0, unsure=0) == netgraph.outbox.send_due()
    assert 1 == run(clock, netgraph).sent
    assert 0 == run(clock, netgraph).sent
    (message,) = post.arrived
    plain = message.get_body(("plain",))
    html = message.get_body(("html",))
    assert plain is not None
    assert html is not None

    assert ("netgraph@fernhill.example", ["dana@x.example"]) == (
        post.envelopes[0].mail_from, post.envelopes[0].rcpt_tos,
    )  # fmt: skip
    assert "Ana Ruiz by Fernhill <netgraph@fernhill.example>" == message["From"]
    assert "Ana Ruiz <ana@team.example>" == message["Reply-To"]
    assert "Dana Ortiz <dana@x.example>" == message["To"]
    assert "An introduction to Priya Shah?" == message["Subject"]
    assert "no" == message["Auto-Submitted"]
    assert clock() - MINUTES == message["Date"].datetime
    assert message["Message-ID"].endswith("@fernhill.example>")
    assert "-secret" in plain.get_content()
    assert "Answer Ana</a>" in html.get_content()
    assert [LetterState.SENT] == states(netgraph, ana)
    kept = run_cypher(netgraph.database, "MATCH (l:Letter) RETURN properties(l) AS l")
    assert "secret" not in str(kept)


def test_without_a_minute_gone_it_can_be_undone(
    netgraph: Netgraph, ana: Viewer, clock: Clock, post: Post
) -> None:
    """Undo takes the letter back with the step; once it was mailed there is nothing to undo."""
    add_person(netgraph, "dana", "Dana Ortiz", email="dana@x.example")
    add_person(netgraph, "priya", "Priya Shah")
    draft = drafted(netgraph, ana)
    done = netgraph.introductions.send(ana, draft.id, mailed=address_of)
    netgraph.history.undo(ana, done.change)
    assert 0 == run(clock, netgraph).sent

    done = netgraph.introductions.send(ana, draft.id, mailed=address_of)
    run(clock, netgraph)
    with pytest.raises(Conflict):
        netgraph.history.undo(ana, done.change)
    assert 1 == len(post.arrived)


def test_what_was_answered_or_withdrawn_meanwhile_is_not_mailed(
    netgraph: Netgraph, ana: Viewer, request_: Request, clock: Clock
) -> None:
    """An answer by the copied link, or a withdrawal, takes the waiting letter back."""
    link = Link(request=request_.id, door=Door.ANSWER, nonce=request_.link)
    netgraph.answers.answer(link, Answer.LATER)
    assert [] == states(netgraph, ana)
    netgraph.introductions.remind(ana, request_.id, mailed=address_of)
    netgraph.introductions.withdraw(ana, request_.id)

    assert 0 == run(clock, netgraph).sent


def test_a_question_what_would_help_is_mailed_once_in_its_askers_words(
    netgraph: Netgraph, ana: Viewer, clock: Clock, post: Post
) -> None:
    """The letter goes as Ana changed it, with its link; withdrawn before, it does not go."""
    add_person(netgraph, "dana", "Dana Ortiz", email="dana@x.example")
    dana, where = PersonId("dana"), "https://net.example/w/secret"
    first, _ = netgraph.inquiries.put(ana, dana, visibility=Visibility.TEAM)
    netgraph.inquiries.mail(ana, first, f"Hi, {where}", link=where)
    netgraph.inquiries.withdraw(ana, first)
    assert 0 == run(clock, netgraph).sent
    second, _ = netgraph.inquiries.put(ana, dana, visibility=Visibility.TEAM)
    for wrong in ("Hi Dana", f"You owe me one. {where}"):
        with pytest.raises(InvalidInput):
            netgraph.inquiries.mail(ana, second, wrong, link=where)
    netgraph.inquiries.mail(ana, second, f"Dear Dana,\r\n\r\n{where}", link=where)
    with pytest.raises(InvalidInput):
        netgraph.inquiries.mail(ana, second, where, link=where)

    assert 1 == run(clock, netgraph).sent
    assert b"Dear Dana" in (post.envelopes[0].original_content or b"")


def test_nobody_is_mailed_without_an_address(netgraph: Netgraph, ana: Viewer) -> None:
    """Who has no known address gets no letter, and Ana is told."""
    add_person(netgraph, "dana", "Dana Ortiz")
    add_person(netgraph, "priya", "Priya Shah")
    draft = drafted(netgraph, ana)

    with pytest.raises(InvalidInput, match="No e-mail address"):
        netgraph.introductions.send(ana, draft.id, mailed=address_of)


@pytest.mark.usefixtures("request_")
def test_what_may_pass_is_tried_again_ever_later(
    netgraph: Netgraph, ana: Viewer, clock: Clock, post: Post
) -> None:
    """A greylisting server gets the same message later, and in the end it is given up."""
    post.answers["RCPT"] = "451 4.7.1 try again"
    assert 1 == run(clock, netgraph).later
    assert 0 == netgraph.outbox.send_due().later
    for pause in PAUSES:
        clock.moment += pause
        netgraph.outbox.send_due()
    (letter,) = netgraph.outbox.of(ana)
    assert (LetterState.FAILED, True) == (letter.state, "451" in letter.trouble)

    post.answers.clear()
    netgraph.outbox.again(ana, letter.id)
    assert 1 == netgraph.outbox.send_due().sent


@pytest.mark.usefixtures("request_")
@pytest.mark.parametrize("where", ["RCPT", "DATA"])
def test_a_refusal_is_told_to_who_asked_and_to_nobody_else(
    netgraph: Netgraph, ana: Viewer, ben: Viewer, *, clock: Clock, post: Post, where: str
) -> None:
    """A permanent failure is not tried again; Ana reads why, Ben sees no letter at all."""
    post.answers[where] = "550 5.1.1 no such mailbox"
    assert 1 == run(clock, netgraph).failed
    (letter,) = netgraph.outbox.of(ana)

    assert "no such mailbox" in letter.trouble
    assert () == netgraph.outbox.of(ben)
    with pytest.raises(NotFound):
        netgraph.outbox.again(ben, letter.id)


@pytest.mark.usefixtures("request_")
def test_a_line_cut_in_the_middle_is_not_guessed_about(
    netgraph: Netgraph, ana: Viewer, clock: Clock, post: Post
) -> None:
    """Of a text that was being given nobody knows; it goes again only when Ana says so."""
    post.answers["DATA"] = "cut"
    assert 1 == run(clock, netgraph).unsure
    assert [LetterState.UNSURE] == states(netgraph, ana)
    post.answers.clear()
    assert 0 == run(clock, netgraph).sent
    netgraph.outbox.again(ana, netgraph.outbox.of(ana)[0].id)

    assert 1 == netgraph.outbox.send_due().sent


@pytest.mark.chaos
@pytest.mark.usefixtures("request_")
@pytest.mark.parametrize(
    ("where", "state"), [("RCPT", LetterState.QUEUED), ("DATA", LetterState.UNSURE)]
)
def test_a_killed_sender_neither_loses_nor_doubles(
    netgraph: Netgraph,
    ana: Viewer,
    clock: Clock,
    *,
    post: Post,
    address: Address,
    tmp_path: Path,
    where: str,
    state: LetterState,
) -> None:
    """Killed before the text was given, it is sent later; killed after, Ana is asked."""
    post.hangs_at = where
    sender = subprocess.Popen(
        [sys.executable, "-m", "netgraph", "mail", "send"],
        env={**os.environ, **environment(address, post, tmp_path)},
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    while post.hangs_at == where and sender.poll() is None:
        time.sleep(0.05)
    sender.send_signal(signal.SIGKILL)
    sender.wait()
    clock.moment = datetime.now(UTC)
    assert 0 == netgraph.outbox.send_due().sent
    clock.moment += LEASE + MINUTES
    netgraph.outbox.send_due()
    clock.moment += MINUTES
    netgraph.outbox.send_due()

    assert [LetterState.SENT if state is LetterState.QUEUED else state] == states(netgraph, ana)
    assert 1 == len({message["Message-ID"] for message in post.arrived})
    assert 1 == len(post.arrived)


def environment(address: Address, post: Post, data_dir: Path) -> dict[str, str]:
    """The settings of a sender in a process of its own."""
    settings = post.settings(data_dir)
    return {
        "NETGRAPH_NEO4J_URI": address.uri,
        "NETGRAPH_NEO4J_USER": address.user,
        "NETGRAPH_NEO4J_PASSWORD": address.password,
        "NETGRAPH_DATA_DIR": str(data_dir),
        **{
            f"NETGRAPH_{name.upper()}": str(getattr(settings, name))
            for name in ("smtp_host", "smtp_port", "smtp_from", "smtp_user", "smtp_password",
                         "smtp_authority")
        },
    }  # fmt: skip


@pytest.mark.usefixtures("request_")
def test_no_log_holds_a_link_an_address_or_a_password(
    netgraph: Netgraph, clock: Clock, post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever goes wrong, what is logged names a letter by its id and nothing of it."""
    with caplog.at_level(logging.WARNING):
        for answer in ("451 later", "550 no dana@x.example", "cut"):
            post.answers["DATA"] = answer
            run(clock, netgraph)
            clock.moment += PAUSES[0]

    assert [True, True] == [word in caplog.text for word in ("Letter", "failed")]
    assert [False] * 4 == [word in caplog.text for word in ("secret", "dana", "Priya", PASSWORD)]


def test_a_deleted_connector_takes_the_letter_along(
    netgraph: Netgraph, ana: Viewer, request_: Request, clock: Clock
) -> None:
    """Erased from the graph is erased from the outbox, also as the one it speaks of."""
    del request_
    netgraph.people.delete(ana, netgraph.introductions.board(ana).own[0].cast.target.id)

    assert 0 == run(clock, netgraph).sent
    assert [] == run_cypher(netgraph.database, "MATCH (l:Letter) RETURN l")


LETTER = Letter(
    id=LetterId("l"), scope=TEAM, by="u", kind=LetterKind.DIGEST, person="p",  # type: ignore[arg-type]
    to="ana@team.example", to_name="Ana\r\nBcc: all@x.example", from_name="Netgraph",
    reply_to="", subject="Today\nX-Evil: yes", text="Two things <b>wait</b>.",
    due=datetime(2026, 6, 15, tzinfo=UTC), unsubscribe="https://net.example/mail/stop/x",
)  # fmt: skip


def delivered(post: Post, tmp_path: Path, letter: Letter, **other: object) -> None:
    """Delivers one letter without an outbox."""
    letters = Letters(tmp_path, sender="netgraph@fernhill.example", team="Fernhill")
    message = letters.message(letter, now=letter.due)
    MailServer.of(post.settings(tmp_path, **other)).deliver(
        message.content, sender=message.sender, to=message.to, handing=lambda: None,
        international=message.international,
    )  # fmt: skip


def test_a_digest_can_be_ended_with_one_click_and_no_header_be_smuggled(tmp_path: Path) -> None:
    """The headers of one-click unsubscription are there, and those of a villain are not."""
    with mail_server("tls") as post:
        delivered(post, tmp_path, LETTER, smtp_security="tls")
    (message,) = post.arrived
    html = message.get_body(("html",))
    assert html is not None

    assert "<https://net.example/mail/stop/x>" == message["List-Unsubscribe"]
    assert "List-Unsubscribe=One-Click" == message["List-Unsubscribe-Post"]
    assert "auto-generated" == message["Auto-Submitted"]
    assert (None, None) == (message["Bcc"], message["X-Evil"])
    assert "&lt;b&gt;wait&lt;/b&gt;" in html.get_content()


@pytest.mark.parametrize(
    ("security", "other"),
    [
        ("starttls", {"smtp_authority": ""}),  # a certificate that nobody vouches for
        ("off", {}),  # a server without TLS
        ("starttls", {"smtp_password": "wrong"}),
        ("starttls", {"smtp_port": 9}),
    ],
)
def test_a_server_that_cannot_be_trusted_gets_nothing(
    tmp_path: Path, security: str, other: dict[str, object]
) -> None:
    """No letter and no password goes over an open line, or to a stranger; it is for later."""
    with mail_server(security) as post, pytest.raises(NotNow) as trouble:
        delivered(post, tmp_path, LETTER, **other)

    assert [] == post.arrived
    assert "wrong" not in str(trouble.value)


def test_an_address_with_foreign_letters_needs_a_server_that_takes_it(tmp_path: Path) -> None:
    """Without SMTPUTF8 the letter is refused with a reason, and not mangled."""
    letter = replace(LETTER, to="jürgen@x.example")
    with mail_server() as post, pytest.raises(Exception, match="such letters"):
        delivered(post, tmp_path, letter)
