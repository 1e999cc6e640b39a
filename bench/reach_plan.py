"""Greedy plans of ties beside "most connected first", the best plan, and the bound.

    python -m bench.reach_plan [--people N] [--requesters R]

On a made-up professional network each requester has a hundred targets, people with many ties
like anybody else. Prospects are whom the requester knows and whom these know; each would open
what one meeting opens (0.5 times the best path from there). Gains are expected targets more by
five ties, on average over requesters; the best plan is found by trying all sets of three out of
the twenty most useful prospects.
"""

import argparse
from itertools import combinations

import numpy as np

from bench.networks import professional
from netgraph.domain.reach_plan import Floats, expected, plan
from netgraph.routing import TieIndex

TIES, SMALL, FEW, TARGETS, MOST = 5, 20, 3, 100, 250
ALIVE = 0.5


def doors(
    index: TieIndex, me: int, targets: list[int], around: list[int]
) -> tuple[Floats, Floats, Floats]:
    """What is reached now, what each prospect opens, and the chance that each tie comes alive."""
    base = index.best_for_each([me], targets).probability[0, :, 0]
    works = index.best_for_each([me], around, max_ties=3).probability[0, :, 0]
    beyond = index.best_for_each(around, targets, max_ties=3, avoid=me).probability[:, :, 0]
    return base, ALIVE * beyond, works


def gain(base: Floats, opened: Floats, works: Floats, rows: list[int]) -> float:
    """The expected targets more by these prospects."""
    return float(expected(base, opened[rows], works[rows]).sum() - base.sum())


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--requesters", type=int, default=20)
    options = parser.parse_args()
    network = professional(options.people, options.people * 10)
    index = TieIndex.from_arrays(
        network.source, network.target, network.probability, people=network.people
    )
    degree = np.bincount(network.source, minlength=network.people)
    neighbors = np.split(
        network.target[np.argsort(network.source, kind="stable")], np.cumsum(degree)[:-1]
    )
    rng = np.random.default_rng(11)
    rows: dict[str, list[float]] = {}
    for me in rng.choice(np.flatnonzero(degree > TIES), options.requesters, replace=False):
        targets = rng.choice(network.people, TARGETS, replace=False).tolist()
        near = neighbors[me].tolist()
        around = dict.fromkeys([*near, *(int(x) for n in near for x in neighbors[n])])
        prospects = [x for x in around if x != me and x not in targets][:MOST]
        base, opened, works = doors(index, int(me), targets, prospects)
        found = plan(base, opened, works, most=TIES)
        most_known = np.argsort(-degree[prospects], kind="stable")[:TIES].tolist()
        alone = np.array([gain(base, opened, works, [x]) for x in range(len(prospects))])
        singly = np.argsort(-alone, kind="stable")[:SMALL].tolist()
        few = plan(base, opened[singly], works[singly], most=FEW)
        best = max(
            gain(base, opened[singly], works[singly], list(three))
            for three in combinations(range(len(singly)), FEW)
        )
        for name, value in (
            ("greedy, five ties", found.after - found.before),
            ("most connected first, five ties", gain(base, opened, works, most_known)),
            ("best one by one, five ties", gain(base, opened, works, singly[:TIES])),
            ("no five can exceed", found.bound - found.before),
            ("greedy, three of twenty", few.after - few.before),
            ("best three of twenty, all tried", best),
        ):
            rows.setdefault(name, []).append(value)
    print(
        f"{network.people:,} people, {network.pairs:,} pairs tied; {options.requesters} requesters"
    )
    print("\n| plan | targets more |\n|---|---:|")
    for name, values in rows.items():
        print(f"| {name} | {np.mean(values):.3f} |")


if __name__ == "__main__":
    main()
