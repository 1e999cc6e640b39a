"""`netgraph db`: the embedded database and its schema.

What speaks to a database is imported once there is one to speak to, so that a stopped one is
told at once.
"""

from typing import TYPE_CHECKING

import click

from netgraph.cli.frame import err, json_option, out, say_json, settings, told_progress
from netgraph.config import Settings
from netgraph.errors import DatabaseDown, Misconfigured
from netgraph.graph import local

if TYPE_CHECKING:
    from netgraph.graph.database import Address


@click.group()
def db() -> None:
    """The graph database: start, stop, look, migrate."""


@db.command()
def start() -> None:
    """Start the embedded database and keep it running until `netgraph db stop`."""
    _only_embedded()
    current = settings()
    with told_progress() as progress:
        server = local.hold(
            current.data_dir,
            progress=progress,
            heap=current.neo4j_heap,
            quick=current.neo4j_quick,
        )
    out.print(f"The database runs at {server.uri} (process {server.pid}).")


@db.command()
def stop() -> None:
    """Stop the embedded database, whoever is using it."""
    _only_embedded()
    stopped = local.stop(settings().data_dir)
    out.print("The database has stopped." if stopped else "The database was not running.")


@db.command()
@json_option
def status(*, as_json: bool) -> None:
    """Say whether the database answers, and what is in it."""
    current = settings()
    server = local.status(current.data_dir) if current.embedded else None
    if current.embedded and server is None:
        if as_json:
            say_json({"running": False, "data_dir": str(current.data_dir)})
        else:
            out.print(f"The embedded database is not running; its data is in {current.data_dir}.")
        return
    from netgraph.graph.database import Database  # noqa: PLC0415 # there is one to speak to
    from netgraph.graph.migrations import migrations  # noqa: PLC0415 # the same

    address = _address(current, server)
    database = Database(address)
    try:
        database.health()
        seen = {row["number"] for row in database.read("migrations_recorded")}
        counts = {row["label"]: row["nodes"] for row in database.read("nodes_by_label")}
    except DatabaseDown as error:
        raise DatabaseDown(error.message, hint=_what_to_do(current)) from error
    finally:
        database.close()
    behind = [m.name for m in migrations() if m.number not in seen]
    if as_json:
        say_json(
            {
                "running": True,
                "uri": address.uri,
                "data_dir": str(current.data_dir) if current.embedded else None,
                "migrations_missing": behind,
                "nodes": counts,
            }
        )
        return
    out.print(f"The database answers at {address.uri}.")
    if behind:
        missing = "migration is" if len(behind) == 1 else "migrations are"
        out.print(f"{len(behind)} {missing} missing: run `netgraph db migrate`.")
    for label, nodes in counts.items():
        out.print(f"  {nodes:>9,} {label}")


@db.command("migrate")
def migrate_command() -> None:
    """Bring the database to the schema of this version."""
    from netgraph.graph.migrations import migrate, migrations  # noqa: PLC0415 # as above
    from netgraph.wiring import open_database  # noqa: PLC0415 # as above

    with told_progress() as progress, open_database(settings(), progress=progress) as database:
        migrate(database)
        for migration in migrations():
            out.print(f"{migration.number:04} {migration.name} is applied.")


@db.command("shell-url")
def shell_url() -> None:
    """Print how another Cypher client connects to the embedded database."""
    _only_embedded()
    server = local.status(settings().data_dir)
    if server is None:
        raise Misconfigured(
            "The embedded database is not running.", hint="Start it with `netgraph db start`."
        )
    out.print(f"{server.uri}  user {server.user}  password {server.password}")
    err.print("Whoever has this password can read and write everything.", style="dim")


def _address(current: Settings, server: local.Server | None) -> "Address":
    from netgraph.graph.database import Address  # noqa: PLC0415 # as above

    if server is not None:
        return Address(uri=server.uri, user=server.user, password=server.password)
    return Address(
        uri=current.neo4j_uri,
        user=current.neo4j_user,
        password=current.neo4j_password,
        database=current.neo4j_database,
    )


def _what_to_do(current: Settings) -> str:
    if current.embedded:
        return "Start it anew: `netgraph db stop`, then `netgraph db start`."
    return "Look where it runs, and whether NETGRAPH_NEO4J_URI is its address."


def _only_embedded() -> None:
    if not settings().embedded:
        raise Misconfigured(
            "NETGRAPH_NEO4J_URI names a server that Netgraph does not run.",
            hint="Start and stop it where it runs, or unset the variable for the embedded one.",
        )
