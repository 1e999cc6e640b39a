"""`netgraph reach` says on the terminal what the page says."""

import json

from click.testing import CliRunner, Result

from netgraph.cli.main import netgraph as command
from netgraph.domain.access import Viewer
from netgraph.graph.database import Address
from netgraph.wiring import Netgraph
from tests.conftest import NOW
from tests.graphs import add_company, add_evidence, add_person, met


def run(address: Address, *words: str) -> Result:
    """The command as a shell runs it, as Ana."""
    return CliRunner().invoke(
        command,
        ["reach", *words, "--as", "ana@team.example"],
        env={
            "NETGRAPH_NEO4J_URI": address.uri,
            "NETGRAPH_NEO4J_USER": address.user,
            "NETGRAPH_NEO4J_PASSWORD": address.password,
        },
    )


def test_a_day_to_come_a_mistyped_name_and_a_company_are_said(
    netgraph: Netgraph, ana: Viewer, address: Address
) -> None:
    """A day that has not come is answered as of today; a slip and a company are told as such."""
    add_company(netgraph, "acme", "Acme Motors")
    add_person(netgraph, "priya", "Priya Shah", title="CFO", company="acme")
    add_evidence(netgraph, met(ana.person, "priya", NOW.date(), times=3))

    late = run(address, "Priya Shah", "--as-of", "9999-12-31", "--json")
    now = run(address, "Priya Shah", "--json")
    mistyped = run(address, "Pryia Shah")
    company = run(address, "Acme Motors")

    assert "9999-12-31 has not come yet" in late.stderr
    assert json.loads(now.stdout)["paths"] == json.loads(late.stdout)["paths"]
    assert "Showing Priya Shah; nobody is called Pryia Shah." in mistyped.stdout
    assert "Which one at Acme Motors?" in company.stdout
