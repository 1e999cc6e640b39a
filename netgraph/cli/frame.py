"""What every command shares: settings, the open graph, the viewer, and how things are said."""

import json
import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, Any, TextIO

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    TaskID,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from netgraph.config import Settings
from netgraph.domain.access import Viewer
from netgraph.errors import InvalidInput

if TYPE_CHECKING:
    from netgraph.services.history import Done
    from netgraph.wiring import Netgraph

_PIPED_WIDTH = 200  # a table for a file or another program is not squeezed into 80 columns

_MOVING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
)
"""Control characters, and marks that turn the direction of writing."""


def harmless(text: str) -> str:
    """The text without what could steer a terminal or show it otherwise than it is."""
    return _MOVING.sub("", text)


class _Terminal(Console):
    """A console on which no text of a file or a person moves anything."""

    def render_str(self, text: str, **how: Any) -> Text:
        return super().render_str(harmless(text), **how)


def _watched(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty()


out = _Terminal(
    highlight=False, soft_wrap=True, width=None if _watched(sys.stdout) else _PIPED_WIDTH
)
err = _Terminal(stderr=True, highlight=False, soft_wrap=True)

as_option = click.option(
    "--as",
    "email",
    metavar="EMAIL",
    envvar="NETGRAPH_AS",
    help="The user you are; not needed while there is only one.",
)
DAY = click.DateTime(["%Y-%m-%d"])
json_option = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")


def settings() -> Settings:
    """The settings of this process's environment."""
    return Settings.from_environment(os.environ)


@contextmanager
def graph() -> "Iterator[Netgraph]":
    """Netgraph with its database up, showing progress on the way when somebody watches."""
    from netgraph.wiring import open_netgraph  # noqa: PLC0415 # only commands with a graph need it

    with ExitStack() as stack:
        with told_progress() as progress:
            opened = stack.enter_context(open_netgraph(settings(), progress=progress))
        yield opened


def viewer_of(netgraph: "Netgraph", email: str | None) -> Viewer:
    """The user named by `--as`, or the only one there is."""
    if email:
        return netgraph.accounts.viewer(email)
    everybody = [account for account in netgraph.accounts.all() if account.active]
    if len(everybody) == 1:
        return everybody[0].viewer
    if not everybody:
        raise InvalidInput(
            "There is no user yet.", hint="Make the first one: netgraph users add EMAIL NAME."
        )
    raise InvalidInput(
        "There is more than one user.", hint="Say who you are with --as EMAIL, or set NETGRAPH_AS."
    )


class ToldProgress:
    """Long work as bars on the terminal; silent when nobody watches."""

    def __init__(self, bars: Progress) -> None:
        self._bars = bars
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, *, step: str, done: int, total: int) -> None:
        """Says how far a step has come; with a total of 0 nobody knows, and the bar just moves."""
        if step not in self._tasks:
            for earlier in self._tasks.values():
                self._bars.update(earlier, visible=False)
            self._tasks[step] = self._bars.add_task(step, total=None)
        self._bars.update(
            self._tasks[step],
            completed=done,
            total=total or None,
            visible=done < total or not total,
        )


@contextmanager
def told_progress() -> Iterator[ToldProgress]:
    """Bars for long work, removed when it ends."""
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
        console=err,
        transient=True,
        disable=not _watched(sys.stderr),
    ) as bars:
        yield ToldProgress(bars)


def counted(number: int, one: str, many: str) -> str:
    """A number with its word: `1 person`, `2,000 people`."""
    return f"{number:,} {one if number == 1 else many}"


class Stopped(click.Abort):
    """Ctrl-C in work that left something behind: what state it is in, and how to go on."""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def agreed(question: str, *, otherwise: str) -> bool:
    """Whether the answer to a question is yes.

    Where nobody can answer it raises `InvalidInput`, which says `otherwise` and names --yes.
    """
    try:
        return click.confirm(question, default=False, err=True)
    except click.Abort:
        err.print()
        if _watched(sys.stdin):
            raise
        raise InvalidInput(
            f"Nobody answered. {otherwise}", hint="Say --yes to do it without being asked."
        ) from None


def say_done(done: "Done", *, as_json: bool, **ids: object) -> None:
    """What was done, and the id that undoes it; `ids` name what it was done to, for a script."""
    if as_json:
        say_json({"done": done.what, **ids, "change": done.change})
    else:
        out.print(f"{done.what}.", markup=False)


def whole(id_: str, known: Iterable[str]) -> str:
    """The one of the known ids that begins so; what was typed when that is none, or several."""
    found = [one for one in known if one.startswith(id_)]
    return found[0] if len(found) == 1 and id_ else id_


def day_of(moment: datetime | None) -> date | None:
    """The day that an option names."""
    return moment.date() if moment else None


def say_json(value: object) -> None:
    """One JSON object on a line of its own; what could steer a terminal is written as its code."""
    text = json.dumps(_plain(value), ensure_ascii=False)
    click.echo(_MOVING.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return _plain(asdict(value))
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in value]
    return value
