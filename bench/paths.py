"""The path search beside other libraries and Cypher, on made-up professional networks.

    python -m bench.paths [--people 10000 …] [--write docs/benchmarks.md] [--without-cypher]

In one run and interleaved: each question is put to everyone in turn. A peer that has used its
time is asked no more, so slow ones get few questions; one that is not installed says so
(`uv pip install --group bench`). Times are of the processor, so that other work on the machine
does not count; Cypher's, which is another process, is by the clock.
"""

import argparse
import gc
import os
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import neo4j
import numpy as np
import psutil

from bench import peers
from bench.networks import Network, professional
from netgraph.graph import local
from netgraph.routing import TieIndex, warm

PAIRS = 10  # a person
QUESTIONS = 2000
SECONDS = 20.0  # for each peer
ENUMERATED = 20
LARGE = 2_000_000  # pairs, from which the database gets more memory
MOST_JOINED = 30_000_000
TEAM, TARGETS = 200, 1000
BEGIN, END = "<!-- python -m bench.paths -->", "<!-- end of bench.paths -->"


@dataclass(slots=True, kw_only=True)
class Column:
    """One peer's figures."""

    name: str
    answers: str
    ask: peers.Ask | None
    note: str = ""
    load: float = 0.0
    bytes: float = 0.0
    clock: Callable[[], float] = time.thread_time
    times: list[float] = field(default_factory=list)
    equal: int = 0
    longer: int = 0
    wrong: int = 0


def enumerated(index: TieIndex, source: int, target: int) -> list[float] | None:
    """The five best products, from every path of at most four ties; `None` for too many."""
    start, other, out = index.rows.start, index.rows.other, index.rows.out
    codes = index.rows.into

    def walk(people: np.ndarray, *, back: bool) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        size = start[people + 1] - start[people]
        belongs = np.repeat(np.arange(len(people)), size)
        place = (
            np.arange(len(belongs))
            - np.repeat(np.cumsum(size) - size, size)
            + start[people].repeat(size)
        )
        if not back:
            keep = out[place] > 0
            return belongs[keep], other[place[keep]].astype(np.int64), out[place[keep]]
        keep = codes[place] > 0
        belongs, place = belongs[keep], place[keep]
        them = other[place].astype(np.int64)
        exact = np.array(
            [known[(int(a), int(b))] for a, b in zip(them, people[belongs], strict=True)]
        )
        return belongs, them, exact

    known = _Exact(index)
    _, a, pa = walk(np.array([source]), back=False)
    _, b, pb = walk(np.array([target]), back=True)
    products = [pa[a == target]]
    keep, kept = (a != target), (b != source)
    a, pa, b, pb = a[keep], pa[keep], b[kept], pb[kept]
    order = np.argsort(b)
    b, pb = b[order], pb[order]
    products.append(_join(a, pa, None, b, pb, None))
    belongs, m, pm = walk(a, back=False)
    keep = (m != source) & (m != target)
    first, m, fm = belongs[keep], m[keep], pa[belongs[keep]] * pm[keep]
    products.append(_join(m, fm, None, b, pb, None))
    belongs, w, pw = walk(b, back=True)
    keep = (w != source) & (w != target)
    last, w, bw = belongs[keep], w[keep], pb[belongs[keep]] * pw[keep]
    order = np.argsort(w)
    w, bw, last = w[order], bw[order], last[order]
    if int((np.searchsorted(w, m, "right") - np.searchsorted(w, m)).sum()) > MOST_JOINED:
        return None
    products.append(_join(m, fm, a[first], w, bw, b[last]))
    return np.sort(np.concatenate(products))[::-1][:5].tolist()


class _Exact(dict[tuple[int, int], float]):
    """The exact probability of a tie, looked up in the row of its source."""

    def __init__(self, index: TieIndex) -> None:
        self._rows = index.rows

    def __missing__(self, pair: tuple[int, int]) -> float:
        begin, end = self._rows.start[pair[0]], self._rows.start[pair[0] + 1]
        place = begin + int(np.flatnonzero(self._rows.other[begin:end] == pair[1])[0])
        return float(self._rows.out[place])


def _join(  # noqa: PLR0917 # two halves
    meet: np.ndarray,
    here: np.ndarray,
    inner: np.ndarray | None,
    there: np.ndarray,
    rest: np.ndarray,
    outer: np.ndarray | None,
) -> np.ndarray:
    """The products of all halves that meet and share nobody else; `there` is sorted."""
    first = np.searchsorted(there, meet)
    many = np.searchsorted(there, meet, "right") - first
    left = np.repeat(np.arange(len(meet)), many)
    right = np.arange(len(left)) - np.repeat(np.cumsum(many) - many, many) + first.repeat(many)
    product = here[left] * rest[right]
    return product if inner is None or outer is None else product[inner[left] != outer[right]]


@contextmanager
def loading(column: Column, pairs: int) -> Iterator[None]:
    """Takes down how long loading took, and how much memory a pair is left in use."""
    process = psutil.Process()
    gc.collect()
    before, began = process.memory_info().rss, time.perf_counter()
    yield
    column.load = time.perf_counter() - began
    gc.collect()
    column.bytes = (process.memory_info().rss - before) / pairs


def columns(
    network: Network, index: TieIndex, driver: neo4j.Driver | None, brought: float
) -> list[Column]:
    """Everyone who takes part, loaded."""

    def ours(source: int, target: int) -> peers.Found:
        return [(list(p.people), p.probability) for p in index.best_paths(source, target)]

    found = [Column(name="**Netgraph**", answers="5, at most 4 ties", ask=ours)]
    found[0].bytes = index.bytes / network.pairs
    if driver is not None:
        found.append(
            Column(
                name="Cypher, joined in the middle",
                answers="5, at most 4 ties",
                ask=peers.cypher(driver),
                load=brought,
                clock=time.perf_counter,
            )
        )
    for peer in peers.PEERS:
        column = Column(name=peer.name, answers=peer.answers, ask=None)
        found.append(column)
        if network.pairs > peer.most_pairs:
            column.note = "left out, as it would need over 10 GB"
            continue
        try:
            with loading(column, network.pairs):
                column.ask = peer.load(network)
        except ModuleNotFoundError:
            column.note = "not installed"
    return found


def interleave(table: list[Column], asked: list[list[int]]) -> None:
    """Puts each question to everyone who has time left, and compares the answers."""
    spent = dict.fromkeys((column.name for column in table), 0.0)
    for source, target in asked:
        best: peers.Found = []
        for column in table:
            if column.ask is None or spent[column.name] > SECONDS:
                continue
            wall, began = time.perf_counter(), column.clock()
            answer = column.ask(source, target)
            column.times.append((column.clock() - began) * 1000)
            spent[column.name] += time.perf_counter() - wall
            if column is table[0]:
                best = answer
            else:
                compare(column, best, answer)


def compare(column: Column, ours: peers.Found, theirs: peers.Found) -> None:
    """Counts whether a peer's answer equals ours, where it answers the same question."""
    if "at most" in column.answers:
        same = [p for _, p in ours] == [p for _, p in theirs]
        column.equal += same
        column.wrong += not same
    elif not theirs or len(theirs[0][0]) > 5:  # noqa: PLR2004 # four ties
        column.longer += 1
    else:
        same = bool(ours) and np.isclose(ours[0][1], theirs[0][1], rtol=1e-9)
        column.equal += bool(same)
        column.wrong += not same


def measure(people: int, place: Path | None) -> Iterator[str]:
    """The section of one size, line by line; with Cypher in a database of that place."""
    network = professional(people, people * PAIRS)
    if place is None:
        yield from compare_all(network, None, 0.0)
        return
    began = time.perf_counter()
    peers.bring(network, place)
    brought = time.perf_counter() - began
    many = "2g" if network.pairs > LARGE else "1g"
    with (
        local.lease(place, heap=many, page_cache=many) as server,
        neo4j.GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver,
    ):
        yield from compare_all(network, driver, brought)
    local.stop(place)
    shutil.rmtree(place)


def compare_all(network: Network, driver: neo4j.Driver | None, brought: float) -> Iterator[str]:
    """The section of one network."""
    people = network.people
    yield f"### {people:,} people, {network.pairs:,} pairs tied"
    yield ""
    yield f"Made up: {network.shape()}."
    yield ""
    began = time.perf_counter()
    index = TieIndex.from_arrays(network.source, network.target, network.probability, people=people)
    build = time.perf_counter() - began
    rng = np.random.default_rng(11)
    asked = [
        pair for pair in rng.integers(0, people, (QUESTIONS, 2)).tolist() if pair[0] != pair[1]
    ]
    for source, target in asked[:20]:  # nobody's first question counts
        index.best_paths(source, target)
    table = columns(network, index, driver, brought)
    table[0].load = build
    interleave(table, asked)
    yield from _table(table)
    yield ""
    yield from _more(network, index, asked, driver)
    yield ""


def _table(table: list[Column]) -> Iterator[str]:
    heads = ("", "answers", "load, s", "bytes a pair", "questions", "median, ms", "99th, ms")
    yield "| " + " | ".join((*heads, "median, times ours", "best path")) + " |"
    yield "|---|---|--:|--:|--:|--:|--:|--:|---|"
    ours = float(np.median(table[0].times))
    for column in table:
        if not column.times:
            yield f"| {column.name} | {column.note} | | | | | | | |"
            continue
        median, high = np.percentile(column.times, (50, 99))
        weight = f"{column.bytes:.1f}" if column.bytes else "on disk"
        told = f"{column.equal:,} equal" if column is not table[0] else ""
        told += f", {column.longer:,} longer than 4 ties" if column.longer else ""
        told += f", **{column.wrong:,} differ**" if column.wrong else ""
        yield (
            f"| {column.name} | {column.answers} | {column.load:.1f} | {weight} | "
            f"{len(column.times):,} | {median:.2f} | {high:.2f} | {median / ours:,.0f} | {told} |"
        )


def _more(
    network: Network, index: TieIndex, asked: list[list[int]], driver: neo4j.Driver | None
) -> Iterator[str]:
    """Exactness, the snapshot, the team's list, and where the time goes."""
    same = tried = 0
    for source, target in asked[:ENUMERATED]:
        plain = enumerated(index, source, target)
        if plain is not None:
            ours = [path.probability for path in index.best_paths(source, target)]
            same += len(plain) == len(ours) and bool(np.allclose(plain, ours, rtol=1e-12))
            tried += 1
    yield f"- Equal to the enumeration of every path: {same} of {tried}."
    with tempfile.TemporaryDirectory(prefix="netgraph-bench-") as place:
        file = Path(place) / "ties"
        began = time.perf_counter()
        index.save(file)
        saved = time.perf_counter() - began
        began = time.perf_counter()
        loaded = TieIndex.load(file)
        fetched = time.perf_counter() - began
        loaded.best_paths(*asked[0])
    yield f"- A snapshot is saved in {saved:.2f} s and loaded, checked, in {fetched:.2f} s."
    if driver is not None:
        began = time.perf_counter()
        ties = peers.read_back(driver, network.people)
        read = time.perf_counter() - began
        TieIndex.from_arrays(*ties, people=network.people)
        whole = time.perf_counter() - began
        yield (
            f"- Read from Neo4j in {read:.1f} s, {len(ties[0]) / read:,.0f} directed ties a "
            f"second; {whole:.1f} s with building, {whole / fetched:,.0f} times as long as from "
            "the snapshot."
        )
    began = time.perf_counter()
    changed = index.with_ties([0], [1], [0.5])
    took = (time.perf_counter() - began) * 1000
    yield f"- A tie is changed in {took:,.0f} ms, in an index of {changed.ties:,} directed ties."
    rng = np.random.default_rng(12)
    team = rng.choice(network.people, TEAM, replace=False).tolist()
    targets = rng.choice(network.people, TARGETS, replace=False).tolist()
    began, worked = time.perf_counter(), time.process_time()
    index.best_for_each(team, targets)
    each, work = time.perf_counter() - began, time.process_time() - worked
    began = time.perf_counter()
    index.best_for_each([team], targets)
    together = time.perf_counter() - began
    yield (
        f"- {TARGETS:,} targets × {TEAM} requesters, the best path of each pair: {each:.1f} s by "
        f"the clock, {work:.1f} s of the processors; the best of any of the team for each "
        f"target: {together:.1f} s."
    )
    steps = []
    for most in (1, 2, 3, 4):
        times = [_timed(lambda s, t, n=most: index.best_paths(s, t, max_ties=n), *q) for q in asked]
        steps.append(f"{np.median(times) * 1000:.3f}")
    first = np.median([_timed(index.by_first_connector, *q) for q in asked]) * 1000
    yield (
        f"- Where the time goes: with at most 1, 2, 3 and 4 ties the median is "
        f"{', '.join(steps)} ms; the first is nearly all Python (checking a question, making "
        "paths), the rest compiled code."
    )
    yield f"- Five first connectors, each with its fallback: {first:.2f} ms at the median."


def _timed(ask: Callable[[int, int], object], source: int, target: int) -> float:
    began = time.thread_time()
    ask(source, target)
    return time.thread_time() - began


def machine() -> str:
    """The day, the machine and what else it does."""
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        names = [line for line in cpuinfo.read_text().splitlines() if line.startswith("model name")]
        model = names[0].split(": ", 1)[1] if names else model
    memory = psutil.virtual_memory().total / 2**30
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, {model}, {psutil.cpu_count()} processors, {memory:.0f} GB, "
        f"Python {platform.python_version()}, {load:.1f} processes at work at the start."
    )


def main() -> None:
    """Measure, print, and write where told."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--people", type=int, nargs="+", default=[10_000])
    parser.add_argument("--write", type=Path, help="put the tables into this file")
    parser.add_argument("--without-cypher", action="store_true")
    told = parser.parse_args()
    warm()
    lines = [machine(), ""]
    with tempfile.TemporaryDirectory(prefix="netgraph-bench-") as place:
        for people in told.people:
            where = None if told.without_cypher else Path(place) / f"cypher-{people}"
            for line in measure(people, where):
                print(line, flush=True)
                lines.append(line)
    if told.write:
        write(told.write, "\n".join(lines))


def write(file: Path, text: str, *, begin: str = BEGIN, end: str = END) -> None:
    """Puts the text between the marks of a command."""
    whole = file.read_text()
    before, after = whole.split(begin)[0], whole.split(end)[1]
    file.write_text(f"{before}{begin}\n{text.rstrip()}\n{end}{after}")


if __name__ == "__main__":
    sys.exit(main())
