"""Whether Netgraph and its database answer, for a monitor or a proxy that asks without a login.

It says so much and no more: no address of the database, no number of anything.
"""

import threading
import time
from concurrent.futures import Future

from flask import Blueprint, current_app, jsonify
from flask.typing import ResponseReturnValue

from netgraph import __version__
from netgraph.errors import DatabaseDown, NetgraphError
from netgraph.graph.database import Database
from web.session import netgraph, public

pages = Blueprint("health", __name__)

DEADLINE = 2.0
"""Seconds in which the database answers, or counts as not answering."""

_GIVEN_UP = 60.0  # seconds after which a look that never came back is left to itself


class Looking:
    """Looks whether the database answers, one look at a time, whoever and how many ask.

    A look at a database that has died lasts until it is back, and brings it back: so nobody waits
    for its end longer than their deadline, and the next who asks is told by the same look.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._look: Future[None] | None = None
        self._since = 0.0

    def look(self, database: Database, *, seconds: float) -> None:
        """Returns when the database answers; raises `TimeoutError`, or what is wrong with it."""
        with self._lock:
            old = time.monotonic() - self._since > _GIVEN_UP
            if self._look is None or self._look.done() or old:
                self._look, self._since = Future(), time.monotonic()
                threading.Thread(target=_answer, args=(database, self._look), daemon=True).start()
            look = self._look
        look.result(timeout=seconds)


def _answer(database: Database, look: Future[None]) -> None:
    try:
        database.health()
    except Exception as error:  # noqa: BLE001 # whatever it is, it goes to who asks
        look.set_exception(error)
    else:
        look.set_result(None)


@pages.get("/healthz")
@public
def healthz() -> ResponseReturnValue:
    """The version and the state of the database as JSON; 503 when the database is not ready."""
    try:
        _looking().look(netgraph().database, seconds=DEADLINE)
    except (DatabaseDown, TimeoutError):
        return jsonify(netgraph=__version__, database="does not answer"), 503
    except NetgraphError:
        return jsonify(netgraph=__version__, database="cannot be used"), 503
    return jsonify(netgraph=__version__, database="ok")


def _looking() -> Looking:
    looking: Looking = current_app.extensions.setdefault("netgraph-looking", Looking())
    return looking
