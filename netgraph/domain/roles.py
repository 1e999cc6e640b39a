"""Roles that somebody looks for: "CFO", "VP sales", "head of HR in retail".

A role phrase is read as a title is, so that every language and spelling works on both sides. How
well a title answers is a table of levels times the nearness of functions: one is looking for who
decides, so a head of HR is also the chief people officer, but no HR assistant.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from netgraph.domain import title_grammar as grammar
from netgraph.domain.seniority import Function, Level, Post
from netgraph.domain.title_lexicon import EXACT_FUNCTIONS, compound, functions_in
from netgraph.domain.title_posts import HeldPost, Reading, read_title
from netgraph.domain.titles import (
    LEADING,
    Habits,
    Title,
    cleaned_title,
    level_of_post,
    understand_title,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A role somebody looks for: a level, a function or both, and the words that say neither."""

    text: str
    level: Level | None
    function: Function | None
    rest: tuple[str, ...]


_NAME_LIKE: Final = frozenset(
    "dean head lead chair pres chief chef capo leder leader meister sef mistr juht leiter preside "
    "doyen patron partner principal major rector mayor prezes leading".split()
)
_FIELDS: Final = frozenset(
    """finance marketing procurement purchasing logistics engineering communications operations
    education healthcare research strategy technology consulting administration manufacturing
    accounting recruiting advertising development einkauf vertrieb personal finanzen verkauf
    produktion recht entwicklung ventes achats comptabilite ventas compras finanzas vendite acquisti
    verkoop inkoop clinical transport treasury digitalization customers cybersecurity""".split(),
)
_TOP: Final = {
    Post.CHIEF_EXECUTIVE: 1.0,
    Post.MANAGING_DIRECTOR: 0.95,
    Post.MD: 0.95,
    Post.PRESIDENT: 0.85,
    Post.MANAGING_PARTNER: 0.8,
    Post.OWNER: 0.7,
    Post.FOUNDER: 0.7,
    Post.GENERAL_MANAGER: 0.6,
    Post.GM: 0.6,
    Post.CHAIR: 0.5,
}
_HEADING_A_COMPANY: Final = frozenset(
    {Post.CHIEF_EXECUTIVE, Post.MANAGING_DIRECTOR, Post.MD, Post.PRESIDENT}
)
_GENERAL: Final = {Post.GENERAL_MANAGER, Post.GM}
_PERSONAL: Final = frozenset(
    {Post.FOUNDER, Post.OWNER, Post.CHAIR, Post.BOARD, Post.ADVISER, Post.PARTNER,
     Post.MANAGING_PARTNER, Post.NON_EXECUTIVE, Post.PRINCIPAL}
)  # fmt: skip
_ON_A_BOARD: Final = frozenset({Post.BOARD, Post.NON_EXECUTIVE, Post.CHAIR})
_KIN: Final = (
    frozenset({Post.FOUNDER, Post.OWNER}),
    frozenset({Post.CHAIR, Post.BOARD}),
    frozenset({Post.BOARD, Post.NON_EXECUTIVE}),
    frozenset({Post.PARTNER, Post.MANAGING_PARTNER}),
)
_RELATED: Final = (
    frozenset({Function.IT, Function.ENGINEERING}),
    frozenset({Function.IT, Function.SECURITY}),
    frozenset({Function.IT, Function.DATA}),
    frozenset({Function.PROCUREMENT, Function.SUPPLY_CHAIN}),
    frozenset({Function.OPERATIONS, Function.SUPPLY_CHAIN}),
    frozenset({Function.SALES, Function.CUSTOMER}),
    frozenset({Function.MARKETING, Function.COMMUNICATIONS}),
    frozenset({Function.PRODUCT, Function.ENGINEERING}),
    frozenset({Function.PRODUCT, Function.DESIGN}),
    frozenset({Function.RESEARCH, Function.ENGINEERING}),
)
# How well a title's level (column, lowest first) answers a level looked for (row).
_ANSWERS: Final = {
    Level.INDIVIDUAL: (1.0, 0.6, 0.3, 0.2, 0.1),
    Level.MANAGER: (0.35, 1.0, 0.7, 0.45, 0.3),
    Level.DIRECTOR: (0.1, 0.6, 1.0, 0.95, 0.9),
    Level.VP: (0.05, 0.3, 0.75, 1.0, 0.8),
    Level.C_LEVEL: (0.0, 0.25, 0.7, 0.75, 1.0),
}


def role_matches(query: str, title: Title | str) -> float:
    """How well a title answers to a role looked for, 0 (not at all) to 1 (the very role).

    "CFO" is the chief financial officer fully, a finance director mostly, a finance manager
    hardly and a sales director not at all; "head of HR" is also the chief people officer. Every
    post of a title counts ("Founder & CTO" answers to both). From 0.6 on a person is worth
    showing. A query without any role word matches nothing.
    """
    role = parse_role(query)
    if role is None:
        return 0.0
    text = title.title if isinstance(title, Title) else cleaned_title(title)
    reading = read_title(text)
    wanted = read_title(role.text)
    names = [word for word in role.rest if word not in grammar.REGIONS and word not in grammar.OF]
    known = sum(word in reading.words for word in names)
    part = 0.9 + 0.1 * known / len(names) if names else 1.0
    if not wanted.posts or role.level is None:
        return round(part * _field_answer(role, text, reading), 3)
    sought = _foremost(wanted)
    score = max((_answer(sought, post, wanted, reading) for post in reading.posts), default=0.0)
    if not reading.posts and role.level in {Level.INDIVIDUAL, Level.MANAGER}:
        score = _related(role.function, reading.function) * _ANSWERS[role.level][0]
    return round(part * score, 3)


def _foremost(reading: Reading) -> HeldPost:
    return max(
        reading.posts,
        key=lambda post: (
            level_of_post(post, reading, Habits.USER).rank,
            LEADING.get(post.post, 0),
        ),
    )


def _field_answer(role: Role, text: str, reading: Reading) -> float:
    """A query for a field alone: everybody in it, the higher the better."""
    level = understand_title(text).level
    fields = [post.function for post in reading.posts] or [reading.function]
    return max(_related(role.function, field) for field in fields) * (0.6 + 0.1 * level.rank)


def _related(wanted: Function | None, found: Function | None) -> float:
    if wanted is None or wanted is found:
        return 1.0
    return 0.5 if found is not None and frozenset({wanted, found}) in _RELATED else 0.0


def _answer(sought: HeldPost, post: HeldPost, wanted: Reading, reading: Reading) -> float:
    level = level_of_post(sought, wanted, Habits.USER)
    here = level_of_post(post, reading, Habits.USER)
    if sought.post in _HEADING_A_COMPANY and sought.own_function:
        if post.post is sought.post and post.own_function:
            return 1.0
        top = here is Level.C_LEVEL or post.post in {Post.GENERAL_MANAGER, Post.GM}
        share = 1.0 if post.own_function else 0.6  # leads a part of the company only
        return _TOP.get(post.post, 0.0) * share if top else 0.0
    if sought.post in _PERSONAL:
        if post.post is sought.post:
            return 1.0
        return 0.7 if frozenset({sought.post, post.post}) in _KIN else 0.0
    if sought.post is Post.CHIEF and post.post is Post.CHIEF and _same_letters(sought, post):
        return 1.0
    function = sought.function
    if function in {None, Function.GENERAL_MANAGEMENT} and sought.post is not Post.CHIEF:
        if sought.post is post.post or {sought.post, post.post} == _GENERAL:
            return 1.0
        if sought.post is Post.DIRECTOR and post.post in _ON_A_BOARD:
            return 0.7  # "a director of Acme" also means a seat on its board
        return max(0.0, 1.0 - 0.4 * abs(level.rank - here.rank))
    if sought.post is Post.CHIEF and post.post is Post.CHIEF:
        here = level = Level.C_LEVEL  # a chief stays one beside a vice presidency
    return _related(function, post.function) * _ANSWERS[level][here.rank]


def _same_letters(one: HeldPost, other: HeldPost) -> bool:
    """Whether "CPO" stands for the other's words: product, people or procurement."""
    return _letters(one.text) == other.text or _letters(other.text) == one.text


def _letters(text: str) -> str:
    return "".join(word[0] for word in text.split())


def parse_role(text: str) -> Role | None:
    """The role that a phrase names ("CFO", "head of HR in retail"), or nothing.

    A person's or a company's name is no role, even where a part of it is a word of one ("Dean
    Smith", "Grace Law"). `rest` holds the words that say neither level nor function, folded to
    plain letters, such as a region or a trade.
    """
    cleaned = cleaned_title(text)
    reading = read_title(cleaned)
    explained: set[str] = set()
    for post in reading.posts:
        explained.update(post.text.split(), reading.words[post.start : post.end])
    found = list(reading.words)
    trade = found.index("in") if "in" in found else len(found)
    fields = [
        field
        for field in functions_in(found, 0, trade)
        if not any(post.start <= field[0] < post.end for post in reading.posts)
    ]
    for _, _, phrase in fields:
        explained.update(phrase.split())
    rest = tuple(
        word
        for word in reading.words
        if word not in explained
        and word not in grammar.OF
        and word not in {"in", "the", "senior", "sr"}
    )
    strangers = [word for word in rest if word not in grammar.REGIONS]
    if reading.posts:
        named = all(
            post.text in _NAME_LIKE or (post.end == post.start + 1 and compound(found[post.start]))
            for post in reading.posts
            if post.end
        )
        if named and strangers and not fields:
            return None
        chosen = _foremost(reading)
        function = chosen.function or reading.function
        return Role(
            text=cleaned,
            level=level_of_post(chosen, reading, Habits.USER),
            function=function,
            rest=rest,
        )
    sure = any(
        word in _FIELDS or phrase in _EXACT_FIELDS
        for _, _, phrase in fields
        for word in phrase.split()
    )
    if reading.taken_out or strangers or not sure:
        return None
    return Role(text=cleaned, level=None, function=reading.function, rest=rest)


_EXACT_FIELDS: Final = frozenset(
    " ".join(phrase) for found in EXACT_FUNCTIONS.values() for phrase, _ in found
)
