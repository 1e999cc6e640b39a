"""The networks of all viewers, current with every write and every day.

The team's ties are read once, in columns, and kept by revision: before each answer the
revisions are asked for, and what has changed is read again, so that a favor logged by another
process counts in the next answer. Strengths are computed for the day asked about, so they fade
without a write.
"""

import logging
import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import numpy as np

from netgraph.domain.access import TEAM, Scope, Viewer
from netgraph.domain.favors import Favor
from netgraph.domain.ids import PersonId
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
    pairs_changed_after,
    read_ties,
    read_ties_of,
    revisions,
    team_people,
    team_revision,
    ties_of_pairs,
    turning_pairs,
)
from netgraph.routing import BadSnapshot
from netgraph.services.network import Network
from netgraph.services.team_ties import Ends, Laid, Numbers, Team, TeamDay, Tied, forget, sweep


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


_KEPT_NETWORKS = 32
_KEPT_DAYS = 4
_MOST_CHANGED = 200
"""Directed ties that may change before the snapshot is written again: the graph tells 500 pairs."""

_MOST_APART = 10_000
"""Directed ties that are kept apart from the layout; with more it is made anew."""

_FEW = 1000
"""Pairs that are read from their evidence one by one; for more, a day is laid out anew."""
