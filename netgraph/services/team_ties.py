"""What the team knows of its ties, in columns, and how it follows what is written.

`Laid` holds all ties as they were read, ordered by person, without an object for any of them;
a `Team` is such a layout with the few pairs that have changed since, at one revision, and a
`TeamDay` the strengths and the path index of one day. All are values: a reader keeps what it
has while another follows the next change. People are numbered in the order of their ids, so
that nothing depends on when somebody was met; a snapshot holds their ids and numbers only.
"""

import time
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, Self

import numpy as np
import numpy.typing as npt

from netgraph.domain.ids import PersonId
from netgraph.domain.strength import Strength, Sums, strength_on
from netgraph.domain.strengths import Columns, columns_of, joined, probabilities
from netgraph.graph.ties import Pair, ReadTies, Revised, name_number, pair_of
from netgraph.routing import TieIndex, keep_columns, kept_columns

Ends = tuple[PersonId, PersonId]
"""Who would ask, and whom."""

Numbers = npt.NDArray[np.int64]


class Tied(NamedTuple):
    """The sums of one directed tie, and the day (an ordinal) from which they count."""

    sums: Sums
    from_day: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Laid:
    """All ties, ordered by who would ask and whom; `ids` are the people, in order.

    The ties of person i lie between `start[i]` and `start[i + 1]`, in `towards` and `columns`.
    """

    ids: npt.NDArray[np.bytes_]
    start: Numbers
    towards: npt.NDArray[np.int32]
    columns: Columns

    @classmethod
    def of(
        cls,
        ids: npt.NDArray[np.bytes_],
        of: Numbers,
        towards: Numbers,
        columns: Columns,
        *,
        besides: Iterable[PersonId] = (),
    ) -> Self:
        """Ties among the people of sorted `ids`; who has none is left out, but for `besides`."""
        key = of * len(ids) + towards
        order = np.argsort(key, kind="stable")
        of, towards = of[order], towards[order]
        there = np.zeros(len(ids), dtype=bool)
        there[of] = there[towards] = True
        extra = np.array(sorted(one.encode() for one in set(besides)), dtype=bytes)
        there[np.isin(ids, extra)] = True
        number = np.cumsum(there) - 1
        kept = ids[there]
        start = np.zeros(len(kept) + 1, dtype=np.int64)
        np.cumsum(np.bincount(number[of], minlength=len(kept)), out=start[1:])
        return cls(
            ids=kept,
            start=start,
            towards=number[towards].astype(np.int32),
            columns=columns.taken(order),
        )

    @property
    def sources(self) -> Numbers:
        """Who would ask, of each tie."""
        return np.repeat(np.arange(len(self.ids)), np.diff(self.start))

    def number(self, person: PersonId) -> int | None:
        """The person's number, if they have one."""
        name = person.encode()
        place = bisect_left(self.ids, name)
        return place if place < len(self.ids) and self.ids[place] == name else None

    def person(self, number: int) -> PersonId:
        """Who has a number."""
        return PersonId(self.ids[number].decode())

    def place(self, of: int, towards: int) -> int | None:
        """Where the tie of two numbers is."""
        begin, end = int(self.start[of]), int(self.start[of + 1])
        place = begin + int(np.searchsorted(self.towards[begin:end], towards))
        return place if place < end and self.towards[place] == towards else None

    def with_people(self, people: Iterable[PersonId]) -> tuple["Laid", Numbers | None]:
        """The same with room for these people, and everybody's new number if it has changed."""
        new = sorted({one.encode() for one in people if self.number(one) is None})
        if not new:
            return self, None
        ids = np.concatenate((self.ids, np.array(new, dtype=bytes)))
        ids = np.sort(ids)
        number = np.searchsorted(ids, self.ids) if len(self.ids) else np.empty(0, dtype=np.int64)
        size = np.zeros(len(ids), dtype=np.int64)
        size[number] = np.diff(self.start)
        start = np.zeros(len(ids) + 1, dtype=np.int64)
        np.cumsum(size, out=start[1:])
        towards = number[self.towards].astype(np.int32)
        return Laid(ids=ids, start=start, towards=towards, columns=self.columns), number

    def replaced(
        self,
        gone: Numbers,
        of: Numbers,
        towards: Numbers,
        columns: Columns,
        *,
        besides: Iterable[PersonId] = (),
    ) -> "Laid":
        """The same without the ties of the places `gone`, and with others."""
        keep = np.ones(len(self.towards), dtype=bool)
        keep[gone] = False
        kept = np.flatnonzero(keep)
        known = np.flatnonzero(columns.best >= 0)
        return Laid.of(
            self.ids,
            np.concatenate((self.sources[kept], of[known])),
            np.concatenate((self.towards[kept].astype(np.int64), towards[known])),
            joined([self.columns.taken(kept), columns.taken(known)]),
            besides=besides,
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Team:
    """The team's ties at one revision: as laid out, and what has changed since then.

    A tie in `changed` is gone when it is `None`. `turning` are pairs of which the evidence says
    something new by itself, from a day on.
    """

    state: Revised
    laid: Laid
    changed: Mapping[Ends, Tied | None]
    turning: Mapping[Pair, date]

    @classmethod
    def read(
        cls,
        people: Sequence[PersonId],
        blocks: Iterable[ReadTies],
        turning: Mapping[Pair, date],
        *,
        state: Revised,
    ) -> Self:
        """The ties of everybody, from blocks as they come out of the graph."""
        ids = np.array(sorted(one.encode() for one in people), dtype=bytes)
        names = np.array([name_number(PersonId(one.decode())) for one in ids.tolist()], np.uint64)
        by_name = np.argsort(names)
        sorted_names = names[by_name]
        if len(names) and bool(np.any(sorted_names[1:] == sorted_names[:-1])):
            raise RuntimeError("Two people have the same 64 bits of hash: give one another id.")
        of, towards, parts = [], [], [columns_of(())]
        for block in blocks:
            here, there = _found(sorted_names, block.of), _found(sorted_names, block.towards)
            known = np.flatnonzero((here >= 0) & (there >= 0))
            of.append(by_name[here[known]])
            towards.append(by_name[there[known]])
            parts.append(block.columns.taken(known))
        none = [np.empty(0, dtype=np.int64)]
        laid = Laid.of(
            ids,
            np.concatenate([*of, *none]),
            np.concatenate([*towards, *none]),
            joined(parts),
            besides=_ends(turning),
        )
        return cls(state=state, laid=laid, changed={}, turning=turning)

    def after(
        self,
        changed: Sequence[Pair],
        read: ReadTies,
        turning: Mapping[Pair, date],
        *,
        state: Revised,
    ) -> tuple["Team", Numbers | None]:
        """The ties at a later revision at which these pairs may be other, and everybody's number.

        `read` and `turning` are what is known of the pairs now. The numbers are `None` when all
        are as before.
        """
        news: dict[Ends, Tied | None] = {
            ends: None for one, other in changed for ends in ((one, other), (other, one))
        }
        name = {name_number(person): person for pair in changed for person in pair}
        for place, (of, towards) in enumerate(
            zip(read.of.tolist(), read.towards.tolist(), strict=True)
        ):
            ends = (name.get(of), name.get(towards))
            found = read.columns.sums(place)
            if found is not None and ends in news:
                news[ends] = Tied(found, int(read.columns.as_of[place]))
        apart = set(changed)
        turn = {pair: day for pair, day in self.turning.items() if pair not in apart}
        turn.update(turning)
        tied = {person for ends, known in news.items() if known is not None for person in ends}
        laid, numbers = self.laid.with_people({*tied, *_ends(turning)})
        later = Team(state=state, laid=laid, changed={**self.changed, **news}, turning=turn)
        return later, numbers

    def doubtful(self, day: date) -> list[Pair]:
        """The pairs whose sums do not tell a day: it is before them, or the pair has turned."""
        ordinal, found = day.toordinal(), {p for p, on in self.turning.items() if on <= day}
        places = np.flatnonzero(self.laid.columns.as_of > ordinal)
        if len(places):
            of = np.searchsorted(self.laid.start, places, side="right") - 1
            for one, other in zip(of.tolist(), self.laid.towards[places].tolist(), strict=True):
                if one < other:
                    found.add((self.laid.person(one), self.laid.person(other)))
        for ends, tied in self.changed.items():
            if tied is not None and tied.from_day > ordinal:
                found.add(pair_of(*ends))
        return sorted(found)

    def compact(self) -> "Team":
        """The same with nothing changed apart, and nobody numbered who has no tie any more."""
        laid = laid_with(self.laid, self.changed, besides=_ends(self.turning))
        return replace(self, laid=laid, changed={})

    def save(self, file: Path) -> None:
        """Keep a compact state in a file that its owner alone can read; raises `OSError`."""
        turning = sorted(self.turning.items())
        laid = self.laid
        columns: dict[str, npt.NDArray[Any]] = {
            "ids": np.frombuffer(laid.ids.tobytes(), dtype=np.uint8),
            "start": laid.start,
            "towards": laid.towards,
            **{
                name: np.ascontiguousarray(getattr(laid.columns, name)).ravel() for name in _COLUMNS
            },
        }
        keep_columns(
            file,
            columns,
            about={
                "form": _FORM,
                "number": self.state.number,
                "mark": self.state.mark,
                "width": laid.ids.dtype.itemsize,
                "turning": [[*pair, day.isoformat()] for pair, day in turning],
            },
        )

    @classmethod
    def load(cls, file: Path) -> Self:
        """What was saved; raises `FileNotFoundError`, `BadSnapshot`."""
        about, kept = kept_columns(file, form=_FORM)
        ties, odd = len(kept["towards"]), len(kept["odd"])
        shape = {"counts": ties, "ended": odd, "going": odd, "warmth": odd}
        columns = Columns(
            **{
                name: kept[name].reshape(-1, shape[name])
                if shape.get(name)
                else getattr(columns_of(()), name)
                if name in shape
                else kept[name]
                for name in _COLUMNS
            }
        )
        return cls(
            state=Revised(number=about["number"], mark=about["mark"]),
            laid=Laid(
                ids=np.frombuffer(kept["ids"].tobytes(), dtype=f"S{about['width']}"),
                start=kept["start"],
                towards=kept["towards"],
                columns=columns,
            ),
            changed={},
            turning={
                (PersonId(one), PersonId(other)): date.fromisoformat(day)
                for one, other, day in about["turning"]
            },
        )


class TeamDay:
    """The team's ties on one day: a layout, and the ties that are otherwise than it says.

    The layout is the `team`'s, or one made for this day where the sums of many do not tell it.
    """

    def __init__(
        self,
        team: Team,
        day: date,
        laid: Laid,
        changed: Mapping[Ends, Tied | None],
        *,
        index: TieIndex | None = None,
    ) -> None:
        self.team = team
        self.as_of = day
        self.laid = laid
        self.changed = changed
        others: dict[PersonId, set[PersonId]] = defaultdict(set)
        for of, towards in changed:
            others[of].add(towards)
        self._others: Mapping[PersonId, set[PersonId]] = others
        self.index = self._index() if index is None else index

    def after(
        self,
        team: Team,
        laid: Laid,
        numbers: Numbers | None,
        changed: Mapping[Ends, Tied | None],
    ) -> "TeamDay":
        """The same day at a later revision; `numbers` are everybody's new ones, if any."""
        index = self.index
        if numbers is not None:
            index = index.renumbered(numbers, people=len(laid.ids))
        later = TeamDay(team, self.as_of, laid, changed, index=index)
        news = {
            ends: tied
            for ends, tied in changed.items()
            if self.changed.get(ends, _UNTOLD) is not tied
        }
        if news:
            later.index = index.with_ties(*later._as_ties(news), people=len(laid.ids))
        return later

    def strength(self, *, of: PersonId, towards: PersonId) -> Strength | None:
        """The strength of→towards; `None` when nothing is known."""
        tied = self.changed.get((of, towards), _UNTOLD)
        if tied is not _UNTOLD:
            return None if tied is None else strength_on(tied.sums, self.as_of)
        one, other = self.laid.number(of), self.laid.number(towards)
        if one is None or other is None:
            return None
        place = self.laid.place(one, other)
        return None if place is None else self.laid.columns.strength(place, self.as_of)

    def knows(self, of: PersonId, towards: PersonId) -> bool:
        """Whether there is a strength."""
        tied = self.changed.get((of, towards), _UNTOLD)
        if tied is not _UNTOLD:
            return tied is not None
        one, other = self.laid.number(of), self.laid.number(towards)
        return one is not None and other is not None and self.laid.place(one, other) is not None

    def around(self, person: PersonId) -> dict[PersonId, float]:
        """Everybody with whom a person has a strength, and its probability, in no order."""
        number, apart = self.laid.number(person), self._others.get(person, ())
        found: dict[PersonId, float] = {}
        if number is not None:
            begin, end = int(self.laid.start[number]), int(self.laid.start[number + 1])
            p = probabilities(self.laid.columns, self.as_of, first=begin, end=end)
            names = self.laid.ids[self.laid.towards[begin:end]].tolist()
            found = {
                PersonId(name.decode()): probability
                for name, probability in zip(names, p.tolist(), strict=True)
            }
        for other in apart:
            tied = self.changed[person, other]
            if tied is None:
                found.pop(other, None)
            else:
                found[other] = strength_on(tied.sums, self.as_of).probability
        return found

    def table(self) -> tuple[Numbers, Numbers, npt.NDArray[np.float64], npt.NDArray[np.int32]]:
        """Every directed tie: who, whom, the probability, the last contact (an ordinal, or 0)."""
        laid = laid_with(self.laid, self.changed) if self.changed else self.laid
        back = np.searchsorted(self.laid.ids, laid.ids)
        return (
            back[laid.sources],
            back[laid.towards],
            probabilities(laid.columns, self.as_of),
            laid.columns.last,
        )

    def _index(self) -> TieIndex:
        p = probabilities(self.laid.columns, self.as_of)
        index = TieIndex.from_arrays(
            self.laid.sources, self.laid.towards, p, people=len(self.laid.ids)
        )
        if not self.changed:
            return index
        return index.with_ties(*self._as_ties(self.changed), people=len(self.laid.ids))

    def _as_ties(
        self, changed: Mapping[Ends, Tied | None]
    ) -> tuple[Numbers, Numbers, npt.NDArray[np.float64]]:
        """These ties in numbers; a probability of 0 takes one away."""
        rows = [
            (one, other, tied)
            for (of, towards), tied in changed.items()
            if (one := self.laid.number(of)) is not None
            and (other := self.laid.number(towards)) is not None
        ]
        columns = columns_of([tied.sums if tied else None for _, _, tied in rows])
        return (
            np.array([one for one, _, _ in rows], dtype=np.int64),
            np.array([other for _, other, _ in rows], dtype=np.int64),
            probabilities(columns, self.as_of),
        )


def laid_with(
    laid: Laid, changed: Mapping[Ends, Tied | None], *, besides: Iterable[PersonId] = ()
) -> Laid:
    """A layout with what has changed in its place."""
    rows = [
        (one, other, tied)
        for (of, towards), tied in changed.items()
        if (one := laid.number(of)) is not None and (other := laid.number(towards)) is not None
    ]
    gone = [place for one, other, _ in rows if (place := laid.place(one, other)) is not None]
    fresh = columns_of([tied.sums if tied else None for _, _, tied in rows])
    days = np.array([tied.from_day if tied else 0 for _, _, tied in rows], dtype=np.int32)
    return laid.replaced(
        np.array(gone, dtype=np.int64),
        np.array([one for one, _, _ in rows], dtype=np.int64),
        np.array([other for _, other, _ in rows], dtype=np.int64),
        replace(fresh, as_of=days),
        besides=besides,
    )


def forget(file: Path) -> None:
    """Remove a snapshot, if there is one."""
    with suppress(OSError):
        file.unlink(missing_ok=True)


def sweep(file: Path) -> None:
    """Remove what writers of a snapshot who were killed have left beside it."""
    for left in file.parent.glob(f".{file.name}.*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _LEFT:
                left.unlink()


def _found(names: npt.NDArray[np.uint64], asked: npt.NDArray[np.uint64]) -> Numbers:
    """The place of each name asked for, −1 where there is none."""
    if not len(names):
        return np.full(len(asked), -1, dtype=np.int64)
    place = np.minimum(np.searchsorted(names, asked), len(names) - 1)
    return np.where(names[place] == asked, place, -1)


def _ends(pairs: Iterable[Pair]) -> set[PersonId]:
    return {person for pair in pairs for person in pair}


_UNTOLD: Any = object()
_LEFT = 600.0  # seconds; no snapshot takes so long to write
_FORM = "netgraph team ties 1"
_COLUMNS = tuple(Columns.__dataclass_fields__)
