"""Google Contacts CSV, in the layout of today (`First Name … E-mail 1 - Value`) and before.

Groups of columns (`E-mail 1 - Value`, `E-mail 2 - Value`, …) go on as far as the header has
them, and several values of one kind may share a cell, joined by ` ::: `. An entry that has only
a company is no person and is counted.
"""

import re
from collections.abc import Iterable
from datetime import date

from netgraph.imports import fields
from netgraph.imports.contacts import Card, contact, contact_list
from netgraph.imports.csvs import Table
from netgraph.imports.records import Format, Owner, Parsed, PersonRecord, RowError, Tally

_NAME_PARTS = (
    ("name prefix", "first name", "middle name", "last name", "name suffix"),
    ("name prefix", "given name", "additional name", "family name", "name suffix"),
)
_VALUE = re.compile(r"(?P<kind>e-mail|phone|website) (?P<number>\d+) - value")
_SEVERAL = ":::"


def is_header(names: Iterable[str]) -> bool:
    """Whether these column names are those of a Google Contacts file."""
    given = set(names)
    grouped = any(_VALUE.fullmatch(name) for name in given)
    today = {"first name", "last name"} <= given and (
        {"organization name", "labels"} <= given or (grouped and "file as" in given)
    )
    before = {"given name", "family name"} <= given and (grouped or "group membership" in given)
    return today or before


def read(table: Table, *, owner: Owner, today: date, tally: Tally) -> Parsed:
    """The people of an address book; each is on the owner's list."""
    place = table.places
    parts = next(names for names in _NAME_PARTS if names[1] in place and names[3] in place)
    values: dict[str, list[int]] = {"e-mail": [], "phone": [], "website": []}
    for name, at in sorted(place.items(), key=lambda item: item[1]):
        if found := _VALUE.fullmatch(name):
            values[found["kind"]].append(at)
    whole_at, note_at = place.get("name"), place.get("notes")
    company_at = place.get("organization name", place.get("organization 1 - name"))
    title_at = place.get("organization title", place.get("organization 1 - title"))
    people: list[PersonRecord] = []
    for line, cells in table.rows(most=tally.limits.contacts):

        def cell(at: int | None, cells: list[str] = cells) -> str:
            return cells[at] if at is not None else ""

        def several(kind: str, cells: list[str] = cells) -> tuple[str, ...]:
            return tuple(
                text
                for at in values[kind]
                for piece in cells[at].split(_SEVERAL)
                if (text := piece.strip())
            )

        named = [cells[place[name]] for name in parts if name in place]
        try:
            record = contact(
                Card(
                    line=line,
                    name=fields.name_of(cell(whole_at)) or fields.name_of(*named),
                    emails=several("e-mail"),
                    phones=several("phone"),
                    urls=several("website"),
                    company=fields.company_of(cell(company_at).split(_SEVERAL)[0]),
                    title=fields.title_of(cell(title_at).split(_SEVERAL)[0]),
                    note=fields.note_of(cell(note_at)),
                ),
                owner=owner,
                tally=tally,
            )
        except RowError as error:
            tally.reject(line, str(error), ",".join(cells))
            continue
        if record:
            people.append(record)
    return tally.parsed(
        Format.GOOGLE, people=tuple(people), evidence=contact_list(people, today=today)
    )
