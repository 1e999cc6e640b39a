"""The five most helpful things a viewer could do this week, and what they made of each.

Looked at are the people around the viewer's targets (whom their requests and drafts lead to):
connectors, and whoever both know; then whoever is closest. Of each, and of their colleagues,
what they look for is held against what our side has. The ranking is `netgraph.domain.give`.
Saying that something was done logs it, as help to a colleague of somebody where it was that; what
was shared before is shared once more.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from netgraph.domain.access import TEAM, Viewer, Visibility
from netgraph.domain.favors import FavorKind, Size
from netgraph.domain.give import Choice, Chosen, Idea, habit, idea_id, is_away, score_of
from netgraph.domain.giving import NewFavor
from netgraph.domain.ids import PersonId
from netgraph.domain.introductions import State
from netgraph.domain.offers import Offer, OfferKind
from netgraph.domain.people import Person
from netgraph.domain.wants import ASK_AGAIN, Want
from netgraph.errors import NotFound
from netgraph.graph import give as graph
from netgraph.graph import introductions as introductions_graph
from netgraph.graph.database import Database, Transaction
from netgraph.services.accounts import Accounts
from netgraph.services.blurbs import Blurbs
from netgraph.services.favors import Favors
from netgraph.services.history import Besides, Done, History
from netgraph.services.network import Network
from netgraph.services.offers import Offers
from netgraph.services.people import People
from netgraph.services.shares import Shares
from netgraph.services.ties import Ties

MOST_IDEAS = 5
MOST_ASKED_AGAIN = 3
_CLOSEST = 40
_MOST_NEAR = 60
_WEEK = 7

KIND_OF_FAVOR: Mapping[OfferKind, FavorKind] = {
    OfferKind.INTRODUCTION: FavorKind.INTRODUCTION,
    OfferKind.EXPERTISE: FavorKind.ADVICE,
    OfferKind.SHARE: FavorKind.INFORMATION,
    OfferKind.HELP: FavorKind.SOUNDING_BOARD,
}
"""As what an offer is logged once it was done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedIdea:
    """An idea with its people, and a draft in the viewer's words to whom it is written to."""

    idea: Idea
    person: Person
    through: Person | None
    near: tuple[Person, ...]
    draft: str
    mine: bool

    @property
    def written_to(self) -> Person:
        """To whom the draft is addressed."""
        return self.through or self.person


@dataclass(frozen=True, slots=True, kw_only=True)
class OldWant:
    """Something somebody looked for a while ago, to be asked about again."""

    person: Person
    want: Want


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """What a viewer could give; `done` counts what they did of it in the last seven days."""

    ideas: tuple[ProposedIdea, ...]
    ask_again: tuple[OldWant, ...]
    done: int


class GiveFirst:
    """Proposes what to give, and keeps what became of it."""

    def __init__(
        self,
        database: Database,
        *,
        accounts: Accounts,
        blurbs: Blurbs,
        favors: Favors,
        history: History,
        offers: Offers,
        people: People,
        shares: Shares,
        ties: Ties,
        now: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._accounts = accounts
        self._blurbs = blurbs
        self._favors = favors
        self._history = history
        self._offers = offers
        self._people = people
        self._shares = shares
        self._ties = ties
        self._now = now

    def week(self, viewer: Viewer, *, at_most: int = MOST_IDEAS) -> Week:
        """The best ideas, most helpful first, one a person."""
        today = self._now().date()
        network = self._ties.network(viewer, as_of=today)
        near = self._near(viewer, network)
        asked = [*near, *list(network.near(viewer.person))[:_CLOSEST]]
        team = {account.viewer.person for account in self._accounts.all()}
        direct = [person for person in dict.fromkeys(asked) if person not in team]
        chosen = graph.chosen_by(self._database, viewer)
        ideas: dict[PersonId, Idea] = {}
        for idea in self._ideas(viewer, direct, near, chosen, network=network, team=team):
            if not is_away(idea, chosen, as_of=today):
                ideas.setdefault(idea.person, idea)
        since = today - timedelta(days=_WEEK)
        return Week(
            ideas=self._proposed(viewer, list(ideas.values())[:at_most]),
            ask_again=self._ask_again(viewer, direct, today=today),
            done=sum(one.choice is Choice.DONE and one.day > since for one in chosen),
        )

    def choose(self, viewer: Viewer, idea: str, choice: Choice) -> Done:
        """Keeps what the viewer made of an idea; one that was done is logged as a favor.

        What was shared before is shared once more instead, and enters no ledger.
        Raises `NotFound` for an idea that is not on the viewer's list.
        """
        found = next((one for one in self.week(viewer).ideas if one.idea.id == idea), None)
        if found is None:
            raise NotFound(
                "This is not on your list any more.", hint="It may be done, or no longer wanted."
            )
        offer = found.idea.offer
        chosen = Chosen(
            idea=idea,
            person=found.person.id,
            want=offer.want,
            kind=offer.kind,
            choice=choice,
            day=self._now().date(),
        )

        def keep(tx: Transaction) -> None:
            graph.put(tx, viewer, chosen)

        if choice is Choice.DONE and offer.share is not None:
            return self._shares.pass_on(
                viewer,
                offer.share,
                found.person.id,
                besides=Besides(touched=(graph.touched(chosen),), work=keep),
            )
        if choice is Choice.DONE:
            return self._favors.add(
                viewer,
                NewFavor(
                    giver=viewer.person,
                    receiver=found.person.id,
                    kind=KIND_OF_FAVOR[offer.kind],
                    day=chosen.day,
                    size=Size.COFFEE,
                    note=offer.want_text,
                    introduced=offer.whom,
                    on_behalf_of=found.idea.through,
                ),
                visibility=Visibility.TEAM if found.person.scope == TEAM else Visibility.PRIVATE,
                once=f"give {idea}",
                besides=Besides(touched=(graph.touched(chosen),), work=keep),
            )
        return self._history.write(
            viewer,
            _SAID[choice].format(found.person.name),
            touched=(graph.touched(chosen),),
            work=keep,
        )

    def _near(self, viewer: Viewer, network: Network) -> Mapping[PersonId, tuple[PersonId, ...]]:
        """Whom the viewer knows around the targets of their live requests, the strongest first."""
        now = self._now()
        found: dict[PersonId, list[PersonId]] = {}
        for kept in introductions_graph.of_user(self._database, viewer):
            life = kept.life.settled(now)
            if not (life.live or life.state is State.DRAFT):
                continue
            around = list(network.near(kept.target))
            for person in (kept.connector, *around[:_MOST_NEAR]):
                if (
                    person not in {viewer.person, kept.target}
                    and network.strength(of=viewer.person, towards=person) is not None
                    and kept.target not in found.setdefault(person, [])
                ):
                    found[person].append(kept.target)
        return {person: tuple(targets) for person, targets in found.items() if targets}

    def _ideas(
        self,
        viewer: Viewer,
        direct: Iterable[PersonId],
        near: Mapping[PersonId, tuple[PersonId, ...]],
        chosen: tuple[Chosen, ...],
        *,
        network: Network,
        team: set[PersonId],
    ) -> list[Idea]:
        known = list(direct)
        over = self._colleagues(viewer, known, network=network, team=team)
        targets = {target for reached in near.values() for target in reached}
        offers = self._offers.for_connectors(
            viewer, [*known, *over], network=network, targets=targets, at_most=2
        )
        liked = {kind: habit(chosen, kind, as_of=network.as_of) for kind in OfferKind}
        ideas = []
        for person, found in offers.items():
            through = None if person in set(known) else over[person]
            reached = near.get(through or person, ())
            for offer in found:
                passed = self._passed_on(offer, through, viewer, network)
                if passed is None:
                    continue
                ideas.append(
                    Idea(
                        id=idea_id(viewer.user, person, offer),
                        person=person,
                        through=through,
                        near=reached,
                        offer=passed,
                        score=score_of(
                            passed,
                            me=viewer.person,
                            through_colleague=through is not None,
                            near=bool(reached),
                            liked=liked[offer.kind],
                        ),
                    )
                )
        return sorted(ideas, key=lambda idea: (-idea.score, idea.person, idea.id))

    def _colleagues(
        self, viewer: Viewer, known: list[PersonId], *, network: Network, team: set[PersonId]
    ) -> Mapping[PersonId, PersonId]:
        """Colleagues whom the viewer has no tie with, each with whom they are reached over."""
        today = network.as_of
        over: dict[PersonId, PersonId] = {}
        for person, others in graph.colleagues_who_want(
            self._database, viewer, known, today=today
        ).items():
            for other in others:
                if other in team or other in known:
                    continue
                best = over.get(other)
                if best is None or _chance(network, viewer, person) > _chance(
                    network, viewer, best
                ):
                    over[other] = person
        return over

    def _passed_on(
        self, offer: Offer, through: PersonId | None, viewer: Viewer, network: Network
    ) -> Offer | None:
        """The offer as it reaches a colleague: whoever passes it on must do so, and is no part."""
        if through is None:
            return offer
        if through in {offer.by, offer.whom, offer.through}:
            return None
        chance = _chance(network, viewer, through)
        return replace(offer, deliver=offer.deliver * chance) if chance else None

    def _proposed(self, viewer: Viewer, ideas: Iterable[Idea]) -> tuple[ProposedIdea, ...]:
        found = list(ideas)
        named = {
            person
            for idea in found
            for person in (
                idea.person, idea.through, *idea.near, idea.offer.by, idea.offer.whom,
                idea.offer.through,
            )
            if person is not None
        }  # fmt: skip
        cards = self._people.many(viewer, {*named, viewer.person})
        proposed = []
        for idea in found:
            through = cards.get(idea.through) if idea.through else None
            if idea.person not in cards or (idea.through and through is None):
                continue
            person = cards[idea.person]
            proposed.append(
                ProposedIdea(
                    idea=idea,
                    person=person,
                    through=through,
                    near=tuple(cards[target] for target in idea.near if target in cards),
                    draft=self._blurbs.give(
                        idea.offer,
                        to=through or person,
                        colleague=person if through else None,
                        me=cards[viewer.person],
                        cards=cards,
                    ),
                    mine=idea.offer.by == viewer.person,
                )
            )
        return tuple(proposed)

    def _ask_again(
        self, viewer: Viewer, known: list[PersonId], *, today: date
    ) -> tuple[OldWant, ...]:
        wants = [
            want
            for person, told in self._offers.wishes(viewer, known).items()
            for want in told
            if want.freshness(as_of=today) < ASK_AGAIN
        ]
        place = {person: number for number, person in enumerate(known)}
        wants.sort(key=lambda want: (place[want.person], want.said, want.id))
        cards = self._people.many(viewer, [want.person for want in wants])
        found = [
            OldWant(person=cards[want.person], want=want) for want in wants if want.person in cards
        ]
        return tuple(found[:MOST_ASKED_AGAIN])


def _chance(network: Network, viewer: Viewer, person: PersonId) -> float:
    strength = network.strength(of=viewer.person, towards=person)
    return 0.0 if strength is None else strength.probability


_SAID = {
    Choice.SNOOZED: "Put off for two weeks: {}",
    Choice.DISMISSED: "Not proposed again: {}",
    Choice.UNFIT: "Not appropriate: nothing of the kind for {} for a year",
}
