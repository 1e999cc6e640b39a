from collections import Counter
from collections.abc import Mapping
from dataclasses import fields
from datetime import date, timedelta
from functools import cache
from itertools import chain

import pytest

from netgraph.domain.access import TEAM, Role, Scope
from netgraph.domain.evidence import Kind
from netgraph.domain.favors import FavorKind, PromiseState
from netgraph.domain.ids import PersonId
from netgraph.domain.offers import fit_of_topic
from netgraph.domain.strength import Strength, Tier
from netgraph.domain.titles import understand_title
from netgraph.domain.wants import Want, WantKind
from netgraph.graph.ties import PairEvidence, pair_of
from netgraph.routing import TieIndex
from netgraph.services.demo.network import SEED, demo_network
from netgraph.services.demo.stories import VIEWER
from netgraph.services.demo.values import DemoNetwork, DemoPerson, Scoped

CASES = [
    (SEED, date(2026, 6, 15)),
    (SEED, date(2026, 8, 30)),
    (SEED, date(2027, 1, 1)),
    (SEED, date(2028, 2, 29)),
    (1, date(2026, 6, 15)),
    (77, date(2026, 11, 20)),
]
LENA = PersonId("p-lena-hartmann")
LENA_ALONE = Scope("u-lena-hartmann")
TOM_ALONE = Scope("u-tom-okafor")

Strengths = Mapping[tuple[PersonId, PersonId], Strength]


class World:
    """A network with the strengths and paths that follow from it."""

    def __init__(self, network: DemoNetwork) -> None:
        self.network = network
        self.person = {s.value.id: s.value for s in network.people}
        self.company = {s.value.id: s.value for s in network.companies}
        self.user_people = {user.person for user in network.users}

    @cache  # noqa: B019 - the few worlds of this module live as long as it does
    def strengths(self, *scopes: Scope) -> Strengths:
        """Every strength that follows from what those scopes hold."""
        pairs: dict[tuple[PersonId, PersonId], PairEvidence] = {}
        for s in self.network.facts:
            if s.scope in scopes:
                pair = pair_of(s.value.evidence.actor, s.value.evidence.other)
                more = PairEvidence(pair=pair, facts=(s.value.evidence,))
                pairs[pair] = pairs[pair].joined(more) if pair in pairs else more
        for favor in self.network.favors:
            if favor.scope in scopes:
                pair = pair_of(favor.value.giver, favor.value.receiver)
                more = PairEvidence(pair=pair, facts=(), favors=(favor.value,))
                pairs[pair] = pairs[pair].joined(more) if pair in pairs else more
        found = {
            (of, to): evidence.strength(of=of, towards=to, as_of=self.network.today)
            for (one, two), evidence in pairs.items()
            for of, to in ((one, two), (two, one))
        }
        return {pair: strength for pair, strength in found.items() if strength is not None}

    def paths(self, target: str, *scopes: Scope) -> list[tuple[tuple[str, ...], float]]:
        """Lena's best path over each first connector, with its probability, best first."""
        strengths = self.strengths(*scopes)
        people = sorted(self.person)
        number = {person: n for n, person in enumerate(people)}
        index = TieIndex.from_arrays(
            [number[of] for of, _ in strengths],
            [number[to] for _, to in strengths],
            [strength.probability for strength in strengths.values()],
            people=len(people),
        )
        found = index.by_first_connector(number[LENA], number[PersonId(target)])
        return [(tuple(people[n] for n in a.path.people), a.path.probability) for a in found]

    def knows(self, one: str, two: str) -> bool:
        """Whether the team has any evidence about the two."""
        return (PersonId(one), PersonId(two)) in self.strengths(TEAM)

    def tie(self, one: str, two: str) -> Strength:
        """The team's strength of one with the other."""
        return self.strengths(TEAM)[PersonId(one), PersonId(two)]

    def wants(self, person: str, kind: WantKind) -> list[Want]:
        """What a person looks for."""
        return [
            s.value for s in self.network.wants if s.value.person == person and s.value.kind is kind
        ]


@cache
def _world(seed: int, today: date) -> World:
    return World(demo_network(seed=seed, today=today))


@pytest.fixture(params=CASES, ids=lambda case: f"{case[0]}-{case[1]}")
def world(request: pytest.FixtureRequest) -> World:
    """The made-up network of one of several seeds and days."""
    seed, today = request.param
    return _world(seed, today)


def test_same_seed_and_day_give_the_same_network() -> None:
    """Two networks of one seed and day are equal; another seed or day gives another one."""
    day = date(2026, 6, 15)

    assert demo_network(seed=5, today=day) == demo_network(seed=5, today=day)
    assert demo_network(seed=5, today=day) != demo_network(seed=6, today=day)
    assert demo_network(seed=5, today=day) != demo_network(seed=5, today=date(2026, 6, 16))


def test_another_day_dates_the_same_things_anew() -> None:
    """What there is follows from the seed alone, so a later day moves it and adds nothing."""
    days = (date(2026, 6, 15), date(2026, 6, 16), date(2026, 9, 30), date(2028, 2, 29))
    ids = [
        {
            s.value.id
            for kind in (n.people, n.facts, n.favors, n.gifts, n.promises, n.wants, n.notes)
            for s in kind
        }
        for n in (demo_network(seed=5, today=day) for day in days)
    ]

    assert [ids[0]] * len(days) == ids


def test_sizes_are_those_of_a_team_and_its_market(world: World) -> None:
    """Eight users of every role know about three hundred people in forty companies."""
    network = world.network

    assert Counter({Role.REP: 5, Role.MANAGER: 1, Role.EXECUTIVE: 1, Role.ADMIN: 1}) == Counter(
        user.role for user in network.users
    )
    assert len(network.companies) == 40
    assert 280 <= len(network.people) <= 320
    assert len(network.favors) >= 100
    assert len(network.gifts) >= 50
    assert len(network.wants) >= 50
    assert len(network.expertise) >= 80
    assert len(network.parts) >= 40
    assert {PromiseState.OPEN, PromiseState.KEPT, PromiseState.BROKEN} == {
        s.value.state for s in network.promises
    }


def test_nothing_has_happened_after_today(world: World) -> None:
    """No fact, favor, job or note lies in the future; only open promises are due there."""
    network, today = world.network, world.network.today
    facts = [s.value.evidence for s in network.facts]
    days = chain(
        (month.day for fact in facts for month in fact.months),
        (fact.since for fact in facts if fact.since),
        (fact.until for fact in facts if fact.until),
        (s.value.day for s in network.favors),
        (s.value.day for s in network.gifts),
        (s.value.day for s in network.drafts),
        (s.value.made for s in network.promises),
        (s.value.due for s in network.promises if s.value.state is not PromiseState.OPEN),
        (s.value.said for s in network.wants),
        (s.value.at.date() for s in network.notes),
        (job.started for s in network.people for job in s.value.jobs),
    )

    assert [] == [day for day in days if day > today]
    assert any(
        today < s.value.due <= today + timedelta(days=14)
        for s in network.promises
        if s.value.state is PromiseState.OPEN
    )


def test_ids_are_unique_and_lead_somewhere(world: World) -> None:
    """Every id stands for one thing, and every reference to a thing finds it."""
    network = world.network
    users = {user.id for user in network.users}
    named: list[str] = [
        s.value.id
        for kind in (
            network.companies, network.people, network.facts, network.favors, network.gifts,
            network.promises, network.wants, network.expertise, network.notes, network.drafts,
        )
        for s in kind
    ]  # fmt: skip
    named += [user.id for user in network.users]
    people: list[PersonId | None] = [user.person for user in network.users]
    for s in network.facts:
        people += [s.value.evidence.actor, s.value.evidence.other]
    for f in network.favors:
        people += [f.value.giver, f.value.receiver, f.value.introduced, f.value.on_behalf_of]
    for g in network.gifts:
        people += [g.value.giver, g.value.receiver]
    for p in network.promises:
        people += [p.value.owner, p.value.to]
    for w in network.wants:
        people += [w.value.person, w.value.wanted_person]
    people += [x.value.person for x in network.expertise]
    people += [n.value.person for n in network.notes]
    people += [r.value.person for r in network.parts]
    people += [person for d in network.drafts for person in d.value.people]
    companies = {job.company for s in network.people for job in s.value.jobs}
    companies |= {s.value.company for s in network.parts}
    scopes, authors = set(), set()
    for field in fields(network):
        if field.name not in {"today", "users"}:
            values: tuple[Scoped[object], ...] = getattr(network, field.name)
            scopes |= {s.scope for s in values}
            authors |= {s.created_by for s in values}

    assert [] == [name for name, times in Counter(named).items() if times > 1]
    assert set() == set(people) - {None} - world.person.keys()
    assert set() == companies - world.company.keys()
    assert {TEAM, LENA_ALONE, TOM_ALONE} <= scopes
    assert set() == scopes - {TEAM} - {Scope(user) for user in users}
    assert set() == authors - users


def test_what_names_a_private_person_is_private_itself(world: World) -> None:
    """Nothing that the team sees speaks of somebody whom one user keeps private."""
    network = world.network
    hidden = {s.value.id for s in network.people if s.scope != TEAM}
    told = {
        person
        for s in network.facts
        if s.scope == TEAM
        for person in (s.value.evidence.actor, s.value.evidence.other)
    }
    told |= {
        person
        for f in network.favors
        if f.scope == TEAM
        for person in (f.value.giver, f.value.receiver, f.value.introduced, f.value.on_behalf_of)
        if person
    }
    told |= {s.value.person for s in network.notes if s.scope == TEAM}

    assert hidden
    assert set() == hidden & told


def test_contact_points_reach_nobody_real(world: World) -> None:
    """Every address ends in `.example`, every number is one of fiction, and none is used twice."""
    people = list(world.person.values())
    addresses = [person.email for person in people if person.email]
    numbers = [person.phone for person in people if person.phone]

    assert [] == [a for a in addresses if not a.endswith(".example") or not a.isascii()]
    assert [] == [n for n in numbers if n[5:10] != "55501" or len(n) != len("+12025550123")]
    assert len(addresses) == len(set(addresses))
    assert len(numbers) == len(set(numbers))


def test_strengths_are_spread(world: World) -> None:
    """Most ties are weak, a good many are moderate or strong, and Lena has some of each."""
    strengths = world.strengths(TEAM)
    tiers = Counter(strength.tier for strength in strengths.values())
    lenas = Counter(strength.tier for (of, _), strength in strengths.items() if of == LENA)

    assert tiers[Tier.WEAK] > tiers[Tier.STRONG] + tiers[Tier.MODERATE]
    assert tiers[Tier.STRONG] > 300
    assert tiers[Tier.MODERATE] > 300
    assert {Tier.STRONG, Tier.MODERATE, Tier.WEAK} == set(lenas)


def test_habits_are_uneven(world: World) -> None:
    """Summers are quiet, some people are written to and never answer, and counts are skewed."""
    mail = [s.value.evidence for s in world.network.facts if s.value.evidence.kind is Kind.MAIL]
    by_month = Counter[int]()
    for fact in mail:
        for month in fact.months:
            by_month[month.day.month] += int(month.count * 100)
    written = {(fact.actor, fact.other) for fact in mail}
    totals = sorted(sum(m.count for m in fact.months) for fact in mail)

    assert by_month[7] + by_month[8] < by_month[9] + by_month[10]
    assert len([pair for pair in written if pair[::-1] not in written]) > 10
    assert totals[-1] > 10 * totals[len(totals) // 2]


def test_lena_reaches_many_executives_over_two_or_three_ties(world: World) -> None:
    """From Lena, most decision makers of other companies are two or three ties away."""
    executives = [p for p in world.person.values() if _outside_executive(p)]
    near = [p for p in executives if any(len(path) <= 4 for path, _ in world.paths(p.id, TEAM))]

    assert VIEWER in {user.email for user in world.network.users if user.role is Role.REP}
    assert len(near) > 0.8 * len(executives)


def _outside_executive(person: DemoPerson) -> bool:
    about = understand_title(person.job.title)
    return about.is_decision_maker and person.job.company != "c-fernhill-systems"


# The stories


def test_best_path_to_henrik_goes_through_a_tie_that_fell_asleep(world: World) -> None:
    """Miriam is the strong way to Henrik, though Lena and she have not met for nine months."""
    (path, probability), *others = world.paths("p-henrik-aas", TEAM)
    last = world.tie(LENA, "p-miriam-keller").last_contact

    assert (LENA, "p-miriam-keller", "p-henrik-aas") == path
    assert probability > 0.4
    assert all(probability > 3 * other for _, other in others)
    assert last is not None
    assert (world.network.today - last).days > 270


def test_jonas_is_asked_more_often_than_anybody(world: World) -> None:
    """Jonas is the best way to Claudia and made most introductions of late; Elena is another."""
    network = world.network
    since = network.today - timedelta(days=120)
    made = Counter(
        s.value.giver
        for s in network.favors
        if s.value.kind is FavorKind.INTRODUCTION and s.value.day >= since
    )
    drafted = Counter(s.value.connector for s in network.drafts if s.value.life is None)
    paths = dict(world.paths("p-claudia-ferri", TEAM))
    best = max(paths, key=lambda path: paths[path])

    assert "p-jonas-weidlich" == made.most_common(1)[0][0] == drafted.most_common(1)[0][0]
    assert made[PersonId("p-jonas-weidlich")] >= 6
    assert len({s.value.requester for s in network.drafts}) >= 5
    assert (LENA, "p-jonas-weidlich", "p-claudia-ferri") == best
    assert paths[LENA, "p-elena-petrova", "p-claudia-ferri"] > 0.3


def test_dana_can_be_introduced_to_a_head_of_hr_in_retail(world: World) -> None:
    """Dana wants to meet somebody like Grace, whom Lena knows well and Dana does not."""
    (want,) = world.wants("p-dana-whitfield", WantKind.INTRODUCTION)
    grace = world.person[PersonId("p-grace-mbeki")]

    assert "p-dana-whitfield" == world.paths("p-victor-lang", TEAM)[0][0][1]
    assert ("Head of HR", "retail") == (want.role, want.industry)
    assert want.role == grace.job.title
    assert want.industry == world.company[grace.job.company].industry
    assert world.tie(LENA, grace.id).tier is Tier.STRONG
    assert not world.knows("p-dana-whitfield", grace.id)


def test_three_can_pay_each_other_round_a_circle(world: World) -> None:
    """Each of three wants to meet somebody whom the next one knows well and they do not."""
    circle = ("p-amara-diallo", "p-bruno-hartwig", "p-chiara-conti")
    for one, before in zip(circle, (circle[-1], *circle[:-1]), strict=True):
        wanted = [want.wanted_person for want in world.wants(one, WantKind.INTRODUCTION)]
        (whom,) = [person for person in wanted if person]

        assert world.tie(before, whom).tier is Tier.STRONG
        assert not world.knows(one, whom)
        assert world.tie(LENA, one).tier in {Tier.STRONG, Tier.MODERATE}


def test_pieter_was_let_down_and_answers_no_more(world: World) -> None:
    """Promises to Pieter were broken, he answers no mail, and Anneke is the better way."""
    network = world.network
    broken = [
        s.value
        for s in network.promises
        if s.value.to == "p-pieter-van-aalst" and s.value.state is PromiseState.BROKEN
    ]
    last: dict[str, date] = {}
    for s in network.facts:
        fact = s.value.evidence
        if fact.kind is Kind.MAIL and {fact.actor, fact.other} == {
            "p-sofia-lindqvist",
            "p-pieter-van-aalst",
        }:
            last[fact.actor] = max(month.day for month in fact.months)

    assert len(broken) >= 2
    assert last["p-sofia-lindqvist"] > network.today - timedelta(days=60)
    assert last["p-pieter-van-aalst"] < min(promise.due for promise in broken) + timedelta(days=10)
    assert "p-anneke-de-wit" == world.paths("p-pieter-van-aalst", TEAM)[0][0][1]


def test_nobody_reaches_beatrix(world: World) -> None:
    """No user has a path to Beatrix, with whatever private ties."""
    strengths = world.strengths(TEAM, *(Scope(user.id) for user in world.network.users))
    reached = set(world.user_people)
    for _ in range(4):
        reached |= {to for of, to in strengths if of in reached}

    assert PersonId("p-beatrix-von-arnim") in world.person
    assert "p-beatrix-von-arnim" not in reached


def test_two_people_are_called_maria_rossi(world: World) -> None:
    """Two people share a name, at two companies, with two addresses, and Lena reaches both."""
    marias = [p for p in world.person.values() if p.name == "Maria Rossi"]

    assert (
        len(marias) == len({p.job.company for p in marias}) == len({p.email for p in marias}) == 2
    )
    assert all(world.paths(maria.id, TEAM) for maria in marias)


def test_velden_has_two_chief_financial_officers(world: World) -> None:
    """The same role at one company has two holders, and Lena reaches both."""
    wanted = understand_title("CFO")
    holders = [
        p
        for p in world.person.values()
        if p.job.company == "c-velden-automotive"
        and understand_title(p.job.title).function is wanted.function
        and understand_title(p.job.title).level is wanted.level
    ]

    assert {"p-katharina-brandt", "p-stefan-moll"} == {p.id for p in holders}
    assert all(world.paths(p.id, TEAM) for p in holders)


def test_a_list_of_connections_loses_against_two_live_ties(world: World) -> None:
    """Johan is on Lena's list only, and the way over Rafael is several times better."""
    kinds = {
        s.value.evidence.kind
        for s in world.network.facts
        if {s.value.evidence.actor, s.value.evidence.other} == {LENA, "p-johan-ekberg"}
    }
    paths = dict(world.paths("p-johan-ekberg", TEAM))

    assert {Kind.CONTACT_LIST} == kinds
    assert paths[LENA, "p-rafael-ortega", "p-johan-ekberg"] > 4 * paths[LENA, "p-johan-ekberg"]


def test_a_private_friendship_gives_lena_alone_a_better_path(world: World) -> None:
    """With her own ties Lena reaches Laurent over Nadia; from the team's alone she does not."""
    team = world.paths("p-laurent-dubois", TEAM)
    own = world.paths("p-laurent-dubois", TEAM, LENA_ALONE)

    assert (LENA, "p-nadia-benali", "p-laurent-dubois") == own[0][0]
    assert "p-nadia-benali" != team[0][0][1]
    assert own[0][1] > 1.5 * team[0][1]


@pytest.mark.parametrize(
    ("connector", "target", "expert"),
    [
        ("p-carlos-mendes", "p-simone-hale", "p-ruth-adler"),
        ("p-helen-marsh", "p-robert-quill", "p-ingrid-solberg"),
        ("p-lucia-navarro", "p-erik-brandvold", "p-kenji-watanabe"),
    ],
)
def test_a_colleague_knows_what_the_connector_asks_about(
    world: World, connector: str, target: str, expert: str
) -> None:
    """The best connector looks for expertise that one of our own has and Lena can call on."""
    (want,) = world.wants(connector, WantKind.EXPERTISE)
    topics = [s.value.topic for s in world.network.expertise if s.value.person == expert]

    assert connector == world.paths(target, TEAM)[0][0][1]
    assert max(fit_of_topic(want.text, topic) for topic in topics) > 0.9
    assert world.tie(LENA, expert).tier is Tier.STRONG
