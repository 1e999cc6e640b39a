import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netgraph.domain.favors import FavorKind, Size
from netgraph.domain.sentences import (
    NOT_USED,
    Direction,
    Me,
    Mention,
    NotAFavor,
    Part,
    Reading,
    Reason,
    What,
    read_sentence,
)

TODAY = date(2026, 3, 18)  # a Wednesday


def read(text: str, *known: str) -> Reading:
    """The reading of a text that is expected to be one."""
    found = read_sentence(text, today=TODAY, known_names=known)
    assert isinstance(found, Reading), found
    return found


def name(who: Mention | Me | None) -> str | None:
    """Somebody's name as written, or "me"."""
    return "me" if isinstance(who, Me) else who.text if who else None


def people(text: str, *known: str) -> tuple[str | None, ...]:
    """Giver, receiver, introduced and on behalf of whom, as written."""
    found = read(text, *known)
    return tuple(
        name(who) for who in (found.giver, found.receiver, found.introduced, found.on_behalf_of)
    )


def asked(text: str) -> set[Part]:
    """The parts that a text leaves open."""
    return {question.part for question in read(text).unsure}


@pytest.mark.parametrize(
    ("text", "what", "kind", "expected"),
    [
        ("reviewed Ana Ruiz's board deck yesterday", What.FAVOR, FavorKind.DOCUMENT_REVIEW,
         ("me", "Ana Ruiz", None, None)),
        ("Tom introduced me to Priya Shah", What.FAVOR, FavorKind.INTRODUCTION,
         ("Tom", "me", "Priya Shah", None)),
        ("had Maria's colleague Jon over for lunch on 3 March", What.FAVOR, FavorKind.HOSPITALITY,
         ("me", "Jon", None, "Maria")),
        ("I promised Ben a reference by Friday", What.PROMISE, FavorKind.REFERENCE,
         ("me", "Ben", None, None)),
        ("sent Lena the benchmark report, no strings", What.GIFT, None,
         ("me", "Lena", None, None)),
        ("Gave Omar advice on pricing last Tuesday", What.FAVOR, FavorKind.ADVICE,
         ("me", "Omar", None, None)),
        ("Priya vouched for me with her CFO", What.FAVOR, FavorKind.REFERENCE,
         ("Priya", "me", None, None)),
        ("helped a colleague of Ana Ruiz with the RFP", What.FAVOR, FavorKind.OTHER,
         ("me", None, None, "Ana Ruiz")),
        ("Dana put me in touch with Wei Chen two weeks ago", What.FAVOR, FavorKind.INTRODUCTION,
         ("Dana", "me", "Wei Chen", None)),
        ("introduced Sam to Olga", What.FAVOR, FavorKind.INTRODUCTION,
         ("me", "Sam", "Olga", None)),
        ("Tom introduced Ana to Ben", What.FAVOR, FavorKind.INTRODUCTION,
         ("Tom", "Ana", "Ben", None)),
    ],
)  # fmt: skip
def test_what_happened(
    text: str, what: What, kind: FavorKind | None, expected: tuple[str | None, ...]
) -> None:
    """A sentence is read into what it tells of, its kind and its people."""
    found = read(text)

    assert (what, kind) == (found.what, found.kind)
    assert expected == people(text)


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("coffee w/ Ana", Direction.GIVEN),
        ("thx to Tom for the intro to Priya", Direction.RECEIVED),
        ("Ana's deck was reviewed by Tom", Direction.OTHERS),
        ("bounced a few ideas off Yusuf", Direction.RECEIVED),
        ("Bought Yusuf lunch", Direction.GIVEN),
        ("Yusuf bought us lunch", Direction.RECEIVED),
        ("Ben and I had dinner, he paid", Direction.RECEIVED),
        ("Tom's been helping me with the tender", Direction.RECEIVED),
        ("intro: Ana <> Ben", Direction.GIVEN),
    ],
)
def test_direction(text: str, direction: Direction) -> None:
    """The direction is seen from the one who writes, whatever the order of the words."""
    assert direction == read(text).direction


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("introduced Zoë van der Berg to María José", ("me", "Zoë van der Berg", "María José")),
        ("helped Helen O’Neil’s colleague Jean-Luc Moreau", ("me", "Jean-Luc Moreau", None)),
        ("Dr. Shah introduced me to Mrs. J. R. Smith", ("Shah", "me", "J. R. Smith")),
        ("introduced 李明 to Ana", ("me", "李明", "Ana")),
        ("Will introduced me to May", ("Will", "me", "May")),
    ],
)
def test_names(text: str, expected: tuple[str | None, ...]) -> None:
    """Names of many kinds are found whole, without courtesy title and possessive."""
    assert expected == people(text)[:3]


def test_mention_is_where_it_says() -> None:
    """A mention's text is the sentence between its start and end, and its company stands apart."""
    text = "introduced Ana Ruiz (Acme Corp) to Dr. Li at Globex"
    found = read(text)

    assert found.receiver == Mention(text="Ana Ruiz", start=11, end=19, company="Acme Corp")
    assert found.introduced == Mention(text="Li", start=39, end=41, company="Globex")


def test_names_in_small_letters_are_found_when_known() -> None:
    """A known name is found in small letters; one that nobody knows is asked about."""
    known = ("Tom Berg", "Priya Shah", "Zoë Ito")

    assert ("tom", "me", "priya shah", None) == people("tom introduced me to priya shah", *known)
    assert ("me", "zoe", None, None) == people("reviewed zoe's deck", *known)
    assert () == read("reviewed zoe's deck", *known).unsure
    assert {Part.RECEIVER} == asked("reviewed zoe's deck")
    assert ("me", "zoe", None, None) == people("reviewed zoe's deck")


def test_known_names_can_be_a_function() -> None:
    """A function can say which words are a name, so that no list of everybody is needed."""
    found = read_sentence(
        "reviewed lead's deck", today=TODAY, known_names=lambda text: text == "lead"
    )
    known = read_sentence("helped zed", today=TODAY, known_names=lambda text: text == "zed")

    assert isinstance(found, NotAFavor) or name(found.receiver) != "lead"
    assert isinstance(known, Reading)
    assert "zed" == name(known.receiver)


@pytest.mark.parametrize("text", ["reveiwed Ana's deck", "Intoduced Ana to Ben", "hepled Ana"])
def test_slips_of_the_keyboard(text: str) -> None:
    """A verb with a letter wrong is still read."""
    assert "Ana" in {name(read(text).receiver), name(read(text).introduced)}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("helped Ana", date(2026, 3, 18)),
        ("helped Ana yesterday", date(2026, 3, 17)),
        ("helped Ana this morning", date(2026, 3, 18)),
        ("helped Ana on Friday", date(2026, 3, 13)),
        ("helped Ana on 3 March", date(2026, 3, 3)),
        ("helped Ana on March 30", date(2025, 3, 30)),
        ("helped Ana two weeks ago", date(2026, 3, 4)),
        ("helped Ana last week on Tuesday", date(2026, 3, 10)),
        ("helped Ana on 14.02.", date(2026, 2, 14)),
        ("helped Ana on 3/14", date(2026, 3, 14)),
        ("promised to help Ana", date(2026, 3, 25)),
        ("will help Ana on Friday", date(2026, 3, 20)),
        ("promised Ana a reference by 3 March", date(2027, 3, 3)),
        ("promised on Monday to send Ana the slides by Friday", date(2026, 3, 20)),
        ("told Ana that the tender comes out in June", date(2026, 3, 18)),
    ],
)
def test_days(text: str, day: date) -> None:
    """Favors look back for their day and promises look ahead."""
    assert day == read(text).day


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("helped Ana on 3/4", Part.DAY),
        ("helped Ana last Tuesday", Part.DAY),
        ("helped Ana last month", Part.DAY),
        ("helped Ana tomorrow", Part.DAY),
        ("promised to help Ana", Part.DAY),
        ("helped a colleague of Ana", Part.RECEIVER),
        ("got an introduction to Priya", Part.GIVER),
        ("He introduced me to Priya", Part.GIVER),
        ("Tom introduced me to his CFO", Part.INTRODUCED),
        ("introduced Sam to Olga", Part.RECEIVER),
        ("introduce Sam to Olga", Part.WHAT),
        ("lunch with Ana", Part.GIVER),
        ("helped Ana with her proposal", Part.KIND),
    ],
)
def test_asks_where_unsure(text: str, part: Part) -> None:
    """What a sentence leaves open is asked."""
    assert part in asked(text)


@pytest.mark.parametrize(
    "text",
    ["reviewed Ana Ruiz's board deck yesterday", "Tom introduced me to Priya Shah on 3 March"],
)
def test_asks_nothing_when_all_is_said(text: str) -> None:
    """A whole sentence raises no question."""
    assert set() == asked(text)


@pytest.mark.parametrize(
    ("date_words", "words"),
    [
        ("on 31 February", "31 February"),
        ("on 32 March", "32 March"),
        ("on 2026-13-40", "2026-13-40"),
        ("on 30.02.2026", "30.02.2026"),
        ("on 31/31", "31/31"),
        ("on the 45th", "the 45th"),
        ("on Febuary 3", "Febuary 3"),
        ("last Wendesday", "Wendesday"),
    ],
)
def test_a_date_that_is_none_is_asked_about(date_words: str, words: str) -> None:
    """What is written like a date and is none leaves no day to save, and is said."""
    found = read(f"reviewed Ana's deck {date_words}")

    assert (False, {Part.DAY}) == (found.has_day, {one.part for one in found.unsure})
    assert f"“{words}” is no day. Which day was it?" == found.unsure[0].question


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("helped Ana in 1850", "“1850” is long ago. Which day was it?"),
        ("helped Ana in March 1850", "“March 1850” is long ago. Which day was it?"),
        ("helped Ana 99 years ago", "“99 years ago” is long ago. Which day was it?"),
        ("helped Ana tomorrow", "“tomorrow” is still to come. Which day was it?"),
        ("promised Ana a reference by 3 March 2025", "“3 March 2025” has passed. By when?"),
        ("promised Ana a reference by 31 June", "“31 June” is no day. By when?"),
    ],
)
def test_a_day_that_cannot_be_meant_is_asked_about(text: str, question: str) -> None:
    """A favor long ago or still to come, and a promise due in the past, are slips."""
    assert (question,) == tuple(one.question for one in read(text).unsure)


@pytest.mark.parametrize(
    ("text", "day", "asks"),
    [
        ("helped Ana on Tuesday 3 March", date(2026, 3, 3), False),
        ("helped Ana on Monday 3 March", date(2026, 3, 3), True),
        ("helped Ana on Friday, 13.3.", date(2026, 3, 13), False),
        ("helped Ana on Monday and again on 9 February", date(2026, 3, 16), True),
        ("helped Ana two nights ago", date(2026, 3, 16), False),
    ],
)
def test_two_dates_that_disagree_are_asked_about(text: str, day: date, *, asks: bool) -> None:
    """A weekday goes with the date after it; what does not fit is a question."""
    assert (day, asks) == (read(text).day, Part.DAY in asked(text))


@pytest.mark.parametrize("text", ["gave Ana 20/20 vision", "helped Frida on her 60th birthday"])
def test_numbers_are_no_dates(text: str) -> None:
    """What only looks a little like a date asks nothing about the day."""
    assert Part.DAY not in asked(text)


@pytest.mark.parametrize(
    ("text", "unused"),
    [
        ("reviewed Tom Okafor's deck 3 days ago for Emma Haskell", "Emma Haskell"),
        ("Tom and I introduced Helen Marsh to Grace Mbeki", "Tom"),
        ("Tom introduced Eva Roe and me to Ben", "Eva Roe"),
        ("On behalf of Carla Mendes I reviewed Timo's contract", "Carla Mendes"),
        ("helped Ana because Emma Haskell asked", "Emma Haskell"),
        ("reviewed Ana's deck for EMMA HASKELL", "EMMA HASKELL"),
        ("reviewed Ana's deck with Mark", "Mark"),
    ],
)
def test_a_name_without_a_place_is_shown(text: str, unused: str) -> None:
    """No name that a sentence says is dropped in silence; it can be chosen instead."""
    question = next(one for one in read(text).unsure if one.question.startswith(NOT_USED))

    assert question.question.startswith(f"Not used: “{unused}”. ")
    assert unused in question.choices


@pytest.mark.parametrize(
    ("text", "giver", "introduced"),
    [
        ('=HYPERLINK("http://evil") introduced me to Dana Whitfield', None, "Dana Whitfield"),
        ("introduced me to Dana Whitfield", None, "Dana Whitfield"),
        ("introduced by Milan to Petra Novak", "Milan", "Petra Novak"),
        ("Dana's introduction got me a meeting with Rolf Amsler", "Dana", "Rolf Amsler"),
        ("Thanks to Rosa I met Henrik Dahl", "Rosa", "Henrik Dahl"),
        ("Mark introduced me to Tom", "Mark", "Tom"),
    ],
)
def test_who_introduced_me_is_never_me(text: str, giver: str | None, introduced: str) -> None:
    """An introduction of the writer is received; whoever made it is asked for if unreadable."""
    assert (giver, "me", introduced, None) == people(text)
    assert Direction.RECEIVED is read(text).direction
    assert giver is not None or Part.GIVER in asked(text)


def test_a_subject_that_cannot_be_read_is_asked_for() -> None:
    """A word that may be who did it makes the writer only a guess."""
    assert {Part.GIVER} == asked("sundar_k helped Tom Berg")
    assert set() == asked("yesterday finally helped Tom Berg")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ravi gave me a customer reference", FavorKind.REFERENCE),
        ("sounding board for Bea Lindqvist", FavorKind.SOUNDING_BOARD),
        ("met with Katrin to rehearse her keynote", FavorKind.SOUNDING_BOARD),
        ("fixed a bug in Arjun's import script", FavorKind.OTHER),
        ("hooked me up with the CISO at Ericsson, Karin Lund", FavorKind.INTRODUCTION),
    ],
)
def test_kinds(text: str, kind: FavorKind) -> None:
    """The last of several nouns says what it was, and so does what a meeting was for."""
    assert kind is read(text).kind


def test_a_kind_that_is_only_a_guess_is_asked_about() -> None:
    """What was got without a word for it is "other" only until somebody says so."""
    assert Part.KIND in asked("my pitch got torn apart by Nadia Osei")


def test_both_orders_of_a_day_and_month_are_offered() -> None:
    """A date that can be read in two orders comes with both days as choices."""
    (question,) = read("helped Ana on 3/4").unsure

    assert date(2026, 3, 4) == read("helped Ana on 3/4").day
    assert ("2025-04-03", "2026-03-04") == question.choices


def test_several_people_are_several_favors() -> None:
    """A favor is between two people, so a further giver or receiver is a further favor."""
    hosted = read("had Tom and Ana over for dinner yesterday")
    brought = read("Tom and Ana introduced me to Ben, Eva and Wei")

    assert [("Tom", date(2026, 3, 17)), ("Ana", date(2026, 3, 17))] == [
        (name(one.receiver), one.day) for one in (hosted, *hosted.also)
    ]
    assert {(by, to) for by in ("Tom", "Ana") for to in ("Ben", "Eva", "Wei")} == {
        (name(one.giver), name(one.introduced)) for one in (brought, *brought.also)
    }


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", Reason.EMPTY),
        ("  … !!", Reason.EMPTY),
        ("Priya Shah", Reason.NAME),
        ("Mark Price", Reason.NAME),
        ("Grace Park", Reason.NAME),
        ("Will Reed", Reason.NAME),
        ("Grant Help", Reason.NAME),
        ("Connected Health", Reason.NAME),
        ("Bill Sent", Reason.NAME),
        ("Paula Lent, Shared Value Partners", Reason.NAME),
        ("CFO at Acme", Reason.ROLE),
        ("VP sales, Globex", Reason.ROLE),
        ("Head of Advice at Help Inc", Reason.ROLE),
        ("Shared Services Director at Acme", Reason.ROLE),
        ("who can introduce me to Priya Shah?", Reason.QUESTION),
        ("need an intro to Wei Chen", Reason.WISH),
        ("intro to Wei Chen", Reason.WISH),
        ("asked Tom to introduce me to Priya", Reason.WISH),
        ("didn't review Ana's deck", Reason.NEGATED),
        ("Tom never introduced me to Priya", Reason.NEGATED),
        ("reviewed the deck", Reason.NOBODY),
        ("it rains", Reason.NO_DEED),
    ],
)
def test_not_a_favor(text: str, reason: Reason) -> None:
    """A search, a wish and what did not happen are not read as favors."""
    assert NotAFavor(reason=reason) == read_sentence(text, today=TODAY)


def test_a_known_name_is_a_search() -> None:
    """The name of somebody known is a search even when its words could be a deed."""
    known = ("Grace Lent", "Hosted Ana")

    assert NotAFavor(reason=Reason.NAME) == read_sentence(
        "Hosted Ana", today=TODAY, known_names=known
    )


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("gave Ana a quick review of her deck", Size.COFFEE),
        ("reviewed Ana's deck", Size.AFTERNOON),
        ("spent the afternoon helping Ana", Size.AFTERNOON),
        ("vouched for Ana", Size.REPUTATION),
        ("coffee with Ana", Size.COFFEE),
    ],
)
def test_size(text: str, size: Size) -> None:
    """The size follows the words, and else what such a favor usually costs."""
    assert size == read(text).size


def test_note_keeps_the_sentence_without_its_date() -> None:
    """The note does not say "yesterday", which would be wrong tomorrow."""
    assert "reviewed Ana's deck, twice" == read("reviewed Ana's deck yesterday, twice").note


@settings(max_examples=300, deadline=None)
@given(text=st.text(max_size=300), today=st.dates())
def test_any_text_is_read_or_refused(text: str, today: date) -> None:
    """No text raises, on no day."""
    assert isinstance(read_sentence(text, today=today), Reading | NotAFavor)


WORDS = st.sampled_from(
    """introduced reviewed promised sent gave got thanks me I my us Ana Tom Ruiz 's , and to for
    with from by at Acme will not her him the a intro advice deck colleague of lunch over put in
    touch yesterday Friday 3/4 31 June ago two weeks owe ( ) & @ Dr. van may no strings 99 years
    helped reveiwed through that I'd""".split()
)


@settings(max_examples=500, deadline=None)
@given(parts=st.lists(WORDS, max_size=25), today=st.dates())
def test_any_order_of_its_words_is_read_or_refused(parts: list[str], today: date) -> None:
    """No order of everyday words raises, and what is read keeps its promises."""
    text = " ".join(parts)
    found = read_sentence(text, today=today, known_names=("Ana Ruiz",))
    if isinstance(found, Reading):
        for one in (found, *found.also):
            mentions = (one.giver, one.receiver, one.introduced, one.on_behalf_of)
            assert all(
                text[who.start : who.end] == who.text
                for who in mentions
                if isinstance(who, Mention)
            )
            assert one.giver is None or one.giver != one.receiver
            assert (one.direction is Direction.GIVEN) == isinstance(one.giver, Me)
            assert one.what is not What.GIFT or one.kind is None
            assert one.giver is not None or Part.GIVER in {doubt.part for doubt in one.unsure}
            assert one.receiver is not None or Part.RECEIVER in {doubt.part for doubt in one.unsure}


@pytest.mark.parametrize(
    "text",
    [
        "reviewed Ana's deck " * 500_000,
        "x" * 10_000_000,
        "@ and " * 2_000_000,
        "a " * 199 + "put @ in",
        "Ana and " * 60 + "introduced",
        "bounce " * 60,
        "helped Ana , " + "word " * 70,
        "Ana , " + "to review a deck with her " * 15,
        "run the " * 60 + "with Ana",
    ],
)
def test_long_and_odd_texts_are_quick(text: str) -> None:
    """Ten megabytes take no longer than a sentence."""
    began = time.perf_counter()
    found = read_sentence(text, today=TODAY)

    assert isinstance(found, Reading | NotAFavor)
    assert time.perf_counter() - began < 1


@pytest.mark.parametrize("sentence", ["reviewed Priya Shah's deck", "introduced me to Priya Shah"])
def test_a_known_first_name_does_not_shorten_another_name(sentence: str) -> None:
    """Priya Shah is not taken for the one Priya who is known, and Shah is nobody of their own."""
    found = read_sentence(f"Tom {sentence}", today=TODAY, known_names=("Priya Raman", "Tom Becker"))

    assert isinstance(found, Reading)
    named = {
        who.text
        for who in (found.giver, found.receiver, found.introduced)
        if isinstance(who, Mention)
    }
    assert {"Tom", "Priya Shah"} == named
