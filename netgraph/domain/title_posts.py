"""Finds the posts that a title says its bearer holds.

Posts are found by whole phrases, longest first, then by the endings of compounds. Those that
somebody else holds, or that are past or wished for, are taken out: "Assistant to the CEO",
"Office Manager to the Managing Director", "former CFO", "CEO Office", "Engineer at VP Bank".
What level a post has is not decided here but in `titles`, where all posts of a title are seen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from netgraph.domain import ideograph_words as ideographs
from netgraph.domain import title_grammar as grammar
from netgraph.domain.seniority import Function, Level, Post
from netgraph.domain.title_bearers import ENGLISH_AIDES, Hit, run_end, run_start, take_out
from netgraph.domain.title_lexicon import (
    BODIES,
    CHAIRS,
    INDEX,
    MEMBERS,
    STRENGTH,
    Entry,
    compound,
    cut,
    first_function,
    mend,
)

_LONELY: Final = frozenset(
    {
        "ad",
        "administrateur",
        "administratrice",
        "sahibi",
        "gf",
        "ghf",
        "patron",
        "chief",
        "meister",
        "quadro",
        "preside",
        "stifter",
        "vice chancellor",
    }
)
_UNITS: Final = frozenset("division department dept unit section business line facility".split())
_GRADES: Final = frozenset(
    "senior sr executive deputy acting interim global company the current our co as".split()
)
_SHARED: Final = frozenset({Post.BOARD, Post.CHIEF_EXECUTIVE})
_IN_CHARGE: Final = frozenset("ressort bereich ds pro po fur fuer za spraw en charge des".split())
_FIRMS: Final = frozenset(
    "gmbh ag sa sas sarl srl spa bv nv ltd limited llc inc plc ab as oy".split()
)
_HEADED: Final = frozenset(
    {Function.FINANCE, Function.SALES, Function.MARKETING, Function.COMMUNICATIONS,
     Function.CUSTOMER, Function.ENGINEERING, Function.IT, Function.DATA, Function.SECURITY,
     Function.RESEARCH, Function.QUALITY, Function.OPERATIONS, Function.SUPPLY_CHAIN,
     Function.PROCUREMENT, Function.HR, Function.LEGAL, Function.STRATEGY}
)  # fmt: skip
# What somebody heads who heads no function: beginnings of folded words.
_SMALL: Final = (
    "proj", "proy", "prosj", "proek", "proie", "progr", "proces", "prozess", "produkt",
    "butik", "filial", "account", "key", "shift", "smen", "turn", "team", "tym", "tim", "grup",
    "gruppe", "equip", "tienda", "zona", "area", "obra", "chantier", "cantier", "prodejn", "werk",
    "event",
)  # fmt: skip
_IDEOGRAPHS: Final = sorted(
    (
        (phrase.strip(), Entry("post", post, level, function))
        for post, level, function, line in ideographs.IDEOGRAPHS
        for phrase in line.split(";")
    ),
    key=lambda pair: -len(pair[0]),
)
_IN: Final = frozenset("en na w på nel nella alla presso".split())
_BOARDS: Final = Function.GENERAL_MANAGEMENT
_SEATS: Final = dict.fromkeys(CHAIRS, Post.CHAIR) | dict.fromkeys(MEMBERS, Post.BOARD)
_IDEOGRAPH: Final = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldPost:
    """One post held, with its place in the words; `end` is behind its last word."""

    post: Post
    level: Level
    function: Function | None
    own_function: bool
    qualified: bool
    of_a_field: bool
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A title taken apart: its words, the posts held, and the function words outside of posts."""

    words: tuple[str, ...]
    posts: tuple[HeldPost, ...]
    function: Function | None
    function_word: str
    taken_out: tuple[str, ...]
    aide: str  # the word for somebody who serves another's post, if any


def _match(found: list[str], gaps: list[str], at: int) -> Hit | None:
    for phrase, entry in INDEX.get(found[at], ()):
        stop = at + len(phrase)
        if tuple(found[at:stop]) != phrase:
            continue
        widest = STRENGTH["&" if entry.joined else ""]
        if any(STRENGTH[gap] > widest for gap in gaps[at + 1 : stop]):
            continue
        if " ".join(phrase) in _LONELY and not _is_alone(gaps, found, at, stop):
            continue
        return Hit(at, stop, entry)
    return None


def _is_alone(gaps: list[str], found: list[str], at: int, behind: int) -> bool:
    return gaps[at] != "" and (
        behind == len(found) or gaps[behind] != "" or found[behind] in grammar.AT
    )


def _chief(found: list[str], gaps: list[str], at: int) -> Hit | None:
    """What "chief" at this place makes of the words behind it."""
    end = run_end(gaps, at, strength="|")
    for place in range(at + 1, min(end, at + 9)):
        if found[place] in {"officer", "offices", "off"}:
            function = first_function(found, gaps, at + 1, place)
            entry = Entry("post", Post.CHIEF, Level.C_LEVEL, function[0] if function else None)
            return Hit(at, place + 1, entry)
    near = run_end(gaps, at, strength="&")
    behind = found[at + 1] if at + 1 < len(found) else ""
    if near == at + 1 and gaps[at] == "" and gaps[near : near + 1] != [","]:
        return Hit(at, at + 1, Entry("post", Post.HEAD, Level.DIRECTOR))
    if behind in grammar.TRADES:
        return Hit(at, at + 2, Entry("post", Post.TRADE, Level.MANAGER))
    if found[near - 1] in grammar.EXPERTS or behind in grammar.EXPERTS:
        return Hit(at, at + 1, Entry("post", Post.TRADE, Level.DIRECTOR))
    for place in range(at + 1, min(run_end(gaps, at, strength=","), at + 6)):
        if (hit := _match(found, gaps, place)) and hit.is_post:
            return None
    if behind:
        function = first_function(found, gaps, at + 1, end)
        entry = Entry("post", Post.CHIEF, Level.C_LEVEL, function[0] if function else None)
        return Hit(at, at + 1, entry)
    return None


def _in_body(found: list[str], gaps: list[str], at: int, last: int) -> Hit | None:
    """A seat in a body that leads a company: "member (or head) of the body", or "body member"."""
    post = _SEATS.get(found[last])
    if post is not None:
        for place in range(last + 1, min(last + 5, len(found))):
            # Nordic "i" (in) is an "and" elsewhere, so that gap is allowed before the body
            if STRENGTH[gaps[place]] > STRENGTH["&" if place == last + 1 else "'"]:
                break
            if found[place].startswith(BODIES):
                return Hit(at, place + 1, Entry("post", post, Level.C_LEVEL, _BOARDS))
    elif last + 1 < len(found) and gaps[last + 1] == "" and found[last].startswith(BODIES):
        post = _SEATS.get(found[last + 1])
        if post is not None:
            return Hit(at, last + 2, Entry("post", post, Level.C_LEVEL, _BOARDS))
    return None


def _hits(found: list[str], gaps: list[str]) -> list[Hit]:
    hits: list[Hit] = []
    at = 0
    while at < len(found):
        hit = _match(found, gaps, at)
        word = found[at]
        if hit is None or hit.end == at + 1 or hit.entry.post is Post.VICE_PRESIDENT:
            hit = _in_body(found, gaps, at, hit.end - 1 if hit else at) or hit
        if hit is None and word in {"chief", "cheif"}:
            hit = _chief(found, gaps, at)
        if hit is None and (entry := compound(word)):
            hit = Hit(at, at + 1, entry)
        if hit is not None and hit.is_post:
            hit = _qualified(found, gaps, hit)
        if hit is None:
            at += 1
        else:
            hits.append(hit)
            at = hit.end
    return hits


def _qualified(found: list[str], gaps: list[str], hit: Hit) -> Hit | None:
    """The post with the words around it weighed, or nothing when it is none here."""
    behind = found[hit.end] if hit.end < len(found) and gaps[hit.end] == "" else ""
    before = found[hit.start - 1] if hit.start and gaps[hit.start] == "" else ""
    text = found[hit.start] if hit.end == hit.start + 1 else ""
    about = found[hit.end] if hit.end < len(found) and gaps[hit.end] in {"", "'"} else ""
    if hit.entry.level is Level.C_LEVEL and about in grammar.TOPICS:
        return None
    match hit.entry.post:
        case Post.HEAD if text == "head" and behind in {"office", "quarters", "hunter", "count"}:
            return None
        case Post.HEAD if behind in grammar.TRADES:
            return Hit(hit.start, hit.end + 1, Entry("post", Post.TRADE, Level.MANAGER))
        case Post.LEAD if behind in {"generation", "gen", "qualification", "management", "time"}:
            return None
        case Post.OWNER if before in {
            "product",
            "process",
            "service",
            "data",
            "system",
            "risk",
            "application",
            "platform",
            "feature",
            "budget",
            "problem",
        }:
            return None
        case Post.PRINCIPAL if behind and behind not in grammar.AT | grammar.OF:
            return None
        case Post.DEAN if before in {"assistant", "associate", "deputy", "vice"}:
            return None
        case Post.COUNSEL if before in {"assistant", "associate", "deputy", "vice", "senior"}:
            level = Level.DIRECTOR if before in {"deputy", "vice"} else Level.INDIVIDUAL
            return Hit(hit.start, hit.end, Entry("post", Post.COUNSEL, level, Function.LEGAL))
        case Post.CHAIR if text == "chair" and (
            before
            and before not in {"board", "executive", "co", "deputy", "acting", "interim", "the"}
        ):
            return None
        case Post.BOARD:
            return _board(found, gaps, hit, before)
        case Post.FUNCTION_HEAD if text == "chef" and (
            before in {"head", "executive", "sous", "pastry", "private", "personal", "sushi"}
            or (
                behind in {"de", "at"}
                and found[hit.end + 1 : hit.end + 2] in (["partie"], ["cuisine"])
            )
        ):
            return None
        case _:
            return hit


def _board(found: list[str], gaps: list[str], hit: Hit, before: str) -> Hit:
    """A seat on a board, weighed by how it is said.

    A "board member" is taken for one who runs the company with others, a "member of the board
    of directors" for one who oversees it; who only names an advisory board advises it.
    """
    text = found[hit.start : hit.end]
    advisory = "advisory" in text or before == "advisory"
    first = run_start(gaps, hit.start, strength="|")
    if any(
        found[at] == "member" and (at + 1 == hit.start or found[at + 1] in grammar.OF)
        for at in range(max(first, hit.start - 7), hit.start)
    ):
        if advisory:
            return Hit(hit.start, hit.end, Entry("post", Post.ADVISER, Level.DIRECTOR))
        if text[-2:] == ["of", "directors"]:
            return Hit(
                hit.start, hit.end, Entry("post", Post.NON_EXECUTIVE, Level.C_LEVEL, _BOARDS)
            )
    elif advisory:
        named = "member" in text or found[hit.end : hit.end + 1] in (["member"], ["members"])
        level = Level.C_LEVEL if named else Level.INDIVIDUAL
        return Hit(hit.start, hit.end, Entry("post", Post.ADVISER, level))
    return hit


def _ideograph_function(text: str) -> tuple[Function, str] | None:
    for function, line in ideographs.IDEOGRAPH_FUNCTIONS:
        for word in line.split(";"):
            if word.strip() in text:
                return function, word.strip()
    return None


def _ideograph_posts(text: str) -> tuple[HeldPost, ...]:
    if any(word.strip() in text for word in ideographs.IDEOGRAPH_SUPPORT.split(";")):
        return ()
    posts: list[HeldPost] = []
    rest = text
    told = _ideograph_function(text)
    function = told[0] if told else None
    for phrase, entry in _IDEOGRAPHS:
        if phrase in rest:
            rest = rest.replace(phrase, "|")
            posts.append(
                HeldPost(
                    post=entry.post or Post.MANAGER,
                    level=entry.level,
                    function=entry.function or function,
                    own_function=True,
                    qualified=False,
                    of_a_field=False,
                    start=0,
                    end=0,
                    text=phrase,
                )
            )
    return tuple(posts)


@lru_cache(maxsize=50_000)
def read_title(text: str) -> Reading:
    """The title taken apart; expects it clean and short, as `cleaned_title` gives it."""
    found, gaps = cut(text)
    found = [mend(word) for word in found]
    hits = _hits(found, gaps)
    take_out(found, gaps, hits)
    posts: list[HeldPost] = []
    held = [hit for hit in hits if hit.is_post]
    for number, hit in enumerate(held):
        if hit.out:
            continue
        entry = hit.entry
        previous = held[number - 1].end if number else 0
        following = held[number + 1].start if number + 1 < len(held) else len(found)
        told = _post_function(found, gaps, hit, previous, following)
        shared = _share_of_the_lead(found, gaps, hit) if entry.post in _SHARED else None
        told = shared or told
        post, level = _weighed(found, hit, told, following)
        own = shared is None and entry.function is not None and entry.post not in {
            Post.GENERAL_MANAGER, Post.GM, Post.MANAGING_DIRECTOR, Post.MD, Post.PARTNER,
            Post.PRESIDENT,
        }  # fmt: skip
        function = entry.function if own or told is None else told[0]
        because = " ".join(found[hit.start : hit.end])
        posts.append(
            HeldPost(
                post=post,
                level=level,
                function=function,
                own_function=told is None,
                qualified=_is_qualified(found, gaps, hit, held),
                of_a_field=told is not None
                or bool(_UNITS.intersection(found[hit.end : following])),
                start=hit.start,
                end=hit.end,
                text=because
                if own or told is None or told[1] in because
                else f"{because} {told[1]}",
            )
        )
    posts.extend(_management(found, gaps, hits))
    served = next((hit.start for hit in hits if hit.is_post and hit.out), len(found))
    general = first_function(found, gaps, 0, served) or first_function(found, gaps, 0, len(found))
    if posts and general and general[1] in ENGLISH_AIDES:
        general = None  # an assistant vice president is no assistant
    if general and ("in", general[1]) in grammar.TO_COME and "in" in found:
        general = None
    if _IDEOGRAPH.search(text):
        posts.extend(_ideograph_posts(text))
        general = general or _ideograph_function(text)
    return Reading(
        words=tuple(found),
        posts=tuple(posts),
        function=general[0] if general else None,
        function_word=general[1] if general else "",
        taken_out=tuple(" ".join(found[hit.start : hit.end]) for hit in hits if hit.out),
        aide=next(
            (" ".join(found[hit.start : hit.end]) for hit in hits if hit.entry.kind == "support"),
            "",
        ),
    )


def _share_of_the_lead(found: list[str], gaps: list[str], hit: Hit) -> tuple[Function, str] | None:
    """The function that one of several at the top answers for, said right beside the post.

    "Vorstand Finanzen", "Vorstand (Finanzen)" and "Kaufmännischer Geschäftsführer" lead the
    finances; what stands further off, or in a company's name ("Geschäftsführer Logistik GmbH"),
    says nothing.
    """
    if found[hit.start] in {"ceo", "chief", "group", "co", "coceo"}:
        return None
    if gaps[hit.start] == "" and hit.start:
        told = first_function(found, gaps, hit.start - 1, hit.start)
        if told is not None:
            return told
    if hit.end < len(found) and gaps[hit.end] in {",", "|"}:
        told = first_function(found, gaps, hit.end, len(found))
        alone = told is not None and told[1] == " ".join(found[hit.end :])
        return told if told and alone and told[0] in _HEADED else None
    stop = run_end(gaps, hit.end - 1, strength="&")
    if not _FIRMS.isdisjoint(found[hit.end : run_end(gaps, hit.end - 1, strength=",")]):
        return None
    at = hit.end
    while at < stop and found[at] in _IN_CHARGE:
        at += 1
    told = first_function(found, gaps, at, min(at + 1, stop))
    return told or first_function(found, gaps, at, min(at + 2, stop))


def _weighed(
    found: list[str], hit: Hit, told: tuple[Function, str] | None, following: int
) -> tuple[Post, Level]:
    """A post and its level, once its function is known.

    "Vertriebschef", "Salgssjef" and "Jefe de Ventas" are heads of sales; the same words before a
    project, a product, a team, a shop or nothing name a manager.
    """
    post = hit.entry.post or Post.MANAGER
    if post is not Post.FUNCTION_HEAD:
        return post, hit.entry.level
    french = found[hit.start] in {"chef", "cheffe"} and found[hit.end : hit.end + 1] in (
        ["de"],
        ["des"],
        ["du"],
        ["d"],
    )
    # in Hungarian the leader of a function stands behind it, and before it an expert's grade
    leading = found[hit.start] == "vezeto" and hit.end < following
    small = leading or any(word.startswith(_SMALL) for word in found[hit.start : following])
    if told is None or told[0] not in _HEADED or french or small or told[1].startswith(_SMALL):
        return Post.MANAGER, Level.MANAGER
    return Post.HEAD, Level.DIRECTOR


def _is_qualified(found: list[str], gaps: list[str], hit: Hit, held: list[Hit]) -> bool:
    """Whether words say what a post is the head of, other than "at" some company."""
    before = found[hit.start - 1] if gaps[hit.start] == "" else ""
    if before and before not in _GRADES and not any(other.end == hit.start for other in held):
        return True
    at = max((other.end for other in held), default=hit.end)
    for place in range(hit.end, len(found)):
        if any(other.start <= place < other.end for other in held):
            continue
        if found[place] in grammar.AT or found[place] in _IN:
            return False
        if gaps[place] == "" and (found[place] in grammar.OF or found[place] in grammar.COMPANY):
            continue
        if place >= at or gaps[place] == "":
            return True
    return False


def _management(found: list[str], gaps: list[str], hits: list[Hit]) -> list[HeldPost]:
    """A manager's title made of "product management" alone; beside a doer it is a subject."""
    if hits or grammar.DOERS.intersection(found):
        return []
    for place, word in enumerate(found):
        if word not in {"management", "mgmt", "leadership"} or not place or gaps[place]:
            continue
        if place + 1 < len(found) and gaps[place + 1] in {"", "&"}:
            continue
        told = first_function(found, gaps, 0, len(found))
        return [
            HeldPost(
                post=Post.MANAGER,
                level=Level.MANAGER,
                function=told[0] if told else None,
                own_function=False,
                qualified=True,
                of_a_field=True,
                start=place,
                end=place + 1,
                text=word,
            )
        ]
    return []


def _post_function(
    found: list[str], gaps: list[str], hit: Hit, previous: int, following: int
) -> tuple[Function, str] | None:
    """The function a post belongs to: the words before it in its run, else those behind it."""
    first = max(run_start(gaps, hit.start, strength=","), previous)
    before = hit.start - (hit.start > first and found[hit.start - 1] in ENGLISH_AIDES)
    if told := first_function(found, gaps, first, before):
        return told
    in_one_word = hit.end == hit.start + 1 and compound(found[hit.start])
    if in_one_word and (told := first_function(found, gaps, hit.start, hit.end)):
        return told
    stop = next((at for at in range(hit.end, following) if found[at] in grammar.AT), following)
    return first_function(found, gaps, hit.end, stop) or first_function(
        found, gaps, previous, before
    )
