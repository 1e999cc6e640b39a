"""How names of people and companies are cleaned, shown and compared.

Text from files is hostile or careless: control characters, invisible marks and overrides of
the writing direction are taken out, white space is made single, and nothing else changes, so
that a name is shown as its owner writes it. The keys are for comparing only: plain lower-case
letters without titles, degrees and legal forms. Equal keys make two people *candidates* for a
merge, never one person.
"""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)
_BREAK = re.compile("[\t-\r\u001c-\u001f\u0085\u2028\u2029]")
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_APOSTROPHE = re.compile("['`\u00b4\u2018\u2019\u02bc.]")
_OTHER = re.compile(r"[^0-9a-z]+")
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")

_TITLES = frozenset(
    "mr mrs ms miss mx dr prof professor sir dame lord lady rev hon herr frau ing dipl "
    "mme mlle sr sra srta dott dottssa".split()
)
_SUFFIXES = frozenset(
    "jr sr ii iii iv phd dphil md mba msc bsc llm esq cfa cpa pmp dds obe cbe mbe mrics frics "
    "acca aca fca cisa cissp csm shrm phr sphr".split()
)
_LEGAL_FORMS = frozenset(
    "inc incorporated corp corporation co company ltd limited plc llc llp lp pllc gmbh mbh ggmbh "
    "ag kg kgaa ohg ug gbr ev eg se sa sas sasu sarl eurl sca srl spa snc sapa bv nv vof cv bvba "
    "ab hb as asa ans aps oy oyj ky kk pty pte pvt proprietary sl slu sau sro doo dd ad zrt kft "
    "nyrt zoo sp ltda eireli cia sab ao ooo oao zao pjsc jsc uab sia ou dac uc clg bhd sdn "
    "tbk".split()
)


def plain(text: str) -> str:
    """The text without control characters, invisible marks and direction overrides.

    White space of any kind becomes one space; letters are composed (NFC). Markup, formulas and
    emoji stay: they are text, and are made harmless where they are put out.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split()) if "  " in text else text.strip()
    composed = unicodedata.normalize("NFC", text)
    return " ".join(_INVISIBLE.sub("", _BREAK.sub(" ", composed)).split())


def is_address(name: str) -> bool:
    """Whether a name is only an e-mail address, for want of a better one."""
    return bool(_ADDRESS.fullmatch(name))


def display_name(text: str) -> str:
    """A person's name as it is shown: `"Ruiz, Ana"` gives `Ana Ruiz`, quotes are dropped.

    A comma before a degree or generation (`Ana Ruiz, PhD`) stays where it is.
    """
    name = plain(text)
    while len(name) > 1 and name[0] == name[-1] and name[0] in "\"'":
        name = name[1:-1].strip()
    parts = [part.strip() for part in name.split(",")]
    if len(parts) == 2 and all(parts) and not _is_suffix(parts[1]):  # noqa: PLR2004 - one comma
        return f"{parts[1]} {parts[0]}"
    return name


def first_name(name: str) -> str:
    """The first word of a name, as one speaks of somebody known: `Ask Dana`."""
    return name.split(maxsplit=1)[0] if name.split() else name


def _is_suffix(text: str) -> bool:
    words = _words(text)
    return bool(words) and all(word in _SUFFIXES for word in words)


def _words(text: str) -> list[str]:
    spelled = anyascii(_ASIDE.sub(" ", text)).lower()
    return _OTHER.sub(" ", _APOSTROPHE.sub("", spelled)).split()


@lru_cache(maxsize=65_536)
def name_key(name: str) -> str:
    """A person's name for comparing: `Dr. José Núñez-Gil, PhD` gives `jose nunez gil`.

    Empty for an e-mail address in place of a name, and for a name without letters.
    """
    if is_address(name):
        return ""
    words = _words(display_name(name))
    kept = list(words)
    while len(kept) > 1 and kept[0] in _TITLES:
        del kept[0]
    while len(kept) > 1 and kept[-1] in _SUFFIXES:
        del kept[-1]
    return " ".join(kept)


@lru_cache(maxsize=65_536)
def company_key(name: str) -> str:
    """A company's name for comparing: `The Acme Co., Inc.` and `ACME` both give `acme`.

    Legal forms are dropped from the end (`GmbH & Co. KG`, `S.A.`, `Sp. z o.o.`), as long as
    something remains.
    """
    words = _words(name.replace("A/S", "AS").replace("a/s", "as").replace("z o.o", "zoo"))
    kept = list(words)
    if len(kept) > 1 and kept[0] == "the":
        del kept[0]
    while len(kept) > 1 and (kept[-1] in _LEGAL_FORMS or kept[-1] == "and"):
        del kept[-1]
    return " ".join(kept)
