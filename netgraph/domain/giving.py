"""What favors, gifts and promises have in common, and each of them said in one line.

A `Deed` goes from one person to one other; a `New` one may name people who are not known yet.
The line calls the people as the caller's `name` does and says what happened, never what it is
worth or what would be due in return (law 3).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from netgraph.domain.favors import Favor, FavorKind, Gift, Promise, PromiseState, Size
from netgraph.domain.ids import PersonId

Deed = Favor | Gift | Promise


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody not known yet, who comes to exist with the entry that names them."""

    name: str


Party = PersonId | NewPerson
"""Somebody of a new entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFavor:
    """A favor to be logged."""

    giver: Party
    receiver: Party
    kind: FavorKind
    day: date
    size: Size = Size.COFFEE
    note: str = ""
    introduced: Party | None = None
    on_behalf_of: Party | None = None
    asked_by: Party | None = None
    evidence: str = ""
    thanked: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewGift:
    """A gift to be logged."""

    giver: Party
    receiver: Party
    what: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPromise:
    """A promise to be logged, made today unless it is said when."""

    owner: Party
    to: Party
    what: str
    due: date
    made: date | None = None
    state: PromiseState = PromiseState.OPEN


New = NewFavor | NewGift | NewPromise
"""Something to be logged."""

KIND_WORDS = {
    FavorKind.INTRODUCTION: "Introduction",
    FavorKind.DOCUMENT_REVIEW: "Document review",
    FavorKind.SOUNDING_BOARD: "Sounding board",
    FavorKind.ADVICE: "Advice",
    FavorKind.REFERRAL: "Referral",
    FavorKind.REFERENCE: "Reference",
    FavorKind.INFORMATION: "Information",
    FavorKind.HOSPITALITY: "Hospitality",
    FavorKind.OTHER: "Other help",
}
"""How a kind of favor is called on the screen."""

_DID = {
    FavorKind.INTRODUCTION: "made an introduction for {0}",
    FavorKind.DOCUMENT_REVIEW: "reviewed a document for {0}",
    FavorKind.ADVICE: "gave {0} advice",
    FavorKind.REFERRAL: "made a referral for {0}",
    FavorKind.REFERENCE: "gave a reference for {0}",
    FavorKind.INFORMATION: "gave {0} information",
    FavorKind.HOSPITALITY: "hosted {0}",
    FavorKind.OTHER: "helped {0}",
}
_STATE = {
    PromiseState.OPEN: "made {0} a promise",
    PromiseState.KEPT: "kept a promise to {0}",
    PromiseState.BROKEN: "did not keep a promise to {0}",
}


def giver_of(deed: Deed) -> PersonId:
    """Who did it, or promised to."""
    return deed.owner if isinstance(deed, Promise) else deed.giver


def receiver_of(deed: Deed) -> PersonId:
    """For whom it was, or is to be."""
    return deed.to if isinstance(deed, Promise) else deed.receiver


def day_of(deed: Deed) -> date:
    """When it was done; for a promise, when it is due."""
    return deed.due if isinstance(deed, Promise) else deed.day


def text_of(deed: Deed) -> str:
    """What was written about it."""
    return deed.note if isinstance(deed, Favor) else deed.what


def people_of(deed: Deed) -> tuple[PersonId, ...]:
    """Everybody it names: giver, receiver, of a favor the introduced, the contact, who asked."""
    named: tuple[PersonId | None, ...] = ()
    if isinstance(deed, Favor):
        named = (deed.introduced, deed.on_behalf_of, deed.asked_by)
    return (giver_of(deed), receiver_of(deed), *(person for person in named if person))


def kind_in_words(deed: Deed) -> str:
    """`Document review`, `Gift` or `Promise`."""
    return KIND_WORDS[deed.kind] if isinstance(deed, Favor) else type(deed).__name__


def deed_in_words(deed: Deed, *, name: Callable[[PersonId], str]) -> str:
    """One line such as `You introduced Tom Becker to Priya Shah`.

    `name` says how each person is called, "you" for the one who reads it.
    """
    giver, receiver = name(giver_of(deed)), name(receiver_of(deed))
    match deed:
        case Gift():
            said = f"{giver} gave {receiver} a gift"
        case Promise():
            said = f"{giver} {_STATE[deed.state].format(receiver)}"
        case Favor():
            said = f"{giver} {_favor(deed, receiver, name)}"
    return said[:1].upper() + said[1:]


def _favor(favor: Favor, receiver: str, name: Callable[[PersonId], str]) -> str:
    if favor.on_behalf_of is not None:
        receiver = f"{receiver}, a colleague of {name(favor.on_behalf_of)}"
    if favor.kind is FavorKind.SOUNDING_BOARD:
        return f"{'were' if name(favor.giver) == 'you' else 'was'} a sounding board for {receiver}"
    if favor.introduced is None:
        return _DID[favor.kind].format(receiver)
    met = name(favor.introduced)
    if favor.kind is FavorKind.INTRODUCTION:
        comma = "," if favor.on_behalf_of is not None else ""
        return f"introduced {receiver}{comma} to {met}"
    return f"{_DID[favor.kind].format(receiver)}, with {met}"
