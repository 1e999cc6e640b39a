"""Records as JSON text and back: how a preview keeps what was read of a file.

A preview lives in the graph, so that it survives a restart and can be written without the file.
The text is cut into pieces of bounded size, each complete in itself. Rows in error come first,
as they are what remains to be shown when the rest has been written.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from netgraph.domain.evidence import Kind, Monthly
from netgraph.domain.replies import Matter, Writer
from netgraph.imports.records import (
    BadRow,
    EmploymentRecord,
    EvidenceRecord,
    Key,
    KeyKind,
    Parsed,
    PersonRecord,
)
from netgraph.imports.replies import ReplyRecord

T = TypeVar("T")

_PIECE = 2000  # records


@dataclass(frozen=True, slots=True, kw_only=True)
class Staged:
    """What a preview keeps of a file."""

    people: tuple[PersonRecord, ...]
    evidence: tuple[EvidenceRecord, ...]
    bad: tuple[BadRow, ...]
    replies: tuple[ReplyRecord, ...] = ()


def pieces(parsed: Parsed) -> tuple[tuple[str, ...], int]:
    """The texts that keep a file's records in order, and how many of them are rows in error."""
    bad = [_text("bad", map(_bad, part)) for part in _parts(parsed.bad)]
    rest = [_text("people", map(_person, part)) for part in _parts(parsed.people)]
    rest += [_text("evidence", map(_evidence, part)) for part in _parts(parsed.evidence)]
    rest += [_text("replies", map(_reply, part)) for part in _parts(parsed.replies)]
    return (*bad, *rest), len(bad)


def staged(texts: Iterable[str]) -> Staged:
    """The records that these texts keep."""
    people: list[PersonRecord] = []
    evidence: list[EvidenceRecord] = []
    bad: list[BadRow] = []
    replies: list[ReplyRecord] = []
    for text in texts:
        match json.loads(text):
            case {"people": rows}:
                people.extend(map(_to_person, rows))
            case {"evidence": rows}:
                evidence.extend(map(_to_evidence, rows))
            case {"replies": rows}:
                replies.extend(map(_to_reply, rows))
            case {"bad": rows}:
                bad.extend(
                    BadRow(line=line, reason=reason, text=said) for line, reason, said in rows
                )
    return Staged(
        people=tuple(people), evidence=tuple(evidence), bad=tuple(bad), replies=tuple(replies)
    )


def _parts(records: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(records), _PIECE):
        yield records[start : start + _PIECE]


def _text(what: str, rows: Iterable[object]) -> str:
    return json.dumps({what: list(rows)}, ensure_ascii=False, separators=(",", ":"))


def _bad(row: BadRow) -> object:
    return row.line, row.reason, row.text


def _person(record: PersonRecord) -> object:
    kept: dict[str, object] = {
        "line": record.line,
        "name": record.name,
        "keys": [(key.kind.value, key.value) for key in record.keys],
        "title": record.title,
        "company": record.company,
        "urls": record.urls,
        "note": record.note,
        "jobs": [
            (job.company, job.title, _iso(job.start), _iso(job.end)) for job in record.employments
        ],
    }
    return {name: value for name, value in kept.items() if value}


def _to_person(row: dict[str, Any]) -> PersonRecord:
    keys = tuple(Key(KeyKind(kind), value) for kind, value in row["keys"])
    return PersonRecord(
        line=row["line"],
        name=row["name"],
        keys=keys,
        title=row.get("title", ""),
        company=row.get("company", ""),
        emails=tuple(key.value for key in keys if key.kind is KeyKind.EMAIL),
        phones=tuple(key.value for key in keys if key.kind is KeyKind.PHONE),
        urls=tuple(row.get("urls", ())),
        note=row.get("note", ""),
        employments=tuple(
            EmploymentRecord(company=company, title=title, start=_day(start), end=_day(end))
            for company, title, start, end in row.get("jobs", ())
        ),
    )


def _evidence(fact: EvidenceRecord) -> object:
    months = [(month.day.isoformat(), month.count) for month in fact.months]
    kept: list[object] = [fact.actor, fact.other, fact.kind.value, months]
    if fact.since is not None:
        kept += [_iso(fact.since), _iso(fact.until), fact.weight, fact.about]
    return kept


def _to_evidence(row: Sequence[Any]) -> EvidenceRecord:
    actor, other, kind, months, *period = row
    since, until, weight, about = period or (None, None, 1.0, "")
    return EvidenceRecord(
        actor=actor,
        other=other,
        kind=Kind(kind),
        months=tuple(Monthly(day=date.fromisoformat(day), count=count) for day, count in months),
        since=_day(since),
        until=_day(until),
        weight=weight,
        about=about,
    )


def _reply(reply: ReplyRecord) -> object:
    told = (reply.about, reply.matter.value, reply.writer.value, reply.sender)
    return reply.line, *told, reply.at.isoformat(), reply.mark, reply.words


def _to_reply(row: Sequence[Any]) -> ReplyRecord:
    line, about, matter, writer, sender, at, mark, words = row
    return ReplyRecord(
        line=line,
        about=about,
        matter=Matter(matter),
        writer=Writer(writer),
        sender=sender,
        at=datetime.fromisoformat(at),
        mark=mark,
        words=words,
    )


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
