"""Who might ask whom for which introduction: the ways to choose from, and what a choice is worth.

A way is one connector for one request, with the probability that the connector acts and the two
meet. A choice takes at most one way a request, at most one request a target (ask once), and no
connector more often than they have room. `first_come` is what happens without a plan.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from netgraph.domain.ids import PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One connector for one request (named by any text), which reaches one target."""

    request: str
    target: PersonId
    connector: PersonId
    probability: float

    def __post_init__(self) -> None:
        if not 0 <= self.probability <= 1:
            raise ValueError(f"A probability is between 0 and 1, not {self.probability}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A choice of ways; `best` is the most that any choice could give, if that is known.

    `largest` is the largest number of asks that a chosen connector has then, earlier ones included.
    """

    ways: tuple[Way, ...]
    largest: int
    best: float

    @property
    def expected(self) -> float:
        """How many meetings are to be expected."""
        return sum(way.probability for way in self.ways)


def plan_of(ways: Iterable[Way], *, load: Mapping[PersonId, int], best: float) -> Plan:
    """A plan of these ways, the likeliest first; `load` is how often each was asked before."""
    chosen = tuple(sorted(ways, key=lambda way: (-way.probability, way.request)))
    asks = Counter(way.connector for way in chosen)
    largest = max((load.get(person, 0) + number for person, number in asks.items()), default=0)
    return Plan(ways=chosen, largest=largest, best=best)


def first_come(
    ways: Sequence[Way], *, room: Mapping[PersonId, int], load: Mapping[PersonId, int]
) -> Plan:
    """What comes of it when each request in turn takes the best way that is left.

    `room` is how many more asks a connector takes; who is not in it takes any number.
    """
    left, targets = dict(room), set[PersonId]()
    chosen: list[Way] = []
    for request in dict.fromkeys(way.request for way in ways):
        mine = [
            way
            for way in ways
            if way.request == request
            and way.target not in targets
            and left.get(way.connector, 1) > 0
        ]
        if not mine:
            continue
        way = max(mine, key=lambda way: (way.probability, way.connector))
        chosen.append(way)
        targets.add(way.target)
        if way.connector in left:
            left[way.connector] -= 1
    return plan_of(chosen, load=load, best=float("inf"))


def keeps_to(plan: Plan, *, room: Mapping[PersonId, int]) -> bool:
    """Whether a plan takes one way a request and a target, and no connector beyond their room."""
    asks = Counter(way.connector for way in plan.ways)
    return (
        len({way.request for way in plan.ways}) == len(plan.ways)
        and len({way.target for way in plan.ways}) == len(plan.ways)
        and all(number <= room.get(person, number) for person, number in asks.items())
    )
