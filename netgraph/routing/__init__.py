"""The ties of a network in memory, and the exact search for the best introduction paths.

A library of its own: people are the numbers 0…n−1, ties are arrays, and no database is known.

    index = TieIndex.from_arrays(source, target, probability, people=n)
    for path in index.best_paths(requester, target, k=5):
        print(path.people, path.probability)

`index.py` keeps the ties as compressed rows and a viewer's own ties as an overlay; `kernel.py` is
the compiled search that meets in the middle, `search.py` puts questions to it. Call `warm` at
start, in a thread of its own, so that the first question does not wait for the compiler.
"""

from netgraph.routing.index import Overlay, TieIndex, warm
from netgraph.routing.search import Alternative, Answers, Path
from netgraph.routing.snapshot import BadSnapshot, keep_columns, kept_columns

__all__ = [
    "Alternative",
    "Answers",
    "BadSnapshot",
    "Overlay",
    "Path",
    "TieIndex",
    "keep_columns",
    "kept_columns",
    "warm",
]
