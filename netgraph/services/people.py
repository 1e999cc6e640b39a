"""People: found, shown and written by hand.

Finding is in `netgraph.services.finding` and part of `People`. Every write goes through
`History`, so it can be undone.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from netgraph.domain.access import Viewer
from netgraph.domain.ids import PersonId
from netgraph.domain.people import Person
from netgraph.errors import NotFound
from netgraph.graph import people as graph
from netgraph.graph.database import Database
from netgraph.services.companies import Companies
from netgraph.services.finding import (
    Finding,
    Found,
    Nobody,
    RoleFound,
    Several,
    Suggestion,
    SuggestionKind,
)
from netgraph.services.history import History

__all__ = [
    "Found",
    "Nobody",
    "People",
    "RoleFound",
    "Several",
    "Suggestion",
    "SuggestionKind",
]


class People(Finding):
    """The people of this graph as each viewer sees them."""

    def __init__(
        self,
        database: Database,
        *,
        companies: Companies,
        history: History,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        super().__init__(database, companies=companies, now=now)
        self._history = history
        self._new_id = new_id

    def get(self, viewer: Viewer, person: PersonId) -> Person:
        """One person; raises `NotFound`, alike for who is hidden and who does not exist."""
        found = self.many(viewer, (person,)).get(person)
        if found is None:
            raise NotFound("There is no such person.", hint="Search for them by name.")
        return found

    def many(self, viewer: Viewer, ids: Iterable[PersonId]) -> Mapping[PersonId, Person]:
        """Those of the people whom the viewer sees, by id, in one query."""
        return graph.people(self._database, viewer, ids, today=self._now().date())
