"""Whom to get to know: what is proposed opens targets, by what the viewer sees and nothing else."""

from datetime import timedelta

import pytest

from netgraph.domain.access import Viewer, Visibility
from netgraph.domain.ids import CompanyId, PersonId
from netgraph.domain.people import BuyingRole
from netgraph.wiring import Netgraph
from tests.conftest import Clock
from tests.graphs import add_company, add_evidence, add_person, met


@pytest.fixture(autouse=True)
def network(netgraph: Netgraph, ana: Viewer, clock: Clock) -> None:
    """Two accounts; Miriam, asleep, knows both deciders; Tom knows one; Dana knows Tom well."""
    day = clock().date()
    for company, decider in (("acme", "priya"), ("globex", "nora")):
        add_company(netgraph, company, company.title())
        add_person(netgraph, decider, decider.title(), title="CFO", company=company)
        netgraph.people.play_role(
            ana,
            PersonId(decider),
            company=CompanyId(company),
            role=BuyingRole.DECISION_MAKER,
            visibility=Visibility.TEAM,
        )
    for name in ("miriam", "tom", "dana"):
        add_person(netgraph, name, name.title())
    add_evidence(
        netgraph,
        met(ana.person, "miriam", day - timedelta(days=900), times=4),
        met("miriam", "priya", day, times=6),
        met("miriam", "nora", day, times=6),
        met(ana.person, "dana", day, times=6),
        met("dana", "tom", day, times=6),
        met("tom", "priya", day, times=6),
    )


def test_who_opens_most_is_first_and_who_opens_nothing_is_left_out(
    netgraph: Netgraph, ana: Viewer
) -> None:
    """Miriam opens both deciders, so waking that tie is worth more than meeting Tom."""
    found = netgraph.reach_plans.plan(ana)
    first = found.ties[0]

    assert 2 == found.targets
    assert "Miriam" == first.person.name
    assert first.now is not None
    assert first.now < first.then
    assert {"Priya", "Nora"} == {one.target.name for one in first.opens}
    assert all(one.now < one.then for one in first.opens)
    assert found.after == pytest.approx(found.before + sum(tie.gain for tie in found.ties))
    assert 1 - 1 / 2.7183 <= found.share <= 1


def test_somebody_new_comes_with_who_brings_you_together(netgraph: Netgraph, ana: Viewer) -> None:
    """Tom is not known to Ana; Dana is the way to him, with the chance of that path."""
    tom = next(tie for tie in netgraph.reach_plans.plan(ana).ties if tie.person.name == "Tom")

    assert tom.now is None
    assert ["Ana Ruiz", "Dana", "Tom"] == [person.name for person in tom.way]
    assert 0 < tom.works < 1


def test_what_another_keeps_private_changes_no_plan(
    netgraph: Netgraph, ana: Viewer, ben: Viewer, clock: Clock
) -> None:
    """Ben's own ties and people open nothing for Ana."""
    before = netgraph.reach_plans.plan(ana)
    add_person(netgraph, "secret", "Uma Secret", scope=ben.private)
    day = clock().date()
    add_evidence(
        netgraph,
        met("secret", "nora", day, times=9),
        met(ana.person, "secret", day, times=9),
        met("tom", "nora", day, times=9),
        scope=ben.private,
    )

    assert before == netgraph.reach_plans.plan(ana)


def test_a_colleague_is_a_way_and_no_prospect(netgraph: Netgraph, ben: Viewer) -> None:
    """Ben knows only Ana, of the same team: she brings him to others, and is not proposed."""
    ties = netgraph.reach_plans.plan(ben).ties

    assert {"Ana Ruiz"} == {tie.way[1].name for tie in ties}
    assert "Ana Ruiz" not in {tie.person.name for tie in ties}
