"""Letters on their way: what a letter is, where it stands, and when it is tried again.

    queued → sending → handed → sent
    sending: tried again later, or failed;  handed: unsure when nobody learned what became of it

A sender marks a letter `sending` when it takes it, and `handed` just before the mail server is
given the text. Killed before that second mark, the letter was not sent and is tried again.
Killed after it, before the server's answer is written down, nobody can know: the letter is
`unsure`, is never sent again by itself, and its writer decides. A letter keeps one Message-ID
for ever, so that a mail program that gets it twice can show it once.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from netgraph.domain.access import Scope
from netgraph.domain.ids import AskId, IntroRequestId, LetterId, PersonId, UserId

SECOND_THOUGHTS = timedelta(minutes=1)
"""How long a letter waits at least, so that what caused it can be undone."""

LEASE = timedelta(minutes=10)
"""How long a sender may take over one letter before it counts as dead."""

PAUSES = tuple(
    timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 3 * 60, 6 * 60, 12 * 60, 24 * 60)
)
"""How long to wait after each failure that may pass; after the last one the letter has failed."""


class LetterState(StrEnum):
    """Where a letter stands."""

    QUEUED = "queued"
    SENDING = "sending"
    HANDED = "handed"
    SENT = "sent"
    FAILED = "failed"
    UNSURE = "unsure"


class LetterKind(StrEnum):
    """What a letter is for."""

    REQUEST = "request"  # asks a connector
    THANKS = "thanks"
    ASK = "ask"
    INQUIRY = "inquiry"  # asks what would help somebody
    DIGEST = "digest"  # the day's list, written by Netgraph to one of its users


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A text to one person, in the words of the user who sends it.

    `request` or `ask` is what it is about, if anything; `about` are the people it speaks of, so
    that it goes when one of them is erased; `link` is the
    address in the text that a button stands for, `button` the words on it; `unsubscribe` where
    one click ends letters of this kind. Not sent before `due`.
    """

    id: LetterId
    scope: Scope
    by: UserId
    kind: LetterKind
    person: PersonId
    to: str
    to_name: str
    from_name: str
    reply_to: str
    subject: str
    text: str
    due: datetime
    about: tuple[PersonId, ...] = ()
    request: IntroRequestId | None = None
    ask: AskId | None = None
    link: str = ""
    button: str = ""
    unsubscribe: str = ""

    def __post_init__(self) -> None:
        if not self.to.strip() or not self.subject.strip() or not self.text.strip():
            raise ValueError("A letter has an address, a subject and a text.")


def tried_again(at: datetime, *, tries: int) -> datetime | None:
    """When a letter is tried again after its `tries`th failure that may pass; None: no more."""
    return at + PAUSES[tries - 1] if 1 <= tries <= len(PAUSES) else None


def message_id(letter: LetterId, sender: str) -> str:
    """The one Message-ID of a letter; it tells nothing of what the letter is about."""
    domain = sender.rpartition("@")[2] or "localhost"
    return f"<{message_mark(letter)}@{domain}>"


def message_mark(letter: LetterId) -> str:
    """The part of a Message-ID before the `@`: what an answer to the letter is known by."""
    return sha256(letter.encode()).hexdigest()[:40]
