"""Favors: the ledger, one entry, one other person, and how something gets logged.

A sentence is posted to `/favors/read` and comes back as a form (a fragment for the dialog of the
line on top, a page without JavaScript); the form is posted to `/favors`. After every write the
viewer is back where they were, with a toast that undoes it. Numbers are shown only between the
viewer and one other person, and each opens the entries it is the sum of (laws 2 and 3).
"""

from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from flask import Blueprint, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf

from netgraph.domain.access import Visibility
from netgraph.domain.favors import HALF_LIFE_DAYS, WEIGHT, Favor, FavorKind, Promise, PromiseState
from netgraph.domain.giving import KIND_WORDS, Deed
from netgraph.domain.ids import PersonId
from netgraph.domain.people import Person
from netgraph.domain.sentences import Direction, Reason
from netgraph.errors import InvalidInput, NotFound
from netgraph.services.favor_reading import SOMEBODY_NEW, ReadBack
from netgraph.services.finding import SuggestionKind
from netgraph.services.ledger import MOST_SHOWN, Asked, Entry, Order, Show, Timeline, ledger_csv
from web.balance import BalanceLine, balance_line
from web.favor_form import FavorForm, empty, entries_of, of_entry, of_post, of_reading
from web.frame import Crumb, Frame, Nav, frame
from web.history import say_done
from web.lists import as_csv
from web.parts import Balance, Choice, Column, Moment, PersonCard
from web.session import local, netgraph, viewer

pages = Blueprint("favors", __name__, url_prefix="/favors")

EXAMPLE = "reviewed Ana Ruiz’s board deck yesterday"
_SOON_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """A part of the ledger: its word, its address, how many entries (None: not counted)."""

    label: str
    url: str
    count: int | None
    active: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One entry as a line: who, which way, what, when, and what is left of it.

    `way` is `given`, `received`, `gift`, `promise` or `others`; `left` opens `left_url`.
    """

    id: str
    person: PersonCard
    for_whom: PersonCard | None
    way: str
    mine: bool
    what: str
    detail: str
    words: str
    day: date
    left: float | None
    left_url: str
    url: str
    private: bool
    may_change: bool
    is_promise: bool
    is_open: bool
    state: str
    overdue: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerPage:
    """What `favors/ledger.html` shows; `soon` are the viewer's own open promises."""

    frame: Frame
    tabs: tuple[Tab, ...]
    show: Show
    rows: tuple[Row, ...]
    soon: tuple[Row, ...]
    more: int
    filtered: bool
    text: str
    since: str
    until: str
    kinds: tuple[Choice, ...]
    orders: tuple[Choice, ...]
    people: tuple[Choice, ...]
    export_url: str
    clear_url: str
    columns: tuple[Column, ...]
    example: str = EXAMPLE


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPage:
    """What `favors/form.html` shows: the form, and above it a field for a sentence if wanted."""

    frame: Frame
    form: FavorForm
    title: str
    crumbs: tuple[Crumb, ...] = ()
    ask_sentence: bool = False
    example: str = EXAMPLE


@dataclass(frozen=True, slots=True, kw_only=True)
class NotRead:
    """A sentence that tells of no favor: why, and where else it may lead.

    `likely` is the likeliest of these: `reach`, `people` or `form`.
    """

    sentence: str
    because: str
    likely: str
    reach_url: str
    people_url: str
    form_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotReadPage:
    """What `favors/notread.html` shows."""

    frame: Frame
    missing: NotRead


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingPart:
    """What the fragment `favors/_reading.html` shows: one of the two, and the form's token."""

    csrf_token: str
    form: FavorForm | None = None
    missing: NotRead | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPage:
    """What `favors/entry.html` shows of one entry; `fades` says how its rest comes about.

    `favor` is the deed when it is one, `request` the viewer's own request that it came of.
    """

    frame: Frame
    entry: Entry
    favor: Favor | None
    request: str
    row: Row
    fades: str
    logged_by_me: bool
    crumbs: tuple[Crumb, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a balance with the entries it is the sum of, each with what is left of it."""

    total: float
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelinePart:
    """What the macro of `favors/_timeline.html` takes: the viewer and one other person.

    `balance` and both sides are the viewer's own and belong on no other page than theirs.
    `over_time` is the balance of two years as a line, when there is any; `promises` are the open
    ones between the two, due soonest first; `team` is what the team
    knows of that person and others, without a number. `new_url` logs something with them.
    """

    person: PersonCard
    first_name: str
    balance: Balance
    over_time: BalanceLine | None
    given: Side
    received: Side
    promises: tuple[Row, ...]
    moments: tuple[Moment, ...]
    team: tuple[Moment, ...]
    new_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WithPage:
    """What `favors/with.html` shows."""

    frame: Frame
    part: TimelinePart
    crumbs: tuple[Crumb, ...]


@pages.get("")
def ledger() -> ResponseReturnValue:
    """Shows the ledger, filtered and in the order of the address."""
    asked = _asked()
    found = netgraph().favors.ledger(viewer(), asked)
    today = _today()
    soon: tuple[Entry, ...] = ()
    if asked.show is Show.ALL:
        soon = netgraph().favors.open_promises(viewer())[:_SOON_SHOWN]
    return render_template(
        "favors/ledger.html",
        page=LedgerPage(
            frame=frame(Nav.FAVORS),
            tabs=tuple(
                Tab(
                    label=label,
                    url=_address(asked, show=show),
                    count=found.counts.get(show),
                    active=show is asked.show,
                )
                for show, label in _TABS.items()
            ),
            show=asked.show,
            rows=tuple(_row(entry, today) for entry in found.entries[:MOST_SHOWN]),
            soon=tuple(_row(entry, today) for entry in soon),
            more=max(0, len(found.entries) - MOST_SHOWN),
            filtered=asked != Asked(show=asked.show, order=asked.order),
            text=asked.text,
            since=asked.since.isoformat() if asked.since else "",
            until=asked.until.isoformat() if asked.until else "",
            kinds=(
                Choice(value="", label="Any kind", chosen=asked.kind is None),
                *(
                    Choice(value=kind.value, label=word, chosen=kind is asked.kind)
                    for kind, word in KIND_WORDS.items()
                ),
            ),
            orders=tuple(
                Choice(value=order.value, label=word, chosen=order is asked.order)
                for order, word in _ORDERS.items()
            ),
            people=_chosen_person(asked.person),
            export_url=_address(asked, path="/favors/export"),
            clear_url=_address(Asked(show=asked.show)),
            columns=_COLUMNS_OF_OTHERS if asked.show is Show.OTHERS else _COLUMNS,
        ),
    )


@pages.get("/export")
def export() -> ResponseReturnValue:
    """The same entries as a table for a spreadsheet."""
    found = netgraph().favors.ledger(viewer(), _asked())
    name = f"favors-{found.asked.show.value}-{_today().isoformat()}.csv"
    return as_csv(ledger_csv(found.entries), name)


@pages.post("/read")
def read() -> ResponseReturnValue:
    """Reads a sentence back as a form, as a fragment for the dialog or as a page."""
    sentence = request.form.get("text", "").strip()
    back = _back()
    found = netgraph().favors.read(viewer(), sentence)
    form, missing = None, None
    if isinstance(found, ReadBack):
        form = of_reading(found, once=netgraph().new_id(), back=back)
    else:
        missing = NotRead(
            sentence=found.sentence,
            because=found.because,
            likely=_LIKELY.get(found.reason, "form"),
            reach_url="/reach?" + urlencode({"q": found.sentence}),
            people_url="/people?" + urlencode({"q": found.sentence}),
            form_url="/favors/new?" + urlencode({"note": found.sentence, "back": back}),
        )
    if "HX-Request" in request.headers:
        part = ReadingPart(csrf_token=generate_csrf(), form=form, missing=missing)
        return render_template("favors/_reading.html", page=part)
    if missing:
        page = NotReadPage(frame=frame(Nav.FAVORS), missing=missing)
        return render_template("favors/notread.html", page=page)
    return _form_page(form or _posted(), title="Is this right?")


@pages.route("/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Shows the form: empty, about a person of the address, or with what was posted."""
    if request.method == "POST":
        return _form_page(_posted())
    person = request.args.get("person", "")
    card = netgraph().people.get(viewer(), PersonId(person)) if person else None
    form = empty(
        once=netgraph().new_id(),
        back=_back(),
        today=_today(),
        person=card,
        note=request.args.get("note", "")[:_LONGEST_PREFILL],
    )
    return _form_page(_about_an_offer(form), ask_sentence=not (card or form.note))


def _about_an_offer(form: FavorForm) -> FavorForm:
    """The form with the kind, and whom an introduction brings together, that the address names."""
    kind, introduced = request.args.get("kind", ""), request.args.get("introduced", "")
    if kind in {known.value for known in FavorKind}:
        form = replace(form, kind=kind)
    if introduced and form.deeds:
        card = netgraph().people.get(viewer(), PersonId(introduced))
        first = form.deeds[0]
        chosen = Choice(value=card.id, label=card.name, chosen=True)
        field = replace(first.introduced, value=card.id, choices=(chosen,))
        form = replace(form, deeds=(replace(first, introduced=field), *form.deeds[1:]))
    return form


@pages.post("")
def save() -> ResponseReturnValue:
    """Saves what was posted, once, and returns to where the viewer was."""
    form = _posted()
    new = entries_of(form, viewer())
    if isinstance(new, FavorForm):
        return _form_page(new), 400
    try:
        done = netgraph().favors.add(viewer(), *new, visibility=_visibility(form), once=form.once)
    except (InvalidInput, NotFound) as error:
        return _form_page(replace(form, problem=str(error))), 400
    say_done(done)
    return redirect(form.back)


@pages.get("/people")
def people() -> ResponseReturnValue:
    """People for a field that is searched by typing, the last one somebody new of that name."""
    text = request.args.get("q", "").strip()[:_LONGEST_NAME]
    found = netgraph().people.suggest(viewer(), text, limit=8) if text else ()
    choices = [
        {"value": one.person, "label": f"{one.label}, {one.detail}" if one.detail else one.label}
        for one in found
        if one.kind is SuggestionKind.PERSON and one.person != viewer().person
    ]
    if text and "known" not in request.args:
        choices.append({"value": f"new:{text}", "label": f"{text}, {SOMEBODY_NEW}"})
    return jsonify(choices)


@pages.get("/with/<person>")
def with_person(person: str) -> ResponseReturnValue:
    """Shows what was between the viewer and one other person."""
    part = timeline_part(netgraph().favors.between(viewer(), PersonId(person)))
    return render_template(
        "favors/with.html",
        page=WithPage(
            frame=frame(Nav.FAVORS), part=part, crumbs=(Crumb(label="Favors", url="/favors"),)
        ),
    )


@pages.get("/<entry>")
def show(entry: str) -> ResponseReturnValue:
    """Shows one entry."""
    found = netgraph().favors.by_id(viewer(), entry)
    deed = found.deed
    fades = ""
    if isinstance(deed, Favor) and found.left is not None:
        fades = (
            f"{found.left:.2f} of {WEIGHT[deed.size]:.0f} coffee"
            f"{'' if WEIGHT[deed.size] == 1 else 's'} today; half of it fades every "
            f"{HALF_LIFE_DAYS[deed.size]:.0f} days"
        )
    return render_template(
        "favors/entry.html",
        page=EntryPage(
            frame=frame(Nav.FAVORS),
            entry=found,
            favor=deed if isinstance(deed, Favor) else None,
            request=_request_of(deed),
            row=_row(found, _today()),
            fades=fades,
            logged_by_me=found.by == viewer().user,
            crumbs=(Crumb(label="Favors", url="/favors"),),
        ),
    )


@pages.get("/<entry>/edit")
def edit(entry: str) -> ResponseReturnValue:
    """Shows an entry as a form."""
    found = netgraph().favors.by_id(viewer(), entry)
    form = of_entry(found, back=f"/favors/{entry}", once="")
    crumbs = (Crumb(label="Favors", url="/favors"), Crumb(label=found.kind, url=f"/favors/{entry}"))
    return _form_page(form, title="Correct this", crumbs=crumbs)


@pages.post("/<entry>")
def alter(entry: str) -> ResponseReturnValue:
    """Saves a corrected entry."""
    found = netgraph().favors.by_id(viewer(), entry)
    form = replace(_posted(), save_url=f"/favors/{entry}", back="/favors", may_hide=found.may_hide)
    new = entries_of(form, viewer())
    if isinstance(new, FavorForm):
        return _form_page(new, title="Correct this"), 400
    try:
        done = netgraph().favors.edit(
            viewer(), entry, new[0], visibility=_visibility(form) if found.may_hide else None
        )
    except InvalidInput as error:
        return _form_page(replace(form, problem=str(error)), title="Correct this"), 400
    say_done(done)
    stays = type(new[0]).__name__ == f"New{type(found.deed).__name__}"  # another kind, another id
    return redirect(f"/favors/{entry}" if stays else "/favors")


@pages.post("/<entry>/delete")
def delete(entry: str) -> ResponseReturnValue:
    """Takes an entry out of the ledger."""
    say_done(netgraph().favors.delete(viewer(), entry))
    back = _back()
    return redirect("/favors" if back.startswith(f"/favors/{entry}") else back)


@pages.post("/<entry>/thanked")
def thanked(entry: str) -> ResponseReturnValue:
    """Says that thanks came for a favor, or that they did not."""
    say_done(netgraph().favors.thank(viewer(), entry))
    return redirect(_back(f"/favors/{entry}"))


@pages.post("/promises/<entry>/<any(kept, broken, open):state>")
def settle(entry: str, state: str) -> ResponseReturnValue:
    """Says what became of a promise."""
    say_done(netgraph().favors.settle(viewer(), entry, PromiseState(state)))
    return redirect(_back("/"))


def timeline_part(found: Timeline) -> TimelinePart:
    """The part of a page that shows what was between the viewer and one other person."""
    other = found.person
    left = {favor.id for favor, _ in found.goodwill.entries}
    counted = [entry for entry in found.entries if entry.deed.id in left]
    sides = {
        way: tuple(_row(e, found.as_of) for e in counted if e.direction is way)
        for way in (Direction.GIVEN, Direction.RECEIVED)
    }
    promises = sorted(
        (entry for entry in found.entries if entry.is_open), key=lambda e: (e.day, e.deed.id)
    )
    return TimelinePart(
        person=_card(other),
        first_name=other.name.split(maxsplit=1)[0] if other.name.split() else other.name,
        balance=Balance(
            given=found.goodwill.given,
            received=found.goodwill.received,
            with_whom=other.name,
            url=f"/favors/with/{other.id}#sums",
        ),
        over_time=balance_line(found.months),
        given=Side(total=found.goodwill.given, rows=sides[Direction.GIVEN]),
        received=Side(total=found.goodwill.received, rows=sides[Direction.RECEIVED]),
        promises=tuple(_row(entry, found.as_of) for entry in promises),
        moments=tuple(_moment(entry) for entry in found.entries if not entry.is_open),
        team=tuple(_moment(entry) for entry in found.team),
        new_url="/favors/new?"
        + urlencode({"person": other.id, "back": f"/favors/with/{other.id}"}),
    )


def _request_of(deed: Deed) -> str:
    """The viewer's own request that a favor came of; empty for anybody else's."""
    asked = deed.request if isinstance(deed, Favor) else None
    own = {request.id for request in netgraph().introductions.board(viewer()).own}
    return asked if asked is not None and asked in own else ""


def _row(entry: Entry, today: date) -> Row:
    deed = entry.deed
    kind = type(deed).__name__.lower()
    among = entry.direction is Direction.OTHERS
    way = "others" if among else entry.direction.value if isinstance(deed, Favor) else kind
    state = deed.state.value if isinstance(deed, Promise) else ""
    return Row(
        id=deed.id,
        person=_card(entry.other, brief=True),
        for_whom=_card(entry.receiver, brief=True) if among else None,
        way=way,
        mine=entry.direction is Direction.GIVEN,
        what=entry.kind,
        detail=entry.text,
        words=entry.words,
        day=entry.day,
        left=entry.left,
        left_url=f"/favors/with/{entry.other.id}#sums",
        url=f"/favors/{deed.id}",
        private=entry.private,
        may_change=entry.may_change,
        is_promise=isinstance(deed, Promise),
        is_open=entry.is_open,
        state=state,
        overdue=entry.is_open and entry.day < today,
    )


def _moment(entry: Entry) -> Moment:
    favor = isinstance(entry.deed, Favor)
    tone = {Direction.GIVEN: "given", Direction.RECEIVED: "received"}.get(entry.direction, "")
    icon = {"given": "arrow-up-right", "received": "arrow-down-left"}.get(tone, "arrow-right")
    if not favor:
        icon, tone = ("flag" if isinstance(entry.deed, Promise) else "gift"), ""
    return Moment(
        day=entry.day,
        title=entry.words,
        detail=entry.text,
        icon=icon,
        tone=tone,
        url=f"/favors/{entry.deed.id}",
    )


def _card(person: Person, *, brief: bool = False) -> PersonCard:
    return PersonCard(
        name=person.name,
        title="" if brief else person.title,
        company=person.company_name,
        url=f"/people/{person.id}",
        level="" if brief else person.level,
        decides=person.decides and not brief,
    )


def _posted() -> FavorForm:
    services = netgraph()
    return of_post(
        request.form,
        viewer(),
        favors=services.favors,
        people=services.people,
        back=_back(),
    )


def _form_page(
    form: FavorForm,
    *,
    title: str = "Log what happened",
    crumbs: tuple[Crumb, ...] = (Crumb(label="Favors", url="/favors"),),
    ask_sentence: bool = False,
) -> str:
    return render_template(
        "favors/form.html",
        page=FormPage(
            frame=frame(Nav.FAVORS),
            form=form,
            title=title,
            crumbs=crumbs,
            ask_sentence=ask_sentence,
        ),
    )


def _visibility(form: FavorForm) -> Visibility:
    return Visibility.PRIVATE if form.private else Visibility.TEAM


def _asked() -> Asked:
    """What the address asks of the ledger; what it says wrongly is said, not guessed."""
    given = request.args
    try:
        return Asked(
            show=Show(given.get("show", "") or Show.ALL),
            person=PersonId(given["person"]) if given.get("person") else None,
            kind=FavorKind(given["kind"]) if given.get("kind") else None,
            since=date.fromisoformat(given["since"]) if given.get("since") else None,
            until=date.fromisoformat(given["until"]) if given.get("until") else None,
            text=given.get("text", "").strip()[:_LONGEST_NAME],
            order=Order(given.get("order", "") or Order.NEWEST),
        )
    except ValueError as error:
        raise InvalidInput(
            "The ledger has no such part, kind, day or order.", hint="Use the filters of the page."
        ) from error


def _address(asked: Asked, *, show: Show | None = None, path: str = "/favors") -> str:
    wanted = {
        "show": show or asked.show,
        "person": asked.person,
        "kind": asked.kind,
        "since": asked.since,
        "until": asked.until,
        "text": asked.text,
        "order": asked.order,
    }
    plain = {"show": Show.ALL, "order": Order.NEWEST}
    kept = {
        name: str(value) for name, value in wanted.items() if value and value != plain.get(name)
    }
    return f"{path}?{urlencode(kept)}" if kept else path


def _chosen_person(person: PersonId | None) -> tuple[Choice, ...]:
    anybody = Choice(value="", label="Anybody", chosen=person is None)
    if person is None:
        return (anybody,)
    card = netgraph().people.get(viewer(), person)
    return (anybody, Choice(value=card.id, label=card.name, chosen=True))


def _back(otherwise: str = "/favors") -> str:
    """Where the viewer was, as the form or the address says, if it stays on this server."""
    wanted = request.values.get("back", "")
    return local(wanted) if wanted else otherwise


def _today() -> date:
    return netgraph().now().date()


_TABS = {
    Show.ALL: "All",
    Show.GIVEN: "Given",
    Show.RECEIVED: "Received",
    Show.GIFTS: "Gifts",
    Show.PROMISES: "Promises",
    Show.OTHERS: "Between others",
}
_ORDERS = {
    Order.NEWEST: "Newest first",
    Order.OLDEST: "Oldest first",
    Order.PERSON: "By person",
    Order.LEFT: "Most left first",
}
_WHO, _WHAT, _WHEN = Column(label="Who"), Column(label="What"), Column(label="When", kind="date")
_DO = Column(label="Do", kind="", hidden_label=True)
_COLUMNS = (_WHO, Column(label="Direction"), _WHAT, _WHEN, Column(label="Left", kind="number"), _DO)
_COLUMNS_OF_OTHERS = (_WHO, Column(label="For whom"), _WHAT, _WHEN, _DO)
_LIKELY = {Reason.ROLE: "reach", Reason.QUESTION: "reach", Reason.NAME: "people"}
_LONGEST_NAME = 200
_LONGEST_PREFILL = 400
