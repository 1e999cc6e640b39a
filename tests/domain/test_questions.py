"""Which question to ask: worth something only where an answer can change the best way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgraph.domain.ids import PersonId
from netgraph.domain.portfolio import Route
from netgraph.domain.questions import Belief, most_useful

ME, DANA, BO, PRIYA = map(PersonId, ("me", "dana", "bo", "priya"))
OVER_DANA, OVER_BO = (DANA, PRIYA), (BO, PRIYA)


def routes(dana: float, bo: float) -> list[Route]:
    """Two ways to Priya whose first ties are alike."""
    return [
        Route(people=(ME, DANA, PRIYA), chances=(0.8, dana)),
        Route(people=(ME, BO, PRIYA), chances=(0.8, bo)),
    ]


chances = st.floats(min_value=0.01, max_value=0.99)


@st.composite
def beliefs(draw: st.DrawFn) -> Belief:
    """Any strength with an interval around it."""
    p, below, above = draw(chances), draw(chances), draw(chances)
    return Belief(probability=p, low=p * below, high=p + (1 - p) * above)


@given(beliefs())
def test_answers_agree_with_what_is_believed(belief: Belief) -> None:
    """They are all the answers there are, and expected to change nothing."""
    answers = belief.answers

    assert sum(likely for likely, _ in answers) == pytest.approx(1)
    assert sum(likely * p for likely, p in answers) == pytest.approx(belief.probability, rel=1e-4)
    means = [p for likely, p in answers if likely > 1e-6]
    assert means == sorted(means)


@given(beliefs(), beliefs())
def test_a_question_is_never_worth_less_than_nothing(dana: Belief, bo: Belief) -> None:
    """Nor more than the best way could rise to; its chance to change anything is one."""
    found = most_useful(routes(dana.probability, bo.probability), {OVER_DANA: dana, OVER_BO: bo})

    assert all(0 < one.worth <= 0.8 and 0 < one.changes <= 1 + 1e-9 for one in found)
    assert [one.worth for one in found] == sorted((one.worth for one in found), reverse=True)


def test_what_is_uncertain_and_near_the_best_is_asked_first() -> None:
    """A doubtful tie that may beat the best way is asked about, a sure one is not."""
    found = most_useful(
        routes(0.5, 0.4),
        {
            OVER_DANA: Belief(probability=0.5, low=0.48, high=0.52),
            OVER_BO: Belief(probability=0.4, low=0.1, high=0.8),
        },
    )

    assert [OVER_BO] == [one.about for one in found][:1]
    assert found[0].worth > 0.02


def test_nothing_is_asked_where_no_answer_matters() -> None:
    """Neither about the only way there is, nor about one that is hopelessly behind."""
    doubtful = Belief(probability=0.4, low=0.1, high=0.8)
    only = [Route(people=(ME, DANA, PRIYA), chances=(0.8, 0.4))]
    behind = [
        Route(people=(ME, DANA, PRIYA), chances=(0.9, 0.9)),
        Route(people=(ME, BO, PRIYA), chances=(0.01, 0.4)),
    ]

    assert () == most_useful(only, {OVER_DANA: doubtful})
    assert () == most_useful(behind, {OVER_BO: doubtful})


def test_one_answer_counts_on_every_route_over_the_tie() -> None:
    """The same tie on two routes is one question, for the better of the two."""
    long = Route(people=(ME, BO, DANA, PRIYA), chances=(0.9, 0.9, 0.4))
    found = most_useful(
        [*routes(0.4, 0.45), long], {OVER_DANA: Belief(probability=0.4, low=0.1, high=0.8)}
    )

    assert [OVER_DANA] == [one.about for one in found]
