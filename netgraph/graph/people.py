"""People and what is known about them, as one viewer sees it; two people made one, and one gone.

Every reading query takes the viewer's scopes and shows nothing beside them. What joins or
removes people (`join`, `absorb`, `remove`, `demote`) works on the facts of every scope, as no
user's private facts may be lost by what another does; each of these belongs in a transaction
of `netgraph.graph.history`, with what `around` names as touched.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from netgraph.domain.access import TEAM, Scope, Viewer
from netgraph.domain.ids import BatchId, CompanyId, PersonId, UserId
from netgraph.domain.people import (
    BuyingRole,
    Channel,
    ContactPoint,
    Employment,
    Person,
    Provenance,
)
from netgraph.graph.database import Row, Statements
from netgraph.graph.images import Touched


def people(
    on: Statements, viewer: Viewer, ids: Iterable[PersonId], *, today: date
) -> Mapping[PersonId, Person]:
    """Those of the people whom the viewer sees, by id, in one query."""
    asked = list(dict.fromkeys(ids))
    if not asked:
        return {}
    rows = on.read("people_by_ids", ids=asked, scopes=list(viewer.scopes), today=today)
    return {PersonId(row["id"]): person_from_row(row) for row in rows}


def person_from_row(row: Row) -> Person:
    """A person from a row with `id`, `name`, `scope`, `decides_by_hand` and a map `job`."""
    job = row["job"] or {}
    by_hand = row["decides_by_hand"]
    return Person(
        id=PersonId(row["id"]),
        name=row["name"],
        title=job.get("title") or "",
        company=CompanyId(job["company"]) if job.get("company") else None,
        company_name=job.get("company_name") or "",
        level=job.get("level") or "individual",
        function=job.get("function") or "other",
        decides=bool(job.get("decides")) if by_hand is None else bool(by_hand),
        scope=Scope(row["scope"]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who says so: `who` by name, in a file (`batch` and `line`) or by hand."""

    provenance: Provenance
    who: str
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldContactPoint:
    """A way to reach a person, with who says so."""

    id: str
    point: ContactPoint
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldJob:
    """A job of a person, with who says so."""

    id: str
    job: Employment
    decides: bool
    scope: Scope
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayedRole:
    """What a person is in the account of a company, with who says so."""

    id: str
    role: BuyingRole
    company: CompanyId
    company_name: str
    scope: Scope
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is said of a person themself: by whom, whether they decide, whether they log in."""

    decides_by_hand: bool | None
    is_user: bool
    sources: tuple[Source, ...]


def contact_points(
    on: Statements, viewer: Viewer, person: PersonId
) -> tuple[HeldContactPoint, ...]:
    """How to reach a person, by channel."""
    rows = on.read("contact_points_of_person", person=person, scopes=list(viewer.scopes))
    return tuple(
        HeldContactPoint(
            id=row["id"],
            point=ContactPoint(
                channel=Channel(row["channel"]), value=row["value"], scope=Scope(row["scope"])
            ),
            sources=_sources(row),
        )
        for row in rows
    )


def employments(on: Statements, viewer: Viewer, person: PersonId) -> tuple[HeldJob, ...]:
    """The jobs of a person, those held now first, then the latest."""
    rows = on.read("employments_of_person", person=person, scopes=list(viewer.scopes))
    return tuple(
        HeldJob(
            id=row["id"],
            job=Employment(
                company=CompanyId(row["company"]),
                company_name=row["company_name"],
                title=row["title"] or "",
                level=row["level"] or "individual",
                function=row["function"] or "other",
                started=row["started"],
                ended=row["ended"],
            ),
            decides=bool(row["decides"]),
            scope=Scope(row["scope"]),
            sources=_sources(row),
        )
        for row in rows
    )


def buying_roles(on: Statements, viewer: Viewer, person: PersonId) -> tuple[PlayedRole, ...]:
    """What a person is in the accounts of companies."""
    rows = on.read("buying_roles_of_person", person=person, scopes=list(viewer.scopes))
    return tuple(
        PlayedRole(
            id=row["id"],
            role=BuyingRole(row["role"]),
            company=CompanyId(row["company"]),
            company_name=row["company_name"],
            scope=Scope(row["scope"]),
            sources=_sources(row),
        )
        for row in rows
    )


def standing(on: Statements, viewer: Viewer, person: PersonId) -> Standing | None:
    """What is said of a person themself; `None` when the viewer does not see them."""
    rows = on.read("sources_of_person", person=person, scopes=list(viewer.scopes))
    if not rows:
        return None
    return Standing(
        decides_by_hand=rows[0]["decides_by_hand"],
        is_user=rows[0]["is_user"],
        sources=_sources(rows[0]),
    )


def _sources(row: Row) -> tuple[Source, ...]:
    return tuple(
        Source(
            provenance=Provenance(
                source=source["what"] or "",
                at=source["at"],
                by=UserId(source["by"]),
                batch=BatchId(source["batch"]) if source["batch"] else None,
                scope=Scope(source["scope"]),
            ),
            who=source["who"] or "",
            line=source["line"],
        )
        for source in row["sources"]
        if source["by"] and source["at"]
    )


# ---------------------------------------------------------------------------------------------
# Two people who are one, and people who go


def around(on: Statements, *people: PersonId) -> tuple[Touched, ...]:
    """The people and every fact that touches them, of any scope, for the image of a change."""
    rows = on.read("facts_around_people", ids=list(people))
    facts = (Touched(label=row["label"], id=row["id"]) for row in rows)
    return (*(Touched(label="Person", id=person) for person in people), *facts)


def join(on: Statements, *, gone: PersonId, kept: PersonId, better_name: bool = True) -> None:
    """Makes one person of two: every fact about `gone`, of any scope, becomes one about `kept`.

    Facts keep their scope and who asserts them. What was between the two goes, as it would be
    between a person and themself; a job, buying role or topic that both have stays once. Two
    users cannot be joined; the caller has seen to that.
    """
    on.write("drop_between_people", one=gone, other=kept)
    if better_name:
        on.write("take_better_name", gone=gone, kept=kept)
    on.write("rename_in_requests", gone=gone, kept=kept, scope=None)
    on.write("move_facts_out", gone=gone, kept=kept, scope=None)
    on.write("move_facts_into", gone=gone, kept=kept, scope=None)
    on.write("drop_self_references", person=kept)
    on.write("delete_nodes", labels=["Person"], ids=[gone])
    for row in on.read("doubled_facts", person=kept):
        on.write("move_assertions", label=row["label"], gone=row["gone"], kept=row["kept"])
        on.write("delete_nodes", labels=[row["label"]], ids=[row["gone"]])


def absorb(on: Statements, *, private: PersonId, into: PersonId) -> None:
    """The team has learnt of somebody whom a user held privately: their facts follow.

    The facts keep their scope, so what was private stays so; the private name, decision and
    assertion of the person themself go, as they would show to others.
    """
    on.write("forget_private_self", person=private)
    join(on, gone=private, kept=into, better_name=False)


def private_holders(on: Statements, key: str) -> tuple[PersonId, ...]:
    """Private people, of any user, who have a contact point; only for `absorb`."""
    rows = on.read("private_holders_of_contact", key=key)
    return tuple(PersonId(row["id"]) for row in rows)


def twin_of(person: PersonId, scope: Scope) -> PersonId:
    """The id of the private person who remains to a user when the team forgets somebody.

    It follows from person and user, so that making it twice makes one.
    """
    digest = hashlib.blake2b(f"{person}:{scope}".encode(), digest_size=16)
    return PersonId(digest.hexdigest())


def twins(on: Statements, person: PersonId, *, but: Scope = TEAM) -> Mapping[Scope, PersonId]:
    """Whom `demote` makes for each user with private facts about a person, but for one scope."""
    rows = on.read("private_owners_of_facts", person=person, but=but)
    return {Scope(row["scope"]): twin_of(person, Scope(row["scope"])) for row in rows}


def demote(
    on: Statements, person: PersonId, *, now: datetime, but: Scope = TEAM
) -> tuple[PersonId, ...]:
    """Takes a person away from the team, leaving each user what was privately theirs.

    Every user with private facts about them (except `but`) gets a private person of their own,
    who takes these facts; whatever else there is about the person is removed with them. Gives
    the private people. Also for the last assertion of a person that is rolled back.
    """
    left = twins(on, person, but=but)
    for scope, twin in left.items():
        on.write("create_private_twin", person=person, twin=twin, scope=scope, at=now)
        on.write("rename_in_requests", gone=person, kept=twin, scope=scope)
        on.write("move_facts_out", gone=person, kept=twin, scope=scope)
        on.write("move_facts_into", gone=person, kept=twin, scope=scope)
    rest = on.read("facts_only_of_person", person=person)
    on.write("delete_nodes", labels=[r["label"] for r in rest], ids=[r["id"] for r in rest])
    on.write("delete_nodes", labels=["Person"], ids=[person])
    return tuple(left.values())
