"""`netgraph import` previews, asks, writes and says so; `netgraph imports` takes back."""

import json
import os
import signal
import subprocess
from datetime import timedelta
from pathlib import Path

import neo4j
import pytest
from click.testing import CliRunner, Result

from netgraph.cli.main import netgraph as command
from netgraph.domain.access import Viewer, Visibility
from netgraph.errors import InvalidInput
from netgraph.graph.database import Address, Transaction
from netgraph.services.imports import State
from netgraph.wiring import Netgraph
from tests.conftest import Clock
from tests.graphs import add_person
from tests.services.test_introductions import sent
from tests.serving import SCRIPT, START_SECONDS, environment, eventually

LINKEDIN = """First Name,Last Name,URL,Email Address,Company,Position,Connected On
Priya,Shah,https://www.linkedin.com/in/priya,priya@acme.example,Acme Inc,CFO,08 Feb 2024
Eve,,,,,,not a day
"""
SEATS = "jahr,wer,firma\n2010,Una Byrne,Harp Plc\n2010,Con Daly,Harp Plc\n"


def run(address: Address, *words: str, told: str = "") -> Result:
    """The command as a shell runs it, as Ana."""
    return CliRunner().invoke(
        command,
        [*words, "--as", "ana@team.example"],
        input=told,
        env=connection(address),
    )


def connection(address: Address) -> dict[str, str]:
    """The settings with which a process uses the server of this run."""
    return {
        "NETGRAPH_NEO4J_URI": address.uri,
        "NETGRAPH_NEO4J_USER": address.user,
        "NETGRAPH_NEO4J_PASSWORD": address.password,
    }


def running(address: Address) -> set[str]:
    """The names of what the server is doing."""
    with neo4j.GraphDatabase.driver(address.uri, auth=(address.user, address.password)) as driver:
        rows, _, _ = driver.execute_query("SHOW TRANSACTIONS YIELD metaData")
    return {str(row["metaData"].get("query")) for row in rows}


@pytest.fixture
def file(tmp_path: Path) -> str:
    """A list of connections."""
    path = tmp_path / "Connections.csv"
    path.write_text(LINKEDIN, encoding="utf-8")
    return str(path)


def test_import_asks_before_it_writes(
    netgraph: Netgraph, ana: Viewer, address: Address, file: str
) -> None:
    """The preview comes first; a no leaves nothing, a yes writes for the user alone."""
    no = run(address, "import", file, told="n\n")
    assert "line 3" in no.output
    assert "Nothing was written." in no.output
    assert () == netgraph.imports.all(ana)
    yes = run(address, "import", file, told="y\n")

    assert 0 == yes.exit_code, yes.output
    (batch,) = netgraph.imports.all(ana)
    assert (State.WRITTEN, Visibility.PRIVATE) == (batch.state, batch.visibility)
    assert f"netgraph imports rollback {batch.id}" in yes.output


def test_an_answer_by_mail_is_told_and_its_words_kept_when_wanted(
    netgraph: Netgraph, ana: Viewer, address: Address, clock: Clock, tmp_path: Path
) -> None:
    """The preview says who answered what; the lines stay in the graph only with --keep-words."""
    clock.moment -= timedelta(days=900)
    add_person(netgraph, "dana", "Dana Ortiz", email="dana@x.example")
    add_person(netgraph, "priya", "Priya Shah")
    sent(netgraph, ana)
    path = tmp_path / "answer.eml"
    path.write_text(
        "From: dana@x.example\nTo: ana@team.example\nSubject: Re: An introduction to Priya Shah?\n"
        f"Date: {clock():%d %b %Y %H:%M:%S} +0000\nMessage-ID: <1@x.example>\n\nYes, gladly.\n",
        encoding="utf-8",
    )
    no = run(address, "import", str(path), told="n\n")
    assert "Dana Ortiz answered by mail on" in no.output
    assert "about an introduction to Priya Shah" in no.output
    assert "    Yes, gladly." in no.output
    batches = []
    for more in ((), ("--keep-words",)):
        said = run(address, "import", str(path), "--yes", "--json", *more).stdout
        preview = json.loads(said.splitlines()[0])
        assert ["Yes, gladly."] == [one["words"] for one in preview["answers"]]
        shown = json.loads(run(address, "imports", "show", preview["batch"], "--json").stdout)
        batches.append([one["words"] for one in shown["answers"]])
        run(address, "imports", "rollback", preview["batch"], "--yes")

    assert [[""], ["Yes, gladly."]] == batches


def test_import_in_a_script(netgraph: Netgraph, ana: Viewer, address: Address, file: str) -> None:
    """With --yes and --json nothing is asked and every line is an object."""
    done = run(address, "import", file, "--team", "--yes", "--json")
    assert 0 == done.exit_code, done.output
    preview, written = map(json.loads, done.stdout.splitlines())
    again = json.loads(run(address, "import", file, "--team", "--json").stdout)
    listed = [
        json.loads(line) for line in run(address, "imports", "list", "--json").stdout.splitlines()
    ]
    shown = json.loads(run(address, "imports", "show", preview["batch"], "--json").stdout)

    assert 1 == preview["counts"]["new_people"]
    assert [3] == [row["line"] for row in preview["bad"]]
    assert "written" == written["state"]
    assert again["nothing_new"]
    assert {"written", "preview"} == {one["state"] for one in listed}
    assert preview["batch"] == shown["batch"]
    back = run(address, "imports", "rollback", preview["batch"], "--yes", "--json")
    assert "rolled_back" == json.loads(back.stdout)["state"]
    assert () == netgraph.people.namesakes(ana, "Priya Shah")


def test_columns_are_named_on_the_line(
    netgraph: Netgraph, ana: Viewer, address: Address, tmp_path: Path
) -> None:
    """A table of seats with any header is read as --map and --same say."""
    path = tmp_path / "seats.csv"
    path.write_text(SEATS, encoding="utf-8")
    mapped = "person=wer,company=firma,year=jahr"
    done = run(address, "import", str(path), "--map", mapped, "--same", "person", "--yes")

    assert 0 == done.exit_code, done.output
    assert 1 == len(netgraph.people.namesakes(ana, "Una Byrne"))


def test_one_bad_file_does_not_keep_the_others_out(
    netgraph: Netgraph, ana: Viewer, address: Address, file: str, tmp_path: Path
) -> None:
    """What cannot be used is said with what to do, the others are written, and the code tells."""
    page = tmp_path / "page.csv"
    page.write_text("<html>Sign in</html>", encoding="utf-8")
    done = run(address, "import", str(page), file, "--yes")

    assert isinstance(done.exception, InvalidInput)
    assert "This is a web page" in done.output
    assert [State.WRITTEN] == [batch.state for batch in netgraph.imports.all(ana)]


def test_standard_input_is_a_file_too(netgraph: Netgraph, ana: Viewer, address: Address) -> None:
    """A dash reads what another program gives."""
    done = run(address, "import", "-", "--yes", told=LINKEDIN)

    assert 0 == done.exit_code, done.output
    assert ["standard input"] == [batch.filename for batch in netgraph.imports.all(ana)]


@pytest.mark.parametrize("words", [("--map", "person"), ("--map", "who=x"), ("--same", "name")])
def test_a_mapping_that_says_nothing_is_refused(
    ana: Viewer, address: Address, file: str, words: tuple[str, str]
) -> None:
    """A mapping that cannot be understood is refused before anything is read."""
    assert ana.email
    done = run(address, "import", file, *words)

    assert isinstance(done.exception, InvalidInput)


def test_the_list_teaches_when_empty_and_shows_whole_ids(
    netgraph: Netgraph, ana: Viewer, address: Address, file: str
) -> None:
    """Without an import the list says how to begin; with one its id can be copied."""
    assert "Nothing imported yet" in run(address, "imports", "list").output
    run(address, "import", file, "--yes")
    (batch,) = netgraph.imports.all(ana)

    assert batch.id in run(address, "imports", "list").output


def test_what_cannot_be_opened_does_not_keep_the_others_out(
    netgraph: Netgraph, ana: Viewer, address: Address, file: str, tmp_path: Path
) -> None:
    """A name too long, a link to itself, a pipe nobody writes to: each is told, none waited for."""
    loop, pipe = tmp_path / "loop.csv", tmp_path / "pipe.csv"
    loop.symlink_to(loop)
    os.mkfifo(pipe)
    done = run(address, "import", "x" * 300 + ".csv", str(loop), str(pipe), file, "--yes")

    assert isinstance(done.exception, InvalidInput)
    assert "3 files could not be used" in str(done.exception)
    assert "not a file" in done.output
    assert [State.WRITTEN] == [batch.state for batch in netgraph.imports.all(ana)]


def test_a_files_name_steers_nobodys_terminal(
    netgraph: Netgraph, ana: Viewer, address: Address, tmp_path: Path
) -> None:
    """Escapes in the name of a file are gone when the import is made."""
    evil = tmp_path / "evil\x1b]0;pwn\x07\u202e.csv"
    evil.write_text(LINKEDIN, encoding="utf-8")
    run(address, "import", str(evil), "--yes")

    assert ["evil]0;pwn.csv"] == [batch.filename for batch in netgraph.imports.all(ana)]


def test_where_nobody_answers_nothing_is_left(
    netgraph: Netgraph, ana: Viewer, address: Address, file: str
) -> None:
    """An import that nobody answers leaves no preview, and says how to write without asking."""
    done = run(address, "import", file)

    assert isinstance(done.exception, InvalidInput)
    assert "--yes" in done.exception.hint
    assert () == netgraph.imports.all(ana)


def test_previews_are_written_or_discarded_later(
    netgraph: Netgraph, ana: Viewer, address: Address, file: str
) -> None:
    """A preview that --json kept says how to go on, and is written or forgotten."""
    kept = [run(address, "import", file, "--json") for _ in range(3)]
    first, *others = (json.loads(one.stdout)["batch"] for one in kept)
    written = run(address, "imports", "write", first, "--json")
    gone = run(address, "imports", "discard", *others)

    assert f"netgraph imports write {first}" in kept[0].stderr
    assert ("written", 1) == (
        json.loads(written.stdout)["state"],
        json.loads(written.stdout)["counts"]["new_people"],
    )
    assert 0 == gone.exit_code, gone.output
    assert [first] == [batch.id for batch in netgraph.imports.all(ana)]


def test_a_second_roll_back_says_that_nothing_changed(
    netgraph: Netgraph, ana: Viewer, address: Address, file: str
) -> None:
    """Rolled back already, an import is not said to be rolled back once more."""
    run(address, "import", file, "--yes")
    (batch,) = netgraph.imports.all(ana)
    run(address, "imports", "rollback", batch.id, "--yes")
    again = run(address, "imports", "rollback", batch.id)

    assert "nothing was changed" in again.output
    assert "Goes:" not in again.output


def stopped(
    words: list[str], doing: str, *, netgraph: Netgraph, address: Address, data_dir: Path
) -> tuple[int, str, str]:
    """How a command ends, and what it says, on Ctrl-C while the server does some work of its."""

    def others_turn(tx: Transaction) -> tuple[int, str, str]:
        tx.write("raise_revision", scope="imports")  # as an import that is being written does
        writing = subprocess.Popen(
            [SCRIPT, *words, "--as", "ana@team.example", "--json"],
            env=environment(data_dir, **connection(address)),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert eventually(lambda: doing in running(address), within=START_SECONDS)
        writing.send_signal(signal.SIGINT)
        out, err = writing.communicate(timeout=START_SECONDS)
        return writing.returncode, out, err

    return netgraph.database.in_transaction(others_turn, called="others_turn")


@pytest.mark.parametrize("again", [True, False])
def test_ctrl_c_while_writing_says_how_to_go_on(
    netgraph: Netgraph, ana: Viewer, address: Address, file: str, tmp_path: Path, *, again: bool
) -> None:
    """A write that is stopped leaves no row, says that the preview is kept, and can go on."""
    words = ["import", file, "--yes"]
    if again:
        preview = netgraph.imports.preview(
            ana, Path(file), name="Connections.csv", visibility=Visibility.PRIVATE
        )
        words = ["imports", "write", preview.batch.id]
    code, out, err = stopped(
        words, "write_import", netgraph=netgraph, address=address, data_dir=tmp_path
    )
    (batch,) = netgraph.imports.all(ana)

    assert (130, State.PREVIEW) == (code, batch.state)
    assert "Nothing of Connections.csv is written; its preview is kept." in err
    told = json.loads(out.splitlines()[-1])
    assert f"netgraph imports write {batch.id} writes it" in told["hint"]
    assert () == netgraph.people.namesakes(ana, "Priya Shah")
    assert 0 == run(address, "imports", "write", batch.id).exit_code
    assert 1 == len(netgraph.people.namesakes(ana, "Priya Shah"))


def test_ctrl_c_while_rolling_back_takes_nothing_back(
    netgraph: Netgraph, ana: Viewer, address: Address, file: str, tmp_path: Path
) -> None:
    """A roll-back that is stopped leaves all as it was, and says so."""
    run(address, "import", file, "--yes")
    (batch,) = netgraph.imports.all(ana)
    words = ["imports", "rollback", batch.id, "--yes"]
    code, out, err = stopped(
        words, "roll_back_import", netgraph=netgraph, address=address, data_dir=tmp_path
    )

    assert 130 == code
    assert "Nothing of Connections.csv was taken back." in err
    assert f"netgraph imports rollback {batch.id} takes it back." == json.loads(out)["hint"]
    assert 1 == len(netgraph.people.namesakes(ana, "Priya Shah"))
