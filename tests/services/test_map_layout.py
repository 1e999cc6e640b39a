"""Places on the map: the same for the same network, nearly the same for nearly the same."""

import math
from itertools import combinations
from statistics import median

from hypothesis import given
from hypothesis import strategies as st

from netgraph.services.map_layout import GAP, MOST_PLACED, Layout, Links, Members, lay_out


def groups_of(sizes: list[int]) -> tuple[Members, ...]:
    """Groups with that many people each, of mixed ranks."""
    return tuple(
        Members(
            group=f"g{number}",
            people=tuple((f"p{number}-{n}", n % 5) for n in range(size)),
        )
        for number, size in enumerate(sizes)
    )


def chain(count: int) -> Links:
    """Each group tied to the next one and to the first."""
    links = {(0, n) for n in range(1, count)} | {(n, n + 1) for n in range(1, count - 1)}
    return tuple((f"g{a}", f"g{b}", 1 + (a + b) % 7) for a, b in sorted(links))


def moved(before: Layout, after: Layout) -> list[float]:
    """How far everybody of `before` stands from there in `after`."""
    return [
        math.dist((spot.x, spot.y), (after.people[person].x, after.people[person].y))
        for person, spot in before.people.items()
    ]


@given(st.lists(st.integers(1, 40), min_size=1, max_size=25))
def test_rooms_never_overlap_and_hold_their_people(sizes: list[int]) -> None:
    """Whatever the sizes, rooms lie apart and everybody stands within their own, by themselves."""
    groups = groups_of(sizes)

    layout = lay_out(groups, chain(len(sizes)))

    for one, other in combinations(layout.discs.values(), 2):
        assert math.dist((one.x, one.y), (other.x, other.y)) >= one.radius + other.radius
    for members in groups:
        disc = layout.discs[members.group]
        spots = [layout.people[person] for person, _ in members.people]
        assert all(math.dist((s.x, s.y), (disc.x, disc.y)) <= disc.radius for s in spots)
        for one_spot, other_spot in combinations(spots, 2):
            apart = math.dist((one_spot.x, one_spot.y), (other_spot.x, other_spot.y))
            assert apart >= 0.8 * GAP


@given(st.lists(st.integers(1, 30), min_size=1, max_size=20))
def test_same_network_gives_the_same_places(sizes: list[int]) -> None:
    """Nothing but the network decides: computed anew, all places are as before."""
    first = lay_out(groups_of(sizes), chain(len(sizes)))
    lay_out.cache_clear()

    assert first == lay_out(groups_of(sizes), chain(len(sizes)))


def test_one_person_more_barely_moves_the_others() -> None:
    """In forty companies of seven or eight, a newcomer moves half of all people by nothing much."""
    sizes = [7 + n % 2 for n in range(40)]
    before = lay_out(groups_of(sizes), chain(40))
    sizes[11] += 1
    after = lay_out(groups_of(sizes), chain(40))

    assert median(moved(before, after)) <= GAP / 4
    assert max(moved(before, after)) <= 2.5 * GAP


def test_one_ring_more_pushes_neighbours_only() -> None:
    """Where a newcomer makes a room larger, half of all people move by less than a place."""
    sizes = [7] * 40
    before = lay_out(groups_of(sizes), chain(40))
    sizes[11] += 1
    after = lay_out(groups_of(sizes), chain(40))

    assert median(moved(before, after)) <= GAP
    assert max(moved(before, after)) <= 5 * GAP


def test_one_tie_more_barely_moves_anybody() -> None:
    """A tie between two companies draws them together a little and leaves the rest in place."""
    groups = groups_of([7] * 40)
    before = lay_out(groups, chain(40))
    after = lay_out(groups, (*chain(40), ("g15", "g31", 1)))

    assert median(moved(before, after)) <= GAP / 2


def test_the_most_senior_stand_in_the_middle() -> None:
    """From the middle outwards, rank never rises."""
    members = Members(group="g", people=tuple((f"p{n}", n % 5) for n in range(30)))

    layout = lay_out((members,), ())

    disc = layout.discs["g"]
    ranks = dict(members.people)
    by_ring = sorted(
        (round(math.dist((s.x, s.y), (disc.x, disc.y)) / GAP), -ranks[person])
        for person, s in layout.people.items()
    )
    lowest = {ring: max(rank for at, rank in by_ring if at == ring) for ring, _ in by_ring}
    highest = {ring: min(rank for at, rank in by_ring if at == ring) for ring, _ in by_ring}

    assert all(lowest[ring] <= highest[ring + 1] for ring in list(lowest)[:-1])


def test_a_crowd_stays_within_bounds() -> None:
    """A room grows no further than its rings, and holds everybody all the same."""
    crowd = Members(group="g", people=tuple((f"p{n}", 0) for n in range(5 * MOST_PLACED)))

    layout = lay_out((crowd,), ())

    assert 5 * MOST_PLACED == len(layout.people)
    assert layout.discs["g"].radius < 16 * GAP
