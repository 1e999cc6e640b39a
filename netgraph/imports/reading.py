"""The one door to reading files: open, unpack, find the format, read.

`read` gives everything a file says; `peek` only what a page needs to ask which columns mean
what. Nothing is written anywhere and no clock is read: the day is an argument.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from netgraph.domain.replies import Awaited
from netgraph.errors import UnreadableFile
from netgraph.imports import boards, google, headers, linkedin, mail, vcard
from netgraph.imports.csvs import Table, open_table, text_of
from netgraph.imports.detect import Found, detect, head_of_table
from netgraph.imports.records import Format, Limits, Owner, Parsed, Progress, Tally
from netgraph.imports.source import Source, opened

USUAL = Limits()
_PEEK_ROWS = 5
_PEEK_CELL = 200


def read(
    file: Path | str | BinaryIO,
    *,
    name: str,
    owner: Owner,
    today: date,
    mapping: boards.Mapping | None = None,
    awaited: Callable[[], Sequence[Awaited]] = tuple,
    progress: Progress | None = None,
    limits: Limits = USUAL,
) -> Parsed:
    """All that a file says, whatever its format; its name is for messages only.

    `today` is the day on which an address book is evidence, and no later day is believed.
    `mapping` makes a table one of seats; `awaited` gives what the reader asked, to find the
    answers to it, and is called for mail only. Raises UnreadableFile when the file as a whole
    cannot be used; rows in error are in `Parsed.bad`.
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
            case Format.BOARDS:
                table = _table(source, found, tally)
                if mapping is None:
                    raise UnreadableFile("A table of seats needs a mapping of its columns.")
                parsed = boards.read(table, mapping=mapping, today=today, tally=tally)
            case Format.VCARD:
                source.most = limits.table_size
                parsed = vcard.read(text_of(source), owner=owner, today=today, tally=tally)
            case Format.MBOX:
                parsed = mail.read_mbox(
                    source, owner=owner, today=today, tally=tally, awaited=awaited()
                )
            case Format.EML:
                parsed = mail.read_eml(
                    source, owner=owner, today=today, tally=tally, awaited=awaited()
                )
    if not parsed.rows:
        raise UnreadableFile("The file has a header and nothing below it.", hint="Export it again.")
    return parsed


@dataclass(frozen=True, slots=True, kw_only=True)
class Peek:
    """The look of a file: its format if it is a known one, and its beginning if it is a table.

    `suggested` is a mapping for tables of seats, to be confirmed by the user.
    """

    format: Format | None
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    suggested: boards.Mapping | None = None


def peek(file: Path | str | BinaryIO, *, name: str, limits: Limits = USUAL) -> Peek:
    """What a file looks like, without reading all of it.

    Raises UnreadableFile when it is neither a known format nor a table that could be mapped.
    """
    with opened(file, name=name, limits=limits, prefer=linkedin.is_connections) as source:
        beginning = head_of_table(source.head, limits=limits)
        columns = tuple(cell.strip()[:_PEEK_CELL] for cell in beginning[0]) if beginning else ()
        suggested = boards.suggested(columns)
        try:
            found = detect(source.head, limits=limits)
        except UnreadableFile:
            if suggested is None:
                raise
            found = None
    if found:
        return Peek(format=found.format, columns=found.columns)
    return Peek(
        format=Format.BOARDS,
        columns=columns,
        rows=tuple(
            tuple(cell.strip()[:_PEEK_CELL] for cell in row)
            for row in beginning[1 : 1 + _PEEK_ROWS]
        ),
        suggested=suggested,
    )


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
