"""Names are cleaned, shown and compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgraph.domain.names import company_key, display_name, is_address, name_key, plain


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("  Ana \t Ruiz\n", "Ana Ruiz"),
        ("\u202eAna\u202c Ru\u200biz", "Ana Ruiz"),
        ("A\x00na\x07 Ruiz", "Ana Ruiz"),
        ("Jose\u0301", "José"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("Zoë 🚀", "Zoë 🚀"),
        ("<b>Ana</b>", "<b>Ana</b>"),
        ("Ana\ud800", "Ana"),
    ],
)
def test_text_is_cleaned(text: str, shown: str) -> None:
    """Control characters and invisible marks go, letters, joiners, emoji and markup stay."""
    assert shown == plain(text)


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    """Clean text is clean."""
    once = plain(text)

    assert once == plain(once)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ruiz, Ana", "Ana Ruiz"),
        ('"Ruiz, Ana"', "Ana Ruiz"),
        ("'Ana Ruiz'", "Ana Ruiz"),
        ("Ana Ruiz, PhD", "Ana Ruiz, PhD"),
        ("King, Martin, Jr.", "King, Martin, Jr."),
        ("Ana Ruiz", "Ana Ruiz"),
        (",", ","),
        ("", ""),
    ],
)
def test_names_are_shown_in_order(text: str, shown: str) -> None:
    """A name before a comma comes last, a degree behind one stays."""
    assert shown == display_name(text)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Dr. José Núñez-Gil, PhD", "jose nunez gil"),
        ("NÚÑEZ GIL, José", "jose nunez gil"),
        ("Seán O’Brien Jr.", "sean obrien"),
        ("Ana Ruiz (she/her)", "ana ruiz"),
        ("Jack Ma", "jack ma"),
        ("Don Draper", "don draper"),
        ("Dr", "dr"),
        ("ana@acme.example", ""),
        ("🚀", "rocket"),
        ("...", ""),
    ],
)
def test_names_are_compared_by_letters(name: str, key: str) -> None:
    """Titles, degrees, accents, asides and order do not matter in a name's key."""
    assert key == name_key(name)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("The Acme Co., Inc.", "acme"),
        ("ACME", "acme"),
        ("Müller GmbH & Co. KG", "muller"),
        ("Banco Sol, S.A.", "banco sol"),
        ("Nord A/S", "nord"),
        ("Las Sp. z o.o.", "las"),
        ("Tullow plc", "tullow"),
        ("Company Ltd", "company"),
        ("SE", "se"),
        ("Procter and Gamble", "procter and gamble"),
        ("", ""),
    ],
)
def test_companies_are_compared_without_legal_forms(name: str, key: str) -> None:
    """Legal forms and the article do not matter in a company's key."""
    assert key == company_key(name)


def test_an_address_is_no_name() -> None:
    """An e-mail address in place of a name is told from a name."""
    assert is_address("ana@acme.example")
    assert not is_address("Ana Ruiz")
