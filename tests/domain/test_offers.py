"""What was shared before is offered where it speaks of what somebody looks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgraph.domain.ids import PersonId, WantId
from netgraph.domain.offers import OfferKind, best, fit_of_share, may_answer
from netgraph.domain.shares import ShareKind
from netgraph.domain.wants import WantKind
from tests.domain.test_give import offer

WORDS = st.lists(st.sampled_from("erp migration pricing hiring audit retail".split()), max_size=5)
"""Some words that say something."""


@pytest.mark.parametrize(
    ("wanted", "shared", "fits"),
    [
        ("advice on ERP migrations", "How we migrated our ERP in one weekend.", True),
        ("pricing of services", "Three ways to price a service, and when not to.", True),
        ("pricing", "What we learned about pricing.", True),
        ("how to hire data engineers", "A contract that protects data.", False),
        ("a works council in Spain", "The city council works late.", True),
        ("a speaker in May on forecasting demand", "We forecast the weather.", False),
        ("", "Anything.", False),
    ],
)
def test_a_share_fits_what_it_speaks_of(wanted: str, shared: str, *, fits: bool) -> None:
    """Stems in common decide, and one of several is chance."""
    assert fits is (fit_of_share(wanted, shared) >= 1 / 3)


@given(wanted=WORDS, shared=WORDS, more=WORDS)
def test_more_words_of_a_share_fit_no_less(
    wanted: list[str], shared: list[str], more: list[str]
) -> None:
    """The fit is within [0, 1], full for the want itself, and grows with what the share says."""
    asked = " ".join(wanted)
    fit = fit_of_share(asked, " ".join(shared))

    assert 0 <= fit <= fit_of_share(asked, " ".join([*shared, *more])) <= 1
    assert fit_of_share(asked, asked) == (1.0 if wanted else 0.0)


def test_a_contact_is_somebody_to_meet() -> None:
    """Who wants to meet somebody is shown contacts alone, and a hand is lent by nothing shared."""
    answers = {want: {kind for kind in ShareKind if may_answer(kind, want)} for want in WantKind}

    assert {ShareKind.CONTACT} == answers[WantKind.INTRODUCTION]
    assert ShareKind.CONTACT not in answers[WantKind.SHARE]
    assert set() == answers[WantKind.HELP]


def test_a_share_stands_beside_the_best_of_a_want() -> None:
    """What costs little is not lost to what is worth more; of each there is one."""
    deed = offer(fit=1.0)
    shares = [offer(share=f"s{n}", fit=fit, headline=f"{n}") for n, fit in enumerate((0.4, 0.6))]

    assert (deed, shares[1]) == best([*shares, deed, offer(fit=0.8, headline="x")], at_most=3)


def test_nobody_is_shared_who_can_be_introduced() -> None:
    """Of the two ways to bring somebody to a contact the introduction stays, whatever its value."""
    grace = PersonId("grace")
    made = offer(OfferKind.INTRODUCTION, whom=grace, fit=0.2)

    assert (made,) == best([offer(share="s", whom=grace, fit=1.0), made], at_most=3)


def test_nothing_is_offered_twice() -> None:
    """For two wants that say the same the offer stands once, and the second gets the next best."""
    one, same = offer(fit=0.9), offer(fit=0.8, want=WantId("again"))
    other = offer(fit=0.5, want=WantId("again"), headline="other")

    assert (one, other) == best([other, same, one], at_most=3)
