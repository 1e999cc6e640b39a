"""What came of introduction requests, and what that says of the next one.

A hierarchical Beta–Binomial, in its log-odds form. What the formula says of a path is moved by
what was learned of the whole team, of the grade of the weakest tie, and of the connector; each
of the three starts at "no different" and counts as a few imagined outcomes. So it says
something sensible without any outcome, has learned from twenty, and a connector with one lucky
success is not taken for a sure one. Pure: outcomes in, chances out.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from netgraph.domain.evidence import Grade
from netgraph.domain.ids import PersonId

TEAM_WEIGHT = 10.0
"""Imagined outcomes by which the formula is right for the team."""

GRADE_WEIGHT = 8.0
"""Imagined outcomes by which a grade is no different from the others."""

CONNECTOR_WEIGHT = 6.0
"""Imagined outcomes by which a connector is no different from the others."""

Z = 1.2816
"""Standard deviations on each side of an interval meant to hold four times in five."""

_STEPS = 60
_ENOUGH = 1e-10


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A request that ended, and whether the introduction was made.

    `said` is what the formula gave the path when it was asked; `grade` is that of the weakest
    tie it went over, and `connector` who was asked: each is `None` where it is not to be known,
    and then nothing is learned about it. Requests that were withdrawn say nothing and are not
    outcomes.
    """

    connector: PersonId | None
    grade: Grade | None
    said: float
    worked: bool

    def __post_init__(self) -> None:
        if not 0 < self.said < 1:
            raise ValueError(f"A probability is between 0 and 1, not {self.said}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """The chance that a request works, meant to lie in `low` to `high` four times in five.

    `of` counts the outcomes it rests on, `seen` those of this very connector among them.
    """

    probability: float
    low: float
    high: float
    of: int
    seen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """How what we said compares with what came: "we said 60 %, it was 58 %"."""

    count: int
    said: float
    was: float

    @property
    def words(self) -> str:
        """The comparison as one line."""
        if not self.count:
            return "No request has ended yet."
        many = "1 request" if self.count == 1 else f"{self.count:,} requests"
        return f"Of {many} we said {_percent(self.said)}, it was {_percent(self.was)}."


def chance(
    outcomes: Iterable[Outcome], *, connector: PersonId | None, grade: Grade | None, said: float
) -> Learned:
    """The chance that a request to this connector, over ties of this grade, works.

    `said` is what the formula gives the path. With s_i what it gave the path of outcome i, the
    chance is

        logit p = logit(said) + team + grade_g + connector_c,

    and the three shifts are the most probable ones given all outcomes, when each is normal
    around zero with the variance 4/W, which is that of the log-odds of an even Beta–Binomial
    with W imagined outcomes. Without outcomes p is what was said.
    """
    if not 0 < said < 1:
        raise ValueError(f"A probability is between 0 and 1, not {said}.")
    known = sorted(
        outcomes, key=lambda one: (one.connector or "", _rank(one.grade), one.said, one.worked)
    )
    grades = sorted({grade, *(one.grade for one in known)} - {None}, key=_rank)
    people = sorted({of for of in (connector, *(one.connector for one in known)) if of})

    def row(of: PersonId | None, at: Grade | None) -> list[float]:
        return [
            1.0,
            *(float(one is at) for one in grades),
            *(float(one == of) for one in people),
        ]

    rows = np.array([row(one.connector, one.grade) for one in known]).reshape(
        len(known), 1 + len(grades) + len(people)
    )
    precision = (
        np.array([TEAM_WEIGHT, *[GRADE_WEIGHT] * len(grades), *[CONNECTOR_WEIGHT] * len(people)])
        / 4
    )
    shifts, spread = _most_probable(
        rows,
        np.array([_logit(one.said) for one in known]),
        np.array([float(one.worked) for one in known]),
        precision,
    )
    here = np.array(row(connector, grade))
    middle = _logit(said) + float(here @ shifts)
    reach = Z * math.sqrt(float(here @ spread @ here))
    return Learned(
        probability=_expit(middle),
        low=_expit(middle - reach),
        high=_expit(middle + reach),
        of=len(known),
        seen=sum(one.connector == connector for one in known) if connector else 0,
    )


def _most_probable(
    rows: npt.NDArray[np.float64],
    offsets: npt.NDArray[np.float64],
    worked: npt.NDArray[np.float64],
    precision: npt.NDArray[np.float64],
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """The shifts at which the concave posterior is highest (Newton), and their covariance."""

    def height(at: npt.NDArray[np.float64]) -> float:
        odds = offsets + rows @ at
        return float(worked @ odds - np.logaddexp(0, odds).sum() - 0.5 * precision @ (at * at))

    shifts: npt.NDArray[np.float64] = np.zeros(rows.shape[1])
    for _ in range(_STEPS):
        chances = 1 / (1 + np.exp(-(offsets + rows @ shifts)))
        bend = (rows * (chances * (1 - chances))[:, None]).T @ rows + np.diag(precision)
        step = np.linalg.solve(bend, rows.T @ (worked - chances) - precision * shifts)
        size = 1.0
        while height(shifts + size * step) < height(shifts) and size > _ENOUGH:
            size /= 2
        shifts = shifts + size * step
        if float(np.abs(step).max()) < _ENOUGH:
            break
    return shifts, np.linalg.inv(bend).astype(np.float64)


def kept(outcomes: Iterable[Outcome]) -> Kept:
    """What we said on average, and what share worked."""
    known = tuple(outcomes)
    if not known:
        return Kept(count=0, said=0.0, was=0.0)
    return Kept(
        count=len(known),
        said=math.fsum(one.said for one in known) / len(known),
        was=sum(one.worked for one in known) / len(known),
    )


def _rank(grade: Grade | None) -> int:
    return grade.rank if grade else -1


def _expit(logit: float) -> float:
    return 1 / (1 + math.exp(-logit))


def _logit(probability: float) -> float:
    return math.log(probability) - math.log1p(-probability)


def _percent(value: float) -> str:
    return f"{100 * value:.0f} %"
