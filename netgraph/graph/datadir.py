"""The data directory of an embedded server, and who may touch which of its files when.

Three locks of the operating system, which fall by themselves with the process that holds them
(so a dead or recycled process id deceives nobody), decide everything: `start.lock` is held while
somebody takes a lease, starts or stops the server; `supervisor.lock` is held by the supervisor
from its first moment to the end of the database; each file in `leases/` is held by its lease's
holder. `server.json` says where the server answers and counts only while `supervisor.lock` is held.
"""

import fcntl
import json
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import filelock

from netgraph.errors import Misconfigured, NetgraphError, Unavailable
from netgraph.graph.jars import told

_KINDS: dict[str, type[NetgraphError]] = {
    "Unavailable": Unavailable,
    "Misconfigured": Misconfigured,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """What `server.json` says: the supervisor's process, its port, whether it answers yet."""

    pid: int
    port: int
    ready: bool


@dataclass(frozen=True, slots=True)
class DataDir:
    """The files of one data directory by what they are for."""

    path: Path

    @property
    def neo4j(self) -> Path:
        """Neo4j's own home."""
        return self.path / "neo4j"

    @property
    def leases(self) -> Path:
        """A locked file for each process that uses the server."""
        return self.path / "leases"

    @property
    def held(self) -> Path:
        """The lasting lease, which `stop` gives back; nobody needs to live for it."""
        return self.path / "held"

    @property
    def log(self) -> Path:
        """What the supervisor and the JVM say."""
        return self.path / "supervisor.log"

    @property
    def password(self) -> Path:
        """The password made at first start, readable by the owner alone."""
        return self.path / "password"

    def is_there(self) -> bool:
        """Whether the directory exists; raises Misconfigured when it cannot be looked at."""
        with told(self.path, what="the data directory"):
            try:
                return stat.S_ISDIR(self.path.stat().st_mode)
            except FileNotFoundError:
                return False

    def prepare(self) -> None:
        """Make the directory, for its owner alone.

        Raises:
            Misconfigured: it cannot be written or belongs to somebody else.

        """
        with told(self.path, what="the data directory"):
            self.path.mkdir(parents=True, exist_ok=True)
            self.owned()
            self.path.chmod(0o700)
            self.leases.mkdir(exist_ok=True)

    def owned(self) -> None:
        """Raise Misconfigured when the directory belongs to another user."""
        if hasattr(os, "geteuid") and self.path.stat().st_uid != os.geteuid():
            raise Misconfigured(
                f"The data directory {self.path} belongs to another user.",
                hint="Run Netgraph as that user, or set NETGRAPH_DATA_DIR to a directory of yours.",
            )

    def lock(self, name: str, *, timeout: float = 0) -> filelock.BaseFileLock:
        """The lock file `name` of the directory, not yet acquired."""
        return filelock.FileLock(self.path / name, timeout=timeout, thread_local=False, mode=0o600)

    def supervised(self) -> bool:
        """Whether a supervisor lives on this directory, be it starting, serving or stopping."""
        if not (self.path / "supervisor.lock").exists():
            return False
        return not self.falls("supervisor.lock")

    def falls(self, name: str) -> bool:
        """Whether nobody holds the lock file `name` any more.

        The look takes a shared lock for a moment, so that two who look do not see each other.
        """
        descriptor = os.open(self.path / name, os.O_RDONLY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        finally:
            os.close(descriptor)
        return True

    def leased(self) -> bool:
        """Whether anybody needs the server; leases of dead processes are swept away."""
        alive = False
        for lease in tuple(self.leases.iterdir()):
            if self.falls(f"leases/{lease.name}"):
                lease.unlink(missing_ok=True)
            else:
                alive = True
        return alive or self.held.exists()

    def running(self) -> Running | None:
        """What the living supervisor says of itself; None when there is none, or not yet."""
        if not self.supervised():
            return None
        content = self._json("server.json")
        return None if content is None else Running(**content)

    def note(self, running: Running | None) -> None:
        """Write or remove `server.json`."""
        if running is None:
            (self.path / "server.json").unlink(missing_ok=True)
        else:
            content = {"pid": running.pid, "port": running.port, "ready": running.ready}
            self.write("server.json", json.dumps(content))

    def fail(self, error: NetgraphError) -> None:
        """Leave the reason for who started the supervisor."""
        kind = next((name for name in _KINDS if type(error).__name__ == name), "Unavailable")
        content = {"kind": kind, "message": error.message, "hint": error.hint}
        self.write("failure.json", json.dumps(content))

    def failure(self) -> NetgraphError | None:
        """Why the last supervisor could not start, once."""
        content = self._json("failure.json")
        (self.path / "failure.json").unlink(missing_ok=True)
        if content is None:
            return None
        return _KINDS[content["kind"]](content["message"], hint=content["hint"])

    def read(self, name: str) -> str:
        """The text of a small file, empty when there is none."""
        try:
            return (self.path / name).read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return ""

    def write(self, name: str, text: str) -> None:
        """Write a small file at once or not at all, readable by the owner alone."""
        partial = self.path / f".{name}.{os.getpid()}"
        with suppress(FileNotFoundError):
            partial.unlink()
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(self.path / name)

    def log_tail(self) -> str:
        """The last lines of the log, at most some 2,000 characters."""
        try:
            lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        except FileNotFoundError:
            return ""
        return "\n".join(lines[-12:])[-2000:]

    def _json(self, name: str) -> dict[str, Any] | None:
        text = self.read(name)
        if not text:
            return None
        content: dict[str, Any] = json.loads(text)
        return content


@contextmanager
def guarded(data: DataDir, *, patience: float, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold `start.lock`: leases, starts and stops happen one after the other.

    `waiting` is called once when somebody else holds it.

    Raises:
        Unavailable: somebody else held it longer than `patience` seconds.

    """
    lock = data.lock("start.lock")
    with told(data.path, what="the data directory"):
        try:
            lock.acquire(timeout=1)
        except filelock.Timeout:
            waiting()
            try:
                lock.acquire(timeout=patience)
            except filelock.Timeout as cause:
                raise Unavailable(
                    "Another Netgraph process has been starting or stopping the database for "
                    "very long.",
                    hint=f"Look at {data.log}, or end that process and try again.",
                ) from cause
        try:
            yield
        finally:
            lock.release()
