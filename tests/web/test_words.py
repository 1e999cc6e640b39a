"""What pages say: initials, dates relative to a day, probabilities in words."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgraph.domain.evidence import Grade
from netgraph.domain.wording import chance_in_words, percent
from web import words

TODAY = date(2026, 3, 3)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Dana Ortiz", "DO"),
        ("Jean-Luc de la Tour", "JT"),
        ("émile", "É"),
        ("(Bob) Stone", "S"),
        ("", "?"),
        ("  ", "?"),
    ],
)
def test_initials(name: str, expected: str) -> None:
    """Initials are the first letters of the first and the last word."""
    assert expected == words.initials(name)


@given(st.text())
def test_any_name_has_initials_and_a_tint(name: str) -> None:
    """Whatever is called a name gets one or two signs, and one of the colours that exist."""
    assert words.initials(name)
    assert words.tint(name) in range(words.TINTS)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (0, "today"),
        (-1, "yesterday"),
        (1, "tomorrow"),
        (-5, "5 days ago"),
        (21, "in 3 weeks"),
        (-13, "13 days ago"),
        (-14, "2 weeks ago"),
        (-400, "13 months ago"),
        (-1100, "3 years ago"),
        (-61, "2 months ago"),
    ],
)
def test_relative_days(days: int, expected: str) -> None:
    """A day is said in the unit that a person would use."""
    assert expected == words.relative(TODAY + timedelta(days=days), TODAY)


def test_exact_day() -> None:
    """The exact day has its weekday, and no zero before a single figure."""
    assert "Tue 3 Mar 2026" == words.exact(TODAY)


@pytest.mark.parametrize(
    ("probability", "said", "word"),
    [
        (0.001, "<1 %", "long shot"),
        (0.2, "20 %", "worth a try"),
        (0.399, "40 %", "worth a try"),
        (0.5, "50 %", "likely"),
        (0.999, ">99 %", "likely"),
    ],
)
def test_probability(probability: float, said: str, word: str) -> None:
    """A probability is never shown as nothing or as certain, and has one of three words."""
    assert (said, word) == (percent(probability), chance_in_words(probability))


def test_every_grade_has_an_icon_of_its_own_and_words() -> None:
    """Nine grades, unknown among them, are told apart by their icon and said in words."""
    grades = [*Grade, "unknown"]

    assert len(grades) == len({words.grade_icon(grade) for grade in grades})
    assert len(grades) == len({words.grade_words(grade) for grade in grades})
