"""Hidden means hidden, on the command line: what Ben keeps private changes no byte for Ana.

The same commands run in a world with and in one without what Ben hides, as text and as JSON.
Ids of what a command writes are made by chance, and work takes its time, so these and the
moment are left out; for the same reason no two people whom Ana adds have one name.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click
from click.testing import CliRunner

from netgraph.cli.main import netgraph as command
from netgraph.graph.database import Address, Database
from tests.worlds import CONNECTIONS, EVERYTHING, keep, make_world

NEXT_WEEK = (datetime.now(UTC) + timedelta(days=7)).date().isoformat()

LOOKED: tuple[tuple[str, ...], ...] = (
    ("people", "search"),
    ("people", "search", "CFO"),
    ("people", "search", "dana"),
    ("people", "search", "secret"),
    ("people", "search", "Zenith"),
    ("people", "search", "--limit", "2"),
    ("people", "show", "Dana"),
    ("people", "show", "Tom Becker"),
    ("people", "show", "Uma Secret"),
    ("people", "show", "new@x.example"),
    ("people", "show", "ben-1"),
    ("reach", "CFO at Acme Motors"),
    ("reach", "Vera Novak", "--as-of", "2026-05-01"),
    ("reach", "Uma Secret"),
    ("reach", "CEO at Zenith"),
    ("favors", "list"),
    ("favors", "list", "--person", "Dana Ortiz"),
    ("favors", "list", "--text", "secret"),
    ("favors", "export"),
    ("barter",),
    ("mail", "list"),
    ("assign",),
    ("give",),
    ("give", "--drafts"),
    ("rounds",),
    ("inquiries",),
    ("reach-plan",),
    ("bus-factor",),
    ("flows",),
    ("flows", "--between", "person", "--months", "24"),
    ("asks", "list"),
    ("asks", "show", "ben-1"),
    ("asks", "words", "ben-1"),
    ("open-asks", "list"),
    ("shares", "list"),
    ("shares", "list", "secret"),
    ("shares", "show", "ben-1"),
    ("imports", "list"),
    ("imports", "show", "ben-1"),
)
"""What Ana asks; each also with `--json`."""

WRITTEN: tuple[tuple[str, ...], ...] = (
    ("favor", "reviewed Dana's board deck yesterday", "--yes"),
    ("favor", "gave Uma Secret a book", "--yes"),
    ("favors", "undo", "ben-1"),
    ("give", "--done", "ben-1"),
    ("asks", "new", "Priya", "send figures", "--by", NEXT_WEEK, "--offer", "I call them."),
    ("asks", "new", "Uma Secret", "send figures", "--by", NEXT_WEEK, "--offer", "I call."),
    ("asks", "step", "ben-1", "drop"),
    ("open-asks", "new", "Who knows her?", "--about", "Vera Novak"),
    ("open-asks", "new", "Who knows her?", "--about", "Uma Secret"),
    ("open-asks", "offer", "ben-1", "I do."),
    ("open-asks", "offer-to", "Ben Okoye", "I know her.", "--about", "Nora"),
    ("open-asks", "answer", "ben-1", "--take"),
    ("open-asks", "close", "ben-1"),
    ("shares", "new", "Meet her.", "--kind", "contact", "--contact", "Vera Novak", "--team"),
    ("shares", "new", "Meet her.", "--kind", "contact", "--contact", "Uma Secret", "--team"),
    ("shares", "new", "An idea.", "--to", "Priya", "--to", "Uma Secret"),
    ("shares", "change", "ben-1", "Another."),
    ("shares", "people", "ben-1", "--add", "Priya"),
    ("shares", "helped", "ben-1"),
    ("shares", "withdraw", "ben-1"),
    ("imports", "write", "ben-1"),
    ("imports", "rollback", "ben-1", "--yes"),
    ("imports", "discard", "ben-1"),
    ("import", "FILE", "--team", "--yes"),
    ("import", "FILE", "--private", "--yes"),
    ("people", "add", "Zoe New", "--company", "Zenith", "--email", "new@x.example", "--team"),
    ("people", "add", "Dan Orton", "--company", "Acme Motors"),
    ("people", "note", "Dana Ortiz at Initech", "likes tea", "--team"),
    ("people", "role", "Priya", "champion", "--team"),
    ("people", "role", "Priya", "champion", "--team"),
    ("people", "knows", "Dana Ortiz at Initech", "Priya", "--barely"),
    ("people", "share", "Nora"),
    ("people", "delete", "Vera Novak"),
    ("people", "merge", "Tom Becker", "Luc Petit", "--yes"),
    ("people", "delete", "Vera Novak", "--yes"),
    ("people", "note", "ben-1", "hello"),
    ("mail", "send"),
)
"""What Ana does, in this order, between looking twice."""

OPERATORS = {
    "backtest": "reads the file it is given, and no network",
    "db": "whoever runs the database sees all of it",
    "demo": "serves pages, until it is stopped",
    "serve": "serves pages, until it is stopped",
    "title": "knows no network",
    "queries": "knows no network",
    "users": "users and their addresses are everybody's to see",
}


def live(
    database: Database, address: Address, files: Path, *, hiding: bool
) -> Iterator[tuple[str, tuple[int, str]]]:
    """Everything that the commands say to Ana, in order."""
    world = make_world(database, files)
    file = files / "Contacts.csv"
    file.write_text(
        f"{CONNECTIONS}Ute,Gone,,ute@x.example,Zenith,CFO,08 Feb 2026\n"
        "Max,Roy,,max@x.example,Globex,CFO,09 Feb 2026\n",
        encoding="utf-8",
    )
    secrets = EVERYTHING if hiding else ()
    more = [replace(one, person="tom", other="priya", name="Zoe New") for one in secrets]
    keep(world, secrets)
    yield from _said(address, files, LOOKED, formats=("text",))
    keep(world, more)
    yield from _said(address, files, WRITTEN, formats=("text",))
    yield from _said(address, files, LOOKED)


def _said(
    address: Address,
    files: Path,
    asked: tuple[tuple[str, ...], ...],
    *,
    formats: tuple[str, ...] = ("text", "json"),
) -> Iterator[tuple[str, tuple[int, str]]]:
    environment = {
        "NETGRAPH_NEO4J_URI": address.uri,
        "NETGRAPH_NEO4J_USER": address.user,
        "NETGRAPH_NEO4J_PASSWORD": address.password,
        "NETGRAPH_DATA_DIR": str(files),
        "NETGRAPH_AS": "ana@team.example",
        "COLUMNS": "200",
    }
    for number, words in enumerate(asked):
        for form in formats:
            given = [str(files / "Contacts.csv") if word == "FILE" else word for word in words]
            json = ["--json"] if form == "json" else []
            result = CliRunner().invoke(command, [*given, *json], input="n\n", env=environment)
            said = f"{result.output}\n{result.exception!r}"
            shown = re.sub(r"\b[0-9a-f]{18}(?:[0-9a-f]{14}\b|…)", "ID", said).replace(
                str(files), "FILES"
            )
            shown = re.sub(r"in [\d.,]+ s \([\d,]+ rows a second\)", "in SECONDS", shown)
            shown = re.sub(r"\d{4}-\d\d-\d\dT[\d:]{8}\.\d+\+00:00", "NOW", shown)
            shown = re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d\b", "THIS MINUTE", shown)
            yield f"{number} {' '.join(words)} {form}", (result.exit_code, shown)


def test_no_command_says_what_ben_hides(
    server_database: Database, address: Address, tmp_path: Path
) -> None:
    """With one secret of every kind, every command says to Ana what it says without."""
    without = list(live(server_database, address, tmp_path, hiding=False))
    seen = list(live(server_database, address, tmp_path, hiding=True))

    assert [] == [(one, other) for one, other in zip(without, seen, strict=True) if one != other]
    assert {0} == {code for words, (code, _) in without if words.startswith("1 people search")}


def test_the_script_knows_every_command() -> None:
    """Every command is asked, or is the operator's for a reason that is written here."""
    asked = {" ".join(words) for words in (*LOOKED, *WRITTEN)}
    leaves: list[str] = []
    context = click.Context(command)
    for name in command.list_commands(context):
        found = command.get_command(context, name)
        if name in OPERATORS:
            continue
        if isinstance(found, click.Group):
            leaves += [f"{name} {sub}" for sub in found.list_commands(click.Context(found))]
        else:
            leaves.append(name)

    assert [] == [
        leaf for leaf in leaves if not any(f"{one} ".startswith(f"{leaf} ") for one in asked)
    ]
