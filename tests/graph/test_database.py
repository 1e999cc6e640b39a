"""Work on the database is retried, revived and refused as it should, in bounded time."""

import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import neo4j.exceptions
import pytest

from netgraph.errors import Conflict, DatabaseDown, Misconfigured, NetgraphError, Unavailable
from netgraph.graph.database import Address, Database, Transaction

EIGHT = 8


@pytest.fixture
def dead(address: Address) -> Iterator[Address]:
    """The address of a server that is not there: a port that is taken, and never answers."""
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        yield replace(address, uri=f"bolt://127.0.0.1:{silent.getsockname()[1]}")


class Reviver:
    """Brings a server back as often as it is asked, or says why not."""

    def __init__(self, address: Address | NetgraphError) -> None:
        self._address = address
        self.times = 0
        self.may_end = threading.Event()
        self.may_end.set()

    def __call__(self, *, broken: bool) -> Address:
        """The address of the server that is back."""
        assert not broken
        self.times += 1
        self.may_end.wait(30)
        if isinstance(self._address, NetgraphError):
            raise self._address
        return self._address


def answers(database: Database) -> bool:
    """Whether a query is answered."""
    return bool(database.read("database_health"))


@pytest.mark.usefixtures("database")
def test_is_revived_once_for_all_who_wait(address: Address, dead: Address) -> None:
    """Eight threads that find the server dead at once are all answered by one revival."""
    reviver = Reviver(address)
    reviver.may_end.clear()
    database = Database(dead, revive=reviver)
    with ThreadPoolExecutor(EIGHT) as pool:
        waiting = [pool.submit(answers, database) for _ in range(EIGHT)]
        while not reviver.times:
            threading.Event().wait(0.01)
        reviver.may_end.set()

        assert all(one.result() for one in waiting)

    assert 1 == reviver.times
    assert answers(database)
    database.close()


def test_does_not_wait_long_for_a_revival(address: Address, dead: Address) -> None:
    """A revival that takes long goes on while everybody is told to come back, and then counts."""
    reviver = Reviver(address)
    reviver.may_end.clear()
    database = Database(dead, revive=reviver, revival_seconds=0.2)
    for _ in range(2):
        with pytest.raises(DatabaseDown, match="is starting again"):
            answers(database)

    reviver.may_end.set()
    while not database._life:
        threading.Event().wait(0.01)

    assert answers(database)
    assert 1 == reviver.times
    database.close()


def test_says_why_there_is_no_revival(dead: Address) -> None:
    """What keeps the server from starting is told, and the next who asks tries again."""
    reviver = Reviver(Unavailable("The disk is full.", hint="Free some space."))
    database = Database(dead, revive=reviver)
    for _ in range(2):
        with pytest.raises(DatabaseDown, match=r"cannot start again\. The disk is full") as told:
            answers(database)

        assert "Free some space." == told.value.hint

    assert 2 == reviver.times
    database.close()


def test_gives_up_when_a_revival_does_not_help(dead: Address) -> None:
    """A server that dies again at once is told as one that does not answer."""
    database = Database(dead, revive=Reviver(dead))

    with pytest.raises(DatabaseDown, match="does not answer"):
        answers(database)

    database.close()


def test_does_not_wait_for_a_server_that_never_answered(dead: Address) -> None:
    """A server that has never answered is told as such."""
    database = Database(dead)

    with pytest.raises(DatabaseDown, match="does not answer"):
        answers(database)

    database.close()


def test_tries_again_what_will_pass(database: Database) -> None:
    """Two units of work that lock each other out are both done."""
    meet = threading.Barrier(2)
    tries: list[str] = []

    def unit(tx: Transaction, first: str, second: str) -> None:
        tries.append(first)
        tx.write("raise_revision", scope=first)
        if len(tries) <= 2:
            meet.wait(30)
        tx.write("raise_revision", scope=second)

    with ThreadPoolExecutor(2) as pool:
        both = [
            pool.submit(
                database.in_transaction,
                lambda tx, pair=pair: unit(tx, *pair),
                called="deadlock",
            )
            for pair in (("one", "other"), ("other", "one"))
        ]
        for one in both:
            one.result()

    assert len(tries) > 2
    assert {("one", 2), ("other", 2)} == {
        (row["scope"], row["number"]) for row in database.read("revisions", scopes=["one", "other"])
    }


def test_runs_a_unit_of_work_whole_or_not_at_all(database: Database) -> None:
    """What fails half way leaves nothing behind."""

    def unit(tx: Transaction) -> None:
        tx.write("raise_revision", scope="half")
        raise Conflict("Stop here.")

    with pytest.raises(Conflict):
        database.in_transaction(unit, called="half")

    assert not database.read("revisions", scopes=["half"])


def test_says_that_a_query_took_too_long(database: Database) -> None:
    """Work that takes longer than it may is ended by the server and told as such."""

    def unit(tx: Transaction) -> None:
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            tx.read("database_health")

    with pytest.raises(Unavailable, match="took too long"):
        database.in_transaction(unit, called="slow", seconds=1)


def test_tells_an_old_server_by_what_it_does_not_understand(address: Address) -> None:
    """A server that understands nothing of the first thing it is asked is too old."""
    database = Database(address)

    with pytest.raises(Misconfigured, match="does not understand Cypher 25"):
        database.run_schema("THIS IS NEWER CYPHER")

    assert answers(database)
    with pytest.raises(neo4j.exceptions.CypherSyntaxError):
        database.run_schema("THIS IS A MISTAKE OF OURS")
    database.close()


def test_says_who_is_refused_and_what_is_missing(address: Address) -> None:
    """A wrong password and a database that is not there are settings to mend."""
    for wrong, said in (
        (replace(address, password="wrong"), "refuses the user neo4j"),
        (replace(address, database="nope"), "no database named nope"),
    ):
        database = Database(wrong)

        with pytest.raises(Misconfigured, match=said):
            answers(database)

        database.close()
