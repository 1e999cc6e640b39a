"""`netgraph import` and `netgraph imports`: files in, and back out again.

Each file is read into a preview, shown, and written when the answer is yes. A file that cannot
be used does not keep the others from being read; the exit code says that there was one.
"""

import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import click
from rich.table import Column, Table

from netgraph.cli.frame import (
    Stopped,
    agreed,
    as_option,
    counted,
    err,
    graph,
    json_option,
    out,
    say_json,
    told_progress,
    viewer_of,
)
from netgraph.config import phone_region as known_region
from netgraph.domain.access import Viewer, Visibility
from netgraph.domain.ids import BatchId
from netgraph.errors import InvalidInput, UnreadableFile
from netgraph.services.imports import Batch, Columns, Preview, State, Undoing
from netgraph.wiring import Netgraph

_SHOWN = 10
_BAD_SHOWN = 20


words_option = click.option(
    "--keep-words",
    is_flag=True,
    help="Keep the first lines of mail that answers what you asked, and not only who and when.",
)


@click.command("import")
@click.argument("files", metavar="FILE…", nargs=-1, required=True)
@as_option
@click.option(
    "--team",
    "visibility",
    flag_value=Visibility.TEAM.value,
    help="Everybody in the team sees what the files say.",
)
@click.option(
    "--private",
    "visibility",
    flag_value=Visibility.PRIVATE.value,
    help="Only you see it; so it is when neither is given, unless your settings say else.",
)
@click.option("--yes", is_flag=True, help="Write without asking.")
@click.option(
    "--map",
    "mapped",
    metavar="FIELD=COLUMN,…",
    help="What the columns of a table of seats mean, e.g. person=director,company=company,"
    "year=year; fields are person, company, year or from and to, and role.",
)
@click.option(
    "--same",
    "same",
    metavar="COLUMN,…",
    help="The columns that make a person the same within that table; their name if not given.",
)
@click.option(
    "--source",
    default="",
    help="Where a table of seats comes from: tables of one source share their people.",
)
@click.option("--phone-region", "region", help="The country of numbers without one, e.g. DE.")
@words_option
@json_option
def import_files(  # noqa: PLR0917 # click passes by name
    files: tuple[str, ...],
    email: str | None,
    visibility: str | None,
    mapped: str | None,
    same: str | None,
    source: str,
    region: str | None,
    *,
    yes: bool,
    keep_words: bool,
    as_json: bool,
) -> None:
    """Bring contacts, mail headers and board seats from each FILE; "-" is standard input.

    Each file is previewed and written when you say yes. `netgraph imports rollback` takes an
    import back. Reads LinkedIn's Connections.csv, Google Contacts CSV, vCards, mbox and .eml
    mail, tables of message headers, and tables of seats. Mail that answers what you asked of
    somebody is put with it, for you alone.
    """
    columns = _columns(mapped, same, source)
    if region:
        region = known_region(region, named="--phone-region")
    refused = 0
    with graph() as netgraph:
        viewer = viewer_of(netgraph, email)
        account = netgraph.accounts.by_id(viewer.user)
        default = account.import_default if account else Visibility.PRIVATE
        chosen = Visibility(visibility) if visibility else default
        for file in files:
            try:
                with _at_hand(file) as (path, name):
                    preview = _read(
                        netgraph, viewer, path, name, chosen, columns=columns, region=region
                    )
            except UnreadableFile as refusal:
                refused += 1
                _refuse(file, refusal, as_json=as_json)
                continue
            _go_on(netgraph, viewer, preview, yes=yes, keep_words=keep_words, as_json=as_json)
    if refused:
        raise InvalidInput(
            "One file could not be used." if refused == 1 else f"{refused} files could not be used."
        )


def _read(
    netgraph: Netgraph,
    viewer: Viewer,
    path: Path,
    name: str,
    visibility: Visibility,
    *,
    columns: Columns | None,
    region: str | None,
) -> Preview:
    if columns is None:
        columns = netgraph.imports.peek(path, name=name).suggested
    with told_progress() as progress:
        return netgraph.imports.preview(
            viewer,
            path,
            name=name,
            visibility=visibility,
            columns=columns,
            region=region,
            progress=progress,
        )


def _go_on(
    netgraph: Netgraph,
    viewer: Viewer,
    preview: Preview,
    *,
    yes: bool,
    keep_words: bool,
    as_json: bool,
) -> None:
    """Shows a preview and writes it when that is wanted; else it waits, or is discarded."""
    batch = preview.batch.id
    if as_json:
        _say_as_json(netgraph, viewer, preview)
    else:
        _say(netgraph, viewer, preview)
    if not yes:
        if as_json:
            err.print(
                f"Kept as a preview: netgraph imports write {batch}, or discard {batch}. "
                "With --yes it is written at once.",
                markup=False,
            )
            return
        if not _agreed(netgraph, viewer, batch):
            netgraph.imports.discard(viewer, batch)
            out.print("Nothing was written.")
            return
    begun = time.monotonic()
    with _stopping_is_told(viewer, batch), told_progress() as progress:
        done = netgraph.imports.write(viewer, batch, keep_words=keep_words, progress=progress)
    seconds = time.monotonic() - begun
    if as_json:
        say_json({"batch": batch, "state": done.batch.state, "seconds": round(seconds, 3)})
        return
    said = done.tallied
    rate = f"{counted(round(preview.rows / seconds), 'row', 'rows')} a second" if seconds else ""
    out.print(
        f"Written in {seconds:.1f} s ({rate}): {counted(said.new_people, *_PEOPLE)}, "
        f"{counted(said.new_jobs, *_JOBS)}, "
        f"{counted(said.new_evidence + said.more_evidence, *_PIECES)} of evidence. "
        f"To take it back: netgraph imports rollback {batch}",
        markup=False,
    )


def _agreed(netgraph: Netgraph, viewer: Viewer, batch: BatchId) -> bool:
    """Whether the answer is yes; where nobody answers, the preview is discarded."""
    try:
        return agreed("Write this?", otherwise="Nothing was written.")
    except (click.Abort, InvalidInput):
        netgraph.imports.discard(viewer, batch)
        raise


@contextmanager
def _stopping_is_told(viewer: Viewer, batch: BatchId, *, undoing: bool = False) -> Iterator[None]:
    """Says on Ctrl-C what state an import is in, and how to go on.

    It asks over a connection of its own, as the one that was interrupted is not to be used again.
    """
    try:
        yield
    except KeyboardInterrupt:
        with graph() as netgraph:
            held = netgraph.imports.show(viewer, batch).batch
        raise _left_as(held, undoing=undoing) from None


def _left_as(held: Batch, *, undoing: bool) -> Stopped:
    """What state an import is in that was stopped on the way, and what can be done about it."""
    name, batch = held.filename, held.id
    match held.state:
        case State.PREVIEW:
            return Stopped(
                f"Stopped. Nothing of {name} is written; its preview is kept.",
                hint=f"netgraph imports write {batch} writes it; "
                f"netgraph imports discard {batch} forgets it.",
            )
        case State.WRITTEN if undoing:
            return Stopped(
                f"Stopped. Nothing of {name} was taken back.",
                hint=f"netgraph imports rollback {batch} takes it back.",
            )
        case State.WRITTEN:
            return Stopped(
                f"Stopped. {name} is written, all of it.",
                hint=f"netgraph imports write {batch} ends what was still to be worked out; "
                f"netgraph imports rollback {batch} takes it back.",
            )
        case State.ROLLED_BACK:
            return Stopped(f"Stopped. {name} is rolled back, all of it.")


def _say(netgraph: Netgraph, viewer: Viewer, preview: Preview) -> None:
    batch, said = preview.batch, preview.tallied
    seen = "the team" if batch.visibility is Visibility.TEAM else "you alone"
    rows = counted(preview.rows, "row", "rows")
    out.print(f"{batch.filename}: {preview.format.words}, {rows}, for {seen}", markup=False)
    if preview.imported_before:
        out.print(f"  The very same file was imported on {preview.imported_before:%d %B %Y}.")
    if said.nothing_new:
        out.print("  Nothing new.")
    table = Table(box=None, show_header=False, pad_edge=False)
    for one, many, number in (
        ("new person", "new people", said.new_people),
        ("person known already", "people known already", said.known_people),
        ("new contact point", "new contact points", said.new_contact_points),
        ("new job", "new jobs", said.new_jobs),
        ("new piece of evidence", "new pieces of evidence", said.new_evidence),
        ("evidence that grows", "evidence that grows", said.more_evidence),
        ("evidence known already", "evidence known already", said.known_evidence),
        ("note, for you alone", "notes, for you alone", said.new_notes),
        ("row in error", "rows in error", preview.bad),
    ):
        if number:
            table.add_row(f"  {one if number == 1 else many}", f"{number:,}")
    out.print(table)
    for left in preview.left_out:
        out.print(f"  left out: {left.count:,} × {left.reason}", markup=False)
    for row in netgraph.imports.bad_rows(viewer, batch.id, limit=_BAD_SHOWN):
        out.print(f"  line {row.line}: {row.reason}", markup=False)
    if preview.bad > _BAD_SHOWN:
        more = counted(preview.bad - _BAD_SHOWN, "more row", "more rows")
        out.print(f"  … and {more} in error")
    for found in netgraph.replies.brought(viewer, batch.id):
        out.print(
            f"  {found.reply.who} answered by mail on {found.reply.at:%d %B %Y} about {found.what}"
            f"{' (known already)' if found.known and batch.state is State.PREVIEW else ''}",
            markup=False,
        )
        for line in found.reply.words.splitlines():
            out.print(f"    {line}", markup=False)
    for likeness in preview.candidates[:_SHOWN]:
        out.print(
            f"  may be one: {likeness.name} and {likeness.other} ({likeness.because})",
            markup=False,
        )


def _say_as_json(netgraph: Netgraph, viewer: Viewer, preview: Preview) -> None:
    bad = netgraph.imports.bad_rows(viewer, preview.batch.id, limit=None)
    say_json(
        {
            "batch": preview.batch.id,
            "file": preview.batch.filename,
            "format": preview.format,
            "visibility": preview.batch.visibility,
            "rows": preview.rows,
            "counts": asdict(preview.tallied),
            "nothing_new": preview.tallied.nothing_new,
            "left_out": [asdict(one) for one in preview.left_out],
            "bad": [asdict(row) for row in bad],
            "answers": [
                {
                    "about": one.about,
                    "matter": one.matter,
                    "what": one.what,
                    "who": one.reply.who,
                    "at": one.reply.at,
                    "words": one.reply.words,
                    "known": one.known,
                }
                for one in netgraph.replies.brought(viewer, preview.batch.id)
            ],
            "candidates": [asdict(one) for one in preview.candidates],
        }
    )


def _refuse(file: str, refusal: UnreadableFile, *, as_json: bool) -> None:
    if as_json:
        say_json({"file": file, "error": refusal.message, "hint": refusal.hint})
        return
    err.print(f"{file}: {refusal.message}", style="bold red", markup=False)
    if refusal.hint:
        err.print(f"  {refusal.hint}", markup=False)


def _columns(mapped: str | None, same: str | None, source: str) -> Columns | None:
    if not mapped:
        if same:
            raise InvalidInput("--same needs --map.", hint="Name the columns with --map.")
        return None
    named = {"from": "start", "to": "end"}
    fields: dict[str, str] = {}
    for part in mapped.split(","):
        field, equals, column = (piece.strip() for piece in part.partition("="))
        field = named.get(field, field)
        if not equals or not column or field not in _FIELDS:
            raise InvalidInput(
                f"{part.strip()!r} names no field and column.",
                hint="Write --map person=director,company=company,year=year.",
            )
        fields[field] = column
    keys = tuple(column.strip() for column in (same or "").split(",") if column.strip())
    return Columns(
        person=fields.get("person", ""),
        company=fields.get("company", ""),
        start=fields.get("start", ""),
        end=fields.get("end", ""),
        year=fields.get("year", ""),
        role=fields.get("role", ""),
        same_person=tuple(fields.get(key, key) for key in keys),
        source=source,
    )


@contextmanager
def _at_hand(file: str) -> Iterator[tuple[Path, str]]:
    """The file and its name; what comes by standard input is kept only while it is read."""
    if file != "-":
        path = Path(file)
        yield path, path.name
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "standard input"
        with path.open("wb") as kept:
            shutil.copyfileobj(sys.stdin.buffer, kept)
        yield path, path.name


@click.group()
def imports() -> None:
    """The imports so far: list, show, write, discard, roll back."""


@imports.command("list")
@as_option
@json_option
def list_imports(email: str | None, *, as_json: bool) -> None:
    """Print the imports that you see, newest first."""
    with graph() as netgraph:
        batches = netgraph.imports.all(viewer_of(netgraph, email))
    if as_json:
        for batch in batches:
            say_json(
                {
                    "batch": batch.id,
                    "state": batch.state,
                    "file": batch.filename,
                    "format": batch.format,
                    "visibility": batch.visibility,
                    "who": batch.who,
                    "created_at": batch.created_at,
                    "written_at": batch.written_at,
                    "counts": batch.counts["tallied"],
                }
            )
        return
    if not batches:
        out.print("Nothing imported yet. Try: netgraph import Connections.csv")
        return
    whole_id = Column("import", no_wrap=True, min_width=max(len(b.id) for b in batches))
    table = Table(whole_id, "file", "state", "for", "who", "when", box=None, pad_edge=False)
    for batch in batches:
        when = batch.written_at or batch.created_at
        table.add_row(
            *(
                text.replace("[", r"\[")
                for text in (
                    batch.id,
                    batch.filename,
                    batch.state.value.replace("_", " "),
                    batch.visibility.value,
                    batch.who,
                    f"{when:%Y-%m-%d %H:%M}",
                )
            )
        )
    out.print(table)


@imports.command("show")
@click.argument("batch")
@as_option
@json_option
def show_import(batch: str, email: str | None, *, as_json: bool) -> None:
    """Print what an import brings or brought."""
    with graph() as netgraph:
        viewer = viewer_of(netgraph, email)
        preview = netgraph.imports.show(viewer, BatchId(batch))
        if as_json:
            _say_as_json(netgraph, viewer, preview)
        else:
            _say(netgraph, viewer, preview)


@imports.command("write")
@click.argument("batch")
@as_option
@words_option
@json_option
def write_import(batch: str, email: str | None, *, keep_words: bool, as_json: bool) -> None:
    """Write a preview."""
    with graph() as netgraph:
        viewer = viewer_of(netgraph, email)
        with _stopping_is_told(viewer, BatchId(batch)), told_progress() as progress:
            done = netgraph.imports.write(
                viewer, BatchId(batch), keep_words=keep_words, progress=progress
            )
    if as_json:
        say_json({"batch": batch, "state": done.batch.state, "counts": asdict(done.tallied)})
    else:
        out.print(f"{done.batch.filename} is written.", markup=False)


@imports.command("discard")
@click.argument("batches", metavar="BATCH…", nargs=-1, required=True)
@as_option
@json_option
def discard_previews(batches: tuple[str, ...], email: str | None, *, as_json: bool) -> None:
    """Forget each preview BATCH of yours; of what is written nothing changes."""
    with graph() as netgraph:
        viewer = viewer_of(netgraph, email)
        for batch in batches:
            netgraph.imports.discard(viewer, BatchId(batch))
            if as_json:
                say_json({"batch": batch, "state": "discarded"})
            else:
                out.print(f"The preview {batch} is discarded.", markup=False)


@imports.command("rollback")
@click.argument("batch")
@as_option
@click.option("--yes", is_flag=True, help="Do it without asking.")
@json_option
def roll_back(batch: str, email: str | None, *, yes: bool, as_json: bool) -> None:
    """Take an import back: what nobody else asserts goes."""
    with graph() as netgraph:
        viewer = viewer_of(netgraph, email)
        if netgraph.imports.show(viewer, BatchId(batch)).batch.state is State.ROLLED_BACK:
            if as_json:
                say_json({"batch": batch, "state": State.ROLLED_BACK, "changed": False})
            else:
                out.print("This import was rolled back before; nothing was changed.")
            return
        if not as_json:
            _say_undoing(netgraph.imports.what_goes(viewer, BatchId(batch)))
        if not yes and not agreed("Roll it back?", otherwise="Nothing was changed."):
            out.print("Nothing was changed.")
            return
        with (
            _stopping_is_told(viewer, BatchId(batch), undoing=True),
            told_progress() as progress,
        ):
            done = netgraph.imports.roll_back(viewer, BatchId(batch), progress=progress)
    if as_json:
        say_json({"batch": batch, "state": done.batch.state, "undone": done.undone})
    else:
        out.print(f"{done.batch.filename} is rolled back.", markup=False)


def _say_undoing(undoing: Undoing) -> None:
    out.print(
        f"Goes: {counted(undoing.people, *_PEOPLE)}, "
        f"{counted(undoing.contact_points, 'contact point', 'contact points')}, "
        f"{counted(undoing.jobs, *_JOBS)}, {counted(undoing.notes, 'note', 'notes')}, "
        f"{counted(undoing.evidence, *_PIECES)} of evidence."
    )
    out.print(
        f"Stays: {counted(undoing.kept_by_others, *_PEOPLE)} and "
        f"{counted(undoing.evidence_kept, *_PIECES)} of evidence that others name too, "
        f"{counted(undoing.kept_by_hand, *_PEOPLE)} about whom somebody wrote something, "
        f"{counted(undoing.kept_privately, *_PEOPLE)} for you alone."
    )


_PEOPLE = ("person", "people")
_JOBS = ("job", "jobs")
_PIECES = ("piece", "pieces")
_FIELDS = frozenset({"person", "company", "start", "end", "year", "role"})
