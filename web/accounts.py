"""Logging in and out, and making the first administrator."""

from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from netgraph.domain.access import Role
from netgraph.errors import InvalidInput
from web.frame import Frame, Nav, frame
from web.session import log_in, log_out, netgraph, public

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
    """What `setup.html` shows; `problem` says why the last try failed."""

    frame: Frame
    email: str = ""
    name: str = ""
    problem: str = ""


@pages.get("/login")
@public
def login() -> ResponseReturnValue:
    """Shows the form to log in."""
    page = LoginPage(frame=frame(Nav.NOWHERE), wanted=_local(request.args.get("next", "/")))
    return render_template("login.html", page=page)


@pages.post("/login")
@public
def do_login() -> ResponseReturnValue:
    """Starts a session when address and password fit."""
    email, password = request.form.get("email", ""), request.form.get("password", "")
    wanted = _local(request.form.get("next", "/"))
    account = netgraph().accounts.log_in(email=email, password=password)
    if account is None:
        page = LoginPage(
            frame=frame(Nav.NOWHERE),
            email=email,
            wanted=wanted,
            problem="Address and password do not fit together.",
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
    return render_template("setup.html", page=SetupPage(frame=frame(Nav.NOWHERE)))


@pages.post("/setup")
@public
def do_setup() -> ResponseReturnValue:
    """Makes the first administrator and logs them in."""
    accounts = netgraph().accounts
    if accounts.any():
        return redirect(url_for("accounts.login"))
    form = request.form
    try:
        made = accounts.create(
            email=form.get("email", ""),
            name=form.get("name", ""),
            role=Role.ADMIN,
            password=form.get("password", ""),
        )
    except InvalidInput as error:
        page = SetupPage(
            frame=frame(Nav.NOWHERE),
            email=form.get("email", ""),
            name=form.get("name", ""),
            problem=str(error),
        )
        return render_template("setup.html", page=page), 400
    account = accounts.by_id(made.user)
    if account is not None:
        log_in(account)
    return redirect("/")


def _local(address: str) -> str:
    """The address when it stays on this server, else the first page."""
    safe = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if safe and "\\" not in address else "/"
