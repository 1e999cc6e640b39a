"""`netgraph open-asks`: what the team is asked openly, and help that colleagues offer."""

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
from netgraph.domain.ids import HelpId, OpenAskId
from netgraph.services.open_asks import Helping, SeenAsk, SeenHelp


@click.group("open-asks")
def open_asks() -> None:
    """Ask the whole team when no path is known, and offer help.

    An offer is seen by who makes it and who gets it. An ID may be its beginning.

    \b
      netgraph open-asks new "Who knows a head of procurement in retail?" --why "For the pilot."
      netgraph open-asks list
      netgraph open-asks offer ID "I worked with her and can ask."
    """  # noqa: D301 # click's mark for lines to leave alone is a control character


@open_asks.command("list")
@as_option
@json_option
def list_(email: str | None, *, as_json: bool) -> None:
    """List what is open on the board, and the offers that you got or made."""
    with graph() as netgraph:
        board = netgraph.open_asks.board(viewer_of(netgraph, email))
    if as_json:
        for seen in board.asks:
            say_json(_as_json(seen))
        for one in board.unasked:
            say_json(_help(one))
        return
    for seen in board.asks:
        who = "you ask" if seen.mine else f"{seen.requester.name} asks"
        until = seen.ask.until.isoformat()
        line = f"{who}: {seen.ask.text} (until {until}, {seen.ask.id})"
        out.print(line, markup=False, style="bold")
        if seen.ask.why:
            out.print(f"   {seen.ask.why}", markup=False)
        for one in seen.helps:
            out.print(f"   {_offer(one)}", markup=False)
    for one in board.unasked:
        out.print(_offer(one), markup=False)
    if not board.asks and not board.unasked:
        out.print("Nobody of your team looks for help now.")


@open_asks.command()
@click.argument("text")
@click.option("--why", default="", help="Why; the whole team reads it.")
@click.option("--until", type=DAY, help="Until when; a month if left out.")
@click.option("--about", metavar="WHO", default="", help="Whom you want to reach, if known.")
@as_option
@json_option
def new(
    *, text: str, why: str, until: datetime | None, about: str, email: str | None, as_json: bool
) -> None:
    """Ask the team TEXT: whom or what you look for."""
    with graph() as netgraph:
        viewer = viewer_of(netgraph, email)
        target = the_one(netgraph, viewer, about).id if about else None
        done = netgraph.open_asks.put(
            viewer, text=text, why=why, until=day_of(until), target=target
        )
    say_done(done, as_json=as_json)


@open_asks.command()
@click.argument("ask", metavar="ID")
@click.argument("note")
@as_option
@json_option
def offer(ask: str, note: str, email: str | None, *, as_json: bool) -> None:
    """Offer help with an ask: NOTE says what you can do."""
    with graph() as netgraph:
        viewer = viewer_of(netgraph, email)
        id_ = _ask_id(ask, netgraph.open_asks.board(viewer))
        done = netgraph.open_asks.offer(viewer, note=note, ask=id_)
    say_done(done, as_json=as_json, ask=id_)


@open_asks.command("offer-to")
@click.argument("colleague")
@click.argument("note")
@click.option("--about", metavar="WHO", default="", help="Whom it would reach.")
@as_option
@json_option
def offer_to(colleague: str, note: str, about: str, email: str | None, *, as_json: bool) -> None:
    """Offer help that nobody asked for to a COLLEAGUE."""
    with graph() as netgraph:
        viewer = viewer_of(netgraph, email)
        done = netgraph.open_asks.offer(
            viewer,
            note=note,
            colleague=the_one(netgraph, viewer, colleague).id,
            about=the_one(netgraph, viewer, about).id if about else None,
        )
    say_done(done, as_json=as_json)


@open_asks.command()
@click.argument("offer_id", metavar="OFFER")
@click.option("--take/--leave", required=True, help="Take it up, or say it is not needed now.")
@as_option
@json_option
def answer(offer_id: str, email: str | None, *, take: bool, as_json: bool) -> None:
    """Answer an OFFER of help to you."""
    with graph() as netgraph:
        viewer = viewer_of(netgraph, email)
        board = netgraph.open_asks.board(viewer)
        offers = [*board.unasked, *(one for seen in board.asks for one in seen.helps)]
        id_ = HelpId(whole(offer_id, (one.help.id for one in offers)))
        done = netgraph.open_asks.answer(viewer, id_, take=take)
    say_done(done, as_json=as_json, offer=id_)


@open_asks.command()
@click.argument("ask", metavar="ID")
@as_option
@json_option
def close(ask: str, email: str | None, *, as_json: bool) -> None:
    """Take an ask of your own from the board."""
    with graph() as netgraph:
        viewer = viewer_of(netgraph, email)
        id_ = _ask_id(ask, netgraph.open_asks.board(viewer))
        done = netgraph.open_asks.close(viewer, id_)
    say_done(done, as_json=as_json, ask=id_)


def _ask_id(typed: str, board: Helping) -> OpenAskId:
    return OpenAskId(whole(typed, (seen.ask.id for seen in board.asks)))


def _offer(one: SeenHelp) -> str:
    about = f" about {one.about.name}" if one.about else ""
    return (
        f"{one.helper.name} offers {one.receiver.name} help{about}: {one.help.note} "
        f"[{one.help.state.value}] ({one.help.id})"
    )


def _as_json(seen: SeenAsk) -> dict[str, object]:
    return {
        "id": seen.ask.id,
        "text": seen.ask.text,
        "why": seen.ask.why,
        "until": seen.ask.until,
        "created_at": seen.ask.created_at,
        "requester": seen.requester.id,
        "requester_name": seen.requester.name,
        "about": seen.target.id if seen.target else None,
        "mine": seen.mine,
        "offers": [_help(one) for one in seen.helps],
    }


def _help(one: SeenHelp) -> dict[str, object]:
    return {
        "offer": one.help.id,
        "helper": one.helper.id,
        "helper_name": one.helper.name,
        "receiver": one.receiver.id,
        "receiver_name": one.receiver.name,
        "about": one.about.id if one.about else None,
        "note": one.help.note,
        "state": one.help.state,
        "at": one.help.at,
    }
