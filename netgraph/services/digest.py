"""The daily letter: what waits for a user today, once a day at most, and only when something does.

Nobody gets it who has not asked for it in their settings. That a user had a day's letter is
noted in the transaction that writes it, so two senders write one. One click in it ends it.
"""

from collections.abc import Callable
from datetime import datetime

from netgraph.domain.access import Viewer
from netgraph.domain.ids import LetterId, UserId
from netgraph.domain.names import first_name
from netgraph.domain.outbox import Letter, LetterKind
from netgraph.graph.database import Database, Transaction
from netgraph.services.accounts import Accounts
from netgraph.services.blurbs import Blurbs
from netgraph.services.loop import Matter, Todo
from netgraph.services.outbox import Outbox
from netgraph.services.today import Agenda, Today

FIRST_HOUR = 6
"""The hour of the day (UTC) before which no daily letter is written."""

MOST_LINES = 7


class Digests:
    """Writes daily letters into the outbox."""

    def __init__(
        self,
        database: Database,
        *,
        accounts: Accounts,
        agenda: Agenda,
        blurbs: Blurbs,
        outbox: Outbox,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._database = database
        self._accounts = accounts
        self._agenda = agenda
        self._blurbs = blurbs
        self._outbox = outbox
        self._now = now
        self._new_id = new_id

    def wanted(self, viewer: Viewer) -> bool:
        """Whether the viewer gets the daily letter."""
        rows = self._database.read("wants_digest", id=viewer.user)
        return bool(rows and rows[0]["wanted"])

    def want(self, user: UserId, *, wanted: bool) -> None:
        """Begins or ends a user's daily letters."""
        self._database.write("set_digest", id=user, wanted=wanted)

    def write_due(self, *, home: str, stop_address: Callable[[UserId], str]) -> int:
        """Writes today's letters that are not written yet; how many.

        `home` is the address of the pages, `stop_address` gives where a user ends the letters.
        """
        now = self._now()
        if not self._outbox.sends or now.hour < FIRST_HOUR:
            return 0
        rows = self._database.read("digest_readers", day=now.date())
        readers = [self._accounts.by_id(UserId(row["id"])) for row in rows]
        return sum(
            self._write(reader.viewer, home=home, stop=stop_address(reader.viewer.user))
            for reader in readers
            if reader is not None
        )

    def _write(self, viewer: Viewer, *, home: str, stop: str) -> bool:
        now = self._now()
        lines = lines_of(self._agenda.today(viewer, as_of=now.date()))
        letter = Letter(
            id=LetterId(self._new_id()),
            scope=viewer.private,
            by=viewer.user,
            kind=LetterKind.DIGEST,
            person=viewer.person,
            to=viewer.email,
            to_name=viewer.name,
            from_name="Netgraph",
            reply_to="",
            subject=f"Today: {len(lines)} thing{'' if len(lines) == 1 else 's'} for you",
            text=self._blurbs.digest(first_name(viewer.name), lines, home=home),
            due=now,
            link=home,
            button="Open Today",
            unsubscribe=stop,
        )

        def work(tx: Transaction) -> bool:
            if not tx.write("take_digest_day", id=viewer.user, day=now.date()) or not lines:
                return False
            self._outbox.put(tx, letter)
            return True

        return self._database.in_transaction(work, called="write_digest")


def lines_of(today: Today) -> tuple[str, ...]:
    """What waits, a line each."""
    promises = (
        f"Keep your word to {promise.to.name}: {promise.what}, due {promise.due.day} "
        f"{promise.due:%B}"
        for promise in today.promises
    )
    answered = (
        f"{one.name} answered by mail about {one.what}: say what it means" for one in today.answered
    )
    told = (f"{one.person.name} told you what would help" for one in today.told)
    return (*promises, *answered, *map(_line, today.todo), *told)[:MOST_LINES]


def _line(todo: Todo) -> str:
    cast = todo.request.cast
    return {
        Matter.MAIL: f"A letter to {cast.connector.name} needs a look",
        Matter.TURN: f"It is your turn to reach {cast.target.name}",
        Matter.MET: f"Did you meet {cast.target.name}?",
        Matter.ADVANCED: f"Did it go on with {cast.target.name}?",
        Matter.AGAIN: f"{cast.connector.name} has not answered; ask once more, or let it end",
        Matter.THANK: f"Tell {cast.connector.name} what came of it",
    }[todo.matter]
