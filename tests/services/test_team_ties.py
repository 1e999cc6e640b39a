"""The team's ties in columns equal what their evidence says, however they were come by."""

from datetime import timedelta
from pathlib import Path

import pytest

from netgraph.domain.access import TEAM, Viewer
from netgraph.domain.evidence import Evidence, Kind
from netgraph.domain.favors import FavorKind, Size
from netgraph.domain.ids import PersonId
from netgraph.graph.ties import evidence_by_pair, read_ties, read_ties_of, team_people
from netgraph.services.favors import NewFavor
from netgraph.services.network import Network
from netgraph.services.ties import Ties
from netgraph.wiring import Netgraph
from tests.conftest import NOW, Clock
from tests.graphs import add_evidence, add_person, mail, met, run_cypher

TODAY = NOW.date()
A, B, C = PersonId("a"), PersonId("b"), PersonId("c")


def board(since_days: int, until_days: int | None) -> Evidence:
    """A and B on a board, from and until so many days from today."""
    return Evidence(
        actor=A,
        other=B,
        kind=Kind.SAME_BOARD,
        since=TODAY + timedelta(days=since_days),
        until=None if until_days is None else TODAY + timedelta(days=until_days),
        weight=0.4,
    )


@pytest.fixture(autouse=True)
def three(netgraph: Netgraph) -> None:
    """Three people without a tie."""
    for person in (A, B, C):
        add_person(netgraph, person, f"Person {person}")


def differing(netgraph: Netgraph, network: Network) -> dict[tuple[str, str], object]:
    """Where a network's strengths are not those of the team's evidence on its day."""
    found: dict[tuple[str, str], object] = {}
    known = evidence_by_pair(netgraph.database, scopes=(TEAM,))
    expected = 0
    for (one, other), evidence in known.items():
        for of, towards in ((one, other), (other, one)):
            derived = evidence.strength(of=of, towards=towards, as_of=network.as_of)
            strength = network.strength(of=of, towards=towards)
            near = network.near(of).get(towards)
            expected += derived is not None
            if derived is None or strength is None or near is None:
                if not (derived is None and strength is None and near is None):
                    found[of, towards] = (derived, strength, near)
            elif (
                pytest.approx((derived.probability, derived.low, derived.high), rel=1e-12)
                != (strength.probability, strength.low, strength.high)
                or (derived.grade, derived.last_contact) != (strength.grade, strength.last_contact)
                or pytest.approx(near, rel=1e-12) != derived.probability
                or not any(
                    path.people == (network.number[of], network.number[towards])
                    for path in network.index.best_paths(
                        network.number[of], network.number[towards], 5
                    )
                )
            ):
                found[of, towards] = (derived, strength, near)
    if network.index.ties != expected or 2 * len(network.pairs()) != expected:
        found["ties", "paths"] = (network.index.ties, network.pairs(), expected)
    return found


@pytest.mark.parametrize("days", [0, 1, 9, 10, 11, 40, 400, -1, -40, -4000])
def test_every_day_is_what_the_evidence_says(netgraph: Netgraph, ana: Viewer, days: int) -> None:
    """Days to come, turning days and days long past are right, with favors and periods."""
    before = TODAY - timedelta(days=30)
    add_evidence(netgraph, mail("a", "b", before, times=3))
    add_evidence(netgraph, mail("b", "a", TODAY - timedelta(days=3), times=2), board(-900, 9))
    add_evidence(netgraph, met("b", "c", TODAY + timedelta(days=10), times=1))
    for giver, receiver, size, day in ((A, C, Size.AFTERNOON, TODAY), (B, A, Size.COFFEE, before)):
        netgraph.favors.add(
            ana,
            NewFavor(giver=giver, receiver=receiver, kind=FavorKind.ADVICE, day=day, size=size),
        )
    network = Ties(netgraph.database).network(ana, as_of=TODAY + timedelta(days=days))

    assert {} == differing(netgraph, network)


def test_a_tie_turns_while_it_is_followed(netgraph: Netgraph, ana: Viewer, clock: Clock) -> None:
    """A meeting that lay ahead counts from its day on, without a write and after one."""
    add_evidence(netgraph, met("a", "b", TODAY + timedelta(days=2), times=1))
    ties = Ties(netgraph.database)
    assert not ties.network(ana, as_of=TODAY).knows(A, B)
    add_evidence(netgraph, met("b", "c", TODAY, times=1))
    ties.network(ana, as_of=TODAY)
    clock.turn(days=2)

    network = ties.network(ana, as_of=clock().date())

    assert network.knows(A, B)
    assert {} == differing(netgraph, network)

    add_evidence(netgraph, mail("c", "a", clock().date(), times=1))
    assert {} == differing(netgraph, ties.network(ana, as_of=clock().date()))


def test_ties_made_before_they_carried_sums_are_read_from_evidence(
    netgraph: Netgraph, ana: Viewer
) -> None:
    """What an earlier version derived, and the migration marked, is right all the same."""
    add_evidence(netgraph, met("a", "b", TODAY - timedelta(days=20), times=2))
    run_cypher(
        netgraph.database,
        "MATCH ()-[t:TIE]->() SET t.turns = t.as_of REMOVE t.sums, t.more",
    )

    assert {} == differing(netgraph, Ties(netgraph.database).network(ana, as_of=TODAY))


def test_ties_are_read_alike_by_ties_and_by_people(netgraph: Netgraph) -> None:
    """Blocks of ties, however small, and blocks of people bring the same ties."""
    add_evidence(netgraph, met("a", "b", TODAY, times=2), met("b", "c", TODAY, times=1))
    add_evidence(netgraph, board(-100, None))
    database = netgraph.database
    by_people = read_ties_of(database, team_people(database))

    found = [
        sorted(
            (of, towards, read.columns.sums(place))
            for read in blocks
            for place, (of, towards) in enumerate(
                zip(read.of.tolist(), read.towards.tolist(), strict=True)
            )
        )
        for blocks in (by_people, read_ties(database), read_ties(database, block=1))
    ]

    assert 4 == len(found[0])
    assert found[0] == found[1] == found[2]


def kept(netgraph: Netgraph, file: Path) -> Ties:
    """Ties that keep a snapshot however few they are."""
    return Ties(netgraph.database, snapshot=file, kept_from=1)


def settled(ties: Ties) -> None:
    """Waits for the snapshot to be written."""
    for writer in ties._writers:
        writer.join()


def test_a_snapshot_is_used_and_followed(netgraph: Netgraph, ana: Viewer, tmp_path: Path) -> None:
    """The next start takes what was kept, for its owner alone, and what has changed since."""
    file = tmp_path / "kept"
    add_evidence(netgraph, met("a", "b", TODAY, times=2), board(-100, 50))
    before = kept(netgraph, file)
    before.network(ana, as_of=TODAY)
    settled(before)
    assert file.stat().st_mode & 0o777 == 0o600
    add_evidence(netgraph, met("b", "c", TODAY, times=1))
    run_cypher(netgraph.database, "MATCH ()-[t:TIE {grade: 'met'}]->() REMOVE t.sums")
    # only the ties that changed are read: the others' sums are gone from the graph by now
    add_evidence(netgraph, mail("c", "b", TODAY, times=1))

    network = kept(netgraph, file).network(ana, as_of=TODAY)

    assert {} == differing(netgraph, network)


@pytest.mark.parametrize("harm", ["cut", "flipped", "another", "replaced"])
def test_a_doubtful_snapshot_is_not_used(
    netgraph: Netgraph, ana: Viewer, tmp_path: Path, harm: str
) -> None:
    """A damaged file, another form, and another history of the graph are read anew."""
    file = tmp_path / "kept"
    add_evidence(netgraph, met("a", "b", TODAY, times=2))
    before = kept(netgraph, file)
    before.network(ana, as_of=TODAY)
    settled(before)
    whole = file.read_bytes()
    if harm == "cut":
        file.write_bytes(whole[:-100])
    elif harm == "flipped":
        file.write_bytes(whole[:-70] + bytes([whole[-70] ^ 1]) + whole[-69:])
    elif harm == "another":
        before.network(ana, as_of=TODAY).index.save(file)
    else:  # a backup brought back: the same number of another history
        run_cypher(
            netgraph.database,
            "MATCH (r:Revision {scope: 'team'}) SET r.mark = 'b', r.marks = [r.number + ' b']",
        )
        run_cypher(netgraph.database, "MATCH ()-[t:TIE]->() DELETE t")
        run_cypher(netgraph.database, "MATCH (e:Evidence) DETACH DELETE e")
        add_evidence(netgraph, met("b", "c", TODAY, times=2))

    assert {} == differing(netgraph, kept(netgraph, file).network(ana, as_of=TODAY))


def test_who_is_deleted_leaves_the_snapshot(
    netgraph: Netgraph, ana: Viewer, tmp_path: Path
) -> None:
    """The id of a deleted person is in no file once the change is followed."""
    file = tmp_path / "kept"
    add_evidence(netgraph, met("a", "b", TODAY, times=2), met("b", "c", TODAY, times=2))
    add_person(netgraph, "somebody-erased", "Somebody Erased")
    add_evidence(netgraph, met("b", "somebody-erased", TODAY, times=1))
    ties = kept(netgraph, file)
    ties.network(ana, as_of=TODAY)
    settled(ties)
    assert b"somebody-erased" in file.read_bytes()

    netgraph.people.delete(ana, PersonId("somebody-erased"))
    ties.network(ana, as_of=TODAY)
    settled(ties)

    assert b"somebody-erased" not in file.read_bytes()
    assert ["kept"] == [left.name for left in tmp_path.iterdir() if left.is_file()]
