"""LinkedIn's `Connections.csv`: a star of contacts around its owner, with the day of connecting.

All header eras are read by column name: without `URL` (before 2023), without the preamble
(before 2021), by itself or inside the export's zip. Members who hid themselves (a row with only
a date) are counted. The company is today's, not that of the day of connecting. Rows without
URL and address are recognised in a later export by name and day, which do not change.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from netgraph.domain.names import name_key
from netgraph.imports import fields
from netgraph.imports.contacts import OWN_CARD, contact_list
from netgraph.imports.csvs import Table
from netgraph.imports.fields import DateReader
from netgraph.imports.keys import email_key, linkedin_key, local_key
from netgraph.imports.records import (
    Format,
    Key,
    Owner,
    Parsed,
    PersonRecord,
    RowError,
    Tally,
)

REQUIRED = frozenset({"first name", "last name", "connected on"})
HIDDEN = "a LinkedIn member who hides their profile"
NOBODY = "a row that names nobody"


def is_header(names: Iterable[str]) -> bool:
    """Whether these column names are those of a Connections.csv."""
    return set(names) >= REQUIRED


def is_connections(file_name: str) -> bool:
    """Whether a file of an export's zip is the list of connections."""
    return file_name.lower().replace(" ", "").replace("_", "") == "connections.csv"


def read(table: Table, *, owner: Owner, today: date, tally: Tally) -> Parsed:
    """The people of a Connections.csv, each known to the owner since the day of connecting."""
    place = table.places.get
    first, last, day_at = (
        table.places[name] for name in ("first name", "last name", "connected on")
    )
    url_at, email_at = place("url"), place("email address")
    company_at, title_at = place("company"), place("position")
    rows = list(table.rows(most=tally.limits.contacts))
    dates = DateReader(cells[day_at] for _, cells in rows if cells[day_at].strip())
    people: list[PersonRecord] = []
    for line, cells in rows:
        url = cells[url_at].strip() if url_at is not None else ""
        email = cells[email_at].strip() if email_at is not None else ""
        try:
            name = fields.name_of(cells[first], cells[last])
            if not (name or url or email):
                tally.leave_out(HIDDEN if cells[day_at].strip() else NOBODY)
                continue
            record = _person(
                line=line,
                name=name,
                url=url,
                email=email,
                title=fields.title_of(cells[title_at]) if title_at is not None else "",
                company=fields.company_of(cells[company_at]) if company_at is not None else "",
                since=dates.day(cells[day_at], today=today) if cells[day_at].strip() else None,
                owner=owner,
            )
        except RowError as error:
            tally.reject(line, str(error), ",".join(cells))
            continue
        if set(record.emails) & set(owner.emails):
            tally.leave_out(OWN_CARD)
            continue
        people.append(record)
    people = _told_apart(people)
    return tally.parsed(
        Format.LINKEDIN, people=tuple(people), evidence=contact_list(people, today=today)
    )


def _told_apart(people: list[PersonRecord]) -> list[PersonRecord]:
    """The people, those of one name and day but of different jobs with local keys of their own."""
    jobs: dict[Key, set[tuple[str, str]]] = defaultdict(set)
    for person in people:
        jobs[person.keys[-1]].add((person.company, person.title))
    return [
        person
        if len(jobs[own := person.keys[-1]]) == 1
        else replace(
            person,
            keys=(
                *person.keys[:-1],
                local_key("linkedin", own.value, person.company, person.title),
            ),
        )
        for person in people
    ]


def _person(
    *,
    line: int,
    name: str,
    url: str,
    email: str,
    title: str,
    company: str,
    since: date | None,
    owner: Owner,
) -> PersonRecord:
    keys: list[Key] = []
    if url:
        slug = linkedin_key(url)
        if slug is None:
            raise RowError(f"“{url[:80]}” is not the address of a LinkedIn profile.")
        keys.append(slug)
    if email:
        address = email_key(email)
        if address is None:
            raise RowError(f"“{email[:80]}” is not an e-mail address.")
        keys.append(address)
    shown = name or keys[0].value
    keys.append(
        local_key("linkedin", owner.mark, name_key(shown) or shown, since.isoformat())
        if since
        else local_key("linkedin", owner.mark, shown, company, title, url, email)
    )
    return PersonRecord(
        line=line,
        name=shown,
        keys=tuple(keys),
        title=title,
        company=company,
        emails=tuple(key.value for key in keys if key.kind == "email"),
        urls=(f"https://www.linkedin.com/in/{keys[0].value}",) if url else (),
        since=since,
    )
