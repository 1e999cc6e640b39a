"""A share has words, somebody to share with, and a link that leads where it says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgraph.domain.blurbs import debts_in
from netgraph.domain.ids import PersonId
from netgraph.domain.shares import LONGEST_SHARE, NewShare, ShareKind, checked_link

DANA, PRIYA = PersonId("dana"), PersonId("priya")


def test_a_share_is_for_people_or_for_the_team() -> None:
    """Its text is kept on one line, nobody is named twice, and a contact names who it is."""
    share = NewShare(kind=ShareKind.IDEA, text="a  day\nin the plant ", people=(DANA, DANA))
    contact = NewShare(kind=ShareKind.CONTACT, text="Meet her.", team=True, contact=PRIYA)

    assert ("a day in the plant", (DANA,)) == (share.text, share.people)
    assert PRIYA == contact.contact


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": " "},
        {"text": "x" * (LONGEST_SHARE + 1)},
        {"text": "You owe me one."},
        {"people": ()},
        {"team": True},
        {"people": tuple(PersonId(f"p{n}") for n in range(26))},
        {"kind": ShareKind.CONTACT},
        {"contact": PRIYA},
        {"kind": ShareKind.CONTACT, "contact": DANA},
        {"link": "javascript:alert(1)"},
    ],
)
def test_what_is_no_share_is_refused(wrong: dict[str, object]) -> None:
    """Without words, without or with two audiences, with a debt or a wrong link: nothing."""
    right = {"kind": ShareKind.IDEA, "text": "A day in the plant.", "people": (DANA,)}

    with pytest.raises(ValueError, match=r"\w"):
        NewShare(**{**right, **wrong})  # type: ignore[arg-type] # whatever is wrong


@pytest.mark.parametrize(
    "link",
    [
        "www.example.org",
        "//x.example",
        "ftp://x.example",
        "data:text/html,x",
        "file:///etc/passwd",
        "https://",
        "https://bank.example@evil.example/",
        "https://x.example\\@y",
        "https://x .example",
        "https://x.example:0/",
        "https://[::1",
        "https://x.example/\u202egpj.exe",
        "https://" + "x" * 500,
    ],
)
def test_a_link_leads_where_it_says(link: str) -> None:
    """Only plain addresses on the web are links."""
    with pytest.raises(ValueError, match="https"):
        checked_link(link)


@given(st.text(max_size=60))
def test_any_text_is_a_link_or_refused(text: str) -> None:
    """Whatever is typed either begins like an address on the web or is refused."""
    try:
        kept = checked_link(text)
    except ValueError:
        return

    assert not kept or kept.lower().startswith(("http://", "https://"))
    assert "\\" not in kept


@given(st.text(min_size=1, max_size=80))
def test_no_share_speaks_of_a_debt(text: str) -> None:
    """What is kept speaks of no debt."""
    try:
        share = NewShare(kind=ShareKind.STORY, text=text, team=True)
    except ValueError:
        return

    assert () == debts_in(share.text)
