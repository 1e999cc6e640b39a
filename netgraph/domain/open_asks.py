"""What the team is asked openly, because no path is known, and help that colleagues offer.

An open ask is everybody's to read; an offer of help is between the two: who offers, and who may
take it up. Help may also come unasked. Neither answer to an offer says anything of anybody.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from netgraph.domain.ids import HelpId, OpenAskId, PersonId

OPEN_DAYS = 30
"""Days for which an open ask stands when no day is named."""

LONGEST_OPEN_DAYS = 180
LONGEST_TEXT = 500


class AskState(StrEnum):
    """Where an open ask is; one whose day has passed counts as closed."""

    OPEN = "open"
    CLOSED = "closed"


class HelpState(StrEnum):
    """What became of an offer of help."""

    NEW = "new"
    TAKEN = "taken"
    LEFT = "left"  # not needed now


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAsk:
    """Whom or what somebody of the team looks for; `target` when it is a known person."""

    id: OpenAskId
    requester: PersonId
    text: str
    why: str
    until: date
    created_at: datetime
    target: PersonId | None = None
    state: AskState = AskState.OPEN

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("Say whom or what you look for.")

    def is_open(self, today: date) -> bool:
        """Whether colleagues may still offer."""
        return self.state is AskState.OPEN and today <= self.until


@dataclass(frozen=True, slots=True, kw_only=True)
class Help:
    """An offer of one colleague to another; `ask` what it answers, `about` whom it would reach."""

    id: HelpId
    helper: PersonId
    receiver: PersonId
    note: str
    at: datetime
    state: HelpState = HelpState.NEW
    ask: OpenAskId | None = None
    about: PersonId | None = None

    def __post_init__(self) -> None:
        if self.helper == self.receiver:
            raise ValueError("You cannot offer help to yourself.")
        if not self.note.strip():
            raise ValueError("Say what you can do.")


def last_day(wanted: date | None, *, today: date) -> date:
    """Until when an ask stands; raises `ValueError` for a day that has passed or is too far off."""
    day = wanted or today + timedelta(days=OPEN_DAYS)
    if not today <= day <= today + timedelta(days=LONGEST_OPEN_DAYS):
        raise ValueError("An open ask stands until a day within half a year.")
    return day
