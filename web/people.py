"""A person's page, and everything on it that can be changed in place.

Every change is a plain form that works without JavaScript: a POST, then back to the page with
a toast that undoes it. What a form says wrong stays in the form, with what is wrong about it;
what may not be seen is not there (404), whether it exists or not. Facts of a page are those
of `People.page`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from http import HTTPStatus

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from netgraph.domain.access import TEAM, Visibility
from netgraph.domain.ids import CompanyId, PersonId
from netgraph.domain.names import first_name
from netgraph.domain.people import BuyingRole, Channel, Person
from netgraph.domain.policies import DAYS, Asking, ConnectorPolicy
from netgraph.domain.wants import ASK_AGAIN, WantKind
from netgraph.domain.wording import tie_in_words
from netgraph.errors import Conflict, InvalidInput
from netgraph.services.history import Done
from netgraph.services.inquiries import WithPerson
from netgraph.services.network import Network, SeenTie
from netgraph.services.network_map import DEFAULT_STRENGTH
from netgraph.services.people import Found, Nobody, PersonFacts, Several
from netgraph.services.today import DuePromise, Give
from netgraph.services.wants import NewWant, Wishes
from web.favors import TimelinePart, timeline_part
from web.forms import day, job_of_form, one_of, visibility_of
from web.frame import Crumb, Frame, Nav, frame, toast
from web.history import say_done
from web.parts import Choice, PersonCard, Strand
from web.session import netgraph, viewer
from web.shares import with_shares

pages = Blueprint("people", __name__)

TIES_SHOWN = 12


# ---------------------------------------------------------------------------------------------
# One person


@dataclass(frozen=True, slots=True, kw_only=True)
class TieRow:
    """A tie of the person: with whom, how likely each acts for the other, and why.

    `supported` are favor partners that the two have in common.
    """

    other: PersonCard
    asked: Strand
    asking: Strand
    words: str
    is_viewer: bool
    supported: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A form of the page that could not be saved: which, what it said, and what is wrong with it.

    `form` is the last part of the form's address; empty when nothing was tried.
    """

    form: str = ""
    said: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""

    def value(self, form: str, name: str, otherwise: str = "") -> str:
        """What a field of a form shows: what was typed into it, or else what is known."""
        return self.said.get(name, otherwise) if form == self.form else otherwise

    def chosen(self, form: str, name: str, choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
        """The choices of a field of a form, with the one marked that was made."""
        if form != self.form or name not in self.said:
            return choices
        return tuple(replace(one, chosen=one.value == self.said[name]) for one in choices)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPage:
    """What `people/person.html` shows of one person.

    `known` is how the viewer knows them in one line, `next` what to do for them next, `cautions`
    what to be careful with, `policy` their rules as a connector, `asked` how often they were
    asked in a quarter, `team` whether everybody sees them, and `timeline` the giving between the
    two (nothing for the viewer themself). `inquiries` are the viewer's questions what would help,
    `faded` the wants to ask about again. `tried` is a form that could not be saved.
    """

    frame: Frame
    crumbs: tuple[Crumb, ...]
    card: PersonCard
    facts: PersonFacts
    wishes: Wishes
    wanted: dict[PersonId, Person]
    inquiries: WithPerson
    faded: frozenset[str]
    is_me: bool
    team: bool
    known: str
    next: DuePromise | Give | None
    cautions: tuple[str, ...]
    policy: ConnectorPolicy
    batch_days: tuple[Choice, ...]
    asking: tuple[Choice, ...]
    asked: int
    ties: tuple[TieRow, ...]
    more_ties: int
    timeline: TimelinePart | None
    kinds: tuple[Choice, ...]
    roles: tuple[Choice, ...]
    accounts: tuple[Choice, ...]
    channels: tuple[Choice, ...]
    deciding: tuple[Choice, ...]
    who_sees: tuple[Choice, ...]
    who_sees_note: tuple[Choice, ...]
    tried: Tried


@pages.get("/people/<person>")
def person_page(person: str) -> ResponseReturnValue:
    """Shows a person with ties, giving, wishes, notes and how to reach them."""
    return _person(person, Tried())


def _person(person: str, tried: Tried) -> str:
    id_, services, today = PersonId(person), netgraph(), netgraph().now().date()
    facts = services.people.page(viewer(), id_, as_of=today)
    wishes = services.wants.of(viewer(), id_)
    network = services.ties.network(viewer(), as_of=today)
    is_me = id_ == viewer().person
    near = sorted(network.near(id_), key=lambda other: other != viewer().person)
    network.look_at((id_, other) for other in near[:TIES_SHOWN])
    around = [
        tie
        for other in near[:TIES_SHOWN]
        if (tie := network.tie(of=id_, towards=other)) is not None
    ]
    others = services.people.many(viewer(), [tie.towards for tie in around])
    supported = network.supporters((id_, tie.towards) for tie in around)
    partners = services.people.many(
        viewer(), {one for partners in supported.values() for one in partners}
    )
    mine = None if is_me else network.tie(of=viewer().person, towards=id_)
    team = facts.person.scope == TEAM
    rules = services.policies.of(viewer(), (id_,))[id_]
    page = PersonPage(
        frame=frame(Nav.PEOPLE),
        crumbs=(Crumb(label="People", url="/people"),),
        card=card(facts.person),
        facts=facts,
        wishes=wishes,
        wanted=dict(
            services.people.many(
                viewer(),
                [seen.want.wanted_person for seen in wishes.wants if seen.want.wanted_person],
            )
        ),
        inquiries=services.inquiries.with_(viewer(), id_),
        faded=frozenset(
            seen.want.id
            for seen in wishes.wants
            if seen.want.freshness(as_of=today) < ASK_AGAIN
        ),
        is_me=is_me,
        team=team,
        known=_known(mine, facts.person, network),
        next=None if is_me else services.agenda.next_for(viewer(), facts.person, network=network),
        cautions=tuple(
            caution.text
            for caution in services.cautions.of_person(viewer(), facts.person, network=network)
        ),
        policy=rules,
        batch_days=(
            Choice(value="", label="Any day"),
            *(
                Choice(value=str(number), label=name, chosen=rules.batch_day == number)
                for number, name in enumerate(DAYS)
            ),
        ),
        asking=tuple(
            Choice(value=way.value, label=label, chosen=rules.channel is way)
            for way, label in _ASKING.items()
        ),
        asked=services.policies.asked(viewer(), (id_,)).get(id_, 0),
        ties=tuple(
            _tie_row(
                tie,
                facts.person,
                others[tie.towards],
                today,
                supported=tuple(
                    partners[one]
                    for one in sorted(supported.get((id_, tie.towards), ()))
                    if one in partners and tie.strength.probability >= DEFAULT_STRENGTH
                ),
            )
            for tie in around
            if tie.towards in others
        ),
        more_ties=max(0, len(near) - TIES_SHOWN),
        timeline=None
        if is_me
        else with_shares(timeline_part(services.favors.between(viewer(), id_)), id_),
        kinds=_plain_choices([kind.value for kind in WantKind]),
        roles=_plain_choices([role.value for role in BuyingRole]),
        accounts=tuple(
            Choice(value=company, label=name)
            for company, name in dict.fromkeys(
                (held.job.company, held.job.company_name) for held in facts.jobs
            )
        ),
        channels=tuple(
            Choice(value=channel.value, label=_CHANNELS[channel]) for channel in Channel
        ),
        deciding=tuple(
            Choice(value=value, label=label, chosen=said is facts.decides_by_hand)
            for value, label, said in (
                ("", "As the title says", None), ("1", "Decides", True),
                ("0", "Does not decide", False),
            )
        ),
        who_sees=who_sees(Visibility.TEAM) if team else (),
        who_sees_note=who_sees(Visibility.PRIVATE) if team else (),
        tried=tried,
    )  # fmt: skip
    return render_template("people/person.html", page=page)


def card(person: Person) -> PersonCard:
    """A person for the macros of pages, leading to their page."""
    return PersonCard(
        name=person.name,
        title=person.title,
        company=person.company_name,
        url=f"/people/{person.id}",
        level=person.level,
        decides=person.decides,
        note="" if person.scope == TEAM else "only you see them",
    )


def who_sees(chosen: Visibility) -> tuple[Choice, ...]:
    """The choice of who may see what is about to be written."""
    return tuple(
        Choice(value=one.value, label=label, chosen=one is chosen)
        for one, label in ((Visibility.TEAM, "The team"), (Visibility.PRIVATE, "Only me"))
    )


def spoken(value: str) -> str:
    """A choice's value as words: `economic_buyer` is `Economic buyer`."""
    short = {"it": "IT", "hr": "HR"}
    return short.get(value, value.replace("_", " ").capitalize())


_CHANNELS = {
    Channel.EMAIL: "E-mail",
    Channel.PHONE: "Phone",
    Channel.LINKEDIN: "LinkedIn",
    Channel.URL: "Address on the web",
}


def _plain_choices(values: list[str]) -> tuple[Choice, ...]:
    return tuple(Choice(value=value, label=spoken(value)) for value in values)


def _strand(probability: float | None, tier: str, grade: str) -> Strand:
    return Strand(tier=tier, grade=grade, strength=probability)


def _tie_row(
    tie: SeenTie, person: Person, other: Person, today: date, *, supported: tuple[Person, ...]
) -> TieRow:
    names = (
        "you" if person.id == viewer().person else first_name(person.name),
        "you" if other.id == viewer().person else first_name(other.name),
    )
    there, back = tie.strength, tie.back
    return TieRow(
        other=replace(card(other), note="you") if other.id == viewer().person else card(other),
        asked=_strand(back.probability, back.tier.value, back.grade.value)
        if back
        else _strand(None, "unknown", "unknown"),
        asking=_strand(there.probability, there.tier.value, there.grade.value),
        words=tie_in_words(
            tie.facts(as_of=today), tie.evidence.favors, of=tie.of, names=names, as_of=today
        ),
        supported=supported,
        is_viewer=other.id == viewer().person,
    )


def _known(mine: SeenTie | None, person: Person, network: Network) -> str:
    if person.id == viewer().person:
        return "This is you"
    if mine is None:
        return "You have no tie with them yet"
    names = ("you", first_name(person.name))
    words = tie_in_words(
        mine.facts(as_of=network.as_of), mine.evidence.favors,
        of=mine.of, names=names, as_of=network.as_of,
    )  # fmt: skip
    return f"{words[:1].upper()}{words[1:]}"


# ---------------------------------------------------------------------------------------------
# Adding somebody


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPersonPage:
    """What `people/new.html` shows: the form as it was filled in, its problem, and namesakes."""

    frame: Frame
    crumbs: tuple[Crumb, ...]
    said: dict[str, str]
    problem: str
    namesakes: tuple[PersonCard, ...]
    who_sees: tuple[Choice, ...]


@pages.get("/people/new")
def new_person() -> ResponseReturnValue:
    """Shows the form for somebody new; `name` and `company` may come with the address."""
    return _new_person(dict(request.args))


@pages.post("/people/new")
def add_person() -> ResponseReturnValue:
    """Adds somebody; asks first when there is somebody of that name."""
    form = dict(request.form)
    namesakes = netgraph().people.namesakes(viewer(), form.get("name", ""))
    if namesakes and form.get("really") != "1":
        return _new_person(form, namesakes=tuple(card(person) for person in namesakes)), 409
    try:
        written = netgraph().people.add(
            viewer(),
            name=form.get("name", ""),
            visibility=visibility_of("visibility"),
            job=job_of_form() if form.get("company", "").strip() else None,
            contact={
                channel: form[channel.value] for channel in Channel if form.get(channel.value)
            },
        )
    except (InvalidInput, Conflict) as error:
        return _new_person(form, problem=str(error)), 400
    say_done(written.done)
    return redirect(f"/people/{written.person}")


def _new_person(
    said: dict[str, str], *, problem: str = "", namesakes: tuple[PersonCard, ...] = ()
) -> str:
    chosen = Visibility.TEAM if said.get("visibility") == "team" else Visibility.PRIVATE
    page = NewPersonPage(
        frame=frame(Nav.PEOPLE),
        crumbs=(Crumb(label="People", url="/people"),),
        said=said,
        problem=problem,
        namesakes=namesakes,
        who_sees=who_sees(chosen),
    )
    return render_template("people/new.html", page=page)


def crumbs_of(person: Person) -> tuple[Crumb, ...]:
    """The way to a page below the page of a person."""
    return (
        Crumb(label="People", url="/people"),
        Crumb(label=person.name, url=f"/people/{person.id}"),
    )


# ---------------------------------------------------------------------------------------------
# Changes in place


@pages.post("/people/<person>/name")
def rename(person: str) -> ResponseReturnValue:
    """Gives a person another name."""
    name = request.form.get("name", "")
    return attempt(person, lambda: netgraph().people.rename(viewer(), PersonId(person), name))


@pages.post("/people/<person>/decides")
def decides(person: str) -> ResponseReturnValue:
    """Says by hand whether a person decides."""
    said = {"1": True, "0": False}.get(request.form.get("decides", ""))
    return attempt(
        person,
        lambda: netgraph().people.set_decides(viewer(), PersonId(person), decides=said),
    )


@pages.post("/people/<person>/policy")
def policy(person: str) -> ResponseReturnValue:
    """Says how often, and for what, a person may be asked for introductions."""

    def write() -> Done:
        form = request.form
        cap, least = form.get("cap", "").strip(), form.get("least", "").strip()
        try:
            rules = ConnectorPolicy(
                cap=int(cap) if cap else None,
                never=tuple(form.get("never", "").split(",")),
                least=float(least) / 100 if least else 0.0,
                paused_until=day(form.get("paused_until", "")),
                batch_day=int(form["batch_day"]) if form.get("batch_day") else None,
                channel=Asking(form.get("asking", "")),
            )
        except ValueError as error:
            raise InvalidInput(
                "These are no rules.", hint="A whole number a quarter, per cent below a hundred."
            ) from error
        return netgraph().policies.set(viewer(), PersonId(person), rules)

    return attempt(person, write)


@pages.post("/people/<person>/contact")
def add_contact(person: str) -> ResponseReturnValue:
    """Adds a way to reach a person."""
    return attempt(
        person,
        lambda: netgraph().people.add_contact_point(
            viewer(),
            PersonId(person),
            channel=one_of(Channel, "channel"),
            value=request.form.get("value", ""),
            visibility=visibility_of("contact_visibility"),
        ),
    )


@pages.post("/people/<person>/roles")
def add_role(person: str) -> ResponseReturnValue:
    """Says what a person is in the account of a company."""
    return attempt(
        person,
        lambda: netgraph().people.play_role(
            viewer(),
            PersonId(person),
            company=CompanyId(request.form.get("role_company", "")),
            role=one_of(BuyingRole, "role"),
            visibility=visibility_of("role_visibility"),
        ),
    )


@pages.post("/people/<person>/wants")
def add_want(person: str) -> ResponseReturnValue:
    """Notes what a person looks for."""
    form = request.form

    def write() -> Done:
        return netgraph().wants.add_want(
            viewer(),
            PersonId(person),
            NewWant(
                kind=one_of(WantKind, "want_kind"),
                text=form.get("want_text", ""),
                role=form.get("want_role", ""),
                industry=form.get("want_industry", ""),
                company=form.get("want_company", ""),
                wanted=_named(form.get("want_person", "")),
            ),
            visibility=visibility_of("want_visibility"),
        )

    return attempt(person, write, anchor="wants")


@pages.post("/people/<person>/expertise")
def add_expertise(person: str) -> ResponseReturnValue:
    """Notes what a person can help with."""
    return attempt(
        person,
        lambda: netgraph().wants.add_expertise(
            viewer(),
            PersonId(person),
            request.form.get("topic", ""),
            visibility=visibility_of("topic_visibility"),
        ),
        anchor="wants",
    )


@pages.post("/people/<person>/notes")
def add_note(person: str) -> ResponseReturnValue:
    """Writes a note about a person."""
    return attempt(
        person,
        lambda: netgraph().wants.add_note(
            viewer(),
            PersonId(person),
            request.form.get("note_text", ""),
            visibility=visibility_of("note_visibility"),
        ),
        anchor="notes",
    )


@pages.post("/people/<person>/facts/<fact>/remove")
def remove_fact(person: str, fact: str) -> ResponseReturnValue:
    """Removes a contact point, job, buying role, want, expertise or note."""
    return attempt(person, lambda: netgraph().people.remove_fact(viewer(), PersonId(person), fact))


@pages.post("/people/<person>/share")
def share(person: str) -> ResponseReturnValue:
    """Shows a private person to the team."""
    return attempt(person, lambda: netgraph().people.share(viewer(), PersonId(person)))


# ---------------------------------------------------------------------------------------------
# Merging and deleting, each asked about on a page of its own


@dataclass(frozen=True, slots=True, kw_only=True)
class MergePage:
    """What `people/merge.html` shows: whom to merge, found by `asked`, with what each has."""

    frame: Frame
    crumbs: tuple[Crumb, ...]
    person: Person
    asked: str
    found: tuple[tuple[PersonId, PersonCard, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletePage:
    """What `people/delete.html` shows: who goes, and what goes with them."""

    frame: Frame
    crumbs: tuple[Crumb, ...]
    person: Person
    goes: tuple[str, ...]
    is_user: bool


@pages.get("/people/<person>/merge")
def choose_merge(person: str) -> ResponseReturnValue:
    """Shows whom a person can be merged with; namesakes when nothing is asked."""
    services = netgraph().people
    seen = services.get(viewer(), PersonId(person))
    asked = request.args.get("q", "").strip()
    ids = [one for one in services.search(viewer(), asked or seen.name) if one != seen.id][:10]
    known = services.many(viewer(), ids)
    page = MergePage(
        frame=frame(Nav.PEOPLE),
        crumbs=crumbs_of(seen),
        person=seen,
        asked=asked,
        found=tuple((one, card(known[one]), services.what_goes(viewer(), one)) for one in ids),
    )
    return render_template("people/merge.html", page=page)


@pages.post("/people/<person>/merge")
def merge(person: str) -> ResponseReturnValue:
    """Merges somebody into a person."""
    gone = PersonId(request.form.get("gone", ""))
    try:
        merged = netgraph().people.merge(viewer(), kept=PersonId(person), gone=gone)
    except (InvalidInput, Conflict) as error:
        toast(str(error), failed=True)
        return redirect(f"/people/{person}/merge")
    say_done(merged.done)
    return redirect(f"/people/{merged.person}")


@pages.get("/people/<person>/delete")
def ask_delete(person: str) -> ResponseReturnValue:
    """Shows what goes with a person."""
    facts = netgraph().people.page(viewer(), PersonId(person), as_of=netgraph().now().date())
    page = DeletePage(
        frame=frame(Nav.PEOPLE),
        crumbs=crumbs_of(facts.person),
        person=facts.person,
        goes=netgraph().people.what_goes(viewer(), PersonId(person)),
        is_user=facts.is_user,
    )
    return render_template("people/delete.html", page=page)


@pages.post("/people/<person>/delete")
def delete(person: str) -> ResponseReturnValue:
    """Deletes a person."""
    try:
        done = netgraph().people.delete(viewer(), PersonId(person))
    except Conflict as error:
        toast(str(error), failed=True)
        return redirect(f"/people/{person}")
    say_done(done)
    return redirect("/people")


# ---------------------------------------------------------------------------------------------
# What forms say


def attempt(person: str, write: Callable[[], Done], *, anchor: str = "") -> ResponseReturnValue:
    """Does a write and goes back to the person's page; what cannot be saved stays in its form."""
    try:
        say_done(write())
    except (InvalidInput, Conflict) as error:
        form = request.path.rpartition("/")[2]
        return _person(person, Tried(form=form, said=request.form.to_dict(), problem=str(error))), (
            HTTPStatus.CONFLICT if isinstance(error, Conflict) else HTTPStatus.BAD_REQUEST
        )
    return redirect(f"/people/{person}" + (f"#{anchor}" if anchor else ""))


def _named(text: str) -> PersonId | None:
    """The person whom a field names; raises `InvalidInput` when that is not one."""
    if not text.strip():
        return None
    match netgraph().people.find(viewer(), text):
        case Found(person=person):
            return person.id
        case Several(people=people):
            names = "; ".join(f"{one.name}, {one.role}" for one in people[:3])
            raise InvalidInput(
                f"{text!r} may be several people: {names}.", hint="Say at which company."
            )
        case Nobody(nearest=nearest):
            names = ", ".join(one.name for one in nearest[:3])
            raise InvalidInput(
                f"Nobody is called {text!r}.", hint=f"The nearest are {names}." if names else ""
            )


_ASKING = {
    Asking.ANY: "Whatever way",
    Asking.EMAIL: "E-mail",
    Asking.PHONE: "Telephone",
    Asking.MESSAGE: "A short message",
    Asking.IN_PERSON: "In person",
}
