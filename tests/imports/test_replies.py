"""Of mail that answers something asked the first lines are taken, whatever a stranger wrote."""

import base64
import io
from datetime import UTC, date, datetime

import pytest

from netgraph.domain.replies import Awaited, Matter, Writer
from netgraph.imports.reading import read
from netgraph.imports.records import Owner, Parsed
from netgraph.imports.replies import (
    LONGEST_WORDS,
    MOST_BODY,
    ReplyRecord,
    first_lines,
    text_of_message,
)
from netgraph.imports.staged import pieces, staged

TODAY = date(2026, 6, 20)
ME = Owner(emails=("ana@team.example",))
SENT = datetime(2026, 6, 1, 9, 30, tzinfo=UTC)
MARK = "0123abcd"
ASKED = Awaited(
    about="r1",
    matter=Matter.REQUEST,
    since=SENT,
    marks=frozenset({MARK}),
    subjects=frozenset({"an introduction to priya shah?"}),
    writers={"tom@x.example": Writer.CONNECTOR},
)
HEAD = (
    "From: Tom Becker <tom@x.example>\n"
    "To: ana@team.example\n"
    "Date: Wed, 03 Jun 2026 10:00:00 +0200\n"
    "Message-ID: <1@x.example>\n"
    "Subject: =?utf-8?q?AW=3A_An_introduction_to_Priya_Shah=3F?=\n"
)
LINE = "From x@y Thu Feb 08 10:00:00 +0000 2024\n"


def eml(body: str = "Yes, gladly.\n", *, head: str = HEAD, more: str = "") -> Parsed:
    """One message, read while an answer is awaited."""
    data = io.BytesIO(f"{head}{more}\n{body}".encode("utf-8", "surrogateescape"))
    return read(data, name="answer.eml", owner=ME, today=TODAY, awaited=lambda: (ASKED,))


def test_an_answer_is_found_with_its_first_lines() -> None:
    """Who answered what and when, in UTC, and what is new in the text; evidence as ever."""
    parsed = eml("Yes, gladly.\n\nOn Mon, 1 Jun 2026 at 9:30, Ana wrote:\n> Dear Tom\n> bye\n")
    (reply,) = parsed.replies

    assert ("r1", Writer.CONNECTOR, "tom@x.example", "Yes, gladly.") == (
        reply.about, reply.writer, reply.sender, reply.words,
    )  # fmt: skip
    assert datetime(2026, 6, 3, 8, tzinfo=UTC) == reply.at
    assert 1 == len(parsed.evidence)


@pytest.mark.parametrize(
    "more",
    ["Auto-Submitted: auto-replied\n", "X-Autoreply: yes\n", "Precedence: auto_reply\n",
     "Precedence: bulk\n", "List-Id: <a.b>\n"],
)  # fmt: skip
def test_an_answering_machine_is_no_answer(more: str) -> None:
    """Neither robots nor lists answer, even when they name our letter."""
    assert () == eml(more=f"{more}In-Reply-To: <{MARK}@net.example>\n").replies


def test_nothing_is_read_of_other_mail() -> None:
    """A message that answers nothing brings no text, and without anything asked none does."""
    lunch = HEAD.replace("AW=3A_An_introduction_to_Priya_Shah=3F", "Lunch")
    data = io.BytesIO(f"{HEAD}\nsecret text".encode())

    assert () == eml("secret text", head=lunch).replies
    assert () == read(data, name="a.eml", owner=ME, today=TODAY).replies
    assert (
        () == eml(head=HEAD.replace("tom@x", "noreply@x"), more=f"References: <{MARK}@n>\n").replies
    )


def test_answers_in_a_mailbox_are_found_once_between_other_mail() -> None:
    """Texts are kept of the answers alone, a copy is none, and a later one is one more."""
    day = "Date: Wed, 03 Jun 2026 10:00:00 +0200"
    other = f"{LINE}From: luc@x.example\nTo: ana@team.example\n{day}\n\nsecret\n\n"
    big = "x\n" * (3 << 19)
    first = f"{LINE}{HEAD}\nYes, gladly.\n{big}\n\n"
    second = (
        f"{LINE}{HEAD.replace('<1@', '<2@')}References: <a@b> <{MARK}@n.example>\n\nNext week.\n"
    )
    data = io.BytesIO(f"{other}{first}{other.replace('luc', 'eve')}{first}{second}".encode())
    parsed = read(data, name="all.mbox", owner=ME, today=TODAY, awaited=lambda: (ASKED,))

    assert 5 == parsed.rows
    assert ["Yes, gladly.", "Next week."] == [one.words.split("\n")[0] for one in parsed.replies]
    assert 2 == len({one.mark for one in parsed.replies})
    assert "secret" not in "".join(pieces(parsed)[0])
    assert parsed.replies == staged(pieces(parsed)[0]).replies


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Yes.\n\n> old\n> older", "Yes."),
        ("Am 1. Juni 2026 um 09:30 schrieb Ana Ruiz <a@b>:\n> Darf ich?\nJa, gern.", "Ja, gern."),
        ("Ja.\n\nOn Mon, 1 Jun 2026, a very long\nname <a@b.example> wrote:\n> q", "Ja."),
        ("Sí.\n\nEl lun, 1 jun 2026, Ana escribió:\nhola", "Sí."),
        ("No.\n-----Original Message-----\nFrom: Ana", "No."),
        ("No.\n________________________________\nFrom: Ana", "No."),
        ("Later.\n\nVon: Ana\nGesendet: Montag\nAn: Tom\nBetreff: x\n\nalt", "Later."),
        ("From: here on I can help.\nTom", "From: here on I can help.\nTom"),
        ("Ask Eve.\n-- \nTom Becker\n+49 1", "Ask Eve."),
        ("Ok\n\nSent from my iPhone", "Ok"),
        ("Ok\n\nVon meinem iPhone gesendet", "Ok"),
        ("Tom zei iets over het plan:\n> x\nprima", "prima"),
        ("a\n\n\n\nb", "a\nb"),
        (f"{'w ' * 32}\nends here.\n\nBest", f"{'w ' * 32}ends here.\nBest"),
        ("1\n2\n3\n4\n5\n6\n7", "1\n2\n3\n4\n5\n6 …"),
        ("\u202eevil\u200b \x1b[31mred", "evil [31mred"),
        ("", ""),
        ("> only\n> quotes", ""),
    ],
)
def test_what_is_quoted_and_signed_is_left_out(text: str, words: str) -> None:
    """In the ways of many mail programs; what is in doubt stays."""
    assert words == first_lines(text)


def test_long_texts_are_cut_at_a_word() -> None:
    """No more than a few hundred characters are kept."""
    cut = first_lines("word " * 10_000)

    assert len(cut) <= LONGEST_WORDS + 2
    assert cut.endswith("word …")


def test_html_alone_becomes_plain_words() -> None:
    """Scripts, styles and quotes are no words, and markup stays text that is shown as text."""
    markup = (
        "<html><head><title>t</title><style>p{}</style><body><p>Yes,&nbsp;gladly &lt;b&gt;</p>"
        "<script>alert(1)</script><div>Tom</div><blockquote><p>old</p></blockquote>"
        '<div class="gmail_quote">older</div>'
    )
    head = b"Content-Type: text/html; charset=utf-8"

    assert "Yes, gladly <b>\nTom" == first_lines(text_of_message(head, markup.encode()))
    assert "x" == first_lines(text_of_message(head, b"<head><body><p>x"))


def test_the_plain_part_is_taken_before_html_and_files() -> None:
    """Of several parts the text, decoded as it says; a file or a message inside is none."""
    plain = base64.b64encode("Schöne Grüße".encode("latin-1")).decode()
    body = (
        "--b\nContent-Type: text/plain\nContent-Disposition: attachment; filename=x\n\nfile\n"
        "--b\nContent-Type: message/rfc822\n\nSubject: x\n\ninner\n"
        "--b\nContent-Type: multipart/alternative; boundary=c\n\n"
        "--c\nContent-Type: text/html\n\n<p>html</p>\n"
        "--c\nContent-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: base64\n\n"
        f"{plain}\n--c--\n--b--\n"
    )

    head = b"Content-Type: multipart/mixed; boundary=b"
    assert "Schöne Grüße" == first_lines(text_of_message(head, body.encode()))


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (b"Content-Type: text/plain; charset=no-such", b"hi \xff"),
        (b"Content-Type: text/plain; charset=zlib", b"hi"),
        (b"Content-Type: text/plain; charset=idna", b"hi" * 9999),
        (b"Content-Type: text/plain; charset*=x'y'%ff%fe", b"hi"),
        (b"Content-Type: text/plain\nContent-Transfer-Encoding: base64", b"!!!=\x00"),
        (b"Content-Transfer-Encoding: x-uuencode", b"begin 666 x\n\xff\n"),
        (b"Content-Type: multipart/mixed", b"no boundary"),
        (b'Content-Type: multipart/mixed; boundary=""', b"--\n--\n--"),
        (b"Content-Type: ;;;=;\x00\xff", b"hi"),
        (b"\xff\xfe: x\n\n", b"\x00" * 500),
        (b"Content-Type: text/html", b"<![CDATA[" * 4000 + b"<!-- <a <b" * 900),
        (b"Content-Type: text/html", b"<blockquote>" * 20_000 + b"</blockquote>"),
        (b"Content-Type: text/plain", b"-" * 600 + b"\n" + b"On " * 200 + b"wrote :\n" * 9999),
    ],
)  # fmt: skip
def test_hostile_messages_cost_their_words_at_most(head: bytes, body: bytes) -> None:
    """Whatever the encoding says, no message stops the reading of a mailbox."""
    assert len(first_lines(text_of_message(head, body))) <= LONGEST_WORDS + 2


def test_messages_in_messages_and_parts_in_parts_end() -> None:
    """Thousands of parts nested in each other are given up on, not followed."""
    body = "".join(
        f"--{n}\nContent-Type: multipart/mixed; boundary={n + 1}\n\n" for n in range(3000)
    )
    text = text_of_message(b"Content-Type: multipart/mixed; boundary=0", body.encode()[:MOST_BODY])

    assert "" == first_lines(text)


def test_a_reply_survives_being_staged() -> None:
    """What a preview keeps of an answer is what was read."""
    (reply,) = eml().replies

    assert isinstance(reply, ReplyRecord)
    assert (reply,) == staged(pieces(eml())[0]).replies
