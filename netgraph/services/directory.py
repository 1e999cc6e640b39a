"""The list of people as a viewer reads it: searched, filtered, sorted, page by page.

What the graph sorts (name, title, company, seniority) comes from it in order; strength and
last contact are the viewer's own and are known to the ties in memory, so people with a tie are
sorted here and all others follow by name. Whatever the viewer does not see is filtered before
anything is counted, ordered or cut into pages.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from netgraph.domain.access import Viewer
from netgraph.domain.ids import CompanyId, PersonId
from netgraph.domain.people import Person
from netgraph.domain.strength import Strength
from netgraph.graph.database import Database
from netgraph.graph.finding import MOST_CANDIDATES
from netgraph.services.network import Network
from netgraph.services.people import People
from netgraph.services.ties import Ties

PAGE = 50
"""People on one page of the list."""


class Sort(StrEnum):
    """What the list is sorted by; strength and last contact begin with the highest."""

    NAME = "name"
    TITLE = "title"
    COMPANY = "company"
    LEVEL = "level"
    STRENGTH = "strength"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which people are listed, and in which order; `None` and empty mean any.

    `text` is a name, a company or a role; without a `sort` its matches come likest first.
    `mine` leaves those whom the viewer keeps privately, or has private facts about.
    """

    text: str = ""
    company: CompanyId | None = None
    level: str = ""
    function: str = ""
    decides: bool | None = None
    mine: bool = False
    sort: Sort | None = None
    down: bool = False

    @property
    def everybody(self) -> bool:
        """Whether nobody is left out, and the order is by name or by tie."""
        whole = replace(self, sort=None, down=False) == Wanted()
        return whole and (
            self.sort in _BY_TIE or (self.sort in {None, Sort.NAME} and not self.down)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A person in the list; `tie` is the strength of the viewer's tie with them, if any."""

    person: Person
    tie: Strength | None

    @property
    def last_contact(self) -> date | None:
        """The last day on which something was exchanged, as far as known."""
        return self.tie.last_contact if self.tie else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One page of the list, and how many people there are in all; `capped` if there may be more."""

    lines: tuple[Line, ...]
    total: int
    capped: bool = False


class Directory:
    """Lists people for a viewer."""

    def __init__(
        self, database: Database, *, people: People, ties: Ties, now: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._people = people
        self._ties = ties
        self._now = now

    def page(
        self, viewer: Viewer, wanted: Wanted, *, skip: int = 0, limit: int | None = PAGE
    ) -> Listed:
        """The people wanted from a place on; all of them with `limit` `None`."""
        network = self._ties.network(viewer, as_of=self._now().date())
        if wanted.everybody and limit is not None:
            ids = self._everybody(viewer, wanted, network, skip=skip, limit=limit)
            scopes = list(viewer.scopes)
            total = int(self._database.read("people_count", scopes=scopes)[0]["people"])
        else:
            everybody = self._ids(viewer, wanted, network)
            total = len(everybody)
            ids = everybody[skip:] if limit is None else everybody[skip : skip + limit]
        seen = self._people.many(viewer, ids)
        return Listed(
            lines=tuple(
                Line(
                    person=seen[person],
                    tie=network.strength(of=viewer.person, towards=person),
                )
                for person in ids
                if person in seen
            ),
            total=total,
            capped=bool(wanted.text.strip()) and total >= MOST_CANDIDATES,
        )

    def _everybody(
        self, viewer: Viewer, wanted: Wanted, network: Network, *, skip: int, limit: int
    ) -> list[PersonId]:
        """A page of everybody: those with a tie first where that is asked for, the others by name.

        The graph goes through its index of names as far as the page reaches, and through nobody
        else.
        """
        first: list[PersonId] = []
        if wanted.sort in _BY_TIE:
            near = self._ids(viewer, wanted, network, only=list(network.near(viewer.person)))
            first = [person for person in near if _tie_value(person, viewer, network, wanted)]
        found = first[skip : skip + limit]
        scopes, place = list(viewer.scopes), max(0, skip - len(first))
        if len(found) < limit:
            rows = self._database.read(
                "people_in_order", scopes=scopes, but=first, skip=place, limit=limit - len(found)
            )
            found += [PersonId(row["id"]) for row in rows]
        if len(found) < limit:
            named = self._database.read("people_with_name_count", scopes=scopes, but=first)
            rows = self._database.read(
                "people_without_name",
                scopes=scopes,
                but=first,
                skip=max(0, place - int(named[0]["people"])),
                limit=limit - len(found),
            )
            found += [PersonId(row["id"]) for row in rows]
        return found

    def _ids(
        self,
        viewer: Viewer,
        wanted: Wanted,
        network: Network,
        *,
        only: list[PersonId] | None = None,
    ) -> list[PersonId]:
        matches = self._people.search(viewer, wanted.text) if wanted.text.strip() else only
        rows = self._database.read(
            "people_filtered",
            scopes=list(viewer.scopes),
            today=self._now().date(),
            ids=None if matches is None else list(matches),
            mine=wanted.mine,
            private=viewer.private,
            company=wanted.company or "",
            level=wanted.level,
            function=wanted.function,
            decides={None: "", True: "yes", False: "no"}[wanted.decides],
            sort=(wanted.sort or Sort.NAME).value,
            down=wanted.down and wanted.sort not in _BY_TIE,
        )
        ids = [PersonId(row["id"]) for row in rows]
        if wanted.sort is None and matches is not None:
            place = {person: n for n, person in enumerate(matches)}
            return sorted(ids, key=lambda person: place[person])
        if wanted.sort in _BY_TIE:
            return _by_tie(ids, viewer, network, wanted)
        return ids


_BY_TIE = (Sort.STRENGTH, Sort.CONTACT)


def _by_tie(
    ids: list[PersonId], viewer: Viewer, network: Network, wanted: Wanted
) -> list[PersonId]:
    near = network.near(viewer.person)
    values = {
        person: value
        for person in ids
        if person in near and (value := _tie_value(person, viewer, network, wanted))
    }
    sign = 1 if wanted.down else -1
    known = sorted(values, key=lambda person: sign * values[person])
    return [*known, *(person for person in ids if person not in values)]


def _tie_value(person: PersonId, viewer: Viewer, network: Network, wanted: Wanted) -> float:
    """What a person is sorted by: the probability, or the day of the last contact; 0 for none."""
    tie = network.strength(of=viewer.person, towards=person)
    if tie is None:
        return 0.0
    if wanted.sort is Sort.STRENGTH:
        return tie.probability
    return float(tie.last_contact.toordinal()) if tie.last_contact else 0.0
