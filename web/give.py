"""Giving first: what the viewer makes of an idea, and whether somebody still looks for something.

The ideas stand on the first page, each with a draft to copy; here is what its buttons do.
"""

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from netgraph.domain.give import Choice
from netgraph.domain.ids import PersonId
from web.history import say_done
from web.session import local, netgraph, viewer

pages = Blueprint("give", __name__, url_prefix="/give")


@pages.post("/<idea>/<any(done, snoozed, dismissed, unfit):choice>")
def choose(idea: str, choice: str) -> ResponseReturnValue:
    """Logs that it was done, puts it off, or takes it off the list."""
    say_done(netgraph().give.choose(viewer(), idea, Choice(choice)))
    return redirect(local(request.form.get("back", "/")))


@pages.post("/wants/<person>/<fact>/still")
def still(person: str, fact: str) -> ResponseReturnValue:
    """Says that somebody looks for the same still."""
    say_done(netgraph().wants.renew(viewer(), PersonId(person), fact))
    return redirect(local(request.form.get("back", "/")))
