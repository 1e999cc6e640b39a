"""What a person is looking for, and what a person can help with.

A want is a person (`introduction`), something to learn (`expertise`), something to read or
attend (`share`), or a hand with a piece of work (`help`). For an introduction, `role` and
`industry` or a named person say whom; for the others `topic` says what.
"""

import math
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from netgraph.domain.ids import ExpertiseId, PersonId, WantId

HALF_LIFE_DAYS = 180.0
"""Days in which half of a want fades: what somebody looks for changes."""

ASK_AGAIN = 0.5
"""Below this freshness the person is asked whether they still look for it."""

FORGOTTEN = 0.125
"""Below this freshness nothing is offered for a want before it was said again."""


class WantKind(StrEnum):
    """What would answer the want."""

    INTRODUCTION = "introduction"
    EXPERTISE = "expertise"
    SHARE = "share"
    HELP = "help"


@dataclass(frozen=True, slots=True, kw_only=True)
class Want:
    """`person` said, on a day, that they look for something, in their own words (`text`)."""

    id: WantId
    person: PersonId
    kind: WantKind
    text: str
    said: date
    role: str = ""
    industry: str = ""
    company: str = ""
    wanted_person: PersonId | None = None

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("A want needs a few words that say what is wanted.")

    def freshness(self, *, as_of: date) -> float:
        """How much of the want is left on a day, in (0, 1]: it halves every 180 days."""
        return math.exp2(-max((as_of - self.said).days, 0) / HALF_LIFE_DAYS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expertise:
    """`person` can help with a topic."""

    id: ExpertiseId
    person: PersonId
    topic: str

    def __post_init__(self) -> None:
        if not self.topic.strip():
            raise ValueError("Expertise needs a topic.")
