"""Who is logged in: the viewer of a request, kept by a signed session cookie.

A session holds the user's id, their session epoch and an id of its own. It ends when the epoch
is raised in the graph (a new password, a lost device, a deactivated user), when its user logs
out of it (also for who copied the cookie), some time after its last use, and at last some time
after its start. Every page needs a login unless its view is marked `public`, and a role where
its view says `needs`. Before there is any user, every page leads to making the first one.
"""

import secrets
from collections.abc import Callable
from typing import TypeVar, cast

from flask import Flask, Response, current_app, g, redirect, request, session, url_for
from flask_login import LoginManager, UserMixin, current_user, login_user
from werkzeug.exceptions import Unauthorized

from netgraph.domain.access import Role, Viewer
from netgraph.domain.ids import UserId
from netgraph.errors import Forbidden
from netgraph.graph.accounts import Account
from netgraph.wiring import Netgraph
from web import frame
from web.errors import wants_json

View = TypeVar("View", bound=Callable[..., object])

_HOUR = 3600  # seconds
_NOTED_EVERY = 300
"""Seconds after which a use of a session is noted in its cookie again."""


class LoggedIn(UserMixin):  # type: ignore[misc] # flask-login has no types
    """An account as flask-login wants to see it."""

    def __init__(self, account: Account) -> None:
        self.account = account

    def get_id(self) -> str:
        """User and session epoch, as the cookie holds them."""
        return f"{self.account.viewer.user}:{self.account.session_epoch}"


def netgraph() -> Netgraph:
    """The services of this application."""
    return cast("Netgraph", current_app.extensions["netgraph"])


def account() -> Account:
    """The account of this request; only called where a login is required."""
    return cast("LoggedIn", current_user).account


def viewer() -> Viewer:
    """The user of this request; only called where a login is required."""
    return account().viewer


def is_logged_in() -> bool:
    """Whether this request comes with a session that counts."""
    return bool(current_user.is_authenticated)


def public(view: View) -> View:
    """Marks a view that needs no login."""
    view.is_public = True  # type: ignore[attr-defined] # a mark on the function itself
    return view


def needs(*roles: Role) -> Callable[[View], View]:
    """Marks a view that only users of these roles may ask for; others get `Forbidden`."""

    def mark(view: View) -> View:
        view.needed_roles = roles  # type: ignore[attr-defined] # a mark on the function itself
        return view

    return mark


def log_in(account: Account) -> None:
    """Starts a new session for an account; nothing of an earlier one survives."""
    now = int(netgraph().now().timestamp())
    session.clear()
    session["sid"] = secrets.token_urlsafe(16)
    session["since"] = session["seen"] = now
    session.permanent = True
    login_user(LoggedIn(account))


def log_out() -> None:
    """Ends the session of this browser, also for whoever has copied its cookie."""
    netgraph().accounts.end_session(viewer().user, session["sid"])
    session.clear()


def local(address: str) -> str:
    """The address when it certainly stays on this server, else the first page.

    Browsers read a backslash as a slash and skip control characters, so neither is let through.
    """
    safe = address.startswith("/") and not address.startswith("//")
    return address if safe and "\\" not in address and address.isprintable() else "/"


def install(app: Flask) -> None:
    """Lets `app` know its users and keep every page but the public ones for them."""
    manager = LoginManager(app, add_context_processor=False)  # a page needs no database for it
    manager.session_protection = None  # a phone changes its address on the way to a customer
    manager.user_loader(_load)
    app.before_request(_require_login)


def _load(session_id: str) -> LoggedIn | None:
    user, _, epoch = session_id.rpartition(":")
    known = netgraph().accounts.by_id(UserId(user))
    if known is None or not known.active or str(known.session_epoch) != epoch:
        return None
    if session.get("sid", "") in known.ended_sessions or not _in_time():
        return None
    return LoggedIn(known)


def _in_time() -> bool:
    """Whether the session is neither too old nor too long unused; notes that it is used."""
    settings, now = netgraph().settings, int(netgraph().now().timestamp())
    since, seen = session.get("since", 0), session.get("seen", 0)
    if now - since > settings.session_hours * _HOUR or now - seen > settings.idle_hours * _HOUR:
        return False
    if now - seen > _NOTED_EVERY:
        session["seen"] = now
    return True


def nobody_yet() -> None:
    """Gives every page a frame, whatever happens before it is known who looks."""
    services = netgraph()
    g.frame_viewer = ("", "", services.settings.team, services.now().date())


def _require_login() -> Response | None:
    services = netgraph()
    today = services.now().date()
    view = current_app.view_functions.get(request.endpoint or "")
    if request.endpoint == "static" or getattr(view, "is_public", False):
        return None
    if is_logged_in():
        seen = viewer()
        frame.seen_by(
            name=seen.name, url=f"/people/{seen.person}", team=services.settings.team, today=today
        )
        roles = getattr(view, "needed_roles", ())
        if roles and seen.role not in roles:
            raise Forbidden(
                "Your role does not allow this.", hint="Ask the administrator of your team."
            )
        return None
    session.clear()
    if view is None:
        return None
    if wants_json():
        raise Unauthorized
    if not services.accounts.any():
        return cast("Response", redirect(url_for("accounts.setup")))
    wanted = request.full_path.rstrip("?") if request.method == "GET" else "/"
    return cast("Response", redirect(url_for("accounts.login", next=wanted)))
