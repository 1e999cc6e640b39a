"""Days that a sentence names, as a rep writes them: "last Tuesday", "3 March", "by Friday".

A grammar of our own rather than a general parser: where in a sentence a date stands decides as
much as what it says, the day is always relative to a `today` that is given, and a day that can
be read in two ways must come back as two. Favors look back and promises look ahead, so each
date carries both readings and the reader of the sentence picks one. What is written like a date
and is none ("31 February") is found too, so that it is asked about instead of being passed over.
"""

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from rapidfuzz.distance import Indel


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """A date in a sentence, at the characters `start` to `end`.

    `past` is its reading for what happened, `future` for what is due. `others` are days that
    are as likely; `vague` says that the words name a stretch of time rather than one day. `words`
    are the date itself, without what leads it in ("on"). With `is_day` False they name no day
    of the calendar, and both readings are today.
    """

    start: int
    end: int
    words: str
    past: date
    future: date
    others: tuple[date, ...] = ()
    vague: bool = False
    due: bool = False
    is_day: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class _Days:
    past: date
    future: date
    others: tuple[date, ...] = ()
    vague: bool = False


_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "couple": 2, "few": 3,
    "several": 3, "half": 1,
}  # fmt: skip
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ALSO_WORDS = ("mon", "wed", "sat", "sun", "Sun")  # unless "on" or "last" stands before them
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_W = (
    r"(?P<w>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?)(?![\w'’])\.?"
)
_M = (
    r"(?P<m>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![\w'’])\.?"
)
_Y = r"(?:,?\s+(?P<y>[12]\d{3})\b)?"
_N = (
    r"(?P<n>\d{1,3}|an?(?:\s+(?:couple|few)(?:\s+of)?)?|(?:a\s+)?couple(?:\s+of)?"
    r"|several|few|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
)
_UNIT = r"(?P<u>day|night|week|wk|fortnight|month|year|yr)s?"
_PART = r"(?:\s+(?:morning|afternoon|evening|night|lunchtime))?"
_DUE = r"(?:by|before|until|till|no later than|not later than|due(?:\s+on)?|within)"
_LEAD = rf"(?P<lead>\b(?:(?P<due>{_DUE})|back\s+on|on|over|during|for|since|back\s+in|in|at)\s+)?"


def _plus(day: date, **kwargs: int) -> date:
    moved: date = day + relativedelta(**kwargs)  # type: ignore[arg-type]  # its units, by name
    return moved


def _same(day: date, *, vague: bool = False) -> _Days:
    return _Days(past=day, future=day, vague=vague)


def _number(words: str) -> int:
    last = [word for word in words.lower().split() if word != "of"][-1]
    return int(last) if last.isdigit() else _NUMBERS[last]


def _shift(match: re.Match[str], sign: int, today: date) -> _Days:
    words, unit = match["n"], match["u"].lower()
    count = sign * _number(words)
    match unit:
        case "day" | "night":
            moved = _plus(today, days=count)
        case "week" | "wk":
            moved = _plus(today, weeks=count)
        case "fortnight":
            moved = _plus(today, weeks=2 * count)
        case "month":
            moved = _plus(today, months=count)
        case _:
            moved = _plus(today, years=count)
    return _same(moved, vague="few" in words.lower() or "several" in words.lower())


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _weekday(match: re.Match[str], today: date) -> _Days:
    wanted = _WEEKDAYS.index(match["w"].lower()[:3])
    past = today - timedelta(days=(today.weekday() - wanted) % 7)
    future = today + timedelta(days=(wanted - today.weekday()) % 7)
    in_this_week = _monday(today) + timedelta(days=wanted)
    week = timedelta(days=7)
    match (match["rel"] or match["rel2"] or "").lower().split()[:1]:
        case ["last" | "past" | "previous"] if match["rel2"]:
            return _same(in_this_week - week)
        case ["next" | "following"] if match["rel2"]:
            return _same(in_this_week + week)
        case ["last" | "past" | "previous"]:
            past = past - week if past == today else past
            others = (past - week,) if past >= _monday(today) else ()
            return _Days(past=past, future=past, others=others)
        case ["next"]:
            later = in_this_week + week
            others = (in_this_week,) if in_this_week > today else ()
            return _Days(past=later, future=later, others=others)
        case ["this"]:
            return _Days(past=in_this_week, future=future)
        case _:
            return _Days(past=past, future=future)


def _yearless(day: int, month: int, today: date) -> _Days:
    """The latest such day up to today, and the earliest from today on."""
    days = [
        date(year, month, day)
        for year in range(max(today.year - 8, 1), min(today.year + 9, 10_000))
        if day <= calendar.monthrange(year, month)[1]
    ]
    if not days:
        raise ValueError("No year near has such a day.")
    past = [one for one in days if one <= today]
    future = [one for one in days if one >= today]
    return _Days(past=past[-1] if past else future[0], future=future[0] if future else past[-1])


def _year(text: str) -> int:
    return int(text) + (2000 if len(text) == 2 else 0)  # noqa: PLR2004  # '26 is 2026


def _month_day(match: re.Match[str], today: date) -> _Days:
    day = int(match["d"])
    month = _MONTHS.index(match["m"].lower()[:3]) + 1
    if match["y"]:
        return _same(date(_year(match["y"]), month, day))
    return _yearless(day, month, today)


def _iso(match: re.Match[str], _today: date) -> _Days:
    return _same(date(int(match["y"]), int(match["mo"]), int(match["d"])))


def _dotted(match: re.Match[str], today: date) -> _Days:
    if match["y"]:
        return _same(date(_year(match["y"]), int(match["mo"]), int(match["d"])))
    return _yearless(int(match["d"]), int(match["mo"]), today)


def _slashed(match: re.Match[str], today: date) -> _Days:
    """The nearer of the two orders, with the other to ask about; a day ahead is no past day."""
    readings = []
    for day, month in ((int(match["a"]), int(match["b"])), (int(match["b"]), int(match["a"]))):
        try:
            if match["y"]:
                readings.append(_same(date(_year(match["y"]), month, day)))
            else:
                readings.append(_yearless(day, month, today))
        except ValueError:
            continue
    if not readings:
        raise ValueError("Neither order is a day.")
    pasts = sorted({one.past for one in readings}, key=lambda d: (d > today, abs(d - today)))
    futures = sorted({one.future for one in readings}, key=lambda d: (d < today, abs(d - today)))
    others = {*pasts, *futures} if len(pasts) > 1 else set()
    return _Days(past=pasts[0], future=futures[0], others=tuple(sorted(others)))


def _the_nth(match: re.Match[str], today: date) -> _Days:
    day = int(match["d"])
    if not 1 <= day <= 31:  # noqa: PLR2004  # days of the longest month
        raise ValueError("No month has such a day.")
    months = [_plus(today.replace(day=1), months=step) for step in range(-2, 3)]
    days = [
        first.replace(day=day)
        for first in months
        if day <= calendar.monthrange(first.year, first.month)[1]
    ]
    past = [one for one in days if one <= today]
    future = [one for one in days if one >= today]
    return _Days(past=past[-1], future=future[0])


def _month(match: re.Match[str], today: date) -> _Days:
    part = (match["part"] or "").lower()
    day = 5 if part == "early" else 15 if part == "mid" else 25 if part == "late" else 1
    month = _MONTHS.index(match["m"].lower()[:3]) + 1
    found = _same(date(int(match["y"]), month, day)) if match["y"] else _yearless(day, month, today)
    last = calendar.monthrange(found.future.year, month)[1]
    future = found.future if part else found.future.replace(day=last)
    if not match["y"] and not part and month == today.month:
        future = today.replace(day=last)
    return _Days(past=found.past, future=future, vague=True)


def _whole_year(match: re.Match[str], _today: date) -> _Days:
    year = int(match["y"])
    return _Days(past=date(year, 1, 1), future=date(year, 12, 31), vague=True)


def _relative_stretch(match: re.Match[str], today: date) -> _Days:
    sign = {"last": -1, "past": -1, "previous": -1, "next": 1}.get(match["rel"].lower(), 0)
    match match["u"].lower():
        case "week":
            return _same(_plus(today, weeks=sign), vague=True)
        case "month":
            return _same(_plus(today, months=sign), vague=True)
        case "quarter":
            return _same(_plus(today, months=3 * sign), vague=True)
        case _:
            return _same(_plus(today, years=sign), vague=True)


def _weekend(match: re.Match[str], today: date) -> _Days:
    past = today - timedelta(days=(today.weekday() - 5) % 7)
    future = today + timedelta(days=(5 - today.weekday()) % 7)
    if (match["rel"] or "").lower() == "next":
        return _same(_monday(today) + timedelta(days=12), vague=True)
    return _Days(past=past, future=future, vague=True)


def _end_of(match: re.Match[str], today: date) -> _Days:
    words = " ".join(match[0].lower().split())
    step = 1 if "next" in words else 0
    if "day" in words or "business" in words or words in {"eod", "cob"}:
        return _same(today)
    if "week" in words or "eow" in words:
        friday = _monday(today) + timedelta(days=4 + 7 * step)
        return _Days(past=friday, future=friday if friday >= today else friday + timedelta(days=7))
    if "quarter" in words or "eoq" in words:
        first = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
        return _same(_plus(first, months=3 * (1 + step)) - timedelta(days=1))
    if "year" in words or "eoy" in words:
        return _same(date(today.year + step, 12, 31))
    return _same(_plus(today.replace(day=1), months=1 + step) - timedelta(days=1))


def _holiday(match: re.Match[str], today: date) -> _Days:
    words = match[0].lower()
    if "new year" in words:
        return _yearless(31, 12, today) if "eve" in words else _yearless(1, 1, today)
    return _yearless(24 if "eve" in words else 25, 12, today)


_Reader = Callable[[re.Match[str], date], _Days]


def _rule(pattern: str, days: _Reader) -> tuple[re.Pattern[str], _Reader]:
    return re.compile(rf"{_LEAD}(?:{pattern})", re.IGNORECASE), days


_NO_DAY = r"(?:floor|draft|edition|page|birthday|anniversary|street|st|avenue|ave|place)\b"
_REL = r"(?P<rel>last|past|previous|next|this(?:\s+(?:past|coming))?|coming)"
_RULES: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    _rule(r"\b(?:the\s+)?day\s+before\s+yesterday\b", lambda _, t: _same(_plus(t, days=-2))),
    _rule(r"\b(?:the\s+)?day\s+after\s+tomorrow\b", lambda _, t: _same(_plus(t, days=2))),
    _rule(rf"\b(?:yesterday|last\s+night){_PART}\b", lambda _, t: _same(_plus(t, days=-1))),
    _rule(rf"\b(?:tomorrow|tmrw|tmw){_PART}\b", lambda _, t: _same(_plus(t, days=1))),
    _rule(
        r"\b(?:(?:earlier\s+|late(?:r)?\s+)?today|this\s+(?:morning|afternoon|evening|lunchtime)"
        r"|tonight|just\s+now)\b",
        lambda _, t: _same(t),
    ),
    _rule(rf"\b(?:about\s+|around\s+|some\s+)?{_N}\s+{_UNIT}\s+(?:ago|back|earlier)\b",
          lambda m, t: _shift(m, -1, t)),
    _rule(rf"\b(?:with)?in\s+(?:about\s+|the\s+next\s+)?{_N}\s+{_UNIT}(?:['’]s?\s+time)?\b",
          lambda m, t: _shift(m, 1, t)),
    _rule(
        rf"(?<!the )(?<!\bher )(?<!\bhis )(?<!\bmy )(?<!\bour )"
        rf"\b(?:{_REL}\s+)?{_W}{_PART}(?:,?\s+(?:of\s+)?(?P<rel2>(?:last|next)\s+week))?",
        _weekday,
    ),
    _rule(
        rf"\b(?P<rel2>(?:last|next)\s+week)\s+(?:on\s+)?(?P<rel>(?!))?{_W}{_PART}",
        _weekday,
    ),
    _rule(r"\b(?P<y>\d{4})-(?P<mo>\d\d?)-(?P<d>\d\d?)\b", _iso),
    _rule(r"\b(?P<d>\d\d?)\.(?P<mo>\d\d?)\.(?:(?P<y>[12]\d{3}|\d\d)\b)?(?!\d)", _dotted),
    _rule(
        r"(?<![\d/])(?!24/7|50/50)(?P<a>\d\d?)/(?P<b>\d\d?)(?:/(?P<y>[12]\d{3}|\d\d))?"
        r"(?![\d/%])",
        _slashed,
    ),
    _rule(rf"\b(?:the\s+)?(?P<d>\d\d?)(?:st|nd|rd|th)?\s+(?:of\s+)?{_M}{_Y}", _month_day),
    _rule(rf"\b{_M}\s+(?:the\s+)?(?P<d>\d\d?)(?:st|nd|rd|th)?\b(?![:.\d]\d){_Y}", _month_day),
    _rule(rf"(?<=\b(?:on|by) )the\s+(?P<d>\d\d?)(?:st|nd|rd|th)\b(?!\s+{_NO_DAY})", _the_nth),
    _rule(
        rf"(?:(?<=\b(?:in|by) )|\b(?:last|this|next|(?:in\s+)?(?P<part>early|mid|late))[\s-]+)"
        rf"{_M}(?!\s+(?-i:[A-Z])){_Y}",
        _month,
    ),
    _rule(r"(?<=\b(?:in|by) )(?P<y>1\d{3}|2[01]\d\d)\b(?![\d.,:'’%/-]\w)", _whole_year),
    _rule(
        r"\b(?:(?:later|earlier|sometime)\s+)?(?P<rel>last|this|next|past|previous)\s+"
        r"(?P<u>week|month|quarter|year)\b(?!['’-])",
        _relative_stretch,
    ),
    _rule(r"(?<!for )\b(?:(?P<rel>last|this|next)\s+|(?:over\s+|at\s+|on\s+)the\s+)weekend\b",
          _weekend),
    _rule(
        r"\b(?:(?:the\s+)?end\s+of\s+(?:the\s+|this\s+|next\s+)?"
        r"(?:day|business|week|month|quarter|year)|(?:month|quarter|year)[\s-]end"
        r"|eod|cob|eow|eom|eoq|eoy)\b",
        _end_of,
    ),
    _rule(r"\b(?:christmas|xmas|new\s+year)(?:['’]?s)?(?:\s+(?:eve|day))?\b(?!['’-])", _holiday),
)  # fmt: skip


def find_dates(text: str, *, today: date) -> tuple[FoundDate, ...]:
    """Every date that `text` names, in order; where two overlap, the longer.

    A day outside of the calendar ("31 June", "2026-13-40") is one that is no day. Numbers that
    only may be a date ("24/31") count as one if a word such as "on" leads them in.
    """
    found = []
    for pattern, days in _RULES:
        for match in pattern.finditer(text):
            words = match.groupdict()
            if words.get("w") in _ALSO_WORDS and match.start() == match.start("w"):
                continue
            try:
                read, is_day = days(match, today), True
            except (ValueError, OverflowError, KeyError):
                if days in {_dotted, _slashed} and not (match["lead"] or match["y"]):
                    continue
                read, is_day = _same(today), False
            found.append(
                FoundDate(
                    start=match.start(),
                    end=match.end(),
                    words=text[max(match.start(), match.end("lead")) : match.end()].strip(),
                    past=read.past,
                    future=read.future,
                    others=read.others,
                    vague=read.vague,
                    due=match["due"] is not None,
                    is_day=is_day,
                )
            )
    found += _slips(text, today)
    kept: list[FoundDate] = []
    for one in sorted(found, key=lambda f: (f.start - f.end, not f.is_day, f.start)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return tuple(_joined(sorted(kept, key=lambda f: f.start), text))


_SLIP = re.compile(
    rf"(?P<lead>\b(?:{_DUE}|on|last|next|since)\s+)?(?P<d>\b\d\d?(?:st|nd|rd|th)?\s+(?:of\s+)?)?"
    r"\b(?P<slip>[A-Za-z]{5,})\b(?!['’])(?P<d2>\s+\d\d?(?:st|nd|rd|th)?\b)?",
    re.IGNORECASE,
)
_LONG_WEEKDAYS = tuple(name.lower() for name in calendar.day_name)
_LONG_MONTHS = tuple(name.lower() for name in calendar.month_name if len(name) > 4)  # noqa: PLR2004
_SLIPS_FROM = 6
"""A letter too few or too many tells of a slip in words this long; "Frida" is somebody."""


def _is_slip(word: str, meant: str) -> bool:
    if len(word) == len(meant):
        return word != meant and sorted(word) == sorted(meant)
    return len(word) >= _SLIPS_FROM and word != f"{meant}s" and Indel.distance(word, meant) == 1


def _slips(text: str, today: date) -> Iterator[FoundDate]:
    """Days with a slip of the keyboard ("Wendesday", "3 Febuary"), which are asked about."""
    for match in _SLIP.finditer(text):
        word = match["slip"].lower()
        is_month = (match["d"] or match["d2"]) and any(_is_slip(word, m) for m in _LONG_MONTHS)
        is_weekday = match["lead"] and any(_is_slip(word, day) for day in _LONG_WEEKDAYS)
        if is_month or is_weekday:
            start = match.start() if match["lead"] or match["d"] else match.start("slip")
            words = text[max(start, match.end("lead")) : match.end()]
            yield FoundDate(
                start=start, end=match.end(), words=words, past=today, future=today, is_day=False
            )


_BETWEEN = re.compile(r"[\s,(]*(?:the\s+)?")
_DAY_OF_MONTH = re.compile(r"\d(?!.*\b(?:ago|back|earlier|time)\b)", re.IGNORECASE)


def _joined(found: list[FoundDate], text: str) -> Iterator[FoundDate]:
    """The dates, with a weekday and the day it stands before as one: "Tuesday 3 March"."""
    ahead: FoundDate | None = None
    for one in found:
        weekday = re.search(_W, ahead.words, re.IGNORECASE) if ahead else None
        if (
            ahead is not None
            and weekday is not None
            and _DAY_OF_MONTH.search(one.words)
            and _BETWEEN.fullmatch(text[ahead.end : one.start])
        ):
            at = _WEEKDAYS.index(weekday["w"].lower()[:3])
            fits = not one.is_day or at in {one.past.weekday(), one.future.weekday()}
            ahead = replace(
                one,
                start=ahead.start,
                words=text[ahead.end - len(ahead.words) : one.end],
                others=one.others if fits else (*one.others, ahead.past, ahead.future),
                due=one.due or ahead.due,
            )
            continue
        if ahead is not None:
            yield ahead
        ahead = one
    if ahead is not None:
        yield ahead
