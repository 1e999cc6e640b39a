"""The paths found are those that plain enumeration of every path finds."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from math import prod
from typing import TypedDict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netgraph.routing import Overlay, Path, TieIndex

Ties = dict[tuple[int, int], float]
PEOPLE = 8
STEPS = 32

people = st.integers(0, PEOPLE - 1)
some_people = st.frozensets(people, max_size=3)
coarse = st.integers(1, 4).map(lambda n: n / 4)  # many equal products
fine = st.integers(1, 999).map(lambda n: n / 1000)
pairs = st.tuples(people, people).filter(lambda pair: pair[0] != pair[1])


def ties_of(probability: st.SearchStrategy[float], *, most: int = 40) -> st.SearchStrategy[Ties]:
    """Random directed ties among a few people."""
    return st.dictionaries(pairs, probability, max_size=most)


networks = st.one_of(ties_of(coarse), ties_of(fine))


class Question(TypedDict):
    """What is asked of an index."""

    requesters: frozenset[int]
    targets: frozenset[int]
    k: int
    max_ties: int
    via: frozenset[int]
    avoid: frozenset[int]
    minimum: float


questions = st.builds(
    Question,
    requesters=st.frozensets(people, min_size=1, max_size=3),
    targets=st.frozensets(people, min_size=1, max_size=3),
    k=st.integers(1, 7),
    max_ties=st.integers(1, 4),
    via=st.one_of(st.just(frozenset[int]()), some_people),
    avoid=st.one_of(st.just(frozenset[int]()), some_people),
    minimum=st.sampled_from([0.0, 0.0, 0.25, 0.5]),
)


def index_of(ties: Mapping[tuple[int, int], float], *, size: int = PEOPLE) -> TieIndex:
    """An index of these ties."""
    return TieIndex.from_arrays(
        [source for source, _ in ties],
        [target for _, target in ties],
        list(ties.values()),
        people=size,
    )


def overlay_of(ties: Mapping[tuple[int, int], float]) -> Overlay:
    """An overlay of these ties."""
    return Overlay.from_arrays(
        [source for source, _ in ties], [target for _, target in ties], list(ties.values())
    )


def every_path(ties: Ties, question: Question) -> Iterator[tuple[int, ...]]:
    """Every path that the question allows, by walking them all."""
    requesters, avoid = question["requesters"], question["avoid"]
    goal = question["targets"] - requesters

    def walk(path: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        for (source, target), probability in ties.items():
            if source != path[-1] or target in path or target in avoid | requesters:
                continue
            if probability <= 0 or probability < question["minimum"]:
                continue
            longer = (*path, target)
            if target in goal:
                if question["via"] <= set(longer[1:-1]):
                    yield longer
            elif len(longer) <= question["max_ties"]:
                yield from walk(longer)

    for requester in requesters - avoid:
        yield from walk((requester,))


def product(ties: Ties, path: tuple[int, ...]) -> float:
    """The probability of a path, multiplied from its beginning."""
    return prod(ties[pair] for pair in pairwise(path))


def enumerated(ties: Ties, question: Question) -> list[tuple[int, ...]]:
    """The k best of all paths."""
    paths = every_path(ties, question)
    return sorted(paths, key=lambda p: (-product(ties, p), len(p), p))[: question["k"]]


def rounded(paths: tuple[Path, ...]) -> list[float]:
    """The probabilities of paths, without the last few bits."""
    return [round(path.probability, 12) for path in paths]


@settings(max_examples=800, deadline=None)
@given(ties=networks, question=questions)
def test_paths_equal_enumeration(ties: Ties, question: Question) -> None:
    """Under every constraint the answer is that of enumeration, in the same order."""
    answer = index_of(ties).best_paths(**question)

    expected = enumerated(ties, question)
    assert expected == [path.people for path in answer]
    assert [product(ties, path) for path in expected] == [path.probability for path in answer]


@settings(max_examples=400, deadline=None)
@given(
    ties=networks,
    own=st.dictionaries(
        st.tuples(st.integers(0, PEOPLE + 1), st.integers(0, PEOPLE + 1)).filter(
            lambda pair: pair[0] != pair[1]
        ),
        st.one_of(st.just(0.0), coarse, fine),
        max_size=12,
    ),
    question=questions,
)
def test_an_overlay_equals_an_index_of_the_merged_ties(
    ties: Ties, own: Ties, question: Question
) -> None:
    """A viewer's ties replace, add and hide, also for people whom nobody else knows."""
    index, overlay = index_of(ties), overlay_of(own)
    before = index.best_paths(**question)

    answer = index.best_paths(**question, overlay=overlay)

    merged = {pair: p for pair, p in {**ties, **own}.items() if p > 0}
    assert index_of(merged, size=PEOPLE + 2).best_paths(**question) == answer
    assert before == index.best_paths(**question)


LAYERS = (range(3), range(3, 8), range(8, 11), range(3, 8), range(11, 13))
"""Two requesters or three, connectors who may stand first or last, middles, and targets."""


def layered(probability: st.SearchStrategy[float]) -> st.SearchStrategy[Ties]:
    """Networks in which every path has four ties, and the same people stand first and last."""
    steps = [
        (source, target) for here, there in pairwise(LAYERS) for source in here for target in there
    ]
    return st.lists(
        st.one_of(st.just(0.0), probability), min_size=len(steps), max_size=len(steps)
    ).map(lambda drawn: {pair: p for pair, p in zip(steps, drawn, strict=True) if p})


tenths = st.integers(1, 4).map(lambda n: n / 10)  # products that differ by rounding alone


@settings(max_examples=400, deadline=None)
@given(
    ties=st.one_of(layered(fine), layered(tenths)),
    own=st.one_of(st.just(Ties()), layered(fine), layered(tenths)),
    requesters=st.integers(1, 3),
    targets=st.integers(1, 2),
    k=st.integers(1, 6),
)
def test_long_paths_through_few_people_equal_enumeration(
    ties: Ties, own: Ties, requesters: int, targets: int, k: int
) -> None:
    """Where the halves of paths share people, no path is lost, and equal ones keep their order."""
    question: Question = {
        "requesters": frozenset(LAYERS[0][:requesters]),
        "targets": frozenset(LAYERS[-1][:targets]),
        "k": k,
        "max_ties": 4,
        "via": frozenset(),
        "avoid": frozenset(),
        "minimum": 0.0,
    }

    answer = index_of(ties, size=13).best_paths(**question, overlay=overlay_of(own))

    merged = {**ties, **own}
    expected = enumerated(merged, question)
    assert expected == [path.people for path in answer]


def test_equal_paths_keep_their_order_among_many_meeting_points() -> None:
    """Of hundreds of equal paths those with the lowest numbers win, wherever they meet."""
    requester, target, last, middles = 0, 1, 2, range(10, 310)
    connectors = range(1000, 1300)
    ties: Ties = {(last, target): 0.5}
    for middle, connector in zip(middles, reversed(connectors), strict=True):
        ties[requester, connector] = ties[connector, middle] = ties[middle, last] = 0.5

    answer = index_of(ties, size=1300).best_paths(requester, target, k=3)

    assert [
        (requester, 1000, 309, last, target),
        (requester, 1001, 308, last, target),
        (requester, 1002, 307, last, target),
    ] == [path.people for path in answer]


def test_equal_paths_to_many_targets_keep_their_order() -> None:
    """Of equal ways on from one person, the lower connector wins, and then the lower target."""
    requester, first, middle, connectors, targets = 0, 1, 2, range(10, 20), range(30, 40)
    ties: Ties = {(requester, first): 0.5, (first, middle): 0.5}
    for connector in connectors:
        ties[middle, connector] = 0.5
        ties.update({(connector, target): 0.5 for target in targets})

    answer = index_of(ties, size=40).best_paths(requester, targets, k=3)

    assert [(0, 1, 2, 10, 30), (0, 1, 2, 10, 31), (0, 1, 2, 10, 32)] == [p.people for p in answer]


@pytest.mark.parametrize("turned", [False, True])
def test_nobody_is_asked_twice_for_a_detour(turned: bool) -> None:  # noqa: FBT001 -- a case
    """With a given middle, the best halves may share a person; the next best are joined then."""
    requester, shared, other, weak, middle, target = range(6)
    ties: Ties = {(requester, shared): 0.9, (requester, other): 0.8}
    ties |= {(shared, middle): 0.9, (other, middle): 0.9}
    ties |= {(middle, shared): 0.9, (middle, weak): 0.1, (shared, target): 0.9, (weak, target): 0.1}
    expected = (requester, other, middle, shared, target)
    ends = (requester, target)
    if turned:
        ties = {(b, a): p for (a, b), p in ties.items()}
        expected, ends = expected[::-1], ends[::-1]

    answer = index_of(ties, size=6).best_paths(*ends, k=1, via=middle)

    assert [expected] == [path.people for path in answer]


@settings(max_examples=300, deadline=None)
@given(
    ties=ties_of(fine),
    question=questions,
    pick=st.integers(0, 1000),
    rise=st.floats(0, 1),
)
def test_raising_a_tie_never_lowers_a_path(
    ties: Ties, question: Question, pick: int, rise: float
) -> None:
    """The best path, and every further rank, is at least as probable with a stronger tie."""
    before = rounded(index_of(ties).best_paths(**question))
    raised = dict(ties)
    if ties:
        pair = sorted(ties)[pick % len(ties)]
        raised[pair] += (1 - raised[pair]) * rise

    after = rounded(index_of(raised).best_paths(**question))

    assert len(before) <= len(after)
    assert all(old <= new for old, new in zip(before, after, strict=False))


@settings(max_examples=300, deadline=None)
@given(ties=networks, question=questions)
def test_alternatives_are_the_best_for_each_first_connector(ties: Ties, question: Question) -> None:
    """One path for each first connector, best first, each with the best path without them."""
    alternatives = index_of(ties).by_first_connector(**question)

    every = enumerated(ties, {**question, "k": 100_000})
    best: dict[int | None, float] = {}
    for path in every:
        best.setdefault(first(path), round(product(ties, path), 12))
    assert list(best.values())[: question["k"]] == rounded(
        tuple(alternative.path for alternative in alternatives)
    )
    assert len({a.path.first_connector for a in alternatives}) == len(alternatives)
    for alternative in alternatives:
        connector = alternative.path.first_connector
        without = [
            round(product(ties, path), 12)
            for path in every
            if (len(path) > 2 if connector is None else connector not in path)
        ]
        fallback = alternative.fallback
        assert (without[0] if without else None) == (
            round(fallback.probability, 12) if fallback else None
        )
        assert fallback is None or connector not in fallback.people


def first(path: tuple[int, ...]) -> int | None:
    """The first connector of a path."""
    return path[1] if len(path) > 2 else None


@pytest.mark.parametrize("seed", range(12))
def test_larger_networks_equal_enumeration(seed: int) -> None:
    """With hubs, a team of requesters and several targets, the answer is still exact."""
    rng = np.random.default_rng(seed)
    size, count = 120, 1100
    weight = rng.pareto(1.2, size) + 1
    ends = rng.choice(size, (count, 2), p=weight / weight.sum())
    grid = seed % 2 == 0
    ties: Ties = {}
    for source, target in ends.tolist():
        if source != target:
            ties[source, target] = (
                float(rng.integers(1, STEPS)) / STEPS if grid else float(rng.beta(2, 4)) + 1e-6
            )
    chosen = rng.choice(size, 6, replace=False).tolist()
    question: Question = {
        "requesters": frozenset(chosen[:3]),
        "targets": frozenset(chosen[3:5]),
        "k": 9,
        "max_ties": 4,
        "via": frozenset[int](),
        "avoid": frozenset(chosen[5:]),
        "minimum": 0.05,
    }

    answer = index_of(ties, size=size).best_paths(**question)

    neighbours: dict[int, Ties] = {}
    for (source, target), p in ties.items():
        neighbours.setdefault(source, {})[source, target] = p
    expected = fast_enumeration(neighbours, question)[:9]
    assert expected == pytest.approx([path.probability for path in answer], rel=1e-12)


def fast_enumeration(neighbours: Mapping[int, Ties], question: Question) -> list[float]:
    """The products of all paths, highest first, walking only ties that begin where one stands."""
    requesters, targets, avoid = question["requesters"], question["targets"], question["avoid"]
    found: list[float] = []
    stack: list[tuple[tuple[int, ...], float]] = [((requester,), 1.0) for requester in requesters]
    while stack:
        path, so_far = stack.pop()
        for (_, target), p in neighbours.get(path[-1], {}).items():
            if p < 0.05 or target in path or target in avoid or target in requesters:
                continue
            if target in targets:
                found.append(so_far * p)
            elif len(path) < 4:
                stack.append(((*path, target), so_far * p))
    return sorted(found, reverse=True)
