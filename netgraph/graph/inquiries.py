"""Inquiries in the graph: one node each, private to who asks, with what was answered on it.

The ids of the wants that an answer left are properties, not edges, so that a want which the team
sees tells nobody through whose link it came.
"""

from dataclasses import dataclass

from netgraph.domain.access import Scope, Viewer, Visibility
from netgraph.domain.ids import InquiryId, LetterId, PersonId, UserId, WantId
from netgraph.domain.inquiries import Answered, Inquiry
from netgraph.graph.database import Row, Statements
from netgraph.graph.images import Touched


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptInquiry:
    """An inquiry as it is kept; `nonce` is what its link holds, `letter` what carried it."""

    inquiry: Inquiry
    scope: Scope
    by: UserId
    nonce: str
    letter: LetterId | None = None


def put(on: Statements, kept: KeptInquiry) -> None:
    """Writes an inquiry with what was answered."""
    one, said = kept.inquiry, kept.inquiry.answered
    on.write(
        "put_inquiry",
        id=one.id,
        asker=one.asker,
        asked=one.asked,
        properties={
            "scope": kept.scope,
            "created_by": kept.by,
            "asked_at": one.asked_at,
            "visibility": one.visibility.value,
            "about": one.about,
            "nonce": kept.nonce,
            "letter": kept.letter,
            "answered_at": said.at if said else None,
            "mark": said.mark if said else None,
            "want": said.want if said else None,
            "topic": said.topic if said else None,
            "still": list(said.still) if said else None,
            "met": list(said.met) if said else None,
            "wants": list(said.wants) if said else None,
            "noted": said.noted if said else None,
        },
    )


def of_user(
    on: Statements, viewer: Viewer, *, person: PersonId | None = None
) -> tuple[KeptInquiry, ...]:
    """What the viewer asked of people whom they see, newest first; perhaps only of one."""
    rows = on.read("inquiries_of_user", user=viewer.user, scopes=list(viewer.scopes), person=person)
    return tuple(map(_kept, rows))


def of_link(on: Statements, inquiry: InquiryId) -> KeptInquiry | None:
    """One inquiry, for who holds a signed link to it."""
    rows = on.read("inquiry_of_link", id=inquiry)
    return _kept(rows[0]) if rows else None


def delete(on: Statements, inquiry: InquiryId) -> None:
    """Removes an inquiry, and with it what its link opens."""
    on.write("delete_nodes", labels=["Inquiry"], ids=[inquiry])


def touched(inquiry: InquiryId) -> Touched:
    """The node of an inquiry, as history wants it named."""
    return Touched(label="Inquiry", id=inquiry)


def _kept(row: Row) -> KeptInquiry:
    said = row["properties"]
    return KeptInquiry(
        scope=Scope(said["scope"]),
        by=UserId(said["created_by"]),
        nonce=said["nonce"],
        letter=LetterId(said["letter"]) if said.get("letter") else None,
        inquiry=Inquiry(
            id=InquiryId(said["id"]),
            asker=PersonId(row["asker"]),
            asked=PersonId(row["asked"]),
            asked_at=said["asked_at"],
            visibility=Visibility(said["visibility"]),
            about=said["about"],
            answered=Answered(
                at=said["answered_at"],
                mark=said["mark"],
                want=said["want"],
                topic=said["topic"],
                still=tuple(said["still"]),
                met=tuple(said["met"]),
                wants=tuple(WantId(want) for want in said["wants"]),
                noted=said["noted"],
            )
            if said.get("answered_at")
            else None,
        ),
    )
