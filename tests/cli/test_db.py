"""`netgraph db` as its users call it: start, look, migrate, connect, stop."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from netgraph.graph import local
from tests.serving import netgraph

SERVER = {"NETGRAPH_NEO4J_URI": "bolt://127.0.0.1:1"}


@pytest.fixture
def data_dir(tmp_path: Path) -> Iterator[Path]:
    """A directory whose database is stopped after the test."""
    yield tmp_path / "data"
    local.stop(tmp_path / "data")


def test_holds_a_database_from_start_to_stop(data_dir: Path) -> None:
    """A started database stays, is described, is brought to the schema, and ends when told."""
    off = netgraph("db", "status", "--json", data_dir=data_dir)

    assert {"running": False, "data_dir": str(data_dir)} == json.loads(off.stdout)

    started = netgraph("db", "start", data_dir=data_dir)
    server = local.status(data_dir)

    assert server is not None, started.stderr
    assert f"The database runs at {server.uri} (process {server.pid}).\n" == started.stdout

    empty = netgraph("db", "status", data_dir=data_dir)

    assert "run `netgraph db migrate`" in empty.stdout

    netgraph("db", "migrate", data_dir=data_dir)
    ready = json.loads(netgraph("db", "status", "--json", data_dir=data_dir).stdout)

    assert (True, server.uri, []) == (ready["running"], ready["uri"], ready["migrations_missing"])

    url = netgraph("db", "shell-url", data_dir=data_dir)

    assert f"{server.uri}  user neo4j  password {server.password}\n" == url.stdout
    assert "Whoever has this password" in url.stderr

    stopped = netgraph("db", "stop", data_dir=data_dir)

    assert "The database has stopped.\n" == stopped.stdout
    assert local.status(data_dir) is None
    assert "was not running" in netgraph("db", "stop", data_dir=data_dir).stdout


def test_has_no_address_while_it_does_not_run(data_dir: Path) -> None:
    """Without a database there is nothing to connect to, and how to start one is said."""
    ended = netgraph("db", "shell-url", data_dir=data_dir)

    assert (1, "") == (ended.returncode, ended.stdout)
    assert "netgraph db start" in ended.stderr
    assert not data_dir.exists()


@pytest.mark.parametrize("command", ["start", "stop", "shell-url"])
def test_leaves_a_teams_server_alone(data_dir: Path, command: str) -> None:
    """A server that Netgraph does not run is neither started nor stopped."""
    ended = netgraph("db", command, data_dir=data_dir, settings=SERVER)

    assert (1, "") == (ended.returncode, ended.stdout)
    assert "names a server that Netgraph does not run" in ended.stderr


@pytest.mark.parametrize("command", ["status", "migrate"])
def test_says_that_a_teams_server_does_not_answer(data_dir: Path, command: str) -> None:
    """A team's server that is not there is one sentence."""
    ended = netgraph("db", command, data_dir=data_dir, settings=SERVER)

    assert (5, "") == (ended.returncode, ended.stdout)
    assert "does not answer" in ended.stderr
    assert "Traceback" not in ended.stderr
