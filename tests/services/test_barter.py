"""Which rings of introductions are chosen: the best there are, and those of the demo network."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netgraph.domain.access import Viewer
from netgraph.domain.barter import CanGive, Trade, best_gives, chains, cycles
from netgraph.domain.ids import PersonId
from netgraph.services.barter import clear, greedy_pairs
from netgraph.wiring import Netgraph
from tests.conftest import NOW
from tests.domain.test_barter import give

CHANCES = st.sampled_from([0.1, 0.25, 0.5, 0.75, 0.9, 1.0])
PEOPLE = st.integers(0, 9)
gives_among_ten = st.lists(
    st.tuples(PEOPLE, PEOPLE, CHANCES)
    .filter(lambda one: one[0] != one[1])
    .map(lambda one: give(*one)),
    max_size=24,
)


def best_by_trying(trades: Sequence[Trade]) -> float:
    """The most that disjoint trades are expected to bring, by trying every choice."""
    if not trades:
        return 0.0
    first, *rest = trades
    without = best_by_trying(rest)
    apart = [trade for trade in rest if set(first.people).isdisjoint(trade.people)]
    return max(without, first.expected + best_by_trying(apart))


@settings(max_examples=60)
@given(gives=gives_among_ten, starter=st.integers(0, 9))
def test_no_choice_is_better(gives: list[CanGive], starter: int) -> None:
    """Up to ten people the choice equals the best of all choices, and nobody is in it twice."""
    starters = [PersonId(f"p{starter}")]
    by_giver = best_gives(gives)
    every = [*cycles(by_giver), *chains(by_giver, starters)]

    found = clear(gives, starters=starters)
    people = [person for trade in found.trades for person in trade.people]

    assert found.expected == pytest.approx(best_by_trying(every))
    assert found.bound == pytest.approx(found.expected)
    assert len(people) == len(set(people))
    assert greedy_pairs(gives).expected <= clear(gives).expected + 1e-9


@settings(max_examples=20)
@given(gives=gives_among_ten)
def test_out_of_time_the_choice_is_no_worse_than_choosing_pairs(gives: list[CanGive]) -> None:
    """When there is no time to look at all, whatever is chosen is worth what greedy pairs are."""
    found = clear(gives, seconds=1e-6)

    assert found.expected >= greedy_pairs(gives).expected - 1e-9
    assert found.bound >= found.expected


def test_nothing_to_trade_is_no_trade() -> None:
    """Where nobody can give there is nothing to choose."""
    found = clear([])

    assert ((), 0.0, 0.0) == (found.trades, found.expected, found.gap)


def test_the_barter_of_three_of_the_demo_is_found(netgraph_seeded: Netgraph, lena: Viewer) -> None:
    """Amara, Bruno and Chiara each want whom another knows: Lena can bring them together."""
    proposal = netgraph_seeded.barter.propose(lena, as_of=NOW.date())
    names = {
        frozenset(proposal.people[person].name for person in trade.people)
        for trade in proposal.clearing.trades
    }

    assert frozenset({"Amara Diallo", "Bruno Hartwig", "Chiara Conti"}) in names
    assert proposal.clearing.gap == pytest.approx(0.0)


def test_a_ring_goes_with_the_want_that_closed_it(netgraph_seeded: Netgraph, lena: Viewer) -> None:
    """Take one want away and the ring is gone."""
    amara = netgraph_seeded.people.suggest(lena, "Amara Diallo")[0].person
    for seen in netgraph_seeded.wants.of(lena, amara).wants:
        netgraph_seeded.people.remove_fact(lena, amara, seen.want.id)

    proposal = netgraph_seeded.barter.propose(lena, as_of=NOW.date())

    assert all(amara not in trade.people[1:] for trade in proposal.clearing.trades)
