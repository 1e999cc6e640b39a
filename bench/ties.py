"""The team's ties at scale: read from Neo4j, kept on disk, followed, and on pages.

    python -m bench.ties [--people 10000 …] [--without-evidence] [--keep DIRECTORY] [--write FILE]

Makes a professional network (`bench/networks.py`) with mail, boards and ties as the product
itself keeps them, brings it in at once (`bench/bulk.py`), and measures each step beside the
reading of one row a tie. Times are by the clock and, in brackets, of the processors: this
process and the database's together, so that other work on the machine does not count.
`--without-evidence` leaves out what pages need, for networks beyond a million ties.
"""

import argparse
import gc
import re
import shutil
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import neo4j
import numpy as np
import psutil

from bench.bulk import blocks, bring_in, table
from bench.networks import Network, professional
from bench.paths import machine, write
from netgraph.config import Settings
from netgraph.domain.access import TEAM, Role, Viewer
from netgraph.domain.ids import PersonId
from netgraph.domain.names import company_key, name_key
from netgraph.domain.strength import LEVELS
from netgraph.domain.titles import understand_title
from netgraph.graph import local
from netgraph.graph.ties import (
    PACKED,
    PACKED_MORE,
    evidence_by_pair,
    name_number,
    pair_of,
    refresh_ties,
)
from netgraph.routing import warm
from netgraph.services.ties import Ties
from netgraph.wiring import Netgraph, open_netgraph, utc_now
from web.app import create_app

PAIRS = 10  # a person
BEGIN, END = "<!-- python -m bench.ties -->", "<!-- end of bench.ties -->"
PASSWORD = "correct horse battery"  # noqa: S105 # of a made-up user
COMPANY = 30  # people
BOARDS = 0.02  # of pairs
ANSWERED = 0.8  # of mail
WARMING = 4  # rounds of a page before it is timed
ROWS = 300_000  # most ties that are read a row each
SCALAR = 20_000  # most pairs of whom everything is read into objects
TITLES = ("Account Executive", "CFO", "VP Sales", "Head of IT", "Controller", "Engineer")
FIRST = "Ada Ben Cleo Dan Eva Finn Gia Hugo Ida Jon Kim Leo Mia Ned Ola Pia Rob Sue Tom Uma".split()
LAST = "Abel Berg Cole Dorn East Fox Gray Holm Ivers Jung Kern Lund Moor North Odell Park".split()


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A made-up network as the product keeps it: ids of people, and mail by direction of a tie.

    `names` are the numbers by which sums name people. `days` and `counts` have two months for
    each directed tie, by who wrote; a count of 0 is no mail. `board` says which pairs share one.
    """

    network: Network
    ids: list[str]
    names: np.ndarray
    days: np.ndarray
    counts: np.ndarray
    board: np.ndarray
    today: date


def made_up(people: int, today: date) -> Made:
    """A professional network with mail that fits its strengths."""
    network = professional(people, people * PAIRS)
    rng = np.random.default_rng(17)
    pairs = network.pairs
    ordinal = today.toordinal()
    age = rng.exponential(250, 2 * pairs).astype(np.int64)
    days = ordinal - np.column_stack((age, age + 31 + rng.integers(0, 300, 2 * pairs)))
    counts = np.maximum(1, np.round(40 * network.probability[:, None] * rng.random((1, 2))))
    counts[rng.random(2 * pairs) > ANSWERED] = 0
    silent = (counts[:pairs, 0] == 0) & (counts[pairs:, 0] == 0)
    counts[:pairs][silent] = 1.0
    ids = [uuid.UUID(bytes=rng.bytes(16)).hex for _ in range(people)]
    return Made(
        network=network,
        ids=ids,
        names=np.array([name_number(PersonId(one)) for one in ids], dtype=np.uint64),
        days=days,
        counts=counts,
        board=rng.random(pairs) < BOARDS,
        today=today,
    )


def packed(made: Made, places: slice) -> tuple[np.ndarray, np.ndarray]:
    """The packed sums of directed ties, and of those that share a board what there is more."""
    network, pairs = made.network, made.network.pairs
    many = 2 * pairs
    at = np.arange(many)[places]
    back = (at + pairs) % many
    today = made.today.toordinal()
    half_lives = np.array([level.half_life for level in LEVELS.values()])

    def faded(places: np.ndarray, rank: int) -> np.ndarray:
        age = (today - made.days[places]) / half_lives[rank]
        return (made.counts[places] * np.exp2(-age)).sum(axis=1)

    mine, theirs = made.counts[at, 0] > 0, made.counts[back, 0] > 0
    both = mine & theirs
    found = np.zeros(len(at), dtype=PACKED)
    found["of"] = made.names[network.source[at]]
    found["towards"] = made.names[network.target[at]]
    found["as_of"] = today
    found["full_at"] = np.where(both, np.minimum(made.days[at, 0], made.days[back, 0]), 0)
    found["last"] = np.maximum(
        np.where(mine, made.days[at, 0], 0), np.where(theirs, made.days[back, 0], 0)
    )
    found["best"] = np.where(both, 4, 3)
    for rank in range(4):  # what was written counts as an address does, what came as a letter
        found["counts"][:, rank] = faded(back, rank) + (faded(at, rank) if rank < 3 else 0)  # noqa: PLR2004
    found["counts"][:, 4] = np.where(both, np.minimum(faded(at, 4), faded(back, 4)), 0)
    board = made.board[at % pairs]
    more = np.zeros(int(board.sum()), dtype=PACKED_MORE)
    more["of"], more["towards"] = found["of"][board], found["towards"][board]
    more["going"][:, :2] = 0.2
    return found, more


def bring(made: Made, data_dir: Path, *, evidence: bool) -> None:
    """Writes the files and has them imported."""
    network, people = made.network, made.network.people
    pairs, today = network.pairs, made.today.isoformat()
    place = Path(tempfile.mkdtemp(prefix="netgraph-bench-", dir=data_dir.parent))
    try:
        nodes, ties = [], []
        names = [f"{FIRST[n % 20]} {LAST[n // 20 % 16]} {n // 320}" for n in range(people)]
        with table(place / "people", ":ID(P),id,scope,name,name_key,created_at:datetime") as to:
            to.rows(
                np.arange(people), made.ids, ["team"] * people, names,
                [name_key(name) for name in names], [f"{today}T09:00:00Z"] * people,
            )  # fmt: skip
        nodes.append(("Person", place / "people"))
        nodes += _jobs(made, place, ties)
        with table(
            place / "ties",
            ":START_ID(P),:END_ID(P),strength:double,as_of:date,sums:byte[],more:byte[]",
        ) as to:
            for block in blocks(2 * pairs):
                found, more = packed(made, block)
                rest = [b""] * len(found)
                board = np.flatnonzero(made.board[np.arange(2 * pairs)[block] % pairs])
                rows = more.view(np.uint8).reshape(len(more), -1).astype(np.int8).tolist()
                for at, row in zip(board.tolist(), rows, strict=True):
                    rest[at] = ";".join(map(str, row)).encode()
                to.rows(
                    network.source[block], network.target[block], network.probability[block],
                    [today] * len(found), found.view(np.uint8).reshape(len(found), -1), rest,
                )  # fmt: skip
        ties.append(("TIE", place / "ties"))
        if evidence:
            nodes += _mail(made, place, ties)
        with table(place / "state", ":ID(R),scope,number:long,mark,marks:string[]") as to:
            to.rows([0], ["team"], [1], ["bench"], ["1 bench"])
        nodes.append(("Revision", place / "state"))
        bring_in(data_dir, nodes=nodes, ties=ties)
    finally:
        shutil.rmtree(place)


def _jobs(made: Made, place: Path, ties: list[tuple[str, Path]]) -> list[tuple[str, Path]]:
    """Companies, jobs and addresses."""
    people = made.network.people
    companies = -(-people // COMPANY)
    names = [f"Works {n}" for n in range(companies)]
    with table(place / "companies", ":ID(C),id,scope,name,key:string") as to:
        to.rows(
            np.arange(companies), [f"company-{n}" for n in range(companies)],
            ["team"] * companies, names, [company_key(name) for name in names],
        )  # fmt: skip
    read = [understand_title(title) for title in TITLES]
    with table(place / "jobs", ":ID(J),id,scope,title,level,function,decides:boolean") as to:
        post = [n % len(TITLES) for n in range(people)]
        to.rows(
            np.arange(people), [f"job-{n}" for n in range(people)], ["team"] * people,
            [TITLES[n] for n in post], [read[n].level.value for n in post],
            [read[n].function.value for n in post],
            [str(read[n].is_decision_maker).lower() for n in post],
        )  # fmt: skip
    with table(place / "addresses", ":ID(A),id,scope,channel,value,key:string") as to:
        mails = [f"p{n}@bench.example" for n in range(people)]
        to.rows(
            np.arange(people), [f"address-{n}" for n in range(people)], ["team"] * people,
            ["email"] * people, mails, [f"email:{mail}" for mail in mails],
        )  # fmt: skip
    for name, head, ends in (
        ("HOLDS", ":START_ID(P),:END_ID(J)", np.arange(people)),
        ("AT", ":START_ID(J),:END_ID(C)", np.arange(people) // COMPANY),
        ("HAS", ":START_ID(P),:END_ID(A)", np.arange(people)),
    ):
        with table(place / name, head) as to:
            to.rows(np.arange(people), ends)
        ties.append((name, place / name))
    return [
        ("Company", place / "companies"),
        ("Employment", place / "jobs"),
        ("ContactPoint", place / "addresses"),
    ]


def _mail(made: Made, place: Path, ties: list[tuple[str, Path]]) -> list[tuple[str, Path]]:
    """Mail and boards."""
    network, pairs = made.network, made.network.pairs
    known = np.flatnonzero(made.counts[:, 0] > 0)
    boards = np.flatnonzero(made.board)
    dated = {int(day): date.fromordinal(int(day)).isoformat() for day in np.unique(made.days)}
    with (
        table(
            place / "evidence",
            ":ID(E),id,scope,kind,source,days:date[],counts:double[],since:date,weight:double",
        ) as facts,
        table(place / "DID", ":START_ID(P),:END_ID(E)") as did,
        table(place / "TOWARDS", ":START_ID(E),:END_ID(P)") as towards,
    ):
        for block in blocks(len(known)):
            at = known[block]
            many = len(at)
            facts.rows(
                at, [f"mail-{n}" for n in at.tolist()], ["team"] * many, ["mail"] * many,
                ["mailbox"] * many,
                [f"{dated[b]};{dated[a]}" for a, b in made.days[at].tolist()],
                [f"{b};{a}" for a, b in made.counts[at].tolist()], [""] * many, [1.0] * many,
            )  # fmt: skip
            did.rows(network.source[at], at)
            towards.rows(at, network.target[at])
        many, key = len(boards), boards + 2 * pairs
        facts.rows(
            key, [f"board-{n}" for n in boards.tolist()], ["team"] * many,
            ["same_board"] * many, ["boards"] * many, [""] * many, [""] * many,
            ["2015-01-01"] * many, [0.2] * many,
        )  # fmt: skip
        did.rows(network.source[boards], key)
        towards.rows(key, network.target[boards])
    ties += [("DID", place / "DID"), ("TOWARDS", place / "TOWARDS")]
    return [("Evidence", place / "evidence")]


class Clocks:
    """Time by the clock and of the processors, this process's and the database's."""

    def __init__(self, server: int) -> None:
        self._server = psutil.Process(server)
        self.wall = self.work = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        """Measures a block."""
        began, worked = time.perf_counter(), self._worked()
        yield
        self.wall, self.work = time.perf_counter() - began, self._worked() - worked

    def of(self, ask: Callable[[], object]) -> str:
        """How long a call takes, in words."""
        with self.running():
            ask()
        return self.words()

    def words(self) -> str:
        """The last figures: milliseconds below a second."""
        if self.wall < 1:
            return f"{self.wall * 1000:,.0f} ms [{self.work * 1000:,.0f}]"
        return f"{self.wall:,.1f} s [{self.work:,.1f}]"

    def _worked(self) -> float:
        theirs = self._server.cpu_times()
        return time.process_time() + theirs.user + theirs.system


def measure(people: int, home: Path, *, evidence: bool, kept: bool) -> Iterator[str]:
    """The section of one size, line by line."""
    today = utc_now().date()
    made = made_up(people, today)
    network = made.network
    directed = 2 * network.pairs
    yield f"### {people:,} people, {network.pairs:,} pairs tied, {directed:,} directed ties"
    yield ""
    data_dir = home / f"network-{people}"
    if not (kept and data_dir.exists()):
        began = time.perf_counter()
        bring(made, data_dir, evidence=evidence)
        yield f"- Files written and brought in in {time.perf_counter() - began:,.0f} s."
    settings = Settings(data_dir=data_dir)
    with open_netgraph(settings) as netgraph:
        netgraph.database.run_schema("CALL db.awaitIndexes(3600)")
        server = local.status(data_dir)
        assert server is not None  # noqa: S101 # it has just been started
        yield from _figures(netgraph, made, Clocks(server.pid), evidence=evidence)


def _figures(netgraph: Netgraph, made: Made, clocks: Clocks, *, evidence: bool) -> Iterator[str]:
    database, today, directed = netgraph.database, made.today, 2 * made.network.pairs
    viewer = _viewer(netgraph)
    file = netgraph.settings.data_dir / "bench.snapshot"
    file.unlink(missing_ok=True)
    process = psutil.Process()
    by_row = _by_row(netgraph, clocks, directed)
    yield f"- A row a tie: {by_row:,.0f} directed ties a second of processor time."
    gc.collect()
    before = process.memory_info().rss
    ties = Ties(database, snapshot=file, kept_from=1)
    with clocks.running():
        network = ties.network(viewer, as_of=today)
    assert network.index.ties == directed, (network.index.ties, directed)  # noqa: S101
    yield (
        f"- First answer, everything read in blocks: {clocks.words()}, "
        f"{directed / clocks.wall:,.0f} directed ties a second by the clock and "
        f"{directed / clocks.work:,.0f} of processor time ({directed / clocks.work / by_row:.1f} "
        f"times a row a tie), index and strengths built."
    )
    gc.collect()
    grown = (process.memory_info().rss - before) / 2**20
    yield f"- Memory of it: {grown:,.0f} MB, {grown * 2**20 / directed:.0f} bytes a directed tie."
    first = clocks.wall
    while ties.saving:
        time.sleep(0.05)
    fresh = Ties(database, snapshot=file, kept_from=1)
    with clocks.running():
        fresh.network(viewer, as_of=today)
    yield (
        f"- First answer from the snapshot of {file.stat().st_size / 2**20:,.0f} MB: "
        f"{clocks.words()}, {first / clocks.wall:.0f} times sooner."
    )
    tomorrow = today + timedelta(days=1)
    yield f"- A new day: {clocks.of(lambda: ties.network(viewer, as_of=tomorrow))}."
    yield f"- Nothing new: {clocks.of(lambda: ties.network(viewer, as_of=today))}."
    if not evidence:
        return
    took = []
    for place in range(3):
        ends = (made.network.source[place], made.network.target[place])
        pair = pair_of(*(PersonId(made.ids[end]) for end in ends))
        database.in_transaction(
            lambda tx, pair=pair: refresh_ties(tx, [pair], scopes=(TEAM,), as_of=today),
            called="bench",
        )
        took.append(clocks.of(lambda: ties.network(viewer, as_of=today)))
    yield f"- Next answer after one write: {took[0]}, later {', '.join(took[1:])}."
    if made.network.pairs <= SCALAR:
        whole = clocks.of(lambda: _in_objects(netgraph, made))
        yield f"- Everything from evidence, in objects, as before: {whole}."
    netgraph.ties.network(viewer, as_of=today)
    yield from _pages(netgraph, made, clocks)


def _viewer(netgraph: Netgraph) -> Viewer:
    known = [a.viewer for a in netgraph.accounts.all() if a.viewer.email == "p0@bench.example"]
    return (
        known[0]
        if known
        else netgraph.accounts.create(
            email="p0@bench.example", name="Ada Abel 0", role=Role.REP, password=PASSWORD
        )
    )


def _by_row(netgraph: Netgraph, clocks: Clocks, directed: int) -> float:
    """Directed ties a second of processor time, read a row each."""
    address = netgraph.database._address  # noqa: SLF001 # past the catalogue
    with (
        neo4j.GraphDatabase.driver(address.uri, auth=(address.user, address.password)) as driver,
        driver.session() as session,
        clocks.running(),
    ):
        rows = session.run(
            "MATCH (a:Person)-[t:TIE]->(b:Person) RETURN a.id, b.id, t.strength LIMIT $most",
            most=ROWS,
        )
        for row in rows:
            row.values()
    return min(directed, ROWS) / clocks.work


def _in_objects(netgraph: Netgraph, made: Made) -> None:
    for known in evidence_by_pair(netgraph.database, scopes=(TEAM,)).values():
        one, other = known.pair
        known.strength(of=one, towards=other, as_of=made.today)
        known.strength(of=other, towards=one, as_of=made.today)


def _pages(netgraph: Netgraph, made: Made, clocks: Clocks) -> Iterator[str]:
    """Pages for somebody logged in: the median of several addresses, once all have been asked.

    A database that has just started compiles its plans during the first rounds.
    """
    client = create_app(netgraph, secret_key=b"only for figures").test_client()
    shown = client.get("/login").get_data(as_text=True)
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', shown)
    assert token is not None  # noqa: S101 # every form has one
    client.post(
        "/login",
        data={"csrf_token": token[1], "email": "p0@bench.example", "password": PASSWORD},
    )
    rng = np.random.default_rng(3)
    people = [made.ids[n] for n in rng.integers(0, made.network.people, 7)]
    for name, addresses in (
        ("Reach of a person", [f"/reach/{person}" for person in people]),
        ("Reach of a name", ["/reach?q=Eva+Berg+1", "/reach?q=Kim+Lund+2"]),
        ("Reach of a role", ["/reach?q=CFO+at+Works+7", "/reach?q=CFO+at+Works+31"]),
        ("A person", [f"/people/{person}" for person in people]),
        ("A company", ["/companies/company-3", "/companies/company-20"]),
        ("Home", ["/", "/"]),
        ("People", ["/people", "/people?page=2"]),
        ("People by strength", ["/people?sort=strength", "/people?sort=strength&page=2"]),
    ):
        walls, works = [], []
        for address in addresses:
            for again in range(WARMING + 1):
                with clocks.running():
                    answer = client.get(address)
                assert answer.status_code == 200, (address, answer.status_code)  # noqa: PLR2004, S101
                if again == WARMING:
                    walls.append(clocks.wall)
                    works.append(clocks.work)
        yield (
            f"- {name}: {np.median(walls) * 1000:,.0f} ms [{np.median(works) * 1000:,.0f}] at the "
            "median."
        )


def main() -> None:
    """Measure, print, and write where told."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--people", type=int, nargs="+", default=[10_000])
    parser.add_argument("--without-evidence", action="store_true")
    parser.add_argument("--keep", type=Path, help="keep the databases here, and use those there")
    parser.add_argument("--write", type=Path, help="put the figures into this file")
    told = parser.parse_args()
    warm()
    lines = [machine(), ""]
    home = told.keep or Path(tempfile.mkdtemp(prefix="netgraph-bench-"))
    home.mkdir(parents=True, exist_ok=True)
    try:
        for people in told.people:
            for line in measure(
                people, home, evidence=not told.without_evidence, kept=told.keep is not None
            ):
                print(line, flush=True)
                lines.append(line)
            local.stop(home / f"network-{people}")
    finally:
        if not told.keep:
            shutil.rmtree(home, ignore_errors=True)
    if told.write:
        write(told.write, "\n".join(lines), begin=BEGIN, end=END)


if __name__ == "__main__":
    sys.exit(main())
