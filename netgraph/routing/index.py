"""The ties of a team in memory, and what one viewer alone adds to them.

The index holds every directed tie twice, by the one who asks and by the one who is asked, so
that a search can walk from both ends. An overlay replaces, adds or hides ties for one viewer:
it costs what its own ties cost, and the index never changes, so it cannot leak into anybody
else's answer. People with numbers from `index.people` on are known to an overlay alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from netgraph.routing.rows import Ints
from netgraph.routing.search import Alternative, Network, Path, Search


def _checked_ties(
    source: npt.ArrayLike, target: npt.ArrayLike, probability: npt.ArrayLike
) -> tuple[Ints, Ints, npt.NDArray[np.float64]]:
    """Ties without self-ties, one for each pair (the strongest), sorted by pair."""
    src = np.asarray(source, dtype=np.int64).ravel()
    dst = np.asarray(target, dtype=np.int64).ravel()
    p = np.asarray(probability, dtype=np.float64).ravel()
    if not len(src) == len(dst) == len(p):
        raise ValueError("Sources, targets and probabilities must be equally many.")
    if not bool(np.all((p >= 0) & (p <= 1))):
        raise ValueError("A probability lies between 0 and 1.")
    if len(src) and min(int(src.min()), int(dst.min())) < 0:
        raise ValueError("People are numbered from 0.")
    order = np.lexsort((-p, dst, src))
    src, dst, p = src[order], dst[order], p[order]
    keep = src != dst
    keep[1:] &= (src[1:] != src[:-1]) | (dst[1:] != dst[:-1])
    return src[keep], dst[keep], p[keep]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Overlay:
    """One viewer's own ties over the team's. Made by `from_arrays`.

    Each replaces the team's tie of its pair, or adds one; a probability of 0 hides it.
    """

    people: int
    network: Network

    @classmethod
    def from_arrays(
        cls, source: npt.ArrayLike, target: npt.ArrayLike, probability: npt.ArrayLike
    ) -> Self:
        """Ties `source[i]` → `target[i]`; of a pair given twice the stronger counts.

        Raises `ValueError` for arrays of different lengths, negative ids, or a probability
        outside [0, 1].
        """
        src, dst, p = _checked_ties(source, target, probability)
        return cls(
            people=int(max(src.max(), dst.max())) + 1 if len(src) else 0,
            network=Network.sparse(src, dst, p),
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TieIndex:
    """Directed ties among `people` people, ready to be searched. Made by `from_arrays`.

    Immutable, and safe to search from several threads at once.
    """

    people: int
    network: Network

    @classmethod
    def from_arrays(
        cls,
        source: npt.ArrayLike,
        target: npt.ArrayLike,
        probability: npt.ArrayLike,
        *,
        people: int,
    ) -> Self:
        """Ties `source[i]` → `target[i]`: how probably the target acts on the source's ask.

        Of a pair given twice the stronger tie counts; a probability of 0 is no tie, and nobody
        has a tie with themselves. Raises `ValueError` for arrays of different lengths, ids
        outside 0…people−1, or a probability outside [0, 1].
        """
        src, dst, p = _checked_ties(source, target, probability)
        if len(src) and max(int(src.max()), int(dst.max())) >= people:
            raise ValueError(f"People are numbered from 0 to {people - 1}.")
        real = p > 0
        return cls(
            people=people,
            network=Network.dense(src[real], dst[real], p[real], people=people),
        )

    def with_ties(
        self,
        source: npt.ArrayLike,
        target: npt.ArrayLike,
        probability: npt.ArrayLike,
        *,
        people: int | None = None,
    ) -> "TieIndex":
        """A new index in which these ties replace those of their pairs, or are added.

        A probability of 0 takes a tie away; `people` makes room for further people. This index
        stays as it is, so that searches under way are not disturbed. Takes about as long as
        building anew. Raises `ValueError` as `from_arrays` does, or for fewer people than before.
        """
        size = self.people if people is None else people
        if size < self.people:
            raise ValueError(f"An index of {self.people} people cannot shrink to {size}.")
        src, dst, p = _checked_ties(source, target, probability)
        kept = ~np.isin(self.network.key, (src << 32) | dst)
        key = self.network.key[kept]
        return TieIndex.from_arrays(
            np.concatenate((key >> 32, src)),
            np.concatenate((key & 0xFFFFFFFF, dst)),
            np.concatenate((self.network.probability[kept], p)),
            people=size,
        )

    @property
    def ties(self) -> int:
        """How many directed ties there are."""
        return len(self.network.key)

    def best_paths(
        self,
        requesters: int | Iterable[int],
        targets: int | Iterable[int],
        k: int = 5,
        *,
        overlay: Overlay | None = None,
        max_ties: int = 4,
        via: int | Iterable[int] = (),
        avoid: int | Iterable[int] = (),
        minimum: float = 0.0,
    ) -> tuple[Path, ...]:
        """The k loopless paths of the highest product, from any requester to any target.

        A path has one to `max_ties` (at most 4) ties, passes through no other requester and no
        other target, through every person in `via` and nobody in `avoid`, and uses no tie below
        `minimum`. Who is both requester and target is a requester only. Fewer than k paths mean
        that there are no more. Order: probability, highest first, then fewer ties, then the
        people's numbers.

        Raises `ValueError` for an unknown person, k below 1, or `max_ties` outside 1…4.
        """
        return self._search(
            requesters, targets, overlay=overlay, max_ties=max_ties, via=via, avoid=avoid,
            minimum=minimum,
        ).best(k)  # fmt: skip

    def by_first_connector(
        self,
        requesters: int | Iterable[int],
        targets: int | Iterable[int],
        k: int = 5,
        *,
        overlay: Overlay | None = None,
        max_ties: int = 4,
        via: int | Iterable[int] = (),
        avoid: int | Iterable[int] = (),
        minimum: float = 0.0,
    ) -> tuple[Alternative, ...]:
        """The best path for each of up to k different people to ask first, best first.

        Five paths through one connector are one suggestion; these are five suggestions. Each
        comes with its fallback: the best path without that first connector, for when they say
        no. A direct tie is an alternative of its own, without a connector. The arguments and
        errors are those of `best_paths`.
        """
        return self._search(
            requesters, targets, overlay=overlay, max_ties=max_ties, via=via, avoid=avoid,
            minimum=minimum,
        ).alternatives(k)  # fmt: skip

    def _search(
        self,
        requesters: int | Iterable[int],
        targets: int | Iterable[int],
        *,
        overlay: Overlay | None,
        max_ties: int,
        via: int | Iterable[int],
        avoid: int | Iterable[int],
        minimum: float,
    ) -> Search:
        people = max(self.people, overlay.people if overlay else 0)
        asking = _people(requesters, people)
        return Search(
            team=self.network,
            own=overlay.network if overlay and len(overlay.network.key) else None,
            people=people,
            requesters=asking,
            targets=np.setdiff1d(_people(targets, people), asking),
            max_ties=max_ties,
            via=frozenset(_people(via, people).tolist()),
            avoid=frozenset(_people(avoid, people).tolist()),
            minimum=minimum,
        )


def _people(given: int | Iterable[int], people: int) -> Ints:
    """The distinct numbers given, sorted."""
    listed = [given] if isinstance(given, int | np.integer) else list(given)
    found = np.unique(np.asarray(listed, dtype=np.int64))
    if len(found) and not (found[0] >= 0 and found[-1] < people):
        raise ValueError(f"People are numbered from 0 to {people - 1}.")
    return found
