"""Days are read by one reader a file, and values have their bounds."""

from datetime import date

import pytest

from netgraph.imports.fields import DateReader, name_of, note_of, title_of
from netgraph.imports.records import RowError

TODAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("08 Feb 2024", date(2024, 2, 8)),
        ("8 February 2024", date(2024, 2, 8)),
        ("8. März 2024", date(2024, 3, 8)),
        ("08-Feb-24", date(2024, 2, 8)),
        ("Feb 8, 2024", date(2024, 2, 8)),
        ("2024-02-08", date(2024, 2, 8)),
        ("2024-02-08 14:03:22 UTC", date(2024, 2, 8)),
        ("2024-02-08T23:30:00-05:00", date(2024, 2, 9)),
        ("2024-02-08T01:23:17Z", date(2024, 2, 8)),
        ("2024/02/08", date(2024, 2, 8)),
        ("08.02.2024", date(2024, 2, 8)),
        ("1/29/26, 2:37 PM", date(2026, 1, 29)),
        ("Thu, 08 Feb 2024 23:30:00 -0500", date(2024, 2, 9)),
    ],
)
def test_the_usual_ways_of_writing_a_day(text: str, day: date) -> None:
    """A day is read in each of the usual ways, in UTC where it has a zone."""
    assert day == DateReader([text]).day(text, today=TODAY)


def test_one_date_decides_the_order_for_all() -> None:
    """Days come first unless one date of the file proves that months do."""
    assert date(2024, 4, 3) == DateReader(["3/4/2024"]).day("3/4/2024", today=TODAY)
    assert date(2024, 3, 4) == DateReader(["3/4/2024", "4/30/2024"]).day("3/4/2024", today=TODAY)


def test_a_year_or_month_will_do_where_days_are_not_expected() -> None:
    """A coarse date means its first day, or its last at an end, at the latest today."""
    dates = DateReader([], coarse=True)

    assert date(2003, 1, 1) == dates.day("2003", today=TODAY)
    assert date(2003, 12, 31) == dates.day("2003", today=TODAY, end=True)
    assert date(2024, 2, 29) == dates.day("2024-02", today=TODAY, end=True)
    assert TODAY == dates.day("2026", today=TODAY, end=True)
    with pytest.raises(RowError, match="not a date"):
        DateReader(["2024-02-08"]).day("2024", today=TODAY)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no date"),
        ("31 Feb 2024", "not a date"),
        ("0 Foo 2024", "not a date"),
        ("2024-02-08", "not a date as the rest"),
        ("03 Mar 2026", "in the future"),
        ("31 Dec 1969", "before 1970"),
        ("9" * 5000, "not a date"),
    ],
)
def test_what_is_no_day_has_its_reason(text: str, reason: str) -> None:
    """A cell that is no day, or no possible one, says why."""
    with pytest.raises(RowError, match=reason):
        DateReader(["08 Feb 2024"]).day(text, today=TODAY)


def test_tomorrow_is_still_believed() -> None:
    """Somewhere it is tomorrow already."""
    assert date(2026, 3, 2) == DateReader([]).day("2026-03-02", today=TODAY)


def test_values_past_their_bounds_are_errors() -> None:
    """A name, title or note that is too long is not cut."""
    assert "x" * 200 == name_of("x" * 200)
    with pytest.raises(RowError, match="name is longer than 200"):
        name_of("x" * 201)
    with pytest.raises(RowError, match="name is longer than 200"):
        name_of(" " * 10_000 + "x")
    with pytest.raises(RowError, match="title is longer than 300"):
        title_of("x" * 301)
    with pytest.raises(RowError, match="note is longer than 5,000"):
        note_of("x" * 5001)


def test_parts_of_a_name_keep_their_commas() -> None:
    """A comma turns a single cell around, and not a first name."""
    assert "Ana Ruiz" == name_of("Ruiz, Ana")
    assert "Tom, Jr O'Neil" == name_of("Tom, Jr", "O'Neil")
