"""Signed links that need no login: how they are written, for pages and the terminal alike.

A link is a signed list of words, so that it cannot be guessed or altered; what it may do is asked
of the graph. Each topic has a salt of its own, so that the link of one opens no page of another.
The key belongs to who serves the pages: where it is not at hand, no link can be made.
"""

from pathlib import Path

from itsdangerous import BadSignature, URLSafeSerializer

from netgraph.config import KEY_BYTES, key_path
from netgraph.services.asks import AskLink
from netgraph.services.shares import ShareLink

ASK_SALT = "netgraph asks"
SHARE_SALT = "netgraph shares"


def kept_key(data_dir: Path) -> bytes | None:
    """The key of the pages that are served from this data directory; None where there is none."""
    try:
        key = key_path(data_dir).read_bytes()
    except OSError:
        return None
    return key if len(key) >= KEY_BYTES else None


def signed(said: list[object], *, salt: str, key: str | bytes) -> str:
    """The part of an address that stands for what is said."""
    token: str = URLSafeSerializer(key, salt=salt).dumps(said)
    return token


def unsigned(token: str, *, salt: str, key: str | bytes) -> list[object]:
    """What a token says; nothing for one that was not signed with this key."""
    try:
        said = URLSafeSerializer(key, salt=salt).loads(token)
    except BadSignature:
        return []
    return said if isinstance(said, list) else []


def ask_address(link: AskLink, *, home: str, key: str | bytes) -> str:
    """The whole address by which whoever was asked answers, where people reach `home`."""
    return f"{home}/a/{signed([link.ask, link.nonce], salt=ASK_SALT, key=key)}"


def share_address(link: ShareLink, *, home: str, key: str | bytes) -> str:
    """The whole address by which somebody says that a share helped them."""
    return f"{home}/s/{signed([link.share, link.person], salt=SHARE_SALT, key=key)}"
