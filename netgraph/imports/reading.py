"""The one door to reading files: open, unpack, find the format, read.

`read` gives everything a file says; `peek` only what a page needs to ask which columns mean
what. Nothing is written anywhere and no clock is read: the day is an argument.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import BinaryIO

from netgraph.errors import UnreadableFile
from netgraph.imports import boards, google, headers, linkedin
from netgraph.imports.csvs import Table, open_table
from netgraph.imports.detect import Found, detect
from netgraph.imports.records import Format, Limits, Owner, Parsed, Progress, Tally
from netgraph.imports.source import Source, opened

USUAL = Limits()


def read(
    file: Path | str | BinaryIO,
    *,
    name: str,
    owner: Owner,
    today: date,
    mapping: boards.Mapping | None = None,
    progress: Progress | None = None,
    limits: Limits = USUAL,
) -> Parsed:
    """All that a file says, whatever its format; its name is for messages only.

    `today` is the day on which an address book is evidence, and no later day is believed.
    `mapping` makes a table one of seats. Raises UnreadableFile when the file as a whole cannot
    be used; rows in error are in `Parsed.bad`.
    """
    with _found(file, name=name, limits=limits, mapping=mapping, progress=progress) as (
        source,
        found,
    ):
        tally = Tally(limits=limits)
        match found.format:
            case Format.LINKEDIN:
                table = _table(source, found, tally)
                parsed = linkedin.read(table, owner=owner, today=today, tally=tally)
            case Format.GOOGLE:
                table = _table(source, found, tally)
                parsed = google.read(table, owner=owner, today=today, tally=tally)
            case Format.HEADERS:
                table = _table(source, found, tally)
                parsed = headers.read(table, owner=owner, today=today, tally=tally)
            case _:
                raise UnreadableFile("This format is not read.")
    if not parsed.rows:
        raise UnreadableFile(
            f"The file has the header of a {found.format.words} and nothing below it.",
            hint="Export it again.",
        )
    return parsed


@contextmanager
def _found(
    file: Path | str | BinaryIO,
    *,
    name: str,
    limits: Limits,
    mapping: boards.Mapping | None,
    progress: Progress | None,
) -> Iterator[tuple[Source, Found]]:
    with opened(
        file, name=name, limits=limits, progress=progress, prefer=linkedin.is_connections
    ) as source:
        yield source, detect(source.head, limits=limits, mapping=mapping)


def _table(source: Source, found: Found, tally: Tally) -> Table:
    source.most = tally.limits.table_size
    return open_table(source, delimiter=found.delimiter, header_at=found.header_at, tally=tally)
