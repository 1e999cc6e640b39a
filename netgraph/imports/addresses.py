"""Lists of e-mail addresses as they stand in headers and tables, and which of them are nobody.

Read by one linear pattern over quotes, comments and angle brackets, as the standard parser
recurses into nested comments and can be made to fail by a header. Addresses that no person
answers (no-reply, bounces, lists, calendars, rooms) are told by their names.
"""

import re
from functools import lru_cache

from netgraph.domain.names import display_name, plain
from netgraph.imports.fields import NAME_MAX
from netgraph.imports.keys import email_key
from netgraph.imports.records import RowError

_TOKEN = re.compile(
    r'"(?P<quoted>(?:[^"\\]|\\.){0,200})"|<(?P<angle>[^<>]*)>|\([^()]*\)|(?P<end>[,;])|(?P<text>[^"<>(),;]+)|.',
    re.DOTALL,
)
_GROUP = re.compile(r"^[^@:]{0,200}:")
_AUTOMATIC = re.compile(
    r"(?:.*[._+-])?(?:no|do[._-]?not|not?)[._-]?reply(?:[._+-].*)?|noreply.*|"
    r"mailer-?daemon|postmaster|(?:.*[._+-])?bounces?(?:[._+-].*)?|"
    r"(?:.*[._+-])?(?:notifications?|newsletters?|alerts?|unsubscribe)(?:[._+-].*)?|"
    r"(?:auto|automated|automailer)(?:[._-].*)?|daemon|root|nobody|calendar-notification|"
    r".*-(?:request|owner|subscribe|confirm|admin)|owner-.*|(?:list|lists|listserv|majordomo|mailman)"
)
_AUTOMATIC_HOST = re.compile(
    r"(?:.*\.)?(?:(?:resource|group|import)\.calendar\.google\.com|googlegroups\.com|"
    r"lists?\.[^@]+|listserv\.[^@]+|reply\.[^@]+|bounces?\.[^@]+|notifications?\.[^@]+|"
    r"unknownuser\.invalid)"
)


@lru_cache(maxsize=131_072)
def is_automatic(address: str) -> bool:
    """Whether nobody answers at this (normalised) address: no-reply, bounce, list, calendar."""
    local, _, host = address.rpartition("@")
    return bool(_AUTOMATIC.fullmatch(local) or _AUTOMATIC_HOST.fullmatch(host))


def split_addresses(text: str) -> list[tuple[str, str]]:
    """Every `(display name, address)` of a list with `,` or `;` between, in order.

    The name is as it stands (see `name_beside`), empty when there is none; the address is raw.
    """
    if '"' not in text and "<" not in text and "(" not in text and ":" not in text:
        return [("", part) for part in re.split("[,;]", text) if part and not part.isspace()]
    found: list[tuple[str, str]] = []
    words: list[str] = []
    angle: str | None = None

    def close() -> None:
        name = "".join(words).strip()
        if angle is not None:
            found.append((name, angle))
        elif "@" in name or (name and not name.endswith(":")):
            found.append(("", name))

    for token in _TOKEN.finditer(text):
        kind = token.lastgroup
        if kind == "end":
            close()
            words, angle = [], None
        elif kind == "angle":
            angle = token["angle"]
        elif kind == "quoted":
            words.append(re.sub(r"\\(.)", r"\1", token["quoted"]))
        elif kind == "text":
            piece = token["text"]
            words.append(_GROUP.sub("", piece) if not words and ":" in piece else piece)
    close()
    return found


def name_beside(text: str, address: str) -> str:
    """The person's name from the display name beside an address, empty when it says none.

    `"Ruiz, Ana"` gives `Ana Ruiz`; the address itself, text that could not be decoded and
    names past 200 characters are no names; what follows ` via ` is dropped.
    """
    if not text or len(text) > NAME_MAX:
        return ""
    name = display_name(text.split(" via ", maxsplit=1)[0])
    return "" if "@" in name or "=?" in name or name == address.partition("@")[0] else name


def address_of(raw: str) -> str:
    """The normalised address. Raises RowError when it is not one."""
    key = email_key(raw)
    if key is None:
        raise RowError(f"“{plain(raw[:80])}” is not an e-mail address.")
    return key.value
