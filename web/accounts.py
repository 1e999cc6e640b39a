"""Logging in and out, and making the first administrator.

Whoever started the server got an address with a token to make the first administrator; nobody
else on the machine or in its network can be quicker.
"""

import hmac
from dataclasses import dataclass

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from netgraph.errors import Conflict, InvalidInput
from web.frame import Frame, Nav, frame
from web.session import is_logged_in, local, log_in, log_out, netgraph, public

pages = Blueprint("accounts", __name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoginPage:
    """What `login.html` shows; `problem` says why the last try failed."""

    frame: Frame
    email: str = ""
    wanted: str = "/"
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetupPage:
    """What `setup.html` shows; `problem` says why the last try failed.

    `locked` is whether the token of the server's start is missing or wrong.
    """

    frame: Frame
    token: str = ""
    locked: bool = False
    email: str = ""
    name: str = ""
    problem: str = ""


@pages.get("/login")
@public
def login() -> ResponseReturnValue:
    """Shows the form to log in."""
    wanted = local(request.args.get("next", "/"))
    if is_logged_in():
        return redirect(wanted)
    page = LoginPage(frame=frame(Nav.NOWHERE), wanted=wanted)
    return render_template("login.html", page=page)


@pages.post("/login")
@public
def do_login() -> ResponseReturnValue:
    """Starts a session when address and password fit."""
    email, password = request.form.get("email", ""), request.form.get("password", "")
    wanted = local(request.form.get("next", "/"))
    account = netgraph().accounts.log_in(email=email, password=password)
    if account is None:
        page = LoginPage(
            frame=frame(Nav.NOWHERE),
            email=email,
            wanted=wanted,
            problem="That e-mail and password do not match.",
        )
        return render_template("login.html", page=page), 401
    log_in(account)
    return redirect(wanted)


@pages.post("/logout")
def logout() -> ResponseReturnValue:
    """Ends the session."""
    log_out()
    return redirect(url_for("accounts.login"))


@pages.get("/setup")
@public
def setup() -> ResponseReturnValue:
    """Shows the form for the first administrator, while there is no user."""
    if netgraph().accounts.any():
        return redirect(url_for("accounts.login"))
    token = request.args.get("token", "")
    page = SetupPage(frame=frame(Nav.NOWHERE), token=token, locked=not _is_token(token))
    return render_template("setup.html", page=page)


@pages.post("/setup")
@public
def do_setup() -> ResponseReturnValue:
    """Makes the first administrator and logs them in."""
    accounts, form = netgraph().accounts, request.form
    if accounts.any():
        return redirect(url_for("accounts.login"))
    token = form.get("token", "")
    if not _is_token(token):
        return render_template(
            "setup.html", page=SetupPage(frame=frame(Nav.NOWHERE), locked=True)
        ), 403
    try:
        made = accounts.create_first(
            email=form.get("email", ""),
            name=form.get("name", ""),
            password=form.get("password", ""),
        )
    except Conflict:
        return redirect(url_for("accounts.login"))
    except InvalidInput as error:
        page = SetupPage(
            frame=frame(Nav.NOWHERE),
            token=token,
            email=form.get("email", ""),
            name=form.get("name", ""),
            problem=str(error),
        )
        return render_template("setup.html", page=page), 400
    account = accounts.by_id(made.user)
    if account is not None:
        log_in(account)
    return redirect("/")


def _is_token(token: str) -> bool:
    kept: str = current_app.config["SETUP_TOKEN"]
    return bool(kept) and hmac.compare_digest(token.encode(), kept.encode())
