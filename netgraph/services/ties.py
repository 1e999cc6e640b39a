"""Who knows whom how well, for one viewer on one day.

The team's ties are read once, in columns, and kept by revision: before each answer the
revisions are asked for, and what has changed is read again, so that a favor logged by another
process counts in the next answer. A viewer's private evidence is laid over the team's ties for
that viewer alone. Strengths are computed for the day asked about, so they fade without a write;
the evidence behind a tie is read when somebody looks at it.
"""

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import permutations
from pathlib import Path
from typing import overload

import numpy as np
import numpy.typing as npt

from netgraph.domain.access import TEAM, Scope, Viewer
from netgraph.domain.evidence import Evidence
from netgraph.domain.favors import Favor, Goodwill
from netgraph.domain.ids import PersonId
from netgraph.domain.strength import Explanation, Fact, Strength, explain, facts
from netgraph.domain.strengths import columns_of, joined
from netgraph.graph.database import Database
from netgraph.graph.ties import (
    Pair,
    PairEvidence,
    Revised,
    evidence_by_pair,
    favor_from_row,
    favor_partners,
    is_past,
    pair_of,
    pairs_changed_after,
    read_ties,
    read_ties_of,
    revisions,
    team_people,
    team_revision,
    ties_of_pairs,
    turning_pairs,
)
from netgraph.routing import BadSnapshot, Overlay, TieIndex
from netgraph.services.team_ties import Ends, Laid, Numbers, Team, TeamDay, Tied, forget, sweep

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
        self._own_strengths = _strengths(own.values(), as_of=team.as_of)
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
        of_pair = _strengths(own.values(), as_of=self.as_of)
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


class Ties:
    """The networks of all viewers, read when needed and kept while they are current.

    `snapshot` is a file for the team's ties, so that the next start need not read them all; it
    is kept for networks of at least `kept_from` directed ties.
    """

    def __init__(
        self, database: Database, *, snapshot: Path | None = None, kept_from: int = 20_000
    ) -> None:
        self._database = database
        self._snapshot = snapshot
        self._kept_from = kept_from
        self._lock = threading.Lock()
        self._saving = threading.Lock()
        self._team: Team | None = None
        self._kept_changes = 0
        self._writers: list[threading.Thread] = []
        self._days: OrderedDict[date, TeamDay] = OrderedDict()
        self._making: dict[date, threading.Lock] = {}
        self._networks: OrderedDict[tuple[Scope, int, int, date], Network] = OrderedDict()
        self._private: OrderedDict[Scope, tuple[int, Mapping[Pair, PairEvidence]]] = OrderedDict()

    def network(self, viewer: Viewer, *, as_of: date) -> Network:
        """The ties that `viewer` sees as of a day, with everything written so far."""
        current = revisions(self._database, scopes=viewer.scopes)
        key = (viewer.private, current[TEAM], current[viewer.private], as_of)
        with self._lock:
            found = self._networks.get(key)
            if found is not None:
                self._networks.move_to_end(key)
                return found
            if self._team is None or self._team.state.number != current[TEAM]:
                self._follow()
            team = self._team
            assert team is not None  # noqa: S101 -- `_follow` has just set it
        day = self._day(team, as_of)
        own = self._own(viewer, revision=current[viewer.private])

        def partners(people: Sequence[PersonId]) -> Mapping[PersonId, frozenset[PersonId]]:
            return favor_partners(self._database, people, scopes=viewer.scopes, day=as_of)

        network = Network(day, own, read=self._evidence, favors=self._favors, partners=partners)
        with self._lock:
            network = self._networks.setdefault(key, network)
            while len(self._networks) > _KEPT_NETWORKS:
                self._networks.popitem(last=False)
        return network

    @property
    def saving(self) -> bool:
        """Whether a snapshot is being written."""
        return any(one.is_alive() for one in self._writers)

    def _evidence(self, pairs: Sequence[Pair]) -> Mapping[Pair, PairEvidence]:
        """What the team knows about these pairs."""
        return evidence_by_pair(self._database, scopes=(TEAM,), pairs=pairs)

    def _favors(self) -> tuple[Favor, ...]:
        """All favors that the team knows of."""
        rows = self._database.read("favors_in_scopes", scopes=[TEAM], people=[TEAM])
        return tuple(favor_from_row(row) for row in rows)

    def _follow(self) -> None:
        """The team's ties as they are now; only what has changed is read when that is told.

        The state is asked for first: what is written while ties are read is read once more.
        """
        state = team_revision(self._database)
        known = self._team
        if known is None and self._snapshot is not None:
            known = self._load(self._snapshot)
        changed: list[Pair] | None = None
        if known is not None and known.state == state:
            self._team = known
            return
        if known is not None and is_past(self._database, known.state):
            changed = pairs_changed_after(self._database, known.state.number, scope=TEAM)
        if known is None or changed is None:
            self._team = self._read(state)
            self._days.clear()
            self._keep(self._team)
            return
        read = ties_of_pairs(self._database, changed)
        turning = turning_pairs(self._database, changed)
        later, numbers = known.after(changed, read, turning, state=state)
        days = self._days
        self._team, self._days = later, OrderedDict()
        if len(later.changed) > _MOST_APART:
            self._team = later.compact()
            self._keep(self._team)
            return
        for as_of, day in days.items():
            if day.team is known:
                self._days[as_of] = self._followed(day, later, numbers, changed)
        gone = any(later.changed[pair] is None for pair in changed)
        if gone or len(later.changed) > self._kept_changes + _MOST_CHANGED:
            self._keep(later)

    def _read(self, state: Revised) -> Team:
        """All ties: in the quickest way, unless others write at the same time."""
        turning = turning_pairs(self._database)
        people = team_people(self._database)
        team = Team.read(people, read_ties(self._database), turning, state=state)
        if team_revision(self._database) == state:
            return team
        blocks = read_ties_of(self._database, people)
        return Team.read(people, blocks, turning, state=state)

    def _followed(
        self, day: TeamDay, team: Team, numbers: Numbers | None, changed: Sequence[Pair]
    ) -> TeamDay:
        """A day at the team's later revision at which these pairs may be other."""
        if day.laid is day.team.laid:
            told = self._told(team.doubtful(day.as_of), day.as_of)
            return day.after(team, team.laid, numbers, {**team.changed, **told})
        told = {**day.changed, **self._told(changed, day.as_of)}
        tied = {person for ends, known in told.items() if known for person in ends}
        laid, numbers = day.laid.with_people(tied)
        return day.after(team, laid, numbers, told)

    def _day(self, team: Team, as_of: date) -> TeamDay:
        """The team's ties on a day; made by one for all who ask, while others are answered."""
        with self._lock:
            making = self._making.setdefault(as_of, threading.Lock())
        with making:
            with self._lock:
                day = self._days.get(as_of)
                if day is not None and day.team is team:
                    self._days.move_to_end(as_of)
                    return day
            doubtful = team.doubtful(as_of)
            if len(doubtful) <= _FEW:
                told = self._told(doubtful, as_of)
                day = TeamDay(team, as_of, team.laid, {**team.changed, **told})
            else:
                day = TeamDay(team, as_of, self._retold(team, doubtful, as_of), {})
            with self._lock:
                if self._team is team:
                    self._days[as_of] = day
                    while len(self._days) > _KEPT_DAYS:
                        gone, _ = self._days.popitem(last=False)
                        self._making.pop(gone, None)
        return day

    def _told(self, pairs: Sequence[Pair], day: date) -> Mapping[Ends, Tied | None]:
        """What the evidence of these pairs says on a day."""
        known = self._evidence(pairs) if pairs else {}
        told: dict[Ends, Tied | None] = {}
        for one, other in pairs:
            evidence = known.get((one, other))
            for of, towards in ((one, other), (other, one)):
                found = evidence.sums(of=of, towards=towards, as_of=day) if evidence else None
                told[of, towards] = Tied(found, day.toordinal()) if found else None
        return told

    def _retold(self, team: Team, pairs: Sequence[Pair], day: date) -> Laid:
        """The whole layout of a day of which the sums of many pairs do not tell, block by block."""
        laid = team.compact().laid
        laid, _ = laid.with_people({person for pair in pairs for person in pair})
        gone, of, towards, parts = [], [], [], [columns_of(())]
        for begin in range(0, len(pairs), _FEW):
            told = self._told(pairs[begin : begin + _FEW], day)
            for one, other in told:
                a, b = laid.number(one), laid.number(other)
                assert a is not None and b is not None  # noqa: PT018, S101 -- just given room
                of.append(a)
                towards.append(b)
                if (place := laid.place(a, b)) is not None:
                    gone.append(place)
            parts.append(columns_of([tied.sums if tied else None for tied in told.values()]))
        return laid.replaced(
            np.array(gone, dtype=np.int64),
            np.array(of, dtype=np.int64),
            np.array(towards, dtype=np.int64),
            joined(parts),
        )

    def _own(self, viewer: Viewer, *, revision: int) -> Mapping[Pair, PairEvidence]:
        """The viewer's pairs with private evidence, the team's evidence on them included."""
        if not revision:
            return {}  # nothing of the viewer's own was ever written
        kept = self._private.get(viewer.private)
        if kept is None or kept[0] != revision:
            own = private_evidence(self._database, viewer)
            self._private[viewer.private] = (revision, own)
            while len(self._private) > _KEPT_NETWORKS:
                self._private.popitem(last=False)
        else:
            own = kept[1]
        if not own:
            return own
        team = self._evidence(sorted(own))
        return {
            pair: evidence.joined(team[pair]) if pair in team else evidence
            for pair, evidence in own.items()
        }

    def _load(self, file: Path) -> Team | None:
        """What the last process left, if that can be trusted."""
        try:
            return Team.load(file)
        except FileNotFoundError:
            return None
        except (BadSnapshot, OSError, ValueError, KeyError) as error:
            logging.getLogger(__name__).info("The ties are read anew: %s", error)
            forget(file)
            return None

    def _keep(self, team: Team) -> None:
        """Leave the ties for the next start, without keeping anybody waiting."""
        file = self._snapshot
        if file is None:
            return
        if len(team.laid.towards) < self._kept_from:
            forget(file)
            return
        self._kept_changes = len(team.changed)
        self._writers = [one for one in self._writers if one.is_alive()]
        writer = threading.Thread(target=self._save, args=(team, file), name="snapshot of ties")
        self._writers.append(writer)
        writer.start()

    def _save(self, team: Team, file: Path) -> None:
        with self._saving:
            try:
                file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                sweep(file)
                (team.compact() if team.changed else team).save(file)
            except OSError as error:
                logging.getLogger(__name__).warning("The ties cannot be kept: %s", error)
                forget(file)
                return


def private_evidence(database: Database, viewer: Viewer) -> Mapping[Pair, PairEvidence]:
    """The evidence by pair that this viewer alone sees."""
    return evidence_by_pair(database, scopes=(viewer.private,), people=viewer.scopes)


def _strengths(pairs: Iterable[PairEvidence], *, as_of: date) -> Strengths:
    found: dict[Ends, Strength] = {}
    for evidence in pairs:
        one, other = evidence.pair
        for of, towards in ((one, other), (other, one)):
            strength = evidence.strength(of=of, towards=towards, as_of=as_of)
            if strength is not None:
                found[of, towards] = strength
    return found


_KEPT_NETWORKS = 32
_KEPT_DAYS = 4
_KEPT_PAIRS = 20_000
_MOST_CHANGED = 200
"""Directed ties that may change before the snapshot is written again: the graph tells 500 pairs."""

_MOST_APART = 10_000
"""Directed ties that are kept apart from the layout; with more it is made anew."""

_FEW = 1000
"""Pairs that are read from their evidence one by one; for more, a day is laid out anew."""
