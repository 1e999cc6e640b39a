"""The one question worth asking before an introduction is asked for.

It is put to one connector, never to all: whose word on a tie is expected to raise the chance of
the best way most (`netgraph.domain.questions`). The ways are the best that the search finds for
the viewer, by the ties as that viewer sees them.
"""

from collections.abc import Collection, Sequence
from itertools import pairwise

from netgraph.domain.access import Viewer
from netgraph.domain.evidence import Grade
from netgraph.domain.ids import PersonId
from netgraph.domain.portfolio import Ends, Route
from netgraph.domain.questions import Belief, Question, most_useful
from netgraph.domain.strength import Strength
from netgraph.services.network import Network

WORTH_ASKING = 0.005
"""A question that is expected to raise the best chance by less is not worth a connector's time."""

ROUTES = 20


def worth_asking(
    network: Network,
    viewer: Viewer,
    targets: Sequence[PersonId],
    *,
    closed: Collection[PersonId] = (),
) -> Question | None:
    """The question to ask first, if any is worth it.

    `closed` are connectors who are not to be asked now. Who has vouched for a tie has answered.
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
    best = next(iter(most_useful(routes, beliefs)), None)
    return best if best is not None and best.worth >= WORTH_ASKING else None
