"""Introduction requests as drafts: what the viewer means to ask, kept until it is asked."""

from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from netgraph.domain.ids import IntroRequestId
from netgraph.services.introductions import Draft
from web.frame import Frame, Nav, frame
from web.history import say_done
from web.session import netgraph, viewer

pages = Blueprint("introductions", __name__, url_prefix="/introductions")


@dataclass(frozen=True, slots=True, kw_only=True)
class IntroductionsPage:
    """What `introductions/drafts.html` shows: the viewer's drafts, newest first."""

    frame: Frame
    drafts: tuple[Draft, ...]


@pages.get("")
def drafts() -> ResponseReturnValue:
    """Shows the viewer's drafts."""
    page = IntroductionsPage(
        frame=frame(Nav.INTRODUCTIONS), drafts=netgraph().introductions.drafts(viewer())
    )
    return render_template("introductions/drafts.html", page=page)


@pages.post("/<request_id>")
def alter(request_id: str) -> ResponseReturnValue:
    """Changes what a draft says."""
    done = netgraph().introductions.alter(
        viewer(), IntroRequestId(request_id), purpose=request.form.get("purpose", "")
    )
    say_done(done)
    return redirect("/introductions")


@pages.post("/<request_id>/discard")
def discard(request_id: str) -> ResponseReturnValue:
    """Throws a draft away."""
    say_done(netgraph().introductions.discard(viewer(), IntroRequestId(request_id)))
    return redirect("/introductions")
