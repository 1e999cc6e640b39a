"""The daily letter is ended by its link, with one click and without a login."""

from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient

from netgraph.domain.access import Viewer
from netgraph.domain.policies import Asking, ConnectorPolicy
from netgraph.wiring import Netgraph
from tests.graphs import add_person
from tests.services.test_introductions import drafted
from tests.web.conftest import Browser
from web.outbox import stop_token


def test_one_click_ends_it_and_opening_does_not(
    app: Flask, netgraph: Netgraph, ana: Viewer, client: FlaskClient
) -> None:
    """A program that opens the link changes nothing; what a mail program posts ends it."""
    netgraph.digests.want(ana.user, wanted=True)
    address = f"/mail/stop/{stop_token(app.config['SECRET_KEY'], ana.user)}"
    assert 200 == client.get(address).status_code
    assert netgraph.digests.wanted(ana)
    assert 404 == client.post(f"{address}x", data={"List-Unsubscribe": "One-Click"}).status_code
    assert netgraph.digests.wanted(ana)
    assert 200 == client.post(address, data={"List-Unsubscribe": "One-Click"}).status_code

    assert not netgraph.digests.wanted(ana)


def test_it_is_begun_in_the_settings(
    netgraph: Netgraph, ana: Viewer, login: Callable[[Viewer], Browser]
) -> None:
    """A tick in the settings begins it."""
    assert 302 == login(ana).send("/settings/daily", daily="1").status_code

    assert netgraph.digests.wanted(ana)


def test_the_page_of_a_draft_says_how_the_connector_likes_to_be_asked(
    netgraph: Netgraph, ana: Viewer, login: Callable[[Viewer], Browser]
) -> None:
    """The channel and the day of the connector's rules stand beside the button."""
    dana = add_person(netgraph, "dana", "Dana Ortiz")
    add_person(netgraph, "priya", "Priya Shah")
    rules = ConnectorPolicy(batch_day=3, channel=Asking.PHONE)
    netgraph.policies.set(ana, dana, rules)
    draft = drafted(netgraph, ana)

    said = "Dana likes to be asked by telephone, and reads what is asked on Thursdays"
    assert said in login(ana).text(f"/introductions/{draft.id}")
