"""Goodwill keeps its books: replayed it is the balance, netted with nobody, fading with time."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgraph.domain.evidence import Evidence, Kind, Monthly
from netgraph.domain.favors import (
    HALF_LIFE_DAYS,
    WEIGHT,
    Favor,
    FavorKind,
    Gift,
    Goodwill,
    Promise,
    PromiseState,
    Size,
    balance_by_month,
    goodwill,
    remaining,
    warmth,
)
from netgraph.domain.ids import FavorId, GiftId, PersonId, PromiseId
from netgraph.domain.strength import GOODWILL_MOST, strength

TODAY = date(2026, 6, 15)
PEOPLE = tuple(PersonId(name) for name in ("ana", "ben", "dana", "tom"))
ANA, BEN = PEOPLE[:2]

pairs = st.lists(st.sampled_from(PEOPLE), min_size=2, max_size=2, unique=True)
days = st.integers(0, 1500).map(lambda ago: TODAY - timedelta(days=ago))


@st.composite
def favors(draw: st.DrawFn) -> Favor:
    """Some favor between two of the four."""
    giver, receiver = draw(pairs)
    return Favor(
        id=FavorId(str(draw(st.integers(0, 10**9)))), giver=giver, receiver=receiver,
        kind=draw(st.sampled_from(FavorKind)), day=draw(days), size=draw(st.sampled_from(Size)),
    )  # fmt: skip


@st.composite
def gifts(draw: st.DrawFn) -> Gift:
    """Some gift."""
    giver, receiver = draw(pairs)
    return Gift(id=GiftId("g"), giver=giver, receiver=receiver, what="x", day=draw(days))


@st.composite
def promises(draw: st.DrawFn) -> Promise:
    """Some promise, in any state."""
    owner, to = draw(pairs)
    day = draw(days)
    return Promise(
        id=PromiseId("p"), owner=owner, to=to, what="x", made=day, due=day,
        state=draw(st.sampled_from(PromiseState)),
    )  # fmt: skip


ledgers = st.lists(st.one_of(favors(), gifts(), promises()), max_size=25)


def between(deeds: "list[Favor | Gift | Promise]", as_of: date = TODAY) -> Goodwill:
    """The goodwill between Ana and Ben, seen by Ana."""
    return goodwill(deeds, mine=ANA, theirs=BEN, as_of=as_of)


@given(ledgers)
def test_replaying_the_ledger_gives_the_balance(deeds: "list[Favor | Gift | Promise]") -> None:
    """Adding up what is left of each favor, one by one in any order, is the balance."""
    given_ = sum(
        remaining(d, as_of=TODAY) for d in deeds
        if isinstance(d, Favor) and (d.giver, d.receiver) == (ANA, BEN)
    )  # fmt: skip
    received = sum(
        remaining(d, as_of=TODAY) for d in deeds
        if isinstance(d, Favor) and (d.giver, d.receiver) == (BEN, ANA)
    )  # fmt: skip

    found = between(deeds)
    back = between(list(reversed(deeds)))

    assert given_ == pytest.approx(found.given)
    assert received == pytest.approx(found.received)
    assert given_ - received == pytest.approx(found.balance)
    assert found.balance == pytest.approx(back.balance)
    other = goodwill(deeds, mine=BEN, theirs=ANA, as_of=TODAY)
    assert found.balance == pytest.approx(-other.balance)


@given(ledgers, ledgers)
def test_nothing_is_netted_across_people(
    deeds: "list[Favor | Gift | Promise]", more: "list[Favor | Gift | Promise]"
) -> None:
    """Whatever happens with anybody else, what is between two people stays as it is."""
    pair = {ANA, BEN}
    elsewhere = [
        d for d in more
        if {getattr(d, "giver", None) or getattr(d, "owner", None),
            getattr(d, "receiver", None) or getattr(d, "to", None)} != pair
    ]  # fmt: skip

    assert between(deeds) == between([*deeds, *elsewhere])


@given(ledgers, gifts(), promises())
def test_a_gift_and_a_promise_move_no_balance(
    deeds: "list[Favor | Gift | Promise]", gift: Gift, promise: Promise
) -> None:
    """A gift only warms, a promise not kept only cools its owner's side, and neither is counted."""
    was, now = between(deeds), between([*deeds, gift, promise])

    assert (was.given, was.received, was.entries) == (now.given, now.received, now.entries)
    assert now.warmth >= was.warmth
    assert now.cooling >= was.cooling
    assert between([*deeds, gift]).standing >= was.standing
    assert between([*deeds, promise]).standing <= was.standing
    theirs = Promise(
        id=PromiseId("q"), owner=BEN, to=ANA, what="x", made=TODAY, due=TODAY,
        state=PromiseState.BROKEN,
    )  # fmt: skip
    assert was == between([*deeds, theirs])


@given(ledgers, st.integers(0, 900), st.integers(0, 900))
def test_time_alone_only_fades(deeds: "list[Favor | Gift | Promise]", one: int, other: int) -> None:
    """The later the day, the less is left of every part, of a favor at most its size."""
    early, late = (TODAY + timedelta(days=days) for days in sorted((one, other)))
    was, then = between(deeds, early), between(deeds, late)

    for part in ("given", "received", "warmth", "cooling"):
        assert getattr(was, part) >= getattr(then, part) >= 0
    assert all(0 <= left <= WEIGHT[favor.size] for favor, left in was.entries)


@given(ledgers)
def test_goodwill_moves_a_strength_within_its_bound(
    deeds: "list[Favor | Gift | Promise]",
) -> None:
    """However many gifts and broken promises, odds move by at most e to the power of the bound."""
    evidence = [
        Evidence(actor=BEN, other=ANA, kind=Kind.MEETING,
                 months=(Monthly(day=TODAY, count=2.0),))
    ]  # fmt: skip
    plain = strength(evidence, of=ANA, towards=BEN, as_of=TODAY)
    moved = strength(
        evidence, of=ANA, towards=BEN, as_of=TODAY, goodwill=between(deeds * 50).standing
    )
    assert plain is not None
    assert moved is not None
    shift = (moved.probability / (1 - moved.probability)) / (
        plain.probability / (1 - plain.probability)
    )

    assert 2.718282**-GOODWILL_MOST <= shift <= 2.718282**GOODWILL_MOST


@given(st.lists(favors(), max_size=20))
def test_the_months_of_a_balance_end_today(deeds: list[Favor]) -> None:
    """Twenty-five days in order; the last is today's balance, and each is that of its day."""
    months = balance_by_month(deeds, mine=ANA, theirs=BEN, as_of=TODAY)

    assert 25 == len(months)
    assert sorted(day for day, _ in months) == [day for day, _ in months]
    assert (TODAY, between(list(deeds))) == months[-1]


@given(st.lists(st.one_of(favors(), gifts(), promises()), max_size=20), st.integers(0, 3000))
def test_warmth_by_size_sums_up_to_the_standing_of_each_later_day(
    deeds: list[Favor | Gift | Promise], later: int
) -> None:
    """What is left by size, each part faded with the half-life of its size, is the standing."""
    left = warmth(deeds, mine=ANA, theirs=BEN, as_of=TODAY)
    faded = sum(
        part * 2 ** (-later / HALF_LIFE_DAYS[size]) for part, size in zip(left, Size, strict=True)
    )
    then = goodwill(deeds, mine=ANA, theirs=BEN, as_of=TODAY + timedelta(days=later))

    assert then.standing == pytest.approx(faded, rel=1e-9, abs=1e-12)
