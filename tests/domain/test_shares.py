"""A share has words, somebody to share with, and a link that leads where it says."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgraph.domain.blurbs import debts_in
from netgraph.domain.ids import PersonId, ShareId
from netgraph.domain.shares import (
    LONGEST_SHARE,
    THANKS_DAYS,
    NewShare,
    Share,
    ShareKind,
    Thanks,
    checked_link,
)
from tests.conftest import NOW

DANA, PRIYA, TOM = PersonId("dana"), PersonId("priya"), PersonId("tom")


def test_a_share_is_for_people_or_for_the_team() -> None:
    """Its text is kept on one line, nobody is named twice, and a contact names who it is."""
    share = NewShare(kind=ShareKind.IDEA, text="a  day\nin the plant ", people=(DANA, DANA))
    contact = NewShare(kind=ShareKind.CONTACT, text="Meet her.", team=True, contact=PRIYA)

    assert ("a day in the plant", (DANA,)) == (share.text, share.people)
    assert PRIYA == contact.contact


def share(*people: PersonId, thanked: tuple[PersonId, ...] = (), **given: object) -> Share:
    """An idea of Ana's for these people."""
    said = {"kind": ShareKind.IDEA, "team": not people, **given}
    return Share(
        id=ShareId("share"),
        sharer=PersonId("ana"),
        text="A day in the plant.",
        link="",
        created_at=NOW,
        people=people,
        thanks=tuple(Thanks(person=one, at=NOW) for one in thanked),
        **said,  # type: ignore[arg-type] # what a test gives
    )


def test_whom_a_share_is_for_may_change_but_for_those_it_helped() -> None:
    """More may come, and all may go but the last one and whoever said that it helped."""
    some = share(DANA, PRIYA, thanked=(DANA,))

    assert (DANA, PRIYA, TOM) == some.with_people((TOM, DANA))
    assert (DANA,) == some.without(PRIYA)
    for person in (DANA, TOM):
        with pytest.raises(ValueError, match=r"\."):
            some.without(person)
    with pytest.raises(ValueError, match="Withdraw"):
        share(DANA).without(DANA)


@pytest.mark.parametrize(
    ("one", "more"),
    [
        (share(DANA), PersonId("ana")),
        (share(), DANA),
        (share(DANA, kind=ShareKind.CONTACT, contact=PRIYA), PRIYA),
        (share(*(PersonId(f"p{n}") for n in range(25))), DANA),
    ],
)
def test_nobody_is_added_for_whom_it_could_not_have_been(one: Share, more: PersonId) -> None:
    """Not its sharer, not who it is about, nobody beside the team, and no more than fit."""
    with pytest.raises(ValueError, match=r"\."):
        one.with_people((more,))


def test_the_link_of_a_draft_takes_thanks_for_a_while() -> None:
    """Ninety days from the sharing, and no longer."""
    last = NOW.date() + timedelta(days=THANKS_DAYS - 1)

    assert share(DANA).takes_thanks(last)
    assert not share(DANA).takes_thanks(last + timedelta(days=1))


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
