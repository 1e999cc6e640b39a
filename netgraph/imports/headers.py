"""A plain table of message headers: `date,sender,to,cc`, with `msg_id,in_reply_to` if there are.

Addresses in a cell are joined by `;` or `,`, with or without display names. Messages whose
`msg_id` was read before are counted once. The table is read as a stream, so a packed one of
any length needs no more memory than the people and ties in it.
"""

from collections.abc import Iterable
from datetime import date

from netgraph.imports.addresses import address_of, name_beside, split_addresses
from netgraph.imports.aggregate import Correspondence
from netgraph.imports.csvs import Table
from netgraph.imports.fields import DateReader
from netgraph.imports.records import Format, Owner, Parsed, RowError, Tally

SENDERS = ("sender", "from")
"""The names a column of senders may have."""
_DATE_SAMPLE = 1000
_CELL_MAX = 64 << 10
AGAIN = "a message that was read before (same id)"


def is_header(names: Iterable[str]) -> bool:
    """Whether these column names are those of a table of message headers."""
    given = set(names)
    return {"date", "to"} <= given and not given.isdisjoint(SENDERS)


def read(table: Table, *, owner: Owner, today: date, tally: Tally) -> Parsed:
    """Everybody in the table and who wrote to whom, month by month."""
    place = table.places
    date_at, to_at = place["date"], place["to"]
    sender_at = next(place[name] for name in SENDERS if name in place)
    copies_at, id_at = place.get("cc"), place.get("msg_id", place.get("message-id"))
    dates = DateReader(table.ahead("date", _DATE_SAMPLE))
    mail = Correspondence(owner=owner, tally=tally)
    seen: set[int] = set()
    days: dict[str, date] = {}
    for line, cells in table.rows(most=tally.limits.rows):
        if id_at is not None and (name := cells[id_at].strip()):
            mark = hash(name)
            if mark in seen:
                tally.leave_out(AGAIN)
                continue
            seen.add(mark)
        written = cells[date_at]
        try:
            day = days.get(written[:10]) if written[10:11] == "T" and written[-1] == "Z" else None
            if day is None:
                day = dates.day(written, today=today)
                if written[10:11] == "T" and written[-1] == "Z":
                    days[written[:10]] = day
            sender, names = _sender(cells[sender_at])
            given = f"{cells[to_at]};{cells[copies_at]}" if copies_at is not None else cells[to_at]
            recipients = []
            for name, raw in split_addresses(given):
                address = address_of(raw)
                recipients.append(address)
                if shown := name_beside(name, address):
                    names.append((address, shown))
        except RowError as error:
            tally.reject(line, str(error), ",".join(cells))
            continue
        mail.add(line=line, day=day, sender=sender, recipients=recipients, names=names)
    return tally.parsed(Format.HEADERS, people=mail.people(), evidence=mail.evidence())


def _sender(cell: str) -> tuple[str, list[tuple[str, str]]]:
    senders = split_addresses(cell)
    if not senders:
        raise RowError("The row has no sender.")
    name, raw = senders[0]
    address = address_of(raw)
    shown = name_beside(name, address)
    return address, [(address, shown)] if shown else []
