"""`netgraph people`: find, show, add, merge and delete people on the terminal.

WHO is an id, an address, or a name that means one person; a name that may mean several is
refused with all of them, so that a script never changes the wrong one. `the_one` finds them for
other commands too.
"""

from datetime import datetime

import click

from netgraph.cli.frame import (
    DAY,
    agreed,
    as_option,
    day_of,
    graph,
    json_option,
    out,
    say_done,
    say_json,
    viewer_of,
)
from netgraph.domain.access import TEAM, Viewer, Visibility
from netgraph.domain.evidence import Knows
from netgraph.domain.ids import CompanyId, PersonId
from netgraph.domain.people import BuyingRole, Channel, Person
from netgraph.errors import InvalidInput, NotFound
from netgraph.services.directory import Wanted
from netgraph.services.people import Found, NewJob, Nobody, PersonFacts, Several
from netgraph.services.wants import Wishes
from netgraph.wiring import Netgraph

team_option = click.option("--team", is_flag=True, help="Let the whole team see it, not only you.")
yes_option = click.option("--yes", is_flag=True, help="Do it without asking, as a script must.")


@click.group()
def people() -> None:
    """Find, show, add, merge and delete people.

    \b
      netgraph people search "CFO at Acme"
      netgraph people show "Priya Shah"
      netgraph people add "Priya Shah" --title CFO --company Acme --team
    """  # noqa: D301 # click's mark for lines to leave alone is a control character


@people.command()
@click.argument("text", default="")
@click.option("--limit", default=20, show_default=True, help="How many at most.")
@as_option
@json_option
def search(text: str, limit: int, email: str | None, *, as_json: bool) -> None:
    """List people by name, company or role; everybody when TEXT is left out."""
    with graph() as netgraph:
        viewer = viewer_of(netgraph, email)
        listed = netgraph.directory.page(viewer, Wanted(text=text), limit=max(1, limit))
    for line in listed.lines:
        if as_json:
            tie = line.tie
            say_json(
                {
                    **_card(line.person),
                    "strength": tie.probability if tie else None,
                    "tier": tie.tier if tie else "unknown",
                    "last_contact": line.last_contact,
                }
            )
        else:
            tier = line.tie.tier.value if line.tie else "unknown"
            out.print(f"{_line(line.person)}  [{tier}]", markup=False)
    if not as_json:
        more = listed.total - len(listed.lines)
        if listed.capped:
            out.print(f"At least {more} more: say more of the name, or --limit.")
        else:
            out.print(f"{more} more: say --limit." if more else f"{listed.total} in all.")


@people.command()
@click.argument("who")
@as_option
@json_option
def show(who: str, email: str | None, *, as_json: bool) -> None:
    """Show what is known about WHO, and where it comes from."""
    with graph() as netgraph:
        viewer = viewer_of(netgraph, email)
        person = the_one(netgraph, viewer, who)
        facts = netgraph.people.page(viewer, person.id, as_of=netgraph.now().date())
        wishes = netgraph.wants.of(viewer, person.id)
    if as_json:
        say_json(_as_json(facts, wishes))
    else:
        _say(facts, wishes)


@people.command()
@click.argument("name")
@click.option("--title", default="", help="What they are, e.g. CFO; needs --company.")
@click.option("--company", default="", help="Where they work.")
@click.option("--from", "started", type=DAY, help="The day the job began.")
@click.option("--email", "address", default="", help="Their e-mail address.")
@click.option("--phone", default="", help="Their phone number.")
@click.option("--linkedin", default="", help="The address of their LinkedIn profile.")
@team_option
@as_option
@json_option
def add(
    *,
    name: str,
    title: str,
    company: str,
    started: datetime | None,
    address: str,
    phone: str,
    linkedin: str,
    email: str | None,
    team: bool,
    as_json: bool,
) -> None:
    """Add somebody. Only you see them, unless you say --team."""
    if title and not company:
        raise InvalidInput("A title needs a company.", hint="Say where with --company.")
    job = NewJob(company=company, title=title, started=day_of(started)) if company else None
    with graph() as netgraph:
        written = netgraph.people.add(
            viewer_of(netgraph, email),
            name=name,
            visibility=Visibility.TEAM if team else Visibility.PRIVATE,
            job=job,
            contact={
                channel: value
                for channel, value in (
                    (Channel.EMAIL, address),
                    (Channel.PHONE, phone),
                    (Channel.LINKEDIN, linkedin),
                )
                if value
            },
        )
    say_done(written.done, as_json=as_json, person=written.person)


@people.command()
@click.argument("kept")
@click.argument("gone")
@yes_option
@as_option
@json_option
def merge(kept: str, gone: str, email: str | None, *, yes: bool, as_json: bool) -> None:
    """Make one person of KEPT and GONE: all that is known of either is known of one."""
    with graph() as netgraph:
        viewer = viewer_of(netgraph, email)
        one, other = the_one(netgraph, viewer, kept), the_one(netgraph, viewer, gone)
        question = f"Make one person of {_line(one)} (kept), and {_line(other)}?"
        if not yes and not agreed(question, otherwise="Nobody was merged."):
            _say_nothing_done(as_json=as_json, person=one.id)
            return
        merged = netgraph.people.merge(viewer, kept=one.id, gone=other.id)
    say_done(merged.done, as_json=as_json, person=merged.person)


@people.command()
@click.argument("who")
@yes_option
@as_option
@json_option
def delete(who: str, email: str | None, *, yes: bool, as_json: bool) -> None:
    """Delete WHO with everything that you see of them."""
    with graph() as netgraph:
        viewer = viewer_of(netgraph, email)
        person = the_one(netgraph, viewer, who)
        goes = netgraph.people.what_goes(viewer, person.id)
        question = f"Delete {_line(person)}" + (f", with {', '.join(goes)}" if goes else "") + "?"
        if not yes and not agreed(question, otherwise="Nobody was deleted."):
            _say_nothing_done(as_json=as_json, person=person.id)
            return
        done = netgraph.people.delete(viewer, person.id)
    say_done(done, as_json=as_json, person=person.id)


@people.command()
@click.argument("who")
@as_option
@json_option
def share(who: str, email: str | None, *, as_json: bool) -> None:
    """Show WHO, until now seen by you alone, to the whole team; notes stay private."""
    with graph() as netgraph:
        viewer = viewer_of(netgraph, email)
        person = the_one(netgraph, viewer, who)
        done = netgraph.people.share(viewer, person.id)
    say_done(done, as_json=as_json, person=person.id)


@people.command()
@click.argument("who")
@click.argument("whom")
@click.option("--well/--barely", required=True, help="How well they say they know each other.")
@as_option
@json_option
def knows(who: str, whom: str, email: str | None, *, well: bool, as_json: bool) -> None:
    """Write down how well WHO, on being asked, says that they know WHOM."""
    with graph() as netgraph:
        viewer = viewer_of(netgraph, email)
        one, other = (the_one(netgraph, viewer, name) for name in (who, whom))
        word = Knows.WELL if well else Knows.BARELY
        done = netgraph.knowing.say(viewer, one.id, other.id, word)
    say_done(done, as_json=as_json, person=one.id)


@people.command()
@click.argument("who")
@click.argument("text")
@team_option
@as_option
@json_option
def note(who: str, text: str, email: str | None, *, team: bool, as_json: bool) -> None:
    """Keep TEXT as a note about WHO."""
    with graph() as netgraph:
        viewer = viewer_of(netgraph, email)
        person = the_one(netgraph, viewer, who)
        visibility = Visibility.TEAM if team else Visibility.PRIVATE
        done = netgraph.wants.add_note(viewer, person.id, text, visibility=visibility)
    say_done(done, as_json=as_json, person=person.id)


@people.command()
@click.argument("who")
@click.argument("role", type=click.Choice([role.value for role in BuyingRole]))
@click.option("--company", default="", help="In whose account; where they work if left out.")
@team_option
@as_option
@json_option
def role(
    who: str, role: str, company: str, email: str | None, *, team: bool, as_json: bool
) -> None:
    """Say which buying ROLE WHO plays in the account of a company."""
    with graph() as netgraph:
        viewer = viewer_of(netgraph, email)
        person = the_one(netgraph, viewer, who)
        done = netgraph.people.play_role(
            viewer,
            person.id,
            company=_account(netgraph, viewer, person, company),
            role=BuyingRole(role),
            visibility=Visibility.TEAM if team else Visibility.PRIVATE,
        )
    say_done(done, as_json=as_json, person=person.id)


def _account(netgraph: Netgraph, viewer: Viewer, person: Person, company: str) -> CompanyId:
    if not company:
        if person.company is None:
            raise InvalidInput(f"No job of {person.name} is known.", hint="Say --company.")
        return person.company
    found = netgraph.companies.find(viewer, company)
    if not found:
        raise NotFound(f"There is no company called {company!r}.")
    if len(found) > 1:
        names = ", ".join(one.name for one in found[:5])
        raise InvalidInput(f"{company!r} may be several companies: {names}.")
    return found[0].id


def the_one(netgraph: Netgraph, viewer: Viewer, who: str) -> Person:
    """The one person meant; raises `NotFound`, or `InvalidInput` when it may be several."""
    by_id = netgraph.people.many(viewer, [PersonId(who)]).get(PersonId(who))
    if by_id is not None:
        return by_id
    match netgraph.people.find(viewer, who):
        case Found(person=person, sure=True):
            return person
        case Found(person=person):
            raise NotFound(f"Nobody is called {who!r}.", hint=f"Did you mean {person.name}?")
        case Several(people=several):
            lines = "\n".join(f"  {one.id}  {_line(one)}" for one in several)
            raise InvalidInput(
                f"{who!r} may be several people:\n{lines}", hint="Say the company, or the id."
            )
        case Nobody(nearest=nearest):
            names = ", ".join(one.name for one in nearest)
            raise NotFound(
                f"Nobody is called {who!r}.", hint=f"The nearest are {names}." if names else ""
            )


def _say(facts: PersonFacts, wishes: Wishes) -> None:
    person = facts.person
    out.print(_line(person), markup=False, style="bold")
    decides = "decides" if person.decides else "does not decide"
    seen = "seen by the team" if person.scope == TEAM else "seen by you alone"
    out.print(f"{person.level}, {person.function}, {decides}; {seen}; id {person.id}", markup=False)
    for point in facts.contact_points:
        out.print(f"  {point.point.channel.value}: {point.point.value}", markup=False)
    for held in facts.jobs:
        span = " to ".join(str(day) for day in (held.job.started, held.job.ended) if day)
        out.print(f"  job: {held.job.title or '?'} at {held.job.company_name} {span}", markup=False)
    for played in facts.roles:
        out.print(f"  {played.role.value} at {played.company_name}", markup=False)
    for want in wishes.wants:
        out.print(f"  looks for: {want.want.text}", markup=False)
    for known in wishes.expertise:
        out.print(f"  can help with: {known.expertise.topic}", markup=False)
    for written in wishes.notes:
        out.print(f"  note of {written.note.at.date()}: {written.note.text}", markup=False)
    for source in facts.sources:
        at = source.provenance.at.date()
        out.print(f"  from {source.provenance.source}, {source.who}, {at}", markup=False)


def _as_json(facts: PersonFacts, wishes: Wishes) -> dict[str, object]:
    return {
        **_card(facts.person),
        "decides_because": facts.decides_because,
        "contact_points": facts.contact_points,
        "jobs": facts.jobs,
        "buying_roles": facts.roles,
        "wants": wishes.wants,
        "expertise": wishes.expertise,
        "notes": wishes.notes,
        "sources": facts.sources,
    }


def _card(person: Person) -> dict[str, object]:
    return {
        "id": person.id,
        "name": person.name,
        "title": person.title,
        "company": person.company_name,
        "level": person.level,
        "function": person.function,
        "decides": person.decides,
        "visible_to": "team" if person.scope == TEAM else "me",
    }


def _line(person: Person) -> str:
    return f"{person.name}, {person.role}" if person.role else person.name


def _say_nothing_done(*, as_json: bool, person: PersonId) -> None:
    if as_json:
        say_json({"done": None, "person": person, "change": None})
    else:
        out.print("Nothing was changed.")
