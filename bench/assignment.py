"""Compares the plan for a team's open requests with first come, first served.

    python -m bench.assignment [REQUESTS…]

Made-up teams: a few connectors are known by everybody and know everybody, many are not. Each has
room for a few more asks. Printed are the meetings to be expected of either way, the part of the
best possible that the plan keeps, the largest number of asks that one connector gets, and
whether any cap is broken.
"""

import sys
import time

import numpy as np

from netgraph.domain.assignment import Way, first_come, keeps_to
from netgraph.domain.ids import PersonId
from netgraph.services.assignment import LEAST_PART, assign

SIZES = (20, 100, 400)
WAYS_EACH = 6


def made_up(
    requests: int, *, seed: int = 5
) -> tuple[list[Way], dict[PersonId, int], dict[PersonId, int]]:
    """Ways of so many requests, the room of each connector, and how often each was asked before."""
    rng = np.random.default_rng(seed)
    connectors = [PersonId(f"c{number:04}") for number in range(max(4, requests // 2))]
    fame = 1 / np.arange(1, len(connectors) + 1) ** 0.8
    known = rng.beta(2, 3, len(connectors))
    ways = [
        Way(
            request=f"r{request:04}",
            target=PersonId(f"t{request % max(1, int(requests * 0.9)):04}"),
            connector=connectors[chosen],
            probability=float(np.clip(known[chosen] * rng.beta(4, 2), 0.02, 0.95)),
        )
        for request in range(requests)
        for chosen in rng.choice(
            len(connectors), min(WAYS_EACH, len(connectors)), replace=False, p=fame / fame.sum()
        ).tolist()
    ]
    room = {person: int(rng.integers(1, 9)) for person in connectors}
    load = {person: int(rng.poisson(0.7)) for person in connectors}
    return ways, room, load


def main(sizes: tuple[int, ...] = SIZES) -> None:
    """Prints one line a size, and ends with 1 when the plan is not what it promises."""
    print("| requests | expected | of the best | largest | caps broken "
          "| first come: expected | largest | seconds |")  # fmt: skip
    print("|---:|---:|---:|---:|---|---:|---:|---:|")
    good = True
    for requests in sizes:
        ways, room, load = made_up(requests)
        began = time.perf_counter()
        plan = assign(ways, room=room, load=load)
        seconds = time.perf_counter() - began
        plain = first_come(ways, room=room, load=load)
        kept = keeps_to(plan, room=room)
        part = plan.expected / plan.best
        good &= kept and part >= LEAST_PART - 1e-9 and plan.largest <= plain.largest
        print(
            f"| {requests:,} | {plan.expected:.1f} | {part:.1%} | {plan.largest} "
            f"| {'no' if kept else 'yes'} | {plain.expected:.1f} | {plain.largest} "
            f"| {seconds:.2f} |",
            flush=True,
        )
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main(tuple(int(size) for size in sys.argv[1:]) or SIZES)
