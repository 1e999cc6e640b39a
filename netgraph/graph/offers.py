"""What offers are made of: wants, expertise, and the industries people work in."""

from collections.abc import Iterable, Mapping

from netgraph.domain.access import Viewer
from netgraph.domain.ids import ExpertiseId, PersonId, WantId
from netgraph.domain.wants import Expertise, Want, WantKind
from netgraph.graph.database import Statements


def wants_of(
    on: Statements, people: Iterable[PersonId], *, viewer: Viewer
) -> Mapping[PersonId, tuple[Want, ...]]:
    """What the given people look for as far as the viewer may see, newest first."""
    found: dict[PersonId, list[Want]] = {}
    for row in on.read("wants_of_people", people=list(people), scopes=list(viewer.scopes)):
        want = Want(
            id=WantId(row["id"]),
            person=PersonId(row["person"]),
            kind=WantKind(row["kind"]),
            text=row["text"],
            said=row["said"],
            role=row["role"] or "",
            industry=row["industry"] or "",
            company=row["company"] or "",
            wanted_person=row["wanted_person"],
        )
        found.setdefault(want.person, []).append(want)
    return {person: tuple(wants) for person, wants in found.items()}


def expertise_of(
    on: Statements, people: Iterable[PersonId], *, viewer: Viewer
) -> tuple[Expertise, ...]:
    """What the given people can help with as far as the viewer may see, by topic."""
    return tuple(
        Expertise(id=ExpertiseId(row["id"]), person=PersonId(row["person"]), topic=row["topic"])
        for row in on.read("expertise_of_people", people=list(people), scopes=list(viewer.scopes))
    )


def industries_of(
    on: Statements, people: Iterable[PersonId], *, viewer: Viewer
) -> Mapping[PersonId, str]:
    """The industries each person works in, in words; people without one are missing."""
    found: dict[PersonId, list[str]] = {}
    for row in on.read("industries_of_people", people=list(people), scopes=list(viewer.scopes)):
        found.setdefault(PersonId(row["person"]), []).append(row["industry"])
    return {person: ", ".join(industries) for person, industries in found.items()}
