"""A made-up sales team of eight and the three hundred people whom it knows.

`demo_network` fills forty companies with people, gives every account an owner and every tie one
of a few habits (close, at work, now and then, fallen asleep, new, never answered, only on a
list), lets consultants, board members and investors know the executives whom the team does not,
and lays the hand-placed stories of `stories.py` on top. People of the stories take no part in
what chance does, so that every story holds whatever the seed.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import combinations
from math import prod

from netgraph.domain.access import TEAM, Role, Scope
from netgraph.domain.evidence import Kind
from netgraph.domain.favors import FavorKind, PromiseState, Size
from netgraph.domain.ids import CompanyId, PersonId, UserId
from netgraph.domain.introductions import Act, Actor
from netgraph.domain.people import BuyingRole
from netgraph.domain.wants import WantKind
from netgraph.services.demo import words
from netgraph.services.demo.builder import HISTORY_DAYS, Builder, person_called, user_called
from netgraph.services.demo.known import Known
from netgraph.services.demo.stories import place_people, tell_stories
from netgraph.services.demo.values import DemoNetwork
from netgraph.services.demo.words import Sort

SEED = 2026
"""The seed of the network that `make demo` loads."""

_HABITS = ("close", "work", "rare", "asleep", "new", "cold", "list", "none")
_CHANCES: dict[tuple[bool, bool], tuple[float, ...]] = {
    # (buys from us already, one of those who run the company): chances in the order of _HABITS
    (True, True): (2, 5, 4, 2, 1, 1, 2, 3),
    (True, False): (4, 5, 4, 2, 1, 0.5, 1, 2),
    (False, True): (0, 0.5, 1, 1.5, 1, 3, 4, 8),
    (False, False): (0.3, 2, 3, 2, 2, 3, 3, 4),
}
_LONG_OVER = 140  # days after which nothing is asked about a request any more
_ONE_DAY = date(2026, 6, 1)
_WORTH_ASKING = 0.15  # the least chance for which a request was made
_SENT, _MET = (Act.SEND, Actor.REQUESTER), (Act.MEET, Actor.REQUESTER)
_ADVANCED = (Act.ADVANCE, Actor.REQUESTER)
_ACCEPTED, _INTRODUCED = (Act.ACCEPT, Actor.CONNECTOR), (Act.INTRODUCE, Actor.CONNECTOR)
_CONSENTED, _REFUSED = (Act.CONSENT, Actor.TARGET), (Act.DECLINE, Actor.TARGET)
_UNWILLING = (Act.DECLINE, Actor.CONNECTOR)
_EXPERT_CHANCES = (3, 4, 4, 3, 1, 0.3, 2, 1)
_LIVE = frozenset({"close", "work", "rare", "new"})
_PARTS: dict[int, tuple[BuyingRole, ...]] = {
    0: (BuyingRole.DECISION_MAKER, BuyingRole.EXECUTIVE_SPONSOR),
    1: (BuyingRole.ECONOMIC_BUYER,),
    2: (BuyingRole.DECISION_MAKER, BuyingRole.CHAMPION),
    3: (BuyingRole.TECHNICAL_BUYER, BuyingRole.BLOCKER, BuyingRole.EVALUATOR),
    4: (BuyingRole.PROCUREMENT,),
    5: (BuyingRole.CHAMPION, BuyingRole.INFLUENCER),
    7: (BuyingRole.EVALUATOR, BuyingRole.COACH),
    8: (BuyingRole.END_USER,),
}


def demo_network(*, seed: int = SEED, today: date) -> DemoNetwork:
    """The made-up network as of `today`; the same seed and day give an equal one.

    Nothing in it happens after `today`, but for the due days of promises that are open.
    """
    return _Life(seed=seed, today=today).network()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Past:
    """A request long over: requester, connector and target, and its steps so many days ago."""

    path: tuple[PersonId, PersonId, PersonId]
    steps: tuple[tuple[Act, Actor, int], ...]


@cache
def _past_requests(seed: int) -> tuple[_Past, ...]:
    """The old requests of a seed, by the ties as they were on one certain day.

    Strengths differ a little by the weekdays of `today`, and the same seed has to give the same
    requests on every day.
    """
    life = _Life(seed=seed, today=_ONE_DAY)
    life.begin()
    return life.past_requests()


class _Life:
    """The background: who works where, who knows whom, who helped whom."""

    def __init__(self, *, seed: int, today: date) -> None:
        self.b = Builder(seed=seed, today=today)
        self.seed = seed
        self.sellers: list[PersonId] = []
        self.owner: dict[CompanyId, PersonId] = {}
        self.line: dict[PersonId, int] = {}
        self.living: list[tuple[PersonId, PersonId]] = []
        self.known_by: dict[PersonId, list[PersonId]] = defaultdict(list)

    def network(self) -> DemoNetwork:
        """Everything, as of the builder's day."""
        self.begin()
        self._requests_before()
        return self.b.network()

    def begin(self) -> None:
        """Everything but old requests, in a fixed order, since all chance comes from one place."""
        self._companies()
        place_people(self.b)
        self._people()
        self._colleagues()
        self._team()
        self._accounts()
        self._contact_lists()
        self._connectors()
        self._peers()
        self._schools()
        self._favors()
        self._gifts_and_promises()
        self._wants()
        self._notes_and_parts()
        self._private()
        tell_stories(self.b)

    def _companies(self) -> None:
        admin = next(user_called(name) for name, _, role, _ in words.USERS if role is Role.ADMIN)
        for company in words.COMPANIES:
            self.b.company(company, by=admin)
        home = self.b.at("fernhill")
        for name, title, role, since in words.USERS:
            user = self.b.user(name, title, role, home, since=since)
            if role in {Role.REP, Role.MANAGER}:
                self.sellers.append(self.person_of(user))
        for n, key in enumerate(self.b.companies):
            self.owner[key] = self.sellers[n % len(self.sellers)]

    def person_of(self, user: UserId) -> PersonId:
        """The person that a user is."""
        return PersonId("p-" + user[2:])

    def user_of(self, person: PersonId) -> UserId:
        """The user who brings what is known of a person: themselves, or the account's owner."""
        if person in self.b.users:
            return self.b.users[person].id
        return self.b.users[self.owner[self.b.people[person].value.job.company]].id

    # People

    def _people(self) -> None:
        for key, company in self.b.words.items():
            here = [p for p, s in self.b.people.items() if s.value.job.company == key]
            taken = {self.b.placed[p] for p in here if p in self.b.placed}
            titles = words.EXPERT_TITLES.get(company.sort)
            lines = [n for n in range(len(titles or words.TOP_TITLES)) if n not in taken]
            for line in lines[: company.people - len(here)]:
                title = titles[line] if titles else self._title(line, company.language)
                person = self._somebody(title, key)
                self.line[person] = line

    def _title(self, line: int, language: str) -> str:
        offered = words.TOP_TITLES[line]
        own = offered.get(language, ())
        return self.b.random.choice(own if own and self.b.maybe(0.6) else offered[""])

    def _somebody(self, title: str, company: CompanyId) -> PersonId:
        b, chance = self.b, self.b.random
        name = self._name(title, b.words[company].language)
        since = int(min(4200, 60 + 500 * chance.paretovariate(1.3)))
        if self.b.maybe(0.12):
            since = chance.randint(20, 300)
        before: tuple[tuple[str, CompanyId, int], ...] = ()
        if b.words[company].sort is not Sort.ISLAND and self.b.maybe(0.35):
            elsewhere = [
                c for c, w in b.words.items() if c != company and w.sort is not Sort.ISLAND
            ]
            earlier = chance.choice(("Manager", "Project Manager", "Director", "Analyst"))
            before = (
                (
                    f"{earlier}, Operations",
                    chance.choice(elsewhere),
                    since + chance.randint(400, 2400),
                ),
            )
        return b.person(
            name,
            title,
            company,
            by=b.users[self.owner[company]].id,
            since=since,
            before=before,
            email=self.b.maybe(0.93),
            phone=self.b.maybe(0.55),
        )

    def _name(self, title: str, language: str) -> str:
        chance = self.b.random
        while True:
            tongue = language if self.b.maybe(0.72) else chance.choice(words.LANGUAGES)
            woman = title in words.HERS or (title not in words.HIS and self.b.maybe(0.5))
            first = chance.choice((words.WOMEN if woman else words.MEN)[tongue].split())
            name = f"{first} {chance.choice(words.LAST_NAMES[tongue])}"
            if person_called(name) not in self.b.people:
                return name

    def _strangers(self, *sorts: Sort, top: bool | None = None) -> list[PersonId]:
        """People to whom chance may give ties, from companies of these sorts."""
        return [
            p
            for p, line in self.line.items()
            if self.b.words[self.b.people[p].value.job.company].sort in sorts
            and (top is None or top == (line < words.TOP))
        ]

    # Ties

    def _colleagues(self) -> None:
        """Who worked at the same company at the same time; those who run it are a small group."""
        jobs: dict[CompanyId, list[tuple[PersonId, date, date | None]]] = defaultdict(list)
        for person, scoped in self.b.people.items():
            for job in scoped.value.jobs:
                jobs[job.company].append((person, job.started, job.ended))
        for company, held in jobs.items():
            staff = self.b.words[company].staff
            for (one, from_one, to_one), (two, from_two, to_two) in combinations(held, 2):
                since = max(from_one, from_two)
                until = min((d for d in (to_one, to_two) if d), default=None)
                if one == two or (until and until < since + timedelta(days=90)):
                    continue
                lines = [self.line.get(p, self.b.placed.get(p) or 0) for p in (one, two)]
                group = 9 if max(lines) < words.TOP and until is None else min(staff, 200)
                by = self.user_of(one)
                self.b.lasted(
                    Kind.SAME_COMPANY, one, two, since, by=by, until=until, weight=1 / (group - 1)
                )

    def _team(self) -> None:
        b = self.b
        start = {p: b.people[p].value.job.started for p in b.users}
        for one, two in combinations(b.users, 2):
            by = b.users[one].id
            b.lasted(Kind.SAME_TEAM, one, two, max(start[one], start[two]), by=by)
            b.meetings(one, two, days=(HISTORY_DAYS, 3), every=7, share=0.14, by=by)
            monthly = b.random.choice((1, 2, 4, 9))
            b.mail(one, two, days=(HISTORY_DAYS, 2), monthly=monthly, answered=0.7, by=by)
        colleagues = self._strangers(Sort.VENDOR)
        for one in b.users:
            for two in b.random.sample(colleagues, 4):
                self._live(one, two, b.random.choice(("close", "work", "rare")))

    def _accounts(self) -> None:
        b = self.b
        for person, line in self.line.items():
            words_of = b.words[b.people[person].value.job.company]
            if words_of.sort in {Sort.VENDOR, Sort.ISLAND}:
                continue
            chances: tuple[float, ...] = _EXPERT_CHANCES
            if words_of.sort in {Sort.PROSPECT, Sort.CUSTOMER}:
                chances = _CHANCES[words_of.sort is Sort.CUSTOMER, line < words.TOP]
            owner = self.owner[b.people[person].value.job.company]
            others = [s for s in b.users if s != owner]
            self._live(owner, person, b.random.choices(_HABITS, chances)[0])
            if self.b.maybe(0.3):
                self._live(b.random.choice(others), person, b.random.choices(_HABITS, chances)[0])

    def _live(self, seller: PersonId, person: PersonId, habit: str) -> None:
        """Gives a seller and a contact one of the habits."""
        b, chance = self.b, self.b.random
        by = b.users[seller].id
        began = chance.randint(200, HISTORY_DAYS)
        match habit:
            case "close":
                now = chance.randint(1, 25)
                monthly = min(14.0, 3 * chance.paretovariate(1.5))
                b.mail(seller, person, days=(began, now), monthly=monthly, answered=0.85, by=by)
                every = chance.choice((14, 14, 21, 28, 35))
                b.meetings(seller, person, days=(began, now), every=every, by=by)
                if self.b.maybe(0.6):
                    b.meetings(seller, person, days=(began, now), every=55, kind=Kind.CALL, by=by)
            case "work":
                now = chance.randint(5, 70)
                monthly = chance.uniform(1, 3.5)
                answered = chance.uniform(0.4, 0.8)
                b.mail(person, seller, days=(began, now), monthly=monthly, answered=answered, by=by)
                every = chance.randint(60, 130)
                b.meetings(seller, person, days=(began, now), every=every, by=by)
            case "rare":
                now = chance.randint(30, 150)
                answered = chance.uniform(0.2, 0.7)
                b.mail(seller, person, days=(began, now), monthly=0.5, answered=answered, by=by)
                if self.b.maybe(0.3):
                    b.happened(Kind.MEETING, seller, person, b.workday_ago(now + 40), by=by)
            case "asleep":
                now = chance.randint(260, 460)
                monthly = chance.uniform(1.5, 5)
                b.mail(
                    seller, person, days=(HISTORY_DAYS, now), monthly=monthly, answered=0.7, by=by
                )
                b.meetings(seller, person, days=(HISTORY_DAYS, now), every=60, by=by)
            case "new":
                began = chance.randint(20, 75)
                b.mail(seller, person, days=(began, 1), monthly=5, answered=0.6, by=by)
                b.meetings(seller, person, days=(began, 6), every=30, by=by)
            case "cold":
                monthly = chance.uniform(0.6, 2)
                b.mail(seller, person, days=(began, 12), monthly=monthly, answered=0, by=by)
            case _:
                pass
        if habit in _LIVE:
            self.living.append((seller, person))
        if habit == "list" or (habit not in {"none", "cold"} and self.b.maybe(0.5)):
            self._list(seller, person)

    def _list(self, seller: PersonId, person: PersonId) -> None:
        day = self.b.ago(self.b.random.randint(40, 2200))
        self.b.happened(Kind.CONTACT_LIST, seller, person, day, by=self.b.users[seller].id)

    def _contact_lists(self) -> None:
        """A few people collect contacts, most do not; some invite without ever being answered."""
        b = self.b
        anybody = self._strangers(
            Sort.PROSPECT, Sort.CUSTOMER, Sort.PARTNER, Sort.CONSULTANCY, Sort.INVESTOR
        )
        for seller in b.users:
            size = int(min(70, 8 * b.random.paretovariate(1.1)))
            for person in b.random.sample(anybody, size):
                if not b.knows(seller, person):
                    self._list(seller, person)
            for person in b.random.sample(anybody, 3):
                day = b.workday_ago(b.random.randint(10, 500))
                b.happened(Kind.INVITATION, seller, person, day, by=b.users[seller].id)

    def _connectors(self) -> None:
        """Consultants, partners and investors know the executives whom the team does not."""
        chance = self.b.random
        targets = self._strangers(Sort.PROSPECT, Sort.CUSTOMER, top=True)
        others = self._strangers(Sort.PROSPECT, Sort.CUSTOMER, top=False)
        for person in self._strangers(Sort.PARTNER, Sort.CONSULTANCY, Sort.INVESTOR):
            many = chance.choice((1, 2, 2, 3, 3, 4, 7))
            for target in chance.sample(targets, many) + chance.sample(others, 1):
                self._acquaint(person, target)

    def _acquaint(self, one: PersonId, two: PersonId) -> None:
        """Two contacts know each other, in one of the ways that a sales team hears of."""
        b, chance = self.b, self.b.random
        by = self.user_of(one)
        match chance.choices(("vouch", "board", "project", "praise", "met"), (5, 4, 7, 2, 4))[0]:
            case "vouch":
                day = b.workday_ago(chance.randint(20, 600))
                b.happened(Kind.VOUCH, one, two, day, by=by)
            case "board":
                since, size = b.ago(chance.randint(400, 2500)), chance.randint(5, 11)
                b.lasted(Kind.SAME_BOARD, one, two, since, by=by, weight=1 / (size - 1))
                b.meetings(one, two, days=(600, chance.randint(20, 200)), every=190, by=by)
            case "project":
                span = (chance.randint(300, 700), chance.randint(10, 280))
                b.mail(one, two, days=span, monthly=chance.uniform(1, 4), answered=0.7, by=by)
                b.meetings(one, two, days=span, every=70, by=by)
            case "praise":
                day = b.workday_ago(chance.randint(60, 700))
                b.happened(Kind.RECOMMENDATION, two, one, day, by=by)
            case _:
                day = b.workday_ago(chance.randint(30, 500))
                b.happened(Kind.MEETING, one, two, day, by=by)
        self.known_by[one].append(two)

    def _peers(self) -> None:
        """Colleagues who are copied on mail, and people of the same trade who met."""
        b, chance = self.b, self.b.random
        for company, about in b.words.items():
            if about.sort is not Sort.CUSTOMER:
                continue
            here = [p for p in self.line if b.people[p].value.job.company == company]
            by = b.users[self.owner[company]].id
            for one, two in chance.sample(list(combinations(here, 2)), 5):
                span = (chance.randint(200, HISTORY_DAYS), chance.randint(3, 120))
                b.mail(one, two, days=span, monthly=1.5, answered=0.6, by=by)
        trade = self._strangers(Sort.PROSPECT, Sort.CUSTOMER)
        for _ in range(45):
            one, two = chance.sample(trade, 2)
            if not b.knows(one, two):
                self._acquaint(one, two)

    def _schools(self) -> None:
        b, chance = self.b, self.b.random
        pool = [p for p in self._strangers(*Sort) if p not in self._strangers(Sort.ISLAND)]
        for _ in words.SCHOOLS:
            since = b.ago(chance.randint(3000, 7000))
            group = chance.sample(pool, chance.randint(3, 6))
            for one, two in combinations(group, 2):
                until = since + timedelta(days=700)
                by = self.user_of(one)
                b.lasted(Kind.SAME_SCHOOL, one, two, since, by=by, until=until, weight=1 / 30)

    # Giving

    def _favors(self) -> None:
        b, chance = self.b, self.b.random
        kinds = [kind for kind in FavorKind if kind is not FavorKind.INTRODUCTION]
        sizes = (Size.COFFEE, Size.COFFEE, Size.COFFEE, Size.AFTERNOON, Size.AFTERNOON)
        for _ in range(105):
            seller, person = chance.choice(self.living)
            ours = self.b.maybe(0.58)
            giver, receiver = (seller, person) if ours else (person, seller)
            kind = chance.choice(kinds)
            size = Size.REPUTATION if kind is FavorKind.REFERENCE else chance.choice(sizes)
            day = b.workday_ago(int(5 + 700 * chance.random() ** 1.6))
            note = chance.choice(words.FAVOR_NOTES[kind])
            by = b.users[seller].id
            behalf = chance.choice([p for s, p in self.living if s == seller])
            helped = behalf if ours and behalf != person and self.b.maybe(0.08) else None
            b.favor(giver, receiver, kind, day, by=by, size=size, note=note, on_behalf_of=helped)
        introducers = [(s, p) for s, p in self.living if self.known_by.get(p)]
        note = words.FAVOR_NOTES[FavorKind.INTRODUCTION][0]
        for seller, person in chance.sample(introducers, min(16, len(introducers))):
            met = chance.choice(self.known_by[person])
            day = b.workday_ago(chance.randint(20, 650))
            b.favor(
                person,
                seller,
                FavorKind.INTRODUCTION,
                day,
                by=b.users[seller].id,
                size=Size.AFTERNOON,
                note=note,
                introduced=met,
            )

    def _requests_before(self) -> None:
        """Requests long over, and the favors that the introductions among them were."""
        b = self.b
        note = words.FAVOR_NOTES[FavorKind.INTRODUCTION][0]
        for past in _past_requests(self.seed):
            seller, person, target = past.path
            made = next((days for act, _, days in past.steps if act is Act.INTRODUCE), None)
            if made is not None:
                b.favor(person, seller, FavorKind.INTRODUCTION, b.ago(made),
                        by=b.users[seller].id, size=Size.AFTERNOON, note=note,
                        introduced=target)  # fmt: skip
            self._request(seller, person, target, past.steps)

    def past_requests(self) -> tuple["_Past", ...]:
        """Requests of the last two years: as many led to an introduction as was likely.

        None is so young that anything is still asked about it.
        """
        b, chance = self.b, self.b.random
        known = Known(b.network())
        introducers = [(s, p) for s, p in self.living if self.known_by.get(p)]
        found = []
        for seller, person in chance.sample(introducers, len(introducers)):
            path = (seller, person, chance.choice(self.known_by[person]))
            days = chance.randint(_LONG_OVER, 600)
            strengths = known.strengths(path, as_of=b.ago(days))
            likely = prod(one.probability for one in strengths)
            if not strengths or likely < _WORTH_ASKING:
                continue
            steps = [(*_SENT, days)]
            if b.maybe(likely):
                steps += [(*_ACCEPTED, days - 3), (*_CONSENTED, days - 6), (*_INTRODUCED, days - 9)]
                steps += [(*_MET, days - 17)]
                steps += [(*_ADVANCED, days - 40)] if b.maybe(0.5) else []
            elif b.maybe(0.4):
                steps += [(*_ACCEPTED, days - 3), (*_REFUSED, days - 9)]
            elif b.maybe(0.5):
                steps += [(*_UNWILLING, days - 4)]  # else nobody answers
            found.append(_Past(path=path, steps=tuple(steps)))
        return tuple(found)

    def _request(
        self,
        seller: PersonId,
        person: PersonId,
        target: PersonId,
        steps: tuple[tuple[Act, Actor, int], ...],
    ) -> None:
        first = self.b.people[seller].value.name.split()[0]
        self.b.request(
            seller,
            person,
            target,
            about=f"{first} of Fernhill here: we plan deliveries for makers and shops.",
            purpose="Firms of their size save a planner's day a week with us, and I can show how.",
            ask="Could we speak for twenty minutes?",
            offer="",
            steps=steps,
            answer_in=14 - max(days for _, _, days in steps),
            by=self.b.users[seller].id,
        )

    def _gifts_and_promises(self) -> None:
        b, chance = self.b, self.b.random
        for _ in range(60):
            seller, person = chance.choice(self.living)
            giver, receiver = (seller, person) if self.b.maybe(0.75) else (person, seller)
            day = b.workday_ago(chance.randint(1, 700))
            b.gift(giver, receiver, chance.choice(words.GIFTS), day, by=b.users[seller].id)
        for n in range(40):
            seller, person = chance.choice(self.living)
            by, what = b.users[seller].id, chance.choice(words.PROMISES)
            owner, to = (seller, person) if self.b.maybe(0.75) else (person, seller)
            made = b.workday_ago(chance.randint(25, 600))
            due, state = made + timedelta(days=chance.randint(3, 24)), PromiseState.KEPT
            if n % 4 == 0:
                made, state = b.workday_ago(chance.randint(4, 20)), PromiseState.OPEN
                due = b.today + timedelta(days=chance.randint(-3, 21))
            b.promise(owner, to, what, made=made, due=due, state=state, by=by)

    def _wants(self) -> None:
        b, chance = self.b, self.b.random
        pool = sorted({p for _, p in self.living if p in self.line})
        for person in chance.sample(pool, min(62, len(pool))):
            kind, said = chance.choice(words.WANTS)
            role, industry = (
                chance.choice(words.WANTED_ROLES),
                chance.choice(words.WANTED_INDUSTRIES),
            )
            text = said.format(role=role, industry=industry, topic=chance.choice(words.TOPICS))
            meets = kind == WantKind.INTRODUCTION
            b.want(
                person,
                WantKind(kind),
                text,
                b.workday_ago(chance.randint(3, 330)),
                by=self.user_of(person),
                role=role if meets else "",
                industry=industry if meets else "",
            )
        for person in (*b.users, *chance.sample(pool, min(80, len(pool)))):
            for topic in chance.sample(words.TOPICS, chance.choice((1, 1, 2))):
                b.expert(person, topic, by=self.user_of(person))

    def _notes_and_parts(self) -> None:
        b, chance = self.b, self.b.random
        for _ in range(60):
            seller, person = chance.choice(self.living)
            day = b.workday_ago(chance.randint(1, 500))
            b.note(person, chance.choice(words.NOTES), day, by=b.users[seller].id)
        for person in self._strangers(Sort.PROSPECT, Sort.CUSTOMER):
            roles = _PARTS.get(self.line[person], ())
            if roles and self.b.maybe(0.55):
                b.plays(person, chance.choice(roles), by=self.user_of(person))
        for seller, person in chance.sample(self.living, 2):
            told = [target for target in self.known_by.get(person, ()) if target != seller]
            for target in told[:1]:
                purpose = chance.choice(words.PURPOSES)
                by, day = b.users[seller].id, b.workday_ago(9)
                b.draft(seller, person, target, purpose=purpose, offer="", day=day, by=by)

    def _private(self) -> None:
        """What Tom keeps to himself: a friend whom nobody else sees, and some of his ties."""
        b, chance = self.b, self.b.random
        tom, by = person_called("Tom Okafor"), user_called("Tom Okafor")
        mine = Scope(by)
        femi = b.person(
            "Femi Adeyemi", "Non-Executive Director", b.at("cobaltgrid"), by=by, scope=mine
        )
        b.meetings(tom, femi, days=(600, 30), every=45, by=by, scope=mine)
        b.note(
            femi, "Godfather of the twins. Not for the team's list.", b.ago(90), by=by, scope=mine
        )
        known = [p for s, p in self.living if s == tom and b.people[p].scope == TEAM]
        for person in chance.sample(known, min(8, len(known))):
            b.mail(tom, person, days=(400, 15), monthly=1, answered=0.6, by=by, scope=mine,
                   kind=Kind.MESSAGE)  # fmt: skip
        helped = known[0]
        b.favor(tom, helped, FavorKind.HOSPITALITY, b.workday_ago(70), by=by, scope=mine,
                note="had them over for dinner")  # fmt: skip
        b.note(helped, "Thinks about leaving; told me in confidence.", b.ago(30), by=by, scope=mine)
