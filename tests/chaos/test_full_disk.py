"""A disk that fills while Netgraph serves is told, and when there is room it goes on by itself."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from netgraph.config import Settings
from netgraph.wiring import open_netgraph
from tests.graphs import add_person
from tests.prepared import prepared
from tests.serving import Browser, serving, small_disk

pytestmark = pytest.mark.chaos


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A file system where Neo4j just starts."""
    with small_disk(tmp_path / "small", megabytes=420) as place:
        yield place


def log(browser: Browser, note: str) -> int:
    """The answer to a favor that is logged."""
    answer = browser.send(
        "/favors",
        once=note[:20],
        back="/favors",
        deeds="1",
        kind="advice",
        direction="given",
        day="2026-01-02",
        size="coffee",
        note=note,
        **{"person-0": "friend"},
    )
    return answer.status_code


def test_goes_on_when_there_is_room_again(disk: Path) -> None:
    """No favor is lost to a full disk: it is refused with a reason, and kept when there is room."""
    data_dir = prepared(disk / "data")
    with serving(data_dir) as served:
        browser = served.first_administrator()
        with open_netgraph(Settings(data_dir=data_dir, neo4j_quick=True)) as netgraph:
            add_person(netgraph, "friend", "Friend Rivera")

        assert 302 == log(browser, "before")

        with suppress(OSError), (disk / "filler").open("wb", buffering=0) as filler:
            for size in (65536, 512):
                with suppress(OSError):
                    while True:
                        filler.write(bytes(size))
        answers = [log(browser, f"{number} {'full ' * 400}") for number in range(4)]

        assert 503 == answers[-1]
        assert {302, 503} >= set(answers)
        assert "full" in browser.get("/favors").text

        (disk / "filler").unlink()
        again = [log(browser, f"after {number}") for number in range(3)]

        assert 302 == again[-1], served.said
        assert "before" in browser.get("/favors").text
