"""Companies: found by name or industry, shown with whom we know there, written by hand.

Where a team's company stands in the way of a write although the viewer does not see it (only
somebody's private job is left there), it makes way in silence and keeps that job.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from netgraph.domain.access import TEAM, Viewer, Visibility
from netgraph.domain.finding import begins, likeness, nearly, spelled_company
from netgraph.domain.ids import CompanyId, PersonId
from netgraph.domain.names import company_key, plain
from netgraph.domain.people import Company, Person
from netgraph.domain.titles import Level
from netgraph.errors import Conflict, InvalidInput, NotFound
from netgraph.graph import companies as graph
from netgraph.graph.companies import CountedCompany, Post, RoleThere
from netgraph.graph.database import Database, Transaction
from netgraph.graph.finding import beginnings, initials, mistyped, nearby
from netgraph.graph.images import Touched
from netgraph.graph.people import people as people_seen
from netgraph.services.history import Done, History

CLOSE = 60.0
"""Names less alike than this, of 100, are not offered as nearest."""


LONGEST_NAME = 200
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")


@dataclass(frozen=True, slots=True, kw_only=True)
class SomebodyThere:
    """A person at a company: the job they hold or held there, and their buying roles in it."""

    person: Person
    post: Post | None
    roles: tuple[RoleThere, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyFacts:
    """A company with whom we know there, the most senior first; then who was there before."""

    company: Company
    now: tuple[SomebodyThere, ...]
    before: tuple[SomebodyThere, ...]


class CompanySort(StrEnum):
    """What the list of companies is sorted by; the numbers begin with the highest."""

    NAME = "name"
    INDUSTRY = "industry"
    DOMAIN = "domain"
    PEOPLE = "people"
    DECIDERS = "deciders"


@dataclass(frozen=True, slots=True, kw_only=True)
class CompaniesAsked:
    """Which companies are listed, and in which order; `down` is the other way round."""

    text: str = ""
    sort: CompanySort | None = None
    down: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenCompany:
    """Which company was written, and what was done."""

    company: CompanyId
    done: Done


class Companies:
    """The companies of this graph as each viewer sees them."""

    def __init__(
        self,
        database: Database,
        *,
        history: History,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._database = database
        self._history = history
        self._now = now
        self._new_id = new_id

    def find(self, viewer: Viewer, text: str) -> tuple[Company, ...]:
        """The companies that a name means; none when nothing is like it.

        These are those of that very name, else those whose names begin so, else those with a
        typing mistake. Names are compared without legal forms. More than one means that the
        name is not clear, or that a private company has the name of one of the team's.
        """
        asked = spelled_company(text)
        if not asked:
            return ()
        near = self._candidates(viewer, asked, beginnings(asked))
        equal = tuple(company for company in near if spelled_company(company.name) == asked)
        if equal:
            return equal
        begun = tuple(company for company in near if begins(asked, spelled_company(company.name)))
        if begun:
            return begun
        return tuple(
            company
            for company in self._candidates(viewer, asked, mistyped(asked))
            if nearly(asked, spelled_company(company.name))
        )

    def suggest(self, viewer: Viewer, text: str, *, limit: int = 8) -> tuple[Company, ...]:
        """The likeliest companies while a name is being typed."""
        asked = spelled_company(text)
        if not asked:
            return ()
        near = self._candidates(viewer, asked, beginnings(asked))
        found = [company for company in near if begins(asked, spelled_company(company.name))]
        if not found:
            found = [
                company
                for company in self._candidates(viewer, asked, mistyped(asked))
                if nearly(asked, spelled_company(company.name))
            ]
        return tuple(found[:limit])

    def nearest(
        self, viewer: Viewer, text: str, *, limit: int = 5, far: bool = False
    ) -> tuple[Company, ...]:
        """The companies with the likest names, likest first.

        When none is close and `far` ones will do, three that begin with the same letters.
        """
        asked = spelled_company(text)
        if not asked:
            return ()
        close = tuple(
            company
            for company in self._candidates(viewer, asked, nearby(asked))
            if likeness(asked, spelled_company(company.name)) >= CLOSE
        )[:limit]
        if close or not far:
            return close
        return tuple(self._candidates(viewer, asked, initials(asked))[:3])

    def in_industry(self, viewer: Viewer, industry: str) -> tuple[Company, ...]:
        """The companies of an industry by name."""
        return graph.in_industry(self._database, viewer, industry)

    def get(self, viewer: Viewer, company: CompanyId) -> Company:
        """One company; raises `NotFound`."""
        found = self.many(viewer, (company,)).get(company)
        if found is None:
            raise NotFound("There is no such company.", hint="Search for it by name.")
        return found

    def many(self, viewer: Viewer, ids: Iterable[CompanyId]) -> Mapping[CompanyId, Company]:
        """Those of the companies whom the viewer sees, by id, in one query."""
        return graph.companies(self._database, viewer, ids)

    def all(
        self,
        viewer: Viewer,
        asked: CompaniesAsked | None = None,
        *,
        skip: int = 0,
        limit: int | None = 50,
    ) -> tuple[CountedCompany, ...]:
        """The companies asked for, from a place on, with whom we know there; all with no limit.

        Without a sort they come by name, and those that fit a text likest first.
        """
        asked = asked or CompaniesAsked()
        today = self._now().date()
        if asked == CompaniesAsked() and limit is not None:
            return graph.companies_by_name(
                self._database, viewer, today=today, skip=skip, limit=limit
            )
        only = None
        if asked.text:
            fitting = self.suggest(viewer, asked.text, limit=graph.MOST_CANDIDATES)
            only = [one.id for one in fitting]
        found = list(graph.counted_companies(self._database, viewer, today=today, only=only))
        if asked.sort is not None:
            found = _sorted(found, asked.sort, down=asked.down)
        elif only is not None:
            place = {company: number for number, company in enumerate(only)}
            found.sort(key=lambda one: place[one.company.id])
        return tuple(found[skip:] if limit is None else found[skip : skip + limit])

    def page(self, viewer: Viewer, company: CompanyId, *, as_of: date) -> CompanyFacts:
        """A company with the people there as of a day; raises `NotFound`.

        Somebody with several jobs there stands once, with the one held now or the latest. Who
        only plays a buying role counts as there now.
        """
        seen = self.get(viewer, company)
        held: dict[PersonId, Post] = {}
        for post in graph.posts(self._database, viewer, company, today=as_of):
            held.setdefault(post.person, post)
        roles: dict[PersonId, list[RoleThere]] = {}
        for role in graph.roles_there(self._database, viewer, company):
            roles.setdefault(role.person, []).append(role)
        people = people_seen(self._database, viewer, [*held, *roles], today=as_of)
        there = sorted(
            (
                SomebodyThere(person=person, post=held.get(id_), roles=tuple(roles.get(id_, ())))
                for id_, person in people.items()
            ),
            key=lambda one: (
                -Level(one.post.level).rank if one.post else 0,
                one.person.name,
                one.person.id,
            ),
        )
        return CompanyFacts(
            company=seen,
            now=tuple(one for one in there if one.post is None or one.post.current),
            before=tuple(one for one in there if one.post is not None and not one.post.current),
        )

    # -- writing ------------------------------------------------------------------------------

    def add(
        self,
        viewer: Viewer,
        *,
        name: str,
        visibility: Visibility,
        industry: str = "",
        domain: str = "",
    ) -> WrittenCompany:
        """Writes a company worth knowing; raises `InvalidInput`, `Conflict` for a known name."""
        shown, key = _name(name)
        self._check_free(viewer, key)
        scope = viewer.scope_of(visibility)
        new, site, trade = CompanyId(self._new_id()), _domain(domain), _industry(industry)
        hidden = graph.keyed(self._database, key=key, scope=scope)
        company = hidden or new

        def work(tx: Transaction) -> None:
            tx.write("create_company", id=company, name=shown, key=key, scope=scope)
            tx.write("update_company", id=company, name=shown, key=key, industry=trade, domain=site)
            tx.write("assert_company", company=company, user=viewer.user, at=self._now())

        done = self._history.write(
            viewer,
            f"Added {shown}",
            touched=(Touched(label="Company", id=company),),
            work=work,
        )
        return WrittenCompany(company=company, done=done)

    def edit(
        self, viewer: Viewer, company: CompanyId, *, name: str, industry: str, domain: str
    ) -> Done:
        """Gives a company another name, industry and domain; raises as `add` does."""
        seen = self.get(viewer, company)
        shown, key = _name(name)
        if key != company_key(seen.name):
            self._check_free(viewer, key, but=company)
        site, trade = _domain(domain), _industry(industry)
        hidden = graph.keyed(self._database, key=key, scope=seen.scope)
        gone = None if hidden == company else hidden

        def work(tx: Transaction) -> None:
            if gone is not None:
                graph.join(tx, gone=gone, kept=company)
            tx.write("update_company", id=company, name=shown, key=key, industry=trade, domain=site)

        touched = [Touched(label="Company", id=one) for one in (company, gone) if one]
        return self._history.write(viewer, f"Changed {shown}", touched=touched, work=work)

    def merge(self, viewer: Viewer, *, kept: CompanyId, gone: CompanyId) -> WrittenCompany:
        """Makes one company of two; the team's stays before a private one."""
        one, other = self.get(viewer, kept), self.get(viewer, gone)
        if kept == gone:
            raise InvalidInput("These are the same company.", hint="Choose another one.")
        if other.scope == TEAM and one.scope != TEAM:
            one, other = other, one

        def work(tx: Transaction) -> None:
            graph.join(tx, gone=other.id, kept=one.id)
            tx.write(
                "update_company",
                id=one.id,
                name=one.name,
                key=company_key(one.name),
                industry=one.industry or other.industry,
                domain=one.domain or other.domain,
            )

        done = self._history.write(
            viewer,
            f"Merged {other.name} into {one.name}",
            touched=[Touched(label="Company", id=company.id) for company in (one, other)],
            work=work,
        )
        return WrittenCompany(company=one.id, done=done)

    def delete(self, viewer: Viewer, company: CompanyId) -> Done:
        """Removes a company where the viewer sees nobody; raises `Conflict` otherwise."""
        facts = self.page(viewer, company, as_of=self._now().date())
        if facts.now or facts.before:
            raise Conflict(
                f"People are known at {facts.company.name}, so it cannot be deleted.",
                hint="Remove their jobs and buying roles there, or merge it into another company.",
            )
        return self._history.write(
            viewer,
            f"Deleted {facts.company.name}",
            touched=(Touched(label="Company", id=company),),
            work=lambda tx: graph.forget(tx, company),
        )

    def _check_free(self, viewer: Viewer, key: str, *, but: CompanyId | None = None) -> None:
        rows = self._database.read("company_by_key", key=key, scopes=list(viewer.scopes))
        seen = self.many(viewer, [CompanyId(row["id"]) for row in rows])
        for company in seen.values():
            if company.id != but:
                raise Conflict(
                    f"There is {company.name} already.", hint="If the two are one, merge them."
                )

    def _candidates(self, viewer: Viewer, asked: str, text: str) -> list[Company]:
        """Companies by a full-text query, likest first, the team's before private ones."""
        found = graph.named_like(self._database, viewer, spelled=asked, text=text)
        return sorted(
            found,
            key=lambda one: (
                -likeness(asked, spelled_company(one.name)),
                one.name,
                one.scope == viewer.private,
                one.id,
            ),
        )


def _sorted(found: list[CountedCompany], sort: CompanySort, *, down: bool) -> list[CountedCompany]:
    """In the order asked for, and by name within it; what is not known comes last both ways."""
    if sort is CompanySort.PEOPLE:
        return sorted(found, key=lambda one: one.people if down else -one.people)
    if sort is CompanySort.DECIDERS:
        return sorted(found, key=lambda one: one.deciders if down else -one.deciders)
    if sort is CompanySort.NAME:
        return found[::-1] if down else found

    def word(one: CountedCompany) -> str:
        of = one.company
        return (of.industry if sort is CompanySort.INDUSTRY else of.domain).casefold()

    known = sorted((one for one in found if word(one)), key=word, reverse=down)
    return [*known, *(one for one in found if not word(one))]


def _name(text: str) -> tuple[str, str]:
    name = plain(text)
    key = company_key(name)
    if not key:
        raise InvalidInput("A company needs a name.")
    if len(name) > LONGEST_NAME:
        raise InvalidInput(f"A name has at most {LONGEST_NAME} characters.")
    return name, key


def _industry(text: str) -> str:
    industry = plain(text)
    if len(industry) > LONGEST_NAME:
        raise InvalidInput(f"An industry has at most {LONGEST_NAME} characters.")
    return industry


def _domain(text: str) -> str:
    """The domain of a company's site, from an address or as it is; empty for none."""
    site = plain(text).lower().removeprefix("https://").removeprefix("http://")
    site = site.split("/")[0].removeprefix("www.")
    if site and not _DOMAIN.fullmatch(site):
        raise InvalidInput(f"{text!r} is not a domain such as acme.example.")
    return site
