"""`netgraph shares` does on the terminal what its pages do."""

from pathlib import Path

from click.testing import CliRunner, Result

from netgraph.cli.main import netgraph as command
from netgraph.config import KEY_BYTES, key_path
from netgraph.domain.access import Viewer
from netgraph.errors import InvalidInput, NotFound
from netgraph.graph.database import Address
from netgraph.wiring import Netgraph
from tests.cli.test_people_commands import lines, run_at
from tests.graphs import add_person


def as_ben(address: Address, *words: str) -> Result:
    """A command as a shell runs it, as Ben."""
    return CliRunner().invoke(
        command,
        [*words, "--as", "ben@team.example"],
        env={
            "NETGRAPH_NEO4J_URI": address.uri,
            "NETGRAPH_NEO4J_USER": address.user,
            "NETGRAPH_NEO4J_PASSWORD": address.password,
        },
    )


def test_what_is_shared_is_read_thanked_for_and_withdrawn(
    netgraph: Netgraph, ana: Viewer, ben: Viewer, address: Address
) -> None:
    """Ben reads what Ana shares with the team and says it helped; a wrong link is refused."""
    add_person(netgraph, "dana", "Dana Ortiz", email="dana@initech.example")
    story = lines(run_at(address, "shares", "new", "A morning helped.", "--kind", "story",
                         "--team", "--json"))[0]["share"]  # fmt: skip
    idea = lines(run_at(address, "shares", "new", "Read this.", "--to", "Dana Ortiz",
                        "--json"))[0]["share"]  # fmt: skip
    wrong = run_at(address, "shares", "new", "Read this.", "--team", "--link", "javascript:x")
    (seen,) = lines(as_ben(address, "shares", "list", "--json"))
    shown = run_at(address, "shares", "show", str(idea)[:12])
    helped = as_ben(address, "shares", "helped", str(story)[:12])

    assert (story, "story", "Ana Ruiz", True) == (
        seen["id"], seen["kind"], seen["by_name"], seen["team"],
    )  # fmt: skip
    assert isinstance(wrong.exception, InvalidInput)
    assert "   | Hi Dana," in shown.output
    assert f"Told {ana.name} that it helped." in helped.output
    assert isinstance(as_ben(address, "shares", "withdraw", str(story)).exception, NotFound)
    assert [[ben.person]] == [
        one["helped"]
        for one in lines(run_at(address, "shares", "list", "--whose", "team", "--json"))
    ]
    run_at(address, "shares", "change", str(story), "Two mornings.", "--link", "https://x.example")
    assert "Two mornings. https://x.example" in as_ben(address, "shares", "list").output
    run_at(address, "shares", "withdraw", str(story))
    assert "Nothing is shared that fits." in as_ben(address, "shares", "list").output


def test_whom_it_is_for_is_changed_and_the_draft_holds_a_link(
    netgraph: Netgraph, ana: Viewer, address: Address, tmp_path: Path
) -> None:
    """Tom is added and left out; with the key of the pages the draft to Dana has a link."""
    assert (ana.name, True) == ("Ana Ruiz", netgraph.accounts.any())
    add_person(netgraph, "dana", "Dana Ortiz")
    add_person(netgraph, "tom", "Tom Becker")
    idea = str(lines(run_at(address, "shares", "new", "Read this.", "--to", "Dana Ortiz",
                            "--json"))[0]["share"])  # fmt: skip
    neither = run_at(address, "shares", "people", idea)
    added = run_at(address, "shares", "people", idea, "--add", "Tom Becker")
    left = run_at(address, "shares", "people", idea, "--leave-out", "Tom Becker")
    env = {"NETGRAPH_DATA_DIR": str(tmp_path)}
    without = run_at(address, "shares", "show", idea, env=env).stdout
    key_path(tmp_path).write_bytes(b"k" * KEY_BYTES)

    assert isinstance(neither.exception, InvalidInput)
    assert ["Shared it with Tom Becker, too.", "Took it back from Tom Becker."] == [
        one.stdout.splitlines()[0] for one in (added, left)
    ]
    assert "/s/" not in without
    assert "/s/" in run_at(address, "shares", "show", idea, env=env).stdout
