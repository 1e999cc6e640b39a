"""A user's own settings, and the administrator's page of who may log in.

Every change is a plain form: a POST, then back with a toast, or the page again with what was
wrong. A password that was made for somebody is shown once, on the answer itself, and is kept
nowhere: neither in the session nor in the address.
"""

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from netgraph.domain.access import Role, Visibility
from netgraph.domain.ids import UserId
from netgraph.errors import Conflict, InvalidInput
from netgraph.graph.accounts import Account
from netgraph.services.accounts import SHORTEST_PASSWORD
from netgraph.services.history import PastChange
from web.calendars import address_for
from web.frame import Crumb, Frame, Nav, frame, toast
from web.parts import Choice, Column
from web.session import account, log_in, needs, netgraph, viewer

pages = Blueprint("settings", __name__, url_prefix="/settings")

CHANGES_SHOWN = 20
ROLES = {
    Role.REP: "Rep",
    Role.MANAGER: "Manager",
    Role.EXECUTIVE: "Executive",
    Role.ADMIN: "Administrator",
}
COLUMNS = (
    Column(label="Name"),
    Column(label="E-mail"),
    Column(label="Role"),
    Column(label="Change", kind="", hidden_label=True),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """Something the viewer did: its words, its day, and where a POST takes it back.

    Without such a place `why_not` says why not.
    """

    what: str
    day: date
    undo_url: str
    why_not: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsPage:
    """What `settings/settings.html` shows: the viewer's own settings and latest changes.

    `mails` tells whether there is a mail server, `daily` whether the viewer gets the daily letter,
    `calendar` the secret address of their calendar (empty: none),
    `problem` says why a password was not changed.
    """

    frame: Frame
    name: str
    email: str
    role: str
    is_admin: bool
    imports: tuple[Choice, ...]
    shortest: int
    changes: tuple[ChangeLine, ...]
    mails: bool
    daily: bool
    calendar: str
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UserRow:
    """One user as the administrator sees them."""

    id: UserId
    name: str
    email: str
    role: str
    roles: tuple[Choice, ...]
    active: bool
    is_viewer: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """A password just made or typed for somebody, to be handed to them; shown this once."""

    name: str
    email: str
    password: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UsersPage:
    """What `settings/users.html` shows: who may log in, and the form for another one.

    `problem` says why the last one could not be added; name, email and role are as typed then.
    """

    frame: Frame
    crumbs: tuple[Crumb, ...]
    columns: tuple[Column, ...]
    users: tuple[UserRow, ...]
    roles: tuple[Choice, ...]
    shortest: int
    handed: Handed | None = None
    name: str = ""
    email: str = ""
    problem: str = ""


# ---------------------------------------------------------------------------------------------
# One's own


@pages.get("")
def settings() -> ResponseReturnValue:
    """Shows the viewer's settings."""
    return _settings()


@pages.post("")
def save() -> ResponseReturnValue:
    """Keeps the viewer's name and how visible their imports are at first."""
    form = request.form
    try:
        netgraph().accounts.set_preferences(
            viewer(),
            name=form.get("name", ""),
            import_default=_visibility(form.get("import_default", "")),
        )
    except InvalidInput as error:
        toast(str(error), failed=True)
    else:
        toast("Saved.")
    return redirect("/settings")


@pages.post("/daily")
def daily() -> ResponseReturnValue:
    """Begins or ends the viewer's daily letter."""
    wanted = request.form.get("daily") == "1"
    netgraph().digests.want(viewer().user, wanted=wanted)
    toast("You get a letter each day on which something waits." if wanted else "No daily letter.")
    return redirect("/settings")


@pages.post("/password")
def password() -> ResponseReturnValue:
    """Gives the viewer another password; every other session of theirs ends."""
    form = request.form
    if form.get("new", "") != form.get("again", ""):
        return _settings(problem="The two new passwords are not the same."), 400
    try:
        renewed = netgraph().accounts.change_password(
            viewer(), current=form.get("current", ""), new=form.get("new", "")
        )
    except InvalidInput as error:
        return _settings(problem=str(error)), 400
    log_in(renewed)
    toast("Your password is changed. You are logged out everywhere else.")
    return redirect("/settings")


@pages.post("/sessions")
def end_sessions() -> ResponseReturnValue:
    """Logs the viewer out everywhere but here."""
    log_in(netgraph().accounts.end_sessions(viewer().user))
    toast("You are logged out everywhere else.")
    return redirect("/settings")


def _settings(*, problem: str = "") -> str:
    mine, seen = account(), viewer()
    page = SettingsPage(
        frame=frame(Nav.SETTINGS),
        name=seen.name,
        email=seen.email,
        role=ROLES[seen.role],
        is_admin=seen.role is Role.ADMIN,
        imports=(
            Choice(
                value=Visibility.PRIVATE.value,
                label="Only me",
                chosen=mine.import_default is Visibility.PRIVATE,
            ),
            Choice(
                value=Visibility.TEAM.value,
                label="The whole team",
                chosen=mine.import_default is Visibility.TEAM,
            ),
        ),
        shortest=SHORTEST_PASSWORD,
        changes=tuple(
            _line(change) for change in netgraph().history.latest(seen, limit=CHANGES_SHOWN)
        ),
        mails=netgraph().outbox.sends,
        daily=netgraph().digests.wanted(seen),
        calendar=address_for(seen),
        problem=problem,
    )
    return render_template("settings/settings.html", page=page)


def _line(change: PastChange) -> ChangeLine:
    at: datetime = change.at
    return ChangeLine(
        what=change.what,
        day=at.date(),
        undo_url=f"/undo/{change.change}" if change.can_be_undone else "",
        why_not=_why_not(change),
    )


def _why_not(change: PastChange) -> str:
    if change.overtaken_by:
        return f"Changed since by “{change.overtaken_by}”."
    return "Changed since, so it stays." if change.overtaken else ""


def _visibility(text: str) -> Visibility:
    try:
        return Visibility(text)
    except ValueError as error:
        raise InvalidInput("Choose who sees your imports.") from error


# ---------------------------------------------------------------------------------------------
# Everybody's, for administrators


@pages.get("/users")
@needs(Role.ADMIN)
def users() -> ResponseReturnValue:
    """Shows who may log in."""
    return _users()


@pages.post("/users")
@needs(Role.ADMIN)
def add_user() -> ResponseReturnValue:
    """Makes a user, with the password that was typed or one made up, and shows it once."""
    form = request.form
    name, email = form.get("name", ""), form.get("email", "")
    given = form.get("password", "") or _made_up()
    try:
        made = netgraph().accounts.create(
            email=email, name=name, role=_role(form.get("role", "")), password=given
        )
    except (InvalidInput, Conflict) as error:
        return _users(name=name, email=email, problem=str(error)), 400
    return _users(handed=Handed(name=made.name, email=made.email, password=given))


@pages.post("/users/<user>/role")
@needs(Role.ADMIN)
def set_role(user: str) -> ResponseReturnValue:
    """Lets a user do what another role may."""
    try:
        changed = netgraph().accounts.set_role(UserId(user), _role(request.form.get("role", "")))
    except (InvalidInput, Conflict) as error:
        toast(str(error), failed=True)
    else:
        toast(f"{changed.viewer.name}: {ROLES[changed.viewer.role].lower()} from now on.")
    return redirect("/settings/users")


@pages.post("/users/<user>/active")
@needs(Role.ADMIN)
def set_active(user: str) -> ResponseReturnValue:
    """Lets a user log in, or no longer."""
    active = request.form.get("active") == "1"
    try:
        changed = netgraph().accounts.set_active(UserId(user), active=active)
    except Conflict as error:
        toast(str(error), failed=True)
    else:
        can = "can log in again" if active else "may not log in any more"
        toast(f"{changed.viewer.name} {can}.")
    return redirect("/settings/users")


@pages.post("/users/<user>/password")
@needs(Role.ADMIN)
def reset_password(user: str) -> ResponseReturnValue:
    """Makes up another password for a user, ends their sessions and shows it once."""
    if UserId(user) == viewer().user:
        toast("Change your own password in your settings.", failed=True)
        return redirect("/settings/users")
    made = _made_up()
    changed = netgraph().accounts.set_password(UserId(user), made).viewer
    return _users(handed=Handed(name=changed.name, email=changed.email, password=made))


def _users(
    *, handed: Handed | None = None, name: str = "", email: str = "", problem: str = ""
) -> str:
    page = UsersPage(
        frame=frame(Nav.SETTINGS),
        crumbs=(Crumb(label="Settings", url="/settings"),),
        columns=COLUMNS,
        users=tuple(_row(one) for one in netgraph().accounts.all()),
        roles=_roles(Role.REP),
        shortest=SHORTEST_PASSWORD,
        handed=handed,
        name=name,
        email=email,
        problem=problem,
    )
    return render_template("settings/users.html", page=page)


def _row(one: Account) -> UserRow:
    seen = one.viewer
    return UserRow(
        id=seen.user,
        name=seen.name,
        email=seen.email,
        role=ROLES[seen.role],
        roles=_roles(seen.role),
        active=one.active,
        is_viewer=seen.user == viewer().user,
    )


def _roles(chosen: Role) -> tuple[Choice, ...]:
    return tuple(
        Choice(value=role.value, label=label, chosen=role is chosen)
        for role, label in ROLES.items()
    )


def _role(text: str) -> Role:
    try:
        return Role(text)
    except ValueError as error:
        raise InvalidInput("Choose one of the roles.") from error


def _made_up() -> str:
    return secrets.token_urlsafe(12)
