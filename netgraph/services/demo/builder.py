"""How a made-up network grows: people who meet, write and help, with the habits of life.

Nobody writes evenly. Mail comes in bursts, some months are silent, summers and the end of the
year are quiet, a message to four people counts a quarter, meetings come in series and some fall
out. Who knows whom is drawn from one `Random` in a fixed order, and how often they met from one
of their own, so that the same seed makes the same things whatever the day: another day only
dates and counts them anew. Nothing that a builder makes happens after its day.
"""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from netgraph.domain.access import TEAM, Role, Scope
from netgraph.domain.asks import Ask, Course
from netgraph.domain.evidence import Evidence, Kind, Monthly
from netgraph.domain.favors import Favor, FavorKind, Gift, Promise, PromiseState, Size
from netgraph.domain.ids import (
    AskId,
    CompanyId,
    EvidenceId,
    ExpertiseId,
    FavorId,
    GiftId,
    IntroRequestId,
    NoteId,
    OpenAskId,
    PersonId,
    PromiseId,
    ShareId,
    UserId,
    WantId,
)
from netgraph.domain.introductions import Act, Actor, Life, Step
from netgraph.domain.names import company_key, name_key
from netgraph.domain.open_asks import OpenAsk
from netgraph.domain.people import BuyingRole, Company, Note
from netgraph.domain.shares import Share, ShareKind, Thanks
from netgraph.domain.wants import Expertise, Want, WantKind
from netgraph.services.demo.values import (
    DemoNetwork,
    DemoPerson,
    DemoUser,
    Draft,
    Fact,
    Job,
    Part,
    Scoped,
)
from netgraph.services.demo.words import CompanyWords

HISTORY_DAYS = 730
"""How far back meetings and mail go."""

_SEASON = (0.9, 1.0, 1.1, 1.0, 1.0, 0.95, 0.4, 0.3, 1.15, 1.2, 1.15, 0.55)
_SHARES = (1.0, 1.0, 1.0, 0.5, 0.5, 0.25)
_SOURCE = {
    Kind.MAIL: "mail",
    Kind.MESSAGE: "messages",
    Kind.MEETING: "calendar",
    Kind.CALL: "calls",
    Kind.CONTACT_LIST: "connections",
    Kind.INVITATION: "connections",
    Kind.ENDORSEMENT: "connections",
    Kind.RECOMMENDATION: "connections",
    Kind.SAME_TEAM: "accounts",
}
_AREAS = (202, 212, 312, 415, 617)
_NUMBERS = 100
_SATURDAY = 5

Key = tuple[PersonId, PersonId, Kind, Scope]


def slug(text: str) -> str:
    """A name as it stands in a readable id: `Ana Ruiz` gives `ana-ruiz`."""
    return name_key(text).replace(" ", "-")


def person_called(name: str) -> PersonId:
    """The id of the first person of that name."""
    return PersonId(f"p-{slug(name)}")


def user_called(name: str) -> UserId:
    """The id of the user of that name."""
    return UserId(f"u-{slug(name)}")


class Builder:
    """A network while it is made; `random` is what chance there is, `today` the last day.

    `placed` are the people of the stories, with the line of `words.TOP_TITLES` (or of
    `EXPERT_TITLES`) that they hold in their company; chance gives them no ties.
    """

    def __init__(self, *, seed: int, today: date) -> None:
        self.random = Random(seed)  # noqa: S311 - made-up data, repeatable on purpose
        self._seed = seed
        self.today = today
        self.users: dict[PersonId, DemoUser] = {}
        self.companies: dict[CompanyId, Scoped[Company]] = {}
        self.words: dict[CompanyId, CompanyWords] = {}
        self.people: dict[PersonId, Scoped[DemoPerson]] = {}
        self.placed: dict[PersonId, int | None] = {}
        self._events: dict[Key, dict[date, tuple[date, float]]] = {}
        self._periods: dict[Key, tuple[date, date | None, float]] = {}
        self._author: dict[Key, UserId] = {}
        self._favors: list[Scoped[Favor]] = []
        self._gifts: list[Scoped[Gift]] = []
        self._promises: list[Scoped[Promise]] = []
        self._wants: list[Scoped[Want]] = []
        self._expertise: dict[ExpertiseId, Scoped[Expertise]] = {}
        self._notes: list[Scoped[Note]] = []
        self._parts: list[Scoped[Part]] = []
        self._drafts: list[Scoped[Draft]] = []
        self._open_asks: list[Scoped[OpenAsk]] = []
        self._shares: list[Scoped[Share]] = []
        self._asks: list[Scoped[Ask]] = []
        self._count: Counter[str] = Counter()
        self._phones = 0

    def maybe(self, share: float) -> bool:
        """Yes, in that share of all cases."""
        return self.random.random() < share

    # Days

    def ago(self, days: int) -> date:
        """The day so many days before today."""
        return self.today - timedelta(days=days)

    def workday_ago(self, days: int) -> date:
        """That day, or the Friday before when it falls on a weekend."""
        day = self.ago(days)
        return day - timedelta(days=max(0, day.weekday() - _SATURDAY + 1))

    # People and companies

    def company(self, words: CompanyWords, *, by: UserId) -> CompanyId:
        """A company of the team's."""
        key = CompanyId("c-" + company_key(words.name).replace(" ", "-"))
        value = Company(
            id=key, name=words.name, industry=words.industry, domain=words.domain, scope=TEAM
        )
        self.companies[key] = Scoped(value=value, scope=TEAM, created_by=by)
        self.words[key] = words
        return key

    def at(self, domain: str) -> CompanyId:
        """The company with that domain, `.example` left out."""
        return next(key for key, words in self.words.items() if words.domain == f"{domain}.example")

    def person(
        self,
        name: str,
        title: str,
        company: CompanyId,
        *,
        by: UserId,
        since: int = 1200,
        before: tuple[tuple[str, CompanyId, int], ...] = (),
        email: bool = True,
        phone: bool = True,
        scope: Scope = TEAM,
    ) -> PersonId:
        """Somebody with a job held for `since` days.

        `before` are earlier jobs, oldest first, as title, company and how many days ago each
        began; each lasted until the next.
        """
        stem = f"p-{slug(name)}"
        self._count[stem] += 1
        twin = self._count[stem]
        identity = PersonId(stem if twin == 1 else f"{stem}-{twin}")
        begins = [(t, c, self.ago(days)) for t, c, days in (*before, (title, company, since))]
        jobs = tuple(
            Job(
                company=where,
                title=what,
                started=start,
                ended=begins[n + 1][2] - timedelta(days=1) if n + 1 < len(begins) else None,
            )
            for n, (what, where, start) in enumerate(begins)
        )
        made = DemoPerson(
            id=identity,
            name=name,
            email=self._address(name, company) if email else "",
            phone=self._phone() if phone else "",
            jobs=jobs,
        )
        self.people[identity] = Scoped(value=made, scope=scope, created_by=by)
        return identity

    def user(self, name: str, title: str, role: Role, company: CompanyId, *, since: int) -> UserId:
        """A colleague with a login."""
        user = user_called(name)
        person = self.person(name, title, company, by=user, since=since)
        address = self.people[person].value.email
        self.users[person] = DemoUser(id=user, email=address, name=name, role=role, person=person)
        return user

    def _address(self, name: str, company: CompanyId) -> str:
        first, *_, last = slug(name).split("-")
        host = self.companies[company].value.domain
        local = f"{first}.{last}" if len(host) % 5 else f"{first[0]}.{last}"
        self._count[f"{local}@{host}"] += 1
        twin = self._count[f"{local}@{host}"]
        return f"{local}{twin if twin > 1 else ''}@{host}"

    def _phone(self) -> str:
        area, number = divmod(self._phones, _NUMBERS)
        self._phones += 1
        return f"+1{_AREAS[area]}55501{number:02d}"

    # Evidence

    def knows(self, one: PersonId, other: PersonId) -> bool:
        """Whether there is any evidence between the two that the team may see."""
        ends = {one, other}
        return any(
            {a, b} == ends and scope == TEAM for a, b, _, scope in (*self._events, *self._periods)
        ) or any(
            {f.value.giver, f.value.receiver} == ends and f.scope == TEAM for f in self._favors
        )

    def happened(
        self,
        kind: Kind,
        actor: PersonId,
        other: PersonId,
        day: date,
        *,
        by: UserId,
        count: float = 1.0,
        scope: Scope = TEAM,
    ) -> None:
        """One event, or several of one month; nothing when the day is still to come."""
        if day > self.today:
            return
        key = self._key(kind, actor, other, scope, by)
        months = self._events.setdefault(key, {})
        month = day.replace(day=1)
        last, known = months.get(month, (day, 0.0))
        months[month] = (max(last, day), round(known + count, 2))

    def lasted(
        self,
        kind: Kind,
        one: PersonId,
        other: PersonId,
        since: date,
        *,
        by: UserId,
        until: date | None = None,
        weight: float = 1.0,
    ) -> None:
        """A period that two people share; the first that is told of a kind stays."""
        self._periods.setdefault(
            self._key(kind, one, other, TEAM, by), (since, until, round(min(1.0, weight), 4))
        )

    def _key(self, kind: Kind, actor: PersonId, other: PersonId, scope: Scope, by: UserId) -> Key:
        first, second = sorted((actor, other)) if kind.mutual else (actor, other)
        key = (first, second, kind, scope)
        self._author.setdefault(key, by)
        return key

    def mail(
        self,
        one: PersonId,
        other: PersonId,
        *,
        days: tuple[int, int],
        monthly: float,
        answered: float,
        by: UserId,
        scope: Scope = TEAM,
        kind: Kind = Kind.MAIL,
    ) -> None:
        """Mail from `one`, `monthly` on average between two days ago (the older first).

        `answered` is the share that gets an answer, 0 for somebody who never writes back. When
        the habit asks for some mail but chance gave none, one message and its answer are left.
        """
        first, last = self.ago(days[0]), self.ago(days[1])
        chance = self._chance_of(kind, one, other, days)
        any_sent = any_answered = False
        for start, end in _months(first, last):
            burst = chance.choice((0.3, 0.7, 1.0, 1.0, 1.2, 2.6))
            sent = _poisson(chance, monthly * burst * _SEASON[start.month - 1])
            replies = sum(chance.random() < answered for _ in range(sent))
            for actor, towards, number in ((one, other, sent), (other, one, replies)):
                if number:
                    count = sum(chance.choice(_SHARES) for _ in range(number))
                    day = _late(chance, start, end)
                    self.happened(kind, actor, towards, day, by=by, count=count, scope=scope)
            any_sent, any_answered = any_sent or sent > 0, any_answered or replies > 0
        if not any_sent:
            self.happened(kind, one, other, last, by=by, scope=scope)
        if answered and not any_answered:
            self.happened(kind, other, one, last, by=by, scope=scope)

    def meetings(
        self,
        one: PersonId,
        other: PersonId,
        *,
        days: tuple[int, int],
        every: int,
        by: UserId,
        kind: Kind = Kind.MEETING,
        share: float = 1.0,
        scope: Scope = TEAM,
    ) -> None:
        """A series of meetings (or calls), one in `every` days.

        One in six falls out, more in summer; the last one of the series always takes place.
        """
        chance, ago = self._chance_of(kind, one, other, days), days[1]
        self.happened(kind, one, other, self.workday_ago(ago), by=by, count=share, scope=scope)
        while (ago := ago + every) <= days[0]:
            day = self.workday_ago(max(ago + chance.randint(-2, 2), days[1]))
            if chance.random() < 0.85 * min(1.0, _SEASON[day.month - 1] + 0.2):
                self.happened(kind, one, other, day, by=by, count=share, scope=scope)

    def _chance_of(
        self, kind: Kind, one: PersonId, other: PersonId, days: tuple[int, int]
    ) -> Random:
        """The chance of two people's own, which no draw of anybody else's shifts."""
        return Random(f"{self._seed} {kind} {one} {other} {days}")  # noqa: S311 - as above

    # Giving

    def favor(
        self,
        giver: PersonId,
        receiver: PersonId,
        kind: FavorKind,
        day: date,
        *,
        by: UserId,
        size: Size = Size.COFFEE,
        note: str = "",
        introduced: PersonId | None = None,
        on_behalf_of: PersonId | None = None,
        scope: Scope = TEAM,
    ) -> None:
        """A favor, and for an introduction the meeting that followed a week later."""
        value = Favor(
            id=FavorId(self._next("f", giver)),
            giver=giver,
            receiver=receiver,
            kind=kind,
            day=day,
            size=size,
            note=note,
            introduced=introduced,
            on_behalf_of=on_behalf_of,
        )
        self._favors.append(Scoped(value=value, scope=scope, created_by=by))
        if introduced is not None:
            after = day + timedelta(days=7)
            self.happened(Kind.MEETING, receiver, introduced, after, by=by, scope=scope)

    def gift(
        self, giver: PersonId, receiver: PersonId, what: str, day: date, *, by: UserId
    ) -> None:
        """Something shared, nothing expected."""
        value = Gift(
            id=GiftId(self._next("g", giver)), giver=giver, receiver=receiver, what=what, day=day
        )
        self._gifts.append(Scoped(value=value, scope=TEAM, created_by=by))

    def promise(
        self,
        owner: PersonId,
        to: PersonId,
        what: str,
        *,
        made: date,
        due: date,
        state: PromiseState,
        by: UserId,
        scope: Scope = TEAM,
    ) -> None:
        """Something said, with a day; open ones may be due after today."""
        value = Promise(
            id=PromiseId(self._next("pr", owner)),
            owner=owner,
            to=to,
            what=what,
            due=due,
            made=made,
            state=state,
        )
        self._promises.append(Scoped(value=value, scope=scope, created_by=by))

    def want(
        self,
        person: PersonId,
        kind: WantKind,
        text: str,
        said: date,
        *,
        by: UserId,
        role: str = "",
        industry: str = "",
        wanted: PersonId | None = None,
    ) -> None:
        """What somebody looks for, in their words."""
        value = Want(
            id=WantId(self._next("w", person)),
            person=person,
            kind=kind,
            text=text,
            said=said,
            role=role,
            industry=industry,
            wanted_person=wanted,
        )
        self._wants.append(Scoped(value=value, scope=TEAM, created_by=by))

    def expert(self, person: PersonId, topic: str, *, by: UserId) -> None:
        """What somebody can help with, once a topic."""
        key = ExpertiseId(f"x-{person[2:]}-{slug(topic)}")
        value = Expertise(id=key, person=person, topic=topic)
        self._expertise.setdefault(key, Scoped(value=value, scope=TEAM, created_by=by))

    def note(
        self, person: PersonId, text: str, day: date, *, by: UserId, scope: Scope = TEAM
    ) -> None:
        """A note of a user about somebody."""
        at = datetime.combine(day, time(8 + self._count["n"] % 9, 15), tzinfo=UTC)
        key = NoteId(self._next("n", person))
        value = Note(id=key, person=person, text=text, at=at, by=by, scope=scope)
        self._notes.append(Scoped(value=value, scope=scope, created_by=by))

    def plays(self, person: PersonId, role: BuyingRole, *, by: UserId) -> None:
        """The part of somebody in what their company buys."""
        company = self.people[person].value.job.company
        part = Part(person=person, company=company, role=role)
        self._parts.append(Scoped(value=part, scope=TEAM, created_by=by))

    def draft(self, *people: PersonId, purpose: str, offer: str, day: date, by: UserId) -> None:
        """A request for an introduction along these people, not sent: its requester's alone."""
        value = Draft(
            id=IntroRequestId(self._next("i", people[0])),
            people=people,
            purpose=purpose,
            offer=offer,
            day=day,
        )
        self._drafts.append(Scoped(value=value, scope=Scope(by), created_by=by))

    def request(
        self,
        *people: PersonId,
        about: str,
        purpose: str,
        ask: str,
        offer: str,
        steps: Sequence[tuple[Act, Actor, int]],
        answer_in: int,
        by: UserId,
    ) -> None:
        """A request that was made, or waits for its turn: the team's; steps so many days ago."""
        first = max(days for _, _, days in steps)
        value = Draft(
            id=IntroRequestId(self._next("i", people[0])),
            people=people,
            purpose=purpose,
            offer=offer,
            day=self.ago(first + 1),
            about=about,
            ask=ask,
            life=Life(
                by=self.today + timedelta(days=answer_in),
                steps=tuple(
                    Step(act=act, actor=actor, at=self._at(days)) for act, actor, days in steps
                ),
            ),
        )
        self._drafts.append(Scoped(value=value, scope=TEAM, created_by=by))

    def open_ask(
        self, requester: PersonId, text: str, *, why: str, target: PersonId | None, by: UserId
    ) -> None:
        """An ask before the team, since five days ago."""
        value = OpenAsk(
            id=OpenAskId(self._next("o", requester)),
            requester=requester,
            text=text,
            why=why,
            until=self.today + timedelta(days=25),
            created_at=self._at(5),
            target=target,
        )
        self._open_asks.append(Scoped(value=value, scope=TEAM, created_by=by))

    def ask(
        self,
        asker: PersonId,
        asked: PersonId,
        what: str,
        *,
        how: str,
        offered: str,
        days: tuple[int, int],
        by: UserId,
    ) -> None:
        """An ask of somebody, made `days[0]` days ago, to be answered by `days[1]` days ago."""
        made, due = days
        value = Ask(
            id=AskId(self._next("a", asker)),
            asker=asker,
            asked=asked,
            what=what,
            how=how,
            help=offered,
            course=Course(asked_at=self._at(made), by=self.today - timedelta(days=due)),
        )
        self._asks.append(Scoped(value=value, scope=Scope(by), created_by=by))

    def share(
        self,
        sharer: PersonId,
        kind: ShareKind,
        text: str,
        *,
        days: int,
        by: UserId,
        link: str = "",
        people: tuple[PersonId, ...] = (),
        contact: PersonId | None = None,
        helped: tuple[PersonId, ...] = (),
    ) -> None:
        """Something shared so many days ago with people whom the team knows, or with the team."""
        value = Share(
            id=ShareId(self._next("h", sharer)),
            sharer=sharer,
            kind=kind,
            text=text,
            link=link,
            team=not people,
            created_at=self._at(days),
            people=people,
            contact=contact,
            thanks=tuple(Thanks(person=one, at=self._at(days - 1)) for one in helped),
        )
        self._shares.append(Scoped(value=value, scope=TEAM, created_by=by))

    def _at(self, days: int) -> datetime:
        """The morning of a day."""
        return datetime.combine(self.today - timedelta(days=days), time(6, 30), tzinfo=UTC)

    def _next(self, prefix: str, person: PersonId) -> str:
        stem = f"{prefix}-{person[2:]}"
        self._count[stem] += 1
        return f"{stem}-{self._count[stem]}"

    # The whole

    def network(self) -> DemoNetwork:
        """Everything made so far, each kind in the order of its ids."""
        return DemoNetwork(
            today=self.today,
            users=tuple(sorted(self.users.values(), key=lambda user: user.id)),
            companies=tuple(sorted(self.companies.values(), key=lambda s: s.value.id)),
            people=tuple(sorted(self.people.values(), key=lambda s: s.value.id)),
            facts=tuple(sorted(self._facts(), key=lambda s: s.value.id)),
            favors=tuple(sorted(self._favors, key=lambda s: s.value.id)),
            gifts=tuple(sorted(self._gifts, key=lambda s: s.value.id)),
            promises=tuple(sorted(self._promises, key=lambda s: s.value.id)),
            wants=tuple(sorted(self._wants, key=lambda s: s.value.id)),
            expertise=tuple(sorted(self._expertise.values(), key=lambda s: s.value.id)),
            notes=tuple(sorted(self._notes, key=lambda s: s.value.id)),
            parts=tuple(sorted(self._parts, key=lambda s: (s.value.person, s.value.role))),
            drafts=tuple(sorted(self._drafts, key=lambda s: s.value.id)),
            open_asks=tuple(sorted(self._open_asks, key=lambda s: s.value.id)),
            asks=tuple(sorted(self._asks, key=lambda s: s.value.id)),
            shares=tuple(sorted(self._shares, key=lambda s: s.value.id)),
        )

    def _facts(self) -> Iterator[Scoped[Fact]]:
        for key, months in self._events.items():
            actor, other, kind, _ = key
            told = tuple(Monthly(day=d, count=c) for d, c in sorted(months.values()))
            yield self._fact(key, Evidence(actor=actor, other=other, kind=kind, months=told))
        for key, (since, until, weight) in self._periods.items():
            actor, other, kind, _ = key
            yield self._fact(
                key,
                Evidence(
                    actor=actor, other=other, kind=kind, since=since, until=until, weight=weight
                ),
            )

    def _fact(self, key: Key, evidence: Evidence) -> Scoped[Fact]:
        actor, other, kind, scope = key
        mine = "" if scope == TEAM else f":{scope}"
        identity = EvidenceId(f"{kind.value}:{actor}:{other}{mine}")
        source = _SOURCE.get(kind, "people")
        fact = Fact(id=identity, source=source, evidence=evidence)
        return Scoped(value=fact, scope=scope, created_by=self._author[key])


def _months(first: date, last: date) -> Iterator[tuple[date, date]]:
    """The calendar months from a day to a day, the first and the last cut at these days."""
    start = first
    while start <= last:
        following = (start.replace(day=1) + timedelta(days=32)).replace(day=1)
        yield start, min(last, following - timedelta(days=1))
        start = following


def _late(chance: Random, start: date, end: date) -> date:
    """A workday in the later half of a span of days."""
    span = (end - start).days
    day = end - timedelta(days=chance.randint(0, span // 2))
    return max(start, day - timedelta(days=max(0, day.weekday() - _SATURDAY + 1)))


def _poisson(chance: Random, mean: float) -> int:
    limit, product, count = math.exp(-mean), chance.random(), 0
    while product > limit:
        product *= chance.random()
        count += 1
    return count
