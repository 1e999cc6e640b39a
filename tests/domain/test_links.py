"""Simple link scores, counted by hand on a graph of five people."""

import math

import pytest

from netgraph.domain import links

CONTACTS = {
    "a": {"x", "y", "z"},
    "b": {"x", "y"},
    "x": {"a", "b"},
    "y": {"a", "b", "z"},
    "z": {"a", "y"},
}


def test_counts_common_neighbours() -> None:
    """Those that both have."""
    assert 2 == links.common_neighbours(CONTACTS["a"], CONTACTS["b"])
    assert 0 == links.common_neighbours(CONTACTS["a"], set())


def test_rare_contacts_count_more() -> None:
    """Adamic–Adar weighs by 1/ln, resource allocation by 1/n of the common contact's contacts."""
    assert 1 / math.log(2) + 1 / math.log(3) == pytest.approx(
        links.adamic_adar(CONTACTS["a"], CONTACTS["b"], CONTACTS)
    )
    assert 1 / 2 + 1 / 3 == pytest.approx(
        links.resource_allocation(CONTACTS["a"], CONTACTS["b"], CONTACTS)
    )


@pytest.mark.parametrize(
    ("events", "inward", "outward", "recency", "expected"),
    [(0, 0, 0, 1.0, 1), (10, 4, 6, 1.0, 35), (10, 4, 6, 0.5, 17.5), (100, 50, 50, 1.0, 100)],
)
def test_published_score_stays_between_1_and_100(
    events: int, inward: int, outward: int, recency: float, expected: float
) -> None:
    """The formula as published."""
    found = links.published_score(events=events, inward=inward, outward=outward, recency=recency)

    assert expected == found


def test_tie_probability_rises_and_stays_below_one() -> None:
    """Two messages make an even chance."""
    assert [0, 0.5, 0.9] == [links.tie_probability(count) for count in (0, 2, 18)]
    assert 6 == links.geometric_mean(4, 9)
