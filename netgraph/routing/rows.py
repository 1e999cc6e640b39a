"""Ties as compressed sparse rows, sorted by cost, and how a search reads them.

A tie's cost is −ln p in units of 2⁻⁴⁸, rounded to a whole number: sums of costs are exact and
do not depend on the order of adding, so that ties of rank are well defined. Two products count
as equal when they agree to about one part in 10¹⁴. Rows are read up to a cost, which is what
makes bounds cheap: a row is cut, never scanned.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
People = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

UNIT = float(2**48)
"""Units of cost in one unit of −ln p."""

ENDLESS = 2**61
"""More than any path costs."""


def cost_of(probability: Floats) -> Ints:
    """The costs of probabilities in (0, 1]."""
    return np.rint(-np.log(probability) * UNIT).astype(np.int64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """For each of the `owners`, its ties: `other` end and `cost`, cheapest first, then by id.

    `owners` is `None` when row i belongs to person i; otherwise sorted, with people left out
    having no ties. Row i lies between `start[i]` and `start[i + 1]`.
    """

    owners: People | None
    start: Ints
    other: People
    cost: Ints

    @classmethod
    def dense(cls, owner: Ints, other: Ints, cost: Ints, *, people: int) -> Self:
        """One row for each of `people`."""
        order = np.lexsort((other, cost, owner))
        rows = max(people, 1)
        start = np.zeros(rows + 1, dtype=np.int64)
        np.cumsum(np.bincount(owner, minlength=rows), out=start[1:])
        return cls(owners=None, start=start, other=other[order].astype(np.int32), cost=cost[order])

    @classmethod
    def sparse(cls, owner: Ints, other: Ints, cost: Ints) -> Self:
        """Rows for those alone who own a tie."""
        order = np.lexsort((other, cost, owner))
        owners, counts = np.unique(owner, return_counts=True)
        start = np.zeros(len(owners) + 1, dtype=np.int64)
        np.cumsum(counts, out=start[1:])
        return cls(
            owners=owners.astype(np.int32),
            start=start,
            other=other[order].astype(np.int32),
            cost=cost[order],
        )

    def spans(self, people: Ints) -> tuple[Ints, Ints]:
        """Where the rows of these people begin and end; empty for who has none."""
        if self.owners is None:
            known = people < len(self.start) - 1
            row = np.where(known, people, 0)
        elif not len(self.owners):
            nothing = np.zeros(len(people), dtype=np.int64)
            return nothing, nothing
        else:
            row = np.minimum(np.searchsorted(self.owners, people), len(self.owners) - 1)
            known = self.owners[row] == people
        begin = self.start[row]
        return begin, np.where(known, self.start[row + 1], begin)

    def read(self, people: Ints, limit: Ints) -> tuple[Ints, Ints]:
        """The ties of each of `people` that cost at most its `limit`.

        Gives which of `people` each tie belongs to, and the tie's place in `other` and `cost`.
        """
        begin, end = self.spans(people)
        stop = self._cut(begin, end, limit)
        counts = stop - begin
        belongs = np.repeat(np.arange(len(people)), counts)
        before = np.cumsum(counts) - counts
        return belongs, np.arange(len(belongs)) - (before - begin)[belongs]

    def cheapest(self, people: Ints) -> Ints:
        """The cost of the cheapest tie of each; `ENDLESS` without any."""
        begin, end = self.spans(people)
        if not len(self.cost):
            return np.full(len(people), ENDLESS)
        return np.where(begin < end, self.cost[np.minimum(begin, len(self.cost) - 1)], ENDLESS)

    def _cut(self, begin: Ints, end: Ints, limit: Ints) -> Ints:
        """The end of each span up to its limit: bisection of all rows at once."""
        open_ = (begin < end) & (limit < ENDLESS)
        low, high = np.where(open_, begin, end), end.copy()
        rest = np.flatnonzero(open_)
        while len(rest):
            middle = (low[rest] + high[rest]) >> 1
            fits = self.cost[middle] <= limit[rest]
            low[rest[fits]] = middle[fits] + 1
            high[rest[~fits]] = middle[~fits]
            rest = rest[low[rest] < high[rest]]
        return low
