"""Warnings follow from what was observed: silence, broken promises, many asks, ties asleep."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from netgraph.domain.cautions import (
    asked_often,
    asleep,
    instead,
    introductions_given,
    last_answer,
    strained,
)
from netgraph.domain.evidence import Evidence, Grade, Kind, Monthly
from netgraph.domain.favors import Favor, FavorKind
from netgraph.domain.ids import FavorId, PersonId
from netgraph.domain.strength import Strength

TODAY = date(2026, 6, 15)
ANA, PIET = PersonId("ana"), PersonId("piet")


def _ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def _fact(kind: Kind, actor: PersonId, *ages: int) -> Evidence:
    months = tuple(Monthly(day=_ago(age), count=1) for age in sorted(ages, reverse=True))
    return Evidence(actor=actor, other=PIET if actor == ANA else ANA, kind=kind, months=months)


def _silence(*evidence: Evidence) -> date | None:
    return last_answer(evidence, of=ANA, towards=PIET, as_of=TODAY)


def test_letters_without_an_answer_are_silence() -> None:
    """Three letters since the last answer, the last of them recent, make a silence."""
    actual = _silence(_fact(Kind.MAIL, ANA, 250, 120, 60, 8), _fact(Kind.MAIL, PIET, 200))

    assert _ago(200) == actual


@pytest.mark.parametrize(
    "evidence",
    [
        (_fact(Kind.MAIL, ANA, 120, 60, 8),),
        (_fact(Kind.MAIL, ANA, 60, 8), _fact(Kind.MAIL, PIET, 200)),
        (_fact(Kind.MAIL, ANA, 50, 40, 30, 8), _fact(Kind.MAIL, PIET, 55)),
        (_fact(Kind.MAIL, ANA, 320, 310, 300), _fact(Kind.MAIL, PIET, 500)),
        (
            _fact(Kind.MAIL, ANA, 120, 60, 8),
            _fact(Kind.MAIL, PIET, 200),
            _fact(Kind.MEETING, ANA, 20),
        ),
        (
            _fact(Kind.MAIL, ANA, 120, 60, 8),
            _fact(Kind.MAIL, PIET, 200),
            _fact(Kind.FAVOR, PIET, 20),
        ),
    ],
    ids=["never wrote", "two letters", "too soon", "we stopped too", "met since", "helped since"],
)
def test_little_is_no_silence(evidence: tuple[Evidence, ...]) -> None:
    """Who never wrote, or has a little time left, or was met, is not called silent."""
    assert _silence(*evidence) is None


def test_strain_names_what_is_ours_to_mend() -> None:
    """Silence and promises of ours not kept are one line; nothing is owed by anybody."""
    both = strained(
        person=PIET, name="Piet", silent=("Ana", date(2025, 11, 20)), broken=2, as_of=TODAY
    )
    one = strained(person=PIET, name="Piet", silent=None, broken=1, as_of=TODAY)

    assert both is not None
    assert one is not None
    assert both.text == (
        "Piet has not answered Ana since November 2025; 2 promises of ours to Piet were not kept"
    )
    assert one.text == "A promise of ours to Piet was not kept"
    assert strained(person=PIET, name="Piet", silent=None, broken=0, as_of=TODAY) is None


def _introduction(
    days: int, *, by: PersonId = PIET, kind: FavorKind = FavorKind.INTRODUCTION
) -> Favor:
    return Favor(
        id=FavorId(f"f{days}"),
        giver=by,
        receiver=ANA if by == PIET else PIET,
        kind=kind,
        day=_ago(days),
    )


def test_only_introductions_of_the_last_quarter_count() -> None:
    """Older ones, other favors, and what was done for them are left out."""
    favors = [
        _introduction(1),
        _introduction(90),
        _introduction(100),
        _introduction(5, kind=FavorKind.ADVICE),
        _introduction(6, by=ANA),
        _introduction(-3),
    ]

    assert introductions_given(favors, by=PIET, as_of=TODAY) == 2


def test_asked_often_from_four() -> None:
    """Three introductions in a quarter are said of nobody, seven are."""
    often = asked_often(7, person=PIET, name="Piet")

    assert asked_often(3, person=PIET, name="Piet") is None
    assert often is not None
    assert often.text == "Piet is asked often: 7 introductions in three months"


def _strength(probability: float, last: date | None) -> Strength:
    return Strength(
        probability=probability,
        low=probability / 2,
        high=(1 + probability) / 2,
        grade=Grade.MET,
        last_contact=last,
    )


def test_a_tie_that_was_strong_falls_asleep() -> None:
    """Ten months without contact are said of a tie that was strong, and of no other."""
    last = _ago(300)
    told = asleep(_strength(0.5, last), _strength(0.8, last), person=PIET, name="Piet", as_of=TODAY)

    assert told is not None
    assert told.text == (
        "You and Piet have not been in touch for 10 months: a word before the request"
    )
    for now, then in (
        (_strength(0.5, last), _strength(0.5, last)),
        (_strength(0.7, _ago(30)), _strength(0.8, _ago(30))),
        (_strength(0.1, None), None),
    ):
        assert asleep(now, then, person=PIET, name="Piet", as_of=TODAY) is None


@dataclass(frozen=True)
class _Way:
    probability: float
    fresh: bool


@pytest.mark.parametrize(
    ("ways", "proposed"),
    [
        ([_Way(0.7, True), _Way(0.65, True)], 0),
        ([_Way(0.7, False), _Way(0.5, True)], 1),
        ([_Way(0.7, False), _Way(0.65, False), _Way(0.5, True)], 2),
        ([_Way(0.9, False), _Way(0.5, True)], 0),
        ([_Way(0.45, False), _Way(0.35, True)], 0),
    ],
    ids=["first is fresh", "second stands in", "third stands in", "too far", "another word"],
)
def test_a_fresh_way_is_proposed_when_it_can_stand_in(ways: list[_Way], proposed: int) -> None:
    """The order stays; the one to ask is the first fresh one of the same word and near enough."""
    assert instead(ways) == proposed
