"""Long work done by threads of this process, each piece seen by its owner alone.

What a piece did is in the graph; here is only how far it has come and how it ended, so a
restart loses nothing but the bar. At most `AT_ONCE` pieces run at a time, the others wait.
"""

import logging
import threading
import time
import uuid
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from dataclasses import dataclass, field

from netgraph.domain.access import Viewer
from netgraph.domain.ids import UserId
from netgraph.errors import NetgraphError
from web.errors import places_of

AT_ONCE = 2
MOST_KEPT = 200

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A piece of work: how far it has come, and where to go when it has ended well (`next`)."""

    id: str
    label: str
    about: str
    running: bool
    step: str
    done: int
    total: int
    next: str
    error: str
    hint: str


@dataclass(slots=True, kw_only=True)
class _Piece:
    id: str
    owner: UserId
    label: str
    about: str
    step: str = "Waiting"
    done: int = 0
    total: int = 0
    next: str = ""
    error: str = ""
    hint: str = ""
    future: "Future[None] | None" = field(default=None)

    @property
    def running(self) -> bool:
        return not (self.next or self.error)


class Telling:
    """Takes what a piece of work says of how far it has come."""

    def __init__(self, piece: _Piece) -> None:
        self._piece = piece

    def __call__(self, *, step: str, done: int, total: int) -> None:
        """`done` of `total` of a step."""
        self._piece.step, self._piece.done, self._piece.total = step, done, total


Doing = Callable[[Telling], str]
"""The work itself; gives the address to go on at, and raises `NetgraphError`."""


class Jobs:
    """The pieces of work of this process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pieces: dict[str, _Piece] = {}
        self._pool: ThreadPoolExecutor | None = None

    def start(self, viewer: Viewer, label: str, doing: Doing, *, about: str = "") -> Job:
        """Begins a piece of work; the same one twice (`about`) begins once."""
        with self._lock:
            for piece in self._pieces.values():
                if about and piece.about == about and piece.running:
                    return _job(piece)
            piece = _Piece(id=uuid.uuid4().hex, owner=viewer.user, label=label, about=about)
            self._pieces[piece.id] = piece
            ended = [one.id for one in self._pieces.values() if not one.running]
            for id_ in ended[: max(0, len(self._pieces) - MOST_KEPT)]:
                del self._pieces[id_]
            if self._pool is None:
                self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="import")
            piece.future = self._pool.submit(_carry_out, piece, doing)
            return _job(piece)

    def wait(self, jobs: Iterable[Job], *, seconds: float) -> None:
        """Waits a little for work that may be short."""
        with self._lock:
            futures = [
                piece.future
                for job in jobs
                if (piece := self._pieces.get(job.id)) is not None and piece.future is not None
            ]
        wait_for(futures, timeout=seconds)

    def one(self, viewer: Viewer, id_: str) -> Job | None:
        """A piece of the viewer's work."""
        with self._lock:
            piece = self._pieces.get(id_)
            return _job(piece) if piece is not None and piece.owner == viewer.user else None

    def all(self, viewer: Viewer) -> tuple[Job, ...]:
        """The viewer's pieces of work, oldest first."""
        with self._lock:
            return tuple(
                _job(piece) for piece in self._pieces.values() if piece.owner == viewer.user
            )

    def forget(self, viewer: Viewer, id_: str) -> None:
        """Takes a piece of the viewer's that has ended off the list."""
        with self._lock:
            piece = self._pieces.get(id_)
            if piece is not None and piece.owner == viewer.user and not piece.running:
                del self._pieces[id_]


def _carry_out(piece: _Piece, doing: Doing) -> None:
    begun = time.monotonic()
    try:
        piece.next = doing(Telling(piece))
    except NetgraphError as error:
        piece.hint = error.hint
        piece.error = error.message
    except Exception as error:  # noqa: BLE001 # whatever it is, its owner is told that it ended
        seconds = time.monotonic() - begun
        # without its message, which may quote the file
        _log.error("Work failed after %.1f s.\n%s", seconds, places_of(error))
        piece.hint = "What was saved before is safe. Try again, or tell your administrator."
        piece.error = "Something went wrong on our side."


def _job(piece: _Piece) -> Job:
    return Job(
        id=piece.id,
        label=piece.label,
        about=piece.about,
        running=piece.running,
        step=piece.step,
        done=piece.done,
        total=piece.total,
        next=piece.next,
        error=piece.error,
        hint=piece.hint,
    )
