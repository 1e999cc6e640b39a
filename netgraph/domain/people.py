"""People, their companies and how to reach them.

A person is known by their contact points; employment is bounded in time and carries the title
from which level and function follow. Whether somebody decides follows from the title and can
be overruled by hand (`decides`).
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from netgraph.domain.access import Scope
from netgraph.domain.ids import BatchId, CompanyId, NoteId, PersonId, UserId


class Channel(StrEnum):
    """How a contact point reaches somebody."""

    EMAIL = "email"
    PHONE = "phone"
    LINKEDIN = "linkedin"
    URL = "url"


class BuyingRole(StrEnum):
    """What a person is in a deal or account."""

    ECONOMIC_BUYER = "economic_buyer"
    DECISION_MAKER = "decision_maker"
    CHAMPION = "champion"
    INFLUENCER = "influencer"
    EVALUATOR = "evaluator"
    TECHNICAL_BUYER = "technical_buyer"
    PROCUREMENT = "procurement"
    BLOCKER = "blocker"
    END_USER = "end_user"
    EXECUTIVE_SPONSOR = "executive_sponsor"
    COACH = "coach"


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a fact comes from: a batch of an import or a user, when, and who may see it."""

    source: str
    at: datetime
    by: UserId
    batch: BatchId | None = None
    scope: Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactPoint:
    """One way to reach a person; `value` is normalised (lower case e-mail, E.164 phone, slug)."""

    channel: Channel
    value: str
    scope: Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Employment:
    """A person's job at a company from a day to a day; `None` means unknown or still going on."""

    company: CompanyId
    company_name: str
    title: str
    level: str
    function: str
    started: date | None = None
    ended: date | None = None

    def current(self, *, as_of: date) -> bool:
        """Whether the job is held on that day, as far as is known."""
        return (self.started is None or self.started <= as_of) and (
            self.ended is None or self.ended >= as_of
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person as one viewer sees them: name and current job."""

    id: PersonId
    name: str
    title: str = ""
    company: CompanyId | None = None
    company_name: str = ""
    level: str = "individual"
    function: str = "other"
    decides: bool = False
    scope: Scope

    @property
    def role(self) -> str:
        """Title and company in one line, e.g. `CFO at Acme`; empty when neither is known."""
        return " at ".join(part for part in (self.title, self.company_name) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """A company as one viewer sees it."""

    id: CompanyId
    name: str
    industry: str = ""
    domain: str = ""
    scope: Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Free text about a person."""

    id: NoteId
    person: PersonId
    text: str
    at: datetime
    by: UserId
    scope: Scope
