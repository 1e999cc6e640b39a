"""Questions to a network, and the paths that answer them.

Here a question is checked and put to the compiled search in `kernel.py`, and what comes back
becomes paths. Constraints shape the walks themselves, so what is found needs no filtering.
"""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import permutations

import numpy as np

from netgraph.routing.rows import (
    FREE,
    HIGHEST_GRADE,
    MOST_TIES,
    Best,
    Floats,
    Ints,
    Own,
    People,
    Question,
    Rows,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """A chain of people, and the probability that every one acts on the ask of the one before.

    `ties[i]` is the probability of the tie from `people[i]` to `people[i + 1]`; `probability`
    is their product, multiplied in that order.
    """

    people: tuple[int, ...]
    ties: tuple[float, ...]
    probability: float

    @property
    def weakest(self) -> int:
        """Which of `ties` is the weakest, the first of equals."""
        return self.ties.index(min(self.ties))

    @property
    def first_connector(self) -> int | None:
        """Whom the requester asks, or `None` when there is a direct tie."""
        return self.people[1] if len(self.people) > 2 else None  # noqa: PLR2004 -- two ends


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """The best path through one first connector, and the best one without that person at all."""

    path: Path
    fallback: Path | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Answers:
    """The best paths of many questions at once: row r asks, column t is wanted.

    Kept in arrays, as hundreds of thousands of paths are; `paths` makes those of one question.
    """

    best: Best
    columns: int

    @property
    def probability(self) -> Floats:
        """That of the path of rank i at [r, t, i]; 0 where there are no more."""
        return self.best.product.reshape(-1, self.columns, self.best.product.shape[1])

    def paths(self, row: int, column: int) -> tuple[Path, ...]:
        """The paths from requesters `row` to targets `column`, best first."""
        return _paths(self.best, row * self.columns + column)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Search:
    """One kind of question to a network.

    `avoid` is on no path; `resting` people may be at its ends, but connect nobody. `widest` is
    at least the greatest number of ties that anybody has. `fewest` and `most` count ties.
    """

    team: Rows
    own: Own
    widest: int
    most: int
    via: frozenset[int]
    avoid: frozenset[int]
    resting: frozenset[int]
    minimum: float
    grade: int
    fewest: int = 1

    def __post_init__(self) -> None:
        if self.most not in range(1, MOST_TIES + 1):
            raise ValueError(f"A path has 1 to {MOST_TIES} ties, not {self.most}.")
        if not 0 <= self.minimum <= 1:
            raise ValueError(f"A minimum is a probability, not {self.minimum}.")
        if self.grade not in range(HIGHEST_GRADE + 1):
            raise ValueError(f"A grade is 0 to {HIGHEST_GRADE}, not {self.grade}.")

    def best(
        self, requesters: frozenset[int], targets: frozenset[int], k: int, *, spread: bool = False
    ) -> tuple[Path, ...]:
        """The k best paths, best first; with `spread` one for each first connector at most."""
        from netgraph.routing import kernel  # noqa: PLC0415 -- takes a second to import

        _check_count(k)
        if self.via & (requesters | targets | self.avoid | self.resting):
            return ()
        asking, wanted = requesters - self.avoid, targets - requesters - self.avoid
        if not asking or not wanted:
            return ()
        answers = _room(1, k)
        barred = kernel.set_of(_array(self.avoid | self.resting))
        rows = _rows([asking]), _rows([wanted])
        for question in self._questions(spread=spread):
            kernel.search(
                self.team, self.own, question, barred, self.widest,
                *rows[0], *rows[1], 0, 1, answers,
            )  # fmt: skip
        return _paths(answers, 0)

    def alternatives(
        self, requesters: frozenset[int], targets: frozenset[int], k: int
    ) -> tuple[Alternative, ...]:
        """The best path for each of up to k first connectors, each with its fallback."""
        paths = self.best(requesters, targets, k, spread=True)
        return tuple(
            Alternative(path=path, fallback=self._fallback(requesters, targets, path, paths))
            for path in paths
        )

    def _fallback(
        self,
        requesters: frozenset[int],
        targets: frozenset[int],
        path: Path,
        paths: tuple[Path, ...],
    ) -> Path | None:
        """The best path without the first connector of `path`.

        It is the best other alternative, unless that one has the connector further on.
        """
        first = path.first_connector
        other = next((known for known in paths if known is not path), None)
        if other is not None and first not in other.people:
            return other
        if first is None:
            rest = replace(self, fewest=2)
        else:
            rest = replace(self, avoid=self.avoid | {first})
        return next(iter(rest.best(requesters, targets, 1)), None)

    def each(
        self,
        requesters: tuple[frozenset[int], ...],
        targets: tuple[frozenset[int], ...],
        k: int,
        *,
        threads: int | None,
    ) -> Answers:
        """The k best paths from each of `requesters` to each of `targets`."""
        from netgraph.routing import kernel  # noqa: PLC0415 -- takes a second to import

        _check_count(k)
        size = len(requesters) * len(targets)
        best = _room(size, k)
        asking, asking_start = _rows([group - self.avoid for group in requesters])
        wanted, wanted_start = _rows([group - self.avoid for group in targets])
        barred = kernel.set_of(_array(self.avoid | self.resting))
        (question,) = self._questions(spread=False)

        def answer(first: int) -> None:
            kernel.search(
                self.team, self.own, question, barred, self.widest,
                asking, asking_start, wanted, wanted_start,
                first, min(first + _BLOCK, size), best,
            )  # fmt: skip

        with ThreadPoolExecutor(threads or os.cpu_count() or 1) as pool:
            for _ in pool.map(answer, range(0, size, _BLOCK)):
                pass
        return Answers(best=best, columns=len(targets))

    def _questions(self, *, spread: bool) -> Iterator[Question]:
        """The question, or with `via` one for each length and way to place these people."""
        placings: list[tuple[int, int, tuple[int, int, int]]]
        if self.via:
            placings = [
                (connectors + 1, connectors + 1, slots)
                for connectors in range(max(len(self.via), self.fewest - 1), self.most)
                for slots in _slots(connectors, self.via)
            ]
        else:
            placings = [(self.fewest, self.most, (FREE, FREE, FREE))]
        placed = _array(self.via)
        for fewest, most, (first, middle, last) in placings:
            yield Question(
                placed=placed, first=first, middle=middle, last=last, fewest=fewest, most=most,
                minimum=float(self.minimum), grade=int(self.grade), spread=spread,
            )  # fmt: skip


def _slots(connectors: int, via: frozenset[int]) -> Iterator[tuple[int, int, int]]:
    """Every way to place the people of `via`: who is first, in the middle, and last."""
    for places in permutations(range(connectors), len(via)):
        placed = dict(zip(places, sorted(via), strict=True))
        chain = [placed.get(place, FREE) for place in range(connectors)]
        yield chain[0], chain[1] if connectors == MOST_TIES - 1 else FREE, chain[-1]


def _check_count(k: int) -> None:
    if k < 1:
        raise ValueError(f"At least one path must be asked for, not {k}.")


def _array(people: frozenset[int] | tuple[int, ...]) -> People:
    return np.array(sorted(people), dtype=np.int32)


def _rows(groups: list[frozenset[int]]) -> tuple[People, Ints]:
    """The groups one after the other, and where each begins."""
    start = np.zeros(len(groups) + 1, dtype=np.int64)
    np.cumsum([len(group) for group in groups], out=start[1:])
    people = [person for group in groups for person in sorted(group)]
    return np.array(people, dtype=np.int32), start


def _room(questions: int, k: int) -> Best:
    """Room for the k best paths of each of so many questions."""
    return Best(
        people=np.zeros((questions, k, MOST_TIES + 1), dtype=np.int32),
        ties=np.zeros((questions, k, MOST_TIES), dtype=np.float64),
        product=np.zeros((questions, k), dtype=np.float64),
        length=np.zeros((questions, k), dtype=np.int64),
        found=np.zeros(questions, dtype=np.int64),
    )


def _paths(best: Best, place: int) -> tuple[Path, ...]:
    """The paths of one question."""
    people, ties = best.people[place].tolist(), best.ties[place].tolist()
    product, length = best.product[place].tolist(), best.length[place].tolist()
    return tuple(
        Path(
            people=tuple(people[rank][: length[rank] + 1]),
            ties=tuple(ties[rank][: length[rank]]),
            probability=product[rank],
        )
        for rank in range(int(best.found[place]))
    )


_BLOCK = 256
