"""A balance over two years as a small picture, for the one viewer whose it is.

Above the line in the middle the viewer gave more than came back, below they received more. The
numbers are given with it as rows, so that nothing is told by colour or shape alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from netgraph.domain.favors import Goodwill

_WIDTH, _HEIGHT = 240.0, 56.0
_LEAST_SCALE = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceLine:
    """Polygons above and below the middle, and the line; `rows` are day, given and received."""

    width: float
    height: float
    zero: float
    points: str
    above: str
    below: str
    since: date
    says: str
    rows: tuple[tuple[date, float, float], ...]


def balance_line(months: Sequence[tuple[date, Goodwill]]) -> BalanceLine | None:
    """The picture of the balance at each of the days; `None` when there never was any favor."""
    if not any(good.entries for _, good in months):
        return None
    most = max(_LEAST_SCALE, *(abs(good.balance) for _, good in months))
    zero = _HEIGHT / 2
    step = _WIDTH / max(1, len(months) - 1)
    spots = [
        (number * step, zero - good.balance / most * (zero - 2))
        for number, (_, good) in enumerate(months)
    ]
    last = months[-1][1]
    return BalanceLine(
        width=_WIDTH,
        height=_HEIGHT,
        zero=zero,
        points=_said(spots),
        above=_said([(0.0, zero), *((x, min(y, zero)) for x, y in spots), (_WIDTH, zero)]),
        below=_said([(0.0, zero), *((x, max(y, zero)) for x, y in spots), (_WIDTH, zero)]),
        since=months[0][0],
        says=(
            f"Balance over two years; today you gave {last.given:.2f} and received "
            f"{last.received:.2f}, in coffees"
        ),
        rows=tuple((day, good.given, good.received) for day, good in reversed(months)),
    )


def _said(spots: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
