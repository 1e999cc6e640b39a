"""The exact best paths of at most four ties, by meeting in the middle.

A path of two to four ties is cut at one person where both halves meet: one or two ties walked
from the requesters, one or two walked back from the targets. Constraints shape the walks
themselves, so what is found needs no filtering afterwards. Three bounds keep it small and
exact: rows are read only as far as the k-th best path so far allows; of the halves that meet
in one person only those that k better ones do not dominate are kept; and meeting points are
joined best first until none can improve the answer.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise, permutations
from typing import NamedTuple

import numpy as np

from netgraph.routing.rows import Flags, Floats, Ints, Rows

DIRECT = -1
"""Stands for the missing first connector of a direct tie."""

SLACK = 1 - 1e-13
"""Bounds are held with so much room for rounding; complete paths are compared exactly."""

_FIRST_MEETINGS = 64


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Directed ties, readable from both ends and by pair.

    `asks` has a row for each source, `asked` one for each target. `key` is sorted and holds
    source · 2³² + target of every tie told, `probability` goes with it; a probability of 0
    stands for a tie that is hidden, and is in neither kind of rows.
    """

    asks: Rows
    asked: Rows
    key: Ints
    probability: Floats

    @classmethod
    def dense(cls, source: Ints, target: Ints, probability: Floats, *, people: int) -> "Network":
        """A network in which most people have ties; the arguments are sorted by pair."""
        return cls(
            asks=Rows.dense(source, target, probability, people=people),
            asked=Rows.dense(target, source, probability, people=people),
            key=_key(source, target),
            probability=probability,
        )

    @classmethod
    def sparse(cls, source: Ints, target: Ints, probability: Floats) -> "Network":
        """A network of few people; a probability of 0 hides a tie; sorted by pair."""
        real = probability > 0
        return cls(
            asks=Rows.sparse(source[real], target[real], probability[real]),
            asked=Rows.sparse(target[real], source[real], probability[real]),
            key=_key(source, target),
            probability=probability,
        )

    def tells(self, source: Ints, target: Ints) -> Flags:
        """Which of these pairs the network says something about."""
        if not len(self.key):
            return np.zeros(len(source), dtype=np.bool_)
        key = _key(source, target)
        at = np.minimum(np.searchsorted(self.key, key), len(self.key) - 1)
        return np.equal(self.key[at], key)

    def probability_of(self, source: int, target: int) -> float | None:
        """What the network says about one pair, or `None`."""
        key = (source << 32) | target
        at = int(np.searchsorted(self.key, key))
        if at == len(self.key) or int(self.key[at]) != key:
            return None
        return float(self.probability[at])


def _key(source: Ints, target: Ints) -> Ints:
    return (source << 32) | target


class _Half(NamedTuple):
    """Half paths, from the requesters to where they meet, or from there to the targets.

    `outer` is the requester or target, `inner` the person between, if any; `steps` holds the
    factors by which a path's product is multiplied in its order: forwards the product so far,
    backwards each tie's probability. `repeats` is how many halves at most share one `inner`.
    """

    meet: Ints
    outer: Ints
    inner: Ints | None
    steps: tuple[Floats, ...]
    repeats: int

    @property
    def product(self) -> Floats:
        return self.steps[0] if len(self.steps) == 1 else self.steps[0] * self.steps[1]

    def only(self, keep: Flags | Ints) -> "_Half":
        return _Half(
            meet=self.meet[keep],
            outer=self.outer[keep],
            inner=None if self.inner is None else self.inner[keep],
            steps=tuple(step[keep] for step in self.steps),
            repeats=self.repeats,
        )


_Found = tuple[float, int, tuple[int, ...]]
"""Probability, negated, number of ties, people: in the order of rank."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """One question to the index; `best` and `alternatives` answer it.

    `requesters`, `targets` and `avoid` are sorted and distinct, and nobody is both requester
    and target. `spent` are first connectors (or `DIRECT`) that are not to be used again.
    """

    team: Network
    own: Network | None
    people: int
    requesters: Ints
    targets: Ints
    max_ties: int
    via: frozenset[int]
    avoid: frozenset[int]
    minimum: float
    spent: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        if self.max_ties not in range(1, 5):
            raise ValueError(f"A path has 1 to 4 ties, not {self.max_ties}.")
        if not 0 <= self.minimum <= 1:
            raise ValueError(f"A minimum is a probability, not {self.minimum}.")

    def best(self, k: int) -> tuple[Path, ...]:
        """The k best paths, best first."""
        if k < 1:
            raise ValueError(f"At least one path must be asked for, not {k}.")
        avoid = np.array(sorted(self.avoid), dtype=np.int64)
        requesters = np.setdiff1d(self.requesters, avoid)
        targets = np.setdiff1d(self.targets, avoid)
        ends = set(self.requesters.tolist()) | set(self.targets.tolist())
        if not (len(requesters) and len(targets)) or self.via & (ends | self.avoid):
            return ()
        free = np.ones(self.people, dtype=np.bool_)
        for people in (self.requesters, self.targets, avoid, sorted(self.via)):
            free[people] = False
        walk = _Walk(search=self, free=free, requesters=requesters, targets=targets, k=k)
        for ties in range(1, self.max_ties + 1):
            for slots in _slots(ties - 1, self.via):
                walk.look(slots)
        return tuple(
            sorted(
                (self._path(people) for _, _, people in walk.found),
                key=lambda path: (-path.probability, len(path.people), path.people),
            )
        )

    def alternatives(self, k: int) -> tuple[Alternative, ...]:
        """The best path for each of up to k first connectors, each with its fallback."""
        if k < 1:
            raise ValueError(f"At least one path must be asked for, not {k}.")
        paths: list[Path] = []
        spent = self.spent
        while len(paths) < k and (best := replace(self, spent=spent).best(1)):
            paths += best
            spent |= {_first(best[0])}
        return tuple(Alternative(path=path, fallback=self._fallback(path, paths)) for path in paths)

    def _fallback(self, path: Path, paths: list[Path]) -> Path | None:
        """The best path without the first connector of `path`.

        It is the best other alternative, unless that one has the connector further on.
        """
        first = _first(path)
        other = next((known for known in paths if known is not path), None)
        if other is not None and first not in other.people:
            return other
        if first == DIRECT:
            rest = replace(self, spent=self.spent | {DIRECT})
        else:
            rest = replace(self, avoid=self.avoid | {first})
        return next(iter(rest.best(1)), None)

    def _path(self, people: tuple[int, ...]) -> Path:
        ties = tuple(self._probability_of(*pair) for pair in pairwise(people))
        return Path(people=people, ties=ties, probability=math.prod(ties))

    def _probability_of(self, source: int, target: int) -> float:
        told = self.own.probability_of(source, target) if self.own else None
        if told is None:
            told = self.team.probability_of(source, target)
        if told is None:
            raise LookupError(f"There is no tie from {source} to {target}.")
        return told


def _first(path: Path) -> int:
    return DIRECT if path.first_connector is None else path.first_connector


def _slots(connectors: int, via: frozenset[int]) -> Iterator[tuple[int | None, ...]]:
    """Every way to place the people of `via` among the connectors; `None` is anybody free."""
    for places in permutations(range(connectors), len(via)):
        placed = dict(zip(places, sorted(via), strict=True))
        yield tuple(placed.get(place) for place in range(connectors))


@dataclass(slots=True, kw_only=True)
class _Walk:
    """The state of one search: the best paths found so far, and the bound they set."""

    search: Search
    free: Flags
    requesters: Ints
    targets: Ints
    k: int
    found: list[_Found] = field(default_factory=list)

    @property
    def bound(self) -> float:
        """No path of a lower probability can be among the k best."""
        return -self.found[-1][0] if len(self.found) == self.k else 0.0

    def look(self, slots: tuple[int | None, ...]) -> None:
        """Take in the best paths whose connectors are as `slots` say."""
        match slots:
            case ():
                if DIRECT not in self.search.spent:
                    self._direct()
            case (only,):
                self._join(self._start(only), self._end(only))
            case (first, last):
                back = self._end(last)
                rest = float(back.product.max(initial=0.0))
                self._join(self._ahead(self._start(first), last, rest), back)
            case (first, middle, last):
                end = self._end(last)
                rest = float((end.product * self._best_before(end.meet)).max(initial=0.0))
                ahead = self._ahead(self._start(first), middle, rest)
                rest = float(ahead.product.max(initial=0.0))
                self._join(ahead, self._back(end, middle, rest))

    def _direct(self) -> None:
        goal = np.zeros(self.search.people, dtype=np.bool_)
        goal[self.targets] = True
        belongs, other, probability = self._ties(
            self.requesters, np.zeros(len(self.requesters)), forward=True
        )
        hit = goal[other]
        self._keep(probability[hit], (self.requesters[belongs[hit]], other[hit]))

    def _start(self, slot: int | None) -> _Half:
        """One tie from the requesters; the best for each first connector."""
        half = self._one(self.requesters, slot, forward=True)
        if self.search.spent:
            half = half.only(~np.isin(half.meet, sorted(self.search.spent)))
        return half

    def _end(self, slot: int | None) -> _Half:
        """One tie to the targets; the best for each last connector."""
        return self._one(self.targets, slot, forward=False)

    def _one(self, ends: Ints, slot: int | None, *, forward: bool) -> _Half:
        belongs, other, probability = self._ties(
            ends, np.full(len(ends), self.bound * SLACK), forward=forward
        )
        keep = self.free[other] if slot is None else other == slot
        half = _Half(other[keep], ends[belongs[keep]], None, (probability[keep],), 1)
        return half if len(ends) == 1 else _best_each(half, self.k, forward=forward)

    def _ahead(self, start: _Half, slot: int | None, rest: float) -> _Half:
        """One tie further from the requesters, when at best `rest` is to be multiplied on."""
        belongs, other, probability = self._further(start, slot, rest, forward=True)
        return _Half(
            meet=other,
            outer=start.outer[belongs],
            inner=start.meet[belongs],
            steps=(start.steps[0][belongs] * probability,),
            repeats=_most_alike(start.meet),
        )

    def _back(self, end: _Half, slot: int | None, rest: float) -> _Half:
        """One tie further back from the targets, when at best `rest` is to be multiplied on."""
        belongs, other, probability = self._further(end, slot, rest, forward=False)
        return _Half(
            meet=other,
            outer=end.outer[belongs],
            inner=end.meet[belongs],
            steps=(probability, end.steps[0][belongs]),
            repeats=_most_alike(end.meet),
        )

    def _further(
        self, half: _Half, slot: int | None, rest: float, *, forward: bool
    ) -> tuple[Ints, Ints, Floats]:
        with np.errstate(divide="ignore", over="ignore", invalid="ignore"):
            least = np.nan_to_num(self.bound * SLACK / (half.product * rest), nan=0.0)
        belongs, other, probability = self._ties(half.meet, least, forward=forward)
        keep = self.free[other] if slot is None else other == slot
        return belongs[keep], other[keep], probability[keep]

    def _ties(self, people: Ints, least: Floats, *, forward: bool) -> tuple[Ints, Ints, Floats]:
        """The ties of each of `people` down to a probability, as the viewer sees them."""
        least = np.maximum(least, self.search.minimum)
        team, own = self.search.team, self.search.own
        rows = team.asks if forward else team.asked
        belongs, at = rows.read(people, least)
        other, probability = rows.other[at].astype(np.int64), rows.probability[at]
        if own is None:
            return belongs, other, probability
        ends = (people[belongs], other)
        keep = ~(own.tells(*ends) if forward else own.tells(*ends[::-1]))
        rows = own.asks if forward else own.asked
        more, at = rows.read(people, least)
        return (
            np.concatenate((belongs[keep], more)),
            np.concatenate((other[keep], rows.other[at])),
            np.concatenate((probability[keep], rows.probability[at])),
        )

    def _best_before(self, people: Ints) -> Floats:
        """No tie that asks one of these people is better than this."""
        best = self.search.team.asked.best(people)
        if self.search.own is None:
            return best
        return np.maximum(best, self.search.own.asked.best(people))

    def _join(self, ahead: _Half, back: _Half) -> None:
        """Take in the best pairs of halves that meet, best meeting points first."""
        ahead_best = np.full(self.search.people, -1.0)
        np.maximum.at(ahead_best, ahead.meet, ahead.product)
        back = back.only(self._hopeful(ahead_best[back.meet], back.product))
        back_best = np.full(self.search.people, -1.0)
        np.maximum.at(back_best, back.meet, back.product)
        ahead = ahead.only(self._hopeful(back_best[ahead.meet], ahead.product))
        meetings = np.unique(ahead.meet)
        most = ahead_best[meetings] * back_best[meetings]
        order = np.argsort(-most, kind="stable")
        meetings, most = meetings[order], most[order]
        begin, size = 0, _FIRST_MEETINGS
        while begin < len(meetings) and most[begin] >= self.bound * SLACK:
            chosen = np.zeros(self.search.people, dtype=np.bool_)
            chosen[meetings[begin : begin + size]] = True
            self._pair(ahead.only(chosen[ahead.meet]), back.only(chosen[back.meet]))
            begin, size = begin + size, size * 8

    def _hopeful(self, best: Floats, product: Floats) -> Flags:
        """Which halves can still be part of one of the k best; `best` is −1 without another."""
        return np.logical_and(best >= 0, best * product >= self.bound * SLACK)

    def _pair(self, ahead: _Half, back: _Half) -> None:
        """Take in the best pairs of these halves.

        With a given half on the other side, a half is possible unless both have the same person
        between, which holds for at most `repeats` halves: after so many and k more that are
        better with any other half, none is needed.
        """
        ahead = _best_each(ahead, self.k + ahead.repeats, forward=True)
        back = _best_each(back, self.k + back.repeats, forward=False)
        first = np.searchsorted(back.meet, ahead.meet, side="left")
        counts = np.searchsorted(back.meet, ahead.meet, side="right") - first
        left = np.repeat(np.arange(len(ahead.meet)), counts)
        before = np.cumsum(counts) - counts
        right = np.arange(len(left)) - (before - first)[left]
        if ahead.inner is not None and back.inner is not None:
            apart = ahead.inner[left] != back.inner[right]
            left, right = left[apart], right[apart]
        people = (
            (ahead.outer[left],)
            + (() if ahead.inner is None else (ahead.inner[left],))
            + (ahead.meet[left],)
            + (() if back.inner is None else (back.inner[right],))
            + (back.outer[right],)
        )
        product = ahead.steps[0][left]
        for step in back.steps:
            product = product * step[right]
        self._keep(product, people)

    def _keep(self, product: Floats, people: tuple[Ints, ...]) -> None:
        """Merge complete paths into the k best found."""
        fits = np.flatnonzero(product >= self.bound)
        if len(fits) > self.k:
            kth = len(fits) - self.k
            fits = fits[product[fits] >= np.partition(product[fits], kth)[kth]]
        columns = tuple(column[fits] for column in people)
        order = np.lexsort((*columns[::-1], -product[fits]))[: self.k]
        ranked = zip(
            product[fits][order].tolist(), *(c[order].tolist() for c in columns), strict=True
        )
        new: list[_Found] = [(-p, len(people) - 1, tuple(path)) for p, *path in ranked]
        self.found = sorted(self.found + new)[: self.k]


def _most_alike(meet: Ints) -> int:
    """How often the most frequent person is there."""
    return int(np.unique(meet, return_counts=True)[1].max(initial=0))


def _best_each(half: _Half, count: int, *, forward: bool) -> _Half:
    """The best halves of every meeting point, sorted by it: all that `count` do not beat.

    A half is beaten by one that is better by more than rounding, or by one with the very same
    steps and lower numbers. Forwards the requester is compared before the person between,
    backwards the target after, as in the paths made of them.
    """
    product = half.product
    order = np.lexsort((-product, half.meet))
    half, product = half.only(order), product[order]
    begins, lengths = _runs(half.meet)
    least = product[begins + np.minimum(lengths, count) - 1] * SLACK
    half = half.only(product >= np.repeat(least, lengths))

    if half.inner is None:
        people: tuple[Ints, ...] = (half.outer,)
    elif forward:
        people = (half.inner, half.outer)
    else:
        people = (half.outer, half.inner)
    half = half.only(np.lexsort((*people, *half.steps, half.meet)))
    begins, lengths = _runs(half.meet, *half.steps)
    return half.only(np.arange(len(half.meet)) - np.repeat(begins, lengths) < count)


def _runs(*columns: Ints | Floats) -> tuple[Ints, Ints]:
    """Where runs of equal rows begin, and how long they are."""
    new = np.zeros(len(columns[0]), dtype=np.bool_)
    new[:1] = True
    for column in columns:
        new[1:] |= column[1:] != column[:-1]
    begins = np.flatnonzero(new)
    return begins, np.diff(np.append(begins, len(new)))
