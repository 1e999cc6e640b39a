"""The keys by which people are recognised, normalised so that equal means the same.

LinkedIn slugs are lower case and percent-decoded, without query or country host; e-mail
addresses are lower case with an ASCII domain; phone numbers are E.164. What cannot be made
into a key is none: a wrong key would join two people, a missing one only leaves them apart.
"""

import hashlib
import re
import unicodedata
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from email_validator import EmailNotValidError, validate_email

from netgraph.domain.names import plain
from netgraph.imports.records import Key, KeyKind

_EMAIL_MAX = 254
_PHONE_MAX = 40
_SLUG_MAX = 150
_PLAIN_EMAIL = re.compile(
    r"(?=.{1,64}@)[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])"
)
_LINKEDIN_HOST = re.compile(r"(?:[a-z0-9-]+\.)?linkedin\.com")


@lru_cache(maxsize=131_072)
def email_key(text: str) -> Key | None:
    """The key of an e-mail address, or None when it is not a valid one."""
    address = text.strip().strip("<>").strip().lower()
    address = address.removeprefix("mailto:")
    if len(address) > _EMAIL_MAX or "@" not in address:
        return None
    if _PLAIN_EMAIL.fullmatch(address):
        return Key(KeyKind.EMAIL, address)
    try:
        valid = validate_email(address, check_deliverability=False, globally_deliverable=False)
    except EmailNotValidError:
        return None
    if "." not in valid.ascii_domain:
        return None
    return Key(KeyKind.EMAIL, f"{valid.local_part}@{valid.ascii_domain}".lower())


def linkedin_key(url: str) -> Key | None:
    """The key of a LinkedIn profile's address (`…linkedin.com/in/<slug>…`), else None."""
    text = url.strip()
    if len(text) > 2 * _SLUG_MAX * 3:
        return None
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        host = (parts.hostname or "").lower()
    except ValueError:
        return None
    steps = parts.path.split("/")
    if not _LINKEDIN_HOST.fullmatch(host) or len(steps) < 3 or steps[1].lower() != "in":  # noqa: PLR2004 - /in/<slug>
        return None
    slug = plain(unicodedata.normalize("NFC", unquote(steps[2]))).lower()
    if not slug or len(slug) > _SLUG_MAX or "/" in slug:
        return None
    return Key(KeyKind.LINKEDIN, slug)


@lru_cache(maxsize=16_384)
def phone_key(text: str, region: str | None = None) -> Key | None:
    """The key of a valid phone number; a national one needs the region (ISO 3166) it is from."""
    if len(text) > _PHONE_MAX:
        return None
    import phonenumbers  # noqa: PLC0415 # slow to import, for phone numbers only

    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return Key(
        KeyKind.PHONE,
        phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164),
    )


def local_key(*parts: str) -> Key:
    """A key for what has no better one, made from what a record says.

    The first part says where it holds (format and owner, or one file). Equal parts give equal
    keys, so that reading the same record again finds the same person.
    """
    digest = hashlib.blake2b("\x1f".join(parts).encode("utf-8", "replace"), digest_size=16)
    return Key(KeyKind.LOCAL, digest.hexdigest())
