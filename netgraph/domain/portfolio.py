"""Several routes to one end: the chance that one of them works, and in which order to ask.

Routes share ties, so their chances neither add up nor multiply: a tie that fails takes down every
route over it. Each tie works by itself with its probability, and a route works when all of its
ties do. People are asked one at a time. A way that is closed says only that (nobody learns who
said no), so all that is known before an ask is which ways are closed; the order is the best one
under exactly that knowledge, and it ends where an ask costs more goodwill than it promises.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from netgraph.domain.ids import PersonId
from netgraph.domain.measures import wilson

ASK_COSTS = 0.05
"""What an ask takes of goodwill, as a part of what an introduction is worth.

An ask that works in fewer than one case of twenty is not worth asking.
"""

MOST_EXACT = 12
"""Up to so many routes a chance is exact; beyond, it is sampled. No order is made of more."""

DRAWS = 40_000
"""How often the ties are drawn for a sampled chance: an error of half a per cent at most."""

Ends = tuple[PersonId, PersonId]


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """People in order, and the probability of each tie between neighbours."""

    people: tuple[PersonId, ...]
    chances: tuple[float, ...]

    def __post_init__(self) -> None:
        if not 0 < len(self.chances) == len(self.people) - 1:
            raise ValueError("A route has at least one tie, and one tie fewer than people.")
        if not all(0 <= chance <= 1 for chance in self.chances):
            raise ValueError("The chance of a tie is between 0 and 1.")

    @property
    def ties(self) -> tuple[tuple[Ends, float], ...]:
        """Each tie with its probability."""
        return tuple(zip(pairwise(self.people), self.chances, strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """A probability; `low` to `high` holds it 19 times in 20, and is a point when it is exact."""

    probability: float
    low: float
    high: float

    @property
    def exact(self) -> bool:
        """Whether it was computed and not sampled."""
        return self.low == self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class NextAsk:
    """One ask of an order: the route at `place`, counted from 0.

    `chance` is how likely it works once all asks before it came to nothing, `adds` what it adds
    to the chance of the whole order.
    """

    place: int
    chance: float
    adds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AskingOrder:
    """Whom to ask one after the other, each only when the way before is closed.

    `further` is how likely the best ask left out would work after all of these came to nothing; 0
    when none is left out.
    """

    asks: tuple[NextAsk, ...]
    further: float

    @property
    def together(self) -> float:
        """The chance that one of the asks works."""
        return math.fsum(ask.adds for ask in self.asks)


def at_least_one(routes: Sequence[Route], *, seed: int = 1) -> Chance:
    """The chance that at least one route works: exact for up to `MOST_EXACT`, else sampled.

    When the routes are all the paths there are between two people, this is the two-terminal
    reliability of the network (Colbourn, *The Combinatorics of Network Reliability*, 1987). By
    inclusion and exclusion over sets T of routes, with p(T) the product over all ties in T, each
    taken once however many routes share it:

        P(at least one) = Σ_{T ≠ ∅} (−1)^(|T|+1) · p(T)

    The effort doubles with each route, and no quick exact way is known (Valiant, 1979), so more
    routes are `sampled` with this seed. Raises `ValueError` when two routes differ on a tie.
    """
    if len(routes) > MOST_EXACT:
        return sampled(routes, seed=seed)
    exact = 1 - _none_works(routes)[-1]
    return Chance(probability=exact, low=exact, high=exact)


def sampled(routes: Sequence[Route], *, seed: int, draws: int = DRAWS) -> Chance:
    """The chance that at least one route works, from so many draws of each tie.

    The same seed gives the same draws. The interval is Wilson's (1927), which also holds near 0
    and 1. Raises `ValueError` as `at_least_one` does.
    """
    chances, members = _ties_of(routes)
    drawn = np.random.default_rng(seed).random((draws, len(chances))) < np.array(chances)
    works = np.zeros(draws, dtype=bool)
    for ties in members:
        works |= drawn[:, ties].all(axis=1)
    share = float(works.mean())
    low, high = wilson(int(works.sum()), draws)
    return Chance(probability=share, low=min(share, low), high=max(share, high))


def asking_order(
    routes: Sequence[Route], *, costs: Sequence[float] = (), first: int | None = None
) -> AskingOrder:
    """The order of asks, and where to stop, of the highest expected worth; exact.

    With q(S) the chance that no route in S works, and S the routes asked so far, an ask on route k
    happens with probability q(S), costs c_k then, and adds q(S) − q(S ∪ k) to the chance of an
    introduction, which is worth 1. All that is known is that S came to nothing, so the best that
    can still be got is a number for each S:

        V(S) = max(0, max_k [ q(S) − q(S ∪ k) − c_k · q(S) + V(S ∪ k) ])

    It stops where V is 0: no ask left works with a probability above what it costs. When no ties
    are shared this is the order by chance over cost (Simon and Kadane, "Optimal problem-solving
    search", 1975); a closed way lowers those that share its ties, so one beside it may come
    before a likelier one. Of equal orders the one that keeps to the places is taken.

    `costs` are those of each route, `ASK_COSTS` where none are given; `first` is asked first
    whatever it costs. Raises `ValueError` for more than `MOST_EXACT` routes, or as
    `at_least_one` does.
    """
    many = len(routes)
    if many > MOST_EXACT:
        raise ValueError(f"An order is made of at most {MOST_EXACT} routes, not of {many}.")
    cost = list(costs) or [ASK_COSTS] * many
    if len(cost) != many:
        raise ValueError("Each route has one cost.")
    none = _none_works(routes)
    worth, best = [0.0] * (1 << many), [-1] * (1 << many)
    for asked in range((1 << many) - 2, -1, -1):
        for place in range(many):
            after = asked | 1 << place
            if after == asked:
                continue
            value = none[asked] - none[after] - cost[place] * none[asked] + worth[after]
            if value > worth[asked] + _SAME:
                worth[asked], best[asked] = value, place
    asks, asked = [], 0
    place = best[0] if first is None else first
    while place >= 0:
        adds = none[asked] - none[asked | 1 << place]
        asks.append(NextAsk(place=place, chance=adds / none[asked], adds=adds))
        asked |= 1 << place
        place = best[asked]
    further = max(
        (
            (none[asked] - none[asked | 1 << place]) / none[asked]
            for place in range(many)
            if not asked >> place & 1 and none[asked]
        ),
        default=0.0,
    )
    return AskingOrder(asks=tuple(asks), further=further)


def _none_works(routes: Sequence[Route]) -> list[float]:
    """The chance that no route of a set works, for every set, as bits: inclusion and exclusion."""
    chances, members = _ties_of(routes)
    ties = [sum(1 << tie for tie in route) for route in members]
    united = [0] * (1 << len(routes))
    signed = [1.0] * (1 << len(routes))
    for chosen in range(1, len(united)):
        lowest = (chosen & -chosen).bit_length() - 1
        united[chosen] = united[chosen & chosen - 1] | ties[lowest]
        product = math.prod(p for tie, p in enumerate(chances) if united[chosen] >> tie & 1)
        signed[chosen] = -product if chosen.bit_count() % 2 else product
    for place in range(len(routes)):
        for chosen in range(len(signed)):
            if chosen >> place & 1:
                signed[chosen] += signed[chosen ^ 1 << place]
    return [min(1.0, max(0.0, chance)) for chance in signed]


def _ties_of(routes: Sequence[Route]) -> tuple[list[float], list[list[int]]]:
    """The chances of all ties, and the numbers of each route's own."""
    number: dict[Ends, int] = {}
    chances: list[float] = []
    members: list[list[int]] = []
    for route in routes:
        mine = []
        for ends, chance in route.ties:
            place = number.setdefault(ends, len(number))
            if place == len(chances):
                chances.append(chance)
            elif chances[place] != chance:
                raise ValueError(f"Two routes differ on the tie {ends[0]} → {ends[1]}.")
            mine.append(place)
        members.append(mine)
    return chances, members


_SAME = 1e-12
