"""The outbox: what users send by e-mail, and the sender that neither loses nor doubles it.

A letter is written in the transaction of the step that causes it. `send_due` gives each letter
whose time has come to the mail server, from however many processes at once; what the marks in
between mean is told in `domain/outbox.py`. Nothing of a letter goes into a log but its id.
"""

import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from netgraph.domain.access import Viewer
from netgraph.domain.ids import IntroRequestId, LetterId
from netgraph.domain.outbox import LEASE, SECOND_THOUGHTS, Letter, LetterState, tried_again
from netgraph.errors import NotFound
from netgraph.graph import outbox as graph
from netgraph.graph.database import Database, Transaction
from netgraph.graph.outbox import Posted, Taken
from netgraph.services.letters import Letters, Unsendable
from netgraph.services.smtp import NotNow, Refused, Unknown

_log = logging.getLogger(__name__)


class Delivers(Protocol):
    """What hands a message to a mail server; `netgraph.services.smtp` is one."""

    def deliver(
        self,
        message: bytes,
        *,
        sender: str,
        to: str,
        handing: Callable[[], None],
        international: bool = False,
    ) -> None:
        """Delivers, or raises `Refused`, `NotNow`, `Unknown`."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What became of the letters that were due."""

    sent: int
    later: int
    failed: int
    unsure: int


class _NotOurs(Exception):  # ends a delivery from within
    """The letter was given to another sender meanwhile."""


class Outbox:
    """Keeps letters, sends them, and shows each user their own."""

    def __init__(
        self,
        database: Database,
        *,
        letters: Letters,
        server: Delivers | None,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._database = database
        self._letters = letters
        self._server = server
        self._now = now
        self._new_id = new_id

    @property
    def sends(self) -> bool:
        """Whether there is a mail server; without one, texts are there to copy."""
        return self._server is not None

    def put(self, tx: Transaction, letter: Letter) -> None:
        """Writes a letter in the transaction of what causes it; it waits a minute at least."""
        now = self._now()
        graph.put(tx, replace(letter, due=max(letter.due, now + SECOND_THOUGHTS)), at=now)

    def of(self, viewer: Viewer, *, request: IntroRequestId | None = None) -> tuple[Posted, ...]:
        """The viewer's own letters, newest first; perhaps only those of one request."""
        return graph.of_user(self._database, viewer, request=request)

    def again(self, viewer: Viewer, letter: LetterId) -> None:
        """Sends a letter again that failed, or of which nobody knows; under the same Message-ID.

        Raises `NotFound` when it is none of the viewer's, or on its way.
        """
        if not graph.queue_again(self._database, viewer, letter, now=self._now()):
            raise NotFound("There is no such letter to send again.")

    def send_due(self) -> Run:
        """Sends every letter whose time has come, and says how it went.

        A server that cannot be used at all is left alone after the first letter it did not take.
        """
        found: Counter[LetterState] = Counter()
        if self._server is None:
            return _run(found)
        graph.recover(self._database, self._now())
        for letter in graph.due(self._database, self._now()):
            claim = self._new_id()
            now = self._now()
            taken = graph.claim(self._database, letter, by=claim, now=now, until=now + LEASE)
            if taken is None:
                continue
            state = self._send(self._server, taken, claim=claim)
            found[state] += 1
            if state is LetterState.QUEUED and found[state] >= _PATIENCE:
                break
        return _run(found)

    def _send(self, server: Delivers, taken: Taken, *, claim: str) -> LetterState:
        """Sends one letter that this sender has; gives where it stands then."""
        letter = taken.letter

        def handing() -> None:
            if not graph.mark_handed(self._database, letter.id, by=claim):
                raise _NotOurs

        try:
            message = self._letters.message(letter, now=self._now())
            server.deliver(
                message.content,
                sender=message.sender,
                to=message.to,
                handing=handing,
                international=message.international,
            )
        except _NotOurs:
            return LetterState.SENDING
        except (Refused, Unsendable) as trouble:
            return self._trouble(taken, claim, LetterState.FAILED, str(trouble))
        except Unknown as trouble:
            return self._trouble(taken, claim, LetterState.UNSURE, str(trouble))
        except NotNow as trouble:
            return self._trouble(taken, claim, LetterState.QUEUED, str(trouble))
        graph.mark_sent(self._database, letter.id, by=claim, at=self._now())
        return LetterState.SENT

    def _trouble(self, taken: Taken, claim: str, state: LetterState, said: str) -> LetterState:
        tries = taken.tries + 1
        due = tried_again(self._now(), tries=tries) if state is LetterState.QUEUED else None
        if state is LetterState.QUEUED and due is None:
            state = LetterState.FAILED
        _log.warning(
            "Letter %s was not sent: it is %s after try %d.", taken.letter.id, state, tries
        )
        graph.mark_trouble(
            self._database,
            taken.letter.id,
            by=claim,
            state=state,
            tries=tries,
            due=due,
            trouble=said,
        )
        return state


_PATIENCE = 3
"""After so many letters that have to wait, the server is left alone until the next time."""


def _run(found: Counter[LetterState]) -> Run:
    return Run(
        sent=found[LetterState.SENT],
        later=found[LetterState.QUEUED],
        failed=found[LetterState.FAILED],
        unsure=found[LetterState.UNSURE],
    )
