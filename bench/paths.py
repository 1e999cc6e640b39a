"""Times the search for paths on a made-up network, and checks it against plain enumeration.

    python bench/paths.py [PEOPLE [PAIRS [QUESTIONS]]]

The network has hubs (a Pareto tail of degrees) and strengths of its own in each direction.
Every question is a pair of people drawn at random; the first twenty are also answered by
walking every path.
"""

import sys
import time
from collections import defaultdict

import numpy as np

from netgraph.routing import TieIndex

PERCENTILES = (50, 90, 99, 100)


def enumerated(ties: dict[int, list[tuple[int, float]]], source: int, goal: int) -> list[float]:
    """The products of the five best paths of at most four ties, by walking them all."""
    found: list[float] = []
    before: dict[int, dict[int, float]] = defaultdict(dict)
    for one, others in ties.items():
        for other, probability in others:
            before[other][one] = probability
    last = before[goal]
    stack: list[tuple[tuple[int, ...], float]] = [((source,), 1.0)]
    while stack:
        path, so_far = stack.pop()
        if path[-1] in last:
            found.append(so_far * last[path[-1]])
        if len(path) < 4:  # noqa: PLR2004 -- the last tie is taken from the goal's own
            stack += [
                ((*path, other), so_far * probability)
                for other, probability in ties[path[-1]]
                if other not in path and other != goal
            ]
    return sorted(found, reverse=True)[:5]


def main(people: int = 10_000, pairs: int = 100_000, questions: int = 1000) -> None:
    """Build, ask, and print times in milliseconds."""
    rng = np.random.default_rng(7)
    weight = rng.pareto(1.8, people) + 1
    one, two = rng.choice(people, (2, pairs), p=weight / weight.sum())
    source, target = np.concatenate((one, two)), np.concatenate((two, one))
    probability = rng.beta(2, 5, 2 * pairs)
    began = time.perf_counter()
    index = TieIndex.from_arrays(source, target, probability, people=people)
    built = time.perf_counter() - began
    print(f"{people:,} people, {index.ties:,} directed ties, built in {built * 1000:.0f} ms")

    asked = rng.integers(0, people, (questions, 2)).tolist()
    times = []
    for requester, goal in asked:
        began = time.perf_counter()
        index.best_paths(requester, goal)
        times.append((time.perf_counter() - began) * 1000)
    shown = ", ".join(
        f"{p} %: {value:.2f}"
        for p, value in zip(PERCENTILES, np.percentile(times, PERCENTILES), strict=True)
    )
    print(f"five best paths, ms at {shown}")

    began = time.perf_counter()
    team = rng.integers(0, people, 200).tolist()
    index.best_paths(team, asked[0][1])
    print(f"from any of 200 requesters: {(time.perf_counter() - began) * 1000:.1f} ms")

    ties: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for a, b, p in zip(*_distinct(source, target, probability), strict=True):
        ties[a].append((b, p))
    same = sum(
        np.allclose(
            enumerated(ties, requester, goal),
            [path.probability for path in index.best_paths(requester, goal)],
            rtol=1e-12,
        )
        for requester, goal in asked[:20]
        if requester != goal
    )
    print(f"equal to enumeration: {same} of {sum(a != b for a, b in asked[:20])}")


def _distinct(
    source: np.ndarray, target: np.ndarray, probability: np.ndarray
) -> tuple[list[int], list[int], list[float]]:
    """Each pair once, with its strongest tie."""
    order = np.lexsort((-probability, target, source))
    source, target, probability = source[order], target[order], probability[order]
    keep = source != target
    keep[1:] &= (source[1:] != source[:-1]) | (target[1:] != target[:-1])
    return source[keep].tolist(), target[keep].tolist(), probability[keep].tolist()


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
