"""What an import would write to the graph as it now is: for a preview, and when it is written.

The plan looks only at what its target shows: an import for the team at the team's facts, a
private one at the team's and its owner's. A fact that the graph has in the target's own scope is
asserted once more and not written again; a private import keeps its own version of what the team
knows too, so that it outlives the team's. Mail counts of overlapping exports are not added: of
each month the highest counts, over all mail imported into the scope.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from netgraph.domain.access import TEAM, Scope, Viewer
from netgraph.domain.evidence import Evidence, Kind, Monthly
from netgraph.domain.ids import BatchId, PersonId, ReplyId
from netgraph.domain.names import company_key, name_key, plain
from netgraph.domain.titles import understand_title
from netgraph.graph import imports as graph
from netgraph.graph import replies as replies_graph
from netgraph.graph.database import Statements
from netgraph.graph.imports import Acquaintance, Job, Learnt, Said, Writing
from netgraph.graph.ties import pair_of
from netgraph.imports.identity import Candidate, KnownPerson, Reason, Resolution, lookups, resolve
from netgraph.imports.records import OWNER, EvidenceRecord, Format, Key, KeyKind, PersonRecord
from netgraph.imports.staged import Staged

SAMPLE = 25
MOST_CANDIDATES = 200
LARGE = 20_000
"""Pieces of evidence in one transaction; an import of more is set out hidden, block by block."""

_SOURCES = {
    Format.LINKEDIN: "linkedin",
    Format.GOOGLE: "google",
    Format.VCARD: "vcard",
    Format.MBOX: "mail",
    Format.HEADERS: "mail",
    Format.BOARDS: "boards",
}
_PROFILE = "https://www.linkedin.com/in/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sampled:
    """A person of the file as a preview shows them; `id` is empty for somebody new."""

    id: str
    name: str
    title: str
    company: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """Two people who may be one; an `id` is empty for somebody of the file."""

    name: str
    other: str
    other_id: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tallied:
    """How much a plan brings: what is new to its scope, and what is known there already."""

    new_people: int = 0
    known_people: int = 0
    new_contact_points: int = 0
    new_jobs: int = 0
    new_notes: int = 0
    new_evidence: int = 0
    more_evidence: int = 0
    known_evidence: int = 0
    ties: int = 0
    names: int = 0

    @property
    def nothing_new(self) -> bool:
        """Whether writing would change nothing that counts."""
        return not (
            self.new_people
            or self.new_contact_points
            or self.new_jobs
            or self.new_notes
            or self.new_evidence
            or self.more_evidence
            or self.names
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is to be written, and what of it is shown."""

    writing: Writing
    contacts: Mapping[str, Learnt]
    records: Mapping[str, Learnt]
    tallied: Tallied
    sample: tuple[Sampled, ...]
    candidates: tuple[Likeness, ...]
    candidate_count: int

    @property
    def brings_nothing(self) -> bool:
        """Whether it only says again what is known, companies and answers too."""
        more = self.writing.companies or self.writing.replies
        return self.tallied.nothing_new and not more


def source_of(form: Format, *, sha256: str) -> str:
    """Under which source the evidence of a file is kept: files of one source do not add up.

    All mailboxes and tables of messages are one source, as they overlap; a single message is
    one of its own.
    """
    return _SOURCES.get(form) or f"message:{sha256[:16]}"


def plan(
    on: Statements,
    staged: Staged,
    *,
    viewer: Viewer,
    target: Scope,
    batch: BatchId,
    source: str,
    today: date,
) -> Plan:
    """What writing these records for `target` means in the graph as it is now."""
    return _Planning(
        on, staged, viewer=viewer, target=target, batch=batch, source=source, today=today
    ).plan()


class _Planning:
    """The steps from records to rows."""

    def __init__(
        self,
        on: Statements,
        staged: Staged,
        *,
        viewer: Viewer,
        target: Scope,
        batch: BatchId,
        source: str,
        today: date,
    ) -> None:
        self._on = on
        self._people = staged.people
        self._facts = staged.evidence
        self._replies = staged.replies
        self._viewer = viewer
        self._target = target
        self._scopes = (TEAM,) if target == TEAM else (TEAM, target)
        self._batch = batch
        self._today = today
        self._writing = Writing(source=source)
        self._count: dict[str, int] = defaultdict(int)
        self._contacts: dict[str, Learnt] = {}
        self._records: dict[str, Learnt] = {}
        self._made = 0

    def plan(self) -> Plan:
        resolution, known = self._resolved()
        ids = [
            group.known or PersonId(self._new_id("person", place))
            for place, group in enumerate(resolution.people)
        ]
        names = [_name([self._people[at] for at in group.records]) for group in resolution.people]
        self._write_people(resolution, ids, names, known)
        self._write_keys(resolution, ids, names)
        self._write_jobs(resolution, ids)
        self._write_notes(resolution, ids)
        self._write_evidence(resolution, ids)
        self._write_replies()
        writing = self._writing
        return Plan(
            writing=writing,
            contacts=self._contacts,
            records=self._records,
            tallied=Tallied(
                new_people=len(writing.people),
                known_people=len(resolution.people) - len(writing.people),
                new_contact_points=len(writing.points),
                new_jobs=len(writing.jobs),
                new_notes=len(writing.notes),
                new_evidence=len(writing.evidence),
                more_evidence=self._count["more"],
                known_evidence=self._count["known"],
                ties=len(writing.pairs) + len(writing.fresh),
                names=len(writing.names),
            ),
            sample=tuple(
                self._sampled(group.known, [self._people[at] for at in group.records], name)
                for group, name in zip(resolution.people[:SAMPLE], names, strict=False)
            ),
            candidates=tuple(
                _likeness(one, names, known) for one in resolution.candidates[:MOST_CANDIDATES]
            ),
            candidate_count=len(resolution.candidates),
        )

    def _new_id(self, *parts: object) -> str:
        """An id that follows from the batch, so that a retried transaction makes the same."""
        said = ":".join(map(str, (self._batch, *parts)))
        return hashlib.blake2b(said.encode(), digest_size=16).hexdigest()

    def _sampled(
        self, known: PersonId | None, records: Sequence[PersonRecord], name: str
    ) -> Sampled:
        told = next((record for record in records if record.company or record.title), None)
        seat = next((record.employments[-1] for record in records if record.employments), None)
        return Sampled(
            id=known or "",
            name=name,
            title=told.title if told else seat.title if seat else "",
            company=told.company if told else seat.company if seat else "",
        )

    def _resolved(self) -> tuple[Resolution, Mapping[PersonId, Acquaintance]]:
        asked = lookups(self._people)
        by_text = {_contact(key): key for key in asked if key.kind is not KeyKind.LOCAL}
        by_record = {key.value: key for key in asked if key.kind is KeyKind.LOCAL}
        owners: dict[Key, PersonId] = {}
        for held in graph.contact_holders(self._on, sorted(by_text), scopes=self._scopes):
            owners.setdefault(by_text[held.key], held.person)
        for held in graph.record_holders(self._on, sorted(by_record), scopes=self._scopes):
            owners.setdefault(by_record[held.key], held.person)
        alike = {
            spelled
            for record in self._people
            if (record.company or record.employments) and (spelled := name_key(record.name))
        }
        near = graph.namesakes(self._on, sorted(alike), scopes=self._scopes)
        known = graph.acquaintances(
            self._on, [*owners.values(), *near], scopes=self._scopes, today=self._today
        )
        resolution = resolve(
            self._people,
            known=owners,
            known_people=[
                KnownPerson(id=one.id, name=one.name, company=one.company) for one in known.values()
            ],
        )
        return resolution, known

    def _write_people(
        self,
        resolution: Resolution,
        ids: Sequence[PersonId],
        names: Sequence[str],
        known: Mapping[PersonId, Acquaintance],
    ) -> None:
        for group, id_, name in zip(resolution.people, ids, names, strict=True):
            line = min(self._people[at].line for at in group.records)
            row = {"id": id_, "name": name, "line": line}
            if group.known is None:
                self._writing.people.append({**row, "name_key": name_key(name)})
            elif id_ != self._viewer.person:
                self._writing.said_people.append(row)
                person = known[id_]
                better = not name_key(person.name) and name_key(name)
                if better and person.scope == self._target:
                    self._writing.names.append(
                        {"id": id_, "name": name, "name_key": name_key(name)}
                    )

    def _write_keys(
        self, resolution: Resolution, ids: Sequence[PersonId], names: Sequence[str]
    ) -> None:
        wanted: dict[str, tuple[PersonId, str, str, int, str]] = {}
        records: dict[str, tuple[PersonId, int, str]] = {}
        for group, id_, name in zip(resolution.people, ids, names, strict=True):
            line = min(self._people[at].line for at in group.records)
            for key in group.keys:
                if key.kind is KeyKind.LOCAL:
                    records.setdefault(key.value, (id_, line, name))
                else:
                    wanted.setdefault(_contact(key), (id_, key.kind.value, key.value, line, name))
            for record in (self._people[at] for at in group.records):
                for url in record.urls:
                    if not url.startswith(_PROFILE):
                        wanted.setdefault(f"url:{url}", (id_, "url", url, record.line, name))
        here = {
            held.key: held
            for held in graph.contact_holders(self._on, wanted, scopes=self._scopes)
            if held.scope == self._target
        }
        for text, (person, channel, value, line, name) in wanted.items():
            found = here.get(text)
            if found is None:
                self._writing.points.append(
                    {
                        "id": self._new_id("point", text),
                        "person": person,
                        "channel": channel,
                        "value": value,
                        "key": text,
                        "line": line,
                    }
                )
                if self._target == TEAM and channel != "url":
                    self._contacts[text] = Learnt(
                        person=person, name_key=name_key(name), shared=channel == "phone"
                    )
            elif found.person == person:
                self._say("ContactPoint", found.point, line)
        for value, (person, line, _) in records.items():
            self._writing.records.append(
                {"id": f"{self._target}:{value}", "person": person, "key": value, "line": line}
            )
            if self._target == TEAM:
                self._records[value] = Learnt(person=person)

    def _write_jobs(self, resolution: Resolution, ids: Sequence[PersonId]) -> None:
        wanted: list[tuple[PersonId, str, str, str, date | None, date | None, int]] = []
        for group, id_ in zip(resolution.people, ids, strict=True):
            for record in (self._people[at] for at in group.records):
                told = [(job.company, job.title, job.start, job.end) for job in record.employments]
                if record.company:
                    told.append((record.company, record.title, None, None))
                for company, title, start, end in told:
                    key = company_key(company) or plain(company).casefold()
                    wanted.append((id_, key, company, title, start, end, record.line))
        companies = dict(
            graph.company_ids(self._on, (job[1] for job in wanted), scopes=self._scopes)
        )
        known_people = [group.known for group in resolution.people if group.known]
        held = dict(graph.jobs(self._on, known_people, scope=self._target))
        lasting = {job[:3]: id_ for job, id_ in held.items() if job[4] is None}
        said: set[str] = set()
        for person, key, company, title, start, end, line in wanted:
            if key not in companies:
                companies[key] = self._new_id("company", key)
                self._writing.companies.append({"id": companies[key], "name": company, "key": key})
            if companies[key] not in said:
                said.add(companies[key])
                self._say("Company", companies[key], line)
            job: Job = (person, companies[key], title.casefold(), start, end)
            found = held.get(job) or (lasting.get(job[:3]) if start is None and end is None else "")
            if found:
                if found not in said:
                    said.add(found)
                    self._say("Employment", found, line)
                continue
            made = self._new_id("job", *job)
            held[job] = made
            said.add(made)
            understood = understand_title(title)
            self._writing.jobs.append(
                {
                    "id": made,
                    "person": person,
                    "company": companies[key],
                    "title": title,
                    "level": understood.level.value,
                    "function": understood.function.value,
                    "decides": understood.is_decision_maker,
                    "started": start,
                    "ended": end,
                    "line": line,
                }
            )

    def _write_notes(self, resolution: Resolution, ids: Sequence[PersonId]) -> None:
        """Notes of an address book are its owner's own, whoever sees the rest."""
        wanted: dict[tuple[PersonId, str], int] = {}
        for group, id_ in zip(resolution.people, ids, strict=True):
            for record in (self._people[at] for at in group.records):
                if record.note:
                    wanted.setdefault((id_, record.note), record.line)
        held = graph.notes(self._on, (id_ for id_, _ in wanted), scope=self._viewer.private)
        for (person, text), line in wanted.items():
            if (person, text) in held:
                self._say("Note", held[person, text], line)
            else:
                self._writing.notes.append(
                    {
                        "id": self._new_id("note", person, text),
                        "person": person,
                        "text": text,
                        "line": line,
                    }
                )

    def _write_evidence(self, resolution: Resolution, ids: Sequence[PersonId]) -> None:
        wanted: dict[_Fact, Said] = {}
        for record in resolution.evidence(self._facts):
            actor, other = (
                self._viewer.person if at == OWNER else ids[at]
                for at in (record.actor, record.other)
            )
            if actor == other:
                continue
            fact = _fact(actor, other, record.kind.value, record.about, record.since)
            said = _said(record)
            wanted[fact] = _added(wanted[fact], said) if fact in wanted else said
        known_people = [group.known for group in resolution.people if group.known]
        held = {
            _fact(one.actor, one.other, one.kind, one.label, one.since): one
            for one in graph.evidence_of_source(
                self._on,
                [self._viewer.person, *known_people],
                source=self._writing.source,
                scope=self._target,
            )
        }
        new = {id_ for group, id_ in zip(resolution.people, ids, strict=True) if not group.known}
        for fact, own in wanted.items():
            found = held.get(fact)
            pair = pair_of(fact[0], fact[1])
            if found is None:
                if new.isdisjoint(pair):
                    self._writing.pairs.add(pair)
                else:
                    self._writing.fresh.setdefault(pair, []).append(_evidence(fact, own))
                self._writing.evidence.append(
                    {
                        "id": self._new_id("evidence", *fact),
                        "actor": fact[0],
                        "other": fact[1],
                        "kind": fact[2],
                        "label": fact[3] or None,
                        "since": fact[4],
                        **own.row,
                    }
                )
                continue
            joined = joined_evidence(fact[2], [found.said, own])
            if own == joined == found.said:
                self._count["known"] += 1
                self._say("Evidence", found.id, None)
                continue
            self._count["more" if joined != found.said else "known"] += 1
            if joined != found.said:
                self._writing.pairs.add(pair)
            self._writing.more_evidence.append(
                {"id": found.id, "own": own.row, "joined": joined.row}
            )

    def _write_replies(self) -> None:
        """Answers to what the viewer asked, theirs alone, and counted in no tally others read."""
        found = {
            reply_id(self._viewer, about=reply.about, mark=reply.mark): reply
            for reply in self._replies
        }
        held = replies_graph.known(self._on, found, viewer=self._viewer)
        for id_, reply in found.items():
            if id_ in held:
                self._say("Reply", id_, reply.line)
                continue
            self._writing.replies.append(
                {
                    "id": id_,
                    "about": reply.about,
                    "matter": reply.matter.value,
                    "writer": reply.writer.value,
                    "sender": reply.sender,
                    "at": reply.at,
                    "words": reply.words,
                    "line": reply.line,
                }
            )

    def _say(self, label: str, id_: str, line: int | None) -> None:
        self._writing.said_facts.append({"label": label, "id": id_, "line": line})


def reply_id(viewer: Viewer, *, about: str, mark: str) -> ReplyId:
    """The id of a message that answers something of the viewer's: one, whatever file brings it."""
    said = f"reply\0{viewer.user}\0{about}\0{mark}"
    return ReplyId(hashlib.blake2b(said.encode(), digest_size=16).hexdigest())


_Fact = tuple[PersonId, PersonId, str, str, date | None]


def _fact(actor: PersonId, other: PersonId, kind: str, label: str, since: date | None) -> _Fact:
    """What makes evidence of one source the same; for mutual kinds whoever is named first."""
    if Kind(kind).mutual:
        actor, other = pair_of(actor, other)
    return actor, other, kind, label, since


def _said(record: EvidenceRecord) -> Said:
    return Said(
        days=tuple(month.day for month in record.months),
        counts=tuple(month.count for month in record.months),
        until=record.until,
        weight=record.weight,
    )


def _evidence(fact: _Fact, said: Said) -> Evidence:
    actor, other, kind, _, since = fact
    return Evidence(
        actor=actor,
        other=other,
        kind=Kind(kind),
        months=tuple(
            Monthly(day=day, count=count) for day, count in zip(said.days, said.counts, strict=True)
        ),
        since=since,
        until=said.until,
        weight=said.weight,
    )


def joined_evidence(kind: str, said: Sequence[Said]) -> Said:
    """What several imports of one source say together, the latest last.

    Of a month the highest count; of a list of contacts the earliest day, as being listed again
    proves nothing new; of a period what was said last.
    """
    if not said[-1].days:
        return said[-1]
    if kind == Kind.CONTACT_LIST:
        return Said(days=(min(day for one in said for day in one.days),), counts=(1.0,))
    months: dict[tuple[int, int], tuple[date, float]] = {}
    for one in said:
        for day, count in zip(one.days, one.counts, strict=True):
            last, most = months.get((day.year, day.month), (day, count))
            months[day.year, day.month] = (max(last, day), max(most, count))
    return _monthly(months)


def _added(one: Said, other: Said) -> Said:
    """Two facts of one file that turn out to be about the same people."""
    if not one.days:
        return Said(until=other.until, weight=max(one.weight, other.weight))
    months: dict[tuple[int, int], tuple[date, float]] = {}
    for said in (one, other):
        for day, count in zip(said.days, said.counts, strict=True):
            last, sum_ = months.get((day.year, day.month), (day, 0.0))
            months[day.year, day.month] = (max(last, day), round(sum_ + count, 6))
    return _monthly(months)


def _monthly(months: Mapping[tuple[int, int], tuple[date, float]]) -> Said:
    ordered = sorted(months.values())
    return Said(days=tuple(day for day, _ in ordered), counts=tuple(count for _, count in ordered))


def _contact(key: Key) -> str:
    return f"{key.kind.value}:{key.value}"


def _name(records: Iterable[PersonRecord]) -> str:
    """The first name that is more than an address, else the first."""
    names = [record.name for record in records]
    return next((name for name in names if name_key(name)), names[0])


_REASONS = {
    Reason.SHARED_KEY: "both have {on}",
    Reason.NAME_AND_COMPANY: "same name at one company",
}


def _likeness(
    one: Candidate, names: Sequence[str], known: Mapping[PersonId, Acquaintance]
) -> Likeness:
    in_file = isinstance(one.other, int)
    other = names[one.other] if isinstance(one.other, int) else known[one.other].name
    return Likeness(
        name=names[one.person],
        other=other,
        other_id="" if in_file else str(one.other),
        because=_REASONS[one.reason].format(on=one.on),
    )
