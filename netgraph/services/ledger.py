"""What a ledger shows: entries as one viewer sees them, filtered, ordered, and as a table.

An entry is a favor, a gift or a promise seen from the viewer's side. What is left of a favor is
known only between the viewer and one other person; for what happened among others there is no
number at all (laws 2 and 3).
"""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from netgraph.domain.access import TEAM, Role, Viewer
from netgraph.domain.favors import (
    Favor,
    FavorKind,
    Gift,
    Goodwill,
    Promise,
    PromiseState,
    remaining,
)
from netgraph.domain.giving import (
    Deed,
    day_of,
    deed_in_words,
    giver_of,
    kind_in_words,
    people_of,
    receiver_of,
    text_of,
)
from netgraph.domain.ids import PersonId, UserId
from netgraph.domain.names import name_key
from netgraph.domain.people import Person
from netgraph.domain.sentences import Direction
from netgraph.graph.favors import Kept
from netgraph.imports.csvs import harmless_cell

MOST_SHOWN = 1000
"""Entries that are shown at once; an export holds all of the viewer's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the ledger as its viewer sees it.

    `direction` is seen from the viewer; `other` is the one of the two who is not the viewer
    (the giver when neither is). `left` is what remains of a favor between the viewer and one
    other today, in units of a coffee; None for everything else. `by` is who logged it.
    """

    deed: Deed
    direction: Direction
    giver: Person
    receiver: Person
    introduced: Person | None
    on_behalf_of: Person | None
    asked_by: Person | None
    left: float | None
    words: str
    private: bool
    may_change: bool
    may_hide: bool
    at: datetime | None
    by: UserId | None

    @property
    def other(self) -> Person:
        """Whom the entry is about, seen from the viewer."""
        return self.receiver if self.direction is Direction.GIVEN else self.giver

    @property
    def kind(self) -> str:
        """What it is, in words: `Document review`, `Gift`, `Promise`."""
        return kind_in_words(self.deed)

    @property
    def day(self) -> date:
        """When it was done, or is due."""
        return day_of(self.deed)

    @property
    def is_open(self) -> bool:
        """Whether it is a promise still to be kept."""
        return isinstance(self.deed, Promise) and self.deed.state is PromiseState.OPEN

    @property
    def text(self) -> str:
        """What was written about it."""
        return text_of(self.deed)


class Show(StrEnum):
    """The parts of a ledger; `others` are the team's entries in which the viewer has no part."""

    ALL = "all"
    GIVEN = "given"
    RECEIVED = "received"
    GIFTS = "gifts"
    PROMISES = "promises"
    OTHERS = "others"


class Order(StrEnum):
    """How a ledger is ordered; promises are by when they are due, open ones first."""

    NEWEST = "newest"
    OLDEST = "oldest"
    PERSON = "person"
    LEFT = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which entries of a ledger are wanted; None and empty mean any."""

    show: Show = Show.ALL
    person: PersonId | None = None
    kind: FavorKind | None = None
    since: date | None = None
    until: date | None = None
    text: str = ""
    order: Order = Order.NEWEST


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """The wanted entries, and how many of the viewer's own each part would hold."""

    entries: tuple[Entry, ...]
    counts: Mapping[Show, int]
    asked: Asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """What was between the viewer and one other person, and what the team knows besides.

    `entries` are the viewer's own that concern `person` in any part, newest first; `goodwill`
    counts the favors between the two alone, `months` at the end of each month of two years;
    `team` are entries of `person` with others.
    """

    person: Person
    entries: tuple[Entry, ...]
    goodwill: Goodwill
    team: tuple[Entry, ...]
    months: tuple[tuple[date, Goodwill], ...]
    as_of: date


def ledger_csv(entries: Iterable[Entry]) -> str:
    """The entries as a table for a spreadsheet, in which no text works as a formula."""
    text = io.StringIO()
    out = csv.writer(text)
    out.writerow(CSV_COLUMNS)
    for entry in entries:
        deed = entry.deed
        out.writerow(
            harmless_cell(cell)
            for cell in (
                entry.day.isoformat(),
                type(deed).__name__.lower(),
                deed.kind.value if isinstance(deed, Favor) else "",
                entry.direction.value,
                entry.giver.name,
                entry.receiver.name,
                entry.introduced.name if entry.introduced else "",
                entry.on_behalf_of.name if entry.on_behalf_of else "",
                deed.size.value if isinstance(deed, Favor) else "",
                deed.state.value if isinstance(deed, Promise) else "",
                entry.text,
                "private" if entry.private else "team",
                "" if entry.left is None else f"{entry.left:.3f}",
                deed.id,
                entry.asked_by.name if entry.asked_by else "",
                deed.evidence if isinstance(deed, Favor) else "",
                deed.thanked.isoformat() if isinstance(deed, Favor) and deed.thanked else "",
                (deed.request or "") if isinstance(deed, Favor) else "",
            )
        )
    return text.getvalue()


CSV_COLUMNS = (
    "date", "what", "kind", "direction", "giver", "receiver", "introduced", "on_behalf_of",
    "size", "state", "note", "seen_by", "left_today", "id",
    "asked_by", "evidence", "thanked", "request",
)  # fmt: skip
"""The columns of an export; `date` of a promise is when it is due, `left_today` in coffees."""


def entry_of(viewer: Viewer, kept: Kept, cards: Mapping[PersonId, Person], *, today: date) -> Entry:
    """An entry seen by `viewer`; `cards` hold everybody whom it names."""
    deed = kept.deed
    giver, receiver = giver_of(deed), receiver_of(deed)
    direction = (
        Direction.GIVEN
        if giver == viewer.person
        else Direction.RECEIVED
        if receiver == viewer.person
        else Direction.OTHERS
    )
    counted = isinstance(deed, Favor) and direction is not Direction.OTHERS

    def name(person: PersonId) -> str:
        return "you" if person == viewer.person else cards[person].name

    return Entry(
        deed=deed,
        direction=direction,
        giver=cards[giver],
        receiver=cards[receiver],
        introduced=cards[deed.introduced] if isinstance(deed, Favor) and deed.introduced else None,
        on_behalf_of=(
            cards[deed.on_behalf_of] if isinstance(deed, Favor) and deed.on_behalf_of else None
        ),
        asked_by=cards[deed.asked_by] if isinstance(deed, Favor) and deed.asked_by else None,
        left=remaining(deed, as_of=today) if counted and isinstance(deed, Favor) else None,
        words=deed_in_words(deed, name=name),
        private=kept.scope != TEAM,
        may_change=may_change(viewer, kept),
        may_hide=may_hide(viewer, kept),
        at=kept.at,
        by=kept.by,
    )


def may_change(viewer: Viewer, kept: Kept) -> bool:
    """Who logged an entry, has a part in it, or owns the data may correct it."""
    return (
        kept.scope == viewer.private
        or kept.by == viewer.user
        or viewer.person in {giver_of(kept.deed), receiver_of(kept.deed)}
        or viewer.role is Role.ADMIN
    )


def may_hide(viewer: Viewer, kept: Kept) -> bool:
    """Who logged an entry decides whether the team sees it."""
    return kept.scope == viewer.private or kept.by == viewer.user


def is_wanted(entry: Entry, asked: Asked) -> bool:
    """Whether an entry passes every filter but the part of the ledger."""
    deed = entry.deed
    if asked.person and asked.person not in people_of(deed):
        return False
    if asked.kind and not (isinstance(deed, Favor) and deed.kind is asked.kind):
        return False
    if (asked.since and entry.day < asked.since) or (asked.until and entry.day > asked.until):
        return False
    named = (
        entry.giver, entry.receiver, entry.introduced, entry.on_behalf_of, entry.asked_by,
    )  # fmt: skip
    text = " ".join([entry.text, entry.kind, *(person.name for person in named if person)]).lower()
    return all(word in text for word in asked.text.lower().split())


def belongs(entry: Entry, show: Show) -> bool:
    """Whether an entry of the viewer's own belongs to a part of the ledger."""
    match show:
        case Show.GIVEN:
            return isinstance(entry.deed, Favor) and entry.direction is Direction.GIVEN
        case Show.RECEIVED:
            return isinstance(entry.deed, Favor) and entry.direction is Direction.RECEIVED
        case Show.GIFTS:
            return isinstance(entry.deed, Gift)
        case Show.PROMISES:
            return isinstance(entry.deed, Promise)
        case _:
            return True


def ordered(entries: Iterable[Entry], asked: Asked) -> tuple[Entry, ...]:
    """The entries in the order asked for; ties are newest first."""
    newest = sorted(entries, key=lambda e: (e.day, e.deed.id), reverse=True)
    match asked.order:
        case Order.OLDEST:
            return tuple(reversed(newest))
        case Order.PERSON:
            return tuple(sorted(newest, key=lambda e: name_key(e.other.name)))
        case Order.LEFT:
            return tuple(sorted(newest, key=lambda e: -1.0 if e.left is None else -1 - e.left))
    if asked.show is Show.PROMISES:
        still = [entry for entry in newest if entry.is_open]
        return (*reversed(still), *(entry for entry in newest if not entry.is_open))
    return tuple(newest)
