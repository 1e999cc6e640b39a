"""Learns the weights of `netgraph.domain.introducers` from introductions that happened.

The weights are the most probable ones (MAP) of a conditional logit under a normal prior around
`PRIOR`: with few introductions the prior speaks, with many the organisation. The objective is
strictly concave, so Newton's method finds its one maximum, whatever the start and the machine.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from netgraph.domain.introducers import (
    LEAST_DOUBT,
    PRIOR,
    PRIOR_DOUBT,
    TERMS,
    UNFOLLOWED,
    Weights,
    terms,
)
from netgraph.imports.messages import Message
from netgraph.services.mail_history import DAY, History, Introduction, Introductions, Reading

BLOCK_DAYS = 3
"""A past introduction is judged by what was known up to so many days before it."""

MOST_REMEMBERED = 3000
"""Introductions learned from at most, the latest."""

_MOST_CANDIDATES = 150
_STEPS = 50
_ENOUGH = 1e-9

Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """One introduction to learn from: the terms of each candidate, a row each.

    `chosen` is the row of the one who made it; `introduction` says whether it was followed up.
    """

    introduction: Introduction
    terms: Matrix
    chosen: int

    @property
    def weight(self) -> float:
        """How much it counts: 1, or `UNFOLLOWED` while it was not followed up."""
        return 1.0 if self.introduction.followed else UNFOLLOWED


def precisions(prior: Weights, *, doubt: float = PRIOR_DOUBT) -> tuple[float, ...]:
    """1/variance of each weight around the prior, in the order of the terms.

    The standard deviation is the part `doubt` of the weight, and at least `LEAST_DOUBT`.
    """
    return tuple(1 / max(doubt * abs(weight), LEAST_DOUBT) ** 2 for weight in prior.as_tuple())


def fitted(
    lessons: Sequence[Lesson],
    *,
    prior: Weights = PRIOR,
    precision: float | Sequence[float] | None = None,
    importance: Sequence[float] | None = None,
    kept: Sequence[str] = TERMS,
) -> Weights:
    """The most probable weights given these introductions and the prior.

    `precision` is 1/variance of each weight around the prior, or of all of them; without it,
    `precisions` of the prior. `importance` replaces the lessons'
    own weights. Terms not in `kept` stay at the prior's weight, which an ablation sets to zero.
    """
    centre = np.array(prior.as_tuple())
    if not lessons:
        return prior
    columns = [place for place, name in enumerate(TERMS) if name in kept]
    rows = np.concatenate([lesson.terms for lesson in lessons])
    sizes = np.array([len(lesson.terms) for lesson in lessons])
    begins = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    weight = np.array([lesson.weight for lesson in lessons] if importance is None else importance)
    chosen = begins + np.array([lesson.chosen for lesson in lessons])
    each = np.repeat(np.arange(len(lessons)), sizes)
    fixed = rows @ np.where(np.isin(np.arange(len(TERMS)), columns), 0.0, centre)
    free, middle = rows[:, columns], centre[columns]
    believed = precisions(prior) if precision is None else precision
    firm = np.broadcast_to(np.asarray(believed, dtype=float), len(TERMS))[columns]
    theta = middle.copy()

    def look(at: Matrix) -> tuple[float, Matrix]:
        scores = fixed + free @ at
        scores -= np.maximum.reduceat(scores, begins)[each]
        raised = np.exp(scores)
        total = np.add.reduceat(raised, begins)
        likelihood = float(weight @ (scores[chosen] - np.log(total)))
        away = at - middle
        return likelihood - 0.5 * float(away @ (firm * away)), raised / total[each]

    value, share = look(theta)
    for _ in range(_STEPS):
        mean = np.add.reduceat(free * share[:, None], begins)
        slope = weight @ (free[chosen] - mean) - firm * (theta - middle)
        spread = (free * (share * weight[each])[:, None]).T @ free - (
            mean * weight[:, None]
        ).T @ mean
        step = np.linalg.solve(spread + np.diag(firm), slope)
        size = 1.0
        while True:
            trial = theta + size * step
            better, share_then = look(trial)
            if better >= value or size < _ENOUGH:
                break
            size /= 2
        gained = better - value
        theta, value, share = trial, better, share_then
        if gained < _ENOUGH:
            break
    weights = centre.copy()
    weights[columns] = theta
    return Weights(**dict(zip(TERMS, (float(one) for one in weights), strict=True)))


class Pupil:
    """Follows an organisation's messages and learns who makes introductions in it.

    A lesson is what was known at the begin of a block of `BLOCK_DAYS`, so that it never knows
    its own day. Therefore there are two histories: `history` is up to date, the one lessons are
    taken from ends where the last whole block does. What is learned thus depends on the
    messages alone, and not on the portions in which they came. `months` is for strengths of the
    first history.
    """

    def __init__(self, reading: Reading, *, prior: Weights = PRIOR, months: bool = False) -> None:
        self.history = History(reading, months=months)
        self.lessons: list[Lesson] = []
        self._prior = prior
        self._finder = Introductions(reading)
        self._behind = History(reading)
        self._block: list[Message] = []
        self._made: list[Introduction] = []
        self._number = 0
        self._learned = (0, 0)
        self._weights = prior

    def follow(self, messages: Sequence[Message]) -> None:
        """Takes in messages, which follow on those given before."""
        for message in messages:
            number = message.at // (BLOCK_DAYS * DAY)
            if number > self._number:
                self._behind.add(self._block, self._made)
                self._block, self._made, self._number = [], [], number
            made = self._finder.in_block([message])
            for introduction in made:
                begin = self._number * BLOCK_DAYS * DAY
                lesson = lesson_of(self._behind, introduction, at=begin)
                if lesson is not None:
                    self.lessons.append(lesson)
            self._block.append(message)
            self._made.extend(made)
            self.history.add([message], made)

    def weights(self) -> Weights:
        """What the lessons so far come to; worked out anew when there is something new."""
        followed = sum(1 for lesson in self.lessons if lesson.introduction.followed)
        state = (len(self.lessons), followed)
        if state != self._learned:
            self._weights = fitted(self.lessons[-MOST_REMEMBERED:], prior=self._prior)
            self._learned = state
        return self._weights


def lesson_of(history: History, introduction: Introduction, *, at: int) -> Lesson | None:
    """An introduction to learn from by what `history` knows, as of `at`.

    `None` where the introducer was no candidate, or the only one. Of very many candidates every
    n-th is kept beside the introducer: a sample of alternatives leaves the weights unbiased.
    """
    people = history.candidates(introduction.source, introduction.target)
    if len(people) < 2 or introduction.introducer not in people:  # noqa: PLR2004 # a choice
        return None
    if len(people) > _MOST_CANDIDATES:
        every = -(-len(people) // _MOST_CANDIDATES)
        sample = people[::every]
        people = sample if introduction.introducer in sample else [*sample, introduction.introducer]
    known = history.footings(introduction.source, introduction.target, people, at=at)
    return Lesson(
        introduction=introduction,
        terms=np.array([terms(footing) for footing in known]),
        chosen=people.index(introduction.introducer),
    )
