"""`netgraph people` finds, shows, adds and merges, and never takes one person for another."""

import json
from collections.abc import Mapping

import pytest
from click.testing import CliRunner, Result

from netgraph.cli.main import netgraph as command
from netgraph.domain.access import Viewer
from netgraph.errors import InvalidInput, NotFound
from netgraph.graph.database import Address
from netgraph.services.directory import Wanted
from netgraph.wiring import Netgraph
from tests.conftest import NOW
from tests.graphs import add_evidence, met


def run(address: Address, *words: str, told: str = "") -> Result:
    """A command about people as a shell runs it, as Ana."""
    return run_at(address, "people", *words, told=told)


def run_at(
    address: Address, *words: str, told: str = "", env: Mapping[str, str] | None = None
) -> Result:
    """Any command as a shell runs it, as Ana."""
    return CliRunner().invoke(
        command,
        [*words, "--as", "ana@team.example"],
        input=told,
        env={
            "NETGRAPH_NEO4J_URI": address.uri,
            "NETGRAPH_NEO4J_USER": address.user,
            "NETGRAPH_NEO4J_PASSWORD": address.password,
            **(env or {}),
        },
    )


def lines(result: Result) -> list[dict[str, object]]:
    """The JSON objects printed."""
    assert 0 == result.exit_code, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_people_are_added_found_shown_and_merged(
    netgraph: Netgraph, ana: Viewer, address: Address
) -> None:
    """What one command writes the next one shows, as JSON for a script."""
    assert netgraph.accounts.any()
    assert "ana@team.example" == ana.email
    added = lines(run(address, "add", "Priya Shah", "--title", "CFO", "--company", "Acme",
                      "--email", "p@acme.example", "--team", "--json"))  # fmt: skip
    run(address, "add", "P. Shah", "--phone", "+14155552671")
    run(address, "note", "Priya", "likes chess")
    run(address, "role", "Priya Shah", "champion")

    found = lines(run(address, "search", "cfo at acme", "--json"))
    shown = lines(run(address, "show", "p@acme.example", "--json"))
    merged = lines(run(address, "merge", "Priya Shah", "P. Shah", "--yes", "--json"))

    assert [("Priya Shah", "c_level", "team")] == [
        (one["name"], one["level"], one["visible_to"]) for one in found
    ]
    assert added[0]["person"] == shown[0]["id"] == merged[0]["person"]
    assert "likes chess" in json.dumps(shown[0]["notes"])
    assert "champion" in json.dumps(shown[0]["buying_roles"])
    assert "Merged P. Shah into Priya Shah" == merged[0]["done"]


def test_a_word_on_a_tie_moves_the_path_and_the_bus_factor(
    netgraph: Netgraph, ana: Viewer, address: Address
) -> None:
    """Dana says that she knows Priya well: a path, and Acme hangs on it."""
    run(address, "add", "Priya Shah", "--title", "CFO", "--company", "Acme", "--team")
    run(address, "add", "Dana Ortiz", "--team")
    run(address, "role", "Priya Shah", "economic_buyer", "--team")
    (dana,) = netgraph.people.search(ana, "Dana Ortiz")
    add_evidence(netgraph, met(ana.person, dana, NOW.date(), times=40))
    nobody = run_at(address, "bus-factor")

    said = lines(run(address, "knows", "Dana Ortiz", "Priya Shah", "--well", "--json"))
    (account,) = lines(run_at(address, "bus-factor", "--json"))
    unsaid = run(address, "knows", "Dana Ortiz", "Priya Shah")

    assert "no likely way leads there today" in nobody.stdout
    assert "Dana Ortiz knows Priya Shah well" == said[0]["done"]
    assert ("Acme", 1) == (account["company"], account["bus_factor"])
    assert 0 != unsaid.exit_code


def test_a_name_that_may_be_several_people_is_refused(
    netgraph: Netgraph, ana: Viewer, address: Address
) -> None:
    """Nothing is done to anybody when it is not clear to whom."""
    for company in ("Acme", "Globex"):
        run(address, "add", "Tom Weber", "--company", company)

    unclear = run(address, "delete", "Tom Weber", "--yes")
    unknown = run(address, "show", "Zzz")
    declined = run(address, "delete", "Tom Weber at Acme", told="n\n")
    done = run(address, "delete", "Tom Weber at Acme", "--yes")

    assert isinstance(unclear.exception, InvalidInput)
    assert "Globex" in str(unclear.exception)
    assert isinstance(unknown.exception, NotFound)
    assert (0, "Nothing was changed.") == (declined.exit_code, declined.stdout.strip())
    assert 0 == done.exit_code
    assert 1 == len(netgraph.people.search(ana, "Tom Weber"))


@pytest.mark.parametrize(
    ("words", "question"),
    [
        (("merge", "Tom Weber", "Tim Weber"), "of Tom Weber (kept), and Tim Weber?"),
        (("delete", "Tom Weber"), "Delete Tom Weber?"),
    ],
)
def test_where_nobody_can_answer_nothing_is_done(
    netgraph: Netgraph, ana: Viewer, address: Address, words: tuple[str, ...], question: str
) -> None:
    """Without an answer a merge and a deletion say that nothing was done, and name --yes."""
    for name in ("Tom Weber", "Tim Weber"):
        run(address, "add", name)
    silent = run(address, *words)
    no = run(address, *words, "--json", told="n\n")

    assert question in silent.stderr
    assert isinstance(silent.exception, InvalidInput)
    assert "Nobody answered. Nobody was" in str(silent.exception)
    assert "--yes" in str(silent.exception)
    assert [None] == [one["done"] for one in lines(no)]
    assert 2 == len(netgraph.people.search(ana, "Weber"))


@pytest.mark.parametrize("words", [("add", "X", "--title", "CFO"), ("add", "\u200b")])
def test_what_cannot_be_is_refused(
    netgraph: Netgraph, ana: Viewer, address: Address, words: tuple[str, ...]
) -> None:
    """A title without a company and a name without a letter are told, not kept."""
    before = netgraph.directory.page(ana, Wanted()).total

    assert isinstance(run(address, *words).exception, InvalidInput)
    assert before == netgraph.directory.page(ana, Wanted()).total


def test_reach_says_by_its_code_whether_somebody_is_meant(ana: Viewer, address: Address) -> None:
    """Nobody is 4, several or an empty question 3, and no path is an answer."""
    assert ana.email
    for name, company in (("Priya Shah", "Acme"), ("Dan Orton", "Acme"), ("Dan Orton", "Globex")):
        run(address, "add", name, "--title", "CFO", "--company", company, "--team")
    codes = {
        who: CliRunner()
        .invoke(
            command,
            ["reach", who, "--as", "ana@team.example"],
            env={
                "NETGRAPH_NEO4J_URI": address.uri,
                "NETGRAPH_NEO4J_USER": address.user,
                "NETGRAPH_NEO4J_PASSWORD": address.password,
            },
        )
        .exit_code
        for who in ("Priya Shah", "Dan Orton", "Xaver Zzyzx", " ")
    }

    assert {"Priya Shah": 0, "Dan Orton": 3, "Xaver Zzyzx": 4, " ": 3} == codes
