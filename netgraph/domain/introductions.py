"""The life of an introduction request: which step may follow which, and who may take it.

    draft → requested → accepted → consented → introduced → met → advanced
    exits: declined, expired, withdrawn

A `Life` is the steps so far, each with its actor and time; making one replays them, so a life
with an illegal step cannot be. Silence is no step of anybody's: a wait that has run out is
`expired` as of the day after its last one, and `settled` writes that down. `seen_by` is what
one party may know. Declined and expired look the same to it: nobody learns who said no.

An answer may come when the way is closed already. A no is written down where it is; anything
else makes a life of its own that begins where the first one was asked (`resume`), so that a
closed way stays closed and tells nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from netgraph.domain.people import Person

LONGEST_WAIT_DAYS = 90
"""The latest day that a requester may name for an answer, in days from the asking."""

WAIT_DAYS = 14
"""Days that an answer may take when the requester names none, and that each next step may."""

LATER_DAYS = 30
"""Days by which "ask me later" moves the last day of an answer."""


MEETING_DAYS = 7
"""Days after an introduction when it is asked whether the two have met, and after a "not yet"."""

OUTCOME_DAYS = 30
"""Days after a meeting when it is asked what came of it."""

ASKING_ENDS_DAYS = 90
"""Days after which nothing is asked about a step any more: silence costs nobody anything."""

REMINDER_DAYS = 3
"""Days before the end of a wait when asking once more is proposed."""

QUEUE_DAYS = 45
"""Days for which a place in the queue for somebody is kept."""


class State(StrEnum):
    """Where a request is."""

    DRAFT = "draft"
    REQUESTED = "requested"
    ACCEPTED = "accepted"
    CONSENTED = "consented"
    INTRODUCED = "introduced"
    MET = "met"
    ADVANCED = "advanced"
    DECLINED = "declined"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


WAITING = frozenset({State.REQUESTED, State.ACCEPTED, State.CONSENTED})
"""States in which somebody is being waited for: the request is live and silence ends it."""

OVER = frozenset({State.DECLINED, State.EXPIRED, State.WITHDRAWN, State.ADVANCED})
"""States after which nothing follows but a word of thanks."""


class Actor(StrEnum):
    """Who takes a step; `clock` is nobody, the day has passed."""

    REQUESTER = "requester"
    APPROVER = "approver"
    CONNECTOR = "connector"
    TARGET = "target"
    CLOCK = "clock"


class Act(StrEnum):
    """What somebody does."""

    SUBMIT = "submit"  # shows the draft to the approver
    APPROVE = "approve"
    RETURN = "return"  # the approver wants it changed
    REVISE = "revise"  # the words changed after they were shown to the approver
    SEND = "send"
    RESUME = "resume"  # begins where an earlier request was asked: its answer came too late
    REMIND = "remind"  # asks the connector once more
    LATER = "later"
    ACCEPT = "accept"
    CONSENT = "consent"
    RELAY = "relay"  # the requester writes down that the connector wrote: the target agrees
    INTRODUCE = "introduce"
    MEET = "meet"
    ADVANCE = "advance"
    DECLINE = "decline"
    REFUSE = "refuse"  # a no that came when the way was closed already
    WITHDRAW = "withdraw"
    EXPIRE = "expire"
    QUEUE = "queue"  # a colleague is asking: the draft waits for its turn
    LEAVE = "leave"  # the queue
    NOT_YET = "not_yet"  # have they met, or has it gone on
    THANK = "thank"  # the connector is told what came of it, and thanked


_R, _C, _T = Actor.REQUESTER, Actor.CONNECTOR, Actor.TARGET

RULES: Mapping[tuple[State, Act], tuple[frozenset[Actor], State]] = {
    (State.DRAFT, Act.SUBMIT): (frozenset({_R}), State.DRAFT),
    (State.DRAFT, Act.APPROVE): (frozenset({Actor.APPROVER}), State.DRAFT),
    (State.DRAFT, Act.RETURN): (frozenset({Actor.APPROVER}), State.DRAFT),
    (State.DRAFT, Act.REVISE): (frozenset({_R}), State.DRAFT),
    (State.DRAFT, Act.SEND): (frozenset({_R}), State.REQUESTED),
    (State.DRAFT, Act.RESUME): (frozenset({_R}), State.REQUESTED),
    (State.DRAFT, Act.QUEUE): (frozenset({_R}), State.DRAFT),
    (State.DRAFT, Act.LEAVE): (frozenset({_R}), State.DRAFT),
    (State.REQUESTED, Act.REMIND): (frozenset({_R}), State.REQUESTED),
    (State.REQUESTED, Act.LATER): (frozenset({_C}), State.REQUESTED),
    (State.REQUESTED, Act.ACCEPT): (frozenset({_C}), State.ACCEPTED),
    (State.REQUESTED, Act.DECLINE): (frozenset({_C}), State.DECLINED),
    (State.ACCEPTED, Act.CONSENT): (frozenset({_T, _C}), State.CONSENTED),
    (State.ACCEPTED, Act.RELAY): (frozenset({_R}), State.CONSENTED),
    (State.CONSENTED, Act.CONSENT): (frozenset({_T}), State.CONSENTED),
    (State.ACCEPTED, Act.DECLINE): (frozenset({_T, _C}), State.DECLINED),
    (State.CONSENTED, Act.INTRODUCE): (frozenset({_C, _R}), State.INTRODUCED),
    (State.CONSENTED, Act.DECLINE): (frozenset({_T, _C}), State.DECLINED),
    (State.INTRODUCED, Act.MEET): (frozenset({_R}), State.MET),
    (State.MET, Act.ADVANCE): (frozenset({_R}), State.ADVANCED),
    (State.INTRODUCED, Act.WITHDRAW): (frozenset({_R}), State.WITHDRAWN),
    **{(state, Act.NOT_YET): (frozenset({_R}), state) for state in (State.INTRODUCED, State.MET)},
    **{
        (state, Act.THANK): (frozenset({_R}), state)
        for state in (State.INTRODUCED, State.MET, State.ADVANCED)
    },
    **{(state, Act.WITHDRAW): (frozenset({_R}), State.WITHDRAWN) for state in WAITING},
    **{(state, Act.EXPIRE): (frozenset({Actor.CLOCK}), State.EXPIRED) for state in WAITING},
    **{
        (state, Act.REFUSE): (frozenset({_C}), State.DECLINED)
        for state in (State.DECLINED, State.EXPIRED)
    },
}
"""Whose act leads from a state to which next one; what is not here cannot be done.

The connector may relay the target's word (`consent`, `decline`), as happens on the telephone;
the requester may not. What the requester may write down (`relay`) is that the connector wrote
so; whoever takes that step sees to it that a mail of the connector's is there, and the target's
own word may still follow. That an introduction was made, the requester may say as well. A late no
(`refuse`) is taken alike whether somebody had said no before or nobody had, or its being refused
would tell which.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One act of one party at a time (UTC); `note` is what they said with it."""

    act: Act
    actor: Actor
    at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """The steps of one request so far; `by` is the day by which the requester hopes for an answer.

    `relayed` says that the target's consent is known only from what the connector wrote.

    Raises `ValueError` when a step may not follow those before it, or goes back in time.
    """

    by: date
    needs_approval: bool = False
    steps: tuple[Step, ...] = ()
    state: State = State.DRAFT
    due: date = date.max
    approved: bool = False
    submitted: bool = False
    queued: datetime | None = None
    relayed: bool = False

    def __post_init__(self) -> None:
        """Replays the steps; what follows from them is never taken from the caller."""
        replayed = _Replay(by=self.by, needs_approval=self.needs_approval)
        for step in self.steps:
            replayed.take(step)
        for name in ("state", "due", "approved", "submitted", "queued", "relayed"):
            object.__setattr__(self, name, getattr(replayed, name))

    def after(self, step: Step) -> "Life":
        """The life with one step more; raises `ValueError` when that is not allowed."""
        return replace(self, steps=(*self.steps, step))

    def settled(self, now: datetime) -> "Life":
        """The life as of a moment: expired when a wait had run out before it."""
        if self.state in WAITING and now.date() > self.due:
            end = datetime.combine(self.due + timedelta(days=1), time.min, tzinfo=now.tzinfo)
            return self.after(Step(act=Act.EXPIRE, actor=Actor.CLOCK, at=end))
        return self

    def may(self, actor: Actor, act: Act, *, now: datetime) -> bool:
        """Whether a party may take a step at a moment."""
        try:
            self.settled(now).after(Step(act=act, actor=actor, at=now))
        except ValueError:
            return False
        return True

    @property
    def asked_at(self) -> datetime | None:
        """When the connector was asked, or the asking taken up again; None of a draft."""
        return self.when(Act.SEND) or self.when(Act.RESUME)

    @property
    def live(self) -> bool:
        """Whether the target is being asked: no second request should be made meanwhile."""
        return self.state in WAITING

    def when(self, act: Act) -> datetime | None:
        """When an act was last taken, if ever."""
        return next((step.at for step in reversed(self.steps) if step.act is act), None)

    def seen_by(self, actor: Actor, *, now: datetime) -> "Seen":
        """What a party may know at a moment.

        A way that is closed has no day, no actor and none of the steps after the asking: whether
        somebody said no, who, and when, or whether nobody answered, all look the same. Only the
        requester knows a withdrawal for what it is, as it is their own. What a connector chose to
        say ("try Tom") is passed on with an answer of theirs.
        """
        life = self.settled(now)
        shut = {State.DECLINED, State.EXPIRED}
        closed = life.state in shut or (
            life.state is State.WITHDRAWN and actor is not Actor.REQUESTER
        )
        if not closed:
            return Seen(state=life.state, steps=life.steps, due=life.due if life.live else None)
        asking = {Act.SUBMIT, Act.APPROVE, Act.RETURN, Act.REVISE, Act.QUEUE, Act.LEAVE}
        asking |= {Act.SEND, Act.RESUME, Act.REMIND}
        hints = (step.note for step in reversed(life.steps) if step.act in _NOES and step.note)
        return Seen(
            state=None,
            steps=tuple(step for step in life.steps if step.act in asking),
            hint=next(hints, ""),
        )


_NOES = frozenset({Act.DECLINE, Act.REFUSE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A request as one party sees it; without a `state` this way is closed for now.

    `due` is the last day of the present wait, `hint` whom the connector suggested instead.
    """

    state: State | None
    steps: tuple[Step, ...]
    due: date | None = None
    hint: str = ""

    @property
    def closed(self) -> bool:
        """Whether this way is closed for now, for whatever reason."""
        return self.state is None


class _Replay:
    """Takes one step after the other and refuses the first that is not allowed."""

    def __init__(self, *, by: date, needs_approval: bool) -> None:
        self.state = State.DRAFT
        self.due = by
        self.approved = self.submitted = False
        self.queued: datetime | None = None
        self.relayed = False
        self._needs_approval = needs_approval
        self._last: datetime | None = None

    def take(self, step: Step) -> None:
        rule = RULES.get((self.state, step.act))
        if rule is None:
            raise ValueError(f"Nobody can {step.act} a request that is {self.state}.")
        actors, state = rule
        if step.actor not in actors:
            raise ValueError(f"The {step.actor} cannot {step.act} a request that is {self.state}.")
        if self._last is not None and step.at < self._last:
            raise ValueError("A step cannot come before the one it follows.")
        if self.state in WAITING and (step.at.date() > self.due) is not (step.act is Act.EXPIRE):
            raise ValueError(f"The wait that ends on {self.due} is what expires, and nothing else.")
        self._approval(step)
        self._wait(step)
        self._queue(step)
        self._consent(step)
        self.state, self._last = state, step.at

    def _approval(self, step: Step) -> None:
        shown = self.submitted or self.approved
        match step.act:
            case Act.SUBMIT if not self._needs_approval or shown:
                raise ValueError("There is nobody to approve it, or it waits for that already.")
            case Act.APPROVE | Act.RETURN if not self.submitted:
                raise ValueError("It was not shown to the approver.")
            case Act.REVISE if not shown:
                raise ValueError("Nobody has been shown it yet.")
            case Act.SEND if self._needs_approval and not self.approved:
                raise ValueError("It has to be approved first.")
            case Act.RESUME if self._last is not None:
                raise ValueError("What is taken up again begins with that.")
            case Act.RESUME if self._needs_approval:
                raise ValueError("Its words were approved before they were first sent.")
            case Act.SUBMIT:
                self.submitted = True
            case Act.APPROVE:
                self.submitted, self.approved = False, True
            case Act.RETURN | Act.REVISE:
                self.submitted = self.approved = False
            case _:
                pass

    def _queue(self, step: Step) -> None:
        match step.act:
            case Act.QUEUE if self.queued is not None:
                raise ValueError("It waits for its turn already.")
            case Act.LEAVE if self.queued is None:
                raise ValueError("It does not wait for a turn.")
            case Act.QUEUE:
                self.queued = step.at
            case Act.LEAVE | Act.SEND:
                self.queued = None
            case _:
                pass

    def _consent(self, step: Step) -> None:
        if step.act is Act.CONSENT and self.state is State.CONSENTED and not self.relayed:
            raise ValueError("The target agreed already.")
        if step.act in {Act.RELAY, Act.CONSENT}:
            self.relayed = step.act is Act.RELAY

    def _wait(self, step: Step) -> None:
        day = step.at.date()
        match step.act:
            case Act.SEND | Act.RESUME if not 0 <= (self.due - day).days <= LONGEST_WAIT_DAYS:
                raise ValueError("An answer is hoped for within ninety days of the asking.")
            case Act.LATER:
                self.due = day + timedelta(days=LATER_DAYS)
            case Act.ACCEPT | Act.CONSENT | Act.RELAY | Act.REMIND:
                self.due = max(self.due, day + timedelta(days=WAIT_DAYS))
            case _:
                pass


class Question(StrEnum):
    """What the requester is asked about a request of theirs."""

    AGAIN = "again"  # nobody has answered: ask once more, or let it end
    MET = "met"  # did you meet?
    ADVANCED = "advanced"  # did it go on?
    THANK = "thank"  # the connector does not know yet what came of it


def questions(life: Life, *, today: date) -> tuple[Question, ...]:
    """What is asked about a request on a day, each at its time, and in the end no more."""
    asked = []
    if _near_its_end(life, today=today):
        asked.append(Question.AGAIN)
    match life.state:
        case State.INTRODUCED if _time_has_come(life, Act.INTRODUCE, MEETING_DAYS, today=today):
            asked.append(Question.MET)
        case State.MET if _time_has_come(life, Act.MEET, OUTCOME_DAYS, today=today):
            asked.append(Question.ADVANCED)
        case _:
            pass
    news = [at for act in (Act.INTRODUCE, Act.MEET, Act.ADVANCE) if (at := life.when(act))]
    thanked = life.when(Act.THANK)
    untold = bool(news) and (thanked is None or thanked < max(news))
    if untold and life.state is not State.WITHDRAWN and _days(max(news), today) < ASKING_ENDS_DAYS:
        asked.append(Question.THANK)
    return tuple(asked)


def _near_its_end(life: Life, *, today: date) -> bool:
    """Whether the connector has not answered, and the wait is about to end."""
    asked = life.when(Act.REMIND) or life.asked_at
    return (
        life.state is State.REQUESTED
        and asked is not None
        and _days(asked, today) >= REMINDER_DAYS
        and 0 <= (life.due - today).days <= REMINDER_DAYS
    )


def _time_has_come(life: Life, act: Act, days: int, *, today: date) -> bool:
    """Whether so many days have passed since an act, or since the last "not yet" after it."""
    began, not_yet = life.when(act), life.when(Act.NOT_YET)
    if began is None or _days(began, today) >= ASKING_ENDS_DAYS:
        return False
    since = max(began, not_yet) if not_yet else began
    return _days(since, today) >= days


def _days(since: datetime, today: date) -> int:
    return (today - since.date()).days


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """The people of a request: three different ones."""

    requester: Person
    connector: Person
    target: Person

    def __post_init__(self) -> None:
        if len({self.requester.id, self.connector.id, self.target.id}) != 3:  # noqa: PLR2004 # said above
            raise ValueError("Requester, connector and target are three different people.")
