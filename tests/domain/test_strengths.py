"""Many strengths at once equal the scalar formula, on every day from the one of their sums on."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from netgraph.domain.evidence import Evidence, Kind, Monthly
from netgraph.domain.favors import Favor, FavorKind, Size, goodwill, warmth
from netgraph.domain.ids import FavorId, PersonId
from netgraph.domain.strength import strength, strength_on, sums, turns
from netgraph.domain.strengths import columns_of, joined, probabilities

ANA, BEN = PersonId("ana"), PersonId("ben")
BASE = date(2026, 6, 30)

days = st.integers(-3000, 900).map(lambda n: BASE + timedelta(days=n))
months = st.builds(lambda day, count: Monthly(day=day, count=count), days, st.floats(0.01, 60))
ends = st.sampled_from([(ANA, BEN), (BEN, ANA)])
events = st.builds(
    lambda pair, kind, happened: Evidence(
        actor=pair[0], other=pair[1], kind=kind, months=tuple(happened)
    ),
    ends,
    st.sampled_from(Kind),
    st.lists(months, min_size=1, max_size=4),
)
periods = st.builds(
    lambda pair, kind, since, length, weight: Evidence(
        actor=pair[0],
        other=pair[1],
        kind=kind,
        since=since,
        until=None if length is None else since + timedelta(days=length),
        weight=weight,
    ),
    ends,
    st.sampled_from(Kind),
    days,
    st.one_of(st.none(), st.integers(0, 4000)),
    st.floats(0.01, 1),
)
favors = st.builds(
    lambda pair, day, size: Favor(
        id=FavorId("f"), giver=pair[0], receiver=pair[1], kind=FavorKind.ADVICE, day=day, size=size
    ),
    ends,
    days,
    st.sampled_from(Size),
)
facts = st.lists(st.one_of(events, periods), max_size=5)
given_favors = st.lists(favors, max_size=3)
Known = tuple[list[Evidence], list[Favor]]


def whole(known: Known) -> list[Evidence]:
    """All evidence, the favors among it."""
    told, done = known
    return [
        *told,
        *(
            Evidence(
                actor=favor.giver,
                other=favor.receiver,
                kind=Kind.FAVOR,
                months=(Monthly(day=favor.day, count=1.0),),
            )
            for favor in done
        ),
    ]


@given(
    many=st.lists(st.tuples(facts, given_favors), min_size=1, max_size=6),
    later=st.lists(st.integers(0, 3000), min_size=1, max_size=3),
    base=st.integers(-2000, 900),
)
def test_all_at_once_equals_one_by_one(many: list[Known], later: list[int], base: int) -> None:
    """The columns give what the formula gives for each tie, on each day until something turns."""
    from_day = BASE + timedelta(days=base)
    kept = [
        sums(
            whole(known), of=ANA, towards=BEN, as_of=from_day,
            warmth=warmth(known[1], mine=ANA, theirs=BEN, as_of=from_day),
        )
        for known in many
    ]  # fmt: skip
    half = len(many) // 2
    columns = joined([columns_of(kept[:half]), columns_of(kept[half:])])
    places = np.arange(len(many))[::-1].copy()
    turned = columns.taken(places)

    for days_later in (0, *later):
        day = from_day + timedelta(days=days_later)
        found = probabilities(columns, day)
        assert found[::-1].tolist() == pytest.approx(probabilities(turned, day).tolist(), rel=1e-12)
        for place, known in enumerate(many):
            on = turns(whole(known), as_of=from_day)
            if on is not None and on <= day:
                continue
            scalar = strength(
                whole(known), of=ANA, towards=BEN, as_of=day,
                goodwill=goodwill(known[1], mine=ANA, theirs=BEN, as_of=day).balance,
            )  # fmt: skip
            assert (scalar is None) == (columns.best[place] < 0)
            if scalar is None:
                assert found[place] == 0
                continue
            assert found[place] == pytest.approx(scalar.probability, rel=1e-12, abs=1e-15)
            single = columns.strength(place, day)
            assert single is not None
            assert (single.grade, single.last_contact) == (scalar.grade, scalar.last_contact)
            assert (single.probability, single.low, single.high) == pytest.approx(
                (scalar.probability, scalar.low, scalar.high), rel=1e-12, abs=1e-15
            )


@given(known=st.tuples(facts, given_favors), later=st.integers(1, 900))
def test_before_it_turns_nothing_is_new(known: Known, later: int) -> None:
    """The sums of a day say what the evidence says until the day on which it turns."""
    day = BASE + timedelta(days=later)
    on = turns(whole(known), as_of=BASE)
    assume(on is None or on > day)
    before = sums(whole(known), of=ANA, towards=BEN, as_of=BASE)
    after = strength(whole(known), of=ANA, towards=BEN, as_of=day)

    assert (before is None) == (after is None)
    if before is not None and after is not None:
        assert strength_on(before, day).probability == pytest.approx(
            after.probability, rel=1e-12, abs=1e-15
        )
