"""The team is asked openly, and what a colleague offers is between the two."""

import pytest

from netgraph.domain.access import Role, Viewer
from netgraph.domain.ids import PersonId
from netgraph.errors import InvalidInput, NotFound
from netgraph.wiring import Netgraph
from tests.conftest import PASSWORD, Clock
from tests.giving import person
from tests.graphs import add_person


@pytest.fixture
def eve(netgraph: Netgraph) -> Viewer:
    """Eve, a third colleague."""
    return netgraph.accounts.create(
        email="eve@team.example", name="Eve Lind", role=Role.REP, password=PASSWORD
    )


def test_an_ask_is_answered_between_the_two(
    netgraph: Netgraph, ana: Viewer, ben: Viewer, eve: Viewer, clock: Clock
) -> None:
    """Ben offers; Ana reads it and takes it up; Eve sees the ask and no offer; then it ends."""
    add_person(netgraph, "priya", "Priya Shah", title="CFO")
    asks = netgraph.open_asks
    asks.put(ana, text="Who knows Priya?", why="Q3", target=PersonId("priya"))
    (seen,) = asks.board(ben).asks
    asks.offer(ben, note="I do.", ask=seen.ask.id)
    (offer,) = asks.offered(ana)
    with pytest.raises(NotFound):
        asks.answer(eve, offer.help.id, take=True)
    with pytest.raises(NotFound):
        asks.close(eve, seen.ask.id)
    asks.answer(ana, offer.help.id, take=True)

    assert ("Priya Shah", False, ()) == (
        seen.target and seen.target.name, seen.mine, asks.board(eve).asks[0].helps,
    )  # fmt: skip
    assert ["I do."] == [one.help.note for one in asks.board(ana).asks[0].helps]
    assert () == asks.offered(ana)
    clock.turn(days=31)
    assert () == asks.board(ana).asks


def test_help_can_be_offered_unasked_and_taken_back(
    netgraph: Netgraph, ana: Viewer, ben: Viewer
) -> None:
    """Ben offers Ana something; undone, it is gone; nothing is offered to oneself or a stranger."""
    done = netgraph.open_asks.offer(ben, note="I can read your deck.", colleague=ana.person)
    assert ["Ben Okoye"] == [one.helper.name for one in netgraph.open_asks.board(ana).unasked]
    netgraph.history.undo(ben, done.change)

    assert () == netgraph.open_asks.board(ana).unasked
    with pytest.raises(InvalidInput):
        netgraph.open_asks.offer(ben, note="Hello.", colleague=ben.person)
    with pytest.raises(NotFound):
        netgraph.open_asks.offer(ben, note="Hello.", colleague=PersonId("nobody"))


def test_nobody_private_is_put_before_the_team(netgraph: Netgraph, ana: Viewer) -> None:
    """Whom only Ana sees the team is not asked about, and an ask needs words."""
    nora = person(netgraph, ana, "Nora Quint", private=True)

    with pytest.raises(InvalidInput, match="Only you see"):
        netgraph.open_asks.put(ana, text="Who knows Nora?", target=PersonId(nora))
    with pytest.raises(InvalidInput, match="look for"):
        netgraph.open_asks.put(ana, text=" ")
