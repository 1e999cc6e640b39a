"""How good a ranking or a probability was, on cases small enough to count."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgraph.domain.measures import (
    area_under_curve,
    calibration_error,
    estimates,
    placing,
    reliability,
    reliability_by_width,
    wilson,
)

chances = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60)


def test_place_of_the_right_one() -> None:
    """Second of three gives a half, and no first place."""
    found = placing([0.5, 0.9, 0.1], 0)

    assert (0.5, 0, 1) == (found.reciprocal_rank, found.hit1, found.hit5)


def test_equals_share_their_places() -> None:
    """All alike is chance: the mean of 1, 1/2, 1/3 and 1/4."""
    found = placing([1.0] * 4, 2)

    assert (25 / 48, 0.25, 1) == (pytest.approx(found.reciprocal_rank), found.hit1, found.hit5)


@given(st.lists(st.sampled_from((0.0, 0.5, 1.0)), min_size=1, max_size=12), st.integers(0, 11))
def test_turning_the_order_round_does_not_matter(scores: list[float], right: int) -> None:
    """Where a candidate stands in the list changes nothing."""
    right %= len(scores)
    turned = scores[::-1]

    assert placing(scores, right) == placing(turned, len(scores) - 1 - right)


def test_intervals_hold_the_mean_and_repeat() -> None:
    """The bootstrap draws whole groups, and the same way each time."""
    values = np.arange(20.0)[:, None]
    groups = [str(number // 2) for number in range(20)]
    (found,) = estimates(values, groups)

    assert found.low < found.value < found.high
    assert 9.5 == found.value
    assert (found,) == estimates(values, groups)


@pytest.mark.parametrize(
    ("scores", "expected"), [([1, 2, 3, 4], 1.0), ([4, 3, 2, 1], 0.0), ([1, 1, 1, 1], 0.5)]
)
def test_area_under_curve(scores: list[float], expected: float) -> None:
    """Right order is 1, wrong order 0, no order a half."""
    assert expected == area_under_curve([False, False, True, True], scores)
    assert area_under_curve([True], [1.0]) is None


@given(chances)
def test_bins_lose_no_case(cases: list[tuple[float, bool]]) -> None:
    """Each case is in one bin, however they are cut, and each bin's share in its interval."""
    said, happened = [p for p, _ in cases], [y for _, y in cases]
    for bins in (reliability(said, happened), reliability_by_width(said, happened)):
        assert len(cases) == sum(one.count for one in bins)
        assert all(one.low - 1e-9 <= one.was <= one.high + 1e-9 for one in bins)
        assert 0 <= calibration_error(bins) <= 1


def test_perfect_calibration_has_no_error() -> None:
    """A quarter of those said to be a quarter."""
    bins = reliability_by_width([0.25] * 4, [True, False, False, False])

    assert 0 == calibration_error(bins)


def test_wilson_of_nothing_is_everything() -> None:
    """No case, no knowledge."""
    assert (0.0, 1.0) == wilson(0, 0)
