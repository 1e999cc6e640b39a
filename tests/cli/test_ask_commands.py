"""`netgraph asks` and `netgraph open-asks` do on the terminal what their pages do."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from netgraph.config import KEY_BYTES, key_path
from netgraph.domain.access import Viewer
from netgraph.domain.ids import PersonId
from netgraph.errors import Conflict, InvalidInput, NotFound, Unavailable
from netgraph.graph.database import Address
from netgraph.wiring import Netgraph
from tests.cli.test_people_commands import lines, run_at
from tests.cli.test_share_commands import as_ben
from tests.graphs import add_person
from web.app import create_app


def test_an_ask_goes_its_way(
    netgraph: Netgraph, ana: Viewer, ben: Viewer, address: Address
) -> None:
    """Ana asks Ben, who promises and does it; a step that is not open is refused."""
    assert (ana.name, ben.name, True) == ("Ana Ruiz", "Ben Okoye", netgraph.accounts.any())
    day = (datetime.now(UTC) + timedelta(days=7)).date().isoformat()
    words = ("asks", "new", "Ben Okoye", "send the figures", "--by", day)
    asked = lines(run_at(address, *words, "--offer", "I draft it.", "--json"))[0]["ask"]
    debt = run_at(address, *words, "--offer", "You owe me.")
    (seen,) = lines(as_ben(address, "asks", "list", "--of-me", "--json"))
    promised = as_ben(address, "asks", "step", str(asked)[:12], "promise")
    again = run_at(address, "asks", "step", str(asked), "promise")
    as_ben(address, "asks", "step", str(asked), "finish")
    shown = run_at(address, "asks", "show", str(asked))

    assert (asked, "open", ["promise", "delay", "refuse", "finish"]) == (
        seen["id"], seen["state"], seen["moves"],
    )  # fmt: skip
    assert "Said yes to Ana Ruiz." in promised.output
    assert isinstance(debt.exception, InvalidInput)
    assert isinstance(again.exception, Conflict)
    assert "[question, done]" in shown.output
    assert isinstance(run_at(address, "asks", "show", "nothing").exception, NotFound)


def test_the_link_on_the_terminal_is_that_of_the_pages(
    netgraph: Netgraph, ana: Viewer, address: Address, tmp_path: Path
) -> None:
    """With the key of the pages the words hold a link that they open; without it there is none."""
    add_person(netgraph, "dana", "Dana Ortiz")
    day = (datetime.now(UTC) + timedelta(days=7)).date()
    ask, _ = netgraph.asks.put(
        ana, PersonId("dana"), what="send the figures", by=day, help_offered="I draft it."
    )
    env = {"NETGRAPH_DATA_DIR": str(tmp_path), "NETGRAPH_PUBLIC_URL": "https://team.example"}
    without = run_at(address, "asks", "words", ask, env=env)
    key = b"k" * KEY_BYTES
    key_path(tmp_path).write_bytes(key)
    link = run_at(address, "asks", "words", ask, "--link", env=env).stdout.strip()
    words = run_at(address, "asks", "words", ask, env=env).stdout
    pages = create_app(netgraph, secret_key=key)
    opened = pages.test_client().get(link.removeprefix("https://team.example"))

    assert isinstance(without.exception, Unavailable)
    assert link.startswith("https://team.example/a/")
    assert link in words
    assert "Dana" in words
    assert (200, True) == (opened.status_code, "send the figures" in opened.text)


def test_the_team_is_asked_and_offers(
    netgraph: Netgraph, ana: Viewer, ben: Viewer, address: Address
) -> None:
    """Ben offers help with what Ana asks and unasked; Ana takes it up and closes her ask."""
    assert (ana.name, ben.name, True) == ("Ana Ruiz", "Ben Okoye", netgraph.accounts.any())
    run_at(address, "open-asks", "new", "Who knows a CFO in retail?", "--why", "For the pilot.")
    (seen,) = lines(as_ben(address, "open-asks", "list", "--json"))
    as_ben(address, "open-asks", "offer", str(seen["id"])[:12], "I do.")
    as_ben(address, "open-asks", "offer-to", "Ana Ruiz", "I can read your deck.")
    board = lines(run_at(address, "open-asks", "list", "--json"))
    taken = run_at(address, "open-asks", "answer", str(board[1]["offer"])[:12], "--take")
    refused = as_ben(address, "open-asks", "close", str(seen["id"]))
    said = run_at(address, "open-asks", "list").output
    closed = run_at(address, "open-asks", "close", str(seen["id"]))

    assert ["I can read your deck."] == [one["note"] for one in board[1:]]
    assert "Took up an offer of help." in taken.output
    assert "Ben Okoye offers Ana Ruiz help: I do. [new]" in said
    assert isinstance(refused.exception, NotFound)
    assert "Closed an open ask." in closed.output
    assert "Who knows a CFO" not in run_at(address, "open-asks", "list").output
