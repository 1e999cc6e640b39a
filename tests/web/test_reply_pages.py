"""An answer by mail, dropped on Imports, is with its request and waits for a word on Today."""

import re
from collections.abc import Callable

import pytest
from flask import Flask

from netgraph.domain.access import Viewer
from netgraph.services.introductions import subject_of
from netgraph.wiring import Netgraph
from tests.conftest import NOW, Clock
from tests.graphs import add_person
from tests.services.test_introductions import sent
from tests.web.conftest import Browser
from tests.web.test_import_pages import drop

Login = Callable[[Viewer], Browser]


def address_in(page: str) -> str:
    """The address of the connector's link on a request's page."""
    found = re.search(r'value="http://localhost(/i/[\w.-]+)"', page)
    assert found is not None
    return found[1]


ANSWER = (
    "From: Dana <dana@x.example>\nTo: ana@team.example\nMessage-ID: <1@x.example>\n"
    f"Subject: Re: An introduction to Priya Shah?\nDate: {NOW:%d %b %Y %H:%M:%S} +0000\n"
    "Content-Type: text/html\n\n<p>Yes &lt;script&gt;alert(1)&lt;/script&gt; gladly</p>"
    "<script>alert(2)</script><blockquote>my own words</blockquote>\n"
)


@pytest.fixture(autouse=True)
def patient(app: Flask) -> None:
    """Pages wait until work has ended, however slow the machine."""
    app.config["IMPORT_WAIT_SECONDS"] = 120


def test_an_answer_by_mail_goes_from_imports_to_its_request(
    netgraph: Netgraph, ana: Viewer, ben: Viewer, login: Login
) -> None:
    """Previewed with its lines, shown to the requester alone, and settled with one click."""
    add_person(netgraph, "dana", "Dana Ortiz", email="dana@x.example")
    add_person(netgraph, "priya", "Priya Shah", title="CFO", email="priya@y.example")
    request, link = sent(netgraph, ana)
    assert "Re: An introduction to Priya Shah?" == f"Re: {subject_of(request)}"
    browser, other = login(ana), login(ben)
    where = f"/introductions/{request.id}"
    address = drop(browser, ("answer.eml", ANSWER)).location
    preview = browser.text(address)

    assert "Answers to what you asked" in preview
    assert "Yes &lt;script&gt;alert(1)&lt;/script&gt; gladly" in preview
    assert "alert(2)" not in preview
    assert "my own words" not in preview
    browser.send(f"{address}/write", words="1")
    assert "Dana Ortiz</strong> answered by mail" in browser.text(address)
    assert "answered by mail" not in other.text(address)
    shown = browser.text(where)
    assert "What does it mean?" in shown
    assert "Yes &lt;script&gt;" in shown
    today = browser.text("/")
    assert "Dana Ortiz answered by mail" in today
    assert "Say what it means" in today
    assert "answered by mail" not in other.text("/")
    assert "gladly" not in str(netgraph.answers.open(link))

    assert 400 == browser.send(f"{where}/heard", answer="perhaps").status_code
    assert 302 == browser.send(f"{where}/heard", answer="yes").status_code
    settled = browser.text(where)
    assert "Dana said yes and asks Priya" in settled
    assert "Dana introduced us" in settled
    assert "What does it mean?" not in settled
    assert "Say what it means" not in browser.text("/")
    assert "Dana’s link" in settled
    browser.send(f"{where}/heard", answer="agreed")
    relayed = browser.text(where)
    assert "Dana wrote that Priya agrees, and brings you together" in relayed
    assert "You noted: Dana Ortiz wrote that Priya Shah agrees" in relayed
    assert "As you wrote" in browser.text(address_in(relayed))
    browser.send(f"{address}/rollback")
    assert "answered by mail" not in browser.text(where)


def test_a_yes_that_came_too_late_opens_the_way_as_a_new_request(
    netgraph: Netgraph, ana: Viewer, clock: Clock, login: Login
) -> None:
    """The closed page asks what it meant, and one click goes on in a request of the same words."""
    add_person(netgraph, "dana", "Dana Ortiz", email="dana@x.example")
    add_person(netgraph, "priya", "Priya Shah", title="CFO")
    request, _ = sent(netgraph, ana)
    clock.turn(days=20)
    browser, where = login(ana), f"/introductions/{request.id}"
    browser.send(f"{drop(browser, ('answer.eml', ANSWER)).location}/write")
    shown = browser.text(where)
    assert "Where Dana would still do it" in shown
    assert "Why it should go on all the same" not in shown
    assert 'id="next"' not in shown
    again = browser.send(f"{where}/heard", answer="yes").location

    assert again != where
    opened = browser.text(again)
    assert "Dana said yes and asks Priya" in opened
    assert 'id="next"' in opened
    assert "You took up again what had been closed" in opened
    assert f'<a href="{again}">It goes on' in browser.text(where)
