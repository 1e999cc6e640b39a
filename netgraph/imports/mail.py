"""Mailboxes (mbox) and single messages (.eml): only the headers that say who wrote to whom, when.

Bodies are passed over by searching for the next separator, never kept, so that a mailbox of tens
of gigabytes streams; only of a message that answers what the reader asked of somebody are the
first lines taken (`netgraph.imports.replies`). Lists, bulk and automatic mail, drafts and spam say
nothing about a tie and are left out by their headers, a message that comes twice (same Message-ID)
counts once. Header text is decoded by an own small reader of RFC 2047, which cannot be made to
fail.
"""

import base64
import binascii
import quopri
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from netgraph.domain.names import plain
from netgraph.domain.replies import Awaited, Heading
from netgraph.imports.addresses import (
    address_of,
    is_automatic,
    name_beside,
    split_addresses,
)
from netgraph.imports.aggregate import Correspondence
from netgraph.imports.fields import check_day
from netgraph.imports.keys import email_key
from netgraph.imports.records import Format, Limits, Owner, Parsed, RowError, Tally
from netgraph.imports.replies import MOST_BODY, Listening
from netgraph.imports.source import Source

AGAIN = "a message that was read before (same Message-ID)"
LIST = "a message of a mailing list or newsletter"
AUTOMATIC = "an automatic message (answer, bounce, notification)"
UNSENT = "a draft, spam or chat"
NOT_VALID = "a recipient whose address is not valid"

_CHUNK = 1 << 20
_SEPARATOR = re.compile(rb"From [^\r\n]{0,200}?\d\d?:\d\d[^\r\n]{0,60}\r?\n")
_SEPARATOR_MAX = 320
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_FOLD = re.compile(r"\r?\n[ \t]+")
_WORD = re.compile(r"=\?([^?\s]{1,40})\?([bBqQ])\?([^?]*)\?=")
_BETWEEN_WORDS = re.compile(r"(\?=)[ \t]+(?==\?)")
_WANTED = frozenset(
    "from to cc date message-id in-reply-to list-id list-unsubscribe list-post precedence "
    "auto-submitted x-gmail-labels return-path x-autoreply x-autorespond sender references "
    "subject".split()
)
_UNSENT_LABELS = frozenset(
    "spam draft drafts chat chats junk entwürfe entwurf brouillons brouillon borradores borrador "
    "bozze bozza rascunhos concepten utkast kladder".split()
)
_DATE_MAX = 100
_MOST_IDS = 100


def read_mbox(
    source: Source, *, owner: Owner, today: date, tally: Tally, awaited: Sequence[Awaited] = ()
) -> Parsed:
    """Everybody in a mailbox, who wrote to whom, month by month, and what answers the reader."""
    listening = Listening(awaited, own=owner.emails)
    found = _messages(source, tally, wants=listening.wants)
    return _read(found, Format.MBOX, listening, owner=owner, today=today, tally=tally)


def read_eml(
    source: Source, *, owner: Owner, today: date, tally: Tally, awaited: Sequence[Awaited] = ()
) -> Parsed:
    """The people of one message, and what it answers."""
    listening = Listening(awaited, own=owner.emails)
    whole = source.head.lstrip(b"\r\n\xef\xbb\xbf")
    end = _HEAD_END.search(whole)
    head = whole[: end.start()] if end else whole
    body = whole[end.end() :] if end and listening.wants(head) else b""
    only = [(1, head, body)]
    return _read(iter(only), Format.EML, listening, owner=owner, today=today, tally=tally)


def _read(
    found: Iterator[tuple[int, bytes, bytes]],
    form: Format,
    listening: Listening,
    *,
    owner: Owner,
    today: date,
    tally: Tally,
) -> Parsed:
    mail = Correspondence(owner=owner, tally=tally)
    seen: set[int] = set()
    for line, head, body in found:
        tally.rows += 1
        try:
            headers = _message(line, head, mail=mail, seen=seen, today=today, tally=tally)
            if headers and listening.wants(head):
                _listen(listening, line, headers, head=head, body=body)
        except RowError as error:
            tally.reject(line, str(error), _text(head[:400]))
    people, evidence = mail.people(), mail.evidence()
    return tally.parsed(form, people=people, evidence=evidence, replies=listening.found)


def _listen(
    listening: Listening, line: int, headers: dict[str, list[str]], *, head: bytes, body: bytes
) -> None:
    """Notes a personal message when it answers something that was asked."""
    sender = address_of(split_addresses(headers["from"][0])[0][1])
    if is_automatic(sender):
        return

    def ids(name: str) -> list[str]:
        return [word for text in headers.get(name, ()) for word in text.split()[-_MOST_IDS:]]

    subject = _decoded(headers["subject"][0]) if headers.get("subject") else ""
    moment = _moment(headers)
    own_id = ids("message-id")
    listening.take(
        Heading(
            sender=sender,
            subject=subject,
            at=moment,
            answers=tuple(dict.fromkeys([*ids("in-reply-to"), *reversed(ids("references"))])),
        ),
        line=line,
        mark=own_id[0] if own_id else f"{moment.isoformat()} {sender} {subject[:_DATE_MAX]}",
        head=head,
        body=body,
    )


def _message(
    line: int, head: bytes, *, mail: Correspondence, seen: set[int], today: date, tally: Tally
) -> dict[str, list[str]] | None:
    """Adds one message to the correspondence and gives its headers; None when it is left out."""
    headers = _headers_of(head, tally.limits)
    reason = _reason_to_leave_out(headers)
    if reason:
        tally.leave_out(reason)
        return None
    day = _day(headers, today=today)
    senders = split_addresses(headers["from"][0]) if headers.get("from") else []
    if not senders:
        raise RowError("The message has no sender.")
    shown, raw = senders[0]
    sender = address_of(raw)
    names = [(sender, name)] if (name := name_beside(_decoded(shown), sender)) else []
    recipients: list[str] = []
    for shown, raw in split_addresses(", ".join((*headers["to"], *headers["cc"]))):
        key = email_key(raw)
        if key is None:
            if "@" in raw:
                tally.leave_out(NOT_VALID)
            continue
        recipients.append(key.value)
        if name := name_beside(_decoded(shown), key.value):
            names.append((key.value, name))
    identity = headers["message-id"][0] if headers.get("message-id") else ""
    mark = hash(identity.strip() or (headers["date"][0], sender, tuple(recipients)))
    if mark in seen:
        tally.leave_out(AGAIN)
        return None
    seen.add(mark)
    mail.add(line=line, day=day, sender=sender, recipients=recipients, names=names)
    return headers


class Letter(NamedTuple):
    """One message by its headers alone; `at` in seconds since 1970, UTC."""

    id: str
    at: int
    sender: str
    to: tuple[str, ...]
    cc: tuple[str, ...]
    answers: str


def letter(head: bytes, *, today: date, limits: Limits) -> Letter | None:
    """One message of a mailbox; `None` when it says nothing about a tie (lists, drafts, robots).

    Raises RowError when its headers cannot be used.
    """
    headers = _headers_of(head, limits)
    if _reason_to_leave_out(headers):
        return None
    moment = _moment(headers)
    check_day(moment.date(), today=today)
    senders = split_addresses(headers["from"][0]) if headers.get("from") else []
    if not senders:
        raise RowError("The message has no sender.")

    def people(name: str) -> tuple[str, ...]:
        given = split_addresses(", ".join(headers[name]))
        return tuple(key.value for _, raw in given if (key := email_key(raw)) is not None)

    def word(name: str) -> str:
        words = headers[name][0].split() if headers.get(name) else []
        return words[-1] if words else ""

    return Letter(
        id=word("message-id"),
        at=int(moment.timestamp()),
        sender=address_of(senders[0][1]),
        to=people("to"),
        cc=people("cc"),
        answers=word("in-reply-to"),
    )


def _headers_of(head: bytes, limits: Limits) -> dict[str, list[str]]:
    if len(head) > limits.message_head:
        raise RowError(f"The headers are longer than {limits.message_head:,} bytes.")
    if b"\0" in head:
        raise RowError("The headers hold a NUL byte, so they are not text.")
    return _headers(head)


def _reason_to_leave_out(headers: dict[str, list[str]]) -> str:
    def first(name: str) -> str:
        return headers[name][0].strip().lower() if headers.get(name) else ""

    labels = {plain(label).lower() for label in _decoded(first("x-gmail-labels")).split(",")}
    if labels & _UNSENT_LABELS:
        return UNSENT
    if any(headers.get(name) for name in ("list-id", "list-unsubscribe", "list-post")) or first(
        "precedence"
    ) in ("bulk", "list", "junk"):
        return LIST
    if (
        first("auto-submitted") not in ("", "no")
        or first("return-path") == "<>"
        or headers.get("x-autoreply")
        or headers.get("x-autorespond")
        or first("precedence") in ("auto_reply", "auto-reply")
    ):
        return AUTOMATIC
    return ""


def _day(headers: dict[str, list[str]], *, today: date) -> date:
    return check_day(_moment(headers).date(), today=today)


def _moment(headers: dict[str, list[str]]) -> datetime:
    """When a message was sent, in UTC; a time without a zone is taken for UTC."""
    given = headers["date"][0].strip() if headers.get("date") else ""
    if not given:
        raise RowError("The message has no date.")
    try:
        moment = parsedate_to_datetime(given[:_DATE_MAX])
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, TypeError, OverflowError, IndexError) as error:
        raise RowError(f"“{plain(given[:40])}” is not the date of a message.") from error


def _headers(head: bytes) -> dict[str, list[str]]:
    """The wanted headers, unfolded, by lower-case name."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in _FOLD.sub(" ", _text(head)).split("\n"):
        name, colon, value = line.partition(":")
        if colon and (name := name.rstrip().lower()) in _WANTED:
            found[name].append(value.strip())
    return found


def _text(head: bytes) -> str:
    try:
        return head.decode("utf-8")
    except UnicodeDecodeError:
        return head.decode("latin-1")


def _decoded(text: str) -> str:
    """Header text with its encoded words (RFC 2047) read; what cannot be read stays as it is."""
    return _WORD.sub(_word, _BETWEEN_WORDS.sub(r"\1", text)) if "=?" in text else text


def _word(found: re.Match[str]) -> str:
    charset, way, data = found[1].partition("*")[0], found[2].lower(), found[3]
    try:
        octets = (
            base64.b64decode(data + "=" * (-len(data) % 4))
            if way == "b"
            else quopri.decodestring(data.encode("ascii"), header=True)
        )
        return octets.decode(charset)
    except (binascii.Error, LookupError, ValueError):
        return found[0]


def heads(source: Source, tally: Tally) -> Iterator[tuple[int, bytes]]:
    """The headers of each message, with the line of its separator."""
    for line, head, _ in _messages(source, tally, wants=lambda _: False):
        yield line, head


def _messages(
    source: Source, tally: Tally, *, wants: Callable[[bytes], bool]
) -> Iterator[tuple[int, bytes, bytes]]:
    """Line, headers and the beginning of the text of each message; only of those it `wants`."""
    most = tally.limits.message_head
    buffer, line, ended = b"", 1, False

    def more() -> bytes:
        nonlocal ended
        data = source.read(_CHUNK)
        ended = not data
        return data

    buffer = more().lstrip(b"\xef\xbb\xbf")
    while (at := buffer.find(b"From ")) < 0 and not ended:
        buffer = more()
    line += buffer.count(b"\n", 0, max(at, 0))
    buffer = buffer[max(at, 0) :]
    while buffer:
        # here the buffer begins with a separator line
        while not (end := _HEAD_END.search(buffer, 0, most + _SEPARATOR_MAX)) and not ended:
            if len(buffer) > most + _SEPARATOR_MAX:
                break
            buffer += more()
        stop = end.start() if end else min(len(buffer), most + _SEPARATOR_MAX)
        first = buffer.find(b"\n", 0, stop) + 1
        head, begun = buffer[first:stop] if first else b"", line
        wanted, body = wants(head), b""
        line += buffer.count(b"\n", 0, stop)
        buffer = buffer[stop:]
        while (at := _separator(buffer, ended=ended)) < 0 and not ended:
            kept = max(len(buffer) - _SEPARATOR_MAX - 4, 0)
            line += buffer.count(b"\n", 0, kept)
            if wanted:
                body += buffer[: min(kept, MOST_BODY - len(body))]
            buffer = buffer[kept:] + more()
        rest = len(buffer) if at < 0 else at
        if wanted:
            body += buffer[: min(rest, MOST_BODY - len(body))]
        yield begun, head, body.lstrip(b"\r\n")
        if at < 0:
            return
        line += buffer.count(b"\n", 0, at)
        buffer = buffer[at:]


def _separator(buffer: bytes, *, ended: bool) -> int:
    """Where the next message begins: a blank line, then `From ` with a time; -1 if nowhere."""
    at = 0
    while (at := buffer.find(b"\nFrom ", at)) >= 0:
        if buffer[max(at - 2, 0) : at].endswith((b"\n", b"\n\r")):
            line = buffer[at + 1 : at + 1 + _SEPARATOR_MAX]
            if _SEPARATOR.match(line if not ended else line + b"\n"):
                return at + 1
        at += 1
    return -1
