"""How good a ranking or a probability was, with how sure that is.

Ties count as a random order among equals, so that a ranker which scores everybody alike is
chance and not luck. Intervals are percentiles of a bootstrap that draws whole groups (what
comes from one message stands or falls together), with a fixed seed: the same data give the same
numbers. Pure functions; nothing here knows what was ranked.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

RESAMPLES = 1000
"""How often the bootstrap draws."""

_SEED = 7

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A mean, and the interval `low` to `high` that holds the true one 95 times in 100."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """Where the right answer came: 1/rank, and the chance that it is among the first 1 and 5."""

    reciprocal_rank: float
    hit1: float
    hit5: float


def placing(scores: Sequence[float], right: int) -> Placing:
    """Where `scores[right]` comes when larger is better, expected over random order of ties."""
    mine = scores[right]
    ahead = sum(1 for other in scores if other > mine)
    equal = sum(1 for other in scores if other == mine)
    return Placing(
        reciprocal_rank=sum(1 / place for place in range(ahead + 1, ahead + equal + 1)) / equal,
        hit1=min(max(1 - ahead, 0), equal) / equal,
        hit5=min(max(5 - ahead, 0), equal) / equal,
    )


def estimates(values: Numbers, groups: Sequence[str]) -> tuple[Estimate, ...]:
    """The mean of each column of `values` with its interval; `groups` names each row's group."""
    _, member = np.unique(np.asarray(groups), return_inverse=True)
    many = int(member.max()) + 1
    sums = np.zeros((many, values.shape[1]))
    np.add.at(sums, member, values)
    sizes = np.bincount(member, minlength=many).astype(float)
    drawn = np.random.default_rng(_SEED).multinomial(many, np.full(many, 1 / many), RESAMPLES)
    means = (drawn @ sums) / (drawn @ sizes)[:, None]
    low, high = np.percentile(means, [2.5, 97.5], axis=0)
    return tuple(
        Estimate(value=float(value), low=float(lower), high=float(upper))
        for value, lower, upper in zip(values.mean(axis=0), low, high, strict=True)
    )


def area_under_curve(happened: Sequence[bool], scores: Sequence[float]) -> float | None:
    """The chance that a case that happened scores above one that did not; ties count a half.

    0.5 is no better than chance. `None` when all cases are of one kind.
    """
    truth, values = np.asarray(happened, bool), np.asarray(scores, float)
    positive, negative = int(truth.sum()), int((~truth).sum())
    if not positive or not negative:
        return None
    _, place = np.unique(values, return_inverse=True)
    yes, no = np.bincount(place, truth), np.bincount(place, ~truth)
    return float((yes * (np.cumsum(no) - no / 2)).sum() / (positive * negative))


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Cases said to be about equally likely: how many, what was said, how often it was so.

    `low` to `high` is the interval (Wilson, 95 %) of how often it truly is.
    """

    count: int
    said: float
    was: float
    low: float
    high: float


def reliability(
    said: Sequence[float], happened: Sequence[bool], *, bins: int = 10
) -> tuple[Bin, ...]:
    """Cases sorted by what was said, in up to `bins` bins of equal size, from unlikely to likely.

    Equal probabilities are never parted, so that there may be fewer bins.
    """
    order = sorted(zip(said, happened, strict=True))
    found: list[Bin] = []
    begin = 0
    for number in range(1, bins + 1):
        end = max(round(number * len(order) / bins), begin)
        while 0 < end < len(order) and order[end][0] == order[end - 1][0]:
            end += 1
        if end > begin:
            part = order[begin:end]
            found.append(_bin([p for p, _ in part], [bool(y) for _, y in part]))
        begin = end
    return tuple(found)


def reliability_by_width(
    said: Sequence[float], happened: Sequence[bool], *, bins: int = 10
) -> tuple[Bin, ...]:
    """Cases in bins of equal width of what was said, from 0 to 1; empty bins are left out."""
    parts: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    for chance, truth in zip(said, happened, strict=True):
        parts[min(int(chance * bins), bins - 1)].append((chance, truth))
    return tuple(_bin([p for p, _ in part], [y for _, y in part]) for part in parts if part)


def _bin(said: list[float], happened: list[bool]) -> Bin:
    count, yes = len(said), sum(happened)
    low, high = wilson(yes, count)
    return Bin(count=count, said=sum(said) / count, was=yes / count, low=low, high=high)


def calibration_error(bins: Sequence[Bin]) -> float:
    """The expected calibration error: the mean of |said − was| over all cases."""
    total = sum(one.count for one in bins)
    return sum(one.count * abs(one.said - one.was) for one in bins) / total if total else 0.0


def wilson(yes: int, total: int, *, z: float = 1.96) -> tuple[float, float]:
    """The interval of a share of which `yes` of `total` were seen (Wilson, 1927)."""
    if not total:
        return 0.0, 1.0
    share = yes / total
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = z * ((share * (1 - share) / total + z * z / (4 * total**2)) ** 0.5) / (1 + z * z / total)
    return max(middle - half, 0.0), min(middle + half, 1.0)
