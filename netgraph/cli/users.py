"""`netgraph users`: who may log in."""

import click

from netgraph.cli.frame import graph, json_option, out, say_json
from netgraph.domain.access import Role


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
@click.option("--role", type=click.Choice([role.value for role in Role]), default=Role.REP.value)
@click.option(
    "--password",
    envvar="NETGRAPH_PASSWORD",
    prompt=True,
    hide_input=True,
    confirmation_prompt=True,
    help="Asked for when not given; in a script, set NETGRAPH_PASSWORD.",
)
def add_user(email: str, name: str, role: str, password: str) -> None:
    """Make a user; whoever has EMAIL among the team's contacts becomes their person."""
    with graph() as netgraph:
        made = netgraph.accounts.create(email=email, name=name, role=Role(role), password=password)
    out.print(f"{made.name} can log in as {made.email}.", markup=False)
