"""A picture of a few paths: people in rows by their distance from the viewer, ties between.

Drawn here as plain shapes with places and weights, so that the page needs no script to show it.
A tie's weight is its strength; it starts below the words under a person and ends above the next
one, so that no line crosses a name, and it goes round the rows that it skips. Each shape knows the
paths that it is part of, so that pointing at a card lights its path and the other way round.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from netgraph.domain.people import Person
from netgraph.services.reach import PathTie

COLUMN = 118
ROW = 136
MARGIN_X = 64
MARGIN_Y = 34
BELOW = 58  # from a person's middle to the end of the words under them
ABOVE = 22  # from a person's middle to where a tie ends
AROUND = 56  # how far from the middle of a skipped person a tie passes
LONGEST_NAME = 17

Spot = tuple[int, int]


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
    place_at: dict[str, Spot] = {}
    for number, members in rows.items():
        left = (width - (len(members) - 1) * COLUMN) // 2
        for place, person_id in enumerate(members):
            place_at[person_id] = (left + place * COLUMN, MARGIN_Y + number * ROW)
    me = paths[0][0].id
    return Drawing(
        width=width,
        height=MARGIN_Y + last * ROW + BELOW + MARGIN_Y // 2,
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


def _ties(ties: Sequence[Sequence[PathTie]], place_at: dict[str, Spot]) -> tuple[DrawnTie, ...]:
    drawn: dict[tuple[str, str], PathTie] = {}
    on: dict[tuple[str, str], list[int]] = {}
    for number, path in enumerate(ties, start=1):
        for tie in path:
            ends = (tie.of.id, tie.towards.id)
            drawn[ends] = tie
            on.setdefault(ends, []).append(number)
    return tuple(
        DrawnTie(
            curve=_curve(place_at[of], place_at[towards], place_at.values()),
            weight=round(1.5 + 6 * tie.strength.probability, 1),
            tier=tie.strength.tier.value,
            says=f"{tie.of.name} → {tie.towards.name}: {tie.strength.probability:.0%}",
            paths=" ".join(map(str, on[of, towards])),
        )
        for (of, towards), tie in drawn.items()
    )


def _curve(start: Spot, end: Spot, spots: Iterable[Spot]) -> str:
    """A line from below one person to above another; people in rows between are passed by."""
    (x1, y1), (x2, y2) = (start[0], start[1] + BELOW), (end[0], end[1] - ABOVE)
    between = [x for x, y in spots if start[1] < y < end[1]]
    if not between:
        middle = (y1 + y2) // 2
        return f"M{x1},{y1} C{x1},{middle} {x2},{middle} {x2},{y2}"
    by = round((max(between) + AROUND - 0.125 * (x1 + x2)) / 0.75)  # the curve's middle is there
    return f"M{x1},{y1} C{by},{y1 + 8} {by},{y2 - 8} {x2},{y2}"


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1].rstrip() + "…"
