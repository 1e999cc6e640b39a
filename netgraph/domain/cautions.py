"""What a path wants care with: a relation under strain, a connector asked often, a tie asleep.

Each is read from what was observed and said in one line. Strain is silence after many letters,
or a promise of ours that was not kept: it is ours to mend, so what the other side did not keep
is never held against them (law 3). Who is asked often, and whom nobody has been in touch with
for half a year, may still be the likeliest way; it is said, and somebody fresh who is nearly as
likely is proposed first (`instead`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

from netgraph.domain.evidence import ANSWERABLE, Evidence, Grade
from netgraph.domain.favors import Favor, FavorKind
from netgraph.domain.ids import PersonId
from netgraph.domain.policies import QUARTER_DAYS
from netgraph.domain.strength import LIVE_DAYS, Strength, Tier
from netgraph.domain.wording import ago, chance_in_words

OFTEN = 4
"""So many introductions for the team in a quarter are often."""

SILENT_DAYS = 60
"""Letters stay without an answer for so many days before it is called silence."""

SILENT_LETTERS = 3
"""So many letters after the last answer make a silence, as one may be overlooked."""

BROKEN_DAYS = 365
"""A promise that was not kept is a strain for so many days after it was due."""

NEARLY = 0.6
"""A path of at least so large a part of another's probability can stand in for it."""


class CautionKind(StrEnum):
    """What the care is about."""

    STRAINED = "strained"
    ASKED_OFTEN = "asked_often"
    ASLEEP = "asleep"


@dataclass(frozen=True, slots=True, kw_only=True)
class Caution:
    """One thing to be careful with about a person, in words."""

    kind: CautionKind
    about: PersonId
    text: str


class Way(Protocol):
    """A path as far as choosing whom to ask needs it."""

    @property
    def probability(self) -> float:
        """How likely it works."""

    @property
    def fresh(self) -> bool:
        """Whether nothing speaks against asking on it first."""


def instead(ways: Sequence[Way]) -> int:
    """The place of the way to propose: the first, or a fresh one that can stand in for it.

    `ways` are best first. A later one is proposed only when the first is not fresh, and when it
    has the same word for its chance and at least `NEARLY` of the first one's probability.
    """
    best = ways[0]
    if best.fresh:
        return 0
    return next(
        (
            place
            for place, way in enumerate(ways)
            if way.fresh
            and way.probability >= NEARLY * best.probability
            and chance_in_words(way.probability) == chance_in_words(best.probability)
        ),
        0,
    )


def last_answer(
    evidence: Iterable[Evidence], *, of: PersonId, towards: PersonId, as_of: date
) -> date | None:
    """The day since which `towards` answers no letter of `of`; `None` when there is no silence.

    Silence needs an answer before it, `SILENT_LETTERS` since, the last of them within
    `LIVE_DAYS`, and neither a meeting nor help in between: who never wrote is not silent.
    """
    sent: list[tuple[date, float]] = []
    heard: list[date] = []
    for piece in evidence:
        if {piece.actor, piece.other} != {of, towards}:
            continue
        months = [(m.day, m.count) for m in piece.months if m.day <= as_of]
        if piece.kind in ANSWERABLE and piece.actor == of:
            sent += months
        elif piece.kind in ANSWERABLE or _in_touch(piece, towards):
            heard += [day for day, _ in months]
    if not heard or not sent:
        return None
    answered, latest = max(heard), max(day for day, _ in sent)
    letters = sum(count for day, count in sent if day > answered)
    silent = (
        letters >= SILENT_LETTERS
        and (as_of - answered).days >= SILENT_DAYS
        and (latest - answered).days >= SILENT_DAYS
        and (as_of - latest).days <= LIVE_DAYS
    )
    return answered if silent else None


def _in_touch(piece: Evidence, towards: PersonId) -> bool:
    """Whether `towards` took part in it of their own will on the days it names."""
    return piece.kind.grade in {Grade.MET, Grade.HELPED} and (
        piece.kind.mutual or piece.actor == towards
    )


def introductions_given(favors: Iterable[Favor], *, by: PersonId, as_of: date) -> int:
    """How many introductions somebody made in the last quarter."""
    since = as_of - timedelta(days=QUARTER_DAYS)
    return sum(
        favor.giver == by and favor.kind is FavorKind.INTRODUCTION and since < favor.day <= as_of
        for favor in favors
    )


def asked_often(introductions: int, *, person: PersonId, name: str) -> Caution | None:
    """That somebody made many introductions for us of late; `name` is their first name."""
    if introductions < OFTEN:
        return None
    return Caution(
        kind=CautionKind.ASKED_OFTEN,
        about=person,
        text=f"{name} is asked often: {introductions} introductions in three months",
    )


def asleep(
    now: Strength, then: Strength | None, *, person: PersonId, name: str, as_of: date
) -> Caution | None:
    """That a tie which was strong at the last contact (`then`) has not been used since."""
    last = now.last_contact
    if last is None or then is None or then.tier is not Tier.STRONG:
        return None
    if (as_of - last).days <= LIVE_DAYS:
        return None
    since = ago(last, as_of=as_of).removesuffix(" ago")
    return Caution(
        kind=CautionKind.ASLEEP,
        about=person,
        text=f"You and {name} have not been in touch for {since}: a word before the request",
    )


def strained(
    *, person: PersonId, name: str, silent: tuple[str, date] | None, broken: int, as_of: date
) -> Caution | None:
    """That a relation wants mending; `None` when nothing says so.

    `silent` is whom of us the person no longer answers, and since when; `broken` counts
    promises of ours to them that were not kept.
    """
    said = []
    if silent is not None:
        writer, since = silent
        month = since.strftime("%B" if since.year == as_of.year else "%B %Y")
        said.append(f"{name} has not answered {writer} since {month}")
    if broken:
        promises = "a promise" if broken == 1 else f"{broken} promises"
        was = "was" if broken == 1 else "were"
        said.append(f"{promises} of ours to {name} {was} not kept")
    if not said:
        return None
    text = "; ".join(said)
    return Caution(kind=CautionKind.STRAINED, about=person, text=text[:1].upper() + text[1:])
