"""The ledger on the real database: what is logged, seen, undone, counted and read back."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netgraph.domain.access import TEAM, Role, Viewer, Visibility
from netgraph.domain.favors import FavorKind, Gift, Promise, PromiseState, Size
from netgraph.domain.giving import NewFavor, NewGift, NewPerson, NewPromise
from netgraph.domain.ids import PersonId
from netgraph.domain.names import name_key
from netgraph.domain.sentences import Direction, Part, Reason, What
from netgraph.errors import Conflict, Forbidden, InvalidInput, NotFound
from netgraph.graph.database import Database
from netgraph.services.favor_reading import NotRead, ReadBack
from netgraph.services.history import Done
from netgraph.services.ledger import Asked, Order, Show, ledger_csv
from netgraph.wiring import Netgraph
from tests.conftest import NOW, PASSWORD, Clock

TODAY = NOW.date()
"""The day on which these tests take place."""


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
    rows = database.read("image_of_nodes", labels=[], ids=[])
    assert rows == []
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
    """The people of these tests."""

    dana: PersonId
    priya: PersonId
    tom: PersonId


@pytest.fixture
def cast(netgraph: Netgraph, ana: Viewer) -> Cast:
    """Three people whom the team knows."""
    return Cast(
        dana=person(netgraph, ana, "Dana Ortiz"),
        priya=person(netgraph, ana, "Priya Shah"),
        tom=person(netgraph, ana, "Tom Becker"),
    )


def favor(giver: PersonId, receiver: PersonId, **other: Any) -> NewFavor:
    """A document reviewed today, unless said otherwise."""
    return NewFavor(
        **{
            "giver": giver,
            "receiver": receiver,
            "kind": FavorKind.DOCUMENT_REVIEW,
            "day": TODAY,
            **other,
        }
    )


def test_a_favor_is_in_the_ledger_of_who_gave_it(netgraph: Netgraph, ana: Viewer, cast: Cast) -> None:
    """What was logged is shown from the viewer's side, with what is left of it."""
    done = netgraph.favors.add(ana, favor(ana.person, cast.dana, note="Her board deck"))

    (entry,) = netgraph.favors.ledger(ana).entries
    assert "You reviewed a document for Dana Ortiz" == done.what == entry.words
    assert (Direction.GIVEN, "Dana Ortiz", "Her board deck") == (
        entry.direction,
        entry.other.name,
        entry.text,
    )
    assert 1.0 == entry.left
