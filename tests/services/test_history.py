"""What a user did can be taken back exactly, once, by them alone."""

from datetime import timedelta

import pytest

from netgraph.domain.access import Viewer, Visibility
from netgraph.domain.ids import PersonId
from netgraph.errors import Conflict, NotFound
from netgraph.graph.history import undo
from netgraph.graph.images import Touched
from netgraph.graph.ties import evidence_by_pair
from netgraph.services.finding import Found
from netgraph.services.history import Done
from netgraph.wiring import Netgraph
from tests.conftest import NOW, Clock
from tests.graphs import add_evidence, add_person, met, whole_graph


@pytest.fixture(autouse=True)
def contacts(netgraph: Netgraph) -> None:
    """Dana and Priya exist."""
    add_person(netgraph, "dana", "Dana Ortiz")
    add_person(netgraph, "priya", "Priya Shah")


def drafted(netgraph: Netgraph, viewer: Viewer) -> Done:
    """A draft over Dana to Priya."""
    return netgraph.introductions.draft(
        viewer, (viewer.person, PersonId("dana"), PersonId("priya")), probability=0.5
    )


def test_undo_restores_the_graph(netgraph: Netgraph, ana: Viewer) -> None:
    """After an undo every node and relationship is as it was."""
    before = whole_graph(netgraph.database)
    done = drafted(netgraph, ana)
    assert len(netgraph.introductions.drafts(ana)) == 1

    said = netgraph.history.undo(ana, done.change)

    assert said == done.what
    assert before == whole_graph(netgraph.database)


def test_undo_of_a_deletion_brings_node_and_ties_back(netgraph: Netgraph, ana: Viewer) -> None:
    """Evidence that was deleted comes back with the tie that follows from it."""
    add_evidence(netgraph, met(ana.person, "dana", NOW.date() - timedelta(days=3), times=4))
    before = whole_graph(netgraph.database)
    strength = netgraph.ties.network(ana, as_of=NOW.date()).strength(
        of=ana.person, towards=PersonId("dana")
    )
    (fact,) = _ids(before, "Evidence")

    done = netgraph.history.write(
        ana,
        "Removed a meeting",
        touched=[Touched(label="Evidence", id=fact)],
        work=lambda tx: tx.write("delete_nodes", labels=["Evidence"], ids=[fact]),
    )
    gone = netgraph.ties.network(ana, as_of=NOW.date())
    assert gone.strength(of=ana.person, towards=PersonId("dana")) is None

    netgraph.history.undo(ana, done.change)
    back = netgraph.ties.network(ana, as_of=NOW.date())
    assert strength == back.strength(of=ana.person, towards=PersonId("dana"))
    assert before == whole_graph(netgraph.database)


def _ids(graph: set[tuple[object, ...]], label: str) -> list[str]:
    found = []
    for row in graph:
        if row[0] == label:
            properties = dict(row[1:])  # type: ignore[arg-type]
            found.append(str(properties["id"]).strip("'"))
    return found


def test_nobody_undoes_another_users_change(netgraph: Netgraph, ana: Viewer, ben: Viewer) -> None:
    """Ben is told the same as if there were nothing."""
    done = drafted(netgraph, ana)

    with pytest.raises(NotFound) as refused:
        netgraph.history.undo(ben, done.change)
    with pytest.raises(NotFound) as unknown:
        netgraph.history.undo(ben, type(done.change)("no-such-change"))

    assert str(refused.value) == str(unknown.value)
    assert len(netgraph.introductions.drafts(ana)) == 1


def test_a_change_is_undone_once(netgraph: Netgraph, ana: Viewer, clock: Clock) -> None:
    """A second undo, later, finds nothing to undo."""
    done = drafted(netgraph, ana)
    netgraph.history.undo(ana, done.change)
    clock.turn(days=1)

    with pytest.raises(NotFound):
        netgraph.history.undo(ana, done.change)


def test_what_has_changed_since_is_not_undone(netgraph: Netgraph, ana: Viewer) -> None:
    """An undo never overwrites a later change."""
    done = drafted(netgraph, ana)
    draft = netgraph.introductions.drafts(ana)[0]
    later = netgraph.introductions.alter(ana, draft.id, purpose="Ask about the pilot")

    with pytest.raises(Conflict, match="changed since"):
        netgraph.history.undo(ana, done.change)

    netgraph.history.undo(ana, later.change)
    netgraph.history.undo(ana, done.change)
    assert netgraph.introductions.drafts(ana) == ()


def test_the_history_says_what_overtook_a_change(
    netgraph: Netgraph, ana: Viewer, clock: Clock
) -> None:
    """What a later change built upon cannot be undone before that one is, and says so."""
    first = drafted(netgraph, ana)
    draft = netgraph.introductions.drafts(ana)[0]
    clock.turn(days=1)
    netgraph.wants.add_note(ana, PersonId("dana"), "Likes chess", visibility=Visibility.PRIVATE)
    clock.turn(days=1)
    later = netgraph.introductions.alter(ana, draft.id, purpose="Ask about the pilot")
    overtaken = netgraph.history.latest(ana)
    netgraph.history.undo(ana, later.change)
    free = netgraph.history.latest(ana)

    assert [("", True), ("", True), (later.what, False)] == [
        (one.overtaken_by, one.can_be_undone) for one in overtaken
    ]
    assert [(True, False), (False, True), (False, True)] == [
        (one.undone, one.can_be_undone) for one in free
    ]
    assert first.change == free[-1].change


def test_what_others_changed_since_is_told_without_their_words(
    netgraph: Netgraph, ana: Viewer, ben: Viewer
) -> None:
    """A colleague's later change of the same thing is a fact; how they called it is theirs."""
    done = netgraph.people.add(ana, name="Una Byrne", visibility=Visibility.TEAM)
    netgraph.people.rename(ben, done.person, "Una O'Byrne")
    (line,) = netgraph.history.latest(ana)

    assert (True, "") == (line.overtaken, line.overtaken_by)


def test_the_latest_changes_are_ones_own(netgraph: Netgraph, ana: Viewer, ben: Viewer) -> None:
    """The history of a user holds what they did, newest first, and whether it was undone."""
    done = drafted(netgraph, ana)
    netgraph.history.undo(ana, done.change)

    assert [(past.what, past.undone) for past in netgraph.history.latest(ana)] == [
        (done.what, True)
    ]
    assert netgraph.history.latest(ben) == ()


@pytest.mark.no_cover  # thousands of strengths of the same few lines
def test_stored_ties_equal_those_derived_anew(netgraph_seeded: Netgraph) -> None:
    """Every `TIE` of the graph is what its evidence gives on the day it was written."""
    database = netgraph_seeded.database
    derived = {}
    for (one, other), evidence in evidence_by_pair(database, scopes=("team",)).items():  # type: ignore[arg-type]
        for of, towards in ((one, other), (other, one)):
            found = evidence.strength(of=of, towards=towards, as_of=NOW.date())
            if found is not None:
                derived[of, towards] = round(found.probability, 12)
    with database._driver.session() as session:
        stored = {
            (row["of"], row["towards"]): round(row["strength"], 12)
            for row in session.run(
                "MATCH (a)-[t:TIE]->(b) RETURN a.id AS of, b.id AS towards, t.strength AS strength"
            )
        }

    assert derived == stored


def notes(netgraph: Netgraph, viewer: Viewer, person: PersonId) -> list[str]:
    """The notes that a viewer sees about a person."""
    return [seen.note.text for seen in netgraph.wants.of(viewer, person).notes]


def test_anothers_private_note_does_not_hinder_an_undo(
    netgraph: Netgraph, ana: Viewer, ben: Viewer
) -> None:
    """Ana's undo of a new name works as if Ben's hidden note were not there, and it stays."""
    dana = PersonId("dana")
    done = netgraph.people.rename(ana, dana, "Dana O.")
    netgraph.wants.add_note(ben, dana, "likes sailing", visibility=Visibility.PRIVATE)

    netgraph.history.undo(ana, done.change)

    assert netgraph.people.get(ana, dana).name == "Dana Ortiz"
    assert notes(netgraph, ben, dana) == ["likes sailing"]


def test_undoing_a_new_person_leaves_another_user_their_own(
    netgraph: Netgraph, ana: Viewer, ben: Viewer
) -> None:
    """Ana takes back whom she added; Ben, who had noted something, keeps a private person."""
    written = netgraph.people.add(ana, name="Wei Chen", visibility=Visibility.TEAM)
    netgraph.wants.add_note(ben, written.person, "met in May", visibility=Visibility.PRIVATE)

    netgraph.history.undo(ana, written.done.change)

    with pytest.raises(NotFound):
        netgraph.people.get(ana, written.person)
    found = netgraph.people.find(ben, "Wei Chen")
    assert isinstance(found, Found)
    assert notes(netgraph, ben, found.person.id) == ["met in May"]


def test_undoing_a_deletion_takes_back_what_was_privately_added_since(
    netgraph: Netgraph, ana: Viewer, ben: Viewer
) -> None:
    """Dana comes back with Ben's old note and the one he wrote while she was gone."""
    dana = PersonId("dana")
    netgraph.wants.add_note(ben, dana, "likes sailing", visibility=Visibility.PRIVATE)
    done = netgraph.people.delete(ana, dana)
    own = netgraph.people.find(ben, "Dana Ortiz")
    assert isinstance(own, Found)
    netgraph.wants.add_note(ben, own.person.id, "moved to Oslo", visibility=Visibility.PRIVATE)

    netgraph.history.undo(ana, done.change)

    assert netgraph.people.get(ana, dana).name == "Dana Ortiz"
    assert set(notes(netgraph, ben, dana)) == {"likes sailing", "moved to Oslo"}
    assert isinstance(netgraph.people.find(ben, "Dana Ortiz"), Found)
    assert notes(netgraph, ana, dana) == []


def test_a_colleagues_visible_addition_hinders_an_undo(
    netgraph: Netgraph, ana: Viewer, ben: Viewer
) -> None:
    """What Ana can see on the person she added is not lost by her undo."""
    written = netgraph.people.add(ana, name="Wei Chen", visibility=Visibility.TEAM)
    netgraph.wants.add_note(ben, written.person, "met in May", visibility=Visibility.TEAM)

    with pytest.raises(Conflict):
        netgraph.history.undo(ana, written.done.change)


def test_an_undo_whose_answer_was_lost_is_the_same_undo(netgraph: Netgraph, ana: Viewer) -> None:
    """Trying the very undo again, as the driver does when a connection breaks, says it is done."""
    done = drafted(netgraph, ana)

    said = [
        netgraph.database.in_transaction(
            lambda tx: undo(tx, done.change, viewer=ana, now=NOW), called="undo"
        )
        for _ in range(2)
    ]

    assert [done.what, done.what] == said
    assert netgraph.introductions.drafts(ana) == ()
