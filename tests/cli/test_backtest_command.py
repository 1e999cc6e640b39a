"""`netgraph backtest`: figures for a good table, plain words for a bad one."""

import json
from pathlib import Path

from click.testing import CliRunner

from netgraph.cli.main import netgraph as command
from tests.mailings import mailing, table_of
from tests.serving import netgraph


def test_reports_on_a_table(tmp_path: Path) -> None:
    """Every ranker is named with its figures, and JSON says the same."""
    path = tmp_path / "mail.csv"
    path.write_text(table_of(mailing()))
    told = CliRunner().invoke(command, ["backtest", str(path)])
    as_json = CliRunner().invoke(command, ["backtest", str(path), "--json", "--by-day"])

    assert 0 == told.exit_code, told.output
    for words in ("Netgraph", "Adamic–Adar", "published score", "path on −log p", "1/strength"):
        assert words in told.output
    report = json.loads(as_json.stdout)
    assert 1 == report["slice_days"]
    assert 14 == len(report["rankers"])


def test_says_when_there_is_nothing_to_ask(tmp_path: Path) -> None:
    """A table without introductions says what is needed."""
    path = tmp_path / "mail.csv"
    path.write_text("date,sender,to\n2024-01-01,a@x.example,b@x.example\n")
    told = CliRunner().invoke(command, ["backtest", str(path)])

    assert 0 == told.exit_code
    assert "There is no introduction to ask about." in told.output
    assert "several people over months" in told.output


def test_bad_file_is_refused_without_a_traceback(tmp_path: Path) -> None:
    """What is no table of messages is refused with the reason and the next step."""
    path = tmp_path / "contacts.csv"
    path.write_text("First Name,Last Name,URL,Email Address,Company,Position,Connected On\n")
    ended = netgraph("backtest", str(path), data_dir=tmp_path / "data")

    assert (3, "") == (ended.returncode, ended.stdout)
    assert "not a table of messages" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_mailbox_is_read(tmp_path: Path) -> None:
    """A mailbox gives its messages, too."""
    path = tmp_path / "mail.mbox"
    path.write_text(
        "".join(
            f"From a@x.example Mon Jan  1 10:00:00 2024\nFrom: a@x.example\nTo: b@x.example\n"
            f"Date: Mon, 1 Jan 2024 10:0{at}:00 +0000\nMessage-ID: <{at}@x.example>\n\nHello\n\n"
            for at in range(3)
        )
    )
    told = CliRunner().invoke(command, ["backtest", str(path)])

    assert "3 messages of 2 people" in told.output
