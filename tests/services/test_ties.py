"""The networks that viewers see are kept current by revision, and are the same either way."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netgraph.domain.access import Viewer
from netgraph.domain.ids import PersonId
from netgraph.services.network import Network
from netgraph.services.ties import Ties
from netgraph.wiring import Netgraph
from tests.conftest import NOW
from tests.graphs import add_evidence, add_person, met

TODAY = NOW.date()
PEOPLE = [f"p{n}" for n in range(6)]


@pytest.fixture(autouse=True)
def people(netgraph: Netgraph) -> None:
    """Six people without a tie."""
    for person in PEOPLE:
        add_person(netgraph, person, f"Person {person}")


def strengths(network: Network) -> dict[tuple[str, str], float]:
    """Every strength among the six."""
    found = {}
    for one in PEOPLE:
        for other in PEOPLE:
            if one != other:
                tie = network.strength(of=PersonId(one), towards=PersonId(other))
                if tie is not None:
                    found[one, other] = tie.probability
    return found


pairs = st.tuples(st.sampled_from(PEOPLE), st.sampled_from(PEOPLE)).filter(lambda p: p[0] != p[1])


@given(steps=st.lists(st.lists(pairs, min_size=1, max_size=3), min_size=1, max_size=4))
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_following_changes_gives_what_reading_all_gives(
    netgraph: Netgraph, ana: Viewer, steps: list[list[tuple[str, str]]]
) -> None:
    """A network that followed each change equals one that is read from nothing."""
    following = Ties(netgraph.database)
    following.network(ana, as_of=TODAY)
    for step in steps:
        add_evidence(
            netgraph,
            *(met(one, other, TODAY - timedelta(days=5), times=2) for one, other in step),
        )
        followed = following.network(ana, as_of=TODAY)

    anew = Ties(netgraph.database).network(ana, as_of=TODAY)
    assert strengths(anew) == strengths(followed)
    assert tuple(anew.people) == tuple(followed.people)
    for one in PEOPLE:
        if PersonId(one) in anew.number and one != PEOPLE[0] and PEOPLE[0] in anew.number:
            ends = (anew.number[PersonId(PEOPLE[0])], anew.number[PersonId(one)])
            assert anew.index.best_paths(*ends) == followed.index.best_paths(*ends)


def test_another_process_learns_of_a_change(netgraph: Netgraph, ana: Viewer) -> None:
    """Evidence written elsewhere counts in the next answer."""
    here = Ties(netgraph.database)
    assert strengths(here.network(ana, as_of=TODAY)) == {}

    add_evidence(netgraph, met("p0", "p1", TODAY, times=1))

    assert set(strengths(here.network(ana, as_of=TODAY))) == {("p0", "p1"), ("p1", "p0")}


def test_a_change_of_too_many_pairs_is_read_as_a_whole(netgraph: Netgraph, ana: Viewer) -> None:
    """When the graph does not tell which pairs changed, everything is read anew."""
    here = Ties(netgraph.database)
    here.network(ana, as_of=TODAY)
    add_evidence(netgraph, met("p0", "p1", TODAY, times=1))
    netgraph.database.write("raise_revision", scope="team")
    netgraph.database.write("tell_changed_pairs", scope="team", pairs=None)

    assert len(strengths(here.network(ana, as_of=TODAY))) == 2


def test_the_same_question_costs_nothing_twice(netgraph: Netgraph, ana: Viewer) -> None:
    """Without a change the very same network is given again."""
    assert netgraph.ties.network(ana, as_of=TODAY) is netgraph.ties.network(ana, as_of=TODAY)
