"""Real processes of Netgraph for tests: started, talked to over HTTP, killed, and swept up.

Each has a data directory of its own, so that no test can harm another's server. The database
starts quick (`NETGRAPH_NEO4J_QUICK`), and what a process prints goes to files beside its data.
"""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import psutil
import pytest
import requests

from netgraph.graph import local

SCRIPT = Path(sys.executable).with_name("netgraph")
START_SECONDS = 120
PATIENCE = 75
"""Seconds within which every request is answered, whatever happens to the database."""

PASSWORD = "correct horse battery"


def environment(data_dir: Path, **more: str) -> dict[str, str]:
    """What a Netgraph process of a test sees: nothing of the developer's own settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NETGRAPH_")}
    return {
        **kept,
        "NETGRAPH_DATA_DIR": str(data_dir),
        "NETGRAPH_CACHE_DIR": str(local.cache_dir()),
        "NETGRAPH_NEO4J_QUICK": "yes",
        "NETGRAPH_LOGIN_TRIES": "1000",
        **more,
    }


def netgraph(
    *arguments: str,
    data_dir: Path,
    timeout: float = START_SECONDS,
    settings: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    """A command run to its end, with its exit code and everything that it said."""
    return subprocess.run(
        [SCRIPT, *arguments],
        env=environment(data_dir, **(settings or {})),
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
        stdin=subprocess.DEVNULL,
    )


def free_port() -> int:
    """A port of the loopback address where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def eventually(condition: Callable[[], bool], *, within: float = 60) -> bool:
    """Whether the condition of other processes comes true within some seconds."""
    deadline = time.monotonic() + within
    while not condition():
        if time.monotonic() > deadline:
            return False
        threading.Event().wait(0.05)
    return True


class Served:
    """A `netgraph serve` (or `demo`) that runs; its output is in `said`."""

    def __init__(self, data_dir: Path, port: int, *, command: str = "serve") -> None:
        self.data_dir = data_dir
        self.port = port
        self.address = f"http://127.0.0.1:{port}"
        self._out = data_dir.with_name(f"{data_dir.name}-{port}.out")
        with self._out.open("ab") as out:
            self.process = subprocess.Popen(
                [SCRIPT, command, "--port", str(port)],
                env=environment(data_dir),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                start_new_session=True,  # a terminal's Ctrl-C reaches one group
            )

    @property
    def said(self) -> str:
        """Everything printed since the start."""
        return self._out.read_text(encoding="utf-8")

    @property
    def graph_dir(self) -> Path:
        """Where its database is."""
        return self.data_dir / "demo" if "demo" in self.process.args else self.data_dir  # type: ignore[operator] # a list

    def wait_until_up(self) -> "Served":
        """Itself, when it has printed its address."""
        assert eventually(
            lambda: (
                f"Netgraph is at {self.address}" in self.said or self.process.poll() is not None
            ),
            within=START_SECONDS,
        )
        assert self.process.poll() is None, self.said
        return self

    def database_pid(self) -> int:
        """The process of its database."""
        server = local.status(self.graph_dir)
        assert server is not None
        return server.pid

    def interrupt(self) -> int:
        """Its exit code after Ctrl-C in its terminal."""
        os.killpg(self.process.pid, signal.SIGINT)
        return self.process.wait(timeout=60)

    def terminate(self) -> int:
        """Its exit code after a polite kill."""
        self.process.terminate()
        return self.process.wait(timeout=60)

    def kill(self) -> None:
        """Ends it as an empty battery does."""
        self.process.kill()
        self.process.wait(timeout=60)

    def first_administrator(self, email: str = "ana@team.example") -> "Browser":
        """The browser of the first administrator, made with the address that was printed."""
        found = re.search(r"/setup\?token=(\S+)", self.said)
        assert found is not None
        return Browser(self.address).log_in(
            "/setup",
            f"/setup?token={found[1]}",
            token=found[1],
            email=email,
            name="Ana Ruiz",
            password=PASSWORD,
        )

    def log_in(self, email: str = "ana@team.example", password: str = PASSWORD) -> "Browser":
        """A browser in which that user is logged in."""
        return Browser(self.address).log_in("/login", "/login", email=email, password=password)


@contextlib.contextmanager
def serving(data_dir: Path, *, command: str = "serve") -> Iterator[Served]:
    """A server that has printed its address; it and its database end with the block."""
    served = Served(data_dir, free_port(), command=command)
    try:
        yield served.wait_until_up()
    finally:
        if served.process.poll() is None:
            served.kill()
        local.stop(served.graph_dir)


class Browser:
    """The cookies and the form token of one person at a server."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.session = requests.Session()
        self.session.trust_env = False
        self._token = ""

    def get(self, path: str) -> requests.Response:
        """A page, without following where it leads."""
        return self.session.get(self.address + path, timeout=PATIENCE, allow_redirects=False)

    def learn_token(self, page: str) -> None:
        """Remembers the form token of a page for what is sent from now on."""
        shown = self.get(page).text
        found = re.search(r'(?:csrf-token" content|csrf_token" value)="([^"]+)"', shown)
        assert found is not None, f"{page} has no form token: {shown[:500]}"
        self._token = found[1]

    def send(self, path: str, **form: str) -> requests.Response:
        """Sends a form, without following where it leads."""
        return self.session.post(
            self.address + path,
            data={"csrf_token": self._token, **form},
            timeout=PATIENCE,
            allow_redirects=False,
        )

    def log_in(self, path: str, page: str, **form: str) -> "Browser":
        """Itself, after a form that starts a session."""
        self.learn_token(page)
        answer = self.send(path, **form)
        assert answer.is_redirect, answer.text
        self.learn_token("/favors/new")
        return self


def processes_of(data_dir: Path) -> list[psutil.Process]:
    """Every living process that names the directory in its command line."""
    found = []
    for process in psutil.process_iter(["cmdline", "status"]):
        line = process.info["cmdline"] or []
        if any(str(data_dir) == part for part in line) and (
            process.info["status"] != psutil.STATUS_ZOMBIE
        ):
            found.append(process)
    return found


@contextlib.contextmanager
def small_disk(place: Path, *, megabytes: int) -> Iterator[Path]:
    """A file system with so little room; the test is skipped where none can be mounted."""
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "none", str(place)]
    try:
        mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        mounted = False
    if not mounted:
        pytest.skip("file systems cannot be mounted here")
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)
