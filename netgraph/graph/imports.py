"""Imports in the graph: previews, the facts that a batch asserts, and taking these back.

A fact has one node in its scope however many batches assert it; on the `ASSERTS` of a batch
that knows evidence otherwise than the node says stands what it says itself, so that the node
can be derived anew from those that remain. Rows go in blocks of at most `BLOCK`, all of them in
the caller's transaction. One import or roll-back runs at a time (`take_turn`).
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from netgraph.domain.access import TEAM, Scope, Viewer, Visibility
from netgraph.domain.evidence import Evidence
from netgraph.domain.ids import BatchId, PersonId, UserId
from netgraph.domain.names import name_key
from netgraph.graph.database import Row, Statements
from netgraph.graph.ties import Pair, PairEvidence, derive_ties, refresh_ties, revisions

T = TypeVar("T")
Map = Mapping[str, object]
Steps = Callable[[str, int, int], None]
"""Told how far a step has come: its words, what is done, what there is to do."""

BLOCK = 2000
_TURNS = Scope("imports")


class State(StrEnum):
    """How far an import has come."""

    PREVIEW = "preview"
    WRITTEN = "written"
    ROLLED_BACK = "rolled_back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """One import: what was counted is in `counts`, by the words of the service."""

    id: BatchId
    state: State
    format: str
    filename: str
    visibility: Visibility
    counts: Mapping[str, Any]
    created_at: datetime
    created_by: UserId
    who: str
    written_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPreview:
    """A preview to be kept; `pieces` are the records as text."""

    id: BatchId
    viewer: Viewer
    target: Scope
    format: str
    filename: str
    sha256: str
    counts: Mapping[str, Any]
    pieces: Sequence[str]
    at: datetime


def create_preview(on: Statements, new: NewPreview) -> None:
    """Keeps a preview for its owner alone."""
    on.write(
        "create_preview",
        id=new.id,
        scope=new.viewer.private,
        target_scope=new.target,
        format=new.format,
        filename=new.filename,
        sha256=new.sha256,
        counts=json.dumps(new.counts, ensure_ascii=False),
        user=new.viewer.user,
        at=new.at,
    )
    rows = [{"id": f"{new.id}:{n}", "n": n, "body": body} for n, body in enumerate(new.pieces)]
    for block in blocks(rows, size=_CHUNKS):
        on.write("stage_chunks", batch=new.id, rows=block, scope=new.viewer.private)


def pieces_of(on: Statements, viewer: Viewer, batch: BatchId) -> tuple[str, ...]:
    """The records of a viewer's own import, as text, in order."""
    rows = on.read("staged_chunks", batch=batch, scope=viewer.private)
    return tuple(row["body"] for row in rows)


def batch(on: Statements, viewer: Viewer, id_: BatchId) -> Batch | None:
    """One import, if the viewer sees it."""
    rows = on.read("batch_by_id", id=id_, scopes=list(viewer.scopes))
    return _batch(rows[0]) if rows else None


def batches(on: Statements, viewer: Viewer, *, limit: int) -> tuple[Batch, ...]:
    """The imports that the viewer sees, newest first."""
    rows = on.read("batches", scopes=list(viewer.scopes), limit=limit)
    return tuple(map(_batch, rows))


def written_before(on: Statements, *, sha256: str, scope: Scope) -> datetime | None:
    """When the very same file was last imported into a scope and not rolled back."""
    rows = on.read("batches_of_file", sha256=sha256, scope=scope)
    return rows[0]["written_at"] if rows else None


def is_repeat(
    on: Statements, id_: BatchId, writing: "Writing", *, viewer: Viewer, scope: Scope
) -> bool:
    """Whether one earlier import of the same file by the viewer asserts all of this already."""
    said = (writing.said_people, writing.said_facts, writing.more_evidence, writing.records)
    wanted = {row["id"] for rows in said for row in rows}
    earlier = on.read("asserted_by_the_same_file", id=id_, user=viewer.user, scope=scope)
    return any(wanted <= set(row["asserted"]) for row in earlier)


def take_turn(on: Statements, viewer: Viewer, id_: BatchId, *, at: datetime) -> Batch | None:
    """Waits for other imports to end and gives this one as it is then, locked; None if unseen."""
    on.write("raise_revision", scope=_TURNS)
    on.write("lock_batch", id=id_, scopes=list(viewer.scopes), at=at)
    return batch(on, viewer, id_)


def settle(
    on: Statements,
    id_: BatchId,
    *,
    state: State,
    scope: Scope,
    counts: Mapping[str, Any],
    written_at: datetime | None = None,
) -> None:
    """Says that an import is written or rolled back, and what was counted."""
    on.write(
        "settle_batch",
        id=id_,
        state=state.value,
        scope=scope,
        counts=json.dumps(counts, ensure_ascii=False),
        written_at=written_at,
    )


def drop_pieces(on: Statements, id_: BatchId, *, first: int) -> None:
    """Forgets the records of an import, from a place on."""
    on.write("drop_chunks", batch=id_, first=first)


def discard(on: Statements, viewer: Viewer, id_: BatchId) -> bool:
    """Forgets a preview of the viewer's own; whether there was one."""
    return bool(on.write("discard_preview", id=id_, user=viewer.user)[0]["gone"])


# ---------------------------------------------------------------------------------------------
# What is known already


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldKey:
    """Whose a key is; `point` is the contact point's id, empty for a record key."""

    key: str
    person: PersonId
    scope: Scope
    point: str = ""


def contact_holders(
    on: Statements, keys: Iterable[str], *, scopes: Sequence[Scope]
) -> tuple[HeldKey, ...]:
    """Who has contact points (`channel:value`), the team's before private ones."""
    return tuple(
        HeldKey(key=row["key"], person=row["person"], scope=row["scope"], point=row["id"])
        for row in read_blocks(on, "known_by_contact", "keys", keys, scopes=list(scopes))
    )


def record_holders(
    on: Statements, keys: Iterable[str], *, scopes: Sequence[Scope]
) -> tuple[HeldKey, ...]:
    """Whom record keys stand for, the team's before private ones."""
    return tuple(
        HeldKey(key=row["key"], person=row["person"], scope=row["scope"])
        for row in read_blocks(on, "known_by_record", "keys", keys, scopes=list(scopes))
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Acquaintance:
    """A person of the graph as an import needs them."""

    id: PersonId
    name: str
    scope: Scope
    company: str


def acquaintances(
    on: Statements, ids: Iterable[PersonId], *, scopes: Sequence[Scope], today: date
) -> Mapping[PersonId, Acquaintance]:
    """The people whom the scopes show, by id."""
    rows = read_blocks(on, "people_known", "ids", ids, scopes=list(scopes), today=today)
    return {
        row["id"]: Acquaintance(
            id=row["id"], name=row["name"], scope=row["scope"], company=row["company"] or ""
        )
        for row in rows
    }


def namesakes(
    on: Statements, names: Iterable[str], *, scopes: Sequence[Scope]
) -> tuple[PersonId, ...]:
    """People with one of the names (as compared) whom the scopes show."""
    rows = read_blocks(on, "people_of_names", "names", names, scopes=list(scopes))
    return tuple(row["id"] for row in rows)


def company_ids(
    on: Statements, keys: Iterable[str], *, scopes: Sequence[Scope]
) -> Mapping[str, str]:
    """The company of each key, the team's before a private one."""
    found: dict[str, str] = {}
    for row in read_blocks(on, "companies_of_keys", "keys", keys, scopes=list(scopes)):
        found.setdefault(row["key"], row["id"])
    return found


Job = tuple[str, str, str, date | None, date | None]
"""Person and company by id, title in lower case, first and last day."""


def jobs(on: Statements, people: Iterable[PersonId], *, scope: Scope) -> Mapping[Job, str]:
    """The jobs of people in one scope, and their ids."""
    found: dict[Job, str] = {}
    for row in read_blocks(on, "jobs_of_people", "ids", people, scope=scope):
        job = (row["person"], row["company"], (row["title"] or "").casefold())
        found.setdefault((*job, row["started"], row["ended"]), row["id"])
    return found


def notes(
    on: Statements, people: Iterable[PersonId], *, scope: Scope
) -> Mapping[tuple[PersonId, str], str]:
    """The ids of notes in one scope by person and text."""
    rows = read_blocks(on, "notes_of_people", "ids", people, scope=scope)
    return {(row["person"], row["text"]): row["id"] for row in rows}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is said of evidence: the part that sources of one kind can say differently."""

    days: tuple[date, ...] = ()
    counts: tuple[float, ...] = ()
    until: date | None = None
    weight: float = 1.0

    @property
    def row(self) -> dict[str, object]:
        """As the properties of a node or relationship."""
        return {
            "days": list(self.days) or None,
            "counts": list(self.counts) or None,
            "until": self.until,
            "weight": self.weight,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldEvidence:
    """Evidence of one source that the graph has."""

    id: str
    actor: PersonId
    other: PersonId
    kind: str
    label: str
    since: date | None
    said: Said


def evidence_of_source(
    on: Statements, people: Iterable[PersonId], *, source: str, scope: Scope
) -> tuple[HeldEvidence, ...]:
    """What a source has said so far of what these people did."""
    return tuple(
        HeldEvidence(
            id=row["id"],
            actor=row["actor"],
            other=row["other"],
            kind=row["kind"],
            label=row["label"] or "",
            since=row["since"],
            said=said_in(row),
        )
        for row in read_blocks(on, "evidence_of_source", "ids", people, source=source, scope=scope)
    )


def said_in(row: Row) -> Said:
    """What a row with the properties of evidence says."""
    return Said(
        days=tuple(row["days"] or ()),
        counts=tuple(row["counts"] or ()),
        until=row["until"],
        weight=row["weight"] or 1.0,
    )


# ---------------------------------------------------------------------------------------------
# Writing


@dataclass(slots=True, kw_only=True)
class Writing:
    """Every row that a batch writes, in the words of `imports.cypher`.

    `pairs` are people known already between whom evidence changes; `fresh` is the evidence of
    pairs with somebody new in them.
    """

    people: list[Map] = field(default_factory=list)
    said_people: list[Map] = field(default_factory=list)
    names: list[Map] = field(default_factory=list)
    points: list[Map] = field(default_factory=list)
    records: list[Map] = field(default_factory=list)
    companies: list[Map] = field(default_factory=list)
    jobs: list[Map] = field(default_factory=list)
    notes: list[Map] = field(default_factory=list)
    replies: list[Map] = field(default_factory=list)
    evidence: list[Map] = field(default_factory=list)
    more_evidence: list[Map] = field(default_factory=list)
    said_facts: list[Map] = field(default_factory=list)
    pairs: set[Pair] = field(default_factory=set)
    fresh: dict[Pair, list[Evidence]] = field(default_factory=dict)
    source: str = ""


def write(
    on: Statements,
    id_: BatchId,
    writing: Writing,
    *,
    viewer: Viewer,
    scope: Scope,
    at: datetime,
    told: Steps,
) -> None:
    """Writes all rows as asserted by the batch; ties are left to `refresh`."""
    said = {"batch": id_}
    here = {"scope": scope}
    own = {"scope": viewer.private, "user": viewer.user}
    steps: tuple[tuple[str, str, list[Map], dict[str, object]], ...] = (
        ("people", "import_people", writing.people, {**said, **here, "at": at}),
        ("people", "assert_people", writing.said_people, {**said}),
        ("people", "name_people", writing.names, {}),
        ("contact data", "import_contact_points", writing.points, {**said, **here}),
        ("contact data", "import_record_keys", writing.records, {**said, **here}),
        ("jobs", "import_companies", writing.companies, {**here}),
        ("jobs", "import_jobs", writing.jobs, {**said, **here}),
        ("notes", "import_notes", writing.notes, {**said, **own, "at": at}),
        ("answers", "import_replies", writing.replies, {**said, **own, "at": at}),
        (
            "evidence",
            "import_evidence",
            writing.evidence,
            {**said, **here, "source": writing.source},
        ),
        ("evidence", "import_more_evidence", writing.more_evidence, {**said}),
        ("evidence", "assert_facts", writing.said_facts, {**said}),
    )
    total = sum(len(rows) for _, _, rows, _ in steps)
    done = 0
    for words, query, rows, params in steps:
        for block in blocks(rows):
            on.write(query, rows=block, **params)
            done += len(block)
            told(f"Writing {words}", done, total)


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    """Somebody of whom the team has just learnt a key; `name_key` for keys that people share."""

    person: PersonId
    name_key: str = ""
    shared: bool = False


def absorb_private(
    on: Statements, *, contacts: Mapping[str, Learnt], records: Mapping[str, Learnt]
) -> frozenset[Scope]:
    """Makes the team's people of those whom users held privately under the same keys.

    Under a key that several people may have (a phone number), only who has the same name. Their
    facts keep their scope. Gives the scopes of the users concerned, whose ties changed.
    """
    rows: list[Row] = []
    for block in blocks(list(contacts)):
        rows += on.read("private_holders", contacts=block, records=[])
    for block in blocks(list(records)):
        rows += on.read("private_holders", contacts=[], records=block)
    kept = {**records, **contacts}
    found: dict[PersonId, tuple[PersonId, Scope]] = {}
    for row in rows:
        learnt = kept[row["key"]]
        if not learnt.shared or learnt.name_key == (row["name_key"] or ""):
            found.setdefault(row["id"], (learnt.person, row["scope"]))
    pairs: list[Map] = [{"gone": gone, "kept": into} for gone, (into, _) in sorted(found.items())]
    for pairs_block in blocks(pairs, size=_JOINED):
        on.write("absorb_people", rows=pairs_block)
    if pairs:
        on.write("rename_absorbed", ids={gone: into for gone, (into, _) in found.items()})
    return frozenset(scope for _, scope in found.values())


def refresh(
    on: Statements, pairs: Iterable[Pair], *, scopes: Iterable[Scope], as_of: date, told: Steps
) -> None:
    """Derives the ties of the pairs anew, block by block, and raises the revisions.

    Readers are told to read everything of these scopes again, as an import changes more pairs
    than these: those with somebody new, and those that are private.
    """
    changed = sorted(set(scopes))
    known = sorted(set(pairs)) if TEAM in changed else []
    refresh_ties(on, known[:BLOCK], scopes=changed, as_of=as_of)
    for start in range(BLOCK, len(known), BLOCK):
        told("Deriving ties", start, len(known))
        refresh_ties(on, known[start : start + BLOCK], scopes=(TEAM,), as_of=as_of)
    for scope in changed:
        on.write("tell_changed_pairs", scope=scope, pairs=None)


def derive_fresh(
    on: Statements, fresh: Iterable[tuple[Pair, Sequence[Evidence]]], *, as_of: date
) -> None:
    """Derives the ties of pairs of whom nothing was known before this evidence."""
    known = [PairEvidence(pair=pair, facts=tuple(facts)) for pair, facts in fresh]
    derive_ties(on, known, as_of=as_of)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfinished:
    """An import that a crash cut off; `ties` remain to be derived, or hidden rows to go."""

    id: BatchId
    ties: bool


def unfinished(on: Statements, *, before: datetime) -> tuple[Unfinished, ...]:
    """Imports cut off after their facts were written, or set out before a moment and left."""
    rows = on.read("unfinished_batches", before=before)
    return tuple(Unfinished(id=BatchId(row["id"]), ties=row["ties"]) for row in rows)


def turns(on: Statements) -> int:
    """How many imports and roll-backs had their turn so far."""
    return revisions(on, scopes=(_TURNS,))[_TURNS]


def hidden_scope(id_: BatchId) -> Scope:
    """The scope of rows of an import that nobody sees, as no viewer has it."""
    return Scope(f"import:{id_}")


def mark_sweep(on: Statements, id_: BatchId, *, since: datetime | None) -> None:
    """Remembers that an import has hidden rows; None when it has none any more."""
    on.write("mark_sweep", id=id_, since=since)


def reveal(on: Statements, id_: BatchId, *, scope: Scope) -> tuple[int, int]:
    """Shows what was set out hidden, and gives how many people and pieces of evidence."""
    hidden = hidden_scope(id_)
    people = on.write("reveal_people", hidden=hidden, scope=scope)[0]["people"]
    return people, on.write("reveal_evidence", hidden=hidden, scope=scope)[0]["facts"]


def sweep_some(on: Statements, id_: BatchId) -> int:
    """Removes a block of hidden rows of an import and gives how many they were."""
    hidden = hidden_scope(id_)
    gone = on.write("sweep_evidence", hidden=hidden, limit=2 * BLOCK)[0]["gone"]
    return int(gone or on.write("sweep_people", hidden=hidden, limit=2 * BLOCK)[0]["gone"])


def mark_ties(on: Statements, id_: BatchId, *, pending: bool) -> None:
    """Remembers whether ties of an import remain to be derived."""
    on.write("mark_ties", id=id_, pending=pending)


def best_name(names: Iterable[str]) -> str:
    """The first name that is more than an address, else the first; empty of none."""
    given = list(names)
    return next((name for name in given if name_key(name)), given[0] if given else "")


def blocks(rows: Sequence[T], *, size: int = BLOCK) -> Iterator[list[T]]:
    """The rows in order, at most so many at a time."""
    for start in range(0, len(rows), size):
        yield list(rows[start : start + size])


def read_blocks(
    on: Statements, query: str, param: str, values: Iterable[object], **params: object
) -> Iterator[Row]:
    """The rows of a query that takes a list, asked for block by block, each value once."""
    for block in blocks(list(dict.fromkeys(values))):
        yield from on.read(query, **{param: block}, **params)


def _batch(row: Row) -> Batch:
    return Batch(
        id=BatchId(row["id"]),
        state=State(row["state"]),
        format=row["format"],
        filename=row["filename"],
        visibility=Visibility.TEAM if row["target_scope"] == TEAM else Visibility.PRIVATE,
        counts=json.loads(row["counts"]),
        created_at=row["created_at"],
        created_by=UserId(row["created_by"]),
        who=row["who"] or "",
        written_at=row["written_at"],
    )


_CHUNKS = 8
_JOINED = 100
