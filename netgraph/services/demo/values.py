"""What a made-up network is: domain values, each with who may see it and who brought it.

Where the domain has a value of its own (evidence, favors, wants), that one is used; a person
with all their jobs, a user before they have a password and a drafted request exist only while
they are written, so they are described here. Nothing in a `DemoNetwork` can change, so two
networks made from the same seed and day are equal.
"""

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from netgraph.domain.access import Role, Scope
from netgraph.domain.asks import Ask
from netgraph.domain.evidence import Evidence
from netgraph.domain.favors import Favor, Gift, Promise
from netgraph.domain.ids import CompanyId, EvidenceId, IntroRequestId, PersonId, UserId
from netgraph.domain.introductions import Life
from netgraph.domain.open_asks import OpenAsk
from netgraph.domain.people import BuyingRole, Company, Note
from netgraph.domain.shares import Share
from netgraph.domain.wants import Expertise, Want

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scoped(Generic[T]):
    """A value, the scope in which it is seen, and the user who brought it."""

    value: T
    scope: Scope
    created_by: UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoUser:
    """Somebody who can log in, and the person they are."""

    id: UserId
    email: str
    name: str
    role: Role
    person: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A title at a company from a day to a day; `ended` is `None` for the job held now."""

    company: CompanyId
    title: str
    started: date
    ended: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPerson:
    """A person with their jobs, the current one last; `email` and `phone` may be empty."""

    id: PersonId
    name: str
    email: str
    phone: str
    jobs: tuple[Job, ...]

    @property
    def job(self) -> Job:
        """The job held now."""
        return self.jobs[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Evidence with its id and the kind of record that it was read from."""

    id: EvidenceId
    source: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The part that a person plays in what a company buys."""

    person: PersonId
    company: CompanyId
    role: BuyingRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A request for an introduction; `people` are those of the path, in order.

    It is not sent yet, unless it has a `life`; `about` and `ask` are the rest of its words.
    """

    id: IntroRequestId
    people: tuple[PersonId, ...]
    purpose: str
    offer: str
    day: date
    about: str = ""
    ask: str = ""
    life: Life | None = None

    @property
    def requester(self) -> PersonId:
        """Who wants the introduction."""
        return self.people[0]

    @property
    def connector(self) -> PersonId:
        """Whom to ask: the first person after the requester."""
        return self.people[1]

    @property
    def target(self) -> PersonId:
        """Whom it is to reach."""
        return self.people[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoNetwork:
    """A whole made-up team and whom it knows, as of `today`; every tuple is ordered by id."""

    today: date
    users: tuple[DemoUser, ...]
    companies: tuple[Scoped[Company], ...]
    people: tuple[Scoped[DemoPerson], ...]
    facts: tuple[Scoped[Fact], ...]
    favors: tuple[Scoped[Favor], ...]
    gifts: tuple[Scoped[Gift], ...]
    promises: tuple[Scoped[Promise], ...]
    wants: tuple[Scoped[Want], ...]
    expertise: tuple[Scoped[Expertise], ...]
    notes: tuple[Scoped[Note], ...]
    parts: tuple[Scoped[Part], ...]
    drafts: tuple[Scoped[Draft], ...]
    open_asks: tuple[Scoped[OpenAsk], ...]
    asks: tuple[Scoped[Ask], ...]
    shares: tuple[Scoped[Share], ...]
