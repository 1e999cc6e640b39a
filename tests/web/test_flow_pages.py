"""Flows in the browser: every level, the files, and the report on the network's shape."""

from collections.abc import Callable

from flask import Flask

from netgraph.domain.access import Viewer
from netgraph.wiring import Netgraph
from tests.web.conftest import Browser

Login = Callable[[Viewer], Browser]


def test_flows_are_told_and_taken_along(
    app: Flask, netgraph_seeded: Netgraph, lena: Viewer, login: Login
) -> None:
    """Each level has a page; a report names brokers; picture, table and network are files."""
    del netgraph_seeded
    app.config["IMPORT_WAIT_SECONDS"] = 120
    browser = login(lena)
    for of in ("company", "team", "function", "seniority", "person"):
        assert "reciprocity" in browser.text(f"/map/flows?of={of}&months=24")
    assert 302 == browser.send("/map/structure").status_code
    assert "Brokers" in browser.text("/map/flows")
    assert browser.text("/map/flows.svg?of=person").lstrip().startswith("<svg")
    assert "favors" in browser.text("/map/flows.csv")
    assert "<graphml" in browser.text("/map/network.graphml")
    browser.text("/map/flows?of=planet", status=400)
    browser.text("/", status=200)
