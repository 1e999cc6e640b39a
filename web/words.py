"""Words and small signs for what a page shows: initials, dates, probabilities, grades.

Templates stay free of arithmetic and every page says the same thing the same way. A date is
said relative to a day that the caller gives, so that a page drawn for another day is right.
Nothing here knows Flask; `install` hands the functions to Jinja as filters.
"""

import zlib
from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

from jinja2 import Environment

from netgraph.domain.evidence import Grade
from netgraph.domain.favors import FavorKind
from netgraph.domain.names import first_name
from netgraph.domain.offers import Offer, OfferKind
from netgraph.domain.wording import chance_in_words, percent

TINTS = 8
"""How many colours an avatar may have; `app.css` has `.tint-0` to `.tint-7`."""

_WEEK = 14  # below this many days, days are counted; then weeks, months, years
_MONTH = 60
_YEAR = 700

GRADE_ICONS: Mapping[str, str] = {
    Grade.CLAIMED: "message-2-question",
    Grade.INFERRED: "hierarchy-2",
    Grade.IMPORTED: "address-book",
    Grade.ONE_WAY: "mail-forward",
    Grade.TWO_WAY: "arrows-left-right",
    Grade.MET: "calendar-check",
    Grade.HELPED: "heart-handshake",
    Grade.VOUCHED: "rosette-discount-check",
    "unknown": "circle-dashed",
}
"""The icon of each grade; anything else is shown as unknown."""

GRADE_WORDS: Mapping[str, str] = {
    Grade.CLAIMED: "Claimed: somebody says they know each other",
    Grade.INFERRED: "Inferred: same company, board or school at the same time",
    Grade.IMPORTED: "Imported: only from a list of connections",
    Grade.ONE_WAY: "One way: wrote, no answer seen",
    Grade.TWO_WAY: "Two way: wrote and answered",
    Grade.MET: "Met: a meeting or a call",
    Grade.HELPED: "Helped: a favor or an introduction was done",
    Grade.VOUCHED: "Vouched: confirmed on being asked",
    "unknown": "Unknown: no evidence yet",
}

LEVEL_WORDS: Mapping[str, str] = {
    "c_level": "C-level",
    "vp": "VP",
    "director": "Director",
    "manager": "Manager",
    "individual": "",
}
"""How a seniority is shown; somebody without a leading role gets no badge."""


def initials(name: str) -> str:
    """One or two capitals of a name: `Dana Ortiz` gives `DO`; `?` for an empty name."""
    words = [word for word in name.split() if word[0].isalnum()] or ["?"]
    chosen = words if len(words) == 1 else [words[0], words[-1]]
    return "".join(word[0].upper() for word in chosen)


def tint(name: str) -> int:
    """The number of the colour that a name always gets, from 0 to `TINTS` − 1."""
    return zlib.crc32(name.encode()) % TINTS


def relative(day: date, today: date) -> str:
    """A day as said on `today`: `today`, `yesterday`, `5 days ago`, `in 3 weeks`, `2 years ago`."""
    away = (day - today).days
    near = {0: "today", -1: "yesterday", 1: "tomorrow"}.get(away)
    if near is not None:
        return near
    days = abs(away)
    if days < _WEEK:
        count, unit = days, "day"
    elif days < _MONTH:
        count, unit = round(days / 7), "week"
    elif days < _YEAR:
        count, unit = round(days / 30.44), "month"
    else:
        count, unit = round(days / 365.25), "year"
    said = f"{count} {unit}{'' if count == 1 else 's'}"
    return f"in {said}" if away > 0 else f"{said} ago"


def exact(day: date) -> str:
    """A day in full, the same everywhere: `Tue 3 Mar 2026`."""
    return f"{day:%a} {day.day} {day:%b %Y}"


def grade_icon(grade: str) -> str:
    """The name of the icon of an evidence grade."""
    return GRADE_ICONS.get(grade, GRADE_ICONS["unknown"])


def grade_words(grade: str) -> str:
    """An evidence grade with what it means, e.g. `Met: a meeting or a call`."""
    return GRADE_WORDS.get(grade, GRADE_WORDS["unknown"])


def level_words(level: str) -> str:
    """How a seniority is shown on a badge; empty when there is nothing to show."""
    return LEVEL_WORDS.get(level, "")


def deed_of(offer: Offer, person: str) -> str:
    """The address query under which an offer, once done for a person, is logged."""
    kind = {
        OfferKind.INTRODUCTION: FavorKind.INTRODUCTION,
        OfferKind.EXPERTISE: FavorKind.ADVICE,
        OfferKind.SHARE: FavorKind.INFORMATION,
        OfferKind.HELP: FavorKind.SOUNDING_BOARD,
    }[offer.kind]
    told = {"person": person, "kind": kind.value, "note": offer.want_text}
    return urlencode({**told, "introduced": offer.whom} if offer.whom else told)


def share_of(offer: Offer, person: str) -> str:
    """The address query of the form by which an offered share is shared with a person."""
    return urlencode({"person": person, "again": offer.share or ""})


def install(environment: Environment) -> None:
    """Make these words filters of a Jinja environment, each under its own name."""
    for word in (
        initials, tint, first_name, chance_in_words, percent, relative, exact,
        grade_icon, grade_words, level_words, deed_of, share_of,
    ):  # fmt: skip
        environment.filters[word.__name__] = word
