"""Rings and chains of introductions: everybody introduces somebody, and everybody is helped.

Who can introduce whom to somebody they want to meet is a `CanGive`. A ring of two to four of
them closes: the last gives to the first. A chain begins with somebody who gives without asking.
Each give may fail by itself, and the rules here say what that does to a ring, to a chain, and to
the order in which a ring should be walked. Which rings and chains to choose among many is for
`services/barter.py`.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise, permutations

from netgraph.domain.ids import PersonId, WantId

LONGEST_RING = 4
"""People in a ring at most: longer ones fail too often, and nobody can keep them in mind."""

LONGEST_CHAIN = 4
"""People in a chain at most, the one who begins included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CanGive:
    """`giver` can introduce `receiver` to `whom`, whom a want of theirs fits.

    `probability` is how likely that introduction comes about once it is asked for.
    """

    giver: PersonId
    receiver: PersonId
    whom: PersonId
    want: WantId
    probability: float

    def __post_init__(self) -> None:
        if self.giver == self.receiver:
            raise ValueError("Nobody gives to themselves.")
        if not 0 < self.probability <= 1:
            raise ValueError(f"A probability is above 0 and at most 1, not {self.probability}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class IntroCycle:
    """Two to four people who each give to the next, the last one to the first."""

    gives: tuple[CanGive, ...]

    def __post_init__(self) -> None:
        if not 2 <= len(self.gives) <= LONGEST_RING:  # noqa: PLR2004 # two make a ring
            raise ValueError(f"A ring has 2 to {LONGEST_RING} people.")
        if any(one.receiver != two.giver for one, two in pairwise((*self.gives, self.gives[0]))):
            raise ValueError("Each gives to the next, and the last to the first.")
        if len(set(self.people)) < len(self.gives):
            raise ValueError("Everybody is in a ring once.")

    @property
    def people(self) -> tuple[PersonId, ...]:
        """Who takes part, each giving to the next."""
        return tuple(give.giver for give in self.gives)

    @property
    def probability(self) -> float:
        """How likely every give comes about."""
        return math.prod(give.probability for give in self.gives)

    @property
    def expected(self) -> float:
        """Introductions to be expected of a ring that counts only when all of it comes about.

        n · ∏ p, as for a cycle of kidney exchange in which each transplant may fail by itself
        (Dickerson, Procaccia and Sandholm, "Failure-aware kidney exchange", 2013).
        """
        return len(self.gives) * self.probability

    @property
    def order(self) -> tuple[CanGive, ...]:
        """The order of steps in which the least help stays unreturned; exact, by trying all."""
        return min(
            permutations(self.gives),
            key=lambda steps: (unreturned(steps), [self.gives.index(step) for step in steps]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class IntroChain:
    """Somebody gives without asking, and each who was given to gives to the next."""

    gives: tuple[CanGive, ...]

    def __post_init__(self) -> None:
        if not 1 <= len(self.gives) < LONGEST_CHAIN:
            raise ValueError(f"A chain has 2 to {LONGEST_CHAIN} people.")
        if any(one.receiver != two.giver for one, two in pairwise(self.gives)):
            raise ValueError("Each who is given to gives to the next.")
        if len(set(self.people)) <= len(self.gives):
            raise ValueError("Everybody is in a chain once.")

    @property
    def people(self) -> tuple[PersonId, ...]:
        """Who takes part, the one who begins first."""
        return (*(give.giver for give in self.gives), self.gives[-1].receiver)

    @property
    def expected(self) -> float:
        """Introductions to be expected when a chain ends at its first failure: Σᵢ ∏_{j≤i} pⱼ."""
        total, reached = 0.0, 1.0
        for give in self.gives:
            reached *= give.probability
            total += reached
        return total


Trade = IntroCycle | IntroChain
"""A ring or a chain."""


def unreturned(steps: Iterable[CanGive]) -> float:
    """How many people are expected to have given and not received when a ring ends early.

    The steps are taken in order until one fails. After each the number of givers so far who
    have not received yet counts with the probability that the very next step fails.
    """
    expected, reached = 0.0, 1.0
    gave: set[PersonId] = set()
    received: set[PersonId] = set()
    for step in steps:
        expected += reached * (1 - step.probability) * len(gave - received)
        reached *= step.probability
        gave.add(step.giver)
        received.add(step.receiver)
    return expected


def best_gives(gives: Iterable[CanGive]) -> Mapping[PersonId, tuple[CanGive, ...]]:
    """For each giver the likeliest give to each receiver, in order of the receivers' ids."""
    best: dict[tuple[PersonId, PersonId], CanGive] = {}
    for give in gives:
        pair = give.giver, give.receiver
        known = best.get(pair)
        if known is None or (-give.probability, give.whom, give.want) < (
            -known.probability, known.whom, known.want
        ):  # fmt: skip
            best[pair] = give
    found: dict[PersonId, list[CanGive]] = {}
    for (giver, _), give in sorted(best.items()):
        found.setdefault(giver, []).append(give)
    return {giver: tuple(given) for giver, given in found.items()}


def cycles(gives: Mapping[PersonId, tuple[CanGive, ...]]) -> Iterator[IntroCycle]:
    """Every ring, once: it is told from its smallest id on."""
    for start in sorted(gives):
        walks: list[tuple[CanGive, ...]] = [(give,) for give in gives[start]]
        while walks:
            walk = walks.pop()
            end = walk[-1].receiver
            if end == start:
                yield IntroCycle(gives=walk)
            elif end > start and len(walk) < LONGEST_RING:
                passed = {give.receiver for give in walk}
                walks += [
                    (*walk, give) for give in gives.get(end, ()) if give.receiver not in passed
                ]


def chains(
    gives: Mapping[PersonId, tuple[CanGive, ...]], starters: Iterable[PersonId]
) -> Iterator[IntroChain]:
    """Every chain that one of `starters` begins."""
    for start in sorted(set(starters) & gives.keys()):
        walks: list[tuple[CanGive, ...]] = [(give,) for give in gives[start]]
        while walks:
            walk = walks.pop()
            yield IntroChain(gives=walk)
            if len(walk) < LONGEST_CHAIN - 1:
                passed = {start, *(give.receiver for give in walk)}
                following = gives.get(walk[-1].receiver, ())
                walks += [(*walk, give) for give in following if give.receiver not in passed]
