"""The bus factor equals a library's maximum flow, and what trying every set of people finds."""

from collections.abc import Collection
from itertools import combinations

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from netgraph.domain.bus_factor import Way, smallest_cut

SOURCE, TARGET = -1, -2

edges = st.sets(
    st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda ends: ends[0] != ends[1]),
    max_size=24,
)
members = st.sets(st.integers(0, 7), min_size=1, max_size=3)


def graph_of(ties: set[tuple[int, int]], team: set[int], known: set[int]) -> nx.DiGraph:
    """People 0 to 7, a source before the team and a target behind those who know it."""
    graph = nx.DiGraph()
    graph.add_nodes_from(range(8))
    graph.add_edges_from(ties)
    graph.add_edges_from((SOURCE, one) for one in team)
    graph.add_edges_from((one, TARGET) for one in known)
    return graph


def ways_in(graph: nx.DiGraph, *, most: int) -> Way:
    """A shortest way of at most so many people."""

    def way(gone: frozenset[int]) -> Collection[int] | None:
        left = graph.subgraph(set(graph) - gone)
        if not nx.has_path(left, SOURCE, TARGET):
            return None
        people = nx.shortest_path(left, SOURCE, TARGET)[1:-1]
        return people if len(people) <= most else None

    return way


@given(edges, members, members)
def test_without_a_limit_it_is_the_maximum_flow(
    ties: set[tuple[int, int]], team: set[int], known: set[int]
) -> None:
    """As many have to leave as there are ways that share nobody."""
    graph = graph_of(ties, team, known)
    split = nx.DiGraph()
    for person in graph:
        split.add_edge((person, "in"), (person, "out"), capacity=1 if person >= 0 else 99)
    for one, other in graph.edges:
        split.add_edge((one, "out"), (other, "in"), capacity=99)
    flow = nx.maximum_flow_value(split, (SOURCE, "in"), (TARGET, "out"))

    found = smallest_cut(ways_in(graph, most=8), most=8)

    assert found is not None
    assert flow == len(found)
    assert not nx.has_path(graph.subgraph(set(graph) - found), SOURCE, TARGET)


@given(edges, members, members)
def test_with_a_limit_it_is_what_trying_all_finds(
    ties: set[tuple[int, int]], team: set[int], known: set[int]
) -> None:
    """No smaller set leaves no way of four people or fewer."""
    way = ways_in(graph_of(ties, team, known), most=4)

    found = smallest_cut(way, most=8)

    assert found is not None
    assert way(found) is None
    for fewer in combinations(range(8), max(0, len(found) - 1)):
        assert not found or way(frozenset(fewer)) is not None


def test_more_than_asked_for_is_no_answer() -> None:
    """Three ways that share nobody take three; a way that needs nobody cannot be cut."""
    graph = graph_of(set(), {0, 1, 2}, {0, 1, 2})

    assert frozenset({0, 1, 2}) == smallest_cut(ways_in(graph, most=4), most=3)
    assert smallest_cut(ways_in(graph, most=4), most=2) is None
    assert smallest_cut(lambda _: (), most=4) is None
    assert frozenset() == smallest_cut(lambda _: None, most=4)


def test_whoever_stands_on_more_ways_is_named() -> None:
    """A connector that two ways share, not one of the ends that are as few."""
    graph = graph_of({(0, 3), (1, 3), (2, 3), (3, 4), (3, 5)}, {0, 1, 2}, {4, 5})

    assert frozenset({3}) == smallest_cut(ways_in(graph, most=4), most=4)
