"""Links that leave the product begin where their readers reach the pages."""

from dataclasses import replace

import pytest

from netgraph.wiring import Netgraph
from tests.apps import app_on
from web import links


@pytest.mark.parametrize(
    ("setting", "home"),
    [("https://net.example.com/", "https://net.example.com"), ("", "http://10.0.0.7:8017")],
)
def test_links_begin_with_the_setting_or_else_with_the_request(
    netgraph: Netgraph, setting: str, home: str
) -> None:
    """Whatever name the sender uses, a letter leads to the one that the setting gives."""
    settings = replace(netgraph.settings, public_url=setting)
    app = app_on(replace(netgraph, settings=settings))

    with app.test_request_context("/", base_url="http://10.0.0.7:8017"):
        assert home == links.home()


def test_the_name_in_the_setting_is_served(netgraph: Netgraph) -> None:
    """Who sets where people reach the pages need not say the name a second time."""
    settings = replace(netgraph.settings, public_url="https://Net.example.com")
    client = app_on(replace(netgraph, settings=settings)).test_client()

    assert 400 == client.get("/login", base_url="http://other.example.com").status_code
    assert client.get("/login", base_url="http://net.example.com").status_code in {200, 302}
