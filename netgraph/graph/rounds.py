"""Reciprocity rounds in the graph: one node each, an edge a member, what they say by place.

A link of a member is a nonce on the node. It stands as long as the round does, so that its holder
can change what they said, and say that they helped.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from netgraph.domain.access import Scope, Viewer
from netgraph.domain.ids import PersonId, RoundId, UserId
from netgraph.domain.rounds import RoundLife
from netgraph.graph.database import Row, Statements
from netgraph.graph.images import Touched


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRound:
    """A round as it is kept; `links` has the nonce of each member, by place."""

    id: RoundId
    scope: Scope
    by: UserId
    title: str
    members: tuple[PersonId, ...]
    created_at: datetime
    life: RoundLife
    links: tuple[str, ...]


def of_user(on: Statements, viewer: Viewer) -> tuple[KeptRound, ...]:
    """The rounds that the viewer runs and of which everybody is seen, newest first."""
    rows = on.read("rounds_of_user", user=viewer.user, scopes=list(viewer.scopes))
    return tuple(kept for row in rows if (kept := _kept(row)) is not None)


def of_link(on: Statements, round_: RoundId) -> KeptRound | None:
    """A round of any scope, for who holds a signed link to it."""
    rows = on.read("round_of_link", id=round_)
    return _kept(rows[0]) if rows else None


def create(on: Statements, kept: KeptRound) -> None:
    """Writes a new round."""
    on.write(
        "create_round",
        id=kept.id,
        members=list(kept.members),
        properties={
            "scope": kept.scope,
            "created_by": kept.by,
            "created_at": kept.created_at,
            "title": kept.title,
            "until": kept.life.until,
            "links": list(kept.links),
            **_said(kept.life),
        },
    )


def put_life(on: Statements, round_: RoundId, life: RoundLife) -> None:
    """Writes what was said in a round."""
    on.write("set_round", id=round_, properties=_said(life))


def touched(round_: RoundId) -> Touched:
    """The node of a round, as history wants it named."""
    return Touched(label="Round", id=round_)


def _said(life: RoundLife) -> dict[str, object]:
    return {
        "asks": list(life.asks),
        "offers": _pairs(life.offers),
        "helped": _pairs(life.helped),
        "closed": life.closed,
    }


def _pairs(pairs: Iterable[tuple[int, int]]) -> list[str]:
    return [f"{helper} {asker}" for helper, asker in sorted(pairs)]


def _read(told: Iterable[str]) -> frozenset[tuple[int, int]]:
    pairs = (text.split(" ") for text in told)
    return frozenset((int(helper), int(asker)) for helper, asker in pairs)


def _kept(row: Row) -> KeptRound | None:
    """The round, unless somebody who takes part is not seen."""
    said = row["properties"]
    if len(row["members"]) != len(said["asks"]):
        return None
    return KeptRound(
        id=RoundId(said["id"]),
        scope=Scope(said["scope"]),
        by=UserId(said["created_by"]),
        title=said["title"],
        members=tuple(PersonId(person) for person in row["members"]),
        created_at=said["created_at"],
        links=tuple(said["links"]),
        life=RoundLife(
            until=said["until"],
            asks=tuple(said["asks"]),
            offers=_read(said["offers"]),
            helped=_read(said["helped"]),
            closed=said["closed"],
        ),
    )
