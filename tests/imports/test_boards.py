"""Tables of seats become employments and evidence of sitting together."""

import io
import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgraph.domain.evidence import Kind
from netgraph.errors import InvalidInput, UnreadableFile
from netgraph.imports.boards import Mapping, suggested
from netgraph.imports.reading import peek, read
from netgraph.imports.records import Format, Limits, Owner, Parsed

TODAY = date(2026, 3, 1)
BY_YEAR = Mapping(person="director", company="company", year="year", same_person=("director",))
BY_PERIOD = Mapping(
    person="Person", company="Company", start="From", end="To", role="Role", same_person=("Person",)
)


def _read(text: str, mapping: Mapping, *, limits: Limits | None = None) -> Parsed:
    return read(
        io.BytesIO(text.encode()),
        name="boards.csv",
        owner=Owner(),
        today=TODAY,
        mapping=mapping,
        limits=limits or Limits(),
    )


def _jobs(parsed: Parsed) -> set[tuple[str, str, str, date | None, date | None]]:
    return {
        (person.name, job.company, job.title, job.start, job.end)
        for person in parsed.people
        for job in person.employments
    }


def _together(parsed: Parsed) -> set[tuple[frozenset[str], str, date | None, date | None, float]]:
    return {
        (
            frozenset({parsed.people[fact.actor].name, parsed.people[fact.other].name}),
            fact.about,
            fact.since,
            fact.until,
            fact.weight,
        )
        for fact in parsed.evidence
    }


def test_years_are_joined_to_periods() -> None:
    """Consecutive years are one period; a gap makes two; spelling of a company does not matter."""
    parsed = _read(
        "year,director,company\n2003,Ana Ruiz,Acme Plc\n2005,Ana Ruiz,Acme Plc\n"
        "2004,ana  ruiz,ACME PLC\n2008,Ana Ruiz,Acme Plc\n",
        BY_YEAR,
    )

    assert Format.BOARDS == parsed.format
    assert {
        ("Ana Ruiz", "Acme Plc", "Board member", date(2003, 1, 1), date(2005, 12, 31)),
        ("Ana Ruiz", "Acme Plc", "Board member", date(2008, 1, 1), date(2008, 12, 31)),
    } == _jobs(parsed)
    assert () == parsed.evidence


def test_those_who_sat_together_have_evidence_of_it() -> None:
    """Two people share the years both sat, with the mean of 1/(n-1) over these years."""
    parsed = _read(
        "year,director,company\n2003,Ana,Acme\n2003,Tom,Acme\n2004,Ana,Acme\n2004,Tom,Acme\n"
        "2004,Eve,Acme\n2005,Eve,Acme\n2005,Ana,Globex\n",
        BY_YEAR,
    )

    assert {
        (frozenset({"Ana", "Tom"}), "Acme", date(2003, 1, 1), date(2004, 12, 31), 0.75),
        (frozenset({"Ana", "Eve"}), "Acme", date(2004, 1, 1), date(2004, 12, 31), 0.5),
        (frozenset({"Tom", "Eve"}), "Acme", date(2004, 1, 1), date(2004, 12, 31), 0.5),
    } == _together(parsed)
    assert {Kind.SAME_BOARD} == {fact.kind for fact in parsed.evidence}


def test_periods_with_roles() -> None:
    """Dated seats keep their role; an empty end goes on; roles follow on each other."""
    parsed = _read(
        "Person;Company;From;To;Role\nAna;Acme;01.02.2010;31.12.2014;Director\n"
        "Ana;Acme;01.01.2015;;Chair\nTom;Acme;15.06.2014;;CFO\n",
        BY_PERIOD,
    )

    assert {
        ("Ana", "Acme", "Director", date(2010, 2, 1), date(2014, 12, 31)),
        ("Ana", "Acme", "Chair", date(2015, 1, 1), None),
        ("Tom", "Acme", "CFO", date(2014, 6, 15), None),
    } == _jobs(parsed)
    assert {(frozenset({"Ana", "Tom"}), "Acme", date(2014, 6, 15), None, 1.0)} == _together(parsed)


def test_the_user_says_what_makes_a_person_the_same() -> None:
    """With the company among the columns, one name at two companies is two people."""
    text = "year,director,company\n2003,Jo Li,Acme\n2003,Jo Li,Globex\n"
    by_both = Mapping(
        person="director", company="company", year="year", same_person=("director", "company")
    )

    assert 1 == len(_read(text, BY_YEAR).people)
    assert 2 == len(_read(text, by_both).people)


def test_people_hold_within_their_file_or_source_only() -> None:
    """Another file's people have other keys, unless the user names one source for both."""
    one = "year,director,company\n2003,Jo Li,Acme\n"
    two = "year,director,company\n2004,Jo Li,Acme\n"
    named = Mapping(person="director", company="company", year="year", source="Register")

    assert _read(one, BY_YEAR).people[0].keys == _read(one, BY_YEAR).people[0].keys
    assert _read(one, BY_YEAR).people[0].keys != _read(two, BY_YEAR).people[0].keys
    assert _read(one, named).people[0].keys == _read(two, named).people[0].keys


def test_bad_rows_of_a_table_of_seats() -> None:
    """A seat without a person or company, or with an impossible time, is an error."""
    parsed = _read(
        "Person,Company,From,To,Role\n,Acme,2010-01-01,,\nAna,,2010-01-01,,\nAna,Acme,2010-13-01,,\n"
        "Ana,Acme,2010-01-01,2009-01-01,\nAna,Acme,1950-01-01,,\nAna,Acme,2010-01-01,2077-01-01,\n",
        BY_PERIOD,
    )

    assert [
        (2, "The row has no person."),
        (3, "The row has no company."),
        (4, "“2010-13-01” is not a date as the rest of the file writes them."),
        (5, "The seat ends (2009-01-01) before it begins (2010-01-01)."),
        (6, "The date 1950-01-01 is before 1970."),
        (7, "The date 2077-01-01 is in the future."),
    ] == [(row.line, row.reason) for row in parsed.bad]


def test_a_board_of_hundreds_proves_nothing() -> None:
    """Seats on a board larger than the limit are employments without evidence."""
    rows = "".join(f"2003,P{n},Acme\n" for n in range(5))
    parsed = _read("year,director,company\n" + rows, BY_YEAR, limits=Limits(board=4))

    assert 5 == len(parsed.people)
    assert () == parsed.evidence
    assert [("a board of more than 4 people in one year", 1)] == [
        (left.reason, left.count) for left in parsed.left_out
    ]


def test_a_table_is_looked_at_before_it_is_mapped() -> None:
    """A peek gives columns, first rows and a mapping to confirm; reading asks for one."""
    data = b"Year,Director,Company\n2003,Ana,Acme\n"
    seen = peek(io.BytesIO(data), name="boards.csv")

    assert (Format.BOARDS, ("Year", "Director", "Company"), (("2003", "Ana", "Acme"),)) == (
        seen.format,
        seen.columns,
        seen.rows,
    )
    assert (
        Mapping(person="Director", company="Company", year="Year", same_person=("Director",))
        == seen.suggested
    )
    with pytest.raises(UnreadableFile, match="table of seats"):
        read(io.BytesIO(data), name="boards.csv", owner=Owner(), today=TODAY)


def test_mappings_that_cannot_be() -> None:
    """A mapping has a person, a company and one kind of time, and its columns are there."""
    with pytest.raises(InvalidInput, match="a person and a company"):
        Mapping(person="", company="c", year="y")
    with pytest.raises(InvalidInput, match="either a year or a start"):
        Mapping(person="p", company="c")
    with pytest.raises(InvalidInput, match="either a year or a start"):
        Mapping(person="p", company="c", year="y", start="s")
    with pytest.raises(InvalidInput, match="ends has a start"):
        Mapping(person="p", company="c", year="y", end="e")
    with pytest.raises(UnreadableFile, match="no column “boss”") as refused:
        _read("a,b\n1,2\n", Mapping(person="boss", company="a", year="b"))
    assert "It has: a, b." == refused.value.hint


def test_other_tables_suggest_no_mapping() -> None:
    """Columns without a person, company or time give no mapping."""
    assert suggested(("alpha", "beta")) is None
    assert suggested(("person", "company")) is None


_seat = st.tuples(
    st.integers(2003, 2008),
    st.sampled_from(["Ana", "Tom", "Eve", "Bo"]),
    st.sampled_from(["A", "B"]),
)


@given(st.lists(_seat, min_size=1, max_size=25), st.randoms(use_true_random=False))
def test_the_order_of_seats_does_not_matter(
    seats: list[tuple[int, str, str]], chance: random.Random
) -> None:
    """Shuffled or with rows repeated, a table says the same; shared years were both's years."""

    def text(given: list[tuple[int, str, str]]) -> str:
        return "year,director,company\n" + "".join(f"{y},{p},{c}\n" for y, p, c in given)

    named = Mapping(person="director", company="company", year="year", source="s")
    shuffled = seats + seats[:3]
    chance.shuffle(shuffled)
    one, two = _read(text(seats), named), _read(text(shuffled), named)

    assert _jobs(one) == _jobs(two)
    assert _together(one) == _together(two)
    shared = {
        (frozenset({a, b}), company, year)
        for year, a, company in seats
        for other, b, at in seats
        if a != b and (year, company) == (other, at)
    }
    assert shared == {
        (pair, about, year)
        for pair, about, since, until, _ in _together(one)
        for year in range(since.year if since else 0, (until.year if until else 0) + 1)
    }
