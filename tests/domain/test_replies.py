"""Mail answers what was asked only when its headers say so."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from netgraph.domain.ids import ReplyId
from netgraph.domain.replies import (
    Awaited,
    Heading,
    Match,
    Matter,
    Reply,
    Writer,
    answered,
    is_away,
    mark_of,
    subject_key,
    unsettled,
)

SENT = datetime(2026, 6, 1, 9, 30, 12, 345000, tzinfo=UTC)
DAY = timedelta(days=1)

ASKED = Awaited(
    about="r1",
    matter=Matter.REQUEST,
    since=SENT,
    marks=frozenset({"f00d"}),
    subjects=frozenset({"an introduction to priya shah?"}),
    writers={"tom@x.example": Writer.CONNECTOR, "priya@y.example": Writer.TARGET},
)
PLAIN = Heading(
    sender="tom@x.example", subject="Re: An introduction to Priya Shah?", at=SENT + 2 * DAY
)


def found(heading: Heading, *awaited: Awaited) -> tuple[str, Writer, bool] | None:
    """What a message answers, by whom, and whether it names our letter."""
    match = answered(heading, awaited or (ASKED,), own={"ana@team.example"})
    return (match.awaited.about, match.writer, match.by_id) if match else None


@pytest.mark.parametrize(
    ("subject", "key"),
    [
        ("Re: An introduction?", "an introduction?"),
        ("AW: Antw: SV: RE[2]: Re (3): an  Introduction?", "an introduction?"),
        ("[EXTERN] Re: an introduction?", "an introduction?"),
        ("回复：an introduction?", "an introduction?"),
        ("Fwd: an introduction?", "fwd: an introduction?"),
        ("Regarding an introduction?", "regarding an introduction?"),
        ("Re:" * 500 + " x", "re:" * 113 + "r"),
        ("", ""),
    ],
)
def test_a_subject_is_compared_without_what_mail_programs_put_before_it(
    subject: str, key: str
) -> None:
    """Prefixes in many tongues and marks of gateways go, a bounded number of them."""
    assert key == subject_key(subject)


def test_a_letter_of_ours_that_is_named_is_surest() -> None:
    """Whatever the subject and the day, a message that names our Message-ID answers that letter."""
    named = replace(PLAIN, subject="Hello", answers=("<a@b.example>", "<f00d@net.example>"))
    stranger = replace(named, sender="tom.private@mail.example")

    assert ("r1", Writer.CONNECTOR, True) == found(named)
    assert ("r1", Writer.OTHER, True) == found(stranger)
    assert ("r1", Writer.CONNECTOR, True) == found(named, replace(ASKED, until=SENT + DAY))


def test_who_what_and_when_have_to_agree_without_it() -> None:
    """The same correspondent, the same subject, and the time in which an answer was hoped for."""
    assert ("r1", Writer.CONNECTOR, False) == found(PLAIN)
    assert ("r1", Writer.TARGET, False) == found(replace(PLAIN, sender="priya@y.example"))
    assert ("r1", Writer.CONNECTOR, False) == found(replace(PLAIN, at=SENT.replace(microsecond=0)))
    assert found(replace(PLAIN, sender="luc@x.example")) is None
    assert found(replace(PLAIN, subject="Lunch?")) is None
    assert found(replace(PLAIN, subject="Fwd: An introduction to Priya Shah?")) is None
    assert found(replace(PLAIN, at=SENT - DAY)) is None
    assert found(PLAIN, replace(ASKED, until=SENT + DAY)) is None
    assert found(PLAIN, replace(ASKED, subjects=frozenset())) is None


def test_a_forged_name_of_a_letter_answers_nothing() -> None:
    """A Message-ID that we never gave, one like it, or one from before the asking is no answer."""
    forged = replace(PLAIN, subject="Hello")
    for named in ("<f00d>", "f00d", "<F00D@net.example>", "<x f00d@net.example>", "<>", "@" * 999):
        assert found(replace(forged, answers=(named,))) is None
    early = replace(forged, answers=("<f00d@net.example>",), at=SENT - 2 * DAY)
    assert found(early) is None


def test_own_mail_and_answering_machines_answer_nothing() -> None:
    """What the reader wrote in the thread, and "I am away", are no answers."""
    named = replace(PLAIN, answers=("<f00d@net.example>",))
    assert found(replace(named, sender="ana@team.example")) is None
    for said in (
        "Automatic reply: ",
        "Out of office: ",
        "AW: Automatische Antwort: ",
        "Réponse automatique : ",
    ):
        assert is_away(f"{said}An introduction to Priya Shah?")
        assert found(replace(named, subject=f"{said}An introduction to Priya Shah?")) is None
    assert not is_away("Re: Automation in the office")


def test_of_several_that_fit_the_one_asked_last_is_answered() -> None:
    """Asked twice under one subject, an answer is to the second, once that was sent."""
    again = replace(ASKED, about="r2", since=SENT + DAY, marks=frozenset({"beef"}))

    assert ("r2", Writer.CONNECTOR, False) == found(PLAIN, ASKED, again)
    assert ("r1", Writer.CONNECTOR, False) == found(replace(PLAIN, at=SENT + DAY / 2), ASKED, again)
    assert ("r1", Writer.CONNECTOR, True) == found(
        replace(PLAIN, answers=("<f00d@n.example>", "<beef@n.example>")), ASKED, again
    )


def test_the_mark_of_a_message_id_is_what_stands_before_the_sign() -> None:
    """Angle brackets and the host do not matter."""
    assert ["a.b", "a.b", "", ""] == [
        mark_of(text) for text in (" <a.b@c.example> ", "a.b@", "a.b", "<a b@c>")
    ]


def test_a_question_is_open_until_an_answer_is_written_down_or_it_is_put_aside() -> None:
    """An answer noted after the mail settles it, one from before does not."""
    reply = Reply(
        id=ReplyId("x"), about="r1", matter=Matter.REQUEST, writer=Writer.CONNECTOR,
        sender="tom@x.example", at=SENT + DAY, noted_at=SENT + 5 * DAY,
    )  # fmt: skip

    assert (reply,) == unsettled((reply,), answered_at=None, seen_at=None)
    assert (reply,) == unsettled((reply,), answered_at=SENT, seen_at=SENT + 2 * DAY)
    assert () == unsettled((reply,), answered_at=SENT + 3 * DAY, seen_at=None)
    assert () == unsettled((reply,), answered_at=None, seen_at=SENT + 6 * DAY)


def test_nothing_awaited_nothing_found() -> None:
    """Without anything asked no message answers."""
    assert answered(PLAIN, ()) is None
    assert Match(awaited=ASKED, writer=Writer.CONNECTOR, by_id=False) == answered(PLAIN, (ASKED,))
