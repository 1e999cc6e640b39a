"""The plan breaks no limit, is as good as any, and asks no one more than it must."""

import itertools
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.assignment import made_up
from netgraph.domain.access import Role, Viewer
from netgraph.domain.assignment import Way, first_come, keeps_to
from netgraph.domain.ids import PersonId
from netgraph.domain.policies import ConnectorPolicy
from netgraph.errors import Forbidden
from netgraph.services.assignment import LEAST_PART, assign
from netgraph.wiring import Netgraph
from tests.conftest import Clock
from tests.graphs import add_evidence, add_person, met
from tests.services.test_introductions import drafted

CONNECTORS = ("c1", "c2", "c3")


@st.composite
def situations(
    draw: st.DrawFn,
) -> tuple[list[Way], dict[PersonId, int], dict[PersonId, int]]:
    """A few requests, some for the same target, with ways, rooms and loads."""
    ways = [
        Way(
            request=f"r{request}",
            target=PersonId(f"t{draw(st.integers(0, 2)) if request > 1 else request}"),
            connector=PersonId(connector),
            probability=draw(st.integers(1, 20)) / 20,
        )
        for request in range(draw(st.integers(1, 4)))
        for connector in draw(st.sets(st.sampled_from(CONNECTORS)))
    ]
    same = {way.request: way.target for way in ways}
    ways = [
        Way(request=w.request, target=same[w.request], connector=w.connector,
            probability=w.probability) for w in ways
    ]  # fmt: skip
    room = {
        PersonId(c): draw(st.integers(0, 3)) for c in draw(st.sets(st.sampled_from(CONNECTORS)))
    }
    load = {PersonId(c): draw(st.integers(0, 2)) for c in CONNECTORS}
    return ways, room, load


def every_choice(ways: list[Way], room: Mapping[PersonId, int]) -> list[tuple[Way, ...]]:
    """Every choice that keeps to the limits."""
    found = []
    for number in range(len(ways) + 1):
        for chosen in itertools.combinations(ways, number):
            asks = Counter(way.connector for way in chosen)
            if (
                len({w.request for w in chosen}) == number
                and len({w.target for w in chosen}) == number
                and all(count <= room.get(person, 9) for person, count in asks.items())
            ):
                found.append(chosen)
    return found


@given(situation=situations())
def test_the_plan_is_the_fairest_of_the_good_ones(
    situation: tuple[list[Way], dict[PersonId, int], dict[PersonId, int]],
) -> None:
    """By trying every choice: best possible, least largest load, and the most of those."""
    ways, room, load = situation
    plan = assign(ways, room=room, load=load)
    choices = every_choice(ways, room)

    def worth(chosen: tuple[Way, ...]) -> float:
        return sum(way.probability for way in chosen)

    def largest(chosen: tuple[Way, ...]) -> int:
        asks = Counter(way.connector for way in chosen)
        return max((load[person] + count for person, count in asks.items()), default=0)

    best = max(map(worth, choices))
    good = [chosen for chosen in choices if worth(chosen) >= LEAST_PART * best - 1e-9]
    least = min(map(largest, good))
    fairest = max(worth(chosen) for chosen in good if largest(chosen) <= least)

    assert keeps_to(plan, room=room)
    assert best == pytest.approx(plan.best)
    assert least == plan.largest
    assert fairest == pytest.approx(plan.expected)


@pytest.mark.parametrize("seed", range(3))
def test_it_beats_first_come_first_served(seed: int) -> None:
    """On a made-up team: no cap broken, a lower largest load, 95 % of the best and more."""
    ways, room, load = made_up(60, seed=seed)
    plan, plain = assign(ways, room=room, load=load), first_come(ways, room=room, load=load)

    assert keeps_to(plan, room=room)
    assert keeps_to(plain, room=room)
    assert plan.largest < plain.largest
    assert plan.expected >= LEAST_PART * plan.best - 1e-9


def test_a_manager_sees_a_plan_that_keeps_the_rules(
    netgraph: Netgraph, ana: Viewer, ben: Viewer, clock: Clock
) -> None:
    """Without room for Dana it is Tom; a rep sees no plan; what is being asked is not open."""
    add_person(netgraph, "priya", "Priya Shah", title="CFO")
    add_person(netgraph, "luc", "Luc Petit")
    for id_, name, times in (("dana", "Dana Ortiz", 9), ("tom", "Tom Becker", 4)):
        add_person(netgraph, id_, name)
        for viewer in (ana, ben):
            add_evidence(netgraph, met(viewer.person, id_, clock().date(), times=times))
        for target in ("priya", "luc"):
            add_evidence(netgraph, met(id_, target, clock().date(), times=times))
    draft = drafted(netgraph, ben, to="luc")
    netgraph.loop.queue(ben, draft.id)
    manager = replace(ana, role=Role.MANAGER)
    (line,) = netgraph.assignments.propose(manager).lines
    assert ("Ben Okoye", "Dana Ortiz", "Luc Petit") == (
        line.requester.name, line.connector.name, line.target.name,
    )  # fmt: skip
    netgraph.policies.set(ana, PersonId("dana"), ConnectorPolicy(cap=0))
    (line,) = netgraph.assignments.propose(manager).lines
    assert "Tom Becker" == line.connector.name
    with pytest.raises(Forbidden):
        netgraph.assignments.propose(ana)
    netgraph.introductions.send(ana, drafted(netgraph, ana, to="luc", via="tom").id, reason="now")

    assert () == netgraph.assignments.propose(manager).lines
