"""Favors seen from above: flows between groups, the team, and a report on the network's shape.

Below the map. A form chooses level, period and how far back it ends; the part `#flows` comes anew
when it changes. The report is long work, made by a thread of this process for its viewer alone
and forgotten with it. Everything can be taken along as picture, CSV and GraphML.
"""

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import (
    Blueprint,
    Flask,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
)
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from netgraph.domain.access import Viewer
from netgraph.domain.ids import PersonId
from netgraph.domain.people import Person
from netgraph.errors import InvalidInput
from netgraph.services.flows import (
    MOST_MONTHS_BACK,
    SPANS,
    Flows,
    FlowsAsked,
    Of,
    Team,
    WithPerson,
    flows_csv,
)
from netgraph.services.structure import Structure, graphml, structure
from web.frame import Crumb, Frame, Nav, frame
from web.insights import WAIT_SECONDS
from web.jobs import Job, Jobs, Telling
from web.lists import as_csv, as_file
from web.parts import Choice, Column
from web.session import netgraph, viewer

if TYPE_CHECKING:
    from netgraph.domain.flows import Exchange
    from netgraph.domain.ids import UserId

pages = Blueprint("flows", __name__, url_prefix="/map")

_MOST_BARS = 14
_BAR = 100.0
_ROW = 30.0
_NAME = 250.0
_SIDE = 130.0

LEVELS = {
    Of.COMPANY: "Companies",
    Of.TEAM: "Teams",
    Of.FUNCTION: "Functions",
    Of.SENIORITY: "Seniorities",
    Of.PERSON: "You and each person",
}
COLUMNS = (
    Column(label="Between"),
    Column(label="And"),
    Column(label="Gave", kind="number"),
    Column(label="Got", kind="number"),
    Column(label="Favors", kind="number"),
    Column(label="Before", kind="number"),
)


class Reports:
    """The reports of this process, each for its viewer alone."""

    def __init__(self) -> None:
        self.jobs = Jobs()
        self._lock = threading.Lock()
        self._kept: dict[UserId, Structure] = {}

    def keep(self, me: Viewer, report: Structure) -> None:
        """Keeps a viewer's latest report."""
        with self._lock:
            self._kept[me.user] = report

    def of(self, me: Viewer) -> Structure | None:
        """The viewer's latest report."""
        with self._lock:
            return self._kept.get(me.user)


@pages.record_once
def _begin(state: BlueprintSetupState) -> None:
    state.app.extensions["structure"] = Reports()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One line of the picture: what was given to the right, received to the left, in its width.

    `told` is whether the two are told apart; else `favors` alone is.
    """

    name: str
    url: str
    y: float
    gave: float
    got: float
    gave_words: str
    got_words: str
    favors: int
    before: int
    told: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """The diverging picture seen from one group, or from the viewer."""

    seen_from: str
    bars: tuple[Bar, ...]
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The report with the people it names."""

    report: Structure
    people: dict[PersonId, Person]

    def name(self, person: PersonId) -> str:
        """How somebody is called."""
        found = self.people.get(person)
        return found.name if found else "Somebody"


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowsPage:
    """What `map/flows.html` shows; `groups` are those to see the picture from."""

    frame: Frame
    crumbs: tuple[Crumb, ...]
    flows: Flows
    team: Team
    picture: Bars
    levels: tuple[Choice, ...]
    spans: tuple[Choice, ...]
    groups: tuple[Choice, ...]
    query: str
    most_ago: int
    jobs: tuple[Job, ...]
    told: Told | None
    columns: tuple[Column, ...] = COLUMNS

    @property
    def running(self) -> bool:
        """Whether a report is being made."""
        return any(job.running for job in self.jobs)


@pages.get("/flows")
def flows() -> ResponseReturnValue:
    """Shows favors between groups, or between the viewer and each person."""
    me, asked = viewer(), _asked()
    found = netgraph().flows.flows(me, asked)
    ours = _reports()
    for job in ours.jobs.all(me):
        if job.next:
            ours.jobs.forget(me, job.id)
    seen = _seen_from(found)
    page = FlowsPage(
        frame=frame(Nav.MAP),
        crumbs=(Crumb(label="Map", url="/map"),),
        flows=found,
        team=netgraph().flows.team(me, found),
        picture=_bars(found, seen),
        levels=tuple(
            Choice(value=of.value, label=label, chosen=of is asked.of)
            for of, label in LEVELS.items()
        ),
        spans=tuple(
            Choice(value=str(span), label=f"{span} months", chosen=span == asked.months)
            for span in SPANS
        ),
        groups=tuple(
            Choice(value=name, label=name, chosen=name == seen) for name in _groups_of(found)
        ),
        query=request.query_string.decode(),
        most_ago=MOST_MONTHS_BACK,
        jobs=ours.jobs.all(me),
        told=_told(me, ours.of(me)),
    )
    return render_template("map/flows.html", page=page)


@pages.get("/flows.csv")
def table() -> ResponseReturnValue:
    """The same as a table for a spreadsheet."""
    found = netgraph().flows.flows(viewer(), _asked())
    return as_csv(flows_csv(found), "flows.csv")


@pages.get("/flows.svg")
def picture() -> ResponseReturnValue:
    """The diverging picture as a file."""
    found = netgraph().flows.flows(viewer(), _asked())
    drawn = _bars(found, _seen_from(found))
    text = render_template("map/flows.svg", bars=drawn, flows=found, size=_size(drawn))
    return as_file(text, "flows.svg", "image/svg+xml")


@pages.get("/network.graphml")
def network() -> ResponseReturnValue:
    """Everybody, all ties and favors that the viewer sees, as GraphML."""
    me, today = viewer(), netgraph().now().date()
    seen = netgraph().ties.network(me, as_of=today)
    people = netgraph().people.many(me, seen.people)
    return as_file(graphml(seen, people, _reports().of(me)), "network.graphml", "application/xml")


@pages.post("/structure")
def report() -> ResponseReturnValue:
    """Begins the report on the network's shape."""
    me, ours, today = viewer(), _reports(), netgraph().now().date()
    ties = netgraph().ties

    def making(telling: Telling) -> str:
        ours.keep(me, structure(ties.network(me, as_of=today), telling=telling))
        return "/map/flows#structure"

    job = ours.jobs.start(me, "The shape of the network", making, about="structure")
    seconds = float(current_app.config.get("IMPORT_WAIT_SECONDS", WAIT_SECONDS))
    ours.jobs.wait([job], seconds=seconds)
    return redirect("/map/flows#structure")


@pages.get("/structure/work")
def work() -> ResponseReturnValue:
    """How far the viewer's report has come, as the part of the page that asks for it."""
    jobs = _reports().jobs.all(viewer())
    running = any(job.running for job in jobs)
    answer = make_response(render_template("map/_work.html", jobs=jobs, running=running))
    if not running:
        answer.headers["HX-Refresh"] = "true"
    return answer


def _reports() -> Reports:
    app: Flask = current_app
    found = app.extensions["structure"]
    assert isinstance(found, Reports)  # noqa: S101 # put there above
    return found


def _asked() -> FlowsAsked:
    given = request.args
    try:
        asked = FlowsAsked(
            of=Of(given.get("of", "") or Of.COMPANY),
            months=int(given.get("months", "") or 12),
            ago=int(given.get("ago", "") or 0),
        )
    except ValueError as error:
        raise InvalidInput("There is no such level or period.", hint="Choose one.") from error
    if asked.months not in SPANS or not 0 <= asked.ago <= MOST_MONTHS_BACK:
        raise InvalidInput("There is no such period.", hint="Choose one of the last two years.")
    return asked


def _groups_of(found: Flows) -> list[str]:
    return sorted({name for e in found.exchanges for name in (e.one, e.other)})


def _seen_from(found: Flows) -> str:
    """The group that the picture is seen from: as asked, or the liveliest one."""
    names = _groups_of(found)
    wanted = request.args.get("from", "")
    if wanted in names:
        return wanted
    lively: dict[str, int] = {}
    for exchange in found.exchanges:
        for name in (exchange.one, exchange.other):
            lively[name] = lively.get(name, 0) + exchange.favors
    return min(names, key=lambda name: (-lively[name], name)) if names else ""


def _bars(found: Flows, seen: str) -> Bars:
    rows: list[Exchange | WithPerson] = [*found.people]
    if not rows:
        rows += [e.seen_from(seen) for e in found.exchanges if seen in {e.one, e.other}]
    rows = [row for row in rows if row.favors][:_MOST_BARS]
    most = max((max(row.gave or 0.0, row.got or 0.0) for row in rows), default=0.0) or 1.0
    bars = []
    for place, row in enumerate(rows):
        person = row.person if isinstance(row, WithPerson) else None
        told = row.gave is not None and row.got is not None
        gave, got = row.gave or 0.0, row.got or 0.0
        bars.append(
            Bar(
                name=person.name if person else getattr(row, "other", ""),
                url=f"/favors/with/{person.id}#sums" if person else "",
                y=round(place * _ROW, 1),
                gave=round(_BAR * gave / most, 1),
                got=round(_BAR * got / most, 1),
                gave_words=f"{gave:g}",
                got_words=f"{got:g}",
                favors=row.favors,
                before=row.before,
                told=told,
            )
        )
    return Bars(
        seen_from="You" if found.asked.of is Of.PERSON else seen,
        bars=tuple(bars),
        height=round(len(bars) * _ROW, 1),
    )


def _size(drawn: Bars) -> tuple[float, float]:
    return _NAME + 2 * _SIDE + 40, drawn.height + 70


def _told(me: Viewer, found: Structure | None) -> Told | None:
    if found is None:
        return None
    named = {
        *(place.person for place in (*found.brokers(), *found.between())),
        *(person for group in found.communities[:8] for person in group[:4]),
        *(person for ends in found.bridges[:15] for person in ends),
        *(person for one in found.dormant for person in (one.one, one.other)),
    }
    return Told(report=found, people=dict(netgraph().people.many(me, named)))
