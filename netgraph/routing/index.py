"""The ties of a team in memory, and what one viewer alone adds to them.

The index holds every pair of people once from either side, so that a search can walk from both
ends, in at most 30 bytes a pair. An overlay replaces, adds or hides ties for one viewer: it
costs what its own ties cost, and the index never changes, so it cannot leak into anybody
else's answer. People with numbers from `index.people` on are known to an overlay alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path as File
from typing import Self

import numpy as np
import numpy.typing as npt

from netgraph.routing import snapshot
from netgraph.routing.rows import (
    HIGHEST_GRADE,
    NOTHING,
    Floats,
    Grades,
    Own,
    People,
    Rows,
)
from netgraph.routing.search import Alternative, Answers, Path, Search


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Overlay:
    """One viewer's own ties over the team's. Made by `from_arrays`.

    Each replaces the team's tie of its pair, or adds one; a probability of 0 hides it. `people`
    is one more than the highest number named, `widest` the most ties of one person.
    """

    people: int
    own: Own
    widest: int

    @classmethod
    def from_arrays(
        cls,
        source: npt.ArrayLike,
        target: npt.ArrayLike,
        probability: npt.ArrayLike,
        *,
        grade: npt.ArrayLike | None = None,
    ) -> Self:
        """Ties `source[i]` → `target[i]`; of a pair given twice the stronger counts.

        Takes time and memory for these ties only. Raises `ValueError` for arrays of different
        lengths, negative ids, a probability outside [0, 1], or a grade outside 0…15.
        """
        src, dst, p, grades = _distinct(*_checked(source, target, probability, grade))
        here, there = src.astype(np.int64), dst.astype(np.int64)
        key = np.concatenate(((here << 32) | there, (there << 32) | here))
        keys, place = np.unique(key, return_inverse=True)
        out, into = np.full(len(keys), -1.0), np.full(len(keys), -1.0)
        out[place[: len(p)]], into[place[len(p) :]] = p, p
        both = np.zeros(len(keys) if grade is not None else 0, dtype=np.uint8)
        if grade is not None:
            both[place[: len(p)]] = grades << 4
            both[place[len(p) :]] |= grades
        owners, counts = np.unique(keys >> 32, return_counts=True)
        start = np.zeros(len(owners) + 1, dtype=np.int64)
        np.cumsum(counts, out=start[1:])
        return cls(
            people=int(owners[-1]) + 1 if len(owners) else 0,
            own=Own(
                owners=owners.astype(np.int32),
                start=start,
                other=(keys & _NUMBER).astype(np.int32),
                out=out,
                into=into,
                grade=both,
            ),
            widest=int(counts.max(initial=0)),
        )

    @property
    def bytes(self) -> int:
        """The memory it takes."""
        return sum(column.nbytes for column in self.own)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TieIndex:
    """Directed ties among `people` people, ready to be searched. Made by `from_arrays`.

    `ties` is how many there are. Immutable, and safe to search from several threads at once.
    `widest` is the most people that one person is tied to.
    """

    people: int
    ties: int
    rows: Rows
    widest: int

    @classmethod
    def from_arrays(
        cls,
        source: npt.ArrayLike,
        target: npt.ArrayLike,
        probability: npt.ArrayLike,
        *,
        people: int,
        grade: npt.ArrayLike | None = None,
    ) -> Self:
        """Ties `source[i]` → `target[i]`: how probably the target acts on the source's ask.

        `grade[i]` is the grade of the evidence, from 0, the weakest, to 15; leave it out when no
        question will ask for a minimum grade. Of a pair given twice the stronger tie counts; a
        probability of 0 is no tie, and nobody has a tie with themselves. Raises `ValueError` for
        arrays of different lengths, ids outside 0…people−1, a probability outside [0, 1], or a
        grade outside 0…15.
        """
        from netgraph.routing import layout  # noqa: PLC0415 -- takes a second to import

        src, dst, p, grades = _checked(source, target, probability, grade)
        if len(src) and max(int(src.max()), int(dst.max())) >= people:
            raise ValueError(f"People are numbered from 0 to {people - 1}.")
        return cls._of(layout.lay_out(src, dst, p, grades, people), people=people)

    @classmethod
    def _of(cls, columns: tuple[object, ...], *, people: int) -> Self:
        *rows, ties = columns
        laid = Rows(*rows)  # type: ignore[arg-type]  # the columns in their order
        return cls(
            people=people,
            ties=int(ties),  # type: ignore[call-overload]  # the last one is the count
            rows=laid,
            widest=int(np.diff(laid.start).max(initial=0)),
        )

    def with_ties(
        self,
        source: npt.ArrayLike,
        target: npt.ArrayLike,
        probability: npt.ArrayLike,
        *,
        people: int | None = None,
        grade: npt.ArrayLike | None = None,
    ) -> "TieIndex":
        """A new index in which these ties replace those of their pairs, or are added.

        A probability of 0 takes a tie away; `people` makes room for further people. This index
        stays as it is, so that searches under way are not disturbed. Takes about as long as
        copying the index in memory, as only the rows of people named are laid out anew. Raises
        `ValueError` as `from_arrays` does, for fewer people than before, or for grades in an
        index without.
        """
        from netgraph.routing import layout  # noqa: PLC0415 -- takes a second to import

        size = self.people if people is None else people
        if size < self.people:
            raise ValueError(f"An index of {self.people} people cannot shrink to {size}.")
        if not self.ties:
            return self.from_arrays(source, target, probability, people=size, grade=grade)
        if grade is not None and not self.graded:
            raise ValueError("The ties of this index have no grades.")
        src, dst, p, grades = _distinct(*_checked(source, target, probability, grade))
        if len(src) and max(int(src.max()), int(dst.max())) >= size:
            raise ValueError(f"People are numbered from 0 to {size - 1}.")
        if self.graded and grade is None:
            grades = np.zeros(len(src), dtype=np.uint8)
        return self._of(layout.changed(self.rows, src, dst, p, grades, size), people=size)

    def renumbered(self, numbers: npt.ArrayLike, *, people: int) -> "TieIndex":
        """A new index in which person i is `numbers[i]`, among `people` people.

        The numbers rise, so that the order of everything stays; those left out have no tie. Takes
        as long as copying one column. Raises `ValueError` for numbers that do not rise or fit.
        """
        now = np.asarray(numbers, dtype=np.int64).ravel()
        if len(now) != self.people or people < len(now):
            raise ValueError("Everybody of the index needs a new number.")
        if len(now) and not (now[0] >= 0 and now[-1] < people and bool(np.all(np.diff(now) > 0))):
            raise ValueError(f"New numbers rise from 0 to at most {people - 1}.")
        size = np.zeros(max(people, 1), dtype=np.int64)
        size[now] = np.diff(self.rows.start)[: self.people]
        start = np.zeros(len(size) + 1, dtype=np.int64)
        np.cumsum(size, out=start[1:])
        other = now[self.rows.other].astype(np.int32) if self.ties else self.rows.other
        return type(self)(
            people=people,
            ties=self.ties,
            rows=self.rows._replace(start=start, other=other),
            widest=self.widest,
        )

    @property
    def graded(self) -> bool:
        """Whether its ties have grades."""
        return len(self.rows.grade) > 0

    @property
    def bytes(self) -> int:
        """The memory it takes: 28 bytes a pair of people tied, 2 more with grades, 8 a person."""
        return sum(column.nbytes for column in self.rows)

    def save(self, file: File, *, label: str = "") -> None:
        """Keep the index in a file, from which `load` has it back without sorting.

        The file appears whole or not at all, in place of what was there. `label` says what the
        index is of, such as a revision and a day. Raises `OSError`.
        """
        snapshot.save(file, self.rows, people=self.people, ties=self.ties, label=label)

    @classmethod
    def load(cls, file: File, *, label: str | None = None) -> Self:
        """The index saved in a file, read from disk as it is needed.

        Raises `FileNotFoundError` when there is none, and `BadSnapshot` when it is damaged, cut
        short, of another version of Netgraph, or has another label than is asked for.
        """
        rows, people, ties = snapshot.load(file, label=label)
        widest = int(np.diff(rows.start).max(initial=0))
        return cls(people=people, ties=ties, rows=rows, widest=widest)

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
        no_connectors: int | Iterable[int] = (),
        minimum: float = 0.0,
        minimum_grade: int = 0,
    ) -> tuple[Path, ...]:
        """The k loopless paths of the highest product, from any requester to any target.

        A path has one to `max_ties` (at most 4) ties, passes through no other requester and no
        other target, through every person in `via`, nobody in `avoid` and no connector in
        `no_connectors`, and uses no tie below `minimum` or `minimum_grade`. Who is both requester
        and target is a requester only. Fewer than k paths mean that there are no more. Order:
        probability, highest first, then fewer ties, then the people's numbers.

        Raises `ValueError` for an unknown person, k below 1, `max_ties` outside 1…4, or a minimum
        grade where ties have none.
        """
        search, people = self._search(
            overlay, max_ties=max_ties, via=via, avoid=avoid, no_connectors=no_connectors,
            minimum=minimum, minimum_grade=minimum_grade,
        )  # fmt: skip
        return search.best(_people(requesters, people), _people(targets, people), k)

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
        no_connectors: int | Iterable[int] = (),
        minimum: float = 0.0,
        minimum_grade: int = 0,
    ) -> tuple[Alternative, ...]:
        """The best path for each of up to k different people to ask first, best first.

        Five paths through one connector are one suggestion; these are five suggestions. Each
        comes with its fallback: the best path without that first connector, for when they say
        no. A direct tie is an alternative of its own, without a connector. The arguments and
        errors are those of `best_paths`.
        """
        search, people = self._search(
            overlay, max_ties=max_ties, via=via, avoid=avoid, no_connectors=no_connectors,
            minimum=minimum, minimum_grade=minimum_grade,
        )  # fmt: skip
        return search.alternatives(_people(requesters, people), _people(targets, people), k)

    def best_for_each(
        self,
        requesters: Iterable[int | Iterable[int]],
        targets: Iterable[int | Iterable[int]],
        k: int = 1,
        *,
        overlay: Overlay | None = None,
        max_ties: int = 4,
        avoid: int | Iterable[int] = (),
        no_connectors: int | Iterable[int] = (),
        minimum: float = 0.0,
        minimum_grade: int = 0,
        threads: int | None = None,
    ) -> Answers:
        """The k best paths of each requester, or group of them, to each target, or group.

        The answer for `requesters[r]` and `targets[t]` is that of `best_paths` for these two:
        `best_for_each(team, targets)` tells who reaches whom, `best_for_each([team], targets)`
        who is reached from any of the team. Uses as many `threads` as there are processors, as
        compiled code holds no lock. Raises `ValueError` as `best_paths` does.
        """
        search, people = self._search(
            overlay, max_ties=max_ties, via=(), avoid=avoid, no_connectors=no_connectors,
            minimum=minimum, minimum_grade=minimum_grade,
        )  # fmt: skip
        return search.each(
            tuple(_people(group, people) for group in requesters),
            tuple(_people(group, people) for group in targets),
            k,
            threads=threads,
        )

    def _search(
        self,
        overlay: Overlay | None,
        *,
        max_ties: int,
        via: int | Iterable[int],
        avoid: int | Iterable[int],
        no_connectors: int | Iterable[int],
        minimum: float,
        minimum_grade: int,
    ) -> tuple[Search, int]:
        """The kind of question asked, and how many people there are for this viewer."""
        people = max(self.people, overlay.people) if overlay else self.people
        own = overlay.own if overlay else NOTHING
        if minimum_grade and not (
            len(self.rows.grade) == len(self.rows.other) and len(own.grade) == len(own.other)
        ):
            raise ValueError("A minimum grade needs ties with grades.")
        search = Search(
            team=self.rows,
            own=own,
            widest=self.widest + (overlay.widest if overlay else 0),
            most=max_ties,
            via=_people(via, people),
            avoid=_people(avoid, people),
            resting=_people(no_connectors, people),
            minimum=minimum,
            grade=minimum_grade,
        )
        return search, people


def warm() -> None:
    """Have the search compiled, or fetched from the compiler's cache, before anybody waits.

    The first time on a machine takes about twenty seconds of one processor, later ones less than
    one second. May be called from a thread of its own.
    """
    index = TieIndex.from_arrays([0, 1], [1, 2], [0.5, 0.5], people=3)
    index = index.with_ties([0], [2], [0.25])
    index.best_paths(0, 2)
    index.best_for_each([0], [2])


def _checked(
    source: npt.ArrayLike,
    target: npt.ArrayLike,
    probability: npt.ArrayLike,
    grade: npt.ArrayLike | None,
) -> tuple[People, People, Floats, Grades]:
    """The ties as arrays, when they can be ties."""
    src, dst = np.asarray(source).ravel(), np.asarray(target).ravel()
    p = np.ascontiguousarray(probability, dtype=np.float64).ravel()
    grades = np.asarray(() if grade is None else grade).ravel()
    if not len(src) == len(dst) == len(p) or (grade is not None and len(grades) != len(p)):
        raise ValueError("Sources, targets and probabilities must be equally many.")
    if not bool(np.all((p >= 0) & (p <= 1))):
        raise ValueError("A probability lies between 0 and 1.")
    if len(src) and min(int(src.min()), int(dst.min())) < 0:
        raise ValueError("People are numbered from 0.")
    if len(src) and max(int(src.max()), int(dst.max())) >= _MOST_PEOPLE:
        raise ValueError(f"People are numbered from 0 to {_MOST_PEOPLE - 1}.")
    if len(grades) and not 0 <= int(grades.min()) <= int(grades.max()) <= HIGHEST_GRADE:
        raise ValueError(f"A grade is 0 to {HIGHEST_GRADE}.")
    return (
        np.ascontiguousarray(src, dtype=np.int32),
        np.ascontiguousarray(dst, dtype=np.int32),
        p,
        np.ascontiguousarray(grades, dtype=np.uint8),
    )


def _distinct(
    source: People, target: People, probability: Floats, grade: Grades
) -> tuple[People, People, Floats, Grades]:
    """Ties without self-ties, one for each pair (the strongest), sorted by pair."""
    strongest = (-grade.astype(np.int16), -probability) if len(grade) else (-probability,)
    order = np.lexsort((*strongest, target, source))
    source, target = source[order], target[order]
    keep = source != target
    keep[1:] &= (source[1:] != source[:-1]) | (target[1:] != target[:-1])
    kept = order[keep]
    return source[keep], target[keep], probability[kept], grade[kept] if len(grade) else grade


def _people(given: int | Iterable[int], people: int) -> frozenset[int]:
    """The distinct people given."""
    if isinstance(given, int | np.integer):
        found = frozenset((int(given),))
    else:
        found = frozenset(map(int, given))
    if found and not (min(found) >= 0 and max(found) < people):
        raise ValueError(f"People are numbered from 0 to {people - 1}.")
    return found


_MOST_PEOPLE = 2**31 - 1
_NUMBER = 0xFFFFFFFF
