"""Who may see what: the whole rule of "hidden means hidden" in one place.

Every node of the graph carries a `scope`: `team` (all users of this graph) or the id of the
one user it is private to. A viewer sees the scopes `Viewer.scopes` and nothing else, and every
query takes them as the parameter `$scopes`. Nothing is ever derived for one viewer from a
scope that is not theirs: no count, no order, no id, no warning.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from netgraph.domain.ids import PersonId, UserId

Scope = NewType("Scope", str)
TEAM = Scope("team")


class Role(StrEnum):
    """What a user may do; `admin` owns the data, the others differ in what they come for."""

    REP = "rep"
    MANAGER = "manager"
    EXECUTIVE = "executive"
    ADMIN = "admin"


class Visibility(StrEnum):
    """What a user chooses for something they bring: only they see it, or the whole team."""

    PRIVATE = "private"
    TEAM = "team"


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """The user who asks, and the person they are in the graph."""

    user: UserId
    person: PersonId
    email: str
    name: str
    role: Role

    @property
    def private(self) -> Scope:
        """The scope that this viewer alone sees."""
        return Scope(self.user)

    @property
    def scopes(self) -> tuple[Scope, Scope]:
        """Every scope this viewer sees, the team's first."""
        return (TEAM, self.private)

    def scope_of(self, visibility: Visibility) -> Scope:
        """The scope in which this viewer writes something of that visibility."""
        return TEAM if visibility is Visibility.TEAM else self.private
