"""People: found, shown and written by hand.

Finding is in `netgraph.services.finding` and part of `People`. Every write goes through
`History`, so it can be undone. What a viewer writes is private unless they say otherwise, and
a fact about a private person is private whatever they say. Merging and deleting move other
users' private facts along without showing them: they neither block a step nor count in it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from netgraph.domain.access import TEAM, Scope, Viewer, Visibility
from netgraph.domain.ids import CompanyId, PersonId
from netgraph.domain.names import company_key, name_key, plain
from netgraph.domain.people import BuyingRole, Channel, Person
from netgraph.domain.titles import Title, understand_title
from netgraph.errors import Conflict, InvalidInput, NotFound
from netgraph.graph import people as graph
from netgraph.graph.companies import company_for
from netgraph.graph.database import Database, Transaction
from netgraph.graph.finding import by_contact
from netgraph.graph.images import Touched
from netgraph.graph.people import HeldContactPoint, HeldJob, PlayedRole, Source
from netgraph.services.companies import Companies
from netgraph.services.entries import NewJob, check_job, contact_value, person_name
from netgraph.services.finding import (
    Finding,
    Found,
    Nobody,
    RoleFound,
    Several,
    Suggestion,
    SuggestionKind,
)
from netgraph.services.history import Done, History

__all__ = [
    "Found",
    "NewJob",
    "Nobody",
    "People",
    "PersonFacts",
    "RoleFound",
    "Several",
    "Suggestion",
    "SuggestionKind",
    "Written",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFacts:
    """What a viewer knows about a person, ties and giving apart.

    `decides_because` says why the person counts as a decision maker, or why not.
    """

    person: Person
    is_user: bool
    decides_by_hand: bool | None
    decides_because: str
    contact_points: tuple[HeldContactPoint, ...]
    jobs: tuple[HeldJob, ...]
    roles: tuple[PlayedRole, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Who was written, and what was done."""

    person: PersonId
    done: Done


class People(Finding):
    """The people of this graph as each viewer sees them."""

    def __init__(
        self,
        database: Database,
        *,
        companies: Companies,
        history: History,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
        phone_region: str = "US",
    ) -> None:
        super().__init__(database, companies=companies, now=now)
        self._history = history
        self._new_id = new_id
        self._phone_region = phone_region

    def page(self, viewer: Viewer, person: PersonId, *, as_of: date) -> PersonFacts:
        """Everything about a person but ties and giving; raises `NotFound`.

        The job in `person` is the one of the day `as_of`.
        """
        seen = graph.people(self._database, viewer, (person,), today=as_of).get(person)
        standing = graph.standing(self._database, viewer, person)
        if seen is None or standing is None:
            raise NotFound("There is no such person.", hint="Search for them by name.")
        return PersonFacts(
            person=seen,
            is_user=standing.is_user,
            decides_by_hand=standing.decides_by_hand,
            decides_because=_because(seen, standing.decides_by_hand),
            contact_points=_points_once(graph.contact_points(self._database, viewer, person)),
            jobs=_jobs_once(graph.employments(self._database, viewer, person)),
            roles=graph.buying_roles(self._database, viewer, person),
            sources=standing.sources,
        )

    def namesakes(self, viewer: Viewer, name: str) -> tuple[Person, ...]:
        """The people of exactly that name whom the viewer sees, to ask before adding a twin."""
        asked = name_key(name)
        match self.find(viewer, name) if asked else Nobody(nearest=()):
            case Found(person=person):
                people: tuple[Person, ...] = (person,)
            case Several(people=people):
                pass
            case _:
                people = ()
        return tuple(person for person in people if name_key(person.name) == asked)

    # -- writing ------------------------------------------------------------------------------

    def add(
        self,
        viewer: Viewer,
        *,
        name: str,
        visibility: Visibility,
        job: NewJob | None = None,
        contact: Mapping[Channel, str] | None = None,
    ) -> Written:
        """Writes a new person with, as far as given, a job and contact points.

        Raises `InvalidInput` for what cannot be, `Conflict` when a contact point is that of
        somebody the viewer sees already.
        """
        shown = person_name(name)
        scope = viewer.scope_of(visibility)
        person = PersonId(self._new_id())
        points = [
            (self._new_id(), channel, contact_value(channel, value, region=self._phone_region))
            for channel, value in sorted((contact or {}).items())
            if value.strip()
        ]
        for _, channel, value in points:
            self._check_free(viewer, channel, value)
        employment = (self._new_id(), CompanyId(self._new_id())) if job is not None else None
        if job is not None:
            check_job(job)

        def touched(tx: Transaction) -> tuple[Touched, ...]:
            holders = self._private_holders(tx, scope, points)
            return (
                Touched(label="Person", id=person),
                *(Touched(label="ContactPoint", id=point) for point, _, _ in points),
                *((Touched(label="Employment", id=employment[0]),) if employment else ()),
                *graph.around(tx, *holders),
            )

        def work(tx: Transaction) -> None:
            holders = self._private_holders(tx, scope, points)
            tx.write(
                "create_person",
                id=person,
                name=shown,
                name_key=name_key(shown),
                scope=scope,
                user=viewer.user,
                at=self._now(),
            )
            for point in points:
                self._write_point(tx, viewer, person, point, scope=scope)
            if job is not None and employment is not None:
                self._write_job(
                    tx, viewer, person, job, id=employment[0], company=employment[1], scope=scope
                )
            for holder in holders:
                graph.absorb(tx, private=holder, into=person)

        done = self._history.write(viewer, f"Added {shown}", touched=touched, work=work)
        return Written(person=person, done=done)

    def rename(self, viewer: Viewer, person: PersonId, name: str) -> Done:
        """Gives a person another name."""
        seen = self.get(viewer, person)
        shown = person_name(name)
        standing = self._standing(viewer, person)
        return self._history.write(
            viewer,
            f"Renamed {seen.name} to {shown}",
            touched=(Touched(label="Person", id=person),),
            work=lambda tx: _update(tx, person, name=shown, decides=standing.decides_by_hand),
        )

    def set_decides(self, viewer: Viewer, person: PersonId, *, decides: bool | None) -> Done:
        """Says by hand whether a person decides; `None` leaves it to the title again."""
        seen = self.get(viewer, person)
        said = {True: "decides", False: "does not decide", None: "is as the title says"}[decides]
        return self._history.write(
            viewer,
            f"{seen.name} {said}",
            touched=(Touched(label="Person", id=person),),
            work=lambda tx: _update(tx, person, name=seen.name, decides=decides),
        )

    def add_contact_point(
        self,
        viewer: Viewer,
        person: PersonId,
        *,
        channel: Channel,
        value: str,
        visibility: Visibility,
    ) -> Done:
        """Writes a way to reach a person; raises `InvalidInput` and `Conflict`.

        When the team learns one that users hold privately under people of their own, these are
        absorbed.
        """
        seen = self.get(viewer, person)
        scope = _scope(viewer, seen, visibility)
        known = contact_value(channel, value, region=self._phone_region)
        self._check_free(viewer, channel, known)
        point = (self._new_id(), channel, known)

        def touched(tx: Transaction) -> tuple[Touched, ...]:
            holders = self._private_holders(tx, scope, [point])
            people = graph.around(tx, person, *holders) if holders else ()
            return (Touched(label="ContactPoint", id=point[0]), *people)

        def work(tx: Transaction) -> None:
            holders = self._private_holders(tx, scope, [point])
            self._write_point(tx, viewer, person, point, scope=scope)
            for holder in holders:
                graph.absorb(tx, private=holder, into=person)

        return self._history.write(
            viewer, f"Added {known} to {seen.name}", touched=touched, work=work
        )

    def add_employment(
        self, viewer: Viewer, person: PersonId, job: NewJob, *, visibility: Visibility
    ) -> Done:
        """Writes a job of a person; level, function and whether they decide follow from it."""
        seen = self.get(viewer, person)
        check_job(job)
        employment, company = self._new_id(), CompanyId(self._new_id())
        scope = _scope(viewer, seen, visibility)
        return self._history.write(
            viewer,
            f"Added {job.title.strip() or 'a job'} at {plain(job.company)} to {seen.name}",
            touched=(Touched(label="Employment", id=employment),),
            work=lambda tx: self._write_job(
                tx, viewer, person, job, id=employment, company=company, scope=scope
            ),
        )

    def edit_employment(
        self, viewer: Viewer, person: PersonId, employment: str, job: NewJob
    ) -> Done:
        """Writes a job as it is to be from now on; who may see it stays."""
        held = next(
            (h for h in graph.employments(self._database, viewer, person) if h.id == employment),
            None,
        )
        if held is None:
            raise NotFound("There is no such job.", hint="Load the page again.")
        seen = self.get(viewer, person)
        check_job(job)
        company = CompanyId(self._new_id())
        return self._history.write(
            viewer,
            f"Changed the job of {seen.name}",
            touched=(Touched(label="Employment", id=employment),),
            work=lambda tx: self._write_job(
                tx, viewer, person, job, id=employment, company=company, scope=held.scope
            ),
        )

    def play_role(
        self,
        viewer: Viewer,
        person: PersonId,
        *,
        company: CompanyId,
        role: BuyingRole,
        visibility: Visibility,
    ) -> Done:
        """Says what a person is in the account of a company; raises `NotFound`, `Conflict`."""
        seen = self.get(viewer, person)
        account = self._companies.get(viewer, company)
        scope = _scope(viewer, seen, visibility)
        scope = scope if account.scope == TEAM else viewer.private
        held = graph.buying_roles(self._database, viewer, person)
        if any(one.role is role and one.company == company for one in held):
            raise Conflict(f"{seen.name} is {_words(role)} at {account.name} already.")
        new = self._new_id()
        return self._history.write(
            viewer,
            f"{seen.name} is {_words(role)} at {account.name}",
            touched=(Touched(label="BuyingRole", id=new),),
            work=lambda tx: (
                tx.write(
                    "create_buying_role",
                    id=new,
                    person=person,
                    company=company,
                    role=role.value,
                    scope=scope,
                    user=viewer.user,
                    at=self._now(),
                )
                and None
            ),
        )

    def remove_fact(self, viewer: Viewer, person: PersonId, fact: str) -> Done:
        """Removes a contact point, job, buying role, want, expertise or note of a person."""
        seen = self.get(viewer, person)
        rows = self._database.read(
            "facts_of_person_seen", person=person, ids=[fact], scopes=list(viewer.scopes)
        )
        if not rows:
            raise NotFound("That is gone already.", hint="Load the page again.")
        label = str(rows[0]["label"])

        def work(tx: Transaction) -> None:
            tx.write("delete_nodes", labels=[label], ids=[fact])

        return self._history.write(
            viewer,
            f"Removed {_KIND_WORDS[label][0]} of {seen.name}",
            touched=(Touched(label=label, id=fact),),
            work=work,
        )

    def share(self, viewer: Viewer, person: PersonId) -> Done:
        """Shows a private person to the team, with contact points, jobs and buying roles.

        Notes, wants, evidence and favors stay private. Raises `Conflict` when the team knows
        one of the contact points as somebody else's: then the two are merged instead.
        """
        seen = self.get(viewer, person)
        if seen.scope == TEAM:
            raise Conflict(f"The team sees {seen.name} already.")
        held = graph.contact_points(self._database, viewer, person)
        points = [(one.id, one.point.channel, one.point.value) for one in held]
        for _, channel, value in points:
            self._check_free(viewer, channel, value, but=person)

        def others(tx: Transaction) -> list[PersonId]:
            return [one for one in self._private_holders(tx, TEAM, points) if one != person]

        def work(tx: Transaction) -> None:
            holders = others(tx)
            tx.write("share_person", person=person)
            for row in tx.read("private_workplaces_of_person", person=person):
                kept = company_for(
                    tx,
                    name=row["name"],
                    key=row["key"],
                    scope=TEAM,
                    new=CompanyId(f"{row['company']}-shared"),
                )
                tx.write("move_workplace", fact=row["fact"], gone=row["company"], kept=kept)
            for holder in holders:
                graph.absorb(tx, private=holder, into=person)

        return self._history.write(
            viewer,
            f"Shared {seen.name} with the team",
            touched=lambda tx: graph.around(tx, person, *others(tx)),
            work=work,
        )

    def what_goes(self, viewer: Viewer, person: PersonId) -> tuple[str, ...]:
        """What a deletion removes, in words such as `3 jobs`; raises `NotFound`."""
        self.get(viewer, person)
        rows = self._database.read(
            "facts_of_person_by_kind", person=person, scopes=list(viewer.scopes)
        )
        return tuple(_counted(row["label"], row["facts"]) for row in rows)

    def merge(self, viewer: Viewer, *, kept: PersonId, gone: PersonId) -> Written:
        """Makes one person of two; all that is known of either is known of the one who stays.

        A user stays before one who is not, a person of the team before a private one, whatever
        is asked for. Raises `Conflict` for two users, and for two between whom there are
        favors, gifts or promises: these would be somebody's with themself.
        """
        one, other = self.get(viewer, kept), self.get(viewer, gone)
        if kept == gone:
            raise InvalidInput("These are the same person.", hint="Choose another one.")
        users = {p: self._standing(viewer, p).is_user for p in (kept, gone)}
        if all(users.values()):
            raise Conflict(
                f"{one.name} and {other.name} both log in to Netgraph, so they are two people."
            )
        if users[gone] or (other.scope == TEAM and one.scope != TEAM):
            one, other = other, one
        self._check_no_giving(viewer, one, other)

        def work(tx: Transaction) -> None:
            graph.join(tx, gone=other.id, kept=one.id)

        done = self._history.write(
            viewer,
            f"Merged {other.name} into {one.name}",
            touched=lambda tx: graph.around(tx, one.id, other.id),
            work=work,
        )
        return Written(person=one.id, done=done)

    def delete(self, viewer: Viewer, person: PersonId) -> Done:
        """Removes a person with the facts that the viewer sees; raises `Conflict` for a user."""
        seen = self.get(viewer, person)
        if self._standing(viewer, person).is_user:
            raise Conflict(
                f"{seen.name} logs in to Netgraph and cannot be deleted.",
                hint="An administrator can close the account.",
            )

        def touched(tx: Transaction) -> tuple[Touched, ...]:
            twins = graph.twins(tx, person, but=viewer.private).values()
            made = (Touched(label="Person", id=twin) for twin in twins)
            return (*graph.around(tx, person), *made)

        def work(tx: Transaction) -> None:
            graph.demote(tx, person, now=self._now(), but=viewer.private)

        return self._history.write(viewer, f"Deleted {seen.name}", touched=touched, work=work)

    # -- parts of writing ---------------------------------------------------------------------

    def _standing(self, viewer: Viewer, person: PersonId) -> graph.Standing:
        standing = graph.standing(self._database, viewer, person)
        if standing is None:
            raise NotFound("There is no such person.", hint="Search for them by name.")
        return standing

    def _check_no_giving(self, viewer: Viewer, one: Person, other: Person) -> None:
        rows = self._database.read(
            "giving_between", one=one.id, other=other.id, scopes=list(viewer.scopes)
        )
        if rows:
            raise Conflict(
                f"There is giving between {one.name} and {other.name} "
                f"({_counted_labels([row['label'] for row in rows])}), "
                "so they are taken for two people.",
                hint="Remove it first if they are one.",
            )

    def _check_free(
        self, viewer: Viewer, channel: Channel, value: str, *, but: PersonId | None = None
    ) -> None:
        """Raises `Conflict` when somebody whom the viewer sees has this contact point."""
        key = f"{channel}:{value}"
        for holder in by_contact(self._database, viewer, [key]).get(key, ()):
            if holder != but:
                raise Conflict(
                    f"{value} belongs to {self.get(viewer, holder).name} already.",
                    hint="If the two are one person, merge them.",
                )

    def _private_holders(
        self, tx: Transaction, scope: Scope, points: Iterable[tuple[str, Channel, str]]
    ) -> tuple[PersonId, ...]:
        """Private people whom the team is about to know by these contact points."""
        if scope != TEAM:
            return ()
        found = [
            holder
            for _, channel, value in points
            for holder in graph.private_holders(tx, f"{channel}:{value}")
        ]
        return tuple(dict.fromkeys(found))

    def _write_point(
        self,
        tx: Transaction,
        viewer: Viewer,
        person: PersonId,
        point: tuple[str, Channel, str],
        *,
        scope: Scope,
    ) -> None:
        tx.write(
            "create_contact_point",
            id=point[0],
            person=person,
            channel=point[1].value,
            value=point[2],
            scope=scope,
            user=viewer.user,
            at=self._now(),
        )

    def _write_job(
        self,
        tx: Transaction,
        viewer: Viewer,
        person: PersonId,
        job: NewJob,
        *,
        id: str,  # noqa: A002 # it is the id, in the words of the graph
        company: CompanyId,
        scope: Scope,
    ) -> None:
        name = plain(job.company)
        title: Title = understand_title(plain(job.title))
        tx.write(
            "write_employment",
            id=id,
            person=person,
            company=company_for(tx, name=name, key=company_key(name), scope=scope, new=company),
            title=plain(job.title),
            level=title.level.value,
            function=title.function.value,
            decides=title.is_decision_maker,
            started=job.started,
            ended=job.ended,
            scope=scope,
            user=viewer.user,
            at=self._now(),
        )


def _update(tx: Transaction, person: PersonId, *, name: str, decides: bool | None) -> None:
    tx.write(
        "update_person", id=person, name=name, name_key=name_key(name), decides_by_hand=decides
    )


def _scope(viewer: Viewer, person: Person, visibility: Visibility) -> Scope:
    """The scope of a fact about a person: never wider than the person's own."""
    return viewer.scope_of(visibility) if person.scope == TEAM else viewer.private


def _because(person: Person, by_hand: bool | None) -> str:  # noqa: FBT001 # a value, not a switch
    if by_hand is not None:
        return "said by hand"
    if not person.title:
        return "no title is known"
    return f"follows from “{person.title}”"


def _words(role: BuyingRole) -> str:
    return role.value.replace("_", " ")


_KIND_WORDS: Mapping[str, tuple[str, str]] = {
    "ContactPoint": ("a contact point", "contact points"),
    "Employment": ("a job", "jobs"),
    "BuyingRole": ("a buying role", "buying roles"),
    "Want": ("a want", "wants"),
    "Expertise": ("a field of expertise", "fields of expertise"),
    "Note": ("a note", "notes"),
    "Round": ("a round", "rounds"),
    "Share": ("a share", "shares"),
    "Trade": ("a ring or chain", "rings and chains"),
    "Check": ("a small question", "small questions"),
    "GiveChoice": ("a choice about giving", "choices about giving"),
    "Evidence": ("a piece of evidence", "pieces of evidence"),
    "Favor": ("a favor", "favors"),
    "Gift": ("a gift", "gifts"),
    "Promise": ("a promise", "promises"),
    "IntroRequest": ("an introduction request", "introduction requests"),
    "Letter": ("a letter", "letters"),
    "OpenAsk": ("an open ask", "open asks"),
    "Ask": ("an ask", "asks"),
    "Inquiry": ("a question what would help", "questions what would help"),
    "Help": ("an offer of help", "offers of help"),
    "Reply": ("an answer by mail", "answers by mail"),
}


def _counted(label: str, count: int) -> str:
    one, many = _KIND_WORDS[label]
    return one if count == 1 else f"{count} {many}"


def _counted_labels(labels: list[str]) -> str:
    return ", ".join(_counted(label, labels.count(label)) for label in dict.fromkeys(labels))


def _points_once(held: Iterable[HeldContactPoint]) -> tuple[HeldContactPoint, ...]:
    """Each way to reach somebody once, the team's before the viewer's own, with every source."""
    once: dict[tuple[Channel, str], HeldContactPoint] = {}
    for found in held:
        key = (found.point.channel, found.point.value)
        same = once.get(key)
        first, second = (same, found) if same and same.point.scope == TEAM else (found, same)
        once[key] = (
            first if second is None else replace(first, sources=(*first.sources, *second.sources))
        )
    return tuple(once.values())


def _jobs_once(held: Iterable[HeldJob]) -> tuple[HeldJob, ...]:
    """Each job once, the team's before the viewer's own, with every source."""
    once: dict[tuple[object, ...], HeldJob] = {}
    for found in held:
        job = found.job
        key = (company_key(job.company_name), job.title.casefold(), job.started, job.ended)
        same = once.get(key)
        first, second = (same, found) if same and same.scope == TEAM else (found, same)
        once[key] = (
            first if second is None else replace(first, sources=(*first.sources, *second.sources))
        )
    return tuple(once.values())
