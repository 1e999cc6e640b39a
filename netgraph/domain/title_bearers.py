"""Whose post it is: takes out what a title names without its bearer holding it.

That is what somebody else holds ("assistant to the CEO", "wife of CEO", "I coach CEOs"), what is
past, wished for or yet to come ("former CFO", "CEO in training"), and what the bearer's employer
is called ("Engineer at VP Bank"). The posts themselves are found in `title_posts`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from netgraph.domain import title_grammar as grammar
from netgraph.domain.seniority import Level, Post
from netgraph.domain.title_lexicon import STRENGTH, Entry, phrases

_FORMER_AFTER: Final = frozenset(phrase[0] for phrase in phrases(grammar.FORMER_AFTER))
_ASSISTS: Final = re.compile("assist|asist|asyst|asszist|secret|sekret|segret|titkar|sihteeri")
_TRAILING_ONLY: Final = frozenset(
    {"internship", "apprenticeship", "praktikum", "candidate", "student"}
)
_FILLERS: Final = frozenset(
    "the our a an its group senior executive deputy regional global der dem den des die la "
    "le el il lo office of chief acting interim current board company new".split()
)
ENGLISH_AIDES: Final = frozenset({"assistant", "asst", "assist", "secretary"})


@dataclass(slots=True)
class Hit:
    """A phrase found at a place, and whether it was taken out."""

    start: int
    end: int
    entry: Entry
    out: bool = False

    @property
    def is_post(self) -> bool:
        """Whether the phrase names a post, and does not just change its neighbours."""
        return self.entry.kind == "post"


def run_end(gaps: list[str], at: int, *, strength: str) -> int:
    """The place behind the run of words that holds `at`; gaps this strong end a run."""
    limit = STRENGTH[strength]
    for place in range(at + 1, len(gaps)):
        if STRENGTH[gaps[place]] >= limit:
            return place
    return len(gaps)


def run_start(gaps: list[str], at: int, *, strength: str) -> int:
    """The first place of the run of words that holds `at`; gaps this strong begin a run."""
    limit = STRENGTH[strength]
    for place in range(at, -1, -1):
        if STRENGTH[gaps[place]] >= limit:
            return place
    return 0


def take_out(found: list[str], gaps: list[str], hits: list[Hit]) -> None:
    """Mark the posts that the title names without its bearer holding them."""
    for number, hit in enumerate(hits):
        later = hits[number + 1 :]
        match hit.entry.kind:
            case "former":
                stop = run_end(gaps, hit.start, strength=",")
                for other in later:
                    other.out |= other.start < stop
            case "support" | "serves":
                _take_served(found, gaps, hits, number)
            case "learner":
                _take_learnt(found, gaps, hits, number)
            case _:
                _take_dependent(found, gaps, hit, later)
    for place, word in enumerate(found):
        if word in grammar.TO and place + 1 < len(found):
            nearest = place + 1
            while nearest < len(found) and gaps[nearest] == "" and found[nearest] in _FILLERS:
                nearest += 1
            for other in hits:
                other.out |= other.is_post and place < other.start <= nearest < other.end
        elif place + 1 < len(found) and (
            (word in grammar.KIN and found[place + 1] in grammar.OF)
            or (word in grammar.SPEAKING and found[place + 1] not in grammar.BEING)
        ):
            stop = run_end(gaps, place, strength="," if word in grammar.KIN else "|")
            for other in hits:
                other.out |= place < other.start < stop
        elif (word, *found[place + 1 : place + 2]) in grammar.TO_COME:
            first = run_start(gaps, place, strength=",")
            for other in hits:
                other.out |= first <= other.start < place
        elif word in grammar.HELPING or (word in grammar.AT and place):
            stop = run_end(gaps, place, strength="|")
            for other in hits:
                other.out |= place < other.start < stop
        elif (
            word in _FORMER_AFTER
            and place
            and gaps[place] in {"", "|", ","}
            and run_end(gaps, place, strength="&") == place + 1
        ):
            first = run_start(gaps, place - 1, strength=",")
            for other in hits:
                other.out |= first <= other.start < place


def _take_dependent(found: list[str], gaps: list[str], hit: Hit, later: list[Hit]) -> None:
    stop = run_end(gaps, hit.start, strength="&")
    of = next((place for place in range(hit.end, stop) if found[place] in grammar.OF), stop)
    for other in later:
        other.out |= of < other.start < stop
    hit.out |= hit.end < len(found) and gaps[hit.end] == "'"


def _take_served(found: list[str], gaps: list[str], hits: list[Hit], number: int) -> None:
    hit = hits[number]
    text = " ".join(found[hit.start : hit.end])
    behind = found[hit.end] if hit.end < len(found) else ""
    gap = gaps[hit.end] if hit.end < len(found) else "|"
    ends_run = gap not in {"", "'"}
    if number and ends_run:
        held = hits[number - 1]
        plain_gap = all(gap in {"", "'"} for gap in gaps[held.end : hit.start + 1])
        near = held.end == hit.start or (
            gaps[hit.start] == "'" or all(found[i] in _FILLERS for i in range(held.end, hit.start))
        )
        owns = held.entry.post in {Post.FOUNDER, Post.OWNER, Post.LEAD} or (
            held.entry.post is Post.HEAD and found[hit.start - 1] in grammar.OF
        )
        if held.is_post and plain_gap and near and not owns:
            held.out = True
    later = hits[number + 1 :]
    if behind in grammar.OF and gap == "":
        _swallow(gaps, hit.end, later)
        return
    if not later:
        return
    held = later[0]
    top = held.is_post and held.entry.level.rank >= Level.VP.rank
    if gap in {",", "|"}:
        if top and held.start == hit.end and _ASSISTS.search(text) and number == 0:
            _swallow(gaps, hit.end, later)
    elif (
        hit.entry.kind == "support"
        and gap == ""
        and held.start < run_end(gaps, hit.end, strength="&")
    ):
        if text not in ENGLISH_AIDES:
            _swallow(gaps, hit.end, later)
        elif held.entry.level is Level.C_LEVEL and held.start == hit.end:
            held.out = True


def _swallow(gaps: list[str], start: int, later: list[Hit]) -> None:
    """Take out what follows: the whole run, and the top posts that "and" joins to it."""
    stop = run_end(gaps, start, strength="&")
    end = run_end(gaps, start, strength="|")
    for other in later:
        if other.start < stop:
            other.out = True
        elif other.start < end and gaps[other.start] == "&" and other.is_post:
            if other.entry.level.rank < Level.VP.rank and other.entry.post is not Post.DIRECTOR:
                break
            other.out = True
        else:
            break


def _take_learnt(found: list[str], gaps: list[str], hits: list[Hit], number: int) -> None:
    hit = hits[number]
    ends_run = hit.end == len(found) or gaps[hit.end] != ""
    first = run_start(gaps, hit.start, strength="&")
    if ends_run and first < hit.start:
        for other in hits[:number]:
            other.out |= other.start >= first
    later = hits[number + 1 :]
    if not later:
        return
    behind = found[hit.end]
    adjacent = found[hit.start] not in _TRAILING_ONLY and (
        later[0].start == hit.end or (hit.start == 0 and behind not in grammar.TOPICS)
    )
    if gaps[hit.end] == "" and (behind in grammar.OF or adjacent):
        _swallow(gaps, hit.end, later)
