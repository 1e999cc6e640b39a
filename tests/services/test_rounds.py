"""A round: one ask each, offers of help, a matching, reminders, and what was done in the ledger."""

from datetime import timedelta

import pytest

from netgraph.domain.access import Viewer
from netgraph.domain.favors import Favor
from netgraph.domain.ids import RoundId
from netgraph.errors import Conflict, InvalidInput, NotFound
from netgraph.services.ledger import Asked, Show
from netgraph.services.rounds import MemberLink
from netgraph.wiring import Netgraph
from tests.conftest import NOW, Clock
from tests.giving import cast_of, person

DAY = NOW.date()


def begun(netgraph: Netgraph, viewer: Viewer) -> tuple[RoundId, list[MemberLink]]:
    """A round of the viewer, Dana, Priya and Tom, with everybody's link in this order."""
    people = cast_of(netgraph, viewer)
    round_, _ = netgraph.rounds.begin(
        viewer,
        title="Friday round",
        members=(people.dana, people.priya, people.tom),
        until=DAY + timedelta(days=7),
    )
    found = netgraph.rounds.one(viewer, round_)
    return round_, [member.link for member in found.members]


def test_a_round_is_stated_matched_helped_and_logged(netgraph: Netgraph, ana: Viewer) -> None:
    """Dana asks, Tom offers; matched, Tom helps once, and it is in the ledger once."""
    round_, (_, dana, _, tom) = begun(netgraph, ana)
    netgraph.rounds.say(dana, ask="a speaker in May", offers=())
    netgraph.rounds.say(tom, ask="", offers=(1, 2, 3))
    seen = netgraph.rounds.one(ana, round_)
    assert ["Ana Ruiz", "Priya Shah", "Tom Becker"] == [m.person.name for m in seen.missing]
    assert (1, 1, 0) == (seen.asks, seen.matched, seen.helped)

    netgraph.rounds.close(ana, round_)

    helper = netgraph.rounds.open(dana).helper
    assert "Tom Becker" == (helper.name if helper else "")
    (other,) = netgraph.rounds.open(tom).others
    assert (True, False) == (other.mine, other.done)
    for _ in range(2):
        netgraph.rounds.helped(tom, 1)
    assert 1 == netgraph.rounds.one(ana, round_).helped
    logged = netgraph.favors.ledger(ana, Asked(show=Show.OTHERS)).entries
    assert [("Tom Becker", "Dana Ortiz", "a speaker in May")] == [
        (e.giver.name, e.receiver.name, e.text) for e in logged if isinstance(e.deed, Favor)
    ]


def test_settled_asks_stay_and_an_opened_round_takes_them_again(
    netgraph: Netgraph, ana: Viewer, clock: Clock
) -> None:
    """After its last day, or once matched, nothing can be changed; opened again, it can."""
    round_, (_, dana, priya, _) = begun(netgraph, ana)
    done = netgraph.rounds.close(ana, round_)
    with pytest.raises(Conflict):
        netgraph.rounds.say(dana, ask="a CFO", offers=())
    netgraph.history.undo(ana, done.change)
    netgraph.rounds.say(dana, ask="a CFO", offers=())
    with pytest.raises(Conflict):
        netgraph.rounds.helped(priya, 1)

    clock.turn(days=8)

    with pytest.raises(Conflict):
        netgraph.rounds.say(dana, ask="a CIO", offers=())


def test_a_round_is_its_runners_and_links_are_not_guessed(
    netgraph: Netgraph, ana: Viewer, ben: Viewer
) -> None:
    """A colleague finds none, a wrong nonce opens none, and one without people cannot begin."""
    round_, (mine, *_) = begun(netgraph, ana)
    with pytest.raises(NotFound):
        netgraph.rounds.one(ben, round_)
    for link in (
        MemberLink(round=round_, place=1, nonce=mine.nonce),
        MemberLink(round=round_, place=9, nonce=mine.nonce),
        MemberLink(round=RoundId("nothing"), place=0, nonce=mine.nonce),
    ):
        with pytest.raises(NotFound):
            netgraph.rounds.open(link)
    with pytest.raises(InvalidInput):
        netgraph.rounds.begin(ana, title="x", members=(), until=DAY)


def test_a_round_with_somebody_private_stays_private(
    netgraph: Netgraph, ana: Viewer, ben: Viewer
) -> None:
    """Where somebody only Ana sees takes part, what is done is logged for Ana alone."""
    hidden = person(netgraph, ana, "Uma Secret", private=True)
    dana = person(netgraph, ana, "Dana Ortiz")
    round_, _ = netgraph.rounds.begin(ana, title="x", members=(hidden, dana), until=DAY)
    seen = netgraph.rounds.one(ana, round_)
    links = [member.link for member in seen.members]
    netgraph.rounds.say(links[2], ask="a CFO", offers=())
    netgraph.rounds.say(links[1], ask="", offers=(2,))
    netgraph.rounds.helped(links[1], 2)

    assert not seen.team
    assert 1 == len(netgraph.favors.ledger(ana, Asked(show=Show.OTHERS)).entries)
    assert () == netgraph.favors.ledger(ben, Asked(show=Show.OTHERS)).entries
