"""A user's calendar by its secret address, and the buttons that make and end that address."""

from flask import Blueprint, Response, redirect
from flask.typing import ResponseReturnValue

from netgraph.domain.access import Viewer
from netgraph.domain.ids import UserId
from netgraph.errors import NotFound
from web import links
from web.frame import toast
from web.session import netgraph, public, viewer

pages = Blueprint("calendars", __name__, url_prefix="/calendar")

_SALT = "netgraph calendar"


def address_for(user: Viewer) -> str:
    """The secret address of a user's calendar; empty without one."""
    key = netgraph().calendars.key(user)
    return (
        f"{links.home()}/calendar/{links.signed([user.user, key], salt=_SALT)}.ics" if key else ""
    )


@pages.get("/<token>.ics")
@public
def feed(token: str) -> ResponseReturnValue:
    """Gives the calendar to a program; whatever is wrong with the address, it is the same 404."""
    user, key = links.unsigned(token, salt=_SALT, words=2)
    try:
        told = netgraph().calendars.feed(UserId(user), key, home=links.home())
    except NotFound:
        return Response("There is no calendar here.\n", status=404, mimetype="text/plain")
    answer = Response(told, mimetype="text/calendar")
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return answer


@pages.post("/renew")
def renew() -> ResponseReturnValue:
    """Makes the viewer's calendar another address."""
    netgraph().calendars.renew(viewer())
    toast("Your calendar has a new address. An old one leads nowhere.")
    return redirect("/settings#calendar")


@pages.post("/revoke")
def revoke() -> ResponseReturnValue:
    """Takes the address of the viewer's calendar away."""
    netgraph().calendars.revoke(viewer())
    toast("Nobody can read your calendar any more.")
    return redirect("/settings#calendar")
