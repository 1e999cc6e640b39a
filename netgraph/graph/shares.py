"""Shares in the graph: one node each, with edges to who shares it, whom it is for and about.

A share with people is its sharer's alone or the team's, and besides seen by whom it is for; that
it was put aside is a `Check` of whoever did so, which nobody else sees.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from netgraph.domain.access import Scope, Viewer
from netgraph.domain.ids import PersonId, ShareId, UserId
from netgraph.domain.shares import Share, ShareKind, Thanks
from netgraph.graph.database import Row, Statements
from netgraph.graph.images import Touched


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptShare:
    """A share as it is kept: in which scope, and by which user."""

    share: Share
    scope: Scope
    by: UserId


def put(on: Statements, kept: KeptShare) -> None:
    """Writes a share, without thanks."""
    share = kept.share
    on.write(
        "put_share",
        id=share.id,
        sharer=share.sharer,
        people=list(share.people),
        contact=share.contact,
        properties={
            "scope": kept.scope,
            "created_by": kept.by,
            "created_at": share.created_at,
            "kind": share.kind.value,
            "text": share.text,
            "link": share.link,
            "team": share.team,
            "origin": share.origin,
        },
    )


def alter(on: Statements, share: ShareId, *, user: UserId, text: str, link: str) -> bool:
    """Changes the words of a share of a user's own; whether there is one."""
    properties = {"text": text, "link": link}
    return bool(on.write("set_share", id=share, user=user, properties=properties))


def put_people(on: Statements, share: ShareId, *, user: UserId, people: Iterable[PersonId]) -> bool:
    """Says for whom a share of a user's own is from now on; whether there is one."""
    return bool(on.write("set_share_people", id=share, user=user, people=list(people)))


def of_link(on: Statements, share: ShareId) -> KeptShare | None:
    """A share of any scope, for who holds a signed link to it, or has been found to share it."""
    rows = on.read("share_of_link", id=share)
    return _kept(rows[0]) if rows else None


def delete(on: Statements, share: ShareId) -> None:
    """Removes a share."""
    on.write("delete_nodes", labels=["Share"], ids=[share])


def thank(on: Statements, share: ShareId, person: PersonId, *, at: datetime) -> None:
    """Keeps that a share helped somebody."""
    on.write("thank_for_share", id=share, person=person, at=at)


def seen_by(
    on: Statements,
    viewer: Viewer,
    *,
    share: ShareId | None = None,
    kind: ShareKind | None = None,
    text: str = "",
    person: PersonId | None = None,
    limit: int,
) -> tuple[KeptShare, ...]:
    """The shares that a viewer sees and that fit, newest first."""
    rows = on.read(
        "shares_seen",
        id=share,
        viewer=viewer.person,
        scopes=list(viewer.scopes),
        kind=kind.value if kind else None,
        text=text.lower(),
        person=person,
        limit=limit,
    )
    return tuple(map(_kept, rows))


def skipped(on: Statements, viewer: Viewer) -> Collection[ShareId]:
    """The shares that the viewer has put aside."""
    return {ShareId(row["share"]) for row in on.read("shares_skipped", user=viewer.user)}


def skip(on: Statements, viewer: Viewer, share: Share, *, day: date) -> None:
    """Puts a share aside for the viewer."""
    on.write(
        "write_check",
        id=skip_touched(viewer, share.id).id,
        about=f"share {share.id}",
        person=share.sharer,
        day=day,
        user=viewer.user,
    )


def touched(share: ShareId) -> Touched:
    """The node of a share, as history wants it named."""
    return Touched(label="Share", id=share)


def skip_touched(viewer: Viewer, share: ShareId) -> Touched:
    """The node that says that the viewer has put a share aside."""
    return Touched(label="Check", id=f"check-{viewer.user}-share-{share}")


def _kept(row: Row) -> KeptShare:
    said = row["properties"]
    return KeptShare(
        scope=Scope(said["scope"]),
        by=UserId(said["created_by"]),
        share=Share(
            id=ShareId(said["id"]),
            sharer=PersonId(row["sharer"]),
            kind=ShareKind(said["kind"]),
            text=said["text"],
            link=said["link"],
            team=said["team"],
            created_at=said["created_at"],
            people=tuple(PersonId(person) for person in row["people"]),
            contact=PersonId(row["contact"]) if row["contact"] else None,
            origin=ShareId(said["origin"]) if said.get("origin") else None,
            thanks=tuple(
                Thanks(person=PersonId(one["person"]), at=one["at"]) for one in row["thanks"]
            ),
        ),
    )
