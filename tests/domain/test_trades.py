"""A trade lives by its rules whatever anybody tries, and closes alike however it closes."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from netgraph.domain.trades import (
    ASK_DAYS,
    GIVE_DAYS,
    NOBODY,
    TradeAct,
    TradeLife,
    TradeState,
    TradeStep,
)

START = datetime(2026, 6, 15, 9, 30, tzinfo=UTC)


def lived(
    *acts: tuple[TradeAct, int], seats: int = 3, order: tuple[int, ...] = (1, 2, 0)
) -> TradeLife:
    """A ring of three in which these things happened, a day apart."""
    life = TradeLife(seats=seats, order=order, begun=START)
    for day, (act, seat) in enumerate(acts, start=1):
        life = life.after(TradeStep(act=act, seat=seat, at=START + timedelta(days=day)))
    return life


AGREED = tuple((TradeAct.AGREE, seat) for seat in (1, 2, 0))
GIVEN = tuple((TradeAct.GIVE, seat) for seat in (1, 2, 0))


def test_a_ring_is_agreed_on_and_then_given_in_order() -> None:
    """Who gives first is asked first; after the last gift the ring is done."""
    assert [1, 2, 0] == [lived(*AGREED[:n]).turn for n in range(3)]
    assert TradeState.GIVING is lived(*AGREED).state
    assert [1, 2, 0] == [lived(*AGREED, *GIVEN[:n]).turn for n in range(3)]
    done = lived(*AGREED, *GIVEN)
    assert (TradeState.DONE, None, ()) == (done.state, done.turn, done.unreturned())


def test_the_last_of_a_chain_only_receives() -> None:
    """A chain of three has two gives, and asks the last one last."""
    life = lived(seats=3, order=(0, 1))

    assert ((0, 1, 2), None, 1) == (life.asked_in_order, life.gets_from(0), life.gets_from(2))


def test_closing_says_who_was_left_without() -> None:
    """When the second give fails, the first giver of the ring gave and did not receive."""
    assert (1,) == lived(*AGREED, GIVEN[0], (TradeAct.FAIL, 2)).unreturned()
    assert () == lived(*AGREED[:2], (TradeAct.WITHDRAW, 1)).unreturned()


def test_silence_closes_it() -> None:
    """After its time a wait has run out, and nobody can take a step any more."""
    life, late = lived(), START + timedelta(days=ASK_DAYS, hours=1)

    assert TradeState.CLOSED is life.settled(late).state
    assert not life.may(TradeAct.AGREE, 1, now=late)
    given = lived(*AGREED)
    assert TradeState.GIVING is given.settled(START + timedelta(days=3 + GIVE_DAYS)).state


def test_only_seats_that_there_are_give() -> None:
    """An order that names somebody twice, or nobody, is none."""
    for order in ((0, 0), (0, 3)):
        with pytest.raises(ValueError, match="Each seat"):
            TradeLife(seats=3, order=order, begun=START)


class Trading(RuleBasedStateMachine):
    """Anybody tries anything at any time; a plain count of who did what says what is allowed."""

    @initialize(seats=st.integers(2, 4), ring=st.booleans(), data=st.data())
    def propose(self, seats: int, data: st.DataObject, *, ring: bool) -> None:
        """A ring or a chain, in any order of giving."""
        givers = list(range(seats if ring else seats - 1))
        self.order = tuple(data.draw(st.permutations(givers)))
        self.life = TradeLife(seats=seats, order=self.order, begun=START)
        self.now = START
        self.agreed: list[int] = []
        self.given: list[int] = []
        self.closed = False

    @rule(act=st.sampled_from(TradeAct), seat=st.integers(-1, 3), days=st.integers(0, 5))
    def take(self, act: TradeAct, seat: int, days: int) -> None:
        """A step is taken exactly when the plain rules allow it."""
        self.now += timedelta(days=days)
        waits = [*self.order, *(s for s in range(self.life.seats) if s not in self.order)]
        all_agreed = len(self.agreed) == len(waits)
        done = len(self.given) == len(self.order)
        live = not (self.closed or done)
        turn = (
            waits[len(self.agreed)]
            if not all_agreed
            else self.order[len(self.given)]
            if live
            else None
        )
        allowed = {
            TradeAct.AGREE: live and not all_agreed and seat == turn,
            TradeAct.DECLINE: live and not all_agreed and seat == turn,
            TradeAct.GIVE: live and all_agreed and seat == turn,
            TradeAct.FAIL: live and all_agreed and seat == turn,
            TradeAct.WITHDRAW: live and (seat in {NOBODY, turn} or seat in self.agreed),
            TradeAct.EXPIRE: False,
        }[act]
        last = self.life.steps[-1].at if self.life.steps else START
        patience = timedelta(days=GIVE_DAYS if all_agreed else ASK_DAYS)
        if self.now > last + patience:
            allowed = False
        assert allowed is (self.life.may(act, seat, now=self.now) and act is not TradeAct.EXPIRE)
        if not allowed:
            return
        self.life = self.life.after(TradeStep(act=act, seat=seat, at=self.now))
        if act is TradeAct.AGREE:
            self.agreed.append(seat)
        elif act is TradeAct.GIVE:
            self.given.append(seat)
        else:
            self.closed = True

    @invariant()
    def nobody_gives_before_all_agreed(self) -> None:
        """Gives are a beginning of the order, and come only when everybody is in."""
        if not hasattr(self, "life"):
            return
        assert tuple(self.given) == self.life.given == self.order[: len(self.given)]
        if self.given:
            assert len(self.life.agreed) == self.life.seats
        assert (self.life.state is TradeState.DONE) is (
            not self.closed and len(self.given) == len(self.order)
        )
        assert (self.life.state is TradeState.CLOSED) is self.closed


TestTrading = Trading.TestCase
TestTrading.settings = settings(max_examples=60, stateful_step_count=20)
