"""An inquiry: what would help somebody, asked of them by a link that needs no account.

Whoever holds the link says in a sentence what would help them and what they can help with, and of
what they said behind such a link before whether it still holds or has been met. They may leave
any of it out, but not all; an inquiry is answered once, and open for `OPEN_DAYS` days.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

from netgraph.domain.access import Visibility
from netgraph.domain.ids import InquiryId, PersonId, WantId
from netgraph.domain.names import plain
from netgraph.domain.offers import WantedMeeting, wanted_meeting
from netgraph.domain.roles import parse_role
from netgraph.domain.wants import WantKind

OPEN_DAYS = 30
"""So many days a link may be answered."""

LONGEST_ANSWER = 300
"""So many letters a sentence behind the link has at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What somebody says behind the link; raises `ValueError`, in words for them.

    `kind` is what would answer the want, if they said so; `still` and `met` are earlier wants.
    """

    want: str = ""
    kind: WantKind | None = None
    topic: str = ""
    still: frozenset[WantId] = frozenset()
    met: frozenset[WantId] = frozenset()

    def __post_init__(self) -> None:
        object.__setattr__(self, "want", plain(self.want))
        object.__setattr__(self, "topic", plain(self.topic))
        if max(len(self.want), len(self.topic)) > LONGEST_ANSWER:
            raise ValueError(f"A sentence has at most {LONGEST_ANSWER} letters.")
        if self.still & self.met:
            raise ValueError("Say of each whether it still holds or has been met, not both.")
        if not (self.want or self.topic or self.still or self.met):
            raise ValueError("Say one of the two in a sentence, or leave the page as it is.")

    @property
    def mark(self) -> str:
        """The same for the same answer, so that a form that comes twice is known again."""
        kind = self.kind.value if self.kind else ""
        said = (self.want, kind, self.topic, *sorted(self.still), "", *sorted(self.met))
        return sha256("\0".join(said).encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What an inquiry brought, in the words of whoever answered, and when.

    `still` and `met` are the texts of earlier wants; `wants` the ids of those that hold now.
    """

    at: datetime
    mark: str
    want: str = ""
    topic: str = ""
    still: tuple[str, ...] = ()
    met: tuple[str, ...] = ()
    wants: tuple[WantId, ...] = ()
    noted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """`asker` asks `asked` what would help them; `about` is an earlier want the asker names.

    `visibility` says who sees what they answer.
    """

    id: InquiryId
    asker: PersonId
    asked: PersonId
    asked_at: datetime
    visibility: Visibility
    about: str = ""
    answered: Answered | None = None

    @property
    def until(self) -> date:
        """The last day on which it may be answered."""
        return self.asked_at.date() + timedelta(days=OPEN_DAYS)

    def is_open(self, today: date) -> bool:
        """Whether it may be answered on a day."""
        return self.answered is None and today <= self.until


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A want as a sentence is read: what would answer it and, to meet somebody, whom."""

    kind: WantKind
    role: str = ""
    industry: str = ""
    company: str = ""


def read_want(text: str, kind: WantKind | None = None) -> Read:
    """What a sentence looks for, unless `kind` says it: "a head of HR in retail" is to be met.

    What names no meeting, nothing to read and no piece of work is something to learn.
    """
    if kind in {None, WantKind.INTRODUCTION}:
        meeting = wanted_meeting(text) or _role(text)
        if meeting is not None or kind is not None:
            meeting = meeting or WantedMeeting()
            return Read(
                kind=WantKind.INTRODUCTION,
                role=meeting.role,
                industry=meeting.industry,
                company=meeting.company,
            )
    if kind is not None:
        return Read(kind=kind)
    if _TO_READ.search(text):
        return Read(kind=WantKind.SHARE)
    return Read(kind=WantKind.HELP if _HAND.search(text) else WantKind.EXPERTISE)


def _role(text: str) -> WantedMeeting | None:
    """Whom a sentence speaks of that names a role and nothing else, as "a CFO in retail" does."""
    meeting = wanted_meeting(f"meet {_LOOKING.sub('', text)}")
    role = parse_role(meeting.role) if meeting is not None and meeting.role else None
    return meeting if role is not None and role.level is not None and not role.rest else None


_LOOKING = re.compile(
    r"^\s*(?:(?:i|we)(?:[’']m|[’']re| am| are)?\s+)?(?:look|search)(?:ing)?\s+for\s+", re.IGNORECASE
)
_TO_READ = re.compile(
    r"\b(?:read(?:ing)?|articles?|books?|papers?|podcasts?|events?|conferences?|webinars?"
    r"|templates?|checklists?|slides)\b",
    re.IGNORECASE,
)
_HAND = re.compile(
    r"\b(?:a hand|feedback|proof-?read\w*|second (?:opinion|pair of eyes)|sparring"
    r"|(?:look|read) over|review(?:ing)? (?:my|our|of)|sounding board)\b",
    re.IGNORECASE,
)
