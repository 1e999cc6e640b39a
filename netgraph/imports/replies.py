"""The first lines of a message that answers something asked; of no other is the text read.

`Listening` is told what is awaited and looks at headers first: only the text of a message that
may answer is kept while a mailbox streams by, and never more than `MOST_BODY` of it. What is
quoted, a signature and what a telephone adds are left out by a small reader of our own that
takes one line after the other, as what a stranger wrote must not be able to hold it up.
"""

import codecs
import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from html.parser import HTMLParser

from netgraph.domain.names import plain
from netgraph.domain.replies import Awaited, Heading, Matter, Writer, answered

MOST_BODY = 128 << 10
"""Bytes of a message that are looked at for its first lines."""

LONGEST_WORDS = 400
"""Characters that are shown of an answer."""

MOST_REPLIES = 500
"""Answers that one file may bring."""

_MOST_LINES = 6
_LINES_READ = 400
_BROKEN_AT = 60
_LINE_MAX = 600
_PARTS_READ = 40
_MARKUP_MAX = 48 << 10
_CHARSETS = re.compile(
    r"(?:utf[-_]|u?s?-?ascii|iso|cp\d|windows|koi8|gb|big5|euc|shift|johab|tis|mac|hz|latin|kz)"
)
_SAID_BEFORE = re.compile(
    r"(?:on|am|le|el|il|op|den|em|w dniu|dne|på) .{3,250}(?:wrote|writes|schrieb|écrit|escribió|"
    r"scritto|schreef|skrev|escreveu|napisał(?:\(a\)|a)?|napsal)\s?(?:via .{1,60})?\s?:",
    re.IGNORECASE,
)
_SAYS_SO = re.compile(
    r"(?:.{0,250}\s)?(?:wrote|schrieb|écrit|escribió|scritto|schreef|skrev|escreveu)\s?:",
    re.IGNORECASE,
)
_BEGINS_SO = re.compile(r"(?:on|am|le|el|il|op|den|em|w dniu) .{3,250}", re.IGNORECASE)
_RULE = re.compile(r"-{2,}[^-].{2,60}[^-]-{2,}|_{10,}|-{20,}|={20,}")
_HEADER = re.compile(
    r"\*?(?:from|von|de|van|da|från|fra|od|sent|gesendet|envoyé|enviado|inviato|verzonden|skickat|"
    r"sendt|date|datum|fecha|data|to|an|à|para|a|aan|till|til|subject|betreff|objet|asunto|"
    r"oggetto|onderwerp|ämne|emne)\s?\*?:\*? .*",
    re.IGNORECASE,
)
_FROM = re.compile(r"\*?(?:from|von|de|van|da|från|fra|od)\s?\*?:\*? .*", re.IGNORECASE)
_TELEPHONE = re.compile(
    r"(?:sent from (?:my |outlook)|get outlook for|von meinem .{1,40} gesendet|gesendet von |"
    r"envoyé de(?:puis)? mon |enviado desde mi|inviato da(?:l mio)? |verzonden vanaf mijn|"
    r"skickat från min|sendt fra min).{0,80}",
    re.IGNORECASE,
)
_QUOTES = frozenset({"blockquote", "script", "style", "head", "title", "template", "noscript"})
_BREAKS = frozenset({"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "table", "ul", "ol"})
_ENDS = ("gmail_quote", "yahoo_quoted", "moz-cite-prefix", "protonmail_quote", "divrplyfwdmsg",
         "appendonsend", "mail-editor-reference-message-container", "zmail_extra")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyRecord:
    """A message of a file that answers something; `mark` is the same for the same message."""

    line: int
    about: str
    matter: Matter
    writer: Writer
    sender: str
    at: datetime
    mark: str
    words: str


class Listening:
    """Takes the answers out of messages as they come; `own` are the reader's own addresses."""

    def __init__(self, awaited: Sequence[Awaited], *, own: Sequence[str]) -> None:
        self._awaited = tuple(awaited)
        self._own = frozenset(own)
        self._signs = tuple(
            {
                sign.lower().encode("utf-8", "replace")
                for one in self._awaited
                for sign in (*one.marks, *one.writers)
            }
        )
        self._found: dict[tuple[str, str], ReplyRecord] = {}

    def wants(self, head: bytes) -> bool:
        """Whether a message may answer something, at a first look at its headers."""
        if not self._signs or len(self._found) >= MOST_REPLIES:
            return False
        lowered = head.lower()
        return any(sign in lowered for sign in self._signs)

    def take(self, heading: Heading, *, line: int, mark: str, head: bytes, body: bytes) -> None:
        """Notes a message if it answers something; a second copy of it is none."""
        match = answered(heading, self._awaited, own=self._own)
        if match is None:
            return
        about = match.awaited.about
        self._found.setdefault(
            (about, mark),
            ReplyRecord(
                line=line,
                about=about,
                matter=match.awaited.matter,
                writer=match.writer,
                sender=heading.sender,
                at=heading.at,
                mark=hashlib.sha256(mark.encode("utf-8", "replace")).hexdigest()[:32],
                words=first_lines(text_of_message(head, body)),
            ),
        )

    @property
    def found(self) -> tuple[ReplyRecord, ...]:
        """The answers so far, in the order of the file."""
        return tuple(self._found.values())


def text_of_message(head: bytes, body: bytes) -> str:
    """The text of a message, from its plain part or else its HTML; empty when it has none."""
    try:
        message = BytesParser(policy=compat32).parsebytes(head + b"\n\n" + body[:MOST_BODY])
        plain_part = html_part = None
        for part in _parts(message):
            kind = part.get_content_type()
            if kind == "text/plain" and plain_part is None:
                plain_part = part
            elif kind == "text/html" and html_part is None:
                html_part = part
        if plain_part is not None and (text := _text(plain_part)).strip():
            return text
        return _without_markup(_text(html_part)) if html_part is not None else ""
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError):
        return ""  # the standard reader gives up on it: the answer is known by its headers alone


def first_lines(text: str) -> str:
    """What is new in the text of an answer: a few lines, without quotes and signature."""
    lines = [plain(line[:_LINE_MAX]) for line in text.splitlines()[:_LINES_READ]]
    kept: list[str] = []
    for number, line in enumerate(lines):
        if line.startswith(">"):
            if number and not lines[number - 1].startswith(">"):
                _drop_attribution(kept)
            continue
        if _is_end(line, lines, number):
            break
        if _SAID_BEFORE.fullmatch(line):
            if not _quotes_follow(lines, number):
                break
            continue
        if _SAYS_SO.fullmatch(line) and kept and _BEGINS_SO.fullmatch(kept[-1]):
            kept.pop()
            if not _quotes_follow(lines, number):
                break
            continue
        if not _TELEPHONE.fullmatch(line) and (line or (kept and kept[-1])):
            kept.append(line)
    every = _unwrapped(kept)
    whole = "\n".join(every[:_MOST_LINES])
    if len(whole) <= LONGEST_WORDS:
        return whole + (" …" if len(every) > _MOST_LINES else "")
    return whole[:LONGEST_WORDS].rsplit(" ", 1)[0].rstrip() + " …"


def _unwrapped(lines: Sequence[str]) -> list[str]:
    """The lines that say something; one that was broken for its length goes on in the next."""
    joined: list[str] = []
    before = ""
    for line in lines:
        goes_on = len(before) >= _BROKEN_AT and not line.startswith(("-", "*", "•"))
        if line and goes_on:
            joined[-1] = f"{joined[-1]} {line}"
        elif line:
            joined.append(line)
        before = line
    return joined


def _is_end(line: str, lines: Sequence[str], number: int) -> bool:
    """Whether what follows is a signature or an older message."""
    if line in {"--", "—", "___"} or _RULE.fullmatch(line):
        return True
    if not _FROM.fullmatch(line):
        return False
    next_ones = [after for after in lines[number + 1 : number + 5] if after]
    return sum(1 for after in next_ones if _HEADER.fullmatch(after)) > 1


def _quotes_follow(lines: Sequence[str], number: int) -> bool:
    after = next((line for line in lines[number + 1 : number + 6] if line), "")
    return after.startswith(">")


def _drop_attribution(kept: list[str]) -> None:
    """Takes "… wrote:" off, in whatever tongue, where a quote follows it at once."""
    while kept and not kept[-1]:
        kept.pop()
    if kept and kept[-1].endswith(":") and len(kept[-1]) > len("x wrote:"):
        kept.pop()
        if kept and _BEGINS_SO.fullmatch(kept[-1]):
            kept.pop()


def _parts(message: Message) -> Iterator[Message]:
    """The parts of a message that are text of its own, not files or messages inside it."""
    waiting, seen = [message], 0
    while waiting and seen < _PARTS_READ:
        part = waiting.pop(0)
        seen += 1
        if part.get_content_maintype() == "message":
            continue
        payload = part.get_payload()
        if part.is_multipart() and isinstance(payload, list):
            inner = [one for one in payload if isinstance(one, Message)]
            waiting[:0] = inner[:_PARTS_READ]
        elif part.get_content_disposition() != "attachment" and not part.get_filename():
            yield part


def _text(part: Message) -> str:
    octets = part.get_payload(decode=True)
    if not isinstance(octets, bytes):
        return ""
    named = (part.get_content_charset("utf-8") or "utf-8").lower()
    if not _CHARSETS.match(named):  # Python has codecs that are no charsets, and slow ones
        named = "utf-8"
    try:
        codecs.lookup(named)
        return octets.decode(named, "replace")
    except (LookupError, ValueError):
        return octets.decode("utf-8", "replace")


class _Words(HTMLParser):
    """The words of a page up to where it quotes; nothing of it is ever shown as HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._inside: list[str] = []
        self._over = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = " ".join(f"{value}" for name, value in attrs if name in {"class", "id"}).lower()
        if any(end in said for end in _ENDS):
            self._over = True
        if tag == "body":  # a head that was never closed ends here
            self._inside.clear()
        if tag in _QUOTES:
            self._inside.append(tag)
        if tag in _BREAKS:
            self._add("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._inside:
            while self._inside.pop() != tag:
                pass
        if tag in _BREAKS:
            self._add("\n")

    def handle_data(self, data: str) -> None:
        self._add(re.sub(r"\s+", " ", data))

    def _add(self, text: str) -> None:
        if not self._over and not self._inside:
            self.words.append(text)


def _without_markup(markup: str) -> str:
    page = _Words()
    page.feed(markup[:_MARKUP_MAX])
    page.close()
    return "".join(page.words)
