"""A calendar is read by its secret address alone, holds the owner's things, and can be ended."""

import re
from collections.abc import Callable

from flask.testing import FlaskClient
from icalendar import Calendar

from netgraph.domain.access import Viewer, Visibility
from netgraph.domain.giving import NewPromise
from netgraph.domain.ids import PersonId
from netgraph.services.answers import Answer
from netgraph.wiring import Netgraph
from tests.conftest import Clock
from tests.graphs import add_person
from tests.services.test_introductions import accepted, sent
from tests.web.conftest import Browser


def address(browser: Browser) -> str:
    """The address that the settings show."""
    found = re.search(r'value="http://localhost(/calendar/[^"]+\.ics)"', browser.text("/settings"))
    return found[1] if found else ""


def titles(client: FlaskClient, where: str) -> list[str]:
    """What a calendar program reads, in order of the days."""
    answer = client.get(where)
    assert (200, "text/calendar") == (answer.status_code, answer.mimetype)
    calendar = Calendar.from_ical(answer.get_data())
    return [str(event["SUMMARY"]) for event in calendar.walk("VEVENT")]


def test_it_holds_promises_asks_and_meetings_of_the_owner_alone(
    netgraph: Netgraph, ana: Viewer, ben: Viewer, *, clock: Clock, client: FlaskClient,
    login: Callable[[Viewer], Browser],
) -> None:  # fmt: skip
    """Ana's days are hers; what Ben promised in private is in nobody's calendar but his."""
    add_person(netgraph, "dana", "Dana Ortiz")
    add_person(netgraph, "priya", "Priya Shah")
    for viewer in (ana, ben):
        promise = NewPromise(
            owner=viewer.person, to=PersonId("dana"), what=f"{viewer.name}'s figures",
            due=clock().date(),
        )  # fmt: skip
        netgraph.favors.add(viewer, promise, visibility=Visibility.PRIVATE)
    _, link = sent(netgraph, ana)
    browser = login(ana)
    assert "" == address(browser)
    browser.send("/calendar/renew")
    first = address(browser)
    assert [
        "Promised to Dana Ortiz: Ana Ruiz's figures",
        "Hoped for: Dana Ortiz on an introduction to Priya Shah",
    ] == titles(client, first)

    carry, target = accepted(netgraph, link)
    netgraph.answers.answer(target, Answer.YES)
    netgraph.answers.answer(carry, Answer.DONE)
    assert "Have you met Priya Shah? Dana Ortiz introduced you" == titles(client, first)[-1]
    browser.send("/calendar/renew")
    second = address(browser)
    assert (404, 200) == (client.get(first).status_code, client.get(second).status_code)
    browser.send("/calendar/revoke")

    assert 404 == client.get(second).status_code
    assert "no-store" == client.get(second).headers["Cache-Control"]
