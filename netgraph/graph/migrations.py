"""Brings a database to the schema that this version of Netgraph expects.

Migrations are the numbered files of `cypher/migrations/`. Schema and data changes cannot share
a transaction and Cypher takes one statement a call, so each statement of a file is run alone
and must be repeatable (`IF NOT EXISTS`, `MERGE`); only then is the file recorded, with its
SHA-256, as a `Migration` node. A recorded file that has changed since, or a database newer
than this version, is refused before anything is touched.
"""

import hashlib
import re
from dataclasses import dataclass
from importlib.resources import files

from netgraph.errors import Misconfigured
from netgraph.graph.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """One numbered file: its statements, and the checksum of its text."""

    number: int
    name: str
    statements: tuple[str, ...]
    checksum: str


def migrations() -> tuple[Migration, ...]:
    """The migrations of this version in order."""
    return tuple(
        _migration(entry.name, entry.read_text(encoding="utf-8"))
        for entry in sorted(
            (files("cypher") / "migrations").iterdir(), key=lambda entry: entry.name
        )
        if entry.name.endswith(".cypher")
    )


def migrate(database: Database) -> tuple[Migration, ...]:
    """Applies what is missing and gives it; raises `Misconfigured` when histories differ."""
    known = {migration.number: migration for migration in migrations()}
    recorded = {row["number"]: row for row in database.read("migrations_recorded")}
    for number, row in recorded.items():
        if number not in known:
            raise Misconfigured(
                f"The database was made by a newer Netgraph (migration {row['name']}).",
                hint="Update Netgraph, or choose another database.",
            )
        if known[number].checksum != row["checksum"]:
            raise Misconfigured(
                f"Migration {row['name']} is not the one that this database was made with.",
                hint="Install the version of Netgraph that the database comes from.",
            )
    missing = tuple(m for number, m in sorted(known.items()) if number not in recorded)
    for migration in missing:
        for statement in migration.statements:
            database.run_schema(statement)
        database.write(
            "record_migration",
            number=migration.number,
            name=migration.name,
            checksum=migration.checksum,
        )
    return missing


def _migration(file: str, text: str) -> Migration:
    found = re.fullmatch(r"(\d{4})_([a-z0-9_]+)\.cypher", file)
    if found is None:
        raise Misconfigured(f"cypher/migrations/{file}: a name like 0001_people.cypher is needed.")
    bare = re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE)
    return Migration(
        number=int(found[1]),
        name=found[2],
        statements=tuple(part.strip() for part in bare.split(";") if part.strip()),
        checksum=hashlib.sha256(text.encode()).hexdigest(),
    )
