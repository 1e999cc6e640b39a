"""`netgraph reach` says on the terminal what the page says."""

import json
import math

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


def test_the_order_to_ask_in_is_said_before_the_paths(
    netgraph: Netgraph, ana: Viewer, address: Address
) -> None:
    """Two connectors are asked one after the other; the parts add up to the whole."""
    add_person(netgraph, "priya", "Priya Shah")
    for id_, name, times in (("dana", "Dana Ortiz", 9), ("tom", "Tom Becker", 5)):
        add_person(netgraph, id_, name)
        add_evidence(
            netgraph,
            met(ana.person, id_, NOW.date(), times=times),
            met(id_, "priya", NOW.date(), times=times),
        )

    said = " ".join(run(address, "Priya Shah").stdout.split())
    told = json.loads(run(address, "Priya Shah", "--json").stdout)
    order = told["order"]

    assert "Ask in this order, one at a time: Dana Ortiz " in said
    assert ", then Tom Becker +" in said
    assert "After Tom Becker no other way is open." in said
    assert [ask["path"] for ask in order["asks"]] == [0, 1]
    assert math.isclose(order["together"], order["any_path_works"])
    assert told["paths"][0]["first_if"] is None
    assert told["paths"][1]["first_if"]["says"] in said
