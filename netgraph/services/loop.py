"""Closing the loop: what a requester is asked, thanks to the connector, and whose turn it is.

A question about a request is asked at its time, answered with one click, and in the end asked
no more. The connector learns what came of it in the requester's own words, sent by the
requester. Whoever reaches for somebody whom a colleague is reaching for may wait for their
turn: the team sees who waits, and the first of them is told when the way is open again.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from netgraph.domain.access import TEAM, Viewer
from netgraph.domain.blurbs import debts_in
from netgraph.domain.ids import IntroRequestId, LetterId, PersonId
from netgraph.domain.introductions import QUEUE_DAYS, Act, Question, State, questions
from netgraph.domain.outbox import Letter, LetterKind, LetterState
from netgraph.errors import InvalidInput
from netgraph.graph import introductions as graph
from netgraph.graph import outbox as outbox_graph
from netgraph.graph.database import Database, Statements, Transaction
from netgraph.graph.introductions import Kept
from netgraph.services.blurbs import Blurbs
from netgraph.services.history import Done
from netgraph.services.introductions import Introductions
from netgraph.services.outbox import Outbox
from netgraph.services.requests import Request, Requests

LONGEST_THANKS = 4000


class Matter(StrEnum):
    """What a request needs of its requester now."""

    MAIL = "mail"  # a letter failed, or nobody knows of it
    TURN = "turn"  # the way is open
    MET = Question.MET.value
    ADVANCED = Question.ADVANCED.value
    AGAIN = Question.AGAIN.value
    THANK = Question.THANK.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Todo:
    """One thing that a request needs of its requester now."""

    matter: Matter
    request: Request


class Loop:
    """What is left to do about requests."""

    def __init__(
        self,
        database: Database,
        *,
        blurbs: Blurbs,
        introductions: Introductions,
        outbox: Outbox,
        requests: Requests,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._database = database
        self._blurbs = blurbs
        self._introductions = introductions
        self._outbox = outbox
        self._requests = requests
        self._now = now
        self._new_id = new_id

    def todo(self, viewer: Viewer) -> tuple[Todo, ...]:
        """What the viewer's requests need of them now, the most pressing first."""
        now = self._now()
        found = graph.of_user(self._database, viewer)
        stuck = {
            letter.request
            for letter in self._outbox.of(viewer)
            if letter.state in {LetterState.FAILED, LetterState.UNSURE}
        }
        turns = self._turns(viewer, found)
        matters = [
            (matter, kept)
            for kept in found
            for matter in (
                *((Matter.MAIL,) if kept.id in stuck else ()),
                *((Matter.TURN,) if kept.id in turns else ()),
                *(
                    Matter(question.value)
                    for question in questions(kept.life.settled(now), today=now.date())
                ),
            )
        ]
        order = list(Matter)
        matters.sort(key=lambda found: order.index(found[0]))
        seen = {request.id: request for request in self._requests.seen(viewer, found)}
        return tuple(Todo(matter=matter, request=seen[kept.id]) for matter, kept in matters)

    # -----------------------------------------------------------------------------------------
    # The queue for somebody whom a colleague is reaching for

    def queue(self, viewer: Viewer, request: IntroRequestId) -> Done:
        """Lets a draft wait for its turn; the team sees that the viewer reaches for the target."""
        draft = self._requests.own_draft(viewer, request)
        if not draft.team:
            raise InvalidInput("It names somebody whom only you see, so it cannot wait in a queue.")
        return self._requests.change(
            viewer,
            request,
            f"You wait for your turn to reach {draft.cast.target.name}",
            acts=(Act.QUEUE,),
            scope=TEAM,
            queued_at=self._now(),
        )

    def leave(self, viewer: Viewer, request: IntroRequestId) -> Done:
        """Takes a draft out of the queue; it is its writer's alone again."""
        draft = self._requests.own_draft(viewer, request)
        return self._requests.change(
            viewer,
            request,
            f"You wait no more for {draft.cast.target.name}",
            acts=(Act.LEAVE,),
            scope=viewer.private,
            queued_at=None,
        )

    def _turns(self, viewer: Viewer, found: Iterable[Kept]) -> frozenset[IntroRequestId]:
        """Which of the viewer's queued drafts may be sent now."""
        mine = [kept for kept in found if kept.life.queued is not None]
        if not mine:
            return frozenset()
        targets = {kept.target for kept in mine}
        now = self._now()
        asked = {
            kept.target
            for kept in graph.in_scopes(self._database, viewer.scopes, targets=targets)
            if kept.life.settled(now).live
        }
        first = {
            target: waiting[0].id
            for target, waiting in queues(self._database, targets, now=now).items()
        }
        return frozenset(
            kept.id
            for kept in mine
            if kept.target not in asked and first.get(kept.target) == kept.id
        )

    # -----------------------------------------------------------------------------------------
    # What came of it

    def not_yet(self, viewer: Viewer, request: IntroRequestId) -> Done:
        """Says that they have not met, or that it has not gone on, so far."""
        target = self._introductions.request(viewer, request).cast.target.name
        return self._requests.change(
            viewer, request, f"Nothing new yet with {target}", acts=(Act.NOT_YET,)
        )

    def thanks(self, request: Request) -> str:
        """A draft of the requester's thanks, which tells the connector what came of it."""
        state = request.seen.state
        return self._blurbs.thanks(
            request.cast,
            met=state in {State.MET, State.ADVANCED},
            advanced=state is State.ADVANCED,
        )

    def thank(
        self, viewer: Viewer, request: IntroRequestId, *, text: str = "", mailed: bool = False
    ) -> Done:
        """Notes that the connector was thanked; `mailed`, the viewer's text goes to them."""
        found = self._introductions.request(viewer, request)
        connector = found.cast.connector
        letter = self._letter(viewer, found, text=text) if mailed else None

        def also(tx: Transaction, _: Kept) -> None:
            if letter is not None:
                self._outbox.put(tx, letter)

        return self._requests.change(
            viewer,
            request,
            f"Thanked {connector.name}",
            acts=(Act.THANK,),
            also=also,
            touched=(outbox_graph.touched(letter.id),) if letter else (),
        )

    def _letter(self, viewer: Viewer, found: Request, *, text: str) -> Letter:
        said = text.strip().replace("\r\n", "\n")[:LONGEST_THANKS]
        if not said:
            raise InvalidInput("Write a word of thanks.")
        if debts_in(said):
            raise InvalidInput("It speaks of a debt.", hint=f"Leave out “{debts_in(said)[0]}”.")
        connector = found.cast.connector
        to = self._introductions.mail_address(viewer, connector.id)
        if not to or not self._outbox.sends:
            raise InvalidInput("It cannot be mailed.", hint="Copy the text and send it yourself.")
        return Letter(
            id=LetterId(self._new_id()),
            scope=TEAM if found.team else viewer.private,
            by=viewer.user,
            kind=LetterKind.THANKS,
            person=connector.id,
            to=to,
            to_name=connector.name,
            from_name=viewer.name,
            reply_to=viewer.email,
            subject="Thank you",
            text=said,
            due=self._now(),
            about=(connector.id, found.cast.target.id),
            request=found.id,
        )


def queues(
    on: Statements, targets: Iterable[PersonId] | None, *, now: datetime
) -> Mapping[PersonId, tuple[Kept, ...]]:
    """Who waits for each of these people (or anybody), the longest waiting first."""
    found: dict[PersonId, list[Kept]] = {}
    for kept in graph.queued(on, targets, since=now - timedelta(days=QUEUE_DAYS)):
        found.setdefault(kept.target, []).append(kept)
    return {target: tuple(waiting) for target, waiting in found.items()}
