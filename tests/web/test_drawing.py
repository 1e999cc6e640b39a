"""The picture of paths: no line crosses the words under a person, or a person it passes by."""

import re
from itertools import pairwise

from netgraph.domain.access import TEAM
from netgraph.domain.evidence import Grade
from netgraph.domain.ids import PersonId
from netgraph.domain.people import Person
from netgraph.domain.strength import Strength
from netgraph.domain.titles import Function, Level
from netgraph.services.reach import PathTie
from web.drawing import ABOVE, BELOW, draw


def _person(name: str) -> Person:
    return Person(
        id=PersonId(name), name=name, title="", company=None, company_name="",
        level=Level.INDIVIDUAL, function=Function.OTHER, decides=False, scope=TEAM,
    )  # fmt: skip


def _tie(of: Person, towards: Person) -> PathTie:
    known = Strength(probability=0.5, low=0.4, high=0.6, grade=Grade.MET, last_contact=None)
    return PathTie(of=of, towards=towards, strength=known, words="", why=None)


def _points(curve: str) -> list[tuple[float, float]]:
    """Fifty points on a curve."""
    x0, y0, x1, y1, x2, y2, x3, y3 = map(int, re.findall(r"-?\d+", curve))
    steps = [step / 50 for step in range(51)]
    return [
        (
            (1 - t) ** 3 * x0 + 3 * (1 - t) ** 2 * t * x1 + 3 * (1 - t) * t**2 * x2 + t**3 * x3,
            (1 - t) ** 3 * y0 + 3 * (1 - t) ** 2 * t * y1 + 3 * (1 - t) * t**2 * y2 + t**3 * y3,
        )
        for t in steps
    ]


def test_lines_keep_clear_of_people_and_their_names() -> None:
    """From below one person's words to above the next, round those whom a line passes by."""
    me, one, two, target = map(_person, ("me", "one", "two", "target"))
    paths = [[me, target], [me, one, target], [me, two, one, target]]
    drawing = draw(paths, [[_tie(a, b) for a, b in pairwise(path)] for path in paths])

    for tie in drawing.ties:
        for x, y in _points(tie.curve):
            assert 0 <= x <= drawing.width
            assert 0 <= y <= drawing.height
            for person in drawing.people:
                beside = abs(x - person.x) > 40
                assert beside or y <= person.y - ABOVE or y >= person.y + BELOW, (tie, person)
