"""Columns, such as those of an index, kept in one file and mapped into memory when loaded.

The file begins with a fixed line that names format and version, then a description (JSON: what
the index is of, byte order, columns) of a length and checksum told before it, then the columns
as they are in memory, each on a boundary of 64 bytes. It is written beside its place, flushed,
and moved there in one step, so a crash leaves the old file or the new one. Everything is covered
by checksums, since a damaged bit would be an answer that looks right.
"""

import json
import os
import sys
import tempfile
import zlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from netgraph.routing.rows import Rows

_MAGIC: Final = b"netgraph ties 2\n"
_ALIGNED: Final = 64
_HEAD: Final = len(_MAGIC) + 16
_FORM: Final = "index"


class BadSnapshot(Exception):
    """A file is no index that can be used; the message says why. Build the index anew."""


def save(file: Path, rows: Rows, *, people: int, ties: int, label: str) -> None:
    """Write an index; raises `OSError`, and then leaves what was there."""
    about = {"form": _FORM, "label": label, "people": people, "ties": ties}
    keep_columns(file, rows._asdict(), about=about)


def load(file: Path, *, label: str | None) -> tuple[Rows, int, int]:
    """The rows in a file, how many people and how many ties; raises as `TieIndex.load` says."""
    about, columns = kept_columns(file, form=_FORM)
    if label is not None and about["label"] != label:
        raise BadSnapshot(f"{file} is of “{about['label']}”, not of “{label}”.")
    return Rows(**columns), about["people"], about["ties"]


def keep_columns(
    file: Path, data: Mapping[str, npt.NDArray[Any]], *, about: Mapping[str, Any]
) -> None:
    """Write flat arrays and what they are `about`, which names their `form`.

    The file appears whole or not at all, readable by its owner alone. Raises `OSError`, and then
    leaves what was there.
    """
    columns: list[dict[str, Any]] = []
    at = 0
    for name, column in data.items():
        kind = column.dtype.str
        columns.append(
            {"name": name, "at": at, "size": len(column), "type": kind, "sum": _sum(column)}
        )
        at = _aligned(at + column.nbytes)
    whole = {**about, "order": sys.byteorder, "end": at, "columns": columns}
    told = json.dumps(whole).encode()
    begin = _aligned(_HEAD + len(told))
    descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(descriptor, "wb") as to:
            to.write(_MAGIC + b"%08x%08x" % (len(told), zlib.crc32(told)) + told)
            for place, column in zip(columns, data.values(), strict=True):
                to.seek(begin + place["at"])
                to.write(column.data)
            to.truncate(begin + at)
            to.flush()
            os.fsync(to.fileno())
        Path(name).replace(file)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def kept_columns(file: Path, *, form: str) -> tuple[dict[str, Any], dict[str, npt.NDArray[Any]]]:
    """What a file is about, and its arrays, mapped into memory.

    Raises `FileNotFoundError`, and `BadSnapshot` for another form or a damaged file.
    """
    with file.open("rb") as source:
        head = source.read(_HEAD)
        if head[: len(_MAGIC)] != _MAGIC:
            raise BadSnapshot(f"{file} is no index of this version.")
        about = _about(file, head, source.read(_number(head, 0)))
    if about["order"] != sys.byteorder:
        raise BadSnapshot(f"{file} comes from a machine of another kind.")
    if about["form"] != form:
        raise BadSnapshot(f"{file} holds something else.")
    begin = _aligned(_HEAD + _number(head, 0))
    if file.stat().st_size != begin + about["end"]:
        raise BadSnapshot(f"{file} is cut short.")
    # mapped so that nothing is written back, and yet of the type that compiled code knows
    whole = np.asarray(np.memmap(file, dtype=np.uint8, mode="c"))
    columns = {}
    for place in about["columns"]:
        kind = np.dtype(place["type"])
        first = begin + place["at"]
        column = whole[first : first + place["size"] * kind.itemsize].view(kind)
        if _sum(column) != place["sum"]:
            raise BadSnapshot(f"{file} is damaged.")
        columns[place["name"]] = column
    return about, columns


def _about(file: Path, head: bytes, told: bytes) -> dict[str, Any]:
    if len(told) != _number(head, 0) or zlib.crc32(told) != _number(head, 1):
        raise BadSnapshot(f"{file} is damaged.")
    about: dict[str, Any] = json.loads(told)
    return about


def _number(head: bytes, place: int) -> int:
    """The first or second number of the head; −1, which no length is, when it is damaged."""
    begin = len(_MAGIC) + 8 * place
    with suppress(ValueError):
        return int(head[begin : begin + 8], 16)
    return -1


def _sum(column: npt.NDArray[Any]) -> int:
    return zlib.crc32(column.data)


def _aligned(size: int) -> int:
    return -(-size // _ALIGNED) * _ALIGNED
