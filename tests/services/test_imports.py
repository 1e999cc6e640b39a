"""Imports: preview, write and roll back on the real database, and what is hidden stays hidden."""

import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from netgraph.domain.access import Role, Viewer, Visibility
from netgraph.domain.favors import FavorKind, Size
from netgraph.domain.ids import BatchId, PersonId
from netgraph.errors import Conflict, Forbidden, NotFound, UnreadableFile
from netgraph.graph.database import Address, Database
from netgraph.graph.imports import unfinished
from netgraph.services.imports import Columns, Imports, Preview, State
from netgraph.wiring import Netgraph, wire
from tests.data.hostile import hostile_files

LINKEDIN = """First Name,Last Name,URL,Email Address,Company,Position,Connected On
Priya,Shah,https://www.linkedin.com/in/priya,priya@acme.example,Acme Inc,CFO,08 Feb 2024
Tom,Berg,https://www.linkedin.com/in/tomberg,,Globex GmbH,VP Sales,12 Mar 2023
Eve,,,,,,not a day
"""
MAIL = """date,sender,to
2026-01-05T10:00:00Z,ana@team.example,priya@acme.example
2026-01-06T10:00:00Z,priya@acme.example,ana@team.example
2026-02-06T10:00:00Z,priya@acme.example,ana@team.example;joe@acme.example
"""
MORE_MAIL = (
    MAIL
    + """2026-02-07T10:00:00Z,priya@acme.example,ana@team.example
2026-03-07T10:00:00Z,joe@acme.example,ana@team.example
"""
)
SEATS = """year,director,company
2010,Una Byrne,Harp Plc
2011,Una Byrne,Harp Plc
2010,Con Daly,Harp Plc
2011,Con Daly,Lyre Plc
2011,Una Byrne,Lyre Plc
2012,Con Daly,Lyre Plc
"""
DIRECTORS = Columns(person="director", company="company", year="year")

Read = Callable[..., Preview]


@pytest.fixture
def read(netgraph: Netgraph, tmp_path: Path) -> Read:
    """Previews a text as a file."""

    def preview(
        viewer: Viewer,
        text: str,
        *,
        name: str = "Connections.csv",
        visibility: Visibility = Visibility.TEAM,
        columns: Columns | None = None,
    ) -> Preview:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return netgraph.imports.preview(
            viewer, path, name=name, visibility=visibility, columns=columns
        )

    return preview


def bring(netgraph: Netgraph, read: Read, viewer: Viewer, text: str, **how: object) -> BatchId:
    """Previews and writes a text."""
    batch = read(viewer, text, **how).batch.id
    netgraph.imports.write(viewer, batch)
    return batch


def facts(database: Database) -> set[tuple[object, ...]]:
    """The graph by what it says: no ids, no batches, no times of writing."""
    with database._driver.session() as session:
        names = {
            row["id"]: (row["label"], row["said"])
            for row in session.run(
                "MATCH (n) RETURN n.id AS id, labels(n)[0] AS label, "
                "coalesce(n.key, n.title, n.name, n.kind, n.text, n.email, '') AS said"
            )
        }
        nodes = session.run(
            "MATCH (n) WHERE NOT n:Change AND NOT n:Revision AND NOT n:Migration "
            "AND NOT n:ImportBatch AND NOT n:ImportChunk AND NOT n:RecordKey "
            "RETURN labels(n)[0] AS label, properties(n) AS properties"
        ).data()
        edges = session.run(
            "MATCH (a)-[r]->(b) WHERE NOT a:ImportBatch AND NOT b:RecordKey "
            "RETURN a.id AS a, type(r) AS type, b.id AS b, properties(r) AS properties"
        ).data()
    return {(node["label"], _said(node["properties"])) for node in nodes} | {
        (names[e["a"]], e["type"], names[e["b"]], _said(e["properties"])) for e in edges
    }


def _said(properties: dict[str, object]) -> str:
    kept = {k: v for k, v in properties.items() if k not in {"id", "created_at", "at"}}
    # packed sums begin with two names made of ids
    said = {k: v[16:] if isinstance(v, bytes) else v for k, v in kept.items()}
    return str(sorted((key, str(value)) for key, value in said.items()))


def named(netgraph: Netgraph, viewer: Viewer) -> set[str]:
    """The names of everybody whom a viewer sees."""
    ids = [
        row
        for name in ("people_in_order", "people_without_name")
        for row in netgraph.database.read(
            name, scopes=list(viewer.scopes), but=[], skip=0, limit=999
        )
    ]
    people = netgraph.people.many(viewer, [PersonId(row["id"]) for row in ids])
    return {person.name for person in people.values()}


# -- preview ----------------------------------------------------------------------------------


def test_preview_counts_and_writes_nothing(
    netgraph: Netgraph, database: Database, read: Read, ana: Viewer
) -> None:
    """A preview says what it would bring and what is wrong, and no fact is written."""
    before = facts(database)
    preview = read(ana, LINKEDIN)

    assert before == facts(database)
    assert (3, 1) == (preview.rows, preview.bad)
    assert 2 == preview.tallied.new_people
    assert 2 == preview.tallied.new_jobs
    assert 2 == preview.tallied.new_evidence
    assert [4] == [row.line for row in netgraph.imports.bad_rows(ana, preview.batch.id)]
    assert {"Priya Shah", "Tom Berg"} == {one.name for one in preview.sample}


def test_preview_is_its_owners_alone(
    netgraph: Netgraph, read: Read, ana: Viewer, ben: Viewer
) -> None:
    """Nobody else sees, writes or discards a preview, not even one meant for the team."""
    batch = read(ana, LINKEDIN).batch.id

    assert () == netgraph.imports.all(ben)
    for attempt in (
        lambda: netgraph.imports.show(ben, batch),
        lambda: netgraph.imports.bad_rows(ben, batch),
        lambda: netgraph.imports.write(ben, batch),
        lambda: netgraph.imports.discard(ben, batch),
        lambda: netgraph.imports.roll_back(ben, batch),
        lambda: netgraph.imports.what_goes(ben, batch),
    ):
        with pytest.raises(NotFound):
            attempt()
    assert State.PREVIEW is netgraph.imports.show(ana, batch).batch.state


def test_preview_survives_a_restart(
    netgraph: Netgraph, database: Database, read: Read, ana: Viewer
) -> None:
    """Other services on the same graph show and write a preview without the file."""
    batch = read(ana, LINKEDIN).batch.id
    later = wire(netgraph.settings, database, now=netgraph.now, new_id=lambda: "later")

    assert 1 == later.imports.show(ana, batch).bad
    assert 2 == later.imports.write(ana, batch).tallied.new_people
    assert {"Ana Ruiz", "Priya Shah", "Tom Berg"} == named(later, ana)


def test_discarded_preview_is_gone(
    netgraph: Netgraph, database: Database, read: Read, ana: Viewer
) -> None:
    """Discarding leaves nothing of a preview."""
    batch = read(ana, LINKEDIN).batch.id
    netgraph.imports.discard(ana, batch)

    assert () == netgraph.imports.all(ana)
    labels = {row["label"] for row in database.read("nodes_by_label")}
    assert labels.isdisjoint({"ImportBatch", "ImportChunk"})


# -- writing ----------------------------------------------------------------------------------


def test_importing_twice_is_importing_once(
    netgraph: Netgraph, database: Database, read: Read, ana: Viewer
) -> None:
    """The same file again brings nothing new, and its preview says so."""
    for text in (LINKEDIN, MAIL):
        bring(netgraph, read, ana, text)
    once = facts(database)
    for text in (LINKEDIN, MAIL):
        again = read(ana, text)
        assert again.tallied.nothing_new
        assert again.imported_before is not None
        netgraph.imports.write(ana, again.batch.id)

    assert once == facts(database)


def test_a_repeat_goes_with_the_import_that_it_repeats(
    netgraph: Netgraph, database: Database, read: Read, ana: Viewer
) -> None:
    """The same file twice by the same user is asserted once: rolled back once, it is gone."""
    before = facts(database)
    for text in (LINKEDIN, MAIL):
        first = bring(netgraph, read, ana, text)
        again = bring(netgraph, read, ana, text)

        assert 0 == netgraph.imports.what_goes(ana, first).kept_by_others
        netgraph.imports.roll_back(ana, first)
        assert before == facts(database)
        third = bring(netgraph, read, ana, text)
        netgraph.imports.roll_back(ana, again)
        assert before != facts(database)
        netgraph.imports.roll_back(ana, third)
        assert before == facts(database)


def test_a_repeat_by_somebody_else_is_an_assertion(
    netgraph: Netgraph, read: Read, ana: Viewer, ben: Viewer
) -> None:
    """What a colleague brings too stays, and so does what another file says too."""
    first = bring(netgraph, read, ana, LINKEDIN)
    with_one = named(netgraph, ana)
    bring(netgraph, read, ben, LINKEDIN)
    other = bring(netgraph, read, ana, LINKEDIN + "\n")
    netgraph.imports.roll_back(ana, first)
    netgraph.imports.roll_back(ana, other)

    assert with_one <= named(netgraph, ana)


def test_writing_again_changes_nothing(
    netgraph: Netgraph, database: Database, read: Read, ana: Viewer
) -> None:
    """A second press of the button gives the same result and writes no row."""
    batch = read(ana, LINKEDIN).batch.id
    first = netgraph.imports.write(ana, batch)
    once = facts(database)

    assert first == netgraph.imports.write(ana, batch)
    assert once == facts(database)


def test_facts_are_written(netgraph: Netgraph, read: Read, ana: Viewer) -> None:
    """People come with addresses, jobs with level and function, and ties to the importer."""
    bring(netgraph, read, ana, LINKEDIN)
    bring(netgraph, read, ana, MAIL)
    (priya,) = netgraph.people.namesakes(ana, "Priya Shah")
    page = netgraph.people.page(ana, priya.id, as_of=date(2026, 6, 15))
    tie = netgraph.ties.network(ana, as_of=date(2026, 6, 15)).tie(of=ana.person, towards=priya.id)

    assert ("CFO", "Acme Inc", "c_level", True) == (
        priya.title,
        priya.company_name,
        priya.level,
        priya.decides,
    )
    assert {"priya", "priya@acme.example"} == {p.point.value for p in page.contact_points}
    assert ["Connections.csv"] == [source.provenance.source for source in page.jobs[0].sources]
    assert tie is not None
    assert "two_way" == tie.strength.grade.value


def test_overlapping_mail_is_not_added_up(
    netgraph: Netgraph, database: Database, read: Read, ana: Viewer
) -> None:
    """Of two exports that overlap each month counts as much as in the fuller one."""
    bring(netgraph, read, ana, MAIL)
    bring(netgraph, read, ana, MORE_MAIL)
    both = facts(database)
    other_order = netgraph.imports.all(ana)
    for batch in other_order:
        netgraph.imports.roll_back(ana, batch.id)
    bring(netgraph, read, ana, MORE_MAIL)

    assert both == facts(database)


def test_seats_become_jobs_and_evidence_in_their_years(
    netgraph: Netgraph, read: Read, ana: Viewer
) -> None:
    """A shared board is a tie of its years, and weaker long after."""
    bring(netgraph, read, ana, SEATS, name="seats.csv", columns=DIRECTORS)
    (una,) = netgraph.people.namesakes(ana, "Una Byrne")
    (con,) = netgraph.people.namesakes(ana, "Con Daly")
    then = netgraph.ties.network(ana, as_of=date(2011, 6, 1)).tie(of=una.id, towards=con.id)
    now = netgraph.ties.network(ana, as_of=date(2026, 6, 1)).tie(of=una.id, towards=con.id)
    before = netgraph.ties.network(ana, as_of=date(2009, 6, 1)).tie(of=una.id, towards=con.id)

    assert then is not None
    assert before is None
    assert now is None or now.strength.probability < then.strength.probability
    assert (
        3
        == len(netgraph.people.page(ana, una.id, as_of=date(2011, 6, 1)).jobs)
        + len(netgraph.people.page(ana, con.id, as_of=date(2011, 6, 1)).jobs)
        - 1
    )


def test_user_of_the_graph_is_recognised_by_their_address(
    read: Read, ana: Viewer, ben: Viewer
) -> None:
    """Mail from another user's address is theirs, not somebody new's."""
    text = "date,sender,to\n2026-01-05,ben@team.example,ana@team.example\n"

    assert 0 == read(ana, text).tallied.new_people
    assert 1 == read(ana, text).tallied.known_people
    assert ben.person


# -- taking back ------------------------------------------------------------------------------


def test_rolled_back_is_never_imported(
    netgraph: Netgraph, database: Database, read: Read, ana: Viewer
) -> None:
    """What a batch brought is gone to the last fact, and it can be imported again."""
    before = facts(database)
    batches = [
        bring(netgraph, read, ana, LINKEDIN),
        bring(netgraph, read, ana, MAIL),
        bring(netgraph, read, ana, SEATS, name="seats.csv", columns=DIRECTORS),
    ]
    with_all = facts(database)
    for batch in batches:
        netgraph.imports.roll_back(ana, batch)

    assert before == facts(database)
    assert {State.ROLLED_BACK} == {batch.state for batch in netgraph.imports.all(ana)}
    bring(netgraph, read, ana, LINKEDIN)
    bring(netgraph, read, ana, MAIL)
    bring(netgraph, read, ana, SEATS, name="seats.csv", columns=DIRECTORS)
    assert with_all == facts(database)


@pytest.mark.parametrize("gone", [0, 1])
def test_what_another_batch_asserts_stays(
    netgraph: Netgraph, database: Database, read: Read, ana: Viewer, gone: int
) -> None:
    """Of two overlapping batches either can go; what stays is what the other alone brings."""
    texts = (LINKEDIN, LINKEDIN.replace("Tom,Berg", "Thomas,Berg").replace("VP Sales", "CRO"))
    batches = [bring(netgraph, read, ana, text) for text in texts]
    mails = [bring(netgraph, read, ana, text) for text in (MAIL, MORE_MAIL)]
    netgraph.imports.roll_back(ana, batches[gone])
    netgraph.imports.roll_back(ana, mails[gone])
    left = facts(database)
    for batch in (batches[1 - gone], mails[1 - gone]):
        netgraph.imports.roll_back(ana, batch)
    bring(netgraph, read, ana, texts[1 - gone])
    bring(netgraph, read, ana, (MAIL, MORE_MAIL)[1 - gone])

    assert left == facts(database)


def test_rolling_back_again_changes_nothing(
    netgraph: Netgraph, database: Database, read: Read, ana: Viewer
) -> None:
    """A second roll-back gives the same answer; a rolled back batch is not written again."""
    batch = bring(netgraph, read, ana, LINKEDIN)
    first = netgraph.imports.roll_back(ana, batch)
    once = facts(database)

    assert first == netgraph.imports.roll_back(ana, batch)
    assert once == facts(database)
    with pytest.raises(Conflict):
        netgraph.imports.write(ana, batch)


def test_person_with_a_favor_by_hand_stays(netgraph: Netgraph, read: Read, ana: Viewer) -> None:
    """Who has something written by hand stays when their import goes, as foretold."""
    batch = bring(netgraph, read, ana, LINKEDIN)
    (priya,) = netgraph.people.namesakes(ana, "Priya Shah")
    netgraph.people.set_decides(ana, priya.id, decides=True)
    _favor(netgraph, ana, priya.id)
    foretold = netgraph.imports.what_goes(ana, batch)
    preview = netgraph.imports.roll_back(ana, batch)

    assert foretold == preview.undone
    assert (1, 1) == (foretold.people, foretold.kept_by_hand)
    assert {"Ana Ruiz", "Priya Shah"} == named(netgraph, ana)


def _favor(netgraph: Netgraph, viewer: Viewer, receiver: PersonId) -> None:
    with netgraph.database._driver.session() as session:
        session.run(
            "MATCH (a:Person {id: $giver}), (b:Person {id: $receiver}) "
            "CREATE (a)-[:GAVE]->(f:Favor {id: 'favor', kind: $kind, size: $size, "
            "day: date('2026-05-01'), scope: 'team', created_by: $user})-[:TO]->(b)",
            giver=viewer.person,
            receiver=receiver,
            kind=FavorKind.ADVICE.value,
            size=next(iter(Size)).value,
            user=viewer.user,
        ).consume()


def test_only_owner_and_administrator_roll_back(
    netgraph: Netgraph, read: Read, ana: Viewer, ben: Viewer
) -> None:
    """A team's import is taken back by who brought it or an administrator."""
    batch = bring(netgraph, read, ana, LINKEDIN)
    chief = netgraph.accounts.create(
        email="chief@team.example", name="Chi Ef", role=Role.ADMIN, password="correct horse battery"
    )
    with pytest.raises(Forbidden):
        netgraph.imports.roll_back(ben, batch)

    assert State.ROLLED_BACK is netgraph.imports.roll_back(chief, batch).batch.state


@pytest.fixture
def small(netgraph: Netgraph) -> Imports:
    """The service on a database that takes but one piece of evidence in a transaction."""
    return Imports(
        netgraph.database,
        now=netgraph.now,
        new_id=netgraph.new_id,
        phone_region="US",
        large=1,
    )


def test_large_import_is_the_same_as_a_small_one(
    netgraph: Netgraph, database: Database, small: Imports, read: Read, ana: Viewer
) -> None:
    """What is too much for one transaction is set out hidden, shown at once, and taken back."""
    before = facts(database)
    texts = (LINKEDIN, MAIL, MORE_MAIL)
    batches = [bring(netgraph, read, ana, text) for text in texts]
    with_all = facts(database)
    for batch in batches:
        small.roll_back(ana, batch)
    assert before == facts(database)
    for text in texts:
        small.write(ana, read(ana, text).batch.id)

    assert with_all == facts(database)
    assert () == unfinished(database, before=netgraph.now())


def test_large_import_that_was_cut_off_shows_nothing_and_is_taken_up(
    netgraph: Netgraph, database: Database, small: Imports, read: Read, ana: Viewer
) -> None:
    """Rows set out before a crash are seen by nobody, and writing again ends as if for once."""
    batch = read(ana, LINKEDIN).batch.id

    class PulledPlugError(Exception):
        pass

    def pull(*, step: str, done: int, total: int) -> None:
        if step == "Writing contact data":
            raise PulledPlugError(done, total)

    with pytest.raises(PulledPlugError):
        small.write(ana, batch, progress=pull)

    assert {"Ana Ruiz"} == named(netgraph, ana)
    assert () == netgraph.ties.network(ana, as_of=date(2026, 6, 15)).pairs()
    assert State.PREVIEW is small.show(ana, batch).batch.state
    small.write(ana, batch)
    twice = facts(database)
    netgraph.imports.roll_back(ana, batch)
    bring(netgraph, read, ana, LINKEDIN)
    assert twice == facts(database)


def test_preview_that_was_cut_off_is_discarded_with_all(
    database: Database, small: Imports, read: Read, ana: Viewer
) -> None:
    """Discarding removes what had been set out hidden."""
    before = facts(database)
    batch = read(ana, LINKEDIN).batch.id

    class PulledPlugError(Exception):
        pass

    def pull(*, step: str, done: int, total: int) -> None:
        if step == "Writing contact data":
            raise PulledPlugError(done, total)

    with pytest.raises(PulledPlugError):
        small.write(ana, batch, progress=pull)
    assert before != facts(database)
    small.discard(ana, batch)

    assert before == facts(database)


# -- hidden means hidden ----------------------------------------------------------------------


def test_private_import_changes_nothing_for_others(
    netgraph: Netgraph, read: Read, ana: Viewer, ben: Viewer
) -> None:
    """What Ben imports for himself shows in nothing that Ana can ask, counts and ids included."""
    bring(netgraph, read, ana, MAIL)

    def seen() -> list[object]:
        preview = read(ana, LINKEDIN + "Zoe,Low,,,Acme,CEO,08 Feb 2024\n")
        netgraph.imports.discard(ana, preview.batch.id)
        return [
            named(netgraph, ana),
            preview.tallied,
            preview.candidates,
            [(one.id, one.name) for one in preview.sample],
            netgraph.imports.all(ana),
            netgraph.people.find(ana, "Priya Shah"),
            netgraph.people.find(ana, "Tom Berg"),
            netgraph.companies.find(ana, "Acme"),
            netgraph.database.read("people_count", scopes=list(ana.scopes)),
            sorted(map(str, netgraph.ties.network(ana, as_of=date(2026, 6, 15)).pairs())),
        ]

    before = seen()
    batch = bring(netgraph, read, ben, LINKEDIN, visibility=Visibility.PRIVATE)

    assert before == seen()
    assert {"Tom Berg", "Priya Shah"} & named(netgraph, ben) == {"Tom Berg"}
    with pytest.raises(NotFound):
        netgraph.imports.show(ana, batch)
    netgraph.imports.roll_back(ben, batch)
    assert before == seen()


def test_team_import_takes_private_people_in_and_gives_them_back(
    netgraph: Netgraph, database: Database, read: Read, ana: Viewer, ben: Viewer
) -> None:
    """Whom the team learns Ben sees once; after its roll-back he has his own again."""
    bring(netgraph, read, ben, LINKEDIN, visibility=Visibility.PRIVATE)
    alone = facts(database)
    renamed = LINKEDIN.replace("Tom,Berg", "Thomas,Berg")
    batch = bring(netgraph, read, ana, renamed)

    assert {"Ana Ruiz", "Ben Okoye", "Priya Shah", "Thomas Berg"} == named(netgraph, ana)
    assert named(netgraph, ana) == named(netgraph, ben)
    network = netgraph.ties.network(ben, as_of=date(2026, 6, 15))
    (priya,) = netgraph.people.namesakes(ben, "Priya Shah")
    assert network.tie(of=ben.person, towards=priya.id) is not None
    undone = netgraph.imports.roll_back(ana, batch).undone
    assert undone is not None
    assert (2, 0) == (undone.people, undone.kept_privately)
    assert alone == facts(database)
    assert {"Ana Ruiz", "Ben Okoye", "Priya Shah", "Tom Berg"} == named(netgraph, ben)
    assert {"Ana Ruiz", "Ben Okoye"} == named(netgraph, ana)


def test_private_name_stays_private(
    netgraph: Netgraph, read: Read, ana: Viewer, ben: Viewer
) -> None:
    """A better name that only Ben knows is not given to the team's person."""
    bring(netgraph, read, ben, LINKEDIN, visibility=Visibility.PRIVATE)
    bring(netgraph, read, ana, MAIL)
    bring(netgraph, read, ben, LINKEDIN, visibility=Visibility.PRIVATE)

    assert {"Ana Ruiz", "Ben Okoye", "priya@acme.example", "joe@acme.example"} == named(
        netgraph, ana
    )


# -- what goes wrong --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("filename", "data", "expected"),
    [file[1:] for file in hostile_files()],
    ids=[file[0] for file in hostile_files()],
)
def test_hostile_file_leaves_nothing_or_a_preview(  # noqa: PLR0917 # fixtures and cases
    netgraph: Netgraph,
    database: Database,
    ana: Viewer,
    tmp_path: Path,
    filename: str,
    data: bytes,
    expected: str | tuple[str, ...],
) -> None:
    """A hostile file is refused whole with its reason, or read with its broken rows listed."""
    path = tmp_path / filename
    path.write_bytes(data)
    before = facts(database)
    try:
        preview = netgraph.imports.preview(ana, path, name=filename, visibility=Visibility.PRIVATE)
    except UnreadableFile as refusal:
        assert expected == refusal.message  # noqa: PT017 # either this or what follows
        assert () == netgraph.imports.all(ana)
    else:
        bad = netgraph.imports.bad_rows(ana, preview.batch.id, limit=99)
        assert expected == tuple(row.reason for row in bad)
        assert before == facts(database)
        netgraph.imports.write(ana, preview.batch.id)
        netgraph.imports.roll_back(ana, preview.batch.id)
    assert before == facts(database)


_WRITER = textwrap.dedent(
    """
    import sys
    from pathlib import Path
    from netgraph.config import Settings
    from netgraph.graph.database import Address, Database
    from netgraph.wiring import wire

    uri, user, password, email, batch = sys.argv[1:]
    database = Database(Address(uri=uri, user=user, password=password))
    netgraph = wire(Settings(data_dir=Path(".")), database)

    def told(*, step, done, total):
        if step == "Writing evidence":
            print(step, flush=True)
            sys.stdin.read()  # waits to be killed

    netgraph.imports.write(netgraph.accounts.viewer(email), batch, progress=told)
    """
)


def test_kill_in_the_middle_leaves_no_row(
    netgraph: Netgraph, database: Database, address: Address, read: Read, ana: Viewer
) -> None:
    """A process killed while it writes leaves the preview, which can then be written."""
    before = facts(database)
    batch = read(ana, LINKEDIN).batch.id
    writer = subprocess.Popen(
        [
            sys.executable,
            "-c",
            _WRITER,
            address.uri,
            address.user,
            address.password,
            ana.email,
            batch,
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert writer.stdout is not None
    assert b"Writing evidence\n" == writer.stdout.readline()
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    writer.communicate()

    assert before == facts(database)
    assert State.PREVIEW is netgraph.imports.show(ana, batch).batch.state
    assert 2 == netgraph.imports.write(ana, batch).tallied.new_people


def test_two_writers_at_once_write_once(netgraph: Netgraph, read: Read, ana: Viewer) -> None:
    """Two presses at the same moment, or two batches of the same people, end as one would."""
    one, two = (read(ana, LINKEDIN).batch.id for _ in range(2))
    with ThreadPoolExecutor(3) as pool:
        done = list(pool.map(lambda batch: netgraph.imports.write(ana, batch), (one, two, one)))

    assert [2, 0, 2] == [imported.tallied.new_people for imported in done] or [0, 2, 0] == [
        imported.tallied.new_people for imported in done
    ]
    assert {"Ana Ruiz", "Priya Shah", "Tom Berg"} == named(netgraph, ana)
