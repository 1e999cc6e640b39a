"""What a question may rule out, held against plain enumeration; many questions at once."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from math import prod

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netgraph.graph.database import Database
from netgraph.routing import Overlay, TieIndex
from tests.graphs import run_cypher

PEOPLE = 8
Graded = dict[tuple[int, int], tuple[float, int]]

people = st.integers(0, PEOPLE - 1)
groups = st.frozensets(people, min_size=1, max_size=3)
some = st.frozensets(people, max_size=3)
probability = st.one_of(
    st.integers(1, 4).map(lambda n: n / 4), st.integers(1, 999).map(lambda n: n / 1000)
)
pairs = st.tuples(people, people).filter(lambda pair: pair[0] != pair[1])
networks = st.dictionaries(pairs, st.tuples(probability, st.integers(0, 7)), max_size=40)
private = st.dictionaries(
    pairs, st.tuples(st.one_of(st.just(0.0), probability), st.integers(0, 7)), max_size=8
)


def columns(ties: Graded) -> tuple[list[int], list[int], list[float], list[int]]:
    """Sources, targets, probabilities and grades."""
    return (
        [source for source, _ in ties],
        [target for _, target in ties],
        [p for p, _ in ties.values()],
        [grade for _, grade in ties.values()],
    )


def index_of(ties: Graded, *, size: int = PEOPLE) -> TieIndex:
    """An index of these ties, with their grades."""
    source, target, p, grade = columns(ties)
    return TieIndex.from_arrays(source, target, p, people=size, grade=grade)


def every_path(
    ties: Graded,
    requesters: frozenset[int],
    targets: frozenset[int],
    *,
    resting: frozenset[int] = frozenset(),
    least_grade: int = 0,
) -> list[tuple[int, ...]]:
    """Every path of at most four ties, best first, by walking them all."""
    goal = targets - requesters

    def walk(path: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        for (source, target), (p, grade) in ties.items():
            if source != path[-1] or target in path or target in requesters:
                continue
            if p <= 0 or grade < least_grade:
                continue
            if target in goal:
                yield (*path, target)
            elif len(path) < 4 and target not in resting:
                yield from walk((*path, target))

    found = [path for requester in requesters for path in walk((requester,))]
    return sorted(found, key=lambda p: (-product(ties, p), len(p), p))


def product(ties: Graded, path: tuple[int, ...]) -> float:
    """The probability of a path."""
    return prod(ties[pair][0] for pair in pairwise(path))


@settings(max_examples=500, deadline=None)
@given(
    ties=networks,
    own=private,
    requesters=groups,
    targets=groups,
    resting=some,
    least_grade=st.integers(0, 7),
)
def test_grades_and_resting_connectors_equal_enumeration(  # noqa: PLR0917 -- what is drawn
    ties: Graded,
    own: Graded,
    requesters: frozenset[int],
    targets: frozenset[int],
    resting: frozenset[int],
    least_grade: int,
) -> None:
    """No tie of a lower grade and nobody who rests is used, whoever's tie it is."""
    source, target, p, grade = columns(own)
    overlay = Overlay.from_arrays(source, target, p, grade=grade)

    answer = index_of(ties).best_paths(
        requesters,
        targets,
        4,
        overlay=overlay,
        no_connectors=resting,
        minimum_grade=least_grade,
    )

    expected = every_path(
        {**ties, **own}, requesters, targets, resting=resting, least_grade=least_grade
    )
    assert expected[:4] == [path.people for path in answer]


@settings(max_examples=200, deadline=None)
@given(ties=networks, changes=private, more=st.integers(0, 2))
def test_a_changed_index_equals_one_made_anew(ties: Graded, changes: Graded, more: int) -> None:
    """Ties replaced, added and taken away leave the rows that building anew would give."""
    source, target, p, grade = columns(changes)
    size = PEOPLE + more

    changed = index_of(ties).with_ties(source, target, p, grade=grade, people=size)

    anew = index_of({**ties, **changes}, size=size)
    assert (anew.people, anew.ties, anew.widest) == (changed.people, changed.ties, changed.widest)
    for expected, actual in zip(anew.rows, changed.rows, strict=True):
        assert expected.tolist() == actual.tolist()


@settings(max_examples=150, deadline=None)
@given(
    ties=networks,
    own=private,
    askers=st.lists(groups, min_size=1, max_size=3),
    wanted=st.lists(groups, min_size=1, max_size=3),
    avoid=some,
    k=st.integers(1, 3),
)
def test_many_questions_at_once_are_answered_as_one_by_one(  # noqa: PLR0917 -- what is drawn
    ties: Graded,
    own: Graded,
    askers: list[frozenset[int]],
    wanted: list[frozenset[int]],
    avoid: frozenset[int],
    k: int,
) -> None:
    """Each answer is that of the question alone."""
    index, overlay = index_of(ties), Overlay.from_arrays(*columns(own)[:3])

    answers = index.best_for_each(askers, wanted, k, overlay=overlay, avoid=avoid, threads=2)

    assert (len(askers), len(wanted), k) == answers.probability.shape
    for row, requesters in enumerate(askers):
        for column, targets in enumerate(wanted):
            expected = index.best_paths(requesters, targets, k, overlay=overlay, avoid=avoid)
            assert expected == answers.paths(row, column)
            best = expected[0].probability if expected else 0.0
            assert best == answers.probability[row, column, 0]


def test_an_overlay_costs_what_its_own_ties_cost() -> None:
    """In a network a thousand times larger the same overlay takes the same memory."""
    small = Overlay.from_arrays([0, 1], [1, 2], [0.5, 0.25])
    large = Overlay.from_arrays([0, 1_000_000], [1_000_000, 2_000_000], [0.5, 0.25])
    double = Overlay.from_arrays([0, 1, 3, 4], [1, 2, 4, 5], [0.5, 0.25, 0.5, 0.25])

    assert small.bytes == large.bytes
    assert double.bytes < 2 * small.bytes


def test_an_index_takes_at_most_thirty_bytes_a_pair() -> None:
    """Both directions counted, with ten pairs a person."""
    rng = np.random.default_rng(3)
    one, two = rng.integers(0, 2000, (2, 20_000))
    source, target = np.concatenate((one, two)), np.concatenate((two, one))

    index = TieIndex.from_arrays(source, target, rng.uniform(0.1, 0.9, 40_000), people=2000)

    assert index.bytes <= 30 * index.ties / 2


@pytest.mark.parametrize("kind", ["index", "overlay"])
def test_a_minimum_grade_needs_grades(kind: str) -> None:
    """Without grades nothing is said of them, so none is taken for enough."""
    grade = [1] if kind == "overlay" else None
    index = TieIndex.from_arrays([0], [1], [0.5], people=2, grade=grade)
    overlay = Overlay.from_arrays([0], [1], [0.5])

    with pytest.raises(ValueError, match="needs ties with grades"):
        index.best_paths(0, 1, minimum_grade=1, overlay=overlay)


def test_impossible_grades_are_refused() -> None:
    """Grades are 0 to 15, and come with the index or not at all."""
    index = TieIndex.from_arrays([0], [1], [0.5], people=2)

    with pytest.raises(ValueError, match="A grade is 0 to 15"):
        TieIndex.from_arrays([0], [1], [0.5], people=2, grade=[16])
    with pytest.raises(ValueError, match="A grade is 0 to 15, not 16"):
        TieIndex.from_arrays([0], [1], [0.5], people=2, grade=[3]).best_paths(
            0, 1, minimum_grade=16
        )
    with pytest.raises(ValueError, match="have no grades"):
        index.with_ties([0], [1], [0.5], grade=[3])


def test_probabilities_near_each_other_and_tiny_ones_keep_their_order() -> None:
    """Codes of 16 bits bound probabilities; the order is that of the exact ones."""
    rng = np.random.default_rng(11)
    near = 0.3 * (1 + np.arange(40) * 1e-15)
    tiny = 10.0 ** -rng.uniform(3, 200, 40)
    for strengths in (near, tiny, np.concatenate((near, tiny))):
        middles = range(2, 2 + len(strengths))
        there, back = rng.permutation(strengths), rng.permutation(strengths)
        ties: Graded = {(0, m): (float(p), 0) for m, p in zip(middles, there, strict=True)}
        ties |= {(m, 1): (float(p), 0) for m, p in zip(middles, back, strict=True)}
        ties = {pair: tie for pair, tie in ties.items() if tie[0] > 0}

        answer = index_of(ties, size=2 + len(strengths)).best_paths(0, 1, k=20)

        expected = every_path(ties, frozenset({0}), frozenset({1}))[:20]
        assert expected == [path.people for path in answer]


LONGEST_FIRST = """
    CYPHER 25
    MATCH (s:Node {n: $source}), (t:Node {n: $target})
    CALL (s, t) {
        MATCH (s)-[a:LEADS]->(t) RETURN [s.n, t.n] AS people, a.p AS p
        UNION ALL
        MATCH (s)-[a:LEADS]->(x)-[b:LEADS]->(t)
        WHERE x <> s AND x <> t
        RETURN [s.n, x.n, t.n] AS people, a.p * b.p AS p
        UNION ALL
        MATCH (s)-[a:LEADS]->(x)-[b:LEADS]->(y)-[c:LEADS]->(t)
        WHERE NOT x IN [s, t] AND NOT y IN [s, t] AND x <> y
        RETURN [s.n, x.n, y.n, t.n] AS people, a.p * b.p * c.p AS p
        UNION ALL
        MATCH (s)-[a:LEADS]->(x)-[b:LEADS]->(y)-[c:LEADS]->(z)-[d:LEADS]->(t)
        WHERE NOT x IN [s, t] AND NOT y IN [s, t] AND NOT z IN [s, t]
          AND x <> y AND x <> z AND y <> z
        RETURN [s.n, x.n, y.n, z.n, t.n] AS people, a.p * b.p * c.p * d.p AS p
    }
    RETURN people, p ORDER BY p DESC, size(people), people LIMIT 5
"""


def test_a_larger_network_equals_what_the_database_finds(database: Database) -> None:
    """On some thousand ties the paths are those of a query that spells out every length."""
    rng = np.random.default_rng(23)
    size = 600
    weight = rng.pareto(1.5, size) + 1
    ends = rng.choice(size, (4000, 2), p=weight / weight.sum())
    ties: Mapping[tuple[int, int], float] = {
        (int(s), int(t)): float(rng.beta(1, 4)) + 1e-9 for s, t in ends if s != t
    }
    index = TieIndex.from_arrays(
        [s for s, _ in ties], [t for _, t in ties], list(ties.values()), people=size
    )
    run_cypher(database, "UNWIND range(0, $size - 1) AS n CREATE (:Node {n: n})", size=size)
    run_cypher(
        database,
        "UNWIND $ties AS tie MATCH (s:Node {n: tie[0]}), (t:Node {n: tie[1]}) "
        "CREATE (s)-[:LEADS {p: tie[2]}]->(t)",
        ties=[[s, t, p] for (s, t), p in ties.items()],
    )

    asked = [pair for pair in rng.integers(0, size, (12, 2)).tolist() if pair[0] != pair[1]]
    for source, target in asked:
        rows = run_cypher(database, LONGEST_FIRST, source=source, target=target)

        expected = [(tuple(row["people"]), row["p"]) for row in rows]
        assert expected == [(p.people, p.probability) for p in index.best_paths(source, target)]
