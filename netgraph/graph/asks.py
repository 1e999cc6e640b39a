"""Asks in the graph: one node each, its turns in lists of equal length.

An ask has its asker's private scope. Who was asked sees it by a signed link that holds the
node's nonce, or on their own pages when they are a user. What counts is the `Course` that the
turns make.
"""

from dataclasses import dataclass
from datetime import date, datetime

from netgraph.domain.access import Role, Scope, Viewer
from netgraph.domain.asks import CLOSED, Ask, Course, Move, Party, Turn
from netgraph.domain.ids import AskId, PersonId, UserId
from netgraph.graph.database import Row, Statements
from netgraph.graph.images import Touched


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAsk:
    """An ask as it is kept; `nonce` is what its link holds, empty when it may not be answered.

    `heard_at` is when its asker last put aside what answers by mail mean.
    """

    ask: Ask
    scope: Scope
    by: UserId
    nonce: str
    heard_at: datetime | None = None


def put(on: Statements, kept: KeptAsk) -> None:
    """Writes an ask with its turns; one that is over has no link."""
    ask, turns = kept.ask, kept.ask.course.turns
    on.write(
        "put_ask",
        id=ask.id,
        asker=ask.asker,
        asked=ask.asked,
        properties={
            "scope": kept.scope,
            "created_by": kept.by,
            "what": ask.what,
            "how": ask.how,
            "help": ask.help,
            "asked_at": ask.course.asked_at,
            "answer_by": ask.course.by,
            "kind": ask.course.kind.value,
            "state": ask.course.state.value,
            "moves": [turn.move.value for turn in turns],
            "parties": [turn.party.value for turn in turns],
            "times": [turn.at for turn in turns],
            "said": [turn.note for turn in turns],
            "days": [turn.by.isoformat() if turn.by else "" for turn in turns],
            "roles": [turn.role.value if turn.role else "" for turn in turns],
            "nonce": None if ask.course.state in CLOSED else kept.nonce,
            "heard_at": kept.heard_at,
        },
    )


def of_viewer(on: Statements, viewer: Viewer) -> tuple[KeptAsk, ...]:
    """The asks of the viewer's own and those to them, the newest first."""
    return tuple(map(_kept, on.read("asks_of", by=viewer.user, person=viewer.person)))


def one(on: Statements, ask: AskId) -> KeptAsk | None:
    """One ask, for who holds a signed link to it or has been found to be one of the two."""
    rows = on.read("ask_of_link", id=ask)
    return _kept(rows[0]) if rows else None


def touched(ask: AskId) -> Touched:
    """The node of an ask, as history wants it named."""
    return Touched(label="Ask", id=ask)


def _kept(row: Row) -> KeptAsk:
    said = row["properties"]
    return KeptAsk(
        scope=Scope(said["scope"]),
        by=UserId(said["created_by"]),
        nonce=said.get("nonce") or "",
        heard_at=said.get("heard_at"),
        ask=Ask(
            id=AskId(said["id"]),
            asker=PersonId(row["asker"]),
            asked=PersonId(row["asked"]),
            what=said["what"],
            how=said["how"],
            help=said["help"],
            course=Course(
                asked_at=said["asked_at"],
                by=said["answer_by"],
                turns=tuple(
                    Turn(
                        move=Move(move),
                        party=Party(party),
                        at=at,
                        note=note,
                        by=date.fromisoformat(day) if day else None,
                        role=Role(role) if role else None,
                    )
                    for move, party, at, note, day, role in zip(
                        said["moves"],
                        said["parties"],
                        said["times"],
                        said["said"],
                        said["days"],
                        said["roles"],
                        strict=True,
                    )
                ),
            ),
        ),
    )
