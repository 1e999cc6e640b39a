"""The map's page and data over HTTP: what an address asks for, and what others hide."""

import html
import json
import re
from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient

from netgraph.domain.access import Viewer
from netgraph.domain.evidence import Evidence, Kind, Monthly
from netgraph.domain.ids import PersonId
from netgraph.wiring import Netgraph
from tests.graphs import add_company, add_evidence, add_person, met
from tests.web.conftest import Browser

LATELY = date(2026, 6, 1)
HOSTILE = "</script><script>alert(1)</script>"
ADDRESSES = (
    "/map",
    "/map/data",
    "/map?mine=1&strength=0",
    "/map/data?mine=1&strength=0",
    "/map?company=hidden&open=hidden",
    "/map/data?company=hidden&open=hidden",
    "/map?centre=secret&path=priya,secret",
    "/map/data?centre=secret&path=priya,secret",
    "/map?reach=Secret+Friend",
    "/map/data?reach=CFO+at+Acme",
    "/map/find?q=secret",
    "/map/companies?q=hid",
)

Login = Callable[[Viewer], Browser]


@pytest.fixture
def priya(netgraph: Netgraph, ana: Viewer) -> PersonId:
    """Priya at Acme, whom Ana knows, and somebody with markup for a name."""
    add_company(netgraph, "acme", "Acme")
    priya = add_person(netgraph, "priya", "Priya Shah", title="CFO", company="acme")
    add_person(netgraph, "hostile", HOSTILE, title=HOSTILE, company="acme")
    add_evidence(netgraph, met(ana.person, priya, LATELY, times=9))
    return priya


def same(page: str) -> str:
    """A page without its form token, which differs from one request to the next."""
    token = re.search(r'csrf-token" content="([^"]+)"', page)
    return page.replace(token[1], "") if token else page


def test_what_others_hide_changes_no_byte(
    netgraph: Netgraph, ana: Viewer, ben: Viewer, login: Login, priya: PersonId
) -> None:
    """With and without Ben's private people, company and ties, Ana is answered the same."""
    browser = login(ana)
    before = [same(browser.text(address)) for address in ADDRESSES]
    add_company(netgraph, "hidden", "Hidden", scope=ben.private)
    secret = add_person(
        netgraph, "secret", "Secret Friend", title="CEO", company="hidden", scope=ben.private
    )
    add_evidence(
        netgraph,
        met(ben.person, secret, LATELY, times=9),
        met(ben.person, priya, LATELY, times=9),
        scope=ben.private,
    )

    assert before == [same(browser.text(address)) for address in ADDRESSES]
    assert "Secret Friend" in login(ben).text("/map")


@pytest.mark.usefixtures("priya")
def test_data_are_a_pyvis_network_with_text_as_text(ana: Viewer, login: Login) -> None:
    """Nodes, edges and options are JSON; markup in a name can end no script and is no HTML."""
    browser = login(ana)
    text = browser.text("/map/data")
    drawn = json.loads(text)

    assert {"nodes", "edges", "options"} == set(drawn)
    assert HOSTILE in {node["label"] for node in drawn["nodes"]}
    assert not drawn["options"]["physics"]["enabled"]
    assert "<" not in text
    assert HOSTILE not in browser.text("/map")


@pytest.mark.usefixtures("priya")
@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("level=boss", "is no seniority"),
        ("kind=bribe", "is no kind of favor"),
        ("since=yesterday", "is no day"),
        ("strength=much", "is no strength"),
    ],
)
def test_address_that_makes_no_sense_is_told_so(
    ana: Viewer, login: Login, query: str, problem: str
) -> None:
    """What cannot be read is said in words, on the page and in the data."""
    browser = login(ana)

    assert problem in browser.text(f"/map?{query}", status=400)
    assert 400 == browser.client.get(f"/map/data?{query}").status_code


def test_person_is_found_with_the_filters_kept(ana: Viewer, login: Login, priya: PersonId) -> None:
    """A suggestion leads to the same map, centred on that person."""
    found = json.loads(login(ana).text("/map/find?q=priya&decides=1&centre=tom"))

    assert [f"/map?decides=1&centre={priya}"] == [one["url"] for one in found]


@pytest.mark.usefixtures("priya")
def test_map_needs_a_login(client: FlaskClient) -> None:
    """Nobody sees a map without having logged in."""
    for address in ("/map", "/map/data", "/map/find?q=priya", "/map/companies?q=acme"):
        answer = client.get(address)

        assert 302 == answer.status_code
        assert answer.location.startswith("/login")


@pytest.fixture
def paths(netgraph: Netgraph, ana: Viewer, priya: PersonId) -> Netgraph:
    """Dana and, very faintly, Bo lead to Vera; there are two called Maria Rossi."""
    add_company(netgraph, "globex", "Globex")
    for person, name, company in (
        ("dana", "Dana Ortiz", ""),
        ("bo", "Bo Lind", ""),
        ("vera", "Vera Novak", "globex"),
        ("maria1", "Maria Rossi", "acme"),
        ("maria2", "Maria Rossi", "globex"),
    ):
        add_person(netgraph, person, name, title="Buyer" if company else "", company=company)
    listed = Evidence(
        actor=ana.person, other=PersonId("bo"), kind=Kind.CONTACT_LIST,
        months=(Monthly(day=LATELY, count=1),),
    )  # fmt: skip
    faint = Evidence(actor=PersonId("bo"), other=PersonId("vera"), kind=Kind.CONTACT_LIST,
                     months=(Monthly(day=LATELY, count=1),))  # fmt: skip
    add_evidence(
        netgraph, met(ana.person, "dana", LATELY, times=9), met("dana", "vera", LATELY, times=2),
        met(priya, "maria1", LATELY, times=2), listed, faint,
    )  # fmt: skip
    return netgraph


def test_a_reach_lights_the_near_paths_and_marks_its_target(
    paths: Netgraph, ana: Viewer, login: Login
) -> None:
    """Only the path that is not far behind is lit, and whom it leads to is marked."""
    assert paths.maps
    drawn = json.loads(login(ana).text("/map/data?reach=Vera+Novak&strength=0"))

    assert [node["id"] for node in drawn["nodes"] if node.get("target")] == ["vera"]
    assert {frozenset((e["from"], e["to"])) for e in drawn["edges"] if e["lit"]} == {
        frozenset((ana.person, "dana")),
        frozenset(("dana", "vera")),
    }


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("reach=Maria+Rossi", "Which Maria Rossi?"),
        ("reach=Zzqx", "Nobody whom you can see is called “Zzqx”."),
        ("reach=Globex", "Which one at Globex?"),
        ("reach=Veera+Novak", "Showing Vera Novak; nobody is called Veera Novak"),
        ("centre=nope", "Nobody is found to centre on"),
        ("company=nope", "That company is not found"),
    ],
)
def test_what_cannot_be_lit_or_found_is_said(
    paths: Netgraph, ana: Viewer, login: Login, query: str, said: str
) -> None:
    """An address that lights nothing, or names what is not there, says so on the map."""
    assert paths.maps

    assert said in html.unescape(login(ana).text(f"/map?{query}"))


def test_choosing_one_of_a_name_lights_the_way(paths: Netgraph, ana: Viewer, login: Login) -> None:
    """Each Maria Rossi is a link that lights the paths to her."""
    assert paths.maps
    browser = login(ana)
    page = html.unescape(browser.text("/map?reach=Maria+Rossi"))
    links = re.findall(r'<a href="(/map\?reach=[^"]+)" data-map-go>', page)

    assert sorted(links) == [
        "/map?reach=Maria+Rossi+at+Acme",
        "/map?reach=Maria+Rossi+at+Globex",
    ]
    assert "The path to Maria Rossi" in browser.text(links[0])
