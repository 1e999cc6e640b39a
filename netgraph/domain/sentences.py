"""A favor, a gift or a promise read from a sentence: "reviewed Ana Ruiz's board deck yesterday".

What is read is shown back before it is saved, so the reader makes its best guess and says where
it is unsure instead of giving up: a name without a place or a date that is none makes it unsure.
The same line is also a search: a name, a role, a question, a wish or something that did not
happen is `NotAFavor`. Names stay as they were written; a service finds out who they are. A
sentence about several people is several favors, each between two people (law 2), all but the
first in `also`. The words live in `sentence_words.py`, the days in `sentence_dates.py`.
"""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import product

from netgraph.domain import sentence_words as words
from netgraph.domain.favors import FavorKind, Size
from netgraph.domain.sentence_dates import FoundDate, find_dates
from netgraph.domain.sentence_people import Masked, Me, Mention, Party, Person, knows_any_of, mask
from netgraph.domain.sentence_roles import (
    NOT,
    Part,
    Roles,
    Unsure,
    includes_me,
    main_verb,
    people_of,
    promised_to,
    read_promise,
    read_roles,
)

__all__ = [
    "Direction", "Me", "Mention", "NotAFavor", "Part", "Reading", "Reason", "Unsure", "What",
    "read_sentence",
]  # fmt: skip

LONGEST = 400
"""Characters of a sentence that are read; the rest is cut off."""

DAYS_TO_KEEP = 7
"""A promise without a date is due after so many days, and its date is asked about."""

NOT_USED = "Not used: "
"""How a question begins that shows names for which the reading has found no place."""

LONG_AGO = timedelta(days=10 * 365)
"""What is said to have been longer ago than this is asked about: 1850 is a slip of the hand."""


class What(StrEnum):
    """Which of the three kinds of giving a sentence tells of."""

    FAVOR = "favor"
    GIFT = "gift"
    PROMISE = "promise"


class Direction(StrEnum):
    """Between whom it was, seen from the one who writes."""

    GIVEN = "given"
    RECEIVED = "received"
    OTHERS = "others"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a sentence says.

    `kind` is None for a gift, and for a promise of something that is no kind of favor. `giver`
    or `receiver` is None where the sentence does not say (then a question of `unsure` asks);
    for a promise the giver owes it to the receiver and `day` is when it is due. `note` is the
    sentence without its date. With `has_day` False the sentence names a date that is none ("31
    February"), which is asked about, and `day` only stands for it. `also` are the same deed's
    further favors, one a further person.
    """

    what: What
    kind: FavorKind | None
    direction: Direction
    giver: Mention | Me | None
    receiver: Mention | Me | None
    introduced: Mention | None
    on_behalf_of: Mention | None
    day: date
    size: Size
    note: str
    has_day: bool = True
    unsure: tuple[Unsure, ...] = ()
    also: tuple["Reading", ...] = ()


class Reason(StrEnum):
    """Why a text is not read as a favor."""

    EMPTY = "empty"
    NAME = "name"
    ROLE = "role"
    QUESTION = "question"
    WISH = "wish"
    NEGATED = "negated"
    SETTLED = "settled"
    NO_DEED = "no deed"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAFavor:
    """The text is something else: most likely a search."""

    reason: Reason


_MOST_READINGS = 8
_ASKING = re.compile(
    r"^(?:who|whom|whose|can|could|does|is|are|how|what|where|when|which|why|would|should|anyone|"
    r"anybody|does|has anyone|do (?:we|you|i))\b|\?\s*$",
    re.IGNORECASE,
)
_SETTLED = re.compile(
    r"\b(?:kept|broke|broken|fulfilled|honou?red|made good on|delivered on)\s+"
    r"(?:an?|the|my|our|her|his|their|your)\s+(?:\w+\s+)?(?:promise|word)\b",
    re.IGNORECASE,
)
"""What became of a promise: it is said of the promise that is there, not logged as a new one."""

_WISHED = re.compile(
    r"(?<![^ ])(?:ask(?= (?:@|for|if|whether|about))|need|"
    r"want|hope|wish|request|look for|seek|could|can|should|would|like to|"
    r"try to|intend to|please|find|reach|how|who|want to|todo|if)(?![^ ])"
)
_NO_STRINGS = "no-strings"


def read_sentence(
    text: str, *, today: date, known_names: Callable[[str], bool] | Collection[str] = ()
) -> Reading | NotAFavor:
    """What `text` tells of a favor, a gift or a promise, or why it tells of none.

    `today` is the writer's day: favors without a date happened then, and dates without a year
    are the nearest before it (for promises: after it). `known_names` are names that the writer
    may see, or a function that knows them (`knows_any_of` makes a quick one); they let names in
    small letters be found. Only the first 400 characters are read. Never raises.
    """
    short = _cut(text)
    if not any(letter.isalnum() for letter in short):
        return NotAFavor(reason=Reason.EMPTY)
    if _ASKING.search(short.strip()):
        return NotAFavor(reason=Reason.QUESTION)
    knows = known_names if callable(known_names) else knows_any_of(known_names)
    if _SETTLED.search(short):
        return NotAFavor(reason=Reason.SETTLED)
    if knows(short.strip()):
        return NotAFavor(reason=Reason.NAME)
    dates = find_dates(short, today=today)
    first = _read(short, dates, today=today, knows=knows, mend=False, guess=False)
    if isinstance(first, NotAFavor) and first.reason in {Reason.WISH, Reason.NEGATED}:
        return first
    best = first
    for mend, guess in ((True, False), (False, True), (True, True)):
        if _worth(best) == _COMPLETE:
            break
        if mend and isinstance(first, Reading):
            continue
        again = _read(short, dates, today=today, knows=knows, mend=mend, guess=guess)
        if _worth(again) > _worth(best):
            best = again
    return best


_COMPLETE = 4


def _worth(read: Reading | NotAFavor) -> int:
    if isinstance(read, NotAFavor):
        return 0
    needs_second = read.kind is FavorKind.INTRODUCTION
    return (
        1
        + (read.giver is not None)
        + (read.receiver is not None or read.on_behalf_of is not None)
        + (read.introduced is not None or not needs_second)
    )


def _cut(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    return text[:LONGEST].rpartition(" ")[0] or text[:LONGEST]


def _read(
    text: str,
    dates: tuple[FoundDate, ...],
    *,
    today: date,
    knows: Callable[[str], bool],
    mend: bool,
    guess: bool,
) -> Reading | NotAFavor:
    bare = text
    for one in dates:
        bare = bare[: one.start] + " " * (one.end - one.start) + bare[one.end :]
    masked = mask(bare, knows=knows, mend=mend, guess=guess)
    plain, promised, promisee = read_promise(f"{masked.plain} ".replace(" .", " ").strip())
    for pattern, simple in words.PLAIN:
        plain = pattern.sub(simple, plain)
    verb = main_verb(plain)
    if verb is None:
        return NotAFavor(reason=_why_not(text, plain))
    pre, name, post = plain[: verb.start()], verb[0], plain[verb.end() :]
    if NOT.search(pre):
        return NotAFavor(reason=Reason.NEGATED)
    if _WISHED.search(pre) and not promised:
        return NotAFavor(reason=Reason.WISH)
    roles = read_roles(name, pre.strip(), post.strip(), masked.people)
    if promisee:
        roles = promised_to(people_of(promisee, masked.people, ""), roles)
    if not any(
        isinstance(one, Person) for one in (*roles.giver, *roles.receiver, *roles.introduced)
    ):
        reason = _why_not(text, plain)
        is_search = reason in {Reason.ROLE, Reason.NAME} and " " in text.strip()
        return NotAFavor(reason=reason if is_search else Reason.NOBODY)
    if _is_title(text, name):
        return NotAFavor(reason=Reason.NAME)
    what = What.PROMISE if promised else What.FAVOR
    if not promised and (roles.gift or words.NO_STRINGS.search(plain) or _NO_STRINGS in plain):
        what = What.GIFT
    return _reading(
        text, what, roles, masked, dates, today=today, to_do=masked.imperative and not promised
    )


def _is_title(text: str, verb: str) -> bool:
    """Whether this is a name such as "Connected Health" or "Grant Help", not something done."""
    parts = text.split()
    if not all(part[0].isupper() for part in parts):
        return False
    if {part.lower().strip(".,;") for part in parts} & (words.COMPANY_WORDS | words.ROLE_WORDS):
        return True
    inflected = [
        part for part in parts if words.VERBS.get(part.lower(), part.lower()) != part.lower()
    ]
    is_pair = len(parts) == 2  # noqa: PLR2004  # two words are hardly a sentence
    ends_in_verb = parts[-1].lower() in words.VERBS
    return not inflected or (is_pair and (verb == "INTRODUCE" or ends_in_verb))


def _why_not(text: str, plain: str) -> Reason:
    parts = {part.strip(".,;:()").lower() for part in text.split()}
    if parts & words.ROLE_WORDS:
        return Reason.ROLE
    if _WISHED.search(plain):
        return Reason.WISH
    if all(part[:1].isupper() or part.lower() in words.PARTICLES for part in text.split()):
        return Reason.NAME
    return Reason.NO_DEED


def _reading(
    text: str,
    what: What,
    roles: Roles,
    masked: Masked,
    dates: tuple[FoundDate, ...],
    *,
    today: date,
    to_do: bool,
) -> Reading:
    found = _choose_date(text, dates, what)
    day, doubts = _day(text, found, dates, what, today)
    unsure = [*roles.unsure, *doubts]
    kind = None if what is What.GIFT or roles.gift else roles.kind
    if to_do:
        choices = (What.FAVOR, What.PROMISE)
        unsure.append(Unsure(part=Part.WHAT, question="Is it done, or promised?", choices=choices))
    givers = (Me(),) if includes_me(roles.giver) else roles.giver
    receivers = (Me(),) if includes_me(roles.receiver) else roles.receiver
    readings = []
    for giver, receiver, introduced in product(
        givers or (None,), receivers or (None,), roles.introduced or (None,)
    ):
        readings.append(
            _one(
                what=what, kind=kind, giver=giver, receiver=receiver, introduced=introduced,
                day=day, size=_size(text, kind), note=_note(text, found),
                has_day=found is None or (found.is_day and not _is_long_ago(day, what, today)),
                unsure=tuple(unsure),
            )
        )  # fmt: skip
        if len(readings) == _MOST_READINGS:
            break
    first = readings[0]
    if unused := _unused(masked, roles, readings):
        ask = _about_unused(unused, readings[0])
        first = replace(first, unsure=(*first.unsure, ask))
    return replace(first, also=tuple(readings[1:]))


def _unused(masked: Masked, roles: Roles, readings: Sequence[Reading]) -> tuple[str, ...]:
    """The names for which the readings have found no place, as written."""
    used = {who for one in readings for who in (one.giver, one.receiver, one.introduced)} | {
        one.on_behalf_of for one in readings
    }
    used |= {
        one.on_behalf_of
        for one in (*roles.giver, *roles.receiver, *roles.introduced)
        if isinstance(one, Person)
    }
    named = [one.mention for one in masked.people if one.mention and not one.guessed]
    return tuple(dict.fromkeys(who.text for who in (*named, *masked.aside) if who not in used))


def _about_unused(unused: tuple[str, ...], read: Reading) -> Unsure:
    """The question about names without a place: they go where the form asks "with whom"."""
    part = Part.GIVER if read.direction is Direction.RECEIVED else Part.RECEIVER
    whom = read.giver if part is Part.GIVER else read.receiver
    names = ", ".join(f"“{name}”" for name in unused)
    question = "Who did it?" if part is Part.GIVER else "For whom was it?"
    here = (whom.text,) if isinstance(whom, Mention) else ()
    return Unsure(part=part, question=f"{NOT_USED}{names}. {question}", choices=(*here, *unused))


def _one(
    *,
    what: What,
    kind: FavorKind | None,
    giver: Party | None,
    receiver: Party | None,
    introduced: Party | None,
    day: date,
    size: Size,
    note: str,
    has_day: bool,
    unsure: tuple[Unsure, ...],
) -> Reading:
    doubts = list(unsure)
    by, to = _as_written(giver), _as_written(receiver)
    whom = introduced.mention if isinstance(introduced, Person) else None
    contact = receiver.on_behalf_of if isinstance(receiver, Person) else None
    if by is None:
        doubts.append(Unsure(part=Part.GIVER, question="Who did it?"))
    if to is None:
        question = f"Which colleague of {contact.text}?" if contact else "For whom was it?"
        doubts.append(Unsure(part=Part.RECEIVER, question=question))
    if kind is FavorKind.INTRODUCTION and whom is None:
        doubts.append(Unsure(part=Part.INTRODUCED, question="Introduced to whom?"))
    for part, one in (
        (Part.GIVER, giver),
        (Part.RECEIVER, receiver),
        (Part.INTRODUCED, introduced),
    ):
        if isinstance(one, Person) and one.guessed and one.mention is not None:
            doubts.append(Unsure(part=part, question=f"Is “{one.mention.text}” a person?"))
    if by is not None and by == to:
        to = None
        doubts.append(Unsure(part=Part.RECEIVER, question="For whom was it?"))
    direction = (
        Direction.GIVEN
        if isinstance(by, Me)
        else Direction.RECEIVED
        if isinstance(to, Me)
        else Direction.OTHERS
    )
    return Reading(
        what=what, kind=kind, direction=direction, giver=by, receiver=to, introduced=whom,
        on_behalf_of=contact, day=day, size=size, note=note, has_day=has_day,
        unsure=tuple(doubts),
    )  # fmt: skip


def _as_written(party: Party | None) -> Mention | Me | None:
    return party.mention if isinstance(party, Person) else party


def _choose_date(text: str, dates: tuple[FoundDate, ...], what: What) -> FoundDate | None:
    """The date of the deed: for a promise the due one, else none that tells of something else."""
    if what is What.PROMISE:
        return next((one for one in dates if one.due), dates[-1] if dates else None)
    return next(iter(_past_dates(text, dates)), None)


def _past_dates(text: str, dates: tuple[FoundDate, ...]) -> list[FoundDate]:
    """The dates that can be the day of something done."""
    content = re.search(r"\b(?:that|about|who|what|how|re|regarding)\b", text)
    return [
        one for one in dates if content is None or one.start < content.start() or not _is_ahead(one)
    ]


def _is_ahead(one: FoundDate) -> bool:
    return one.past != one.future or one.due


def _day(
    text: str, found: FoundDate | None, dates: tuple[FoundDate, ...], what: What, today: date
) -> tuple[date, list[Unsure]]:
    """The day, with what to ask about it: at most one question."""
    if found is None:
        if what is not What.PROMISE:
            return today, []
        day = min(today, date.max - timedelta(days=DAYS_TO_KEEP)) + timedelta(days=DAYS_TO_KEEP)
        return day, [Unsure(part=Part.DAY, question="By when?")]
    promised = what is What.PROMISE
    day = found.future if promised else found.past
    which = "By when?" if promised else "Which day was it?"
    if not found.is_day:
        return day, [Unsure(part=Part.DAY, question=f"“{found.words}” is no day. {which}")]
    others = {one for one in found.others if (one >= today) == promised or one == today}
    if not promised:
        others |= {one.past for one in _past_dates(text, dates) if one.is_day and one.past <= today}
    question = ""
    if others - {day}:
        choices = tuple(one.isoformat() for one in sorted(others | {day}))
        return day, [Unsure(part=Part.DAY, question="Which day?", choices=choices)]
    if promised and day < today:
        question = f"“{found.words}” has passed. By when?"
    elif not promised and day > today:
        question = f"“{found.words}” is still to come. Which day was it?"
    elif _is_long_ago(day, what, today):
        question = f"“{found.words}” is long ago. Which day was it?"
    elif unread := next((one for one in dates if not one.is_day), None):
        question = f"“{unread.words}” is no day. {which}"
    elif found.vague:
        question = "Which day, about?"
    return day, [Unsure(part=Part.DAY, question=question)] if question else []


def _is_long_ago(day: date, what: What, today: date) -> bool:
    return what is not What.PROMISE and today - day > LONG_AGO


def _size(text: str, kind: FavorKind | None) -> Size:
    for pattern, size in words.SIZE_WORDS:
        if pattern.search(text):
            return size
    return words.SIZE_OF_KIND.get(kind, Size.COFFEE)


def _note(text: str, found: FoundDate | None) -> str:
    if found is not None:
        text = f"{text[: found.start].rstrip()} {text[found.end :].lstrip()}"
    return " ".join(re.sub(r"\s+([,.;!])", r"\1", text).split()).strip(" ,;")
