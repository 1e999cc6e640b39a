"""What sends the mail of a server goes on through every kind of trouble."""

import logging
from collections.abc import Callable

import pytest

from netgraph.cli.serve import again_and_again
from netgraph.errors import DatabaseDown


def rounds(*troubles: Exception | None) -> tuple[Callable[[], None], list[str]]:
    """A round of mail that has these troubles in turn, and what it has done so far."""
    done: list[str] = []
    left = list(troubles)

    def one_round() -> None:
        trouble = left.pop(0)
        if trouble is not None:
            raise trouble
        done.append("sent")

    return one_round, done


def test_trouble_makes_the_pauses_longer_and_ends_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A database that is down and a defect are logged and waited out; then all is as before."""
    one_round, done = rounds(DatabaseDown("It is down."), ValueError("a defect"), None, None)
    pauses: list[float] = []

    def wait(pause: float) -> bool:
        pauses.append(pause)
        return len(pauses) > 4

    with caplog.at_level(logging.WARNING):
        again_and_again(one_round, wait=wait)

    assert ["sent", "sent"] == done
    assert [15, 30, 60, 15, 15] == pauses
    assert ["No mail was sent: It is down.", "No mail was sent; it is tried again."] == [
        record.getMessage() for record in caplog.records
    ]


def test_pauses_have_an_end() -> None:
    """However long the trouble, the next try is at most a quarter of an hour away."""
    one_round, _ = rounds(*[OSError("no")] * 9)
    pauses: list[float] = []

    def wait(pause: float) -> bool:
        pauses.append(pause)
        return len(pauses) > 9

    again_and_again(one_round, wait=wait)

    assert 900 == max(pauses)
