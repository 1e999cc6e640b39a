"""The shapes that go in and out of the compiled search: rows of ties, a question, its answer.

They stand apart from the code that is compiled, as the compiler takes a second to import and
whoever only names a type should not wait for it.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
People = npt.NDArray[np.int32]
Codes = npt.NDArray[np.uint16]
Grades = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float64]

FREE = -1
"""A place on the path where anybody may stand."""

MOST_TIES = 4
HIGHEST_GRADE = 15


class Rows(NamedTuple):
    """The team's ties: for each person everybody they are tied to, whichever way.

    The row of person i lies between `start[i]` and `start[i + 1]`. `other` is the other person,
    `out` the probability of the tie towards them (0 for none), `into` the code of the tie from
    them. A row is ordered by the higher of both codes, highest first, then by `other`. `grade`
    is empty, or holds 16 · the grade of the tie towards them + the grade of the tie from them.
    """

    start: Ints
    other: People
    out: Floats
    into: Codes
    grade: Grades


class Own(NamedTuple):
    """A viewer's own ties, with rows for those alone who have any; `owners` is sorted.

    Rows are ordered by `other`. A probability is −1 where the team's tie counts, and 0 where it
    is hidden. `grade` is as in `Rows`.
    """

    owners: People
    start: Ints
    other: People
    out: Floats
    into: Floats
    grade: Grades


class Question(NamedTuple):
    """What paths are asked for: those of `fewest` to `most` ties, under constraints.

    `placed` are connectors with a given place: `first`, `middle` or `last`, elsewhere `FREE`.
    Without `middle` or `last` in a shorter path, `last` is the connector before the target.
    With `spread`, at most one path for each first connector.
    """

    placed: People
    first: int
    middle: int
    last: int
    fewest: int
    most: int
    minimum: float
    grade: int
    spread: bool


class Best(NamedTuple):
    """The best paths so far of one question, best first, or of several, with one more axis.

    There are `found` of them, at most as many as there are rows. `length` counts ties.
    """

    people: People
    ties: Floats
    product: Floats
    length: Ints
    found: Ints


NOTHING = Own(
    owners=np.empty(0, dtype=np.int32),
    start=np.zeros(1, dtype=np.int64),
    other=np.empty(0, dtype=np.int32),
    out=np.empty(0, dtype=np.float64),
    into=np.empty(0, dtype=np.float64),
    grade=np.empty(0, dtype=np.uint8),
)
"""The own ties of a viewer who has none."""
