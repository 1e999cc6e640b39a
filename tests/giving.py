"""People and deeds for tests of giving, and the whole graph as a set to compare."""

from dataclasses import dataclass
from typing import Any

from netgraph.domain.access import TEAM, Viewer
from netgraph.domain.favors import FavorKind
from netgraph.domain.giving import NewFavor, Party
from netgraph.domain.ids import PersonId
from netgraph.domain.names import name_key
from netgraph.graph.database import Database
from netgraph.wiring import Netgraph
from tests.conftest import NOW

TODAY = NOW.date()
"""The day on which the tests take place."""


def person(netgraph: Netgraph, viewer: Viewer, name: str, *, private: bool = False) -> PersonId:
    """Somebody whom the team knows, or the viewer alone."""
    made = PersonId(netgraph.new_id())
    netgraph.database.write(
        "create_person",
        id=made,
        name=name,
        name_key=name_key(name),
        scope=viewer.private if private else TEAM,
        user=viewer.user,
        at=NOW,
    )
    return made


def everything(database: Database) -> set[tuple[str, ...]]:
    """Every node and relationship of the graph but the history, as a set."""
    found: set[tuple[str, ...]] = set()
    with database._driver.session() as session:
        for row in session.run(
            "MATCH (n) WHERE NOT n:Migration AND NOT n:Change AND NOT n:Revision "
            "RETURN labels(n) AS labels, properties(n) AS properties"
        ):
            found.add((str(row["labels"]), _plain(row["properties"])))
        for row in session.run(
            "MATCH (a)-[r]->(b) WHERE NOT a:Change "
            "RETURN coalesce(a.id, '') AS a, type(r) AS type, coalesce(b.id, '') AS b, "
            "properties(r) AS properties"
        ):
            found.add((row["a"], row["type"], row["b"], _plain(row["properties"])))
    return found


def _plain(properties: dict[str, Any]) -> str:
    return str(sorted((key, str(value)) for key, value in properties.items()))


@dataclass(frozen=True)
class Cast:
    """Three people."""

    dana: PersonId
    priya: PersonId
    tom: PersonId


def cast_of(netgraph: Netgraph, viewer: Viewer) -> Cast:
    """The three, known to the team."""
    return Cast(
        dana=person(netgraph, viewer, "Dana Ortiz"),
        priya=person(netgraph, viewer, "Priya Shah"),
        tom=person(netgraph, viewer, "Tom Becker"),
    )


def favor(giver: Party, receiver: Party, **other: Any) -> NewFavor:
    """A document reviewed today, unless said otherwise."""
    said: dict[str, Any] = {"kind": FavorKind.DOCUMENT_REVIEW, "day": TODAY, **other}
    return NewFavor(giver=giver, receiver=receiver, **said)
