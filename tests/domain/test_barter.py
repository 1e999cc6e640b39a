"""Rings and chains of introductions: what they are worth, and in which order to walk a ring."""

import math
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgraph.domain.barter import (
    CanGive,
    IntroChain,
    IntroCycle,
    best_gives,
    chains,
    cycles,
    unreturned,
)
from netgraph.domain.ids import PersonId, WantId

chances = st.floats(min_value=0.01, max_value=1.0)


def give(giver: int, receiver: int, probability: float = 0.5) -> CanGive:
    """A give between two numbered people."""
    return CanGive(
        giver=PersonId(f"p{giver}"),
        receiver=PersonId(f"p{receiver}"),
        whom=PersonId("x"),
        want=WantId(f"w{receiver}"),
        probability=probability,
    )


def ring(*probabilities: float) -> IntroCycle:
    """A ring of people 0, 1, … in which person i gives to the next with that probability."""
    size = len(probabilities)
    return IntroCycle(gives=tuple(give(i, (i + 1) % size, p) for i, p in enumerate(probabilities)))


@given(st.lists(chances, min_size=2, max_size=4))
def test_a_ring_counts_when_all_of_it_comes_about(probabilities: list[float]) -> None:
    """Its expected introductions are its size times the product, and never more than a chain's."""
    made = ring(*probabilities)

    assert made.expected == pytest.approx(len(probabilities) * math.prod(probabilities))
    assert 0 < made.expected <= len(probabilities)


def test_a_chain_ends_at_its_first_failure() -> None:
    """Half of the time nothing happens, a quarter of the time one more introduction does."""
    made = IntroChain(gives=(give(0, 1), give(1, 2)))

    assert made.expected == pytest.approx(0.5 + 0.25)


@given(st.lists(chances, min_size=2, max_size=4))
def test_no_order_of_a_ring_leaves_less_unreturned(probabilities: list[float]) -> None:
    """The order proposed is the best of all orders."""
    made = ring(*probabilities)

    assert unreturned(made.order) == min(unreturned(steps) for steps in permutations(made.gives))


def test_the_unlikeliest_give_comes_first() -> None:
    """Where nothing has been given yet, nothing can stay unreturned."""
    made = ring(0.9, 0.2, 0.8)

    assert 0.2 == made.order[0].probability


def test_help_that_stays_unreturned_is_counted() -> None:
    """Of two steps the second fails half of the time, when one has given and not received."""
    assert unreturned((give(0, 1, 1.0), give(1, 0, 0.5))) == pytest.approx(0.5)


@pytest.mark.parametrize(
    "gives",
    [
        (give(0, 1),),
        (give(0, 1), give(1, 2)),
        (give(0, 1), give(1, 0), give(0, 1), give(1, 0)),
        tuple(give(i, (i + 1) % 5) for i in range(5)),
    ],
)
def test_what_does_not_close_is_no_ring(gives: tuple[CanGive, ...]) -> None:
    """A ring closes, has two to four people, and nobody in it twice."""
    with pytest.raises(ValueError, match=r"ring|next"):
        IntroCycle(gives=gives)


def test_each_ring_and_chain_is_told_once() -> None:
    """Of two people who can both give there is one ring; a chain begins with its starter."""
    gives = best_gives([give(0, 1), give(1, 0), give(1, 2), give(0, 1, 0.4)])

    assert [("p0", "p1")] == [one.people for one in cycles(gives)]
    assert {("p0", "p1"), ("p0", "p1", "p2")} == {
        one.people for one in chains(gives, [PersonId("p0")])
    }
    assert 0.5 == gives[PersonId("p0")][0].probability
