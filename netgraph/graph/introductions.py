"""Introduction requests in the graph: one node each, its steps in lists of equal length.

`state` on the node is that of the last step written, for the index; what counts is the `Life`
that the steps make. A link of a request is a nonce on the node: it stands only as long as the
link may be used, and goes with its use, so that a link works once.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from netgraph.domain.access import Scope, Viewer
from netgraph.domain.blurbs import Words
from netgraph.domain.evidence import Grade
from netgraph.domain.ids import IntroRequestId, PersonId, UserId
from netgraph.domain.introductions import WAIT_DAYS, WAITING, Act, Actor, Life, State, Step
from netgraph.graph.database import Row, Statements
from netgraph.graph.images import Touched


class Door(StrEnum):
    """What a link is for: each opens one page, for one answer of one person."""

    ANSWER = "answer"  # the connector: yes, later, somebody else, no
    CONSENT = "consent"  # the target: yes or no
    INTRODUCE = "introduce"  # the connector who said yes: it is done, or will not work out


Links = Mapping[Door, str | None]
"""Links that change: the nonce of a new one, or None for one that stops working."""

NO_LINKS: Links = dict.fromkeys(Door)
"""Takes every link of a request away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A request as it is kept; `links` has the nonce of each link that may be used now.

    `override` is why it was sent although something spoke against it. `heard_at` is when its
    requester last put aside what answers by mail mean. `resumes` is the first request that this one
    takes up again, as its answer came too late. `said` is the chance and
    `grade` that of the weakest tie by which it was sent, as far as all who see it may know.
    """

    id: IntroRequestId
    scope: Scope
    by: UserId
    requester: PersonId
    connector: PersonId
    target: PersonId
    people: tuple[PersonId, ...]
    words: Words
    probability: float
    created_at: datetime
    life: Life
    approver: UserId | None = None
    override: str = ""
    heard_at: datetime | None = None
    resumes: IntroRequestId | None = None
    said: float | None = None
    grade: Grade | None = None
    links: Mapping[Door, str]


def root_of(kept: Kept) -> IntroRequestId:
    """The request in which it was first asked; answers by mail are kept with that one."""
    return kept.resumes or kept.id


def latest(found: Iterable[Kept]) -> Mapping[IntroRequestId, Kept]:
    """By the request in which something was first asked, the one in which it goes on."""
    order = sorted(found, key=lambda kept: (kept.created_at, kept.resumes is not None))
    return {root_of(kept): kept for kept in order}


def of_user(on: Statements, viewer: Viewer) -> tuple[Kept, ...]:
    """The viewer's own requests, newest first."""
    rows = on.read("requests_of_user", user=viewer.user, scopes=list(viewer.scopes))
    return tuple(map(_kept, rows))


def to_approve(on: Statements, viewer: Viewer) -> tuple[Kept, ...]:
    """Drafts of others that wait for the viewer's word."""
    rows = on.read("requests_to_approve", approver=viewer.user)
    return tuple(kept for kept in map(_kept, rows) if kept.life.submitted)


def in_scopes(
    on: Statements,
    scopes: Iterable[Scope],
    *,
    states: Iterable[State] = WAITING,
    targets: Iterable[PersonId] | None = None,
    connectors: Iterable[PersonId] | None = None,
) -> tuple[Kept, ...]:
    """The requests of these scopes that were last written in one of the states."""
    rows = on.read(
        "requests_in_scopes",
        scopes=list(scopes),
        states=sorted(state.value for state in states),
        targets=None if targets is None else sorted(targets),
        connectors=None if connectors is None else sorted(connectors),
    )
    return tuple(map(_kept, rows))


def made_last(on: Statements, scopes: Iterable[Scope], *, most: int) -> tuple[Kept, ...]:
    """The requests of these scopes that were made, whatever became of them, newest first."""
    rows = on.read("requests_made_last", scopes=list(scopes), most=most)
    return tuple(map(_kept, rows))


def queued(
    on: Statements, targets: Iterable[PersonId] | None, *, since: datetime
) -> tuple[Kept, ...]:
    """The team's drafts that have waited for their turn since then, the longest waiting first."""
    wanted = None if targets is None else sorted(targets)
    return tuple(map(_kept, on.read("requests_queued", targets=wanted, since=since)))


def of_link(on: Statements, request: IntroRequestId) -> Kept | None:
    """A request of any scope, for who holds a signed link to it."""
    rows = on.read("request_of_link", id=request)
    return _kept(rows[0]) if rows else None


def put_words(on: Statements, request: IntroRequestId, words: Words, *, answer_by: date) -> None:
    """Changes what a draft says."""
    on.write(
        "set_request",
        id=request,
        properties={
            "purpose": words.purpose,
            "offer": words.offer,
            "about": words.about,
            "ask": words.ask,
            "text": words.text,
            "answer_by": answer_by,
        },
    )


def put_life(
    on: Statements,
    request: IntroRequestId,
    life: Life,
    *,
    links: Links,
    **more: object,
) -> None:
    """Writes the steps, and the links that change with them: a new nonce, or None for no link."""
    on.write(
        "set_request",
        id=request,
        properties={
            "state": life.state.value,
            "acts": [step.act.value for step in life.steps],
            "actors": [step.actor.value for step in life.steps],
            "times": [step.at for step in life.steps],
            "said": [step.note for step in life.steps],
            **{f"link_{door.value}": nonce for door, nonce in links.items()},
            **more,
        },
    )


def put_again(
    on: Statements,
    kept: Kept,
    *,
    id_: IntroRequestId,
    life: Life,
    links: Links,
    scope: Scope,
    override: str | None,
    at: datetime,
) -> None:
    """Makes a new request of the words, the way and the said chance of one that was closed."""
    on.write(
        "create_draft_request",
        id=id_,
        scope=scope,
        by=kept.requester,
        via=kept.connector,
        target=kept.target,
        people=list(kept.people),
        purpose=kept.words.purpose,
        offer=kept.words.offer,
        probability=kept.probability,
        answer_by=life.by,
        at=at,
        user=kept.by,
    )
    put_words(on, id_, kept.words, answer_by=life.by)
    put_life(
        on,
        id_,
        life,
        links=links,
        resumes=root_of(kept),
        override=override,
        said_chance=kept.said,
        said_grade=kept.grade.value if kept.grade else None,
        heard_at=at,
    )


def touched(request: IntroRequestId) -> Touched:
    """The node of a request, as history wants it named."""
    return Touched(label="IntroRequest", id=request)


def _kept(row: Row) -> Kept:
    said = row["properties"]
    approver = said.get("approver")
    created = said["created_at"]
    return Kept(
        id=IntroRequestId(said["id"]),
        scope=Scope(said["scope"]),
        by=UserId(said["created_by"]),
        requester=PersonId(row["requester"]),
        connector=PersonId(row["connector"]),
        target=PersonId(row["target"]),
        people=tuple(PersonId(person) for person in said["people"]),
        words=Words(
            about=said.get("about") or "",
            purpose=said.get("purpose") or "",
            ask=said.get("ask") or "",
            offer=said.get("offer") or "",
            text=said.get("text") or "",
        ),
        probability=said["probability"],
        created_at=created,
        approver=UserId(approver) if approver else None,
        override=said.get("override") or "",
        heard_at=said.get("heard_at"),
        resumes=IntroRequestId(said["resumes"]) if said.get("resumes") else None,
        said=said.get("said_chance"),
        grade=Grade(said["said_grade"]) if said.get("said_grade") else None,
        links={door: said[f"link_{door.value}"] for door in Door if said.get(f"link_{door.value}")},
        life=Life(
            by=said.get("answer_by") or created.date() + timedelta(days=WAIT_DAYS),
            needs_approval=bool(approver),
            steps=tuple(
                Step(act=Act(act), actor=Actor(actor), at=at, note=note)
                for act, actor, at, note in zip(
                    said.get("acts") or (),
                    said.get("actors") or (),
                    said.get("times") or (),
                    said.get("said") or (),
                    strict=True,
                )
            ),
        ),
    )
