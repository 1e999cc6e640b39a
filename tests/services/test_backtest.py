"""The ranking of introducers: the future never leaks, history teaches, and reports add up."""

import math
import random
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from netgraph.domain.evidence import Evidence, Kind, Monthly
from netgraph.domain.ids import PersonId
from netgraph.domain.introducers import PRIOR, TERMS, score
from netgraph.domain.strength import strength
from netgraph.imports.messages import GrowingTable, Message
from netgraph.services import backtest as module
from netgraph.services.backtest import OURS, REFERENCE, SIMPLE, backtest, rank
from netgraph.services.introducer_fit import Lesson, Pupil, fitted, precisions
from netgraph.services.mail_history import DAY, History, Introductions, Reading
from tests.mailings import BEGIN, mailing, table_of

ASOF = "2024-07-01T00:00:00Z"
QUERIES = [
    {"query_id": "1", "source": "p00@org.example", "target": "p02@org.example"},
    {"query_id": "2", "source": "p06@org.example", "target": "p08@org.example"},
    {"query_id": "3", "source": "p00@org.example", "target": "nobody@org.example"},
]


def message(
    id_: str, day: float, sender: str, *to: str, cc: str = "", answers: str = ""
) -> Message:
    """A message on a day of the made-up year."""
    return Message(
        id=id_,
        at=BEGIN + int(day * DAY),
        sender=sender,
        to=to,
        cc=tuple(cc.split()),
        answers=answers,
    )


def fresh(path: Path, asof: str = ASOF) -> list[list[tuple[str, float]]]:
    """An answer with nothing remembered from before."""
    module._followers.clear()
    return rank(str(path), QUERIES, asof)


def test_the_future_changes_nothing(tmp_path: Path) -> None:
    """Shuffled, altered or removed, what lies after the moment leaves every answer as it is."""
    messages = mailing()
    cut = next(at for at, one in enumerate(messages) if one.at >= module.seconds(ASOF))
    past, future = messages[:cut], list(messages[cut:])
    path = tmp_path / "history.csv"
    path.write_text(table_of(past))
    expected = fresh(path)
    assert len(future) > 100
    mixed = [replace_people(one, other) for one, other in zip(future, future[::-1], strict=True)]
    random.Random(3).shuffle(future)  # noqa: S311 # no secret
    for later in (messages[cut:], tuple(future), tuple(mixed), ()):
        path.write_text(table_of((*past, *later)))

        assert expected == fresh(path)


def replace_people(one: Message, other: Message) -> Message:
    """A message at its time among other people."""
    return one._replace(sender=other.sender, to=other.to)


def test_growing_table_answers_as_a_fresh_start(tmp_path: Path) -> None:
    """Asked week by week, the answers are those of somebody who reads all of it at once."""
    messages = mailing(days=200)
    path = tmp_path / "history.csv"
    module._followers.clear()
    for week in range(20, 28):
        moment = BEGIN + week * 7 * DAY
        asof = f"{module_day(moment)}T00:00:00Z"
        path.write_text(table_of(tuple(one for one in messages if one.at < moment)))
        grown = rank(str(path), QUERIES, asof)

    assert grown == fresh(path, asof)


def module_day(moment: int) -> str:
    """The day of a moment."""
    return f"{datetime.fromtimestamp(moment, tz=UTC):%Y-%m-%d}"


def test_another_file_of_the_same_name_is_read_anew(tmp_path: Path) -> None:
    """What was read of a file that has since been replaced is forgotten."""
    path = tmp_path / "history.csv"
    path.write_text(table_of(mailing(seed=1)))
    rank(str(path), QUERIES, ASOF)
    path.write_text(table_of(mailing(seed=2)))

    assert rank(str(path), QUERIES, ASOF) == fresh(path)


def test_ranks_candidates_best_first_and_alone(tmp_path: Path) -> None:
    """Each candidate has one score, in falling order; nobody else appears."""
    path = tmp_path / "history.csv"
    path.write_text(table_of(mailing()))
    module._followers.clear()
    people = ["p01@org.example", "p03@org.example", "p39@org.example"]
    (answer,) = rank(str(path), [{**QUERIES[0], "candidates": people}], ASOF)

    assert people == sorted(person for person, _ in answer)
    assert sorted((score for _, score in answer), reverse=True) == [score for _, score in answer]


def test_half_written_line_is_left_for_later(tmp_path: Path) -> None:
    """A line without its end may still grow."""
    path = tmp_path / "history.csv"
    text = table_of(mailing(days=5))
    path.write_text(text[:-10])
    table = GrowingTable(str(path))
    first = table.until(BEGIN + 900 * DAY)
    path.write_text(text)

    assert mailing(days=5) == (*first, *table.until(BEGIN + 900 * DAY))


def test_letters_find_a_first_message_to_both() -> None:
    """B writes to A and C, who never wrote to each other; they do within 30 days."""
    finder = Introductions(Reading.LETTERS)
    found = finder.in_block(
        [
            message("1", 0, "b", "a"),
            message("2", 1, "b", "a", "c"),
            message("3", 2, "c", "a"),
            message("4", 3, "d", "a", "c"),
            message("5", 4, "b", "a", "e"),
            message("6", 40, "e", "a"),
        ]
    )

    assert [("2", "b", {"a", "c"}, True), ("5", "b", {"a", "e"}, False)] == [
        (one.message, one.introducer, {one.source, one.target}, one.followed) for one in found
    ]


def test_lists_find_somebody_added_to_an_answer() -> None:
    """B answers A and adds C, who writes to A."""
    finder = Introductions(Reading.LISTS)
    found = finder.in_block(
        [
            message("1", 0, "a", "list"),
            message("2", 1, "b", "a", cc="list c", answers="1"),
            message("3", 2, "c", "a", cc="b", answers="2"),
        ]
    )

    assert [("b", "a", "c", True)] == [
        (one.introducer, one.source, one.target, one.followed) for one in found
    ]


def test_reading_is_told_by_the_look() -> None:
    """Answers with many copies are a list; anything else is letters."""
    listed = [
        message(str(day), day, "a", "b", cc="c d e", answers=str(day - 1)) for day in range(9)
    ]

    assert Reading.LISTS is Reading.of(listed)
    assert Reading.LETTERS is Reading.of(mailing(days=9))
    assert Reading.LETTERS is Reading.of([])


def test_history_teaches_who_introduces() -> None:
    """Where few people make most introductions, the weight of the habit grows."""
    pupil = Pupil(Reading.LETTERS)
    pupil.follow(mailing(days=700))

    assert pupil.weights().habit > PRIOR.habit


def test_learning_is_the_same_in_any_portions() -> None:
    """One message at a time or all at once: the same weights."""
    messages = mailing(days=120)
    whole, single = Pupil(Reading.LETTERS), Pupil(Reading.LETTERS)
    whole.follow(messages)
    for one in messages:
        single.follow([one])

    assert whole.weights() == single.weights()
    assert len(whole.lessons) > 5


def test_without_lessons_the_prior_speaks() -> None:
    """Nothing seen, nothing learned; a firm prior hardly moves."""
    pupil = Pupil(Reading.LETTERS)
    pupil.follow(mailing(days=200))
    lessons: list[Lesson] = pupil.lessons

    assert PRIOR == fitted([])
    assert PRIOR.as_tuple() == pytest.approx(fitted(lessons, precision=1e9).as_tuple(), abs=1e-4)


def test_report_names_every_ranker_and_adds_up() -> None:
    """Each introduction that was followed up was asked about or says why not."""
    report = backtest(mailing())

    assert (OURS, *SIMPLE) == tuple(row.name for row in report.rankers)
    assert report.followed == report.questions + report.unknown + report.only
    assert all(row.mrr.low <= row.mrr.value <= row.mrr.high for row in report.rankers)
    assert {0.0} == {row.gain.value for row in report.rankers if row.name == REFERENCE}
    assert report.questions <= sum(one.count for one in report.chances)
    assert report == backtest(mailing())


def test_no_introduction_gives_an_empty_report() -> None:
    """Two people who write to each other introduce nobody."""
    report = backtest([message(str(day), day, "a", "b") for day in range(50)])

    assert ((), 0, None) == (report.rankers, report.questions, report.success)
    assert () == backtest([]).rankers


def test_footing_counts_what_it_says() -> None:
    """Messages either way fade fast and slowly, those to both by size, introductions by end."""
    history = History(Reading.LETTERS)
    block = [
        message("1", 0, "b", "a"),
        message("2", 0, "a", "b"),
        message("3", 0, "b", "c"),
        message("4", 0, "b", "a", "c", "d", "e"),
    ]
    history.add(block, Introductions(Reading.LETTERS).in_block(block))
    now, later = (
        history.footings("a", "c", ["b", "d"], at=BEGIN + days * DAY)[0] for days in (0, 60)
    )

    assert ((3, 2), (3, 2), (2, 2)) == (now.ties, now.lately, now.written)
    assert (0.25, (3, 3), 6, 3) == (now.joint, now.brought, now.introductions, now.sent)
    assert (1.5, 1) == later.ties
    assert later.lately == pytest.approx((3 * 2 ** (-60 / 14), 2 * 2 ** (-60 / 14)))
    assert later.brought == pytest.approx((3 * 2**-0.2, 3 * 2**-0.2))
    assert later.joint == pytest.approx(0.25 * 2**-0.2)


def test_strengths_are_those_of_an_import() -> None:
    """Messages count by month, each with its part of a message, as the same mail imported does."""
    history = History(Reading.LETTERS, months=True)
    history.add(
        [
            message("1", 0, "b", "a"),
            message("2", 5, "b", "a", "c"),
            message("3", 9, "a", "b"),
            message("4", 40, "b", "a"),
        ]
    )
    a, b = PersonId("a"), PersonId("b")
    first, second = (date(2024, 1, 1 + day) for day in (5, 9))
    sent = Evidence(
        actor=b,
        other=a,
        kind=Kind.MAIL,
        months=(Monthly(day=first, count=1.5), Monthly(day=date(2024, 2, 10), count=1)),
    )
    answer = Evidence(actor=a, other=b, kind=Kind.MAIL, months=(Monthly(day=second, count=1),))
    expected = [
        strength((sent, answer), of=of, towards=to, as_of=date(2024, 3, 1))
        for of, to in ((a, b), (b, a))
    ]
    at = BEGIN + 60 * DAY

    assert [one and one.probability for one in expected] == [
        history.strength("a", "b", at=at),
        history.strength("b", "a", at=at),
    ]
    assert history.strength("a", "c", at=at) == 0
    assert History(Reading.LETTERS).strength("a", "b", at=at) == 0


@pytest.mark.parametrize(
    ("reading", "expected"),
    [(Reading.LETTERS, math.log(4) + math.log(2)), (Reading.LISTS, math.log(2))],
)
def test_readiness_is_what_those_write_who_would_act(reading: Reading, expected: float) -> None:
    """Among letters both ends may follow up, on a list the target answers; it fades by half."""
    history = History(reading)
    history.add([message(str(one), 0, "a", "x") for one in range(3)] + [message("c", 0, "c", "y")])

    assert history.readiness("a", "c", at=BEGIN) == pytest.approx(expected)
    assert history.readiness("a", "nobody", at=BEGIN) == pytest.approx(expected - math.log(2))
    assert history.readiness("b", "c", at=BEGIN + 60 * DAY) == pytest.approx(math.log(1.5))


def test_readiness_lifts_all_of_a_question_alike(tmp_path: Path) -> None:
    """Two who write more give higher scores in the same order."""
    messages = mailing(days=60)
    more = tuple(
        message(f"more {one}", 60, "p00@org.example", "somebody@org.example") for one in range(9)
    )
    path = tmp_path / "history.csv"
    path.write_text(table_of(messages))
    asof = f"{module_day(BEGIN + 61 * DAY)}T00:00:00Z"
    before = fresh(path, asof)[0]
    path.write_text(table_of(tuple(sorted((*messages, *more), key=lambda one: one.at))))
    after = fresh(path, asof)[0]
    lifts = {after_score - dict(before)[person] for person, after_score in after}

    assert [person for person, _ in before] == [person for person, _ in after]
    assert min(lifts) > 0
    assert max(lifts) == pytest.approx(min(lifts), abs=0.05)


def test_who_introduced_somebody_before_comes_first() -> None:
    """Of two who write alike to both ends, the one who has brought an end to others is ahead."""
    pupil = Pupil(Reading.LETTERS)
    pupil.follow(
        [
            message(f"{who}{end}{day}", day, who, end)
            for day in range(3)
            for who in ("b", "d")
            for end in ("a", "c", "e")
        ]
        + [message("m", 4, "b", "a", "e"), message("n", 4, "d", "f", "g")]
    )
    one, two = pupil.history.footings("a", "c", ["b", "d"], at=BEGIN + 4 * DAY)

    assert ((1, 1), (1, 0), (0, 0)) == (
        (one.introductions, two.introductions),
        one.brought,
        two.brought,
    )
    assert score(two) < score(replace(one, ties=two.ties, lately=two.lately, written=two.written))


def test_prior_is_doubted_in_proportion() -> None:
    """A weight may move by a quarter of itself, and a tiny one by a little all the same."""
    firm = precisions(replace(PRIOR, joint=2.0, tie=0.0))

    assert dict(zip(TERMS, firm, strict=True))["joint"] == pytest.approx(4.0)
    assert dict(zip(TERMS, firm, strict=True))["tie"] == pytest.approx(2500.0)


def test_terms_are_finite_for_strangers() -> None:
    """Of people nobody knows nothing follows but a number."""
    history = History(Reading.LETTERS)
    (footing,) = history.footings("a", "c", ["b"], at=BEGIN)

    assert footing == replace(
        footing, ties=(0, 0), lately=(0, 0), written=(0, 0), joint=0, brought=(0, 0)
    )
    assert len(TERMS) == len(module.chances([0.0] * len(TERMS)))
