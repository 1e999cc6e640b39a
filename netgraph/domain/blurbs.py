"""The words of a request, and what has to be true of them before anybody is asked.

They are the requester's: what stands here is checked, never written for somebody else. A text
that leaves the product speaks of no debt (law 3), asks for one thing, and is short enough to be
forwarded without being edited.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from netgraph.domain.introductions import LONGEST_WAIT_DAYS

LONGEST_BLURB = 120
"""A blurb has fewer words than this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What the requester wrote.

    `about` is who asks, in one line; `purpose` why it is worth the target's time; `ask` the one
    thing asked for; `offer` what the requester would do for the connector; `text` the blurb as
    the requester edited it, empty while it is as composed.
    """

    about: str = ""
    purpose: str = ""
    ask: str = ""
    offer: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One line of the checklist: what has to be true, whether it is, and what to do if not."""

    what: str
    passed: bool
    do: str


_DEBT = re.compile(
    r"\b(?:ow(?:e|es|ed|ing)|indebted|in(?:-| )debt|debts?|repay(?:s|ing|ment)?|repaid|pay(?:ing)? "
    r"(?:you|me|us|them|him|her|it) back|pay(?:ing)? back|payback|in return|in exchange"
    r"|quid pro quo|return(?:s|ing)? (?:the|a|my|your) fav(?:o|ou)rs?|we(?:’|')?re even"
    r"|after (?:all|everything) (?:i|we) (?:did|have done)|your turn|tit for tat)\b",
    re.IGNORECASE,
)
_GAP = re.compile(r"\[[^\]]*\]|\{\{?[^}]*\}?\}|<[^<>]+>|\bTODO\b|\bXXX+\b|_{3,}|…\s*$|\.\.\.\s*$")


def words_in(text: str) -> int:
    """How many words a text has."""
    return len(text.split())


def debts_in(text: str) -> tuple[str, ...]:
    """The words of a text that speak of what somebody owes, as they are written."""
    return tuple(found[0] for found in _DEBT.finditer(text))


def gaps_in(text: str) -> tuple[str, ...]:
    """What in a text still waits to be filled in: `[company]`, `{{name}}` or a last "…"."""
    return tuple(found[0] for found in _GAP.finditer(text))


def checklist(words: Words, *, blurb: str, by: date, today: date) -> tuple[Check, ...]:
    """What has to be true before a request is sent; `blurb` is the text to be forwarded."""
    count = words_in(blurb)
    everything = f"{blurb}\n{words.offer}\n{words.ask}\n{words.purpose}\n{words.about}"
    debts, gaps = debts_in(everything), gaps_in(everything)
    asks = words.ask.count("?")
    return (
        Check(
            what="It says who you are",
            passed=bool(words.about.strip()),
            do="Write one line about you.",
        ),
        Check(
            what="It asks for one specific thing",
            passed=bool(words.ask.strip()) and asks <= 1,
            do="Ask one question." if asks > 1 else "Write what you ask for, e.g. twenty minutes.",
        ),
        Check(
            what="It says why it is worth their time",
            passed=bool(words.purpose.strip()),
            do="Write what they get from it.",
        ),
        Check(
            what=f"It is short: {count} word{'' if count == 1 else 's'}",
            passed=0 < count < LONGEST_BLURB,
            do=f"Keep it below {LONGEST_BLURB} words.",
        ),
        Check(
            what="Nothing is left to fill in",
            passed=not gaps,
            do=f"Fill in {gaps[0]}" if gaps else "",
        ),
        Check(
            what="It speaks of no debt",
            passed=not debts,
            do=f"Leave out “{debts[0]}”." if debts else "",
        ),
        Check(
            what="The day for an answer is ahead",
            passed=today <= by <= today + timedelta(days=LONGEST_WAIT_DAYS),
            do=f"Choose a day within {LONGEST_WAIT_DAYS} days.",
        ),
    )
