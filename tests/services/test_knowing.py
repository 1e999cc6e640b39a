"""What to find out before asking, and what somebody says about how well they know another."""

from datetime import timedelta

import pytest

from netgraph.domain.access import Viewer, Visibility
from netgraph.domain.evidence import Evidence, Grade, Kind, Knows, Monthly
from netgraph.domain.ids import PersonId
from netgraph.errors import InvalidInput, NotFound
from netgraph.services.reach import Reached
from netgraph.wiring import Netgraph
from tests.conftest import NOW
from tests.graphs import add_evidence, add_person, met

TODAY = NOW.date()
DANA, BO, PRIYA = map(PersonId, ("dana", "bo", "priya"))


@pytest.fixture
def small(netgraph: Netgraph, ana: Viewer) -> Netgraph:
    """Ana knows Dana and Bo alike, who both know Priya: Dana a little better, by what is known."""
    for person, name in ((DANA, "Dana Ortiz"), (BO, "Bo Lind"), (PRIYA, "Priya Shah")):
        add_person(netgraph, person, name)
    add_evidence(
        netgraph,
        met(ana.person, DANA, TODAY - timedelta(days=10), times=5),
        met(ana.person, BO, TODAY - timedelta(days=10), times=5),
        met(DANA, PRIYA, TODAY - timedelta(days=20), times=4),
        met(BO, PRIYA, TODAY - timedelta(days=20), times=3),
    )
    return netgraph


def reached(netgraph: Netgraph, viewer: Viewer) -> Reached:
    """The paths to Priya today."""
    answer = netgraph.reach.ask(viewer, "Priya Shah", as_of=TODAY)
    assert isinstance(answer, Reached)
    return answer


def test_one_question_is_put_to_one_connector(small: Netgraph, ana: Viewer) -> None:
    """It is about a tie to Priya whose answer may change the best way."""
    question = reached(small, ana).question

    assert question is not None
    assert PRIYA == question.whom.id
    assert question.who.id in {DANA, BO}
    assert 0.005 <= question.worth < 1
    assert 0 < question.changes < 1


def test_nobody_is_asked_twice_or_where_one_way_is_all(small: Netgraph, ana: Viewer) -> None:
    """Once both have answered nothing is asked, nor where the only way cannot change."""
    for who in (DANA, BO):
        small.knowing.say(ana, who, PRIYA, Knows.WELL)
    both = reached(small, ana)

    small.people.delete(ana, BO)
    one = reached(small, ana)

    assert both.question is None
    assert one.question is None


def test_a_word_moves_the_path_and_is_taken_back(small: Netgraph, ana: Viewer, ben: Viewer) -> None:
    """Bo says that he knows her well: his way comes first, for the team, until it is undone."""
    before = reached(small, ana)

    done = small.knowing.say(ana, BO, PRIYA, Knows.WELL)
    after = reached(small, ana)
    theirs = small.ties.network(ben, as_of=TODAY).strength(of=BO, towards=PRIYA)
    small.history.undo(ana, done.change)

    assert [DANA, BO] == [path.people[1].id for path in before.paths]
    assert [BO, DANA] == [path.people[1].id for path in after.paths]
    assert theirs is not None
    assert Grade.VOUCHED is theirs.grade
    assert before == reached(small, ana)


def test_who_barely_knows_somebody_is_not_asked_again(small: Netgraph, ana: Viewer) -> None:
    """The question goes to the other, or nowhere; never at once to who has just answered."""
    first = reached(small, ana).question
    assert first is not None

    small.knowing.say(ana, first.who.id, PRIYA, Knows.BARELY)

    second = reached(small, ana).question
    assert second is None or second.who.id != first.who.id


def test_barely_withdraws_what_was_only_said(small: Netgraph, ana: Viewer) -> None:
    """Two claims and a vouch are replaced by one claim; the meetings stay."""
    said = (Kind.CLAIM, Kind.VOUCH)
    months = (Monthly(day=TODAY - timedelta(days=5), count=1.0),)
    add_evidence(
        small, *(Evidence(actor=BO, other=PRIYA, kind=kind, months=months) for kind in said)
    )

    small.knowing.say(ana, BO, PRIYA, Knows.BARELY)

    known = small.ties.network(ana, as_of=TODAY).evidence(BO, PRIYA)
    assert known is not None
    assert {Kind.MEETING, Kind.CLAIM} == {fact.kind for fact in known.facts}
    assert 1 == sum(fact.kind is Kind.CLAIM for fact in known.facts)


def test_a_word_about_a_hidden_person_stays_hidden(
    small: Netgraph, ana: Viewer, ben: Viewer
) -> None:
    """Said for oneself, or about somebody private, nobody else's ties move."""
    add_person(small, "uma", "Uma Secret", scope=ana.private)
    theirs = small.ties.network(ben, as_of=TODAY).strength(of=BO, towards=PRIYA)

    small.knowing.say(ana, BO, PersonId("uma"), Knows.WELL)
    small.knowing.say(ana, BO, PRIYA, Knows.WELL, visibility=Visibility.PRIVATE)

    network = small.ties.network(ben, as_of=TODAY)
    assert theirs == network.strength(of=BO, towards=PRIYA)
    assert network.strength(of=BO, towards=PersonId("uma")) is None
    with pytest.raises(NotFound):
        small.knowing.say(ben, BO, PersonId("uma"), Knows.WELL)


def test_nonsense_is_refused(small: Netgraph, ana: Viewer) -> None:
    """One person twice, or no answer."""
    with pytest.raises(InvalidInput):
        small.knowing.say(ana, BO, BO, Knows.WELL)
    with pytest.raises(InvalidInput):
        small.knowing.say(ana, BO, PRIYA, Knows.UNSAID)
