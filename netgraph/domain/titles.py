"""What a job title says: how high its holder stands and in what part of a company.

`title_posts` finds the posts in the words; here each is given its level in the light of the
others, and the highest wins. Where the labeller of a public list of titles and a seller read a
word differently (a managing director runs a company), `Habits` chooses; the default is the
seller's. No rule is about one single title.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from netgraph.domain import title_grammar as grammar
from netgraph.domain.names import plain
from netgraph.domain.seniority import Function, Level, Post
from netgraph.domain.title_posts import HeldPost, Reading, read_title

__all__ = ["Function", "Habits", "Level", "Title", "cleaned_title", "understand_title"]

LONGEST: Final = 300  # characters of a title that are read


class Habits(StrEnum):
    """Whose reading of a word counts: the seller's, or that of the labelled public list.

    They differ in these: a managing director, "MD" or president of a whole company is of the C
    level to the seller, and a director ("MD": an individual) to the labeller; owners and deans
    are of the C level and directors, to the labeller individuals; so is a general counsel, the
    chief of the lawyers. A general manager of a whole company is of the C level as a "Gerente
    General" is, of a country a director, to the labeller a manager ("GM": an individual). A
    member of the board of directors is of the C level as a board member is, to the labeller a
    director; a partner of a firm is a director, an "AVP" a vice president, to the labeller both
    are individuals. Former posts give no
    level in either reading, although the labeller counts them, as they decide nothing.
    """

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


_LABELLED: Final = {
    Post.MANAGING_DIRECTOR: Level.DIRECTOR,
    Post.MD: Level.INDIVIDUAL,
    Post.PRESIDENT: Level.DIRECTOR,
    Post.GENERAL_MANAGER: Level.MANAGER,
    Post.GM: Level.INDIVIDUAL,
    Post.COUNSEL: Level.INDIVIDUAL,
    Post.OWNER: Level.INDIVIDUAL,
    Post.DEAN: Level.INDIVIDUAL,
}
_COMPANY_POSTS: Final = frozenset({Post.MANAGING_DIRECTOR, Post.MD, Post.PRESIDENT})
_HEADING: Final = frozenset({Post.HEAD, Post.DIRECTOR})
LEADING: Final = {
    Post.CHIEF_EXECUTIVE: 5,
    Post.CHIEF: 4,
    Post.MANAGING_DIRECTOR: 3,
    Post.PRESIDENT: 3,
}


def level_of_post(post: HeldPost, reading: Reading, habits: Habits) -> Level:
    """The level of one post, given the others that the same person holds.

    A managing director or president heads a company (C level), unless a field, or for a
    president a division or region, says what else is headed. Beside a head of something or a
    vice president "managing director" is a grade, as in banks. "MD" of a field, or beside
    another degree, is as often a physician; what the labelled list makes of "GM" of a field is
    followed too, and `is_decision_maker` is not touched by it. A vice president with one field
    of the C level ("SVP & CIO") stays one.
    """
    others = [other for other in reading.posts if other is not post]
    held = {other.post for other in others}
    if (
        post.post in {Post.CHIEF, Post.COUNSEL}
        and Post.VICE_PRESIDENT in held
        and Post.CHIEF not in held
    ):
        return Level.VP
    if habits is Habits.LABELLER:
        if post.text.startswith("avp"):
            return Level.INDIVIDUAL
        if post.post is Post.NON_EXECUTIVE:
            return Level.DIRECTOR
        return _LABELLED.get(post.post, post.level)
    if post.post is Post.GM and post.of_a_field:
        return Level.INDIVIDUAL
    if post.post in {Post.GENERAL_MANAGER, Post.GM} and post.level is Level.C_LEVEL:
        part = post.qualified or post.of_a_field or Post.VICE_PRESIDENT in held
        return Level.MANAGER if part else Level.C_LEVEL
    if post.post is Post.PARTNER:
        alone = not (post.qualified or post.of_a_field or others)
        return Level.DIRECTOR if alone else Level.INDIVIDUAL
    if post.post not in _COMPANY_POSTS:
        return post.level
    if post.post is Post.MD and not grammar.CREDENTIALS.isdisjoint(reading.words):
        return Level.INDIVIDUAL
    if post.post is not Post.PRESIDENT and not held.isdisjoint({Post.HEAD, Post.VICE_PRESIDENT}):
        return Level.DIRECTOR
    if post.text.startswith("president"):
        return Level.DIRECTOR if post.qualified else Level.C_LEVEL
    if post.own_function:
        return Level.C_LEVEL
    return Level.INDIVIDUAL if post.post is Post.MD else Level.DIRECTOR


def cleaned_title(text: str) -> str:
    """The part of a title that is read: without control characters, 300 characters at most."""
    return plain(text[: LONGEST * 2])[:LONGEST]


def understand_title(text: str, *, habits: Habits = Habits.USER) -> Title:
    """The level and function that a job title says, and the words that say so.

    Any text is understood somehow: without a known post the level is `individual`, without a
    known field the function is `other`. Only the first 300 characters are read.
    """
    return _understand(cleaned_title(text), habits)


@lru_cache(maxsize=50_000)
def _understand(text: str, habits: Habits) -> Title:
    reading = read_title(text)
    best: tuple[int, int] = (-1, -1)
    chosen: HeldPost | None = None
    level = Level.INDIVIDUAL
    for post in reading.posts:
        here = level_of_post(post, reading, habits)
        weight = (here.rank, LEADING.get(post.post, 0))
        if weight > best:
            best, chosen, level = weight, post, here
    if chosen is None:
        fallback = Function.ADMINISTRATION if reading.aide else Function.OTHER
        return Title(
            title=text,
            level=Level.INDIVIDUAL,
            function=reading.function or fallback,
            is_decision_maker=False,
            because=tuple(
                dict.fromkeys(word for word in (reading.aide, reading.function_word) if word)
            ),
        )
    function = chosen.function or reading.function or Function.OTHER
    if chosen.post is Post.BOARD and function is Function.GENERAL_MANAGEMENT:
        # "Mitglied der Geschäftsleitung, Leiter Finanzen" is what the second says
        headed = [post.function for post in reading.posts if post.post in _HEADING]
        function = next((field for field in headed if field), function)
    return Title(
        title=text,
        level=level,
        function=function,
        is_decision_maker=_decides(chosen, level, reading),
        because=(chosen.text,),
    )


def _decides(post: HeldPost, level: Level, reading: Reading) -> bool:
    """Whether the post decides: directors and above, and who runs or owns a part of a business.

    Advisers of a board do not, nor do a chief of staff, who decides nothing without the chief,
    and directors of a craft, such as art directors.
    """
    if post.post in {Post.GENERAL_MANAGER, Post.GM, Post.OWNER}:
        return True
    if level.rank < Level.DIRECTOR.rank or post.post in {Post.ADVISER, Post.CHIEF_OF_STAFF}:
        return False
    before = reading.words[post.start - 1] if post.start else ""
    return not (post.post is Post.DIRECTOR and before in grammar.CRAFT_DIRECTORS)
