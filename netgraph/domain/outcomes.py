"""What came of introduction requests, and what that says of the next one.

A hierarchical Beta–Binomial, in its log-odds form. What the formula says of a path is moved by
what was learned of the whole team, of the grade of the weakest tie, and of the connector; each
of the three starts at "no different" and counts as a few imagined outcomes. So it says
something sensible without any outcome, has learned from twenty, and a connector with one lucky
success is not taken for a sure one. Pure: outcomes in, chances out.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from netgraph.domain.evidence import Grade
from netgraph.domain.ids import PersonId

Numbers = npt.NDArray[np.float64]

TEAM_WEIGHT = 10.0
"""Imagined outcomes by which the formula is right for the team."""

GRADE_WEIGHT = 8.0
"""Imagined outcomes by which a grade is no different from the others."""

CONNECTOR_WEIGHT = 6.0
"""Imagined outcomes by which a connector is no different from the others."""

Z = 1.2816
"""Standard deviations on each side of an interval meant to hold four times in five."""

_IMAGINED = 4.0  # the variance of even log-odds, times the imagined outcomes
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Lessons:
    """What outcomes teach: shifts of the log-odds, and how sure they are.

    `grades` and `connectors` say at which place of `shifts` each stands; the team is at 0.
    `spread` is the covariance of the shifts, and `seen` counts the outcomes of each connector.
    """

    count: int
    seen: Mapping[PersonId, int]
    grades: Mapping[Grade, int]
    connectors: Mapping[PersonId, int]
    shifts: Numbers
    spread: Numbers

    def chance(self, *, connector: PersonId | None, grade: Grade | None, said: float) -> Learned:
        """The chance that a request to this connector, over ties of this grade, works.

        `said` is what the formula gives the path; without outcomes the chance is that. A grade
        or connector of which no outcome tells shifts nothing, and is as unsure as ever.
        """
        if not 0 < said < 1:
            raise ValueError(f"A probability is between 0 and 1, not {said}.")
        here = np.zeros(len(self.shifts))
        here[0] = 1.0
        untold = 0.0
        if grade and grade in self.grades:
            here[self.grades[grade]] = 1.0
        elif grade:
            untold += _IMAGINED / GRADE_WEIGHT
        if connector and connector in self.connectors:
            here[self.connectors[connector]] = 1.0
        elif connector:
            untold += _IMAGINED / CONNECTOR_WEIGHT
        middle = _logit(said) + float(here @ self.shifts)
        reach = Z * math.sqrt(float(here @ self.spread @ here) + untold)
        return Learned(
            probability=_expit(middle),
            low=_expit(middle - reach),
            high=_expit(middle + reach),
            of=self.count,
            seen=self.seen.get(connector, 0) if connector else 0,
        )


def learn(outcomes: Iterable[Outcome]) -> Lessons:
    """What outcomes teach about the next request.

    With s_i what the formula gave the path of outcome i, its chance is

        logit p_i = logit(s_i) + team + grade_g + connector_c,

    and the shifts are the most probable ones given all outcomes, when each is normal around zero
    with the variance 4/W, which is that of the log-odds of an even Beta–Binomial with W imagined
    outcomes. The order of outcomes makes no difference.
    """
    known = sorted(
        outcomes, key=lambda one: (one.connector or "", _rank(one.grade), one.said, one.worked)
    )
    told = sorted({one.grade for one in known if one.grade}, key=_rank)
    seen = Counter(one.connector for one in known if one.connector)
    grades = {grade: place for place, grade in enumerate(told, 1)}
    connectors = {person: place for place, person in enumerate(sorted(seen), 1 + len(grades))}
    rows = np.zeros((len(known), 1 + len(grades) + len(connectors)))
    rows[:, 0] = 1.0
    for number, one in enumerate(known):
        if one.grade:
            rows[number, grades[one.grade]] = 1.0
        if one.connector:
            rows[number, connectors[one.connector]] = 1.0
    weights = [TEAM_WEIGHT, *[GRADE_WEIGHT] * len(grades), *[CONNECTOR_WEIGHT] * len(connectors)]
    shifts, spread = _most_probable(
        rows,
        np.array([_logit(one.said) for one in known]),
        np.array([float(one.worked) for one in known]),
        np.array(weights) / _IMAGINED,
    )
    return Lessons(
        count=len(known),
        seen=seen,
        grades=grades,
        connectors=connectors,
        shifts=shifts,
        spread=spread,
    )


def _most_probable(
    rows: Numbers, offsets: Numbers, worked: Numbers, precision: Numbers
) -> tuple[Numbers, Numbers]:
    """The shifts at which the concave posterior is highest (Newton), and their covariance."""

    def height(at: Numbers) -> float:
        odds = offsets + rows @ at
        return float(worked @ odds - np.logaddexp(0, odds).sum() - 0.5 * precision @ (at * at))

    shifts: Numbers = np.zeros(rows.shape[1])
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
