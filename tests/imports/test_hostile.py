"""Every hostile file is refused with its reason, or costs only the rows that are broken."""

import io
import tracemalloc
from datetime import date

import pytest

from netgraph.domain.names import plain
from netgraph.errors import UnreadableFile
from netgraph.imports.csvs import harmless_cell
from netgraph.imports.reading import read
from netgraph.imports.records import Owner, Parsed
from tests.data.hostile import Expected, hostile_files

TODAY = date(2026, 3, 1)
FILES = hostile_files()
MEGABYTES = 300


def _outcome(filename: str, data: bytes) -> tuple[Expected, Parsed | None]:
    try:
        parsed = read(
            io.BytesIO(data), name=filename, owner=Owner(emails=("me@home.example",)), today=TODAY
        )
    except UnreadableFile as refusal:
        return refusal.message if refusal.hint else "A refusal without a hint.", None
    return tuple(row.reason for row in parsed.bad), parsed


@pytest.mark.parametrize(
    ("filename", "data", "expected"),
    [file[1:] for file in FILES],
    ids=[file[0] for file in FILES],
)
def test_each_hostile_file_gets_its_reason(filename: str, data: bytes, expected: Expected) -> None:
    """A hostile file is refused, or its bad rows listed, with exactly the expected reasons."""
    outcome, parsed = _outcome(filename, data)

    assert expected == outcome
    for person in parsed.people if parsed else ():
        assert person.name == plain(person.name)
        assert 0 < len(person.name) <= 200
        assert all(url.startswith(("https://", "http://")) for url in person.urls)


def test_the_table_holds_fifty_distinct_files() -> None:
    """There are at least fifty hostile files, no two with one name or one content."""
    assert len(FILES) >= 50
    assert len(FILES) == len({file[0] for file in FILES})
    assert len(FILES) == len({file[2] for file in FILES})


@pytest.mark.parametrize(
    "name",
    [
        "a zip bomb",
        "a gzip bomb",
        "a field of ten megabytes in quotes",
        "a name folded three hundred thousand times",
        "headers of ten megabytes",
    ],
)
def test_memory_is_bounded(name: str) -> None:
    """What unpacks or goes on without end takes a bounded amount of memory."""
    _, filename, data, _ = next(file for file in FILES if file[0] == name)
    tracemalloc.start()
    try:
        _outcome(filename, data)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert peak < MEGABYTES << 20


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("  =1", "'  =1"),
        ("\uff1d1+1", "'\uff1d1+1"),
        ("Ana = Ruiz", "Ana = Ruiz"),
        ("", ""),
    ],
)
def test_formulas_are_harmless_in_exported_cells(text: str, cell: str) -> None:
    """A cell that a spreadsheet would calculate begins with an apostrophe, others stay."""
    assert cell == harmless_cell(text)


def test_names_of_harm_stay_text() -> None:
    """Formulas and script tags in names are read as the text they are."""
    by_name = {name: (filename, data) for name, filename, data, _ in FILES}
    _, formulas = _outcome(*by_name["formulas in names and titles"])
    _, scripts = _outcome(*by_name["script tags in names"])
    _, marks = _outcome(*by_name["overrides of the writing direction and control characters"])
    assert formulas
    assert scripts
    assert marks

    assert '=HYPERLINK("http://evil.example","x") @SUM(1+1)' == formulas.people[0].name
    assert "<script>alert(1)</script> <img src=x onerror=alert(1)>" == scripts.people[0].name
    assert "anA Ruiz[31m" == marks.people[0].name
