"""Ending the daily letter by the link in it, without a login and with one click.

Opening the page changes nothing, as programs open links by themselves; a pressed button does,
and so does a mail program's own "unsubscribe" (RFC 8058), which can bring no form token. The
link is signed and can do just this.
"""

from dataclasses import dataclass

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from netgraph.domain.ids import UserId
from web import links
from web.frame import Frame, Nav, frame
from web.session import netgraph, public

pages = Blueprint("outbox", __name__, url_prefix="/mail")

_SALT = "netgraph daily letter"


@dataclass(frozen=True, slots=True, kw_only=True)
class StopPage:
    """What `outbox/stop.html` shows: the button that ends the letters, or that they ended."""

    frame: Frame
    token: str
    known: bool
    ended: bool


def stop_token(key: str | bytes, user: UserId) -> str:
    """What stands for a user in the address that ends their daily letter."""
    return links.signed([user], salt=_SALT, key=key)


@pages.get("/stop/<token>")
@public
def show(token: str) -> ResponseReturnValue:
    """Shows the button; changes nothing."""
    return _page(token, ended=False)


@pages.post("/stop/<token>")
@public
def stop(token: str) -> ResponseReturnValue:
    """Ends the daily letter."""
    user = _user(token)
    if user is not None:
        netgraph().digests.want(user, wanted=False)
    return _page(token, ended=user is not None)


def _page(token: str, *, ended: bool) -> ResponseReturnValue:
    known = _user(token) is not None
    page = StopPage(frame=frame(Nav.NOWHERE), token=token, known=known, ended=ended)
    return render_template("outbox/stop.html", page=page), 200 if known else 404


def _user(token: str) -> UserId | None:
    (user,) = links.unsigned(token, salt=_SALT, words=1)
    return UserId(user) if user else None
