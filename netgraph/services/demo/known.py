"""What the made-up team knows of any two people, so that a story can be as likely as it is told."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from netgraph.domain.access import TEAM
from netgraph.domain.favors import Favor, Gift, Promise, PromiseState
from netgraph.domain.ids import PersonId
from netgraph.domain.strength import Strength
from netgraph.graph.ties import Pair, PairEvidence, pair_of
from netgraph.services.demo.values import DemoNetwork

if TYPE_CHECKING:
    from netgraph.domain.evidence import Evidence


class Known:
    """The team's evidence of a network, by pair."""

    def __init__(self, network: DemoNetwork) -> None:
        facts: dict[Pair, list[Evidence]] = defaultdict(list)
        favors: dict[Pair, list[Favor]] = defaultdict(list)
        deeds: dict[Pair, list[Gift | Promise]] = defaultdict(list)
        for fact in network.facts:
            if fact.scope == TEAM:
                told = fact.value.evidence
                facts[pair_of(told.actor, told.other)].append(told)
        for favor in network.favors:
            if favor.scope == TEAM:
                favors[pair_of(favor.value.giver, favor.value.receiver)].append(favor.value)
        for gift in network.gifts:
            if gift.scope == TEAM:
                deeds[pair_of(gift.value.giver, gift.value.receiver)].append(gift.value)
        for promise in network.promises:
            if promise.scope == TEAM and promise.value.state is PromiseState.BROKEN:
                deeds[pair_of(promise.value.owner, promise.value.to)].append(promise.value)
        self._pairs = {
            pair: PairEvidence(
                pair=pair,
                facts=tuple(facts[pair]),
                favors=tuple(favors[pair]),
                deeds=tuple(deeds[pair]),
            )
            for pair in {*facts, *favors}
        }

    def strengths(self, people: Sequence[PersonId], *, as_of: date) -> tuple[Strength, ...]:
        """The strength of each tie along a path on a day; none at all when a tie is unknown."""
        found = [
            self._pairs[pair_of(of, towards)].strength(of=of, towards=towards, as_of=as_of)
            for of, towards in pairwise(people)
            if pair_of(of, towards) in self._pairs
        ]
        known = tuple(one for one in found if one)
        return known if len(known) == len(people) - 1 else ()
