"""A made-up organisation's mail, in which introductions happen and some are followed up."""

import random
from datetime import UTC, datetime

from netgraph.imports.messages import Message

BEGIN = int(datetime(2024, 1, 1, tzinfo=UTC).timestamp())
DAY = 86_400


def mailing(*, people: int = 40, days: int = 240, seed: int = 1) -> tuple[Message, ...]:
    """Messages among people who sit in a ring and write to their neighbours.

    Every few days somebody brings two acquaintances together who never wrote to each other; those
    who do it often are the same all along, and half of it is followed up within a week.
    """
    drawn = random.Random(seed)  # noqa: S311 # made-up mail is no secret
    found: list[tuple[int, str, tuple[str, ...]]] = []

    def name(number: int) -> str:
        return f"p{number % people:02}@org.example"

    for day in range(days):
        now = BEGIN + day * DAY
        for _ in range(25):
            one = drawn.randrange(people)
            away = drawn.choice((-3, -2, -1, 1, 2, 3))
            found.append((now + drawn.randrange(DAY), name(one), (name(one + away),)))
        if drawn.random() < 0.8:
            middle = drawn.choice((0, 7, 14, 21, 28, 35)) if drawn.random() < 0.7 else day
            ends = (name(middle - drawn.randint(1, 3)), name(middle + drawn.randint(2, 3)))
            when = now + drawn.randrange(DAY)
            found.append((when, name(middle), ends))
            if drawn.random() < 0.5:
                found.append((when + drawn.randrange(1, 7 * DAY), ends[0], (ends[1],)))
    return tuple(
        Message(id=f"m{number}", at=at, sender=sender, to=to, cc=(), answers="")
        for number, (at, sender, to) in enumerate(sorted(found))
    )


def table_of(messages: tuple[Message, ...]) -> str:
    """Messages as a plain CSV."""
    lines = ["msg_id,date,sender,to,cc,in_reply_to"]
    lines += [
        f"{one.id},{datetime.fromtimestamp(one.at, tz=UTC):%Y-%m-%dT%H:%M:%SZ},{one.sender},"
        f"{';'.join(one.to)},{';'.join(one.cc)},{one.answers}"
        for one in messages
    ]
    return "\n".join(lines) + "\n"
