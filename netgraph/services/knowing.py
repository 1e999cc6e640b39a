"""What somebody says about how well they know another, told by a user.

"She knows her well" is the connector's own word and vouches for the tie; "barely" withdraws what
was only said about it (claims and vouches) and leaves a claim, as an answer by link does. What
was observed stays.
"""

from collections.abc import Callable
from datetime import datetime

from netgraph.domain.access import TEAM, Viewer, Visibility
from netgraph.domain.evidence import Kind, Knows
from netgraph.domain.ids import PersonId
from netgraph.errors import InvalidInput
from netgraph.graph.database import Transaction
from netgraph.graph.images import Touched
from netgraph.services.history import Besides, Done, History
from netgraph.services.people import People


class Knowing:
    """Writes down how well two people know each other."""

    def __init__(
        self,
        *,
        people: People,
        history: History,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._people = people
        self._history = history
        self._now = now
        self._new_id = new_id

    def say(
        self,
        viewer: Viewer,
        who: PersonId,
        whom: PersonId,
        knows: Knows,
        *,
        visibility: Visibility = Visibility.TEAM,
        besides: Besides | None = None,
    ) -> Done:
        """Writes that `who` knows `whom` well or barely, as they say themself.

        It is for the team when both people and the visibility allow it; `besides` is written and
        undone with it. Raises `NotFound`, and
        `InvalidInput` for one person twice or for no answer.
        """
        one, other = self._people.get(viewer, who), self._people.get(viewer, whom)
        if who == whom:
            raise InvalidInput("That is one person.", hint="Name two people.")
        if knows is Knows.UNSAID:
            raise InvalidInput("Say how well they know each other.", hint="Well, or barely.")
        open_ = one.scope == TEAM == other.scope
        scope = viewer.scope_of(visibility) if open_ else viewer.private
        word = Touched(label="Evidence", id=self._new_id())

        def said_before(tx: Transaction) -> list[Touched]:
            rows = tx.read("hearsay_between", one=who, other=whom, scope=scope)
            return [Touched(label="Evidence", id=row["id"]) for row in rows]

        def work(tx: Transaction) -> None:
            if knows is Knows.BARELY:
                gone = [touched.id for touched in said_before(tx)]
                tx.write("delete_nodes", labels=["Evidence"] * len(gone), ids=gone)
            tx.write(
                "write_evidence_between",
                id=word.id,
                actor=who,
                other=whom,
                kind=(Kind.VOUCH if knows is Knows.WELL else Kind.CLAIM).value,
                day=self._now().date(),
                source="by hand",
                scope=scope,
                user=viewer.user,
                at=self._now(),
            )
            if besides:
                besides.work(tx)

        return self._history.write(
            viewer,
            f"{one.name} knows {other.name} {knows.value}",
            touched=lambda tx: [*said_before(tx), word, *(besides.touched if besides else ())],
            work=work,
        )
