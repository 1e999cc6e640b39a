"""Data directories in which a server has run before, with a migrated graph without a node.

What a first start and the migrations do takes as long as all the rest of a start. `tests/run.py`
has one server do it, and tests that are not about first starts begin with a copy of its data.
"""

import os
import shutil
from pathlib import Path

import psutil

from netgraph.graph import local
from netgraph.graph.database import Address, Database
from netgraph.graph.migrations import migrate

PREPARED = "NETGRAPH_TEST_PREPARED"
"""The variable that says where the data to copy is."""

_KEPT = ("neo4j/data", "password", "version")


def prepare(place: Path) -> None:
    """Fetches the database, starts it on `place`, migrates it, and waits for its end.

    At the end of the first server of a machine Java writes what it prepares for all others.
    Raises what `netgraph.graph.local.lease` raises.
    """
    with local.lease(place, quick=True) as server:
        process = psutil.Process(server.pid)
        database = Database(Address(uri=server.uri, user=server.user, password=server.password))
        migrate(database)
        database.close()
    process.wait()


def prepared(place: Path) -> Path:
    """`place`, with a copy of the prepared data when there is one; else a first start fills it."""
    source = os.environ.get(PREPARED)
    if source:
        place.mkdir(parents=True, exist_ok=True)
        for name in _KEPT:
            one = Path(source) / name
            if one.is_dir():
                shutil.copytree(one, place / name)
            else:
                shutil.copy2(one, place / name)
    return place
