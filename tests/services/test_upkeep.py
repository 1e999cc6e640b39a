"""Small questions that keep what is known current: to whom, how many, and what an answer does."""

from datetime import UTC, datetime, timedelta

import pytest

from netgraph.domain.access import Viewer, Visibility
from netgraph.domain.evidence import Evidence, Grade, Kind, Knows, Monthly
from netgraph.domain.ids import PersonId
from netgraph.errors import NotFound
from netgraph.services.people import NewJob
from netgraph.services.upkeep import HowWell, StillThere
from netgraph.wiring import Netgraph
from tests.conftest import NOW, Clock
from tests.graphs import add_company, add_evidence, add_person, met

LONG_AGO = datetime(2024, 1, 10, tzinfo=UTC)


@pytest.fixture
def dana(netgraph: Netgraph, ana: Viewer, ben: Viewer, clock: Clock) -> PersonId:
    """A buyer whose job was last told two years ago; Ana met her often, Ben once."""
    clock.moment = LONG_AGO
    dana = netgraph.people.add(
        ana,
        name="Dana Ortiz",
        job=NewJob(title="Buyer", company="Globex"),
        visibility=Visibility.TEAM,
    ).person
    clock.moment = NOW
    day = NOW.date() - timedelta(days=9)
    add_evidence(netgraph, met(ana.person, dana, day, times=9), met(ben.person, dana, day, times=1))
    return dana


def listed(netgraph: Netgraph, viewer: Viewer, *names: str) -> None:
    """People who decide and whom a list alone connects with a viewer."""
    add_company(netgraph, "acme", "Acme Motors")
    months = (Monthly(day=NOW.date() - timedelta(days=90), count=1),)
    for name in names:
        id_ = add_person(netgraph, name.lower(), name, title="CFO", company="acme")
        fact = Evidence(actor=viewer.person, other=id_, kind=Kind.CONTACT_LIST, months=months)
        add_evidence(netgraph, fact)


def test_who_knows_best_is_asked_whether_an_old_job_is_held(
    netgraph: Netgraph, ana: Viewer, ben: Viewer, dana: PersonId
) -> None:
    """Ana is asked, Ben is not; her yes counts as a word of today, until she takes it back."""
    (asked,) = netgraph.upkeep.asks(ana)
    assert isinstance(asked, StillThere)
    assert (dana, "Buyer", "Globex", LONG_AGO.date()) == (
        asked.person.id,
        asked.title,
        asked.company,
        asked.told,
    )
    assert () == netgraph.upkeep.asks(ben)

    done = netgraph.upkeep.still(ana, asked.job)

    assert () == netgraph.upkeep.asks(ana)
    (job,) = netgraph.people.page(ana, dana, as_of=NOW.date()).jobs
    assert NOW in {source.provenance.at for source in job.sources}
    netgraph.history.undo(ana, done.change)
    assert (asked,) == netgraph.upkeep.asks(ana)


def test_what_is_put_off_rests_for_a_quarter(
    netgraph: Netgraph, ana: Viewer, dana: PersonId, clock: Clock
) -> None:
    """And nobody can put off what is not asked."""
    (asked,) = netgraph.upkeep.asks(ana)

    netgraph.upkeep.put_off(ana, asked.about)

    assert () == netgraph.upkeep.asks(ana)
    with pytest.raises(NotFound):
        netgraph.upkeep.put_off(ana, asked.about)
    clock.turn(days=91)
    add_evidence(netgraph, met(ana.person, dana, clock().date(), times=3))
    assert [asked.about] == [one.about for one in netgraph.upkeep.asks(ana)]


def test_three_a_week_are_asked_and_no_more(netgraph: Netgraph, ana: Viewer, clock: Clock) -> None:
    """A fourth waits for the next week, whatever became of the three."""
    listed(netgraph, ana, "Uma", "Vera", "Will", "Xenia")
    first = netgraph.upkeep.asks(ana)
    assert 3 == len(first)
    assert all(isinstance(one, HowWell) for one in first)

    netgraph.upkeep.know(ana, first[0].person.id, Knows.WELL)
    netgraph.upkeep.know(ana, first[1].person.id, Knows.BARELY)
    netgraph.upkeep.put_off(ana, first[2].about)

    assert () == netgraph.upkeep.asks(ana)
    clock.turn(days=8)
    assert 1 == len(netgraph.upkeep.asks(ana))
    strength = netgraph.ties.network(ana, as_of=clock().date()).strength(
        of=ana.person, towards=first[0].person.id
    )
    assert strength is not None
    assert Grade.VOUCHED is strength.grade


def test_nobody_is_asked_about_what_another_hides(
    netgraph: Netgraph, ana: Viewer, ben: Viewer, dana: PersonId
) -> None:
    """What Ben was asked and what he keeps to himself changes nothing that Ana is asked."""
    before = netgraph.upkeep.asks(ana)
    add_evidence(netgraph, met(ben.person, dana, NOW.date(), times=40), scope=ben.private)
    (his,) = netgraph.upkeep.asks(ben)

    netgraph.upkeep.put_off(ben, his.about)

    assert before == netgraph.upkeep.asks(ana)
