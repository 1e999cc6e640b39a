"""Which rings and chains of introductions to propose, for one viewer, and how good that is.

Every want to meet somebody is held against whom the others know well: where one person can
introduce another to somebody they look for, there is a give. The best set of rings and chains
in which nobody takes part twice is found exactly, as an integer program.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from netgraph.domain.access import Viewer
from netgraph.domain.barter import CanGive, IntroCycle, Trade, best_gives, chains, cycles
from netgraph.domain.choice import choose
from netgraph.domain.ids import PersonId, WantId
from netgraph.domain.offers import KNOWS_WELL, fit_of_person, same_name
from netgraph.domain.people import Person
from netgraph.domain.policies import ConnectorPolicy
from netgraph.domain.wants import FORGOTTEN, Want, WantKind
from netgraph.graph.database import Database
from netgraph.graph.offers import industries_of, wants_of
from netgraph.services.network import Network
from netgraph.services.people import People
from netgraph.services.policies import Policies
from netgraph.services.ties import Ties

_TWO = 2

LEAST_HELP = 0.05
"""A give below this probability is not worth anybody's word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clearing:
    """The trades chosen, best first, their `expected` introductions, and how far off the best.

    `bound` is what no choice can exceed; it equals `expected` when the choice is proven best.
    """

    trades: tuple[Trade, ...]
    expected: float
    bound: float

    @property
    def gap(self) -> float:
        """By how large a part of the bound the choice may fall short."""
        return 0.0 if self.bound <= 0 else max(0.0, 1 - self.expected / self.bound)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What a viewer could bring about: the clearing, with the people and wants it is made of.

    `private` are wants that only the viewer sees.
    """

    clearing: Clearing
    people: Mapping[PersonId, Person]
    wants: Mapping[WantId, Want]
    private: frozenset[WantId]


def clear(
    gives: Iterable[CanGive], *, starters: Iterable[PersonId] = (), seconds: float = 10.0
) -> Clearing:
    """The disjoint rings and chains of the most expected introductions.

    `starters` may begin a chain. Exact unless `seconds` run out, when the best found by then is
    given with its bound, and is no worse than choosing the best one again and again. One variable
    a ring or chain, one row a person: maximise Σ v·x where each person is in one chosen trade at
    most.
    """
    by_giver = best_gives(gives)
    trades: list[Trade] = [*cycles(by_giver), *chains(by_giver, starters)]
    if not trades:
        return Clearing(trades=(), expected=0.0, bound=0.0)
    found, bound = _solve(trades, seconds=seconds)
    pairs = [
        trade for trade in trades if isinstance(trade, IntroCycle) and len(trade.gives) == _TWO
    ]
    chosen = max(found, _greedy(trades), _greedy(pairs), key=_worth)
    chosen.sort(key=lambda trade: (-trade.expected, trade.people))
    expected = sum(trade.expected for trade in chosen)
    return Clearing(trades=tuple(chosen), expected=expected, bound=max(bound, expected))


def greedy_pairs(gives: Iterable[CanGive]) -> Clearing:
    """What choosing the best pair again and again gives, for comparison."""
    pairs = [ring for ring in cycles(best_gives(gives)) if len(ring.gives) == _TWO]
    chosen = _greedy(pairs)
    expected = sum(trade.expected for trade in chosen)
    return Clearing(trades=tuple(chosen), expected=expected, bound=float("inf"))


def _greedy(trades: Iterable[Trade]) -> list[Trade]:
    """The best trade again and again, of people who are in none of those before."""
    taken: set[PersonId] = set()
    chosen: list[Trade] = []
    for trade in sorted(trades, key=lambda trade: (-trade.expected, trade.people)):
        if taken.isdisjoint(trade.people):
            chosen.append(trade)
            taken.update(trade.people)
    return chosen


def _worth(trades: Sequence[Trade]) -> float:
    return sum(trade.expected for trade in trades)


def _solve(trades: Sequence[Trade], *, seconds: float) -> tuple[list[Trade], float]:
    from scipy.sparse import csr_array  # noqa: PLC0415 # slow to import

    number = {p: n for n, p in enumerate(sorted({p for trade in trades for p in trade.people}))}
    rows = [number[person] for trade in trades for person in trade.people]
    columns = [column for column, trade in enumerate(trades) for _ in trade.people]
    takes = csr_array((np.ones(len(rows)), (rows, columns)), shape=(len(number), len(trades)))
    values = np.array([trade.expected for trade in trades])
    found = choose(values, takes, most=1, seconds=seconds)
    return [trades[column] for column in found.columns or ()], found.bound


class Barter:
    """Proposes trades of introductions among the people whom a viewer reaches."""

    def __init__(
        self, database: Database, *, people: People, policies: Policies, ties: Ties
    ) -> None:
        self._database = database
        self._people = people
        self._policies = policies
        self._ties = ties

    def propose(
        self,
        viewer: Viewer,
        *,
        as_of: date,
        seconds: float = 10.0,
        busy: Iterable[PersonId] = (),
    ) -> Proposal:
        """The best trades among whom the viewer has a tie with, but for those who are `busy`.

        Whoever gives is asked by the viewer, so a give's probability is the viewer's strength
        with the giver times the giver's with whom they would introduce, times how well that
        person fits. The viewer begins a chain. Nobody gives against their own rules, and a want
        that has long faded counts no more.
        """
        network = self._ties.network(viewer, as_of=as_of)
        asked = dict(network.near(viewer.person))
        asked[viewer.person] = 1.0
        for person in busy:
            asked.pop(person, None)
        wants = {
            person: tuple(
                want
                for want in wanted
                if want.kind is WantKind.INTRODUCTION and want.freshness(as_of=as_of) >= FORGOTTEN
            )
            for person, wanted in wants_of(self._database, asked, viewer=viewer).items()
        }
        known = {giver: _knows_well(network, giver) for giver in asked}
        cards = self._people.many(viewer, {*asked, *(p for met in known.values() for p in met)})
        around = _Around(
            network=network,
            asked=asked,
            known=known,
            cards=cards,
            industries=industries_of(self._database, cards, viewer=viewer),
        )
        gives = self._willing(
            viewer,
            [give for wanted in wants.values() for want in wanted for give in around.gives(want)],
            cards,
            today=as_of,
        )
        clearing = clear(gives, starters=(viewer.person,), seconds=seconds)
        team = self._database.read("wants_of_team", wants=[give.want for give in gives])
        shared = {WantId(row["id"]) for row in team}
        return Proposal(
            clearing=clearing,
            people=cards,
            wants={want.id: want for wanted in wants.values() for want in wanted},
            private=frozenset({give.want for give in gives} - shared),
        )

    def _willing(
        self,
        viewer: Viewer,
        gives: Sequence[CanGive],
        cards: Mapping[PersonId, Person],
        *,
        today: date,
    ) -> list[CanGive]:
        """The gives that no rule of their givers speaks against."""
        givers = {give.giver for give in gives} - {viewer.person}
        rules = {
            person: policy
            for person, policy in self._policies.of(viewer, givers).items()
            if policy != ConnectorPolicy()
        }
        if not rules:
            return list(gives)
        asked = self._policies.asked(viewer, rules)
        return [
            give
            for give in gives
            if give.giver not in rules
            or not rules[give.giver].against(
                asked=asked.get(give.giver, 0),
                company=cards[give.whom].company_name,
                probability=give.probability,
                today=today,
            )
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Around:
    """Those whom a viewer can ask, how likely they act, and whom each of them knows well."""

    network: Network
    asked: Mapping[PersonId, float]
    known: Mapping[PersonId, Mapping[PersonId, float]]
    cards: Mapping[PersonId, Person]
    industries: Mapping[PersonId, str]

    def gives(self, want: Want) -> Iterator[CanGive]:
        """Who can introduce the wanting person to somebody who fits."""
        fits: dict[PersonId, float] = {}
        for giver, met in self.known.items():
            if giver == want.person or giver not in self.cards:
                continue
            for whom, strength in met.items():
                if whom == want.person or whom not in self.cards:
                    continue
                if whom not in fits:
                    fits[whom] = self._fit(want, self.cards[whom])
                chance = fits[whom] * strength * self.asked[giver]
                if chance >= LEAST_HELP:
                    yield CanGive(
                        giver=giver,
                        receiver=want.person,
                        whom=whom,
                        want=want.id,
                        probability=chance,
                    )

    def _fit(self, want: Want, card: Person) -> float:
        """How well somebody answers a want: not at all when the two know each other."""
        if self.network.knows(want.person, card.id):
            return 0.0
        fit = fit_of_person(want, card, industry=self.industries.get(card.id, ""))
        return 1.0 if not fit and not want.role and same_name(want.text, card.name) else fit


def _knows_well(network: Network, person: PersonId) -> Mapping[PersonId, float]:
    return network.near(person, at_least=KNOWS_WELL)
