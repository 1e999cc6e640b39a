"""What a sentence says that cannot be read is asked about, and never passed over."""

from datetime import date

import pytest

from netgraph.domain.sentences import Me, Mention, NotAFavor, Part, Reading, Reason, read_sentence

TODAY = date(2026, 11, 27)


def read(text: str) -> Reading:
    """The reading of a sentence that tells of a favor."""
    found = read_sentence(text, today=TODAY)
    assert isinstance(found, Reading)
    return found


def questions(reading: Reading) -> dict[Part, str]:
    """What is asked about each part."""
    return {one.part: one.question for one in reading.unsure}


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("had lunch with Deepa Nair on 31 February", "31 February"),
        ("reviewed Helen Marsh's deck on 32 March", "32 March"),
        ("proofread Nadia Benali's CV on 31/02/2026", "31/02/2026"),
        ("reviewed Ana Ruiz's deck on 2026-13-40", "2026-13-40"),
        ("paid for dinner with Deepa Nair in 1850", "1850"),
        ("reviewed Ana Ruiz's deck on Wendesday", "Wendesday"),
    ],
)
def test_a_day_that_is_none_is_asked_about(sentence: str, shown: str) -> None:
    """A date that cannot be, or lies too far back, is shown and asked about."""
    reading = read(sentence)

    assert not reading.has_day
    assert f"“{shown}”" in questions(reading)[Part.DAY]


@pytest.mark.parametrize("sentence", ["reviewed Ana's deck yesterday", "reviewed Ana's deck"])
def test_a_day_that_is_one_is_not_asked_about(sentence: str) -> None:
    """A date that can be read, or none at all, leaves nothing to ask."""
    reading = read(sentence)

    assert reading.has_day
    assert Part.DAY not in questions(reading)


@pytest.mark.parametrize(
    ("sentence", "unused"),
    [
        ("reviewed Tom Okafor's deck 3 days ago for Emma Haskell", "Emma Haskell"),
        ("Tom and I introduced Helen Marsh to Grace Mbeki", "Tom"),
        ("Henrik hosted me and Tom", "Tom"),
    ],
)
def test_a_name_without_a_place_is_shown(sentence: str, unused: str) -> None:
    """Somebody for whom the reading has no place is named in a question."""
    assert any(f"Not used: “{unused}”" in one.question for one in read(sentence).unsure)


def test_who_introduced_me_is_never_turned_around() -> None:
    """Where the one who introduced me cannot be read, the giver is asked for, and is not me."""
    reading = read('=HYPERLINK("http://evil") introduced me to Dana Whitfield')

    assert reading.giver is None
    assert isinstance(reading.receiver, Me)
    assert isinstance(reading.introduced, Mention)
    assert "Dana Whitfield" == reading.introduced.text
    assert Part.GIVER in questions(reading)


@pytest.mark.parametrize(
    "sentence",
    ["kept my promise to Dana", "I broke my promise to Tom", "Dana kept her word about the deck"],
)
def test_what_became_of_a_promise_is_no_new_promise(sentence: str) -> None:
    """A promise kept or broken is said on the promise itself."""
    assert NotAFavor(reason=Reason.SETTLED) == read_sentence(sentence, today=TODAY)
