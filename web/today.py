"""The first page after login: what to do next."""

from dataclasses import dataclass

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from netgraph.services.today import Today
from web.frame import Frame, Nav, frame
from web.session import netgraph, viewer

pages = Blueprint("today", __name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayPage:
    """What `today.html` shows: the next things to do, or how to begin."""

    frame: Frame
    today: Today


@pages.get("/")
def today() -> ResponseReturnValue:
    """Shows what to do next."""
    seen = viewer()
    agenda = netgraph().agenda.today(seen, as_of=netgraph().now().date())
    return render_template("today.html", page=TodayPage(frame=frame(Nav.TODAY), today=agenda))
