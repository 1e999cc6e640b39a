"""When a letter is tried again, and what its Message-ID tells."""

from datetime import UTC, datetime

from netgraph.domain.ids import LetterId
from netgraph.domain.outbox import PAUSES, message_id, tried_again

NOON = datetime(2026, 6, 15, 12, tzinfo=UTC)


def test_each_pause_is_longer_than_the_one_before_and_then_it_ends() -> None:
    """Tried again ever later, for about two days, and then no more."""
    times = [tried_again(NOON, tries=number) for number in range(1, len(PAUSES) + 2)]

    assert list(PAUSES) == sorted(PAUSES)
    assert [*(NOON + pause for pause in PAUSES), None] == times


def test_a_letter_has_one_message_id_that_tells_nothing() -> None:
    """The same letter has the same one for ever, and its own id cannot be read from it."""
    letter = LetterId("ben-17")

    assert message_id(letter, "n@x.example") == message_id(letter, "n@x.example")
    assert message_id(letter, "n@x.example") != message_id(LetterId("ben-18"), "n@x.example")
    assert "ben-17" not in message_id(letter, "n@x.example")
