"""On whom the way to an account hangs: as each viewer sees it, colleagues included."""

from datetime import timedelta

import pytest

from netgraph.domain.access import Viewer, Visibility
from netgraph.domain.ids import PersonId
from netgraph.domain.people import BuyingRole
from netgraph.services.bus_factor import HeldAccount
from netgraph.wiring import Netgraph
from tests.conftest import NOW
from tests.graphs import add_company, add_evidence, add_person, met

RECENT = NOW.date() - timedelta(days=10)


@pytest.fixture
def small(netgraph: Netgraph, ana: Viewer, ben: Viewer) -> Netgraph:
    """Ana and Ben know Dana, who alone knows Priya at Acme; nobody knows anybody at Globex."""
    for company, name, who in (("acme", "Acme Motors", "priya"), ("globex", "Globex", "max")):
        at = add_company(netgraph, company, name)
        add_person(netgraph, who, who.title(), title="CFO", company=at)
        netgraph.people.play_role(
            ana,
            PersonId(who),
            company=at,
            role=BuyingRole.ECONOMIC_BUYER,
            visibility=Visibility.TEAM,
        )
    add_person(netgraph, "dana", "Dana Ortiz")
    add_person(netgraph, "bo", "Bo Lind")
    add_evidence(
        netgraph,
        met(ana.person, "dana", RECENT, times=30),
        met(ben.person, "dana", RECENT, times=30),
        met(ben.person, "bo", RECENT, times=30),
        met("dana", "priya", RECENT, times=30),
    )
    return netgraph


def held(netgraph: Netgraph, viewer: Viewer) -> dict[str, list[str] | None]:
    """Who holds each account, by name, in the order told."""

    def names(account: HeldAccount) -> list[str] | None:
        people = account.hold.people
        return None if people is None else [person.name for person in people]

    return {account.name: names(account) for account in netgraph.bus_factors.all(viewer)}


def test_one_connector_holds_an_account(small: Netgraph, ana: Viewer) -> None:
    """Not the two colleagues who both need her; an account out of reach is said to be so."""
    assert [("Acme Motors", ["Dana Ortiz"]), ("Globex", [])] == list(held(small, ana).items())


def test_a_second_way_takes_two(small: Netgraph, ana: Viewer) -> None:
    """With a way of Ben's besides, over Bo, Dana alone does not cut it."""
    add_evidence(small, met("bo", "priya", RECENT, times=30))

    two = held(small, ana)["Acme Motors"]

    assert two is not None
    assert 2 == len(two)


def test_a_private_tie_holds_it_for_its_owner_alone(
    small: Netgraph, ana: Viewer, ben: Viewer
) -> None:
    """Ana's own tie to Priya is a second way that Ben must not learn of."""
    add_evidence(small, met(ana.person, "priya", RECENT, times=30), scope=ana.private)

    mine = held(small, ana)["Acme Motors"]
    assert mine is not None
    assert 2 == len(mine)
    assert ["Dana Ortiz"] == held(small, ben)["Acme Motors"]
