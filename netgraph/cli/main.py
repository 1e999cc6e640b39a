"""The command `netgraph` itself, and how it ends."""

import sys

import click

from netgraph import __version__
from netgraph.cli import db, people, reach, serve, titles, users
from netgraph.cli.db import queries
from netgraph.cli.frame import err
from netgraph.errors import InvalidInput, NetgraphError, NotFound, Unavailable

_CODES: tuple[tuple[type[NetgraphError], int], ...] = (
    (InvalidInput, 3),
    (NotFound, 4),
    (Unavailable, 5),
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="netgraph")
def netgraph() -> None:
    """Find who can introduce you to a decision maker, and what to do for them first.

    \b
    Start here:
      netgraph demo                    a made-up network to look at, in your browser
      netgraph serve                   your own network, in your browser
      netgraph import Connections.csv  bring your contacts
      netgraph reach "CFO at Acme"     who can introduce you
      netgraph favor "reviewed Ana Ruiz's board deck yesterday"
    """  # noqa: D301 # click's mark for lines to leave alone is a control character


for command in (
    db.db,
    queries,
    people.people,
    reach.reach,
    serve.demo,
    serve.serve,
    titles.title,
    users.users,
):
    netgraph.add_command(command)


def main() -> None:
    """Runs the command line and ends the process with its exit code."""
    try:
        netgraph(standalone_mode=False)
    except click.exceptions.Exit as ended:
        sys.exit(ended.exit_code)
    except click.Abort:
        err.print("Stopped.")
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except NetgraphError as error:
        err.print(f"[bold red]{_safe(error.message)}[/]")
        if error.hint:
            err.print(_safe(error.hint))
        sys.exit(next((code for kind, code in _CODES if isinstance(error, kind)), 1))


def _safe(text: str) -> str:
    return text.replace("[", "\\[")
