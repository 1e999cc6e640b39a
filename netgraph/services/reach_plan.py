"""Whom to get to know, or to write to again, so that more targets come within reach.

Targets are whom the viewer is asking for or looks for, and who decides at an account, a company
in which somebody plays a buying role. A tie is made alive by one meeting: how strong it is then
follows from its own evidence and that meeting, by the formula of every strength. The chance that
it comes to the meeting is the tie as it is now, or the best path to somebody new. All of it is
by what the viewer sees.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np

from netgraph.domain.access import Viewer
from netgraph.domain.evidence import Evidence, Kind, Monthly
from netgraph.domain.ids import PersonId
from netgraph.domain.introductions import State
from netgraph.domain.people import Person
from netgraph.domain.reach_plan import plan
from netgraph.graph import introductions as introductions_graph
from netgraph.graph import open_asks as open_asks_graph
from netgraph.graph.companies import account_deciders
from netgraph.graph.database import Database
from netgraph.graph.ties import PairEvidence, pair_of
from netgraph.services.accounts import Accounts
from netgraph.services.network import Network
from netgraph.services.people import People
from netgraph.services.ties import Ties

MOST_TIES = 5
MOST_TARGETS = 200
MOST_PROSPECTS = 250

TIES_TO_PROSPECT = 3
TIES_TO_TARGET = 3
MOST_TOLD = 3
_CLOSEST = 60
_AROUND = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A target that a tie opens: the probability of the best path now and then."""

    target: Person
    now: float
    then: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedTie:
    """A tie worth making alive.

    `now` is its strength, `None` for somebody new, whom `way` leads to over whom to ask; `works`
    is the chance that it comes to a meeting, `then` the strength after it. `gain` is how many
    targets more are expected to be reached, after the ties planned before it.
    """

    person: Person
    now: float | None
    way: tuple[Person, ...]
    works: float
    then: float
    gain: float
    opens: tuple[Opened, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachPlan:
    """What is expected to be reached of `targets` people before and after the planned ties.

    `share` is the least share of the best gain that as many ties could bring.
    """

    targets: int
    before: float
    after: float
    share: float
    ties: tuple[PlannedTie, ...]


class ReachPlans:
    """Plans ties for a viewer."""

    def __init__(
        self,
        database: Database,
        *,
        accounts: Accounts,
        people: People,
        ties: Ties,
        now: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._accounts = accounts
        self._people = people
        self._ties = ties
        self._now = now

    def plan(self, viewer: Viewer, *, most: int = MOST_TIES) -> ReachPlan:
        """Up to `most` ties to make alive, the one that opens most first."""
        network = self._ties.network(viewer, as_of=self._now().date())
        targets = [target for target in self._targets(viewer) if target in network.number]
        if viewer.person not in network.number or not targets:
            return ReachPlan(targets=len(targets), before=0.0, after=0.0, share=1.0, ties=())
        doors = _Doors(viewer, network, self._prospects(viewer, network, targets), targets)
        found = plan(doors.base, doors.opened, doors.works, most=most)
        opens = {row: doors.most_opened(row) for row in found.chosen}
        cards = self._people.many(
            viewer,
            {person for row in found.chosen for person in doors.way(row)}
            | {targets[column] for best in opens.values() for column in best},
        )
        return ReachPlan(
            targets=len(targets),
            before=found.before,
            after=found.after,
            share=found.share,
            ties=tuple(
                PlannedTie(
                    person=cards[doors.prospects[row]],
                    now=doors.now(row),
                    way=tuple(cards[person] for person in doors.way(row)),
                    works=float(doors.works[row]),
                    then=float(doors.alive[row]),
                    gain=gain,
                    opens=tuple(
                        Opened(
                            target=cards[targets[column]],
                            now=float(doors.base[column]),
                            then=float(doors.opened[row, column]),
                        )
                        for column in opens[row]
                    ),
                )
                for row, gain in zip(found.chosen, found.gains, strict=True)
            ),
        )

    def _targets(self, viewer: Viewer) -> list[PersonId]:
        """Whom the viewer asks for or looks for, then who decides at an account."""
        now = self._now()
        wanted = [
            kept.target
            for kept in introductions_graph.of_user(self._database, viewer)
            if (life := kept.life.settled(now)).live or life.state is State.DRAFT
        ]
        wanted += [
            ask.target
            for ask in open_asks_graph.open_on(self._database, now.date())
            if ask.requester == viewer.person and ask.target
        ]
        deciding = account_deciders(self._database, viewer, today=now.date(), most=MOST_TARGETS)
        every = dict.fromkeys([*wanted, *(one.person for one in deciding)])
        every.pop(viewer.person, None)
        return list(every)[:MOST_TARGETS]

    def _prospects(
        self, viewer: Viewer, network: Network, targets: Sequence[PersonId]
    ) -> list[PersonId]:
        """Who might open a target: whom the viewer knows, and who is known around."""
        mine = network.near(viewer.person)
        around = {
            person: None
            for other in (*list(mine)[:_CLOSEST], *targets)
            for person in list(network.near(other))[:_AROUND]
        }
        colleagues = {account.viewer.person for account in self._accounts.all()}
        apart = {viewer.person, *targets, *colleagues}
        return [person for person in dict.fromkeys([*mine, *around]) if person not in apart][
            :MOST_PROSPECTS
        ]


class _Doors:
    """What each prospect would open: rows are prospects, columns targets."""

    def __init__(
        self,
        viewer: Viewer,
        network: Network,
        prospects: Sequence[PersonId],
        targets: Sequence[PersonId],
    ) -> None:
        self.prospects = prospects
        self._network = network
        self._me = viewer.person
        me = network.number[viewer.person]
        rows = [network.number[prospect] for prospect in prospects]
        columns = [network.number[target] for target in targets]
        index, overlay = network.index, network.overlay
        self.base = index.best_for_each([me], columns, overlay=overlay).probability[0, :, 0]
        self._ways = index.best_for_each([me], rows, overlay=overlay, max_ties=TIES_TO_PROSPECT)
        self.works = self._ways.probability[0, :, 0]
        self.alive = np.array(_after_a_meeting(network, viewer.person, prospects))
        beyond = index.best_for_each(
            rows, columns, overlay=overlay, max_ties=TIES_TO_TARGET, avoid=me
        )
        self.opened = self.alive[:, None] * beyond.probability[:, :, 0]

    def now(self, row: int) -> float | None:
        """The strength of the tie as it is."""
        strength = self._network.strength(of=self._me, towards=self.prospects[row])
        return strength.probability if strength else None

    def way(self, row: int) -> tuple[PersonId, ...]:
        """The best path to the prospect."""
        best = self._ways.paths(0, row)[0]
        return tuple(self._network.people[number] for number in best.people)

    def most_opened(self, row: int) -> list[int]:
        """The columns of the targets that gain most by this prospect alone."""
        gains = self.opened[row] - self.base
        order = np.argsort(-gains, kind="stable")[:MOST_TOLD]
        return [int(column) for column in order if gains[column] > 0]


def _after_a_meeting(network: Network, me: PersonId, prospects: Sequence[PersonId]) -> list[float]:
    """How strong each tie would be had the two met today, by all that is known besides."""
    known = network.look_at((me, prospect) for prospect in prospects)
    found = []
    for prospect in prospects:
        pair = pair_of(me, prospect)
        meeting = Evidence(
            actor=me,
            other=prospect,
            kind=Kind.MEETING,
            months=(Monthly(day=network.as_of, count=1.0),),
        )
        before = known.get(pair, PairEvidence(pair=pair, facts=()))
        after = replace(before, facts=(*before.facts, meeting))
        strength = after.strength(of=me, towards=prospect, as_of=network.as_of)
        found.append(strength.probability if strength else 0.0)
    return found
