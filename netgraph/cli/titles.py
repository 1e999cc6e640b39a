"""`netgraph title`: what is understood of job titles."""

import sys

import click
from rich.table import Table

from netgraph.cli.frame import json_option, out, say_json
from netgraph.domain.titles import Title, understand_title


@click.command()
@click.argument("texts", metavar="TEXT…", nargs=-1)
@json_option
def title(texts: tuple[str, ...], *, as_json: bool) -> None:
    """Say how high a title stands, in what function, and whether its holder decides.

    Each TEXT is one title; with none, each line of standard input is.
    """
    if not texts and sys.stdin.isatty():
        raise click.UsageError("Give a title, such as: netgraph title “VP of Sales”.")
    lines = texts or tuple(line.rstrip("\r\n") for line in _input_lines())
    if as_json:
        for text in lines:
            understood = understand_title(text)
            say_json(
                {
                    "title": text,
                    "level": understood.level,
                    "function": understood.function,
                    "is_decision_maker": understood.is_decision_maker,
                }
            )
        return
    table = Table("title", "level", "function", "decides", "because", box=None, pad_edge=False)
    for text in lines:
        _row(table, text, understand_title(text))
    out.print(table)


def _row(table: Table, text: str, understood: Title) -> None:
    table.add_row(
        text.replace("[", r"\["),
        understood.level.value,
        understood.function.value,
        "yes" if understood.is_decision_maker else "",
        ", ".join(understood.because),
    )


def _input_lines() -> list[str]:
    text = sys.stdin.buffer.read().decode("utf-8-sig", errors="replace")
    lines = text.split("\n")
    return lines[:-1] if lines and not lines[-1] else lines
