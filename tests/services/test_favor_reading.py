"""Sentences read back on the real database: who is meant, what is asked, what is saved."""

from datetime import timedelta

import pytest

from netgraph.domain.access import Viewer, Visibility
from netgraph.domain.favors import FavorKind, Gift, Promise, Size
from netgraph.domain.giving import NewFavor, NewPerson
from netgraph.domain.sentences import Part, Reason, What
from netgraph.errors import InvalidInput
from netgraph.services.favor_reading import NotRead, ReadBack
from netgraph.services.ledger import Asked, Show
from netgraph.wiring import Netgraph
from tests.giving import TODAY, Cast, cast_of, favor, person


@pytest.fixture
def cast(netgraph: Netgraph, ana: Viewer) -> Cast:
    """Three people whom the team knows."""
    return cast_of(netgraph, ana)


def sure(read: ReadBack | NotRead) -> ReadBack:
    """A reading about which nothing is to be asked."""
    assert isinstance(read, ReadBack)
    assert () == read.questions
    return read


def test_a_sentence_finds_its_people(netgraph: Netgraph, ana: Viewer, cast: Cast) -> None:
    """Names become the people whom the viewer sees, the writer is oneself, the day is counted."""
    read = sure(netgraph.favors.read(ana, "Tom introduced me to Priya Shah yesterday"))

    assert "Tom Becker introduced you to Priya Shah" == read.said
    assert (
        favor(
            cast.tom,
            ana.person,
            kind=FavorKind.INTRODUCTION,
            introduced=cast.priya,
            day=TODAY - timedelta(days=1),
            size=Size.REPUTATION,
            note="Tom introduced me to Priya Shah",
        ),
    ) == read.new()


@pytest.mark.usefixtures("cast")
def test_names_in_small_letters_are_found(netgraph: Netgraph, ana: Viewer) -> None:
    """Typed in a hurry, without capitals, known people are still known."""
    read = netgraph.favors.read(ana, "reviewed the deck of dana ortiz")

    assert "You reviewed a document for Dana Ortiz" == sure(read).said


def test_several_of_a_name_are_asked_about(netgraph: Netgraph, ana: Viewer, cast: Cast) -> None:
    """With two Danas nobody is chosen for the viewer until one of them is known much better."""
    other = person(netgraph, ana, "Dana Abbott")

    read = netgraph.favors.read(ana, "helped Dana with her deck")
    assert isinstance(read, ReadBack)
    asked = next(q for q in read.questions if q.part is Part.RECEIVER)
    assert ("Which Dana is it?", None) == (asked.text, asked.proposed)
    assert {cast.dana, other, NewPerson("Dana")} == {option.party for option in asked.options}
    with pytest.raises(InvalidInput):
        read.new()

    netgraph.favors.add(ana, favor(cast.dana, ana.person))
    read = netgraph.favors.read(ana, "helped Dana with her deck")
    assert isinstance(read, ReadBack)
    asked = next(q for q in read.questions if q.part is Part.RECEIVER)
    assert cast.dana == asked.proposed
    settled = read.settled(asked, other)
    assert settled.deeds[0].receiver.chosen == other


def test_somebody_unknown_becomes_a_new_person_on_saving(
    netgraph: Netgraph, ana: Viewer, ben: Viewer
) -> None:
    """A name nobody has is asked about; saved, they exist in the chosen scope."""
    read = netgraph.favors.read(ana, "introduced Zed Quill to Ximena Roe")
    assert isinstance(read, ReadBack)
    assert (NewPerson("Zed Quill"), NewPerson("Ximena Roe")) == tuple(
        slot.chosen
        for slot in (read.deeds[0].receiver, read.deeds[0].introduced)
        if slot is not None
    )

    netgraph.favors.add(ana, *read.new(), visibility=Visibility.PRIVATE)

    (entry,) = netgraph.favors.ledger(ana).entries
    assert (True, True) == (entry.private, entry.receiver.scope == ana.private)
    assert () == netgraph.favors.ledger(ben, Asked(show=Show.OTHERS)).entries


def test_a_name_without_a_place_is_offered(netgraph: Netgraph, ana: Viewer, cast: Cast) -> None:
    """Reviewed Tom's deck for Dana: Dana is shown and can be chosen; and so is a date's slip."""
    text = "reviewed Tom Becker's deck on 31 February for Dana Ortiz"
    read = netgraph.favors.read(ana, text)
    assert isinstance(read, ReadBack)
    receiver, day = read.questions

    assert "Not used: “Dana Ortiz”. For whom was it?" == receiver.text
    assert {cast.tom, cast.dana} <= {option.party for option in receiver.options}
    assert (False, "“31 February” is no day. Which day was it?") == (read.has_day, day.text)
    settled = read.settled(receiver, cast.dana).settled(day, TODAY)
    assert "You reviewed a document for Dana Ortiz" == sure(settled).said
    assert settled.has_day


def test_answering_for_whom_an_introduction_was_changes_the_places(
    netgraph: Netgraph, ana: Viewer, cast: Cast
) -> None:
    """Introduced Tom to Priya, for Priya: then Tom is whom Priya was introduced to."""
    read = netgraph.favors.read(ana, "introduced Tom Becker to Priya Shah")
    assert isinstance(read, ReadBack)
    (asked,) = read.questions

    settled = sure(read.settled(asked, cast.priya))

    (new,) = settled.new()
    assert isinstance(new, NewFavor)
    assert (cast.priya, cast.tom) == (new.receiver, new.introduced)


def test_several_receivers_are_several_entries(netgraph: Netgraph, ana: Viewer, cast: Cast) -> None:
    """A deed for two is two entries of one change, each between two people."""
    read = sure(netgraph.favors.read(ana, "gave Dana Ortiz and Tom Becker advice"))

    done = netgraph.favors.add(ana, *read.new())

    entries = netgraph.favors.ledger(ana).entries
    assert {cast.dana, cast.tom} == {entry.other.id for entry in entries}
    netgraph.history.undo(ana, done.change)
    assert () == netgraph.favors.ledger(ana).entries


def test_a_colleague_without_a_name_is_asked_for(
    netgraph: Netgraph, ana: Viewer, cast: Cast
) -> None:
    """Whom of Dana's colleagues somebody helped has to be said; a stand-in is offered."""
    read = netgraph.favors.read(ana, "advised a colleague of Dana Ortiz")
    assert isinstance(read, ReadBack)
    asked = next(q for q in read.questions if q.part is Part.RECEIVER)
    stand_in = NewPerson("Colleague of Dana Ortiz")
    assert [stand_in] == [option.party for option in asked.options]

    netgraph.favors.add(ana, *sure(read.settled(asked, stand_in)).new())

    (entry,) = netgraph.favors.ledger(ana).entries
    assert entry.on_behalf_of is not None
    assert ("Colleague of Dana Ortiz", cast.dana) == (entry.other.name, entry.on_behalf_of.id)


@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("promised Dana Ortiz the benchmark by Friday", What.PROMISE),
        ("gave Dana Ortiz a book, no strings attached", What.GIFT),
    ],
)
def test_gifts_and_promises_are_read_as_such(
    netgraph: Netgraph, ana: Viewer, text: str, what: What
) -> None:
    """What was promised or given freely is saved as a promise or a gift, never as a favor."""
    read = sure(netgraph.favors.read(ana, text))
    netgraph.favors.add(ana, *read.new())

    (entry,) = netgraph.favors.ledger(ana).entries
    assert (what, what.value.title()) == (read.what, entry.kind)
    assert isinstance(entry.deed, Gift | Promise)


@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize(
    ("text", "reason"),
    [("", Reason.EMPTY), ("Dana Ortiz", Reason.NAME), ("CFO at Acme", Reason.ROLE)],
)
def test_what_is_no_favor_says_why(
    netgraph: Netgraph, ana: Viewer, text: str, reason: Reason
) -> None:
    """A search is recognised as one."""
    read = netgraph.favors.read(ana, text)

    assert isinstance(read, NotRead)
    assert reason is read.reason
    assert read.because


@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize(
    "text", ["helped " + "a" * 1_000_000, "helped " + "Bob " * 100_000, "\0\ud800 helped \u202e",
             'reviewed Dana AND OR NOT ("*" ~ deck', "helped " + "🙂" * 500]
)  # fmt: skip
def test_hostile_text_is_read_like_any_other(netgraph: Netgraph, ana: Viewer, text: str) -> None:
    """A megabyte, stray bytes or search syntax gives an answer, in bounded time."""
    assert isinstance(netgraph.favors.read(ana, text), ReadBack | NotRead)
