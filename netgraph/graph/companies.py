"""Companies as one viewer sees them, from the graph.

A company without a visible job, buying role or author is nothing that anybody knows of: it is
what remains when the last job there was taken back, and no query shows it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from netgraph.domain.access import Scope, Viewer
from netgraph.domain.ids import CompanyId
from netgraph.domain.people import Company
from netgraph.graph.database import Row, Statements

MOST_CANDIDATES = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedCompany:
    """A company with how many people there the viewer sees."""

    company: Company
    people: int


def companies(
    on: Statements, viewer: Viewer, ids: Iterable[CompanyId]
) -> Mapping[CompanyId, Company]:
    """Those of the companies whom the viewer sees, by id."""
    rows = on.read("companies_by_ids", ids=list(dict.fromkeys(ids)), scopes=list(viewer.scopes))
    return {CompanyId(row["id"]): company_from_row(row) for row in rows}


def named_like(on: Statements, viewer: Viewer, *, spelled: str, text: str) -> tuple[Company, ...]:
    """Candidates for a spelled name by a full-text query of `netgraph.graph.people`."""
    rows = on.read(
        "companies_by_name",
        text=text,
        key=spelled,
        scopes=list(viewer.scopes),
        limit=MOST_CANDIDATES,
    )
    return tuple(company_from_row(row) for row in rows)


def in_industry(on: Statements, viewer: Viewer, industry: str) -> tuple[Company, ...]:
    """The companies of an industry, in any case, by name."""
    rows = on.read(
        "companies_by_industry",
        industry=industry.strip().lower(),
        scopes=list(viewer.scopes),
        limit=MOST_CANDIDATES,
    )
    return tuple(company_from_row(row) for row in rows)


def all_companies(
    on: Statements, viewer: Viewer, *, skip: int, limit: int
) -> tuple[CountedCompany, ...]:
    """The companies whom the viewer sees, by name, from a place on."""
    rows = on.read("companies_in_order", scopes=list(viewer.scopes), skip=skip, limit=limit)
    return tuple(
        CountedCompany(company=company_from_row(row), people=row["people"]) for row in rows
    )


def company_from_row(row: Row) -> Company:
    """A company from a row with its properties."""
    return Company(
        id=CompanyId(row["id"]),
        name=row["name"],
        industry=row["industry"] or "",
        domain=row["domain"] or "",
        scope=Scope(row["scope"]),
    )
