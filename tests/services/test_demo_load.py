from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from netgraph.domain.access import TEAM, Role, Scope
from netgraph.domain.ids import PersonId, UserId
from netgraph.domain.titles import understand_title
from netgraph.errors import Conflict
from netgraph.graph.accounts import NewUser, account_by_email, create_user
from netgraph.graph.database import Database
from netgraph.graph.ties import evidence_by_pair, revisions
from netgraph.services.demo.load import load_demo
from netgraph.services.demo.network import demo_network
from netgraph.services.demo.stories import VIEWER
from netgraph.services.demo.values import DemoNetwork
from tests.conftest import empty

NOW = datetime(2026, 6, 15, 9, 30, tzinfo=UTC)
DAY = NOW.date()
TOM_ALONE = Scope("u-tom-okafor")


@pytest.fixture(scope="module")
def network(demo: DemoNetwork) -> DemoNetwork:
    """The made-up network of the day of the tests."""
    return demo


@pytest.fixture(scope="module")
def loaded(server_database: Database, network: DemoNetwork) -> Database:
    """A graph with the network, which the first tests here look at, one after the other."""
    empty(server_database)
    _load(server_database, network)
    return server_database


def _load(database: Database, network: DemoNetwork, *, word: str = "hash") -> None:
    hashes = {user.email: f"{word} of {user.id}" for user in network.users}
    load_demo(database, network, now=NOW, password_hashes=hashes)


def _images(database: Database, network: DemoNetwork) -> list[Mapping[str, Any]]:
    """Every node that has an id of the network, with all its relationships."""
    nodes: list[tuple[str, str]] = [
        (label, s.value.id)
        for label, values in (
            ("Company", network.companies),
            ("Person", network.people),
            ("Evidence", network.facts),
            ("Favor", network.favors),
            ("Gift", network.gifts),
            ("Promise", network.promises),
            ("Want", network.wants),
            ("Expertise", network.expertise),
            ("Note", network.notes),
            ("IntroRequest", network.drafts),
            ("OpenAsk", network.open_asks),
            ("Ask", network.asks),
            ("Share", network.shares),
        )
        for s in values
    ]
    nodes += [("User", user.id) for user in network.users]
    return database.read(
        "image_of_nodes", labels=[label for label, _ in nodes], ids=[i for _, i in nodes]
    )


def _labels(database: Database) -> set[tuple[str, int]]:
    return {
        (row["label"], row["nodes"])
        for row in database.read("nodes_by_label")
        if row["label"] != "Migration"
    }


def test_every_thing_of_the_network_is_in_the_graph(loaded: Database, network: DemoNetwork) -> None:
    """A loaded graph holds each kind of thing as often as the network."""
    people = [s.value for s in network.people]

    assert {
        ("User", len(network.users)),
        ("Company", len(network.companies)),
        ("Person", len(people)),
        ("ContactPoint", sum(bool(p.email) + bool(p.phone) for p in people)),
        ("Employment", sum(len(p.jobs) for p in people)),
        ("BuyingRole", len(network.parts)),
        ("Evidence", len(network.facts)),
        ("Favor", len(network.favors)),
        ("Gift", len(network.gifts)),
        ("Promise", len(network.promises)),
        ("Want", len(network.wants)),
        ("Expertise", len(network.expertise)),
        ("Note", len(network.notes)),
        ("IntroRequest", len(network.drafts)),
        ("OpenAsk", len(network.open_asks)),
        ("Ask", len(network.asks)),
        ("Share", len(network.shares)),
        ("Revision", len({s.scope for s in network.facts} | {s.scope for s in network.favors})),
    } == _labels(loaded)


def test_evidence_and_favors_are_read_as_they_were_made(
    loaded: Database, network: DemoNetwork
) -> None:
    """What a scope may see comes back equal, fact by fact and favor by favor."""
    for scope in (TEAM, TOM_ALONE):
        known = evidence_by_pair(loaded, scopes=(scope,), people=(TEAM, scope)).values()
        assert {s.value.evidence for s in network.facts if s.scope == scope} == {
            fact for pair in known for fact in pair.facts
        }
        assert {s.value for s in network.favors if s.scope == scope} == {
            favor for pair in known for favor in pair.favors
        }


def test_revisions_are_raised_where_there_are_ties(loaded: Database) -> None:
    """Loading tells the readers of every scope that has evidence, and no other."""
    scopes = (TEAM, TOM_ALONE, Scope("u-lena-hartmann"), Scope("u-priya-raman"))

    assert (1, 1, 1, 0) == tuple(revisions(loaded, scopes=scopes)[scope] for scope in scopes)


def test_lena_can_log_in(loaded: Database) -> None:
    """The user of the tour has an account as a rep, with the password hash that was given."""
    account = account_by_email(loaded, VIEWER)

    assert account is not None
    assert ("p-lena-hartmann", Role.REP) == (account.viewer.person, account.viewer.role)
    assert "hash of u-lena-hartmann" == account.password_hash
    assert account.active


def test_jobs_say_what_titles_mean(loaded: Database) -> None:
    """Every job carries the level, function and decision that its title says."""
    rows = loaded.read(
        "image_of_nodes",
        labels=["Employment", "Employment"],
        ids=["j-henrik-aas-1", "j-noor-jansen-1"],
    )
    told = {
        (row["properties"]["title"], row["properties"]["level"], row["properties"]["decides"])
        for row in rows
    }

    assert {
        (title, understand_title(title).level.value, decides)
        for title, decides in (("Chief Financial Officer", True), ("Planning Manager", False))
    } == told


def test_every_fact_is_asserted_by_the_user_who_brought_it(
    loaded: Database, network: DemoNetwork
) -> None:
    """Each fact has one assertion, from its author."""
    told = {
        (row["id"], edge["other"])
        for row in _images(loaded, network)
        for edge in row["into"]
        if edge["type"] == "ASSERTS"
    }

    assert {
        (s.value.id, s.created_by)
        for values in (network.people, network.companies, network.facts, network.favors)
        for s in values
    } <= told
    assert len(told) == len({identity for identity, _ in told})


def test_loading_twice_is_loading_once(loaded: Database, network: DemoNetwork) -> None:
    """A second load changes no node and no relationship, and leaves passwords as they are."""
    labels, images = _labels(loaded), _images(loaded, network)
    _load(loaded, network, word="another hash")

    assert labels == _labels(loaded)
    assert images == _images(loaded, network)


def test_a_load_on_a_later_day_moves_the_network_there(loaded: Database) -> None:
    """Loading a quarter later adds nothing and leaves nothing of the earlier day."""
    labels = _labels(loaded)
    moved = demo_network(today=DAY + timedelta(days=91))
    _load(loaded, moved)
    known = evidence_by_pair(loaded, scopes=(TEAM,)).values()

    assert labels == _labels(loaded)
    assert {s.value.evidence for s in moved.facts if s.scope == TEAM} == {
        fact for pair in known for fact in pair.facts
    }
    assert {s.value for s in moved.favors if s.scope == TEAM} == {
        favor for pair in known for favor in pair.favors
    }


def test_a_load_that_meets_a_stranger_writes_nothing(
    database: Database, network: DemoNetwork
) -> None:
    """When an address is somebody else's already, the whole load is refused and nothing is left."""
    create_user(
        database,
        NewUser(
            id=UserId("somebody"),
            email=VIEWER,
            name="Somebody Else",
            name_key="somebody else",
            role=Role.REP,
            password_hash="hash",
            person=PersonId("p-somebody"),
            contact_point="point",
            at=NOW,
        ),
    )
    before = _labels(database)

    with pytest.raises(Conflict):
        _load(database, network)
    assert before == _labels(database)


def test_a_user_without_a_hash_is_refused_before_anything_is_written(
    database: Database, network: DemoNetwork
) -> None:
    """A missing password hash is an error of the caller, and the graph stays empty."""
    with pytest.raises(KeyError):
        load_demo(database, network, now=NOW, password_hashes={})
    assert set() == _labels(database)
