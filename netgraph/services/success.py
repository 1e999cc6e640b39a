"""Whether an introduction is followed up: what predicts it, and whether our chances hold.

The chance of each introduction of the later half is learned from those settled before it, so it
is always the future that is predicted. It starts from how often introductions succeed here at
all, and moves for what the introducer's own earlier ones came to and for how much the two write
anyway, as far as the past shows that these matter; the weights are held near zero by a
prior, so that where nothing predicts success the answer is the plain rate.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from netgraph.domain.measures import Bin, area_under_curve, calibration_error, reliability
from netgraph.services.mail_history import FOLLOW_UP, Introduction

LEAST = 40
"""Fewer introductions than this say nothing about what predicts success."""

RECORD = "the introducer's earlier record"
"""The name of the predictor that looks at what earlier introductions by the same person came to."""

READY = "how much the two write"
"""The name of the predictor that looks at whether those who would follow up write at all."""

_PRECISION = 10.0
_RATE_PRECISION = 0.1
_FADING = 100.0
_REFIT = 10
_BINS = 5
_STEPS = 30

Known = tuple[Introduction, Mapping[str, float]]
Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Predictor:
    """How well one number foretells success: `auc` 0.5 is chance, 1 is always right."""

    name: str
    auc: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SuccessReport:
    """What was found about success.

    `judged` introductions of the later half, of which a share `rate` succeeded; `said` is the
    mean chance we gave them. `bins` compare the two, `calibration_error` sums that up, `auc` is
    how well our chance tells the one kind from the other. `predictors` come best first.
    """

    judged: int
    rate: float
    said: float
    auc: float | None
    bins: tuple[Bin, ...]
    calibration_error: float
    predictors: tuple[Predictor, ...]


def success_report(cases: Sequence[Known]) -> SuccessReport | None:
    """What foretells success among introductions, oldest first, each with its scores by name.

    Scores are of the introducer who did it, as of before. `None` with fewer than `LEAST`, or
    when all came out alike.
    """
    happened = np.array([case.followed for case, _ in cases], float)
    if len(cases) < LEAST or happened.min() == happened.max():
        return None
    records = _records([case for case, _ in cases])
    names = tuple(cases[0][1])
    columns = {RECORD: records} | {
        name: np.array([scores[name] for _, scores in cases]) for name in names
    }
    half = len(cases) // 2
    used = [columns[name] for name in (RECORD, READY) if name in columns]
    said = _foretold([case for case, _ in cases], np.column_stack(used), begin=half)
    later = [bool(one) for one in happened[half:]]
    bins = reliability(said, later, bins=_BINS)
    predictors = [
        Predictor(name=name, auc=auc)
        for name, column in columns.items()
        if (auc := area_under_curve(later, [float(one) for one in column[half:]])) is not None
    ]
    return SuccessReport(
        judged=len(later),
        rate=sum(later) / len(later),
        said=sum(said) / len(said),
        auc=area_under_curve(later, said),
        bins=bins,
        calibration_error=calibration_error(bins),
        predictors=tuple(sorted(predictors, key=lambda one: (-abs(one.auc - 0.5), one.name))),
    )


def _records(introductions: Sequence[Introduction]) -> Numbers:
    """For each, the share of the introducer's earlier ones that succeeded, pulled to the rate.

    Only what was settled by then counts: earlier ones whose time to be followed up had passed.
    """
    found = []
    for at, one in enumerate(introductions):
        settled = [other for other in introductions[:at] if other.at + FOLLOW_UP <= one.at]
        rate = (sum(other.followed for other in settled) + 1) / (len(settled) + 4)
        mine = [other.followed for other in settled if other.introducer == one.introducer]
        found.append((sum(mine) + 4 * rate) / (len(mine) + 4))
    return np.array(found)


def _foretold(
    introductions: Sequence[Introduction], columns: Numbers, *, begin: int
) -> list[float]:
    """The chance of each introduction from `begin` on, learned from what was settled before it.

    A logistic regression held near the rate, in which half of a case's part fades with every
    `_FADING` later ones, as habits change; it is fitted anew every `_REFIT` introductions.
    """
    happened = np.array([one.followed for one in introductions], float)
    said: list[float] = []
    for at in range(begin, len(introductions)):
        if (at - begin) % _REFIT == 0:
            now = introductions[at].at
            known = [to for to in range(at) if introductions[to].at + FOLLOW_UP <= now]
            fading = np.exp2(-(len(known) - 1 - np.arange(len(known))) / _FADING)
            rows = columns[known]
            centre = rows.mean(axis=0) if known else np.zeros(columns.shape[1])
            spread = rows.std(axis=0) if known else np.ones(columns.shape[1])
            spread = np.where(spread > 0, spread, 1.0)
            theta = _logistic((rows - centre) / spread, happened[known], fading)
        scaled = np.concatenate([[1.0], (columns[at] - centre) / spread])
        said.append(float(_expit(scaled @ theta)))
    return said


def _logistic(columns: Numbers, happened: Numbers, importance: Numbers) -> Numbers:
    """The most probable weights, the constant first, under normal priors around zero."""
    rows = np.column_stack([np.ones(len(columns)), columns])
    precision = np.diag([_RATE_PRECISION] + [_PRECISION] * columns.shape[1])
    theta = np.zeros(rows.shape[1])
    for _ in range(_STEPS):
        chance = _expit(rows @ theta)
        slope = rows.T @ (importance * (happened - chance)) - precision @ theta
        bend = (rows * (importance * chance * (1 - chance))[:, None]).T @ rows + precision
        theta = theta + np.linalg.solve(bend, slope)
    return theta


def _expit(values: Numbers) -> Numbers:
    return 1 / (1 + np.exp(-np.clip(values, -30, 30)))
