"""A request lives by the rules whatever anybody tries, and tells nobody who said no."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from netgraph.domain.access import TEAM
from netgraph.domain.ids import PersonId
from netgraph.domain.introductions import (
    LATER_DAYS,
    OVER,
    RULES,
    WAIT_DAYS,
    WAITING,
    Act,
    Actor,
    Cast,
    Life,
    Question,
    State,
    Step,
    questions,
)
from netgraph.domain.people import Person

START = datetime(2026, 6, 15, 9, 30, tzinfo=UTC)
BY = START.date() + timedelta(days=10)
ORDER = ("draft", "requested", "accepted", "consented", "introduced", "met", "advanced")
EXITS = {"declined", "expired", "withdrawn"}


def step(act: Act, actor: Actor, *, days: int = 0, note: str = "") -> Step:
    """An act some days after the start."""
    return Step(act=act, actor=actor, at=START + timedelta(days=days), note=note)


def lived(*steps: Step, approval: bool = False) -> Life:
    """A life of these steps."""
    return Life(by=BY, needs_approval=approval, steps=steps)


SENT = step(Act.SEND, Actor.REQUESTER)
ACCEPTED = step(Act.ACCEPT, Actor.CONNECTOR, days=1)
CONSENTED = step(Act.CONSENT, Actor.TARGET, days=2)


def test_a_request_goes_its_whole_way() -> None:
    """Asked, accepted, consented, introduced, met, advanced: each by who may say so."""
    life = lived(
        SENT,
        ACCEPTED,
        CONSENTED,
        step(Act.INTRODUCE, Actor.CONNECTOR, days=3),
        step(Act.MEET, Actor.REQUESTER, days=40),
        step(Act.ADVANCE, Actor.REQUESTER, days=50),
    )

    assert State.ADVANCED is life.state


@pytest.mark.parametrize(
    ("steps", "wrong"),
    [
        ((), step(Act.ACCEPT, Actor.CONNECTOR)),
        ((SENT,), step(Act.ACCEPT, Actor.REQUESTER)),
        ((SENT,), step(Act.CONSENT, Actor.TARGET)),
        ((SENT, ACCEPTED), step(Act.CONSENT, Actor.REQUESTER, days=2)),
        ((SENT, ACCEPTED), step(Act.INTRODUCE, Actor.CONNECTOR, days=2)),
        ((SENT, ACCEPTED), step(Act.DECLINE, Actor.REQUESTER, days=2)),
        ((SENT, ACCEPTED), step(Act.CONSENT, Actor.TARGET, days=-1)),
        ((SENT,), step(Act.ACCEPT, Actor.CONNECTOR, days=11)),
        ((SENT,), step(Act.EXPIRE, Actor.CLOCK, days=10)),
        ((SENT, step(Act.WITHDRAW, Actor.REQUESTER)), step(Act.ACCEPT, Actor.CONNECTOR)),
        ((), step(Act.SEND, Actor.REQUESTER, days=11)),
        ((SENT,), step(Act.RELAY, Actor.REQUESTER, days=2)),
        ((SENT, ACCEPTED), step(Act.RELAY, Actor.CONNECTOR, days=2)),
        ((SENT, ACCEPTED), step(Act.RELAY, Actor.REQUESTER, days=40)),
        ((SENT, ACCEPTED), step(Act.REFUSE, Actor.CONNECTOR, days=2)),
        ((SENT,), step(Act.RESUME, Actor.REQUESTER)),
        ((step(Act.QUEUE, Actor.REQUESTER),), step(Act.RESUME, Actor.REQUESTER)),
        ((), step(Act.RESUME, Actor.CONNECTOR)),
        ((), step(Act.RESUME, Actor.REQUESTER, days=11)),
    ],
)
def test_an_illegal_step_cannot_be(steps: tuple[Step, ...], wrong: Step) -> None:
    """A wrong act, actor or time is refused when the life is made."""
    life = lived(*steps)

    with pytest.raises(ValueError, match=r"\."):
        life.after(wrong)


def test_nothing_about_a_life_can_be_said_that_does_not_follow_from_its_steps() -> None:
    """A state given by the caller is replaced by the one that the steps lead to."""
    assert State.REQUESTED is replace(lived(SENT), state=State.MET).state


def test_an_approver_sees_it_before_the_connector() -> None:
    """With an approver a draft cannot be sent unapproved, and new words need a new approval."""
    submitted = step(Act.SUBMIT, Actor.REQUESTER)
    approved = step(Act.APPROVE, Actor.APPROVER)
    revised = step(Act.REVISE, Actor.REQUESTER)

    assert not lived(submitted, approval=True).may(Actor.REQUESTER, Act.SEND, now=START)
    assert lived(submitted, approved, approval=True).may(Actor.REQUESTER, Act.SEND, now=START)
    assert not lived(submitted, approved, revised, approval=True).may(
        Actor.REQUESTER, Act.SEND, now=START
    )


def test_silence_expires_when_it_is_looked_at() -> None:
    """The last day still counts; the day after, the wait has run out by itself."""
    life = lived(SENT)
    last = START + timedelta(days=10)

    assert State.REQUESTED is life.settled(last).state
    assert State.EXPIRED is life.settled(last + timedelta(days=1)).state


def test_later_moves_the_last_day_and_leaves_the_way_open() -> None:
    """To be asked later is no answer: the request waits on, thirty days from then."""
    life = lived(SENT, step(Act.LATER, Actor.CONNECTOR, days=2))

    assert (State.REQUESTED, START.date() + timedelta(days=2 + LATER_DAYS)) == (
        life.state,
        life.due,
    )


def test_who_said_no_cannot_be_seen() -> None:
    """Refused by either, relayed, or never answered: the others see the very same."""
    now = START + timedelta(days=60)
    ends = (
        lived(SENT, step(Act.DECLINE, Actor.CONNECTOR, days=1)),
        lived(SENT),
        lived(SENT, ACCEPTED, step(Act.DECLINE, Actor.TARGET, days=3)),
        lived(SENT, ACCEPTED, step(Act.DECLINE, Actor.CONNECTOR, days=4)),
        lived(SENT, ACCEPTED),
        lived(SENT, ACCEPTED, CONSENTED, step(Act.DECLINE, Actor.CONNECTOR, days=5)),
    )

    for actor in (Actor.REQUESTER, Actor.APPROVER, Actor.CONNECTOR, Actor.TARGET):
        seen = {life.seen_by(actor, now=now) for life in ends}
        assert 1 == len(seen)
        assert next(iter(seen)).closed


def test_a_late_no_is_taken_and_looks_the_same_whoever_had_closed_the_way() -> None:
    """Before and after it, and with whom to try instead, silence and any no look alike."""
    now = START + timedelta(days=60)
    late = Step(act=Act.REFUSE, actor=Actor.CONNECTOR, at=now, note="Try Tom")
    ends = (
        lived(SENT, step(Act.DECLINE, Actor.CONNECTOR, days=1)),
        lived(SENT),
        lived(SENT, ACCEPTED, step(Act.DECLINE, Actor.TARGET, days=3)),
        lived(SENT, ACCEPTED, CONSENTED),
    )

    seen = {life.settled(now).after(late).seen_by(Actor.REQUESTER, now=now) for life in ends}
    assert [(None, "Try Tom", (SENT,))] == [(one.state, one.hint, one.steps) for one in seen]


def test_an_answer_that_came_too_late_begins_a_life_of_its_own() -> None:
    """Taken up again, the connector's word follows as after the first asking."""
    life = lived(step(Act.RESUME, Actor.REQUESTER), step(Act.ACCEPT, Actor.CONNECTOR))

    assert (State.ACCEPTED, START) == (life.state, life.asked_at)
    assert not lived(approval=True).may(Actor.REQUESTER, Act.RESUME, now=START)


def test_the_requester_may_write_down_only_that_the_connector_wrote_of_the_consent() -> None:
    """It is a step of its own, the requester's, and leads where consent leads."""
    relayed = step(Act.RELAY, Actor.REQUESTER, days=2)
    life = lived(SENT, ACCEPTED, relayed)

    assert State.CONSENTED is life.state
    assert not lived(SENT, ACCEPTED).may(Actor.REQUESTER, Act.CONSENT, now=START)
    assert life.relayed
    assert life.may(Actor.TARGET, Act.DECLINE, now=START + timedelta(days=3))
    own = life.after(step(Act.CONSENT, Actor.TARGET, days=3))
    assert (State.CONSENTED, False) == (own.state, own.relayed)
    assert not own.may(Actor.TARGET, Act.CONSENT, now=START + timedelta(days=3))


def test_a_withdrawal_is_closed_to_others_and_known_to_the_requester() -> None:
    """To connector and target it looks like any closed way."""
    life = lived(SENT, step(Act.WITHDRAW, Actor.REQUESTER, days=1))

    assert life.seen_by(Actor.CONNECTOR, now=START + timedelta(days=2)).closed
    assert State.WITHDRAWN is life.seen_by(Actor.REQUESTER, now=START + timedelta(days=2)).state


def test_three_people_are_three() -> None:
    """Nobody introduces themself, nor to themself."""
    ana, dana = (Person(id=PersonId(name), name=name, scope=TEAM) for name in ("ana", "dana"))

    with pytest.raises(ValueError, match="three different"):
        Cast(requester=ana, connector=dana, target=ana)


@pytest.mark.no_cover  # traced, it takes twice as long; the model is measured
def test_a_hundred_thousand_random_walks_keep_to_the_rules() -> None:
    """Whoever tries whatever whenever: only the steps of the rules are taken, ends stay ends."""
    chance = random.Random(6)  # noqa: S311 # walks, not secrets
    acts, actors = tuple(Act), tuple(Actor)
    sensible = {
        state: [(act, actor) for (at, act), (who, _) in RULES.items() if at is state
                for actor in sorted(who)]
        for state in State
    }  # fmt: skip
    reached: set[State] = set()
    for _ in range(100_000):
        life, at = Life(by=BY), START
        for _ in range(chance.randrange(1, 8)):
            at += timedelta(days=chance.choice((0, 0, 1, 5, 20)))
            likely = sensible[life.state]
            if likely and chance.random() < 0.7:
                act, actor = chance.choice(likely)
            else:
                act, actor = chance.choice(acts), chance.choice(actors)
            try:
                after = life.after(Step(act=act, actor=actor, at=at))
            except ValueError:
                continue
            assert life.state not in OVER or act in {Act.THANK, Act.REFUSE}
            assert actor in RULES[life.state, act][0]
            assert _forward(life.state, after.state)
            life = after
        reached.add(life.state)

    assert set(State) == reached


def _forward(before: State, after: State) -> bool:
    if after.value in EXITS:
        return before not in OVER or (before, after) in {
            (State.EXPIRED, State.DECLINED), (State.DECLINED, State.DECLINED),
        }  # fmt: skip
    return ORDER.index(after.value) - ORDER.index(before.value) in {0, 1}


INTRODUCED = step(Act.INTRODUCE, Actor.CONNECTOR, days=3)
MET = step(Act.MEET, Actor.REQUESTER, days=12)


@pytest.mark.parametrize(
    ("steps", "day", "asked"),
    [
        ((SENT,), 6, ()),
        ((SENT,), 7, (Question.AGAIN,)),
        ((SENT,), 11, ()),
        ((SENT, step(Act.REMIND, Actor.REQUESTER, days=8)), 9, ()),
        ((SENT, ACCEPTED, CONSENTED, INTRODUCED), 4, (Question.THANK,)),
        ((SENT, ACCEPTED, CONSENTED, INTRODUCED), 10, (Question.MET, Question.THANK)),
        ((SENT, ACCEPTED, CONSENTED, INTRODUCED, step(Act.THANK, Actor.REQUESTER, days=4)), 9, ()),
        (
            (SENT, ACCEPTED, CONSENTED, INTRODUCED, step(Act.NOT_YET, Actor.REQUESTER, days=10)),
            12,
            (Question.THANK,),
        ),
        ((SENT, ACCEPTED, CONSENTED, INTRODUCED, MET), 13, (Question.THANK,)),
        ((SENT, ACCEPTED, CONSENTED, INTRODUCED, MET), 42, (Question.ADVANCED, Question.THANK)),
        ((SENT, ACCEPTED, CONSENTED, INTRODUCED, MET), 200, ()),
        (
            (SENT, ACCEPTED, CONSENTED, INTRODUCED, step(Act.WITHDRAW, Actor.REQUESTER, days=5)),
            10,
            (),
        ),
    ],
)
def test_each_question_is_asked_at_its_time_and_in_the_end_no_more(
    steps: tuple[Step, ...], day: int, asked: tuple[Question, ...]
) -> None:
    """Not at once, not every day, and not for ever."""
    assert asked == questions(lived(*steps), today=START.date() + timedelta(days=day))


class Model(RuleBasedStateMachine):
    """The life beside a plain retelling of the rules, in words of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.life = Life(by=BY)
        self.state = "draft"
        self.last_day: date = BY
        self.queued = False
        self.untouched = True
        self.relayed = False
        self.at = START

    @rule(days=st.integers(0, 20))
    def pass_days(self, days: int) -> None:
        """Days pass."""
        self.at += timedelta(days=days)

    @rule(act=st.sampled_from(Act), actor=st.sampled_from(Actor))
    def attempt(self, act: Act, actor: Actor) -> None:
        """Somebody tries something."""
        expected = self._expected(act, actor)
        if self.life.may(actor, act, now=self.at) and self.life.settled(self.at) == self.life:
            self.life = self.life.after(Step(act=act, actor=actor, at=self.at))
            assert expected is not None
            self.state = expected
            self.untouched = False
            self.relayed = act is Act.RELAY or (self.relayed and act is not Act.CONSENT)
            self._wait(act)
            self.queued = act is Act.QUEUE or (self.queued and act not in {Act.SEND, Act.LEAVE})
        elif self.life.settled(self.at) == self.life:
            assert expected is None

    @rule()
    def look(self) -> None:
        """Somebody looks, and silence that lasted too long is written down."""
        self.life = self.life.settled(self.at)
        if self.state in {"requested", "accepted", "consented"} and self.at.date() > self.last_day:
            self.state = "expired"

    def _expected(self, act: Act, actor: Actor) -> str | None:
        if self.state in {"requested", "accepted", "consented"} and self.at.date() > self.last_day:
            return None
        who = actor.value
        match (self.state, act.value):
            case ("draft", "send"):
                days = (BY - self.at.date()).days
                return "requested" if who == "requester" and days >= 0 else None
            case ("draft", "resume"):
                days = (BY - self.at.date()).days
                fits = who == "requester" and days >= 0 and self.untouched
                return "requested" if fits else None
            case ("draft", "queue"):
                return "draft" if who == "requester" and not self.queued else None
            case ("draft", "leave"):
                return "draft" if who == "requester" and self.queued else None
            case ("introduced" | "met", "not_yet"):
                return self.state if who == "requester" else None
            case ("introduced" | "met" | "advanced", "thank"):
                return self.state if who == "requester" else None
            case ("requested", "remind"):
                return "requested" if who == "requester" else None
            case ("requested", "later"):
                return "requested" if who == "connector" else None
            case ("requested", "accept"):
                return "accepted" if who == "connector" else None
            case ("requested", "decline"):
                return "declined" if who == "connector" else None
            case ("accepted", "consent"):
                return "consented" if who in {"target", "connector"} else None
            case ("consented", "consent"):
                return "consented" if who == "target" and self.relayed else None
            case ("accepted", "relay"):
                return "consented" if who == "requester" else None
            case ("declined" | "expired", "refuse"):
                return "declined" if who == "connector" else None
            case ("accepted" | "consented", "decline"):
                return "declined" if who in {"target", "connector"} else None
            case ("consented", "introduce"):
                return "introduced" if who in {"connector", "requester"} else None
            case ("introduced", "meet"):
                return "met" if who == "requester" else None
            case ("met", "advance"):
                return "advanced" if who == "requester" else None
            case ("requested" | "accepted" | "consented" | "introduced", "withdraw"):
                return "withdrawn" if who == "requester" else None
        return None

    def _wait(self, act: Act) -> None:
        day = self.at.date()
        if act is Act.LATER:
            self.last_day = day + timedelta(days=LATER_DAYS)
        elif act in {Act.ACCEPT, Act.CONSENT, Act.RELAY, Act.REMIND}:
            self.last_day = max(self.last_day, day + timedelta(days=WAIT_DAYS))

    @invariant()
    def agrees(self) -> None:
        """Both say the same."""
        assert self.state == self.life.state.value
        assert self.relayed == self.life.relayed
        assert self.queued == (self.life.queued is not None)
        assert self.life.live == (self.life.state in WAITING)
        if self.life.live:
            assert self.last_day == self.life.due


TestModel = Model.TestCase
TestModel.settings = settings(max_examples=60, stateful_step_count=20, deadline=None)
