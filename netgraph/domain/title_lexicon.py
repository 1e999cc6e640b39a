"""Cuts a title into words and gaps, and knows what each word is.

Text is folded to plain letters, gender marks are dropped ("Leiter/in (m/w/d)"), and what stood
between two words is kept as a gap, because "Director & CEO" is two posts and "Director CEO Office"
is one. The tables of `title_words` and `function_words` are folded the same way, once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from anyascii import anyascii
from rapidfuzz.distance import OSA

from netgraph.domain import title_grammar as grammar
from netgraph.domain import title_words as words
from netgraph.domain.function_words import FUNCTIONS, STRONG_WORDS, WEAK_FUNCTIONS
from netgraph.domain.seniority import Function, Level, Post

_GENDER: Final = re.compile(
    r"\((?:m|w|f|d|h|x|v|k|n|i|gn|all genders?|[mwfdhxvk](?:\s*[/|,]\s*[mwfdhxivk])+)\)"
    r"|(?<=\w)(?:[/*:_]-?in(?:nen)?|\(-?in(?:nen)?\)|\((?:e|ne|rice|trice|a|ra|euse|ère|s)\)|[/]-?(?:a|ra|rice|trice|e|ne|euse)|·(?:e|ne|rice|trice))\b",
    re.IGNORECASE,
)  # fmt: skip
_INNER_CAPITAL: Final = re.compile(r"(?<=[a-z])In(?:nen)?\b")
_VICE_DASH: Final = re.compile(r"\b(vice|co)\s*[-‐-―−]\s*(?=\w)", re.IGNORECASE)
_HEBREW_QUOTE: Final = re.compile(
    "(?<=[\u0590-\u05ff])[\"'\u05f3\u05f4\u2019\u201d](?=[\u0590-\u05ff])"
)
_DASHES: Final = re.compile(r"[‐-―−~]|\s-+\s*|-+\s+|(?<=\w)--+")
_DOTTED: Final = re.compile(r"\b(?:[a-z]\.[ ]?){2,}(?:[a-z]\b)?|\b(?:[a-z]\.){1,}[a-z]\b")
_SPACED: Final = re.compile(r"\b(?:[a-z] ){2,}[a-z]\b")
_VICE_PRESIDENT: Final = re.compile(r"\bvice[- ]?(?=pres)")
_JOINED: Final = (
    (re.compile(r"\br\s?&\s?d\b|\br\s?\+\s?d\b|\br\s?and\s?d\b"), "rnd"),
    (re.compile(r"\bi\+d\b|\bf\s?&\s?e\b"), "rnd"),
    (re.compile(r"\bm\s?&\s?a\b"), "mergers"),
    (re.compile(r"\bfp\s?&\s?a\b"), "fpa"),
    (re.compile(r"\be-?(?=commerce|business|learning|mobility|health)"), "e"),
    (_VICE_PRESIDENT, "vice "),
    (re.compile(r"\bp\s?&\s?l\b"), "profit"),
)
_PIECE: Final = re.compile(r"'s\b|[a-z0-9]+|[,;|/&()\[\]{}@:+•·\n]")
_ACCENTLESS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
_KEPT: Final = "\x00"
_NO_MARKS: Final = str.maketrans("", "", "'`\"")
_GAPS: Final = {",": ",", "&": "&", "/": "&", "+": "&", "@": "|"}
STRENGTH: Final = {"": 0, "'": 1, "&": 2, ",": 3, "|": 4}


def _fold(text: str) -> str:
    folded = text.casefold()
    if not folded.isascii():
        # The marks that stand for letters of other scripts are no apostrophes.
        kept = folded.replace("ı", "i").replace("'", _KEPT)
        folded = "'".join(
            anyascii(piece).translate(_NO_MARKS).lower() for piece in kept.split(_KEPT)
        )
    return folded


def cut(text: str) -> tuple[list[str], list[str]]:
    """Words, and the gap before each: nothing, possessive, "&", "," or "|", weak to strong."""
    text = _VICE_DASH.sub(r"\1 ", _HEBREW_QUOTE.sub("", text))
    bare = _DASHES.sub(" | ", _INNER_CAPITAL.sub("", _GENDER.sub(" ", text)))
    folded = _fold(bare.replace("’", "'").replace("`", "'"))
    if "." in folded:
        folded = _DOTTED.sub(lambda found: found[0].replace(".", "").replace(" ", "") + " ", folded)
    folded = _SPACED.sub(lambda found: found[0].replace(" ", ""), folded)
    for pattern, joined in _JOINED:
        folded = pattern.sub(joined, folded)
    found: list[str] = []
    gaps: list[str] = []
    gap = "|"
    for piece in _PIECE.findall(folded):
        if piece[0].isalnum():
            # "i" is "and" to some, and the beginning of a sentence about oneself to others
            if piece in grammar.AND and (piece != "i" or gap != "|"):
                gap = max(gap, "&", key=STRENGTH.__getitem__)
                continue
            found.append(piece)
            gaps.append(gap)
            gap = ""
            continue
        if piece == "@":
            found.append("at")
            gaps.append(gap)
            gap = ""
            continue
        mark = "'" if piece == "'s" else _GAPS.get(piece, "|")
        gap = max(gap, mark, key=STRENGTH.__getitem__)
    return found, gaps


@dataclass(frozen=True, slots=True)
class Entry:
    """What a phrase of the tables is: a post, or a word that changes its neighbours."""

    kind: str  # "post", "support", "serves", "learner", "former"
    post: Post | None = None
    level: Level = Level.INDIVIDUAL
    function: Function | None = None
    joined: bool = False  # the phrase has an "and" inside


def phrases(line: str) -> dict[tuple[str, ...], bool]:
    """The phrases of a table's line as words, in both ways of writing umlauts.

    With each, whether an "and" was left out of it.
    """
    spellings: dict[tuple[str, ...], bool] = {}
    for raw in line.split(";"):
        phrase = _VICE_PRESIDENT.sub("vice ", " ".join(raw.split()))
        for spelling in (phrase, phrase.translate(_ACCENTLESS)):
            key = tuple(word for word in _PIECE.findall(_fold(spelling)) if word[0].isalnum())
            kept = tuple(word for word in key if word not in grammar.AND) or key
            if kept:
                spellings[kept] = kept != key
    return spellings


def _index() -> dict[str, tuple[tuple[tuple[str, ...], Entry], ...]]:
    entries: dict[tuple[str, ...], Entry] = {}
    for kind, line in (
        ("former", grammar.FORMER),
        ("learner", grammar.LEARNERS),
        ("serves", grammar.SERVES),
        ("support", grammar.SUPPORT),
    ):
        for phrase in phrases(line):
            entries[phrase] = Entry(kind)
    for post, level, function, line in words.POSTS:
        for phrase, joined in phrases(line).items():
            entries.setdefault(phrase, Entry("post", post, level, function, joined))
    by_first: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    for phrase, entry in entries.items():
        by_first.setdefault(phrase[0], []).append((phrase, entry))
    return {
        first: tuple(sorted(found, key=lambda pair: -len(pair[0])))
        for first, found in by_first.items()
    }


def _function_index() -> tuple[
    dict[str, list[tuple[tuple[str, ...], Function]]], dict[str, Function]
]:
    exact: dict[str, list[tuple[tuple[str, ...], Function]]] = {}
    stems: dict[str, Function] = {}
    for function, line in FUNCTIONS:
        for raw in line.split(";"):
            stem = raw.strip().endswith("*")
            for phrase in phrases(raw.replace("*", "")):
                if stem:
                    stems.setdefault(phrase[0], function)
                else:
                    exact.setdefault(phrase[0], []).append((phrase, function))
    for found in exact.values():
        found.sort(key=lambda pair: -len(pair[0]))
    return exact, stems


INDEX: Final = _index()
MEMBERS: Final = frozenset(phrase[-1] for phrase in phrases(words.MEMBERS))
CHAIRS: Final = frozenset(phrase[-1] for phrase in phrases(words.CHAIRS))
BODIES: Final = tuple(phrase[-1] for phrase in phrases(words.BODIES))  # beginnings of words
_VOCABULARY: Final = frozenset(
    word for found in INDEX.values() for phrase, _ in found for word in phrase
)
EXACT_FUNCTIONS, _FUNCTION_STEMS = _function_index()
_ENDINGS: Final = tuple(
    (ending, post, level) for post, level, line in words.ENDINGS for (ending,) in phrases(line)
)
_SHORTEST_MENDED: Final = 6  # letters
_SHORTEST_COMPOUND: Final = 6
_SHORTEST_INNER: Final = 6
_LONG: Final = 9
# Short words differ from others by one letter, so of their slips only swapped letters are mended.
_SWAPPED: Final = {
    core[:at] + core[at + 1] + core[at] + core[at + 2 :]: core
    for core in grammar.SHORT_CORE
    for at in range(1, len(core) - 1)
} | {"chif": "chief", "cheif": "chief", "chieff": "chief", "hed": "head", "onwer": "owner"}
_NOT_ENDINGS: Final = frozenset(word for phrase in phrases(words.NOT_ENDINGS) for word in phrase)


@lru_cache(maxsize=20_000)
def mend(word: str) -> str:
    """The word, or the core word it is a typo of: one slip, two in words of nine letters."""
    known = word in _VOCABULARY or word in grammar.NOT_TYPOS or word in EXACT_FUNCTIONS
    if known or len(word) < _SHORTEST_MENDED:
        return word if known else _SWAPPED.get(word, word)
    for core in grammar.CORE:
        slips = 1 if len(core) < _LONG else 2
        if core[0] == word[0] and OSA.distance(core, word, score_cutoff=slips) <= slips:
            return core
    return word


@lru_cache(maxsize=20_000)
def compound(word: str) -> Entry | None:
    """The post that a word written as one ends in, as "Vertriebsleiter" does."""
    if len(word) < _SHORTEST_COMPOUND or word in _NOT_ENDINGS:
        return None
    for ending, post, level in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 1:
            return Entry("post", post, level)
    return None


@lru_cache(maxsize=20_000)
def _stem_function(word: str) -> Function | None:
    """The function that a word begins with; of a compound also what its parts say."""
    for length in range(len(word), 2, -1):
        function = _FUNCTION_STEMS.get(word[:length])
        if function is not None:
            return function
    for ending, _, _ in _ENDINGS:
        first = word.removesuffix(ending)
        if first == word:
            continue
        for part in (first, first.removesuffix("s"), first.removesuffix("n")):
            for phrase, function in EXACT_FUNCTIONS.get(part, ()):
                if len(phrase) == 1:
                    return function
    for start in range(3, len(word) - _SHORTEST_INNER + 1):
        for length in range(len(word) - start, _SHORTEST_INNER - 1, -1):
            function = _FUNCTION_STEMS.get(word[start : start + length])
            if function is not None:
                return function
    return None


def functions_in(found: list[str], start: int, end: int) -> list[tuple[int, Function, str]]:
    """The function words between two places: where, which, and the words."""
    result: list[tuple[int, Function, str]] = []
    at = start
    while at < end:
        for phrase, function in EXACT_FUNCTIONS.get(found[at], ()):
            stop = at + len(phrase)
            if stop <= end and tuple(found[at:stop]) == phrase:
                result.append((at, function, " ".join(phrase)))
                at = stop
                break
        else:
            stem = _stem_function(found[at])
            if stem is not None:
                result.append((at, stem, found[at]))
            at += 1
    return result


def first_function(
    found: list[str], gaps: list[str], start: int, end: int
) -> tuple[Function, str] | None:
    """The telling function word of the first run of words that has one.

    Within a run up to the next comma a telling word ("marketing") goes before a general one
    ("operations"), and a weak one is taken for want of a better.
    """
    seen = functions_in(found, start, end)
    if not seen:
        return None
    run = [seen[0]]
    for item in seen[1:]:
        if any(STRENGTH[gap] >= STRENGTH[","] for gap in gaps[run[-1][0] + 1 : item[0] + 1]):
            break
        run.append(item)
    for _, function, word in run:
        if function not in WEAK_FUNCTIONS or word in STRONG_WORDS:
            return function, word
    return run[0][1], run[0][2]
