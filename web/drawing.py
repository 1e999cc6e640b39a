"""A picture of a few paths: people in rows by their distance from the viewer, ties between.

Drawn here as plain shapes with places and weights, so that the page needs no script to show it.
A tie's weight is its strength; each shape knows the paths that it is part of, so that pointing
at a card lights its path and the other way round.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from netgraph.domain.people import Person
from netgraph.services.reach import PathTie

COLUMN = 118
ROW = 112
MARGIN_X = 64
MARGIN_Y = 34
BELOW = 44  # the words under a person
LONGEST_NAME = 17


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnPerson:
    """A person at a place; `paths` are the numbers of the paths they are on, from 1."""

    name: str
    role: str
    full_name: str
    x: int
    y: int
    me: bool
    target: bool
    paths: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnTie:
    """A tie as a curve of some weight; `tier` is its strength in a word."""

    curve: str
    weight: float
    tier: str
    says: str
    paths: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """The whole picture, in pixels."""

    width: int
    height: int
    people: tuple[DrawnPerson, ...]
    ties: tuple[DrawnTie, ...]


def draw(paths: Sequence[Sequence[Person]], ties: Sequence[Sequence[PathTie]]) -> Drawing:
    """The picture of paths that all start with the viewer.

    A person stands in the row of their greatest distance, targets in the last one.
    """
    last = max(len(path) for path in paths) - 1
    targets = {path[-1].id for path in paths}
    row: dict[str, int] = {}
    people: dict[str, Person] = {}
    on: dict[str, list[int]] = {}
    for number, path in enumerate(paths, start=1):
        for place, person in enumerate(path):
            people[person.id] = person
            place_of = last if person.id in targets else place
            row[person.id] = max(row.get(person.id, 0), place_of)
            on.setdefault(person.id, []).append(number)
    rows: dict[int, list[str]] = {}
    for person_id in people:
        rows.setdefault(row[person_id], []).append(person_id)
    widest = max(3, *(len(members) for members in rows.values()))
    width = 2 * MARGIN_X + (widest - 1) * COLUMN
    place_at: dict[str, tuple[int, int]] = {}
    for number, members in rows.items():
        left = (width - (len(members) - 1) * COLUMN) // 2
        for place, person_id in enumerate(members):
            place_at[person_id] = (left + place * COLUMN, MARGIN_Y + number * ROW)
    me = paths[0][0].id
    return Drawing(
        width=width,
        height=2 * MARGIN_Y + last * ROW + BELOW,
        people=tuple(
            DrawnPerson(
                name="You" if person_id == me else _short(person.name),
                full_name=person.name,
                role=_short(person.company_name),
                x=place_at[person_id][0],
                y=place_at[person_id][1],
                me=person_id == me,
                target=person_id in targets,
                paths=" ".join(map(str, on[person_id])),
            )
            for person_id, person in people.items()
        ),
        ties=_ties(ties, place_at),
    )


def _ties(
    ties: Sequence[Sequence[PathTie]], place_at: dict[str, tuple[int, int]]
) -> tuple[DrawnTie, ...]:
    drawn: dict[tuple[str, str], PathTie] = {}
    on: dict[tuple[str, str], list[int]] = {}
    for number, path in enumerate(ties, start=1):
        for tie in path:
            ends = (tie.of.id, tie.towards.id)
            drawn[ends] = tie
            on.setdefault(ends, []).append(number)
    return tuple(
        DrawnTie(
            curve=_curve(place_at[of], place_at[towards]),
            weight=round(1.5 + 6 * tie.strength.probability, 1),
            tier=tie.strength.tier.value,
            says=f"{tie.of.name} → {tie.towards.name}: {tie.strength.probability:.0%}",
            paths=" ".join(map(str, on[of, towards])),
        )
        for (of, towards), tie in drawn.items()
    )


def _curve(start: tuple[int, int], end: tuple[int, int]) -> str:
    middle = (start[1] + end[1]) // 2
    return f"M{start[0]},{start[1]} C{start[0]},{middle} {end[0]},{middle} {end[0]},{end[1]}"


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1].rstrip() + "…"
