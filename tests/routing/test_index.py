"""What an index takes and gives, by examples."""

from typing import Any

import numpy as np
import pytest

from netgraph.routing import Alternative, Overlay, Path, TieIndex

RITA, DANA, OMAR, CLEO, TESS = range(5)


@pytest.fixture
def index() -> TieIndex:
    """Rita reaches Tess through Dana, through Omar and Cleo, and weakly by herself."""
    return TieIndex.from_arrays(
        [RITA, DANA, RITA, OMAR, CLEO, RITA],
        [DANA, TESS, OMAR, CLEO, TESS, TESS],
        [0.5, 0.5, 0.5, 1.0, 0.75, 0.125],
        people=5,
    )


def test_paths_carry_people_ties_and_probability(index: TieIndex) -> None:
    """A path names its people, the probability of each tie and of the whole."""
    assert (
        Path(people=(RITA, OMAR, CLEO, TESS), ties=(0.5, 1.0, 0.75), probability=0.375),
        Path(people=(RITA, DANA, TESS), ties=(0.5, 0.5), probability=0.25),
        Path(people=(RITA, TESS), ties=(0.125,), probability=0.125),
    ) == index.best_paths(RITA, TESS)


def test_the_weakest_tie_is_named(index: TieIndex) -> None:
    """The weakest tie of a path is known by its place, the first of equals."""
    assert [0, 0, 0] == [path.weakest for path in index.best_paths(RITA, TESS)]
    assert 1 == Path(people=(0, 1, 2), ties=(0.5, 0.25), probability=0.125).weakest


def test_ties_have_a_direction(index: TieIndex) -> None:
    """Nobody is reached against the direction of a tie."""
    assert () == index.best_paths(TESS, RITA)


def test_nobody_is_introduced_to_themselves(index: TieIndex) -> None:
    """Who is requester and target at once is no target."""
    assert () == index.best_paths(RITA, RITA)
    assert [(RITA, DANA)] == [path.people for path in index.best_paths(RITA, [RITA, DANA])]


def test_a_path_ends_at_the_first_target(index: TieIndex) -> None:
    """A path to one of several targets never passes through another."""
    paths = index.best_paths(RITA, [CLEO, TESS])

    assert [(RITA, OMAR, CLEO), (RITA, DANA, TESS), (RITA, TESS)] == [p.people for p in paths]


def test_a_path_starts_at_the_last_requester(index: TieIndex) -> None:
    """A path from one of several requesters never passes through another."""
    paths = index.best_paths([RITA, OMAR], TESS)

    assert [(OMAR, CLEO, TESS), (RITA, DANA, TESS), (RITA, TESS)] == [p.people for p in paths]


def test_alternatives_name_their_fallback(index: TieIndex) -> None:
    """Each first connector appears once, with the path to try when they say no."""
    long, short, direct = index.best_paths(RITA, TESS)

    assert (
        Alternative(path=long, fallback=short),
        Alternative(path=short, fallback=long),
        Alternative(path=direct, fallback=long),
    ) == index.by_first_connector(RITA, TESS)


def test_an_overlay_brings_people_of_its_own(index: TieIndex) -> None:
    """A person whom only one viewer knows is a connector for that viewer alone."""
    friend = 9
    overlay = Overlay.from_arrays([RITA, friend], [friend, TESS], [1.0, 0.5])

    assert (RITA, friend, TESS) == index.best_paths(RITA, TESS, overlay=overlay)[0].people
    with pytest.raises(ValueError, match="numbered from 0 to 4"):
        index.best_paths(RITA, friend)


def test_an_overlay_hides_a_tie_with_zero(index: TieIndex) -> None:
    """A probability of zero takes the team's tie away, for this viewer alone."""
    overlay = Overlay.from_arrays([RITA], [OMAR], [0.0])

    assert [(RITA, DANA, TESS), (RITA, TESS)] == [
        path.people for path in index.best_paths(RITA, TESS, overlay=overlay)
    ]
    assert 3 == len(index.best_paths(RITA, TESS))


def test_a_changed_index_leaves_the_old_one_alone(index: TieIndex) -> None:
    """Ties can be changed, removed and added, with room for new people, in a new index."""
    newcomer = 5

    changed = index.with_ties(
        [RITA, RITA, RITA, newcomer], [DANA, OMAR, newcomer, TESS], [1.0, 0.0, 0.5, 0.25], people=6
    )

    assert [(RITA, DANA, TESS), (RITA, TESS), (RITA, newcomer, TESS)] == [
        path.people for path in changed.best_paths(RITA, TESS)
    ]
    assert (6, 6) == (index.ties, changed.ties - 1)
    assert (RITA, OMAR, CLEO, TESS) == index.best_paths(RITA, TESS)[0].people
    with pytest.raises(ValueError, match="cannot shrink"):
        index.with_ties([], [], [], people=3)


def test_of_a_tie_given_twice_the_stronger_counts() -> None:
    """Ties of zero and ties with oneself are no ties; of equal pairs the strongest is kept."""
    index = TieIndex.from_arrays([0, 0, 1, 1], [1, 1, 1, 0], [0.25, 0.5, 1.0, 0.0], people=2)

    assert 1 == index.ties
    assert 0.5 == index.best_paths(0, 1)[0].probability


def test_an_empty_index_finds_nothing() -> None:
    """Without ties, and without people but the overlay's, there are no paths."""
    assert () == TieIndex.from_arrays([], [], [], people=3).best_paths(0, 2)
    overlay = Overlay.from_arrays([0], [1], [0.5])
    nobody = TieIndex.from_arrays([], [], [], people=0)
    assert [(0, 1)] == [path.people for path in nobody.best_paths(0, 1, overlay=overlay)]
    assert () == nobody.best_paths([], [])


def test_numpy_numbers_are_numbers(index: TieIndex) -> None:
    """Ids straight from an array are taken, and plain numbers come back."""
    path = index.best_paths(np.int32(RITA), np.array([TESS]))[0]  # type: ignore[arg-type]  # what numpy gives

    assert all(type(person) is int for person in path.people)


@pytest.mark.parametrize(
    ("source", "target", "probability", "message"),
    [
        ([0], [1, 2], [0.5], "equally many"),
        ([0], [1], [1.5], "between 0 and 1"),
        ([0], [1], [float("nan")], "between 0 and 1"),
        ([0], [-1], [0.5], "numbered from 0"),
        ([0], [3], [0.5], "from 0 to 2"),
    ],
)
def test_impossible_ties_are_refused(
    source: list[int], target: list[int], probability: list[float], message: str
) -> None:
    """Arrays that cannot be ties raise an error that says why."""
    with pytest.raises(ValueError, match=message):
        TieIndex.from_arrays(source, target, probability, people=3)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"k": 0}, "At least one path"),
        ({"max_ties": 5}, "1 to 4 ties"),
        ({"max_ties": 0}, "1 to 4 ties"),
        ({"minimum": 1.5}, "minimum is a probability"),
        ({"avoid": [7]}, "numbered from 0 to 4"),
        ({"via": [-1]}, "numbered from 0 to 4"),
    ],
)
def test_impossible_questions_are_refused(
    index: TieIndex, arguments: dict[str, Any], message: str
) -> None:
    """A question that cannot be meant raises an error that says why."""
    with pytest.raises(ValueError, match=message):
        index.best_paths(RITA, TESS, **arguments)
    with pytest.raises(ValueError, match=message):
        index.by_first_connector(RITA, TESS, **arguments)
