"""What would help is said in a sentence, once, and read as what it looks for."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgraph.domain.access import Visibility
from netgraph.domain.ids import InquiryId, PersonId, WantId
from netgraph.domain.inquiries import (
    LONGEST_ANSWER,
    OPEN_DAYS,
    Answered,
    Inquiry,
    Read,
    Told,
    read_want,
)
from netgraph.domain.wants import WantKind
from tests.conftest import NOW

MEET, KNOW = WantKind.INTRODUCTION, WantKind.EXPERTISE


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("a head of HR in retail", Read(kind=MEET, role="head of HR", industry="retail")),
        ("I would like to meet a CFO at Acme", Read(kind=MEET, role="CFO", company="Acme")),
        ("meet heads of procurement in retail",
         Read(kind=MEET, role="head of procurement", industry="retail")),
        ("We're looking for a head of IT", Read(kind=MEET, role="head of IT")),
        ("meet Grace Hall", Read(kind=MEET)),
        ("somebody who moved off SAP", Read(kind=KNOW)),
        ("how to sell to a CFO", Read(kind=KNOW)),
        ("a speaker in May", Read(kind=KNOW)),
        ("sales", Read(kind=KNOW)),
        ("a good book about hiring", Read(kind=WantKind.SHARE)),
        ("feedback from a CFO on our deck", Read(kind=WantKind.HELP)),
    ],
)  # fmt: skip
def test_a_sentence_says_what_would_answer_it(text: str, read: Read) -> None:
    """Whom to meet, what to know, what to read or a hand, without being asked which."""
    assert read == read_want(text)


@given(text=st.text(min_size=1, max_size=60), kind=st.sampled_from(WantKind))
def test_what_is_said_to_be_wanted_is_believed(text: str, kind: WantKind) -> None:
    """The kind that somebody chose stands, whatever the sentence looks like."""
    assert kind is read_want(text, kind).kind


def test_an_answer_says_something_and_is_known_again() -> None:
    """Nothing at all, both of one want, and a page of text are refused; white space is nothing."""
    want = WantId("w")
    for wrong in ({"want": " \n"}, {"still": frozenset({want}), "met": frozenset({want})},
                  {"topic": "x" * (LONGEST_ANSWER + 1)}):  # fmt: skip
        with pytest.raises(ValueError, match=r"letters|both|sentence"):
            Told(**wrong)  # type: ignore[arg-type] # of every type

    assert Told(want=" a  CFO").mark == Told(want="a CFO\n").mark
    assert 3 == len({Told(want="a CFO").mark, Told(topic="a CFO").mark,
                     Told(met=frozenset({want})).mark})  # fmt: skip


def test_a_link_is_open_for_a_month_and_one_answer() -> None:
    """The last day counts; an answer closes it."""
    inquiry = Inquiry(
        id=InquiryId("i"), asker=PersonId("ana"), asked=PersonId("dana"), asked_at=NOW,
        visibility=Visibility.TEAM,
    )  # fmt: skip
    last = NOW.date() + timedelta(days=OPEN_DAYS)
    answered = Inquiry(
        id=InquiryId("i"), asker=PersonId("ana"), asked=PersonId("dana"), asked_at=NOW,
        visibility=Visibility.TEAM, answered=Answered(at=NOW, mark="m", want="a CFO"),
    )  # fmt: skip

    assert [True, False] == [inquiry.is_open(last), inquiry.is_open(last + timedelta(days=1))]
    assert not answered.is_open(last)
