"""The libraries that the path search is measured beside, each asked as well as it can be.

Each peer is loaded from the same arrays and asked the same questions. None but Cypher can be
told to use at most four ties, so their answers are compared where their path is that short.
Lengths are −log probability, for which the shortest path is the most probable one.
"""

import importlib
import math
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from bench.bulk import blocks, bring_in, table
from bench.networks import Network

K = 5
Found = list[tuple[list[int], float]]
"""Paths with their probabilities, best first."""

Ask = Callable[[int, int], Found]


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """A library: what it answers, up to how many pairs of ties it is tried, and how it loads."""

    name: str
    answers: str
    most_pairs: int
    load: Callable[[Network], Ask]


def lengths(network: Network) -> np.ndarray:
    """−log probability of each tie, never quite 0."""
    return np.maximum(-np.log(network.probability), 1e-12)


def _probability(length: float) -> float:
    return math.exp(-length)


def networkx(network: Network) -> Ask:
    """Yen's algorithm."""
    nx = importlib.import_module("networkx")
    graph = nx.DiGraph()
    graph.add_nodes_from(range(network.people))
    graph.add_weighted_edges_from(
        zip(network.source.tolist(), network.target.tolist(), lengths(network), strict=True)
    )

    def ask(source: int, target: int) -> Found:
        found: Found = []
        try:
            for path in nx.shortest_simple_paths(graph, source, target, weight="weight"):
                length = nx.path_weight(graph, path, "weight")
                found.append((path, _probability(length)))
                if len(found) == K:
                    break
        except nx.NetworkXNoPath:
            pass
        return found

    return ask


def igraph(network: Network) -> Ask:
    """Yen's algorithm, in C."""
    ig = importlib.import_module("igraph")
    graph = ig.Graph(
        n=network.people,
        edges=np.column_stack((network.source, network.target)),
        directed=True,
    )
    weight = lengths(network)

    def ask(source: int, target: int) -> Found:
        paths = graph.get_k_shortest_paths(
            source, target, k=K, mode="out", weights=weight, output="epath"
        )
        found = []
        for path in paths:
            people = [source, *network.target[path].tolist()]
            found.append((people, _probability(float(weight[path].sum()))))
        return found

    return ask


def rustworkx(network: Network) -> Ask:
    """Dijkstra's algorithm, in Rust: one path."""
    rx = importlib.import_module("rustworkx")
    graph = rx.PyDiGraph(multigraph=False)
    graph.add_nodes_from(range(network.people))
    graph.add_edges_from(
        list(
            zip(
                network.source.tolist(),
                network.target.tolist(),
                lengths(network).tolist(),
                strict=True,
            )
        )
    )

    def ask(source: int, target: int) -> Found:
        paths = rx.digraph_dijkstra_shortest_paths(graph, source, target, weight_fn=float)
        if target not in paths:
            return []
        path = list(paths[target])
        length = sum(graph.get_edge_data(a, b) for a, b in pairwise(path))
        return [(path, _probability(length))]

    return ask


def scipy(network: Network) -> Ask:
    """Yen's algorithm, in Cython."""
    sparse = importlib.import_module("scipy.sparse")
    csgraph = importlib.import_module("scipy.sparse.csgraph")
    ends = network.source.astype(np.int32), network.target.astype(np.int32)
    graph = sparse.csr_array(
        (lengths(network), ends),
        shape=(network.people, network.people),
    )

    def ask(source: int, target: int) -> Found:
        distances, before = csgraph.yen(graph, source, target, K, return_predecessors=True)
        found = []
        for length, row in zip(distances, before, strict=True):
            path = [target]
            while path[-1] != source:
                path.append(int(row[path[-1]]))
            found.append((path[::-1], _probability(float(length))))
        return found

    return ask


def networkit(network: Network) -> Ask:
    """Dijkstra's algorithm from both ends, in C++: one path."""
    nk = importlib.import_module("networkit")
    graph = nk.GraphFromCoo(
        (lengths(network), (network.source, network.target)),
        n=network.people,
        weighted=True,
        directed=True,
    )

    def ask(source: int, target: int) -> Found:
        search = nk.distance.Dijkstra(graph, source, True, False, target)
        search.run()
        path = search.getPath(target)
        return [(path, _probability(search.distance(target)))] if path else []

    return ask


PEERS: Sequence[Peer] = (
    Peer(name="networkit", answers="1, no limit", most_pairs=10_000_000, load=networkit),
    Peer(name="rustworkx", answers="1, no limit", most_pairs=10_000_000, load=rustworkx),
    Peer(name="scipy", answers="5, no limit", most_pairs=10_000_000, load=scipy),
    Peer(name="igraph", answers="5, no limit", most_pairs=10_000_000, load=igraph),
    Peer(name="networkx", answers="5, no limit", most_pairs=1_000_000, load=networkx),
)


CYPHER = """
CYPHER 25
MATCH (s:Node {n: $source}), (t:Node {n: $target})
MATCH (s)-[a:LEADS]->(t)
RETURN [s.n, t.n] AS people, a.p AS p
UNION ALL
MATCH (s:Node {n: $source})-[a:LEADS]->(x:Node)-[b:LEADS]->(t:Node {n: $target})
USING JOIN ON x
WHERE x <> s AND x <> t
RETURN [s.n, x.n, t.n] AS people, a.p * b.p AS p ORDER BY p DESC LIMIT 5
UNION ALL
MATCH (s:Node {n: $source})-[a:LEADS]->(x:Node)-[b:LEADS]->(y:Node)-[c:LEADS]->(t:Node {n: $target})
USING JOIN ON y
WHERE x <> t AND y <> s AND x <> y
RETURN [s.n, x.n, y.n, t.n] AS people, a.p * b.p * c.p AS p ORDER BY p DESC LIMIT 5
UNION ALL
MATCH (s:Node {n: $source})-[a:LEADS]->(x:Node)-[b:LEADS]->(y:Node)
      -[c:LEADS]->(z:Node)-[d:LEADS]->(t:Node {n: $target})
USING JOIN ON y
WHERE x <> t AND y <> s AND y <> t AND z <> s AND x <> z
RETURN [s.n, x.n, y.n, z.n, t.n] AS people, a.p * b.p * c.p * d.p AS p ORDER BY p DESC LIMIT 5
"""


def bring(network: Network, data_dir: Path) -> None:
    """Makes a database of these ties, which must not be up."""
    place = Path(tempfile.mkdtemp(prefix="netgraph-bench-", dir=data_dir.parent))
    try:
        with table(place / "nodes", "n:ID(N){id-type:long}") as to:
            to.rows(np.arange(network.people))
        with table(place / "ties", ":START_ID(N),:END_ID(N),p:double") as to:
            for block in blocks(len(network.source)):
                to.rows(network.source[block], network.target[block], network.probability[block])
        bring_in(data_dir, nodes=[("Node", place / "nodes")], ties=[("LEADS", place / "ties")])
    finally:
        shutil.rmtree(place)


def cypher(driver: Any) -> Ask:
    """The exact paths of one to four ties, joined in the middle, in the graph brought in."""
    driver.execute_query(
        "CREATE CONSTRAINT node_n IF NOT EXISTS FOR (n:Node) REQUIRE n.n IS UNIQUE"
    )
    driver.execute_query("CALL db.awaitIndexes(3600)")
    session = driver.session()

    def ask(source: int, target: int) -> Found:
        rows = session.run(CYPHER, source=source, target=target).values()
        return sorted(rows, key=lambda row: (-row[1], len(row[0]), row[0]))[:K]

    return ask


def read_back(driver: Any, people: int) -> tuple[list[Any], ...]:
    """Every tie in the graph as three columns, read in lists a person, a block of people a time."""
    source: list[Any] = []
    target: list[Any] = []
    probability: list[Any] = []
    with driver.session() as session:
        for begin in range(0, people, BLOCK):
            rows = session.run(
                "MATCH (s:Node)-[a:LEADS]->(t) WHERE s.n >= $a AND s.n < $b "
                "RETURN s.n, collect(t.n), collect(a.p)",
                a=begin,
                b=begin + BLOCK,
            )
            for one, others, strengths in rows.values():
                source += [one] * len(others)
                target += others
                probability += strengths
    return source, target, probability


BLOCK = 10_000
