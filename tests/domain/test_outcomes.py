"""What came of requests: little moves little, much moves much, and never past reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgraph.domain.evidence import Grade
from netgraph.domain.ids import PersonId
from netgraph.domain.outcomes import Outcome, kept, learn

CONNECTORS = (PersonId("dana"), PersonId("tom"))
outcome_sets = st.lists(
    st.builds(
        Outcome,
        connector=st.sampled_from(CONNECTORS),
        grade=st.sampled_from(tuple(Grade)),
        said=st.floats(0.01, 0.99),
        worked=st.booleans(),
    ),
    max_size=40,
)
grades = st.sampled_from(tuple(Grade))


def outcome(worked: bool, *, grade: Grade = Grade.MET, connector: str = "dana") -> Outcome:  # noqa: FBT001 # it is the point
    """An outcome of which we had said 60 %."""
    return Outcome(connector=PersonId(connector), grade=grade, said=0.6, worked=worked)


@given(outcome_sets, grades, st.sampled_from(CONNECTORS))
def test_chance_is_a_probability_within_its_interval(
    outcomes: list[Outcome], grade: Grade, connector: PersonId
) -> None:
    """Whatever came, the chance stays between 0 and 1 and inside its interval."""
    found = learn(outcomes).chance(connector=connector, grade=grade, said=0.5)

    assert 0 < found.low < found.probability < found.high < 1


@given(outcome_sets, grades, st.sampled_from(CONNECTORS))
def test_one_more_success_never_lowers_and_one_more_failure_never_raises(
    outcomes: list[Outcome], grade: Grade, connector: PersonId
) -> None:
    """Success of the same connector and grade speaks for the next, failure against it."""
    before = learn(outcomes).chance(connector=connector, grade=grade, said=0.5).probability
    better = Outcome(connector=connector, grade=grade, said=0.5, worked=True)
    worse = Outcome(connector=connector, grade=grade, said=0.5, worked=False)

    after = learn([*outcomes, better]).chance(connector=connector, grade=grade, said=0.5)
    less = learn([*outcomes, worse]).chance(connector=connector, grade=grade, said=0.5)

    assert less.probability - 1e-9 <= before <= after.probability + 1e-9


@given(outcome_sets, grades)
def test_order_makes_no_difference(outcomes: list[Outcome], grade: Grade) -> None:
    """Outcomes are a set of facts, in whatever order they are told."""
    told = sorted(outcomes, key=lambda one: (one.said, one.grade, one.connector, one.worked))

    assert learn(told).chance(
        connector=CONNECTORS[0], grade=grade, said=0.5
    ).probability == pytest.approx(
        learn(outcomes).chance(connector=CONNECTORS[0], grade=grade, said=0.5).probability
    )


@pytest.mark.parametrize("said", [0.1, 0.5, 0.9])
def test_without_outcomes_the_formula_speaks(said: float) -> None:
    """Nothing seen, nothing learned."""
    found = learn(()).chance(connector=CONNECTORS[0], grade=Grade.MET, said=said)

    assert said == pytest.approx(found.probability)


def test_twenty_outcomes_teach_something() -> None:
    """After eighteen failures of twenty the next is thought far less likely, also of others."""
    outcomes = [outcome(worked=number < 2) for number in range(20)]

    assert (
        learn(outcomes).chance(connector=PersonId("dana"), grade=Grade.MET, said=0.5).probability
        < 0.25
    )
    assert (
        learn(outcomes).chance(connector=PersonId("tom"), grade=Grade.MET, said=0.5).probability
        < 0.4
    )
    assert (
        learn(outcomes).chance(connector=PersonId("tom"), grade=Grade.TWO_WAY, said=0.4).probability
        < 0.35
    )


def test_one_lucky_success_is_no_certainty() -> None:
    """A connector's first success moves the chance by less than fifteen points."""
    found = learn([outcome(worked=True)]).chance(
        connector=PersonId("dana"), grade=Grade.MET, said=0.5
    )

    assert 0.5 < found.probability < 0.65


def test_interval_narrows_with_outcomes() -> None:
    """The more is known of a connector, the surer the chance."""
    outcomes = [outcome(worked=number % 2 == 0) for number in range(30)]
    few = learn(outcomes[:2]).chance(connector=PersonId("dana"), grade=Grade.MET, said=0.5)
    many = learn(outcomes).chance(connector=PersonId("dana"), grade=Grade.MET, said=0.5)

    assert many.high - many.low < few.high - few.low


def test_says_what_was_said_and_what_was() -> None:
    """The comparison is one line in plain words."""
    outcomes = [outcome(worked=number < 29) for number in range(50)]

    assert "Of 50 requests we said 60 %, it was 58 %." == kept(outcomes).words
    assert "No request has ended yet." == kept(()).words


@pytest.mark.parametrize("said", [0.0, 1.0, -0.1])
def test_certainty_is_refused(said: float) -> None:
    """Nothing was ever certain."""
    with pytest.raises(ValueError, match="between 0 and 1"):
        Outcome(connector=PersonId("dana"), grade=Grade.MET, said=said, worked=True)


def test_what_is_not_to_be_known_teaches_about_the_team_alone() -> None:
    """An outcome without connector and grade moves everybody's chance, and nobody's more."""
    unnamed = [Outcome(connector=None, grade=None, said=0.6, worked=False) for _ in range(20)]

    dana = learn(unnamed).chance(connector=PersonId("dana"), grade=Grade.MET, said=0.6)
    tom = learn(unnamed).chance(connector=PersonId("tom"), grade=Grade.CLAIMED, said=0.6)
    anybody = learn(unnamed).chance(connector=None, grade=None, said=0.6)

    assert dana.probability < 0.5
    assert dana.probability == pytest.approx(tom.probability)
    assert dana.probability == pytest.approx(anybody.probability)
    assert dana.seen == anybody.seen == 0
