"""Simple scores of a link between two people, as the literature has them.

They are what a backtest puts beside our own model. Each takes counts or sets of contacts, and
gives a number of which only the order matters: the larger, the more likely the link.
"""

import math
from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet


def common_neighbours(one: AbstractSet[str], two: AbstractSet[str]) -> int:
    """How many contacts two people have in common."""
    return len(one & two)


def adamic_adar(
    one: AbstractSet[str], two: AbstractSet[str], contacts: Mapping[str, Collection[str]]
) -> float:
    """Σ 1/ln(contacts of z) over the common contacts z (Adamic and Adar, 2003).

    A common contact of both has two contacts at least; with fewer known, two are assumed.
    """
    return math.fsum(1 / math.log(max(len(contacts[z]), 2)) for z in one & two)


def resource_allocation(
    one: AbstractSet[str], two: AbstractSet[str], contacts: Mapping[str, Collection[str]]
) -> float:
    """Σ 1/(contacts of z) over the common contacts z (Zhou, Lü and Zhang, 2009)."""
    return math.fsum(1 / len(contacts[z]) for z in one & two)


def geometric_mean(one: float, two: float) -> float:
    """√(one · two): how strong two ties are together."""
    return math.sqrt(one * two)


def tie_probability(messages: float) -> float:
    """W / (w + 2) for w faded messages: a tie as a probability, for paths on −log p."""
    return messages / (messages + 2)


def published_score(*, events: int, inward: int, outward: int, recency: float) -> float:
    """`max(1, min(100, 1 + 3·events + min(in, out))·recency)`, a tool's published score of a tie.

    `events` counts what happened between two people, `inward` and `outward` the messages each
    way, `recency` in (0, 1] is how fresh the last of it is.
    """
    return max(1.0, min(100.0, 1 + 3 * events + min(inward, outward)) * recency)
