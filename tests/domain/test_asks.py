"""An ask goes its kind way, and no mandate is there that did not go it."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from netgraph.domain.access import Role
from netgraph.domain.asks import (
    CLOSED,
    UP,
    WHO,
    AskKind,
    AskState,
    Course,
    Move,
    Party,
    Turn,
)

START = datetime(2026, 6, 15, 9, 30, tzinfo=UTC)
BY = START.date() + timedelta(days=5)
ORDER = tuple(AskKind)


def turn(move: Move, *, day: int, role: Role | None = None, by: int | None = None) -> Turn:
    """A move of whoever may make it, some days after the start."""
    party = Party.ASKER if Party.ASKER in WHO[move] else Party.ASKED
    at = START + timedelta(days=day)
    new = START.date() + timedelta(days=by if by is not None else day + 5)
    needs_day = move in UP or move is Move.DELAY
    return Turn(move=move, party=party, at=at, role=role, by=new if needs_day else None)


def course(*turns: Turn) -> Course:
    """A course of these turns."""
    return Course(asked_at=START, by=BY, turns=turns)


WAY_UP = (
    turn(Move.REASK, day=6),
    turn(Move.CHALLENGE, day=12),
    turn(Move.DOUBT, day=18),
    turn(Move.MANDATE, day=24, role=Role.MANAGER),
)


def test_the_whole_way_up_to_a_mandate() -> None:
    """Asked, asked again, challenged, doubted, mandated: each when the one before went unmet."""
    kinds = [course(*WAY_UP[:number]).kind for number in range(len(WAY_UP) + 1)]

    assert [
        AskKind.QUESTION, AskKind.QUESTION, AskKind.CHALLENGE, AskKind.LOSS_OF_FAITH,
        AskKind.MANDATE,
    ] == kinds  # fmt: skip


@pytest.mark.parametrize(
    ("turns", "wrong"),
    [
        ((), turn(Move.REASK, day=5)),  # the day has not passed
        ((), turn(Move.CHALLENGE, day=6)),  # not asked again yet
        ((), turn(Move.MANDATE, day=6, role=Role.ADMIN)),
        (WAY_UP[:1], turn(Move.REASK, day=12)),  # asked again already
        (WAY_UP[:3], turn(Move.MANDATE, day=24, role=Role.REP)),
        (WAY_UP[:3], turn(Move.MANDATE, day=24)),
        (WAY_UP[:1], turn(Move.CHALLENGE, day=11)),  # the new day has not passed
        ((turn(Move.REFUSE, day=0),), turn(Move.REASK, day=0)),  # twice on one day
        ((turn(Move.FINISH, day=1),), turn(Move.DROP, day=2)),
        ((turn(Move.PROMISE, day=1),), turn(Move.PROMISE, day=2)),
        ((), turn(Move.DELAY, day=1, by=0)),
        ((), replace(turn(Move.PROMISE, day=1), party=Party.ASKER)),
        ((), turn(Move.PROMISE, day=-1)),
    ],
)
def test_a_wrong_turn_cannot_be(turns: tuple[Turn, ...], wrong: Turn) -> None:
    """Too early, out of order, by the wrong one, or without the role: refused."""
    begun = course(*turns)

    with pytest.raises(ValueError, match=r"\."):
        begun.after(wrong)


def test_a_no_is_answered_the_next_day_without_waiting_for_the_day_named() -> None:
    """Refused, it has gone unmet; the asker may ask once more tomorrow, or drop it."""
    refused = course(turn(Move.REFUSE, day=0))

    assert refused.unmet(START.date())
    assert refused.may(Party.ASKER, Move.REASK, now=START + timedelta(days=1))
    assert AskState.DROPPED is refused.after(turn(Move.DROP, day=0)).state


@pytest.mark.no_cover  # traced, it takes twice as long; the model is measured
def test_a_hundred_thousand_random_walks_find_no_mandate_without_its_way() -> None:
    """Whoever tries whatever whenever: kinds go up one by one, and ends stay ends."""
    chance = random.Random(9)  # noqa: S311 # walks, not secrets
    moves, parties, roles = tuple(Move), tuple(Party), (None, *Role)
    reached: set[tuple[AskKind, AskState]] = set()
    for _ in range(100_000):
        walk, at = course(), START
        for _ in range(chance.randrange(1, 9)):
            at += timedelta(days=chance.choice((0, 1, 3, 7)))
            taken = Turn(
                move=chance.choice(moves), party=chance.choice(parties), at=at,
                role=chance.choice(roles),
                by=at.date() + timedelta(days=chance.choice((0, 1, 5))),
            )  # fmt: skip
            try:
                after = walk.after(taken)
            except ValueError:
                continue
            assert walk.state not in CLOSED
            assert taken.party in WHO[taken.move]
            assert ORDER.index(after.kind) - ORDER.index(walk.kind) in {0, 1}
            if taken.move in UP:
                assert walk.unmet(at.date())
            walk = after
        if walk.kind is AskKind.MANDATE:
            way = [one.move for one in walk.turns if one.move in UP]
            assert [Move.REASK, Move.CHALLENGE, Move.DOUBT, Move.MANDATE] == way
        reached.add((walk.kind, walk.state))

    assert set(AskKind) == {kind for kind, _ in reached}
    assert set(AskState) == {state for _, state in reached}


class Model(RuleBasedStateMachine):
    """The course beside a plain retelling, in words of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.course = course()
        self.at = self.stepped = START
        self.level, self.state, self.again = 0, "open", False
        self.last_day: date = BY

    @rule(days=st.integers(0, 9))
    def pass_days(self, days: int) -> None:
        """Days pass."""
        self.at += timedelta(days=days)

    @rule(
        move=st.sampled_from(Move), party=st.sampled_from(Party), role=st.sampled_from(Role),
        days=st.integers(0, 9),
    )  # fmt: skip
    def attempt(self, move: Move, party: Party, role: Role, days: int) -> None:
        """Somebody tries something."""
        by = self.at.date() + timedelta(days=days)
        allowed = self._allowed(move, party, role)
        try:
            self.course = self.course.after(
                Turn(move=move, party=party, at=self.at, by=by, role=role)
            )
        except ValueError:
            assert not allowed
            return
        assert allowed
        self._took(move, by)

    def _allowed(self, move: Move, party: Party, role: Role) -> bool:
        asks = move.value in {"reask", "challenge", "doubt", "mandate"}
        if self.state in {"done", "dropped"}:
            return False
        if (asks or move.value == "drop") and party is not Party.ASKER:
            return False
        if move.value in {"promise", "delay", "refuse"} and party is not Party.ASKED:
            return False
        if asks:
            late = self.state == "refused" or self.at.date() > self.last_day
            if not late or self.at - self.stepped < timedelta(days=1):
                return False
            return {
                "reask": self.level == 0 and not self.again,
                "challenge": self.level == 0 and self.again,
                "doubt": self.level == 1,
                "mandate": self.level == 2 and role is not Role.REP,
            }[move.value]
        return {
            "promise": self.state == "open" and self.at.date() <= self.last_day,
            "delay": self.state in {"open", "promised"},
            "refuse": self.state in {"open", "promised"},
        }.get(move.value, True)

    def _took(self, move: Move, by: date) -> None:
        match move.value:
            case "promise":
                self.state = "promised"
            case "delay":
                self.state, self.last_day = "promised", by
            case "refuse":
                self.state = "refused"
            case "finish":
                self.state = "done"
            case "drop":
                self.state = "dropped"
            case _:
                self.state, self.last_day, self.stepped = "open", by, self.at
                self.again = True
                self.level += move.value != "reask"

    @invariant()
    def agrees(self) -> None:
        """Both say the same."""
        assert (self.state, self.level, self.last_day) == (
            self.course.state.value, ORDER.index(self.course.kind), self.course.due,
        )  # fmt: skip


TestModel = Model.TestCase
TestModel.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
