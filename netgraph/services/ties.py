"""Who knows whom how well, for one viewer on one day.

The team's evidence is read once and kept by revision: before each answer the revisions are
asked for, and what has changed is read again, so that a favor logged by another process counts
in the next answer. A viewer's private evidence is laid over the team's ties for that viewer
alone. Strengths are computed for the day asked about, so they fade without a write.
"""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from netgraph.domain.access import TEAM, Scope, Viewer
from netgraph.domain.favors import Goodwill, goodwill
from netgraph.domain.ids import PersonId
from netgraph.domain.strength import Explanation, Fact, Strength, explain, facts
from netgraph.graph.database import Database
from netgraph.graph.ties import (
    Pair,
    PairEvidence,
    evidence_by_pair,
    pair_of,
    pairs_changed_after,
    revisions,
)
from netgraph.routing import Overlay, TieIndex

Strengths = Mapping[tuple[PersonId, PersonId], Strength]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenTie:
    """What a viewer knows about two people: the strength that `of` has with `towards`."""

    of: PersonId
    towards: PersonId
    strength: Strength
    back: Strength | None
    evidence: PairEvidence

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
            goodwill=self.goodwill(as_of=as_of).balance,
        )

    def goodwill(self, *, as_of: date) -> Goodwill:
        """What remains of the favors between the two, seen from `of`."""
        return goodwill(self.evidence.favors, mine=self.of, theirs=self.towards, as_of=as_of)


class Network:
    """The ties that one viewer sees on one day; a value, never changed once made."""

    def __init__(self, team: "_TeamDay", overlay: Mapping[Pair, PairEvidence]) -> None:
        self._team = team
        self._own = overlay
        self._own_strengths = _strengths(overlay.values(), as_of=team.as_of)
        self.as_of = team.as_of
        own_people = {person for ends in self._own_strengths for person in ends}
        own_people -= team.number.keys()
        self.people = (*team.people, *sorted(own_people))
        self.number: Mapping[PersonId, int] = (
            {person: n for n, person in enumerate(self.people)} if own_people else team.number
        )
        self.index = team.index
        self.overlay = self._overlay() if self._own_strengths else None

    def _overlay(self) -> Overlay:
        ends = list(self._own_strengths)
        return Overlay.from_arrays(
            np.array([self.number[of] for of, _ in ends], dtype=np.int32),
            np.array([self.number[towards] for _, towards in ends], dtype=np.int32),
            np.array([self._own_strengths[end].probability for end in ends], dtype=np.float64),
        )

    def strength(self, *, of: PersonId, towards: PersonId) -> Strength | None:
        """The probability that `towards` acts on an ask of `of`; `None` when unknown."""
        if pair_of(of, towards) in self._own:
            return self._own_strengths.get((of, towards))
        return self._team.strengths.get((of, towards))

    def evidence(self, one: PersonId, other: PersonId) -> PairEvidence | None:
        """Everything the viewer may know about two people."""
        pair = pair_of(one, other)
        return self._own.get(pair) or self._team.pairs.get(pair)

    def tie(self, *, of: PersonId, towards: PersonId) -> SeenTie | None:
        """The tie of→towards with its evidence."""
        strength = self.strength(of=of, towards=towards)
        evidence = self.evidence(of, towards)
        if strength is None or evidence is None:
            return None
        return SeenTie(
            of=of,
            towards=towards,
            strength=strength,
            back=self.strength(of=towards, towards=of),
            evidence=evidence,
        )

    def around(self, person: PersonId) -> tuple[SeenTie, ...]:
        """The ties of a person towards others, strongest first."""
        known = {*self._team.around.get(person, ())}
        known.update(p for pair in self._own for p in pair if person in pair and p != person)
        found = (self.tie(of=person, towards=other) for other in known)
        return tuple(
            sorted(
                (tie for tie in found if tie is not None),
                key=lambda tie: (-tie.strength.probability, tie.towards),
            )
        )

    def pairs(self) -> Mapping[Pair, PairEvidence]:
        """Every pair of people that the viewer knows something about."""
        return {**self._team.pairs, **self._own}


class Ties:
    """The networks of all viewers, read when needed and kept while they are current."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = threading.Lock()
        self._team: _Team | None = None
        self._networks: OrderedDict[tuple[Scope, int, int, date], Network] = OrderedDict()

    def network(self, viewer: Viewer, *, as_of: date) -> Network:
        """The ties that `viewer` sees as of a day, with everything written so far."""
        current = revisions(self._database, scopes=viewer.scopes)
        key = (viewer.private, current[TEAM], current[viewer.private], as_of)
        with self._lock:
            found = self._networks.get(key)
            if found is not None:
                self._networks.move_to_end(key)
                return found
            if self._team is None or self._team.revision != current[TEAM]:
                self._team = self._read_team(self._team, revision=current[TEAM])
            network = Network(self._team.on(as_of), self._private(viewer, self._team))
            self._networks[key] = network
            while len(self._networks) > _KEPT_NETWORKS:
                self._networks.popitem(last=False)
            return network

    def _read_team(self, known: "_Team | None", *, revision: int) -> "_Team":
        """The team's evidence as it is now; only what has changed is read when that is told."""
        changed = (
            pairs_changed_after(self._database, known.revision, scope=TEAM)
            if known is not None and known.revision < revision
            else None
        )
        if known is None or changed is None:
            everything = evidence_by_pair(self._database, scopes=(TEAM,))
            return _Team(revision=revision, pairs=everything)
        news = evidence_by_pair(self._database, scopes=(TEAM,), pairs=changed)
        return known.with_changes(changed, news, revision=revision)

    def _private(self, viewer: Viewer, team: "_Team") -> Mapping[Pair, PairEvidence]:
        """The viewer's pairs with private evidence, the team's evidence on them included."""
        own = private_evidence(self._database, viewer)
        return {
            pair: evidence.joined(team.pairs[pair]) if pair in team.pairs else evidence
            for pair, evidence in own.items()
        }


def private_evidence(database: Database, viewer: Viewer) -> Mapping[Pair, PairEvidence]:
    """The evidence by pair that this viewer alone sees."""
    return evidence_by_pair(database, scopes=(viewer.private,), people=viewer.scopes)


class _Team:
    """The team's evidence at one revision, and its networks of the days asked about."""

    def __init__(self, *, revision: int, pairs: Mapping[Pair, PairEvidence]) -> None:
        self.revision = revision
        self.pairs = pairs
        self._days: OrderedDict[date, _TeamDay] = OrderedDict()

    def with_changes(
        self, changed: Iterable[Pair], news: Mapping[Pair, PairEvidence], *, revision: int
    ) -> "_Team":
        """The evidence at a later revision, at which only the `changed` pairs are other."""
        gone = set(changed)
        kept = {pair: evidence for pair, evidence in self.pairs.items() if pair not in gone}
        later = _Team(revision=revision, pairs={**kept, **news})
        for as_of, day in self._days.items():
            strengths = {
                ends: strength
                for ends, strength in day.strengths.items()
                if pair_of(*ends) not in gone
            }
            fresh = _strengths(news.values(), as_of=as_of)
            later._days[as_of] = _TeamDay(  # one of ours
                pairs=later.pairs, strengths={**strengths, **fresh}, as_of=as_of
            )
        return later

    def on(self, as_of: date) -> "_TeamDay":
        if as_of not in self._days:
            self._days[as_of] = _TeamDay(
                pairs=self.pairs,
                strengths=_strengths(self.pairs.values(), as_of=as_of),
                as_of=as_of,
            )
            while len(self._days) > _KEPT_DAYS:
                self._days.popitem(last=False)
        return self._days[as_of]


class _TeamDay:
    """The team's ties on one day."""

    def __init__(
        self, *, pairs: Mapping[Pair, PairEvidence], strengths: Strengths, as_of: date
    ) -> None:
        self.pairs = pairs
        self.as_of = as_of
        self.strengths = strengths
        self.people: tuple[PersonId, ...] = tuple(sorted({p for pair in pairs for p in pair}))
        self.number: Mapping[PersonId, int] = {p: n for n, p in enumerate(self.people)}
        ends = list(self.strengths)
        self.index = TieIndex.from_arrays(
            np.array([self.number[of] for of, _ in ends], dtype=np.int32),
            np.array([self.number[towards] for _, towards in ends], dtype=np.int32),
            np.array([self.strengths[end].probability for end in ends], dtype=np.float64),
            people=len(self.people),
        )

    @cached_property
    def around(self) -> Mapping[PersonId, tuple[PersonId, ...]]:
        found: dict[PersonId, list[PersonId]] = {}
        for one, other in self.pairs:
            found.setdefault(one, []).append(other)
            found.setdefault(other, []).append(one)
        return {person: tuple(others) for person, others in found.items()}


def _strengths(pairs: Iterable[PairEvidence], *, as_of: date) -> Strengths:
    found: dict[tuple[PersonId, PersonId], Strength] = {}
    for evidence in pairs:
        one, other = evidence.pair
        for of, towards in ((one, other), (other, one)):
            strength = evidence.strength(of=of, towards=towards, as_of=as_of)
            if strength is not None:
                found[of, towards] = strength
    return found


_KEPT_NETWORKS = 32
_KEPT_DAYS = 4
