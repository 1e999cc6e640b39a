"""Insights: whether our chances hold, by what became of requests and by your own mail.

Of the requests that have ended the page says what we said and what was. A backtest shows how well
Netgraph would have found the introductions that happened in a table of messages: it is sent, a
thread of this process goes through it, and the figures are kept for whoever sent it and shown to
nobody else. The file is deleted when it has been read, and the figures are forgotten with this
process, or when their owner says so: neither enters the graph.
"""

import threading
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from flask import Blueprint, Flask, current_app, make_response, redirect, render_template, request
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from netgraph.domain.access import Viewer, Visibility
from netgraph.domain.measures import Bin
from netgraph.errors import InvalidInput
from netgraph.imports.messages import read_messages
from netgraph.services.backtest import REFERENCE, Ranked, Report, backtest
from netgraph.services.mail_history import Reading
from netgraph.services.outcomes import Record
from web.frame import Frame, Nav, frame, toast
from web.imports import Uploads
from web.jobs import Job, Jobs, Telling
from web.parts import Choice, Column
from web.session import netgraph, viewer

if TYPE_CHECKING:
    from netgraph.domain.ids import UserId

pages = Blueprint("insights", __name__, url_prefix="/insights")

ACCEPTED = ".csv,.tsv,.txt,.mbox,.gz,.zip"
WAIT_SECONDS = 1.5
"""How long an upload waits for a short table, unless `IMPORT_WAIT_SECONDS` says else."""

FEW = 30
"""With fewer questions the figures are a hint and no proof."""

CHANCE_COLUMNS = (
    Column(label="We said", kind="number"),
    Column(label="It was", kind="number"),
    Column(label="95 % interval"),
    Column(label="Cases", kind="number"),
)
READINGS = (
    ("", "Find out by its look"),
    (Reading.LETTERS.value, "Letters: To and Cc alike"),
    (Reading.LISTS.value, "A mailing list: Cc is an audience"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What a backtest found, of which file, and on which day."""

    filename: str
    day: date
    report: Report


class Backtests:
    """The work and the figures of this process, each for its owner alone."""

    def __init__(self) -> None:
        self.jobs = Jobs()
        self.uploads = Uploads()
        self._lock = threading.Lock()
        self._kept: dict[UserId, Kept] = {}

    def keep(self, me: Viewer, kept: Kept) -> None:
        """Keeps a viewer's latest figures."""
        with self._lock:
            self._kept[me.user] = kept

    def of(self, me: Viewer) -> Kept | None:
        """The viewer's latest figures."""
        with self._lock:
            return self._kept.get(me.user)

    def forget(self, me: Viewer) -> None:
        """Forgets the viewer's figures."""
        with self._lock:
            self._kept.pop(me.user, None)


@pages.record_once
def _begin(state: BlueprintSetupState) -> None:
    state.app.extensions["backtests"] = Backtests()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One ranker as a bar: lengths are in percent of the whole width."""

    row: Ranked
    reference: bool
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A bin of the reliability diagram; all in units of its square of 100 by 100, y downwards."""

    bin: Bin
    x: float
    y: float
    low: float
    high: float
    radius: float


@dataclass(frozen=True, slots=True, kw_only=True)
class InsightsPage:
    """What `insights/insights.html` shows: what became of requests, and the viewer's backtest."""

    frame: Frame
    jobs: tuple[Job, ...]
    kept: Kept | None
    record: Record
    record_points: tuple[Point, ...]
    bars: tuple[Bar, ...]
    points: tuple[Point, ...]
    success_points: tuple[Point, ...]
    readings: tuple[Choice, ...]
    limit_mb: int
    accept: str = ACCEPTED
    few: int = FEW
    chance_columns: tuple[Column, ...] = CHANCE_COLUMNS

    @property
    def running(self) -> bool:
        """Whether the page should ask again."""
        return any(job.running for job in self.jobs)


@pages.get("")
def insights() -> ResponseReturnValue:
    """Shows what became of requests, and the viewer's latest backtest or how to make one."""
    me, ours = viewer(), _backtests()
    for job in ours.jobs.all(me):
        if job.next:
            ours.jobs.forget(me, job.id)
    kept = ours.of(me)
    report = kept.report if kept else None
    record = netgraph().outcomes.record(me)
    page = InsightsPage(
        frame=frame(Nav.INSIGHTS),
        jobs=ours.jobs.all(me),
        kept=kept,
        record=record,
        record_points=_points(record.bins),
        bars=_bars(report) if report else (),
        points=_points(report.chances) if report else (),
        success_points=_points(report.success.bins) if report and report.success else (),
        readings=tuple(
            Choice(value=value, label=label, chosen=not value) for value, label in READINGS
        ),
        limit_mb=netgraph().settings.import_limit_mb,
    )
    return render_template("insights/insights.html", page=page)


@pages.post("")
def upload() -> ResponseReturnValue:
    """Begins a backtest on the table that was sent."""
    me, ours = viewer(), _backtests()
    file = request.files.get("messages")
    if file is None or not file.filename:
        raise InvalidInput("No file was chosen.", hint="Drop one, or choose it.")
    chosen = request.form.get("reading", "")
    if chosen not in {value for value, _ in READINGS}:
        raise InvalidInput("Nobody knows how to read it so.", hint="Choose one of the readings.")
    slice_days = 1 if request.form.get("by_day") else 7
    kept = ours.uploads.keep(me, file, Visibility.PRIVATE)
    today = netgraph().now().date()

    def proving(telling: Telling) -> str:
        try:
            mailing = read_messages(
                kept.path,
                name=kept.name,
                today=today,
                progress=lambda done, total: telling(step="Reading", done=done, total=total),
            )
        finally:
            ours.uploads.drop(kept)
        report = backtest(
            mailing.messages,
            slice_days=slice_days,
            reading=Reading(chosen) if chosen else None,
            telling=telling,
        )
        ours.keep(me, Kept(filename=kept.name, day=today, report=report))
        return "/insights"

    job = ours.jobs.start(me, kept.name, proving)
    ours.jobs.wait(
        [job], seconds=float(current_app.config.get("IMPORT_WAIT_SECONDS", WAIT_SECONDS))
    )
    return redirect("/insights")


@pages.get("/work")
def work() -> ResponseReturnValue:
    """How far the viewer's backtest has come, as the part of the page that asks for it."""
    jobs = _backtests().jobs.all(viewer())
    answer = make_response(
        render_template("insights/_work.html", jobs=jobs, running=any(job.running for job in jobs))
    )
    if not any(job.running for job in jobs):
        answer.headers["HX-Refresh"] = "true"
    return answer


@pages.post("/work/<job>/forget")
def dismiss(job: str) -> ResponseReturnValue:
    """Takes a backtest that failed off the page."""
    _backtests().jobs.forget(viewer(), job)
    return redirect("/insights")


@pages.post("/forget")
def forget() -> ResponseReturnValue:
    """Forgets the viewer's figures."""
    _backtests().forget(viewer())
    toast("The figures are forgotten.")
    return redirect("/insights")


def _backtests() -> Backtests:
    app: Flask = current_app
    found = app.extensions["backtests"]
    assert isinstance(found, Backtests)  # noqa: S101 # put there above
    return found


def _bars(report: Report) -> tuple[Bar, ...]:
    return tuple(
        Bar(
            row=row,
            reference=row.name == REFERENCE,
            value=round(100 * row.mrr.value, 2),
            low=round(100 * row.mrr.low, 2),
            high=round(100 * row.mrr.high, 2),
        )
        for row in sorted(report.rankers, key=lambda one: (-one.mrr.value, one.name))
    )


def _points(bins: tuple[Bin, ...]) -> tuple[Point, ...]:
    most = max((one.count for one in bins), default=1)
    return tuple(
        Point(
            bin=one,
            x=round(100 * one.said, 2),
            y=round(100 - 100 * one.was, 2),
            low=round(100 - 100 * one.low, 2),
            high=round(100 - 100 * one.high, 2),
            radius=round(1.2 + 1.6 * (one.count / most) ** 0.5, 2),
        )
        for one in bins
    )
