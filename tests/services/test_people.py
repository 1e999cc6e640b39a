"""People are found, written, merged and deleted, and what is hidden changes nothing."""

from collections.abc import Callable
from datetime import date

import pytest

from netgraph.domain.access import TEAM, Role, Viewer, Visibility
from netgraph.domain.ids import PersonId
from netgraph.domain.people import BuyingRole, Channel
from netgraph.domain.wants import WantKind
from netgraph.errors import Conflict, InvalidInput, NotFound
from netgraph.graph.database import Database
from netgraph.graph.ties import refresh_ties
from netgraph.services.history import Done
from netgraph.services.people import (
    Found,
    NewJob,
    Nobody,
    RoleFound,
    Several,
    SuggestionKind,
    Written,
)
from netgraph.services.wants import NewWant
from netgraph.wiring import Netgraph
from tests.conftest import NOW
from tests.graphs import add_company, add_person, run_cypher

TODAY = date(2026, 6, 15)

Write = Callable[[], Done]


def dump(database: Database) -> set[tuple[str, ...]]:
    """Every node and relationship but what keeps books: changes, revisions, migrations."""
    with database._driver.session() as session:
        nodes = session.run(
            "MATCH (n) WHERE NOT n:Change AND NOT n:Revision AND NOT n:Migration "
            "RETURN labels(n)[0] AS label, properties(n) AS properties"
        ).data()
        edges = session.run(
            "MATCH (a)-[r]->(b) RETURN a.id AS a, type(r) AS type, b.id AS b, "
            "properties(r) AS properties"
        ).data()
    return {(n["label"], _plain(n["properties"])) for n in nodes} | {
        (e["a"], e["type"], e["b"], _plain(e["properties"])) for e in edges
    }


def _plain(properties: dict[str, object]) -> str:
    return str(sorted((key, str(value)) for key, value in properties.items()))


def add(
    netgraph: Netgraph,
    viewer: Viewer,
    name: str,
    *,
    title: str = "",
    company: str = "",
    email: str = "",
    visibility: Visibility = Visibility.TEAM,
) -> PersonId:
    """Adds a person, to the team unless said otherwise."""
    return netgraph.people.add(
        viewer,
        name=name,
        visibility=visibility,
        job=NewJob(company=company, title=title) if company else None,
        contact={Channel.EMAIL: email} if email else None,
    ).person


def evidence(
    database: Database, one: PersonId, other: PersonId, *, id_: str, scope: str, user: str
) -> None:
    """A meeting of two people, as an import would write it."""
    with database._driver.session() as session:
        session.run(
            "MATCH (a:Person {id: $one}), (b:Person {id: $other}), (u:User {id: $user}) "
            "CREATE (a)-[:DID]->(e:Evidence {id: $id, kind: 'meeting', scope: $scope, "
            "source: 'calendar', days: [date('2026-05-04')], counts: [2.0], weight: 1.0})"
            "-[:TOWARDS]->(b) CREATE (u)-[:ASSERTS {at: datetime('2026-05-05T00:00:00Z')}]->(e)",
            one=one, other=other, id=id_, scope=scope, user=user,
        ).consume()  # fmt: skip


def favor(database: Database, giver: PersonId, receiver: PersonId, *, id_: str, scope: str) -> None:
    """A favor as the ledger would write it."""
    with database._driver.session() as session:
        session.run(
            "MATCH (a:Person {id: $giver}), (b:Person {id: $receiver}) "
            "CREATE (a)-[:GAVE]->(:Favor {id: $id, kind: 'advice', size: 'coffee', scope: $scope, "
            "day: date('2026-05-04'), note: ''})-[:TO]->(b)",
            giver=giver, receiver=receiver, id=id_, scope=scope,
        ).consume()  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["Priya Shah", "priya shah", "Shah, Priya", "pri sha", "PRIYA", "Priya Shah at Acme", "príya",
     "Priya, Acme Inc.", "priya@acme.example", "Dr. Priya Shah", "shah priya", "Priya (Acme)"],
)  # fmt: skip
def test_a_person_is_found_by_what_people_type(netgraph: Netgraph, ana: Viewer, text: str) -> None:
    """Order, case, accents, beginnings, titles, company and address lead to the same person."""
    priya = add(
        netgraph, ana, "Priya Shah", title="CFO", company="Acme", email="Priya@acme.example"
    )
    add(netgraph, ana, "Peter Shore", title="CTO", company="Globex")

    found = netgraph.people.find(ana, text)

    assert isinstance(found, Found)
    assert (priya, "CFO at Acme") == (found.person.id, found.person.role)


@pytest.mark.parametrize(
    "text", ["Pryia Shah", "Priya Shahh", "Prija Shah", "Pria Shah", "pryia sha"]
)
def test_a_typing_mistake_is_found_and_marked_unsure(
    netgraph: Netgraph, ana: Viewer, text: str
) -> None:
    """One wrong letter in a word still finds the person, and says so."""
    priya = add(netgraph, ana, "Priya Shah")

    found = netgraph.people.find(ana, text)

    assert isinstance(found, Found)
    assert (priya, False) == (found.person.id, found.sure)


def test_several_people_of_a_name_are_all_shown(netgraph: Netgraph, ana: Viewer) -> None:
    """Namesakes are for the viewer to choose from, and a company tells them apart."""
    one = add(netgraph, ana, "Tom Weber", title="CEO", company="Acme")
    two = add(netgraph, ana, "Tom Weber", title="CIO", company="Globex")

    several = netgraph.people.find(ana, "tom weber")
    told = netgraph.people.find(ana, "Tom Weber at Globex")

    assert isinstance(several, Several)
    assert {one, two} == {person.id for person in several.people}
    assert isinstance(told, Found)
    assert two == told.person.id


def test_nobody_comes_with_the_nearest_names(netgraph: Netgraph, ana: Viewer) -> None:
    """A name that is not known shows those most like it, and nonsense shows none."""
    add(netgraph, ana, "Priya Shah")
    add(netgraph, ana, "Zoltan Kovacs")

    near = netgraph.people.find(ana, "Priyanka Shaw")
    far = netgraph.people.find(ana, "qqqq")

    assert isinstance(near, Nobody)
    assert ["Priya Shah"] == [person.name for person in near.nearest]
    assert Nobody(nearest=()) == far


@pytest.mark.parametrize(
    "text",
    ["", "   ", "()", "AND OR NOT", "a:b", "*", "?", '"', "~", "\\", "+-&&||!(){}[]^", "李明", "@"],
)
def test_no_text_breaks_the_search(netgraph: Netgraph, ana: Viewer, text: str) -> None:
    """What means something to the index means nothing special to who types it."""
    assert isinstance(netgraph.people.find(ana, text), Found | Several | Nobody)
    assert () == netgraph.people.suggest(ana, text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("CFO at Acme", ["Priya Shah"]),
        ("chief financial officer, ACME Inc.", ["Priya Shah"]),
        ("cfo acme", ["Priya Shah"]),
        ("VP sales, Globex", ["Omar Haddad"]),
        ("head of HR in retail", ["Lena Vogt"]),
        ("CFO @ Amce", ["Priya Shah"]),
        ("CTO at Acme", []),
        ("CFO", ["Priya Shah"]),
    ],
)
def test_a_role_at_a_company_is_understood(
    netgraph: Netgraph, ana: Viewer, text: str, names: list[str]
) -> None:
    """A role with a company or an industry finds who holds it."""
    add(netgraph, ana, "Priya Shah", title="Chief Financial Officer", company="Acme Inc.")
    add(netgraph, ana, "Omar Haddad", title="VP of Sales", company="Globex")
    add(netgraph, ana, "Lena Vogt", title="Head of Human Resources", company="Shopwell")
    shopwell = netgraph.companies.find(ana, "Shopwell")[0]
    netgraph.companies.edit(ana, shopwell.id, name="Shopwell", industry="Retail", domain="")

    found = netgraph.people.find_role(ana, text)

    assert isinstance(found, RoleFound)
    assert names == [person.name for person in found.people]


def test_a_name_is_no_role(netgraph: Netgraph, ana: Viewer) -> None:
    """A phrase without a role gives nothing."""
    assert netgraph.people.find_role(ana, "Priya Shah at Acme") is None


def test_an_unknown_company_gives_the_nearest(netgraph: Netgraph, ana: Viewer) -> None:
    """A role at a company that nobody knows names the company, and those most like it."""
    add(netgraph, ana, "Priya Shah", title="CFO", company="Acme Holdings")

    found = netgraph.people.find_role(ana, "CFO at Acna Holdongs")

    assert isinstance(found, RoleFound)
    assert ((), "Acna Holdongs") == (found.people, found.where)
    assert ["Acme Holdings"] == [company.name for company in found.nearest_companies]


def test_suggestions_come_while_typing(netgraph: Netgraph, ana: Viewer) -> None:
    """People, companies and roles at companies are suggested by their beginnings."""
    priya = add(netgraph, ana, "Priya Shah", title="CFO", company="Acme")
    add(netgraph, ana, "Ace Ventura", company="Pets")

    role = netgraph.people.suggest(ana, "cfo at ac")
    name = netgraph.people.suggest(ana, "pri sh")
    company = netgraph.people.suggest(ana, "ac")

    assert [(SuggestionKind.ROLE, "cfo at Acme", "Priya Shah", priya)] == [
        (one.kind, one.label, one.detail, one.person) for one in role
    ]
    assert [("Priya Shah", "CFO at Acme")] == [(one.label, one.detail) for one in name]
    assert [(SuggestionKind.PERSON, "Ace Ventura"), (SuggestionKind.COMPANY, "Acme")] == [
        (one.kind, one.label) for one in company
    ]


def test_the_job_shown_is_held_now(netgraph: Netgraph, ana: Viewer) -> None:
    """A current job goes before an ended one, and the latest start before an earlier one."""
    priya = add(netgraph, ana, "Priya Shah")
    for job in (
        NewJob(company="Old", title="CEO", started=date(2010, 1, 1), ended=date(2020, 1, 1)),
        NewJob(company="Mid", title="Analyst", started=date(2015, 1, 1)),
        NewJob(company="New", title="CFO", started=date(2021, 1, 1)),
        NewJob(company="Future", title="Chair", started=date(2030, 1, 1)),
    ):
        netgraph.people.add_employment(ana, priya, job, visibility=Visibility.TEAM)

    person = netgraph.people.get(ana, priya)

    assert ("CFO at New", "c_level", "finance", True) == (
        person.role, person.level, person.function, person.decides,
    )  # fmt: skip


def test_deciding_can_be_overruled_by_hand(netgraph: Netgraph, ana: Viewer) -> None:
    """What is said by hand goes before the title, until it is taken back."""
    priya = add(netgraph, ana, "Priya Shah", title="CFO", company="Acme")

    netgraph.people.set_decides(ana, priya, decides=False)
    said = netgraph.people.page(ana, priya, as_of=TODAY)
    netgraph.people.set_decides(ana, priya, decides=None)
    again = netgraph.people.page(ana, priya, as_of=TODAY)

    assert (False, "said by hand") == (said.person.decides, said.decides_because)
    assert (True, "follows from “CFO”") == (again.person.decides, again.decides_because)


def test_the_page_says_who_brought_each_fact(netgraph: Netgraph, ana: Viewer) -> None:
    """Every fact names its author, its time and how it came."""
    priya = add(netgraph, ana, "Priya Shah", title="CFO", company="Acme", email="p@acme.example")

    facts = netgraph.people.page(ana, priya, as_of=TODAY)

    sources = (facts.sources, facts.jobs[0].sources, facts.contact_points[0].sources)
    expected = ("by hand", ana.user, "Ana Ruiz", TEAM)
    assert [expected] * 3 == [
        (one.provenance.source, one.provenance.by, one.who, one.provenance.scope)
        for (one,) in sources
    ]


@pytest.mark.parametrize(
    ("channel", "value"),
    [(Channel.EMAIL, "nobody"), (Channel.PHONE, "12"), (Channel.LINKEDIN, "acme.example"),
     (Channel.URL, "javascript:alert(1)")],
)  # fmt: skip
def test_a_contact_point_must_be_one(
    netgraph: Netgraph, ana: Viewer, channel: Channel, value: str
) -> None:
    """What cannot reach anybody is refused."""
    with pytest.raises(InvalidInput):
        netgraph.people.add_contact_point(
            ana, ana.person, channel=channel, value=value, visibility=Visibility.TEAM
        )


def test_contact_points_are_kept_in_one_form(netgraph: Netgraph, ana: Viewer) -> None:
    """Addresses, numbers and profiles are normalised, so that the same is the same."""
    priya = add(netgraph, ana, "Priya Shah")
    for channel, value in (
        (Channel.EMAIL, " Priya@ACME.example "),
        (Channel.PHONE, "(415) 555-2671"),
        (Channel.LINKEDIN, "https://www.linkedin.com/in/Priya-Shah/?x=1"),
    ):
        netgraph.people.add_contact_point(
            ana, priya, channel=channel, value=value, visibility=Visibility.TEAM
        )

    held = netgraph.people.page(ana, priya, as_of=TODAY).contact_points

    assert {"priya@acme.example", "+14155552671", "priya-shah"} == {one.point.value for one in held}


def test_one_address_belongs_to_one_person(netgraph: Netgraph, ana: Viewer) -> None:
    """A second person with a known address is refused, with the first one's name."""
    add(netgraph, ana, "Priya Shah", email="p@acme.example")

    with pytest.raises(Conflict, match="Priya Shah"):
        add(netgraph, ana, "P. Shah", email="P@acme.example")


def test_every_write_can_be_undone(netgraph: Netgraph, ana: Viewer, database: Database) -> None:
    """Undoing each write in turn leaves what was there before it."""
    priya = add(netgraph, ana, "Priya Shah", title="CFO", company="Acme", email="p@acme.example")
    acme = netgraph.people.get(ana, priya).company
    assert acme is not None
    job = netgraph.people.page(ana, priya, as_of=TODAY).jobs[0].id
    people, wants, team = netgraph.people, netgraph.wants, Visibility.TEAM
    writes: tuple[Write, ...] = (
        lambda: people.rename(ana, priya, "Priya Shah-Jones"),
        lambda: people.set_decides(ana, priya, decides=False),
        lambda: people.add_contact_point(
            ana, priya, channel=Channel.PHONE, value="+14155552671", visibility=team
        ),
        lambda: people.add_employment(ana, priya, NewJob(company="Acme"), visibility=team),
        lambda: people.edit_employment(ana, priya, job, NewJob(company="Acme", title="CEO")),
        lambda: people.play_role(
            ana, priya, company=acme, role=BuyingRole.CHAMPION, visibility=team
        ),
        lambda: people.remove_fact(ana, priya, job),
        lambda: people.delete(ana, priya),
        lambda: wants.add_note(ana, priya, "Likes\nchess"),
        lambda: wants.add_expertise(ana, priya, "Audits", visibility=team),
        lambda: wants.add_want(
            ana, priya, NewWant(kind=WantKind.INTRODUCTION, text="to meet Ana", wanted=ana.person),
            visibility=team,
        ),
    )  # fmt: skip
    for write in writes:
        before = dump(database)
        done = write()
        changed = dump(database)
        netgraph.history.undo(ana, done.change)

        assert before != changed
        assert before == dump(database)


def rich_pair(
    netgraph: Netgraph, ana: Viewer, ben: Viewer, database: Database
) -> tuple[PersonId, PersonId]:
    """Two people of the team who are one, with facts of every kind, some of them Ben's own."""
    one = add(netgraph, ana, "Priya Shah", title="CFO", company="Acme", email="p@acme.example")
    two = add(netgraph, ana, "P. Shah", title="CFO", company="Acme", email="shah@home.example")
    third = add(netgraph, ana, "Tom Weber")
    evidence(database, ana.person, one, id_="e1", scope=TEAM, user=ana.user)
    evidence(database, ana.person, two, id_="e2", scope=TEAM, user=ana.user)
    evidence(database, one, two, id_="e3", scope=TEAM, user=ana.user)
    evidence(database, ben.person, two, id_="e4", scope=ben.private, user=ben.user)
    favor(database, ana.person, two, id_="f1", scope=TEAM)
    favor(database, one, two, id_="f2", scope=ben.private)
    netgraph.wants.add_note(ben, two, "Ben's secret")
    netgraph.wants.add_want(
        ben, two, NewWant(kind=WantKind.INTRODUCTION, text="meet Tom", wanted=third),
        visibility=Visibility.PRIVATE,
    )  # fmt: skip
    netgraph.wants.add_want(
        ana, third, NewWant(kind=WantKind.INTRODUCTION, text="meet her", wanted=two),
        visibility=Visibility.TEAM,
    )  # fmt: skip
    netgraph.wants.add_expertise(ana, one, "Audits", visibility=Visibility.TEAM)
    netgraph.wants.add_expertise(ana, two, "audits", visibility=Visibility.TEAM)
    refresh_ties(database, None, scopes=(TEAM, ben.private), as_of=TODAY)
    return one, two


def test_a_merge_keeps_every_fact_and_its_undo_is_exact(
    netgraph: Netgraph, ana: Viewer, ben: Viewer, database: Database
) -> None:
    """Facts of both are the one's, what both have is there once, and undo restores all."""
    one, two = rich_pair(netgraph, ana, ben, database)
    before = dump(database)

    merged = netgraph.people.merge(ana, kept=one, gone=two)

    facts = netgraph.people.page(ana, one, as_of=TODAY)
    wishes = netgraph.wants.of(ana, one)
    bens = netgraph.wants.of(ben, one)
    network = netgraph.ties.network(ana, as_of=TODAY)
    tie = network.tie(of=ana.person, towards=one)
    assert (one, "Merged P. Shah into Priya Shah") == (merged.person, merged.done.what)
    assert ["p@acme.example", "shah@home.example"] == [
        held.point.value for held in facts.contact_points
    ]
    assert (1, 1) == (len(facts.jobs), len(wishes.expertise))
    assert ["Ben's secret"] == [seen.note.text for seen in bens.notes]
    assert tie is not None
    assert (2, 1) == (len(tie.evidence.facts), len(tie.evidence.favors))
    with pytest.raises(NotFound):
        netgraph.people.get(ana, two)

    netgraph.history.undo(ana, merged.done.change)

    assert before == dump(database)


def test_what_only_another_user_sees_does_not_stop_a_merge(
    netgraph: Netgraph, ana: Viewer, ben: Viewer, database: Database
) -> None:
    """A favor between the two stops the merge for who sees it, and for nobody else."""
    one, two = add(netgraph, ana, "Priya Shah"), add(netgraph, ana, "P. Shah")
    favor(database, one, two, id_="f1", scope=ben.private)

    with pytest.raises(Conflict, match="a favor"):
        netgraph.people.merge(ben, kept=one, gone=two)

    assert one == netgraph.people.merge(ana, kept=one, gone=two).person


def test_two_users_are_two_people(netgraph: Netgraph, ana: Viewer, ben: Viewer) -> None:
    """People who log in cannot be merged with one another, nor be deleted."""
    with pytest.raises(Conflict, match="log in"):
        netgraph.people.merge(ana, kept=ana.person, gone=ben.person)
    with pytest.raises(Conflict, match="logs in"):
        netgraph.people.delete(ana, ben.person)


def test_a_user_and_the_team_stay_in_a_merge(netgraph: Netgraph, ana: Viewer) -> None:
    """A user outlives a contact, and the team's person a private one, whoever was chosen."""
    contact = add(netgraph, ana, "Ana R.")
    private = add(netgraph, ana, "Priya", visibility=Visibility.PRIVATE)
    team = add(netgraph, ana, "Priya Shah")

    assert ana.person == netgraph.people.merge(ana, kept=contact, gone=ana.person).person
    assert team == netgraph.people.merge(ana, kept=private, gone=team).person


def test_a_deletion_leaves_each_user_what_was_theirs(
    netgraph: Netgraph, ana: Viewer, ben: Viewer, database: Database
) -> None:
    """When the team forgets somebody, a private person with Ben's facts remains to Ben alone."""
    _, two = rich_pair(netgraph, ana, ben, database)
    before = dump(database)

    done = netgraph.people.delete(ana, two)

    assert isinstance(netgraph.people.find(ana, "shah@home.example"), Nobody)
    found = netgraph.people.find(ben, "P. Shah")
    assert isinstance(found, Found)
    left = netgraph.wants.of(ben, found.person.id)
    assert (ben.private, ["Ben's secret"], ["meet Tom"]) == (
        found.person.scope,
        [seen.note.text for seen in left.notes],
        [seen.want.text for seen in left.wants],
    )
    tie = netgraph.ties.network(ben, as_of=TODAY).tie(of=ben.person, towards=found.person.id)
    assert tie is not None
    with pytest.raises(NotFound):
        netgraph.people.get(ana, found.person.id)

    netgraph.history.undo(ana, done.change)

    assert before == dump(database)


def test_the_team_absorbs_whom_a_user_held_privately(
    netgraph: Netgraph, ana: Viewer, ben: Viewer
) -> None:
    """Once the team learns the address, Ben's notes are about the team's person, still Ben's."""
    bens = add(netgraph, ben, "Priya", email="p@acme.example", visibility=Visibility.PRIVATE)
    netgraph.wants.add_note(ben, bens, "Ben's secret")

    team = add(netgraph, ana, "Priya Shah", email="p@acme.example")

    assert ["Ben's secret"] == [one.note.text for one in netgraph.wants.of(ben, team).notes]
    assert () == netgraph.wants.of(ana, team).notes
    with pytest.raises(NotFound):
        netgraph.people.get(ben, bens)


def test_sharing_shows_the_person_and_keeps_the_notes(
    netgraph: Netgraph, ana: Viewer, ben: Viewer
) -> None:
    """A private person becomes the team's with job and address; the note stays private."""
    priya = add(
        netgraph, ana, "Priya Shah", title="CFO", company="Acme", email="p@acme.example",
        visibility=Visibility.PRIVATE,
    )  # fmt: skip
    netgraph.wants.add_note(ana, priya, "secret")

    netgraph.people.share(ana, priya)

    seen = netgraph.people.page(ben, priya, as_of=TODAY)
    assert ("CFO at Acme", 1, TEAM) == (
        seen.person.role, len(seen.contact_points), seen.person.scope,
    )  # fmt: skip
    assert () == netgraph.wants.of(ben, priya).notes


def answers(netgraph: Netgraph, viewer: Viewer, known: PersonId, hidden: PersonId) -> list[object]:
    """Everything that a viewer can be answered about people and companies here."""
    people, companies = netgraph.people, netgraph.companies
    acme = people.get(viewer, known).company
    assert acme is not None

    def refused(person: PersonId) -> str:
        with pytest.raises(NotFound) as error:
            people.page(viewer, person, as_of=TODAY)
        return str(error.value)

    texts = ("Priya Shah", "pri", "Pryia Shah", "Shahi", "CFO at Acme", "priya@home.example",
             "Secret", "CEO at Secret Corp", "cfo", "Priya at Secret Corp")  # fmt: skip
    return [
        *(people.find(viewer, text) for text in texts),
        *(people.find_role(viewer, text) for text in texts),
        *(people.suggest(viewer, text) for text in texts),
        *(companies.find(viewer, text) for text in texts),
        people.page(viewer, known, as_of=TODAY),
        people.namesakes(viewer, "Priya Shah"),
        people.what_goes(viewer, known),
        netgraph.wants.of(viewer, known),
        companies.page(viewer, acme, as_of=TODAY),
        companies.all(viewer),
        people.many(viewer, [known, hidden]),
        refused(hidden),
        refused(PersonId("none")),
    ]


def test_what_is_hidden_changes_no_answer(netgraph: Netgraph, ana: Viewer, ben: Viewer) -> None:
    """With Ben's private twin, facts and company, Ana is answered exactly as without them."""
    priya = add(netgraph, ana, "Priya Shah", title="CFO", company="Acme")
    acme = netgraph.people.get(ana, priya).company
    assert acme is not None
    before = answers(netgraph, ana, priya, PersonId("unwritten"))

    private = Visibility.PRIVATE
    twin = add(
        netgraph, ben, "Priya Shah", title="CFO", company="Acme", email="priya@home.example",
        visibility=private,
    )  # fmt: skip
    add(netgraph, ben, "Secret Shahi", title="CEO", company="Secret Corp", visibility=private)
    netgraph.people.add_employment(
        ben, priya, NewJob(company="Secret Corp", title="CEO"), visibility=private
    )
    netgraph.people.add_contact_point(
        ben, priya, channel=Channel.EMAIL, value="priya@secret.example", visibility=private
    )
    netgraph.people.play_role(ben, priya, company=acme, role=BuyingRole.BLOCKER, visibility=private)
    netgraph.wants.add_note(ben, priya, "secret")
    netgraph.wants.add_expertise(ben, priya, "secret", visibility=private)
    netgraph.wants.add_want(
        ben, priya, NewWant(kind=WantKind.HELP, text="secret"), visibility=private
    )

    assert before == answers(netgraph, ana, priya, twin)


def test_a_private_address_of_another_does_not_stop_one(
    netgraph: Netgraph, ana: Viewer, ben: Viewer
) -> None:
    """Ana adds somebody whom Ben holds privately, privately too, and hears of nothing."""
    add(netgraph, ben, "Priya", email="p@acme.example", visibility=Visibility.PRIVATE)

    written = netgraph.people.add(
        ana,
        name="Priya Shah",
        visibility=Visibility.PRIVATE,
        contact={Channel.EMAIL: "p@acme.example"},
    )

    assert isinstance(written, Written)
    assert isinstance(netgraph.people.find(ana, "p@acme.example"), Found)


def test_a_fact_about_a_private_person_is_private(netgraph: Netgraph, ana: Viewer) -> None:
    """A scope is never wider than that of the person it is about."""
    priya = add(netgraph, ana, "Priya", visibility=Visibility.PRIVATE)

    netgraph.people.add_employment(
        ana, priya, NewJob(company="Acme", title="CFO"), visibility=Visibility.TEAM
    )

    job = netgraph.people.page(ana, priya, as_of=TODAY).jobs[0]
    assert ana.private == job.scope


def test_names_are_cleaned(netgraph: Netgraph, ana: Viewer) -> None:
    """Control characters and quotes go; a name without anything left is refused."""
    priya = add(netgraph, ana, ' "Shah,  Priya"\u202e\x00')

    assert "Priya Shah" == netgraph.people.get(ana, priya).name
    with pytest.raises(InvalidInput):
        add(netgraph, ana, "\u200b ")
    with pytest.raises(InvalidInput):
        netgraph.people.rename(ana, priya, "x" * 201)


def test_a_third_user_sees_no_more_than_the_team(netgraph: Netgraph, ana: Viewer) -> None:
    """An administrator is a viewer like everybody else."""
    admin = netgraph.accounts.create(
        email="root@team.example", name="Root", role=Role.ADMIN, password="correct horse battery"
    )
    priya = add(netgraph, ana, "Priya", visibility=Visibility.PRIVATE)

    with pytest.raises(NotFound):
        netgraph.people.get(admin, priya)


def test_what_the_team_and_the_viewer_both_know_is_shown_once(
    netgraph: Netgraph, ana: Viewer
) -> None:
    """A private copy of the team's address and job does not show twice to its owner."""
    acme = add_company(netgraph, "acme", "Acme")
    add_person(netgraph, "wei", "Wei Chen", title="CFO", company=acme, email="wei@acme.example")
    run_cypher(
        netgraph.database,
        "MATCH (p:Person {id: 'wei'}), (c:Company {id: 'acme'}) "
        "CREATE (p)-[:HAS]->(:ContactPoint {id: 'own-mail', scope: $scope, channel: 'email', "
        "value: 'wei@acme.example', key: 'email:wei@acme.example'}) "
        "CREATE (p)-[:HOLDS]->(:Employment {id: 'own-job', scope: $scope, title: 'CFO', "
        "level: 'c_level', function: 'finance', decides: true})-[:AT]->(c)",
        scope=ana.private,
    )

    facts = netgraph.people.page(ana, PersonId("wei"), as_of=NOW.date())

    assert [("wei@acme.example", "team")] == [
        (held.point.value, held.point.scope) for held in facts.contact_points
    ]
    assert [("CFO", "team")] == [(held.job.title, held.scope) for held in facts.jobs]
