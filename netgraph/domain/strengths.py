"""The strengths of many ties on one day at once: the formula of `strength.py` over columns.

The scalar formula is the definition and this one is proven equal to it by a property test. What
makes it quick is that a day changes every count of a grade by one factor: a tie is the ten
numbers of its `Sums`, brought to one common day once, and each day's strengths are a few passes
over them. Periods and favors are rare and kept apart, by the place of their tie.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import numpy.typing as npt

from netgraph.domain.evidence import Grade
from netgraph.domain.favors import HALF_LIFE_DAYS, Size
from netgraph.domain.strength import (
    GOODWILL_MOST,
    GOODWILL_UNIT,
    LEVELS,
    LIVE,
    LIVE_DAYS,
    NO_COUNTS,
    NO_WARMTH,
    Strength,
    Sums,
    strength_on,
)

Floats = npt.NDArray[np.float64]
Days = npt.NDArray[np.int32]

EPOCH = date(2020, 1, 1)
"""The day of which counts in columns are; a count of later days is larger here, not lost."""

RANKS, SIZES = len(Grade), len(Size)
_FULL = Grade.TWO_WAY.rank
_LEVELS = tuple(LEVELS[grade] for grade in Grade)
_HALF_LIVES = np.array([level.half_life for level in _LEVELS])
_WARM_LIVES = np.array([HALF_LIFE_DAYS[size] for size in Size])
_LEAST = 1e-9
_BLOCK = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Columns:
    """Ties by place, in columns; `best` is −1 where nothing is known.

    `counts` has a row a grade, as of `EPOCH`. `as_of` is the day from which the sums count.
    `odd` are the places, in order, of ties with periods or favors, and `ended`, `going` and
    `warmth` have a column for each of these, as of `EPOCH` where they fade.
    """

    counts: Floats
    as_of: Days
    full_at: Days
    last: Days
    best: npt.NDArray[np.int8]
    odd: npt.NDArray[np.int64]
    ended: Floats
    going: Floats
    warmth: Floats

    def __len__(self) -> int:
        """How many ties there are."""
        return len(self.best)

    def sums(self, place: int) -> Sums | None:
        """One tie's sums, as of `EPOCH`; `None` where nothing is known."""
        if self.best[place] < 0:
            return None
        ended = going = NO_COUNTS
        warmth = NO_WARMTH
        at = int(np.searchsorted(self.odd, place))
        if at < len(self.odd) and self.odd[at] == place:
            ended, going = tuple(self.ended[:, at].tolist()), tuple(self.going[:, at].tolist())
            warmth = tuple(self.warmth[:, at].tolist())
        return Sums(
            as_of=EPOCH,
            counts=tuple(self.counts[:, place].tolist()),
            ended=ended,
            going=going,
            warmth=warmth,
            full_at=int(self.full_at[place]),
            last=int(self.last[place]),
            best=int(self.best[place]),
        )

    def strength(self, place: int, day: date) -> Strength | None:
        """One tie's strength on a day from `as_of` on; `None` where nothing is known."""
        known = self.sums(place)
        return None if known is None else strength_on(known, day)

    def taken(self, places: npt.NDArray[np.int64]) -> "Columns":
        """The ties of these places, in this order."""
        back = np.full(len(self), -1, dtype=np.int64)
        back[self.odd] = np.arange(len(self.odd))
        found = back[places]
        odd = np.flatnonzero(found >= 0)
        at = found[odd]
        return Columns(
            counts=self.counts[:, places],
            as_of=self.as_of[places],
            full_at=self.full_at[places],
            last=self.last[places],
            best=self.best[places],
            odd=odd,
            ended=self.ended[:, at],
            going=self.going[:, at],
            warmth=self.warmth[:, at],
        )


def columns_of(sums: Sequence[Sums | None]) -> Columns:
    """The ties in columns, each at its place."""
    many = len(sums)
    odd = [place for place, one in enumerate(sums) if one is not None and not one.plain]
    strange = [one for one in sums if one is not None and not one.plain]
    days = np.array([one.as_of.toordinal() if one else 0 for one in sums], dtype=np.int32)
    return at_epoch(
        Columns(
            counts=_table([one.counts if one else NO_COUNTS for one in sums], RANKS),
            as_of=days,
            full_at=np.array([one.full_at if one else 0 for one in sums], dtype=np.int32),
            last=np.array([one.last if one else 0 for one in sums], dtype=np.int32),
            best=np.array([one.best if one else -1 for one in sums], dtype=np.int8),
            odd=np.array(odd, dtype=np.int64),
            ended=_table([one.ended for one in strange], RANKS),
            going=_table([one.going for one in strange], RANKS),
            warmth=_table([one.warmth for one in strange], SIZES),
        )
        if many
        else NOTHING
    )


def at_epoch(found: Columns) -> Columns:
    """The columns with counts as of `EPOCH`, from counts as of each tie's own day."""
    age = (found.as_of - EPOCH.toordinal()).astype(np.float64)
    odd = age[found.odd]
    return replace(
        found,
        counts=found.counts * np.exp2(age / _HALF_LIVES[:, None]),
        ended=found.ended * np.exp2(odd / _HALF_LIVES[:, None]),
        warmth=found.warmth * np.exp2(odd / _WARM_LIVES[:, None]),
    )


def joined(parts: Sequence[Columns]) -> Columns:
    """The ties of all parts, one part after the other."""
    before = np.cumsum([0, *(len(part) for part in parts)])
    return Columns(
        counts=np.concatenate([part.counts for part in parts], axis=1),
        as_of=np.concatenate([part.as_of for part in parts]),
        full_at=np.concatenate([part.full_at for part in parts]),
        last=np.concatenate([part.last for part in parts]),
        best=np.concatenate([part.best for part in parts]),
        odd=np.concatenate(
            [part.odd + first for part, first in zip(parts, before[:-1], strict=True)]
        ),
        ended=np.concatenate([part.ended for part in parts], axis=1),
        going=np.concatenate([part.going for part in parts], axis=1),
        warmth=np.concatenate([part.warmth for part in parts], axis=1),
    )


def probabilities(found: Columns, day: date, *, first: int = 0, end: int | None = None) -> Floats:
    """The probability of each tie on a day, 0 where nothing is known, of the places asked for.

    The same as `strength(…).probability`, but for rounding, from each tie's `as_of` on.
    """
    last = len(found) if end is None else end
    p = np.empty(last - first)
    for begin in range(first, last, _BLOCK):
        stop = min(begin + _BLOCK, last)
        p[begin - first : stop - first] = _block(found, day, begin, stop)
    return p


def _block(found: Columns, day: date, begin: int, stop: int) -> Floats:
    age = float((day - EPOCH).days)
    left = np.exp2(-age / _HALF_LIVES)
    low, high = np.searchsorted(found.odd, (begin, stop))
    at = found.odd[low:high] - begin
    lasting = np.maximum(found.ended[:, low:high] * left[:, None], found.going[:, low:high])
    intensity = np.zeros(stop - begin)
    for rank, level in enumerate(_LEVELS):
        count = found.counts[rank, begin:stop] * left[rank]
        count[at] += lasting[rank]
        intensity += level.most * (1 - level.half_at / (count + level.half_at))
    full_at = found.full_at[begin:stop]
    quiet = np.maximum(day.toordinal() - full_at - LIVE_DAYS, 0)
    fresh = np.where(full_at > 0, np.exp2(-quiet / _LEVELS[_FULL].half_life), 0.0)
    fresh[at[found.going[_FULL, low:high] > 0]] = 1.0
    intensity += LIVE * fresh
    p = np.maximum(-np.expm1(-intensity), _LEAST)
    if len(at):
        shift = np.exp2(-age / _WARM_LIVES) @ found.warmth[:, low:high]
        moved, places = shift[shift != 0], at[shift != 0]
        base = p[places]
        logit = np.log(base) - np.log1p(-base)
        logit += GOODWILL_MOST * np.tanh(moved / GOODWILL_UNIT)
        p[places] = 1 / (1 + np.exp(-logit))
    p[found.best[begin:stop] < 0] = 0.0
    return p


def _table(rows: Sequence[Sequence[float]], width: int) -> Floats:
    return np.array(rows, dtype=np.float64).reshape(len(rows), width).T.copy()


NOTHING = Columns(
    counts=np.empty((RANKS, 0)),
    as_of=np.empty(0, dtype=np.int32),
    full_at=np.empty(0, dtype=np.int32),
    last=np.empty(0, dtype=np.int32),
    best=np.empty(0, dtype=np.int8),
    odd=np.empty(0, dtype=np.int64),
    ended=np.empty((RANKS, 0)),
    going=np.empty((RANKS, 0)),
    warmth=np.empty((SIZES, 0)),
)
"""No ties."""
