"""Introduction requests as drafts: what a rep means to ask of whom, kept until it is asked."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from netgraph.domain.access import Viewer
from netgraph.domain.ids import IntroRequestId, PersonId
from netgraph.domain.people import Person
from netgraph.errors import InvalidInput, NotFound
from netgraph.graph.database import Database, Transaction
from netgraph.graph.images import Touched
from netgraph.services.history import Done, History
from netgraph.services.people import People

LONGEST_PURPOSE = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A request not yet made; people whom the viewer cannot see any more are left out."""

    id: IntroRequestId
    connector: Person
    target: Person
    people: tuple[Person, ...]
    purpose: str
    offer: str
    probability: float
    created_at: datetime


class Introductions:
    """The viewer's drafts."""

    def __init__(
        self,
        database: Database,
        *,
        history: History,
        people: People,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._database = database
        self._history = history
        self._people = people
        self._now = now
        self._new_id = new_id

    def drafts(self, viewer: Viewer) -> tuple[Draft, ...]:
        """The viewer's own drafts, newest first."""
        rows = self._database.read("draft_requests", user=viewer.user, scopes=list(viewer.scopes))
        cards = self._people.many(
            viewer, {p for row in rows for p in (*row["people"], row["via"], row["target"])}
        )
        return tuple(
            Draft(
                id=IntroRequestId(row["id"]),
                connector=cards[row["via"]],
                target=cards[row["target"]],
                people=tuple(cards[p] for p in row["people"] if p in cards),
                purpose=row["purpose"],
                offer=row["offer"],
                probability=row["probability"],
                created_at=row["created_at"],
            )
            for row in rows
        )

    def draft(
        self,
        viewer: Viewer,
        path: tuple[PersonId, ...],
        *,
        probability: float,
        purpose: str = "",
        offer: str = "",
    ) -> Done:
        """Keeps a draft for a path that starts with the viewer and has a connector.

        Raises `InvalidInput` for a path that is none, `NotFound` for people the viewer cannot
        see.
        """
        if len(path) < 3 or path[0] != viewer.person or len(set(path)) != len(path):  # noqa: PLR2004
            raise InvalidInput("An introduction goes from you by a connector to somebody else.")
        cards = self._people.many(viewer, path)
        if set(path) - cards.keys():
            raise NotFound("Somebody on this path cannot be found any more.", hint="Reach again.")
        request = IntroRequestId(self._new_id())
        now = self._now()

        def work(tx: Transaction) -> None:
            tx.write(
                "create_draft_request",
                id=request,
                scope=viewer.private,
                by=viewer.person,
                via=path[1],
                target=path[-1],
                people=list(path),
                purpose=purpose.strip()[:LONGEST_PURPOSE],
                offer=offer.strip()[:LONGEST_PURPOSE],
                probability=min(max(probability, 0.0), 1.0),
                at=now,
                user=viewer.user,
            )

        return self._history.write(
            viewer,
            f"Drafted: ask {cards[path[1]].name} for an introduction to {cards[path[-1]].name}",
            touched=[Touched(label="IntroRequest", id=request)],
            work=work,
        )

    def alter(self, viewer: Viewer, request: IntroRequestId, *, purpose: str) -> Done:
        """Changes what a draft says."""
        draft = self._own(viewer, request)
        text = purpose.strip()[:LONGEST_PURPOSE]
        return self._history.write(
            viewer,
            f"Changed the draft to reach {draft.target.name}",
            touched=[Touched(label="IntroRequest", id=request)],
            work=lambda tx: tx.write("alter_draft_request", id=request, purpose=text),
        )

    def discard(self, viewer: Viewer, request: IntroRequestId) -> Done:
        """Throws a draft away."""
        draft = self._own(viewer, request)
        return self._history.write(
            viewer,
            f"Discarded the draft to reach {draft.target.name}",
            touched=[Touched(label="IntroRequest", id=request)],
            work=lambda tx: tx.write("delete_nodes", labels=["IntroRequest"], ids=[request]),
        )

    def _own(self, viewer: Viewer, request: IntroRequestId) -> Draft:
        for draft in self.drafts(viewer):
            if draft.id == request:
                return draft
        raise NotFound("There is no such draft of yours.")
