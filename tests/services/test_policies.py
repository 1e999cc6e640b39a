"""A connector's rules are kept across the team, put their ways last, and hide nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest

from netgraph.domain.access import Viewer, Visibility
from netgraph.domain.favors import FavorKind
from netgraph.domain.giving import NewFavor
from netgraph.domain.ids import PersonId
from netgraph.domain.policies import ConnectorPolicy
from netgraph.errors import Conflict
from netgraph.services.reach import Reached
from netgraph.wiring import Netgraph
from tests.conftest import NOW
from tests.graphs import add_company, add_evidence, add_person, met
from tests.services.test_introductions import drafted

TODAY = NOW.date()
DANA, TOM = PersonId("dana"), PersonId("tom")


@pytest.fixture
def small(netgraph: Netgraph, ana: Viewer, ben: Viewer) -> Netgraph:
    """Ana and Ben know Dana better than Tom; both know Priya, CFO at Acme."""
    acme = add_company(netgraph, "acme", "Acme Motors")
    add_person(netgraph, "priya", "Priya Shah", title="CFO", company=acme)
    for id_, name, times in (("dana", "Dana Ortiz", 9), ("tom", "Tom Becker", 2)):
        add_person(netgraph, id_, name)
        add_evidence(
            netgraph,
            met(ana.person, id_, TODAY, times=times),
            met(ben.person, id_, TODAY, times=times),
            met(id_, "priya", TODAY, times=times),
        )
    return netgraph


def ways(netgraph: Netgraph, viewer: Viewer) -> list[tuple[str, tuple[str, ...]]]:
    """The connectors to Priya in order, with what speaks against each."""
    answer = netgraph.reach.ask(viewer, "Priya Shah", as_of=TODAY)
    assert isinstance(answer, Reached)
    return [(path.connector.id, path.against) for path in answer.paths if path.connector]


@pytest.mark.parametrize(
    ("policy", "word"),
    [
        (ConnectorPolicy(cap=0), "asked too often: 0 in three months, at most 0"),
        (ConnectorPolicy(never=("ACME Motors Inc.",)), "introduces nobody to Acme Motors"),
        (ConnectorPolicy(least=0.99), "wants at least 99 %"),
        (ConnectorPolicy(paused_until=TODAY), "pausing: not to be asked until 15 June"),
    ],
)
def test_each_rule_puts_the_way_last_and_says_why(
    small: Netgraph, ana: Viewer, ben: Viewer, policy: ConnectorPolicy, word: str
) -> None:
    """Who set it does not matter: the other reads the same, and undo takes it back."""
    assert [("dana", ()), ("tom", ())] == ways(small, ben)
    done = small.policies.set(ana, DANA, policy)
    assert [("tom", ()), ("dana", (word,))] == ways(small, ben)
    small.history.undo(ana, done.change)
    assert [("dana", ()), ("tom", ())] == ways(small, ben)


def test_the_budget_counts_what_the_team_asked_and_got(
    small: Netgraph, ana: Viewer, ben: Viewer
) -> None:
    """Introductions of the quarter and live requests count; old and privately kept ones do not."""
    introduction = NewFavor(giver=DANA, receiver=ana.person, kind=FavorKind.INTRODUCTION, day=TODAY)
    small.favors.add(ana, introduction)
    small.favors.add(ana, replace(introduction, day=TODAY - timedelta(days=200)))
    small.favors.add(ana, introduction, visibility=Visibility.PRIVATE)
    draft = drafted(small, ana)
    small.introductions.send(ana, draft.id)

    assert {DANA: 3} == {who: n for who, n in small.policies.asked(ana, (DANA, TOM)).items() if n}
    assert {DANA: 2} == {who: n for who, n in small.policies.asked(ben, (DANA, TOM)).items() if n}


def test_asking_against_the_rules_needs_a_reason(small: Netgraph, ana: Viewer) -> None:
    """A connector over budget can be asked, by who says why."""
    small.policies.set(ana, DANA, ConnectorPolicy(cap=0))
    draft = drafted(small, ana)
    with pytest.raises(Conflict, match="asked too often"):
        small.introductions.send(ana, draft.id)
    small.introductions.send(ana, draft.id, reason="She offered it.")

    assert "She offered it." == small.introductions.request(ana, draft.id).override


def test_who_reads_on_thursdays_is_next_asked_on_a_thursday() -> None:
    """Today counts when it is the day; without a day every day does."""
    rules = ConnectorPolicy(batch_day=3)
    days = [rules.next_day(TODAY + timedelta(days=number)) for number in range(7)]

    assert {3} == {day.weekday() for day in days}
    assert [True] * 7 == [0 <= (day - TODAY).days - n <= 6 for n, day in enumerate(days)]
    assert TODAY == ConnectorPolicy().next_day(TODAY)
