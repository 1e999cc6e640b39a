"""The embedded Neo4j as its users see it: a lease on a server that is there while one is held.

The first process that needs the server starts it and every process shares it; there is never a
second one on the same data directory, and none is left running when nobody holds a lease. A
server that was killed comes back with `ensure` on the same data and, where it is free, the same
port, so that open drivers find it again. Why the locks suffice is told in `datadir.py`.
"""

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from netgraph.errors import Misconfigured, Unavailable
from netgraph.graph import jars
from netgraph.graph.datadir import DataDir, Running, guarded
from netgraph.graph.jars import Progress, cache_dir, size_fetched, size_to_fetch

__all__ = [
    "Progress",
    "Server",
    "cache_dir",
    "ensure",
    "hold",
    "lease",
    "size_fetched",
    "size_to_fetch",
    "status",
    "stop",
]

USER = "neo4j"
_START = 180.0  # seconds a start may take: a slow disk, a busy machine
_GLANCE = 0.1  # seconds between two looks at a server on its way
_STOP = 60.0  # seconds after which a server that does not close is killed
_STOP_BROKEN = 8.0  # the same for one that cannot write any more
_PATIENCE = 1800.0  # seconds to wait for another process, which may be fetching on a slow line
_LOG_LIMIT = jars.MEGABYTE
_FOREIGN_JAVA = ("CLASSPATH", "JAVA_HOME", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A running embedded server, which listens on the loopback address only."""

    uri: str
    user: str
    password: str = field(repr=False)
    pid: int


@contextmanager
def lease(
    data_dir: Path,
    *,
    progress: Progress | None = None,
    heap: str = "1g",
    page_cache: str = "128m",
    quick: bool = False,
) -> Iterator[Server]:
    """Keep a server running on `data_dir` while the block runs; start one when none runs.

    `quick` starts faster and works slower, for tests. `heap`, `page_cache` and `quick` count
    for who starts the server only.

    Raises:
        Unavailable: no network at first start, a full disk, a database that does not start.
        Misconfigured: the directory or the cache cannot be used, or Java not with these settings.

    """
    data = DataDir(data_dir.expanduser().absolute())
    data.prepare()
    mine = data.lock(f"leases/{os.getpid()}-{secrets.token_hex(4)}")
    try:
        with _alone(data, progress=progress):
            mine.acquire()
            server = _up(data, progress=progress, heap=heap, page_cache=page_cache, quick=quick)
        yield server
    finally:
        if mine.is_locked:
            Path(mine.lock_file).unlink(missing_ok=True)
            mine.release()


def ensure(
    data_dir: Path,
    *,
    progress: Progress | None = None,
    heap: str = "1g",
    page_cache: str = "128m",
    quick: bool = False,
    broken: int | None = None,
) -> Server:
    """Return the running server, started again if it died; for who holds a lease already.

    `broken` is the process of a server that answers but cannot work any more; if it is still
    the one, it is ended first. Raises as `lease` does.
    """
    data = DataDir(data_dir.expanduser().absolute())
    data.prepare()
    with _alone(data, progress=progress):
        running = data.running()
        if running is not None and running.pid == broken:
            _end(data, patience=_STOP_BROKEN)
        return _up(data, progress=progress, heap=heap, page_cache=page_cache, quick=quick)


def hold(
    data_dir: Path,
    *,
    progress: Progress | None = None,
    heap: str = "1g",
    page_cache: str = "128m",
    quick: bool = False,
) -> Server:
    """Keep a server running on `data_dir` beyond this process, until `stop`; raises as `lease`."""
    with lease(
        data_dir, progress=progress, heap=heap, page_cache=page_cache, quick=quick
    ) as server:
        data = DataDir(data_dir.expanduser().absolute())
        data.write("held", "until `netgraph db stop`\n")
        return server


def stop(data_dir: Path) -> bool:
    """Stop the server on `data_dir` whoever holds leases; False when none ran.

    Returns when the data is closed. A process that holds a lease may start it again.
    """
    data = DataDir(data_dir.expanduser().absolute())
    if not data.is_there():
        return False
    data.prepare()
    with _alone(data, progress=None):
        data.held.unlink(missing_ok=True)
        if not data.supervised():
            return False
        _end(data, patience=_STOP)
        return True


def _end(data: DataDir, *, patience: float) -> None:
    """End the server, by force after `patience` seconds; the caller holds the guard."""
    asked, deadline = 0, time.monotonic() + patience
    while data.supervised():
        running = data.running()
        if running is not None and running.pid != asked:
            _signal(running.pid, signal.SIGTERM)
            asked = running.pid
        if time.monotonic() > deadline and asked:
            _signal(asked, signal.SIGKILL)
        time.sleep(_GLANCE)


def status(data_dir: Path) -> Server | None:
    """The server on `data_dir` whose process lives and whose port answers; else None."""
    data = DataDir(data_dir.expanduser().absolute())
    if not data.is_there():
        return None
    data.owned()
    running = data.running()
    if running is None or not running.ready or not _answers(running.port):
        return None
    return _server(data, running)


def _server(data: DataDir, running: Running) -> Server:
    return Server(
        uri=f"bolt://127.0.0.1:{running.port}",
        user=USER,
        password=data.read("password"),
        pid=running.pid,
    )


@contextmanager
def _alone(data: DataDir, *, progress: Progress | None) -> Iterator[None]:
    def waiting() -> None:
        if progress is not None:
            progress(step="Waiting for another Netgraph process", done=0, total=0)

    with guarded(data, patience=_PATIENCE, waiting=waiting):
        yield


def _up(
    data: DataDir, *, progress: Progress | None, heap: str, page_cache: str, quick: bool
) -> Server:
    """Return the running server, started when there is none; the caller holds the guard."""
    if (server := status(data.path)) is not None:
        return server
    _refuse_newer(data)
    if (server := _await(data, progress=progress)) is not None:  # one that was just starting
        return server
    jars.fetch(progress=progress)
    data.failure()
    _spawn(data, heap=heap, page_cache=page_cache, quick=quick)
    if (server := _await(data, progress=progress)) is not None:
        return server
    raise data.failure() or Unavailable(
        "The database ended while it was starting.",
        hint=f"Its last words, the rest of which stands in {data.log}:\n{data.log_tail()}",
    )


def _await(data: DataDir, *, progress: Progress | None) -> Server | None:
    """The server once it answers; None when there is no supervisor, or no longer."""
    deadline = time.monotonic() + _START
    while data.supervised():
        if progress is not None:
            progress(step="Starting the database", done=0, total=0)
        if (server := status(data.path)) is not None:
            return server
        if time.monotonic() > deadline:
            raise Unavailable(
                f"The database did not answer within {_START:.0f} seconds.",
                hint="`netgraph db stop` ends it. Its last words, the rest of which stands in "
                f"{data.log}:\n{data.log_tail()}",
            )
        time.sleep(_GLANCE)
    return None


def _refuse_newer(data: DataDir) -> None:
    ours, theirs = jars.neo4j_version(), data.read("version")
    if theirs and _ordered(theirs) > _ordered(ours):
        raise Misconfigured(
            f"The data in {data.path} was written by Neo4j {theirs}; this Netgraph brings {ours}.",
            hint="Use the newer Netgraph that wrote it, or another data directory.",
        )


def _ordered(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())


def _spawn(data: DataDir, *, heap: str, page_cache: str, quick: bool) -> None:
    """Start a supervisor; when this returns, it holds its lock or has failed."""
    if not hasattr(os, "fork"):
        raise Misconfigured(
            "The embedded database runs on Linux and macOS only.",
            hint="Set NETGRAPH_NEO4J_URI to a Neo4j server of your own.",
        )
    if data.log.exists() and data.log.stat().st_size > _LOG_LIMIT:
        data.log.replace(data.log.with_suffix(".log.1"))
    here = str(Path(__file__).resolve().parents[2])
    environment = {name: v for name, v in os.environ.items() if name not in _FOREIGN_JAVA}
    environment["PYTHONPATH"] = os.pathsep.join(
        part for part in (here, os.environ.get("PYTHONPATH", "")) if part
    )
    environment["NETGRAPH_CACHE_DIR"] = str(cache_dir())
    arguments = [
        *(sys.executable, "-P", "-m", "netgraph.graph.supervisor", str(data.path)),
        *("--heap", heap, "--page-cache", page_cache),
        *(("--quick", "--linger", "1") if quick else ()),
    ]
    with data.log.open("ab") as log:
        data.log.chmod(0o600)
        subprocess.run(  # noqa: S603 - our own interpreter and module
            arguments,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=data.path,
            env=environment,
            start_new_session=True,
            check=False,
        )


def _answers(port: int) -> bool:
    """Whether a Bolt server greets on the port: it picks one of the versions we offer."""
    offer = bytes.fromhex("6060B017 00000405 00000404 00000005 00000000")
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2) as connection:
            connection.sendall(offer)
            return len(connection.recv(4)) == len("bolt")
    except OSError:
        return False


def _signal(pid: int, number: int) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return
