"""The network as one viewer sees it on one day: ties, their evidence, and who stands around whom.

The team's ties come in columns, and the viewer's private evidence is laid over them for that
viewer alone. The evidence behind a tie is read when somebody looks at it, and what would follow
from one more observation can be supposed without writing it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import permutations
from typing import overload

import numpy as np
import numpy.typing as npt

from netgraph.domain.evidence import Evidence
from netgraph.domain.favors import Favor, Goodwill
from netgraph.domain.ids import PersonId
from netgraph.domain.strength import Explanation, Fact, Strength, explain, facts
from netgraph.graph.ties import Pair, PairEvidence, pair_of
from netgraph.routing import Overlay, TieIndex
from netgraph.services.team_ties import Ends, Laid, Numbers, TeamDay

Strengths = Mapping[Ends, Strength]
Read = Callable[[Sequence[Pair]], Mapping[Pair, PairEvidence]]
ReadFavors = Callable[[], Iterable[Favor]]
ReadPartners = Callable[[Sequence[PersonId]], Mapping[PersonId, frozenset[PersonId]]]
"""Reads what the team knows about pairs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenTie:
    """What a viewer knows about two people: the strength that `of` has with `towards`."""

    of: PersonId
    towards: PersonId
    strength: Strength
    network: "Network" = field(repr=False, compare=False)

    @property
    def back(self) -> Strength | None:
        """The strength the other way."""
        return self.network.strength(of=self.towards, towards=self.of)

    @property
    def evidence(self) -> PairEvidence:
        """Everything the viewer may know about the two; nothing when it has just gone."""
        found = self.network.evidence(self.of, self.towards)
        return found or PairEvidence(pair=pair_of(self.of, self.towards), facts=())

    def facts(self, *, as_of: date) -> tuple[Fact, ...]:
        """The facts behind it, favors apart, best first."""
        return facts(self.evidence.facts, of=self.of, towards=self.towards, as_of=as_of)

    def explain(self, *, as_of: date) -> Explanation | None:
        """The strength taken apart."""
        return explain(
            self.evidence.everything,
            of=self.of,
            towards=self.towards,
            as_of=as_of,
            goodwill=self.goodwill(as_of=as_of).standing,
        )

    def goodwill(self, *, as_of: date) -> Goodwill:
        """What remains of the favors between the two, seen from `of`."""
        return self.evidence.goodwill(of=self.of, towards=self.towards, as_of=as_of)


class Named(Sequence[PersonId]):
    """Who has which number: the team's people, then those whom the viewer alone has ties with."""

    def __init__(self, laid: Laid, own: tuple[PersonId, ...]) -> None:
        self._laid = laid
        self._team = len(laid.ids)
        self._own = own

    @overload
    def __getitem__(self, number: int) -> PersonId: ...
    @overload
    def __getitem__(self, number: slice) -> tuple[PersonId, ...]: ...

    def __getitem__(self, number: int | slice) -> PersonId | tuple[PersonId, ...]:
        """The person of a number."""
        if isinstance(number, slice):
            return tuple(self[one] for one in range(*number.indices(len(self))))
        if number >= self._team:
            return self._own[number - self._team]
        return self._laid.person(number)

    def __len__(self) -> int:
        """How many people have a number."""
        return self._team + len(self._own)


class NumberOf(Mapping[PersonId, int]):
    """The number of each person."""

    def __init__(self, laid: Laid, people: Named, own: tuple[PersonId, ...]) -> None:
        self._laid = laid
        self._people = people
        self._own = {person: len(laid.ids) + place for place, person in enumerate(own)}

    def __getitem__(self, person: PersonId) -> int:
        """The number of a person; raises `KeyError` for one without ties."""
        number = self._laid.number(person)
        return self._own[person] if number is None else number

    def __iter__(self) -> Iterator[PersonId]:
        """Everybody."""
        return iter(self._people)

    def __len__(self) -> int:
        """How many people have a number."""
        return len(self._people)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PairTable:
    """All pairs that a viewer knows something about, in columns.

    `one` and `other` are numbers of people, the smaller id first; `strength` is the larger of
    both directions and `last` the last contact, as an ordinal, 0 for none.
    """

    one: Numbers
    other: Numbers
    strength: npt.NDArray[np.float64]
    last: Numbers


class Network:
    """The ties that one viewer sees on one day; a value, but for evidence read when looked at."""

    def __init__(
        self,
        team: TeamDay,
        own: Mapping[Pair, PairEvidence],
        *,
        read: Read,
        favors: ReadFavors,
        partners: ReadPartners,
    ) -> None:
        self._team = team
        self._own = own
        self._read = read
        self._read_favors = favors
        self._read_partners = partners
        self._seen: dict[Pair, PairEvidence | None] = {}
        self.as_of = team.as_of
        self._own_strengths = strengths_of(own.values(), as_of=team.as_of)
        self._own_around: dict[PersonId, set[PersonId]] = {}
        for one, other in own:
            self._own_around.setdefault(one, set()).add(other)
            self._own_around.setdefault(other, set()).add(one)
        apart = tuple(
            sorted(
                person
                for person in {person for ends in self._own_strengths for person in ends}
                if team.laid.number(person) is None
            )
        )
        self.people = Named(team.laid, apart)
        self.number: Mapping[PersonId, int] = NumberOf(team.laid, self.people, apart)
        self.index: TieIndex = team.index

    @cached_property
    def overlay(self) -> Overlay | None:
        """The ties that count for this viewer alone, for the search; `None` when there are none."""
        ends = list(self._own_strengths)
        if not ends:
            return None
        return Overlay.from_arrays(
            np.array([self.number[of] for of, _ in ends], dtype=np.int32),
            np.array([self.number[towards] for _, towards in ends], dtype=np.int32),
            np.array([self._own_strengths[end].probability for end in ends], dtype=np.float64),
        )

    def supposing(self, piece: Evidence) -> "Network":
        """The ties as this viewer would see them had this been observed too.

        The two have a tie already. What follows from it is computed as for any other evidence.
        """
        pair = pair_of(piece.actor, piece.other)
        known = PairEvidence(pair=pair, facts=(piece,))
        seen = self.evidence(*pair)
        own = {pair: known if seen is None else seen.joined(known)}
        of_pair = strengths_of(own.values(), as_of=self.as_of)
        around = {a: self._own_around.get(a, set()) | {b} for a, b in permutations(pair)}
        supposed = copy(self)
        vars(supposed).pop("overlay", None)
        vars(supposed).update(
            _own={**self._own, **own},
            _own_strengths={**self._own_strengths, **of_pair},
            _own_around={**self._own_around, **around},
        )
        return supposed

    def strength(self, *, of: PersonId, towards: PersonId) -> Strength | None:
        """The probability that `towards` acts on an ask of `of`; `None` when unknown."""
        if pair_of(of, towards) in self._own:
            return self._own_strengths.get((of, towards))
        return self._team.strength(of=of, towards=towards)

    def knows(self, one: PersonId, other: PersonId) -> bool:
        """Whether anything is known between two people on this day."""
        if pair_of(one, other) in self._own:
            return (one, other) in self._own_strengths
        return self._team.knows(one, other)

    def evidence(self, one: PersonId, other: PersonId) -> PairEvidence | None:
        """Everything the viewer may know about two people, read when it is asked for first."""
        pair = pair_of(one, other)
        return self.look_at((pair,)).get(pair)

    def look_at(self, pairs: Iterable[Pair]) -> Mapping[Pair, PairEvidence]:
        """What is known of several pairs, read at once; pairs without a tie cost nothing."""
        asked = {pair_of(*pair) for pair in pairs}
        unread = [
            pair
            for pair in asked
            if pair not in self._own and pair not in self._seen and self._team.knows(*pair)
        ]
        if unread:
            found = self._read(sorted(unread))
            if len(self._seen) > _KEPT_PAIRS:
                self._seen = {}
            self._seen.update({pair: found.get(pair) for pair in unread})
        seen = self._seen
        return {
            pair: known
            for pair in asked
            if (known := self._own.get(pair) or seen.get(pair)) is not None
        }

    def tie(self, *, of: PersonId, towards: PersonId) -> SeenTie | None:
        """The tie of→towards."""
        strength = self.strength(of=of, towards=towards)
        if strength is None:
            return None
        return SeenTie(of=of, towards=towards, strength=strength, network=self)

    def near(self, person: PersonId, *, at_least: float = 0.0) -> Mapping[PersonId, float]:
        """With whom a person has ties, strongest first, and the probability of each."""
        found = self._team.around(person)
        for other in self._own_around.get(person, ()):
            strength = self._own_strengths.get((person, other))
            if strength is None:
                found.pop(other, None)
            else:
                found[other] = strength.probability
        ordered = sorted(
            (one for one in found.items() if one[1] >= at_least), key=lambda one: (-one[1], one[0])
        )
        return dict(ordered)

    def around(
        self, person: PersonId, *, at_least: float = 0.0, most: int | None = None
    ) -> tuple[SeenTie, ...]:
        """The ties of a person towards others, strongest first, as far as they are wanted."""
        found = (
            self.tie(of=person, towards=other)
            for other in list(self.near(person, at_least=at_least))[:most]
        )
        return tuple(tie for tie in found if tie is not None)

    def pairs(self) -> tuple[Pair, ...]:
        """Every pair of people that the viewer knows something about, in order; for few people."""
        table = self.table()
        return tuple(
            sorted(
                (self.people[one], self.people[other])
                for one, other in zip(table.one.tolist(), table.other.tolist(), strict=True)
            )
        )

    def table(self) -> PairTable:
        """The same in columns, in no order."""
        of, towards, p, last = self._team.table()
        one, other = np.minimum(of, towards), np.maximum(of, towards)
        order = np.lexsort((other, one))
        one, other, p, last = one[order], other[order], p[order], last[order]
        first = np.flatnonzero(
            np.concatenate(([True], (one[1:] != one[:-1]) | (other[1:] != other[:-1])))
            if len(one)
            else np.empty(0, dtype=bool)
        )
        team = PairTable(
            one=one[first],
            other=other[first],
            strength=np.maximum.reduceat(p, first) if len(first) else p,
            last=np.maximum.reduceat(last, first).astype(np.int64)
            if len(first)
            else last.astype(np.int64),
        )
        return self._with_own(team) if self._own else team

    def _with_own(self, team: PairTable) -> PairTable:
        numbers = [(self.number.get(pair[0]), self.number.get(pair[1]), pair) for pair in self._own]
        hidden = np.array(
            [min(a, b) << 32 | max(a, b) for a, b, _ in numbers if a is not None and b is not None],
            dtype=np.int64,
        )
        keep = ~np.isin(team.one << 32 | team.other, hidden)
        rows = []
        for one, other, (a, b) in numbers:
            both = [
                found
                for ends in ((a, b), (b, a))
                if (found := self._own_strengths.get(ends)) is not None
            ]
            if both and one is not None and other is not None:
                last = max(s.last_contact.toordinal() if s.last_contact else 0 for s in both)
                rows.append((one, other, max(s.probability for s in both), last))
        own = np.array(rows, dtype=np.float64).reshape(-1, 4)
        return PairTable(
            one=np.concatenate((team.one[keep], own[:, 0].astype(np.int64))),
            other=np.concatenate((team.other[keep], own[:, 1].astype(np.int64))),
            strength=np.concatenate((team.strength[keep], own[:, 2])),
            last=np.concatenate((team.last[keep], own[:, 3].astype(np.int64))),
        )

    def supporters(self, pairs: Iterable[Pair]) -> Mapping[Pair, frozenset[PersonId]]:
        """The favor partners that two people have in common, as far as the viewer may know.

        Such a tie is *supported*: who would let one of the two down would lose a third, so favors
        between them last (Jackson, Rodriguez-Barraquer and Tan, "Social capital and social
        quilts", 2012). Pairs are named as asked; those without one are left out.
        """
        asked = tuple(pairs)
        known = self._read_partners(sorted({person for pair in asked for person in pair}))
        nobody: frozenset[PersonId] = frozenset()
        found = {
            (one, other): (known.get(one, nobody) & known.get(other, nobody)) - {one, other}
            for one, other in asked
        }
        return {pair: partners for pair, partners in found.items() if partners}

    @cached_property
    def favors(self) -> tuple[Favor, ...]:
        """Every favor that the viewer may know of, read when it is asked for first."""
        team = (f for f in self._read_favors() if pair_of(f.giver, f.receiver) not in self._own)
        return (*team, *(favor for known in self._own.values() for favor in known.favors))


def strengths_of(pairs: Iterable[PairEvidence], *, as_of: date) -> Strengths:
    """The strengths of pairs in both directions on a day; a direction without one is left out."""
    found: dict[Ends, Strength] = {}
    for evidence in pairs:
        one, other = evidence.pair
        for of, towards in ((one, other), (other, one)):
            strength = evidence.strength(of=of, towards=towards, as_of=as_of)
            if strength is not None:
                found[of, towards] = strength
    return found


_KEPT_PAIRS = 20_000
