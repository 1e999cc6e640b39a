"""Mailboxes and messages become evidence; lists, robots and repeats are left out."""

import io
import tracemalloc
from datetime import date

import pytest

from netgraph.domain.evidence import Monthly
from netgraph.imports.reading import read
from netgraph.imports.records import OWNER, Format, Owner, Parsed

TODAY = date(2026, 3, 1)
ME = Owner(emails=("me@home.example",))
LINE = "From 1790000000000000001@xxx Thu Feb 08 10:00:00 +0000 2024"


def _message(*headers: str, body: str = "Hello\n\nFrom here on\nFrom all of us 10:00 too") -> str:
    return "\n".join((LINE, *headers, "", body, "", ""))


def _plain(number: int = 1, sender: str = "ana@acme.example", to: str = "me@home.example") -> str:
    return _message(
        f"Message-ID: <{number}@acme.example>",
        "Date: Thu, 08 Feb 2024 10:00:00 +0000",
        f"From: {sender}",
        f"To: {to}",
    )


def _read(text: str, *, end: str = "\n") -> Parsed:
    data = text.replace("\n", end).encode("utf-8", "surrogateescape")
    return read(io.BytesIO(data), name="All mail.mbox", owner=ME, today=TODAY)


def _pairs(parsed: Parsed) -> set[tuple[str, str, float]]:
    def name(at: int) -> str:
        return "me" if at == OWNER else parsed.people[at].name

    return {
        (name(fact.actor), name(fact.other), sum(month.count for month in fact.months))
        for fact in parsed.evidence
    }


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_mailbox_is_split_at_separators_only(end: str) -> None:
    """A line that begins with From within a text is no separator."""
    parsed = _read(
        _plain(1) + _plain(2, "me@home.example", "Tom Li <tom@globex.example>") + _plain(3), end=end
    )

    assert Format.MBOX == parsed.format
    assert 3 == parsed.rows
    assert {("ana@acme.example", "me", 2.0), ("me", "Tom Li", 1.0)} == _pairs(parsed)
    assert () == parsed.bad


def test_headers_are_decoded_and_unfolded() -> None:
    """Encoded words, folds, quotes, groups and several To and Cc headers are read."""
    parsed = _read(
        _message(
            "date: Thu, 08 Feb 2024 23:30:00 -0500 (EST)",
            "FROM: =?utf-8?B?Wm/DqyBO?=",
            "\t=?iso-8859-1?Q?=FA=F1ez?= <Zoe@ACME.example>",
            'To: "Li, Tom" <tom@globex.example>,',
            "  undisclosed-recipients:;",
            "Cc: Team: a@x.example, =?utf-8?Q?B=2C_C?= <b@x.example>;",
            "Cc: not an address, e@x",
        )
    )

    assert {
        ("Zoë Núñez", "Tom Li", 0.3333),
        ("Zoë Núñez", "a@x.example", 0.3333),
        ("Zoë Núñez", "C B", 0.3333),
    } == {(actor, other, round(count, 4)) for actor, other, count in _pairs(parsed)}
    assert {(Monthly(day=date(2024, 2, 9), count=0.333333),)} == {
        fact.months for fact in parsed.evidence
    }
    assert {"a recipient whose address is not valid": 1} == {
        left.reason: left.count for left in parsed.left_out
    }


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ("List-Id: <dev.acme.example>", "a message of a mailing list or newsletter"),
        ("List-Unsubscribe: <mailto:x@acme.example>", "a message of a mailing list or newsletter"),
        ("Precedence: Bulk", "a message of a mailing list or newsletter"),
        ("Auto-Submitted: auto-replied", "an automatic message (answer, bounce, notification)"),
        ("Return-Path: <>", "an automatic message (answer, bounce, notification)"),
        ("X-Gmail-Labels: Inbox,Spam", "a draft, spam or chat"),
        ("X-Gmail-Labels: =?UTF-8?Q?Entw=C3=BCrfe?=", "a draft, spam or chat"),
    ],
)
def test_what_is_not_personal_is_left_out(header: str, reason: str) -> None:
    """Lists, bulk, answering machines, drafts and spam are known by their headers."""
    parsed = _read(
        _message(
            header,
            "Date: Thu, 08 Feb 2024 10:00:00 +0000",
            "From: ana@acme.example",
            "To: me@home.example",
        )
    )

    assert () == parsed.evidence
    assert [(reason, 1)] == [(left.reason, left.count) for left in parsed.left_out]


def test_usual_headers_leave_a_message_in() -> None:
    """A message that says it is not automatic, or is labelled as sent, counts."""
    parsed = _read(
        _message(
            "Auto-Submitted: no",
            "Precedence: normal",
            "X-Gmail-Labels: Sent,Important",
            "Return-Path: <ana@acme.example>",
            "Date: Thu, 08 Feb 2024 10:00:00 +0000",
            "From: ana@acme.example",
            "To: me@home.example",
        )
    )

    assert {("ana@acme.example", "me", 1.0)} == _pairs(parsed)


def test_a_message_in_two_folders_counts_once() -> None:
    """The same Message-ID, or without one the same day, sender and recipients, is one message."""
    bare = _message(
        "Date: Fri, 09 Feb 2024 10:00:00 +0000", "From: ana@acme.example", "To: me@home.example"
    )
    parsed = _read(_plain(1) + _plain(1) + bare + bare)

    assert {("ana@acme.example", "me", 2.0)} == _pairs(parsed)
    assert [("a message that was read before (same Message-ID)", 2)] == [
        (left.reason, left.count) for left in parsed.left_out
    ]


def test_bad_messages_have_the_line_of_their_separator() -> None:
    """A message without a date or a sender is an error at the line where it begins."""
    parsed = _read(
        _plain(1)
        + _message("From: ana@acme.example", "To: me@home.example")
        + _message("Date: Thu, 08 Feb 2024 10:00:00 +0000", "To: me@home.example")
        + _message("Date: Thu, 08 Feb 2034 10:00:00 +0000", "From: ana@acme.example")
    )

    assert [
        (12, "The message has no date."),
        (21, "The message has no sender."),
        (30, "The date 2034-02-08 is in the future."),
    ] == [(row.line, row.reason) for row in parsed.bad]


def test_a_single_message() -> None:
    """An .eml file is one message."""
    text = (
        "Received: by x\nDate: Thu, 08 Feb 2024 10:00:00 +0000\n"
        "From: Ana <ana@acme.example>\nTo: me@home.example\n\nHi\n"
    )
    parsed = read(io.BytesIO(text.encode()), name="a.eml", owner=ME, today=TODAY)

    assert (Format.EML, 1) == (parsed.format, parsed.rows)
    assert {("Ana", "me", 1.0)} == _pairs(parsed)


def test_a_large_mailbox_streams() -> None:
    """Bodies take no memory, however long, and the messages around them are all read."""
    body = ("x" * 76 + "\n") * 14_000  # about a megabyte
    data = "".join(
        _message(
            f"Message-ID: <{n}@acme.example>",
            "Date: Thu, 08 Feb 2024 10:00:00 +0000",
            "From: ana@acme.example",
            "To: me@home.example",
            body=body,
        )
        for n in range(30)
    ).encode()
    stream = io.BytesIO(data)
    tracemalloc.start()
    try:
        parsed = read(stream, name="x.mbox", owner=ME, today=TODAY)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert 30 == parsed.rows
    assert {("ana@acme.example", "me", 30.0)} == _pairs(parsed)
    assert peak < 12 << 20
