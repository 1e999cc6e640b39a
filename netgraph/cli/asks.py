"""`netgraph asks`: what you ask of others and they of you, and the steps, on the terminal.

The words of a step hold the link by which they are answered, signed as the pages sign it. That
takes the key of who serves the pages, so without that (on another machine) there is no link.
"""

from datetime import datetime

import click

from netgraph.cli.frame import (
    DAY,
    as_option,
    day_of,
    graph,
    json_option,
    out,
    say_done,
    say_json,
    viewer_of,
    whole,
)
from netgraph.cli.people import the_one
from netgraph.domain.access import Viewer
from netgraph.domain.asks import Move
from netgraph.domain.ids import AskId
from netgraph.errors import NotFound, Unavailable
from netgraph.services.asks import SeenAsk
from netgraph.services.signing import ask_address, kept_key
from netgraph.wiring import Netgraph


@click.group()
def asks() -> None:
    """Ask somebody for one thing by a day, and take the next step.

    An ID may be its beginning. Where the pages are served from, "words" prints the words to send,
    with the link by which they answer; elsewhere these are on the page of the ask in the browser.

    \b
      netgraph asks new "Tom Okafor" "send the pilot figures" --by 2026-12-04 --offer "I draft it."
      netgraph asks list
      netgraph asks words ID
      netgraph asks step ID reask --by 2026-12-11
    """  # noqa: D301 # click's mark for lines to leave alone is a control character


@asks.command("list")
@click.option("--mine/--of-me", "mine", default=None, help="Only what you ask, or are asked.")
@as_option
@json_option
def list_(email: str | None, *, mine: bool | None, as_json: bool) -> None:
    """List what you ask of others and they of you, newest first."""
    with graph() as netgraph:
        every = netgraph.asks.all(viewer_of(netgraph, email))
    found = [seen for seen in every if mine is None or seen.mine is mine]
    for seen in found:
        say_json(_as_json(seen)) if as_json else out.print(_line(seen), markup=False)
    if not found and not as_json:
        out.print("Nothing is asked.")


@asks.command()
@click.argument("ask", metavar="ID")
@as_option
@json_option
def show(ask: str, email: str | None, *, as_json: bool) -> None:
    """Show one ask, the steps so far, and those that you can take now."""
    with graph() as netgraph:
        seen = _the_ask(netgraph, viewer_of(netgraph, email), ask)
    if as_json:
        say_json(_as_json(seen))
        return
    out.print(_line(seen), markup=False, style="bold")
    for label, said in (("how", seen.ask.how), ("help", seen.ask.help)):
        if said:
            out.print(f"   {label}: {said}", markup=False)
    for turn in seen.ask.course.turns:
        note = f": {turn.note}" if turn.note else ""
        day = turn.at.date().isoformat()
        out.print(f"   {day} {turn.party.value} {turn.move.value}{note}", markup=False)
    if seen.moves:
        out.print(f"   now: {', '.join(_moves(seen))}", markup=False)


@asks.command()
@click.argument("ask", metavar="ID")
@click.option("--link", "only_link", is_flag=True, help="Only the link by which they answer.")
@as_option
@json_option
def words(ask: str, email: str | None, *, only_link: bool, as_json: bool) -> None:
    """Print the words to send for an ask of yours, with the link by which they answer."""
    with graph() as netgraph:
        seen = _the_ask(netgraph, viewer_of(netgraph, email), ask)
        if seen.link is None:
            raise NotFound("There is no such ask of yours.", hint="See: netgraph asks list --mine.")
        key = kept_key(netgraph.settings.data_dir)
        if key is None:
            raise Unavailable(
                "The key that signs links is not in this data directory.",
                hint="Run this where netgraph serve runs, or copy the words on the ask's page.",
            )
        link = ask_address(seen.link, home=netgraph.settings.address, key=key)
        text = netgraph.asks.text(seen, link=link)
    if as_json:
        say_json({"ask": seen.ask.id, "link": link, "words": text})
    else:
        out.print(link if only_link else text, markup=False)


@asks.command()
@click.argument("who")
@click.argument("what")
@click.option("--by", type=DAY, required=True, help="By when, like 2026-12-04.")
@click.option("--offer", required=True, help="What you can do to help.")
@click.option("--how", default="", help="How, if that helps.")
@as_option
@json_option
def new(
    *, who: str, what: str, by: datetime, offer: str, how: str, email: str | None, as_json: bool
) -> None:
    """Ask WHO to do WHAT, as it would follow "could you"; nothing is sent."""
    with graph() as netgraph:
        viewer = viewer_of(netgraph, email)
        ask, done = netgraph.asks.put(
            viewer,
            the_one(netgraph, viewer, who).id,
            what=what,
            by=by.date(),
            help_offered=offer,
            how=how,
        )
    say_done(done, as_json=as_json, ask=ask)


@asks.command()
@click.argument("ask", metavar="ID")
@click.argument("move", type=click.Choice([move.value for move in Move]))
@click.option("--by", type=DAY, help="The new day, for a step that names one.")
@click.option("--note", default="", help="Why, if you like to say.")
@as_option
@json_option
def step(
    *, ask: str, move: str, by: datetime | None, note: str, email: str | None, as_json: bool
) -> None:
    """Take a step: answer what you are asked, or go on with what you asked.

    Who is asked says promise, delay, refuse or finish; who asks says finish, reask, challenge,
    doubt, mandate or drop. `netgraph asks show ID` says which are open to you now.
    """
    with graph() as netgraph:
        viewer = viewer_of(netgraph, email)
        seen = _the_ask(netgraph, viewer, ask)
        done = netgraph.asks.move(viewer, seen.ask.id, Move(move), by=day_of(by), note=note)
    say_done(done, as_json=as_json, ask=seen.ask.id)


def _the_ask(netgraph: Netgraph, viewer: Viewer, id_: str) -> SeenAsk:
    every = (seen.ask.id for seen in netgraph.asks.all(viewer))
    return netgraph.asks.one(viewer, AskId(whole(id_, every)))


def _moves(seen: SeenAsk) -> list[str]:
    return [move.value for move in Move if move in seen.moves]


def _line(seen: SeenAsk) -> str:
    course = seen.ask.course
    who = f"you ask {seen.asked.name}" if seen.mine else f"{seen.asker.name} asks you"
    late = ", unmet" if seen.unmet else ""
    state = f"{course.kind.value.replace('_', ' ')}, {course.state.value}{late}"
    return f"{who}: {seen.ask.what}, by {course.due.isoformat()} [{state}] ({seen.ask.id})"


def _as_json(seen: SeenAsk) -> dict[str, object]:
    ask, course = seen.ask, seen.ask.course
    return {
        "id": ask.id,
        "mine": seen.mine,
        "asker": ask.asker,
        "asker_name": seen.asker.name,
        "asked": ask.asked,
        "asked_name": seen.asked.name,
        "what": ask.what,
        "how": ask.how,
        "help": ask.help,
        "asked_at": course.asked_at,
        "due": course.due,
        "kind": course.kind,
        "state": course.state,
        "unmet": seen.unmet,
        "moves": _moves(seen),
        "turns": course.turns,
    }
