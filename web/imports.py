"""Files in: drop them, look at the preview, import or discard, and roll back later.

Reading and writing are done by threads of this process, so that a page answers at once and can
be left; how far they have come is kept in memory, what they did in the graph. After a restart a
preview is a preview again. An uploaded file is kept only until it has been read, or while its
columns are being asked for.
"""

import errno
import shutil
import tempfile
import threading
import time
import uuid
import weakref
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlencode

from flask import Blueprint, current_app, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from netgraph.domain.access import Viewer, Visibility
from netgraph.domain.ids import BatchId, UserId
from netgraph.errors import InvalidInput, NotFound, Unavailable
from netgraph.imports.records import BadRow, Format
from netgraph.services.imports import Batch, Columns, Preview, State, Undoing
from netgraph.services.replies import Brought
from web.frame import Crumb, Frame, Nav, frame, toast
from web.jobs import Doing, Job, Jobs, Telling
from web.parts import Choice, Column
from web.session import account, netgraph, viewer

pages = Blueprint("imports", __name__, url_prefix="/imports")

ACCEPTED = ".csv,.tsv,.txt,.vcf,.mbox,.eml,.gz,.zip"
BAD_A_PAGE = 100
WAIT_SECONDS = 1.5
"""How long a page waits for work that may be short, unless `IMPORT_WAIT_SECONDS` says else."""

LIST_COLUMNS = (
    Column(label="File"),
    Column(label="State"),
    Column(label="People", kind="number"),
    Column(label="Evidence", kind="number"),
    Column(label="Who sees it"),
    Column(label="By"),
    Column(label="When", kind="date"),
)
BAD_COLUMNS = (
    Column(label="Line", kind="number"),
    Column(label="Why"),
    Column(label="The row begins"),
)
SAMPLE_COLUMNS = (Column(label="Name"), Column(label="Role"), Column(label="Known"))

_jobs = Jobs()


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """The work of this process for the viewer, with where to go on from each piece."""

    jobs: tuple[Job, ...]
    address: str

    @property
    def running(self) -> bool:
        """Whether the page should ask again."""
        return any(job.running for job in self.jobs)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportsPage:
    """What `imports/list.html` shows: the place to drop files, and the imports so far."""

    frame: Frame
    work: Work
    batches: tuple[Batch, ...]
    addresses: tuple[str, ...]
    seen_by: tuple[Choice, ...]
    limit_mb: int
    accept: str = ACCEPTED
    columns: tuple[Column, ...] = LIST_COLUMNS


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPage:
    """What `imports/import.html` shows of one import; `undoing` when it can be rolled back.

    `brought` are answers by mail to what the viewer asked, which nobody else is shown.
    """

    frame: Frame
    crumbs: tuple[Crumb, ...]
    work: Work
    preview: Preview
    bad: tuple[BadRow, ...]
    skip: int
    brought: tuple[Brought, ...]
    mine: bool
    undoing: Undoing | None
    bad_columns: tuple[Column, ...] = BAD_COLUMNS
    sample_columns: tuple[Column, ...] = SAMPLE_COLUMNS
    bad_a_page: int = BAD_A_PAGE


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnsPage:
    """What `imports/columns.html` shows: the beginning of a table, and what its columns mean."""

    frame: Frame
    crumbs: tuple[Crumb, ...]
    filename: str
    action: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    fields: tuple[tuple[str, str, tuple[Choice, ...]], ...]
    same: tuple[str, ...]
    problem: str


@pages.get("")
def imports() -> ResponseReturnValue:
    """Shows where to drop files and the imports so far.

    Who waits here for a file just sent (`opening`) is taken on once it has been read.
    """
    opening = request.args.get("opening", "")
    onward = _onward(opening)
    return redirect(onward) if onward else _list_page(opening)


@pages.post("")
def upload() -> ResponseReturnValue:
    """Begins to read the files that were sent."""
    me = viewer()
    visibility = _visibility(request.form.get("visibility", ""))
    files = [file for file in request.files.getlist("files") if file.filename]
    if not files:
        raise InvalidInput("No file was chosen.", hint="Drop one, or choose it.")
    jobs = [_begin(me, file, visibility) for file in files]
    _jobs.wait(jobs, seconds=_patience())
    if len(jobs) == 1:
        return redirect(_onward(jobs[0].id) or f"/imports?opening={jobs[0].id}#work")
    return redirect("/imports#work")


@pages.get("/work")
def work() -> ResponseReturnValue:
    """How far the viewer's work has come, as the part of a page that asks for it."""
    opening = request.args.get("opening", "")
    onward = _onward(opening)
    if onward:
        return "", {"HX-Redirect": onward}
    seen = _work(about=request.args.get("about", ""), opening=opening)
    answer = make_response(render_template("imports/_work.html", work=seen))
    if not seen.running and not opening:  # who is on their way is not held up
        answer.headers["HX-Refresh"] = "true"
    return answer


@pages.post("/work/<job>/forget")
def forget(job: str) -> ResponseReturnValue:
    """Takes a piece of work that has ended off the page."""
    _jobs.forget(viewer(), job)
    return redirect("/imports")


@pages.get("/columns/<upload_id>")
def columns(upload_id: str) -> ResponseReturnValue:
    """Asks what the columns of a table mean."""
    return _columns_page(upload_id, problem="")


@pages.post("/columns/<upload_id>")
def map_columns(upload_id: str) -> ResponseReturnValue:
    """Begins to read a table whose columns have been named."""
    me, services, form = viewer(), netgraph(), request.form
    kept = _uploads.one(me, upload_id)
    if form.get("discard"):
        _uploads.drop(kept)
        _forget_leading_to(me, f"/imports/columns/{upload_id}")
        return redirect("/imports")
    try:
        named = Columns(
            person=form.get("person", ""),
            company=form.get("company", ""),
            year=form.get("year", ""),
            start=form.get("start", ""),
            end=form.get("end", ""),
            role=form.get("role", ""),
            same_person=tuple(form.getlist("same")),
            source=form.get("source", "").strip()[:_NAME_MAX],
        )
    except InvalidInput as error:
        return _columns_page(upload_id, problem=str(error)), HTTPStatus.BAD_REQUEST

    def reading(telling: Telling) -> str:
        preview = services.imports.preview(
            me,
            kept.path,
            name=kept.name,
            visibility=kept.visibility,
            columns=named,
            progress=telling,
        )
        _uploads.drop(kept)
        return f"/imports/{preview.batch.id}"

    _forget_leading_to(me, f"/imports/columns/{upload_id}")
    begun = _jobs.start(me, kept.name, reading, about=f"columns:{upload_id}")
    _jobs.wait([begun], seconds=_patience())
    job_now = _jobs.one(me, begun.id)
    if job_now is None or job_now.running:
        return redirect(f"/imports?opening={begun.id}#work")
    if job_now.error:
        _jobs.forget(me, begun.id)
        problem = f"{job_now.error} {job_now.hint}"
        return _columns_page(upload_id, problem=problem), HTTPStatus.BAD_REQUEST
    return redirect(job_now.next)


@pages.get("/<batch>")
def show(batch: str) -> ResponseReturnValue:
    """Shows one import: what it would bring, or what it brought."""
    me = viewer()
    seen = netgraph().imports.show(me, BatchId(batch))
    _forget_leading_to(me, f"/imports/{batch}")
    try:
        skip = max(0, int(request.args.get("skip", "0")))
    except ValueError:
        skip = 0
    may_undo = netgraph().imports.may_roll_back(me, seen.batch)
    page = ImportPage(
        frame=frame(Nav.IMPORTS),
        crumbs=(Crumb(label="Imports", url="/imports"),),
        work=_work(about=batch),
        preview=seen,
        bad=netgraph().imports.bad_rows(me, BatchId(batch), skip=skip, limit=BAD_A_PAGE),
        skip=skip,
        brought=netgraph().replies.brought(me, BatchId(batch))
        if seen.format in {Format.MBOX, Format.EML}
        else (),
        mine=seen.batch.created_by == me.user,
        undoing=netgraph().imports.what_goes(me, BatchId(batch))
        if seen.batch.state is State.WRITTEN and may_undo
        else None,
    )
    return render_template("imports/import.html", page=page)


@pages.post("/<batch>/write")
def write(batch: str) -> ResponseReturnValue:
    """Begins to write a preview."""
    me, services = viewer(), netgraph()
    seen = services.imports.show(me, BatchId(batch))
    keep_words = request.form.get("words") == "1"

    def writing(telling: Telling) -> str:
        services.imports.write(me, BatchId(batch), keep_words=keep_words, progress=telling)
        return f"/imports/{batch}"

    return _carried_out(me, batch, f"Importing {seen.batch.filename}", writing, "Imported")


@pages.post("/<batch>/rollback")
def roll_back(batch: str) -> ResponseReturnValue:
    """Begins to take an import back."""
    me, services = viewer(), netgraph()
    seen = services.imports.show(me, BatchId(batch))

    def undoing(telling: Telling) -> str:
        services.imports.roll_back(me, BatchId(batch), progress=telling)
        return f"/imports/{batch}"

    return _carried_out(me, batch, f"Rolling {seen.batch.filename} back", undoing, "Rolled back")


@pages.post("/<batch>/discard")
def discard(batch: str) -> ResponseReturnValue:
    """Forgets a preview."""
    netgraph().imports.discard(viewer(), BatchId(batch))
    _forget_leading_to(viewer(), f"/imports/{batch}")
    toast("The preview is discarded; nothing was imported.")
    return redirect("/imports")


@pages.app_errorhandler(OSError)
def no_room(error: OSError) -> ResponseReturnValue:
    """A full disk, said in words; any other such error stays what it is."""
    if error.errno != errno.ENOSPC:
        return current_app.handle_exception(error)
    return current_app.handle_user_exception(
        Unavailable(
            "The disk is full, so the file was not kept.",
            hint="Make room where temporary files are, then send it again.",
        )
    )


def _carried_out(
    me: Viewer, batch: str, label: str, doing: Doing, said: str
) -> ResponseReturnValue:
    _forget_leading_to(me, f"/imports/{batch}")
    job = _jobs.start(me, label, doing, about=batch)
    _jobs.wait([job], seconds=_patience())
    ended = _jobs.one(me, job.id)
    if ended is not None and not ended.running:
        _jobs.forget(me, job.id)
        toast(f"{said}." if not ended.error else ended.error, failed=bool(ended.error))
    return redirect(f"/imports/{batch}")


def _forget_leading_to(me: Viewer, address: str) -> None:
    """Takes ended work off the pages when where it leads to has been seen, or is no more."""
    for job in _jobs.all(me):
        if job.next == address:
            _jobs.forget(me, job.id)


# ---------------------------------------------------------------------------------------------
# Files on their way


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An uploaded file until it has been read; `since` is in seconds of the monotonic clock."""

    id: str
    owner: UserId
    path: Path
    name: str
    visibility: Visibility
    since: float


class Uploads:
    """The uploaded files of this process, in a folder that goes with it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._files: dict[str, Kept] = {}
        self._folder: Path | None = None

    def keep(self, me: Viewer, file: FileStorage, visibility: Visibility) -> Kept:
        """Keeps a file under a name of our own; raises `OSError` when there is no room."""
        self._drop_old()
        name = Path((file.filename or "").replace("\\", "/")).name[:_NAME_MAX] or "file"
        id_ = uuid.uuid4().hex
        with self._lock:
            if self._folder is None:
                self._folder = Path(tempfile.mkdtemp(prefix="netgraph-uploads-"))
                weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
            path = self._folder / id_
        kept = Kept(
            id=id_,
            owner=me.user,
            path=path,
            name=name,
            visibility=visibility,
            since=time.monotonic(),
        )
        try:
            file.save(path)
        except OSError:
            path.unlink(missing_ok=True)
            raise
        with self._lock:
            self._files[id_] = kept
        return kept

    def one(self, me: Viewer, id_: str) -> Kept:
        """A file of the viewer's; raises `NotFound`."""
        with self._lock:
            kept = self._files.get(id_)
        if kept is None or kept.owner != me.user:
            raise NotFound("That file is no longer here.", hint="Drop it once more.")
        return kept

    def drop(self, kept: Kept) -> None:
        """Deletes a file."""
        kept.path.unlink(missing_ok=True)
        with self._lock:
            self._files.pop(kept.id, None)

    def _drop_old(self) -> None:
        with self._lock:
            old = [k for k in self._files.values() if k.since < time.monotonic() - _KEPT_SECONDS]
        for kept in old:
            self.drop(kept)


def _begin(me: Viewer, file: FileStorage, visibility: Visibility) -> Job:
    """Keeps a file and begins to read it, or to ask for its columns."""
    kept = _uploads.keep(me, file, visibility)
    services = netgraph()

    def reading(telling: Telling) -> str:
        asking = False
        try:
            looked = services.imports.peek(kept.path, name=kept.name)
            asking = looked.format is Format.BOARDS
            if asking:
                return f"/imports/columns/{kept.id}"
            preview = services.imports.preview(
                me, kept.path, name=kept.name, visibility=visibility, progress=telling
            )
            return f"/imports/{preview.batch.id}"
        finally:
            if not asking:
                _uploads.drop(kept)

    return _jobs.start(me, kept.name, reading)


def _columns_page(upload_id: str, *, problem: str) -> str:
    kept = _uploads.one(viewer(), upload_id)
    looked = netgraph().imports.peek(kept.path, name=kept.name)
    guess, form = looked.suggested, request.form
    fields = tuple(
        (
            name,
            label,
            tuple(
                Choice(
                    value=column,
                    label=column or "(none)",
                    chosen=column == (form.get(name) or getattr(guess, name, "")),
                )
                for column in ("", *looked.columns)
            ),
        )
        for name, label in _FIELDS
    )
    page = ColumnsPage(
        frame=frame(Nav.IMPORTS),
        crumbs=(Crumb(label="Imports", url="/imports"),),
        filename=kept.name,
        action=f"/imports/columns/{upload_id}",
        header=looked.columns,
        rows=looked.rows,
        fields=fields,
        same=tuple(form.getlist("same")) or (guess.same_person if guess else ()),
        problem=problem,
    )
    return render_template("imports/columns.html", page=page)


def _list_page(opening: str) -> str:
    me = viewer()
    page = ImportsPage(
        frame=frame(Nav.IMPORTS),
        work=_work(opening=opening),
        batches=netgraph().imports.all(me),
        addresses=netgraph().imports.addresses(me),
        seen_by=tuple(
            Choice(value=one.value, label=label, chosen=one is account().import_default)
            for one, label in _SEEN_BY
        ),
        limit_mb=netgraph().settings.import_limit_mb,
    )
    return render_template("imports/list.html", page=page)


def _onward(id_: str) -> str:
    """Where a piece of the viewer's work leads once it has ended well."""
    job = _jobs.one(viewer(), id_)
    return job.next if job is not None else ""


def _work(*, about: str = "", opening: str = "") -> Work:
    """The viewer's work; that about one import only, once it has ended well, is forgotten."""
    me = viewer()
    for job in _jobs.all(me):
        if job.about and not job.running and not job.error:
            _jobs.forget(me, job.id)
    jobs = tuple(job for job in _jobs.all(me) if job.about == about or not about)
    asking = {"about": about, "opening": opening}
    asked = urlencode({key: value for key, value in asking.items() if value})
    return Work(jobs=jobs, address=f"/imports/work?{asked}" if asked else "/imports/work")


def _patience() -> float:
    return float(current_app.config.get("IMPORT_WAIT_SECONDS", WAIT_SECONDS))


def _visibility(text: str) -> Visibility:
    try:
        return Visibility(text)
    except ValueError as error:
        raise InvalidInput("Say who is to see it.", hint="Choose yourself or the team.") from error


_uploads = Uploads()
_KEPT_SECONDS = 3600.0
_NAME_MAX = 200
_SEEN_BY = ((Visibility.PRIVATE, "Only me"), (Visibility.TEAM, "The whole team"))
_FIELDS = (
    ("person", "The person"),
    ("company", "The company or board"),
    ("year", "The year, when each row is one year"),
    ("start", "From, when each row is a period"),
    ("end", "To (empty cells: still there)"),
    ("role", "The role or title"),
)
