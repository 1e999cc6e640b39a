"""An ask: what one person wants of another, and the kind way from asking to telling.

    question → (re-ask) → challenge → loss_of_faith → mandate
    ends: done, kept (answered yes and done), dropped, mandated

An ask carries what, by when, how it will be done, and "what can I do to help". Who was asked
answers yes, yes with another day, no, or that it is done. Silence or a no is no offence: the
next step up is the asker's choice, and only when the day has passed or the answer was no. A
mandate cannot exist but at the end of that way, and only from somebody whose role allows it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from netgraph.domain.access import Role
from netgraph.domain.ids import AskId, PersonId

GRACE = timedelta(days=1)
"""Between one step up and the next at least: nobody is asked twice on one day."""

LONGEST_ASK_DAYS = 365
MANDATORS = frozenset({Role.MANAGER, Role.EXECUTIVE, Role.ADMIN})
"""Whose role allows a mandate."""


class AskKind(StrEnum):
    """How an ask is put now; each follows the one before when that went unmet."""

    QUESTION = "question"
    CHALLENGE = "challenge"
    LOSS_OF_FAITH = "loss_of_faith"
    MANDATE = "mandate"


class AskState(StrEnum):
    """Where an ask is."""

    OPEN = "open"  # waits for an answer
    PROMISED = "promised"  # answered yes, by the day
    REFUSED = "refused"
    DONE = "done"
    DROPPED = "dropped"


CLOSED = frozenset({AskState.DONE, AskState.DROPPED})
"""States after which nothing follows."""


class Party(StrEnum):
    """Who takes a step."""

    ASKER = "asker"
    ASKED = "asked"


class Move(StrEnum):
    """What one of the two does."""

    PROMISE = "promise"  # yes, by the day
    DELAY = "delay"  # yes, by another day
    REFUSE = "refuse"
    FINISH = "finish"  # it is done
    REASK = "reask"  # once more, in the same tone
    CHALLENGE = "challenge"
    DOUBT = "doubt"  # loss of faith, said kindly
    MANDATE = "mandate"
    DROP = "drop"


_BOTH = frozenset(Party)
_ASKED, _ASKER = frozenset({Party.ASKED}), frozenset({Party.ASKER})

WHO: Mapping[Move, frozenset[Party]] = {
    Move.PROMISE: _ASKED,
    Move.DELAY: _ASKED,
    Move.REFUSE: _ASKED,
    Move.FINISH: _BOTH,
    Move.REASK: _ASKER,
    Move.CHALLENGE: _ASKER,
    Move.DOUBT: _ASKER,
    Move.MANDATE: _ASKER,
    Move.DROP: _ASKER,
}
"""Whose each move is."""

UP: Mapping[Move, tuple[AskKind, AskKind]] = {
    Move.REASK: (AskKind.QUESTION, AskKind.QUESTION),
    Move.CHALLENGE: (AskKind.QUESTION, AskKind.CHALLENGE),
    Move.DOUBT: (AskKind.CHALLENGE, AskKind.LOSS_OF_FAITH),
    Move.MANDATE: (AskKind.LOSS_OF_FAITH, AskKind.MANDATE),
}
"""From which kind to which a step up leads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One move of one party at a time (UTC); `by` is the new day, `role` that of who mandates."""

    move: Move
    party: Party
    at: datetime
    note: str = ""
    by: date | None = None
    role: Role | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What has happened to an ask so far; kind, state and day follow from the turns.

    Raises `ValueError` when a turn may not follow those before it.
    """

    asked_at: datetime
    by: date
    turns: tuple[Turn, ...] = ()
    kind: AskKind = AskKind.QUESTION
    state: AskState = AskState.OPEN
    due: date = date.max
    reasked: bool = False

    def __post_init__(self) -> None:
        """Replays the turns; what follows from them is never taken from the caller."""
        if not 0 <= (self.by - self.asked_at.date()).days <= LONGEST_ASK_DAYS:
            raise ValueError("The day lies ahead, within a year.")
        replay = _Replay(asked_at=self.asked_at, by=self.by)
        for turn in self.turns:
            replay.take(turn)
        for name in ("kind", "state", "due", "reasked"):
            object.__setattr__(self, name, getattr(replay, name))

    def after(self, turn: Turn) -> "Course":
        """The course with one turn more; raises `ValueError` when that is not allowed."""
        return replace(self, turns=(*self.turns, turn))

    def unmet(self, today: date) -> bool:
        """Whether the ask was refused, or its day passed with nothing done."""
        return self.state is AskState.REFUSED or (
            self.state in {AskState.OPEN, AskState.PROMISED} and today > self.due
        )

    def may(self, party: Party, move: Move, *, now: datetime, role: Role | None = None) -> bool:
        """Whether a party may make a move now, with a new day where it needs one."""
        day = now.date() + timedelta(days=7)
        by = day if move in UP or move is Move.DELAY else None
        try:
            self.after(Turn(move=move, party=party, at=now, by=by, role=role))
        except ValueError:
            return False
        return True


class _Replay:
    """Takes one turn after the other and refuses the first that is not allowed."""

    def __init__(self, *, asked_at: datetime, by: date) -> None:
        self.kind, self.state = AskKind.QUESTION, AskState.OPEN
        self.due = by
        self.reasked = False
        self._last = self._stepped = asked_at

    def take(self, turn: Turn) -> None:
        if self.state in CLOSED:
            raise ValueError("It is over.")
        if turn.party not in WHO[turn.move]:
            raise ValueError(f"The {turn.party} cannot {turn.move}.")
        if turn.at < self._last:
            raise ValueError("A turn cannot come before the one it follows.")
        if turn.move in UP:
            self._step_up(turn)
        else:
            self._answer(turn)
        self._last = turn.at

    def _step_up(self, turn: Turn) -> None:
        before, after = UP[turn.move]
        today = turn.at.date()
        if self.kind is not before:
            raise ValueError(f"A {turn.move} follows a {before}, not a {self.kind}.")
        unmet = self.state is AskState.REFUSED or today > self.due
        if not unmet:
            raise ValueError("It has not gone unmet: the day has not passed, and nobody said no.")
        if turn.at - self._stepped < GRACE:
            raise ValueError("Nobody is asked twice on one day.")
        if turn.move is Move.CHALLENGE and not self.reasked:
            raise ValueError("Ask once more first.")
        if turn.move is Move.REASK and self.reasked:
            raise ValueError("It was asked once more already.")
        if turn.move is Move.MANDATE and turn.role not in MANDATORS:
            raise ValueError("Only a manager or an executive gives a mandate.")
        self._new_day(turn, today)
        self.kind, self.state = after, AskState.OPEN
        self.reasked = self.reasked or turn.move is Move.REASK
        self._stepped = turn.at

    def _answer(self, turn: Turn) -> None:
        match turn.move:
            case Move.PROMISE if self.state is AskState.OPEN and turn.at.date() <= self.due:
                self.state = AskState.PROMISED
            case Move.DELAY if self.state in {AskState.OPEN, AskState.PROMISED}:
                self._new_day(turn, turn.at.date())
                self.state = AskState.PROMISED
            case Move.REFUSE if self.state in {AskState.OPEN, AskState.PROMISED}:
                self.state = AskState.REFUSED
            case Move.FINISH:
                self.state = AskState.DONE
            case Move.DROP:
                self.state = AskState.DROPPED
            case _:
                raise ValueError("It is not the time for that answer.")

    def _new_day(self, turn: Turn, today: date) -> None:
        if turn.by is None or not 0 <= (turn.by - today).days <= LONGEST_ASK_DAYS:
            raise ValueError("Name a day that lies ahead, within a year.")
        self.due = turn.by


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What somebody wants of somebody: `what`, `how` it will be done, `help` that is offered."""

    id: AskId
    asker: PersonId
    asked: PersonId
    what: str
    how: str
    help: str
    course: Course

    def __post_init__(self) -> None:
        if self.asker == self.asked:
            raise ValueError("You cannot ask yourself.")
        if not self.what.strip():
            raise ValueError("Say what you ask for.")
        if not self.help.strip():
            raise ValueError("Say what you can do to help.")
