"""Companies: found by name or industry, shown with whom we know there, written by hand."""

from collections.abc import Iterable, Mapping

from netgraph.domain.access import Viewer
from netgraph.domain.finding import begins, likeness, nearly, spelled_company
from netgraph.domain.ids import CompanyId
from netgraph.domain.people import Company
from netgraph.errors import NotFound
from netgraph.graph import companies as graph
from netgraph.graph.companies import CountedCompany
from netgraph.graph.database import Database
from netgraph.graph.people import beginnings, mistyped, nearby

CLOSE = 60.0
"""Names less alike than this, of 100, are not offered as nearest."""


class Companies:
    """The companies of this graph as each viewer sees them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, viewer: Viewer, text: str) -> tuple[Company, ...]:
        """The companies that a name means; none when nothing is like it.

        These are those of that very name, else those whose names begin so, else those with a
        typing mistake. Names are compared without legal forms. More than one means that the
        name is not clear, or that a private company has the name of one of the team's.
        """
        asked = spelled_company(text)
        if not asked:
            return ()
        near = self._candidates(viewer, asked, beginnings(asked))
        equal = tuple(company for company in near if spelled_company(company.name) == asked)
        if equal:
            return equal
        begun = tuple(company for company in near if begins(asked, spelled_company(company.name)))
        if begun:
            return begun
        return tuple(
            company
            for company in self._candidates(viewer, asked, mistyped(asked))
            if nearly(asked, spelled_company(company.name))
        )

    def suggest(self, viewer: Viewer, text: str, *, limit: int = 8) -> tuple[Company, ...]:
        """The likeliest companies while a name is being typed."""
        asked = spelled_company(text)
        if not asked:
            return ()
        near = self._candidates(viewer, asked, beginnings(asked))
        found = [company for company in near if begins(asked, spelled_company(company.name))]
        if not found:
            found = [
                company
                for company in self._candidates(viewer, asked, mistyped(asked))
                if nearly(asked, spelled_company(company.name))
            ]
        return tuple(found[:limit])

    def nearest(self, viewer: Viewer, text: str, *, limit: int = 5) -> tuple[Company, ...]:
        """The companies with the likest names, likest first."""
        asked = spelled_company(text)
        if not asked:
            return ()
        return tuple(
            company
            for company in self._candidates(viewer, asked, nearby(asked))
            if likeness(asked, spelled_company(company.name)) >= CLOSE
        )[:limit]

    def in_industry(self, viewer: Viewer, industry: str) -> tuple[Company, ...]:
        """The companies of an industry by name."""
        return graph.in_industry(self._database, viewer, industry)

    def get(self, viewer: Viewer, company: CompanyId) -> Company:
        """One company; raises `NotFound`."""
        found = self.many(viewer, (company,)).get(company)
        if found is None:
            raise NotFound("There is no such company.", hint="Search for it by name.")
        return found

    def many(self, viewer: Viewer, ids: Iterable[CompanyId]) -> Mapping[CompanyId, Company]:
        """Those of the companies whom the viewer sees, by id, in one query."""
        return graph.companies(self._database, viewer, ids)

    def all(self, viewer: Viewer, *, skip: int = 0, limit: int = 50) -> tuple[CountedCompany, ...]:
        """The companies by name, from a place on, with how many people of theirs are known."""
        return graph.all_companies(self._database, viewer, skip=skip, limit=limit)

    def _candidates(self, viewer: Viewer, asked: str, text: str) -> list[Company]:
        """Companies by a full-text query, likest first, the team's before private ones."""
        found = graph.named_like(self._database, viewer, spelled=asked, text=text)
        return sorted(
            found,
            key=lambda one: (
                -likeness(asked, spelled_company(one.name)),
                one.name,
                one.scope == viewer.private,
                one.id,
            ),
        )
