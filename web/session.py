"""Who is logged in: the viewer of a request, kept by a signed session cookie.

A session holds the user's id and their session epoch; raising the epoch in the graph (a new
password, a lost device) ends every session of theirs. Every page needs a login unless its view
is marked `public`. Before there is any user, every page leads to making the first one.
"""

from collections.abc import Callable
from typing import TypeVar, cast

from flask import Flask, Response, current_app, g, redirect, request, url_for
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from netgraph.domain.access import Viewer
from netgraph.domain.ids import UserId
from netgraph.graph.accounts import Account
from netgraph.wiring import Netgraph
from web import frame

View = TypeVar("View", bound=Callable[..., object])


class LoggedIn(UserMixin):
    """An account as flask-login wants to see it."""

    def __init__(self, account: Account) -> None:
        self.account = account

    def get_id(self) -> str:
        """User and session epoch, as the cookie holds them."""
        return f"{self.account.viewer.user}:{self.account.session_epoch}"


def netgraph() -> Netgraph:
    """The services of this application."""
    return cast("Netgraph", current_app.extensions["netgraph"])


def viewer() -> Viewer:
    """The user of this request; only called where a login is required."""
    return cast("LoggedIn", current_user).account.viewer


def public(view: View) -> View:
    """Marks a view that needs no login."""
    view.is_public = True  # type: ignore[attr-defined] # a mark on the function itself
    return view


def log_in(account: Account) -> None:
    """Starts the session of an account."""
    login_user(LoggedIn(account))


def log_out() -> None:
    """Ends the session of this browser."""
    logout_user()


def install(app: Flask) -> None:
    """Lets `app` know its users and keep every page but the public ones for them."""
    manager = LoginManager(app)
    manager.session_protection = "strong"
    manager.user_loader(_load)
    app.before_request(_require_login)


def _load(session_id: str) -> LoggedIn | None:
    user, _, epoch = session_id.rpartition(":")
    account = netgraph().accounts.by_id(UserId(user))
    if account is None or not account.active or str(account.session_epoch) != epoch:
        return None
    return LoggedIn(account)


def _require_login() -> Response | None:
    services = netgraph()
    today = services.now().date()
    g.frame_viewer = ("", "", services.settings.team, today)
    view = current_app.view_functions.get(request.endpoint or "")
    if request.endpoint == "static" or getattr(view, "is_public", False):
        return None
    if current_user.is_authenticated:
        seen = viewer()
        frame.seen_by(
            name=seen.name, url=f"/people/{seen.person}", team=services.settings.team, today=today
        )
        return None
    if not services.accounts.any():
        return cast("Response", redirect(url_for("accounts.setup")))
    if view is None:
        return None
    wanted = request.full_path.rstrip("?") if request.method == "GET" else "/"
    return cast("Response", redirect(url_for("accounts.login", next=wanted)))
