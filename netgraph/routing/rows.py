"""Ties as compressed sparse rows, strongest first, and how a search reads them.

Rows are read down to a probability, which is what makes bounds cheap: a row is cut by
bisection, never scanned. A viewer's own ties use the same rows for those few people who have
any, so that they cost what they weigh.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
People = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rows:
    """For each of the `owners`, its ties: `other` end and `probability`, best first, then by id.

    `owners` is `None` when row i belongs to person i; otherwise sorted, with people left out
    having no ties. Row i lies between `start[i]` and `start[i + 1]`.
    """

    owners: People | None
    start: Ints
    other: People
    probability: Floats

    @classmethod
    def dense(cls, owner: Ints, other: Ints, probability: Floats, *, people: int) -> Self:
        """One row for each of `people`."""
        order = np.lexsort((other, -probability, owner))
        rows = max(people, 1)
        start = np.zeros(rows + 1, dtype=np.int64)
        np.cumsum(np.bincount(owner, minlength=rows), out=start[1:])
        return cls(
            owners=None,
            start=start,
            other=other[order].astype(np.int32),
            probability=probability[order],
        )

    @classmethod
    def sparse(cls, owner: Ints, other: Ints, probability: Floats) -> Self:
        """Rows for those alone who own a tie."""
        order = np.lexsort((other, -probability, owner))
        owners, counts = np.unique(owner, return_counts=True)
        start = np.zeros(len(owners) + 1, dtype=np.int64)
        np.cumsum(counts, out=start[1:])
        return cls(
            owners=owners.astype(np.int32),
            start=start,
            other=other[order].astype(np.int32),
            probability=probability[order],
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

    def read(self, people: Ints, least: Floats) -> tuple[Ints, Ints]:
        """The ties of each of `people` that have at least its `least` probability.

        Gives which of `people` each tie belongs to, and the tie's place in the columns.
        """
        begin, end = self.spans(people)
        counts = self._cut(begin, end, least) - begin
        belongs = np.repeat(np.arange(len(people)), counts)
        before = np.cumsum(counts) - counts
        return belongs, np.arange(len(belongs)) - (before - begin)[belongs]

    def best(self, people: Ints) -> Floats:
        """The probability of the best tie of each; 0 without any."""
        begin, end = self.spans(people)
        if not len(self.probability):
            return np.zeros(len(people))
        at = np.minimum(begin, len(self.probability) - 1)
        return np.where(begin < end, self.probability[at], 0.0)

    def _cut(self, begin: Ints, end: Ints, least: Floats) -> Ints:
        """The end of each span down to its least: bisection of all rows at once."""
        unsure = (begin < end) & (least > 0)
        low, high = np.where(unsure, begin, end), end.copy()
        rest = np.flatnonzero(unsure)
        while len(rest):
            middle = (low[rest] + high[rest]) >> 1
            fits = self.probability[middle] >= least[rest]
            low[rest[fits]] = middle[fits] + 1
            high[rest[~fits]] = middle[~fits]
            rest = rest[low[rest] < high[rest]]
        return low
