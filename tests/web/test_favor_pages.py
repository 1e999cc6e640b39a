"""The pages of favors, as a browser without JavaScript uses them."""

import csv
import io
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup

from netgraph.domain.access import TEAM, Viewer, Visibility
from netgraph.domain.favors import FavorKind
from netgraph.domain.giving import NewFavor, NewGift, NewPromise
from netgraph.domain.ids import PersonId
from netgraph.domain.names import name_key
from netgraph.wiring import Netgraph
from tests.conftest import NOW
from tests.web.conftest import Browser

TODAY = NOW.date()
SCRIPT = "<script>alert(1)</script>"
Login = Callable[[Viewer], Browser]


def person(netgraph: Netgraph, viewer: Viewer, name: str, *, private: bool = False) -> PersonId:
    """Somebody whom the team knows, or the viewer alone."""
    return netgraph.people.add(
        viewer, name=name, visibility=Visibility.PRIVATE if private else Visibility.TEAM
    ).person


@pytest.fixture
def dana(netgraph: Netgraph, ana: Viewer) -> PersonId:
    """Dana Ortiz, whom the team knows."""
    return person(netgraph, ana, "Dana Ortiz")


def fields(html: str, action: str = "/favors") -> dict[str, str]:
    """What the form that posts to an address would send as it stands."""
    form = BeautifulSoup(html, "html.parser").find("form", action=action, method="post")
    assert form is not None
    sent = {}
    for one in form.find_all(["input", "select"]):
        if one.name == "select":
            chosen = one.find("option", selected=True) or one.find("option")
            if chosen is not None:
                sent[one["name"]] = chosen["value"]
        elif one.get("type") != "checkbox" and one.find_parent("noscript") is None:
            sent[one["name"]] = one.get("value", "")
    return sent


def test_a_sentence_is_read_back_and_saved_with_one_key(
    login: Login, netgraph: Netgraph, ana: Viewer, dana: PersonId
) -> None:
    """A sure sentence needs nothing but Save: it is logged, said, and can be undone."""
    browser = login(ana)
    answer = browser.send("/favors/read", text="reviewed Dana Ortiz's board deck yesterday", back="/people")
    shown = answer.get_data(as_text=True)
    assert "You reviewed a document for Dana Ortiz" in shown

    saved = browser.client.post("/favors", data=fields(shown))

    assert "/people" == saved.location
    after = browser.text("/favors")
    assert "You reviewed a document for Dana Ortiz" in after
    assert "/undo/" in after
    (entry,) = netgraph.favors.ledger(ana).entries
    assert (dana, "reviewed Dana Ortiz's board deck") == (entry.other.id, entry.text)
