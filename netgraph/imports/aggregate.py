"""From single messages to evidence: who wrote to whom, in which months, how closely.

A message to n people counts 1/n for each: a note to one person says more than one to ten.
Messages to more than ten people say nothing about a tie and are left out, as are addresses
that nobody answers. Facts are added up by pair, direction and month as they are read, so that
memory grows with the ties and not with the mailbox. Messages between two people who are both
not the owner count too: a team's mail table has many senders.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from netgraph.domain.evidence import Kind, Monthly
from netgraph.errors import UnreadableFile
from netgraph.imports.addresses import is_automatic
from netgraph.imports.records import (
    OWNER,
    EvidenceRecord,
    Key,
    KeyKind,
    Owner,
    PersonRecord,
    Tally,
)

AUTOMATIC_SENDER = "a message from an address that nobody answers"
AUTOMATIC_RECIPIENT = "a recipient that nobody answers (lists, calendars, no-reply)"
NO_RECIPIENT = "a message to nobody else"
_MOST_NAMES = 20


class Correspondence:
    """Adds messages up; ask for `people` and `evidence` at the end."""

    def __init__(self, *, owner: Owner, tally: Tally) -> None:
        self._tally = tally
        self._most = tally.limits.recipients
        self._places: dict[str, int] = dict.fromkeys(owner.emails, OWNER)
        self._lines: list[int] = []
        self._addresses: list[str] = []
        self._names: dict[int, Counter[str]] = {}
        self._facts: dict[tuple[int, int], dict[int, list[float]]] = {}

    def add(
        self,
        *,
        line: int,
        day: date,
        sender: str,
        recipients: Iterable[str],
        names: Iterable[tuple[str, str]] = (),
    ) -> None:
        """One message: normalised addresses, and `(address, name)` for those with a name."""
        tally = self._tally
        if is_automatic(sender):
            tally.leave_out(AUTOMATIC_SENDER)
            return
        others: list[str] = []
        for address in dict.fromkeys(recipients):
            if address == sender:
                continue
            if is_automatic(address):
                tally.leave_out(AUTOMATIC_RECIPIENT)
                continue
            others.append(address)
        if not others:
            tally.leave_out(NO_RECIPIENT)
            return
        if len(others) > self._most:
            tally.leave_out(f"a message to more than {self._most} people")
            return
        actor = self._place(sender, line)
        month, ordinal, share = day.year * 12 + day.month, day.toordinal(), 1 / len(others)
        for address in others:
            other = self._place(address, line)
            if other == actor:
                continue
            months = self._facts.setdefault((actor, other), {})
            fact = months.get(month)
            if fact is None:
                months[month] = [ordinal, share]
            else:
                fact[0] = max(fact[0], ordinal)
                fact[1] += share
        for address, name in names:
            place = self._places.get(address, OWNER)
            if place != OWNER:
                seen = self._names.setdefault(place, Counter())
                if name in seen or len(seen) < _MOST_NAMES:
                    seen[name] += 1

    def _place(self, address: str, line: int) -> int:
        place = self._places.get(address)
        if place is None:
            place = len(self._addresses)
            if place >= self._tally.limits.people:
                raise UnreadableFile(
                    f"The file names more than {self._tally.limits.people:,} people.",
                    hint="Split it into smaller files.",
                )
            self._places[address] = place
            self._addresses.append(address)
            self._lines.append(line)
        return place

    def people(self) -> tuple[PersonRecord, ...]:
        """Everybody who wrote or was written to, by the name they go by most often."""
        return tuple(
            PersonRecord(
                line=line,
                name=_usual(self._names.get(place)) or address,
                keys=(Key(KeyKind.EMAIL, address),),
                emails=(address,),
            )
            for place, (address, line) in enumerate(zip(self._addresses, self._lines, strict=True))
        )

    def evidence(self) -> tuple[EvidenceRecord, ...]:
        """One record for each pair and direction."""
        return tuple(
            EvidenceRecord(
                actor=actor,
                other=other,
                kind=Kind.MAIL,
                months=tuple(
                    Monthly(day=date.fromordinal(int(ordinal)), count=round(count, 6))
                    for _, (ordinal, count) in sorted(months.items())
                ),
            )
            for (actor, other), months in self._facts.items()
        )


def _usual(names: Counter[str] | None) -> str:
    """The commonest name; among equals the longest, then the first by letter."""
    if not names:
        return ""
    return min(names, key=lambda name: (-names[name], -len(name), name))


def merged(
    evidence: Iterable[EvidenceRecord], group_of: Sequence[int]
) -> tuple[EvidenceRecord, ...]:
    """The evidence between groups of records, `group_of[place]` being the group of a record.

    Facts of one kind between the same two people become one: counts of a month are added up, a
    list of contacts counts once (its latest day), and of overlapping periods about the same
    thing the union is kept with the higher weight. Facts about a person and themselves fall away.
    For mutual kinds the pair is ordered. The result is sorted.
    """
    events: dict[tuple[int, int, Kind, str], dict[tuple[int, int], tuple[date, float]]] = {}
    periods: dict[tuple[int, int, Kind, str], list[tuple[date, date, float]]] = {}
    for fact in evidence:
        actor, other = (OWNER if at == OWNER else group_of[at] for at in (fact.actor, fact.other))
        if actor == other:
            continue
        if fact.kind.mutual and actor > other:
            actor, other = other, actor
        pair = (actor, other, fact.kind, fact.about)
        if fact.since is not None:
            periods.setdefault(pair, []).append((fact.since, fact.until or date.max, fact.weight))
            continue
        months = events.setdefault(pair, {})
        for month in fact.months:
            at = (month.day.year, month.day.month)
            day, count = months.get(at, (month.day, 0.0))
            months[at] = (max(day, month.day), count + month.count)
    found = [
        EvidenceRecord(
            actor=actor,
            other=other,
            kind=kind,
            about=about,
            months=_listed(months)
            if kind is Kind.CONTACT_LIST
            else tuple(
                Monthly(day=day, count=round(count, 6))
                for _, (day, count) in sorted(months.items())
            ),
        )
        for (actor, other, kind, about), months in events.items()
    ]
    found.extend(
        EvidenceRecord(
            actor=actor,
            other=other,
            kind=kind,
            about=about,
            since=since,
            until=None if until == date.max else until,
            weight=weight,
        )
        for (actor, other, kind, about), spans in periods.items()
        for since, until, weight in _united(spans)
    )
    return tuple(
        sorted(
            found,
            key=lambda fact: (
                fact.actor,
                fact.other,
                fact.kind,
                fact.about,
                fact.since or date.min,
            ),
        )
    )


def _listed(months: dict[tuple[int, int], tuple[date, float]]) -> tuple[Monthly, ...]:
    return (Monthly(day=max(day for day, _ in months.values()), count=1.0),)


def _united(spans: list[tuple[date, date, float]]) -> list[tuple[date, date, float]]:
    """Overlapping periods as one, with the highest of their weights."""
    united: list[tuple[date, date, float]] = []
    for since, until, weight in sorted(spans):
        if united and since <= united[-1][1]:
            first, last, heavier = united[-1]
            united[-1] = (first, max(last, until), max(heavier, weight))
        else:
            united.append((since, until, weight))
    return united
