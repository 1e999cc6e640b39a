"""The three kinds of giving, kept apart: favors, gifts and promises (law 2).

A favor is between exactly two people and fades with time; a gift never enters a balance; a
promise has an owner and a due date. `Goodwill` is what remains of favors between two people
on a day: a modifier of willingness, shown to one of the two alone, and never a debt (law 3).
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from netgraph.domain.ids import FavorId, GiftId, PersonId, PromiseId


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Favor:
    """`giver` did something for `receiver` on a day.

    `on_behalf_of` is the contact whose colleague `receiver` is, when the help went to a
    colleague of a contact; `introduced` is whom an introduction brought together with the
    receiver. Neither of them takes part in the balance.
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

    def __post_init__(self) -> None:
        if self.giver == self.receiver:
            raise ValueError("A favor is between two different people.")


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
    is left of it, newest first, so that each number can be opened.
    """

    given: float
    received: float
    entries: tuple[tuple[Favor, float], ...]

    @property
    def balance(self) -> float:
        """Given minus received: above zero when `mine` gave more than came back so far."""
        return self.given - self.received


def remaining(favor: Favor, *, as_of: date) -> float:
    """Units of goodwill left of a favor: weight · 2^(−age/half-life), 0 before it happened."""
    age = (as_of - favor.day).days
    if age < 0:
        return 0.0
    return WEIGHT[favor.size] * math.exp2(-age / HALF_LIFE_DAYS[favor.size])


def warmth(
    favors: Iterable[Favor], *, mine: PersonId, theirs: PersonId, as_of: date
) -> tuple[float, ...]:
    """The balance between two people by the size of the favors, as each size fades by itself."""
    left: dict[Size, list[float]] = {size: [] for size in Size}
    for favor in favors:
        if (favor.giver, favor.receiver) == (mine, theirs):
            left[favor.size].append(remaining(favor, as_of=as_of))
        elif (favor.giver, favor.receiver) == (theirs, mine):
            left[favor.size].append(-remaining(favor, as_of=as_of))
    return tuple(math.fsum(parts) for parts in left.values())


def goodwill(favors: Iterable[Favor], *, mine: PersonId, theirs: PersonId, as_of: date) -> Goodwill:
    """The goodwill between two people on a day; favors that involve anybody else are ignored."""
    pair = {mine, theirs}
    entries = tuple(
        (favor, remaining(favor, as_of=as_of))
        for favor in sorted(favors, key=lambda f: (f.day, f.id), reverse=True)
        if {favor.giver, favor.receiver} == pair and favor.day <= as_of
    )
    return Goodwill(
        given=sum(left for favor, left in entries if favor.giver == mine),
        received=sum(left for favor, left in entries if favor.receiver == mine),
        entries=entries,
    )
