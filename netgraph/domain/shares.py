"""Shares: expertise, a story, an idea or a contact, given to people or to the team for nothing.

A share is no deed: it enters no balance, no sum and no strength, for putting something forward
asks for nothing and proves no tie (laws 1 and 2). What was really done for somebody is logged as
a gift or a favor. “That helped” is a word of thanks between two people, and is never counted.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from netgraph.domain.blurbs import debts_in
from netgraph.domain.ids import PersonId, ShareId

LONGEST_SHARE = 1000
LONGEST_LINK = 500

MOST_PEOPLE = 25
"""So many people one share is for at most; what is for more is for the team."""

THANKS_DAYS = 90
"""Days from the sharing for which the link in a draft takes a word of thanks."""

NEW_DAYS = 14
"""Days for which a share stands on the first page of who has not answered it."""


class ShareKind(StrEnum):
    """What is shared."""

    EXPERTISE = "expertise"
    STORY = "story"
    IDEA = "idea"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewShare:
    """Something to be shared: with the `people`, or with the whole `team`.

    `text` and `link` are kept on one line; `contact` is the person shared, for a contact only.
    Raises `ValueError`, in words for whoever writes it.
    """

    kind: ShareKind
    text: str
    link: str = ""
    team: bool = False
    people: tuple[PersonId, ...] = ()
    contact: PersonId | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", checked_text(self.text))
        object.__setattr__(self, "link", checked_link(self.link))
        object.__setattr__(self, "people", tuple(dict.fromkeys(self.people)))
        if self.team == bool(self.people):
            raise ValueError("Choose whom it is for: people, or the team.")
        if len(self.people) > MOST_PEOPLE:
            raise ValueError(f"That is for {MOST_PEOPLE} people at most, or for the team.")
        if (self.kind is ShareKind.CONTACT) != (self.contact is not None):
            raise ValueError("Choose the person when you share a contact, and only then.")
        if self.contact in self.people:
            raise ValueError("Nobody is introduced to themself.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Thanks:
    """The word of one person that a share helped."""

    person: PersonId
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What `sharer` shared, with the team or with `people`; `contact` is who it is about.

    `origin` is the share that it passes on, for one that was passed on.
    """

    id: ShareId
    sharer: PersonId
    kind: ShareKind
    text: str
    link: str
    team: bool
    created_at: datetime
    people: tuple[PersonId, ...] = ()
    contact: PersonId | None = None
    thanks: tuple[Thanks, ...] = ()
    origin: ShareId | None = None

    @property
    def root(self) -> ShareId:
        """The share that began it: the same for all that pass it on."""
        return self.origin or self.id

    def with_people(self, more: Iterable[PersonId]) -> tuple[PersonId, ...]:
        """Whom it is for when it is for some more; raises `ValueError`, in words for its sharer."""
        new = NewShare(
            kind=self.kind,
            text=self.text,
            link=self.link,
            team=self.team,
            people=(*self.people, *more),
            contact=self.contact,
        )
        if self.sharer in new.people:
            raise ValueError("Choose somebody else than yourself.")
        return new.people

    def without(self, person: PersonId) -> tuple[PersonId, ...]:
        """Whom it is for without one of them; raises `ValueError`, in words for its sharer.

        Whoever said that it helped has read it, so it stays theirs. Who else has, nobody asks.
        """
        if person in {one.person for one in self.thanks}:
            raise ValueError("They said that it helped, so it stays theirs.")
        if person not in self.people:
            raise ValueError("It is not for them.")
        left = tuple(one for one in self.people if one != person)
        if not left:
            raise ValueError("It is for nobody else. Withdraw it instead.")
        return left

    def takes_thanks(self, today: date) -> bool:
        """Whether the link in a draft still takes a word of thanks."""
        return today < self.created_at.date() + timedelta(days=THANKS_DAYS)

    def is_new(self, today: date) -> bool:
        """Whether it still stands on the first page of who has not answered it."""
        return today < self.created_at.date() + timedelta(days=NEW_DAYS)


def passed_on(share: Share, *, mine: bool, sharer: str) -> str:
    """The words of a share for whoever passes it on: a colleague's stay theirs by name."""
    said = share.text if mine else f"From {sharer}: {share.text}"
    return said if len(said) <= LONGEST_SHARE else f"{said[: LONGEST_SHARE - 1]}…"


def checked_text(text: str) -> str:
    """The text on one line; raises `ValueError` when it is empty, too long or speaks of a debt."""
    said = " ".join(text.split())
    if not said:
        raise ValueError("Say in a sentence or two what you share.")
    if len(said) > LONGEST_SHARE:
        raise ValueError(f"That is too long: {LONGEST_SHARE} letters are the most. Add a link.")
    if debts := debts_in(said):
        raise ValueError(f"It speaks of a debt. Leave out “{debts[0]}”.")
    return said


def checked_link(link: str) -> str:
    """The address of something on the web, or nothing; raises `ValueError` for any other text.

    Browsers read a backslash as a slash and a name before an @ as who logs in, so neither is let
    through: what is shown is where it leads.
    """
    said = link.strip()
    if not said:
        return ""
    try:
        parts = urlsplit(said)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port, known = "", None, False
    else:
        known = parts.scheme in {"http", "https"} and "@" not in parts.netloc
    plain = said.isprintable() and " " not in said and "\\" not in said and port != 0
    if not (host and known and plain and len(said) <= LONGEST_LINK):
        raise ValueError("The link is no address on the web. Begin with https://.")
    return said
