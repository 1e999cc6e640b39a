"""Evidence is put into words that say no more than was observed."""

from datetime import date, timedelta

import pytest

from netgraph.domain.evidence import Evidence, Kind, Monthly
from netgraph.domain.ids import PersonId
from netgraph.domain.strength import facts
from netgraph.domain.wording import in_shares, tie_in_words, where_to_stop

TODAY = date(2026, 6, 15)
SOFIA, PIETER = PersonId("sofia"), PersonId("pieter")


def _letters(actor: PersonId, other: PersonId, *ages: int, each: float = 1) -> Evidence:
    """Letters on days so many days ago, `each` a day."""
    months = (Monthly(day=TODAY - timedelta(days=age), count=each) for age in sorted(ages)[::-1])
    return Evidence(actor=actor, other=other, kind=Kind.MAIL, months=tuple(months))


def _said(*evidence: Evidence) -> str:
    found = facts(evidence, of=SOFIA, towards=PIETER, as_of=TODAY)
    return tie_in_words(found, (), of=SOFIA, names=("Sofia", "Pieter"), as_of=TODAY)


@pytest.mark.parametrize(
    ("out", "back", "each", "said"),
    [
        ((8, 40), (210, 240), 9, "Sofia wrote 8 days ago; Pieter last answered 7 months ago"),
        ((210, 240), (8, 40), 9, "Pieter wrote 8 days ago; Sofia last answered 7 months ago"),
        ((300,), (700,), 9, "Sofia wrote 10 months ago; Pieter last answered 23 months ago"),
        ((8, 40), (9, 50), 3, "write to each other often, last 8 days ago"),
        ((8, 40), (9, 50), 1, "write to each other, last 8 days ago"),
        ((270,), (300,), 9, "wrote to each other until 10 months ago"),
    ],
)
def test_each_other_is_said_only_when_both_write(
    out: tuple[int, ...], back: tuple[int, ...], each: float, said: str
) -> None:
    """A letter of one side is not told as an answer of the other."""
    actual = _said(
        _letters(SOFIA, PIETER, *out, each=each), _letters(PIETER, SOFIA, *back, each=each)
    )

    assert said == actual


def test_often_takes_both_sides() -> None:
    """Thirty letters and one answer are no frequent exchange."""
    actual = _said(_letters(SOFIA, PIETER, 8, each=30), _letters(PIETER, SOFIA, 20))

    assert actual == "write to each other, last 8 days ago"


def test_a_single_meeting_of_the_year_has_one_day() -> None:
    """Many meetings long ago and one of late are told with the day of that one."""
    months = tuple(Monthly(day=TODAY - timedelta(days=age), count=1) for age in (700, 600, 300))
    meetings = Evidence(actor=SOFIA, other=PIETER, kind=Kind.MEETING, months=months)

    assert _said(meetings) == "met once in the last year, 10 months ago"


def test_parts_in_per_cent_add_up() -> None:
    """Rounded parts add up to the rounded whole; none is said to be nothing, none to be certain."""
    assert ("34 %", "33 %", "32 %") == in_shares((0.335, 0.334, 0.325))
    assert ("41 %", "<1 %") == in_shares((0.41, 0.004))
    assert ("99 %",) == in_shares((0.999,))


def test_an_order_says_why_it_ends() -> None:
    """With what one more ask would be worth, or that there is none."""
    assert "one more ask would then work with 3 %" in where_to_stop("Mia", further=0.03)
    assert where_to_stop("Mia", further=0.0) == "After Mia no other way is open."
