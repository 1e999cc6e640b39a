"""Cards of every version become people."""

import io
from datetime import date

import pytest

from netgraph.imports.reading import read
from netgraph.imports.records import Format, Key, KeyKind, Owner, Parsed

TODAY = date(2026, 3, 1)
ME = Owner(emails=("me@home.example",), region="DE")


def _read(*lines: str, encoding: str = "utf-8", end: str = "\r\n") -> Parsed:
    data = (end.join(lines) + end).encode(encoding)
    return read(io.BytesIO(data), name="contacts.vcf", owner=ME, today=TODAY)


@pytest.mark.parametrize(
    "lines",
    [
        (
            "VERSION:2.1",
            "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:N=C3=BA=C3=B1ez;Zo=C3=AB;;;",
            "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Zo=C3=AB =",
            "N=C3=BA=C3=B1ez",
            "ORG;QUOTED-PRINTABLE;CHARSET=ISO-8859-1:Caf=E9 Ltd;Sales",
            "TITLE:CFO",
            "TEL;WORK;VOICE:030 901820",
            "EMAIL;INTERNET:Zoe@acme.example",
            "PHOTO;ENCODING=BASE64;TYPE=JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD",
            " /2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQ",
            "",
            "URL:https://www.linkedin.com/in/zoe",
        ),
        (
            "VERSION:3.0",
            "N:Núñez;Zoë;;;",
            "FN:Zoë",
            "  Núñez",
            "ORG:Café Ltd;Sales",
            "TITLE:CFO",
            "item1.TEL;type=pref:030 901820",
            "item2.EMAIL;TYPE=INTERNET:zoe@",
            " acme.example",
            'item3.URL;x="a:b":https\\://www.linkedin.com/in/zoe',
            "item3.X-ABLabel:_$!<HomePage>!$_",
        ),
        (
            "VERSION:4.0",
            "KIND:individual",
            "N:Núñez;Zoë;;;",
            "ORG;SORT-AS=Cafe:Café Ltd;Sales",
            "TITLE;LANGUAGE=en:CFO",
            "TEL;VALUE=uri;PREF=1:tel:+49-30-901820;ext=1",
            "EMAIL;PREF=1:zoe@acme.example",
            "X-SOCIALPROFILE;TYPE=linkedin:http://www.linkedin.com/in/zoe",
        ),
    ],
    ids=["2.1", "3.0", "4.0"],
)
def test_every_version_says_the_same(lines: tuple[str, ...]) -> None:
    """Folding, quoted-printable, groups, parameters and URIs are read in every version."""
    parsed = _read("BEGIN:VCARD", *lines, "END:VCARD")
    (zoe,) = parsed.people

    assert Format.VCARD == parsed.format
    assert ("Zoë Núñez", "Café Ltd", "CFO") == (zoe.name, zoe.company, zoe.title)
    assert (
        Key(KeyKind.LINKEDIN, "zoe"),
        Key(KeyKind.EMAIL, "zoe@acme.example"),
        Key(KeyKind.PHONE, "+4930901820"),
    ) == zoe.keys[:3]
    assert () == parsed.bad


def test_escapes_are_read() -> None:
    """Commas, semicolons and line ends behind a backslash belong to the text."""
    (ana,) = _read(
        "BEGIN:VCARD",
        "N:Ruiz\\;x;Ana;;;",
        "ORG:Acme\\, Inc\\; West;Sales",
        "NOTE:one\\ntwo\\Nthree",
        "END:VCARD",
    ).people

    assert ("Ana Ruiz;x", "Acme, Inc; West", "one\ntwo\nthree") == (ana.name, ana.company, ana.note)


def test_cards_of_others_are_counted() -> None:
    """Groups and companies are no people, relations and agents are counted but not read."""
    parsed = _read(
        "BEGIN:VCARD",
        "FN:Ana Ruiz",
        "RELATED;TYPE=friend:urn:uuid:1",
        "AGENT:",
        "BEGIN:VCARD",
        "FN:Her Assistant",
        "END:VCARD",
        "EMAIL:ana@acme.example",
        "END:VCARD",
        "BEGIN:VCARD",
        "KIND:group",
        "FN:Friends",
        "END:VCARD",
        "BEGIN:VCARD",
        "FN:Pizza",
        "X-ABShowAs:COMPANY",
        "END:VCARD",
    )

    assert [("Ana Ruiz", ("ana@acme.example",))] == [(p.name, p.emails) for p in parsed.people]
    assert {
        "a relation in a card (RELATED, AGENT), which is not read": 2,
        "a card of a group, company or place": 2,
    } == {left.reason: left.count for left in parsed.left_out}
    assert 3 == parsed.rows


def test_broken_cards_are_bad_rows_where_they_begin() -> None:
    """A card that does not end, or holds what is no text, costs itself only."""
    parsed = _read(
        "BEGIN:VCARD",
        "FN:Eve",
        "BEGIN:VCARD",
        "FN:N\0l",
        "END:VCARD",
        "BEGIN:VCARD",
        "FN:" + "x" * 201,
        "END:VCARD",
        "BEGIN:VCARD",
        "FN:Ana",
        "END:VCARD",
        "BEGIN:VCARD",
        "FN:Last",
    )

    assert ["Ana"] == [person.name for person in parsed.people]
    assert [
        (1, "The card has no end."),
        (3, "The card holds a NUL byte, so it is not text."),
        (6, "The name is longer than 200 characters."),
        (12, "The card has no end."),
    ] == [(row.line, row.reason) for row in parsed.bad]


@pytest.mark.parametrize(
    ("encoding", "end"), [("utf-16", "\r\n"), ("cp1252", "\n"), ("utf-8-sig", "\r")]
)
def test_cards_in_other_encodings(encoding: str, end: str) -> None:
    """Cards are read in any encoding and with any line end."""
    parsed = _read("BEGIN:VCARD", "FN:Zoë Núñez", "END:VCARD", encoding=encoding, end=end)

    assert ["Zoë Núñez"] == [person.name for person in parsed.people]


def test_a_card_is_known_again_by_its_uid() -> None:
    """A card with a UID and nothing else keeps its key when its name changes."""
    before = _read("BEGIN:VCARD", "UID:urn:uuid:7", "FN:Ana", "END:VCARD")
    after = _read("BEGIN:VCARD", "UID:urn:uuid:7", "FN:Ana Ruiz", "END:VCARD")

    assert before.people[0].keys == after.people[0].keys
