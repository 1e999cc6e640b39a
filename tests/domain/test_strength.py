"""Law 1 as properties of strength: better, more and fresher proof never counts for less."""

import math
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from netgraph.domain.evidence import ANSWERABLE, Evidence, Grade, Kind, Monthly
from netgraph.domain.ids import PersonId
from netgraph.domain.strength import (
    GOODWILL_MOST,
    LEVELS,
    LIVE,
    LIVE_DAYS,
    Direction,
    Fact,
    Strength,
    Tier,
    explain,
    facts,
    strength,
    strengths,
    tier_of,
)

ANA, BEN, CY = PersonId("ana"), PersonId("ben"), PersonId("cy")
TODAY = date(2026, 6, 30)
EPS = 1e-12
LISTED = (Kind.CLAIM, Kind.SAME_COMPANY, Kind.SAME_BOARD, Kind.SAME_SCHOOL, Kind.CONTACT_LIST)

ages = st.integers(0, 4000)
counts = st.floats(0.01, 60)
ends = st.sampled_from([(ANA, BEN), (BEN, ANA)])
months = st.builds(
    lambda age, count: Monthly(day=TODAY - timedelta(days=age), count=count), ages, counts
)


def events_of(kinds: st.SearchStrategy[Kind]) -> st.SearchStrategy[Evidence]:
    """Events of these kinds between Ana and Ben."""
    return st.builds(
        lambda pair, kind, happened: Evidence(
            actor=pair[0], other=pair[1], kind=kind, months=tuple(happened)
        ),
        ends,
        kinds,
        st.lists(months, min_size=1, max_size=4),
    )


def periods_of(kinds: st.SearchStrategy[Kind]) -> st.SearchStrategy[Evidence]:
    """Periods of these kinds between Ana and Ben, over or going on."""
    return st.builds(
        lambda pair, kind, age, length, weight: Evidence(
            actor=pair[0],
            other=pair[1],
            kind=kind,
            since=TODAY - timedelta(days=age),
            until=None if length is None else TODAY - timedelta(days=age - length),
            weight=weight,
        ),
        ends,
        kinds,
        ages,
        st.one_of(st.none(), st.integers(0, 5000)),
        st.floats(0.01, 1),
    )


kinds = st.sampled_from(Kind)
pieces = st.one_of(events_of(kinds), periods_of(kinds))
evidence = st.lists(pieces, max_size=5)
known = st.lists(pieces, min_size=1, max_size=5)


def probability(found: list[Evidence], *, as_of: date = TODAY, goodwill: float = 0.0) -> float:
    """What Ana's ask of Ben is worth; below every probability when nothing is known."""
    value = strength(found, of=ANA, towards=BEN, as_of=as_of, goodwill=goodwill)
    return -1.0 if value is None else value.probability


def sure(found: list[Evidence], *, as_of: date = TODAY, goodwill: float = 0.0) -> Strength:
    """Ana's strength towards Ben, which is known."""
    value = strength(found, of=ANA, towards=BEN, as_of=as_of, goodwill=goodwill)
    assert value is not None
    return value


@given(rest=evidence, piece=pieces, kind=kinds)
def test_a_higher_grade_never_means_less(rest: list[Evidence], piece: Evidence, kind: Kind) -> None:
    """Any piece of evidence, told as a kind of a higher grade, gives no lower strength."""
    assume(kind.grade.rank > piece.kind.grade.rank)

    better = [*rest, replace(piece, kind=kind)]

    assert probability([*rest, piece]) <= probability(better) + EPS


@given(rest=evidence, piece=pieces)
def test_more_evidence_never_means_less(rest: list[Evidence], piece: Evidence) -> None:
    """A further piece of evidence, of whatever kind and age, lowers neither value nor low end."""
    before = strength(rest, of=ANA, towards=BEN, as_of=TODAY)
    after = sure([*rest, piece])

    assert (before.probability if before else -1.0) <= after.probability + EPS
    assert (before.low if before else -1.0) <= after.low + EPS


@given(rest=evidence, piece=events_of(kinds), days=st.integers(0, 4000))
def test_fresher_events_never_mean_less(rest: list[Evidence], piece: Evidence, days: int) -> None:
    """The same events some days later, but not after the day asked about, are worth no less."""
    fresher = replace(
        piece,
        months=tuple(
            replace(m, day=min(m.day + timedelta(days=days), TODAY)) for m in piece.months
        ),
    )

    assert probability([*rest, piece]) <= probability([*rest, fresher]) + EPS


@given(rest=evidence, piece=periods_of(kinds), days=st.integers(0, 4000))
def test_a_period_that_lasted_longer_never_means_less(
    rest: list[Evidence], piece: Evidence, days: int
) -> None:
    """A period with a later end, or without one, is worth no less."""
    assume(piece.until is not None)
    assert piece.until is not None
    longer = replace(piece, until=piece.until + timedelta(days=days))

    assert probability([*rest, piece]) <= probability([*rest, longer]) + EPS
    assert probability([*rest, longer]) <= probability([*rest, replace(piece, until=None)]) + EPS


@given(rest=evidence, piece=periods_of(kinds), weight=st.floats(0.01, 1))
def test_a_smaller_group_never_means_less(
    rest: list[Evidence], piece: Evidence, weight: float
) -> None:
    """The same period in a smaller group, so with a larger weight, is worth no less."""
    small, large = sorted((piece.weight, weight))

    assert (
        probability([*rest, replace(piece, weight=small)])
        <= probability([*rest, replace(piece, weight=large)]) + EPS
    )


@given(found=known, days=st.integers(0, 4000))
def test_time_alone_only_fades(found: list[Evidence], days: int) -> None:
    """Without new evidence no later day has a higher strength, and it never becomes unknown."""
    assert EPS <= probability(found, as_of=TODAY + timedelta(days=days)) <= probability(found) + EPS


listed = st.lists(
    st.one_of(
        periods_of(st.sampled_from(LISTED)),
        events_of(st.sampled_from(LISTED)),
        events_of(st.sampled_from([Kind.MAIL, Kind.INVITATION, Kind.ENDORSEMENT])).map(
            lambda piece: replace(piece, actor=ANA, other=BEN)
        ),
    ),
    min_size=1,
    max_size=40,
)


@given(
    found=listed,
    rest=evidence,
    kind=st.sampled_from(sorted(ANSWERABLE)),
    back=st.sampled_from(sorted(ANSWERABLE)),
    ago=st.tuples(st.integers(0, LIVE_DAYS), st.integers(0, LIVE_DAYS)),
    count=st.floats(0.001, 1),
    love=st.floats(0, 1e6),
    grudge=st.floats(-1e6, 0),
)
def test_a_tie_from_lists_stays_below_every_live_tie(
    *,
    found: list[Evidence],
    rest: list[Evidence],
    kind: Kind,
    back: Kind,
    ago: tuple[int, int],
    count: float,
    love: float,
    grudge: float,
) -> None:
    """However many lists and however much goodwill: one exchange within the window is more."""
    live = [
        Evidence(actor=a, other=b, kind=k, months=(Monthly(day=day_before(days), count=count),))
        for a, b, k, days in ((BEN, ANA, kind, ago[0]), (ANA, BEN, back, ago[1]))
    ]

    assert probability(found, goodwill=love) < probability([*rest, *live], goodwill=grudge)


def day_before(days: int) -> date:
    """So many days before the day asked about."""
    return TODAY - timedelta(days=days)


def test_the_bound_between_lists_and_live_ties_is_proven_by_the_numbers() -> None:
    """The most that lists and goodwill give is below the least of a live tie without any."""

    def logit(intensity: float) -> float:
        return math.log(math.expm1(intensity))

    structural = (Grade.CLAIMED, Grade.INFERRED, Grade.IMPORTED)
    most_listed = logit(sum(LEVELS[grade].most for grade in structural)) + GOODWILL_MOST

    assert most_listed < logit(LIVE) - GOODWILL_MOST


@given(found=known, order=st.randoms(use_true_random=False))
def test_neither_order_nor_split_matters(found: list[Evidence], order: object) -> None:
    """Evidence told in another order, month by month, in halves and year by year is the same."""
    parts = [part for piece in found for part in split(piece)]
    order.shuffle(parts)  # type: ignore[attr-defined]  # a random.Random

    whole, told = sure(found), sure(parts)

    assert whole.probability == pytest.approx(told.probability, rel=1e-9)
    assert whole.low == pytest.approx(told.low, rel=1e-9)
    assert (whole.grade, whole.last_contact) == (told.grade, told.last_contact)


def split(piece: Evidence) -> list[Evidence]:
    """The same facts as several pieces."""
    if piece.since is None:
        return [
            replace(piece, months=(replace(month, count=month.count / 2),))
            for month in piece.months
            for _ in range(2)
        ]
    parts, since = [], piece.since
    last = piece.until or TODAY
    while since + timedelta(days=365) < last:
        parts.append(replace(piece, since=since, until=since + timedelta(days=364)))
        since += timedelta(days=365)
    return [*parts, replace(piece, since=since)]


@given(found=known, balance=st.floats(-100, 100), more=st.floats(0, 100))
def test_goodwill_helps_within_its_bound(
    found: list[Evidence], balance: float, more: float
) -> None:
    """More goodwill never lowers a strength, and shifts its log-odds by a bounded amount."""
    plain = sure(found)
    some = sure(found, goodwill=balance)

    assert some.probability <= sure(found, goodwill=balance + more).probability + EPS
    shift = logit_of(some.probability) - logit_of(plain.probability)
    assert abs(shift) <= GOODWILL_MOST + 1e-6
    assert some.low < some.probability < some.high


def logit_of(probability: float) -> float:
    """The log-odds of a probability."""
    return math.log(probability / (1 - probability))


@given(found=known, more=pieces)
def test_the_interval_holds_the_value_and_shrinks(found: list[Evidence], more: Evidence) -> None:
    """Low, value and high are in order inside (0, 1); more evidence narrows the log-odds."""
    wide, narrow = sure(found), sure([*found, more])

    assert 0 < wide.low < wide.probability < wide.high < 1
    assert (
        logit_of(narrow.high) - logit_of(narrow.low)
        <= logit_of(wide.high) - logit_of(wide.low) + 1e-6
    )


@given(found=known)
def test_an_explanation_adds_up(found: list[Evidence]) -> None:
    """The shares of all reasons and of goodwill sum up to the probability, grade by grade."""
    told = explain(found, of=ANA, towards=BEN, as_of=TODAY, goodwill=3.0)

    assert told is not None
    assert sure(found, goodwill=3.0) == told.strength
    assert told.strength.probability == pytest.approx(
        sum(reason.share for reason in told.reasons) + told.by_goodwill
    )
    assert all(reason.share > 0 for reason in told.reasons)
    ranks = [reason.grade.rank for reason in told.reasons]
    assert sorted(ranks, reverse=True) == ranks


@given(found=evidence, others=evidence)
def test_many_at_once_equal_each_alone(found: list[Evidence], others: list[Evidence]) -> None:
    """All strengths of many pairs are those of each pair and direction by itself."""
    away = [replace(p, actor=BEN, other=CY) for p in others]

    together = strengths([*found, *away], as_of=TODAY, goodwill={(ANA, BEN): 2.0})

    alone = {
        (of, to): strength(
            [*found, *away],
            of=of,
            towards=to,
            as_of=TODAY,
            goodwill=2.0 if (of, to) == (ANA, BEN) else 0.0,
        )
        for of, to in ((ANA, BEN), (BEN, ANA), (BEN, CY), (CY, BEN), (ANA, CY))
    }
    assert {pair: value for pair, value in alone.items() if value} == together


def happened(kind: Kind, *, by: PersonId = BEN, days: int = 10, count: float = 1.0) -> Evidence:
    """Something one of the two did, so many days before the day asked about."""
    return Evidence(
        actor=by,
        other=ANA if by == BEN else BEN,
        kind=kind,
        months=(Monthly(day=day_before(days), count=count),),
    )


def lasting(kind: Kind, *, weight: float = 1.0, until: date | None = None) -> Evidence:
    """A period of three years before the day asked about."""
    since = day_before(1095)
    return Evidence(actor=ANA, other=BEN, kind=kind, since=since, until=until, weight=weight)


@pytest.mark.parametrize("kind", [Kind.MAIL, Kind.FAVOR, Kind.INTRODUCTION, Kind.RECOMMENDATION])
def test_who_acted_is_the_one_who_would_act_again(kind: Kind) -> None:
    """What Ben did for Ana raises Ana's strength towards Ben more than the reverse."""
    done = [happened(kind)]

    there = strength(done, of=ANA, towards=BEN, as_of=TODAY)
    back = strength(done, of=BEN, towards=ANA, as_of=TODAY)

    assert there is not None
    assert back is not None
    assert back.probability < there.probability


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind.mutual])
def test_what_holds_for_both_counts_both_ways(kind: Kind) -> None:
    """A meeting, a shared board or a list entry is the same seen from either side."""
    found = [happened(kind)]

    assert strength(found, of=ANA, towards=BEN, as_of=TODAY) == strength(
        found, of=BEN, towards=ANA, as_of=TODAY
    )


def test_unanswered_mail_proves_no_more_than_a_list() -> None:
    """A hundred mails that Ben never answered leave Ana below one exchange with somebody."""
    cold = sure([happened(Kind.MAIL, by=ANA, count=100)])
    exchange = sure([happened(Kind.MAIL), happened(Kind.MAIL, by=ANA)])

    listed = sum(LEVELS[grade].most for grade in (Grade.CLAIMED, Grade.INFERRED, Grade.IMPORTED))
    assert cold.probability < 1 - math.exp(-listed)
    assert cold.probability < exchange.probability
    assert (Grade.ONE_WAY, Grade.TWO_WAY) == (cold.grade, exchange.grade)


def test_a_live_exchange_needs_both_sides() -> None:
    """Mail that one side answered long ago is no live exchange, whoever wrote last."""
    old, new = 2000, 5
    both_old = sure(mails(days=old))
    for by in (ANA, BEN):
        other = BEN if by == ANA else ANA
        half_new = sure(
            [happened(Kind.MAIL, by=by, days=new), happened(Kind.MAIL, by=other, days=old)]
        )

        assert half_new.probability < sure(mails(days=LIVE_DAYS)).probability
        assert half_new.probability < 1 - math.exp(-LIVE)
        assert both_old.probability < half_new.probability


def test_boards_at_once_add_up_and_boards_in_turn_do_not() -> None:
    """Sharing two boards at the same time proves more than one; one after the other does not."""
    one = lasting(Kind.SAME_BOARD, weight=0.25, until=day_before(100))
    other = replace(one, since=day_before(500), until=None)
    before = replace(one, since=day_before(3000), until=day_before(2000))

    assert sure([other]).probability < sure([one, other]).probability
    assert sure([one]).probability == sure([before, one]).probability


def test_unknown_is_not_zero() -> None:
    """Without evidence about the two before the day, there is no strength and no explanation."""
    others = replace(happened(Kind.MEETING), other=CY)
    later = happened(Kind.MEETING, days=-1)
    begun_later = replace(lasting(Kind.SAME_BOARD), since=TODAY + timedelta(days=1))

    for found in ([], [others], [later], [begun_later]):
        assert strength(found, of=ANA, towards=BEN, as_of=TODAY) is None
        assert explain(found, of=ANA, towards=BEN, as_of=TODAY) is None
        assert {} == strengths([p for p in found if p is not others], as_of=TODAY)
    assert Tier.UNKNOWN == tier_of(None)


def test_nobody_has_a_strength_towards_themselves() -> None:
    """A strength of one person towards the same person is refused."""
    with pytest.raises(ValueError, match="two different people"):
        strength([happened(Kind.MAIL)], of=ANA, towards=ANA, as_of=TODAY)


def test_a_future_day_does_not_count_yet() -> None:
    """Asked as of a past day, what came later changes nothing."""
    past = happened(Kind.MEETING, days=400)
    then = day_before(300)

    assert sure([past], as_of=then) == sure([past, happened(Kind.FAVOR, days=299)], as_of=then)


def test_last_contact_is_the_last_time_either_acted() -> None:
    """Lists, boards and vouching are no contact; mail in either direction is."""
    found = [
        happened(Kind.MAIL, by=ANA, days=12),
        happened(Kind.MEETING, days=40),
        happened(Kind.VOUCH, days=3),
        happened(Kind.CONTACT_LIST, days=2),
        lasting(Kind.SAME_TEAM),
    ]

    assert day_before(12) == sure(found).last_contact
    assert sure([lasting(Kind.SAME_TEAM)]).last_contact is None


def test_an_old_tie_is_known_for_ever() -> None:
    """Even at the far end of the calendar a strength is above zero and has an interval."""
    ancient = Evidence(
        actor=BEN, other=ANA, kind=Kind.MAIL, months=(Monthly(day=date.min, count=1.0),)
    )

    value = sure([ancient], as_of=date.max)

    assert 0 < value.low < value.probability < value.high < 1
    told = explain([ancient], of=ANA, towards=BEN, as_of=date.max)
    assert told is not None
    assert told.strength == value


def test_facts_count_by_kind_and_direction() -> None:
    """Facts hold what happened in the last year and before, best kinds first, and periods."""
    found = [
        happened(Kind.MAIL, days=12, count=2),
        happened(Kind.MAIL, days=500, count=3),
        happened(Kind.MAIL, by=ANA, days=20),
        happened(Kind.MEETING, days=-5),
        happened(Kind.FAVOR, by=ANA, days=40),
        lasting(Kind.SAME_BOARD, weight=0.25, until=day_before(100)),
        lasting(Kind.SAME_COMPANY, weight=0.5),
        replace(lasting(Kind.SAME_SCHOOL), since=TODAY + timedelta(days=1)),
    ]

    assert (
        Fact(kind=Kind.FAVOR, direction=Direction.MINE, recent=1, total=1, last=day_before(40)),
        Fact(kind=Kind.MAIL, direction=Direction.MINE, recent=1, total=1, last=day_before(20)),
        Fact(kind=Kind.MAIL, direction=Direction.THEIRS, recent=2, total=5, last=day_before(12)),
        Fact(
            kind=Kind.SAME_BOARD,
            direction=Direction.BOTH,
            since=day_before(1095),
            until=day_before(100),
            weight=0.25,
        ),
        Fact(
            kind=Kind.SAME_COMPANY,
            direction=Direction.BOTH,
            since=day_before(1095),
            until=None,
            weight=0.5,
        ),
    ) == facts(found, of=ANA, towards=BEN, as_of=TODAY)


def monthly(kind: Kind, *, by: PersonId = BEN, times: int = 12, count: float = 1.0) -> Evidence:
    """Something that happened every month until the day asked about."""
    return Evidence(
        actor=by,
        other=ANA if by == BEN else BEN,
        kind=kind,
        months=tuple(Monthly(day=day_before(30 * n), count=count) for n in range(times)),
    )


def mails(*, days: int, count: float = 1.0) -> list[Evidence]:
    """As many mails each way."""
    return [
        happened(Kind.MAIL, days=days, count=count),
        happened(Kind.MAIL, by=ANA, days=days, count=count),
    ]


EXAMPLES: dict[str, list[Evidence]] = {
    "somebody says that they know each other": [happened(Kind.CLAIM, days=0)],
    "on a board of five together": [lasting(Kind.SAME_BOARD, weight=0.25)],
    "on her list of connections, since a year": [happened(Kind.CONTACT_LIST, days=365)],
    "she wrote twenty mails, he never answered": [happened(Kind.MAIL, by=ANA, count=20)],
    "he wrote once, a month ago": [happened(Kind.MAIL, days=30)],
    "one mail each way, a month ago": mails(days=30),
    "ten mails each way, a month ago": mails(days=30, count=10),
    "ten mails each way, two years ago": mails(days=730, count=10),
    "eight mails each way in every month of a year": [
        monthly(Kind.MAIL, count=8),
        monthly(Kind.MAIL, by=ANA, count=8),
    ],
    "met once, last month": [happened(Kind.MEETING, days=30)],
    "met once, three years ago": [happened(Kind.MEETING, days=1095)],
    "met every month of a year": [monthly(Kind.MEETING)],
    "colleagues in one team": [lasting(Kind.SAME_TEAM)],
    "he did her a favor two months ago": [happened(Kind.FAVOR, days=60)],
    "she did him a favor two months ago": [happened(Kind.FAVOR, by=ANA, days=60)],
    "he vouched for knowing her, today": [happened(Kind.VOUCH, days=0)],
    "met every month, two favors, and he vouched": [
        monthly(Kind.MEETING),
        happened(Kind.FAVOR, days=60, count=2),
        happened(Kind.VOUCH, days=0),
    ],
}


def in_percent(value: Strength) -> str:
    """Probability, interval and tier as the page on strength prints them."""
    low, middle, high = (round(100 * p) for p in (value.low, value.probability, value.high))
    return f"{middle} % | {low}–{high} % | {value.tier}"


def test_the_page_on_strength_tells_the_truth() -> None:
    """Every example of docs/strength.md is what the formula gives, in the same order."""
    page = Path(__file__).parents[2].joinpath("docs", "strength.md").read_text(encoding="utf-8")

    rows = [line for line in page.splitlines() if line.startswith("| ") and " % | " in line]
    expected = [f"| {what} | {in_percent(sure(found))} |" for what, found in EXAMPLES.items()]
    assert expected == rows
    for grade, level in LEVELS.items():
        most, half_at, days = f"{level.most:.3f}", f"{level.half_at:g}", f"{level.half_life:.0f}"
        assert f"| {grade} | {most} | {half_at} | {days} days |" in page


@pytest.mark.parametrize(
    ("probability", "word"),
    [
        (0.0, Tier.WEAK),
        (0.349, Tier.WEAK),
        (0.35, Tier.MODERATE),
        (0.599, Tier.MODERATE),
        (0.6, Tier.STRONG),
        (1.0, Tier.STRONG),
    ],
)
def test_tiers_follow_the_probability(probability: float, word: Tier) -> None:
    """Strong from 60 %, moderate from 35 %, weak below."""
    assert word == tier_of(probability)
