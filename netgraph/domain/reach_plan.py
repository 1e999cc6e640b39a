"""Which ties to wake or to make, so that most of one's targets come within reach.

A prospect is somebody to whom a tie could be made alive; it works with some chance, and then
opens each target with some probability. The value of a set of prospects is the number of
targets expected to be reached when each is asked for by the best way that is open. It only grows
with the set, and less the larger the set is (it is monotone and submodular, as a facility
location is), so choosing greedily keeps at least 1 − 1/e of the best value that as many can have.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Prospects in the order of choice, as rows; `gains` are targets expected more by each.

    `before` and `after` count the targets expected to be reached without and with them. `bound`
    is what no choice of as many prospects can exceed.
    """

    chosen: tuple[int, ...]
    gains: tuple[float, ...]
    before: float
    after: float
    bound: float

    @property
    def share(self) -> float:
        """The least share of the best possible gain that is gained."""
        most = self.bound - self.before
        return min(1.0, (self.after - self.before) / most) if most > 0 else 1.0


def expected(base: Floats, opened: Floats, works: Floats) -> Floats:
    """The expected probability of the best way to each target.

    `base` is what each of T targets has now, `opened[x, t]` the probability of the way over
    prospect x, `works[x]` the chance that the tie to x comes alive, independent of the others.
    With the prospects of a target sorted so that v₁ ≥ v₂ ≥ …, all above the base v,

        E = Σ vᵢ wᵢ Π_{j<i} (1 − wⱼ) + v Π (1 − wⱼ).
    """
    if not len(works):
        return base.copy()
    better = np.maximum(opened, base)
    order = np.argsort(-better, axis=0, kind="stable")
    values = np.take_along_axis(better, order, axis=0)
    chances = works[order]
    none_before = np.cumprod(np.vstack([np.ones(len(base)), 1 - chances]), axis=0)
    total: Floats = (values * chances * none_before[:-1]).sum(axis=0) + base * none_before[-1]
    return total


def plan(base: Floats, opened: Floats, works: Floats, *, most: int) -> Plan:
    """Up to `most` prospects, chosen one after the other for what each adds to those before.

    Arrays are as for `expected`. Prospects that add nothing are not chosen; of equal ones the
    first is. The bound is the value chosen plus the `most` largest gains that single prospects
    would still add, which no set of that size exceeds as gains only shrink (Leskovec et al.,
    "Cost-effective outbreak detection in networks", 2007). Raises `ValueError` for `most` below 1.
    """
    if most < 1:
        raise ValueError(f"At least one tie is planned, not {most}.")
    before = float(base.sum())
    chosen: list[int] = []
    gains: list[float] = []
    value = before
    while True:
        left = _gains(base, opened, works, chosen, value)
        if len(chosen) == most or not len(left) or left.max() <= _LEAST:
            break
        best = int(left.argmax())
        chosen.append(best)
        gains.append(float(left[best]))
        value += gains[-1]
    return Plan(
        chosen=tuple(chosen),
        gains=tuple(gains),
        before=before,
        after=value,
        bound=value + float(np.sort(left)[::-1][:most].sum()),
    )


def _gains(base: Floats, opened: Floats, works: Floats, chosen: list[int], value: float) -> Floats:
    """What each prospect would add to those chosen; nothing for the chosen themselves."""
    found: Floats = np.zeros(len(works))
    for row in range(len(works)):
        if row not in chosen:
            rows = [*chosen, row]
            found[row] = float(expected(base, opened[rows], works[rows]).sum()) - value
    return np.maximum(found, 0.0)


_LEAST = 1e-9
