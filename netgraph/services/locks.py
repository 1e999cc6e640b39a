"""One live request for a target across the team: who is asking already, and whose turn is next.

Of a colleague's request everybody of the team may know who asks for whom and since when. What
speaks against a further one is said in words; whoever goes on all the same gives a reason, which
is kept with the request.
"""

import itertools
from collections.abc import Callable
from datetime import datetime, timedelta

from netgraph.domain.access import Viewer
from netgraph.domain.ids import PersonId
from netgraph.domain.introductions import QUEUE_DAYS
from netgraph.graph import introductions as graph
from netgraph.graph.database import Statements, Transaction
from netgraph.graph.introductions import NO_LINKS, Kept
from netgraph.services.people import People
from netgraph.services.requests import Request, day_in_words


class Locks:
    """Who is being asked for."""

    def __init__(self, *, people: People, now: Callable[[], datetime]) -> None:
        self._people = people
        self._now = now

    def against(self, on: Statements, viewer: Viewer, request: Request) -> tuple[str, ...]:
        """Who else asks for its target, or has waited for longer, as far as the viewer may know."""
        target = request.cast.target
        others = [
            kept
            for kept in graph.in_scopes(on, viewer.scopes, targets=(target.id,))
            if kept.id != request.id and kept.life.settled(self._now()).live
        ]
        before = [
            kept
            for kept in itertools.takewhile(
                lambda kept: kept.id != request.id, self.queued(on, {target.id})
            )
            if kept.by != viewer.user
        ]
        cards = self._people.many(viewer, {kept.requester for kept in (*others, *before)})
        locks = tuple(
            f"{'You are' if kept.by == viewer.user else cards[kept.requester].name + ' is'} asking "
            f"for an introduction to {target.name} already, since "
            f"{day_in_words((kept.life.asked_at or kept.created_at).date())}."
            for kept in others
            if kept.requester in cards
        )
        turns = tuple(
            f"{cards[kept.requester].name} has been waiting for a turn to reach "
            f"{target.name} for longer."
            for kept in before[:1]
            if kept.requester in cards
        )
        return (*locks, *turns)

    def queued(self, on: Statements, targets: set[PersonId]) -> tuple[Kept, ...]:
        """The team's drafts that wait for a turn to reach these people, the longest first."""
        since = self._now() - timedelta(days=QUEUE_DAYS)
        return graph.queued(on, targets, since=since) if targets else ()

    def settle(self, tx: Transaction, viewer: Viewer, target: PersonId) -> None:
        """Writes down which requests to a target have run out by now."""
        for other in graph.in_scopes(tx, viewer.scopes, targets=(target,)):
            life = other.life.settled(self._now())
            if life != other.life:
                graph.put_life(tx, other.id, life, links=NO_LINKS)
