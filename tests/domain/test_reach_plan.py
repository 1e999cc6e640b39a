"""Choosing whom to get to know: close to the best choice, and never beyond its own bound."""

import math
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgraph.domain.reach_plan import Floats, expected, plan

chances = st.floats(0, 1)


@st.composite
def problems(draw: st.DrawFn) -> tuple[Floats, Floats, Floats]:
    """A base of one to four targets, and up to six prospects."""
    targets, prospects = draw(st.integers(1, 4)), draw(st.integers(0, 6))

    def drawn(count: int) -> Floats:
        return np.array(draw(st.lists(chances, min_size=count, max_size=count)), dtype=float)

    return (
        drawn(targets),
        drawn(targets * prospects).reshape(prospects, targets),
        drawn(prospects),
    )


def by_hand(base: Floats, opened: Floats, works: Floats) -> float:
    """The same expectation over every way in which the ties can come alive."""
    total = 0.0
    for alive in product((False, True), repeat=len(works)):
        chance = math.prod(w if up else 1 - w for w, up in zip(works, alive, strict=True))
        best = [
            max([base[t], *(opened[x, t] for x in range(len(works)) if alive[x])])
            for t in range(len(base))
        ]
        total += chance * sum(best)
    return total


@given(problems())
def test_expected_reach_is_that_of_every_outcome_weighed(
    problem: tuple[Floats, Floats, Floats],
) -> None:
    """The formula equals the sum over all ways in which ties come alive or not."""
    assert by_hand(*problem) == pytest.approx(float(expected(*problem).sum()), abs=1e-9)


@given(problems(), st.integers(1, 3))
def test_the_plan_is_near_the_best_and_the_best_within_the_bound(
    problem: tuple[Floats, Floats, Floats], most: int
) -> None:
    """Of all sets of that size none gains more than the bound says, or e/(e−1) of the plan."""
    base, opened, works = problem
    found = plan(base, opened, works, most=most)
    best = max(
        by_hand(base, opened[list(rows)], works[list(rows)])
        for size in range(min(most, len(works)) + 1)
        for rows in combinations(range(len(works)), size)
    )

    assert best <= found.bound + 1e-6
    assert (best - found.before) * (1 - 1 / math.e) <= found.after - found.before + 1e-6
    assert found.after == pytest.approx(
        by_hand(base, opened[list(found.chosen)], works[list(found.chosen)])
    )


@given(problems())
def test_each_next_prospect_adds_no_more_than_the_one_before(
    problem: tuple[Floats, Floats, Floats],
) -> None:
    """Gains shrink, and somebody who adds nothing is not chosen."""
    gains = plan(*problem, most=6).gains

    assert sorted(gains, reverse=True) == pytest.approx(list(gains))
    assert all(gain > 0 for gain in gains)


def test_two_who_open_the_same_door_are_not_both_chosen_first() -> None:
    """Most connected first would take the two who overlap; the plan takes one of each door."""
    base = np.zeros(3)
    opened = np.array([[0.5, 0.5, 0.0], [0.5, 0.45, 0.0], [0.0, 0.0, 0.4]])

    assert (0, 2) == plan(base, opened, np.ones(3), most=2).chosen


def test_at_least_one_tie_is_planned() -> None:
    """A plan of nothing is a mistake of the caller."""
    with pytest.raises(ValueError, match="At least one"):
        plan(np.zeros(1), np.zeros((0, 1)), np.zeros(0), most=0)
