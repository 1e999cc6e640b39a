"""The three kinds of giving, kept apart: favors, gifts and promises (law 2).

A favor is between exactly two people and fades with time; a gift never enters a balance; a
promise has an owner and a due date. `Goodwill` is what remains of favors between two people
on a day, and with what gifts warm and one's own broken promises cool, a modifier of willingness:
shown to one of the two alone, and never a debt (law 3).
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from netgraph.domain.ids import FavorId, GiftId, IntroRequestId, PersonId, PromiseId


class FavorKind(StrEnum):
    """What was done for somebody."""

    INTRODUCTION = "introduction"
    DOCUMENT_REVIEW = "document_review"
    SOUNDING_BOARD = "sounding_board"
    ADVICE = "advice"
    REFERRAL = "referral"
    REFERENCE = "reference"
    INFORMATION = "information"
    HOSPITALITY = "hospitality"
    OTHER = "other"


class Size(StrEnum):
    """What a favor cost the one who did it."""

    COFFEE = "coffee"
    AFTERNOON = "afternoon"
    REPUTATION = "reputation"


WEIGHT: Mapping[Size, float] = {Size.COFFEE: 1.0, Size.AFTERNOON: 2.0, Size.REPUTATION: 4.0}
"""Units of goodwill of a favor on the day it is done."""

HALF_LIFE_DAYS: Mapping[Size, float] = {
    Size.COFFEE: 180.0,
    Size.AFTERNOON: 365.0,
    Size.REPUTATION: 730.0,
}
"""Days in which half of a favor's goodwill fades; larger favors are remembered longer."""


GIFT_WARMS = 0.25
"""Units of goodwill by which a gift warms, either way; it fades as a coffee does."""

BROKEN_COOLS = 1.0
"""Units of goodwill by which a promise that was not kept cools the one it was made to."""

BROKEN_HALF_LIFE_DAYS = HALF_LIFE_DAYS[Size.AFTERNOON]
"""Days in which half of that is forgotten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Favor:
    """`giver` did something for `receiver` on a day.

    `on_behalf_of` is the contact whose colleague `receiver` is, when the help went to a
    colleague of a contact; `introduced` is whom an introduction brought together with the
    receiver; `asked_by` is who asked the giver for it, when that was a third person. None of
    them takes part in the balance. `evidence` says where it can be seen (a link, a document),
    `request` is the introduction request it came of, `thanked` the day on which thanks came.
    """

    id: FavorId
    giver: PersonId
    receiver: PersonId
    kind: FavorKind
    day: date
    size: Size = Size.COFFEE
    note: str = ""
    introduced: PersonId | None = None
    on_behalf_of: PersonId | None = None
    asked_by: PersonId | None = None
    evidence: str = ""
    request: IntroRequestId | None = None
    thanked: date | None = None

    def __post_init__(self) -> None:
        if self.giver == self.receiver:
            raise ValueError("A favor is between two different people.")
        if self.thanked is not None and self.thanked < self.day:
            raise ValueError("Thanks come after the favor.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gift:
    """Something shared without expecting anything: never part of a balance."""

    id: GiftId
    giver: PersonId
    receiver: PersonId
    what: str
    day: date

    def __post_init__(self) -> None:
        if self.giver == self.receiver:
            raise ValueError("A gift is between two different people.")


class PromiseState(StrEnum):
    """What became of a promise."""

    OPEN = "open"
    KEPT = "kept"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """`owner` said they would do something for `to` by `due`."""

    id: PromiseId
    owner: PersonId
    to: PersonId
    what: str
    due: date
    made: date
    state: PromiseState = PromiseState.OPEN

    def __post_init__(self) -> None:
        if self.owner == self.to:
            raise ValueError("A promise is made to somebody else.")
        if self.due < self.made:
            raise ValueError(f"A promise cannot be due ({self.due}) before it is made.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Goodwill:
    """What remains, on a day, of the favors between `mine` and `theirs`, in units of a coffee.

    `given` and `received` are faded sums; `entries` lists every favor behind them with what
    is left of it, newest first, so that each number can be opened. `warmth` is what gifts
    between the two leave, `cooling` what promises leave that `mine` did not keep; neither is
    part of the balance.
    """

    given: float
    received: float
    entries: tuple[tuple[Favor, float], ...]
    warmth: float = 0.0
    cooling: float = 0.0

    @property
    def balance(self) -> float:
        """Given minus received: above zero when `mine` gave more than came back so far."""
        return self.given - self.received

    @property
    def standing(self) -> float:
        """What modifies the willingness of `theirs`: balance and warmth, less the cooling."""
        return self.balance + self.warmth - self.cooling


def remaining(favor: Favor, *, as_of: date) -> float:
    """Units of goodwill left of a favor: weight · 2^(−age/half-life), 0 before it happened."""
    return _faded(WEIGHT[favor.size], favor.day, HALF_LIFE_DAYS[favor.size], as_of=as_of)


def warming(gift: Gift, *, as_of: date) -> float:
    """Units of goodwill by which a gift still warms on a day."""
    return _faded(GIFT_WARMS, gift.day, HALF_LIFE_DAYS[Size.COFFEE], as_of=as_of)


def cooling(promise: Promise, *, as_of: date) -> float:
    """Units of goodwill by which a promise that was not kept still cools, from its due day on."""
    if promise.state is not PromiseState.BROKEN:
        return 0.0
    return _faded(BROKEN_COOLS, promise.due, BROKEN_HALF_LIFE_DAYS, as_of=as_of)


def warmth(
    deeds: Iterable[Favor | Gift | Promise], *, mine: PersonId, theirs: PersonId, as_of: date
) -> tuple[float, ...]:
    """The standing of `Goodwill` by size, as what is left of each size fades by one factor.

    Gifts fade as coffees do and broken promises as afternoons, so they are part of these.
    """
    pair = {mine, theirs}
    left: dict[Size, list[float]] = {size: [] for size in Size}
    for deed in deeds:
        if isinstance(deed, Promise):
            if (deed.owner, deed.to) == (mine, theirs):
                left[Size.AFTERNOON].append(-cooling(deed, as_of=as_of))
        elif isinstance(deed, Gift):
            if {deed.giver, deed.receiver} == pair:
                left[Size.COFFEE].append(warming(deed, as_of=as_of))
        elif (deed.giver, deed.receiver) == (mine, theirs):
            left[deed.size].append(remaining(deed, as_of=as_of))
        elif (deed.giver, deed.receiver) == (theirs, mine):
            left[deed.size].append(-remaining(deed, as_of=as_of))
    return tuple(math.fsum(parts) for parts in left.values())


def goodwill(
    deeds: Iterable[Favor | Gift | Promise], *, mine: PersonId, theirs: PersonId, as_of: date
) -> Goodwill:
    """The goodwill between two people on a day; what involves anybody else is ignored.

    What `theirs` promised and did not keep counts nowhere: that would be a debt.
    """
    pair = {mine, theirs}
    known = tuple(deeds)
    favors = [deed for deed in known if isinstance(deed, Favor)]
    entries = tuple(
        (favor, remaining(favor, as_of=as_of))
        for favor in sorted(favors, key=lambda f: (f.day, f.id), reverse=True)
        if {favor.giver, favor.receiver} == pair and favor.day <= as_of
    )
    return Goodwill(
        given=sum(left for favor, left in entries if favor.giver == mine),
        received=sum(left for favor, left in entries if favor.receiver == mine),
        entries=entries,
        warmth=math.fsum(
            warming(deed, as_of=as_of)
            for deed in known
            if isinstance(deed, Gift) and {deed.giver, deed.receiver} == pair
        ),
        cooling=math.fsum(
            cooling(deed, as_of=as_of)
            for deed in known
            if isinstance(deed, Promise) and (deed.owner, deed.to) == (mine, theirs)
        ),
    )


def balance_by_month(
    favors: Iterable[Favor], *, mine: PersonId, theirs: PersonId, as_of: date, months: int = 24
) -> tuple[tuple[date, Goodwill], ...]:
    """The goodwill of favors between two people at the end of each last month, and today."""
    known = tuple(favors)
    days = [as_of]
    day = as_of
    for _ in range(months):
        day = day.replace(day=1) - timedelta(days=1)
        days.append(day)
    return tuple(
        (day, goodwill(known, mine=mine, theirs=theirs, as_of=day)) for day in reversed(days)
    )


def _faded(amount: float, day: date, half_life: float, *, as_of: date) -> float:
    age = (as_of - day).days
    return 0.0 if age < 0 else amount * math.exp2(-age / half_life)
