"""Bytes of one file, out of whatever it is packed in, never more than the limits allow.

A gzip stream is unpacked while it is read; of a zip the one file that can be imported is read
in place and nothing is ever written to disk, so names that point elsewhere do no harm and are
refused all the same. Bombs are stopped by their ratio and by their size while they unpack,
never by what they claim about themselves. A packed file in a packed file is refused.
"""

import gzip
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Protocol

from netgraph.domain.names import plain
from netgraph.errors import UnreadableFile
from netgraph.imports.records import Limits, Progress

HEAD = 1 << 20
READABLE = (".csv", ".tsv", ".txt", ".vcf", ".mbox", ".eml")
_REPORT_EVERY = 1 << 20
_DIRECTORY_MAX = 16 << 20
_GZIP = b"\x1f\x8b"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


class Source:
    """The unpacked bytes of one file: `head` (up to 1 MiB, not used up) and `read`."""

    def __init__(
        self,
        stream: _Readable,
        *,
        name: str,
        limits: Limits,
        packed: "_Counted",
        progress: Progress | None,
        compressed: bool,
    ) -> None:
        self.name = name
        self._stream = stream
        self._limits = limits
        self._packed = packed
        self._progress = progress
        self._compressed = compressed
        self._out = 0
        self._reported = 0
        self.most = limits.size
        self.head = b""
        while len(self.head) < HEAD and (data := self._pull(HEAD - len(self.head))):
            self.head += data
        self._rest = self.head

    def read(self, size: int) -> bytes:
        """At most that many further bytes; none at the end. Raises UnreadableFile."""
        if self._rest:
            data, self._rest = self._rest[:size], self._rest[size:]
            return data
        return self._pull(size)

    def _pull(self, size: int) -> bytes:
        try:
            data = self._stream.read(size)
        except (OSError, EOFError, zlib.error, zipfile.BadZipFile) as error:
            raise _damaged(error) from error
        self._out += len(data)
        if self._out > self.most:
            raise UnreadableFile(
                f"The file holds more than {self.most:,} bytes.",
                hint="Split it into smaller files.",
            )
        if (
            self._compressed
            and self._out > self._limits.ratio_from
            and self._out > self._limits.ratio * max(self._packed.count, 1)
        ):
            raise UnreadableFile(
                f"The file unpacks to more than {self._limits.ratio} times its size.",
                hint="Unpack it yourself and import what you trust.",
            )
        if self._progress and (self._packed.count - self._reported >= _REPORT_EVERY or not data):
            self._reported = self._packed.count
            total = self._packed.total
            self._progress(min(self._packed.count, total) if data else total, total)
        return data


class _Counted:
    """A file that counts what was read of it."""

    def __init__(self, raw: BinaryIO) -> None:
        self._raw = raw
        self.count = 0
        self.most = -1
        self.total = raw.seek(0, 2)
        raw.seek(0)

    def read(self, size: int = -1) -> bytes:
        if 0 <= self.most < size:
            raise _too_many()
        data = self._raw.read(size)
        self.count += len(data)
        return data

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._raw.seek(offset, whence)

    def tell(self) -> int:
        return self._raw.tell()

    def seekable(self) -> bool:
        return True


@contextmanager
def opened(
    file: Path | str | BinaryIO,
    *,
    name: str,
    limits: Limits,
    progress: Progress | None = None,
    prefer: Callable[[str], bool] = lambda _: False,
) -> Iterator[Source]:
    """The bytes of a file, unpacked if need be.

    `prefer` picks the file of a zip by its base name where several could be read. Raises
    UnreadableFile when the file is missing, empty, damaged, encrypted, a bomb, or holds
    nothing that can be read.
    """
    with _raw(file, limits) as raw:
        packed = _Counted(raw)
        start = raw.read(8)
        raw.seek(0)
        if not start:
            raise UnreadableFile("The file is empty.", hint="Export it again.")
        if start.startswith(_GZIP):
            with gzip.GzipFile(fileobj=packed, mode="rb") as stream:
                inner = PurePosixPath(name).name.removesuffix(".gz")
                source = Source(
                    stream,
                    name=inner,
                    limits=limits,
                    packed=packed,
                    progress=progress,
                    compressed=True,
                )
                _refuse_packed(source.head)
                yield source
        elif start.startswith(_ZIP):
            with _zip(packed) as archive, _entry(archive, limits, prefer) as (stream, inner):
                packed.count = 0
                source = Source(
                    stream,
                    name=inner,
                    limits=limits,
                    packed=packed,
                    progress=progress,
                    compressed=True,
                )
                _refuse_packed(source.head)
                yield source
        else:
            yield Source(
                packed, name=name, limits=limits, packed=packed, progress=progress, compressed=False
            )


def plain_file(path: Path) -> BinaryIO:
    """The file, opened to be read; raises `UnreadableFile` for whatever stands in the way.

    A pipe or a device is refused unopened: it would be waited for, and gives its bytes once.
    """
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
            raise UnreadableFile(
                f"{plain(path.name)} is a pipe or a device, not a file.",
                hint="Give what it holds on standard input: netgraph import -",
            )
        return path.open("rb")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UnreadableFile(
            f"{plain(path.name)} cannot be opened: {reason}.", hint="Check the path."
        ) from error


@contextmanager
def _raw(file: Path | str | BinaryIO, limits: Limits) -> Iterator[BinaryIO]:
    if isinstance(file, Path | str):
        with plain_file(Path(file)) as raw:
            yield raw
        return
    if file.seekable():
        yield file
        return
    with tempfile.SpooledTemporaryFile(max_size=16 << 20) as spool:
        size = 0
        while data := file.read(1 << 20):
            size += len(data)
            if size > limits.size:
                raise UnreadableFile(f"The file holds more than {limits.size:,} bytes.")
            spool.write(data)
        spool.seek(0)
        yield spool  # type: ignore[misc]  # it has all that is used of BinaryIO


@contextmanager
def _zip(packed: _Counted) -> Iterator[zipfile.ZipFile]:
    packed.most = _DIRECTORY_MAX  # it is read at once, whatever size it claims
    try:
        archive = zipfile.ZipFile(packed)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
        raise _damaged(error) from error
    packed.most = -1
    with archive:
        yield archive


@contextmanager
def _entry(
    archive: zipfile.ZipFile, limits: Limits, prefer: Callable[[str], bool]
) -> Iterator[tuple[_Readable, str]]:
    """The one file of a zip to read."""
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > limits.entries:
        raise _too_many()
    for entry in entries:
        path = PurePosixPath(entry.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or path.parts[0].endswith(":"):
            raise UnreadableFile(
                "The archive holds a file whose path leads out of it.",
                hint="Do not trust it; ask for it where you got it.",
            )
    names = {entry.filename for entry in entries}
    if "[Content_Types].xml" in names:
        raise UnreadableFile(
            "This is an Office document, not a plain table.", hint="Save it as CSV (UTF-8)."
        )
    fit = [entry for entry in entries if prefer(PurePosixPath(entry.filename).name)]
    if not fit:
        fit = [
            entry
            for entry in entries
            if entry.filename.lower().endswith(READABLE)
            and not entry.filename.startswith("__MACOSX/")
        ]
    if not fit:
        raise UnreadableFile(
            "The archive holds no file that can be imported.",
            hint="It should hold a Connections.csv, or one CSV, vCard or mailbox.",
        )
    if len(fit) > 1:
        listed = ", ".join(sorted(PurePosixPath(entry.filename).name[:60] for entry in fit)[:5])
        raise UnreadableFile(
            "The archive holds several files that could be imported.",
            hint=f"Unpack it and import them one by one: {listed}.",
        )
    chosen = fit[0]
    if chosen.flag_bits & 1:
        raise UnreadableFile(
            "The archive is encrypted.", hint="Unpack it with its password and import the file."
        )
    if chosen.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise _damaged(NotImplementedError())  # the others unpack without a bound
    try:
        stream = archive.open(chosen)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise _damaged(error) from error
    with stream:
        yield stream, PurePosixPath(chosen.filename).name


def _refuse_packed(head: bytes) -> None:
    if head.startswith((_GZIP, *_ZIP)):
        raise UnreadableFile(
            "The file is packed twice.", hint="Unpack it once and import what is inside."
        )
    if not head:
        raise UnreadableFile("The packed file is empty.", hint="Export it again.")


def _too_many() -> UnreadableFile:
    return UnreadableFile(
        "The archive holds too many files.", hint="Import the file you mean by itself."
    )


def _damaged(error: Exception) -> UnreadableFile:
    if isinstance(error, NotImplementedError):
        return UnreadableFile(
            "The archive is packed in a way that cannot be read.", hint="Unpack it yourself."
        )
    return UnreadableFile("The file is damaged or cut off.", hint="Export or download it again.")
