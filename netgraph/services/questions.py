"""The one question worth asking before an introduction is asked for.

It is put to one connector, never to all: whose word on a tie is expected to raise the chance of
the best way most (`netgraph.domain.questions`). The ways are the best that the search finds for
the viewer, by the ties as that viewer sees them.
"""

from collections.abc import Collection, Sequence
from datetime import timedelta
from itertools import pairwise

from netgraph.domain.access import Viewer
from netgraph.domain.evidence import Grade, Kind
from netgraph.domain.ids import PersonId
from netgraph.domain.portfolio import Ends, Route
from netgraph.domain.questions import Belief, Question, most_useful
from netgraph.domain.strength import Strength
from netgraph.services.network import Network

WORTH_ASKING = 0.005
"""A question that is expected to raise the best chance by less is not worth a connector's time."""

REST_DAYS = 90
"""For so long nobody is asked again what they have answered."""

ROUTES = 20


def worth_asking(
    network: Network,
    viewer: Viewer,
    targets: Sequence[PersonId],
    *,
    closed: Collection[PersonId] = (),
) -> Question | None:
    """The question to ask first, if any is worth it.

    `closed` are connectors who are not to be asked now. Who has vouched for a tie has answered,
    as has who said lately that they barely know somebody.
    """
    me = network.number.get(viewer.person)
    numbers = [network.number[target] for target in targets if target in network.number]
    if me is None or not numbers:
        return None
    found = network.index.best_paths(me, numbers, ROUTES, overlay=network.overlay)
    ways = [[network.people[number] for number in path.people] for path in found]
    routes, doubtful = [], dict[Ends, Strength]()
    for people in ways:
        ties = [(ends, network.strength(of=ends[0], towards=ends[1])) for ends in pairwise(people)]
        known = [(ends, strength) for ends, strength in ties if strength is not None]
        if people[1] in closed or len(known) < len(ties):
            continue
        routes.append(
            Route(people=tuple(people), chances=tuple(one.probability for _, one in known))
        )
        doubtful |= {ends: one for ends, one in known[1:2] if one.grade is not Grade.VOUCHED}
    beliefs = {
        ends: Belief(probability=one.probability, low=one.low, high=one.high)
        for ends, one in doubtful.items()
    }
    useful = (one for one in most_useful(routes, beliefs) if one.worth >= WORTH_ASKING)
    return next((one for one in useful if not _answered(network, one.about)), None)


def _answered(network: Network, about: Ends) -> bool:
    """Whether the first of the two has lately said how well they know the second."""
    known = network.evidence(*about)
    since = network.as_of - timedelta(days=REST_DAYS)
    return known is not None and any(
        fact.kind in {Kind.CLAIM, Kind.VOUCH}
        and fact.actor == about[0]
        and any(month.day >= since for month in fact.months)
        for fact in known.facts
    )
