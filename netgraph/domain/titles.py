"""What a job title says: how high its holder stands and in what part of a company.

A title is cut into words and gaps; posts ("VP", "Geschäftsführer") are found by whole phrases,
longest first, then by the endings of compounds and, for a few English words, through typos. Posts
that somebody else holds are taken out: who assists, advises, follows or reports to a post, was it
once or is learning it. Of what is left the highest wins. Where the labeller of the public list and
a seller read a word differently (a managing director runs a company), `Habits` chooses; the
default is the seller's, and no rule is about one single title.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from anyascii import anyascii
from rapidfuzz.distance import OSA

from netgraph.domain import title_words as words
from netgraph.domain.names import plain
from netgraph.domain.title_words import Function, Level, Post

__all__ = [
    "Function",
    "Habits",
    "Level",
    "Role",
    "Title",
    "parse_role",
    "role_matches",
    "understand_title",
]

LONGEST: Final = 300  # characters of a title that are read


class Habits(StrEnum):
    """Whose reading of a word counts: the seller's, or that of the labelled public list."""

    USER = "user"
    LABELLER = "labeller"


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A title as understood.

    `because` holds the words that decided level and function, in the order of the title and
    folded to plain letters; it is empty when no word was known. `is_decision_maker` follows from
    the level and the kind of post, and may be overruled by hand elsewhere.
    """

    title: str
    level: Level
    function: Function
    is_decision_maker: bool
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A role somebody looks for: a level, a function or both, and the words that say neither."""

    text: str
    level: Level | None
    function: Function | None
    rest: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Post:
    """One post held, with its place in the words; `end` is behind its last word."""

    post: Post
    level: Level
    function: Function | None
    own_function: bool
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """A title taken apart: its words, the posts held, and the function words outside of posts."""

    words: tuple[str, ...]
    posts: tuple[_Post, ...]
    function: Function | None
    function_word: str
    taken_out: tuple[str, ...]


# ---------------------------------------------------------------------------------------------
# From text to words


_GENDER: Final = re.compile(
    r"\((?:m|w|f|d|h|x|v|k|n|i|gn|all genders?|[mwfdhxvk](?:\s*[/|,]\s*[mwfdhxivk])+)\)"
    r"|(?<=\w)(?:[/*:_]-?in(?:nen)?|\(-?in(?:nen)?\)|\((?:e|ne|rice|trice|a|ra|euse|ère|s)\)|[/]-?(?:a|ra|rice|trice|e|ne|euse)|·(?:e|ne|rice|trice))\b",
    re.IGNORECASE,
)  # fmt: skip
_INNER_CAPITAL: Final = re.compile(r"(?<=[a-z])In(?:nen)?\b")
_DASHES: Final = re.compile(r"[‐-―−~]|\s-+\s*|-+\s+|(?<=\w)--+")
_DOTTED: Final = re.compile(r"\b(?:[a-z]\.[ ]?){2,}(?:[a-z]\b)?|\b(?:[a-z]\.){1,}[a-z]\b")
_JOINED: Final = (
    (re.compile(r"\br\s?&\s?d\b|\br\s?\+\s?d\b|\br\s?and\s?d\b"), "rnd"),
    (re.compile(r"\bi\+d\b|\bf\s?&\s?e\b"), "rnd"),
    (re.compile(r"\bm\s?&\s?a\b"), "mergers"),
    (re.compile(r"\bfp\s?&\s?a\b"), "fpa"),
    (re.compile(r"\be-?(?=commerce|business|learning|mobility|health)"), "e"),
    (re.compile(r"\bvice[- ]?(?=pres)"), "vice "),
    (re.compile(r"\bp\s?&\s?l\b"), "profit"),
)
_PIECE: Final = re.compile(r"'s\b|[a-z0-9]+|[,;|/&()\[\]{}@:+•·\n]")
_ACCENTLESS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
_IDEOGRAPH: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_GAPS: Final = {",": ",", "&": "&", "/": "&", "+": "&", "@": "|"}
_STRENGTH: Final = {"": 0, "'": 1, "&": 2, ",": 3, "|": 4}


def _fold(text: str) -> str:
    folded = text.casefold()
    if not folded.isascii():
        folded = anyascii(folded.replace("ı", "i")).lower()
    return folded


def _cut(text: str) -> tuple[list[str], list[str]]:
    """Words, and the gap before each: nothing, a possessive, "&", "," or "|" from weak to strong."""
    bare = _DASHES.sub(" | ", _INNER_CAPITAL.sub("", _GENDER.sub(" ", text)))
    folded = _fold(bare.replace("’", "'").replace("`", "'"))
    if "." in folded:
        folded = _DOTTED.sub(lambda found: found[0].replace(".", "").replace(" ", "") + " ", folded)
    for pattern, joined in _JOINED:
        folded = pattern.sub(joined, folded)
    found: list[str] = []
    gaps: list[str] = []
    gap = "|"
    for piece in _PIECE.findall(folded):
        if piece[0].isalnum():
            if piece in words.AND:
                gap = max(gap, "&", key=_STRENGTH.__getitem__)
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
        gap = max(gap, mark, key=_STRENGTH.__getitem__)
    return found, gaps


# ---------------------------------------------------------------------------------------------
# The tables, folded once


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: str  # "post", "support", "serves", "learner", "former"
    post: Post | None = None
    level: Level = Level.INDIVIDUAL
    function: Function | None = None


def _phrases(line: str) -> list[tuple[str, ...]]:
    """The phrases of a table's line as words, in both ways of writing umlauts."""
    spellings: dict[tuple[str, ...], None] = {}
    for raw in line.split(";"):
        phrase = " ".join(raw.split())
        for spelling in (phrase, phrase.translate(_ACCENTLESS)):
            key = tuple(word for word in _PIECE.findall(_fold(spelling)) if word[0].isalnum())
            kept = tuple(word for word in key if word not in words.AND) or key
            if kept:
                spellings[kept] = None
    return list(spellings)


def _index() -> dict[str, tuple[tuple[tuple[str, ...], _Entry], ...]]:
    entries: dict[tuple[str, ...], _Entry] = {}
    for kind, line in (
        ("former", words.FORMER),
        ("learner", words.LEARNERS),
        ("serves", words.SERVES),
        ("support", words.SUPPORT),
    ):
        for phrase in _phrases(line):
            entries[phrase] = _Entry(kind)
    for post, level, function, line in words.POSTS:
        for phrase in _phrases(line):
            entries.setdefault(phrase, _Entry("post", post, level, function))
    by_first: dict[str, list[tuple[tuple[str, ...], _Entry]]] = {}
    for phrase, entry in entries.items():
        by_first.setdefault(phrase[0], []).append((phrase, entry))
    return {
        first: tuple(sorted(found, key=lambda pair: -len(pair[0])))
        for first, found in by_first.items()
    }


def _function_index() -> tuple[dict[str, list[tuple[tuple[str, ...], Function]]], dict[str, Function]]:
    exact: dict[str, list[tuple[tuple[str, ...], Function]]] = {}
    stems: dict[str, Function] = {}
    for function, line in words.FUNCTIONS:
        for raw in line.split(";"):
            stem = raw.strip().endswith("*")
            for phrase in _phrases(raw.replace("*", "")):
                if stem:
                    stems.setdefault(phrase[0], function)
                else:
                    exact.setdefault(phrase[0], []).append((phrase, function))
    for found in exact.values():
        found.sort(key=lambda pair: -len(pair[0]))
    return exact, stems


_INDEX: Final = _index()
_EXACT_FUNCTIONS, _FUNCTION_STEMS = _function_index()
_ENDINGS: Final = tuple(
    (ending, post, level)
    for post, level, line in words.ENDINGS
    for (ending,) in _phrases(line)
)
_NOT_ENDINGS: Final = frozenset(word for phrase in _phrases(words.NOT_ENDINGS) for word in phrase)
_FORMER_AFTER: Final = frozenset(phrase[0] for phrase in _phrases(words.FORMER_AFTER))
_ENGLISH_AIDES: Final = frozenset({"assistant", "asst", "assist", "secretary"})
_ASSISTS: Final = re.compile("assist|asist|asyst|asszist|secret|sekret|segret|titkar|sihteeri")
_TRAILING_ONLY: Final = frozenset({"internship", "apprenticeship", "praktikum", "candidate", "student"})
_FILLERS: Final = frozenset(
    "the our a an its group senior executive deputy regional global der dem den des die la le el il lo "
    "office of chief acting interim current board company new".split()
)
_LONELY: Final = frozenset({"ad", "gf", "ghf", "patron", "chief", "meister", "quadro", "preside", "stifter"})
_ADJECTIVES: Final = frozenset(
    "lead senior sr junior jr principal assistant asst associate deputy acting interim regional".split()
)
_IDEOGRAPHS: Final = sorted(
    (
        (phrase.strip(), _Entry("post", post, level, function))
        for post, level, function, line in words.IDEOGRAPHS
        for phrase in line.split(";")
    ),
    key=lambda pair: -len(pair[0]),
)


@lru_cache(maxsize=20_000)
def _mend(word: str) -> str:
    """The word, or the core word it is a typo of: one slip, two in words of nine letters or more."""
    if len(word) < 6 or word in words.NOT_TYPOS or word in _INDEX or word in _EXACT_FUNCTIONS:
        return word
    if word in words.CORE:
        return word
    for core in words.CORE:
        slips = 1 if len(core) < 9 else 2
        if core[0] == word[0] and OSA.distance(core, word, score_cutoff=slips) <= slips:
            return core
    return word


@lru_cache(maxsize=20_000)
def _compound(word: str) -> _Entry | None:
    if len(word) < 6 or word in _NOT_ENDINGS:
        return None
    for ending, post, level in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 1:
            return _Entry("post", post, level)
    return None


@lru_cache(maxsize=20_000)
def _stem_function(word: str) -> Function | None:
    for length in range(len(word), 2, -1):
        function = _FUNCTION_STEMS.get(word[:length])
        if function is not None:
            return function
    return None


def _functions(
    found: list[str], gaps: list[str], start: int, end: int
) -> list[tuple[int, Function, str]]:
    """The function words between two places: where, which, and the words."""
    result: list[tuple[int, Function, str]] = []
    at = start
    while at < end:
        for phrase, function in _EXACT_FUNCTIONS.get(found[at], ()):
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


def _first_function(
    found: list[str], gaps: list[str], start: int, end: int
) -> tuple[Function, str] | None:
    """The telling function word of the first run of words that has one.

    Within a run up to the next comma a telling word ("marketing") goes before a general one
    ("operations"), and a weak one is taken for want of a better.
    """
    seen = _functions(found, gaps, start, end)
    if not seen:
        return None
    run = [seen[0]]
    for item in seen[1:]:
        if any(_STRENGTH[gap] >= _STRENGTH[","] for gap in gaps[run[-1][0] + 1 : item[0] + 1]):
            break
        run.append(item)
    for _, function, word in run:
        if function not in words.WEAK_FUNCTIONS or word in words.STRONG_WORDS:
            return function, word
    return run[0][1], run[0][2]


# ---------------------------------------------------------------------------------------------
# Finding the posts


@dataclass(slots=True)
class _Hit:
    start: int
    end: int
    entry: _Entry
    out: bool = False

    @property
    def is_post(self) -> bool:
        return self.entry.kind == "post"


def _match(found: list[str], gaps: list[str], at: int) -> _Hit | None:
    for phrase, entry in _INDEX.get(found[at], ()):
        stop = at + len(phrase)
        if tuple(found[at:stop]) != phrase:
            continue
        if any(_STRENGTH[gap] > _STRENGTH["&"] for gap in gaps[at + 1 : stop]):
            continue
        if phrase[0] in _LONELY and len(phrase) == 1 and not _is_alone(found, gaps, at):
            continue
        return _Hit(at, stop, entry)
    return None


def _is_alone(found: list[str], gaps: list[str], at: int) -> bool:
    behind = at + 1
    return gaps[at] != "" and (
        behind == len(found) or gaps[behind] != "" or found[behind] in words.AT
    )


def _run_end(gaps: list[str], at: int, *, strength: str) -> int:
    """The place behind the run of words that holds `at`, ended by gaps of at least this strength."""
    limit = _STRENGTH[strength]
    for place in range(at + 1, len(gaps)):
        if _STRENGTH[gaps[place]] >= limit:
            return place
    return len(gaps)


def _run_start(gaps: list[str], at: int, *, strength: str) -> int:
    limit = _STRENGTH[strength]
    for place in range(at, -1, -1):
        if _STRENGTH[gaps[place]] >= limit:
            return place
    return 0


def _chief(found: list[str], gaps: list[str], at: int) -> _Hit | None:
    """What "chief" at this place makes of the words behind it."""
    end = _run_end(gaps, at, strength="|")
    for place in range(at + 1, min(end, at + 9)):
        if found[place] in {"officer", "offices", "off"}:
            function = _first_function(found, gaps, at + 1, place)
            entry = _Entry("post", Post.CHIEF, Level.C_LEVEL, function[0] if function else None)
            return _Hit(at, place + 1, entry)
    near = _run_end(gaps, at, strength="&")
    behind = found[at + 1] if at + 1 < len(found) else ""
    if near == at + 1 and gaps[at] == "" and gaps[near : near + 1] != [","]:
        return _Hit(at, at + 1, _Entry("post", Post.HEAD, Level.DIRECTOR))
    if behind in words.TRADES:
        return _Hit(at, at + 2, _Entry("post", Post.TRADE, Level.MANAGER))
    if behind == "of":
        return _Hit(at, at + 1, _Entry("post", Post.HEAD, Level.DIRECTOR))
    for place in range(at + 1, min(_run_end(gaps, at, strength=","), at + 6)):
        if (hit := _match(found, gaps, place)) and hit.is_post:
            return None
    told = behind in words.CHIEF_WHAT or _functions(found, gaps, at + 1, min(at + 3, end))
    if told or (behind and gaps[at + 1] == ","):
        function = _first_function(found, gaps, at + 1, end)
        entry = _Entry("post", Post.CHIEF, Level.C_LEVEL, function[0] if function else None)
        return _Hit(at, at + 1, entry)
    return None


def _hits(found: list[str], gaps: list[str]) -> list[_Hit]:
    hits: list[_Hit] = []
    at = 0
    while at < len(found):
        hit = _match(found, gaps, at)
        word = found[at]
        if hit is None and word in {"chief", "cheif"}:
            hit = _chief(found, gaps, at)
        if hit is None and (entry := _compound(word)):
            hit = _Hit(at, at + 1, entry)
        if hit is not None and hit.is_post:
            hit = _qualified(found, gaps, hit)
        if hit is None:
            at += 1
        else:
            hits.append(hit)
            at = hit.end
    return hits


def _qualified(found: list[str], gaps: list[str], hit: _Hit) -> _Hit | None:
    """The post with the words around it weighed, or nothing when it is none here."""
    behind = found[hit.end] if hit.end < len(found) and gaps[hit.end] == "" else ""
    before = found[hit.start - 1] if hit.start and gaps[hit.start] == "" else ""
    text = found[hit.start] if hit.end == hit.start + 1 else ""
    match hit.entry.post:
        case Post.HEAD if behind in words.TRADES:
            return _Hit(hit.start, hit.end + 1, _Entry("post", Post.TRADE, Level.MANAGER))
        case Post.LEAD if behind in {"generation", "gen", "qualification", "management", "time"}:
            return None
        case Post.OWNER if before in {"product", "process", "service", "data", "system", "risk",
                                      "application", "platform", "feature", "budget", "problem"}:
            return None
        case Post.DIRECTOR if before in {"non", "independent"} or text == "ppa":
            return hit
        case Post.BOARD if "advisory" in found[hit.start : hit.end] or before == "advisory":
            return _Hit(hit.start, hit.end, _Entry("post", Post.BOARD, Level.INDIVIDUAL))
        case Post.MANAGER if text == "chef" and (
            before in {"head", "executive", "sous", "pastry", "private", "personal", "sushi"}
            or behind in {"de", "at"} and found[hit.end + 1 : hit.end + 2] in (["partie"], ["cuisine"])
        ):
            return None
        case _:
            return hit


def _take_out(found: list[str], gaps: list[str], hits: list[_Hit]) -> None:
    """Mark the posts that the title names without its bearer holding them."""
    for number, hit in enumerate(hits):
        later = hits[number + 1 :]
        match hit.entry.kind:
            case "former":
                stop = _run_end(gaps, hit.start, strength=",")
                for other in later:
                    other.out |= other.start < stop
            case "support" | "serves":
                _take_served(found, gaps, hits, number)
            case "learner":
                _take_learnt(found, gaps, hits, number)
            case _:
                _take_dependent(found, gaps, hit, later)
    for place, word in enumerate(found):
        if word in words.TO and place + 1 < len(found):
            nearest = place + 1
            while nearest < len(found) and gaps[nearest] == "" and found[nearest] in _FILLERS:
                nearest += 1
            for other in hits:
                other.out |= other.is_post and place < other.start <= nearest < other.end
        elif word in words.AT and place:
            stop = _run_end(gaps, place, strength="|")
            for other in hits:
                other.out |= place < other.start < stop
        elif word in _FORMER_AFTER and place and gaps[place] in {"", "|", ","}:
            if _run_end(gaps, place, strength="&") == place + 1:
                first = _run_start(gaps, place - 1, strength=",")
                for other in hits:
                    other.out |= first <= other.start < place


def _take_dependent(found: list[str], gaps: list[str], hit: _Hit, later: list[_Hit]) -> None:
    stop = _run_end(gaps, hit.start, strength="&")
    of = next((place for place in range(hit.end, stop) if found[place] in words.OF), stop)
    for other in later:
        other.out |= of < other.start < stop


def _take_served(found: list[str], gaps: list[str], hits: list[_Hit], number: int) -> None:
    hit = hits[number]
    text = " ".join(found[hit.start : hit.end])
    behind = found[hit.end] if hit.end < len(found) else ""
    gap = gaps[hit.end] if hit.end < len(found) else "|"
    ends_run = gap not in {"", "'"}
    if number and ends_run:
        held = hits[number - 1]
        plain_gap = gaps[hit.start] in {"", "'"}
        near = held.end == hit.start or (
            gaps[hit.start] == "'" or all(found[i] in _FILLERS for i in range(held.end, hit.start))
        )
        owns = held.entry.post in {Post.FOUNDER, Post.OWNER}
        if held.is_post and plain_gap and near and not owns:
            held.out = True
    later = hits[number + 1 :]
    if behind in words.OF and gap == "":
        _swallow(gaps, hit.end, later)
        return
    if not later:
        return
    held = later[0]
    top = held.is_post and held.entry.level.rank >= Level.VP.rank
    if gap in {",", "|"}:
        if top and held.start == hit.end and _ASSISTS.search(text) and number == 0:
            _swallow(gaps, hit.end, later)
    elif hit.entry.kind == "support" and gap == "" and held.start < _run_end(gaps, hit.end, strength="&"):
        if text not in _ENGLISH_AIDES:
            _swallow(gaps, hit.end, later)
        elif held.entry.level is Level.C_LEVEL and held.start == hit.end:
            held.out = True


def _swallow(gaps: list[str], start: int, later: list[_Hit]) -> None:
    """Take out what follows: the whole run, and the top posts that "and" joins to it."""
    stop = _run_end(gaps, start, strength="&")
    end = _run_end(gaps, start, strength="|")
    for other in later:
        if other.start < stop:
            other.out = True
        elif other.start < end and gaps[other.start] == "&" and other.is_post:
            if other.entry.level.rank < Level.VP.rank and other.entry.post is not Post.DIRECTOR:
                break
            other.out = True
        else:
            break


def _take_learnt(found: list[str], gaps: list[str], hits: list[_Hit], number: int) -> None:
    hit = hits[number]
    ends_run = hit.end == len(found) or gaps[hit.end] != ""
    first = _run_start(gaps, hit.start, strength="&")
    if ends_run and first < hit.start:
        for other in hits[:number]:
            other.out |= other.start >= first
    later = hits[number + 1 :]
    if not later:
        return
    behind = found[hit.end]
    adjacent = later[0].start == hit.end and found[hit.start] not in _TRAILING_ONLY
    if gaps[hit.end] == "" and (behind in words.OF or adjacent):
        _swallow(gaps, hit.end, later)


def _ideograph_posts(text: str) -> tuple[_Post, ...]:
    if any(word.strip() in text for word in words.IDEOGRAPH_SUPPORT.split(";")):
        return ()
    posts: list[_Post] = []
    rest = text
    function = next(
        (
            function
            for function, line in words.IDEOGRAPH_FUNCTIONS
            if any(word.strip() in text for word in line.split(";"))
        ),
        None,
    )
    for phrase, entry in _IDEOGRAPHS:
        if phrase in rest:
            rest = rest.replace(phrase, "|")
            posts.append(
                _Post(
                    post=entry.post or Post.MANAGER,
                    level=entry.level,
                    function=entry.function or function,
                    own_function=True,
                    start=0,
                    end=0,
                    text=phrase,
                )
            )
    return tuple(posts)


@lru_cache(maxsize=50_000)
def _read(text: str) -> _Reading:
    found, gaps = _cut(text)
    found = [_mend(word) for word in found]
    hits = _hits(found, gaps)
    _take_out(found, gaps, hits)
    posts: list[_Post] = []
    held = [hit for hit in hits if hit.is_post]
    for number, hit in enumerate(held):
        if hit.out:
            continue
        entry = hit.entry
        previous = held[number - 1].end if number else 0
        following = held[number + 1].start if number + 1 < len(held) else len(found)
        told = _post_function(found, gaps, hit, previous, following)
        own = entry.function is not None and entry.post not in {
            Post.GENERAL_MANAGER, Post.GM, Post.MANAGING_DIRECTOR, Post.MD, Post.PRESIDENT,
        }  # fmt: skip
        function = entry.function if own or told is None else told[0]
        because = " ".join(found[hit.start : hit.end])
        posts.append(
            _Post(
                post=entry.post or Post.MANAGER,
                level=entry.level,
                function=function,
                own_function=told is None,
                start=hit.start,
                end=hit.end,
                text=because if own or told is None or told[1] in because else f"{because} {told[1]}",
            )
        )
    posts.extend(_management(found, gaps, hits))
    if _IDEOGRAPH.search(text):
        posts.extend(_ideograph_posts(text))
    general = _first_function(found, gaps, 0, len(found))
    return _Reading(
        words=tuple(found),
        posts=tuple(posts),
        function=general[0] if general else None,
        function_word=general[1] if general else "",
        taken_out=tuple(" ".join(found[hit.start : hit.end]) for hit in hits if hit.out),
    )


def _management(found: list[str], gaps: list[str], hits: list[_Hit]) -> list[_Post]:
    """ "Product Management" alone is a manager's title; beside a doer's noun it is a subject."""
    if hits or words.DOERS.intersection(found):
        return []
    for place, word in enumerate(found):
        if word in {"management", "mgmt"} and place and gaps[place] == "":
            if place + 1 == len(found) or gaps[place + 1] not in {"", "&"}:
                told = _first_function(found, gaps, 0, len(found))
                return [
                    _Post(
                        post=Post.MANAGER,
                        level=Level.MANAGER,
                        function=told[0] if told else None,
                        own_function=False,
                        start=place,
                        end=place + 1,
                        text=word,
                    )
                ]
    return []


def _post_function(
    found: list[str], gaps: list[str], hit: _Hit, previous: int, following: int
) -> tuple[Function, str] | None:
    """The function a post belongs to: the words before it in its run, else those behind it."""
    first = max(_run_start(gaps, hit.start, strength=","), previous)
    if told := _first_function(found, gaps, first, hit.start):
        return told
    if hit.end == hit.start + 1 and _compound(found[hit.start]):
        if told := _first_function(found, gaps, hit.start, hit.end):
            return told
    stop = next((at for at in range(hit.end, following) if found[at] in words.AT), following)
    return _first_function(found, gaps, hit.end, stop) or _first_function(
        found, gaps, previous, hit.start
    )


# ---------------------------------------------------------------------------------------------
# Weighing


_LABELLED: Final = {
    Post.MANAGING_DIRECTOR: Level.DIRECTOR,
    Post.MD: Level.INDIVIDUAL,
    Post.PRESIDENT: Level.DIRECTOR,
    Post.GM: Level.INDIVIDUAL,
    Post.OWNER: Level.INDIVIDUAL,
    Post.DEAN: Level.INDIVIDUAL,
}


def _level(post: _Post, reading: _Reading, habits: Habits) -> Level:
    if habits is Habits.LABELLER:
        if post.text.startswith("avp"):
            return Level.INDIVIDUAL
        return _LABELLED.get(post.post, post.level)
    if post.post in {Post.MANAGING_DIRECTOR, Post.MD, Post.PRESIDENT}:
        # of a function or a division, not of a company
        qualified = not post.own_function
        return Level.DIRECTOR if qualified else Level.C_LEVEL
    return post.level


_LEADING: Final = {Post.CHIEF_EXECUTIVE: 5, Post.CHIEF: 4, Post.MANAGING_DIRECTOR: 3, Post.PRESIDENT: 3}


def understand_title(text: str, *, habits: Habits = Habits.USER) -> Title:
    """The level and function that a job title says, and the words that say so.

    Any text is understood somehow: without a known post the level is `individual`, without a
    known field the function is `other`. Only the first 300 characters are read.
    """
    return _understand(plain(text[: LONGEST * 2])[:LONGEST], habits)


@lru_cache(maxsize=50_000)
def _understand(text: str, habits: Habits) -> Title:
    reading = _read(text)
    best: tuple[int, int] = (-1, -1)
    chosen: _Post | None = None
    level = Level.INDIVIDUAL
    for post in reading.posts:
        here = _level(post, reading, habits)
        weight = (here.rank, _LEADING.get(post.post, 0))
        if weight > best:
            best, chosen, level = weight, post, here
    if chosen is None:
        return Title(
            title=text,
            level=Level.INDIVIDUAL,
            function=reading.function or Function.OTHER,
            is_decision_maker=False,
            because=(reading.function_word,) if reading.function_word else (),
        )
    function = chosen.function or reading.function or Function.OTHER
    return Title(
        title=text,
        level=level,
        function=function,
        is_decision_maker=_decides(chosen, level, reading),
        because=(chosen.text,),
    )


def _decides(post: _Post, level: Level, reading: _Reading) -> bool:
    if post.post in {Post.GENERAL_MANAGER, Post.GM, Post.OWNER, Post.PARTNER, Post.COUNSEL}:
        return True
    if level.rank < Level.DIRECTOR.rank:
        return False
    before = reading.words[post.start - 1] if post.start else ""
    return not (post.post is Post.DIRECTOR and before in words.CRAFT_DIRECTORS)
