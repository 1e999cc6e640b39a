"""`netgraph favor` saves what is sure, asks what is not, and `netgraph favors` shows the ledger."""

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from netgraph.cli.main import netgraph as command
from netgraph.domain.access import Viewer, Visibility
from netgraph.domain.favors import FavorKind
from netgraph.domain.giving import NewFavor
from netgraph.domain.ids import PersonId
from netgraph.errors import InvalidInput
from netgraph.graph.database import Address
from netgraph.services.ledger import Asked, Show
from netgraph.wiring import Netgraph
from tests.giving import TODAY, Cast, cast_of, person


@pytest.fixture
def cast(netgraph: Netgraph, ana: Viewer) -> Cast:
    """Three people whom the team knows."""
    return cast_of(netgraph, ana)


def environment(address: Address) -> Mapping[str, str]:
    """What tells a command which database to use, and who it is."""
    return {
        "NETGRAPH_NEO4J_URI": address.uri,
        "NETGRAPH_NEO4J_USER": address.user,
        "NETGRAPH_NEO4J_PASSWORD": address.password,
        "NETGRAPH_AS": "ana@team.example",
    }


def run(address: Address, *words: str) -> Result:
    """The command as a script runs it, as Ana."""
    return CliRunner().invoke(command, words, env=environment(address))


@pytest.mark.usefixtures("cast")
def test_a_sure_sentence_is_saved_shown_exported_and_undone(
    netgraph: Netgraph, ana: Viewer, address: Address, tmp_path: Path
) -> None:
    """What a sentence says is in the list and in the export, until it is taken back."""
    saved = run(address, "favor", "Tom introduced me to Priya Shah yesterday", "--yes", "--json")
    told = json.loads(saved.stdout)
    listed = json.loads(run(address, "favors", "list", "--show", "received", "--json").stdout)
    table = list(csv.DictReader(io.StringIO(run(address, "favors", "export").stdout)))

    assert 0 == saved.exit_code
    assert "Tom Becker introduced you to Priya Shah" == told["saved"]
    assert ("introduction", "Tom Becker", "Priya Shah", False) == (
        listed["kind"],
        listed["giver"]["name"],
        listed["introduced"]["name"],
        listed["private"],
    )
    assert [("received", "Tom Becker")] == [(row["direction"], row["giver"]) for row in table]
    kept = tmp_path / "favors.csv"
    exported = run(address, "favors", "export", "--output", str(kept))
    assert f"1 entry is in {kept}." in exported.stdout
    undone = run(address, "favors", "undo", told["undo"])
    assert "Undone: Tom Becker introduced you" in undone.stdout
    assert () == netgraph.favors.ledger(ana).entries


@pytest.mark.usefixtures("cast")
def test_without_yes_a_script_saves_nothing(
    netgraph: Netgraph, ana: Viewer, address: Address
) -> None:
    """Off a terminal the reading is shown, and saved only when that is said."""
    result = run(address, "favor", "reviewed", "Dana Ortiz's", "deck")

    assert isinstance(result.exception, InvalidInput)
    assert "You reviewed a document for Dana Ortiz" in result.stdout
    assert () == netgraph.favors.ledger(ana).entries


def test_an_unsure_sentence_is_refused_with_its_questions(
    netgraph: Netgraph, ana: Viewer, cast: Cast, address: Address
) -> None:
    """A script never saves a guess: the questions and choices are the error."""
    assert cast.dana
    person(netgraph, ana, "Dana Abbott")

    result = run(address, "favor", "advised Dana", "--yes")

    assert isinstance(result.exception, InvalidInput)
    for word in ("Which Dana is it?", "Dana Abbott", "Dana Ortiz"):
        assert word in str(result.exception)
    assert () == netgraph.favors.ledger(ana).entries


@pytest.mark.parametrize(
    ("sentence", "options", "giver", "receiver"),
    [
        ("Tom Becker introduced Dana Ortiz to Priya Shah", ["--for", "Dana"], "tom", "dana"),
        ("Tom Becker introduced Dana Ortiz to Priya Shah", ["--for", "Priya"], "tom", "priya"),
        ("reviewed Dana Ortiz's deck for Tom Becker", ["--for", "Tom Becker"], "me", "tom"),
        ("Tom Becker advised Dana Ortiz", ["--by", "Tom", "--for", "Dana Ortiz"], "tom", "dana"),
        ("advised Dana Ortiz", ["--by", "me"], "me", "dana"),
    ],
)
def test_options_settle_between_whom_it_was(
    netgraph: Netgraph,
    ana: Viewer,
    cast: Cast,
    address: Address,
    *,
    sentence: str,
    options: list[str],
    giver: str,
    receiver: str,
) -> None:
    """A script says with --by and --for what a sentence about two others leaves open."""
    who = {"me": ana.person, "tom": cast.tom, "dana": cast.dana, "priya": cast.priya}
    result = run(address, "favor", sentence, *options, "--yes")
    (entry,) = netgraph.favors.ledger(ana, Asked(show=Show.OTHERS)).entries or (
        netgraph.favors.ledger(ana).entries
    )

    assert 0 == result.exit_code, result.output
    assert (who[giver], who[receiver]) == (entry.giver.id, entry.receiver.id)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--for", "Dana Ortiz"], "The sentence says 'Tom Becker', and --for says 'Dana Ortiz'."),
        (["--for", "Zed Quux"], "Nobody has such a name"),
        (["--by", "Dana"], "Perhaps Dana"),
    ],
)
def test_options_that_contradict_or_name_nobody_are_refused(
    netgraph: Netgraph, ana: Viewer, cast: Cast, address: Address, *, options: list[str], said: str
) -> None:
    """What an option says is neither guessed nor put over the words of the sentence."""
    assert cast.tom
    person(netgraph, ana, "Dana Abbott")
    result = run(address, "favor", "advised Tom Becker", *options, "--yes")

    assert isinstance(result.exception, InvalidInput)
    assert said in str(result.exception)
    assert () == netgraph.favors.ledger(ana).entries


@pytest.mark.usefixtures("cast")
def test_private_is_private(netgraph: Netgraph, ana: Viewer, ben: Viewer, address: Address) -> None:
    """What is logged with --private is nobody else's to see."""
    assert 0 == run(address, "favor", "advised Dana Ortiz", "--yes", "--private").exit_code

    (entry,) = netgraph.favors.ledger(ana).entries
    assert entry.private
    assert () == netgraph.favors.between(ben, entry.other.id).team


def test_what_another_user_hides_changes_no_output(
    netgraph: Netgraph, ana: Viewer, ben: Viewer, cast: Cast, address: Address
) -> None:
    """List and export print the same bytes with and without Ben's private favors."""

    def favor(giver: PersonId, receiver: PersonId) -> NewFavor:
        return NewFavor(giver=giver, receiver=receiver, kind=FavorKind.ADVICE, day=TODAY)

    netgraph.favors.add(ana, favor(ana.person, cast.dana))
    words = (("list",), ("list", "--show", "others", "--json"), ("export", "--show", "others"))
    before = [run(address, "favors", *each).stdout for each in words]

    netgraph.favors.add(
        ben,
        favor(cast.dana, ana.person),
        favor(cast.dana, cast.tom),
        visibility=Visibility.PRIVATE,
    )

    assert before == [run(address, "favors", *each).stdout for each in words]


def test_a_filter_on_an_unclear_person_says_who_is_meant(
    netgraph: Netgraph, ana: Viewer, cast: Cast, address: Address
) -> None:
    """Two Danas cannot be one filter; both are named."""
    assert cast.dana
    person(netgraph, ana, "Dana Abbott")

    result = run(address, "favors", "list", "--person", "Dana")

    assert isinstance(result.exception, InvalidInput)
    assert {"Dana Ortiz", "Dana Abbott"} == set(
        result.exception.hint.removeprefix("Perhaps ").split(" or ")
    )


def test_a_terminal_is_asked_until_it_is_sure(
    netgraph: Netgraph, ana: Viewer, cast: Cast, address: Address
) -> None:
    """On a terminal each open question is put, with its choices, and then whether to save."""
    other = person(netgraph, ana, "Dana Abbott")
    master, slave = os.openpty()
    program = Path(sys.executable).with_name("netgraph")
    with subprocess.Popen(
        [program, "favor", "advised Dana"],
        stdin=slave,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, **environment(address)},
    ) as running:
        os.close(slave)
        os.write(master, b"Dana Abb\n1\ny\n")
        try:
            said, _ = running.communicate(timeout=90)
        finally:
            running.kill()
    os.close(master)

    assert 0 == running.returncode, said
    assert b"Which Dana is it?" in said
    assert b"You gave Dana Abbott advice" in said
    assert [other] == [entry.other.id for entry in netgraph.favors.ledger(ana).entries]
    assert other != cast.dana


@pytest.mark.usefixtures("cast")
def test_json_without_yes_shows_the_reading_and_saves_nothing(address: Address) -> None:
    """A script sees how a sentence is understood before it says yes."""
    read = run(address, "favor", "Tom introduced me to Priya Shah yesterday", "--json")
    told = json.loads(read.stdout)

    assert 0 == read.exit_code
    assert (None, "favor", "introduction", False) == (
        told["saved"],
        told["reading"]["what"],
        told["reading"]["kind"],
        told["reading"]["private"],
    )
    assert "" == run(address, "favors", "list", "--json").stdout


@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("had lunch with Dana Ortiz on 31 February, my treat", "“31 February” is no day"),
        ("helped Dana Ortiz in 1850", "“1850” is long ago"),
        ("reviewed Dana Ortiz's deck for Tom Becker", "Not used: “Tom Becker”"),
        ('=HYPERLINK("http://evil") introduced me to Dana Ortiz', "Who did it?"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(
    netgraph: Netgraph, ana: Viewer, address: Address, sentence: str, why: str
) -> None:
    """A script never saves today for a date that is none, nor a deed with a name left out."""
    result = run(address, "favor", sentence, "--yes")

    assert isinstance(result.exception, InvalidInput)
    assert why in str(result.exception)
    assert () == netgraph.favors.ledger(ana).entries
