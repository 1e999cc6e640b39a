"""Small questions on the first page that keep what is known current; here is what they do."""

from flask import Blueprint, redirect
from flask.typing import ResponseReturnValue

from netgraph.domain.evidence import Knows
from netgraph.domain.ids import PersonId
from web.forms import one_of
from web.history import say_done
from web.session import netgraph, viewer

pages = Blueprint("upkeep", __name__, url_prefix="/upkeep")


@pages.post("/<job>/still")
def still(job: str) -> ResponseReturnValue:
    """Says that somebody still holds a job."""
    say_done(netgraph().upkeep.still(viewer(), job))
    return redirect("/")


@pages.post("/<person>/knows")
def knows(person: str) -> ResponseReturnValue:
    """Says how well the viewer knows somebody."""
    say_done(netgraph().upkeep.know(viewer(), PersonId(person), one_of(Knows, "knows")))
    return redirect("/")


@pages.post("/<about>/later")
def later(about: str) -> ResponseReturnValue:
    """Puts a question off."""
    say_done(netgraph().upkeep.put_off(viewer(), about))
    return redirect("/")
