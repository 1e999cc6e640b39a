"""How well the one who makes an introduction is found, on tables of messages of your own.

`python -m bench.introductions FILE…`, each a table of headers (`date,sender,to,cc` and, where
there are, `msg_id,in_reply_to`; CSV, packed or not) of one organisation. `--parts FILE=N` takes
one apart into the N largest groups of people who write to each other; a mailing list's groups
are read as letters as well, which makes of one table several organisations of another kind.

The first 15 % of a table are history only. Weights are fitted on what came before its middle;
`--period first` judges on 15–50 % and is for choosing, `second` on the rest and is for the end.
Nobody is judged with weights that saw a person of theirs. `--write FILE` puts the tables into
a file between the marks of this command.
"""

import argparse
import sys
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import networkx as nx
import numpy as np
import numpy.typing as npt

from bench.paths import machine, write
from netgraph.domain.introducers import (
    BASELINE,
    PRIOR,
    PRIOR_DOUBT,
    TERMS,
    UNFOLLOWED,
    Weights,
    score,
    terms,
)
from netgraph.domain.measures import Estimate, area_under_curve, estimates, placing
from netgraph.imports.messages import Message, read_messages
from netgraph.services.backtest import MAP, REFERENCE, SIMPLE, WARM_UP, slices
from netgraph.services.introducer_fit import MOST_REMEMBERED, Lesson, Pupil, fitted, precisions
from netgraph.services.mail_history import FOLLOW_UP, Introduction, Introductions, Reading
from netgraph.services.success import READY

HALF = 0.5
BEGIN, END = "<!-- python -m bench.introductions -->", "<!-- end of bench.introductions -->"
CROWD = "Adamic–Adar"
_RESAMPLES = 300
_ENOUGH = 20  # of either outcome, for an area under the curve
_SHARE = 300.0  # what each organisation weighs in the prior at most, in introductions
_COARSE = 0.6  # resolution below 1 gives fewer, larger groups
_LOOSE = 4.0  # precision of the prior's own fit, around zero
_FREE = tuple(term for term in TERMS if term != "tie")
_HELD = replace(Weights(**dict.fromkeys(TERMS, 0.0)), tie=0.05)
_DOUBTS = (0.1, PRIOR_DOUBT, 0.5, 1.0)
_FREELY = 10.0  # precision when it starts from the reference

Precision = float | Sequence[float]

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """An introduction to come: what was known of each candidate, and who it was.

    `reference` and `on_map` are the reciprocal ranks by the reference and by the strengths of the
    map. `known` lessons had been learned when it was asked, of which `settled` says whether they
    were followed up by then. `signs` might foretell whether this one will be: what was known of
    the two and the introducer.
    """

    introduction: Introduction
    terms: Numbers
    reference: float
    on_map: float
    right: int
    known: int
    settled: tuple[bool, ...]
    signs: Mapping[str, float]


@dataclass(slots=True, kw_only=True)
class Organisation:
    """A table of messages read in one way, and everything that was asked about it."""

    name: str
    family: str
    group: str
    messages: Sequence[Message]
    reading: Reading
    warm: int
    middle: int
    end: int
    lessons: list[Lesson] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)

    @property
    def taught(self) -> list[Lesson]:
        """The lessons of the first half."""
        return [one for one in self.lessons if one.introduction.at < self.middle]

    def asked(self, begin: int, end: int) -> list[Question]:
        """What was asked about introductions between two moments that were followed up."""
        return [
            one
            for one in self.questions
            if one.introduction.followed and begin <= one.introduction.at < end
        ]

    def settled(self, begin: int, end: int) -> list[Question]:
        """What was asked about introductions between two moments of which the outcome is known."""
        return [
            one
            for one in self.questions
            if begin <= one.introduction.at < end and one.introduction.at + FOLLOW_UP <= self.end
        ]

    def go_through(self, days: int) -> None:
        """Asks about each introduction as of the begin of its slice, and learns from it after."""
        finder, pupil = Introductions(self.reading), Pupil(self.reading, months=True)
        for begin, block in slices(self.messages, days):
            settled: tuple[bool, ...] | None = None
            for one in finder.in_block(block):
                people = pupil.history.candidates(one.source, one.target)
                if one.at < self.warm or len(people) < 2 or one.introducer not in people:  # noqa: PLR2004 # a choice
                    continue
                if settled is None:
                    settled = tuple(lesson.introduction.followed for lesson in pupil.lessons)
                reference, on_map = (
                    [
                        SIMPLE[name](pupil.history, one.source, one.target, who, begin)
                        for who in people
                    ]
                    for name in (REFERENCE, MAP)
                )
                right = people.index(one.introducer)
                known = pupil.history.footings(one.source, one.target, people, at=begin)
                crowd = SIMPLE[CROWD](pupil.history, one.source, one.target, one.introducer, begin)
                self.questions.append(
                    Question(
                        introduction=one,
                        terms=np.array([terms(footing) for footing in known]),
                        reference=placing(reference, right).reciprocal_rank,
                        on_map=placing(on_map, right).reciprocal_rank,
                        right=right,
                        known=len(settled),
                        settled=settled,
                        signs={
                            READY: pupil.history.readiness(one.source, one.target, at=begin),
                            CROWD: crowd,
                            REFERENCE: reference[right],
                            MAP: on_map[right],
                            "Netgraph": score(known[right]),
                        },
                    )
                )
            pupil.follow(block)
        self.lessons = pupil.lessons
        self.messages = ()


def main() -> None:
    """Reads the tables and prints what was found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
    parser.add_argument("--parts", action="append", default=[], metavar="FILE=N")
    parser.add_argument("--period", choices=("first", "second"), action="append")
    parser.add_argument("--slice-days", type=int, default=7)
    parser.add_argument("--write", type=Path)
    told = parser.parse_args()
    parts = {
        Path(name).name: int(many) for name, _, many in (x.rpartition("=") for x in told.parts)
    }
    lines = [machine(), ""]
    organisations: list[Organisation] = []
    for file in told.files:
        for one in _organisations(file, parts.get(file.name, 0)):
            print(f"{one.name}: {len(one.messages):,} messages", file=sys.stderr, flush=True)
            one.go_through(told.slice_days)
            organisations.append(one)
    lines += report(organisations, periods=told.period or ["first"], days=told.slice_days)
    print("\n".join(lines))
    if told.write:
        write(told.write, "\n".join(lines), begin=BEGIN, end=END)


def _organisations(file: Path, many: int) -> Iterable[Organisation]:
    name = file.name.partition("_")[0].partition(".")[0]
    messages = read_messages(file, name=file.name, today=datetime.now(tz=UTC).date()).messages
    reading = Reading.of(messages)
    warm, middle = (messages[int(part * len(messages))].at for part in (WARM_UP, HALF))

    def organisation(part: str, group: str, own: Sequence[Message], how: Reading) -> Organisation:
        return Organisation(
            name=part,
            family=name,
            group=group,
            messages=own,
            reading=how,
            warm=warm,
            middle=middle,
            end=messages[-1].at,
        )

    yield organisation(name, name, messages, reading)
    for number, piece in enumerate(_taken_apart(messages, many) if many else (), 1):
        yield organisation(f"{name} {number}", f"{name}, in parts", piece, reading)
        if reading is Reading.LISTS:
            yield organisation(
                f"{name} {number} as letters", f"{name}, in parts, as letters", piece,
                Reading.LETTERS,
            )  # fmt: skip


def _taken_apart(messages: Sequence[Message], number: int) -> list[list[Message]]:
    """The messages within each of the largest groups of people, by who writes to whom."""
    graph: nx.Graph[str] = nx.Graph()
    for (one, two), count in Counter(
        tuple(sorted((message.sender, person))) for message in messages for person in message.to
    ).items():
        if one != two:
            graph.add_edge(one, two, weight=count)
    groups = sorted(
        nx.community.louvain_communities(graph, weight="weight", resolution=_COARSE, seed=7),
        key=len,
        reverse=True,
    )
    place = {person: at for at, group in enumerate(groups[:number]) for person in group}
    apart: list[list[Message]] = [[] for _ in groups[:number]]
    for message in messages:
        at = place.get(message.sender)
        if at is None:
            continue
        to = tuple(person for person in message.to if place.get(person) == at)
        cc = tuple(person for person in message.cc if place.get(person) == at)
        apart[at].append(message._replace(to=to, cc=cc))
    return apart


def prior_of(
    teachers: Iterable[Organisation], *, kept: Sequence[str] = _FREE, tie: float = _HELD.tie
) -> Weights:
    """One set of weights for several organisations, none counting more than `_SHARE`.

    The weight of `tie` is held where it is told, unless it is among those `kept`.
    """
    together: list[Lesson] = []
    importance: list[float] = []
    for one in teachers:
        own = one.taught
        total = sum(lesson.weight for lesson in own)
        scale = min(_SHARE / total, 1.0) if total else 0.0
        together.extend(own)
        importance.extend(lesson.weight * scale for lesson in own)
    held = replace(_HELD, tie=tie)
    return fitted(together, prior=held, precision=_LOOSE, importance=importance, kept=kept)


def teachers(organisations: Sequence[Organisation]) -> list[Organisation]:
    """Whole tables, and the parts of lists as letters, which are other introductions."""
    return [one for one in organisations if one.name == one.family or "as letters" in one.group]


def strangers(judged: Organisation, organisations: Sequence[Organisation]) -> list[Organisation]:
    """Whoever can teach about an organisation without knowing one of its people."""
    whole = judged.name == judged.family
    number = judged.name.removesuffix(" as letters")
    return [
        one
        for one in (organisations if not whole else teachers(organisations))
        if one.family != judged.family
        or (not whole and one.name != one.family and one.name.removesuffix(" as letters") != number)
    ]


def learned(
    one: Organisation,
    question: Question,
    prior: Weights,
    precision: Precision,
    seen: dict[int, Weights],
) -> Weights:
    """The weights of a moment: the prior, and what its own introductions until then add."""
    if question.known not in seen:
        begin = max(question.known - MOST_REMEMBERED, 0)
        seen[question.known] = fitted(
            one.lessons[begin : question.known],
            prior=prior,
            precision=precision,
            importance=[1.0 if yes else UNFOLLOWED for yes in question.settled[begin:]],
        )
    return seen[question.known]


def gains(
    one: Organisation, asked: Sequence[Question], prior: Weights, precision: Precision | None = None
) -> list[float]:
    """The reciprocal rank of each question less that of the reference; `None` learns nothing."""
    seen: dict[int, Weights] = {}
    found = []
    for question in asked:
        weights = learned(one, question, prior, precision, seen) if precision is not None else prior
        scores = [float(score) for score in question.terms @ np.array(weights.as_tuple())]
        found.append(placing(scores, question.right).reciprocal_rank - question.reference)
    return found


def _estimate(values: Sequence[float], groups: Sequence[str]) -> Estimate:
    return estimates(np.array(values)[:, None], groups)[0]


def _shown(values: Sequence[float], asked: Sequence[Question]) -> str:
    if not values:
        return "–"
    estimate = _estimate(values, [one.introduction.message for one in asked])
    return f"{estimate.value:+.3f} [{estimate.low:+.3f}, {estimate.high:+.3f}]"


def foretold(groups: Sequence[Sequence[Question]], sign: str) -> str:
    """The mean area under the curve inside each of the groups, with its interval over messages."""
    enough = [
        group
        for group in groups
        if _ENOUGH <= sum(one.introduction.followed for one in group) <= len(group) - _ENOUGH
    ]
    if not enough:
        return "–"
    drawn = np.random.default_rng(7)
    packed = []
    for group in enough:
        _, member = np.unique([one.introduction.message for one in group], return_inverse=True)
        by_message = np.split(np.argsort(member), np.cumsum(np.bincount(member))[:-1])
        packed.append((group, by_message))

    def area(group: Sequence[Question], rows: Iterable[int]) -> float:
        chosen = [group[row] for row in rows]
        found = area_under_curve(
            [one.introduction.followed for one in chosen], [one.signs[sign] for one in chosen]
        )
        return 0.5 if found is None else found

    def trial() -> float:
        areas = []
        for group, messages in packed:
            picked = drawn.integers(0, len(messages), len(messages))
            areas.append(area(group, np.concatenate([messages[at] for at in picked])))
        return float(np.mean(areas))

    value = float(np.mean([area(group, range(len(group))) for group in enough]))
    low, high = np.percentile([trial() for _ in range(_RESAMPLES)], [2.5, 97.5])
    return f"{value:.2f} [{low:.2f}, {high:.2f}]"


def report(
    organisations: Sequence[Organisation], *, periods: Sequence[str], days: int
) -> list[str]:
    """The tables, as Markdown."""
    prior = prior_of(teachers(organisations))
    families = list(dict.fromkeys(one.family for one in organisations))
    alone = {
        family: prior_of(one for one in teachers(organisations) if one.family == family)
        for family in families
    }
    lines = [
        "### The prior",
        "",
        "| term | fitted on all | in the product | "
        + " | ".join(f"on {family} alone" for family in families)
        + " |",
        "|---|" + "--:|" * (2 + len(families)),
    ]
    lines += [
        f"| {term} | {getattr(prior, term):+.2f} | {getattr(PRIOR, term):+.2f} | "
        + " | ".join(f"{getattr(weights, term):+.2f}" for weights in alone.values())
        + " |"
        for term in TERMS
    ]
    for period in periods:
        lines += ["", *_period(organisations, period=period, days=days)]
    return lines


def _period(organisations: Sequence[Organisation], *, period: str, days: int) -> list[str]:
    first = period == "first"
    asked = {
        one.name: one.asked(one.warm, one.middle) if first else one.asked(one.middle, sys.maxsize)
        for one in organisations
    }
    groups: dict[str, list[Organisation]] = {}
    for one in organisations:
        groups.setdefault(one.group, []).append(one)
    families = [one for one in organisations if one.name == one.family]
    groups = {" and ".join(one.name for one in families): families} | groups
    strange = {one.name: prior_of(strangers(one, organisations)) for one in organisations}
    firm = {one.name: gains(one, asked[one.name], strange[one.name]) for one in organisations}
    learning = {
        one.name: gains(one, asked[one.name], strange[one.name], precisions(strange[one.name]))
        for one in organisations
    }
    product = {
        one.name: gains(one, asked[one.name], PRIOR, precisions(PRIOR)) for one in organisations
    }

    def together(found: Mapping[str, Sequence[float]], group: Sequence[Organisation]) -> str:
        return _shown(
            [value for one in group for value in found[one.name]],
            [question for one in group for question in asked[one.name]],
        )

    begin, end = (15, 50) if first else (50, 100)
    lines = [
        f"### An organisation never seen: messages {begin} to {end} % of each table",
        "",
        (
            f"Gain in MRR over the {REFERENCE}, with 95 % intervals, in slices of {days} days. "
            "Weights come from the first halves of organisations that share nobody with the one "
            "judged; *in the product* they come from the first halves of all. *Strengths of the "
            "map* ranks by the product of the two ties' probabilities, as Reach does."
        ),
        "",
        (
            "| organisation | questions | reference MRR | strengths of the map | prior of "
            "strangers | and own past | in the product |"
        ),
        "|---|--:|--:|---|---|---|---|",
    ]
    singles = {one.name: [one] for one in organisations if one.name != one.family}
    for name, group in (groups | singles).items():
        questions = [question for one in group for question in asked[one.name]]
        if not questions:
            continue
        mrr = float(np.mean([question.reference for question in questions]))
        lines.append(
            f"| {name} | {len(questions)} | {mrr:.3f} | "
            f"{_shown([one.on_map - one.reference for one in questions], questions)} | "
            f"{together(firm, group)} | "
            f"{together(learning, group)} | {together(product, group)} |"
        )
    lines += [
        "",
        "### What each term gives",
        "",
        (
            "The gain without learning when a term is left out and the others are fitted anew, "
            f"always with the prior of strangers. The weight of `tie` is held at {_HELD.tie:g}."
        ),
        "",
        "| | " + " | ".join(groups) + " |",
        "|---|" + "---|" * len(groups),
    ]
    trials: dict[str, tuple[Sequence[str], float]] = {
        "all terms": (_FREE, _HELD.tie),
        "without tie": (_FREE, 0.0),
        "tie free": (TERMS, 0.0),
    }
    for term in _FREE:
        trials[f"without {term}"] = (tuple(one for one in _FREE if one != term), _HELD.tie)
    for term in _FREE:
        trials[f"{term} and tie alone"] = ((term, "tie"), 0.0)
    for name, (kept, tie) in trials.items():
        found = {
            one.name: gains(
                one,
                asked[one.name],
                prior_of(strangers(one, organisations), kept=kept, tie=tie),
            )
            for one in organisations
        }
        lines.append(
            f"| {name} | " + " | ".join(together(found, group) for group in groups.values()) + " |"
        )
    lines += [
        "",
        "### How it learns",
        "",
        (
            "The gain when an organisation's own introductions move the weights, by how far they "
            "may lie from the prior (a standard deviation, as a part of the weight; in the product "
            f"{PRIOR_DOUBT:g}), and when they start from the reference itself, freely, instead of "
            "the prior of strangers."
        ),
        "",
        "| | " + " | ".join(groups) + " |",
        "|---|" + "---|" * len(groups),
        "| learns nothing | "
        + " | ".join(together(firm, group) for group in groups.values())
        + " |",
    ]
    for doubt in _DOUBTS:
        found = {
            one.name: gains(
                one,
                asked[one.name],
                strange[one.name],
                precisions(strange[one.name], doubt=doubt),
            )
            for one in organisations
        }
        cells = " | ".join(together(found, group) for group in groups.values())
        lines.append(f"| doubt {doubt:g} | {cells} |")
    found = {one.name: gains(one, asked[one.name], BASELINE, _FREELY) for one in organisations}
    cells = " | ".join(together(found, group) for group in groups.values())
    lines.append(f"| from the reference | {cells} |")
    lines += [
        "",
        "By how many introductions had been seen when a question was asked, in all organisations:",
        "",
        "| seen | questions | prior of strangers | and own past | from the reference |",
        "|---|--:|---|---|---|",
    ]
    edges = (0, 50, 150, 400)
    parts: dict[int, list[tuple[Question, float, float, float]]] = {at: [] for at in edges}
    for one in organisations:
        for row in zip(
            asked[one.name], firm[one.name], learning[one.name], found[one.name], strict=True
        ):
            parts[edges[bisect_left(edges, row[0].known + 1) - 1]].append(row)
    for at, rows in parts.items():
        if rows:
            questions = [row[0] for row in rows]
            cells = " | ".join(_shown([row[i] for row in rows], questions) for i in (1, 2, 3))  # type: ignore[misc] # a float each
            lines.append(f"| {at} or more | {len(rows)} | {cells} |")
    return [*lines, "", *_success(groups, first=first)]


def _success(groups: Mapping[str, Sequence[Organisation]], *, first: bool) -> list[str]:
    known = {
        name: [
            one.settled(one.warm, one.middle) if first else one.settled(one.middle, one.end)
            for one in group
        ]
        for name, group in groups.items()
    }
    lines = [
        "### Does it succeed?",
        "",
        (
            "The chance that what is known beforehand is higher of an introduction that was "
            "followed up than of one that was not (area under the curve, the mean over the "
            f"organisations with {_ENOUGH} of either at least; 0.5 is chance)."
        ),
        "",
        "| | " + " | ".join(groups) + " |",
        "|---|" + "---|" * len(groups),
        "| introductions | "
        + " | ".join(f"{sum(len(one) for one in group):,}" for group in known.values())
        + " |",
    ]
    for sign in (READY, CROWD, REFERENCE, MAP, "Netgraph"):
        cells = " | ".join(foretold(group, sign) for group in known.values())
        lines.append(f"| {sign} | {cells} |")
    return lines


if __name__ == "__main__":
    main()
