"""What became of requests, compared with what was said of them, and what that teaches.

When a request is sent, the chance of its path and the grade of its weakest tie are kept with it;
when it has ended, it is an outcome. A viewer learns from their own requests with all that is
known of them, and from those that the team made only by grade and in sum: not by connector, so
that nobody learns who said no, and only when several colleagues made them.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import pairwise

from netgraph.domain.access import TEAM, Viewer
from netgraph.domain.evidence import Grade
from netgraph.domain.ids import PersonId, UserId
from netgraph.domain.introductions import Act, State
from netgraph.domain.measures import Bin, calibration_error, reliability
from netgraph.domain.outcomes import Kept, Learned, Lessons, Outcome, kept, learn
from netgraph.graph import introductions as graph
from netgraph.graph.database import Database
from netgraph.services.ties import Ties

FEWEST_COLLEAGUES = 2
"""Requests of the team count for a viewer when at least so many colleagues made some."""

BINS = 5

MOST_LESSONS = 50
"""How often what outcomes taught by then is learned anew, to say what would have been said."""

MOST_REQUESTS = 1000
"""So many requests are learned from, the newest."""

_NOBODY = UserId("")
_CLAMP = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is said of a path when it is asked for: its chance, and its weakest tie's grade."""

    chance: float
    grade: Grade


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """How what was said compares with what came.

    `formula` compares the product of the ties' strengths, `learned` what would have been said with
    the outcomes before each one in mind, learned anew at most `MOST_LESSONS` times. `bins` are of
    the formula; `error` is its expected calibration error. `own` counts the viewer's requests.
    """

    formula: Kept
    learned: Kept
    bins: tuple[Bin, ...]
    error: float
    own: int


class Outcomes:
    """Reads outcomes as a viewer may, and learns from them."""

    def __init__(self, database: Database, *, ties: Ties, now: Callable[[], datetime]) -> None:
        self._database = database
        self._ties = ties
        self._now = now

    def said(
        self, viewer: Viewer, people: tuple[PersonId, ...], *, team: bool, as_of: date
    ) -> Said | None:
        """What is said of a path today; `None` when a tie of it is not known.

        With `team` by what the team knows alone, because all of the team learns from it.
        """
        seen_by = replace(viewer, user=_NOBODY) if team else viewer
        network = self._ties.network(seen_by, as_of=as_of)
        ties = [network.strength(of=of, towards=towards) for of, towards in pairwise(people)]
        known = [tie for tie in ties if tie is not None]
        if not known or len(known) < len(ties):
            return None
        weakest = min(known, key=lambda tie: tie.probability)
        return Said(chance=math.prod(tie.probability for tie in known), grade=weakest.grade)

    def seen(self, viewer: Viewer, *, until: date = date.max) -> tuple[Outcome, ...]:
        """The outcomes that a viewer learns from, in the order in which they came to be."""
        return tuple(outcome for outcome, _ in self._ended(viewer, until=until))

    def learned(
        self, viewer: Viewer, asks: Sequence[tuple[PersonId, Said]], *, as_of: date
    ) -> list[Learned | None]:
        """The chance of each ask of a connector with outcomes until a day in mind.

        `None` where there are no outcomes.
        """
        outcomes = self.seen(viewer, until=as_of) if asks else ()
        if not outcomes:
            return [None] * len(asks)
        lessons = learn(outcomes)
        return [
            lessons.chance(connector=connector, grade=said.grade, said=_inside(said.chance))
            for connector, said in asks
        ]

    def record(self, viewer: Viewer) -> Record:
        """How what was said compares with what came, by all that the viewer learns from."""
        ended = self._ended(viewer)
        outcomes = [outcome for outcome, _ in ended]
        every = -(-len(outcomes) // MOST_LESSONS)
        learned = [
            _said_then(learn(outcomes[:begin]), one)
            for begin in range(0, len(outcomes), every or 1)
            for one in outcomes[begin : begin + every]
        ]
        bins = reliability(
            [one.said for one in outcomes], [one.worked for one in outcomes], bins=BINS
        )
        return Record(
            formula=kept(outcomes),
            learned=kept(learned),
            bins=bins,
            error=calibration_error(bins),
            own=sum(own for _, own in ended),
        )

    def _ended(self, viewer: Viewer, *, until: date = date.max) -> tuple[tuple[Outcome, bool], ...]:
        """The outcomes with whether they are of the viewer's own requests, oldest first."""
        now = self._now()
        found = graph.made_last(self._database, viewer.scopes, most=MOST_REQUESTS)
        own: list[tuple[datetime, UserId, Outcome]] = []
        others: list[tuple[datetime, UserId, Outcome]] = []
        for request in graph.latest(found).values():  # what was taken up again is one ask
            worked = _worked(request, now=now)
            if worked is None:
                continue
            mine = request.by == viewer.user
            said = request.said if request.said is not None or not mine else request.probability
            if said is None or (not mine and request.scope != TEAM):
                continue
            at = request.life.settled(now).steps[-1].at
            if at.date() > until:
                continue
            outcome = Outcome(
                connector=request.connector if mine else None,
                grade=request.grade,
                said=_inside(said),
                worked=worked,
            )
            (own if mine else others).append((at, request.by, outcome))
        if len({by for _, by, _ in others}) < FEWEST_COLLEAGUES:
            others = []
        every = sorted([*own, *others], key=lambda one: (one[0], one[2].said, one[2].worked))
        return tuple((outcome, by == viewer.user) for _, by, outcome in every)


def _worked(request: graph.Kept, *, now: datetime) -> bool | None:
    """Whether the introduction was made; `None` while nobody knows, or when it was taken back."""
    life = request.life.settled(now)
    if life.when(Act.INTRODUCE):
        return True
    return False if life.state in {State.DECLINED, State.EXPIRED} else None


def _said_then(lessons: Lessons, one: Outcome) -> Outcome:
    """The outcome, with what would have been said with these lessons learned."""
    then = lessons.chance(connector=one.connector, grade=one.grade, said=one.said)
    return replace(one, said=_inside(then.probability))


def _inside(probability: float) -> float:
    return min(max(probability, _CLAMP), 1 - _CLAMP)
