"""What mail says up to a moment: who had to do with whom, and who was introduced by whom.

`History` holds contacts, fading counts and the messages people share; `Introductions` finds the
introductions in messages as they come. Two readings of a table: in `LETTERS` everybody on To or
Cc is written to; on `LISTS` only To and the author answered are, and Cc is an audience. They
differ in what an introduction is. Nothing here ever looks past the messages it was given.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from netgraph.domain import introducers
from netgraph.domain.evidence import Evidence, Kind, Monthly
from netgraph.domain.ids import PersonId
from netgraph.domain.introducers import Footing
from netgraph.domain.links import resource_allocation
from netgraph.domain.strength import strength
from netgraph.imports.messages import Message

DAY = 86_400
"""Seconds."""

FOLLOW_UP = 30 * DAY
"""Two people who were introduced follow it up within so many seconds, or it came to nothing."""

_AUDIENCE_MOST = 30
_LETTER_MOST = 10
_LIST_MOST = 30
_TOGETHER = 2
_INTRODUCED_MOST = 5
_ADDED_MOST = 3
_ANSWERED_FROM = 0.5
_COPIED_FROM = 2.0


class Reading(StrEnum):
    """How a table of messages is to be read.

    `LETTERS`: an introduction is B's first message to both A and C, of at most five recipients,
    where A and C had never written to each other. `LISTS`: B answers A and adds C, who was not
    on the thread, and A and C had never written to each other.
    """

    LETTERS = "letters"
    LISTS = "lists"

    @classmethod
    def of(cls, messages: Sequence[Message]) -> "Reading":
        """The likelier reading: on a list most messages are answers, copied to several people."""
        if not messages:
            return cls.LETTERS
        answers = sum(1 for message in messages if message.answers)
        copies = sum(len(message.cc) for message in messages)
        listed = answers >= _ANSWERED_FROM * len(messages) and copies >= _COPIED_FROM * len(
            messages
        )
        return cls.LISTS if listed else cls.LETTERS


@dataclass(slots=True, kw_only=True)
class Introduction:
    """B (`introducer`) brought A (`source`) and C (`target`) onto one message.

    `at` is its time in seconds since 1970; `followed` becomes true when the two followed it up.
    In `LETTERS` the ends are equal: which is named source says nothing.
    """

    message: str
    at: int
    introducer: str
    source: str
    target: str
    followed: bool = False


def _pair(one: str, two: str) -> tuple[str, str]:
    return (one, two) if one < two else (two, one)


class Introductions:
    """Finds introductions in messages as they come, and whether they were followed up."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._most = _LIST_MOST if reading is Reading.LISTS else _LETTER_MOST
        self._in_touch: set[tuple[str, str]] = set()
        self._open: dict[tuple[str, str], Introduction] = {}
        self._threads: dict[str, Message] = {}

    def in_block(self, messages: Iterable[Message]) -> list[Introduction]:
        """The introductions in these messages, which follow on those given before."""
        return [found for message in messages for found in self._take(message)]

    def _take(self, message: Message) -> list[Introduction]:
        sender, at, people = message.sender, message.at, message.recipients
        answered = self._threads.get(message.answers) if message.answers else None
        if len(people) <= self._most:
            self._follow_up(sender, people, at)
        pairs = (
            self._added(message, people, answered)
            if self._reading is Reading.LISTS
            else self._joined(people)
        )
        found = []
        for source, target in pairs:
            ends = _pair(source, target)
            last = self._open.get(ends)
            if ends in self._in_touch or (
                last is not None and (last.followed or last.at + FOLLOW_UP >= at)
            ):
                continue
            self._open[ends] = Introduction(
                message=message.id, at=at, introducer=sender, source=source, target=target
            )
            found.append(self._open[ends])
        written_to = addressed(message, answered) if self._reading is Reading.LISTS else people
        for person in written_to:
            ends = _pair(sender, person)
            self._in_touch.add(ends)
        if message.id and self._reading is Reading.LISTS:
            self._threads[message.id] = message
        return found

    def _follow_up(self, sender: str, people: Iterable[str], at: int) -> None:
        for person in people:
            last = self._open.get(_pair(sender, person))
            if (
                last is not None
                and last.at < at <= last.at + FOLLOW_UP
                and (self._reading is Reading.LETTERS or sender == last.target)
            ):
                last.followed = True

    @staticmethod
    def _joined(people: list[str]) -> Iterator[tuple[str, str]]:
        if _TOGETHER <= len(people) <= _INTRODUCED_MOST:
            for place, one in enumerate(people):
                for two in people[place + 1 :]:
                    yield _pair(one, two)

    @staticmethod
    def _added(
        message: Message, people: list[str], answered: Message | None
    ) -> Iterator[tuple[str, str]]:
        if answered is None or answered.sender == message.sender:
            return
        author = answered.sender
        before = {*answered.to, *answered.cc, author, message.sender}
        added = [person for person in people if person not in before]
        if author in people and 1 <= len(added) <= _ADDED_MOST:
            for person in added:
                yield author, person


def addressed(message: Message, answered: Message | None) -> list[str]:
    """On a list, whom a message speaks to: To, and the author it answers."""
    people = [*message.to, answered.sender] if answered is not None else [*message.to]
    return [person for person in dict.fromkeys(people) if person != message.sender]


class _Fading:
    """A count of which half fades every `days`."""

    __slots__ = ("at", "count")

    def __init__(self) -> None:
        self.count = 0.0
        self.at = 0

    def add(self, at: int, days: float) -> None:
        self.count = self.as_of(at, days) + 1.0
        self.at = max(at, self.at)

    def as_of(self, at: int, days: float) -> float:
        return self.count * math.exp2(-max(at - self.at, 0) / (days * DAY))


def _now(count: _Fading | None, at: int, days: float) -> float:
    return count.as_of(at, days) if count is not None else 0.0


def day_of(at: int) -> date:
    """The day, in UTC, of a moment in seconds since 1970."""
    return datetime.fromtimestamp(at, tz=UTC).date()


def _by_month(
    months: dict[tuple[str, str], dict[tuple[int, int], tuple[date, float]]],
    sender: str,
    people: Sequence[str],
    day: date,
) -> None:
    """Counts a message, for each of `people` its part, on the last day of its month so far."""
    month = (day.year, day.month)
    for person in people:
        mine = months[sender, person]
        last, count = mine.get(month, (day, 0.0))
        mine[month] = (max(last, day), count + 1 / len(people))


def _two(values: Iterable[float]) -> tuple[float, float]:
    one, two = values
    return one, two


class History:
    """Everything a ranking may know at a moment: what was given to `add`, and nothing later.

    With `months` it also keeps counts by month, from which strengths follow as an import of the
    same mail would give them.
    """

    def __init__(self, reading: Reading, *, months: bool = False) -> None:
        self.reading = reading
        self._months: dict[tuple[str, str], dict[tuple[int, int], tuple[date, float]]] | None = (
            defaultdict(dict) if months else None
        )
        self.contacts: dict[str, set[str]] = defaultdict(set)
        """Who had direct contact with whom, either way."""
        self._most = _LIST_MOST if reading is Reading.LISTS else _LETTER_MOST
        self._written: dict[tuple[str, str], _Fading] = defaultdict(_Fading)
        self._times: dict[tuple[str, str], int] = defaultdict(int)
        self._lately: dict[tuple[str, str], _Fading] = defaultdict(_Fading)
        self._sent: dict[str, _Fading] = defaultdict(_Fading)
        self._active: dict[str, _Fading] = defaultdict(_Fading)
        self._introductions: dict[str, _Fading] = defaultdict(_Fading)
        self._brought: dict[tuple[str, str], _Fading] = defaultdict(_Fading)
        self._shared: list[tuple[int, str, float]] = []
        self._reached: dict[str, list[int]] = defaultdict(list)
        self._authors: dict[str, str] = {}

    def add(self, messages: Iterable[Message], introductions: Iterable[Introduction] = ()) -> None:
        """Takes in a block of messages and the introductions in them."""
        for message in messages:
            self._add(message)
        for made in introductions:
            self._introductions[made.introducer].add(made.at, introducers.HABIT_HALF_LIFE)
            for end in (made.source, made.target):
                self._brought[made.introducer, end].add(made.at, introducers.HABIT_HALF_LIFE)

    def _add(self, message: Message) -> None:
        sender, at, people = message.sender, message.at, message.recipients
        direct = people
        if self.reading is Reading.LISTS:
            author = self._authors.get(message.answers) if message.answers else None
            direct = [
                person
                for person in dict.fromkeys([*message.to, author] if author else message.to)
                if person != sender
            ]
            if message.id:
                self._authors[message.id] = sender
        if len(direct) <= self._most:
            for person in direct:
                self._written[sender, person].add(at, introducers.TIE_HALF_LIFE)
                self._lately[_pair(sender, person)].add(at, introducers.LATE_HALF_LIFE)
                self._times[sender, person] += 1
                self.contacts[sender].add(person)
                self.contacts[person].add(sender)
            if self._months is not None and direct:
                _by_month(self._months, sender, direct, day_of(at))
        if _TOGETHER <= len(people) <= _AUDIENCE_MOST:
            place = len(self._shared)
            self._shared.append((at, sender, 1 / len(people)))
            for person in people:
                self._reached[person].append(place)
        self._sent[sender].add(at, introducers.HABIT_HALF_LIFE)
        self._active[sender].add(at, introducers.TIE_HALF_LIFE)

    def candidates(self, source: str, target: str) -> list[str]:
        """Everybody who had direct contact with both, in the order of the alphabet."""
        both = self.known(source) & self.known(target)
        return sorted(both - {source, target})

    def known(self, person: str) -> AbstractSet[str]:
        """The contacts of somebody."""
        return self.contacts.get(person, frozenset())

    def written(self, sender: str, person: str, *, at: int) -> float:
        """Messages from one to the other, faded with a half-life of 60 days."""
        return _now(self._written.get((sender, person)), at, introducers.TIE_HALF_LIFE)

    def tie(self, one: str, two: str, *, at: int) -> float:
        """Messages either way, faded with a half-life of 60 days."""
        return self.written(one, two, at=at) + self.written(two, one, at=at)

    def times(self, sender: str, person: str) -> int:
        """Messages from one to the other, all that were."""
        return self._times.get((sender, person), 0)

    def last_contact(self, one: str, two: str) -> int:
        """When either last wrote to the other, in seconds since 1970; 0 if never."""
        ways = (self._written.get((one, two)), self._written.get((two, one)))
        return max((way.at for way in ways if way is not None), default=0)

    def readiness(self, source: str, target: str, *, at: int) -> float:
        """How much those write who would follow an introduction up, whoever makes it.

        ln(1 + messages to anybody, with a half-life of 60 days), for both ends; on a list, where
        it is the target who answers, for the target.
        """
        acting = (target,) if self.reading is Reading.LISTS else (source, target)
        return sum(
            math.log1p(_now(self._active.get(person), at, introducers.TIE_HALF_LIFE))
            for person in acting
        )

    def strength(self, one: str, two: str, *, at: int) -> float:
        """The probability that `two` acts on an ask of `one`, 0 if unknown; needs `months`.

        By `netgraph.domain.strength`, as of the day of `at`.
        """
        of, towards = PersonId(one), PersonId(two)
        found = strength(
            [*self._evidence(one, two), *self._evidence(two, one)],
            of=of,
            towards=towards,
            as_of=day_of(at),
        )
        return found.probability if found is not None else 0.0

    def _evidence(self, one: str, two: str) -> Iterator[Evidence]:
        months = (self._months or {}).get((one, two))
        if months:
            yield Evidence(
                actor=PersonId(one),
                other=PersonId(two),
                kind=Kind.MAIL,
                months=tuple(Monthly(day=day, count=count) for day, count in months.values()),
            )

    def footings(
        self, source: str, target: str, people: Iterable[str], *, at: int
    ) -> list[Footing]:
        """What is known at a moment of each of `people` as one who could introduce the two."""
        joint = self._joint(source, target, at=at)
        ends = (source, target)
        seldom, late = introducers.HABIT_HALF_LIFE, introducers.LATE_HALF_LIFE
        found = []
        for person in people:
            known = self.known(person)
            written = [self.written(person, end, at=at) for end in ends]
            heard = [self.written(end, person, at=at) for end in ends]
            found.append(
                Footing(
                    ties=(written[0] + heard[0], written[1] + heard[1]),
                    lately=_two(
                        _now(self._lately.get(_pair(person, end)), at, late) for end in ends
                    ),
                    written=_two(written),
                    joint=joint.get(person, 0.0),
                    brought=_two(
                        _now(self._brought.get((person, end)), at, seldom) for end in ends
                    ),
                    introductions=_now(self._introductions.get(person), at, seldom),
                    sent=_now(self._sent.get(person), at, seldom),
                    shared=_two(
                        resource_allocation(self.known(end), known, self.contacts) for end in ends
                    ),
                )
            )
        return found

    def _joint(self, source: str, target: str, *, at: int) -> dict[str, float]:
        """By sender, the messages that went to both, each as 1/recipients and faded."""
        here, there = self._reached.get(source, []), self._reached.get(target, [])
        if len(here) > len(there):
            here, there = there, here
        joint: dict[str, float] = defaultdict(float)
        days = introducers.HABIT_HALF_LIFE * DAY
        for place in sorted(set(here).intersection(there)):
            when, sender, share = self._shared[place]
            joint[sender] += share * math.exp2(-max(at - when, 0) / days)
        return joint
