"""What was acknowledged survives SIGKILL of the database and of the web server, once."""

import os
import signal
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, Self

import pytest
import requests

from netgraph.config import Settings
from netgraph.domain.access import TEAM, Role
from netgraph.graph import local
from netgraph.graph.ties import refresh_ties, revisions
from netgraph.wiring import Netgraph, open_netgraph, utc_now
from tests.graphs import add_person
from tests.prepared import prepared
from tests.serving import PASSWORD, Browser, Served, eventually, free_port

pytestmark = pytest.mark.chaos

USERS = ("ana", "ben", "cleo", "dan")
AT_FIRST = 12
AFTER_A_KILL = 8
PACE = 1.2
"""Seconds a writer rests after an answer: all that was sent is sent once more at the end."""


class Writers:
    """Several people who log one favor after the other, each sent once, and note what came back."""

    def __init__(self, browsers: list[Browser], *, run: str) -> None:
        self._browsers = browsers
        self._run = run
        self._stop = threading.Event()
        self.sent: list[str] = []
        self.acknowledged: list[str] = []
        self.answers: Counter[int] = Counter()

    def __enter__(self) -> Self:
        self._pool = ThreadPoolExecutor(len(self._browsers))
        self._running = [
            self._pool.submit(self._write, number, browser)
            for number, browser in enumerate(self._browsers)
        ]
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for one in self._running:
            one.result()
        self._pool.shutdown()

    def _write(self, number: int, browser: Browser) -> None:
        count = 0
        while not self._stop.is_set():
            note = f"{self._run} {number}.{count}"
            count += 1
            self.sent.append(note)
            try:
                answer = log(browser, note, friend=f"friend-{number}")
            except requests.RequestException:
                self._stop.wait(PACE)
                continue
            self.answers[answer.status_code] += 1
            if answer.is_redirect:
                self.acknowledged.append(note)
            self._stop.wait(PACE)

    def have_written(self, count: int) -> bool:
        """Whether so many favors are acknowledged, within a minute or two."""
        return eventually(lambda: len(self.acknowledged) >= count, within=120)


def log(browser: Browser, note: str, *, friend: str) -> requests.Response:
    """Sends the form of a favor done for somebody, marked so that a repeat is known as one."""
    yesterday = utc_now().date() - timedelta(days=1)
    return browser.send(
        "/favors",
        once=note,
        back="/favors",
        deeds="1",
        kind="document_review",
        direction="given",
        day=yesterday.isoformat(),
        size="coffee",
        note=note,
        **{"person-0": friend},
    )


@contextmanager
def opened(data_dir: Path) -> Iterator[Netgraph]:
    """The services of this process on the same database."""
    with open_netgraph(Settings(data_dir=data_dir, neo4j_quick=True)) as netgraph:
        yield netgraph


def rows(netgraph: Netgraph, cypher: str) -> list[dict[str, Any]]:
    """The rows of a query of the test's own."""
    with netgraph.database._driver.session() as session:
        return [record.data() for record in session.run(cypher)]


def favors_by_note(netgraph: Netgraph) -> Counter[str]:
    """How many favors there are of each note; each has one giver and one receiver."""
    found = rows(
        netgraph,
        "MATCH (f:Favor) RETURN f.note AS note, COUNT { (f)<-[:GAVE]-() } AS givers, "
        "COUNT { (f)-[:TO]->() } AS receivers",
    )
    assert {(1, 1)} == {(row["givers"], row["receivers"]) for row in found}
    return Counter(row["note"] for row in found)


def ties(netgraph: Netgraph) -> list[dict[str, Any]]:
    """Every tie with all that was derived for it."""
    return rows(
        netgraph,
        "MATCH (a:Person)-[t:TIE]->(b:Person) "
        "RETURN a.id AS of, b.id AS towards, properties(t) AS tie ORDER BY of, towards",
    )


def team_of_four(place: Path) -> int:
    """Makes four users with one friend each; how often the team's ties have changed by then."""
    with opened(place) as netgraph:
        for number, name in enumerate(USERS):
            netgraph.accounts.create(
                email=f"{name}@team.example",
                name=f"{name.title()} Rivera",
                role=Role.REP,
                password=PASSWORD,
            )
            add_person(netgraph, f"friend-{number}", f"Friend Number{number}")
        return revisions(netgraph.database, scopes=[TEAM])[TEAM]


def test_keeps_every_acknowledged_favor_once(tmp_path: Path) -> None:
    """Favors logged while the database and then the web server are killed are there, once each."""
    data_dir, port = prepared(tmp_path / "data"), free_port()
    served = Served(data_dir, port).wait_until_up()
    try:
        revision = team_of_four(data_dir)
        browsers = [served.log_in(f"{name}@team.example") for name in USERS]
        with Writers(browsers, run="first") as writers:
            assert writers.have_written(AT_FIRST), writers.answers

            os.kill(served.database_pid(), signal.SIGKILL)

            assert writers.have_written(len(writers.acknowledged) + AFTER_A_KILL), writers.answers

            served.kill()
            served = Served(data_dir, port).wait_until_up()

            assert writers.have_written(len(writers.acknowledged) + AFTER_A_KILL), writers.answers

        assert writers.answers.keys() <= {302, 503}
        with opened(data_dir) as netgraph:
            kept = favors_by_note(netgraph)

            assert {1} == set(kept.values())
            assert set(writers.acknowledged) <= kept.keys() <= set(writers.sent)

            assert revision + len(kept) == revisions(netgraph.database, scopes=[TEAM])[TEAM]

            before = ties(netgraph)
            netgraph.database.in_transaction(
                lambda tx: refresh_ties(tx, None, scopes=[TEAM], as_of=utc_now().date()),
                called="refresh_ties",
            )

            assert before == ties(netgraph)

            for note in writers.sent:  # whoever sends again what had no answer sends it once
                number = int(note.split()[1].split(".")[0])
                assert log(browsers[number], note, friend=f"friend-{number}").status_code == 302

            assert Counter(writers.sent) == favors_by_note(netgraph)

            for name, browser in zip(USERS, browsers, strict=True):
                (last,) = netgraph.history.latest(
                    netgraph.accounts.viewer(f"{name}@team.example"), limit=1
                )
                assert browser.send(f"/undo/{last.change}").status_code == 302

            assert len(writers.sent) - len(USERS) == favors_by_note(netgraph).total()
    finally:
        served.kill()
        local.stop(data_dir)
