"""The bus factor: the fewest people whose leaving cuts a team off from an account.

With a limit on the length of a way this is a smallest set that hits every way. Ways are found one
at a time: the fewest who hit all found so far are let go, and while a way is left without them it
is added. Each set is a lower bound, as it need not hit ways not yet found, so the first that
leaves no way is the smallest. Without a limit the number is the maximum flow of ways that
share nobody (Menger, 1927).
"""

from collections.abc import Callable, Collection

import numpy as np

from netgraph.domain.choice import choose

Way = Callable[[frozenset[int]], Collection[int] | None]
"""Who is needed on some way without the people given, or `None` when no way is left."""


def smallest_cut(way: Way, *, most: int) -> frozenset[int] | None:
    """The fewest people without whom no way is left; nobody when there is none to begin with.

    `None` when it takes more than `most` people, or some way needs nobody.
    """
    ways: list[frozenset[int]] = []
    gone: frozenset[int] = frozenset()
    while (found := way(gone)) is not None:
        ways.append(frozenset(found))
        if not ways[-1]:
            return None
        gone = _fewest(ways)
        if len(gone) > most:
            return None
    return gone


def _fewest(ways: list[frozenset[int]]) -> frozenset[int]:
    """The fewest people of whom every way has one: minimise Σx where Σx ≥ 1 along each way.

    Of sets of one size, the one whose people are on more of the ways.
    """
    people = sorted(frozenset().union(*ways))
    hits = np.array([[person in one for person in people] for one in ways], dtype=np.float64)
    share = hits.sum(axis=0) / (hits.sum() + 1)
    found = choose(share / (len(people) + 1) - 1, hits, least=1)
    assert found.columns is not None  # noqa: S101 # everybody hits every way
    return frozenset(people[place] for place in found.columns)
