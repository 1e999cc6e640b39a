"""`netgraph barter` tells rings of introductions, or honestly that none closes."""

import json

from click.testing import CliRunner, Result

from netgraph.cli.main import netgraph as command
from netgraph.domain.access import Viewer
from netgraph.graph.database import Address
from netgraph.wiring import Netgraph
from tests.conftest import NOW
from tests.graphs import add_company, add_evidence, add_person, add_want, met


def run(address: Address, *words: str) -> Result:
    """The command as a shell runs it, as Ana."""
    return CliRunner().invoke(
        command,
        ["barter", *words, "--as", "ana@team.example"],
        env={
            "NETGRAPH_NEO4J_URI": address.uri,
            "NETGRAPH_NEO4J_USER": address.user,
            "NETGRAPH_NEO4J_PASSWORD": address.password,
        },
    )


def test_two_who_can_introduce_each_other_are_a_ring(
    netgraph: Netgraph, ana: Viewer, address: Address
) -> None:
    """Each makes an introduction that the other looks for; without the wants there is no ring."""
    before = run(address)
    acme = add_company(netgraph, "acme", "Acme")
    for id_, name, title in (
        ("dana", "Dana Ortiz", "COO"),
        ("tom", "Tom Becker", "CEO"),
        ("priya", "Priya Shah", "CFO"),
        ("luc", "Luc Petit", "Head of HR"),
    ):
        add_person(netgraph, id_, name, title=title, company=acme)
    facts = (
        met(ana.person, "dana", NOW.date(), times=9),
        met(ana.person, "tom", NOW.date(), times=9),
        met("dana", "priya", NOW.date(), times=9),
        met("tom", "luc", NOW.date(), times=9),
    )
    add_evidence(netgraph, *facts)
    add_want(netgraph, "tom", "a finance chief", role="CFO")
    add_want(netgraph, "dana", "a head of HR", role="Head of HR")

    said = run(address)
    told = json.loads(run(address, "--json").stdout)

    assert (0, "No ring closes") == (before.exit_code, before.stdout[:14])
    assert "Ring of 2" in said.stdout
    assert "Dana Ortiz introduces Tom Becker to Priya Shah" in said.stdout
    assert "Tom Becker introduces Dana Ortiz to Luc Petit" in said.stdout
    assert {("dana", "tom", "priya"), ("tom", "dana", "luc")} == {
        (step["giver"], step["receiver"], step["whom"])
        for trade in told["trades"]
        for step in trade["steps"]
    }
