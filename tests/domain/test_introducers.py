"""The score of an introducer: what raises it, what lowers it, and that it adds up."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgraph.domain.introducers import (
    BASELINE,
    PRIOR,
    TERMS,
    Footing,
    chances,
    contributions,
    score,
    terms,
)

counts = st.floats(0, 200)
two = st.tuples(counts, counts)
footings = st.builds(
    Footing,
    ties=two,
    lately=two,
    written=two,
    joint=counts,
    brought=two,
    introductions=counts,
    sent=counts,
    shared=two,
)
NOBODY = Footing(
    ties=(0, 0),
    lately=(0, 0),
    written=(0, 0),
    joint=0,
    brought=(0, 0),
    introductions=0,
    sent=0,
    shared=(0, 0),
)


@given(footings, st.floats(0.5, 50))
def test_more_of_what_binds_never_lowers_the_score(footing: Footing, more: float) -> None:
    """Ties, old and new, own messages, messages to both and introductions made speak for one."""
    before = score(footing)
    for better in (
        replace(footing, ties=(footing.ties[0] + more, footing.ties[1])),
        replace(footing, written=(footing.written[0], footing.written[1] + more)),
        replace(footing, lately=(footing.lately[0], footing.lately[1] + more)),
        replace(footing, joint=footing.joint + more),
        replace(footing, brought=(footing.brought[0] + more, footing.brought[1])),
        replace(footing, introductions=footing.introductions + more),
    ):
        assert before <= score(better)


@given(footings, st.floats(0.5, 50))
def test_who_writes_to_everybody_or_shares_the_crowd_says_less(
    footing: Footing, more: float
) -> None:
    """Mail without introductions, and common contacts, speak against a person."""
    before = score(footing)
    for worse in (
        replace(footing, sent=footing.sent + more),
        replace(footing, shared=(footing.shared[0], footing.shared[1] + more)),
    ):
        assert score(worse) < before


@pytest.mark.parametrize(
    ("term", "footing", "more"),
    [
        ("tie", replace(NOBODY, ties=(0.9, 0)), 2.302585),
        ("lately", replace(NOBODY, lately=(0.9, 0.9)), 4.605170),
        ("written", replace(NOBODY, written=(0, 0.9)), 2.302585),
        ("joint", replace(NOBODY, joint=0.2), 0.5),
        ("joint", replace(NOBODY, joint=200), 0.999001),
        ("brought", replace(NOBODY, brought=(1, 1)), 4.795791),
        ("habit", replace(NOBODY, introductions=1), 1.098612),
        ("habit", replace(NOBODY, sent=20), -0.693147),
        ("shared", replace(NOBODY, shared=(0.05, 0)), 0.693147),
    ],
)
def test_each_term_measures_one_thing(term: str, footing: Footing, more: float) -> None:
    """What is known of a person moves its own term by the formula, and no other."""
    moved = {
        name: after - before
        for name, before, after in zip(TERMS, terms(NOBODY), terms(footing), strict=True)
    }

    assert moved == {name: pytest.approx(more if name == term else 0, abs=1e-6) for name in TERMS}


@given(footings)
def test_the_two_ends_are_alike(footing: Footing) -> None:
    """Who is called source and who target makes no difference."""
    turned = replace(
        footing,
        ties=footing.ties[::-1],
        lately=footing.lately[::-1],
        written=footing.written[::-1],
        brought=footing.brought[::-1],
        shared=footing.shared[::-1],
    )

    assert score(footing) == pytest.approx(score(turned))


@given(footings)
def test_contributions_add_up(footing: Footing) -> None:
    """What each term gives adds up to the score, under its name."""
    found = contributions(footing)

    assert TERMS == tuple(found)
    assert score(footing) == pytest.approx(sum(found.values()))


@given(st.lists(footings, min_size=2, max_size=8))
def test_baseline_orders_by_the_product_of_ties(many: list[Footing]) -> None:
    """With the weights of the baseline the order is that of the geometric mean."""

    def product(footing: Footing) -> float:
        return (footing.ties[0] + 0.1) * (footing.ties[1] + 0.1)

    ordered = sorted(many, key=lambda footing: score(footing, BASELINE))
    products = [product(footing) for footing in ordered]

    assert products == pytest.approx(sorted(products))


@given(st.lists(st.floats(-50, 50), min_size=1, max_size=10))
def test_chances_add_up_to_one(scores: list[float]) -> None:
    """Somebody makes the introduction, and a higher score never means a lower chance."""
    found = chances(scores)

    assert pytest.approx(1) == sum(found)
    assert [one for _, one in sorted(zip(scores, found, strict=True))] == sorted(found)
    assert () == chances(())


def test_every_term_is_weighed() -> None:
    """There is one weight for each term."""
    assert len(TERMS) == len(PRIOR.as_tuple()) == len(terms(NOBODY))
