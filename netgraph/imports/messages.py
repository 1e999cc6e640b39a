"""Single messages in their order, from a table of headers or a mailbox: who wrote to whom, when.

Where imports add messages up to evidence, a backtest needs each one: which people were on it and
which message it answers. Nothing but header fields is read, and nothing is kept. Bad rows are
counted and left out; a file that cannot be used raises `UnreadableFile`.
"""

import csv
import hashlib
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import BinaryIO, NamedTuple

from netgraph.errors import UnreadableFile
from netgraph.imports import headers, mail
from netgraph.imports.addresses import address_of, is_automatic, split_addresses
from netgraph.imports.csvs import Table, open_table
from netgraph.imports.detect import detect
from netgraph.imports.fields import DateReader
from netgraph.imports.records import Format, Limits, Progress, RowError, Tally
from netgraph.imports.source import opened

USUAL = Limits()
_DATE_SAMPLE = 1000
_TAIL = 1 << 16


class Message(NamedTuple):
    """One message. `at` is its time in seconds since 1970, UTC; `answers` the id it replies to."""

    id: str
    at: int
    sender: str
    to: tuple[str, ...]
    cc: tuple[str, ...]
    answers: str

    @property
    def recipients(self) -> list[str]:
        """Everybody it was sent to, To before Cc, each once, without the sender."""
        return [one for one in dict.fromkeys(self.to + self.cc) if one != self.sender]


class Mailing(NamedTuple):
    """All messages of a file, oldest first, and how many rows could not be used."""

    messages: tuple[Message, ...]
    left_out: int


def read_messages(
    file: Path | str | BinaryIO,
    *,
    name: str,
    today: date,
    progress: Progress | None = None,
    limits: Limits = USUAL,
) -> Mailing:
    """The messages of a table of headers (CSV, packed or not) or of a mailbox (mbox).

    Its `name` is for messages only; no day after `today` is believed. Raises UnreadableFile when
    the file is neither, or holds no usable message.
    """
    tally = Tally(limits=limits)
    with opened(file, name=name, limits=limits, progress=progress) as source:
        found = detect(source.head, limits=limits)
        match found.format:
            case Format.HEADERS:
                source.most = limits.table_size
                table = open_table(
                    source, delimiter=found.delimiter, header_at=found.header_at, tally=tally
                )
                read = list(_from_table(table, today=today, tally=tally))
            case Format.MBOX:
                read = list(_from_mailbox(mail.heads(source, tally), today=today, tally=tally))
            case _:
                raise UnreadableFile(
                    "This is not a table of messages.",
                    hint="A backtest needs the columns date, sender, to (and cc, msg_id and "
                    "in_reply_to if there are), or a mailbox (mbox).",
                )
    if not read:
        raise UnreadableFile(
            "There is no usable message in the file.", hint="Each needs a date, a sender and a to."
        )
    once: dict[str, Message] = {}
    for message in sorted(read, key=lambda one: one.at):
        once.setdefault(message.id, message)
    return Mailing(messages=tuple(once.values()), left_out=len(tally.bad) + len(read) - len(once))


def _from_table(table: Table, *, today: date, tally: Tally) -> Iterator[Message]:
    place = table.places
    date_at, to_at = place["date"], place["to"]
    sender_at = next(place[name] for name in headers.SENDERS if name in place)
    copies_at, id_at = place.get("cc"), place.get("msg_id", place.get("message-id"))
    answers_at = place.get("in_reply_to", place.get("in-reply-to"))
    dates = DateReader(table.ahead("date", _DATE_SAMPLE))
    for line, cells in table.rows(most=tally.limits.rows):
        try:
            at = _moment(cells[date_at], dates, today=today)
            message = Message(
                id=(cells[id_at].strip() if id_at is not None else "") or f"line {line}",
                at=at,
                sender=_sender(cells[sender_at]),
                to=_addresses(cells[to_at]),
                cc=_addresses(cells[copies_at]) if copies_at is not None else (),
                answers=cells[answers_at].strip() if answers_at is not None else "",
            )
        except RowError as error:
            tally.reject(line, str(error), "")
            continue
        if not is_automatic(message.sender):
            yield message


def _sender(cell: str) -> str:
    senders = split_addresses(cell)
    if not senders:
        raise RowError("The row has no sender.")
    return address_of(senders[0][1])


def _addresses(cell: str) -> tuple[str, ...]:
    found = (address_of(raw) for _, raw in split_addresses(cell))
    return tuple(address for address in found if not is_automatic(address))


def _moment(written: str, dates: DateReader, *, today: date) -> int:
    """Seconds since 1970, exact where the date has a time in ISO 8601, else of its midnight."""
    text = written.strip()
    if text[4:5] == "-" and len(text) > len("2024-01-01"):
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            pass
        else:
            moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
            if moment.astimezone(UTC).date() <= today:
                return int(moment.timestamp())
    day = dates.day(written, today=today)
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())


def _from_mailbox(
    heads: Iterator[tuple[int, bytes]], *, today: date, tally: Tally
) -> Iterator[Message]:
    for line, head in heads:
        try:
            letter = mail.letter(head, today=today, limits=tally.limits)
        except RowError as error:
            tally.reject(line, str(error), "")
            continue
        if letter is None or is_automatic(letter.sender):
            continue
        yield Message(
            id=letter.id or hashlib.sha256(head).hexdigest(),
            at=letter.at,
            sender=letter.sender,
            to=tuple(one for one in letter.to if not is_automatic(one)),
            cc=tuple(one for one in letter.cc if not is_automatic(one)),
            answers=letter.answers,
        )


class GrowingTable:
    """A plain CSV of messages, oldest first, that only grows; each row is read once.

    Columns `msg_id,date,sender,to,cc,in_reply_to`; lists joined by `;`; dates ISO 8601 in UTC.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._offset = 0
        self._columns: tuple[str, ...] = ()
        self._tail = b""

    def still_grows(self) -> bool:
        """Whether the file still holds what was read of it, so that reading can go on."""
        with Path(self._path).open("rb") as file:
            file.seek(self._offset - len(self._tail))
            return file.read(len(self._tail)) == self._tail

    def until(self, moment: int) -> Sequence[Message]:
        """The messages before `moment` (seconds since 1970) not given out yet.

        Reading stops at the first one that is not before it: what comes later is never seen.
        """
        given: list[Message] = []
        with Path(self._path).open("rb") as file:
            file.seek(self._offset)
            while line := file.readline():
                if not line.endswith(b"\n"):
                    break  # still being written
                cells = next(csv.reader([line.decode("utf-8").rstrip("\r\n")]), [])
                if not self._columns:
                    self._columns = tuple(cells)
                elif len(cells) >= len(self._columns):
                    row = dict(zip(self._columns, cells, strict=False))
                    at = seconds(row["date"])
                    if at >= moment:
                        break
                    given.append(
                        Message(
                            id=row["msg_id"],
                            at=at,
                            sender=row["sender"],
                            to=_split(row["to"]),
                            cc=_split(row.get("cc", "")),
                            answers=row.get("in_reply_to", ""),
                        )
                    )
                self._offset += len(line)
                self._tail = (self._tail + line)[-_TAIL:]
        return given


def seconds(moment: str) -> int:
    """Seconds since 1970 of an ISO 8601 moment; UTC if it names no zone."""
    read = datetime.fromisoformat(moment)
    return int((read if read.tzinfo else read.replace(tzinfo=UTC)).timestamp())


def _split(cell: str) -> tuple[str, ...]:
    return tuple(one for one in cell.split(";") if one)
