"""A round in the browser: begun on a page, answered behind a link without an account."""

import re
from collections.abc import Callable

from flask.testing import FlaskClient

from netgraph.domain.access import Viewer
from netgraph.wiring import Netgraph
from tests.conftest import NOW
from tests.giving import cast_of
from tests.web.conftest import Browser

Login = Callable[[Viewer], Browser]


def test_a_member_answers_without_an_account(
    netgraph: Netgraph, ana: Viewer, login: Login, client: FlaskClient
) -> None:
    """The link shows the others' asks, keeps the ask, and the runner sees who is to be reminded."""
    people = cast_of(netgraph, ana)
    browser = login(ana)
    form = {"title": "Friday round", "until": NOW.date().isoformat(), "members": people.dana}
    where = browser.send("/rounds", **form).headers["Location"]
    links = re.findall(r'value="http://localhost(/r/[\w.-]+)"', browser.text(where))
    assert 2 == len(links)

    shown = client.get(links[1]).get_data(as_text=True)
    token = re.search(r'name="csrf_token" value="([^"]+)"', shown)
    assert token is not None
    said = client.post(links[1], data={"csrf_token": token[1], "ask": "a <b>CFO</b>", "can": "0"})

    assert 303 == said.status_code
    assert "Kept. Thank you." in client.get(said.headers["Location"]).get_data(as_text=True)
    after = browser.text(where)
    assert "a &lt;b&gt;CFO&lt;/b&gt;" in after
    assert 1 == after.count("Copy the reminder")
    assert "Friday round" in browser.text("/rounds")
    assert 404 == client.get("/r/nothing").status_code
    assert 303 == browser.send(f"{where}/close").status_code
