"""What every test can ask for: the real database, and services on it.

The suite has one server: an embedded Neo4j of its own in a temporary folder, or the one that
`NETGRAPH_TEST_NEO4J` names (with `NETGRAPH_TEST_NEO4J_USER` and `…_PASSWORD`), which must be
empty. Each test that asks for `database` starts with a migrated graph without a node.
"""

import itertools
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from coverage import Coverage
from hypothesis import HealthCheck, is_hypothesis_test, settings

from netgraph.config import Settings
from netgraph.domain.access import Role, Viewer
from netgraph.graph import local
from netgraph.graph.database import Address, Database
from netgraph.graph.migrations import migrate
from netgraph.services.demo.load import load_demo
from netgraph.services.demo.network import demo_network
from netgraph.services.demo.stories import VIEWER
from netgraph.services.demo.values import DemoNetwork
from netgraph.wiring import Netgraph, wire
from tests.prepared import prepared

settings.register_profile(
    "suite", deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
settings.load_profile("suite")

NOW = datetime(2026, 6, 15, 9, 30, tzinfo=UTC)
"""The moment at which every test takes place, unless it turns the clock."""

PASSWORD = "correct horse battery"


LONGEST = (
    "test_hidden",
    "test_stories",
    "test_serve",
    "test_map",
    "test_kills",
    "test_hidden_commands",
    "test_introductions",
    "test_full_disk",
    "test_local",
    "test_db",
    "test_demo_load",
    "test_look",
    "test_catalogue",
)
"""The modules that take longest: first, so that no process is left with one at the end."""


UNTRACED = ("test_hidden", "test_hidden_commands", "test_demo_network", "test_search")
"""Modules that walk lines which others cover, thousands of times."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts the longest modules first, and in each what wants the demo network side by side.

    What walks the same lines hundreds of times is left out of coverage, as are the tests that
    drive a browser or kill processes: traced, Python takes up to four times as long.
    """
    rank = {name: place for place, name in enumerate(LONGEST)}
    files = list(dict.fromkeys(item.path for item in items))
    items.sort(
        key=lambda item: (
            rank.get(item.path.stem, len(rank)),
            files.index(item.path),
            "netgraph_seeded" in getattr(item, "fixturenames", ()),
        )
    )
    for item in items:
        if (
            is_hypothesis_test(getattr(item, "obj", None))
            or item.path.stem in UNTRACED
            or item.path.parent.name in {"browser", "chaos"}
        ):
            item.add_marker(pytest.mark.no_cover)


def pytest_configure(config: pytest.Config) -> None:
    """Ends the first of the two measurements that a worker begins.

    It would go on whenever the second, which counts, is interrupted for a test of no cover.
    """
    first = Coverage.current()
    if hasattr(config, "workerinput") and first is not None:
        first.stop()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Iterator[None]:
    """Leaves what such a test is given out of coverage too, such as a whole demo network."""
    with untraced() if item.get_closest_marker("no_cover") else nullcontext():
        yield


@contextmanager
def untraced() -> Iterator[None]:
    """Interrupts coverage, where it is measured."""
    measured = Coverage.current()
    if measured is not None:
        measured.stop()
    try:
        yield
    finally:
        if measured is not None:
            measured.start()


class Clock:
    """A clock that stands still until a test turns it."""

    def __init__(self) -> None:
        self.moment = NOW

    def __call__(self) -> datetime:
        """The moment it shows."""
        return self.moment

    def turn(self, *, days: int) -> None:
        """Lets days pass."""
        self.moment += timedelta(days=days)


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    """Where the server of this run is."""
    external = os.environ.get("NETGRAPH_TEST_NEO4J", "")
    if external:
        yield Address(
            uri=external,
            user=os.environ.get("NETGRAPH_TEST_NEO4J_USER", "neo4j"),
            password=os.environ.get("NETGRAPH_TEST_NEO4J_PASSWORD", ""),
        )
        return
    data_dir = prepared(tmp_path_factory.mktemp("neo4j"))
    with local.lease(data_dir, quick=True) as server:
        yield Address(uri=server.uri, user=server.user, password=server.password)


@pytest.fixture(scope="session")
def server_database(address: Address) -> Iterator[Database]:
    """The migrated database of this run; refuses an external one that holds anything."""
    database = Database(address)
    if not database.read("graph_is_empty")[0]["empty"]:
        pytest.exit(f"The database at {address.uri} is not empty; the tests would erase it.", 2)
    migrate(database)
    yield database
    empty(database)
    database.close()


@pytest.fixture
def database(server_database: Database, request: pytest.FixtureRequest) -> Database:
    """A migrated graph without a node, unless the test wants the demo network and it is there."""
    if "netgraph_seeded" not in request.fixturenames or not is_seeded(server_database):
        empty(server_database)
    return server_database


SEEDED: set[frozenset[str]] = set()
"""The bookmarks of servers when they held the demo network just loaded."""


def bookmark(database: Database) -> frozenset[str]:
    """What a server calls its state now: it stays the same until something is written."""
    with database._driver.session(database=database._address.database) as session:
        session.run("RETURN 1").consume()
        return session.last_bookmarks().raw_values


def is_seeded(database: Database) -> bool:
    """Whether nobody has written since the demo network was loaded for a test."""
    return bookmark(database) in SEEDED


def empty(database: Database) -> None:
    """Removes every node but the record of migrations."""
    database.run_schema("MATCH (n) WHERE NOT n:Migration DETACH DELETE n")


@pytest.fixture
def clock() -> Clock:
    """The clock of the services of this test."""
    return Clock()


@pytest.fixture
def new_id() -> Callable[[], str]:
    """Gives ids `id-1`, `id-2` and so on."""
    numbers = itertools.count(1)
    return lambda: f"id-{next(numbers)}"


@pytest.fixture
def netgraph(
    database: Database, clock: Clock, new_id: Callable[[], str], tmp_path: Path
) -> Netgraph:
    """Every service, on an empty graph."""
    return wire(
        Settings(data_dir=tmp_path),
        database,
        now=clock,
        new_id=new_id,
        hasher=PasswordHasher(time_cost=1, memory_cost=8, parallelism=1),
    )


@pytest.fixture
def ana(netgraph: Netgraph) -> Viewer:
    """Ana Ruiz, a rep."""
    return netgraph.accounts.create(
        email="ana@team.example", name="Ana Ruiz", role=Role.REP, password=PASSWORD
    )


@pytest.fixture
def ben(netgraph: Netgraph) -> Viewer:
    """Ben Okoye, a rep."""
    return netgraph.accounts.create(
        email="ben@team.example", name="Ben Okoye", role=Role.REP, password=PASSWORD
    )


@pytest.fixture(scope="session")
def demo() -> DemoNetwork:
    """The demo network of the day of the tests."""
    return demo_network(today=NOW.date())


@pytest.fixture
def netgraph_seeded(netgraph: Netgraph, demo: DemoNetwork) -> Netgraph:
    """Every service, on the demo network; all its users have the password `PASSWORD`.

    What a test that wrote nothing was given is given to the next. That loading works is tested
    elsewhere, so here it is not traced.
    """
    database = netgraph.database
    if not is_seeded(database):
        kept = dict.fromkeys(
            (user.email for user in demo.users), netgraph.accounts.hash_password(PASSWORD)
        )
        with untraced():
            load_demo(database, demo, now=NOW, password_hashes=kept)
        SEEDED.add(bookmark(database))
    return netgraph


@pytest.fixture
def lena(netgraph_seeded: Netgraph) -> Viewer:
    """Lena Hartmann, the rep whose stories the demo network tells."""
    return netgraph_seeded.accounts.viewer(VIEWER)
