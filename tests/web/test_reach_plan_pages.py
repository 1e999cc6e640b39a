"""Widen your reach: a page that proposes ties, or says what is missing for that."""

from collections.abc import Callable
from datetime import timedelta

from netgraph.domain.access import Viewer, Visibility
from netgraph.domain.ids import CompanyId, PersonId
from netgraph.domain.people import BuyingRole
from netgraph.wiring import Netgraph
from tests.conftest import Clock
from tests.graphs import add_company, add_evidence, add_person, met
from tests.web.conftest import Browser


def test_the_page_names_the_tie_and_what_it_opens(
    netgraph: Netgraph, clock: Clock, ana: Viewer, login: Callable[[Viewer], Browser]
) -> None:
    """Without targets it says how to have some; with them, whom to write to and why."""
    browser = login(ana)
    before = browser.text("/reach-plan")
    add_company(netgraph, "acme", "Acme")
    add_person(netgraph, "priya", "Priya Shah", title="CFO", company="acme")
    add_person(netgraph, "miriam", "Miriam <b>Keller</b>")
    role = BuyingRole.DECISION_MAKER
    netgraph.people.play_role(
        ana, PersonId("priya"), company=CompanyId("acme"), role=role, visibility=Visibility.TEAM
    )
    asleep = clock().date() - timedelta(days=900)
    add_evidence(
        netgraph,
        met(ana.person, "miriam", asleep, times=4),
        met("miriam", "priya", clock().date(), times=6),
    )

    after = browser.text("/reach-plan")

    assert "No targets yet" in before
    assert "Miriam &lt;b&gt;Keller&lt;/b&gt;" in after
    assert "You know each other" in after
    assert 'href="/reach/priya"' in after
