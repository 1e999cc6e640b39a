"""Companies: the list, to sort and to take along, and a company's page with whom we know there.

People stand by seniority, with their buying roles; a decision maker to whom no path of four
ties or fewer leads from the viewer is flagged, as that is what to work on next.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from flask import Blueprint, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue

from netgraph.domain.access import TEAM, Visibility
from netgraph.domain.ids import CompanyId, PersonId
from netgraph.domain.people import BuyingRole, Company
from netgraph.errors import Conflict, InvalidInput
from netgraph.graph.companies import CountedCompany
from netgraph.routing import Path
from netgraph.services.bus_factor import Hold
from netgraph.services.companies import CompaniesAsked, CompanySort, SomebodyThere
from netgraph.services.history import Done
from netgraph.services.network import Network
from web.frame import Crumb, Frame, Nav, frame, toast
from web.history import say_done
from web.lists import Head, address, as_table, head
from web.parts import Choice, PersonCard
from web.people import card, spoken, who_sees
from web.session import netgraph, viewer
from web.words import level_words

pages = Blueprint("companies", __name__)

PAGE = 50
MOST_TIES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class CompaniesPage:
    """What `companies/list.html` shows: companies by name, or those that fit what was asked."""

    frame: Frame
    crumbs: tuple[Crumb, ...]
    asked: CompaniesAsked
    companies: tuple[CountedCompany, ...]
    heads: tuple[Head, ...]
    earlier: str
    later: str
    export: str


@dataclass(frozen=True, slots=True, kw_only=True)
class There:
    """A person at the company, as a row.

    `tier` is the strength of the viewer's own tie; `path` is `tie`, `path`, `none` or `me`. Of a
    path, `chance` is its probability and `by` the name of whom to ask first.
    """

    id: PersonId
    card: PersonCard
    title: str
    roles: tuple[tuple[str, str], ...]
    tier: str
    path: str
    chance: float | None = None
    by: str = ""

    @property
    def missing(self) -> bool:
        """Whether this is a decision maker to whom no path leads."""
        return self.card.decides and self.path == "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyPage:
    """What `companies/company.html` shows: groups by seniority, the highest first.

    `hold` is who holds the team's way to who decides there, when somebody does.
    """

    frame: Frame
    crumbs: tuple[Crumb, ...]
    company: Company
    team: bool
    groups: tuple[tuple[str, tuple[There, ...]], ...]
    before: tuple[There, ...]
    buyers: tuple[tuple[str, tuple[There, ...]], ...]
    missing: tuple[There, ...]
    hold: Hold | None
    roles: tuple[Choice, ...]
    people: tuple[Choice, ...]
    who_sees: tuple[Choice, ...]
    new_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeCompanyPage:
    """What `companies/merge.html` shows: companies that may be the same one."""

    frame: Frame
    crumbs: tuple[Crumb, ...]
    company: Company
    asked: str
    found: tuple[Company, ...]


@pages.get("/companies")
def companies() -> ResponseReturnValue:
    """Lists the companies whom the viewer knows of."""
    asked = _asked()
    skip = max(0, request.args.get("from", 0, type=int))
    listed = netgraph().companies.all(viewer(), asked, skip=skip, limit=PAGE + 1)
    page = CompaniesPage(
        frame=frame(Nav.PEOPLE),
        crumbs=(Crumb(label="People", url="/people"),),
        asked=asked,
        companies=listed[:PAGE],
        heads=tuple(_head(sort, label, asked) for sort, label in _HEADS),
        earlier=_address(asked, skip=max(0, skip - PAGE)) if skip else "",
        later=_address(asked, skip=skip + PAGE) if len(listed) > PAGE else "",
        export=_address(asked, path="/companies.csv"),
    )
    return render_template("companies/list.html", page=page)


@pages.get("/companies.csv")
def export() -> ResponseReturnValue:
    """The whole list as a table that any spreadsheet opens and none runs."""
    listed = netgraph().companies.all(viewer(), _asked(), limit=None)
    return as_table(
        "companies.csv",
        ("name", "industry", "domain", "people", "decision_makers", "visible_to", "id"),
        (
            (
                one.company.name,
                one.company.industry,
                one.company.domain,
                one.people,
                one.deciders,
                "team" if one.company.scope == TEAM else "only me",
                one.company.id,
            )
            for one in listed
        ),
    )


@pages.get("/companies/choices")
def choices() -> ResponseReturnValue:
    """Companies while a name is typed into a field that chooses one, as JSON."""
    found = netgraph().companies.suggest(viewer(), request.args.get("q", ""), limit=20)
    return jsonify([{"value": c.id, "label": c.name, "detail": c.industry} for c in found])


@pages.get("/companies/<company>")
def company_page(company: str) -> ResponseReturnValue:
    """Shows whom we know at a company."""
    today = netgraph().now().date()
    facts = netgraph().companies.page(viewer(), CompanyId(company), as_of=today)
    network = netgraph().ties.network(viewer(), as_of=today)
    now = _with_connectors(tuple(_there(one, network) for one in facts.now), network)
    deciders = [row.id for row in now if row.card.decides and row.path != "me"]
    levels = dict.fromkeys(one.post.level if one.post else "" for one in facts.now)
    played = [role.value for role in BuyingRole]
    page = CompanyPage(
        frame=frame(Nav.PEOPLE),
        crumbs=_crumbs(),
        company=facts.company,
        team=facts.company.scope == TEAM,
        groups=tuple(
            (
                (level_words(level) or "Others") if level else "Without a known job here",
                tuple(
                    row
                    for row, one in zip(now, facts.now, strict=True)
                    if (one.post.level if one.post else "") == level
                ),
            )
            for level in levels
        ),
        before=tuple(_there(one, network) for one in facts.before),
        buyers=tuple(
            (spoken(role), there)
            for role in played
            if (there := tuple(r for r in now if spoken(role) in {name for _, name in r.roles}))
        ),
        missing=tuple(row for row in now if row.missing),
        hold=netgraph().bus_factors.of(viewer(), deciders) if deciders else None,
        roles=tuple(Choice(value=role, label=spoken(role)) for role in played),
        people=tuple(Choice(value=row.id, label=row.card.name) for row in now),
        who_sees=who_sees(Visibility.TEAM) if facts.company.scope == TEAM else (),
        new_url="/people/new",
    )
    return render_template("companies/company.html", page=page)


@pages.post("/companies")
def add() -> ResponseReturnValue:
    """Adds a company."""
    form = request.form
    try:
        written = netgraph().companies.add(
            viewer(),
            name=form.get("name", ""),
            visibility=Visibility.TEAM if form.get("visibility") == "team" else Visibility.PRIVATE,
            industry=form.get("industry", ""),
            domain=form.get("domain", ""),
        )
    except (InvalidInput, Conflict) as error:
        toast(str(error), failed=True)
        return redirect("/companies")
    say_done(written.done)
    return redirect(f"/companies/{written.company}")


@pages.post("/companies/<company>")
def edit(company: str) -> ResponseReturnValue:
    """Changes name, industry and domain."""
    form = request.form
    return _attempt(
        company,
        lambda: netgraph().companies.edit(
            viewer(),
            CompanyId(company),
            name=form.get("name", ""),
            industry=form.get("industry", ""),
            domain=form.get("domain", ""),
        ),
    )


@pages.post("/companies/<company>/roles")
def set_role(company: str) -> ResponseReturnValue:
    """Says what somebody is in the account of the company."""
    role = request.form.get("role", "")
    if role not in set(BuyingRole):
        raise InvalidInput(f"{role!r} is no buying role.", hint="Choose one.")
    team = request.form.get("role_visibility") == "team"
    return _attempt(
        company,
        lambda: netgraph().people.play_role(
            viewer(),
            PersonId(request.form.get("person", "")),
            company=CompanyId(company),
            role=BuyingRole(role),
            visibility=Visibility.TEAM if team else Visibility.PRIVATE,
        ),
    )


@pages.post("/companies/<company>/roles/<person>/<role>/remove")
def remove_role(company: str, person: str, role: str) -> ResponseReturnValue:
    """Takes a buying role back."""
    return _attempt(
        company, lambda: netgraph().people.remove_fact(viewer(), PersonId(person), role)
    )


@pages.get("/companies/<company>/merge")
def choose_merge(company: str) -> ResponseReturnValue:
    """Shows which companies may be the same one."""
    services = netgraph().companies
    seen = services.get(viewer(), CompanyId(company))
    asked = request.args.get("q", "").strip()[:200]
    near = (
        *services.suggest(viewer(), asked or seen.name, limit=10),
        *services.nearest(viewer(), asked or seen.name, limit=10),
    )
    page = MergeCompanyPage(
        frame=frame(Nav.PEOPLE),
        crumbs=(*_crumbs(), Crumb(label=seen.name, url=f"/companies/{seen.id}")),
        company=seen,
        asked=asked,
        found=tuple(one for one in dict.fromkeys(near) if one.id != seen.id)[:10],
    )
    return render_template("companies/merge.html", page=page)


@pages.post("/companies/<company>/merge")
def merge(company: str) -> ResponseReturnValue:
    """Merges another company into this one."""
    gone = CompanyId(request.form.get("gone", ""))
    try:
        merged = netgraph().companies.merge(viewer(), kept=CompanyId(company), gone=gone)
    except InvalidInput as error:
        toast(str(error), failed=True)
        return redirect(f"/companies/{company}/merge")
    say_done(merged.done)
    return redirect(f"/companies/{merged.company}")


@pages.post("/companies/<company>/delete")
def delete(company: str) -> ResponseReturnValue:
    """Deletes a company where nobody is known."""
    try:
        done = netgraph().companies.delete(viewer(), CompanyId(company))
    except Conflict as error:
        toast(str(error), failed=True)
        return redirect(f"/companies/{company}")
    say_done(done)
    return redirect("/companies")


_HEADS = (
    (CompanySort.NAME, "Company"),
    (CompanySort.INDUSTRY, "Industry"),
    (CompanySort.DOMAIN, "Domain"),
    (CompanySort.PEOPLE, "People"),
    (CompanySort.DECIDERS, "Decision makers"),
)
_HIGHEST_FIRST = {CompanySort.PEOPLE, CompanySort.DECIDERS}


def _asked() -> CompaniesAsked:
    args = request.args
    sort = args.get("sort", "")
    return CompaniesAsked(
        text=args.get("q", "").strip()[:200],
        sort=CompanySort(sort) if sort in set(CompanySort) else None,
        down=args.get("down") == "1",
    )


def _address(asked: CompaniesAsked, *, skip: int = 0, path: str = "/companies") -> str:
    return address(
        path,
        q=asked.text,
        sort=asked.sort.value if asked.sort else "",
        down="1" if asked.down else "",
        **{"from": str(skip) if skip else ""},
    )


def _head(sort: CompanySort, label: str, asked: CompaniesAsked) -> Head:
    return head(
        label,
        now=asked.sort is sort
        or (asked.sort is None and not asked.text and sort is CompanySort.NAME),
        down=asked.down,
        falling=sort in _HIGHEST_FIRST,
        sorted_by=lambda down: _address(replace(asked, sort=sort, down=down)),
        number=sort in _HIGHEST_FIRST,
    )


def _attempt(company: str, write: Callable[[], Done]) -> ResponseReturnValue:
    try:
        say_done(write())
    except (InvalidInput, Conflict) as error:
        toast(str(error), failed=True)
    return redirect(f"/companies/{company}")


def _crumbs() -> tuple[Crumb, ...]:
    return (Crumb(label="People", url="/people"), Crumb(label="Companies", url="/companies"))


def _there(one: SomebodyThere, network: Network) -> There:
    tie = network.strength(of=viewer().person, towards=one.person.id)
    me = one.person.id == viewer().person
    return There(
        id=one.person.id,
        card=card(one.person),
        title=one.post.title if one.post else "",
        roles=tuple((role.id, spoken(role.role.value)) for role in one.roles),
        tier=tie.tier.value if tie else "unknown",
        path="me" if me else "tie" if tie else "none",
    )


def _with_connectors(people: tuple[There, ...], network: Network) -> tuple[There, ...]:
    """The people with the best path to each whom the viewer has no tie with, where there is one."""
    best = {
        one.id: path
        for one in people
        if one.path == "none" and (path := _best_path(one.id, network)) is not None
    }
    asked = {one: network.people[path.people[1]] for one, path in best.items()}
    cards = netgraph().people.many(viewer(), asked.values())
    return tuple(
        replace(one, path="path", chance=best[one.id].probability, by=cards[asked[one.id]].name)
        if one.id in best and asked[one.id] in cards
        else one
        for one in people
    )


def _best_path(person: PersonId, network: Network) -> Path | None:
    me = viewer().person
    if me not in network.number or person not in network.number:
        return None
    found = network.index.best_paths(
        network.number[me],
        network.number[person],
        1,
        overlay=network.overlay,
        max_ties=MOST_TIES,
    )
    return found[0] if found else None
