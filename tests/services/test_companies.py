"""Companies of the team and of one user, and what is hidden behind a name."""

from datetime import date

import pytest

from netgraph.domain.access import TEAM, Viewer, Visibility
from netgraph.domain.ids import CompanyId
from netgraph.domain.people import Company
from netgraph.errors import Conflict, InvalidInput, NotFound
from netgraph.services.people import NewJob
from netgraph.wiring import Netgraph

TODAY = date(2026, 6, 15)


def names(companies: tuple[Company, ...]) -> list[str]:
    """The names of companies in order."""
    return [company.name for company in companies]


def work_at(netgraph: Netgraph, viewer: Viewer, company: str, visibility: Visibility) -> CompanyId:
    """The company of a new person's job."""
    person = netgraph.people.add(
        viewer, name=f"Somebody at {company}", visibility=visibility,
        job=NewJob(company=company, title="CEO"),
    ).person  # fmt: skip
    found = netgraph.people.get(viewer, person).company
    assert found is not None
    return found


def test_companies_are_found_without_legal_forms(netgraph: Netgraph, ana: Viewer) -> None:
    """The very name goes before its beginnings, and these before a mistake."""
    for name in ("Acme Inc.", "Acme Labs GmbH", "Globex"):
        netgraph.companies.add(ana, name=name, visibility=Visibility.TEAM)

    assert ["Acme Inc."] == names(netgraph.companies.find(ana, "ACME"))
    assert ["Acme Labs GmbH"] == names(netgraph.companies.find(ana, "acme la"))
    assert ["Globex"] == names(netgraph.companies.find(ana, "Globxe"))
    assert [] == names(netgraph.companies.find(ana, "Initech"))


def test_one_name_is_one_company_of_the_team(netgraph: Netgraph, ana: Viewer, ben: Viewer) -> None:
    """Jobs at the same name are at the same company, whoever writes them."""
    first = work_at(netgraph, ana, "Acme", Visibility.TEAM)

    assert first == work_at(netgraph, ben, "ACME Inc.", Visibility.TEAM)
    assert first == work_at(netgraph, ben, "Acme", Visibility.PRIVATE)


def test_a_private_company_takes_no_name_from_another(
    netgraph: Netgraph, ana: Viewer, ben: Viewer
) -> None:
    """Ana adds what Ben keeps privately, is told of nothing, and both have theirs."""
    bens = work_at(netgraph, ben, "Secret", Visibility.PRIVATE)

    anas = netgraph.companies.add(ana, name="Secret", visibility=Visibility.TEAM).company

    assert bens != anas
    assert [TEAM] == [company.scope for company in netgraph.companies.find(ana, "Secret")]
    with pytest.raises(NotFound):
        netgraph.companies.get(ana, bens)
    assert anas == netgraph.companies.merge(ben, kept=bens, gone=anas).company


def test_a_company_nobody_else_knows_is_not_in_the_way(
    netgraph: Netgraph, ana: Viewer, ben: Viewer
) -> None:
    """A team's company that only Ben's private job holds is not there for Ana, and makes way."""
    gone = work_at(netgraph, ana, "Acme", Visibility.TEAM)
    bens = netgraph.people.add(
        ben, name="Bens", visibility=Visibility.PRIVATE, job=NewJob(company="Acme", title="CFO")
    ).person
    netgraph.people.delete(ana, netgraph.companies.page(ana, gone, as_of=TODAY).now[0].person.id)
    other = netgraph.companies.add(ana, name="Other", visibility=Visibility.TEAM).company

    assert () == netgraph.companies.find(ana, "Acme")
    netgraph.companies.edit(ana, other, name="Acme", industry="", domain="")

    assert ["Acme"] == names(netgraph.companies.find(ana, "Acme"))
    assert "CFO at Acme" == netgraph.people.get(ben, bens).role


def test_a_deleted_company_stays_with_whom_works_there_privately(
    netgraph: Netgraph, ana: Viewer, ben: Viewer
) -> None:
    """Ana deletes what is empty to her; Ben keeps his job and its company."""
    acme = netgraph.companies.add(ana, name="Acme", visibility=Visibility.TEAM).company
    person = netgraph.people.add(
        ben, name="Bens", visibility=Visibility.PRIVATE, job=NewJob(company="Acme", title="CFO")
    ).person

    netgraph.companies.delete(ana, acme)

    with pytest.raises(NotFound):
        netgraph.companies.get(ana, acme)
    assert "CFO at Acme" == netgraph.people.get(ben, person).role


def test_a_known_name_and_a_bad_domain_are_refused(netgraph: Netgraph, ana: Viewer) -> None:
    """The same name twice, no name, and what is no domain are told."""
    netgraph.companies.add(ana, name="Acme", visibility=Visibility.TEAM)

    with pytest.raises(Conflict, match="Acme"):
        netgraph.companies.add(ana, name="ACME Inc.", visibility=Visibility.TEAM)
    with pytest.raises(InvalidInput):
        netgraph.companies.add(ana, name=" ", visibility=Visibility.TEAM)
    with pytest.raises(InvalidInput):
        netgraph.companies.add(ana, name="B", visibility=Visibility.TEAM, domain="not a domain")


def test_the_page_knows_who_was_there_before(netgraph: Netgraph, ana: Viewer) -> None:
    """Who left stands apart, with the job they had."""
    acme = work_at(netgraph, ana, "Acme", Visibility.TEAM)
    left = netgraph.people.add(ana, name="Left Long Ago", visibility=Visibility.TEAM).person
    netgraph.people.add_employment(
        ana,
        left,
        NewJob(company="Acme", title="CFO", started=date(2010, 1, 1), ended=date(2015, 1, 1)),
        visibility=Visibility.TEAM,
    )

    page = netgraph.companies.page(ana, acme, as_of=TODAY)
    then = netgraph.companies.page(ana, acme, as_of=date(2012, 1, 1))

    assert (["Somebody at Acme"], ["Left Long Ago"]) == (
        [one.person.name for one in page.now], [one.person.name for one in page.before],
    )  # fmt: skip
    assert {"Somebody at Acme", "Left Long Ago"} == {one.person.name for one in then.now}


def test_merging_companies_can_be_undone(netgraph: Netgraph, ana: Viewer) -> None:
    """Everybody is at the one company, and back at their own when it is undone."""
    one = work_at(netgraph, ana, "Acme", Visibility.TEAM)
    two = work_at(netgraph, ana, "Acme Labs", Visibility.TEAM)

    merged = netgraph.companies.merge(ana, kept=one, gone=two)
    both = netgraph.companies.page(ana, one, as_of=TODAY).now
    netgraph.history.undo(ana, merged.done.change)

    assert 2 == len(both)
    assert 1 == len(netgraph.companies.page(ana, one, as_of=TODAY).now)
    assert 1 == len(netgraph.companies.page(ana, two, as_of=TODAY).now)
