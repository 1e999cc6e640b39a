"""The shape of a whole network: bridges, brokers, communities, and ties that fell asleep.

A report on a snapshot of what one viewer sees, made with progress and off every page's path.
Betweenness is sampled (Brandes and Pich, "Centrality estimation in large networks", 2007) where
a network is large, Burt's constraint is exact (sparse matrices), communities are Louvain's. Seeds
are fixed, so the same network gives the same report.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

import numpy as np

from netgraph.domain.ids import PersonId
from netgraph.domain.people import Person
from netgraph.services.network import Network

LEAST_STRENGTH = 0.1
"""Ties below this are left out: known from lists alone."""

EXACT_PEOPLE = 400
"""Up to so many people every shortest path counts; beyond, those from a sample."""

PIVOTS = 48
"""People from whom shortest paths are sampled."""

DORMANT_DAYS = 365
MOST_TOLD = 15
_SEED = 7
_PAIR = 2
_LEAST_DEGREE = 3

Pairs = Mapping[tuple[PersonId, PersonId], float]
"""How strongly two people are tied, the stronger direction; each pair once."""


class Telling(Protocol):
    """Takes what is said of how far the work has come."""

    def __call__(self, *, step: str, done: int, total: int) -> None:
        """`done` of `total` of a step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """One person's place in a network: all are about position, none about giving.

    `betweenness` is the share of shortest paths between two others that pass, in [0, 1];
    `constraint` how far their contacts are tied among themselves (Burt, "Structural Holes",
    1992), low for a broker, about 1 for somebody with one circle; `community` is a number.
    """

    person: PersonId
    ties: int
    betweenness: float
    constraint: float
    community: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Dormant:
    """A tie that was live and had no contact for a year."""

    one: PersonId
    other: PersonId
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """The report: everybody's place, communities by size, bridges, and sleeping ties.

    `bridges` are ties whose loss would part the network; `sampled` says that betweenness is from
    a sample of people.
    """

    places: Mapping[PersonId, Placed]
    communities: tuple[tuple[PersonId, ...], ...]
    bridges: tuple[tuple[PersonId, PersonId], ...]
    dormant: tuple[Dormant, ...]
    sampled: bool
    ties: int

    def brokers(self) -> tuple[Placed, ...]:
        """Who connects circles that are apart: the least constrained, of three ties and more."""
        found = [one for one in self.places.values() if one.ties >= _LEAST_DEGREE]
        return tuple(sorted(found, key=lambda p: (p.constraint, p.person))[:MOST_TOLD])

    def between(self) -> tuple[Placed, ...]:
        """Through whom most shortest ways go."""
        found = [one for one in self.places.values() if one.betweenness > 0]
        return tuple(sorted(found, key=lambda p: (-p.betweenness, p.person))[:MOST_TOLD])


def structure(network: Network, *, telling: Telling | None = None) -> Structure:
    """The report on what a viewer sees on the network's day."""
    pairs: dict[tuple[PersonId, PersonId], float] = {}
    dormant = []
    table = network.table()
    columns = (table.one, table.other, table.strength, table.last)
    for a, b, best, last in zip(*(column.tolist() for column in columns), strict=True):
        if best >= LEAST_STRENGTH:
            one, other = network.people[a], network.people[b]
            pairs[one, other] = best
            if last and network.as_of.toordinal() - last > DORMANT_DAYS:
                day = date.fromordinal(last)
                dormant.append((best, Dormant(one=one, other=other, last=day)))
    dormant.sort(key=lambda item: (-item[0], item[1].one, item[1].other))
    return shape(pairs, dormant=tuple(one for _, one in dormant[:MOST_TOLD]), telling=telling)


def shape(
    pairs: Pairs, *, dormant: tuple[Dormant, ...] = (), telling: Telling | None = None
) -> Structure:
    """The same of bare pairs, whatever they are of."""
    import networkx as nx  # noqa: PLC0415 # slow to import, and no page needs it

    tell = telling or _silent
    people = sorted({person for pair in pairs for person in pair})
    number = {person: at for at, person in enumerate(people)}
    graph: Any = nx.Graph()
    graph.add_nodes_from(range(len(people)))
    graph.add_weighted_edges_from(
        (number[one], number[other], weight) for (one, other), weight in pairs.items()
    )
    tell(step="Brokers", done=0, total=4)
    constraint = constraints(
        np.array([number[one] for one, _ in pairs], dtype=np.int64),
        np.array([number[other] for _, other in pairs], dtype=np.int64),
        np.array(list(pairs.values()), dtype=np.float64),
        people=len(people),
    )
    tell(step="Shortest ways", done=1, total=4)
    sampled = len(people) > EXACT_PEOPLE
    betweenness = nx.betweenness_centrality(
        graph, k=min(PIVOTS, len(people)) if sampled else None, seed=_SEED
    )
    tell(step="Communities", done=2, total=4)
    found = nx.community.louvain_communities(graph, weight="weight", seed=_SEED) if pairs else []
    communities = sorted((sorted(one) for one in found), key=lambda one: (-len(one), one))
    tell(step="Bridges", done=3, total=4)
    bridges = sorted(tuple(sorted(ends)) for ends in nx.bridges(graph))
    of = {member: place for place, group in enumerate(communities) for member in group}
    tell(step="Bridges", done=4, total=4)
    return Structure(
        places={
            person: Placed(
                person=person,
                ties=int(graph.degree[at]),
                betweenness=float(betweenness[at]),
                constraint=float(constraint[at]),
                community=of.get(at, -1),
            )
            for person, at in number.items()
        },
        communities=tuple(tuple(people[at] for at in group) for group in communities),
        bridges=tuple((people[one], people[other]) for one, other in bridges),
        dormant=dormant,
        sampled=sampled,
        ties=len(pairs),
    )


def constraints(
    one: "np.ndarray[tuple[int], np.dtype[np.int64]]",
    other: "np.ndarray[tuple[int], np.dtype[np.int64]]",
    weight: "np.ndarray[tuple[int], np.dtype[np.float64]]",
    *,
    people: int,
) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    """Burt's constraint of everybody, Σ_j (p_ij + Σ_q p_iq·p_qj)² over neighbours j, q ≠ i, j.

    p_ij is the part of i's ties that goes to j. People without a tie have not-a-number.
    """
    from scipy.sparse import csr_array  # noqa: PLC0415 # slow to import

    if not len(one):
        return np.full(people, np.nan)
    rows, columns = np.concatenate([one, other]), np.concatenate([other, one])
    whole = csr_array((np.concatenate([weight, weight]), (rows, columns)), shape=(people, people))
    sums: np.ndarray[tuple[int], np.dtype[np.float64]] = np.asarray(
        whole.sum(axis=1), dtype=np.float64
    ).ravel()
    parts = csr_array(whole.multiply((1 / np.where(sums > 0, sums, 1.0))[:, None]))
    ties = csr_array((np.ones(len(rows)), (rows, columns)), shape=(people, people))
    through = csr_array((parts @ parts).multiply(ties))
    both = csr_array(parts + through)
    found: np.ndarray[tuple[int], np.dtype[np.float64]] = np.asarray(
        both.multiply(both).sum(axis=1), dtype=np.float64
    ).ravel()
    return np.where(sums > 0, found, np.nan)


def graphml(network: Network, people: Mapping[PersonId, Person], report: Structure | None) -> str:
    """What the viewer sees as GraphML: people, ties, favors, and the places of a report."""
    import networkx as nx  # noqa: PLC0415 # slow to import, and no page needs it

    graph: Any = nx.MultiDiGraph()
    for id_, person in sorted(people.items()):
        place = report.places.get(id_) if report else None
        graph.add_node(
            id_,
            name=_xml(person.name),
            title=_xml(person.title),
            company=_xml(person.company_name),
            level=person.level,
            **(
                {
                    "betweenness": place.betweenness,
                    "constraint": place.constraint,
                    "community": place.community,
                }
                if place
                else {}
            ),
        )
    for one, other in network.pairs():
        for of, towards in ((one, other), (other, one)):
            strength = network.strength(of=of, towards=towards)
            if strength is not None and of in people and towards in people:
                graph.add_edge(
                    of, towards, kind="tie", strength=strength.probability,
                    grade=strength.grade.value,
                )  # fmt: skip
    for favor in sorted(network.favors, key=lambda f: f.id):
        if favor.giver in people and favor.receiver in people:
            graph.add_edge(
                favor.giver, favor.receiver, kind="favor", what=favor.kind.value,
                size=favor.size.value, day=favor.day.isoformat(),
            )  # fmt: skip
    text = io.BytesIO()
    nx.write_graphml_xml(graph, text)
    return text.getvalue().decode()


def _xml(text: str) -> str:
    """The text without what XML cannot hold."""
    return "".join(sign for sign in text if sign.isprintable())


def _silent(*, step: str, done: int, total: int) -> None:
    del step, done, total
