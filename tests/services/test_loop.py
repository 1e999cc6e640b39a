"""Questions come at their time, thanks go out in the requester's words, and turns come in order."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from netgraph.domain.access import Viewer
from netgraph.domain.outbox import SECOND_THOUGHTS
from netgraph.errors import Conflict, InvalidInput
from netgraph.graph.database import Database
from netgraph.services.answers import Answer
from netgraph.services.loop import Matter
from netgraph.wiring import Netgraph, wire
from tests.conftest import Clock
from tests.giving import person
from tests.graphs import add_person
from tests.mailserver import Post, mail_server
from tests.services.test_introductions import accepted, drafted, sent


@pytest.fixture
def post() -> Iterator[Post]:
    """A mail server."""
    with mail_server() as server:
        yield server


@pytest.fixture
def netgraph(
    database: Database, clock: Clock, new_id: Callable[[], str], tmp_path: Path, post: Post
) -> Netgraph:
    """Every service, with a mail server."""
    return wire(post.settings(tmp_path), database, now=clock, new_id=new_id)


@pytest.fixture
def people(netgraph: Netgraph, ana: Viewer) -> None:
    """Dana and Priya, known to the team."""
    del ana
    add_person(netgraph, "dana", "Dana Ortiz", email="dana@x.example")
    add_person(netgraph, "priya", "Priya Shah", title="CFO")


def matters(netgraph: Netgraph, viewer: Viewer) -> list[Matter]:
    """What a viewer's requests need of them."""
    return [todo.matter for todo in netgraph.loop.todo(viewer)]


@pytest.mark.usefixtures("people")
def test_what_came_of_it_is_asked_and_the_connector_thanked(
    netgraph: Netgraph, ana: Viewer, clock: Clock, post: Post
) -> None:
    """Thank at once, ask after a week, thank again when they met; the letter tells of it."""
    request, link = sent(netgraph, ana)
    carry, target = accepted(netgraph, link)
    netgraph.answers.answer(target, Answer.YES)
    netgraph.answers.answer(carry, Answer.DONE)
    assert [Matter.THANK] == matters(netgraph, ana)
    netgraph.loop.thank(ana, request.id)
    clock.turn(days=8)
    assert [Matter.MET] == matters(netgraph, ana)
    netgraph.loop.not_yet(ana, request.id)
    assert [] == matters(netgraph, ana)
    clock.turn(days=8)
    netgraph.introductions.met(ana, request.id)
    assert [Matter.THANK] == matters(netgraph, ana)
    draft = netgraph.loop.thanks(netgraph.introductions.request(ana, request.id))
    with pytest.raises(InvalidInput, match="debt"):
        netgraph.loop.thank(ana, request.id, text="I owe you one.", mailed=True)
    netgraph.loop.thank(ana, request.id, text=draft, mailed=True)
    clock.moment += SECOND_THOUGHTS
    netgraph.outbox.send_due()
    (message,) = post.arrived

    assert [] == matters(netgraph, ana)
    assert ("Thank you", "Dana Ortiz <dana@x.example>") == (message["Subject"], message["To"])
    assert "We have met" in message.get_body(("plain",)).get_content()  # type: ignore[union-attr]


@pytest.mark.usefixtures("people")
def test_who_waits_is_seen_and_the_first_has_the_turn(
    netgraph: Netgraph, ana: Viewer, ben: Viewer, clock: Clock
) -> None:
    """Ben, then Ana again wait for Priya; when the way opens it is Ben's turn, then hers."""
    first, _ = sent(netgraph, ana)
    bens = drafted(netgraph, ben)
    netgraph.loop.queue(ben, bens.id)
    (live,) = netgraph.introductions.board(ben).team
    assert ["Ben Okoye"] == [one.name for one in live.waiting]
    assert [] == matters(netgraph, ben)
    clock.moment += timedelta(hours=1)
    anas = drafted(netgraph, ana)
    netgraph.loop.queue(ana, anas.id)
    netgraph.introductions.withdraw(ana, first.id)

    assert ([Matter.TURN], []) == (matters(netgraph, ben), matters(netgraph, ana))
    with pytest.raises(Conflict, match="Ben Okoye has been waiting"):
        netgraph.introductions.send(ana, anas.id)
    netgraph.loop.leave(ben, bens.id)
    assert ([], [Matter.TURN]) == (matters(netgraph, ben), matters(netgraph, ana))
    netgraph.introductions.send(ana, anas.id)


def test_who_reaches_by_somebody_private_waits_in_no_queue(netgraph: Netgraph, ana: Viewer) -> None:
    """A queue is the team's to see, so a draft that only Ana may see cannot be in one."""
    add_person(netgraph, "priya", "Priya Shah")
    nora = person(netgraph, ana, "Nora Quint", private=True)
    draft = drafted(netgraph, ana, via=nora)

    with pytest.raises(InvalidInput, match="only you see"):
        netgraph.loop.queue(ana, draft.id)


@pytest.mark.usefixtures("people")
def test_a_daily_letter_comes_once_a_day_and_only_when_something_waits(
    netgraph: Netgraph, ana: Viewer, clock: Clock, post: Post
) -> None:
    """Who wants it gets one on a day with something to do, and none after ending it."""

    def due() -> int:
        return netgraph.digests.write_due(
            home="https://net.example/", stop_address=lambda user: f"https://net.example/s/{user}"
        )

    sent(netgraph, ana)
    netgraph.digests.want(ana.user, wanted=True)
    assert 0 == due()  # nothing waits yet
    clock.turn(days=13)
    assert (1, 0) == (due(), due())
    clock.moment += SECOND_THOUGHTS
    assert 1 == netgraph.outbox.send_due().sent
    clock.turn(days=1)
    netgraph.digests.want(ana.user, wanted=False)
    assert 0 == due()
    (message,) = post.arrived

    assert "Today: 1 thing for you" == message["Subject"]
    assert f"<https://net.example/s/{ana.user}>" == message["List-Unsubscribe"]
