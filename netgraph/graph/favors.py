"""Favors, gifts and promises in the graph.

Reading takes the viewer's scopes and shows nothing beside them: an entry is seen when itself
and both of its people are; whom it names besides is left out when hidden. Writing puts an
entry in place exactly as given and belongs into a transaction of `netgraph.graph.history`,
which derives the ties anew.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from netgraph.domain.access import Scope, Viewer
from netgraph.domain.favors import Favor, FavorKind, Gift, Promise, PromiseState, Size
from netgraph.domain.finding import spelled
from netgraph.domain.giving import Deed
from netgraph.domain.ids import FavorId, GiftId, PersonId, PromiseId, UserId
from netgraph.graph.database import Row, Statements
from netgraph.graph.images import Touched

_MOST_WORDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A deed as it is kept: who may see it, and who logged it when."""

    deed: Deed
    scope: Scope
    at: datetime | None
    by: UserId | None


def around(on: Statements, viewer: Viewer, person: PersonId, *, limit: int) -> tuple[Kept, ...]:
    """What a person did, was given or is named in, newest first."""
    rows = on.read("deeds_around", person=person, scopes=list(viewer.scopes), limit=limit)
    return tuple(_kept(row) for row in rows)


def among_others(
    on: Statements,
    viewer: Viewer,
    *,
    person: PersonId | None,
    kind: FavorKind | None,
    since: date | None,
    until: date | None,
    words: Sequence[str],
    limit: int,
) -> tuple[Kept, ...]:
    """What happened between two people neither of whom is the viewer, newest first."""
    rows = on.read(
        "deeds_among_others",
        me=viewer.person,
        scopes=list(viewer.scopes),
        person=person,
        kind=kind,
        since=since,
        until=until,
        words=list(words),
        limit=limit,
    )
    return tuple(_kept(row) for row in rows)


def by_id(on: Statements, viewer: Viewer, entry: str) -> Kept | None:
    """One entry, if the viewer may see it."""
    rows = on.read("deed_by_id", id=entry, scopes=list(viewer.scopes))
    return _kept(rows[0]) if rows else None


def written(on: Statements, ids: Iterable[str]) -> frozenset[str]:
    """Which of the ids are taken by entries already."""
    return frozenset(row["id"] for row in on.read("deeds_written", ids=list(ids)))


def put(on: Statements, deed: Deed, *, scope: Scope, user: UserId, at: datetime) -> None:
    """Writes a deed, or makes the one of its id be as given."""
    match deed:
        case Favor():
            on.write(
                "write_favor",
                id=deed.id,
                scope=scope,
                giver=deed.giver,
                receiver=deed.receiver,
                introduced=deed.introduced,
                on_behalf_of=deed.on_behalf_of,
                asked_by=deed.asked_by,
                kind=deed.kind.value,
                size=deed.size.value,
                day=deed.day,
                note=deed.note,
                evidence=deed.evidence or None,
                request=deed.request,
                thanked=deed.thanked,
                user=user,
                at=at,
            )
        case Gift():
            on.write(
                "write_gift",
                id=deed.id,
                scope=scope,
                giver=deed.giver,
                receiver=deed.receiver,
                what=deed.what,
                day=deed.day,
                user=user,
                at=at,
            )
        case Promise():
            on.write(
                "write_promise",
                id=deed.id,
                scope=scope,
                owner=deed.owner,
                to=deed.to,
                what=deed.what,
                due=deed.due,
                made=deed.made,
                state=deed.state.value,
                user=user,
                at=at,
            )


def touched(deed: Deed) -> Touched:
    """The node of a deed, as history wants it named."""
    return Touched(label=type(deed).__name__, id=deed.id)


def names_like(on: Statements, viewer: Viewer, sentence: str) -> tuple[str, ...]:
    """Names that the viewer may see and that share a word, or two in a row, with a sentence."""
    parts = sentence.replace("’s", " ").replace("'s", " ").split()
    words = [word for part in parts[:_MOST_WORDS] for word in spelled(part).split()]
    pairs = [f"{one} AND {two}" for one, two in pairwise(words)]
    texts = list(dict.fromkeys((*pairs, *words)))
    if not texts:
        return ()
    rows = on.read("names_by_words", texts=texts, scopes=list(viewer.scopes))
    return tuple(row["name"] for row in rows)


def _kept(row: Row) -> Kept:
    said = row["properties"]
    by = said.get("created_by")
    return Kept(
        deed=_deed(row),
        scope=Scope(said["scope"]),
        at=said.get("created_at"),
        by=UserId(by) if by else None,
    )


def _deed(row: Row) -> Deed:
    said = row["properties"]
    giver, receiver = PersonId(row["giver"]), PersonId(row["receiver"])
    match row["label"]:
        case "Favor":
            return Favor(
                id=FavorId(said["id"]),
                giver=giver,
                receiver=receiver,
                kind=FavorKind(said["kind"]),
                size=Size(said["size"]),
                day=said["day"],
                note=said.get("note") or "",
                introduced=row["introduced"],
                on_behalf_of=row["on_behalf_of"],
                asked_by=row["asked_by"],
                evidence=said.get("evidence") or "",
                request=said.get("request"),
                thanked=said.get("thanked"),
            )
        case "Gift":
            return Gift(
                id=GiftId(said["id"]),
                giver=giver,
                receiver=receiver,
                what=said["what"],
                day=said["day"],
            )
        case _:
            return Promise(
                id=PromiseId(said["id"]),
                owner=giver,
                to=receiver,
                what=said["what"],
                due=said["due"],
                made=said["made"],
                state=PromiseState(said["state"]),
            )
