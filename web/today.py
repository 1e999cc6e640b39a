"""The first page after login: what to do next."""

from dataclasses import dataclass

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from web.frame import Frame, Nav, frame

pages = Blueprint("today", __name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayPage:
    """What `today.html` shows."""

    frame: Frame


@pages.get("/")
def today() -> ResponseReturnValue:
    """Shows what to do next."""
    return render_template("today.html", page=TodayPage(frame=frame(Nav.TODAY)))
