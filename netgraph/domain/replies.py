"""Which mail answers what was asked, told by its headers alone.

Surest is the Message-ID of a letter of ours that In-Reply-To or References name. Else three
things have to agree: one of those who were asked wrote it, its subject is that of the asking
without what mail programs put before it, and it came while an answer was hoped for. What
answers several of these answers the one asked last. An answering machine answers nothing, and
what a message means is never read from its text: whoever asked says it.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from netgraph.domain.ids import ReplyId
from netgraph.domain.names import plain

CLOCKS = timedelta(days=1)
"""By how much the clock of whoever answers a letter of ours may be behind."""

LONGEST_SUBJECT = 400

_MOST_PREFIXES = 20
_PREFIX = re.compile(
    r"(?:re|r|aw|antw|antwort|sv|vs|vl|rif|res|rsp|ref|odp|ynt|vá|vast|réf|回复|回覆|答复|返信|답장)"
    r"\s?(?:\[\d{1,3}\]|\(\d{1,3}\)|\^?\d{1,3})?\s?[:\N{FULLWIDTH COLON}]\s*"
)
_MARK = re.compile(r"[\[(](?:ext|extern|external|externe|externo|esterno)[\])]:?\s*")
_AWAY = re.compile(
    r"(?:(?:auto(?:matic|mated)?[ -]?(?:reply|response|answer))|out of (?:the )?office|"
    r"automatische antwort|autom\. antwort|abwesenheit|réponse automatique|absence du bureau|"
    r"respuesta automática|fuera de (?:la )?oficina|risposta automatica|fuori sede|"
    r"automatisch antwoord|afwezig|autosvar|automatiskt svar|frånvaro|resposta automática|"
    r"odpowiedź automatyczna|自动回复|自動返信|undeliver|delivery status|unzustellbar)"
)
_LOCAL = re.compile(r"<?([^<>@\s]{1,200})@[^<>\s]{0,255}>?")


class Writer(StrEnum):
    """Who wrote an answer, among those who have a part in what was asked."""

    CONNECTOR = "connector"
    TARGET = "target"
    ASKED = "asked"
    OTHER = "other"  # it answers our letter, from an address that we do not know


class Matter(StrEnum):
    """What was asked."""

    REQUEST = "request"
    ASK = "ask"


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaited:
    """Something asked, whose answer may come by mail; `about` is its id.

    `marks` are the local parts of the Message-IDs of our letters about it, `subjects` what may
    stand over mail about it, as `subject_key` gives it, and `writers` who was asked, by address.
    An answer was hoped for from `since` to `until`, or is still.
    """

    about: str
    matter: Matter
    since: datetime
    until: datetime | None = None
    marks: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    writers: Mapping[str, Writer] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What the headers of a message say; `answers` are the Message-IDs it names, the last first."""

    sender: str
    subject: str
    at: datetime
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """What a message answers, who wrote it, and whether it names a letter of ours."""

    awaited: Awaited
    writer: Writer
    by_id: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A message that answers something; `words` are its first lines, when its reader kept them.

    It was sent `at` and has been known since `noted_at` (both UTC).
    """

    id: ReplyId
    about: str
    matter: Matter
    writer: Writer
    sender: str
    at: datetime
    noted_at: datetime
    words: str = ""


def answered(
    heading: Heading, awaited: Sequence[Awaited], *, own: Collection[str] = ()
) -> Match | None:
    """What a message answers, if anything; mail from the `own` addresses answers nothing."""
    if heading.sender in own or is_away(heading.subject):
        return None
    for named in heading.answers:
        mark = mark_of(named)
        for one in awaited:
            if mark and mark in one.marks and heading.at >= one.since - CLOCKS:
                writer = one.writers.get(heading.sender, Writer.OTHER)
                return Match(awaited=one, writer=writer, by_id=True)
    subject = subject_key(heading.subject)
    fitting = [
        one
        for one in awaited
        if subject
        and subject in one.subjects
        and heading.sender in one.writers
        and one.since.replace(microsecond=0) <= heading.at
        and (one.until is None or heading.at <= one.until)
    ]
    if not fitting:
        return None
    last = max(fitting, key=lambda one: (one.since, one.about))
    return Match(awaited=last, writer=last.writers[heading.sender], by_id=False)


def subject_key(subject: str) -> str:
    """A subject for comparing: without `Re:` in many tongues, marks of gateways, and case."""
    text = plain(subject[:LONGEST_SUBJECT]).casefold()
    for _ in range(_MOST_PREFIXES):
        found = _PREFIX.match(text) or _MARK.match(text)
        if found is None:
            break
        text = text[found.end() :]
    return text.strip()


def is_away(subject: str) -> bool:
    """Whether the subject is that of an answering machine."""
    return bool(_AWAY.match(subject_key(subject)))


def mark_of(message_id: str) -> str:
    """The local part of a Message-ID, by which our letters are known; empty when it is none."""
    found = _LOCAL.fullmatch(message_id.strip())
    return found[1] if found else ""


def unsettled(
    replies: Sequence[Reply], *, answered_at: datetime | None, seen_at: datetime | None
) -> tuple[Reply, ...]:
    """Those of which nobody has said yet what they mean.

    `answered_at` is when the last answer was written down, however it came, and `seen_at` when
    whoever asked last put the question aside.
    """
    return tuple(
        reply
        for reply in replies
        if (answered_at is None or answered_at <= reply.at)
        and (seen_at is None or seen_at < reply.noted_at)
    )
