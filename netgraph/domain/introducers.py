"""Who is likely to bring two people together: seven terms and their weights.

A conditional logit. Among everybody who has had to do with both A and C, the one who makes the
introduction is B with the chance exp(score(B)) / Σ exp(score), where the score is the sum of
seven terms times their weights. The terms were chosen and `PRIOR` fitted on introductions that
happened, each term because it helped in organisations that its weight did not come from
(`python -m bench.introductions`). What an organisation's own past says is added by
`netgraph.services.backtest`, which never moves far from `PRIOR` without good reason.
`docs/introducers.md` tells the same to the curious user.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

TIE_HALF_LIFE = 60.0
"""Days in which half of a message's part in a tie fades."""

LATE_HALF_LIFE = 14.0
"""Days in which half of a message's part in what went on lately fades."""

HABIT_HALF_LIFE = 300.0
"""Days in which half of a message's or an introduction's part in a habit fades."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Footing:
    """What is known, on a day, of one person B and two people A and C that B could introduce.

    Pairs are in the order (A, C); all counts are faded, with the half-life named. `ties`:
    messages either way between B and each (60 days). `lately`: the same (14 days). `written`:
    those of B alone (60 days). `joint`: messages that B wrote to both, each as 1/recipients
    (300 days). `brought`: introductions that B made of each to somebody else (300 days).
    `introductions` that B made of anybody (300 days). `sent`: messages that B wrote to anybody
    (300 days). `shared`: resource allocation between B and each, Σ 1/contacts over common
    contacts.
    """

    ties: tuple[float, float]
    lately: tuple[float, float]
    written: tuple[float, float]
    joint: float
    brought: tuple[float, float]
    introductions: float
    sent: float
    shared: tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What one unit of each term adds to the score of an introducer.

    `tie`, `lately` and `written`: ln of the faded messages between B and A, plus the same for
    C; either way, either way within the last weeks, and from B alone. `joint`: how much B has
    written to both at once, from 0 (never) to 1 (all the time). `brought`: ln(1 + 10 ·
    introductions of A that B made), plus the same for C: who has introduced somebody before
    does it again. `habit`: ln of introductions per message sent. `shared`: ln of the common
    contacts, weighed by resource allocation, for A plus for C; below zero, as a person with the
    same crowd as A has less to offer A.
    """

    tie: float
    lately: float
    written: float
    joint: float
    brought: float
    habit: float
    shared: float

    def as_tuple(self) -> tuple[float, ...]:
        """The weights in the order of `terms`."""
        return tuple(getattr(self, name) for name in TERMS)


TERMS: tuple[str, ...] = tuple(field.name for field in fields(Weights))
"""The names of the terms, in their order."""

PRIOR = Weights(
    tie=0.05, lately=0.15, written=0.24, joint=1.3, brought=0.17, habit=0.22, shared=-0.23
)
"""The weights for an organisation of which nothing is known, fitted by `bench/introductions.py`."""

BASELINE = Weights(tie=1.0, lately=0.0, written=0.0, joint=0.0, brought=0.0, habit=0.0, shared=0.0)
"""The weights that order people by the geometric mean of their two faded ties."""

PRIOR_DOUBT = 0.25
"""How far an organisation's weights may lie from `PRIOR`: the standard deviation between
organisations, as a part of the weight.

Organisations that have nothing in common differ by less than that, and a weight that moves on a
few dozen introductions loses more than it gains.
"""

LEAST_DOUBT = 0.02
"""The least standard deviation of a weight, however small the weight is."""

UNFOLLOWED = 0.4
"""What an introduction that came to nothing counts for in learning who makes introductions."""

_FEW = 0.1
_FEW_SHARED = 0.05
_JOINT_HALF = 0.2


def terms(footing: Footing) -> tuple[float, ...]:
    """The seven terms of the score, in the order of `TERMS`.

    Added constants keep logarithms finite: a tenth of a message for ties, half an introduction
    on twenty messages for habits. The term of joint messages is half its most at one message to
    five people, so that a thousand of them say no more than a habit does.
    """
    return (
        sum(math.log(count + _FEW) for count in footing.ties),
        sum(math.log(count + _FEW) for count in footing.lately),
        sum(math.log(count + _FEW) for count in footing.written),
        footing.joint / (footing.joint + _JOINT_HALF),
        sum(math.log1p(10 * count) for count in footing.brought),
        math.log(footing.introductions + 0.5) - math.log(footing.sent + 20),
        sum(math.log(amount + _FEW_SHARED) for amount in footing.shared),
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
