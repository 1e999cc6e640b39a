"""Does a common partner foretell who reciprocates? Measured on tables of messages.

    python -m bench.support FILE…        (date,sender,to,cc; CSV, packed or not)

A link is *supported* when both of its people have a third with whom each has exchanged messages
both ways (Jackson, Rodriguez-Barraquer and Tan, 2012, look at favors; mail stands in for them
here). Two questions, each asked of what was known at the moment, after the first 15 % of messages:

- somebody writes to somebody for the first time, who never wrote to them: is there an answer
  within 30 days?
- two have just written to each other for the first time: do both write again between 30 and 180
  days later?

Rates are given for supported and other links, their difference with a 95 % interval from a
bootstrap over the people written to, and the difference within strata of how often that person
has answered before and how many partners both have (Mantel-Haenszel weights), so that busy people
do not pass for support.
"""

import math
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np

from netgraph.imports.messages import Message, read_messages

MOST_RECIPIENTS = 5
ANSWER_SECONDS = 30 * 86_400
AGAIN = (30 * 86_400, 180 * 86_400)
WARM_UP = 0.15
RESAMPLES = 1000

Case = tuple[str, int, bool, bool, tuple[int, int]]
"""Who was written to, common partners, whether it came about, and the stratum."""


def cases(messages: Sequence[Message]) -> tuple[list[Case], list[Case]]:
    """First messages with their answers, and new exchanges with whether they lasted."""
    sent: dict[tuple[str, str], list[int]] = defaultdict(list)
    partners: dict[str, set[str]] = defaultdict(set)
    asked: dict[str, list[bool | None]] = defaultdict(list)
    firsts: list[tuple[str, str, int, int, tuple[int, int]]] = []
    begun: list[tuple[str, str, int, int, tuple[int, int]]] = []
    start = messages[int(len(messages) * WARM_UP)].at
    for message in messages:
        people = [one for one in dict.fromkeys(message.to) if one != message.sender]
        if not 0 < len(message.recipients) <= MOST_RECIPIENTS:
            continue
        me = message.sender
        for other in people:
            new, back = not sent[me, other], sent[other, me]
            common = len(partners[me] & partners[other])
            stratum = (_rate(asked[other]), _size(partners[me], partners[other]))
            if new and not back:
                if message.at >= start:
                    firsts.append((me, other, message.at, common, stratum))
                asked[other].append(None)
            elif new and back:
                if back[-1] >= message.at - ANSWER_SECONDS:
                    asked[me].append(True)
                if message.at >= start:
                    begun.append((me, other, message.at, common, stratum))
                partners[me].add(other)
                partners[other].add(me)
            sent[me, other].append(message.at)
    end = messages[-1].at
    answers = [
        (b, common, common > 0, _within(sent[b, a], at, 0, ANSWER_SECONDS), stratum)
        for a, b, at, common, stratum in firsts
        if at + ANSWER_SECONDS <= end
    ]
    lasting = [
        (b, common, common > 0,
         _within(sent[a, b], at, *AGAIN) and _within(sent[b, a], at, *AGAIN), stratum)
        for a, b, at, common, stratum in begun
        if at + AGAIN[1] <= end
    ]  # fmt: skip
    return answers, lasting


def _within(times: Iterable[int], at: int, low: int, high: int) -> bool:
    return any(at + low < one <= at + high for one in times)


def _rate(asked: list[bool | None]) -> int:
    """In which fifth somebody's habit of answering lies, half answered before anything is known."""
    answered = sum(one is True for one in asked)
    waited = sum(one is None for one in asked)
    return min(4, int(5 * (answered + 1) / (max(waited, answered) + 2)))


def _size(one: set[str], other: set[str]) -> int:
    """The order of magnitude of how many pairs of partners could be common."""
    return int(math.log2(1 + len(one) * len(other)) / 2)


def report(name: str, found: list[Case]) -> None:
    """Prints one line of the table."""
    yes = np.array([case[3] for case in found], dtype=float)
    supported = np.array([case[2] for case in found])
    if not supported.any() or supported.all():
        print(f"| {name} | {len(found):,} | too few to tell | | | | |")
        return
    rates = yes[supported].mean(), yes[~supported].mean()
    low, high = _bootstrap(found, yes, supported)
    inner = _within_strata(found, yes, supported)
    auc = _auc(np.array([case[1] for case in found], dtype=float), yes)
    print(
        f"| {name} | {len(found):,} | {supported.mean():.0%} | {rates[0]:.1%} | {rates[1]:.1%} "
        f"| {rates[0] - rates[1]:+.1%} [{low:+.1%}, {high:+.1%}] | {inner:+.1%} | {auc:.2f} |",
        flush=True,
    )


def _bootstrap(
    found: list[Case], yes: "np.ndarray[tuple[int], np.dtype[np.float64]]",
    supported: "np.ndarray[tuple[int], np.dtype[np.bool_]]",
) -> tuple[float, float]:  # fmt: skip
    names = sorted({case[0] for case in found})
    number = {name: at for at, name in enumerate(names)}
    who = np.array([number[case[0]] for case in found])
    sums = np.zeros((4, len(names)))
    for row, mask in enumerate((supported, ~supported)):
        np.add.at(sums[2 * row], who[mask], yes[mask])
        np.add.at(sums[2 * row + 1], who[mask], 1.0)
    rng = np.random.default_rng(7)
    differences = []
    for _ in range(RESAMPLES):
        a, n, b, m = sums[:, rng.integers(0, len(names), len(names))].sum(axis=1)
        if n and m:
            differences.append(a / n - b / m)
    low, high = np.percentile(differences, [2.5, 97.5])
    return float(low), float(high)


def _within_strata(
    found: list[Case], yes: "np.ndarray[tuple[int], np.dtype[np.float64]]",
    supported: "np.ndarray[tuple[int], np.dtype[np.bool_]]",
) -> float:  # fmt: skip
    groups: dict[tuple[int, int], list[int]] = defaultdict(list)
    for at, case in enumerate(found):
        groups[case[4]].append(at)
    total = weights = 0.0
    for members in groups.values():
        at = np.array(members)
        one, other = at[supported[at]], at[~supported[at]]
        if len(one) and len(other):
            weight = len(one) * len(other) / len(at)
            total += weight * (yes[one].mean() - yes[other].mean())
            weights += weight
    return total / weights if weights else float("nan")


def _auc(
    score: "np.ndarray[tuple[int], np.dtype[np.float64]]",
    yes: "np.ndarray[tuple[int], np.dtype[np.float64]]",
) -> float:
    """The chance that one that came about has more common partners than one that did not."""
    order = np.argsort(score, kind="stable")
    ranked, ranks = score[order], np.empty(len(score))
    edges = [0, *(np.flatnonzero(np.diff(ranked)) + 1).tolist(), len(ranked)]
    for low, high in pairwise(edges):
        ranks[order[low:high]] = (low + high + 1) / 2
    ones = int(yes.sum())
    zeros = len(yes) - ones
    return float((ranks[yes > 0].sum() - ones * (ones + 1) / 2) / (ones * zeros))


def main(files: list[str]) -> int:
    """Prints a table of both questions for each file."""
    if not files:
        print((__doc__ or "").strip())
        return 2
    print(
        "| links | cases | supported | came about, supported | others | difference, 95 % "
        "| within strata | AUC of common partners |"
    )
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    for file in files:
        path = Path(file)
        mailing = read_messages(path, name=path.name, today=date(2100, 1, 1))
        answers, lasting = cases(mailing.messages)
        report(f"{path.name.split('_')[0]}: answered within 30 days", answers)
        report(f"{path.name.split('_')[0]}: both write again", lasting)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
