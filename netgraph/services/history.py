"""What a user did, and how it is taken back."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from netgraph.domain.access import Viewer
from netgraph.domain.ids import ChangeId
from netgraph.graph import history as graph
from netgraph.graph.database import Database, Transaction
from netgraph.graph.history import PastChange
from netgraph.graph.images import Touched

__all__ = ["Done", "History", "PastChange"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """Something a user did: its words for a toast, and the id that undoes it."""

    change: ChangeId
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Besides:
    """What another topic writes in a change of this one, and which nodes it touches."""

    touched: tuple[Touched, ...]
    work: Callable[[Transaction], object]


class History:
    """Every write by hand goes through here."""

    def __init__(
        self, database: Database, *, now: Callable[[], datetime], new_id: Callable[[], str]
    ) -> None:
        self._database = database
        self._now = now
        self._new_id = new_id

    def write(
        self,
        viewer: Viewer,
        what: str,
        *,
        touched: Callable[[Transaction], Iterable[Touched]] | Iterable[Touched],
        work: Callable[[Transaction], object],
        change: ChangeId | None = None,
    ) -> Done:
        """Does `work` in one transaction and remembers it under the words `what`.

        `touched` names every node that is created, altered or deleted, or finds them out in
        the same transaction. Ties and revisions follow by themselves. A write that may come
        twice (a form sent again) names its `change`: then the second Done undoes the first.
        """
        change = change or ChangeId(self._new_id())
        now = self._now()
        named = None if callable(touched) else tuple(touched)

        def unit(tx: Transaction) -> None:
            graph.record(
                tx,
                lambda: work(tx),
                change=change,
                viewer=viewer,
                what=what,
                touched=touched(tx) if callable(touched) else named or (),
                now=now,
            )

        self._database.in_transaction(unit, called="record_change")
        return Done(change=change, what=what)

    def undo(self, viewer: Viewer, change: ChangeId) -> str:
        """Takes back what the viewer did and gives its words.

        Raises `NotFound` when it is not theirs or undone already, and `Conflict` when the
        same things have been changed since.
        """
        now = self._now()
        return self._database.in_transaction(
            lambda tx: graph.undo(tx, change, viewer=viewer, now=now), called="undo"
        )

    def latest(self, viewer: Viewer, *, limit: int = 50) -> tuple[PastChange, ...]:
        """What the viewer did last, newest first, and what of it can be undone now."""
        return self._database.in_transaction(
            lambda tx: graph.latest(tx, viewer=viewer, limit=limit),
            called="latest_changes",
            reading=True,
        )
