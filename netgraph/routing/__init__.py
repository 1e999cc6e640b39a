"""The ties of a network in memory, and the exact search for the best introduction paths.

A library of its own: people are the numbers 0…n−1, ties are arrays, and no database is known.

    index = TieIndex.from_arrays(source, target, probability, people=n)
    for path in index.best_paths(requester, target, k=5):
        print(path.people, path.probability)

`index.py` keeps the ties as compressed sparse rows and a viewer's own ties as an overlay;
`search.py` finds the paths by meeting in the middle.
"""

from netgraph.routing.index import Overlay, TieIndex
from netgraph.routing.search import Alternative, Path

__all__ = ["Alternative", "Overlay", "Path", "TieIndex"]
