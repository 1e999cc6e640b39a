"""The shape of a network: constraint as Burt has it, and the same report for the same network."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgraph.domain.access import Viewer
from netgraph.domain.ids import PersonId
from netgraph.services.flows import FlowsAsked, Of, flows_csv
from netgraph.services.structure import constraints, graphml, shape, structure
from netgraph.wiring import Netgraph
from tests.conftest import NOW

edges = st.dictionaries(
    st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda pair: pair[0] < pair[1]),
    st.floats(0.1, 1.0),
    min_size=1,
    max_size=20,
)


@given(edges)
def test_constraint_is_burts(pairs: dict[tuple[int, int], float]) -> None:
    """The sparse computation agrees with the definition as networkx has it."""
    graph: nx.Graph[int] = nx.Graph()
    graph.add_weighted_edges_from((a, b, w) for (a, b), w in pairs.items())
    expected = nx.constraint(graph, weight="weight")

    found = constraints(
        np.array([a for a, _ in pairs]), np.array([b for _, b in pairs]),
        np.array(list(pairs.values())), people=9,
    )  # fmt: skip

    for node, value in expected.items():
        assert value == pytest.approx(found[node])


def test_a_bridge_and_its_circles_are_found() -> None:
    """Two circles of three and one tie between: a bridge, two communities, brokers at its ends."""
    circles = [("a", "b"), ("b", "c"), ("a", "c"), ("d", "e"), ("e", "f"), ("d", "f"), ("c", "d")]
    pairs = {(PersonId(one), PersonId(other)): 0.5 for one, other in circles}

    found = shape(pairs)

    assert (("c", "d"),) == found.bridges
    assert {("a", "b", "c"), ("d", "e", "f")} == set(found.communities)
    assert {"c", "d"} == {place.person for place in found.brokers()[:2]}
    assert {"c", "d"} == {place.person for place in found.between()[:2]}
    assert found == shape(pairs)


def test_the_demo_has_flows_a_shape_and_a_file(netgraph_seeded: Netgraph, lena: Viewer) -> None:
    """On the demo, every level is told, a report is made, and the file holds everybody seen."""
    network = netgraph_seeded.ties.network(lena, as_of=NOW.date())
    report = structure(network)
    people = netgraph_seeded.people.many(lena, network.people)
    told = {of: netgraph_seeded.flows.flows(lena, FlowsAsked(of=of, months=24)) for of in Of}

    assert all(flows.favors for flows in told.values())
    assert told[Of.PERSON].people
    assert told[Of.COMPANY].exchanges
    assert "you" in flows_csv(told[Of.PERSON])
    assert report.communities
    assert report.brokers()
    text = graphml(network, people, report)
    assert len(people) == text.count("<node ")
