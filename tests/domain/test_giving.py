"""Favors, gifts and promises said in one line."""

from datetime import date

import pytest

from netgraph.domain.favors import Favor, FavorKind, Gift, Promise, PromiseState
from netgraph.domain.giving import deed_in_words, people_of
from netgraph.domain.ids import FavorId, GiftId, PersonId, PromiseId

DAY = date(2026, 3, 3)
ME, DANA, TOM, PRIYA = (PersonId(name) for name in ("you", "Dana", "Tom", "Priya"))


def favor(giver: PersonId, kind: FavorKind, receiver: PersonId, **other: PersonId) -> Favor:
    """A favor on some day."""
    return Favor(
        id=FavorId("f"),
        giver=giver,
        receiver=receiver,
        kind=kind,
        day=DAY,
        introduced=other.get("introduced"),
        on_behalf_of=other.get("on_behalf_of"),
    )


@pytest.mark.parametrize(
    ("said", "deed"),
    [
        ("You reviewed a document for Dana", favor(ME, FavorKind.DOCUMENT_REVIEW, DANA)),
        ("Tom introduced you to Priya", favor(TOM, FavorKind.INTRODUCTION, ME, introduced=PRIYA)),
        ("You made an introduction for Dana", favor(ME, FavorKind.INTRODUCTION, DANA)),
        ("You were a sounding board for Tom", favor(ME, FavorKind.SOUNDING_BOARD, TOM)),
        ("Tom was a sounding board for you", favor(TOM, FavorKind.SOUNDING_BOARD, ME)),
        (
            "You gave Tom, a colleague of Dana advice",
            favor(ME, FavorKind.ADVICE, TOM, on_behalf_of=DANA),
        ),
        (
            "You introduced Tom, a colleague of Dana, to Priya",
            favor(ME, FavorKind.INTRODUCTION, TOM, on_behalf_of=DANA, introduced=PRIYA),
        ),
        (
            "Dana made a referral for you, with Priya",
            favor(DANA, FavorKind.REFERRAL, ME, introduced=PRIYA),
        ),
        ("Dana gave you a gift", Gift(id=GiftId("g"), giver=DANA, receiver=ME, what="x", day=DAY)),
        (
            "You made Tom a promise",
            Promise(id=PromiseId("p"), owner=ME, to=TOM, what="x", due=DAY, made=DAY),
        ),
        (
            "Tom did not keep a promise to you",
            Promise(
                id=PromiseId("p"), owner=TOM, to=ME, what="x", due=DAY, made=DAY,
                state=PromiseState.BROKEN,
            ),
        ),
    ],
)  # fmt: skip
def test_each_deed_is_said_in_a_line(said: str, deed: Favor | Gift | Promise) -> None:
    """Who did what for whom, with the reader as you."""
    assert said == deed_in_words(deed, name=str)


@pytest.mark.parametrize("kind", FavorKind)
def test_no_line_speaks_of_a_debt(kind: FavorKind) -> None:
    """Whatever was done, nothing is due for it."""
    said = deed_in_words(favor(ME, kind, DANA), name=str).lower()

    assert said.startswith("you ")
    assert not {"owe", "owes", "debt", "giver", "taker"} & set(said.split())


def test_a_favor_names_everybody_in_it() -> None:
    """Giver and receiver, the introduced and the contact are all people of a favor."""
    deed = favor(ME, FavorKind.INTRODUCTION, TOM, introduced=PRIYA, on_behalf_of=DANA)

    assert (ME, TOM, PRIYA, DANA) == people_of(deed)
