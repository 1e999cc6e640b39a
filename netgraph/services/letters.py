"""A letter as a message of e-mail: headers, plain text, and the same in HTML.

It comes from the address of the team's mail account under the name of the user who wrote it, and
answers go to that user. `Auto-Submitted` is told of what Netgraph writes by itself only: a letter
that somebody sent by pressing a button may well be answered by "I am away".
"""

import re
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime
from pathlib import Path

from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from netgraph.domain.outbox import Letter, LetterKind, message_id
from netgraph.errors import Misconfigured

_OURS = Path(__file__).parent / "texts"
_LINES = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")


class Unsendable(Exception):  # an outcome: the letter's writer is told
    """A letter that cannot be made a message, such as one to an address that is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message as bytes, from whom and to whom the server is told it goes."""

    content: bytes
    sender: str
    to: str
    international: bool


class Letters:
    """Makes messages; `folder` may hold a team's own `letter.html`."""

    def __init__(self, folder: Path, *, sender: str, team: str) -> None:
        self._sender = sender
        self._team = team
        self._environment = SandboxedEnvironment(
            loader=ChoiceLoader([FileSystemLoader(folder), FileSystemLoader(_OURS)]),
            undefined=StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def message(self, letter: Letter, *, now: datetime) -> Message:
        """The message of a letter; raises `Unsendable`, `Misconfigured`."""
        international = not f"{letter.to}{self._sender}{letter.reply_to}".isascii()
        message = EmailMessage(policy=SMTPUTF8 if international else SMTP)
        by_itself = letter.kind is LetterKind.DIGEST
        name = _line(letter.from_name)
        try:
            message["From"] = _address(
                name if by_itself else f"{name} by {_line(self._team)}", self._sender
            )
            message["To"] = _address(_line(letter.to_name), letter.to)
            if letter.reply_to:
                message["Reply-To"] = _address(name, letter.reply_to)
            message["Subject"] = _line(letter.subject)
        except (ValueError, IndexError) as error:  # the parser of addresses raises either
            raise Unsendable("The address cannot be used.") from error
        message["Date"] = format_datetime(now)
        message["Message-ID"] = message_id(letter.id, self._sender)
        message["Auto-Submitted"] = "auto-generated" if by_itself else "no"
        if letter.unsubscribe:
            message["List-Unsubscribe"] = f"<{letter.unsubscribe}>"
            message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        footer = self._footer(letter)
        message.set_content("\n\n".join(part for part in (letter.text, footer[0]) if part))
        message.add_alternative(self._html(letter, footer=footer[1]), subtype="html")
        return Message(
            content=message.as_bytes(),
            sender=self._sender,
            to=letter.to,
            international=international,
        )

    def _footer(self, letter: Letter) -> tuple[str, str]:
        """The last line, as plain text and as HTML says it."""
        if not letter.unsubscribe:
            return "", ""
        said = f"From Netgraph of {self._team}, at most once a day."
        return f"-- \n{said}\nNo more of these: {letter.unsubscribe}", said

    def _html(self, letter: Letter, *, footer: str) -> str:
        try:
            return self._environment.get_template("letter.html").render(
                subject=letter.subject,
                paragraphs=_paragraphs(letter),
                link=letter.link,
                button=letter.button,
                footer=footer,
                unsubscribe=letter.unsubscribe,
            )
        except TemplateError as error:
            raise Misconfigured(
                f"The text template letter.html cannot be used: {error.message or error}.",
                hint="Mend or remove it in the folder `texts` of the data directory.",
            ) from error


def _paragraphs(letter: Letter) -> list[str]:
    """The text in paragraphs, the link being one of its own."""
    parts = re.split(r"\n\s*\n", letter.text)
    if not letter.link:
        return parts
    paragraphs: list[str] = []
    for part in parts:
        before, found, after = part.partition(letter.link)
        paragraphs += [piece.strip() for piece in (before, found, after) if piece.strip()]
    return paragraphs


def _address(name: str, address: str) -> Address:
    """An address with its name; raises `ValueError` or `IndexError` when it is none.

    An address with foreign letters is taken apart here, as the parser of addresses takes none.
    """
    if address.isascii():
        return Address(name, addr_spec=address)
    user, _, domain = _line(address).rpartition("@")
    return Address(name, username=user, domain=domain)


def _line(text: str) -> str:
    """The text on one line, so that no header can be smuggled in."""
    return _LINES.sub(" ", text).strip()
