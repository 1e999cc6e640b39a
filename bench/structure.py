"""Times the report on a whole network's shape, on made-up networks.

    python -m bench.structure [PEOPLE…]

The networks are those of `bench.networks`, ten ties a person. Printed are the seconds of the whole
report (constraint, exact; betweenness, a sample beyond 400 people; communities and bridges), the
seconds in which it had a core, and how near the sampled order of betweenness is to the exact one
where that can be had (Spearman's rank correlation, up to 1,000 people).
"""

import sys
import time

import networkx as nx

from bench.networks import professional
from netgraph.domain.ids import PersonId
from netgraph.services import structure

SIZES = (1_000, 10_000)
TIES_EACH = 10
COMPARED = 1_000


def made_up(people: int) -> dict[tuple[PersonId, PersonId], float]:
    """Pairs with their strength, in the shape of `bench.networks`."""
    network = professional(people, people * TIES_EACH)
    names = [PersonId(f"p{number:06}") for number in range(people)]
    ends = zip(
        network.source[: network.pairs].tolist(),
        network.target[: network.pairs].tolist(),
        network.probability[: network.pairs].tolist(),
        strict=True,
    )
    return {(names[min(a, b)], names[max(a, b)]): chance for a, b, chance in ends}


def near(pairs: dict[tuple[PersonId, PersonId], float]) -> float:
    """How alike sampled and exact betweenness order people."""
    from scipy.stats import spearmanr  # noqa: PLC0415 # slow to import

    graph: nx.Graph[PersonId] = nx.Graph(list(pairs))
    exact = nx.betweenness_centrality(graph)
    found = structure.shape(pairs).places
    people = sorted(exact)
    rank = spearmanr([exact[p] for p in people], [found[p].betweenness for p in people])
    return float(rank.statistic)


def main(sizes: tuple[int, ...] = SIZES) -> None:
    """Prints one line a size."""
    print("| people | ties | seconds | of one core | circles | betweenness beside the exact one |")
    print("|---:|---:|---:|---:|---:|---:|")
    for people in sizes:
        pairs = made_up(people)
        began, work = time.perf_counter(), time.process_time()
        report = structure.shape(pairs)
        seconds, busy = time.perf_counter() - began, time.process_time() - work
        alike = f"{near(pairs):.2f}" if people <= COMPARED else "–"
        print(
            f"| {people:,} | {len(pairs):,} | {seconds:.1f} | {busy:.1f} "
            f"| {len(report.communities)} | {alike} |",
            flush=True,
        )


if __name__ == "__main__":
    main(tuple(int(size) for size in sys.argv[1:]) or SIZES)
