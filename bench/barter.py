"""Times the choice of rings and chains on made-up wants, beside choosing pairs greedily.

    python -m bench.barter [PEOPLE…]

Everybody wants one or two introductions, each of which a few others could make; one in ten
begins a chain. Printed are the introductions to be expected of either choice, the gap to the
bound, and the seconds.
"""

import sys
import time

import numpy as np

from netgraph.domain.barter import CanGive
from netgraph.domain.ids import PersonId, WantId
from netgraph.services.barter import clear, greedy_pairs

SIZES = (100, 1000, 3000)
GIVES_EACH = 4.0


def made_up(people: int, *, seed: int = 7) -> tuple[list[CanGive], list[PersonId]]:
    """Gives among so many people, and who may begin a chain."""
    rng = np.random.default_rng(seed)
    names = [PersonId(f"p{number:05}") for number in range(people)]
    gives = [
        CanGive(
            giver=names[giver],
            receiver=names[receiver],
            whom=PersonId("somebody"),
            want=WantId(f"w{receiver}"),
            probability=float(rng.beta(3, 3)),
        )
        for receiver in range(people)
        for giver in rng.choice(people, rng.poisson(GIVES_EACH)).tolist()
        if giver != receiver
    ]
    starters = [names[number] for number in range(0, people, 10)]
    return gives, starters


def main(sizes: tuple[int, ...] = SIZES) -> None:
    """Prints one line a size."""
    print("| people | gives | expected | bound | gap | greedy pairs | seconds |")
    print("|---:|---:|---:|---:|---:|---:|---:|")
    for people in sizes:
        gives, starters = made_up(people)
        began = time.perf_counter()
        found = clear(gives, starters=starters)
        seconds = time.perf_counter() - began
        greedy = greedy_pairs(gives)
        print(
            f"| {people:,} | {len(gives):,} | {found.expected:.1f} | {found.bound:.1f} "
            f"| {found.gap:.2%} | {greedy.expected:.1f} | {seconds:.1f} |",
            flush=True,
        )


if __name__ == "__main__":
    main(tuple(int(size) for size in sys.argv[1:]) or SIZES)
