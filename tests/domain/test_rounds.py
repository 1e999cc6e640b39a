"""Who helps whom in a round: as many as can be, and nobody twice while somebody stays alone."""

from collections import Counter
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgraph.domain.rounds import MOST_EACH, RoundLife, matched

rounds = st.dictionaries(st.integers(0, 5), st.sets(st.integers(0, 5), max_size=4), max_size=6).map(
    lambda found: {asker: helpers - {asker} for asker, helpers in found.items()}
)


def most_helped(possible: dict[int, set[int]], *, most: int) -> int:
    """The most askers that can be helped, by trying everything."""
    askers = sorted(possible)
    best = 0
    for choice in product(*([None, *sorted(possible[asker])] for asker in askers)):
        loads = Counter(helper for helper in choice if helper is not None)
        if all(load <= most for load in loads.values()):
            best = max(best, sum(loads.values()))
    return best


@given(rounds)
def test_as_many_are_helped_as_can_be(possible: dict[int, set[int]]) -> None:
    """The matching helps as many as trying everything does, each by somebody who offered."""
    found = matched(possible)

    assert all(helper in possible[asker] for helper, asker in found)
    assert len(found) == len({asker for _, asker in found})
    assert max(Counter(helper for helper, _ in found).values(), default=0) <= MOST_EACH
    assert most_helped(possible, most=MOST_EACH) == len(found)
    assert len({helper for helper, _ in found}) == most_helped(possible, most=1)


def test_nobody_helps_themselves_or_somebody_who_is_not_there() -> None:
    """Offers are between two members; an offer to somebody without an ask matches nothing."""
    life = RoundLife(until=date(2026, 7, 1), asks=("a speaker", "", "a CFO"),
                     offers=frozenset({(1, 0), (2, 1), (0, 2)}))  # fmt: skip

    assert ((1, 0), (0, 2)) == life.matches
    for pair in ((0, 0), (0, 3)):
        with pytest.raises(ValueError, match="cannot help"):
            RoundLife(until=date(2026, 7, 1), asks=("a", "b", "c"), offers=frozenset({pair}))
