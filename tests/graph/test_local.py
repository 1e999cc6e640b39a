"""The embedded server is started once, shared, revived, and never left behind."""

import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import neo4j
import neo4j.exceptions
import psutil
import pytest

from netgraph.errors import Misconfigured, Unavailable
from netgraph.graph import jars
from netgraph.graph.local import Server, cache_dir, ensure, lease, size_fetched, status, stop
from tests.prepared import prepared

ROOT = Path(__file__).resolve().parents[2]
TAKE = "from netgraph.graph.local import hold, lease; import pathlib, sys"
LEASE = (
    "with lease(pathlib.Path(sys.argv[1]), quick=True) as server:"
    " print(server.uri, server.pid, flush=True); sys.stdin.read()"
)
HOLD = "hold(pathlib.Path(sys.argv[1]), quick=True)"
NO_NETWORK = "http://127.0.0.1:9"  # the discard port, where nobody listens


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The directory of the server that the tests share."""
    return tmp_path_factory.mktemp("shared") / "data"


@pytest.fixture(scope="module")
def server(data_dir: Path) -> Iterator[Server]:
    """A server that no test may harm."""
    with lease(data_dir, quick=True) as server:
        yield server


@pytest.fixture
def own_dir(tmp_path: Path) -> Iterator[Path]:
    """A directory whose server is the test's own and is stopped after it."""
    yield tmp_path / "data"
    stop(tmp_path / "data")


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every way out leads to a closed port."""
    for name in ("HTTPS_PROXY", "HTTP_PROXY", "https_proxy", "http_proxy"):
        monkeypatch.setenv(name, NO_NETWORK)
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of the test's own with every jar, which shares its content with the real one."""
    jars.fetch()
    real = jars.class_path()
    monkeypatch.setenv("NETGRAPH_CACHE_DIR", str(tmp_path / "cache"))
    for source, place in zip(real, jars.class_path(), strict=True):
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            place.hardlink_to(source)
        except OSError:
            shutil.copyfile(source, place)
    return tmp_path / "cache"


def run(server: Server, query: str, **parameters: object) -> list[neo4j.Record]:
    """The rows of one query in a session of its own."""
    with neo4j.GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        return driver.execute_query(query, parameters_=parameters).records


def process(data_dir: Path, script: str, *, home: Path) -> subprocess.Popen[str]:
    """A Netgraph process with an empty home, no Java and misleading settings of it."""
    home.mkdir(exist_ok=True)
    environment = {
        "HOME": str(home),
        "PATH": "",
        "JAVA_HOME": "/nowhere",
        "JAVA_TOOL_OPTIONS": "-XX:NoSuchFlag",
        "NETGRAPH_CACHE_DIR": str(cache_dir()),
        "PYTHONPATH": str(ROOT),
    }
    return subprocess.Popen(
        [sys.executable, "-c", f"{TAKE}\n{script}", str(data_dir)],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def eventually(condition: Callable[[], bool], *, within: float = 60) -> bool:
    """Whether the condition of other processes comes true within some seconds."""
    deadline = time.monotonic() + within
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def ended(pid: int) -> bool:
    """Whether the process is gone, or dead and not yet collected by the system."""
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def test_shares_one_server_between_leases(server: Server, data_dir: Path) -> None:
    """A second lease gets the server of the first."""
    with lease(data_dir) as second:
        assert server == second == status(data_dir) == ensure(data_dir)


def test_opens_nothing_but_one_port_on_loopback(server: Server) -> None:
    """The server's process has one listening port, and no connection or datagram socket beyond."""
    sockets = psutil.Process(server.pid).net_connections(kind="inet")
    listening = [one.laddr for one in sockets if one.status == psutil.CONN_LISTEN]

    assert [("127.0.0.1", int(server.uri.rsplit(":", 1)[1]))] == listening
    assert {"127.0.0.1"} == {one.laddr.ip for one in sockets}
    assert {socket.SOCK_STREAM} == {one.type for one in sockets}


def test_keeps_secrets_from_others(server: Server, data_dir: Path) -> None:
    """Nobody but the owner can read the password or enter the directory."""
    modes = [stat.S_IMODE(place.stat().st_mode) for place in (data_dir, data_dir / "password")]

    assert [0o700, 0o600] == modes
    assert (data_dir / "password").read_text() == server.password
    assert server.password not in repr(server)


def test_refuses_other_passwords(server: Server) -> None:
    """The password that Neo4j is delivered with opens nothing."""
    with (
        neo4j.GraphDatabase.driver(server.uri, auth=("neo4j", "neo4j")) as driver,
        pytest.raises(neo4j.exceptions.AuthError),
    ):
        driver.verify_connectivity()


def test_sets_what_the_house_asks_for(server: Server) -> None:
    """Usage reports, broadcasts and files by URL are off, and queries are Cypher 25."""
    wanted = {
        "dbms.usage_report.enabled": "false",
        "server.fleet_discovery.enabled": "false",
        "dbms.security.allow_csv_import_from_file_urls": "false",
        "db.query.default_language": "CYPHER_25",
        "db.tx_log.rotation.retention_policy": "2 files",
        "server.memory.pagecache.size": "128.00MiB",
    }
    found = run(
        server,
        "SHOW SETTINGS YIELD name, value WHERE name IN $names RETURN name, value",
        names=list(wanted),
    )

    assert wanted == {record["name"]: record["value"] for record in found}


@pytest.mark.parametrize("url", ["file:///etc/hostname", "http://127.0.0.1:9/rows.csv"])
def test_reads_no_url(server: Server, url: str) -> None:
    """A query can read neither files nor other machines."""
    with pytest.raises(neo4j.exceptions.Neo4jError, match="Cannot load from URL"):
        run(server, "LOAD CSV FROM $url AS row RETURN row", url=url)


def test_leaves_the_session_of_its_starter(server: Server) -> None:
    """Ctrl-C in the starter's terminal does not reach the server."""
    assert os.getsid(0) != os.getsid(server.pid)
    assert os.getpgid(0) != os.getpgid(server.pid)


@pytest.mark.chaos
def test_starts_once_and_ends_with_the_last_lease(own_dir: Path, tmp_path: Path) -> None:
    """Two processes at once get one server, which outlives a killed one and ends with the last."""
    first, second = (process(own_dir, LEASE, home=tmp_path / "home") for _ in range(2))
    with first, second:
        assert first.stdout is not None
        assert second.stdout is not None
        said = first.stdout.readline(), second.stdout.readline()

        assert said[0] == said[1]

        pid = int(said[0].split()[1])
        first.kill()
        first.wait()

        assert eventually(lambda: len(list((own_dir / "leases").iterdir())) == 1)
        assert not ended(pid)

        second.communicate("")

    assert second.returncode == 0
    assert eventually(lambda: ended(pid))
    assert status(own_dir) is None
    assert not list((own_dir / "leases").iterdir())
    assert "Neo4j is closed." in (own_dir / "supervisor.log").read_text()
    assert stop(own_dir) is False


@pytest.mark.chaos
def test_revives_a_killed_server(own_dir: Path) -> None:
    """What was acknowledged before a kill is there after it, at the same address."""
    with lease(prepared(own_dir), quick=True) as before:
        for number in range(30):
            run(before, "CREATE (:Favor {number: $number})", number=number)
        os.kill(before.pid, signal.SIGKILL)

        assert eventually(lambda: status(own_dir) is None)

        after = ensure(own_dir, quick=True)
        (row,) = run(after, "MATCH (f:Favor) RETURN count(DISTINCT f.number) AS favors")

        assert row["favors"] == 30
        assert (before.uri, before.password) == (after.uri, after.password)
        assert before.pid != after.pid

        assert stop(own_dir) is True
        assert status(own_dir) is None
        assert eventually(lambda: ended(after.pid), within=120)

        with socket.create_server(("127.0.0.1", int(before.uri.rsplit(":", 1)[1]))):
            elsewhere = ensure(own_dir, quick=True)

            assert elsewhere.uri != before.uri
            assert [30] == run(elsewhere, "MATCH (f:Favor) RETURN count(f)")[0].values()


def test_holds_beyond_the_process(own_dir: Path, tmp_path: Path) -> None:
    """A held server lives on without its starter, until it is stopped."""
    with process(prepared(own_dir), HOLD, home=tmp_path / "home") as starter:
        starter.communicate()

    assert starter.returncode == 0
    assert not eventually(lambda: status(own_dir) is None, within=3)
    assert stop(own_dir) is True
    assert status(own_dir) is None


@pytest.mark.usefixtures("no_network")
def test_says_that_the_network_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first start without a network says what to do and leaves nothing half."""
    monkeypatch.setenv("NETGRAPH_CACHE_DIR", str(tmp_path / "empty"))

    with (
        pytest.raises(Unavailable, match="no connection to the repository") as caught,
        lease(tmp_path / "data", quick=True),
    ):
        pytest.fail("a server without jars")

    assert "HTTPS_PROXY" in caught.value.hint
    assert size_fetched() == 0
    assert not list((tmp_path / "empty").rglob("partial-*"))
    assert not list((tmp_path / "data" / "leases").iterdir())


@pytest.mark.usefixtures("no_network", "own_cache")
def test_refuses_a_jar_with_a_wrong_sum() -> None:
    """A jar that is not the one of the lock is removed, never used."""
    whole = size_fetched()
    changed = min(jars.class_path(), key=lambda place: place.stat().st_size)
    size = changed.stat().st_size
    changed.unlink()
    changed.write_bytes(b"x" * size)

    with pytest.raises(Unavailable, match="could not be fetched"):
        jars.fetch()

    assert not changed.exists()
    assert size_fetched() == whole - size


@pytest.mark.usefixtures("own_cache")
def test_fetches_what_is_missing() -> None:
    """A jar that is missing or wrong is fetched again, with progress in bytes."""
    small = sorted(jars.class_path(), key=lambda place: place.stat().st_size)[:2]
    sizes = [place.stat().st_size for place in small]
    for place in small:
        place.unlink()
    small[0].write_bytes(b"not a jar")
    told: list[tuple[int, int]] = []
    try:
        jars.fetch(progress=lambda *, step, done, total: told.append((done, total)))  # noqa: ARG005
    except Unavailable as error:
        pytest.skip(f"needs the network: {error.message}")

    assert sizes == [place.stat().st_size for place in small]
    assert told[-1] == (sum(sizes), sum(sizes))


def test_refuses_data_of_a_newer_neo4j(tmp_path: Path) -> None:
    """Data that a newer Neo4j wrote is not opened."""
    (tmp_path / "version").write_text("9999.01.0")

    with pytest.raises(Misconfigured, match=r"written by Neo4j 9999\.01\.0"), lease(tmp_path):
        pytest.fail("opened")


def test_refuses_a_directory_of_somebody_else(tmp_path: Path) -> None:
    """A data directory of another user is left alone."""
    theirs = Path("/usr")
    if os.geteuid() == 0:
        theirs = tmp_path / "theirs"
        theirs.mkdir()
        os.chown(theirs, 12345, 12345)

    with pytest.raises(Misconfigured, match="belongs to another user"), lease(theirs):
        pytest.fail("taken")


def test_says_that_it_cannot_write(tmp_path: Path) -> None:
    """A data directory that cannot be made is told by its name."""
    (tmp_path / "file").touch()

    with pytest.raises(Misconfigured, match=r"data directory .* cannot be written"):
        ensure(tmp_path / "file" / "data")


def test_says_that_the_disk_is_full(tmp_path: Path) -> None:
    """Too little space is told in megabytes before anything is written."""
    with pytest.raises(Unavailable, match=r"nearly full: \d+ MB are free, 1000000 MB are needed"):
        jars.need_space(tmp_path, size=10**6 * jars.MEGABYTE, what="the data directory")


def test_says_why_java_does_not_start(own_dir: Path) -> None:
    """A heap that is no size is told as a setting to mend, and no process is left."""
    with pytest.raises(Misconfigured, match="Java could not start with much of memory") as caught:
        ensure(own_dir, heap="much")

    assert "NETGRAPH_NEO4J_HEAP" in caught.value.hint
    assert status(own_dir) is None


def test_knows_nothing_of_a_directory_that_is_not_there(tmp_path: Path) -> None:
    """Status and stop of a place without a server make nothing."""
    assert status(tmp_path / "none") is None
    assert stop(tmp_path / "none") is False
    assert not (tmp_path / "none").exists()
