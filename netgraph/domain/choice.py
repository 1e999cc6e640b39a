"""Choosing some of many exactly: a zero-one program, solved by HiGHS through scipy."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The columns chosen, `None` when none were found in time, and what no choice can exceed."""

    columns: tuple[int, ...] | None
    bound: float


def choose(
    worth: Floats,
    takes: "Floats | csr_array[np.float64, tuple[int, int]]",
    *,
    least: float | Floats = -np.inf,
    most: float | Floats = np.inf,
    seconds: float | None = None,
) -> Chosen:
    """The columns of the largest sum of `worth` where each row's sum is from `least` to `most`.

    `takes` has a row a condition and a column a thing to choose, and may be sparse. Exact, unless
    the `seconds` run out.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp  # noqa: PLC0415 # slow to import

    found = milp(
        -worth,
        constraints=LinearConstraint(takes, lb=least, ub=most),
        integrality=np.ones(len(worth), dtype=np.int64),
        bounds=Bounds(0, 1),
        options={"mip_rel_gap": 0.0, **({"time_limit": seconds} if seconds else {})},
    )
    bound = worth[worth > 0].sum() if found.mip_dual_bound is None else -found.mip_dual_bound
    if found.x is None:
        return Chosen(columns=None, bound=float(bound))
    chosen = np.flatnonzero(np.asarray(found.x) > 0.5)  # noqa: PLR2004 # one or nought
    return Chosen(columns=tuple(chosen.tolist()), bound=float(bound))
