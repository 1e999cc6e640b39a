"""Wants, expertise and notes of one person, as a viewer sees them."""

from dataclasses import dataclass

from netgraph.domain.access import Scope, Viewer
from netgraph.domain.ids import ExpertiseId, NoteId, PersonId, UserId, WantId
from netgraph.domain.people import Note
from netgraph.domain.wants import Expertise, Want, WantKind
from netgraph.graph.database import Statements


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenWant:
    """A want, and who may see it."""

    want: Want
    scope: Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenExpertise:
    """Expertise, and who may see it."""

    expertise: Expertise
    scope: Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenNote:
    """A note, with the name of who wrote it."""

    note: Note
    who: str


def wants(on: Statements, viewer: Viewer, person: PersonId) -> tuple[SeenWant, ...]:
    """What a person looks for, latest first."""
    rows = on.read("wants_of_person", person=person, scopes=list(viewer.scopes))
    return tuple(
        SeenWant(
            want=Want(
                id=WantId(row["id"]),
                person=person,
                kind=WantKind(row["kind"]),
                text=row["text"],
                said=row["said"],
                role=row["role"] or "",
                industry=row["industry"] or "",
                company=row["company"] or "",
                wanted_person=PersonId(row["wanted_person"]) if row["wanted_person"] else None,
            ),
            scope=Scope(row["scope"]),
        )
        for row in rows
    )


def expertise(on: Statements, viewer: Viewer, person: PersonId) -> tuple[SeenExpertise, ...]:
    """What a person can help with, by topic."""
    rows = on.read("expertise_of_person", person=person, scopes=list(viewer.scopes))
    return tuple(
        SeenExpertise(
            expertise=Expertise(id=ExpertiseId(row["id"]), person=person, topic=row["topic"]),
            scope=Scope(row["scope"]),
        )
        for row in rows
    )


def notes(on: Statements, viewer: Viewer, person: PersonId) -> tuple[SeenNote, ...]:
    """The notes about a person, newest first."""
    rows = on.read("notes_about_person", person=person, scopes=list(viewer.scopes))
    return tuple(
        SeenNote(
            note=Note(
                id=NoteId(row["id"]),
                person=person,
                text=row["text"],
                at=row["at"],
                by=UserId(row["by"]),
                scope=Scope(row["scope"]),
            ),
            who=row["who"] or "",
        )
        for row in rows
    )
