"""How often, and for what, a connector may be asked.

Rules are kept across the team, so that nobody burns out. A policy never hides a way. It says in
words what speaks against asking now, and who asks all the same gives a reason.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from netgraph.domain.names import company_key
from netgraph.domain.wording import percent

QUARTER_DAYS = 91
"""Days that a budget counts back."""

LARGEST_CAP = 100


class Asking(StrEnum):
    """How a connector likes to be asked."""

    ANY = ""
    EMAIL = "email"
    PHONE = "phone"
    MESSAGE = "message"
    IN_PERSON = "in_person"


DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""The days of a week, as `batch_day` counts them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectorPolicy:
    """The rules of one connector.

    `cap` is how many asks and introductions a quarter may have (None: no limit), `never` the
    companies they introduce nobody to, `least` the smallest probability of a path worth their
    while, in [0, 1), `paused_until` the last day on which they are not to be asked, `batch_day`
    the day of the week (0 is Monday) on which they read what is asked, `channel` how they like it.
    """

    cap: int | None = None
    never: tuple[str, ...] = ()
    least: float = 0.0
    paused_until: date | None = None
    batch_day: int | None = None
    channel: Asking = Asking.ANY

    def __post_init__(self) -> None:
        if self.cap is not None and not 0 <= self.cap <= LARGEST_CAP:
            raise ValueError(f"A cap is between 0 and {LARGEST_CAP}, not {self.cap}.")
        if not 0 <= self.least < 1:
            raise ValueError(f"The least probability is in [0, 1), not {self.least}.")
        if self.batch_day is not None and not 0 <= self.batch_day < len(DAYS):
            raise ValueError(f"A week has no day {self.batch_day}.")

    def room(self, asked: int) -> int:
        """How many more asks there is room for, after so many; without a cap, as good as any."""
        return LARGEST_CAP if self.cap is None else max(0, self.cap - asked)

    def next_day(self, today: date) -> date:
        """The first day, from today on, on which they read what is asked."""
        if self.batch_day is None:
            return today
        return today + timedelta(days=(self.batch_day - today.weekday()) % len(DAYS))

    def against(
        self, *, asked: int, company: str, probability: float, today: date
    ) -> tuple[str, ...]:
        """What speaks against asking: `asked` is how often they were in the last quarter."""
        return tuple(
            self._reasons(asked=asked, company=company, probability=probability, today=today)
        )

    def _reasons(
        self, *, asked: int, company: str, probability: float, today: date
    ) -> Iterable[str]:
        if self.paused_until is not None and today <= self.paused_until:
            until = f"{self.paused_until.day} {self.paused_until:%B}"
            yield f"pausing: not to be asked until {until}"
        if self.cap is not None and asked >= self.cap:
            yield f"asked too often: {asked} in three months, at most {self.cap}"
        if company and company_key(company) in {company_key(name) for name in self.never}:
            yield f"introduces nobody to {company}"
        if probability < self.least:
            yield f"wants at least {percent(self.least)}"
