"""Single values out of a row: names, titles and days, each with its bounds and its reason.

A value past its bound makes the row an error rather than being cut, as a cut name is a wrong
name. A file is read by one date parser: its shape is the one most of its dates have, and
`3/4/2024` is read day first unless some date of the file proves the other order.
"""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

from netgraph.domain.names import display_name, plain
from netgraph.imports.records import RowError

NAME_MAX = 200
TITLE_MAX = 300
COMPANY_MAX = 200
URL_MAX = 500
NOTE_MAX = 5_000
FIRST_DAY = date(1970, 1, 1)

_MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "jan january januar janvier janv enero ene gennaio gen januari janeiro",
            "feb february februar février févr febrero febbraio februari fevereiro fev",
            "mar march märz maerz mär mrz mars marzo maart mrt março marco",
            "apr april avril avr abril abr aprile",
            "may mai mayo maggio mag mei maio",
            "jun june juni juin junio giugno giu junho",
            "jul july juli juillet juil julio luglio lug julho",
            "aug august août aout agosto ago augustus",
            "sep sept september septembre septiembre settembre set setembro",
            "oct october oktober okt octobre octubre ottobre ott outubro out",
            "nov november novembre noviembre novembro",
            "dec december dezember dez décembre déc diciembre dic dicembre dezembro",
        ),
        start=1,
    )
    for word in words.split()
}
_TIME = r"(?:[T ,]+\d{1,2}:\d{2}.*)?"
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})" + _TIME)
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})" + _TIME)
_DAY_MONTH_NAME = re.compile(r"(\d{1,2})\.?[ -]([^\W\d_]+)\.?,?[ -](\d{4}|\d{2})" + _TIME)
_MONTH_NAME_DAY = re.compile(r"([^\W\d_]+)\.? (\d{1,2}),? (\d{4})" + _TIME)
_NUMERIC = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})" + _TIME)
_MAIL = re.compile(r"(?:[A-Za-z]{3}, ?)?\d{1,2} [A-Za-z]{3} \d{4} \d{1,2}:\d{2}.*")
_YEAR_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_YEAR = re.compile(r"(\d{4})")
_DATE_MAX = 60
_DECEMBER = 12


def name_of(*parts: str) -> str:
    """A person's name as it is shown, from one cell or from its parts in order.

    Only in a single cell does a comma mean `last, first`. Raises RowError past 200 characters.
    """
    text = " ".join(parts)
    name = (plain if len(parts) > 1 else display_name)(text[: NAME_MAX * 20])
    return _bounded(name, NAME_MAX, "name", len(text))


def title_of(text: str) -> str:
    """A job title. Raises RowError past 300 characters."""
    return _bounded(plain(text[: TITLE_MAX * 20]), TITLE_MAX, "title", len(text))


def company_of(text: str) -> str:
    """A company's name. Raises RowError past 200 characters."""
    return _bounded(plain(text[: COMPANY_MAX * 20]), COMPANY_MAX, "company", len(text))


def note_of(text: str) -> str:
    """A free note, its lines kept. Raises RowError past 5,000 characters."""
    lines = (plain(line) for line in text.splitlines())
    return _bounded("\n".join(lines).strip(), NOTE_MAX, "note", 0)


def _bounded(value: str, most: int, what: str, given: int) -> str:
    if len(value) > most or given > most * 20:
        raise RowError(f"The {what} is longer than {most:,} characters.")
    return value


def check_day(day: date, *, today: date) -> date:
    """The day itself. Raises RowError when it is before 1970 or after tomorrow."""
    if day > today + timedelta(days=1):
        raise RowError(f"The date {day.isoformat()} is in the future.")
    if day < FIRST_DAY:
        raise RowError(f"The date {day.isoformat()} is before 1970.")
    return day


class DateReader:
    """The one way in which a file writes its dates, found from some of them.

    With `coarse` a year or a month alone will do, beside whole dates.
    """

    def __init__(self, samples: Iterable[str], *, coarse: bool = False) -> None:
        shapes = Counter[str]()
        self._coarse = ("year", "month") if coarse else ()
        self._month_first = False
        for sample in samples:
            text = plain(sample[: _DATE_MAX * 2])
            shape = _shape(text)
            shapes[shape] += 1
            found = _NUMERIC.fullmatch(text)
            if shape == "numeric" and found and int(found[3]) > _DECEMBER:
                self._month_first = True
        for shape in ("", "year", "month"):
            shapes.pop(shape, None)
        self._shape = max(sorted(shapes), key=lambda shape: shapes[shape], default="iso")

    def day(self, text: str, *, today: date, end: bool = False) -> date:
        """The day a cell names, in UTC where it says its zone.

        A year or month alone gives its first day, or its last with `end`. Raises RowError when
        the cell cannot be read, or names a day before 1970 or after tomorrow.
        """
        cell = plain(text[: _DATE_MAX * 2])
        if len(cell) > _DATE_MAX or _shape(cell) not in (self._shape, *self._coarse):
            raise RowError(_unread(cell))
        try:
            day = self._read(cell, end=end)
        except (ValueError, OverflowError) as error:
            raise RowError(_unread(cell)) from error
        if end and _YEAR.fullmatch(cell) and day.year == today.year:
            day = min(day, today)
        return check_day(day, today=today)

    def _read(self, cell: str, *, end: bool) -> date:
        shape = _shape(cell)
        if shape == "iso":
            return _iso_day(cell)
        if shape == "mail":
            moment = parsedate_to_datetime(cell)
            return (moment.astimezone(UTC) if moment.tzinfo else moment).date()
        if shape == "year":
            return date(int(cell), 12, 31) if end else date(int(cell), 1, 1)
        if shape == "month":
            year, month = map(int, cell.split("-"))
            following = date(year + month // 12, month % 12 + 1, 1)
            return following - timedelta(days=1) if end else date(year, month, 1)
        if shape == "day month-name":
            found = _DAY_MONTH_NAME.fullmatch(cell)
            return _day(found, year=3, month=2, day=1)
        if shape == "month-name day":
            return _day(_MONTH_NAME_DAY.fullmatch(cell), year=3, month=1, day=2)
        if shape == "year first":
            return _day(_YEAR_FIRST.fullmatch(cell), year=1, month=2, day=3)
        found = _NUMERIC.fullmatch(cell)
        month, day = (1, 3) if self._month_first else (3, 1)
        return _day(found, year=4, month=month, day=day)


def _day(found: re.Match[str] | None, *, year: int, month: int, day: int) -> date:
    if found is None:
        raise ValueError("not of this shape")
    number = int(found[year])
    if len(found[year]) == 2:  # noqa: PLR2004 - two digits
        number += 2000 if number < 70 else 1900  # noqa: PLR2004 - as POSIX reads them
    word = found[month].casefold()
    return date(number, int(word) if word.isdecimal() else _MONTHS.get(word, 0), int(found[day]))


def _iso_day(cell: str) -> date:
    found = _ISO.fullmatch(cell)
    if found is None:
        raise ValueError("not of this shape")
    day = date(int(found[1]), int(found[2]), int(found[3]))
    if found.end(3) == len(cell):
        return day
    text = cell.replace(" UTC", "+00:00").replace(" Z", "Z")
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return day
    return moment.astimezone(UTC).date() if moment.tzinfo else day


def _shape(text: str) -> str:
    for shape, pattern in _SHAPES:
        if pattern.fullmatch(text):
            return shape
    return ""


_SHAPES = (
    ("iso", _ISO),
    ("mail", _MAIL),
    ("day month-name", _DAY_MONTH_NAME),
    ("month-name day", _MONTH_NAME_DAY),
    ("numeric", _NUMERIC),
    ("year first", _YEAR_FIRST),
    ("month", _YEAR_MONTH),
    ("year", _YEAR),
)


def _unread(cell: str) -> str:
    if not cell:
        return "The row has no date."
    return f"“{cell[:40]}” is not a date as the rest of the file writes them."
