"""Tables are read whatever wrote them, and one broken record costs one row."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgraph.errors import UnreadableFile
from netgraph.imports.csvs import Rows, column_name, encoding_of
from netgraph.imports.reading import read
from netgraph.imports.records import BadRow, Limits, Owner, Tally

TODAY = date(2026, 3, 1)
HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
ROW = "Zoë,Núñez,https://www.linkedin.com/in/zoe,zoe@acme.example,Café €,CFO,08 Feb 2024"


def _rows(
    text: str, *, delimiter: str = ",", chunk: int = 7
) -> tuple[list[tuple[int, list[str]]], list[BadRow]]:
    tally = Tally(limits=Limits())
    chunks = (text[at : at + chunk] for at in range(0, len(text), chunk))
    return list(Rows(chunks, delimiter=delimiter, tally=tally)), tally.bad


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_encoding_delimiter_and_line_end(encoding: str, delimiter: str, end: str) -> None:
    """A table says the same in every encoding, with every delimiter and line end."""
    text = end.join((HEADER, ROW, "")).replace(",", delimiter)
    parsed = read(
        io.BytesIO(text.encode(encoding)), name="Connections.csv", owner=Owner(), today=TODAY
    )

    assert [("Zoë Núñez", "Café €", "zoe@acme.example")] == [
        (person.name, person.company, *person.emails) for person in parsed.people
    ]
    assert () == parsed.bad


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Jürgen,Müller\nRenée,Zoë\n", "cp1252"),
        ("Łukasz,Wójcik\nMichał,Żak\n", "cp1250"),
        ("Иван,Петров\nАнна,Кузнецова\nСергей,Смирнов\n", "cp1251"),
        ("鈴木,一郎\n佐藤,花子\n高橋,健太\n田中,美咲\n", "shift_jis"),
    ],
)
def test_encodings_without_a_mark(text: str, encoding: str) -> None:
    """What a spreadsheet saved in its country's encoding is read as it was written."""
    data = text.encode(encoding)

    assert text == data.decode(encoding_of(data))


def test_latin_1_with_bytes_that_cp1252_has_not() -> None:
    """Bytes that cp1252 leaves undefined make a file latin-1."""
    assert "latin-1" == encoding_of(b"caf\xe9 \x81 cr\xe8me")


def test_western_bytes_after_a_megabyte_of_ascii() -> None:
    """A file that turns out not to be UTF-8 late is read as Western European."""
    rows = "A,B,,,,,08 Feb 2024\n" * 60_000
    data = f"{HEADER}\n{rows}".encode() + b"J\xfcrgen,Klein,,,,,08 Feb 2024\n"
    parsed = read(io.BytesIO(data), name="x", owner=Owner(), today=TODAY)

    assert "Jürgen Klein" == parsed.people[-1].name
    assert () == parsed.bad


def test_quoted_newlines_keep_line_numbers_right() -> None:
    """A record begins on the line on which its first character stands."""
    rows, bad = _rows('a,b\n"x\ny\n",2\n\n  \nc,"d ""e"""\n"",""\n')

    assert [
        (1, ["a", "b"]),
        (2, ["x\ny\n", "2"]),
        (7, ["c", 'd "e"']),
        (8, ["", ""]),
    ] == rows
    assert [] == bad


def test_after_a_broken_record_reading_goes_on_at_the_next_line() -> None:
    """Only the row with the misplaced quote is lost, and it is named."""
    rows, bad = _rows('a,b\n"never,closed\n1,2\n"x"y,3\n5" disk,4\n')

    assert [(1, ["a", "b"]), (3, ["1", "2"]), (5, ['5" disk', "4"])] == rows
    assert [
        (2, "A quote is opened and never closed.", '"never,closed'),
        (4, "A quoted field goes on after its closing quote.", '"x"y,3'),
    ] == [(row.line, row.reason, row.text) for row in bad]


@given(
    st.lists(
        st.lists(
            st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0\ufffd")),
            min_size=2,
            max_size=4,
        ),
        max_size=6,
    ),
    st.sampled_from([",", ";", "\t"]),
    st.integers(1, 50),
)
def test_what_a_proper_writer_wrote_is_read(
    records: list[list[str]], delimiter: str, chunk: int
) -> None:
    """Whatever the standard writer puts out comes back, however the text arrives in pieces."""
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(
        records
    )
    rows, bad = _rows(written.getvalue(), delimiter=delimiter, chunk=chunk)

    assert records == [fields for _, fields in rows]
    assert [] == bad


@given(st.text('ab,"\n', max_size=60), st.integers(1, 9))
def test_any_text_is_read_to_its_end(text: str, chunk: int) -> None:
    """Whatever the quotes, lines rise, none is past the end, and pieces do not matter."""
    rows, bad = _rows(text, chunk=chunk)
    lines = [line for line, _ in rows]

    assert lines == sorted(set(lines))
    assert all(line <= text.count("\n") + 1 for line in lines)
    assert (rows, bad) == _rows(text, chunk=1000)


def test_too_many_rows_are_refused() -> None:
    """A table longer than the limit is refused as a whole."""
    data = f"{HEADER}\n{ROW}\n{ROW}\n{ROW}\n".encode()
    with pytest.raises(UnreadableFile, match="more than 2 rows"):
        read(io.BytesIO(data), name="x", owner=Owner(), today=TODAY, limits=Limits(contacts=2))


def test_bad_rows_past_the_limit_are_counted() -> None:
    """No more bad rows are kept than the limit, the others are counted."""
    data = f"{HEADER}\n{'x' + chr(10)}{'y' + chr(10)}{'z' + chr(10)}".encode()
    parsed = read(io.BytesIO(data), name="x", owner=Owner(), today=TODAY, limits=Limits(bad_rows=1))

    assert [2] == [row.line for row in parsed.bad]
    assert [("a further row in error, not listed", 2)] == [
        (left.reason, left.count) for left in parsed.left_out
    ]


def test_columns_are_compared_trimmed_and_without_case() -> None:
    """A header is the same with a mark, spaces and capitals."""
    assert "first name" == column_name("\ufeff First  NAME ")
