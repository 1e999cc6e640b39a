"""The command `netgraph` itself, and how it ends.

A command's module is imported when the command is used, so that `netgraph title` and the help
need neither the database's driver nor the web. `COMMANDS` therefore repeats each command's
first sentence; a test holds them equal.
"""

import errno
import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from io import StringIO
from typing import cast

import click
from click.shell_completion import CompletionItem

from netgraph import __version__
from netgraph.cli.frame import Stopped, err, harmless, say_json
from netgraph.errors import InvalidInput, NetgraphError, NotFound, Unavailable

_UNAVAILABLE = 5
_STOPPED = 130
_CODES: tuple[tuple[type[NetgraphError], int], ...] = (
    (InvalidInput, 3),
    (NotFound, 4),
    (Unavailable, _UNAVAILABLE),
)
_UNWRITABLE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a command is, as `module:attribute` below `netgraph.cli`, and its first sentence."""

    where: str
    sentence: str

    def load(self) -> click.Command:
        """The command itself."""
        module, _, attribute = self.where.partition(":")
        return cast("click.Command", getattr(import_module(f"netgraph.cli.{module}"), attribute))


COMMANDS = {
    "asks": Place("asks:asks", "Ask somebody for one thing by a day, and take the next step."),
    "assign": Place(
        "assign:assign", "Propose whom to ask for the team's open requests, for a manager."
    ),
    "barter": Place(
        "barter:barter", "Propose rings of people who each introduce one and meet another."
    ),
    "backtest": Place(
        "backtest:backtest_command",
        "Prove on your own mail how well introducers are found, with the future hidden.",
    ),
    "bus-factor": Place(
        "bus_factor:bus_factor",
        "Say for each account whose leaving would cut your team off from who decides there.",
    ),
    "db": Place("db:db", "The graph database: start, stop, look, migrate."),
    "demo": Place(
        "serve:demo",
        "Serve a made-up network of about 300 people to look around in, until Ctrl-C.",
    ),
    "favor": Place("favors:favor", "Log a favor, a gift or a promise, said in a SENTENCE."),
    "favors": Place(
        "favors:favors", "Look through your ledger: favors given and received, gifts and promises."
    ),
    "flows": Place(
        "flows:flows",
        "Say who helped whom, between groups, and how much came back in the whole network.",
    ),
    "give": Place(
        "give:give", "List the five most helpful things you could do for others this week."
    ),
    "import": Place(
        "imports:import_files",
        'Bring contacts, mail headers and board seats from each FILE; "-" is standard input.',
    ),
    "imports": Place(
        "imports:imports", "The imports so far: list, show, write, discard, roll back."
    ),
    "inquiries": Place(
        "inquiries:inquiries",
        "List whom you asked by link what would help them, and what they told you, newest first.",
    ),
    "mail": Place(
        "mail:mail", "The outbox: send what is due, and see what became of your own letters."
    ),
    "open-asks": Place(
        "open_asks:open_asks", "Ask the whole team when no path is known, and offer help."
    ),
    "people": Place("people:people", "Find, show, add, merge and delete people."),
    "queries": Place(
        "queries:queries", "Print the catalogue of named queries, or one of them with its text."
    ),
    "reach": Place(
        "reach:reach",
        'Say who can introduce you to WHO: a name, or a role such as "CFO at Acme".',
    ),
    "reach-plan": Place(
        "reach_plan:reach_plan",
        "Say whom to get to know, or to write to again, to bring most targets within reach.",
    ),
    "rounds": Place(
        "rounds:rounds",
        "List the reciprocity rounds you run: asks, who helps whom, and who has not said yet.",
    ),
    "serve": Place(
        "serve:serve", "Serve your own network to the browser of this machine until Ctrl-C."
    ),
    "shares": Place(
        "shares:shares",
        "Share expertise, a story, an idea or a contact, and read what others share.",
    ),
    "title": Place(
        "titles:title",
        "Say how high a title stands, in what function, and whether its holder decides.",
    ),
    "users": Place("users:users", "Who may log in, and as what."),
}


class Commands(click.Group):
    """The commands of `COMMANDS`, of which only the one that runs is imported."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 # click's signature
        """The names in the order of the alphabet."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of that name."""
        place = COMMANDS.get(cmd_name)
        return place.load() if place else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes names and sentences."""
        with formatter.section("Commands"):
            formatter.write_dl(
                [(name, COMMANDS[name].sentence) for name in self.list_commands(ctx)]
            )

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The names that begin so, and options."""
        names = [
            CompletionItem(name, help=COMMANDS[name].sentence)
            for name in self.list_commands(ctx)
            if name.startswith(incomplete)
        ]
        return [*names, *click.Command.shell_complete(self, ctx, incomplete)]


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
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


def main() -> None:
    """Runs the command line and ends the process with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if "utf" not in (stream.encoding or "").lower():
            stream.reconfigure(errors="replace")  # type: ignore[union-attr] # both are text files
    try:
        code = _run()
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read our output has read enough
        _drop_output()
        code = 1
    except OSError as error:
        if error.filename is None and error.errno not in _UNWRITABLE:
            raise
        code = _UNAVAILABLE
        with suppress(OSError):
            if error.filename is None:
                _drop_output()
                _tell(f"The output is cut off: {error.strerror}.", "", code=code, style="bold red")
            else:
                what = f"{error.filename} cannot be used: {error.strerror}."
                _tell(what, "", code=code, style="bold red")
    sys.exit(code)


def _drop_output() -> None:
    """Lets what is still to be written go nowhere, as Python tries it again at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run() -> int:
    try:
        ended_with = netgraph(standalone_mode=False)
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except (click.Abort, KeyboardInterrupt) as stopped:
        said = stopped if isinstance(stopped, Stopped) else Stopped("Stopped.")
        return _tell(said.message, said.hint, code=_STOPPED)
    except click.ClickException as error:
        shown = StringIO()
        error.show(file=shown)
        click.echo(harmless(shown.getvalue()), err=True, nl=False)
        _tell_as_json(error.format_message(), _way_out(error), code=error.exit_code)
        return error.exit_code
    except NetgraphError as error:
        code = next((code for kind, code in _CODES if isinstance(error, kind)), 1)
        return _tell(error.message, error.hint, code=code, style="bold red")
    return ended_with if isinstance(ended_with, int) else 0


def _tell(message: str, hint: str, *, code: int, style: str = "") -> int:
    """Says in words, and as an object where a script asked for objects, how it ended."""
    err.print(message, style=style, markup=False)
    if hint:
        err.print(hint, markup=False)
    _tell_as_json(message, hint, code=code)
    return code


def _tell_as_json(message: str, hint: str, *, code: int) -> None:
    """One object on standard output, as a script that asked for objects reads them there."""
    words = sys.argv[1:]
    options = words[: words.index("--")] if "--" in words else words
    if "--json" in options:
        say_json({"error": message, "hint": hint, "code": code})


def _way_out(error: click.ClickException) -> str:
    """Where the right way to call a command that was called wrongly is told."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    return f"See {context.command_path} --help." if context else ""
