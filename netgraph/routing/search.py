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

from netgraph.routing.rows import ENDLESS, Flags, Floats, Ints, Rows, cost_of

DIRECT = -1
"""Stands for the missing first connector of a direct tie."""

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
        cost = cost_of(probability)
        return cls(
            asks=Rows.dense(source, target, cost, people=people),
            asked=Rows.dense(target, source, cost, people=people),
            key=_key(source, target),
            probability=probability,
        )

    @classmethod
    def sparse(cls, source: Ints, target: Ints, probability: Floats) -> "Network":
        """A network of few people; a probability of 0 hides a tie; sorted by pair."""
        real = probability > 0
        cost = cost_of(probability[real])
        return cls(
            asks=Rows.sparse(source[real], target[real], cost),
            asked=Rows.sparse(target[real], source[real], cost),
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
    """Half paths: `outer` is the requester or target, `inner` the person between, if any."""

    meet: Ints
    cost: Ints
    outer: Ints
    inner: Ints | None

    def only(self, keep: Flags | Ints) -> "_Half":
        return _Half(
            self.meet[keep],
            self.cost[keep],
            self.outer[keep],
            None if self.inner is None else self.inner[keep],
        )


_Found = tuple[int, int, tuple[int, ...]]
"""Cost, number of ties, people: in the order of rank."""


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
    def bound(self) -> int:
        """No path that costs more can be among the k best."""
        return self.found[-1][0] if len(self.found) == self.k else ENDLESS

    def look(self, slots: tuple[int | None, ...]) -> None:
        """Take in the best paths whose connectors are as `slots` say."""
        ties = len(slots) + 1
        if ties == 1:
            if DIRECT not in self.search.spent:
                self._direct()
            return
        ahead = self._start(slots[0])
        if ties == 2:  # noqa: PLR2004 -- the first connector is the only one
            back = self._end(slots[0])
        else:
            back = self._end(slots[-1]) if ties == 4 else self._end(slots[1])  # noqa: PLR2004
            if not (len(ahead.meet) and len(back.meet)):
                return
            rest = self._least_back(back) if ties == 4 else int(back.cost.min())  # noqa: PLR2004
            ahead = self._step(ahead, slots[1], self.bound - rest, forward=True)
        if ties == 4 and len(ahead.meet):  # noqa: PLR2004
            back = self._step(back, slots[1], self.bound - int(ahead.cost.min()), forward=False)
        if len(ahead.meet) and len(back.meet):
            self._join(ahead, back)

    def _direct(self) -> None:
        goal = np.zeros(self.search.people, dtype=np.bool_)
        goal[self.targets] = True
        belongs, other, cost = self._ties(
            self.requesters, np.full(len(self.requesters), ENDLESS), forward=True
        )
        hit = goal[other]
        self._keep(cost[hit], (self.requesters[belongs[hit]], other[hit]))

    def _start(self, slot: int | None) -> _Half:
        """One tie from the requesters; the k best for each first connector."""
        half = self._one(self.requesters, slot, forward=True)
        if self.search.spent:
            half = half.only(~np.isin(half.meet, sorted(self.search.spent)))
        return half

    def _end(self, slot: int | None) -> _Half:
        """One tie to the targets; the k best for each last connector."""
        return self._one(self.targets, slot, forward=False)

    def _one(self, ends: Ints, slot: int | None, *, forward: bool) -> _Half:
        belongs, other, cost = self._ties(ends, np.full(len(ends), self.bound), forward=forward)
        keep = self.free[other] if slot is None else other == slot
        half = _Half(other[keep], cost[keep], ends[belongs[keep]], None)
        return half if len(ends) == 1 else _best_each(half, self.k)

    def _step(self, half: _Half, slot: int | None, limit: int, *, forward: bool) -> _Half:
        """One tie further, as long as the whole costs at most `limit`."""
        belongs, other, cost = self._ties(half.meet, limit - half.cost, forward=forward)
        keep = self.free[other] if slot is None else other == slot
        belongs, other, cost = belongs[keep], other[keep], cost[keep]
        return _Half(other, half.cost[belongs] + cost, half.outer[belongs], half.meet[belongs])

    def _ties(self, people: Ints, limit: Ints, *, forward: bool) -> tuple[Ints, Ints, Ints]:
        """The ties of each of `people` up to a cost, as the viewer sees them."""
        if self.search.minimum > 0:
            limit = np.minimum(limit, cost_of(np.array([self.search.minimum]))[0])
        team, own = self.search.team, self.search.own
        rows = team.asks if forward else team.asked
        belongs, at = rows.read(people, limit)
        other, cost = rows.other[at].astype(np.int64), rows.cost[at]
        if own is None:
            return belongs, other, cost
        ends = (people[belongs], other)
        keep = ~(own.tells(*ends) if forward else own.tells(*ends[::-1]))
        rows = own.asks if forward else own.asked
        more, at = rows.read(people, limit)
        return (
            np.concatenate((belongs[keep], more)),
            np.concatenate((other[keep], rows.other[at])),
            np.concatenate((cost[keep], rows.cost[at])),
        )

    def _least_back(self, back: _Half) -> int:
        """No way from a meeting point over one of these last connectors costs less."""
        least = int((back.cost + self.search.team.asked.cheapest(back.meet)).min())
        if self.search.own is not None:
            least = min(least, int((back.cost + self.search.own.asked.cheapest(back.meet)).min()))
        return least

    def _join(self, ahead: _Half, back: _Half) -> None:
        """Take in the best pairs of halves that meet, best meeting points first."""
        ahead_best = np.full(self.search.people, ENDLESS)
        np.minimum.at(ahead_best, ahead.meet, ahead.cost)
        back = back.only(ahead_best[back.meet] + back.cost <= min(self.bound, ENDLESS - 1))
        back_best = np.full(self.search.people, ENDLESS)
        np.minimum.at(back_best, back.meet, back.cost)
        ahead = ahead.only(back_best[ahead.meet] + ahead.cost <= min(self.bound, ENDLESS - 1))
        meetings = np.unique(back.meet)
        least = ahead_best[meetings] + back_best[meetings]
        order = np.argsort(least, kind="stable")
        meetings, least = meetings[order], least[order]
        begin, size = 0, _FIRST_MEETINGS
        while begin < len(meetings) and int(least[begin]) <= self.bound:
            chosen = np.zeros(self.search.people, dtype=np.bool_)
            chosen[meetings[begin : begin + size]] = True
            self._pair(ahead.only(chosen[ahead.meet]), back.only(chosen[back.meet]))
            begin, size = begin + size, size * 8

    def _pair(self, ahead: _Half, back: _Half) -> None:
        """Take in the best pairs of these halves.

        For one meeting point and one half back, halves ahead differ in cost and people alone,
        and all are possible but those whose person between is the same; there are at most
        min(k, requesters) of these, so after so many and k more, none is needed. So back, too.
        """
        ahead = _best_each(ahead, self.k + min(self.k, len(self.requesters)))
        back = _best_each(back, self.k + min(self.k, len(self.targets)))
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
        self._keep(ahead.cost[left] + back.cost[right], people)

    def _keep(self, cost: Ints, people: tuple[Ints, ...]) -> None:
        """Merge complete paths into the k best found."""
        fits = np.flatnonzero(cost <= self.bound)
        if len(fits) > self.k:
            fits = fits[cost[fits] <= np.partition(cost[fits], self.k - 1)[self.k - 1]]
        columns = tuple(column[fits] for column in people)
        order = np.lexsort((*columns[::-1], cost[fits]))[: self.k]
        new = zip(cost[fits][order].tolist(), *(c[order].tolist() for c in columns), strict=True)
        self.found = sorted(
            [*self.found, *((row[0], len(people) - 1, tuple(row[1:])) for row in new)]
        )[: self.k]


def _best_each(half: _Half, count: int) -> _Half:
    """The first `count` halves of every meeting point, by cost and then by people.

    Sorted by meeting point. Equally cheap halves are ordered as the paths made of them are:
    forwards by requester and then the person between, backwards the other way round.
    """
    if half.inner is None:
        order = np.lexsort((half.outer, half.cost, half.meet))
    else:
        order = np.lexsort((half.inner, half.outer, half.cost, half.meet))
    half = half.only(order)
    new = np.ones(len(half.meet), dtype=np.bool_)
    new[1:] = half.meet[1:] != half.meet[:-1]
    begins = np.flatnonzero(new)
    place = np.arange(len(half.meet)) - np.repeat(
        begins, np.diff(np.append(begins, len(half.meet)))
    )
    return half.only(place < count)
