"""Favors seen from above: between groups at a level, or between the viewer and each person.

Everything comes from favors that the viewer may see. Between groups what each gave is told only
where several people on both sides had a part; person by person only between the viewer and each
(laws 3 and 8). A period ends at most two years back and is set beside the one before it.
"""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from netgraph.domain.access import Viewer
from netgraph.domain.favors import WEIGHT, Favor
from netgraph.domain.flows import Exchange, across, exchanges, reciprocity
from netgraph.domain.ids import PersonId
from netgraph.domain.people import Person
from netgraph.graph.database import Database
from netgraph.graph.people import person_from_row
from netgraph.imports.csvs import harmless_cell
from netgraph.services.accounts import Accounts
from netgraph.services.policies import Policies
from netgraph.services.ties import Ties

MONTH_DAYS = 30.4375
MOST_MONTHS_BACK = 24
SPANS = (3, 6, 12, 24)
"""Months that a period may have."""

MOST_EXCHANGES = 200
_BUSY_INTRODUCTIONS = 3
_NOBODYS = "Company not known"


class Of(StrEnum):
    """The level at which favors are told."""

    PERSON = "person"
    TEAM = "team"
    COMPANY = "company"
    FUNCTION = "function"
    SENIORITY = "seniority"


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowsAsked:
    """Which favors are wanted: the level, how many months, and how many months ago they end."""

    of: Of = Of.COMPANY
    months: int = 12
    ago: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class WithPerson:
    """What the viewer and one person did for each other in the period, in coffees, not faded."""

    person: Person
    gave: float
    got: float
    favors: int
    before: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Flows:
    """The picture of a period: exchanges between groups, or of the viewer with each person.

    `favors` counts what the viewer sees in the period, `before` in the one before; `index` is the
    reciprocity of the whole network in the two.
    """

    asked: FlowsAsked
    since: date
    until: date
    exchanges: tuple[Exchange, ...]
    people: tuple[WithPerson, ...]
    favors: int
    before: int
    index: float | None
    index_before: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedOften:
    """Somebody who made introductions for users of late, and how many they want to make."""

    person: Person
    made: int
    cap: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """What the team sees of itself: favors across functions, where gifts went, who rests."""

    functions: tuple[tuple[str, str, int], ...]
    gifts: tuple[tuple[str, int], ...]
    often: tuple[AskedOften, ...]


class FavorFlows:
    """Tells favors at a level and over a period, for one viewer."""

    def __init__(
        self,
        database: Database,
        *,
        accounts: Accounts,
        policies: Policies,
        ties: Ties,
        now: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._accounts = accounts
        self._policies = policies
        self._ties = ties
        self._now = now

    def flows(self, viewer: Viewer, asked: FlowsAsked) -> Flows:
        """What was given between groups, or with each person, in the period asked for."""
        today = self._now().date()
        until = today - timedelta(days=round(min(asked.ago, MOST_MONTHS_BACK) * MONTH_DAYS))
        since = until - timedelta(days=round(asked.months * MONTH_DAYS))
        earlier = since - (until - since)
        network = self._ties.network(viewer, as_of=today)
        people = self._everybody(viewer, today)
        favors = network.favors
        groups = _groups(people, asked.of)
        person_by_person = asked.of is Of.PERSON
        return Flows(
            asked=asked,
            since=since,
            until=until,
            exchanges=()
            if person_by_person
            else exchanges(favors, group_of=groups.get, since=since, until=until)[:MOST_EXCHANGES],
            people=_with_each(favors, viewer, people, since=since, until=until)
            if person_by_person
            else (),
            favors=sum(since < favor.day <= until for favor in favors),
            before=sum(earlier < favor.day <= since for favor in favors),
            index=reciprocity(favors, since=since, until=until),
            index_before=reciprocity(favors, since=earlier, until=since),
        )

    def team(self, viewer: Viewer, flows: Flows) -> Team:
        """What the team sees of itself in the period of `flows`."""
        today = self._now().date()
        network = self._ties.network(viewer, as_of=today)
        people = self._everybody(viewer, today)
        functions = _groups(people, Of.FUNCTION)
        found = across(network.favors, group_of=functions.get, since=flows.since, until=flows.until)
        gifts: dict[str, int] = {}
        scopes = list(viewer.scopes)
        for row in self._database.read("warmth_in_scopes", scopes=scopes, people=scopes):
            if row["label"] == "Gift" and flows.since < row["day"] <= flows.until:
                card = people.get(row["receiver"])
                where = card.company_name if card and card.company_name else _NOBODYS
                gifts[where] = gifts.get(where, 0) + 1
        return Team(
            functions=tuple(
                (giver, receiver, count)
                for (giver, receiver), count in sorted(
                    found.items(), key=lambda item: (-item[1], item[0])
                )
                if giver != receiver
            ),
            gifts=tuple(sorted(gifts.items(), key=lambda item: (-item[1], item[0]))),
            often=self.asked_often(viewer, people),
        )

    def asked_often(
        self, viewer: Viewer, people: Mapping[PersonId, Person]
    ) -> tuple[AskedOften, ...]:
        """Connectors close to burn-out: at their own cap, or with three asks in a quarter."""
        asked = self._policies.asked(viewer, people)
        busy = [person for person, count in asked.items() if count]
        rules = self._policies.of(viewer, busy)
        found = [
            AskedOften(person=people[person], made=asked[person], cap=rules[person].cap)
            for person in busy
            if asked[person] >= (rules[person].cap or _BUSY_INTRODUCTIONS)
        ]
        return tuple(sorted(found, key=lambda one: (one.person.name, one.person.id)))

    def _everybody(self, viewer: Viewer, today: date) -> Mapping[PersonId, Person]:
        rows = self._database.read("map_people", scopes=list(viewer.scopes), today=today)
        return {person.id: person for person in map(person_from_row, rows)}


def flows_csv(flows: Flows) -> str:
    """The same as a table for a spreadsheet, in which no text works as a formula."""
    text = io.StringIO()
    out = csv.writer(text)
    out.writerow(("from", "to", "since", "until", "gave", "got", "favors", "before"))
    rows: list[tuple[str, str, float | None, float | None, int, int]] = [
        *((e.one, e.other, e.gave, e.got, e.favors, e.before) for e in flows.exchanges),
        *(("you", w.person.name, w.gave, w.got, w.favors, w.before) for w in flows.people),
    ]
    for one, other, gave, got, favors, before in rows:
        out.writerow(
            harmless_cell(cell)
            for cell in (
                one,
                other,
                flows.since.isoformat(),
                flows.until.isoformat(),
                "" if gave is None else f"{gave:g}",
                "" if got is None else f"{got:g}",
                str(favors),
                str(before),
            )
        )
    return text.getvalue()


def _groups(people: Mapping[PersonId, Person], of: Of) -> Mapping[PersonId, str]:
    """The group of each person at a level; people without one are missing."""

    def group(person: Person) -> str:
        match of:
            case Of.COMPANY:
                return person.company_name
            case Of.TEAM:
                function = _word(person.function)
                return f"{person.company_name}, {function}" if person.company_name else ""
            case Of.FUNCTION:
                return _word(person.function)
            case Of.SENIORITY:
                return _LEVELS.get(person.level, _word(person.level))
            case Of.PERSON:
                return person.id

    return {id_: name for id_, person in people.items() if (name := group(person))}


def _word(name: str) -> str:
    return "IT" if name == "it" else "HR" if name == "hr" else name.replace("_", " ").capitalize()


def _with_each(
    favors: Sequence[Favor],
    viewer: Viewer,
    people: Mapping[PersonId, Person],
    *,
    since: date,
    until: date,
) -> tuple[WithPerson, ...]:
    earlier = since - (until - since)
    amounts: dict[PersonId, list[float]] = {}
    counts: dict[PersonId, list[int]] = {}
    for favor in favors:
        if viewer.person not in {favor.giver, favor.receiver}:
            continue
        mine = favor.giver == viewer.person
        other = favor.receiver if mine else favor.giver
        count = counts.setdefault(other, [0, 0])
        amount = amounts.setdefault(other, [0.0, 0.0])
        if since < favor.day <= until:
            amount[not mine] += WEIGHT[favor.size]
            count[0] += 1
        elif earlier < favor.day <= since:
            count[1] += 1
    found = [
        WithPerson(
            person=people[other],
            gave=amounts[other][0],
            got=amounts[other][1],
            favors=now,
            before=before,
        )
        for other, (now, before) in counts.items()
        if other in people and (now or before)
    ]
    return tuple(sorted(found, key=lambda one: (one.person.name, one.person.id)))


_LEVELS = {"c_level": "C-level", "vp": "VP", "individual": "Individual"}
