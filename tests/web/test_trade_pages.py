"""Rings in the browser: proposed on a page, answered behind a link without an account."""

import re
from collections.abc import Callable

from flask.testing import FlaskClient

from netgraph.domain.access import Viewer
from netgraph.wiring import Netgraph
from tests.services.test_trades import ring
from tests.web.conftest import Browser
from web.circle import circle

Login = Callable[[Viewer], Browser]
__all__ = ["ring"]


def test_a_ring_is_proposed_and_answered_without_an_account(
    ring: Netgraph, ana: Viewer, login: Login, client: FlaskClient
) -> None:
    """The link shows one person's give and get, names nobody else, and takes the answer."""
    del ring
    browser = login(ana)
    key = re.search(r'name="key" value="([0-9a-f]+)"', browser.text("/trades"))
    assert key is not None
    where = browser.send("/trades", key=key[1]).headers["Location"]
    address = re.search(r'value="http://localhost(/t/[\w.-]+)"', browser.text(where))
    assert address is not None

    shown = client.get(address[1])
    text = shown.get_data(as_text=True)
    token = re.search(r'name="csrf_token" value="([^"]+)"', text)
    assert token is not None
    said = client.post(address[1], data={"csrf_token": token[1], "answer": "agree"})

    assert "You would introduce" in text
    assert "You would be introduced to" in text
    assert "no-referrer" == shown.headers["Referrer-Policy"]
    assert "You are in" in said.get_data(as_text=True)
    assert "1 of 2 are in" in browser.text("/trades")
    assert 404 == client.get("/t/nothing").status_code


def test_a_picture_has_an_arrow_a_give() -> None:
    """Of a ring of three and a chain of two, every give is drawn and every place is inside."""
    for names, steps, is_ring in (
        (["You", "Ben Okoye", "Dana Ortiz"], [(1, 2), (2, 0), (0, 1)], True),
        (["You", "Ben Okoye"], [(0, 1)], False),
    ):
        drawn = circle(names, steps, [False] * len(steps), ring=is_ring)
        assert len(steps) == len(drawn.arrows)
        assert all(0 < disc.x < drawn.width and 0 < disc.label_y < drawn.height
                   for disc in drawn.discs)  # fmt: skip
