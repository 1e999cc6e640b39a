"""Who is likely to bring two people together: seven terms and their weights.

A conditional logit. Among everybody who has had to do with both A and C, the one who makes the
introduction is B with the chance exp(score(B)) / Σ exp(score), where the score is the sum of
seven terms times their weights. The terms were chosen and `PRIOR` fitted on introductions that
happened in two organisations that have nothing in common, each term because it helped in the
one when its weight came from the other (`python -m bench.introductions`). What an organisation's
own past says is added by `netgraph.services.backtest`, which never moves far from `PRIOR`
without good reason. `docs/introducers.md` tells the same to the curious user.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

TIE_HALF_LIFE = 60.0
"""Days in which half of a message's part in a tie fades."""

HABIT_HALF_LIFE = 300.0
"""Days in which half of a message's part in a habit fades."""

BURST_HALF_LIFE = 7.0
"""Days in which half of a message's part in a burst of activity fades."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Footing:
    """What is known, on a day, of one person B and two people A and C that B could introduce.

    Pairs are in the order (A, C); all counts are faded, with the half-life named. `ties`:
    messages either way between B and each (60 days). `written`: those of B alone (60 days).
    `joint`: messages that B wrote to both, each as 1/recipients (300 days). `shared`: resource
    allocation between B and each, Σ 1/contacts over common contacts. `introductions` that B
    made (300 days). `sent`: messages that B wrote to anybody, with half-lives of 7, 60 and 300
    days.
    """

    ties: tuple[float, float]
    written: tuple[float, float]
    joint: float
    shared: tuple[float, float]
    introductions: float
    sent: tuple[float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What one unit of each term adds to the score of an introducer.

    `tie` and `written`: ln of the faded messages between B and A, plus the same for C; either
    way, and from B alone. `weaker`: the lesser of the two logarithms of `tie`. `habit`: ln of
    introductions per message sent. `joint`: ln(1 + 10 · messages to both). `shared`: ln of the
    common contacts, weighed by resource allocation, for A plus for C; below zero, as a person
    with the same crowd as A has less to offer A. `burst`: ln of the last week's activity
    relative to the usual.
    """

    tie: float
    written: float
    weaker: float
    habit: float
    joint: float
    shared: float
    burst: float

    def as_tuple(self) -> tuple[float, ...]:
        """The weights in the order of `terms`."""
        return tuple(getattr(self, name) for name in TERMS)


TERMS: tuple[str, ...] = tuple(field.name for field in fields(Weights))
"""The names of the terms, in their order."""

PRIOR = Weights(
    tie=0.09, written=0.31, weaker=0.23, habit=0.44, joint=0.47, shared=-0.21, burst=0.56
)
"""The weights for an organisation of which nothing is known, fitted by `bench/introductions.py`."""

BASELINE = Weights(tie=1.0, written=0.0, weaker=0.0, habit=0.0, joint=0.0, shared=0.0, burst=0.0)
"""The weights that order people by the geometric mean of their two faded ties."""

PRIOR_PRECISION = 100.0
"""How firmly `PRIOR` is believed: 1/variance of each weight between organisations.

It stands for a standard deviation of 0.1. The two organisations known differ by a little more,
but a weight that moves on a few dozen introductions loses more than it gains.
"""

UNFOLLOWED = 0.4
"""What an introduction that came to nothing counts for in learning who makes introductions."""

_FEW = 0.1
_FEW_SHARED = 0.05


def terms(footing: Footing) -> tuple[float, ...]:
    """The seven terms of the score, in the order of `TERMS`.

    Added constants keep logarithms finite: a tenth of a message for ties, half an introduction
    on twenty messages for habits.
    """
    one, two = (math.log(count + _FEW) for count in footing.ties)
    week, season, year = footing.sent
    return (
        one + two,
        sum(math.log(count + _FEW) for count in footing.written),
        min(one, two),
        math.log(footing.introductions + 0.5) - math.log(year + 20),
        math.log1p(10 * footing.joint),
        sum(math.log(amount + _FEW_SHARED) for amount in footing.shared),
        math.log(week + 0.5) - math.log(season + 2),
    )


def score(footing: Footing, weights: Weights = PRIOR) -> float:
    """How likely B is to make the introduction, as log-odds relative to others; see `chances`."""
    return math.fsum(
        weight * term for weight, term in zip(weights.as_tuple(), terms(footing), strict=True)
    )


def chances(scores: Sequence[float]) -> tuple[float, ...]:
    """The probability of each candidate to be the one who makes the introduction; they add to 1."""
    if not scores:
        return ()
    top = max(scores)
    raised = [math.exp(value - top) for value in scores]
    total = math.fsum(raised)
    return tuple(value / total for value in raised)


def contributions(footing: Footing, weights: Weights = PRIOR) -> Mapping[str, float]:
    """What each term adds to the score, by name; the values add up to `score`."""
    return {
        name: weight * term
        for name, weight, term in zip(TERMS, weights.as_tuple(), terms(footing), strict=True)
    }
