"""A reciprocity round: everybody states one ask, everybody marks what they can help with.

`matched` says who helps whom: as many asks as can be are helped, nobody helps twice while an ask
that they could help stays alone, and nobody more than `MOST_EACH`. Nobody helps themselves.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

MOST_MEMBERS = 60
MOST_EACH = 2
"""Asks that one person is asked to help with at most."""

LONGEST_ASK = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundLife:
    """A round by places: the ask of each (empty: none yet), offers of help, and what was done.

    `offers` and `helped` are pairs (helper, asker). `closed` says that asks are settled and the
    matching stands; the matching of an open round is what it would be now.
    """

    until: date
    asks: tuple[str, ...]
    offers: frozenset[tuple[int, int]] = frozenset()
    helped: frozenset[tuple[int, int]] = frozenset()
    closed: bool = False

    def __post_init__(self) -> None:
        places = range(len(self.asks))
        for helper, asker in self.offers | self.helped:
            if helper not in places or asker not in places or helper == asker:
                raise ValueError(f"{helper} cannot help {asker}.")

    def is_open(self, today: date) -> bool:
        """Whether asks and offers can still be changed."""
        return not self.closed and today <= self.until

    @property
    def matches(self) -> tuple[tuple[int, int], ...]:
        """Who helps whom, in order of the askers."""
        possible: dict[int, set[int]] = {asker: set() for asker, ask in enumerate(self.asks) if ask}
        for helper, asker in self.offers:
            if asker in possible:
                possible[asker].add(helper)
        return matched(possible)


def matched(possible: Mapping[int, Collection[int]]) -> tuple[tuple[int, int], ...]:
    """Pairs (helper, asker) such that the most askers are helped, and fairly.

    `possible` are the helpers of each asker. First everybody helps one at most, by augmenting
    paths (Berge, 1957), which helps as many as can be so; then the askers still without help get
    somebody who helps once, up to `MOST_EACH`, again by augmenting paths.
    """
    helping: dict[int, list[int]] = {}
    for most in range(1, MOST_EACH + 1):
        taken = {asker for askers in helping.values() for asker in askers}
        for asker in sorted(possible):
            if asker not in taken:
                _help(asker, possible, helping, most=most, tried=set())
    return tuple(
        sorted(
            ((helper, asker) for helper, askers in helping.items() for asker in askers),
            key=lambda pair: (pair[1], pair[0]),
        )
    )


def _help(
    asker: int,
    possible: Mapping[int, Collection[int]],
    helping: dict[int, list[int]],
    *,
    most: int,
    tried: set[int],
) -> bool:
    """Finds somebody for an asker, moving others to another helper where that makes room."""
    for helper in sorted(possible[asker]):
        if helper in tried:
            continue
        tried.add(helper)
        at = helping.setdefault(helper, [])
        if len(at) < most:
            at.append(asker)
            return True
        for other in list(at):
            if _help(other, possible, helping, most=most, tried=tried):
                at.remove(other)
                at.append(asker)
                return True
    return False
