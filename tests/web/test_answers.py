"""The page behind a link: read by anybody, moved by a pressed button alone, closed to attacks."""

import re
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from netgraph.domain.access import Viewer
from netgraph.domain.introductions import State
from netgraph.wiring import Netgraph
from tests.conftest import Clock
from tests.graphs import add_person, run_cypher
from tests.services.test_introductions import sent, state
from tests.web.conftest import Browser


@pytest.fixture
def link(netgraph: Netgraph, ana: Viewer, login: Callable[[Viewer], Browser]) -> str:
    """The connector's link, as Ana's page shows it to be copied."""
    add_person(netgraph, "dana", "Dana Ortiz", email="dana@x.example")
    add_person(netgraph, "priya", "<b>Priya</b> Shah", title="CFO", email="priya@acme.example")
    request, _ = sent(netgraph, ana)
    page = BeautifulSoup(login(ana).text(f"/introductions/{request.id}"), "html.parser")
    mail = page.select_one('a[href^="mailto:dana@x.example?"]')
    field = page.select_one("#link")
    assert mail is not None
    assert field is not None
    address = str(field["value"])
    assert address.startswith("http://localhost/i/")
    return address.removeprefix("http://localhost")


def press(client: FlaskClient, link: str, answer: str, **form: str) -> TestResponse:
    """Opens a link and presses a button on its page."""
    shown = client.get(link).get_data(as_text=True)
    token = re.search(r'csrf_token" value="([^"]+)"', shown)
    said = {"csrf_token": token[1]} if token else {}
    return client.post(link, data={"answer": answer, **said, **form})


def request_of(netgraph: Netgraph, ana: Viewer) -> State | None:
    """Where Ana's only request is."""
    (request,) = netgraph.introductions.board(ana).own
    return state(netgraph, ana, request.id)


def test_opening_changes_nothing_and_tells_nobody(
    netgraph: Netgraph, client: FlaskClient, link: str
) -> None:
    """GET, HEAD and a prefetch leave the graph as it is; no cache, referrer or robot keeps it."""
    count = "MATCH (r:IntroRequest) RETURN properties(r) AS kept"
    before = run_cypher(netgraph.database, count)
    answers = [
        client.get(link),
        client.head(link),
        client.get(link, headers={"Sec-Purpose": "prefetch", "User-Agent": "preview bot"}),
    ]

    assert [200, 200, 200] == [answer.status_code for answer in answers]
    assert before == run_cypher(netgraph.database, count)
    for answer in answers:
        assert "no-referrer" == answer.headers["Referrer-Policy"]
        assert "no-store" == answer.headers["Cache-Control"]
        assert "noindex" in answer.headers["X-Robots-Tag"]
    shown = answers[0].get_data(as_text=True)
    assert "&lt;b&gt;Priya" in shown
    assert "<b>Priya" not in shown
    assert "priya@acme.example" not in shown
    assert "Log in" not in shown


def test_a_button_without_its_form_token_does_nothing(
    netgraph: Netgraph, ana: Viewer, client: FlaskClient, link: str
) -> None:
    """A form of another site cannot answer."""
    answer = client.post(link, data={"answer": "yes"})

    assert 400 == answer.status_code
    assert State.REQUESTED is request_of(netgraph, ana)


def test_the_three_answer_one_after_the_other(
    netgraph: Netgraph, ana: Viewer, app: Flask, link: str
) -> None:
    """The connector says yes, the target agrees by their own link, the connector introduces."""
    connector, target = app.test_client(), app.test_client()
    carry = press(connector, link, "yes", knows="well").headers["Location"]
    page = BeautifulSoup(connector.get(carry).get_data(as_text=True), "html.parser")
    field = page.select_one("#target-link")
    assert field is not None
    agreed = press(target, str(field["value"]).removeprefix("http://localhost"), "yes")
    assert "/i/said/agreed" == agreed.headers["Location"]
    assert "agreed to meet" in connector.get(carry).get_data(as_text=True)
    assert "/i/said/done" == press(connector, carry, "done").headers["Location"]

    assert State.INTRODUCED is request_of(netgraph, ana)
    assert 200 == target.get("/i/said/agreed").status_code


def test_every_link_that_may_not_be_used_gets_the_same_page(
    netgraph: Netgraph, ana: Viewer, app: Flask, clock: Clock, link: str
) -> None:
    """Tampered, made up, signed for another door, used: one page, 404, and nothing changes."""
    client = app.test_client()
    head, _, signature = link.rpartition(".")
    flipped = signature[:-2] + ("A" if signature[-2] != "A" else "B") + signature[-1]
    bad = [f"{head}.{flipped}", f"{link}x", "/i/nothing", f"{link[:-20]}", "/i/" + "a" * 5000]
    pages = [client.get(address) for address in bad]
    posts = [press(client, address, "yes") for address in bad[:3]]
    assert State.REQUESTED is request_of(netgraph, ana)
    press(client, link, "later")
    pages.append(client.get(link))
    replay = press(client, link, "no")
    clock.turn(days=100)

    assert {404} == {page.status_code for page in pages}
    assert 1 == len({re.sub(r"[\w-]{40,}\.[\w-]{6}\.[\w-]{27}", "TOKEN", p.text) for p in pages})
    assert 400 == replay.status_code
    assert {400} == {answer.status_code for answer in posts}


def test_a_link_that_has_run_out_is_closed(app: Flask, clock: Clock, link: str) -> None:
    """The day after the last one, the button comes too late."""
    client = app.test_client()
    clock.turn(days=14)
    assert 200 == client.get(link).status_code
    clock.turn(days=1)

    assert 404 == client.get(link).status_code


def test_guessing_is_limited(client: FlaskClient) -> None:
    """Who tries many links is told to wait."""
    codes = [client.get(f"/i/guess{n}").status_code for n in range(12)]

    assert 429 == codes[-1]


def test_the_page_of_a_request_is_its_requesters(
    ben: Viewer, login: Callable[[Viewer], Browser], netgraph: Netgraph, ana: Viewer, link: str
) -> None:
    """A colleague sees that Ana reaches for Priya, and neither the words nor the link."""
    (request,) = netgraph.introductions.board(ana).own
    browser = login(ben)
    board = browser.text("/introductions")

    assert "Ana Ruiz reaches for" in board
    assert link not in board
    assert "Dana" not in board
    browser.text(f"/introductions/{request.id}", status=404)
