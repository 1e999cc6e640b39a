"""`netgraph users`: who may log in, and as what.

Whoever can run these commands has the data directory or the server's password anyway, so they
ask for no login. A password is asked for and never an argument, where others could read it.
"""

import sys
from dataclasses import replace

import click

from netgraph.cli.frame import graph, json_option, out, say_json
from netgraph.domain.access import Role, Viewer
from netgraph.errors import InvalidInput

role_choice = click.Choice([role.value for role in Role])


def _password(context: click.Context, _option: click.Parameter, given: str | None) -> str:
    """The password given, or else typed twice unseen; only a terminal can hide what is typed."""
    if given is not None or context.resilient_parsing:
        return given or ""
    if not sys.stdin.isatty():
        raise InvalidInput(
            "There is no terminal to ask for the password on.",
            hint="In a script, set NETGRAPH_PASSWORD.",
        )
    typed: str = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    return typed


password_option = click.option(
    "--password",
    envvar="NETGRAPH_PASSWORD",
    callback=_password,
    help="Asked for when not given; in a script, set NETGRAPH_PASSWORD.",
)


@click.group()
def users() -> None:
    """Who may log in, and as what."""


@users.command("list")
@json_option
def list_users(*, as_json: bool) -> None:
    """Print every user."""
    with graph() as netgraph:
        for account in netgraph.accounts.all():
            viewer = account.viewer
            if as_json:
                say_json(
                    {
                        "email": viewer.email,
                        "name": viewer.name,
                        "role": viewer.role,
                        "active": account.active,
                        "person": viewer.person,
                    }
                )
            else:
                state = "" if account.active else "  (may not log in)"
                out.print(
                    f"{viewer.email}  {viewer.name}  {viewer.role.value}{state}", markup=False
                )


@users.command("add")
@click.argument("email")
@click.argument("name")
@click.option("--role", type=role_choice, default=Role.REP.value, show_default=True)
@password_option
@json_option
def add_user(email: str, name: str, role: str, password: str, *, as_json: bool) -> None:
    """Make a user; whoever has EMAIL among the team's contacts becomes their person."""
    with graph() as netgraph:
        made = netgraph.accounts.create(email=email, name=name, role=Role(role), password=password)
    _said(made, f"{made.name} can log in as {made.email}.", as_json=as_json)


@users.command("passwd")
@click.argument("email")
@password_option
@json_option
def set_password(email: str, password: str, *, as_json: bool) -> None:
    """Give a user another password and log them out everywhere."""
    with graph() as netgraph:
        user = netgraph.accounts.by_email(email).viewer
        netgraph.accounts.set_password(user.user, password)
    _said(user, f"{user.name} has a new password and is logged out everywhere.", as_json=as_json)


@users.command("role")
@click.argument("email")
@click.argument("role", type=role_choice)
@json_option
def set_role(email: str, role: str, *, as_json: bool) -> None:
    """Let a user do what a ROLE may: an admin sees to users and data."""
    with graph() as netgraph:
        user = netgraph.accounts.by_email(email).viewer
        netgraph.accounts.set_role(user.user, Role(role))
    now = replace(user, role=Role(role))
    _said(now, f"{user.name} is {role} from now on.", as_json=as_json)


@users.command("deactivate")
@click.argument("email")
def deactivate(email: str) -> None:
    """Log a user out everywhere and let them in no more; what they brought stays."""
    _set_active(email, active=False)


@users.command("activate")
@click.argument("email")
def activate(email: str) -> None:
    """Let a user log in again."""
    _set_active(email, active=True)


def _set_active(email: str, *, active: bool) -> None:
    with graph() as netgraph:
        user = netgraph.accounts.by_email(email).viewer
        netgraph.accounts.set_active(user.user, active=active)
    can = "can log in again" if active else "may not log in any more"
    out.print(f"{user.name} {can}.", markup=False)


def _said(user: Viewer, sentence: str, *, as_json: bool) -> None:
    if as_json:
        say_json({"email": user.email, "name": user.name, "role": user.role, "done": sentence})
    else:
        out.print(sentence, markup=False)
