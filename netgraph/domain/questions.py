"""Which one question to ask before asking for an introduction.

"How well do you know X?" costs a connector a moment and may change which way is the best. It is
worth as much as it is expected to raise the chance of the best way, the *value of information*
(Howard, "Information value theory", 1966): with θ the true strength of a tie, T the best product
of the other ties on a route over it, and W the best route without it,

    worth = E[ max(W, E[θ | answer] · T) ] − max(W, E[θ] · T)  ≥  0.

What is believed of θ is a Beta distribution with the mean and the spread of the strength, and an
answer is one of the words for a tie: strong, moderate or weak. So an answer that is expected is
worth nothing, and one about a tie that no good way depends on is worth nothing either.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from netgraph.domain.portfolio import Ends, Route
from netgraph.domain.strength import MODERATE_FROM, STRONG_FROM, Z

WORDS_FROM = (0.0, MODERATE_FROM, STRONG_FROM, 1.0)
"""Where the strengths begin that somebody would call weak, moderate and strong, and end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Belief:
    """What is believed of a tie: its strength, and an interval that holds it four times in five."""

    probability: float
    low: float
    high: float

    @property
    def beta(self) -> tuple[float, float]:
        """The two parameters of the Beta distribution of that mean and spread."""
        p = min(max(self.probability, _LEAST), 1 - _LEAST)
        widest = p * (1 - p)
        spread = min(max(((self.high - self.low) / (2 * Z)) ** 2, _LEAST * widest), widest / 1.001)
        count = widest / spread - 1
        return p * count, (1 - p) * count

    @property
    def answers(self) -> tuple[tuple[float, float], ...]:
        """For weak, moderate and strong: how likely the answer is, and the strength it means.

        The strengths weighed by the likelihoods are the strength believed, as one answer more
        is expected to change nothing.
        """
        from scipy.special import betainc  # noqa: PLC0415 # slow to import

        a, b = self.beta
        below = [float(betainc(a, b, at)) for at in WORDS_FROM]
        mean_below = [a / (a + b) * float(betainc(a + 1, b, at)) for at in WORDS_FROM]
        found = []
        for place in range(len(WORDS_FROM) - 1):
            likely = below[place + 1] - below[place]
            mass = mean_below[place + 1] - mean_below[place]
            found.append((likely, mass / likely if likely > _LEAST else 0.0))
        return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """How well does the first of `about` know the second, and what the answer would be good for.

    `worth` is by how much the chance of the best way is expected to rise, `changes` the chance
    that the answer changes which way that is.
    """

    about: Ends
    worth: float
    changes: float


def most_useful(routes: Sequence[Route], beliefs: Mapping[Ends, Belief]) -> tuple[Question, ...]:
    """The questions whose answers are worth something, the most useful first.

    `beliefs` names the ties that may be asked about; their strengths in the routes are those
    believed.
    """
    found = []
    for about, belief in beliefs.items():
        without = max((math.prod(r.chances) for r in routes if not _has(r, about)), default=0.0)
        others = max(
            (_besides(route, about) for route in routes if _has(route, about)), default=0.0
        )
        first = belief.probability * others > without
        best = max(without, belief.probability * others)
        worth = changes = 0.0
        for likely, strength in belief.answers:
            worth += likely * max(without, strength * others)
            changes += likely * ((strength * others > without) is not first)
        if changes > _LEAST and worth - best > _LEAST:
            found.append(Question(about=about, worth=worth - best, changes=changes))
    return tuple(sorted(found, key=lambda one: (-one.worth, one.about)))


def _has(route: Route, about: Ends) -> bool:
    return any(ends == about for ends, _ in route.ties)


def _besides(route: Route, about: Ends) -> float:
    return math.prod(chance for ends, chance in route.ties if ends != about)


_LEAST = 1e-9
