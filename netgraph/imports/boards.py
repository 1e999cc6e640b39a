"""Tables of who sat where and when: `year,director,company` or `person,company,from,to,role`.

A `Mapping` says what the columns mean, and which of them make a person the same *within that
file*, as names alone prove nothing elsewhere. Seats in consecutive years are one period. Two
people on one board at one time have `same_board` evidence for that period, of weight 1/(n-1)
for a board of n, as the mean over its years; boards of more than sixty prove nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from netgraph.domain.evidence import Kind
from netgraph.domain.names import company_key, plain
from netgraph.errors import InvalidInput
from netgraph.imports import fields
from netgraph.imports.csvs import Table, column_name
from netgraph.imports.fields import DateReader
from netgraph.imports.keys import local_key
from netgraph.imports.records import (
    EmploymentRecord,
    EvidenceRecord,
    Format,
    Key,
    Parsed,
    PersonRecord,
    RowError,
    Tally,
)

SEAT = "Board member"
"""The title of who sits on a board, where the table gives no role."""

_DATE_SAMPLE = 1000
_SUGGESTIONS = {
    "person": ("person", "director", "name", "full name", "member", "executive", "board member"),
    "company": (
        "company",
        "organisation",
        "organization",
        "board",
        "firm",
        "employer",
        "company name",
    ),
    "year": ("year",),
    "start": ("from", "start", "start date", "since", "appointed", "started on", "began"),
    "end": ("to", "end", "end date", "until", "resigned", "finished on", "left"),
    "role": ("role", "title", "position", "function", "job title"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """What the columns of a table of seats mean, by their names (case does not matter).

    Either `year` (one row a year) or `start` with or without `end` (an empty end means: still
    there). A seat without a role is called `SEAT`. Rows with equal values in all columns of
    `same_person` are one person within the file; by default the person's name alone. `source`
    names where the table comes from: tables given the same source share their people, one
    without shares them with itself only.
    """

    person: str
    company: str
    start: str = ""
    end: str = ""
    year: str = ""
    role: str = ""
    same_person: tuple[str, ...] = ()
    source: str = ""

    def __post_init__(self) -> None:
        if not self.person or not self.company:
            raise InvalidInput(
                "A table of seats needs a person and a company.", hint="Name both columns."
            )
        if bool(self.year) == bool(self.start):
            raise InvalidInput(
                "A seat has either a year or a start.", hint="Name one of the two columns."
            )
        if self.end and not self.start:
            raise InvalidInput(
                "A seat that ends has a start.", hint="Name the column of the start."
            )

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that the table must have."""
        named = (self.person, self.company, self.start, self.end, self.year, self.role)
        return tuple(dict.fromkeys(name for name in (*named, *self.same_person) if name))


def is_header(names: Iterable[str], mapping: Mapping) -> bool:
    """Whether a table with these column names has all that the mapping names."""
    return {column_name(name) for name in mapping.columns} <= set(names)


def suggested(columns: Sequence[str]) -> Mapping | None:
    """A mapping for usual column names, for the user to confirm; None when there is none."""
    given = {column_name(column): column.strip() for column in columns}
    found = {
        what: next((given[name] for name in names if name in given), "")
        for what, names in _SUGGESTIONS.items()
    }
    if not found["person"] or not found["company"] or not (found["year"] or found["start"]):
        return None
    by_year = bool(found["year"])
    return Mapping(
        person=found["person"],
        company=found["company"],
        year=found["year"],
        start="" if by_year else found["start"],
        end="" if by_year else found["end"],
        role=found["role"],
        same_person=(found["person"],),
    )


@dataclass(frozen=True, slots=True)
class _Seat:
    person: Key
    company: str  # its key
    role: str
    start: date
    end: date | None
    line: int


def read(table: Table, *, mapping: Mapping, today: date, tally: Tally) -> Parsed:
    """The people of the table with their seats as employments, and who sat with whom."""
    place = {what: table.places[column_name(what)] for what in mapping.columns}
    same = mapping.same_person or (mapping.person,)
    starts = DateReader(
        table.ahead(column_name(mapping.year or mapping.start), _DATE_SAMPLE), coarse=True
    )
    ends = (
        DateReader(table.ahead(column_name(mapping.end), _DATE_SAMPLE), coarse=True)
        if mapping.end
        else starts
    )
    names: dict[Key, Counter[str]] = defaultdict(Counter)
    companies: dict[str, Counter[str]] = defaultdict(Counter)
    lines: dict[Key, int] = {}
    seats: list[_Seat] = []
    rows = list(table.rows(most=tally.limits.contacts))
    source = f"source:{column_name(mapping.source)}" if mapping.source else _digest(rows)
    for line, cells in rows:
        try:
            name = fields.name_of(cells[place[mapping.person]])
            company = fields.company_of(cells[place[mapping.company]])
            _require(bool(name), "The row has no person.")
            _require(bool(company), "The row has no company.")
            role = (fields.title_of(cells[place[mapping.role]]) if mapping.role else "") or SEAT
            began = cells[place[mapping.year or mapping.start]]
            start = starts.day(began, today=today)
            end: date | None
            if mapping.year:
                end = starts.day(began, today=today, end=True)
            else:
                given = cells[place[mapping.end]].strip() if mapping.end else ""
                end = ends.day(given, today=today, end=True) if given else None
            _require(
                end is None or start <= end, f"The seat ends ({end}) before it begins ({start})."
            )
        except RowError as error:
            tally.reject(line, str(error), ",".join(cells))
            continue
        person = local_key(
            "boards", source, *(plain(cells[place[column]]).casefold() for column in same)
        )
        at = company_key(company) or company
        names[person][name] += 1
        companies[at][company] += 1
        lines.setdefault(person, line)
        seats.append(_Seat(person, at, role, start, end, line))
    shown = {at: _usual(spellings) for at, spellings in companies.items()}
    jobs = _periods(seats, by_role=True)
    people = tuple(
        PersonRecord(
            line=lines[person],
            name=_usual(spellings),
            keys=(person,),
            employments=tuple(
                EmploymentRecord(company=shown[at], title=role, start=start, end=end)
                for at, role, start, end in sorted(
                    jobs[person], key=lambda job: (job[2], job[3] or date.max, job[0], job[1])
                )
            ),
        )
        for person, spellings in names.items()
    )
    numbers = {person: number for number, person in enumerate(names)}
    evidence = _together(seats, numbers=numbers, shown=shown, today=today, tally=tally)
    return tally.parsed(Format.BOARDS, people=people, evidence=evidence)


def _digest(rows: Iterable[tuple[int, list[str]]]) -> str:
    """What stands for a table without a source: its rows, in whatever order."""
    joined = sorted("\x1f".join(cells) for _, cells in rows)
    return local_key("table", *joined).value


def _require(holds: bool, reason: str) -> None:  # noqa: FBT001 - the condition itself
    if not holds:
        raise RowError(reason)


def _usual(spellings: Counter[str]) -> str:
    return min(spellings, key=lambda name: (-spellings[name], -len(name), name))


_Period = tuple[str, str, date, date | None]  # company, role, start, end


def _periods(seats: Iterable[_Seat], *, by_role: bool) -> dict[Key, list[_Period]]:
    """Each person's seats, joined where one begins at the latest the day after another ends."""
    spans: dict[tuple[Key, str, str], list[tuple[date, date]]] = defaultdict(list)
    for seat in seats:
        role = seat.role if by_role else ""
        spans[seat.person, seat.company, role].append((seat.start, seat.end or date.max))
    periods: dict[Key, list[_Period]] = defaultdict(list)
    for (person, company, role), given in spans.items():
        joined: list[tuple[date, date]] = []
        for start, end in sorted(given):
            if joined and (joined[-1][1] == date.max or start <= joined[-1][1] + timedelta(days=1)):
                joined[-1] = (joined[-1][0], max(joined[-1][1], end))
            else:
                joined.append((start, end))
        periods[person].extend(
            (company, role, start, None if end == date.max else end) for start, end in joined
        )
    return periods


def _together(
    seats: Iterable[_Seat],
    *,
    numbers: dict[Key, int],
    shown: dict[str, str],
    today: date,
    tally: Tally,
) -> tuple[EvidenceRecord, ...]:
    """Who sat with whom: one record for each pair, board and uninterrupted period."""
    boards: dict[str, list[tuple[int, date, date | None]]] = defaultdict(list)
    for person, periods in _periods(seats, by_role=False).items():
        for company, _, start, end in periods:
            boards[company].append((numbers[person], start, end))
    most = tally.limits.board
    found: list[EvidenceRecord] = []
    for company, terms in sorted(boards.items()):
        members: dict[int, set[int]] = defaultdict(set)
        for number, start, end in terms:
            for year in range(start.year, (end or max(today, start)).year + 1):
                members[year].add(number)
        sizes = {year: len(people) for year, people in members.items()}
        if max(sizes.values()) > most:
            tally.leave_out(f"a board of more than {most} people in one year")
            continue
        for (one, start, end), (two, begin, stop) in combinations(sorted(terms, key=_order), 2):
            since, until = max(start, begin), min(end or date.max, stop or date.max)
            if one == two or since > until:
                continue
            years = range(since.year, min(until, max(today, since)).year + 1)
            found.append(
                EvidenceRecord(
                    actor=min(one, two),
                    other=max(one, two),
                    kind=Kind.SAME_BOARD,
                    since=since,
                    until=None if until == date.max else until,
                    weight=round(
                        sum(1 / max(sizes[year] - 1, 1) for year in years) / len(years), 6
                    ),
                    about=shown[company],
                )
            )
    return tuple(found)


def _order(term: tuple[int, date, date | None]) -> tuple[int, date, date]:
    return term[0], term[1], term[2] or date.max
