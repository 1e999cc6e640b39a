"""How well the one who makes an introduction is found, on tables of messages of your own.

Usage: `python -m bench.introductions FILE…`, each a table of headers (`date,sender,to,cc` and,
where there are, `msg_id,in_reply_to`; CSV, packed or not) of one organisation; `--parts FILE=N`
takes one apart into N organisations by who writes to whom. Prints the prior fitted on the
first half of all, what each organisation gains with a prior that never saw it, judged on its
second half, and an ablation of each term. `--write FILE` writes the same as Markdown.
"""

import argparse
import platform
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import networkx as nx
import numpy as np

from netgraph.domain.introducers import BASELINE, PRIOR, TERMS, Weights
from netgraph.domain.measures import Estimate
from netgraph.imports.messages import Message, read_messages
from netgraph.services.backtest import OURS, REFERENCE, Report, backtest
from netgraph.services.introducer_fit import Lesson, Pupil, fitted
from netgraph.services.mail_history import Reading

HALF = 0.5
_SHARE = 300.0  # what each organisation weighs in the prior, in introductions
_COARSE = 0.6  # resolution below 1 gives fewer, larger groups
_LOOSE = 4.0  # precision of the prior's own fit, around the baseline


def main() -> None:
    """Reads the tables and prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
    parser.add_argument("--parts", action="append", default=[], metavar="FILE=N")
    parser.add_argument("--write", type=Path)
    parser.add_argument("--slice-days", type=int, default=7)
    options = parser.parse_args()
    parts = dict(_part(text) for text in options.parts)
    organisations: dict[str, Sequence[Message]] = {}
    pieces: dict[str, Sequence[Message]] = {}
    for file in options.files:
        name = file.name.partition("_")[0].partition(".")[0]
        today = datetime.now(tz=UTC).date()
        messages = read_messages(file, name=file.name, today=today).messages
        organisations[name] = messages
        if file.name in parts:
            for number, piece in enumerate(_taken_apart(messages, parts[file.name]), 1):
                pieces[f"{name}, part {number}"] = piece
        print(f"{name}: {len(messages):,} messages", file=sys.stderr, flush=True)
    text = _measured(organisations, pieces, slice_days=options.slice_days)
    print(text)
    if options.write:
        options.write.write_text(text + "\n", encoding="utf-8")


def _part(text: str) -> tuple[str, int]:
    name, _, number = text.rpartition("=")
    return Path(name).name, int(number)


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


def _lessons(messages: Sequence[Message], reading: Reading) -> list[Lesson]:
    pupil = Pupil(reading)
    pupil.follow(messages[: int(HALF * len(messages))])
    return pupil.lessons


def _prior(lessons: Mapping[str, Sequence[Lesson]], *, kept: Sequence[str] = TERMS) -> Weights:
    """One set of weights for several organisations, each counting alike."""
    together: list[Lesson] = []
    importance: list[float] = []
    for own in lessons.values():
        total = sum(lesson.weight for lesson in own)
        scale = min(_SHARE / total, 1.0) if total else 0.0
        together.extend(own)
        importance.extend(lesson.weight * scale for lesson in own)
    nothing = Weights(**dict.fromkeys(TERMS, 0.0))
    return fitted(together, prior=nothing, precision=_LOOSE, importance=importance, kept=kept)


def _measured(
    organisations: Mapping[str, Sequence[Message]],
    pieces: Mapping[str, Sequence[Message]],
    *,
    slice_days: int,
) -> str:
    reading = {name: Reading.of(messages) for name, messages in organisations.items()}
    tables = dict(organisations) | dict(pieces)
    for name in pieces:
        reading[name] = reading[name.partition(",")[0]]
    lessons = {name: _lessons(messages, reading[name]) for name, messages in tables.items()}
    whole = {name: lessons[name] for name in organisations}
    prior = _prior(whole)
    lines = [
        "# Who makes the introduction: measured",
        "",
        (
            f"By `python -m bench.introductions`, {datetime.now(tz=UTC).date()}, "
            f"Python {platform.python_version()}, numpy {np.__version__}."
        ),
        "",
        "## The prior",
        "",
        "| term | fitted on all | in the product | "
        + " | ".join(f"on {name} alone" for name in organisations)
        + " |",
        "|---|" + "---|" * (2 + len(organisations)),
    ]
    alone = {name: _prior({name: own}) for name, own in whole.items()}
    lines += [
        f"| {term} | {getattr(prior, term):+.2f} | {getattr(PRIOR, term):+.2f} | "
        + " | ".join(f"{getattr(alone[name], term):+.2f}" for name in organisations)
        + " |"
        for term in TERMS
    ]

    def judged(name: str, weights: Weights, *, learning: bool) -> Report:
        return backtest(
            tables[name],
            slice_days=slice_days,
            reading=reading[name],
            prior=weights,
            since=HALF,
            simple=(REFERENCE,),
            learning=learning,
        )

    lines += [
        "",
        "## An organisation never seen",
        "",
        (
            f"Gain in MRR over the {REFERENCE}, on the second half of each table, with 95 % "
            "intervals. The prior is fitted on the first half of the others (for a part: on what "
            "is not of its own table, and in the last column on the other parts as well)."
        ),
        "",
        (
            "| organisation | questions | reference MRR | prior of others | and own past | "
            "prior of the other parts too, and own past |"
        ),
        "|---|---|---|---|---|---|",
    ]
    for name in tables:
        table = name.partition(",")[0]
        others = {key: own for key, own in whole.items() if key != table}
        near = others | {
            key: lessons[key] for key in pieces if key != name and key.partition(",")[0] == table
        }
        if not others:
            continue
        strange = _prior(others)
        first = judged(name, strange, learning=False)
        second = judged(name, strange, learning=True)
        third = judged(name, _prior(near), learning=True) if name in pieces else None
        if not first.rankers:
            lines.append(f"| {name} | 0 | – | – | – | – |")
            continue
        lines.append(
            f"| {name} | {first.questions} | {_of(first, REFERENCE).value:.3f} | "
            f"{_shown(_gain(first))} | {_shown(_gain(second))} | "
            f"{_shown(_gain(third)) if third else '–'} |"
        )
        print(lines[-1], file=sys.stderr, flush=True)
    lines += [
        "",
        "## What each term gives",
        "",
        (
            "Gain with the prior of the other organisations, without learning, when a term is "
            "left out and the others are fitted anew; the reference has no term but `tie`."
        ),
        "",
        "| left out | " + " | ".join(organisations) + " |",
        "|---|" + "---|" * len(organisations),
    ]
    for left_out in ("nothing", *TERMS):
        kept = [term for term in TERMS if term != left_out]
        cells = []
        for name in organisations:
            others = {key: own for key, own in whole.items() if key != name}
            weights = _prior(others, kept=kept) if others else BASELINE
            report = judged(name, weights, learning=False)
            cells.append(_shown(_gain(report)) if report.rankers else "–")
        lines.append(f"| {left_out} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _of(report: Report, name: str) -> Estimate:
    return next(row.mrr for row in report.rankers if row.name == name)


def _gain(report: Report) -> Estimate:
    return next(row.gain for row in report.rankers if row.name == OURS)


def _shown(estimate: Estimate) -> str:
    return f"{estimate.value:+.3f} [{estimate.low:+.3f}, {estimate.high:+.3f}]"


if __name__ == "__main__":
    main()
