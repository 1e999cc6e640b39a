"""Files in: preview, write, roll back.

A preview reads the whole file, writes nothing but itself, and is its owner's alone whatever its
target. Writing decides anew who is who, against the graph as it is then, and is one transaction:
a crash leaves the preview and no row of the batch. Writing or taking back a second time changes
nothing. One import is written at a time; the next waits.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from netgraph.domain.access import TEAM, Role, Viewer, Visibility
from netgraph.domain.evidence import Evidence
from netgraph.domain.ids import BatchId
from netgraph.domain.names import plain
from netgraph.domain.people import Channel
from netgraph.domain.replies import Awaited
from netgraph.errors import (
    Conflict,
    DatabaseDown,
    Forbidden,
    NotFound,
    Unavailable,
)
from netgraph.graph import imports as graph
from netgraph.graph.database import BULK_SECONDS, Database, Transaction
from netgraph.graph.import_undo import asserted_evidence
from netgraph.graph.imports import Batch, NewPreview, State, Writing
from netgraph.graph.people import contact_points
from netgraph.graph.ties import Pair, pair_of
from netgraph.imports import reading
from netgraph.imports.boards import Mapping as Columns
from netgraph.imports.reading import Peek
from netgraph.imports.records import BadRow, Format, LeftOut, Owner, Parsed
from netgraph.imports.source import plain_file
from netgraph.imports.staged import Staged, pieces, staged
from netgraph.services.import_plan import (
    LARGE,
    Likeness,
    Plan,
    Sampled,
    Tallied,
    plan,
    source_of,
)
from netgraph.services.import_rollback import Undoing, foreseen, take_back

__all__ = ["Batch", "Columns", "Imported", "Imports", "Peek", "Preview", "State", "Undoing"]

MOST_BATCHES = 200

_HASHED = 1 << 20
_TIES = 4000
_SET_OUT = 10_000
_LEFT = timedelta(hours=2)


class Progress(Protocol):
    """Told how far a step of long work has come."""

    def __call__(self, *, step: str, done: int, total: int) -> None:
        """`done` of `total` of a step, in units of its own."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a file says and what writing it would bring, as of the moment it was read.

    `imported_before` is when the very same file was last imported to the same place. Rows in
    error are asked for by `Imports.bad_rows`.
    """

    batch: Batch
    rows: int
    bad: int
    left_out: tuple[LeftOut, ...]
    tallied: Tallied
    sample: tuple[Sampled, ...]
    candidates: tuple[Likeness, ...]
    candidate_count: int
    imported_before: datetime | None
    undone: Undoing | None = None

    @property
    def format(self) -> Format:
        """What kind of file it is."""
        return Format(self.batch.format)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """An import that is written, and what it brought."""

    batch: Batch
    tallied: Tallied


@dataclass(frozen=True, slots=True, kw_only=True)
class _SetOut:
    """A plan whose people and evidence are in the graph, hidden, and whose turn it followed."""

    plan: Plan
    turn: int


class Imports:
    """Imports as each viewer sees them."""

    def __init__(
        self,
        database: Database,
        *,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
        phone_region: str,
        awaited: Callable[[Viewer], Sequence[Awaited]] = lambda _: (),
        large: int = LARGE,
    ) -> None:
        """`awaited` gives what a viewer asked, to find the answers in their mail.

        `large` is how much evidence one transaction may write or remove.
        """
        self._awaited = awaited
        self._database = database
        self._large = large
        self._now = now
        self._new_id = new_id
        self._phone_region = phone_region

    def addresses(self, viewer: Viewer) -> tuple[str, ...]:
        """The viewer's own e-mail addresses, by which mail of theirs is known as such."""
        held = contact_points(self._database, viewer, viewer.person)
        own = {one.point.value for one in held if one.point.channel is Channel.EMAIL}
        return tuple(sorted({viewer.email, *own}))

    def peek(self, file: Path, *, name: str) -> Peek:
        """What a file looks like, to ask for its columns; raises `UnreadableFile`."""
        return reading.peek(file, name=name)

    def preview(
        self,
        viewer: Viewer,
        file: Path,
        *,
        name: str,
        visibility: Visibility,
        columns: Columns | None = None,
        region: str | None = None,
        progress: Progress | None = None,
    ) -> Preview:
        """Reads a file and keeps what it says as a preview; nothing else is written.

        `columns` says what the columns of a table of seats mean; `region` is that of phone
        numbers without a country. Raises `UnreadableFile` when the whole cannot be used.
        """
        today = self._now().date()

        def told(done: int, total: int) -> None:
            if progress:
                progress(step="Reading", done=done, total=total)

        sha256 = _sha256(file)
        parsed = reading.read(
            file,
            name=name,
            owner=Owner(emails=self.addresses(viewer), region=region or self._phone_region),
            today=today,
            mapping=columns,
            awaited=partial(self._awaited, viewer),
            progress=told,
        )
        shown = plain(name) or "file"  # others read it, and it may hold what moves a terminal
        return self._keep(viewer, parsed, name=shown, sha256=sha256, visibility=visibility)

    def _keep(
        self,
        viewer: Viewer,
        parsed: Parsed,
        *,
        name: str,
        sha256: str,
        visibility: Visibility,
    ) -> Preview:
        batch, now = BatchId(self._new_id()), self._now()
        texts, first = pieces(parsed)
        target = viewer.scope_of(visibility)
        source = source_of(parsed.format, sha256=sha256)

        def work(tx: Transaction) -> None:
            made = plan(
                tx,
                Staged(
                    people=parsed.people,
                    evidence=parsed.evidence,
                    bad=parsed.bad,
                    replies=parsed.replies,
                ),
                viewer=viewer,
                target=target,
                batch=batch,
                source=source,
                today=now.date(),
            )
            before = graph.written_before(tx, sha256=sha256, scope=target)
            counts = {
                "rows": parsed.rows,
                "bad": len(parsed.bad),
                "bad_pieces": first,
                "left_out": [(one.reason, one.count) for one in parsed.left_out],
                "source": source,
                "before": before.isoformat() if before else None,
                **_shown(made),
            }
            graph.create_preview(
                tx,
                NewPreview(
                    id=batch,
                    viewer=viewer,
                    target=target,
                    format=parsed.format.value,
                    filename=name,
                    sha256=sha256,
                    counts=counts,
                    pieces=texts,
                    at=now,
                ),
            )

        self._database.in_transaction(work, called="preview_import", seconds=BULK_SECONDS)
        return self.show(viewer, batch)

    def show(self, viewer: Viewer, batch: BatchId) -> Preview:
        """An import with all that was counted; raises `NotFound`."""
        return _preview(self._seen(viewer, batch))

    def bad_rows(
        self, viewer: Viewer, batch: BatchId, *, skip: int = 0, limit: int | None = 100
    ) -> tuple[BadRow, ...]:
        """The rows in error of a viewer's own import, by line, from a place on."""
        seen = self._seen(viewer, batch)
        texts = graph.pieces_of(self._database, viewer, batch)
        rows = staged(texts[: seen.counts["bad_pieces"]]).bad
        return rows[skip:] if limit is None else rows[skip : skip + limit]

    def all(self, viewer: Viewer) -> tuple[Batch, ...]:
        """The imports that the viewer sees, newest first; others' previews are not among them."""
        return graph.batches(self._database, viewer, limit=MOST_BATCHES)

    def write(
        self,
        viewer: Viewer,
        batch: BatchId,
        *,
        keep_words: bool = False,
        progress: Progress | None = None,
    ) -> Imported:
        """Writes a preview of the viewer's own, all of it or nothing.

        The first lines of answers by mail are kept when the viewer wants them to be
        (`keep_words`), else only who answered what, and when.
        Written already, it stays as it is and is given again. Raises `NotFound`, and `Conflict`
        when somebody wrote the same contact data meanwhile.
        """
        told = _telling(progress)
        self._finish(told)
        set_out = self._set_out(viewer, batch, told)
        left: list[tuple[Pair, list[Evidence]]] = []

        def work(tx: Transaction) -> None:
            now = self._now()
            held = self._turn(tx, viewer, batch, now=now)
            left.clear()
            if held.state is State.WRITTEN:
                return
            if held.state is State.ROLLED_BACK:
                raise Conflict(
                    "This import was rolled back.", hint="Read the file again to import it anew."
                )
            if held.created_by != viewer.user:
                raise NotFound("There is no such import.", hint="Look at the list of imports.")
            target = viewer.scope_of(held.visibility)
            if set_out is None:
                told("Looking for people known already", 0, 1)
                made = self._plan(tx, viewer, held)
                rows = made.writing
            else:
                made = set_out.plan
                rows = replace(made.writing, people=[], evidence=[])
                shown = graph.reveal(tx, batch, scope=target)
                wanted = len(made.writing.people), len(made.writing.evidence)
                if shown != wanted or graph.turns(tx) != set_out.turn + 1:
                    raise Conflict(
                        "Something else was written meanwhile, so nothing was imported.",
                        hint="Import it again.",
                    )
                graph.mark_sweep(tx, batch, since=None)
            again = made.brings_nothing and graph.is_repeat(
                tx, batch, rows, viewer=viewer, scope=target
            )
            if again:  # one who says a thing twice says it once, and takes it back once
                rows = Writing()
            elif not keep_words:
                rows = replace(rows, replies=[{**row, "words": None} for row in rows.replies])
            graph.write(tx, batch, rows, viewer=viewer, scope=target, at=now, told=told)
            concerned = graph.absorb_private(tx, contacts=made.contacts, records=made.records)
            graph.refresh(
                tx,
                made.writing.pairs,
                scopes={target, *concerned},
                as_of=now.date(),
                told=told,
            )
            left[:] = sorted(made.writing.fresh.items()) if target == TEAM else []
            if len(left) > self._large:
                graph.mark_ties(tx, batch, pending=True)
            else:
                graph.derive_fresh(tx, left, as_of=now.date())
                left.clear()
            graph.drop_pieces(tx, batch, first=held.counts["bad_pieces"])
            graph.settle(
                tx,
                batch,
                state=State.WRITTEN,
                scope=target,
                counts={**held.counts, **_shown(made)},
                written_at=now,
            )

        self._in_one_piece(work, called="write_import")
        self._derive(batch, left, told)
        shown = self.show(viewer, batch)
        return Imported(batch=shown.batch, tallied=shown.tallied)

    def discard(self, viewer: Viewer, batch: BatchId) -> None:
        """Forgets a preview of the viewer's own; raises `NotFound` when there is none."""
        gone = self._database.in_transaction(
            lambda tx: graph.discard(tx, viewer, batch), called="discard_preview"
        )
        if gone:
            self._sweep(batch, _telling(None))
        if not gone:
            raise NotFound("There is no such preview.", hint="Look at the list of imports.")

    def may_roll_back(self, viewer: Viewer, batch: Batch) -> bool:
        """Whether the viewer may take an import back: their own, or as an administrator."""
        return batch.created_by == viewer.user or viewer.role is Role.ADMIN

    def what_goes(self, viewer: Viewer, batch: BatchId) -> Undoing:
        """What taking an import back would remove, and what stays; raises `NotFound`."""
        scope = viewer.scope_of(self._seen(viewer, batch).visibility)
        return self._database.in_transaction(
            lambda tx: foreseen(tx, viewer, batch, scope=scope),
            called="what_goes",
            seconds=BULK_SECONDS,
            reading=True,
        )

    def roll_back(
        self, viewer: Viewer, batch: BatchId, *, progress: Progress | None = None
    ) -> Preview:
        """Takes a written import back: what nobody else asserts goes, all of it or nothing.

        Rolled back already, it stays so. Raises `NotFound`, `Forbidden`, and `Conflict` for a
        preview.
        """
        told = _telling(progress)

        def work(tx: Transaction) -> None:
            now = self._now()
            held = self._turn(tx, viewer, batch, now=now)
            if held.state is State.ROLLED_BACK:
                return
            if held.state is State.PREVIEW:
                raise Conflict("This import is not written yet.", hint="Discard the preview.")
            if not self.may_roll_back(viewer, held):
                raise Forbidden(
                    f"This import is {held.who}'s.",
                    hint="They or an administrator can roll it back.",
                )
            scope = viewer.scope_of(held.visibility)
            undone = take_back(
                tx, viewer, batch, scope=scope, now=now, large=self._large, told=told
            )
            graph.settle(
                tx,
                batch,
                state=State.ROLLED_BACK,
                scope=scope,
                counts={**held.counts, "undone": asdict(undone)},
            )

        self._finish(told)
        self._in_one_piece(work, called="roll_back_import")
        self._finish(told)
        return self.show(viewer, batch)

    def _plan(self, tx: Transaction, viewer: Viewer, held: Batch) -> Plan:
        """What a preview means in the graph as it is now."""
        return plan(
            tx,
            staged(graph.pieces_of(tx, viewer, held.id)),
            viewer=viewer,
            target=viewer.scope_of(held.visibility),
            batch=held.id,
            source=held.counts["source"],
            today=self._now().date(),
        )

    def _set_out(self, viewer: Viewer, batch: BatchId, told: graph.Steps) -> "_SetOut | None":
        """Writes the bulk of a large preview in blocks that nobody sees yet.

        One transaction then shows it; until that, or for good when it does not come to that,
        the rows are in a scope that no viewer has.
        """
        held = graph.batch(self._database, viewer, batch)
        large = held is not None and held.counts["tallied"]["new_evidence"] > self._large
        if held is None or not large or held.state is not State.PREVIEW:
            return None
        if held.created_by != viewer.user:
            return None
        now = self._now()
        self._sweep(batch, told)
        self._database.in_transaction(
            partial(graph.mark_sweep, id_=batch, since=now), called="mark_sweep"
        )
        told("Looking for people known already", 0, 1)
        turn, made = self._database.in_transaction(
            lambda tx: (graph.turns(tx), self._plan(tx, viewer, held)),
            called="plan_import",
            seconds=BULK_SECONDS,
            reading=True,
        )
        bulk = made.writing
        whole = len(bulk.people) + len(bulk.evidence)
        blocks = [Writing(people=rows) for rows in graph.blocks(bulk.people, size=_SET_OUT)]
        blocks += [
            Writing(evidence=rows, source=bulk.source)
            for rows in graph.blocks(bulk.evidence, size=_SET_OUT)
        ]
        for number, rows in enumerate(blocks):
            self._database.in_transaction(
                partial(
                    graph.write,
                    id_=batch,
                    writing=rows,
                    viewer=viewer,
                    scope=graph.hidden_scope(batch),
                    at=now,
                    told=_telling(None),
                ),
                called="set_out_import",
                seconds=BULK_SECONDS,
            )
            told("Setting out people and evidence", min((number + 1) * _SET_OUT, whole), whole)
        return _SetOut(plan=made, turn=turn)

    def _sweep(self, batch: BatchId, told: graph.Steps) -> None:
        """Removes what an import has left hidden."""
        gone = 0
        while done := self._database.in_transaction(
            partial(graph.sweep_some, id_=batch), called="sweep_import", seconds=BULK_SECONDS
        ):
            gone += done
            told("Clearing up", gone, 0)

    def _in_one_piece(self, work: Callable[[Transaction], None], *, called: str) -> None:
        try:
            self._database.in_transaction(work, called=called, seconds=BULK_SECONDS)
        except DatabaseDown as error:
            if "MemoryPool" not in str(error.__cause__):
                raise
            raise Unavailable(
                "This is more than the database can take in one piece; nothing was changed.",
                hint="Give it more memory (NETGRAPH_NEO4J_HEAP, such as 3g), or split the file.",
            ) from error

    def _derive(
        self, batch: BatchId, left: Sequence[tuple[Pair, list[Evidence]]], told: graph.Steps
    ) -> None:
        """The ties of a large import, after the facts from which they follow."""
        if not left:
            return
        today = self._now().date()
        for start in range(0, len(left), _TIES):
            told("Deriving ties", start, len(left))
            block = left[start : start + _TIES]
            self._database.in_transaction(
                partial(graph.derive_fresh, fresh=block, as_of=today),
                called="derive_ties",
                seconds=BULK_SECONDS,
            )
        self._database.in_transaction(
            partial(graph.mark_ties, id_=batch, pending=False), called="mark_ties"
        )

    def _finish(self, told: graph.Steps) -> None:
        """Ends what a crash cut off: rows that nobody sees go, and ties are derived."""
        today = self._now().date()
        for one in graph.unfinished(self._database, before=self._now() - _LEFT):
            self._sweep(one.id, told)
            self._database.in_transaction(
                partial(graph.mark_sweep, id_=one.id, since=None), called="mark_sweep"
            )
            asserted = asserted_evidence(self._database, one.id) if one.ties else ()
            pairs = sorted({pair_of(fact.actor, fact.other) for fact in asserted})
            for start in range(0, len(pairs), _TIES):
                told("Deriving ties", start, len(pairs))
                block = pairs[start : start + _TIES]
                self._database.in_transaction(
                    partial(graph.refresh, pairs=block, scopes=(TEAM,), as_of=today, told=told),
                    called="derive_ties",
                    seconds=BULK_SECONDS,
                )
            self._database.in_transaction(
                partial(graph.mark_ties, id_=one.id, pending=False), called="mark_ties"
            )

    def _seen(self, viewer: Viewer, batch: BatchId) -> Batch:
        found = graph.batch(self._database, viewer, batch)
        if found is None:
            raise NotFound("There is no such import.", hint="Look at the list of imports.")
        return found

    def _turn(self, tx: Transaction, viewer: Viewer, batch: BatchId, *, now: datetime) -> Batch:
        found = graph.take_turn(tx, viewer, batch, at=now)
        if found is None:
            raise NotFound("There is no such import.", hint="Look at the list of imports.")
        return found


def _telling(progress: Progress | None) -> graph.Steps:
    def told(step: str, done: int, total: int) -> None:
        if progress:
            progress(step=step, done=done, total=total)

    return told


def _sha256(file: Path) -> str:
    digest = hashlib.sha256()
    with plain_file(file) as stream:
        while data := stream.read(_HASHED):
            digest.update(data)
    return digest.hexdigest()


def _shown(made: Plan) -> Mapping[str, object]:
    return {
        "tallied": asdict(made.tallied),
        "sample": [asdict(one) for one in made.sample],
        "candidates": [asdict(one) for one in made.candidates],
        "candidate_count": made.candidate_count,
    }


def _preview(batch: Batch) -> Preview:
    counts: Mapping[str, Any] = batch.counts
    return Preview(
        batch=batch,
        rows=counts["rows"],
        bad=counts["bad"],
        left_out=tuple(LeftOut(reason=reason, count=n) for reason, n in counts["left_out"]),
        tallied=Tallied(**counts["tallied"]),
        sample=tuple(Sampled(**one) for one in counts["sample"]),
        candidates=tuple(Likeness(**one) for one in counts["candidates"]),
        candidate_count=counts["candidate_count"],
        imported_before=datetime.fromisoformat(counts["before"]) if counts["before"] else None,
        undone=Undoing(**counts["undone"]) if "undone" in counts else None,
    )
