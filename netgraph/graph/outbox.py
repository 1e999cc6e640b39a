"""Letters in the graph: written with what causes them, and marked by whoever sends them.

A sent letter keeps to whom it went and when, for its writer; its text, with any link in it, is
erased at once.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from netgraph.domain.access import Scope, Viewer
from netgraph.domain.ids import AskId, IntroRequestId, LetterId, PersonId, UserId
from netgraph.domain.outbox import Letter, LetterKind, LetterState
from netgraph.graph.database import Statements
from netgraph.graph.images import Touched

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """A letter as its writer sees it: where it stands, since when, and what the trouble is."""

    id: LetterId
    kind: LetterKind
    to: str
    to_name: str
    subject: str
    state: LetterState
    due: datetime
    sent_at: datetime | None
    trouble: str
    request: IntroRequestId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A letter that a sender has, after so many failures."""

    letter: Letter
    tries: int


def put(on: Statements, letter: Letter, *, at: datetime) -> None:
    """Puts a letter into the outbox."""
    on.write(
        "put_letter",
        id=letter.id,
        person=letter.person,
        properties={
            "scope": letter.scope,
            "by": letter.by,
            "kind": letter.kind.value,
            "to": letter.to,
            "to_name": letter.to_name,
            "from_name": letter.from_name,
            "reply_to": letter.reply_to,
            "subject": letter.subject,
            "text": letter.text,
            "people": list(letter.about),
            "request": letter.request,
            "ask": letter.ask,
            "link": letter.link,
            "button": letter.button,
            "unsubscribe": letter.unsubscribe,
            "state": LetterState.QUEUED.value,
            "due": letter.due,
            "tries": 0,
            "trouble": "",
            "created_at": at,
        },
    )


def of_user(
    on: Statements, viewer: Viewer, *, request: IntroRequestId | None = None
) -> tuple[Posted, ...]:
    """The viewer's own letters, newest first; perhaps only those of one request."""
    rows = on.read("letters_of_user", by=viewer.user, request=request, limit=MOST_SHOWN)
    return tuple(_posted(row["properties"]) for row in rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailed:
    """A letter that asked for something: to which address, under which subject, about what."""

    id: LetterId
    about: str
    to: str
    subject: str


def mailed(on: Statements, viewer: Viewer) -> tuple[Mailed, ...]:
    """The viewer's own letters that ask, as far as it is known about what."""
    kinds = [LetterKind.REQUEST.value, LetterKind.ASK.value]
    return tuple(
        Mailed(id=LetterId(row["id"]), about=row["about"], to=row["to"], subject=row["subject"])
        for row in on.read("letters_that_ask", by=viewer.user, kinds=kinds)
    )


def due(on: Statements, now: datetime) -> tuple[LetterId, ...]:
    """Letters whose time has come."""
    return tuple(LetterId(row["id"]) for row in on.read("letters_due", now=now))


def claim(
    on: Statements, letter: LetterId, *, by: str, now: datetime, until: datetime
) -> Taken | None:
    """Takes a letter for a sender; None when somebody else has it, or it is gone."""
    rows = on.write("claim_letter", id=letter, claim=by, now=now, until=until)
    if not rows:
        return None
    said = rows[0]["properties"]
    asked, ask = said.get("request"), said.get("ask")
    return Taken(
        tries=said["tries"],
        letter=Letter(
            id=letter,
            scope=Scope(said["scope"]),
            by=UserId(said["by"]),
            kind=LetterKind(said["kind"]),
            person=PersonId(rows[0]["person"]),
            to=said["to"],
            to_name=said["to_name"],
            from_name=said["from_name"],
            reply_to=said["reply_to"],
            subject=said["subject"],
            text=said["text"],
            about=tuple(PersonId(person) for person in said["people"]),
            request=IntroRequestId(asked) if asked else None,
            ask=AskId(ask) if ask else None,
            link=said["link"],
            button=said["button"],
            unsubscribe=said["unsubscribe"],
            due=said["due"],
        ),
    )


def mark_handed(on: Statements, letter: LetterId, *, by: str) -> bool:
    """Notes that the server is about to be given the text; whether the sender still has it."""
    handed = {"state": LetterState.HANDED.value}
    return bool(on.write("mark_letter", id=letter, claim=by, properties=handed))


def mark_sent(on: Statements, letter: LetterId, *, by: str, at: datetime) -> None:
    """Notes that the server has it, and erases what it said."""
    over = {"text": None, "link": None, "button": None, "unsubscribe": None, "claim": None}
    done = {"state": LetterState.SENT.value, "sent_at": at, "trouble": "", **over}
    on.write("mark_letter", id=letter, claim=by, properties=done)


def mark_trouble(
    on: Statements,
    letter: LetterId,
    *,
    by: str,
    state: LetterState,
    tries: int,
    due: datetime | None,
    trouble: str,
) -> None:
    """Notes what went wrong, and whether and when it is tried again."""
    said: dict[str, Any] = {"state": state.value, "tries": tries, "trouble": trouble, "claim": None}
    on.write("mark_letter", id=letter, claim=by, properties=said | ({"due": due} if due else {}))


def recover(on: Statements, now: datetime) -> None:
    """Sees to letters whose sender died."""
    on.write("recover_letters", now=now)


def queue_again(on: Statements, viewer: Viewer, letter: LetterId, *, now: datetime) -> bool:
    """Queues a letter of the viewer's own again; whether there was one to queue."""
    return bool(on.write("queue_letter", id=letter, by=viewer.user, now=now))


def drop(on: Statements, request: IntroRequestId) -> None:
    """Takes back the letters of a request that were not sent."""
    on.write("drop_letters", request=request)


def drop_one(on: Statements, letter: LetterId) -> None:
    """Takes back a letter that was not sent."""
    on.write("drop_letter", id=letter)


def touched(letter: LetterId) -> Touched:
    """The node of a letter, as history wants it named."""
    return Touched(label="Letter", id=letter)


def _posted(said: dict[str, Any]) -> Posted:
    asked = said.get("request")
    return Posted(
        id=LetterId(said["id"]),
        kind=LetterKind(said["kind"]),
        to=said["to"],
        to_name=said["to_name"],
        subject=said["subject"],
        state=LetterState(said["state"]),
        due=said["due"],
        sent_at=said.get("sent_at"),
        trouble=said.get("trouble") or "",
        request=IntroRequestId(asked) if asked else None,
    )
