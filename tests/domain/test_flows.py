"""Favors between groups are told without anybody's sum; reciprocity is of the whole."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgraph.domain.favors import WEIGHT, Favor, FavorKind, Size
from netgraph.domain.flows import LEAST_PEOPLE, exchanges, reciprocity
from netgraph.domain.ids import FavorId, PersonId

UNTIL = date(2026, 6, 15)
SINCE = UNTIL - timedelta(days=365)
GROUP = {PersonId(f"{group}{n}"): group for group in "abc" for n in range(4)}


@st.composite
def favors(draw: st.DrawFn) -> Favor:
    """Some favor between two of twelve people in three groups."""
    giver, receiver = draw(
        st.lists(st.sampled_from(sorted(GROUP)), min_size=2, max_size=2, unique=True)
    )
    return Favor(
        id=FavorId(str(draw(st.integers(0, 10**6)))), giver=giver, receiver=receiver,
        kind=FavorKind.ADVICE, size=draw(st.sampled_from(Size)),
        day=UNTIL - timedelta(days=draw(st.integers(-30, 800))),
    )  # fmt: skip


ledgers = st.lists(favors(), max_size=40)


@given(ledgers)
def test_what_is_told_of_two_groups_is_of_several_people_on_each_side(known: list[Favor]) -> None:
    """Given and received are told only when two people on each side had a part, and add up."""
    for found in exchanges(known, group_of=GROUP.get, since=SINCE, until=UNTIL):
        between = [
            f for f in known
            if {GROUP[f.giver], GROUP[f.receiver]} == {found.one, found.other}
            and SINCE < f.day <= UNTIL
        ]  # fmt: skip
        sides = [
            {p for f in between for p in (f.giver, f.receiver) if GROUP[p] == group}
            for group in (found.one, found.other)
        ]
        assert len(between) == found.favors
        assert (min(map(len, sides)) >= LEAST_PEOPLE) is (found.gave is not None)
        if found.gave is not None and found.got is not None:
            assert sum(WEIGHT[f.size] for f in between) == pytest.approx(found.gave + found.got)
            back = found.seen_from(found.other)
            assert (found.gave, found.got) == (back.got, back.gave)


@given(ledgers)
def test_reciprocity_is_between_none_and_all(known: list[Favor]) -> None:
    """It lies in [0, 1], is 1 when all comes back, and does not know who is who."""
    found = reciprocity(known, since=SINCE, until=UNTIL)
    back = [
        Favor(id=f.id, giver=f.receiver, receiver=f.giver, kind=f.kind, size=f.size, day=f.day)
        for f in known
    ]

    assert found is None or 0 <= found <= 1
    assert found == reciprocity(back, since=SINCE, until=UNTIL)
    both = reciprocity([*known, *back], since=SINCE, until=UNTIL)
    assert both is None or both == pytest.approx(1.0)
