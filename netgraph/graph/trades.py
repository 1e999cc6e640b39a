"""Rings and chains in the graph: one node each, an edge a seat, its steps in lists of equal length.

A link of a seat is a nonce on the node; it stands as long as something may come of the trade, so
that its holder can agree, give or withdraw, and goes when the trade ends.
"""

from dataclasses import dataclass
from datetime import datetime

from netgraph.domain.access import Scope, Viewer
from netgraph.domain.ids import PersonId, TradeId, UserId
from netgraph.domain.trades import TradeAct, TradeLife, TradeStep
from netgraph.graph.database import Row, Statements
from netgraph.graph.images import Touched


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptTrade:
    """A trade as it is kept.

    `seats` are its people in order, each giving to the next; `meets` whom the seat of the same
    place introduces the next one to, `chances` how likely, `wants` in whose words (the
    receiver's). `links` has the nonce of each seat, empty for the proposer's own.
    """

    id: TradeId
    scope: Scope
    by: UserId
    seats: tuple[PersonId, ...]
    meets: tuple[PersonId, ...]
    chances: tuple[float, ...]
    wants: tuple[str, ...]
    created_at: datetime
    life: TradeLife
    links: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether everybody who belongs to it is still there."""
        return len(self.seats) == self.life.seats and len(self.meets) == len(self.life.order)


def of_user(on: Statements, viewer: Viewer) -> tuple[KeptTrade, ...]:
    """The viewer's own trades of which everybody is seen, newest first."""
    rows = on.read("trades_of_user", user=viewer.user, scopes=list(viewer.scopes))
    return tuple(kept for kept in map(_kept, rows) if kept.whole)


def of_link(on: Statements, trade: TradeId) -> KeptTrade | None:
    """A trade of any scope, for who holds a signed link to it."""
    rows = on.read("trade_of_link", id=trade)
    return next((kept for kept in map(_kept, rows) if kept.whole), None)


def create(on: Statements, kept: KeptTrade) -> None:
    """Writes a new trade."""
    on.write(
        "create_trade",
        id=kept.id,
        seats=list(kept.seats),
        meets=list(kept.meets),
        properties={
            "scope": kept.scope,
            "created_by": kept.by,
            "created_at": kept.created_at,
            "places": kept.life.seats,
            "order": list(kept.life.order),
            "chances": list(kept.chances),
            "wants": list(kept.wants),
            **_life(kept.life),
            "links": list(kept.links),
        },
    )


def put_life(on: Statements, trade: TradeId, life: TradeLife) -> None:
    """Writes the steps; with the end of a trade its links go."""
    ended = {} if life.live else {"links": [""] * life.seats}
    on.write("set_trade", id=trade, properties={**_life(life), **ended})


def touched(trade: TradeId) -> Touched:
    """The node of a trade, as history wants it named."""
    return Touched(label="Trade", id=trade)


def _life(life: TradeLife) -> dict[str, object]:
    return {
        "acts": [step.act.value for step in life.steps],
        "actors": [step.seat for step in life.steps],
        "times": [step.at for step in life.steps],
    }


def _kept(row: Row) -> KeptTrade:
    said = row["properties"]
    return KeptTrade(
        id=TradeId(said["id"]),
        scope=Scope(said["scope"]),
        by=UserId(said["created_by"]),
        seats=tuple(PersonId(person) for person in row["seats"]),
        meets=tuple(PersonId(person) for person in row["meets"]),
        chances=tuple(said["chances"]),
        wants=tuple(said["wants"]),
        created_at=said["created_at"],
        links=tuple(said["links"]),
        life=TradeLife(
            seats=said["places"],
            order=tuple(said["order"]),
            begun=said["created_at"],
            steps=tuple(
                TradeStep(act=TradeAct(act), seat=seat, at=at)
                for act, seat, at in zip(said["acts"], said["actors"], said["times"], strict=True)
            ),
        ),
    )
