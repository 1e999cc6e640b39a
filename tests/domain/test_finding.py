"""Typed text is compared with names, and phrases are taken apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgraph.domain.finding import begins, likeness, nearly, spelled, spelled_company, splits

WORDS = st.lists(st.text("abcdefg", min_size=1, max_size=9), min_size=1, max_size=4).map(" ".join)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dr. José Núñez-Gil, PhD", "jose nunez gil"),
        ("Shah, Priya", "priya shah"),
        ("ana.ruiz@acme.example", "ana ruiz acme example"),
        ("  ", ""),
    ],
)
def test_names_are_spelled_plainly(text: str, expected: str) -> None:
    """Accents, titles, order and punctuation do not count."""
    assert expected == spelled(text)


def test_a_company_is_spelled_without_its_legal_form() -> None:
    """The legal form and the article do not count."""
    assert "acme" == spelled_company("The ACME Co., Inc.")


@pytest.mark.parametrize(
    ("asked", "name", "expected"),
    [
        ("pri sha", "priya shah", True),
        ("sha pri", "priya shah", True),
        ("priya priya", "priya shah", False),
        ("iya", "priya shah", False),
        ("", "priya shah", False),
    ],
)
def test_words_begin_words(asked: str, name: str, *, expected: bool) -> None:
    """Each word asked for begins a word of its own, in any order."""
    assert expected is begins(asked, name)


@pytest.mark.parametrize(
    ("asked", "name", "expected"),
    [
        ("pryia", "priya shah", True),
        ("priyya", "priya shah", True),
        ("prxxa", "priya shah", False),
        ("shx", "priya shah", False),
        ("kovaczzs", "kovacs", True),
    ],
)
def test_mistakes_are_few(asked: str, name: str, *, expected: bool) -> None:
    """One mistake in a word of four letters, two in one of eight."""
    assert expected is nearly(asked, name)


@given(WORDS, WORDS)
def test_nothing_is_liker_than_the_same(asked: str, name: str) -> None:
    """Likeness lies between 0 and 100, and only equal texts have 100."""
    found = likeness(asked, name)

    assert 0 <= found <= 100
    assert (asked == name) is (found == 100)


@given(WORDS, WORDS)
def test_what_begins_is_nearly_so(asked: str, name: str) -> None:
    """Whatever fits by beginnings also fits when mistakes are forgiven."""
    assert nearly(asked, name) or not begins(asked, name)


@pytest.mark.parametrize(
    ("phrase", "first"),
    [
        ("CFO at Acme", ("CFO", "Acme")),
        ("VP sales, Globex", ("VP sales", "Globex")),
        ("head of HR in retail", ("head of HR", "retail")),
        ("Priya @ Acme", ("Priya", "Acme")),
        ("Priya (Acme)", ("Priya", "Acme")),
        ("Leiter Einkauf bei Velden", ("Leiter Einkauf", "Velden")),
        ("Head at large at Acme", ("Head at large", "Acme")),
    ],
)
def test_a_phrase_is_split_where_it_is_likeliest(phrase: str, first: tuple[str, str]) -> None:
    """The place is what comes after the last separator of the strongest kind."""
    assert first == next(splits(phrase))


@given(st.text(max_size=60))
def test_any_text_can_be_split(text: str) -> None:
    """No text breaks it, and no part is empty."""
    assert all(left and right for left, right in splits(text))
