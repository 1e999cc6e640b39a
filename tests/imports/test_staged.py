"""What a preview keeps of a file comes back as it was."""

from datetime import date

from netgraph.domain.evidence import Kind, Monthly
from netgraph.imports.records import (
    OWNER,
    BadRow,
    EmploymentRecord,
    EvidenceRecord,
    Format,
    Key,
    KeyKind,
    Parsed,
    PersonRecord,
)
from netgraph.imports.staged import pieces, staged

PERSON = PersonRecord(
    line=2,
    name="Ana “=1+1” Ruiz",
    keys=(Key(KeyKind.EMAIL, "ana@acme.example"), Key(KeyKind.LOCAL, "1f")),
    title="CFO",
    company="Acme",
    emails=("ana@acme.example",),
    urls=("https://acme.example",),
    note="met in\nLisbon",
    employments=(EmploymentRecord(company="Harp", title="", start=date(2010, 1, 1), end=None),),
)
MAIL = EvidenceRecord(
    actor=OWNER,
    other=0,
    kind=Kind.MAIL,
    months=(Monthly(day=date(2026, 1, 31), count=0.333333),),
)
BOARD = EvidenceRecord(
    actor=0,
    other=1,
    kind=Kind.SAME_BOARD,
    since=date(2010, 1, 1),
    until=None,
    weight=0.25,
    about="Harp",
)
BAD = BadRow(line=3, reason="The row has no person.", text=",,")


def test_records_come_back_as_they_were() -> None:
    """People, evidence of both shapes and bad rows survive being kept, the bad rows first."""
    parsed = Parsed(
        format=Format.BOARDS, people=(PERSON,), evidence=(MAIL, BOARD), bad=(BAD,), rows=3
    )
    texts, first = pieces(parsed)
    back = staged(texts)

    assert ((PERSON,), (MAIL, BOARD), (BAD,)) == (back.people, back.evidence, back.bad)
    assert ((), (), (BAD,)) == tuple(
        getattr(staged(texts[:first]), part) for part in ("people", "evidence", "bad")
    )


def test_pieces_are_bounded() -> None:
    """A long file is kept in several pieces, none of more than two thousand records."""
    parsed = Parsed(format=Format.MBOX, people=(PERSON,) * 4001, rows=4001)
    texts, first = pieces(parsed)

    assert 0 == first
    assert [2000, 2000, 1] == [len(staged([text]).people) for text in texts]
