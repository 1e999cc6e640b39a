"""Whether an introduction is followed up: what predicts it, and whether our chances hold.

A chance of success is learned on the earlier half of the introductions and judged on the later
half, so it is always the future that is predicted. It starts from how often introductions
succeed here at all, and moves for what the introducer's own earlier ones came to and for how
strong the ties are, as far as the past shows that these matter; the weights are held near zero
by a prior, so that where nothing predicts success the answer is the plain rate.
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

_PRECISION = 10.0
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
    used = np.column_stack([columns[RECORD], columns[names[0]]])
    known = [at for at in range(half) if cases[at][0].at + FOLLOW_UP <= cases[half][0].at]
    said = _chances(used, happened, known=known or list(range(half)))[half:]
    later = [bool(one) for one in happened[half:]]
    bins = reliability([float(one) for one in said], later, bins=_BINS)
    predictors = [
        Predictor(name=name, auc=auc)
        for name, column in columns.items()
        if (auc := area_under_curve(later, [float(one) for one in column[half:]])) is not None
    ]
    return SuccessReport(
        judged=len(later),
        rate=sum(later) / len(later),
        said=float(said.mean()),
        auc=area_under_curve(later, [float(one) for one in said]),
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


def _chances(columns: Numbers, happened: Numbers, *, known: Sequence[int]) -> Numbers:
    """The chance of each case, from a logistic regression on the known ones, held near the rate."""
    spread = columns[known].std(axis=0)
    scaled = (columns - columns[known].mean(axis=0)) / np.where(spread > 0, spread, 1.0)
    whole = np.column_stack([np.ones(len(columns)), scaled])
    rows, truth = whole[known], happened[known]
    precision = np.diag([1e-3] + [_PRECISION] * scaled.shape[1])
    theta = np.zeros(whole.shape[1])
    for _ in range(_STEPS):
        chance = _expit(rows @ theta)
        slope = rows.T @ (truth - chance) - precision @ theta
        bend = (rows * (chance * (1 - chance))[:, None]).T @ rows + precision
        theta += np.linalg.solve(bend, slope)
    return _expit(whole @ theta)


def _expit(values: Numbers) -> Numbers:
    return 1 / (1 + np.exp(-np.clip(values, -30, 30)))
