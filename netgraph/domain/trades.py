"""The life of a proposed ring or chain: asked one after the other, given in order, or closed.

Everybody is asked alone and sees their own give and get. Nobody gives before all have agreed,
and gives come in the order that leaves the least help unreturned. Anybody may withdraw at any
time; then the whole of it is closed, and how it closed looks the same however it came about, so
that nobody learns who said no. Silence closes it, too, after a while. `RULES` is all there is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

ASK_DAYS = 14
"""Days for which somebody is waited for who was asked whether they take part."""

GIVE_DAYS = 30
"""Days for which an introduction that was agreed on is waited for."""


class TradeState(StrEnum):
    """Where a trade stands."""

    ASKING = "asking"
    GIVING = "giving"
    DONE = "done"
    CLOSED = "closed"


class TradeAct(StrEnum):
    """What can happen to a trade."""

    AGREE = "agree"
    DECLINE = "decline"
    GIVE = "give"
    FAIL = "fail"
    WITHDRAW = "withdraw"
    EXPIRE = "expire"


NOBODY = -1
"""The seat of whoever proposed it, and of the clock."""

RULES: Mapping[TradeAct, frozenset[TradeState]] = {
    TradeAct.AGREE: frozenset({TradeState.ASKING}),
    TradeAct.DECLINE: frozenset({TradeState.ASKING}),
    TradeAct.GIVE: frozenset({TradeState.GIVING}),
    TradeAct.FAIL: frozenset({TradeState.GIVING}),
    TradeAct.WITHDRAW: frozenset({TradeState.ASKING, TradeState.GIVING}),
    TradeAct.EXPIRE: frozenset({TradeState.ASKING, TradeState.GIVING}),
}
"""In which states an act may be taken; all but withdrawing and expiring, by whose turn it is."""

_ON_TURN = frozenset({TradeAct.AGREE, TradeAct.DECLINE, TradeAct.GIVE, TradeAct.FAIL})


@dataclass(frozen=True, slots=True, kw_only=True)
class TradeStep:
    """One act of one seat at a moment."""

    act: TradeAct
    seat: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TradeLife:
    """The steps of one trade so far, of `seats` people, begun at `begun`.

    `order` are the seats that give, in the order in which they do; each gives to the next seat,
    the last of a ring to the first. `state`, `turn` (whose answer or give is waited for),
    `agreed` and `given` follow from the steps. Raises `ValueError` for a step that may not be.
    """

    seats: int
    order: tuple[int, ...]
    begun: datetime
    steps: tuple[TradeStep, ...] = ()
    state: TradeState = TradeState.ASKING
    turn: int | None = None
    agreed: tuple[int, ...] = ()
    given: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        """Replays the steps; what follows from them is never taken from the caller."""
        if len(set(self.order)) < len(self.order) or not set(self.order) <= set(range(self.seats)):
            raise ValueError("Each seat gives once at most.")
        state, last = TradeState.ASKING, self.begun
        agreed: list[int] = []
        given: list[int] = []
        for step in self.steps:
            turn = self._turn(state, len(agreed), len(given))
            if state not in RULES[step.act]:
                raise ValueError(f"Nobody can {step.act} a trade that is {state}.")
            if step.act in _ON_TURN and step.seat != turn:
                raise ValueError(f"It is not the turn of seat {step.seat}.")
            if not NOBODY <= step.seat < self.seats:
                raise ValueError(f"There is no seat {step.seat}.")
            if step.act is TradeAct.WITHDRAW and not self._asked(step.seat, agreed, turn):
                raise ValueError(f"Seat {step.seat} has not been asked yet.")
            if step.at < last:
                raise ValueError("A step cannot come before the one it follows.")
            late = step.at > last + self._patience(state)
            if late is not (step.act is TradeAct.EXPIRE):
                raise ValueError("A wait that has run out expires, and nothing else does.")
            last = step.at
            match step.act:
                case TradeAct.AGREE:
                    agreed.append(step.seat)
                    if len(agreed) == self.seats:
                        state = TradeState.GIVING
                case TradeAct.GIVE:
                    given.append(step.seat)
                    if len(given) == len(self.order):
                        state = TradeState.DONE
                case _:
                    state = TradeState.CLOSED
        for name, value in (
            ("state", state),
            ("turn", self._turn(state, len(agreed), len(given))),
            ("agreed", tuple(agreed)),
            ("given", tuple(given)),
        ):
            object.__setattr__(self, name, value)

    @property
    def asked_in_order(self) -> tuple[int, ...]:
        """The seats in the order in which they are asked: who gives first is asked first."""
        return (*self.order, *(seat for seat in range(self.seats) if seat not in self.order))

    @property
    def live(self) -> bool:
        """Whether something may still come of it."""
        return self.state in {TradeState.ASKING, TradeState.GIVING}

    def after(self, step: TradeStep) -> "TradeLife":
        """The life with one step more; raises `ValueError` when that is not allowed."""
        return replace(self, steps=(*self.steps, step))

    def settled(self, now: datetime) -> "TradeLife":
        """The life as of a moment: closed when a wait had run out before it."""
        last = self.steps[-1].at if self.steps else self.begun
        until = last + self._patience(self.state)
        if self.live and now > until:
            end = until + timedelta(milliseconds=1)
            return self.after(TradeStep(act=TradeAct.EXPIRE, seat=NOBODY, at=end))
        return self

    def may(self, act: TradeAct, seat: int, *, now: datetime) -> bool:
        """Whether a seat may take an act at a moment."""
        try:
            self.settled(now).after(TradeStep(act=act, seat=seat, at=now))
        except ValueError:
            return False
        return True

    def asked(self, seat: int) -> bool:
        """Whether a seat has been asked by now, or is being asked."""
        return self._asked(seat, self.agreed, self.turn)

    def gets_from(self, seat: int) -> int | None:
        """The seat that gives to a seat; none gives to the first of a chain."""
        before = (seat - 1) % self.seats
        return before if before in self.order else None

    def unreturned(self) -> tuple[int, ...]:
        """The seats that gave and, as it closed, were not given to."""
        if self.state is not TradeState.CLOSED:
            return ()
        return tuple(
            seat
            for seat in self.given
            if self.gets_from(seat) is not None and self.gets_from(seat) not in self.given
        )

    def _turn(self, state: TradeState, agreed: int, given: int) -> int | None:
        match state:
            case TradeState.ASKING:
                return self.asked_in_order[agreed]
            case TradeState.GIVING:
                return self.order[given]
            case _:
                return None

    @staticmethod
    def _asked(seat: int, agreed: "list[int] | tuple[int, ...]", turn: int | None) -> bool:
        return seat in {NOBODY, turn} or seat in agreed

    @staticmethod
    def _patience(state: TradeState) -> timedelta:
        return timedelta(days=ASK_DAYS if state is TradeState.ASKING else GIVE_DAYS)
