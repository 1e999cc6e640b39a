"""How many questions it takes to know the best way: the most useful first, at random, or all.

    python -m bench.questions [--people N] [--cases C]

On a made-up professional network requesters reach for targets over up to twenty routes. The true
strength of each tie is drawn from what is believed of it, and whoever is asked how well they
know the next one answers truly: weak, moderate or strong. The way taken is always the best one by
what is known so far; what it is then truly worth is its chance with the true strengths.
"""

import argparse
import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from bench.networks import professional
from netgraph.domain.ids import PersonId
from netgraph.domain.portfolio import Ends, Route
from netgraph.domain.questions import WORDS_FROM, Belief, most_useful
from netgraph.domain.strength import SPREAD, Z
from netgraph.routing import TieIndex

ROUTES = 20
WORTH_ASKING = 0.005
SHOWN = 3  # questions after which the gain is told


def belief(probability: float, spread: float) -> Belief:
    """What is believed of a tie whose log-odds are that uncertain."""
    middle = math.log(probability / (1 - probability))
    low, high = (1 / (1 + math.exp(-(middle + sign * Z * spread))) for sign in (-1, 1))
    return Belief(probability=probability, low=low, high=high)


def answered(route: Route, known: dict[Ends, float]) -> Route:
    """The route with what was answered."""
    return replace(route, chances=tuple(known.get(ends, p) for ends, p in route.ties))


class Case:
    """One requester, one target, and the truth."""

    def __init__(
        self, routes: Sequence[Route], asked: dict[Ends, Belief], rng: np.random.Generator
    ) -> None:
        self.routes = routes
        self.asked = asked
        self.truth: dict[Ends, float] = {}
        self.means: dict[Ends, float] = {}
        for ends, one in asked.items():
            true = float(rng.beta(*one.beta))
            self.truth[ends] = true
            word = sum(true >= start for start in WORDS_FROM[1:-1])
            self.means[ends] = one.answers[word][1]

    def taken(self, known: dict[Ends, float]) -> float:
        """What the best way by what is known is truly worth."""
        best = max(self.routes, key=lambda route: math.prod(answered(route, known).chances))
        return math.prod(answered(best, self.truth).chances)

    def useful(self) -> list[tuple[Ends, float]]:
        """The ties in the order of the most useful question, each with what it was worth."""
        left, known = dict(self.asked), dict[Ends, float]()
        order = []
        while left:
            found = most_useful([answered(route, known) for route in self.routes], left)
            about, worth = (found[0].about, found[0].worth) if found else (next(iter(left)), 0.0)
            order.append((about, worth))
            known[about] = self.means[about]
            del left[about]
        return order

    def course(self, order: Sequence[Ends]) -> list[float]:
        """What the way taken is truly worth after none, one, two … questions."""
        known: dict[Ends, float] = {}
        course = [self.taken(known)]
        for about in order:
            known[about] = self.means[about]
            course.append(self.taken(known))
        return course


def cases(people: int, count: int) -> list[Case]:
    """Reaches on a made-up network in which there is something to ask."""
    network = professional(people, people * 10)
    index = TieIndex.from_arrays(
        network.source, network.target, network.probability, people=network.people
    )
    strength = {
        (int(a), int(b)): float(p)
        for a, b, p in zip(network.source, network.target, network.probability, strict=True)
    }
    rng = np.random.default_rng(5)
    found: list[Case] = []
    while len(found) < count:
        me, target = (int(one) for one in rng.choice(network.people, 2, replace=False))
        paths = index.best_paths(me, target, ROUTES)
        routes = [
            Route(
                people=tuple(PersonId(str(person)) for person in path.people),
                chances=tuple(strength[ends] for ends in pairwise(path.people)),
            )
            for path in paths
        ]
        asked = {
            ends: belief(p, float(rng.uniform(SPREAD / 3, SPREAD)))
            for route in routes
            for ends, p in route.ties[1:2]
        }
        if len(asked) > 1:
            found.append(Case(routes, asked, rng))
    return found


def settled(course: Sequence[float]) -> int:
    """After how many questions the way taken is worth what it stays worth."""
    return next(n for n in range(len(course)) if all(one == course[-1] for one in course[n:]))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--cases", type=int, default=1_000)
    options = parser.parse_args()
    made = cases(options.people, options.cases)
    rng = np.random.default_rng(7)
    useful, random, stopped = [], [], []
    for case in made:
        order = case.useful()
        useful.append(case.course([about for about, _ in order]))
        every = list(case.asked)
        random.append(case.course([every[n] for n in rng.permutation(len(every))]))
        asked = next((n for n, (_, worth) in enumerate(order) if worth < WORTH_ASKING), len(order))
        stopped.append((asked, useful[-1][asked]))
    none = float(np.mean([course[0] for course in useful]))
    all_asked = float(np.mean([course[-1] for course in useful]))
    print(f"{options.people:,} people, {len(made):,} reaches; the chance of the way taken is")
    print(f"{none:.1%} when nobody is asked and {all_asked:.1%} when all are.\n")
    print("| who is asked | questions | until settled | gain after 1, 2, 3 | whole gain |")
    print("|---|--:|--:|--:|--:|")
    for name, courses in (("the most useful first", useful), ("at random", random)):
        gains = [
            float(np.mean([course[min(n, len(course) - 1)] - course[0] for course in courses]))
            for n in range(1, SHOWN + 1)
        ]
        shares = ", ".join(f"{gain / (all_asked - none):.0%}" for gain in gains)
        until = float(np.mean([settled(course) for course in courses]))
        questions = float(np.mean([len(course) - 1 for course in courses]))
        print(f"| {name} | {questions:.1f} | {until:.1f} | {shares} | 100% |")
    few = float(np.mean([n for n, _ in stopped]))
    gain = float(np.mean([value for _, value in stopped])) - none
    share = gain / (all_asked - none)
    print(f"| while one is worth {WORTH_ASKING:.1%} | {few:.1f} | | | {share:.0%} |")


if __name__ == "__main__":
    main()
