"""Companies as one viewer sees them, from the graph.

A company without a visible job, buying role or author is nothing that anybody knows of: it is
what remains when the last job there was taken back, and no query shows it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from netgraph.domain.access import TEAM, Scope, Viewer
from netgraph.domain.ids import CompanyId, PersonId
from netgraph.domain.people import BuyingRole, Company
from netgraph.graph.database import Row, Statements

MOST_CANDIDATES = 500

DECIDING = (BuyingRole.DECISION_MAKER, BuyingRole.ECONOMIC_BUYER, BuyingRole.EXECUTIVE_SPONSOR)
"""Buying roles whose holders decide, whatever their title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedCompany:
    """A company with how many people there the viewer sees, and how many of today's decide."""

    company: Company
    people: int
    deciders: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountDecider:
    """Somebody who decides at an account: a company in which somebody plays a buying role."""

    person: PersonId
    company: CompanyId
    company_name: str


def account_deciders(
    on: Statements, viewer: Viewer, *, today: date, most: int
) -> tuple[AccountDecider, ...]:
    """Who decides at accounts today, as far as the viewer sees, in order of id."""
    rows = on.read(
        "deciders_at_accounts",
        roles=[role.value for role in DECIDING],
        scopes=list(viewer.scopes),
        today=today,
        most=most,
    )
    return tuple(
        AccountDecider(
            person=PersonId(row["person"]),
            company=CompanyId(row["company"]),
            company_name=row["name"],
        )
        for row in rows
    )


def companies(
    on: Statements, viewer: Viewer, ids: Iterable[CompanyId]
) -> Mapping[CompanyId, Company]:
    """Those of the companies whom the viewer sees, by id."""
    rows = on.read("companies_by_ids", ids=list(dict.fromkeys(ids)), scopes=list(viewer.scopes))
    return {CompanyId(row["id"]): company_from_row(row) for row in rows}


def named_like(on: Statements, viewer: Viewer, *, spelled: str, text: str) -> tuple[Company, ...]:
    """Candidates for a spelled name by a full-text query of `netgraph.graph.finding`."""
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


def companies_by_name(
    on: Statements, viewer: Viewer, *, today: date, skip: int, limit: int
) -> tuple[CountedCompany, ...]:
    """The companies whom the viewer sees, by name, from a place on."""
    scopes = list(viewer.scopes)
    rows = on.read("companies_in_order", scopes=scopes, today=today, skip=skip, limit=limit)
    return tuple(_counted(row) for row in rows)


def counted_companies(
    on: Statements, viewer: Viewer, *, today: date, only: Iterable[CompanyId] | None = None
) -> tuple[CountedCompany, ...]:
    """All companies whom the viewer sees, or those of `only`, by name."""
    ids = None if only is None else list(only)
    rows = on.read("companies_counted", scopes=list(viewer.scopes), today=today, ids=ids)
    return tuple(_counted(row) for row in rows)


def _counted(row: Row) -> CountedCompany:
    return CountedCompany(
        company=company_from_row(row), people=row["people"], deciders=row["deciders"]
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


def company_for(on: Statements, *, name: str, key: str, scope: Scope, new: CompanyId) -> CompanyId:
    """The company of that key for a fact of a scope: the team's, else one of the scope's own.

    One that is not there is made in that scope, under the id `new`.
    """
    seen = [TEAM] if scope == TEAM else [TEAM, scope]
    rows = on.read("company_by_key", key=key, scopes=seen)
    if rows:
        return CompanyId(rows[0]["id"])
    made = on.write("create_company", id=new, name=name, key=key, scope=scope)
    return CompanyId(made[0]["id"])


def keyed(on: Statements, *, key: str, scope: Scope) -> CompanyId | None:
    """The company of that key in exactly one scope, seen by the viewer or not."""
    rows = on.read("company_by_key", key=key, scopes=[scope])
    return CompanyId(rows[0]["id"]) if rows else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A job at a company: whose, as what, and whether it is held on the day asked about."""

    person: PersonId
    title: str
    level: str
    function: str
    current: bool
    started: date | None
    ended: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleThere:
    """A buying role that somebody plays at a company."""

    id: str
    person: PersonId
    role: BuyingRole
    scope: Scope


def posts(on: Statements, viewer: Viewer, company: CompanyId, *, today: date) -> tuple[Post, ...]:
    """The jobs at a company, those held now first."""
    rows = on.read("people_of_company", company=company, scopes=list(viewer.scopes), today=today)
    return tuple(
        Post(
            person=PersonId(row["id"]),
            title=row["title"] or "",
            level=row["level"] or "individual",
            function=row["function"] or "other",
            current=row["current"],
            started=row["started"],
            ended=row["ended"],
        )
        for row in rows
    )


def roles_there(on: Statements, viewer: Viewer, company: CompanyId) -> tuple[RoleThere, ...]:
    """Who plays which buying role at a company."""
    rows = on.read("buying_roles_of_company", company=company, scopes=list(viewer.scopes))
    return tuple(
        RoleThere(
            id=row["id"],
            person=PersonId(row["person"]),
            role=BuyingRole(row["role"]),
            scope=Scope(row["scope"]),
        )
        for row in rows
    )


def join(on: Statements, *, gone: CompanyId, kept: CompanyId) -> None:
    """Makes one company of two: every job and buying role at `gone`, of any scope, is at `kept`."""
    on.write("move_company_facts", gone=gone, kept=kept)
    on.write("delete_nodes", labels=["Company"], ids=[gone])


def forget(on: Statements, company: CompanyId) -> None:
    """Takes a company away from everybody who has no fact of their own there."""
    if on.read("facts_of_company", company=company):
        on.write("drop_assertions_of_company", company=company)
    else:
        on.write("delete_nodes", labels=["Company"], ids=[company])
