"""The list of people, as a page, as a table to take along, and as choices for a field.

Filters and order are in the address, so a list can be kept as a bookmark and every header is a
plain link. Cells of the exported table are harmless to spreadsheets.
"""

from dataclasses import dataclass, replace

from flask import Blueprint, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from netgraph.domain.access import TEAM
from netgraph.domain.ids import CompanyId
from netgraph.domain.titles import Function, Level
from netgraph.services.directory import PAGE, Line, Sort, Wanted
from web.frame import Frame, Nav, frame
from web.lists import Head, address, as_table, head
from web.parts import Choice, PersonCard
from web.people import card, spoken
from web.session import netgraph, viewer
from web.words import level_words

pages = Blueprint("directory", __name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class PeoplePage:
    """What `people/list.html` shows: one page of people, filters, and where to go on."""

    frame: Frame
    wanted: Wanted
    lines: tuple[tuple[PersonCard, Line], ...]
    total: int
    first: int
    heads: tuple[Head, ...]
    levels: tuple[Choice, ...]
    functions: tuple[Choice, ...]
    decides: tuple[Choice, ...]
    company: str
    earlier: str
    later: str
    export: str
    narrowed: bool


@pages.get("/people")
def people() -> ResponseReturnValue:
    """Lists the people whom the viewer sees."""
    wanted = _wanted()
    skip = max(0, request.args.get("from", 0, type=int))
    listed = netgraph().directory.page(viewer(), wanted, skip=skip)
    company = ""
    if wanted.company:
        company = netgraph().companies.get(viewer(), wanted.company).name
    chosen = "" if wanted.decides is None else str(int(wanted.decides))
    page = PeoplePage(
        frame=frame(Nav.PEOPLE),
        wanted=wanted,
        lines=tuple((card(line.person), line) for line in listed.lines),
        total=listed.total,
        first=skip + 1,
        heads=tuple(_head(sort, label, wanted) for sort, label in _HEADS),
        levels=_choices(
            "Any level",
            [(one.value, _level(one.value)) for one in reversed(Level)],
            wanted.level,
        ),
        functions=_choices(
            "Any function",
            [(one.value, spoken(one.value)) for one in Function],
            wanted.function,
        ),
        decides=_choices("Deciding or not", [("1", "Decides"), ("0", "Does not decide")], chosen),
        company=company,
        earlier=_address(wanted, skip=max(0, skip - PAGE)) if skip else "",
        later=_address(wanted, skip=skip + PAGE) if skip + PAGE < listed.total else "",
        export=_address(wanted, path="/people.csv"),
        narrowed=replace(wanted, sort=None, down=False) != Wanted(),
    )
    return render_template("people/list.html", page=page)


@pages.get("/people.csv")
def export() -> ResponseReturnValue:
    """The whole list as a table that any spreadsheet opens and none runs."""
    listed = netgraph().directory.page(viewer(), _wanted(), limit=None)
    return as_table(
        "people.csv",
        ("name", "title", "company", "level", "function", "decides", "strength", "tier",
         "last_contact", "visible_to", "id"),
        (
            (
                line.person.name,
                line.person.title,
                line.person.company_name,
                line.person.level,
                line.person.function,
                "yes" if line.person.decides else "no",
                f"{line.tie.probability:.3f}" if line.tie else "",
                line.tie.tier.value if line.tie else "unknown",
                line.last_contact.isoformat() if line.last_contact else "",
                "team" if line.person.scope == TEAM else "only me",
                line.person.id,
            )
            for line in listed.lines
        ),
    )  # fmt: skip


@pages.get("/people/choices")
def choices() -> ResponseReturnValue:
    """People while a name is typed into a field that chooses one, as JSON."""
    text = request.args.get("q", "")
    found = netgraph().people.suggest(viewer(), text, limit=20)
    return jsonify(
        [
            {"value": one.person, "label": one.label, "detail": one.detail}
            for one in found
            if one.person and one.kind == "person"
        ]
    )


_HEADS = (
    (Sort.NAME, "Name"),
    (Sort.TITLE, "Title"),
    (Sort.COMPANY, "Company"),
    (Sort.LEVEL, "Seniority"),
    (Sort.CONTACT, "Last contact"),
    (Sort.STRENGTH, "Strength"),
)


def _wanted() -> Wanted:
    args = request.args
    sort = args.get("sort", "")
    return Wanted(
        text=args.get("q", "").strip()[:200],
        company=CompanyId(args["company"]) if args.get("company") else None,
        level=args.get("level", "") if args.get("level", "") in set(Level) else "",
        function=args.get("function", "") if args.get("function", "") in set(Function) else "",
        decides={"1": True, "0": False}.get(args.get("decides", "")),
        mine=args.get("mine") == "1",
        sort=Sort(sort) if sort in set(Sort) else None,
        down=args.get("down") == "1",
    )


def _address(wanted: Wanted, *, skip: int = 0, path: str = "/people") -> str:
    return address(
        path,
        q=wanted.text,
        company=wanted.company or "",
        level=wanted.level,
        function=wanted.function,
        decides="" if wanted.decides is None else str(int(wanted.decides)),
        mine="1" if wanted.mine else "",
        sort=wanted.sort.value if wanted.sort else "",
        down="1" if wanted.down else "",
        **{"from": str(skip) if skip else ""},
    )


def _head(sort: Sort, label: str, wanted: Wanted) -> Head:
    return head(
        label,
        now=wanted.sort is sort or (wanted.sort is None and not wanted.text and sort is Sort.NAME),
        down=wanted.down,
        falling=sort in {Sort.STRENGTH, Sort.CONTACT},
        sorted_by=lambda down: _address(replace(wanted, sort=sort, down=down)),
    )


def _choices(every: str, values: list[tuple[str, str]], chosen: str) -> tuple[Choice, ...]:
    return tuple(
        Choice(value=value, label=label, chosen=value == chosen)
        for value, label in [("", every), *values]
    )


def _level(level: str) -> str:
    return level_words(level) or "No leading role"
