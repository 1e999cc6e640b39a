"""What became of requests is compared with what was said, for whom it concerns and no other."""

from datetime import timedelta

import pytest

from netgraph.domain.access import Role, Viewer
from netgraph.domain.evidence import Grade
from netgraph.domain.ids import PersonId
from netgraph.domain.outcomes import Outcome
from netgraph.graph.introductions import Door
from netgraph.services.answers import Answer
from netgraph.services.reach import Reached
from netgraph.services.requests import Link, Request
from netgraph.wiring import Netgraph
from tests.conftest import PASSWORD, Clock
from tests.graphs import add_evidence, add_person, met
from tests.services.test_introductions import GOOD


def known_by(netgraph: Netgraph, viewer: Viewer, clock: Clock) -> None:
    """Dana, who met the viewer and Priya; everything the team's."""
    add_person(netgraph, "dana", "Dana Ortiz", email="dana@x.example")
    add_person(netgraph, "priya", "Priya Shah", title="CFO")
    day = clock().date() - timedelta(days=20)
    add_evidence(
        netgraph, met(viewer.person, "dana", day, times=3), met("dana", "priya", day, times=3)
    )


@pytest.fixture(autouse=True)
def people(netgraph: Netgraph, ana: Viewer, clock: Clock) -> None:
    """Dana, between Ana and Priya."""
    known_by(netgraph, ana, clock)


def asked(netgraph: Netgraph, viewer: Viewer) -> Request:
    """A request of the viewer's by Dana to Priya, sent."""
    path = (viewer.person, PersonId("dana"), PersonId("priya"))
    netgraph.introductions.draft(viewer, path, probability=0.4)
    request = netgraph.introductions.drafts(viewer)[0].id
    netgraph.introductions.alter(viewer, request, **GOOD)
    netgraph.introductions.send(viewer, request, reason="It is urgent.")
    return netgraph.introductions.request(viewer, request)


def made(netgraph: Netgraph, viewer: Viewer) -> None:
    """A request of the viewer's that came to an introduction."""
    request = asked(netgraph, viewer)
    link = Link(request=request.id, door=Door.ANSWER, nonce=request.link)
    carry = netgraph.answers.answer(link, Answer.YES)
    assert carry is not None
    target = netgraph.answers.open(carry).target_link
    assert target is not None
    netgraph.answers.answer(target, Answer.YES)
    netgraph.introductions.introduced(viewer, request.id)


def unanswered(netgraph: Netgraph, viewer: Viewer, clock: Clock) -> None:
    """A request of the viewer's whose wait runs out."""
    asked(netgraph, viewer)
    clock.turn(days=30)


def colleague(netgraph: Netgraph, name: str, clock: Clock) -> Viewer:
    """Another rep, who met Dana too."""
    viewer = netgraph.accounts.create(
        email=f"{name.lower()}@team.example", name=f"{name} Moor", role=Role.REP, password=PASSWORD
    )
    add_evidence(netgraph, met(viewer.person, "dana", clock().date(), times=3))
    return viewer


def test_a_request_that_led_nowhere_is_compared_with_what_was_said(
    netgraph: Netgraph, ana: Viewer, clock: Clock
) -> None:
    """What the path was given on the day of the asking stands beside what was, live or not."""
    path = (ana.person, PersonId("dana"), PersonId("priya"))
    said = netgraph.outcomes.said(ana, path, team=True, as_of=clock().date())
    asked(netgraph, ana)
    before = netgraph.outcomes.record(ana)
    clock.turn(days=30)

    after = netgraph.outcomes.record(ana)

    assert said is not None
    assert 0 == before.formula.count
    assert (1, 0.0, 1) == (after.formula.count, after.formula.was, after.own)
    assert said.chance == pytest.approx(after.formula.said)
    assert (Outcome(connector=path[1], grade=Grade.MET, said=said.chance, worked=False),) == (
        netgraph.outcomes.seen(ana)
    )


def test_an_introduction_is_a_success_and_what_was_taken_back_is_nothing(
    netgraph: Netgraph, ana: Viewer
) -> None:
    """Introduced is what was hoped for; a request withdrawn says nothing about anybody."""
    withdrawn = asked(netgraph, ana)
    netgraph.introductions.withdraw(ana, withdrawn.id)
    made(netgraph, ana)

    assert [True] == [one.worked for one in netgraph.outcomes.seen(ana)]


def test_colleagues_outcomes_are_told_in_sum_and_not_by_connector(
    netgraph: Netgraph, ana: Viewer, ben: Viewer, clock: Clock
) -> None:
    """One colleague's outcome could be told from the sum, so it counts when there are more."""
    add_evidence(netgraph, met(ben.person, "dana", clock().date(), times=3))
    cleo = colleague(netgraph, "Cleo", clock)
    unanswered(netgraph, ben, clock)
    alone = netgraph.outcomes.record(ana)
    unanswered(netgraph, cleo, clock)

    together = netgraph.outcomes.record(ana)

    assert 0 == alone.formula.count
    assert (2, 0) == (together.formula.count, together.own)
    assert {None} == {one.connector for one in netgraph.outcomes.seen(ana)}
    assert [PersonId("dana")] == [one.connector for one in netgraph.outcomes.seen(ben)]


def test_what_is_private_changes_nothing_that_is_said_for_the_team(
    netgraph: Netgraph, ana: Viewer, clock: Clock
) -> None:
    """A request that the team sees carries the chance by what the team knows."""
    path = (ana.person, PersonId("dana"), PersonId("priya"))
    day = clock().date()
    before = netgraph.outcomes.said(ana, path, team=True, as_of=day)
    own = netgraph.outcomes.said(ana, path, team=False, as_of=day)
    add_evidence(netgraph, met("dana", "priya", day, times=40), scope=ana.private)

    after = netgraph.outcomes.said(ana, path, team=True, as_of=day)
    more = netgraph.outcomes.said(ana, path, team=False, as_of=day)

    assert before == after == own
    assert own is not None
    assert more is not None
    assert own.chance < more.chance


def test_what_failures_teach_lowers_what_would_be_said(
    netgraph: Netgraph, ana: Viewer, clock: Clock
) -> None:
    """With the first failures in mind, less is said of the later ones."""
    for _ in range(3):
        unanswered(netgraph, ana, clock)

    record = netgraph.outcomes.record(ana)

    assert record.learned.said < record.formula.said


def test_a_path_says_what_outcomes_teach_and_keeps_its_place(
    netgraph: Netgraph, ana: Viewer, clock: Clock
) -> None:
    """Two requests by Dana led nowhere: less is said beside the path, the path itself stays."""
    (before,) = reached(netgraph, ana, clock).paths
    unanswered(netgraph, ana, clock)
    unanswered(netgraph, ana, clock)

    (after,) = reached(netgraph, ana, clock).paths

    assert before.learned is None
    assert after.learned is not None
    assert (2, 2) == (after.learned.of, after.learned.seen)
    assert after.learned.probability < after.probability


def reached(netgraph: Netgraph, viewer: Viewer, clock: Clock) -> Reached:
    """The answer to who leads to Priya."""
    found = netgraph.reach.person(viewer, PersonId("priya"), as_of=clock().date())
    assert isinstance(found, Reached)
    return found
