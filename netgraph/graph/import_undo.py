"""What an import asserts in the graph, for taking it back; companion of `netgraph.graph.imports`.

Each answer says as well what else asserts the same, so that the caller can part what goes from
what stays. `private_owners` looks into every user's scope and is only for demotions, which no
viewer is told of.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from netgraph.domain.access import Scope
from netgraph.domain.ids import BatchId, PersonId, UserId
from netgraph.domain.names import name_key
from netgraph.graph.database import Statements
from netgraph.graph.imports import Map, Said, best_name, blocks, read_blocks, said_in


@dataclass(frozen=True, slots=True, kw_only=True)
class AssertedEvidence:
    """Evidence that a batch asserts; `others` is what other batches say, None for as it is."""

    id: str
    actor: PersonId
    other: PersonId
    kind: str
    by_hand: bool
    others: tuple[Said | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AssertedFact:
    """Another fact that a batch asserts, and whether somebody else does too."""

    label: str
    id: str
    stays: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AssertedPerson:
    """A person whom a batch asserts; `names` are those that others of the same scope gave."""

    id: PersonId
    name: str
    scope: Scope
    said: str
    is_user: bool
    said_by_others: bool
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFacts:
    """That a person has facts in a scope that another than the batch brought, and which users."""

    person: PersonId
    scope: Scope
    users: tuple[UserId, ...]


def asserted_evidence(on: Statements, id_: BatchId) -> tuple[AssertedEvidence, ...]:
    """The evidence that a batch asserts."""
    return tuple(
        AssertedEvidence(
            id=row["id"],
            actor=row["actor"],
            other=row["other"],
            kind=row["kind"],
            by_hand=row["by_hand"],
            others=tuple(
                None if said["weight"] is None else said_in(said) for said in row["others"]
            ),
        )
        for row in on.read("evidence_of_batch", batch=id_)
    )


def asserted_facts(on: Statements, id_: BatchId) -> tuple[AssertedFact, ...]:
    """The contact points, jobs, notes, record keys and answers that a batch asserts."""
    return tuple(
        AssertedFact(label=row["label"], id=row["id"], stays=row["stays"])
        for row in on.read("facts_of_batch", batch=id_)
    )


def asserted_people(on: Statements, id_: BatchId) -> tuple[AssertedPerson, ...]:
    """The people whom a batch asserts."""
    return tuple(
        AssertedPerson(
            id=row["id"],
            name=row["name"],
            scope=row["scope"],
            said=row["said"] or "",
            is_user=row["is_user"],
            said_by_others=bool(row["others"]),
            names=tuple(other["name"] for other in row["others"] if other["name"]),
        )
        for row in on.read("people_of_batch", batch=id_)
    )


def facts_of_others(
    on: Statements, id_: BatchId, people: Iterable[PersonId], *, scopes: Sequence[Scope]
) -> tuple[OwnFacts, ...]:
    """Which people have facts in these scopes that the batch did not bring."""
    found = [
        OwnFacts(
            person=row["id"],
            scope=row["scope"],
            users=tuple(UserId(user) for user in row["users"]),
        )
        for row in read_blocks(
            on, "people_with_facts", "ids", people, batch=id_, scopes=list(scopes)
        )
    ]
    for scope in scopes:
        found += [
            OwnFacts(person=row["id"], scope=scope, users=tuple(map(UserId, row["users"])))
            for row in on.read("people_in_requests", scope=scope)
        ]
    return tuple(found)


def private_owners(
    on: Statements, people: Iterable[PersonId]
) -> Mapping[PersonId, tuple[Scope, ...]]:
    """Whose private facts there are about people of the team; only for `demote`."""
    rows = read_blocks(on, "private_owners_of_people", "ids", people)
    return {row["id"]: tuple(map(Scope, row["scopes"])) for row in rows}


def settle_twins(on: Statements, twins: Sequence[PersonId]) -> None:
    """Gives the private people whom a demotion left the names of their owners' own imports."""
    renamed: list[Map] = [
        {"id": row["id"], "name": name, "name_key": name_key(name)}
        for row in read_blocks(on, "settle_twins", "ids", twins)
        if (name := best_name(row["names"]))
    ]
    for block in blocks(renamed):
        on.write("name_people", rows=block)
    for twins_block in blocks(twins):
        on.write("release_twins", ids=twins_block)
