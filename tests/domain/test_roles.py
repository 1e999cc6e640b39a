"""Roles looked for, against titles as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgraph.domain.roles import parse_role, role_matches
from netgraph.domain.titles import Function, Level, understand_title


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("CFO", "Chief Financial Officer"),
        ("Chief Financial Officer", "CFO"),
        ("CFO", "SVP & CFO"),
        ("CFO", "Finanzvorstand"),
        ("VP sales", "Vice President, Sales EMEA"),
        ("head of HR", "HR Director"),
        ("head of HR", "Chief People Officer"),
        ("head of HR in retail", "Leiterin Personal"),
        ("IT director", "Leiter IT"),
        ("IT director", "CIO"),
        ("head of purchasing", "Einkaufsleiter"),
        ("head of purchasing", "Responsabile acquisti"),
        ("CEO", "Geschäftsführer"),
        ("CEO", "Managing Director"),
        ("managing director", "PDG"),
        ("CEO", "Founder & CEO"),
        ("CTO", "Founder & CTO"),
        ("founder", "Founder & CTO"),
        ("CPO", "Chief People Officer"),
        ("CPO", "Chief Procurement Officer"),
        ("CPO", "Chief Product Officer"),
        ("key account manager", "Account Manager DACH"),
        ("procurement", "Strategischer Einkäufer"),
        ("general manager", "GM France"),
        ("chairman", "Chairwoman of the Board"),
        ("director", "Board member"),
        ("director", "Non-Executive Director"),
    ],
)
def test_a_title_answers_to_a_role(query: str, title: str) -> None:
    """The same role in other words, or in another language, is found."""
    assert 0.6 <= role_matches(query, title)
    assert role_matches(query, title) == role_matches(query, understand_title(title))


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("CFO", "CEO"),
        ("CFO", "Sales Director"),
        ("CFO", "Assistant to the CFO"),
        ("CEO", "Executive Assistant to the CEO"),
        ("CEO", "Chief Financial Officer"),
        ("CEO", "Former CEO"),
        ("VP sales", "VP Marketing"),
        ("VP sales", "President"),
        ("head of HR", "HR Assistant"),
        ("director", "Sales Representative"),
        ("founder", "Managing Director"),
        ("Ana Ruiz", "CEO"),
        ("", "CEO"),
    ],
)
def test_a_title_does_not_answer_to_another_role(query: str, title: str) -> None:
    """Another field, a helper of the post, or no role at all is not offered."""
    assert role_matches(query, title) < 0.5


@pytest.mark.parametrize(
    ("query", "better", "worse"),
    [
        ("CFO", "Chief Financial Officer", "Finance Director"),
        ("CFO", "Finance Director", "Finance Manager"),
        ("CFO", "Kaufmännischer Geschäftsführer", "Financial Controller"),
        ("CEO", "Geschäftsführer", "Geschäftsführer Vertrieb"),
        ("VP sales", "VP Sales", "Sales Director"),
        ("CEO", "Chief Executive", "Founder"),
        ("head of IT", "Head of IT", "IT Manager"),
        ("finance", "CFO", "Financial Analyst"),
        ("head of sales at Globex", "Head of Sales, Globex", "Head of Sales, Initech"),
    ],
)
def test_the_nearer_title_scores_higher(query: str, better: str, worse: str) -> None:
    """The very role goes before the next level, and a shared further word before none."""
    assert role_matches(query, better) > role_matches(query, worse)


@pytest.mark.parametrize(
    "chief",
    ["CFO", "Group CFO", "Vorstand Finanzen", "Kaufmännischer Geschäftsführer", "DGA Finances",
     "Finanzvorstand", "首席财务官", "Członek Zarządu ds. Finansowych", "Fractional CFO",
     "CFO & Board Member", "SVP & CFO", "Chief Finance Officer"],
)  # fmt: skip
@pytest.mark.parametrize(
    "director", ["Director Financiero", "DAF", "Ekonomichef", "财务总监", "Head of Finance"]
)
@pytest.mark.parametrize("query", ["CFO", "CFO at Globex", "chief financial officer"])
def test_a_chief_goes_before_a_director_and_both_are_shown(
    query: str, chief: str, director: str
) -> None:
    """Who is of the C level in finance stands first for "CFO", and a finance director after."""
    assert 0.6 <= role_matches(query, director) < role_matches(query, chief)


@pytest.mark.parametrize(
    ("text", "level", "function"),
    [
        ("CFO", Level.C_LEVEL, Function.FINANCE),
        ("VP sales", Level.VP, Function.SALES),
        ("head of HR in retail", Level.DIRECTOR, Function.HR),
        ("IT director", Level.DIRECTOR, Function.IT),
        ("Geschäftsführer", Level.C_LEVEL, Function.GENERAL_MANAGEMENT),
        ("Leiter Einkauf", Level.DIRECTOR, Function.PROCUREMENT),
        ("finance", None, Function.FINANCE),
        ("supply chain", None, Function.SUPPLY_CHAIN),
        ("director", Level.DIRECTOR, None),
    ],
)
def test_a_role_is_recognised(text: str, level: Level | None, function: Function | None) -> None:
    """A role phrase gives the level, the function, or both."""
    role = parse_role(text)

    assert role is not None
    assert (level, function) == (role.level, role.function)


def test_what_says_neither_is_the_rest() -> None:
    """A trade, a company or a place is left for others to read."""
    role = parse_role("head of HR in retail")

    assert role is not None
    assert ("retail",) == role.rest


@pytest.mark.parametrize(
    "text",
    ["", "Ana Ruiz", "Dean Smith", "Grace Law", "Tom Head", "Anna Sporleder", "Bill Banks", "Acme",
     "Marketa Novak", "Assistant to the CEO", "Meister Jakob"],
)  # fmt: skip
def test_a_name_is_no_role(text: str) -> None:
    """Names, also those that hold a word of a role, are none."""
    assert parse_role(text) is None


@given(st.text(max_size=80), st.text(max_size=80))
def test_scores_lie_between_none_and_all(query: str, title: str) -> None:
    """No text raises, and a score is a share."""
    assert 0 <= role_matches(query, title) <= 1
