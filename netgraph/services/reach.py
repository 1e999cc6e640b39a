"""Who can introduce the viewer to somebody, how likely it works, and what to give first.

A question names a person, a role at a company, or a company alone. The answer is one of: several
people match (`WhichOne`), nobody does (`Nobody`, with the nearest names), no path leads there
(`NoPath`, with what would create one), or up to five paths (`Reached`), one for each first
connector, each with its fallback, its ties' evidence in words, and offers for the connector, and
the order to ask in. Where a name was only nearly right, `guessed` says so.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from itertools import pairwise

from netgraph.domain.access import Viewer
from netgraph.domain.cautions import NEARLY, Caution, instead
from netgraph.domain.evidence import Evidence, Grade, Kind, Monthly
from netgraph.domain.favors import Goodwill
from netgraph.domain.finding import begins, spelled, splits
from netgraph.domain.ids import IntroRequestId, PersonId
from netgraph.domain.offers import Offer
from netgraph.domain.outcomes import Learned
from netgraph.domain.people import Company, Person
from netgraph.domain.portfolio import (
    ASK_COSTS,
    AskingOrder,
    Chance,
    Route,
    asking_order,
    at_least_one,
)
from netgraph.domain.strength import Explanation, Strength
from netgraph.domain.wants import Want
from netgraph.domain.wording import WORTH_A_TRY, chance_in_words, if_confirmed, tie_in_words
from netgraph.errors import NotFound
from netgraph.graph import introductions as introductions_graph
from netgraph.graph.database import Database
from netgraph.routing import Path
from netgraph.services.cautions import Cautions
from netgraph.services.finding import CompanyFound, Found, RoleFound, Several
from netgraph.services.finding import Nobody as NobodyFound
from netgraph.services.network import Network, SeenTie
from netgraph.services.offers import Offers
from netgraph.services.outcomes import Outcomes, Said
from netgraph.services.people import People
from netgraph.services.policies import Policies
from netgraph.services.questions import worth_asking
from netgraph.services.ties import Ties

MOST_PATHS = 5

FAR_BEHIND = 0.1
"""A path of less than this part of the best one's probability is far behind."""

NEXT_TO_NOTHING = 0.01
"""A path less probable than this is far behind whatever the best one is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PathTie:
    """One tie of a path: how strong, on what evidence in words, and the sums behind it."""

    of: Person
    towards: Person
    strength: Strength
    words: str
    why: Explanation | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """What makes a path the first: one tie confirmed by one of its two.

    `probability` is what the path's would be then, `says` tells all of it in a sentence.
    """

    of: Person
    towards: Person
    probability: float
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IntroPath:
    """A warm path from the viewer to a target.

    `probability` is the product of the ties' probabilities; `low` to `high` combines their
    intervals as independent errors of the logarithm. `goodwill` is between the viewer and the
    connector. `wishes` are what the connector looks for, newest first, `cautions` what to be
    careful with, and `fallback` the best path without this connector. `against` is what the
    connector's own rules say against asking them now; such paths come after the others. `learned`
    is the chance with what became of earlier requests in mind, when some have ended.
    `first_if` is the smallest thing that would make it the first path, if one confirmation can.
    """

    people: tuple[Person, ...]
    ties: tuple[PathTie, ...]
    probability: float
    low: float
    high: float
    goodwill: Goodwill | None
    offers: tuple[Offer, ...] = ()
    wishes: tuple[Want, ...] = ()
    cautions: tuple[Caution, ...] = ()
    fallback: tuple[Person, ...] = ()
    against: tuple[str, ...] = ()
    learned: Learned | None = None
    first_if: Confirmed | None = None

    @property
    def target(self) -> Person:
        """Whom it reaches."""
        return self.people[-1]

    @property
    def connector(self) -> Person | None:
        """Whom to ask; `None` when the viewer knows the target themself."""
        return self.people[1] if len(self.people) > 2 else None  # noqa: PLR2004 # a tie has two ends

    @property
    def asked(self) -> str:
        """Who is asked on it, by name; the target "yourself" when nobody is between."""
        return self.connector.name if self.connector else f"{self.target.name} yourself"

    @property
    def weakest_tie(self) -> int:
        """The place of the weakest tie on the path, counted from 0."""
        chances = [tie.strength.probability for tie in self.ties]
        return chances.index(min(chances))

    @property
    def weakest_grade(self) -> Grade:
        """The grade of the weakest tie."""
        return self.ties[self.weakest_tie].strength.grade

    @property
    def word(self) -> str:
        """The probability in a word: likely, worth a try, or a long shot."""
        return chance_in_words(self.probability)

    @property
    def warm(self) -> bool:
        """Whether it is worth a try at least; a long shot is no warm path."""
        return self.probability >= WORTH_A_TRY

    @property
    def verified(self) -> bool:
        """Whether somebody acted in every tie: none is known from a list, a place or hearsay."""
        return all(tie.strength.grade.rank > Grade.IMPORTED.rank for tie in self.ties)

    @property
    def fresh(self) -> bool:
        """Whether nothing speaks against asking the connector first."""
        about = {caution.about for caution in self.cautions}
        return not self.against and self.people[1].id not in about


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """A request that waits for an answer: who reaches for whom, and since when.

    `request` and `connector` are told to who made it alone.
    """

    requester: Person
    target: Person
    since: date
    connector: Person | None = None
    request: IntroRequestId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstAsk:
    """What to find out before anything else: how well `who` knows `whom`.

    `worth` is by how much the answer is expected to raise the chance of the best way, `changes`
    the chance that it changes which way that is.
    """

    who: Person
    whom: Person
    worth: float
    changes: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """Paths to whom was asked for, best first.

    Those that the rules of their connector speak against come last. `asking` are the requests to
    reach one of these targets that wait for an answer, the viewer's own first; `question` is what
    to find out before asking, where the answer is worth it and nothing waits.
    """

    asked: str
    targets: tuple[Person, ...]
    paths: tuple[IntroPath, ...]
    asking: tuple[Asking, ...] = ()
    question: FirstAsk | None = None
    guessed: bool = False

    @property
    def proposed(self) -> int:
        """The place of the path to ask on: the first, unless a fresh one can stand in for it."""
        return instead(self.paths)

    @property
    def near(self) -> int:
        """How many paths are not far behind and may be asked on; the first one always counts."""
        best = max(path.probability for path in self.paths)
        least = max(FAR_BEHIND * best, NEXT_TO_NOTHING)
        return max(1, sum(not p.against and p.probability >= least for p in self.paths))

    @property
    def verified(self) -> bool:
        """Whether any path rests on what people did in each of its ties."""
        return any(path.verified for path in self.paths)

    @property
    def order(self) -> AskingOrder:
        """In which order to ask, one at a time, and where to stop; places are those of `paths`.

        It begins with the path proposed. Who is to be asked with care costs as much more as a
        fresh one may be less likely and stand in (`NEARLY`). Paths that the rules of their
        connector speak against are left out. There are no asks when that is all of them, and
        while a target is being asked for: one live request at a time (law 4).
        """
        ways = self.open_paths
        if not ways or self.asking:
            return AskingOrder(asks=(), further=0.0)
        return asking_order(
            [_route(way) for way in ways],
            costs=[ASK_COSTS if way.fresh else ASK_COSTS / NEARLY for way in ways],
            first=self.proposed,
        )

    @property
    def any_works(self) -> Chance:
        """The chance that at least one path works of all that may be asked on."""
        return at_least_one([_route(path) for path in self.open_paths])

    @property
    def open_paths(self) -> tuple[IntroPath, ...]:
        """The paths that no rules speak against; the others come after them."""
        return tuple(path for path in self.paths if not path.against)


@dataclass(frozen=True, slots=True, kw_only=True)
class WhichOne:
    """Several people match, or decide `at` a company; the viewer chooses."""

    asked: str
    people: tuple[Person, ...]
    at: tuple[Company, ...] = ()
    guessed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Nobody:
    """Nobody matches; these are the nearest names, and questions that have an answer."""

    asked: str
    nearest: tuple[Person, ...]
    because: str
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Something that would create a path: somebody to ask about the target, and why them."""

    person: Person
    why: str
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class NoPath:
    """The people are known, but no path of at most four ties leads to any of them."""

    asked: str
    targets: tuple[Person, ...]
    openings: tuple[Opening, ...]
    guessed: bool = False


Answer = Reached | WhichOne | Nobody | NoPath


class Reach:
    """Answers who can introduce the viewer to somebody."""

    def __init__(
        self,
        database: Database,
        *,
        people: People,
        ties: Ties,
        offers: Offers,
        cautions: Cautions,
        policies: Policies,
        outcomes: Outcomes,
    ) -> None:
        self._database = database
        self._outcomes = outcomes
        self._cautions = cautions
        self._people = people
        self._ties = ties
        self._offers = offers
        self._policies = policies

    def ask(self, viewer: Viewer, text: str, *, as_of: date) -> Answer:
        """The answer to a name ("Priya Shah"), a role ("CFO at Acme") or a company ("Acme")."""
        asked = " ".join(text.split())[:_LONGEST]
        if not asked:
            return Nobody(asked="", nearest=(), because="Nothing was asked.")
        then = self._people.on(as_of)
        role = then.find_role(viewer, asked)
        if role is not None and role.people:
            return self._in_role(viewer, asked, role, as_of=as_of)
        named = then.find(viewer, asked)
        if isinstance(named, NobodyFound) and role is not None:
            return _nobody_in_role(asked, role)
        guessed = _guessed(asked, named)
        if guessed or isinstance(named, NobodyFound):
            company = then.find_company(viewer, asked)
            if company is not None:
                return _at_company(asked, company)
        match named:
            case Found(person=person):
                return self._paths(viewer, asked, (person,), as_of=as_of, guessed=guessed)
            case Several(people=people):
                return WhichOne(asked=asked, people=people, guessed=guessed)
            case NobodyFound(nearest=nearest):
                because = f"Nobody whom you can see is called “{asked}”."
                return Nobody(asked=asked, nearest=nearest, because=because)

    def person(self, viewer: Viewer, person: PersonId, *, as_of: date) -> Answer:
        """The answer for one person; raises `NotFound` for one the viewer cannot see."""
        target = self._people.on(as_of).get(viewer, person)
        return self._paths(viewer, target.name, (target,), as_of=as_of)

    def _in_role(self, viewer: Viewer, asked: str, role: RoleFound, *, as_of: date) -> Answer:
        """Paths to who holds the very role; to who holds one near it when none leads there."""
        found = self._paths(viewer, asked, role.people[: role.closest], as_of=as_of)
        if isinstance(found, Reached) or role.closest == len(role.people):
            return found
        return self._paths(viewer, asked, role.people, as_of=as_of)

    def _paths(
        self,
        viewer: Viewer,
        asked: str,
        targets: Sequence[Person],
        *,
        as_of: date,
        guessed: bool = False,
    ) -> Answer:
        wanted = tuple(target for target in targets if target.id != viewer.person)
        if not wanted:
            return Nobody(asked=asked, nearest=(), because="That is you.")
        network = self._ties.network(viewer, as_of=as_of)
        found = _search(network, viewer, [target.id for target in wanted])
        if not found:
            return NoPath(
                asked=asked,
                targets=wanted,
                openings=self._openings(viewer, network, wanted),
                guessed=guessed,
            )
        network.look_at(pair for people, _ in found for pair in pairwise(people))
        cards = self._people.on(as_of).many(
            viewer, {p for people, fallback in found for p in (*people, *fallback)}
        )
        connectors = [people[1] for people, _ in found if len(people) > 2]  # noqa: PLR2004 # as above
        offers = self._offers.for_connectors(
            viewer, connectors, network=network, targets=[target.id for target in wanted]
        )
        wishes = self._offers.wishes(viewer, connectors)
        cautions = self._cautions.of_paths(
            viewer, [[cards[p] for p in people] for people, _ in found], network=network
        )
        paths = [
            _intro_path(
                [cards[p] for p in people],
                network,
                viewer=viewer,
                offers=offers.get(people[1], ()),
                wishes=wishes.get(people[1], ()),
                cautions=careful,
                fallback=tuple(cards[p] for p in fallback),
            )
            for (people, fallback), careful in zip(found, cautions, strict=True)
        ]
        ruled = self._by_the_rules(viewer, self._taught(viewer, paths, as_of=as_of), today=as_of)
        asking = self._asking(viewer, wanted, as_of=as_of)
        return Reached(
            asked=asked,
            targets=wanted,
            paths=tuple(
                replace(path, first_if=_first_if(path, ruled, network, viewer, wanted))
                for path in ruled
            ),
            asking=asking,
            question=None if asking else self._question(viewer, network, wanted, ruled),
            guessed=guessed,
        )

    def _question(
        self,
        viewer: Viewer,
        network: Network,
        targets: Sequence[Person],
        paths: Sequence[IntroPath],
    ) -> FirstAsk | None:
        """What to find out first; nobody is asked whose rules speak against it."""
        closed = {path.people[1].id for path in paths if path.against}
        found = worth_asking(network, viewer, [target.id for target in targets], closed=closed)
        if found is None:
            return None
        who, whom = found.about
        cards = self._people.on(network.as_of).many(viewer, found.about)
        return FirstAsk(
            who=cards[who],
            whom=cards[whom],
            worth=found.worth,
            changes=found.changes,
        )

    def _asking(
        self, viewer: Viewer, targets: Sequence[Person], *, as_of: date
    ) -> tuple[Asking, ...]:
        """The requests for these targets that wait for an answer on a day, own ones first."""
        end = datetime.combine(as_of, time.max, tzinfo=UTC)
        live = [
            (kept, sent)
            for kept in introductions_graph.in_scopes(
                self._database, viewer.scopes, targets=[target.id for target in targets]
            )
            if (sent := kept.life.asked_at) and sent <= end and kept.life.settled(end).live
        ]
        cards = self._people.many(
            viewer, {p for kept, _ in live for p in (kept.requester, kept.connector, kept.target)}
        )
        told = [
            Asking(
                requester=cards[kept.requester],
                target=cards[kept.target],
                since=sent.date(),
                connector=cards[kept.connector] if kept.by == viewer.user else None,
                request=kept.id if kept.by == viewer.user else None,
            )
            for kept, sent in live
        ]
        return tuple(sorted(told, key=lambda one: (one.request is None, one.since)))

    def _taught(
        self, viewer: Viewer, paths: Sequence[IntroPath], *, as_of: date
    ) -> list[IntroPath]:
        """The paths that have somebody to ask, with what earlier outcomes teach about each."""
        asks = {
            place: (path.connector.id, Said(chance=path.probability, grade=path.weakest_grade))
            for place, path in enumerate(paths)
            if path.connector
        }
        learned = self._outcomes.learned(viewer, tuple(asks.values()), as_of=as_of)
        chances = dict(zip(asks, learned, strict=True))
        return [replace(path, learned=chances.get(n)) for n, path in enumerate(paths)]

    def _by_the_rules(
        self, viewer: Viewer, paths: Sequence[IntroPath], *, today: date
    ) -> tuple[IntroPath, ...]:
        """The paths with what speaks against each connector; those come last, in their order."""
        against = self._policies.against(
            viewer,
            {
                path.connector.id: (path.target.company_name, path.probability)
                for path in paths
                if path.connector
            },
            today=today,
        )
        ruled = [
            replace(path, against=against.get(path.connector.id, ())) if path.connector else path
            for path in paths
        ]
        return tuple(sorted(ruled, key=lambda path: bool(path.against)))

    def _openings(
        self, viewer: Viewer, network: Network, targets: Sequence[Person]
    ) -> tuple[Opening, ...]:
        """People at a target's company whom the viewer reaches, best first."""
        rows = self._database.read(
            "people_at_companies",
            companies=sorted({target.company for target in targets if target.company}),
            scopes=list(viewer.scopes),
            as_of=network.as_of,
        )
        apart = {viewer.person, *(target.id for target in targets)}
        colleagues = self._people.on(network.as_of).many(viewer, [row["person"] for row in rows])
        openings = []
        for person in colleagues.values():
            if person.id in apart:
                continue
            found = _search(network, viewer, [person.id], most=1)
            if found:
                people, _ = found[0]
                chance = math.prod(tie.strength.probability for tie in _ties_of(people, network))
                why = f"Works at {person.company_name} too, and you can reach them."
                openings.append(Opening(person=person, why=why, probability=chance))
        openings.sort(key=lambda o: (-o.probability, o.person.name, o.person.id))
        return tuple(openings[:MOST_PATHS])


def _guessed(asked: str, named: Found | Several | NobodyFound) -> bool:
    """Whether nobody found has a name that begins as was asked: it was mistyped."""
    if "@" in asked or isinstance(named, NobodyFound):
        return False
    people = (named.person,) if isinstance(named, Found) else named.people
    names = [spelled(person.name) for person in people]
    parts = [spelled(part) for part in (asked, *(left for left, _ in splits(asked)))]
    return not any(begins(part, name) for part in parts for name in names)


def _at_company(asked: str, found: CompanyFound) -> Answer:
    if found.people:
        return WhichOne(asked=asked, people=found.people, at=found.companies)
    names = " or ".join(company.name for company in found.companies)
    return Nobody(asked=asked, nearest=(), because=f"Nobody whom you can see works at {names}.")


def _nobody_in_role(asked: str, role: RoleFound) -> Nobody:
    questions: tuple[str, ...] = ()
    if role.companies:
        because = f"Nobody whom you can see is {role.role} at {role.companies[0].name}."
    elif role.where:
        because = f"No company is called “{role.where}”."
        questions = tuple(f"{role.role} at {one.name}" for one in role.nearest_companies)
    else:
        because = f"Nobody whom you can see is {asked}."
    return Nobody(asked=asked, nearest=role.nearest, because=because, questions=questions)


def _search(
    network: Network, viewer: Viewer, targets: Iterable[PersonId], *, most: int = MOST_PATHS
) -> list[tuple[list[PersonId], list[PersonId]]]:
    """The best path for each first connector, and its fallback without that connector.

    A detour is left out: a path whose later person the viewer reaches better directly says
    nothing that the direct path does not.
    """
    requester = network.number.get(viewer.person)
    numbers = [network.number[target] for target in targets if target in network.number]
    if requester is None or not numbers:
        return []
    alternatives = network.index.by_first_connector(
        requester, numbers, most * _SPARE, overlay=network.overlay
    )
    found = [
        (
            _people_of(alternative.path, network),
            _people_of(alternative.fallback, network) if alternative.fallback else [],
        )
        for alternative in alternatives
    ]
    return [(people, fallback) for people, fallback in found if not _detour(people, network)][:most]


def _detour(people: Sequence[PersonId], network: Network) -> bool:
    so_far = 1.0
    for place, (of, towards) in enumerate(pairwise(people)):
        step = network.strength(of=of, towards=towards)
        so_far *= step.probability if step else 0.0
        direct = network.strength(of=people[0], towards=towards)
        if place and direct is not None and direct.probability >= so_far:
            return True
    return False


def _first_if(
    path: IntroPath,
    paths: Sequence[IntroPath],
    network: Network,
    viewer: Viewer,
    targets: Sequence[Person],
) -> Confirmed | None:
    """The smallest confirmation of one tie that makes a path the first one.

    Each tie's strength is derived anew as if one of its two had vouched for it today. Where that
    would put the path before all others shown, the search itself is asked again and decides. The
    viewer's own tie comes last, as connectors are asked how well they know others. A path that
    is first, that the rules speak against, or without a connector has none.
    """
    others = [other for other in paths if other is not path and not other.against]
    if path is paths[0] or path.against or path.connector is None:
        return None
    ruled_out = {other.people[1].id for other in paths if other.against}
    found: list[tuple[bool, float, Confirmed]] = []
    for tie in path.ties:
        if tie.strength.grade is Grade.VOUCHED:
            continue
        mine = tie.of.id == viewer.person
        by, about = (tie.towards, tie.of) if mine else (tie.of, tie.towards)
        word = Monthly(day=network.as_of, count=1.0)
        vouched = Evidence(actor=by.id, other=about.id, kind=Kind.VOUCH, months=(word,))
        then = network.supposing(vouched)
        now = _chance(path, then)
        if any(now <= _chance(other, then) for other in others):
            continue
        reached = [target.id for target in targets]
        order = _search(then, viewer, reached, most=1 + len(ruled_out))
        first = next((people for people, _ in order if people[1] not in ruled_out), None)
        if first != [person.id for person in path.people]:
            continue
        says = if_confirmed(
            by.name,
            "you" if mine else about.name,
            now=path.probability,
            then=now,
        )
        confirmed = Confirmed(of=tie.of, towards=tie.towards, probability=now, says=says)
        found.append((mine, now, confirmed))
    return min(found, key=lambda one: one[:2])[2] if found else None


def _chance(path: IntroPath, network: Network) -> float:
    """The probability of a path in a network."""
    ties = _ties_of([person.id for person in path.people], network)
    return math.prod(tie.strength.probability for tie in ties)


def _route(path: IntroPath) -> Route:
    return Route(
        people=tuple(person.id for person in path.people),
        chances=tuple(tie.strength.probability for tie in path.ties),
    )


def _people_of(path: Path, network: Network) -> list[PersonId]:
    return [network.people[number] for number in path.people]


def _ties_of(people: Sequence[PersonId], network: Network) -> list[SeenTie]:
    ties = []
    for of, towards in pairwise(people):
        tie = network.tie(of=of, towards=towards)
        if tie is None:
            raise NotFound("A tie of this path has just gone.", hint="Ask again.")
        ties.append(tie)
    return ties


def _intro_path(
    people: Sequence[Person],
    network: Network,
    *,
    viewer: Viewer,
    offers: tuple[Offer, ...],
    wishes: tuple[Want, ...],
    cautions: tuple[Caution, ...],
    fallback: tuple[Person, ...],
) -> IntroPath:
    ties = _ties_of([person.id for person in people], network)
    chances = [tie.strength for tie in ties]
    probability = math.prod(strength.probability for strength in chances)
    down = math.hypot(*(math.log(s.probability / s.low) for s in chances))
    up = math.hypot(*(math.log(s.high / s.probability) for s in chances))
    return IntroPath(
        people=tuple(people),
        ties=tuple(
            PathTie(
                of=of,
                towards=towards,
                strength=tie.strength,
                words=tie_words(tie, of, towards, viewer=viewer, as_of=network.as_of),
                why=tie.explain(as_of=network.as_of),
            )
            for tie, of, towards in zip(ties, people, people[1:], strict=False)
        ),
        probability=probability,
        low=probability * math.exp(-down),
        high=min(1.0, probability * math.exp(up)),
        goodwill=ties[0].goodwill(as_of=network.as_of),
        offers=offers,
        wishes=wishes,
        cautions=cautions,
        fallback=fallback,
    )


def tie_words(tie: SeenTie, of: Person, towards: Person, *, viewer: Viewer, as_of: date) -> str:
    """The evidence of a tie in words, in which the viewer is "you"."""
    names = (
        "you" if of.id == viewer.person else of.name,
        "you" if towards.id == viewer.person else towards.name,
    )
    return tie_in_words(
        tie.facts(as_of=as_of), tie.evidence.favors, of=of.id, names=names, as_of=as_of
    )


_LONGEST = 300
_SPARE = 8
