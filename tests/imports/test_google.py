"""Google's address books of both layouts become people."""

import io
from datetime import date

from netgraph.imports.reading import read
from netgraph.imports.records import Format, Key, KeyKind, Owner, Parsed

TODAY = date(2026, 3, 1)
ME = Owner(emails=("me@home.example",), region="DE")
NOW = (
    "First Name,Middle Name,Last Name,Phonetic First Name,Name Prefix,Name Suffix,Nickname,File As,"
    "Organization Name,Organization Title,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,"
    "E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Website 1 - Label,"
    "Website 1 - Value\n"
)
BEFORE = (
    "Name,Given Name,Additional Name,Family Name,Name Prefix,Name Suffix,Notes,Group Membership,"
    "E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,Organization 1 - Type,"
    "Organization 1 - Name,Organization 1 - Title,Website 1 - Type,Website 1 - Value\n"
)


def _read(text: str) -> Parsed:
    return read(io.BytesIO(text.encode()), name="contacts.csv", owner=ME, today=TODAY)


def test_the_layout_of_today() -> None:
    """Several values of one cell, numbers without a country and links are read."""
    parsed = _read(
        NOW + 'Ana,M,Ruiz,,Dr,,Ani,,Acme,CFO,"met in Rome\nlikes tea",,* myContacts ::: VIP,Work,'
        "ana@acme.example ::: ANA@home.example,Other,a.ruiz@acme.example,Work,030 901820 ::: "
        "+44 20 7946 0958,Profile,https://www.linkedin.com/in/ana ::: https://acme.example\n"
    )
    (ana,) = parsed.people

    assert Format.GOOGLE == parsed.format
    assert ("Dr Ana M Ruiz", "CFO", "Acme", "met in Rome\nlikes tea") == (
        ana.name,
        ana.title,
        ana.company,
        ana.note,
    )
    assert ("ana@acme.example", "ana@home.example", "a.ruiz@acme.example") == ana.emails
    assert ("+4930901820", "+442079460958") == ana.phones
    assert ("https://www.linkedin.com/in/ana", "https://acme.example") == ana.urls
    assert Key(KeyKind.LINKEDIN, "ana") == ana.keys[0]
    assert (date(2026, 3, 1),) == tuple(fact.months[0].day for fact in parsed.evidence)


def test_the_layout_before() -> None:
    """The older layout says the same in other columns."""
    parsed = _read(
        BEFORE + "Ana Ruiz,Ana,,Ruiz,,,,* myContacts,* Work,ana@acme.example,Mobile,"
        "+44 20 7946 0958,,Acme,CFO,Profile,\n"
    )
    (ana,) = parsed.people

    assert ("Ana Ruiz", "CFO", "Acme", ("ana@acme.example",), ("+442079460958",)) == (
        ana.name,
        ana.title,
        ana.company,
        ana.emails,
        ana.phones,
    )


def test_entries_without_a_person_are_counted() -> None:
    """A company's entry, the owner's own card and unusable values are counted by reason."""
    parsed = _read(
        NOW
        + ",,,,,,,,Pizza,,,,,,,,,,,,\n"
        + "Me,,Self,,,,,,,,,,,,me@home.example,,,,,,\n"
        + "Tom,,Li,,,,,,,,,,,,not-one,,,,12,,\n"
        + ",,,,,,,,,,,,,,eve@x.example,,,,,,\n"
    )

    assert ["Tom Li", "eve@x.example"] == [person.name for person in parsed.people]
    assert {
        "an entry without a person's name, address or number": 1,
        "the owner's own card": 1,
        "an e-mail address that is not valid": 1,
        "a phone number that is not valid or names no country": 1,
    } == {left.reason: left.count for left in parsed.left_out}


def test_an_entry_that_is_only_a_wrong_address_is_a_bad_row() -> None:
    """Where nothing else is left of an entry, its wrong address is an error."""
    parsed = _read(NOW + ",,,,,,,,,,,,,,not-one,,,,,,\n")

    assert [(2, "“not-one” is not an e-mail address.")] == [
        (row.line, row.reason) for row in parsed.bad
    ]
