"""What the map holds for one viewer: filtered, bounded, and nothing of what others hide."""

from datetime import date

import pytest

from netgraph.domain.access import TEAM, Viewer
from netgraph.domain.favors import FavorKind
from netgraph.domain.ids import CompanyId, PersonId
from netgraph.domain.seniority import Level
from netgraph.graph.ties import pair_of, refresh_ties
from netgraph.services.network_map import (
    MOST_PEOPLE,
    MOST_TIES,
    MapAsked,
    NetworkMap,
)
from netgraph.wiring import Netgraph
from tests.conftest import Clock
from tests.graphs import add_company, add_evidence, add_person, mail, met

LATELY = date(2026, 6, 1)
LONG_AGO = date(2024, 3, 1)


def favor(
    netgraph: Netgraph,
    giver: PersonId,
    receiver: PersonId,
    *,
    day: date = LATELY,
    kind: FavorKind = FavorKind.ADVICE,
    scope: str = TEAM,
) -> None:
    """A favor as the ledger keeps it, with the tie that follows."""
    with netgraph.database._driver.session() as session:
        session.run(
            "MATCH (a:Person {id: $giver}), (b:Person {id: $receiver}) "
            "CREATE (a)-[:GAVE]->(:Favor {id: $id, kind: $kind, size: 'afternoon', scope: $scope, "
            "day: $day, note: ''})-[:TO]->(b)",
            giver=giver, receiver=receiver, id=f"favor-{netgraph.new_id()}", kind=kind.value,
            scope=scope, day=day,
        ).consume()  # fmt: skip
    netgraph.database.in_transaction(
        lambda tx: refresh_ties(
            tx,
            [pair_of(giver, receiver)],
            scopes=(scope,),  # type: ignore[arg-type]
            as_of=netgraph.now().date(),
        ),
        called="test",
    )


@pytest.fixture
def known(netgraph: Netgraph, ana: Viewer, ben: Viewer) -> dict[str, PersonId]:
    """Two companies, four people, ties of every strength, favors both ways."""
    add_company(netgraph, "acme", "Acme")
    add_company(netgraph, "globex", "Globex")
    people = {
        "priya": add_person(netgraph, "priya", "Priya Shah", title="CFO", company="acme"),
        "zoe": add_person(netgraph, "zoe", "Zoe Kern", title="Analyst", company="acme"),
        "tom": add_person(netgraph, "tom", "Tom Weber", title="VP Sales", company="globex"),
        "lia": add_person(netgraph, "lia", "Lia Marsh"),
    }
    add_evidence(
        netgraph,
        met(ana.person, people["tom"], LATELY, times=9),
        met(people["tom"], people["priya"], LATELY, times=6),
        mail(people["zoe"], people["tom"], LONG_AGO, times=1),
        met(ben.person, people["zoe"], LONG_AGO, times=4),
    )
    favor(netgraph, ana.person, people["tom"])
    favor(netgraph, people["tom"], people["priya"], day=LONG_AGO, kind=FavorKind.REFERRAL)
    favor(netgraph, people["priya"], ana.person, kind=FavorKind.INTRODUCTION)
    return people


def names(picture: NetworkMap) -> set[str]:
    """Who is drawn, without the two users."""
    return {placed.person.name.split()[0] for placed in picture.people} - {"Ana", "Ben"}


def pairs(picture: NetworkMap) -> set[frozenset[str]]:
    """Who is drawn as tied."""
    return {frozenset((tie.one, tie.other)) for tie in picture.ties}


def arrows(picture: NetworkMap) -> set[tuple[str, str]]:
    """Who is drawn as having helped whom."""
    return {(arrow.giver, arrow.receiver) for arrow in picture.arrows}


def test_map_shows_everybody_with_ties_and_favors(
    netgraph: Netgraph, ana: Viewer, known: dict[str, PersonId]
) -> None:
    """People with and without ties are there; favors point from giver to receiver."""
    picture = netgraph.maps.draw(ana, MapAsked(strength=0.0))

    assert {"Priya", "Zoe", "Tom", "Lia"} == names(picture)
    assert frozenset((ana.person, known["tom"])) in pairs(picture)
    assert {
        (ana.person, "tom"), ("tom", "priya"), ("priya", ana.person),
    } == arrows(picture)  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (MapAsked(companies=(CompanyId("acme"),)), {"Priya", "Zoe"}),
        (MapAsked(level=Level.VP), {"Priya", "Tom"}),
        (MapAsked(level=Level.C_LEVEL), {"Priya"}),
        (MapAsked(decides=True), {"Priya", "Tom"}),
        (MapAsked(mine=True), {"Tom", "Priya"}),
        (MapAsked(mine=True, favors=False), {"Tom", "Priya"}),
        (MapAsked(mine=True, ties=False, kind=FavorKind.ADVICE), {"Tom"}),
        (MapAsked(companies=(CompanyId("acme"),), level=Level.VP), {"Priya"}),
        (MapAsked(companies=(CompanyId("none"),)), set()),
        (MapAsked(level=Level.C_LEVEL, centre=PersonId("lia")), {"Priya", "Lia"}),
        (MapAsked(level=Level.C_LEVEL, centre=PersonId("none")), {"Priya"}),
        (MapAsked(decides=True, paths=((PersonId("zoe"), PersonId("tom")),)),
         {"Priya", "Tom", "Zoe"}),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("known")
def test_filters_say_who_is_shown(
    netgraph: Netgraph,
    ana: Viewer,
    asked: MapAsked,
    expected: set[str],
) -> None:
    """Each filter narrows; whom the viewer centres on, or paths lead over, is there anyway."""
    picture = netgraph.maps.draw(ana, asked)

    assert expected == names(picture)
    assert ana.person in {placed.person.id for placed in picture.people}


@pytest.mark.usefixtures("known")
def test_lines_are_filtered_by_kind_period_and_strength(netgraph: Netgraph, ana: Viewer) -> None:
    """Ties or favors alone, one kind, one period, and nothing weaker than asked for."""
    draw = netgraph.maps.draw

    assert set() == pairs(draw(ana, MapAsked(ties=False)))
    assert set() == arrows(draw(ana, MapAsked(favors=False)))
    assert {("tom", "priya")} == arrows(draw(ana, MapAsked(kind=FavorKind.REFERRAL)))
    assert {("tom", "priya")} == arrows(draw(ana, MapAsked(until=date(2025, 1, 1))))
    assert ("tom", "priya") not in arrows(draw(ana, MapAsked(since=date(2025, 1, 1))))
    weak = frozenset(("zoe", "tom"))
    assert weak in pairs(draw(ana, MapAsked(strength=0.0)))
    assert weak not in pairs(draw(ana, MapAsked(strength=0.3)))
    assert weak not in pairs(draw(ana, MapAsked(strength=0.0, since=date(2025, 1, 1))))
    mine = pairs(draw(ana, MapAsked(strength=0.0, mine=True)))
    assert all(ana.person in pair for pair in mine)


@pytest.mark.usefixtures("known")
def test_balance_is_with_the_viewer_alone(netgraph: Netgraph, ana: Viewer, ben: Viewer) -> None:
    """Ana sees what is between herself and each person; Ben sees none of her balances."""

    def balances(viewer: Viewer) -> dict[str, float]:
        return {
            placed.person.id: round(placed.goodwill.balance)
            for placed in netgraph.maps.draw(viewer, MapAsked()).people
            if placed.goodwill is not None
        }

    assert {"tom": 2, "priya": -2} == balances(ana)
    assert {} == balances(ben)


def test_path_is_lit_and_drawn_whatever_the_filters(
    netgraph: Netgraph, ana: Viewer, known: dict[str, PersonId]
) -> None:
    """Weak ties of a path are there too; neighbours who are not tied are not made so."""
    path = (ana.person, known["tom"], known["zoe"], known["lia"])

    picture = netgraph.maps.draw(ana, MapAsked(strength=0.9, ties=False, paths=(path,)))

    assert {frozenset((ana.person, "tom")), frozenset(("tom", "zoe"))} == pairs(picture)
    assert all(tie.lit for tie in picture.ties)
    assert {ana.person, "tom", "zoe", "lia"} == {p.person.id for p in picture.people if p.lit}


@pytest.mark.usefixtures("known")
def test_places_depend_on_no_filter_and_no_day(
    netgraph: Netgraph, ana: Viewer, clock: Clock
) -> None:
    """Who is shown may change, where they stand does not: not by a filter, not by tomorrow."""

    def places(asked: MapAsked) -> dict[str, object]:
        return {placed.person.id: placed.at for placed in netgraph.maps.draw(ana, asked).people}

    everywhere = places(MapAsked())
    few = places(MapAsked(decides=True, since=date(2026, 1, 1)))
    clock.turn(days=45)

    assert {person: everywhere[person] for person in few} == few
    assert everywhere == places(MapAsked())


def test_what_others_hide_changes_nothing(
    netgraph: Netgraph, ana: Viewer, ben: Viewer, known: dict[str, PersonId]
) -> None:
    """Ben's private people, company, ties and favors leave Ana's map as it was, places included."""
    asked = [
        MapAsked(strength=0.0),
        MapAsked(mine=True),
        MapAsked(companies=(CompanyId("hidden"),)),
        MapAsked(centre=PersonId("secret"), paths=((ana.person, PersonId("secret")),)),
        MapAsked(opened=("hidden",)),
    ]
    before = [netgraph.maps.draw(ana, one) for one in asked]
    add_company(netgraph, "hidden", "Hidden", scope=ben.private)
    secret = add_person(
        netgraph, "secret", "Secret Friend", title="CEO", company="hidden", scope=ben.private
    )
    add_evidence(
        netgraph,
        met(ben.person, secret, LATELY, times=20),
        met(ben.person, known["priya"], LATELY, times=20),
        met(known["tom"], known["lia"], LATELY, times=20),
        scope=ben.private,
    )
    favor(netgraph, ben.person, known["priya"], scope=ben.private)
    favor(netgraph, ben.person, known["tom"], scope=ben.private)

    assert before == [netgraph.maps.draw(ana, one) for one in asked]
    seen = netgraph.maps.draw(ben, MapAsked(strength=0.0))
    assert "Secret" in names(seen)
    assert frozenset((ben.person, secret)) in pairs(seen)
    assert (ben.person, "tom") in arrows(seen)


@pytest.fixture
def crowd(netgraph: Netgraph, ana: Viewer) -> None:
    """A thousand people at twenty companies, a hundred without one, three thousand ties."""
    with netgraph.database._driver.session() as session:
        session.run(
            "UNWIND range(0, 19) AS n CREATE (:Company {id: 'c' + n, scope: 'team', "
            "name: 'Company ' + n, key: 'company ' + n})"
        ).consume()
        session.run(
            "UNWIND range(0, 1099) AS n CREATE (p:Person {id: 'p' + n, scope: 'team', "
            "name: 'Person ' + n, name_key: 'person ' + n}) WITH p, n WHERE n < 1000 "
            "MATCH (c:Company {id: 'c' + (n % 20)}) CREATE (p)-[:HOLDS]->(:Employment "
            "{id: 'j' + n, scope: 'team', title: 'Clerk', level: 'individual', function: 'other', "
            "decides: false})-[:AT]->(c)"
        ).consume()
        session.run(
            "UNWIND range(0, 2999) AS n MATCH (a:Person {id: 'p' + (n % 1000)}), "
            "(b:Person {id: 'p' + ((n * 7 + 13) % 1000)}) WHERE a <> b "
            "CREATE (a)-[:DID]->(:Evidence {id: 'e' + n, kind: 'meeting', scope: 'team', "
            "source: 'test', days: [date('2026-05-04')], counts: [3.0], weight: 1.0})"
            "-[:TOWARDS]->(b)"
        ).consume()
        session.run(
            "MATCH (a:Person {id: $ana}) UNWIND range(0, 39) AS n MATCH (b:Person {id: 'p' + n}) "
            "CREATE (a)-[:DID]->(:Evidence {id: 'mine' + n, kind: 'meeting', scope: 'team', "
            "source: 'test', days: [date('2026-05-04')], counts: [3.0], weight: 1.0})"
            "-[:TOWARDS]->(b)",
            ana=ana.person,
        ).consume()
    netgraph.database.in_transaction(
        lambda tx: refresh_ties(tx, None, scopes=(TEAM,), as_of=netgraph.now().date()),
        called="test",
    )


@pytest.mark.usefixtures("crowd")
def test_many_people_are_grouped_by_company_until_opened(netgraph: Netgraph, ana: Viewer) -> None:
    """Companies stand for their people with their ties; opening one shows these people."""
    closed = netgraph.maps.draw(ana, MapAsked())
    opened = netgraph.maps.draw(ana, MapAsked(opened=("c3", "no such group")))

    assert closed.grouped
    assert {ana.person} == {placed.person.id for placed in closed.people}
    assert {"Company 3", "Company not known"} < {group.name for group in closed.groups}
    assert 1101 == sum(group.people for group in closed.groups) == closed.known
    assert (ana.person, "group:c3") in {(tie.one, tie.other) for tie in closed.ties} | {
        (tie.other, tie.one) for tie in closed.ties
    }
    assert 51 == len(opened.people)
    assert {"c3"} == {placed.group for placed in opened.people if not placed.me}
    assert {g.id: g.disc for g in closed.groups} == {g.id: g.disc for g in opened.groups}


@pytest.mark.usefixtures("crowd")
def test_a_picture_is_bounded(netgraph: Netgraph, ana: Viewer) -> None:
    """However much is opened, people and lines stay below what a page can draw, and it says so."""
    everything = tuple(f"c{n}" for n in range(20))

    picture = netgraph.maps.draw(ana, MapAsked(opened=everything, strength=0.0))

    assert MOST_PEOPLE == len(picture.people)
    assert MOST_TIES >= len(picture.ties)
    assert sum(g.people - g.shown for g in picture.groups) == 1101 - MOST_PEOPLE


@pytest.mark.usefixtures("crowd")
def test_few_enough_people_are_drawn_one_by_one(netgraph: Netgraph, ana: Viewer) -> None:
    """Narrowed to some companies, or to the viewer's own ties, nothing is grouped."""
    some = netgraph.maps.draw(ana, MapAsked(companies=(CompanyId("c1"), CompanyId("c2"))))
    mine = netgraph.maps.draw(ana, MapAsked(mine=True))

    assert (False, 101) == (some.grouped, len(some.people))
    assert (False, 41) == (mine.grouped, len(mine.people))
