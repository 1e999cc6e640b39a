"""What is done on the board about open asks and offers of help; all of it is shown there."""

from collections.abc import Callable

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from netgraph.domain.ids import HelpId, OpenAskId, PersonId
from netgraph.errors import InvalidInput
from netgraph.services.history import Done
from web.forms import day
from web.frame import toast
from web.history import say_done
from web.session import netgraph, viewer

pages = Blueprint("open_asks", __name__, url_prefix="/open-asks")


@pages.post("")
def put() -> ResponseReturnValue:
    """Puts an ask before the team."""
    form = request.form
    return _attempt(
        lambda: netgraph().open_asks.put(
            viewer(),
            text=form.get("text", ""),
            why=form.get("why", ""),
            until=day(form.get("until", "")),
            target=PersonId(form["target"]) if form.get("target") else None,
        )
    )


@pages.post("/<ask>/close")
def close(ask: str) -> ResponseReturnValue:
    """Takes an ask from the board."""
    return _attempt(lambda: netgraph().open_asks.close(viewer(), OpenAskId(ask)))


@pages.post("/<ask>/offer")
def offer(ask: str) -> ResponseReturnValue:
    """Offers help with an ask."""
    note = request.form.get("note", "")
    return _attempt(lambda: netgraph().open_asks.offer(viewer(), note=note, ask=OpenAskId(ask)))


@pages.post("/help")
def offer_unasked() -> ResponseReturnValue:
    """Offers help that nobody asked for."""
    form = request.form
    return _attempt(
        lambda: netgraph().open_asks.offer(
            viewer(),
            note=form.get("note", ""),
            colleague=PersonId(form.get("colleague", "")),
            about=PersonId(form["about"]) if form.get("about") else None,
        )
    )


@pages.post("/help/<help_id>/<what>")
def answer(help_id: str, what: str) -> ResponseReturnValue:
    """Takes an offer up (`take`), or leaves it."""
    take = what == "take"
    return _attempt(lambda: netgraph().open_asks.answer(viewer(), HelpId(help_id), take=take))


def _attempt(write: Callable[[], Done]) -> ResponseReturnValue:
    try:
        say_done(write())
    except InvalidInput as error:
        toast(str(error), failed=True)
    return redirect("/introductions#help")
