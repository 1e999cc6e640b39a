"""Observed facts about two people, and how much a fact of each kind is worth as proof.

Grades are law 1 of the product: a wink is not a marriage. A kind of evidence has one grade;
`helped` and `vouched` are the strongest, `claimed` the weakest. Directed kinds say who acted
towards whom; mutual kinds (a meeting, a shared board) hold both ways alike. Counts are kept
by month, so that any past day can be asked about and old ties fade without a write.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from netgraph.domain.ids import PersonId


class Grade(StrEnum):
    """How good a proof is, weakest first; `rank` orders them."""

    CLAIMED = "claimed"
    INFERRED = "inferred"
    IMPORTED = "imported"
    ONE_WAY = "one_way"
    TWO_WAY = "two_way"
    MET = "met"
    HELPED = "helped"
    VOUCHED = "vouched"

    @property
    def rank(self) -> int:
        """0 for the weakest grade, 7 for the strongest."""
        return tuple(Grade).index(self)


class Kind(StrEnum):
    """What was observed."""

    CLAIM = "claim"  # somebody says that two people know each other
    SAME_COMPANY = "same_company"
    SAME_BOARD = "same_board"
    SAME_SCHOOL = "same_school"
    CONTACT_LIST = "contact_list"  # a list of connections, an address book, a card exchanged
    INVITATION = "invitation"
    ENDORSEMENT = "endorsement"
    MAIL = "mail"  # one message of `actor` to `other`; answered mail is what makes `two_way`
    MESSAGE = "message"
    CALL = "call"
    MEETING = "meeting"
    SAME_TEAM = "same_team"  # both are users of this graph
    FAVOR = "favor"  # `actor` did `other` a favor
    INTRODUCTION = "introduction"  # `actor` introduced `other` to somebody
    RECOMMENDATION = "recommendation"
    VOUCH = "vouch"  # `actor` confirmed knowing `other` on being asked

    @property
    def grade(self) -> Grade:
        """What one fact of this kind proves on its own."""
        return _GRADE_OF[self]

    @property
    def mutual(self) -> bool:
        """Whether the fact holds for both people alike, whoever is named first."""
        return self in _MUTUAL


_GRADE_OF: Mapping[Kind, Grade] = {
    Kind.CLAIM: Grade.CLAIMED,
    Kind.SAME_COMPANY: Grade.INFERRED,
    Kind.SAME_BOARD: Grade.INFERRED,
    Kind.SAME_SCHOOL: Grade.INFERRED,
    Kind.CONTACT_LIST: Grade.IMPORTED,
    Kind.INVITATION: Grade.ONE_WAY,
    Kind.ENDORSEMENT: Grade.ONE_WAY,
    Kind.MAIL: Grade.ONE_WAY,
    Kind.MESSAGE: Grade.ONE_WAY,
    Kind.CALL: Grade.MET,
    Kind.MEETING: Grade.MET,
    Kind.SAME_TEAM: Grade.MET,
    Kind.FAVOR: Grade.HELPED,
    Kind.INTRODUCTION: Grade.HELPED,
    Kind.RECOMMENDATION: Grade.HELPED,
    Kind.VOUCH: Grade.VOUCHED,
}

_MUTUAL = frozenset(
    {
        Kind.SAME_COMPANY,
        Kind.SAME_BOARD,
        Kind.SAME_SCHOOL,
        Kind.CONTACT_LIST,
        Kind.CALL,
        Kind.MEETING,
        Kind.SAME_TEAM,
    }
)

ANSWERABLE = frozenset({Kind.MAIL, Kind.MESSAGE})
"""Directed kinds that become `two_way` as far as the other side does the same."""


class Knows(StrEnum):
    """How well somebody says, on being asked, that they know another."""

    WELL = "well"
    UNSAID = ""
    BARELY = "barely"


@dataclass(frozen=True, slots=True, kw_only=True)
class Monthly:
    """How often something happened in one calendar month.

    `day` is the last day of that month on which it happened, `count` the (weighted) number of
    times: a message to four people counts a quarter for each.
    """

    day: date
    count: float

    def __post_init__(self) -> None:
        if not self.count > 0:
            raise ValueError(f"A month's count is above zero, not {self.count}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """All facts of one kind, from one source, between one pair of people.

    `actor` did it towards `other`; for mutual kinds the order means nothing. Exactly one of
    two shapes: events (`months`, each with its last day and count), or a period that lasts
    (`since` to `until`, `None` meaning it goes on), such as a shared board, whose `weight` is
    in (0, 1]: 1/(n-1) for a group of n. `label` names the group; it proves nothing.
    """

    actor: PersonId
    other: PersonId
    kind: Kind
    months: tuple[Monthly, ...] = ()
    since: date | None = None
    until: date | None = None
    weight: float = 1.0
    label: str = ""

    def __post_init__(self) -> None:
        if self.actor == self.other:
            raise ValueError("Evidence is about two different people.")
        if bool(self.months) == (self.since is not None):
            raise ValueError("Evidence is either events by month or a period, never both.")
        if self.since and self.until and self.until < self.since:
            raise ValueError(f"A period cannot end ({self.until}) before it began ({self.since}).")
        if not 0 < self.weight <= 1:
            raise ValueError(f"A weight is above 0 and at most 1, not {self.weight}.")
