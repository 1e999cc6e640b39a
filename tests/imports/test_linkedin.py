"""Connections are read from every era's file, by itself and out of the export."""

import io
import random
import zipfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgraph.domain.evidence import Kind, Monthly
from netgraph.errors import UnreadableFile
from netgraph.imports.reading import read
from netgraph.imports.records import OWNER, Format, Key, KeyKind, Owner, Parsed

TODAY = date(2026, 3, 1)
ME = Owner(emails=("me@home.example",))
PREAMBLE = (
    "Notes:\n"
    '"When exporting your connection data, you may notice that some of the email addresses are '
    'missing. You will only see email addresses for connections who have allowed ""it"".\n'
    'See the settings, please."\n\n'
)
NOW = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
NO_URL = "First Name,Last Name,Email Address,Company,Position,Connected On\n"


def _read(text: str, *, owner: Owner = ME) -> Parsed:
    return read(io.BytesIO(text.encode()), name="Connections.csv", owner=owner, today=TODAY)


@pytest.mark.parametrize(
    ("text", "line", "urls"),
    [
        (
            PREAMBLE
            + NOW
            + "Ana,Ruiz,https://www.linkedin.com/in/Ana-Ruiz,,Acme,CFO,08 Feb 2024\n",
            6,
            ("https://www.linkedin.com/in/ana-ruiz",),
        ),
        (PREAMBLE + NO_URL + "Ana,Ruiz,,Acme,CFO,08 Feb 2024\n", 6, ()),
        (NO_URL + "Ana,Ruiz,,Acme,CFO,08 Feb 2024\n", 2, ()),
        (
            "\ufefflast name ,FIRST NAME,Position,Company,Connected On\nRuiz,Ana,CFO,Acme,8 Feb 24",
            2,
            (),
        ),
    ],
    ids=["today", "before 2023", "before 2021", "other order"],
)
def test_every_era_of_headers(text: str, line: int, urls: tuple[str, ...]) -> None:
    """With or without preamble and URL, in any order of columns, a connection is the same."""
    parsed = _read(text)
    (ana,) = parsed.people

    assert Format.LINKEDIN == parsed.format
    assert (line, "Ana Ruiz", "CFO", "Acme", date(2024, 2, 8), urls) == (
        ana.line,
        ana.name,
        ana.title,
        ana.company,
        ana.since,
        ana.urls,
    )
    (fact,) = parsed.evidence
    assert (OWNER, 0, Kind.CONTACT_LIST, (Monthly(day=date(2024, 2, 8), count=1.0),)) == (
        fact.actor,
        fact.other,
        fact.kind,
        fact.months,
    )


def test_an_empty_row_is_nobody_who_hides() -> None:
    """A row without even a day is a row that names nobody."""
    parsed = _read(NOW + ",,,,,,\n,,,,,,08 Jun 2024\n")

    assert {"a LinkedIn member who hides their profile": 1, "a row that names nobody": 1} == {
        left.reason: left.count for left in parsed.left_out
    }


def test_an_export_in_another_language_is_known_as_such() -> None:
    """LinkedIn's list with headers of another language is refused with what to do."""
    german = "Vorname,Nachname,URL,Firma\nAna,Ruiz,https://www.linkedin.com/in/ana,Acme\n"

    with pytest.raises(UnreadableFile, match="another language") as refused:
        _read(german)
    assert "Set LinkedIn to English" in refused.value.hint


def test_hidden_members_are_counted() -> None:
    """A row with nothing but a date is a member who hides, and the owner is no contact."""
    parsed = _read(
        NOW + ",,,,,,07 Jun 2024\n,,,,,,08 Jun 2024\nMe,Myself,,me@home.example,,,08 Jun 2024\n"
    )

    assert () == parsed.people
    assert {"a LinkedIn member who hides their profile": 2, "the owner's own card": 1} == {
        left.reason: left.count for left in parsed.left_out
    }
    assert 3 == parsed.rows


def test_keys_are_slug_then_address_then_local() -> None:
    """The strongest key comes first, and one that lasts through other exports is last."""
    with_all = _read(NOW + "Ana,Ruiz,linkedin.com/in/ana,ANA@acme.example,,,08 Feb 2024\n")
    without = _read(NO_URL + "Ana,Ruiz,,New Company,CEO,08 Feb 2024\n")
    keys = with_all.people[0].keys

    assert (Key(KeyKind.LINKEDIN, "ana"), Key(KeyKind.EMAIL, "ana@acme.example")) == keys[:2]
    assert without.people[0].keys == keys[2:]


def test_another_owner_has_other_local_keys() -> None:
    """What identifies a contact by name and day holds for one owner's list only."""
    text = NO_URL + "Ana,Ruiz,,Acme,CFO,08 Feb 2024\n"
    mine, theirs = _read(text), _read(text, owner=Owner(emails=("you@home.example",)))

    assert mine.people[0].keys != theirs.people[0].keys


def test_two_people_of_one_name_and_day_are_two() -> None:
    """Rows of one name and day but of different jobs are told apart."""
    parsed = _read(NO_URL + "Jo,Li,,Acme,CFO,08 Feb 2024\nJo,Li,,Globex,CTO,08 Feb 2024\n")

    assert 2 == len({person.keys for person in parsed.people})


def test_the_export_as_a_zip() -> None:
    """The list of connections is found in the export, among its other files."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("messages.csv", "CONVERSATION ID,FROM\n")
        archive.writestr("Basic/connections.csv", NOW + "Ana,Ruiz,,,,,08 Feb 2024\n")
        archive.writestr("Profile.csv", "First Name\n")
    packed.seek(0)
    parsed = read(packed, name="Basic_LinkedInDataExport.zip", owner=ME, today=TODAY)

    assert ["Ana Ruiz"] == [person.name for person in parsed.people]


def test_bad_rows_are_listed_beside_good_ones() -> None:
    """A row in error has its line, its reason and its beginning; the others are read."""
    parsed = _read(
        NOW + "Ana,Ruiz,,not-an-address,,,08 Feb 2024\nTom,Li,,,,,soon\nEve,Ek,,,,,08 Feb 2024\n"
    )

    assert ["Eve Ek"] == [person.name for person in parsed.people]
    assert [
        (2, "“not-an-address” is not an e-mail address.", "Ana,Ruiz,,not-an-address,,,08 Feb 2024"),
        (3, "“soon” is not a date as the rest of the file writes them.", "Tom,Li,,,,,soon"),
    ] == [(row.line, row.reason, row.text) for row in parsed.bad]


_cell = st.sampled_from(["", "Ana", "Ruiz, Jr", 'O"Neil', "=1+1", "two\nlines", "Łuk"])
_row = st.tuples(
    _cell,
    _cell,
    st.sampled_from(["", "https://www.linkedin.com/in/a", "https://www.linkedin.com/in/b", "bad"]),
    st.sampled_from(["", "a@x.example", "bad"]),
    _cell,
    _cell,
    st.sampled_from(["08 Feb 2024", "09 Mar 2023", "31 Feb 2024"]),
)


@given(st.lists(_row, min_size=1, max_size=12), st.randoms(use_true_random=False))
def test_reading_twice_or_shuffled_gives_the_same(
    rows: list[tuple[str, ...]], chance: random.Random
) -> None:
    """A file read twice is equal, and the order of its rows changes neither people nor evidence."""

    def text(given: list[tuple[str, ...]]) -> str:
        quoted = (
            ",".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in given
        )
        return NOW + "\n".join(quoted) + "\n"

    def content(parsed: Parsed) -> tuple[list[str], list[str], list[str]]:
        people = [str((p.name, p.keys, p.title, p.company, p.since)) for p in parsed.people]
        facts = [f"{people[fact.other]} {fact.kind} {fact.months}" for fact in parsed.evidence]
        return sorted(people), sorted(facts), sorted(row.reason for row in parsed.bad)

    shuffled = list(rows)
    chance.shuffle(shuffled)

    assert _read(text(rows)) == _read(text(rows))
    assert content(_read(text(rows))) == content(_read(text(shuffled)))
