"""What an idea of giving is worth, what is learnt from choices, and how wants fade."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from netgraph.domain.give import (
    DONE_DAYS,
    SNOOZE_DAYS,
    UNFIT_DAYS,
    Choice,
    Chosen,
    Idea,
    cost_of,
    habit,
    is_away,
    score_of,
)
from netgraph.domain.ids import PersonId, WantId
from netgraph.domain.offers import Offer, OfferKind
from netgraph.domain.wants import Want, WantKind

TODAY = date(2026, 6, 15)
ME = PersonId("me")


def offer(kind: OfferKind = OfferKind.SHARE, **other: object) -> Offer:
    """An offer of the viewer's own hand."""
    said: dict[str, object] = {
        "kind": kind, "want": WantId("w"), "want_text": "x", "by": ME, "headline": "h",
        "why": "y", "fit": 1.0, "deliver": 0.5, **other,
    }  # fmt: skip
    return Offer(**said)  # type: ignore[arg-type]


def chosen(choice: Choice, *, days: int = 0, kind: OfferKind = OfferKind.SHARE) -> Chosen:
    """A choice about the idea of `idea()`, some days ago."""
    return Chosen(
        idea="i", person=PersonId("dana"), want=WantId("w"), kind=kind, choice=choice,
        day=TODAY - timedelta(days=days),
    )  # fmt: skip


def idea(id_: str = "i", want: str = "w") -> Idea:
    """An idea for Dana."""
    return Idea(
        id=id_, person=PersonId("dana"), through=None, near=(), offer=offer(want=WantId(want)),
        score=1.0,
    )  # fmt: skip


choices = st.lists(
    st.builds(
        chosen,
        st.sampled_from(Choice),
        days=st.integers(0, 2000),
        kind=st.sampled_from(OfferKind),
    ),
    max_size=30,
)


@given(choices)
def test_what_is_learnt_stays_within_a_half_and_twice(made: list[Chosen]) -> None:
    """Whatever was chosen, a kind counts at least half and at most double; unchosen, it is one."""
    for kind in OfferKind:
        liked = habit(made, kind, as_of=TODAY)
        assert 0.5 < liked < 2
        if all(one.kind is not kind for one in made):
            assert liked == 1


@given(choices)
def test_doing_teaches_more_of_a_kind_and_refusing_less(made: list[Chosen]) -> None:
    """One more done never counts less, one more refused never more, and not fitting weighs most."""
    was = habit(made, OfferKind.SHARE, as_of=TODAY)
    after = {
        choice: habit([*made, chosen(choice)], OfferKind.SHARE, as_of=TODAY) for choice in Choice
    }

    assert after[Choice.UNFIT] <= after[Choice.DISMISSED] <= was <= after[Choice.DONE]
    assert after[Choice.SNOOZED] == was


def test_choices_keep_an_idea_away_for_their_time() -> None:
    """Put off for two weeks, done for the want a quarter, unfit for the kind a year."""
    for choice, days in (
        (Choice.SNOOZED, SNOOZE_DAYS), (Choice.DISMISSED, 5000), (Choice.DONE, 5000),
    ):  # fmt: skip
        assert is_away(idea(), [chosen(choice, days=days - 1)], as_of=TODAY)
    assert not is_away(idea(), [chosen(Choice.SNOOZED, days=SNOOZE_DAYS)], as_of=TODAY)
    other = idea("another")
    assert is_away(other, [chosen(Choice.DONE, days=DONE_DAYS - 1)], as_of=TODAY)
    assert not is_away(other, [chosen(Choice.DONE, days=DONE_DAYS)], as_of=TODAY)
    assert not is_away(other, [chosen(Choice.DISMISSED)], as_of=TODAY)
    third = idea("third", want="w2")
    assert is_away(third, [chosen(Choice.UNFIT, days=UNFIT_DAYS - 1)], as_of=TODAY)
    assert not is_away(third, [chosen(Choice.UNFIT, days=UNFIT_DAYS)], as_of=TODAY)


def test_what_costs_less_and_is_near_a_target_comes_first() -> None:
    """Of two equal offers the cheaper wins, and the one for somebody near a target."""
    cheap, dear = offer(OfferKind.SHARE), offer(OfferKind.HELP)
    score = {
        (kind, near): score_of(one, me=ME, through_colleague=False, near=near, liked=1.0)
        for kind, one in (("cheap", cheap), ("dear", dear))
        for near in (True, False)
    }

    assert score["cheap", True] > score["dear", True] > score["dear", False]
    assert score["cheap", True] > score["cheap", False]
    assert cost_of(cheap, me=PersonId("b"), through_colleague=True) > cost_of(
        cheap, me=ME, through_colleague=False
    )


@given(st.integers(0, 3000), st.integers(0, 3000))
def test_a_want_only_fades(one: int, other: int) -> None:
    """The longer ago something was said the less of it is left, and never nothing."""
    want = Want(id=WantId("w"), person=ME, kind=WantKind.HELP, text="x", said=TODAY)
    early, late = sorted((one, other))
    left = [want.freshness(as_of=TODAY + timedelta(days=days)) for days in (early, late)]

    assert 1 >= left[0] >= left[1] > 0
    assert want.freshness(as_of=TODAY - timedelta(days=3)) == 1
