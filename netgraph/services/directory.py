"""The list of people as a viewer reads it: searched, filtered, sorted, page by page.

What the graph sorts (name, title, company, seniority) comes from it in order; strength and
last contact are the viewer's own and are known to the ties in memory, so people with a tie are
sorted here and all others follow by name. Whatever the viewer does not see is filtered before
anything is counted, ordered or cut into pages.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from netgraph.domain.access import Viewer
from netgraph.domain.ids import CompanyId, PersonId
from netgraph.domain.people import Person
from netgraph.domain.strength import Strength
from netgraph.graph.database import Database
from netgraph.graph.finding import MOST_CANDIDATES
from netgraph.services.people import People
from netgraph.services.ties import Network, Ties

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
    def plain(self) -> bool:
        """Whether everybody is listed by name."""
        return self == Wanted() or self == Wanted(sort=Sort.NAME)


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
        if wanted.plain and limit is not None:
            scopes = list(viewer.scopes)
            total = int(self._database.read("people_count", scopes=scopes)[0]["people"])
            rows = self._database.read("people_in_order", scopes=scopes, skip=skip, limit=limit)
            ids = [PersonId(row["id"]) for row in rows]
        elif (tied := self._tied(viewer, wanted, network, skip=skip, limit=limit)) is not None:
            ids = tied
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

    def _tied(
        self, viewer: Viewer, wanted: Wanted, network: Network, *, skip: int, limit: int | None
    ) -> list[PersonId] | None:
        """A page of everybody by tie on which all have one, without looking at anybody else."""
        if limit is None or wanted not in _BY_TIE:
            return None
        near = list(network.near(viewer.person))
        if skip + limit > len(near):
            return None
        ids = self._ids(viewer, wanted, network, only=near)
        return ids[skip : skip + limit]

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
            down=wanted.down and wanted.sort not in {Sort.STRENGTH, Sort.CONTACT},
        )
        ids = [PersonId(row["id"]) for row in rows]
        if wanted.sort is None and matches is not None:
            place = {person: n for n, person in enumerate(matches)}
            return sorted(ids, key=lambda person: place[person])
        if wanted.sort in {Sort.STRENGTH, Sort.CONTACT}:
            return _by_tie(ids, viewer, network, wanted)
        return ids


_BY_TIE = (Wanted(sort=Sort.STRENGTH),)


def _by_tie(
    ids: list[PersonId], viewer: Viewer, network: Network, wanted: Wanted
) -> list[PersonId]:
    values: dict[PersonId, float] = {}
    near = network.near(viewer.person)
    for person in (one for one in ids if one in near):
        if wanted.sort is Sort.STRENGTH:
            values[person] = near[person]
        elif (tie := network.strength(of=viewer.person, towards=person)) and tie.last_contact:
            values[person] = float(tie.last_contact.toordinal())
    sign = 1 if wanted.down else -1
    known = sorted(values, key=lambda person: sign * values[person])
    return [*known, *(person for person in ids if person not in values)]
