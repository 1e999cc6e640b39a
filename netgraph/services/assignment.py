"""Proposes which connector to ask for which of the team's open requests, under everybody's rules.

Open are the team's drafts that wait for their turn and its open asks for a person. The plan gives
the most meetings that can be expected, then spares people: of all plans that keep at least
`LEAST_PART` of that, the one in which the most asked connector is asked least often, and of
those the best. Each step is a transport problem, solved exactly by HiGHS. Only what the team
sees counts, whoever looks, as the plan is told to others.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

import numpy as np

from netgraph.domain.access import TEAM, Role, Viewer
from netgraph.domain.assignment import Plan, Way, plan_of
from netgraph.domain.choice import choose
from netgraph.domain.ids import PersonId, UserId
from netgraph.domain.people import Person
from netgraph.domain.policies import ConnectorPolicy
from netgraph.errors import Forbidden
from netgraph.graph import introductions as requests_graph
from netgraph.graph import open_asks as open_asks_graph
from netgraph.graph.database import Database
from netgraph.services.loop import queues
from netgraph.services.network import Network
from netgraph.services.people import People
from netgraph.services.policies import Policies
from netgraph.services.ties import Ties

LEAST_PART = 0.95
"""The part of the best expected meetings that fairness may not go below."""

LEAST_CHANCE = 0.02
"""A way below this probability is not worth anybody's word."""

MOST_WAYS = 12
"""Ways looked at for one request, the likeliest."""

PLANNERS = frozenset({Role.MANAGER, Role.ADMIN})
"""Who may see the plan."""


def assign(
    ways: Iterable[Way],
    *,
    room: Mapping[PersonId, int],
    load: Mapping[PersonId, int],
    least_part: float = LEAST_PART,
) -> Plan:
    """The fair plan of these ways.

    `room` is how many more asks a connector takes (who is not in it: any number), `load` how
    often each was asked before. Maximises Σ p·x, each request, target and connector a row.
    """
    options = sorted(ways, key=lambda way: (way.request, way.connector))
    if not options:
        return Plan(ways=(), largest=0, best=0.0)
    best = plan_of(_solve(options, room), load=load, best=0.0)
    low, high, found = 0, best.largest, best
    while low < high:  # the smallest largest load that keeps enough
        middle = (low + high) // 2
        capped = {
            way.connector: min(
                room.get(way.connector, len(options)), max(0, middle - load.get(way.connector, 0))
            )
            for way in options
        }
        tried = plan_of(_solve(options, capped), load=load, best=0.0)
        if tried.expected >= least_part * best.expected - _EXACT:
            found, high = tried, middle
        else:
            low = middle + 1
    return replace(found, best=best.expected)


_EXACT = 1e-9


def _solve(options: Sequence[Way], room: Mapping[PersonId, int]) -> list[Way]:
    from scipy.sparse import csr_array  # noqa: PLC0415 # slow to import

    number: dict[tuple[str, str], int] = {}
    rows, columns = [], []
    for column, way in enumerate(options):
        for row in (("r", way.request), ("t", way.target), ("c", way.connector)):
            rows.append(number.setdefault(row, len(number)))
            columns.append(column)
    most = np.array(
        [room.get(PersonId(name), len(options)) if kind == "c" else 1 for kind, name in number],
        dtype=np.float64,
    )
    takes = csr_array((np.ones(len(rows)), (rows, columns)), shape=(len(number), len(options)))
    found = choose(np.array([way.probability for way in options]), takes, most=most)
    return [options[column] for column in found.columns or ()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One line of the plan: who asks whom, for whom, how likely, and not before which day."""

    requester: Person
    connector: Person
    target: Person
    probability: float
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """How often a connector was asked in the last quarter, and how often with the plan."""

    connector: Person
    before: int
    after: int
    cap: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """The plan for the team's open requests; `unserved` are those for whom no way is left."""

    lines: tuple[Asked, ...]
    loads: tuple[Load, ...]
    unserved: tuple[tuple[Person, Person], ...]
    expected: float
    best: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """Somebody of the team who wants to reach somebody, by a day."""

    key: str
    requester: PersonId
    target: PersonId
    by: date


class Assignments:
    """Makes plans for the team's open requests."""

    def __init__(
        self,
        database: Database,
        *,
        people: People,
        policies: Policies,
        ties: Ties,
        now: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._people = people
        self._policies = policies
        self._ties = ties
        self._now = now

    def propose(self, viewer: Viewer) -> Proposed:
        """The plan as of today; raises `Forbidden` for who plans nothing."""
        if viewer.role not in PLANNERS:
            raise Forbidden("Only a manager sees the plan.")
        team = replace(viewer, user=_NOBODY)
        today = self._now().date()
        demands = self._demands()
        network = self._ties.network(team, as_of=today)
        found = {demand: _ways(network, demand) for demand in demands}
        connectors = {way.connector for ways in found.values() for way in ways}
        cards = self._people.many(
            team, connectors | {p for d in demands for p in (d.requester, d.target)}
        )
        rules = self._policies.of(team, connectors)
        load = self._policies.asked(team, connectors)
        ways = [
            way
            for demand, mine in found.items()
            for way in mine
            if way.connector in cards
            and demand.target in cards
            and _allowed(rules.get(way.connector, ConnectorPolicy()), way, cards, demand, today)
        ]
        room = {
            person: policy.room(load.get(person, 0))
            for person, policy in rules.items()
            if policy.cap is not None
        }
        plan = assign(ways, room=room, load=load)
        return _told(plan, demands, cards, rules=rules, load=load, today=today)

    def _demands(self) -> tuple[Demand, ...]:
        """What is open and not being asked by anybody of the team."""
        now = self._now()
        waiting = queues(self._database, None, now=now)
        asked = {
            kept.target
            for kept in requests_graph.in_scopes(self._database, (TEAM,))
            if kept.life.settled(now).live
        }
        drafts = tuple(
            Demand(key=kept.id, requester=kept.requester, target=kept.target, by=kept.life.by)
            for target, queue in waiting.items()
            for kept in queue
            if target not in asked
        )
        reached = {(demand.requester, demand.target) for demand in drafts}
        asks = open_asks_graph.open_on(self._database, now.date())
        return drafts + tuple(
            Demand(key=ask.id, requester=ask.requester, target=ask.target, by=ask.until)
            for ask in asks
            if ask.target is not None
            and ask.target not in asked
            and (ask.requester, ask.target) not in reached
        )


_NOBODY = UserId("nobody")
"""Somebody with nothing private: what they see is what the team sees."""


def _ways(network: Network, demand: Demand) -> tuple[Way, ...]:
    """The likeliest ways with one connector, by the team's ties."""
    found = []
    for tie in network.around(demand.requester):
        connector = tie.towards
        onward = network.strength(of=connector, towards=demand.target)
        if connector == demand.target or onward is None:
            continue
        chance = tie.strength.probability * onward.probability
        if chance >= LEAST_CHANCE:
            found.append(
                Way(
                    request=demand.key,
                    target=demand.target,
                    connector=connector,
                    probability=chance,
                )
            )
    found.sort(key=lambda way: (-way.probability, way.connector))
    return tuple(found[:MOST_WAYS])


def _allowed(
    policy: ConnectorPolicy,
    way: Way,
    cards: Mapping[PersonId, Person],
    demand: Demand,
    today: date,
) -> bool:
    """Whether a connector's rules allow a way; how often they are asked is seen to elsewhere."""
    against = replace(policy, cap=None).against(
        asked=0,
        company=cards[way.target].company_name,
        probability=way.probability,
        today=today,
    )
    return not against and policy.next_day(today) <= max(demand.by, today)


def _told(
    plan: Plan,
    demands: Sequence[Demand],
    cards: Mapping[PersonId, Person],
    *,
    rules: Mapping[PersonId, ConnectorPolicy],
    load: Mapping[PersonId, int],
    today: date,
) -> Proposed:
    asking = {demand.key: demand for demand in demands}
    served = {way.target for way in plan.ways}
    return Proposed(
        lines=tuple(
            Asked(
                requester=cards[asking[way.request].requester],
                connector=cards[way.connector],
                target=cards[way.target],
                probability=way.probability,
                day=rules.get(way.connector, ConnectorPolicy()).next_day(today),
            )
            for way in plan.ways
        ),
        loads=tuple(
            Load(
                connector=cards[person],
                before=load.get(person, 0),
                after=load.get(person, 0) + sum(way.connector == person for way in plan.ways),
                cap=rules[person].cap if person in rules else None,
            )
            for person in dict.fromkeys(way.connector for way in plan.ways)
        ),
        unserved=tuple(
            (cards[demand.requester], cards[demand.target])
            for demand in demands
            if demand.target not in served and {demand.requester, demand.target} <= cards.keys()
        ),
        expected=plan.expected,
        best=plan.best,
    )
