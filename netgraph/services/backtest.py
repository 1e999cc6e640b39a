"""Proves the ranking of introducers on mail that exists: it hides the future and looks.

`backtest` goes through the messages of a table in slices of time. For each introduction that a
slice will bring, every ranker orders the people who could make it by what was known when the
slice began; afterwards it is looked up who did. Beside our own ranking stand the simple ones
that everybody else uses. `rank` answers the same question from outside, for a table that grows.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from netgraph.domain import links
from netgraph.domain.introducers import PRIOR, Weights, chances, score
from netgraph.domain.measures import (
    Bin,
    Estimate,
    calibration_error,
    estimates,
    placing,
    reliability_by_width,
)
from netgraph.imports.messages import GrowingTable, Message, seconds
from netgraph.services.introducer_fit import Pupil
from netgraph.services.mail_history import (
    DAY,
    FOLLOW_UP,
    History,
    Introduction,
    Introductions,
    Reading,
)
from netgraph.services.success import READY, SuccessReport, success_report

OURS = "Netgraph"
"""The name of our own ranking in a report."""

REFERENCE = "geometric mean, faded"
"""The ranking that gains are measured against: the best of the simple ones."""

MAP = "strengths of the map"
"""The ranking by the ties that paths are made of: source to candidate, candidate to target."""

READY_WEIGHT = 2.0
"""What one unit of `History.readiness` adds to all scores of a question."""

WARM_UP = 0.15
"""The first part of the messages is history only."""

_MOST_FOLLOWED = 2


class Telling(Protocol):
    """Takes what is said of how far the work has come."""

    def __call__(self, *, step: str, done: int, total: int) -> None:
        """`done` of `total` of a step."""


def rank(
    history_csv: str, queries: Sequence[Mapping[str, Any]], asof: str
) -> list[list[tuple[str, float]]]:
    """For each query, who is likely to introduce `source` and `target`, likeliest first.

    `history_csv` is a plain CSV of messages, oldest first (`msg_id,date,sender,to,cc,
    in_reply_to`); of it only what lies before `asof` (ISO 8601, UTC) is read. A query has
    `source`, `target` and `candidates`; with none given, everybody who had direct contact with
    both is one. The score is a sum of weighted terms, `netgraph.domain.introducers.score`, with
    weights learned from the introductions in the history. What is added to all of a question,
    `READY_WEIGHT` times how much the two write anyway, leaves its order and the chances as they
    are, and makes scores of different questions compare by whether an introduction would be
    followed up. Called again with the same file and a later `asof`, only what is new is read.
    """
    moment = seconds(asof)
    follower = _followers.get(history_csv)
    if follower is None or not follower.can_go_on(moment):
        follower = _Follower(history_csv, queries, moment)
        _followers.pop(history_csv, None)
        while len(_followers) >= _MOST_FOLLOWED:
            _followers.pop(next(iter(_followers)))
        _followers[history_csv] = follower
    return follower.answers(queries, moment)


class _Follower:
    """A growing table, and what was learned from it so far."""

    def __init__(self, path: str, queries: Sequence[Mapping[str, Any]], moment: int) -> None:
        self._table = GrowingTable(path)
        self._moment = moment
        begun = self._table.until(moment)
        self._pupil = Pupil(_reading(begun, queries))
        self._pupil.follow(begun)

    def can_go_on(self, moment: int) -> bool:
        return moment >= self._moment and self._table.still_grows()

    def answers(
        self, queries: Sequence[Mapping[str, Any]], moment: int
    ) -> list[list[tuple[str, float]]]:
        self._moment = moment
        self._pupil.follow(self._table.until(moment))
        history, weights = self._pupil.history, self._pupil.weights()
        answers = []
        for query in queries:
            source, target = query["source"], query["target"]
            people = query.get("candidates") or history.candidates(source, target)
            known = history.footings(source, target, people, at=moment)
            ready = READY_WEIGHT * history.readiness(source, target, at=moment)
            scored = [
                (person, ready + score(footing, weights))
                for person, footing in zip(people, known, strict=True)
            ]
            answers.append(sorted(scored, key=lambda one: (-one[1], one[0])))
        return answers


_followers: dict[str, _Follower] = {}


def _reading(messages: Sequence[Message], queries: Sequence[Mapping[str, Any]]) -> Reading:
    """The reading under which direct contacts give the candidates asked about.

    Without candidates, or where both readings do equally well, the table's look decides.
    """
    likely = Reading.of(messages)
    asked = [query for query in queries if query.get("candidates")]
    if not asked:
        return likely
    amiss: dict[Reading, int] = {}
    for reading in Reading:
        history = History(reading)
        history.add(messages)
        amiss[reading] = sum(
            len(
                set(query["candidates"]).symmetric_difference(
                    history.candidates(query["source"], query["target"])
                )
            )
            for query in asked
        )
    return min(Reading, key=lambda reading: (amiss[reading], reading is not likely))


Scorer = Callable[[History, str, str, str, int], float]
"""A simple ranking: history, source, target, candidate, moment; the larger the better."""


def _weaker_last_contact(history: History, source: str, target: str, who: str, _: int) -> float:
    return min(history.last_contact(source, who), history.last_contact(target, who))


def _links(
    one: Callable[[History, str, str], float],
) -> Scorer:
    return lambda history, source, target, who, _: (
        one(history, source, who) + one(history, target, who)
    )


def _times(history: History, one: str, two: str) -> int:
    return history.times(one, two) + history.times(two, one)


def _likeliest_path(history: History, source: str, target: str, who: str, at: int) -> float:
    """The best product of tie probabilities from source to target whose last stop is `who`."""

    def tie(one: str, two: str) -> float:
        return links.tie_probability(history.tie(one, two, at=at))

    between = history.known(source) & history.known(who)
    first = max(
        (tie(source, stop) * tie(stop, who) for stop in between if stop != target), default=0.0
    )
    return max(tie(source, who), first) * tie(who, target)


def _published(history: History, one: str, two: str, at: int) -> float:
    age = max(at - history.last_contact(one, two), 0) / DAY
    return links.published_score(
        events=_times(history, one, two),
        inward=history.times(two, one),
        outward=history.times(one, two),
        recency=2 ** (-age / 60),
    )


SIMPLE: Mapping[str, Scorer] = {
    "random": lambda *_: 0.0,
    "common neighbours": _links(
        lambda history, one, two: links.common_neighbours(history.known(one), history.known(two))
    ),
    "Adamic–Adar": _links(
        lambda history, one, two: links.adamic_adar(
            history.known(one), history.known(two), history.contacts
        )
    ),
    "resource allocation": _links(
        lambda history, one, two: links.resource_allocation(
            history.known(one), history.known(two), history.contacts
        )
    ),
    "most recent contact": _weaker_last_contact,
    "minimum tie": lambda history, source, target, who, _: min(
        _times(history, source, who), _times(history, target, who)
    ),
    "geometric mean": lambda history, source, target, who, _: links.geometric_mean(
        _times(history, source, who), _times(history, target, who)
    ),
    "minimum tie, faded": lambda history, source, target, who, at: min(
        history.tie(source, who, at=at), history.tie(target, who, at=at)
    ),
    REFERENCE: lambda history, source, target, who, at: links.geometric_mean(
        history.tie(source, who, at=at), history.tie(target, who, at=at)
    ),
    MAP: lambda history, source, target, who, at: (
        history.strength(source, who, at=at) * history.strength(who, target, at=at)
    ),
    "path on −log p": _likeliest_path,
    "published score": lambda history, source, target, who, at: links.geometric_mean(
        _published(history, source, who, at), _published(history, target, who, at)
    ),
    "path on 1/strength": lambda history, source, target, who, at: (
        -(
            1 / max(history.tie(source, who, at=at), 1e-9)
            + 1 / max(history.tie(target, who, at=at), 1e-9)
        )
    ),
}
"""The named baselines, in the order of a report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """How well one ranker did; `gain` is its MRR less that of the reference, paired."""

    name: str
    mrr: Estimate
    hit1: Estimate
    hit5: Estimate
    gain: Estimate

    @property
    def ours(self) -> bool:
        """Whether this is our own ranking."""
        return self.name == OURS


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a backtest found.

    `found` introductions were seen after the warm-up, `followed` of them were followed up. Of
    these the introducer was `unknown` to an end before, or the `only` candidate; the other
    `questions` are what was ranked, with so many candidates in the middle (`candidates`).
    `rankers` are empty when there was no question; ours comes first. `chances` compares what we
    said each candidate's chance was with who it was; `calibration_error` sums that up.
    """

    reading: Reading
    messages: int
    people: int
    slice_days: int
    found: int
    followed: int
    unknown: int
    only: int
    questions: int
    candidates: float
    rankers: tuple[Ranked, ...]
    chances: tuple[Bin, ...]
    calibration_error: float
    weights: Weights
    success: SuccessReport | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Posed:
    """An introduction to come, and what each ranker said of each candidate."""

    introduction: Introduction
    people: tuple[str, ...]
    right: int
    ready: float
    scores: Mapping[str, tuple[float, ...]]


def backtest(
    messages: Sequence[Message],
    *,
    slice_days: int = 7,
    reading: Reading | None = None,
    prior: Weights = PRIOR,
    since: float = WARM_UP,
    until: float = 1.0,
    simple: Sequence[str] = tuple(SIMPLE),
    learning: bool = True,
    telling: Telling | None = None,
) -> Report:
    """Ranks who could have made each introduction in `messages` (oldest first), and looks.

    `since` and `until` are parts of the messages: before the first all is history only, and
    nothing is asked about what lies after the second. `reading` is found by the look of the
    table when not given. `prior` and `learning` are for measurements: the weights to begin
    with, and whether the organisation's own introductions change them.
    """
    reading = reading or Reading.of(messages)
    finder = Introductions(reading)
    pupil = Pupil(reading, prior=prior, months=MAP in simple)
    first = messages[int(since * len(messages))].at if messages else 0
    last = messages[min(int(until * len(messages)), len(messages) - 1)].at if messages else 0
    seen: list[Introduction] = []
    posed: list[_Posed] = []
    unknown: list[Introduction] = []
    only: list[Introduction] = []
    done = 0
    for begin, block in slices(messages, slice_days):
        coming = [one for one in finder.in_block(block) if first <= one.at]
        coming = [one for one in coming if one.at < last or until >= 1]
        weights = pupil.weights() if coming and learning else prior
        for introduction in coming:
            seen.append(introduction)
            source, target = introduction.source, introduction.target
            people = pupil.history.candidates(source, target)
            if introduction.introducer not in people:
                unknown.append(introduction)
            elif len(people) == 1:
                only.append(introduction)
            else:
                posed.append(
                    _posed(
                        pupil.history,
                        introduction,
                        people,
                        at=begin,
                        weights=weights,
                        simple=simple,
                    )
                )
        pupil.follow(block)
        done += len(block)
        if telling is not None:
            telling(step="Asking the past", done=done, total=len(messages))
    return _report(
        messages,
        reading=reading,
        slice_days=slice_days,
        seen=seen,
        posed=posed,
        unknown=sum(1 for one in unknown if one.followed),
        only=sum(1 for one in only if one.followed),
        weights=pupil.weights() if learning else prior,
    )


def slices(messages: Sequence[Message], days: int) -> Iterator[tuple[int, Sequence[Message]]]:
    """The messages in slices of so many days, each with the moment at which it begins."""
    if not messages:
        return
    origin, width = messages[0].at, days * DAY
    begin = 0
    while begin < len(messages):
        number = (messages[begin].at - origin) // width
        end = begin
        while end < len(messages) and (messages[end].at - origin) // width == number:
            end += 1
        yield origin + number * width, messages[begin:end]
        begin = end


def _posed(
    history: History,
    introduction: Introduction,
    people: list[str],
    *,
    at: int,
    weights: Weights,
    simple: Sequence[str],
) -> _Posed:
    source, target = introduction.source, introduction.target
    known = history.footings(source, target, people, at=at)
    return _Posed(
        introduction=introduction,
        people=tuple(people),
        right=people.index(introduction.introducer),
        ready=history.readiness(source, target, at=at),
        scores={
            OURS: tuple(score(footing, weights) for footing in known),
            **{
                name: tuple(SIMPLE[name](history, source, target, who, at) for who in people)
                for name in simple
            },
        },
    )


def _report(
    messages: Sequence[Message],
    *,
    reading: Reading,
    slice_days: int,
    seen: Sequence[Introduction],
    posed: Sequence[_Posed],
    unknown: int,
    only: int,
    weights: Weights,
) -> Report:
    questions = [one for one in posed if one.introduction.followed]
    said = [chances(one.scores[OURS]) for one in questions]
    bins = reliability_by_width(
        [chance for question in said for chance in question],
        [place == one.right for one in questions for place in range(len(one.people))],
    )
    people = {message.sender for message in messages}.union(
        *(message.recipients for message in messages)
    )
    return Report(
        reading=reading,
        messages=len(messages),
        people=len(people),
        slice_days=slice_days,
        found=len(seen),
        followed=sum(1 for one in seen if one.followed),
        unknown=unknown,
        only=only,
        questions=len(questions),
        candidates=float(np.median([len(one.people) for one in questions])) if questions else 0.0,
        rankers=_ranked(questions) if questions else (),
        chances=bins,
        calibration_error=calibration_error(bins),
        weights=weights,
        success=success_report(
            [
                (
                    one.introduction,
                    {name: values[one.right] for name, values in one.scores.items()}
                    | {READY: one.ready},
                )
                for one in posed
                if one.introduction.at + FOLLOW_UP <= messages[-1].at
            ]
        ),
    )


def _ranked(questions: Sequence[_Posed]) -> tuple[Ranked, ...]:
    names = tuple(questions[0].scores)
    places = [[placing(one.scores[name], one.right) for one in questions] for name in names]
    reciprocal = [[place.reciprocal_rank for place in column] for column in places]
    compared = reciprocal[names.index(REFERENCE)] if REFERENCE in names else reciprocal[0]
    groups = [one.introduction.message for one in questions]
    columns = np.array(
        [
            values
            for column, mine in zip(places, reciprocal, strict=True)
            for values in (
                mine,
                [place.hit1 for place in column],
                [place.hit5 for place in column],
                [one - other for one, other in zip(mine, compared, strict=True)],
            )
        ]
    ).T
    found = estimates(columns, groups)
    return tuple(
        Ranked(
            name=name,
            mrr=found[4 * at],
            hit1=found[4 * at + 1],
            hit5=found[4 * at + 2],
            gain=found[4 * at + 3],
        )
        for at, name in enumerate(names)
    )
