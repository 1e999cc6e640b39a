"""What a user made of ideas of giving, and whose colleagues look for something."""

from collections.abc import Iterable, Mapping
from datetime import date

from netgraph.domain.access import Viewer
from netgraph.domain.give import Choice, Chosen
from netgraph.domain.ids import PersonId, WantId
from netgraph.domain.offers import OfferKind
from netgraph.graph.database import Statements
from netgraph.graph.images import Touched


def chosen_by(on: Statements, viewer: Viewer) -> tuple[Chosen, ...]:
    """Every choice of the viewer's, oldest first."""
    rows = on.read("give_choices_of_user", user=viewer.user, scopes=list(viewer.scopes))
    return tuple(
        Chosen(
            idea=row["idea"],
            person=PersonId(row["person"]),
            want=WantId(row["want"]),
            kind=OfferKind(row["kind"]),
            choice=Choice(row["choice"]),
            day=row["day"],
        )
        for row in rows
    )


def put(on: Statements, viewer: Viewer, chosen: Chosen) -> None:
    """Keeps a choice; an earlier one about the same idea goes."""
    on.write(
        "write_give_choice",
        id=touched(chosen).id,
        idea=chosen.idea,
        person=chosen.person,
        want=chosen.want,
        kind=chosen.kind.value,
        choice=chosen.choice.value,
        day=chosen.day,
        user=viewer.user,
    )


def touched(chosen: Chosen) -> Touched:
    """The node of a choice, as history wants it named."""
    return Touched(label="GiveChoice", id=f"choice-{chosen.idea}")


def colleagues_who_want(
    on: Statements, viewer: Viewer, people: Iterable[PersonId], *, today: date
) -> Mapping[PersonId, tuple[PersonId, ...]]:
    """Of each person, the colleagues of today who look for something, as far as is seen."""
    found: dict[PersonId, list[PersonId]] = {}
    for row in on.read(
        "colleagues_who_want", people=sorted(people), scopes=list(viewer.scopes), today=today
    ):
        found.setdefault(PersonId(row["person"]), []).append(PersonId(row["colleague"]))
    return {person: tuple(others) for person, others in found.items()}
