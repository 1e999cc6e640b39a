"""The look at the database for a monitor: it ends in time, and knows when the database is back."""

import threading

import pytest

from netgraph.errors import DatabaseDown
from netgraph.graph.database import Database
from web.health import Looking


class Stuck(Database):
    """A database that answers when it is let, and counts who asks it."""

    def __init__(self) -> None:
        self.free = threading.Event()
        self.asked = 0

    def health(self) -> None:
        """Waits for its leave."""
        self.asked += 1
        self.free.wait()


def test_a_database_that_hangs_is_told_in_time_and_so_is_its_return() -> None:
    """Who asks waits no longer than their deadline; all share one look; its end is seen."""
    looking, database = Looking(), Stuck()
    for _ in range(3):
        with pytest.raises(TimeoutError):
            looking.look(database, seconds=0.01)

    assert 1 == database.asked

    database.free.set()
    looking.look(database, seconds=60)
    looking.look(database, seconds=60)


def test_what_is_wrong_is_passed_on_and_asked_anew() -> None:
    """A failure goes to who asks, and the next who asks looks again."""

    class Down(Stuck):
        def health(self) -> None:
            self.asked += 1
            raise DatabaseDown("It is down.")

    looking, database = Looking(), Down()
    for _ in range(2):
        with pytest.raises(DatabaseDown):
            looking.look(database, seconds=60)

    assert 2 == database.asked
