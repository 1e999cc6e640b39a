"""How what somebody types is compared with names, and taken apart into name, role and company.

A name is found by the beginnings of its words in any order ("pri sha"), accents and titles
folded, and through a typing mistake in a word. The order of what is found depends on the texts
compared and on nothing else: likeness, then name, then id. A phrase with a separator ("CFO at
Acme", "VP sales, Globex", "head of HR in retail") may be read in several ways; `splits` gives
them, the likeliest first, and whoever asks takes the first that makes sense.
"""

import re
from collections.abc import Iterator

from anyascii import anyascii
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from netgraph.domain.names import company_key, name_key, plain

MOST_WORDS = 6
LONGEST_WORD = 30

_WORD = re.compile("[0-9a-z]+")
_SEPARATORS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\s+(?:at|@|bei|chez)\s+|\s*@\s+",
        r"\s*[,(;|]\s*",
        r"\s+(?:from|with|in)\s+",
        r"\s+(?:of|for|-|–|—)\s+",
    )
)


def spelled(text: str) -> str:
    """A name of a person as it is compared: plain lower-case words; also of an e-mail address."""
    words = name_key(text).split() or _WORD.findall(anyascii(text).lower())
    return " ".join(word[:LONGEST_WORD] for word in words[:MOST_WORDS])


def spelled_company(text: str) -> str:
    """A name of a company as it is compared, without its legal form."""
    return " ".join(word[:LONGEST_WORD] for word in company_key(text).split()[:MOST_WORDS])


def begins(asked: str, name: str) -> bool:
    """Whether every word asked for is the beginning of a word of the name, each of another."""
    left = name.split()
    for word in sorted(asked.split(), key=len, reverse=True):
        match = next((at for at, whole in enumerate(left) if whole.startswith(word)), None)
        if match is None:
            return False
        del left[match]
    return bool(asked)


def nearly(asked: str, name: str) -> bool:
    """Whether every word asked for begins a word of the name, or is one but for a typing mistake.

    One letter too many, missing, wrong or swapped is allowed in words of four letters or more,
    two in words of eight or more.
    """
    words = name.split()
    return bool(asked) and all(
        any(
            whole.startswith(word) or OSA.distance(word, whole) <= _mistakes(word)
            for whole in words
        )
        for word in asked.split()
    )


def _mistakes(word: str) -> int:
    return 0 if len(word) < 4 else 1 if len(word) < 8 else 2  # noqa: PLR2004 - said in `nearly`


def likeness(asked: str, name: str) -> float:
    """How alike two spelled texts are, 0 to 100; 100 when they are equal.

    Four fifths are the best match of each word asked for (97 for a beginning), one fifth is the
    match of the whole, which puts the shorter of two names first.
    """
    if asked == name:
        return 100.0
    words = asked.split()
    wholes = name.split()
    if not words or not wholes:
        return 0.0
    parts = sum(
        max(97.0 if whole.startswith(word) else fuzz.ratio(word, whole) for whole in wholes)
        for word in words
    ) / len(words)
    return 0.8 * parts + 0.2 * min(99.0, fuzz.token_sort_ratio(asked, name))


def splits(text: str) -> Iterator[tuple[str, str]]:
    """Every way to read a phrase as something and where it is, the likeliest first.

    "head of HR in retail" gives `("head of HR", "retail")` before `("head", "HR in retail")`.
    """
    phrase = plain(text).rstrip(")")
    for separator in _SEPARATORS:
        for found in reversed(list(separator.finditer(phrase))):
            left, right = phrase[: found.start()].strip(), phrase[found.end() :].strip()
            if left and right:
                yield left, right
