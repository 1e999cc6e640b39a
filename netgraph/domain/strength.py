"""How likely somebody acts on a reasonable ask, from what was observed, as of a day.

Law 1 in numbers. Evidence of a grade counts at every grade up to its own, so a better proof
can only add; each grade gives a bounded share that rises with the faded count and never falls
with it. What is known from lists, shared companies and hearsay is capped below what one live
exchange gives, whatever goodwill does to either side. Both directions are separate, nothing
after the day counts, and no evidence is `None`, not zero. `docs/strength.md` tells the same
to the curious user.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from netgraph.domain.evidence import ANSWERABLE, Evidence, Grade, Kind
from netgraph.domain.favors import HALF_LIFE_DAYS, Size
from netgraph.domain.ids import PersonId


class Tier(StrEnum):
    """A strength in one word; `unknown` is the word for no strength at all."""

    STRONG = "strong"
    MODERATE = "moderate"
    WEAK = "weak"
    UNKNOWN = "unknown"


STRONG_FROM = 0.6
"""The probability from which a tie is called strong."""

MODERATE_FROM = 0.35
"""The probability from which a tie is called moderate."""


class Level(NamedTuple):
    """What evidence of a grade can add: at most `most`, half of it at a count of `half_at`.

    `half_life` is the number of days in which half of a count fades at this level.
    """

    most: float
    half_at: float
    half_life: float


LEVELS: Mapping[Grade, Level] = {
    Grade.CLAIMED: Level(0.045, 0.25, 1460.0),
    Grade.INFERRED: Level(0.090, 0.1, 1460.0),
    Grade.IMPORTED: Level(0.050, 0.25, 1460.0),
    Grade.ONE_WAY: Level(0.15, 8.0, 180.0),
    Grade.TWO_WAY: Level(0.50, 8.0, 180.0),
    Grade.MET: Level(0.60, 2.0, 365.0),
    Grade.HELPED: Level(0.60, 0.5, 730.0),
    Grade.VOUCHED: Level(0.80, 0.25, 1460.0),
}
"""The whole of the formula's numbers by grade, weakest first."""

LIVE_DAYS = 180
"""A tie is live when both sides acted, or the two met or helped, within so many days."""

LIVE = 0.3
"""What a live exchange adds, however small; afterwards it fades with the half-life of two_way."""

GOODWILL_MOST = 0.25
"""The largest shift by goodwill, in units of log-odds, either way."""

GOODWILL_UNIT = 4.0
"""Goodwill of so many coffees shifts by about three quarters of the most."""

SPREAD = 1.2
"""Standard deviation of the log-odds around the formula when there is no evidence."""

Z = 1.2816
"""Standard deviations on each side of an interval that is meant to hold four times in five."""

_LEAST = 1e-9
_NEVER = date.max.toordinal() + 1
_RECENT_DAYS = 365
_FULL = Grade.TWO_WAY.rank
_GRADES: tuple[Grade, ...] = tuple(Grade)
_LEVELS: tuple[Level, ...] = tuple(LEVELS[grade] for grade in _GRADES)
_GRADE_RANK: Mapping[Kind, int] = {kind: kind.grade.rank for kind in Kind}
_BOTH_WAYS = frozenset({kind for kind in Kind if kind.mutual} | {Kind.VOUCH})
_CONTACT = frozenset(
    {kind for kind in Kind if kind.grade.rank >= Grade.ONE_WAY.rank} - {Kind.VOUCH, Kind.SAME_TEAM}
)
_OUTWARD_RANK: Mapping[Grade, int] = {
    Grade.ONE_WAY: Grade.IMPORTED.rank,
    Grade.HELPED: Grade.MET.rank,
}


def tier_of(probability: float | None) -> Tier:
    """The word for a probability; `None` is `unknown`."""
    if probability is None:
        return Tier.UNKNOWN
    if probability >= STRONG_FROM:
        return Tier.STRONG
    return Tier.MODERATE if probability >= MODERATE_FROM else Tier.WEAK


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """The probability, in (0, 1), that one person acts on another's reasonable ask.

    `low` to `high` is meant to hold the true probability four times in five; `grade` is the
    best proof there is; `last_contact` the last day either wrote, met, called or helped.
    """

    probability: float
    low: float
    high: float
    grade: Grade
    last_contact: date | None

    @property
    def tier(self) -> Tier:
        """The probability in one word."""
        return tier_of(self.probability)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """What one grade adds to a strength.

    `amount` is the faded count of evidence of this grade or better, `fresh` in [0, 1] how live
    the exchange is (above zero at `two_way` only), `share` the part of the probability before
    goodwill that follows: the shares of all reasons sum up to it.
    """

    grade: Grade
    amount: float
    fresh: float
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A strength taken apart: the shares and `by_goodwill` sum up to its probability."""

    strength: Strength
    reasons: tuple[Reason, ...]
    by_goodwill: float


class Direction(StrEnum):
    """Who acted, seen from the one who would ask."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """All evidence of one kind in one direction on a day, ready to be put into words.

    `recent` counts the last 365 days, `total` all days; `last` is the last day it happened.
    A period has `since`, `until` (`None` while it lasts), the largest `weight`, the names of the
    groups, and no counts.
    """

    kind: Kind
    direction: Direction
    recent: float = 0.0
    total: float = 0.0
    last: date | None = None
    since: date | None = None
    until: date | None = None
    weight: float = 1.0
    labels: tuple[str, ...] = ()


NO_COUNTS = (0.0,) * len(Grade)
NO_WARMTH = (0.0,) * len(Size)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """What `of` has with `towards` on the day `as_of`, in the numbers that time alone changes.

    Every count of a grade fades by one factor a day, so from these follow the strengths of
    `as_of` and of every later day, until the evidence says something new by itself (`turns`).
    `counts` are the faded events by rank; `ended` the largest weight at which a period ended,
    faded since, and `going` the weight of the periods that go on; `full_at` is the last day of
    an exchange of both sides and `last` of any contact, as ordinals, 0 for never; `best` the rank
    of the best grade; `warmth` the goodwill left of favors by their size.
    """

    as_of: date
    counts: tuple[float, ...]
    ended: tuple[float, ...] = NO_COUNTS
    going: tuple[float, ...] = NO_COUNTS
    warmth: tuple[float, ...] = NO_WARMTH
    full_at: int = 0
    last: int = 0
    best: int

    @property
    def plain(self) -> bool:
        """Whether there are events alone: neither periods nor favors."""
        return not (any(self.ended) or any(self.going) or any(self.warmth))


class _Amounts(NamedTuple):
    counts: tuple[float, ...]
    fresh: float
    best: int
    last_contact: date | None


def strength(
    evidence: Iterable[Evidence],
    *,
    of: PersonId,
    towards: PersonId,
    as_of: date,
    goodwill: float = 0.0,
) -> Strength | None:
    """The probability that `towards` acts on a reasonable ask of `of`, or `None` if unknown.

    `evidence` is whatever the viewer may see; what concerns any other pair or a later day is
    left out. `goodwill` is what `of` gave `towards` and did not get back, faded, in coffees
    (`Goodwill.balance`); it shifts the log-odds by at most `GOODWILL_MOST`.

    With C_g the faded count of evidence of grade g or better, each count halving every
    H_g days, and L the liveness of the exchange:

        intensity = Σ_g most_g · C_g / (C_g + half_at_g) + LIVE · L,    p = 1 − exp(−intensity)

    Raises `ValueError` when the two are one person.
    """
    amounts = _amounts(evidence, of=of, towards=towards, as_of=as_of)
    return None if amounts is None else _strength_of(amounts, goodwill=goodwill)


def strengths(
    evidence: Iterable[Evidence],
    *,
    as_of: date,
    goodwill: Mapping[tuple[PersonId, PersonId], float] | None = None,
) -> dict[tuple[PersonId, PersonId], Strength]:
    """Every strength that follows from evidence about many pairs, keyed by (of, towards).

    Both directions of each pair are there. `goodwill` is keyed alike; a missing key is zero.
    """
    by_pair: dict[tuple[PersonId, PersonId], list[Evidence]] = {}
    for piece in evidence:
        ends = (piece.actor, piece.other)
        by_pair.setdefault(ends if ends[0] < ends[1] else ends[::-1], []).append(piece)
    found: dict[tuple[PersonId, PersonId], Strength] = {}
    balance = goodwill or {}
    for (one, two), pieces in by_pair.items():
        for of, towards in ((one, two), (two, one)):
            amounts = _amounts(pieces, of=of, towards=towards, as_of=as_of)
            if amounts is not None:
                found[of, towards] = _strength_of(amounts, goodwill=balance.get((of, towards), 0.0))
    return found


def sums(
    evidence: Iterable[Evidence],
    *,
    of: PersonId,
    towards: PersonId,
    as_of: date,
    warmth: tuple[float, ...] = NO_WARMTH,
) -> Sums | None:
    """What the strengths of a day and of those after it follow from; `None` when nothing is known.

    `warmth` is `favors.warmth` of the two. Raises `ValueError` when the two are one person.
    """
    found = _sums(evidence, of=of, towards=towards, as_of=as_of)
    return replace(found, warmth=warmth) if found is not None and any(warmth) else found


def strength_on(known: Sums, day: date) -> Strength:
    """The strength on `known.as_of` or a later day; equals `strength` but for rounding."""
    age = (day - known.as_of).days
    left = math.fsum(
        left * _faded(age, HALF_LIFE_DAYS[size])
        for left, size in zip(known.warmth, Size, strict=True)
    )
    return _strength_of(_amounts_on(known, day), goodwill=left)


def turns(evidence: Iterable[Evidence], *, as_of: date) -> date | None:
    """The first day after `as_of` on which the evidence says something new without a write.

    That is an event or a period that lies ahead, or the day after a period's end.
    """
    ahead: list[date] = []
    for piece in evidence:
        ahead += (month.day for month in piece.months if month.day > as_of)
        if piece.since is not None and piece.since > as_of:
            ahead.append(piece.since)
        elif piece.until is not None and piece.until > as_of:
            ahead.append(piece.until + timedelta(days=1))
    return min(ahead, default=None)


def explain(
    evidence: Iterable[Evidence],
    *,
    of: PersonId,
    towards: PersonId,
    as_of: date,
    goodwill: float = 0.0,
) -> Explanation | None:
    """The same strength as `strength` gives, with what each grade adds, strongest grade first.

    Grades that add nothing are left out. Since p = 1 − exp(−intensity) is not a sum, a share is
    the grade's part of the intensity, times the probability.
    """
    amounts = _amounts(evidence, of=of, towards=towards, as_of=as_of)
    if amounts is None:
        return None
    parts = tuple(_parts(amounts))
    base = _base(amounts)
    scale = base / math.fsum(parts) if any(parts) else 0.0
    whole = _strength_of(amounts, goodwill=goodwill)
    return Explanation(
        strength=whole,
        reasons=tuple(
            Reason(
                grade=_GRADES[rank],
                amount=amounts.counts[rank],
                fresh=amounts.fresh if rank == _FULL else 0.0,
                share=parts[rank] * scale,
            )
            for rank in range(len(_GRADES) - 1, -1, -1)
            if parts[rank] > 0
        ),
        by_goodwill=whole.probability - base,
    )


def facts(
    evidence: Iterable[Evidence], *, of: PersonId, towards: PersonId, as_of: date
) -> tuple[Fact, ...]:
    """What is known between two people on a day: one fact a kind and direction, best first.

    Events and periods of one kind give separate facts. Directions are seen from `of`.
    """
    found: dict[tuple[Kind, Direction, bool], list[Evidence]] = {}
    for piece in _between(evidence, of, towards):
        if piece.kind.mutual:
            direction = Direction.BOTH
        else:
            direction = Direction.MINE if piece.actor == of else Direction.THEIRS
        found.setdefault((piece.kind, direction, bool(piece.months)), []).append(piece)
    made = (
        _events_fact(kind, direction, pieces, as_of)
        if happened
        else _period_fact(kind, direction, pieces, as_of)
        for (kind, direction, happened), pieces in found.items()
    )
    return tuple(
        sorted(
            (fact for fact in made if fact is not None),
            key=lambda fact: (
                -_GRADE_RANK[fact.kind],
                fact.kind,
                fact.direction,
                fact.last is None,
            ),
        )
    )


def _between(evidence: Iterable[Evidence], of: PersonId, towards: PersonId) -> Iterator[Evidence]:
    if of == towards:
        raise ValueError("A strength is between two different people.")
    for piece in evidence:
        if (piece.actor == of and piece.other == towards) or (
            piece.actor == towards and piece.other == of
        ):
            yield piece


def _events_fact(
    kind: Kind, direction: Direction, pieces: list[Evidence], as_of: date
) -> Fact | None:
    months = [month for piece in pieces for month in piece.months if month.day <= as_of]
    if not months:
        return None
    return Fact(
        kind=kind,
        direction=direction,
        recent=math.fsum(m.count for m in months if (as_of - m.day).days < _RECENT_DAYS),
        total=math.fsum(m.count for m in months),
        last=max(m.day for m in months),
    )


def _period_fact(
    kind: Kind, direction: Direction, pieces: list[Evidence], as_of: date
) -> Fact | None:
    begun = [(p.since, p.until, p.weight) for p in pieces if p.since and p.since <= as_of]
    if not begun:
        return None
    labels = {p.label for p in pieces if p.label and p.since and p.since <= as_of}
    ends = [until for _, until, _ in begun if until is not None and until <= as_of]
    return Fact(
        kind=kind,
        direction=direction,
        since=min(since for since, _, _ in begun),
        until=max(ends) if len(ends) == len(begun) else None,
        weight=max(weight for _, _, weight in begun),
        labels=tuple(sorted(labels)),
    )


def _faded(age: float, half_life: float) -> float:
    return math.exp2(-age / half_life)


def _rank_towards(piece: Evidence, of: PersonId) -> int:
    """The rank at which a fact counts for asks of `of`.

    What the other side did, and what both did, counts in full. What `of` did proves less about
    the other: having written proves no more than an entry in an address book, a favor done at
    least that the two had to do with each other. Vouching is the connector's own word on
    whether an ask of theirs would be heard, and counts in full.
    """
    if piece.actor == of and piece.kind not in _BOTH_WAYS:
        return _OUTWARD_RANK.get(piece.kind.grade, _GRADE_RANK[piece.kind])
    return _GRADE_RANK[piece.kind]


def _amounts(
    evidence: Iterable[Evidence], *, of: PersonId, towards: PersonId, as_of: date
) -> _Amounts | None:
    found = _sums(evidence, of=of, towards=towards, as_of=as_of)
    return None if found is None else _amounts_on(found, as_of)


def _sums(
    evidence: Iterable[Evidence], *, of: PersonId, towards: PersonId, as_of: date
) -> Sums | None:
    today = as_of.toordinal()
    events: dict[int, list[tuple[int, float]]] = {}
    periods: list[_Period] = []
    written: tuple[list[tuple[int, float]], list[tuple[int, float]]] = ([], [])
    full_at = last = 0
    best = -1
    for piece in _between(evidence, of, towards):
        kind, rank = piece.kind, _rank_towards(piece, of)
        if piece.since is not None:
            begin = piece.since.toordinal()
            if begin > today:
                continue
            end = _NEVER if piece.until is None else piece.until.toordinal()
            periods.append(_Period(begin, end, rank, piece.weight))
            if rank >= _FULL:
                full_at = max(full_at, min(end, today))
            best = max(best, _GRADE_RANK[kind])
            continue
        begun = [
            (day, month.count) for month in piece.months if (day := month.day.toordinal()) <= today
        ]
        if not begun:
            continue
        best = max(best, _GRADE_RANK[kind])
        latest = max(day for day, _ in begun)
        if kind in _CONTACT:
            last = max(last, latest)
        if kind in ANSWERABLE:
            written[piece.actor == of].extend(begun)
        if rank >= _FULL:
            full_at = max(full_at, latest)
        events.setdefault(rank, []).extend(begun)
    if best < 0:
        return None

    if written[0] and written[1]:
        best = max(best, _FULL)
        full_at = max(full_at, min(max(written[0])[0], max(written[1])[0]))
    counts = list(_event_counts(events, today))
    if written[0] and written[1]:
        counts[_FULL] += min(
            _count(side, today, LEVELS[Grade.TWO_WAY].half_life) for side in written
        )
    return Sums(
        as_of=as_of,
        counts=tuple(counts),
        ended=tuple(
            _largest_ended(periods, rank, level.half_life, today)
            for rank, level in enumerate(_LEVELS)
        )
        if periods
        else NO_COUNTS,
        going=tuple(
            math.fsum(p.weight for p in periods if p.rank >= rank and p.end > today)
            for rank in range(len(_LEVELS))
        )
        if periods
        else NO_COUNTS,
        full_at=full_at,
        last=last,
        best=best,
    )


def _amounts_on(known: Sums, day: date) -> _Amounts:
    """The faded counts of a day that is not before the one of the sums."""
    today, age = day.toordinal(), (day - known.as_of).days
    counts = []
    for rank, level in enumerate(_LEVELS):
        left = _faded(age, level.half_life)
        lasting = max(known.ended[rank] * left, known.going[rank])
        counts.append(known.counts[rank] * left + lasting)
    fresh = 0.0
    if known.going[_FULL]:
        fresh = 1.0
    elif known.full_at:
        quiet = max(today - known.full_at - LIVE_DAYS, 0)
        fresh = _faded(quiet, LEVELS[Grade.TWO_WAY].half_life)
    return _Amounts(
        counts=tuple(counts),
        fresh=fresh,
        best=known.best,
        last_contact=date.fromordinal(known.last) if known.last else None,
    )


def _count(events: Iterable[tuple[int, float]], today: int, half_life: float) -> float:
    return math.fsum(count * _faded(today - day, half_life) for day, count in events)


def _event_counts(events: Mapping[int, list[tuple[int, float]]], today: int) -> Iterator[float]:
    """The faded count at each rank of events that prove that rank or better."""
    known: dict[tuple[int, float], float] = {}
    for rank, level in enumerate(_LEVELS):
        total = 0.0
        for proven in sorted(events):
            if proven >= rank:
                key = (proven, level.half_life)
                if key not in known:
                    known[key] = _count(events[proven], today, level.half_life)
                total += known[key]
        yield total


class _Period(NamedTuple):
    begin: int
    end: int
    rank: int
    weight: float


def _largest_ended(periods: list[_Period], rank: int, half_life: float, today: int) -> float:
    """The largest weight held at once on a day at which a period ended, faded since.

    The largest weight ever held at once, faded since, max over days of Σ weight · fading, is
    this or the weight of what goes on: being a maximum, it does not depend on whether a shared
    board is told as one period or year by year, and it lies at the end of a period.
    """
    proven = [period for period in periods if period.rank >= rank]
    return max(
        (
            math.fsum(p.weight for p in proven if p.begin <= day <= p.end)
            * _faded(today - day, half_life)
            for day in {p.end for p in proven if p.end <= today}
        ),
        default=0.0,
    )


def _parts(amounts: _Amounts) -> Iterator[float]:
    """What each rank adds to the intensity; 1 − h/(C + h) is C/(C + h), monotone in floats too."""
    for rank, level in enumerate(_LEVELS):
        part = level.most * (1 - level.half_at / (amounts.counts[rank] + level.half_at))
        yield part + LIVE * amounts.fresh if rank == _FULL else part


def _base(amounts: _Amounts) -> float:
    """The probability before goodwill."""
    return max(-math.expm1(-math.fsum(_parts(amounts))), _LEAST)


def _strength_of(amounts: _Amounts, *, goodwill: float) -> Strength:
    """The strength that follows from faded counts: the one place of the formula.

    The interval is logit(p) ± Z · SPREAD / √(1 + Σ_g ln(1 + C_g)): many mails say little more
    than a few, and each better grade is one more look at the same tie.
    """
    base = _base(amounts)
    logit = math.log(base) - math.log1p(-base)
    probability = base
    if goodwill:
        logit += GOODWILL_MOST * math.tanh(goodwill / GOODWILL_UNIT)
        probability = _expit(logit)
    looks = math.fsum(math.log1p(count) for count in amounts.counts)
    reach = Z * SPREAD / math.sqrt(1 + looks)
    return Strength(
        probability=probability,
        low=_expit(logit - reach),
        high=_expit(logit + reach),
        grade=_GRADES[amounts.best],
        last_contact=amounts.last_contact,
    )


def _expit(logit: float) -> float:
    return 1 / (1 + math.exp(-logit))
