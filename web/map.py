"""The map: the reciprocity of the network as a picture, and as a list that says the same.

What is asked stands in the address, so that a view can be shared and the way back works. The
picture is a pyvis network, written by our own template as JSON; `map.js` draws it. Data carry
meanings (`given`, `strong`), never colours or HTML: the page knows the theme, and the text of
contacts stays text.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, TypeVar, cast
from urllib.parse import urlencode

from flask import Blueprint, Response, current_app, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from pyvis.network import Network as Drawing
from werkzeug.datastructures import MultiDict

from netgraph.domain.favors import FavorKind
from netgraph.domain.giving import KIND_WORDS
from netgraph.domain.ids import CompanyId, PersonId
from netgraph.domain.people import Person
from netgraph.domain.seniority import Level
from netgraph.domain.wording import percent
from netgraph.errors import InvalidInput
from netgraph.services.finding import SuggestionKind
from netgraph.services.network_map import (
    DEFAULT_STRENGTH,
    MapArrow,
    MapAsked,
    MapTie,
    NetworkMap,
    PlacedPerson,
)
from netgraph.services.reach import Answer, Nobody, NoPath, Reached, WhichOne
from web.frame import Frame, Nav, frame
from web.parts import Balance, Choice, PersonCard
from web.session import netgraph, viewer

Word = TypeVar("Word", bound=StrEnum)

pages = Blueprint("map", __name__, url_prefix="/map")

MOST_NAMED = 50
"""Companies, paths and opened groups that an address may name."""

LEVELS = (
    ("individual", "Everybody"),
    ("manager", "Managers and up"),
    ("director", "Directors and up"),
    ("vp", "VPs and up"),
    ("c_level", "C-level"),
)
PERIODS = (
    ("all", "Any time"),
    ("quarter", "Last quarter"),
    ("year", "Last year"),
    ("own", "From … to …"),
)
_DAYS = {"quarter": 91, "year": 365}
_SIZES = {"c_level": 20, "vp": 17, "director": 15, "manager": 13, "individual": 11}
_SHAPES = {"given": "triangle", "received": "triangleDown", "balanced": "square", "none": "dot"}
_OPTIONS = """{
  "physics": {"enabled": false},
  "layout": {"improvedLayout": false},
  "nodes": {"font": {"size": 0}, "borderWidth": 1.5, "borderWidthSelected": 3, "chosen": false},
  "edges": {"smooth": false, "chosen": false, "selectionWidth": 0, "hoverWidth": 0,
            "arrows": {"to": {"scaleFactor": 0.6}}},
  "interaction": {"hover": true, "dragNodes": false, "selectConnectedEdges": false,
                  "hoverConnectedEdges": false,
                  "keyboard": {"enabled": true, "bindToWindow": false}}
}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapRow:
    """A person of the list: the tie with the viewer in a word, the balance in words."""

    id: str
    card: PersonCard
    tier: str
    probability: float | None
    balance: Balance | None
    lit: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MapCompany:
    """A company drawn as one sign: how many people stand behind it, and the address opening it."""

    id: str
    name: str
    people: int
    open_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Words that lead somewhere."""

    label: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MapNote:
    """Something about what was asked that the picture cannot say, with ways to ask better."""

    text: str
    choices: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPage:
    """What `map/map.html` shows beside the picture, whose data come from `/map/data`.

    `query` is what was asked, as in the address; `lit` says in words which paths are lit, `notes`
    why what was asked for is not there;
    `clear_url` leads to the same map without them. `close_url` closes opened companies.
    """

    frame: Frame
    query: str
    view: MapAsked
    period: str
    reach: str
    paths: tuple[str, ...]
    companies: tuple[Choice, ...]
    levels: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    periods: tuple[Choice, ...]
    centre: str
    picture: NetworkMap
    rows: tuple[MapRow, ...]
    groups: tuple[MapCompany, ...]
    lit: str
    notes: tuple[MapNote, ...]
    clear_url: str
    close_url: str


@pages.get("")
def network_map() -> ResponseReturnValue:
    """Shows the panel, the list, and room for the picture."""
    asked, answer = _asked(request.args)
    picture = netgraph().maps.draw(viewer(), asked)
    return render_template("map/map.html", page=_page(asked, answer, picture))


@pages.get("/data")
def data() -> ResponseReturnValue:
    """The picture as a pyvis network: nodes, edges and options, as JSON."""
    asked, _ = _asked(request.args)
    picture = netgraph().maps.draw(viewer(), asked)
    return Response(_drawn(picture, asked), mimetype="application/json")


@pages.get("/find")
def find() -> ResponseReturnValue:
    """People while a name is typed, each with the address of this map centred on them."""
    args = request.args.to_dict(flat=False)
    asked = "".join(args.pop("q", []))
    args.pop("centre", None)
    return jsonify(
        [
            {
                "label": found.label,
                "detail": found.detail,
                "url": f"/map?{urlencode([*_flat(args), ('centre', found.person)])}",
            }
            for found in netgraph().people.suggest(viewer(), asked, limit=8)
            if found.kind is SuggestionKind.PERSON and found.person
        ]
    )


@pages.get("/companies")
def companies() -> ResponseReturnValue:
    """Companies while a name is typed, as choices for the filter."""
    found = netgraph().companies.suggest(viewer(), request.args.get("q", ""), limit=12)
    return jsonify([{"value": one.id, "label": one.name, "detail": one.industry} for one in found])


def _asked(args: MultiDict[str, str]) -> tuple[MapAsked, Answer | None]:
    """What an address asks for, and the answer of the reach whose near paths are lit."""
    today = netgraph().now().date()
    period = args.get("period", "all")
    since, until = _day(args.get("since", "")), _day(args.get("until", ""))
    if period in _DAYS:
        since, until = today - timedelta(days=_DAYS[period]), None
    show = args.get("show", "both")
    asked = MapAsked(
        companies=tuple(CompanyId(c) for c in args.getlist("company")[:MOST_NAMED] if c),
        level=_one_of(Level, args.get("level", "") or Level.INDIVIDUAL, "seniority"),
        decides=args.get("decides") == "1",
        mine=args.get("mine") == "1",
        ties=show != "favors",
        favors=show != "ties",
        kind=_one_of(FavorKind, args["kind"], "kind of favor") if args.get("kind") else None,
        since=since,
        until=until,
        strength=_per_cent(args.get("strength", "")),
        opened=tuple(args.getlist("open")[:MOST_NAMED]),
        centre=PersonId(args["centre"]) if args.get("centre") else None,
        paths=tuple(
            tuple(PersonId(p) for p in path.split(",")[:MOST_NAMED] if p)
            for path in args.getlist("path")[:MOST_NAMED]
        ),
    )
    reach = args.get("reach", "").strip()
    if not reach:
        return asked, None
    answer = netgraph().reach.ask(viewer(), reach, as_of=min(until or today, today))
    if isinstance(answer, Reached):
        near = answer.paths[: answer.near]
        found = tuple(tuple(p.id for p in path.people) for path in near)
        asked = replace(asked, paths=(*asked.paths, *found))
    return asked, answer


def _page(asked: MapAsked, answer: Answer | None, picture: NetworkMap) -> MapPage:
    args = request.args.to_dict(flat=False)
    query = urlencode(_flat(args))
    without = {key: values for key, values in args.items() if key not in {"path", "reach"}}
    closed = {key: values for key, values in args.items() if key != "open"}
    chosen = netgraph().companies.many(viewer(), asked.companies)
    at_centre = next((p for p in picture.people if p.person.id == asked.centre), None)
    period = request.args.get("period", "all")
    if period not in dict(PERIODS):
        period = "all"
    if period == "all" and (asked.since or asked.until):
        period = "own"
    return MapPage(
        frame=frame(Nav.MAP),
        query=query,
        view=asked,
        period=period,
        reach=request.args.get("reach", "").strip(),
        paths=tuple(args.get("path", ())),
        companies=tuple(
            Choice(value=one.id, label=one.name, chosen=True) for one in chosen.values()
        ),
        levels=_choices(LEVELS, asked.level),
        kinds=_choices(
            [("", "All kinds"), *((kind.value, word) for kind, word in KIND_WORDS.items())],
            asked.kind or "",
        ),
        periods=_choices(PERIODS, period),
        centre=at_centre.person.id if at_centre else "",
        picture=picture,
        rows=tuple(_row(placed) for placed in _in_order(picture.people)),
        groups=tuple(
            MapCompany(
                id=group.sign,
                name=group.name,
                people=group.people - group.shown,
                open_url=f"/map?{urlencode([*_flat(args), ('open', group.id)])}",
            )
            for group in sorted(picture.groups, key=lambda g: (-g.people, g.name, g.id))
            if not group.opened and group.people > group.shown
        ),
        lit=_lit(asked, picture),
        notes=(
            *_reach_notes(answer),
            *_missing(asked, at_centre=bool(at_centre), companies=len(chosen)),
        ),
        clear_url=_url(without),
        close_url=_url(closed) if picture.grouped and asked.opened else "",
    )


def _in_order(people: Sequence[PlacedPerson]) -> list[PlacedPerson]:
    """People on lit paths first, then those whom the viewer knows best."""
    return sorted(
        (placed for placed in people if not placed.me),
        key=lambda p: (not p.lit, -(p.tie.probability if p.tie else 0.0), p.person.name),
    )


def _row(placed: PlacedPerson) -> MapRow:
    person = placed.person
    return MapRow(
        id=person.id,
        card=PersonCard(
            name=person.name,
            title=person.title,
            company=person.company_name,
            url=f"/people/{person.id}",
            level=person.level,
            decides=person.decides,
        ),
        tier=placed.tie.tier.value if placed.tie else "unknown",
        probability=placed.tie.probability if placed.tie else None,
        balance=_balance(placed),
        lit=placed.lit,
    )


def _balance(placed: PlacedPerson) -> Balance | None:
    if placed.goodwill is None:
        return None
    return Balance(
        given=placed.goodwill.given,
        received=placed.goodwill.received,
        with_whom=placed.person.name,
        url=f"/favors/with/{placed.person.id}",
    )


def _lit(asked: MapAsked, picture: NetworkMap) -> str:
    """Which paths are lit, in words; empty when none is."""
    lit = [tie for tie in picture.ties if tie.lit]
    if not lit:
        return ""
    names = {placed.person.id: placed.person.name for placed in picture.people}
    targets = list(
        dict.fromkeys(names[path[-1]] for path in asked.paths if path[-1:] and path[-1] in names)
    )
    said = " or ".join(targets[:3])
    paths = "path" if len(asked.paths) == 1 else f"{len(asked.paths)} paths"
    return f"The {paths} to {said}" + (f" and {len(targets) - 3} more" if len(targets) > 3 else "")  # noqa: PLR2004 # names said


def _reach_notes(answer: Answer | None) -> tuple[MapNote, ...]:
    """Why no path is lit, or whom a mistyped name was taken for."""
    match answer:
        case Reached(asked=asked, targets=targets, guessed=True):
            return (MapNote(text=f"Showing {targets[0].name}; nobody is called {asked}"),)
        case WhichOne(asked=asked, people=people, at=at):
            where = " or ".join(company.name for company in at)
            text = f"Which one at {where}?" if at else f"Which {asked}?"
            return (MapNote(text=text, choices=_reach_links(people)),)
        case Nobody(because=because, nearest=nearest):
            return (MapNote(text=because, choices=_reach_links(nearest)),)
        case NoPath(targets=targets):
            names = ", ".join(target.name for target in targets[:3])
            return (MapNote(text=f"No path leads to {names} yet"),)
    return ()


def _reach_links(people: Sequence[Person]) -> tuple[Link, ...]:
    """Questions that mean each of the people, asked on the map."""
    return tuple(
        Link(
            label=f"{person.name}, {person.company_name}" if person.company else person.name,
            url="/map?"
            + urlencode(
                {
                    "reach": f"{person.name} at {person.company_name}"
                    if person.company
                    else person.name
                }
            ),
        )
        for person in people[:5]
    )


def _missing(asked: MapAsked, *, at_centre: bool, companies: int) -> tuple[MapNote, ...]:
    """That whom or what the address names is not there, hidden or not existing alike."""
    notes = []
    if asked.centre and not at_centre:
        notes.append(MapNote(text="Nobody is found to centre on: search by name above"))
    gone = len(asked.companies) - companies
    if gone > 0:
        which = "That company is" if gone == 1 else f"{gone} companies are"
        notes.append(MapNote(text=f"{which} not found: choose it under Filters"))
    return tuple(notes)


# -- the picture ------------------------------------------------------------------------------


def _drawn(picture: NetworkMap, asked: MapAsked) -> str:
    """The picture as JSON, made by pyvis with our template."""
    drawing = Drawing(directed=True)
    drawing.set_options(_OPTIONS)
    drawing.templateEnv = current_app.jinja_env
    drawing.path = "map/network.json"
    for group in picture.groups:
        x, y, radius = group.disc.x, group.disc.y, group.disc.radius
        if group.opened:
            part = "" if group.shown == group.people else f"{group.shown} of {group.people:,}"
            _node(
                drawing, f"room:{group.id}", group.name, x, y, role="room", size=radius, says=part
            )
        elif group.people > group.shown:
            count = group.people - group.shown
            _node(
                drawing, group.sign, group.name, x, y,
                role="company", shape="dot", size=radius, open=group.id,
                says=f"{count:,} {'person' if count == 1 else 'people'}",
            )  # fmt: skip
    for placed in picture.people:
        _person(drawing, placed, asked)
    drawn = set(drawing.node_ids)
    for tie in picture.ties:
        _tie(drawing, tie)
    me = {placed.person.id for placed in picture.people if placed.me}
    for arrow in picture.arrows:
        if {arrow.giver, arrow.receiver} <= drawn:
            _arrow(drawing, arrow, me)
    return cast("str", drawing.generate_html())


def _node(drawing: Drawing, id_: str, name: str, x: int, y: int, **more: Any) -> None:
    drawing.add_node(id_, label=name or " ", x=x, y=y, group=more["role"], **more)


def _person(drawing: Drawing, placed: PlacedPerson, asked: MapAsked) -> None:
    person, balance = placed.person, _balance(placed)
    side = "me" if placed.me else balance.side if balance else "none"
    _node(
        drawing, person.id, person.name, placed.at.x, placed.at.y,
        role="person", shape=_SHAPES.get(side, "dot"), size=_SIZES[person.level],
        side=side, lit=placed.lit, decides=person.decides, rank=Level(person.level).rank,
        centre=person.id == asked.centre,
        target=any(path[-1:] == (person.id,) for path in asked.paths), url=f"/people/{person.id}",
        says=person.role,
        tie="" if placed.me else _tie_words(placed),
        balance=balance.words if balance else "",
    )  # fmt: skip


def _tie_words(placed: PlacedPerson) -> str:
    if placed.tie is None:
        return "No tie with you is known"
    return f"Your tie: {placed.tie.tier.value}, {percent(placed.tie.probability)}"


def _tie(drawing: Drawing, tie: MapTie) -> None:
    drawing.add_edge(
        tie.one, tie.other,
        id=tie.id, role="tie", lit=tie.lit, strength=round(tie.strength, 3),
        width=round(0.8 + 5 * tie.strength, 1), arrows="",
        says=_says(tie), supported=tie.supported,
    )  # fmt: skip


def _says(tie: MapTie) -> str:
    if tie.count > 1:
        return f"{tie.count:,} ties"
    return percent(tie.strength) + (", supported" if tie.supported else "")


def _arrow(drawing: Drawing, arrow: MapArrow, me: set[PersonId]) -> None:
    way = "given" if arrow.giver in me else "received" if arrow.receiver in me else "others"
    drawing.add_edge(
        arrow.giver, arrow.receiver,
        id=arrow.id, role="favor", way=way, lit=False, width=3 if way != "others" else 1.5,
        arrows="to", dashes={"given": False, "received": [9, 6], "others": [2, 5]}[way],
        smooth={"enabled": True, "type": "curvedCW", "roundness": 0.16},
        says=", ".join(KIND_WORDS[kind].lower() for kind in arrow.kinds),
    )  # fmt: skip


# -- reading an address -----------------------------------------------------------------------


def _choices(pairs: Sequence[tuple[str, str]], chosen: str) -> tuple[Choice, ...]:
    return tuple(Choice(value=value, label=label, chosen=value == chosen) for value, label in pairs)


def _flat(args: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(key, value) for key, values in args.items() for value in values if value]


def _url(args: dict[str, list[str]]) -> str:
    query = urlencode(_flat(args))
    return f"/map?{query}" if query else "/map"


def _one_of(kind: type[Word], value: str, called: str) -> Word:
    try:
        return kind(value)
    except ValueError as error:
        raise InvalidInput(f"{value!r} is no {called}.") from error


def _per_cent(text: str) -> float:
    if not text.strip():
        return DEFAULT_STRENGTH
    try:
        found = int(text)
    except ValueError as error:
        raise InvalidInput(f"{text!r} is no strength in per cent.") from error
    return min(max(found, 0), 95) / 100


def _day(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise InvalidInput(f"{text!r} is no day.", hint="Write it like 2026-03-31.") from error
