"""`netgraph serve` and `netgraph demo` as processes: they start, refuse, share, revive and end."""

import ctypes
import fcntl
import os
import re
import signal
import socket
import subprocess
import termios
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from netgraph.graph import local
from tests.prepared import prepared
from tests.serving import (
    PASSWORD,
    SCRIPT,
    START_SECONDS,
    Browser,
    Served,
    environment,
    eventually,
    free_port,
    netgraph,
    processes_of,
    serving,
    small_disk,
)

NO_NETWORK = {
    "HTTPS_PROXY": "http://127.0.0.1:9",  # the discard port, where nobody listens
    "https_proxy": "http://127.0.0.1:9",
    "NO_PROXY": "",
    "no_proxy": "",
}
SOON = 60
"""Seconds in which nothing but a database that starts takes longer on a busy machine."""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server that the tests share, with a first administrator."""
    with serving(prepared(tmp_path_factory.mktemp("served") / "data")) as served:
        served.first_administrator()
        yield served


@pytest.fixture(scope="module")
def browser(served: Served) -> Browser:
    """The administrator's browser."""
    return served.log_in()


def test_listens_on_the_loopback_address_only(served: Served) -> None:
    """Neither the server nor its database has a socket that another machine could reach."""
    processes = [served.process.pid, served.database_pid()]
    sockets = [one for pid in processes for one in psutil.Process(pid).net_connections(kind="inet")]
    listening = [one.laddr.ip for one in sockets if one.status == psutil.CONN_LISTEN]

    assert ["127.0.0.1", "127.0.0.1"] == listening
    assert {"127.0.0.1"} == {one.laddr.ip for one in sockets}


def test_says_that_it_runs_already(served: Served) -> None:
    """A second start at the same address points at the first."""
    second = netgraph("serve", "--port", str(served.port), data_dir=served.data_dir, timeout=SOON)

    assert (5, "") == (second.returncode, second.stdout)
    assert f"Netgraph is running already at {served.address}." in second.stderr


def test_shares_its_database(served: Served, browser: Browser) -> None:
    """A server on another port uses the same database and leaves it to the first when it ends."""
    database = served.database_pid()
    other = Served(served.data_dir, free_port()).wait_until_up()

    assert 200 == other.log_in().get("/favors").status_code
    assert 0 == other.terminate()
    assert "Traceback" not in other.said
    assert database == served.database_pid()
    assert 200 == browser.get("/favors").status_code


@pytest.mark.chaos
def test_revives_its_database(served: Served, browser: Browser) -> None:
    """Eight who ask while the database is dead wait, and all are answered by one new database."""
    before = served.database_pid()
    os.kill(before, signal.SIGKILL)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: browser.get("/favors"), range(8)))
    after = served.database_pid()

    assert {200} <= {answer.status_code for answer in answers} <= {200, 503}
    assert all(
        "is starting again" in answer.text for answer in answers if answer.status_code == 503
    )
    assert before != after
    assert 200 == browser.get("/favors").status_code
    assert 1 == served.said.count("The graph database had stopped and is back.")


def test_is_cut_short_quietly(served: Served) -> None:
    """A reader who has read enough causes no traceback."""
    line = subprocess.run(
        ["sh", "-c", f"{SCRIPT} queries --json | head -n 1"],
        env=environment(served.data_dir),
        capture_output=True,
        text=True,
        timeout=SOON,
        check=True,
    )

    assert 1 == line.stdout.count("\n")
    assert "" == line.stderr


def test_writes_to_a_terminal_without_unicode(served: Served) -> None:
    """Names that the terminal cannot show are shown with marks in their place."""
    made = netgraph(
        *("users", "add", "zoe@team.example", "Zoë Žižek", "--password", PASSWORD),
        data_dir=served.data_dir,
    )
    shown = netgraph(
        *("users", "list"), data_dir=served.data_dir, settings={"PYTHONIOENCODING": "ascii"}
    )

    assert (0, 0) == (made.returncode, shown.returncode)
    assert "Zo? ?i?ek" in shown.stdout


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"NETGRAPH_NEO4J_PASSWORD": "wrong"}, "refuses the user neo4j"),
        ({"NETGRAPH_NEO4J_DATABASE": "nope"}, "has no database named nope"),
    ],
)
def test_says_what_a_server_refuses(
    served: Served, tmp_path: Path, settings: dict[str, str], said: str
) -> None:
    """A wrong login or name of a database on a team's server is one sentence, soon."""
    server = local.status(served.data_dir)
    assert server is not None
    ended = netgraph(
        *("serve", "--port", str(free_port())),
        data_dir=tmp_path / "data",
        timeout=SOON,
        settings={
            "NETGRAPH_NEO4J_URI": server.uri,
            "NETGRAPH_NEO4J_PASSWORD": server.password,
            **settings,
        },
    )

    assert (1, "") == (ended.returncode, ended.stdout)
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(
    "uri", ["bolt://127.0.0.1:1", "neo4j://127.0.0.1:1", "bolt://nowhere.invalid:7687"]
)
def test_does_not_wait_for_a_server_that_is_not_there(tmp_path: Path, uri: str) -> None:
    """A team's server that cannot be reached is told at once."""
    ended = netgraph(
        *("serve", "--port", str(free_port())),
        data_dir=tmp_path / "data",
        timeout=SOON,
        settings={"NETGRAPH_NEO4J_URI": uri},
    )

    assert (5, "") == (ended.returncode, ended.stdout)
    assert f"The graph database at {uri} does not answer." in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("shown", [b"", b"HTTP/1.0 200 OK\r\n\r\n{}", b"SSH-2.0-x\r\n"])
def test_says_that_the_port_is_busy(tmp_path: Path, shown: bytes) -> None:
    """A port that another program has is told before a database is started."""
    with socket.create_server(("127.0.0.1", 0)) as other, ThreadPoolExecutor(1) as pool:

        def answer() -> None:
            connection, _ = other.accept()
            with connection:
                connection.sendall(shown)

        pool.submit(answer)
        port = other.getsockname()[1]
        ended = netgraph("serve", "--port", str(port), data_dir=tmp_path / "data", timeout=SOON)

    assert (5, "") == (ended.returncode, ended.stdout)
    assert f"Port {port} is in use by another program." in ended.stderr
    assert not (tmp_path / "data").exists()


def test_says_that_a_port_is_not_for_users(tmp_path: Path) -> None:
    """A port that only the system may use is told as such."""
    lowest = Path("/proc/sys/net/ipv4/ip_unprivileged_port_start")
    if not lowest.exists() or int(lowest.read_text()) <= 80:
        pytest.skip("every user may use every port here")

    def give_up_privilege() -> None:
        ctypes.CDLL(None).prctl(24, 10, 0, 0, 0)  # drop CAP_NET_BIND_SERVICE, also of root

    ended = subprocess.run(
        [SCRIPT, "serve", "--port", "80"],
        env=environment(tmp_path / "data"),
        capture_output=True,
        text=True,
        timeout=SOON,
        check=False,
        preexec_fn=give_up_privilege,
    )

    assert (1, "") == (ended.returncode, ended.stdout)
    assert "Port 80 may not be used by you." in ended.stderr


@pytest.mark.parametrize("host", ["192.0.2.1", "no such host"])
def test_says_that_an_address_is_not_its_own(tmp_path: Path, host: str) -> None:
    """An address that this machine does not have is told by the name of its setting."""
    ended = netgraph(
        *("serve", "--port", str(free_port())),
        data_dir=tmp_path / "data",
        timeout=SOON,
        settings={"NETGRAPH_HOST": host},
    )

    assert (1, "") == (ended.returncode, ended.stdout)
    assert f"{host} is no address of this machine." in ended.stderr
    assert "NETGRAPH_HOST" in ended.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eighty"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("THREADS", "-1"),
        ("HTTPS", "perhaps"),
        ("NEO4J_QUICK", "2"),
        ("NEO4J_URI", "http://example.org"),
        ("DATA_DIR", "~nobody-of-this-name/data"),
    ],
)
def test_says_which_setting_is_wrong(tmp_path: Path, name: str, value: str) -> None:
    """A value that cannot be used is told by the name of its variable."""
    ended = netgraph(
        *("serve", "--port", str(free_port())),
        data_dir=tmp_path / "data",
        timeout=SOON,
        settings={f"NETGRAPH_{name}": value},
    )

    assert (1, "") == (ended.returncode, ended.stdout)
    assert f"NETGRAPH_{name} is {value!r}" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_says_that_its_key_is_damaged(tmp_path: Path) -> None:
    """A key too short to sign sessions is never used."""
    (tmp_path / "secret_key").write_bytes(b"short")
    ended = netgraph("serve", "--port", str(free_port()), data_dir=tmp_path, timeout=SOON)

    assert (1, "") == (ended.returncode, ended.stdout)
    assert "secret_key is damaged." in ended.stderr


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_says_that_it_cannot_write(tmp_path: Path, command: str) -> None:
    """A data directory that cannot be made is told by its name."""
    (tmp_path / "file").touch()
    ended = netgraph(
        *(command, "--port", str(free_port())), data_dir=tmp_path / "file" / "data", timeout=SOON
    )

    assert (1, "") == (ended.returncode, ended.stdout)
    assert re.search(r"The data directory .* cannot be written", ended.stderr)
    assert "Traceback" not in ended.stderr


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A file system on which Neo4j has no room."""
    with small_disk(tmp_path / "small", megabytes=1) as place:
        yield place


@pytest.mark.parametrize("filled", [False, True])
def test_says_that_the_disk_is_full(disk: Path, *, filled: bool) -> None:
    """A disk without room for the database, or for a single byte, is told as such."""
    if filled:
        with suppress(OSError), (disk / "filler").open("wb", buffering=0) as filler:
            while True:
                filler.write(bytes(4096))
    ended = netgraph("serve", "--port", str(free_port()), data_dir=disk / "data", timeout=2 * SOON)

    assert (5, "") == (ended.returncode, ended.stdout)
    assert re.search(r"disk .* full|No space left", ended.stderr)
    assert "Traceback" not in ended.stderr
    assert not processes_of(disk / "data")


def test_says_that_the_network_is_missing(tmp_path: Path) -> None:
    """The first start without a network says what to do, and shows no bar in a pipe."""
    ended = netgraph(
        *("demo", "--port", str(free_port())),
        data_dir=tmp_path / "data",
        timeout=2 * SOON,
        settings={"NETGRAPH_CACHE_DIR": str(tmp_path / "empty"), **NO_NETWORK},
    )

    assert (5, "") == (ended.returncode, ended.stdout)
    assert "Neo4j could not be fetched: no connection" in ended.stderr
    assert "Fetching" not in ended.stderr
    assert "\x1b" not in ended.stderr


class Terminal:
    """A terminal in which a command of Netgraph runs."""

    def __init__(self, *arguments: str, data_dir: Path, settings: dict[str, str]) -> None:
        self._master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, b"\x28\x00\xa0\x00\x00\x00\x00\x00")  # 40 by 160
        self.process = subprocess.Popen(
            [SCRIPT, *arguments],
            env=environment(data_dir, TERM="xterm", **settings),
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 # it is short
        )
        os.close(slave)
        self.shown = ""

    def wait_for(self, text: str, *, within: float = START_SECONDS) -> bool:
        """Whether the text is shown in time, or before the command ends."""
        deadline = time.monotonic() + within
        os.set_blocking(self._master, False)
        while text not in self.shown and time.monotonic() < deadline:
            try:
                self.shown += os.read(self._master, 65536).decode(errors="replace")
            except BlockingIOError:
                eventually(lambda: False, within=0.05)
            except OSError:  # the other end is closed
                break
        return text in self.shown

    def press(self, key: str) -> None:
        """Types a key."""
        os.write(self._master, key.encode())

    def close(self) -> int:
        """The exit code of the command."""
        self.wait_for("nothing that is ever shown", within=SOON)
        code = self.process.wait(timeout=SOON)
        os.close(self._master)
        return code


def test_shows_a_bar_in_a_terminal(tmp_path: Path) -> None:
    """What is being fetched is shown as a bar; it goes when there is something to say."""
    terminal = Terminal(
        *("serve", "--port", str(free_port())),
        data_dir=tmp_path / "data",
        settings={"NETGRAPH_CACHE_DIR": str(tmp_path / "empty"), **NO_NETWORK},
    )

    assert terminal.wait_for("Fetching Neo4j (")
    assert 5 == terminal.close()
    assert "Neo4j could not be fetched" in terminal.shown


@pytest.mark.chaos
def test_ends_with_ctrl_c_at_any_time(tmp_path: Path) -> None:
    """Ctrl-C ends a start and a server without a traceback, and leaves nothing running."""
    data_dir, port = prepared(tmp_path / "data"), free_port()
    starting = Terminal("serve", "--port", str(port), data_dir=data_dir, settings={})

    assert starting.wait_for("Starting the database")

    starting.press("\x03")

    assert 130 == starting.close()
    assert "Stopped." in starting.shown
    assert "Traceback" not in starting.shown

    serving = Terminal("serve", "--port", str(port), data_dir=data_dir, settings={})

    assert serving.wait_for("Ctrl-C ends it.")

    serving.press("\x03")

    assert 0 == serving.close()
    assert "Ending" in serving.shown
    assert "Traceback" not in serving.shown
    assert eventually(lambda: not processes_of(data_dir), within=60)


@pytest.mark.chaos
def test_demo_is_used_by_one_and_thrown_away_by_nobody_else(tmp_path: Path) -> None:
    """The demo prints a login that fits; while it runs, it cannot be made anew."""
    with serving(tmp_path / "data", command="demo") as demo:
        found = re.search(r"Log in as (\S+) with the password (\S+)", demo.said)
        assert found is not None

        assert 200 == demo.log_in(found[1], found[2]).get("/favors").status_code

        database = demo.database_pid()
        fresh = netgraph(
            *("demo", "--fresh", "--port", str(free_port())),
            data_dir=tmp_path / "data",
            timeout=SOON,
        )

        assert (1, "") == (fresh.returncode, fresh.stdout)
        assert "The demo is in use, so it was not thrown away." in fresh.stderr
        assert database == demo.database_pid()
        assert 0 == demo.terminate()
