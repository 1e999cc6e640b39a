"""The chance that one of several routes works, and the order to ask in, against enumeration."""

import math
import random
from collections.abc import Iterator, Sequence
from itertools import pairwise, permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgraph.domain.ids import PersonId
from netgraph.domain.portfolio import (
    ASK_COSTS,
    MOST_EXACT,
    AskingOrder,
    Ends,
    Route,
    asking_order,
    at_least_one,
    sampled,
)

chances = st.floats(min_value=0.01, max_value=0.99)
ME, THEM = PersonId("me"), PersonId("them")
MIDDLE = [PersonId(name) for name in "abc"]


def route(ties: dict[Ends, float], people: Sequence[PersonId]) -> Route:
    """The route over these people."""
    return Route(people=tuple(people), chances=tuple(ties[ends] for ends in pairwise(people)))


def apart(*probabilities: float) -> list[Route]:
    """Routes of one connector each that share no tie, with these chances."""
    return [
        Route(people=(ME, PersonId(f"c{place}"), THEM), chances=(p, 1.0))
        for place, p in enumerate(probabilities)
    ]


@st.composite
def networks(draw: st.DrawFn) -> dict[Ends, float]:
    """The ties of a network of five people, from none to nine."""
    ends = [(a, b) for a, b in permutations([ME, *MIDDLE, THEM], 2) if a != THEM and b != ME]
    chosen = draw(st.lists(st.sampled_from(ends), max_size=9, unique=True))
    return {tie: draw(chances) for tie in chosen}


def paths(ties: dict[Ends, float]) -> list[list[PersonId]]:
    """Every loopless path from me to them."""
    ways = [[ME, *middle, THEM] for n in range(4) for middle in permutations(MIDDLE, n)]
    return [way for way in ways if all(ends in ties for ends in pairwise(way))]


@st.composite
def routes_of(draw: st.DrawFn, most: int) -> list[Route]:
    """Up to so many routes of a network, which may share ties, likeliest first."""
    ties = draw(networks().filter(paths))
    chosen = draw(
        st.lists(st.sampled_from(paths(ties)), min_size=1, max_size=most, unique_by=tuple)
    )
    return sorted((route(ties, one) for one in chosen), key=lambda one: -math.prod(one.chances))


def worlds(routes: Sequence[Route]) -> Iterator[tuple[float, list[bool]]]:
    """Each way the ties can turn out: how probable it is, and which routes work then."""
    ties = {ends: p for one in routes for ends, p in one.ties}
    for states in product((True, False), repeat=len(ties)):
        works = dict(zip(ties, states, strict=True))
        chance = math.prod(p if works[ends] else 1 - p for ends, p in ties.items())
        yield chance, [all(works[ends] for ends, _ in one.ties) for one in routes]


def worth(
    turnouts: dict[tuple[bool, ...], float], order: Sequence[int], costs: Sequence[float]
) -> float:
    """What asking in this order is worth, by playing it out whichever routes work."""
    total = 0.0
    for works, chance in turnouts.items():
        for place in order:
            total -= chance * costs[place]
            if works[place]:
                total += chance
                break
    return total


def places(order: AskingOrder) -> list[int]:
    """The routes in the order they are asked."""
    return [ask.place for ask in order.asks]


@given(networks())
def test_all_paths_together_are_the_reliability_of_the_network(ties: dict[Ends, float]) -> None:
    """It equals the chance that the two are connected, summed over every state of the ties."""
    connected = 0.0
    for states in product((True, False), repeat=len(ties)):
        works = dict(zip(ties, states, strict=True))
        reached = {ME}
        for _ in range(4):
            reached |= {b for (a, b), up in works.items() if up and a in reached}
        if THEM in reached:
            connected += math.prod(p if works[ends] else 1 - p for ends, p in ties.items())

    assert at_least_one([route(ties, one) for one in paths(ties)]).probability == pytest.approx(
        connected, abs=1e-12
    )


@given(routes_of(5))
def test_one_of_several_is_likelier_than_the_best_and_never_than_the_sum(
    routes: list[Route],
) -> None:
    """It equals enumeration, lies between its bounds, and one more route never lowers it."""
    exact = at_least_one(routes)
    alone = [math.prod(one.chances) for one in routes]

    assert exact.exact
    assert exact.probability == pytest.approx(sum(p for p, works in worlds(routes) if any(works)))
    assert max(alone) - 1e-12 <= exact.probability <= sum(alone) + 1e-12
    assert exact.probability >= at_least_one(routes[1:]).probability - 1e-12


@given(routes_of(4), st.floats(min_value=0.0, max_value=1.0))
def test_a_stronger_tie_never_lowers_the_chance(routes: list[Route], up: float) -> None:
    """Raising the first tie of the best route, wherever it is shared, raises or keeps it."""
    raised = routes[0].ties[0][0]
    stronger = [
        Route(
            people=one.people,
            chances=tuple(p + (1 - p) * up if ends == raised else p for ends, p in one.ties),
        )
        for one in routes
    ]

    assert at_least_one(stronger).probability >= at_least_one(routes).probability - 1e-12


@given(st.lists(chances, min_size=1, max_size=MOST_EXACT))
def test_routes_apart_fail_by_themselves(probabilities: list[float]) -> None:
    """Routes that share nothing give 1 − ∏(1 − p)."""
    expected = 1 - math.prod(1 - p for p in probabilities)

    assert at_least_one(apart(*probabilities)).probability == pytest.approx(expected, abs=1e-9)


def test_a_shared_tie_counts_once() -> None:
    """Two ways over one doubtful last tie are hardly better than one."""
    ties = {(ME, MIDDLE[0]): 0.9, (ME, MIDDLE[1]): 0.9, (MIDDLE[2], THEM): 0.5}
    ties |= {(MIDDLE[0], MIDDLE[2]): 1.0, (MIDDLE[1], MIDDLE[2]): 1.0}
    both = [route(ties, [ME, one, MIDDLE[2], THEM]) for one in MIDDLE[:2]]

    assert at_least_one(both).probability == pytest.approx(0.5 * (1 - 0.1 * 0.1))


def test_an_interval_of_a_sample_holds_as_often_as_it_says() -> None:
    """Of a hundred made-up sets of routes the interval holds the exact chance in about 95."""
    chance = random.Random(4)  # noqa: S311 - made-up routes
    held = 0
    for seed in range(100):
        ties = {ends: chance.uniform(0.05, 0.95) for ends in permutations([ME, *MIDDLE, THEM], 2)}
        routes = [route(ties, one) for one in chance.sample(paths(ties), 5)]
        found = sampled(routes, seed=seed, draws=2000)
        held += found.low <= at_least_one(routes).probability <= found.high

    assert 89 <= held <= 100


def test_many_routes_are_sampled_with_their_error() -> None:
    """Beyond the exact size the answer is near, says how near, and is the same each time."""
    found = at_least_one(apart(*[0.05] * 20), seed=7)

    assert not found.exact
    assert found.low <= 1 - 0.95**20 <= found.high
    assert found.high - found.low < 0.01
    assert found == at_least_one(apart(*[0.05] * 20), seed=7)


@given(routes_of(5), st.lists(st.floats(min_value=0.0, max_value=0.3), min_size=5, max_size=5))
def test_no_order_is_worth_more(routes: list[Route], costs: list[float]) -> None:
    """Of all orders of all lengths none is better, and the one by probability is one of them."""
    everybody = range(len(routes))
    found = places(asking_order(routes, costs=costs[: len(routes)]))
    turnouts: dict[tuple[bool, ...], float] = {}
    for chance, works in worlds(routes):
        turnouts[tuple(works)] = turnouts.get(tuple(works), 0.0) + chance
    best = max(
        worth(turnouts, order, costs)
        for length in range(len(routes) + 1)
        for order in permutations(everybody, length)
    )

    assert worth(turnouts, found, costs) == pytest.approx(best, abs=1e-9)
    assert worth(turnouts, found, costs) >= worth(turnouts, everybody, costs) - 1e-9


@given(routes_of(4))
def test_an_order_says_what_each_ask_adds_and_why_it_stops(routes: list[Route]) -> None:
    """The parts add up to the whole, and no ask left out is worth what it costs by then."""
    found = asking_order(routes, first=0)
    asked = [routes[ask.place] for ask in found.asks]

    assert found.asks[0].chance == pytest.approx(math.prod(routes[0].chances))
    assert found.together == pytest.approx(at_least_one(asked).probability)
    assert found.further <= ASK_COSTS + 1e-9
    assert (found.further == 0.0) or len(found.asks) < len(routes)


def test_a_way_of_its_own_comes_before_a_likelier_one_that_shares_a_tie() -> None:
    """When Ana's way is closed, her colleague's is doubtful too, so Tom is asked before him."""
    ana, bob, tom = MIDDLE
    cfo = PersonId("cfo")
    ties = {(ME, ana): 0.95, (ME, bob): 0.94, (ana, cfo): 0.9, (bob, cfo): 0.9, (cfo, THEM): 0.5}
    ties |= {(ME, tom): 0.6, (tom, THEM): 0.6}
    ways = [[ME, ana, cfo, THEM], [ME, bob, cfo, THEM], [ME, tom, THEM]]
    found = asking_order([route(ties, way) for way in ways])

    assert [0, 2, 1] == places(found)
    assert found.asks[1].chance == pytest.approx(0.36)
    assert found.asks[2].chance < 0.15


def test_who_wants_care_is_asked_later_and_a_long_shot_not_at_all() -> None:
    """A dearer ask comes after a nearly as likely one; below its cost nobody is asked."""
    found = asking_order(apart(0.5, 0.4, 0.03), costs=(ASK_COSTS / 0.6, ASK_COSTS, ASK_COSTS))

    assert [1, 0] == places(found)
    assert found.further == pytest.approx(0.03)
    assert asking_order(apart(0.03)).asks == ()
    assert [0] == places(asking_order(apart(0.03), first=0))


def test_what_is_no_route_is_refused() -> None:
    """A route needs its ties, chances are chances, routes agree, and an order has an end."""
    with pytest.raises(ValueError, match="one tie fewer"):
        Route(people=(ME,), chances=())
    with pytest.raises(ValueError, match="between 0 and 1"):
        Route(people=(ME, THEM), chances=(1.2,))
    with pytest.raises(ValueError, match="differ on the tie"):
        at_least_one([Route(people=(ME, THEM), chances=(p,)) for p in (0.2, 0.3)])
    with pytest.raises(ValueError, match="one cost"):
        asking_order(apart(0.2, 0.3), costs=(0.1,))
    with pytest.raises(ValueError, match="at most 12"):
        asking_order(apart(*[0.5] * 13))
