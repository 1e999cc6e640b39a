"""Tables of message headers become evidence of who wrote to whom."""

import gzip
import io
import random
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from netgraph.domain.evidence import Kind, Monthly
from netgraph.imports.reading import read
from netgraph.imports.records import OWNER, Format, Limits, Owner, Parsed

TODAY = date(2026, 3, 1)
ME = Owner(emails=("me@home.example",))
HEADER = "msg_id,date,sender,to,cc,in_reply_to\n"


def _read(text: str, *, packed: bool = False, limits: Limits | None = None) -> Parsed:
    data = gzip.compress(text.encode()) if packed else text.encode()
    return read(
        io.BytesIO(data), name="messages.csv", owner=ME, today=TODAY, limits=limits or Limits()
    )


def _facts(parsed: Parsed) -> set[tuple[str, str, tuple[Monthly, ...]]]:
    def name(at: int) -> str:
        return "me" if at == OWNER else parsed.people[at].emails[0].partition("@")[0]

    return {(name(fact.actor), name(fact.other), fact.months) for fact in parsed.evidence}


def test_messages_count_by_month_and_share() -> None:
    """A message counts its share for each recipient, in its month, with the month's last day."""
    parsed = _read(
        HEADER
        + "m1,2024-02-08T10:00:00Z,ana@acme.example,tom@globex.example,\n".replace(",\n", ",,\n")
        + "m2,2024-02-20T10:00:00Z,ana@acme.example,tom@globex.example;me@home.example,,\n"
        + "m3,2024-03-01T10:00:00Z,tom@globex.example,ana@acme.example,,m1\n"
        + "m4,2024-02-09,me@home.example,,ana@acme.example,\n"
    )

    assert Format.HEADERS == parsed.format
    assert {
        ("ana", "tom", (Monthly(day=date(2024, 2, 20), count=1.5),)),
        ("ana", "me", (Monthly(day=date(2024, 2, 20), count=0.5),)),
        ("tom", "ana", (Monthly(day=date(2024, 3, 1), count=1.0),)),
        ("me", "ana", (Monthly(day=date(2024, 2, 9), count=1.0),)),
    } == _facts(parsed)
    assert {Kind.MAIL} == {fact.kind for fact in parsed.evidence}
    assert ["ana@acme.example", "tom@globex.example"] == [p.name for p in parsed.people]


def test_names_beside_addresses_are_taken() -> None:
    """People go by the name that stands beside their address most often."""
    parsed = _read(
        "date,from,to\n"
        '2024-02-08,"""Ruiz, Ana"" <ana@acme.example>",Tom <tom@globex.example>\n'
        '2024-02-09,Ana Ruiz <ana@acme.example>,"T. Li <tom@globex.example>, x@y.example"\n'
        "2024-02-10,A <ana@acme.example>,T. Li <tom@globex.example>\n"
    )

    assert ["Ana Ruiz", "T. Li", "x@y.example"] == [person.name for person in parsed.people]


def test_what_says_nothing_is_left_out_and_counted() -> None:
    """Large groups, robots, repeats and messages to oneself are counted by reason."""
    crowd = ";".join(f"p{n}@acme.example" for n in range(11))
    parsed = _read(
        HEADER
        + f"m1,2024-02-08,ana@acme.example,{crowd},,\n"
        + "m2,2024-02-08,no-reply@acme.example,ana@acme.example,,\n"
        + "m3,2024-02-08,ana@acme.example,dev@lists.acme.example;tom@globex.example,,\n"
        + "m3,2024-02-08,ana@acme.example,tom@globex.example,,\n"
        + "m4,2024-02-08,ana@acme.example,ANA@acme.example,,\n"
    )

    assert {("ana", "tom", (Monthly(day=date(2024, 2, 8), count=1.0),))} == _facts(parsed)
    assert {
        "a message to more than 10 people": 1,
        "a message from an address that nobody answers": 1,
        "a recipient that nobody answers (lists, calendars, no-reply)": 1,
        "a message that was read before (same id)": 1,
        "a message to nobody else": 1,
    } == {left.reason: left.count for left in parsed.left_out}
    assert 5 == parsed.rows


def test_bad_rows_have_their_lines() -> None:
    """A wrong day, sender or recipient makes its row an error."""
    parsed = _read(
        HEADER
        + "m1,2024-02-31T10:00:00Z,ana@acme.example,tom@globex.example,,\n"
        + "m2,2024-02-08T10:00:00Z,,tom@globex.example,,\n"
        + "m3,2024-02-08T10:00:00Z,ana@acme.example,tom at globex,,\n"
        + "m4,,ana@acme.example,tom@globex.example,,\n"
        + "m5,2124-02-08T10:00:00Z,ana@acme.example,tom@globex.example,,\n"
    )

    assert [
        (2, "“2024-02-31T10:00:00Z” is not a date as the rest of the file writes them."),
        (3, "The row has no sender."),
        (4, "“tom at globex” is not an e-mail address."),
        (5, "The row has no date."),
        (6, "The date 2124-02-08 is in the future."),
    ] == [(row.line, row.reason) for row in parsed.bad]
    assert () == parsed.people


def test_a_packed_table_says_the_same() -> None:
    """A table packed with gzip reads as it does unpacked."""
    text = HEADER + "m1,2024-02-08,ana@acme.example,tom@globex.example,,\n" * 3

    assert _read(text) == _read(text, packed=True)


_address = st.sampled_from(
    ["a@x.example", "b@x.example", "c@x.example", "me@home.example", "no-reply@x.example"]
)
_message = st.tuples(
    st.dates(date(2023, 1, 1), date(2024, 12, 31)),
    _address,
    st.lists(_address, max_size=4),
    st.lists(_address, max_size=3),
)


@given(st.lists(_message, min_size=1, max_size=20), st.randoms(use_true_random=False))
def test_the_order_of_messages_does_not_matter(
    messages: list[tuple[date, str, list[str], list[str]]], chance: random.Random
) -> None:
    """Read twice or shuffled, a table says the same, and shares add up to whole messages."""
    lines = [
        f"m{n},{day},{sender},{';'.join(to)},{';'.join(cc)},\n"
        for n, (day, sender, to, cc) in enumerate(messages)
    ]
    parsed = _read(HEADER + "".join(lines))
    shuffled = list(lines)
    chance.shuffle(shuffled)

    assert parsed == _read(HEADER + "".join(lines))
    again = _read(HEADER + "".join(shuffled))
    assert {p.keys for p in parsed.people} == {p.keys for p in again.people}

    def rounded(facts: set[tuple[str, str, tuple[Monthly, ...]]]) -> set[object]:
        return {
            (actor, other, tuple((m.day, round(m.count, 4)) for m in months))
            for actor, other, months in facts
        }

    assert rounded(_facts(parsed)) == rounded(_facts(again))
    left = sum(
        one.count
        for one in parsed.left_out
        if one.reason.startswith(("a message from", "a message to"))
    )
    counted = sum(month.count for fact in parsed.evidence for month in fact.months)
    assert abs(len(messages) - left - counted) < 0.001
