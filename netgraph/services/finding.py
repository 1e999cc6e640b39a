"""Finding people by what somebody types: a name, an address, or a role at a company.

The graph gives candidates that the viewer sees; which of them are meant, and in what order, is
decided by the texts alone (`netgraph.domain.finding`), so that nothing hidden can move an
answer. An answer is `Found`, `Several` or `Nobody` for names, `RoleFound` for roles.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum

from netgraph.domain.access import Viewer
from netgraph.domain.finding import begins, likeness, nearly, spelled, splits
from netgraph.domain.ids import CompanyId, PersonId
from netgraph.domain.people import Company, Person
from netgraph.domain.roles import parse_role, role_matches
from netgraph.domain.titles import Function, Level
from netgraph.errors import NotFound
from netgraph.graph.database import Database
from netgraph.graph.finding import (
    Job,
    Named,
    beginnings,
    by_contact,
    initials,
    jobs,
    mistyped,
    named_like,
    nearby,
)
from netgraph.graph.people import people as people_seen
from netgraph.services.companies import Companies

CLOSE = 60.0
"""Names less alike than this, of 100, are not offered as nearest."""

FITS = 0.6
"""A title that answers to a role at least so well is worth showing."""

MOST_SHOWN = 20

_CLOSEST = 0.8  # of the best fit: below, a title answers to another role that is only near


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One person is meant; `sure` is whether every word typed is a word of their name."""

    person: Person
    sure: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Several:
    """More than one person can be meant, likest first."""

    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Nobody:
    """Nobody of that name is known; these are the nearest names, likest first."""

    nearest: tuple[Person, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleFound:
    """Who holds a role, best fit first, at the companies meant or, with none named, anywhere.

    `where` is the company or industry as typed, empty for anywhere; `companies` are those it
    means. The first `closest` people hold the very role, the others one near it: a CFO comes
    before a finance director. When nobody holds the role, `nearest` are the most senior people
    there; when no company is meant by `where`, they hold the role elsewhere, and
    `nearest_companies` have the likest names.
    """

    role: str
    people: tuple[Person, ...]
    closest: int = 0
    where: str = ""
    companies: tuple[Company, ...] = ()
    nearest: tuple[Person, ...] = ()
    nearest_companies: tuple[Company, ...] = ()

    @property
    def company(self) -> Company | None:
        """The one company that is meant, if it is one."""
        return self.companies[0] if len(self.companies) == 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyFound:
    """The companies that a name means, and who decides there, the most senior first.

    Where nobody decides, `people` are the most senior ones.
    """

    companies: tuple[Company, ...]
    people: tuple[Person, ...]


class SuggestionKind(StrEnum):
    """What a suggestion leads to."""

    PERSON = "person"
    COMPANY = "company"
    ROLE = "role"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """One line under a search field: `label` is what it means, `detail` what tells it apart.

    A person has `person`; a company has `company`; a role has both as far as known, and `label`
    can be asked as a question again.
    """

    kind: SuggestionKind
    label: str
    detail: str = ""
    person: PersonId | None = None
    company: CompanyId | None = None


class Finding:
    """Finds people for a viewer."""

    def __init__(
        self, database: Database, *, companies: Companies, now: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._companies = companies
        self._now = now

    def on(self, day: date) -> "Finding":
        """The same, with everybody at the companies and in the jobs of that day."""
        return Finding(
            self._database,
            companies=self._companies,
            now=lambda: datetime.combine(day, time(), tzinfo=UTC),
        )

    def get(self, viewer: Viewer, person: PersonId) -> Person:
        """One person; raises `NotFound`, alike for who is hidden and who does not exist."""
        found = self.many(viewer, (person,)).get(person)
        if found is None:
            raise NotFound("There is no such person.", hint="Search for them by name.")
        return found

    def many(self, viewer: Viewer, ids: Iterable[PersonId]) -> Mapping[PersonId, Person]:
        """Those of the people whom the viewer sees, by id, in one query."""
        return people_seen(self._database, viewer, ids, today=self._now().date())

    def find(self, viewer: Viewer, text: str) -> Found | Several | Nobody:
        """Who is meant by a name, an e-mail address, or a name at a company."""
        known = self._by_address(viewer, text)
        if known:
            return _answer(known)
        asked = spelled(text)
        if not asked:
            return Nobody(nearest=())
        whole = self._match(viewer, asked)
        if whole is not None:
            return whole
        elsewhere: tuple[Person, ...] = ()
        for left, right in splits(text):
            named = self._match(viewer, spelled(left))
            if named is None:
                continue
            companies = self._companies.find(viewer, right)
            there = {job.person for job in self._jobs(viewer, companies)} if companies else set()
            people = (named.person,) if isinstance(named, Found) else named.people
            meant = tuple(person for person in people if person.id in there)
            if meant:
                return _answer(meant)
            elsewhere = elsewhere or people
        nearest = [*elsewhere, *self._nearest(viewer, asked)]
        return Nobody(nearest=tuple(dict.fromkeys(nearest))[:5])

    def find_role(self, viewer: Viewer, text: str) -> RoleFound | None:
        """Who holds the role that a phrase names ("CFO at Acme", "VP sales, Globex", "CFO").

        `None` when the phrase names no role.
        """
        unknown: tuple[str, str] | None = None
        for left, right in _role_splits(text):
            companies = self._companies.find(viewer, right)
            companies = companies or self._companies.in_industry(viewer, right)
            if companies:
                return self._in_role(viewer, left, where=right, companies=companies)
            unknown = unknown or (left, right)
        role = parse_role(text)
        if unknown is not None and (role is None or role.rest):
            left, right = unknown
            return RoleFound(
                role=left,
                people=(),
                where=right,
                nearest=self._in_role(viewer, left, where="", companies=()).people[:5],
                nearest_companies=self._companies.nearest(viewer, right, far=True),
            )
        return None if role is None else self._in_role(viewer, text, where="", companies=())

    def find_company(self, viewer: Viewer, text: str) -> CompanyFound | None:
        """The companies of a name with who decides there; `None` when no company is meant."""
        companies = self._companies.find(viewer, text)
        if not companies:
            return None
        held = [job.person for job in self._jobs(viewer, companies)]
        people = sorted(
            self._people(viewer, held),
            key=lambda p: (not p.decides, -Level(p.level).rank, p.name, p.id),
        )
        deciding = [person for person in people if person.decides]
        return CompanyFound(companies=companies, people=tuple((deciding or people)[:MOST_SHOWN]))

    def suggest(self, viewer: Viewer, text: str, *, limit: int = 8) -> tuple[Suggestion, ...]:
        """What may be meant while it is being typed: roles, then people, then companies."""
        roles = self._suggest_roles(viewer, text, limit=limit)
        asked = spelled(text)
        named = self._ranked(viewer, asked, beginnings(asked), keep=begins) if asked else []
        if asked and not named and not roles:
            named = self._ranked(viewer, asked, mistyped(asked), keep=nearly)
        seen = self._people(viewer, [one.id for one in named[:limit]])
        people = [
            Suggestion(
                kind=SuggestionKind.PERSON,
                label=person.name,
                detail=person.role,
                person=person.id,
                company=person.company,
            )
            for person in seen
        ]
        companies = [
            Suggestion(
                kind=SuggestionKind.COMPANY,
                label=company.name,
                detail=company.industry,
                company=company.id,
            )
            for company in self._companies.suggest(viewer, text, limit=max(2, limit // 3))
        ]
        kept = limit - min(len(companies), max(2, limit // 3))
        return (*roles, *people)[: max(kept, 0)] + tuple(companies)[:limit]

    def search(self, viewer: Viewer, text: str) -> tuple[PersonId, ...]:
        """Everybody whom a text may mean: by name likest first, then by role, then by company."""
        asked = spelled(text)
        named = self._ranked(viewer, asked, beginnings(asked), keep=begins) if asked else []
        address = [person.id for person in self._by_address(viewer, text)]
        role = self.find_role(viewer, text)
        there = self._jobs(viewer, self._companies.find(viewer, text))
        found = [
            *address,
            *(one.id for one in named),
            *(person.id for person in (role.people if role else ())),
            *(job.person for job in there),
        ]
        if not found and asked:
            found = [one.id for one in self._ranked(viewer, asked, mistyped(asked), keep=nearly)]
        return tuple(dict.fromkeys(found))

    def _suggest_roles(self, viewer: Viewer, text: str, *, limit: int) -> tuple[Suggestion, ...]:
        for left, right in _role_splits(text):
            companies = self._companies.suggest(viewer, right, limit=3)
            if companies:
                found = [
                    self._in_role(viewer, left, where=company.name, companies=(company,))
                    for company in companies
                ]
                return tuple(
                    Suggestion(
                        kind=SuggestionKind.ROLE,
                        label=f"{left} at {one.where}",
                        detail=", ".join(person.name for person in one.people[:3]),
                        person=one.people[0].id if len(one.people) == 1 else None,
                        company=one.companies[0].id,
                    )
                    for one in found
                )[:limit]
        role = parse_role(text)
        if role is None or role.rest:
            return ()
        anywhere = self._in_role(viewer, text, where="", companies=())
        return tuple(
            Suggestion(
                kind=SuggestionKind.ROLE,
                label=person.role,
                detail=person.name,
                person=person.id,
                company=person.company,
            )
            for person in anywhere.people[: max(1, limit // 2)]
        )

    def _by_address(self, viewer: Viewer, text: str) -> tuple[Person, ...]:
        address = text.strip().strip("<>").lower()
        if "@" not in address or " " in address:
            return ()
        found = by_contact(self._database, viewer, [f"email:{address}"])
        return self._people(viewer, found.get(f"email:{address}", ()))

    def _match(self, viewer: Viewer, asked: str) -> Found | Several | None:
        """Who has that name: wholly, else by the beginnings of words, else but for a mistake."""
        if not asked:
            return None
        near = self._ranked(viewer, asked, beginnings(asked), keep=begins)
        equal = [one for one in near if spelled(one.name) == asked]
        meant = equal or near or self._ranked(viewer, asked, mistyped(asked), keep=nearly)
        people = self._people(viewer, [one.id for one in meant[:MOST_SHOWN]])
        if len(people) == 1:
            words = set(spelled(people[0].name).split())
            return Found(person=people[0], sure=set(asked.split()) <= words)
        return Several(people=people) if people else None

    def _nearest(self, viewer: Viewer, asked: str) -> tuple[Person, ...]:
        """The likest names; when none is close, three that begin with the same letters."""
        near = self._ranked(
            viewer, asked, nearby(asked), keep=lambda one, name: likeness(one, name) >= CLOSE
        )
        if near:
            return self._people(viewer, [one.id for one in near[:5]])
        far = self._ranked(viewer, asked, initials(asked), keep=lambda _, name: bool(name))
        return self._people(viewer, [one.id for one in far[:3]])

    def _ranked(
        self, viewer: Viewer, asked: str, text: str, *, keep: Callable[[str, str], bool]
    ) -> list[Named]:
        found = named_like(self._database, viewer, spelled=asked, text=text)
        kept = [(spelled(one.name), one) for one in found]
        return [
            one
            for _, one in sorted(
                ((name, one) for name, one in kept if keep(asked, name)),
                key=lambda pair: (-likeness(asked, pair[0]), pair[1].name, pair[1].id),
            )
        ]

    def _in_role(
        self, viewer: Viewer, role: str, *, where: str, companies: Sequence[Company]
    ) -> RoleFound:
        held = self._jobs(viewer, companies) if where else self._anywhere(viewer, role)
        fit: dict[PersonId, float] = {}
        for job in held:
            fit[job.person] = max(fit.get(job.person, 0.0), role_matches(role, job.title))
        best = sorted(fit, key=lambda person: -fit[person])
        holders = [person for person in best if fit[person] >= FITS][:MOST_SHOWN]
        least = _CLOSEST * fit[holders[0]] if holders else 0.0
        nearest: list[PersonId] = []
        if not holders:
            senior = sorted(held, key=lambda job: (-fit[job.person], -Level(job.level).rank))
            nearest = list(dict.fromkeys(job.person for job in senior))[:5] if where else []
        return RoleFound(
            role=role,
            people=self._people(viewer, holders),
            closest=sum(fit[person] >= least for person in holders),
            where=where,
            companies=tuple(companies),
            nearest=self._people(viewer, nearest),
        )

    def _anywhere(self, viewer: Viewer, text: str) -> tuple[Job, ...]:
        """Jobs that may answer to a role wherever it is."""
        role = parse_role(text)
        if role is None:
            return ()
        levels = None
        if role.level is not None:
            lowest = min(role.level.rank - 1, Level.DIRECTOR.rank)
            levels = [level.value for level in Level if level.rank >= lowest]
        general = {None, Function.GENERAL_MANAGEMENT, Function.OTHER}
        functions = None if role.function in general else [str(role.function)]
        return jobs(
            self._database,
            viewer,
            today=self._now().date(),
            levels=levels,
            functions=functions,
        )

    def _jobs(self, viewer: Viewer, companies: Iterable[Company]) -> tuple[Job, ...]:
        return jobs(
            self._database,
            viewer,
            today=self._now().date(),
            companies=[company.id for company in companies],
        )

    def _people(self, viewer: Viewer, ids: Sequence[PersonId]) -> tuple[Person, ...]:
        """The people in the order of their ids, as far as the viewer sees them."""
        seen = self.many(viewer, ids)
        return tuple(seen[person] for person in dict.fromkeys(ids) if person in seen)


def _answer(people: tuple[Person, ...]) -> Found | Several:
    return Found(person=people[0]) if len(people) == 1 else Several(people=people)


def _role_splits(text: str) -> list[tuple[str, str]]:
    """Ways to read a phrase as a role and where it is.

    Only a phrase without any separator is cut between words: "cfo acme labs".
    """
    ways = [(left, right) for left, right in splits(text) if parse_role(left) is not None]
    if ways:
        return ways
    words = text.split()
    cuts = ((" ".join(words[:at]), " ".join(words[at:])) for at in range(len(words) - 1, 0, -1))
    return [(left, right) for left, right in cuts if (r := parse_role(left)) and not r.rest]
