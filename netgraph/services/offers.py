"""What we could give a connector first, found by searching backwards from what they want.

For each want of a connector: people who fit it, whom one of ours knows well and the connector
does not know yet; expertise that one of ours has; a hand with a piece of work. Whom nobody of
ours knows may be reached over somebody whom the viewer knows well: such an offer says whose help
it needs. Every offer names the want it answers, so it goes when the want goes.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from netgraph.domain.access import Viewer
from netgraph.domain.ids import PersonId
from netgraph.domain.names import first_name
from netgraph.domain.offers import (
    KNOWS_WELL,
    Offer,
    OfferKind,
    best,
    fit_of_person,
    fit_of_topic,
    same_name,
    wanted_meeting,
)
from netgraph.domain.people import Person
from netgraph.domain.policies import ConnectorPolicy
from netgraph.domain.wants import FORGOTTEN, Expertise, Want, WantKind
from netgraph.domain.wording import percent
from netgraph.graph.database import Database
from netgraph.graph.offers import expertise_of, industries_of, wants_of
from netgraph.services.accounts import Accounts
from netgraph.services.network import Network
from netgraph.services.people import People
from netgraph.services.policies import Policies

_LEAST_TOPIC = 0.34
_OWN_HAND = 0.9
_OUTSIDE = 0.6  # somebody outside the team has to be asked first
_FURTHEST = 200  # people two ties away, the likeliest, who are looked at for a role


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ours:
    """What our side has to give: who knows whom well, and what they can help with.

    `further` are people whom nobody of ours knows, each with whom the viewer reaches them over
    and how likely.
    """

    known: Mapping[PersonId, tuple[PersonId, float]]
    further: Mapping[PersonId, tuple[PersonId, float]]
    cards: Mapping[PersonId, Person]
    industries: Mapping[PersonId, str]
    expertise: tuple[Expertise, ...]
    asks: Mapping[PersonId, float]


class Offers:
    """Finds offers for connectors."""

    def __init__(
        self, database: Database, *, accounts: Accounts, people: People, policies: Policies
    ) -> None:
        self._database = database
        self._accounts = accounts
        self._people = people
        self._policies = policies

    def for_connectors(
        self,
        viewer: Viewer,
        connectors: Iterable[PersonId],
        *,
        network: Network,
        targets: Iterable[PersonId] = (),
        at_most: int = 3,
    ) -> Mapping[PersonId, tuple[Offer, ...]]:
        """The best offers for each connector who wants something that we can give.

        `targets` are left out of introductions: they are whom the viewer asks for. What would
        take the time of a third person who is over their own rules, or pausing, is not offered.
        """
        asked = sorted(set(connectors))
        wants = self.wishes(viewer, asked)
        if not wants:
            return {}
        ours = self._ours(viewer, network, wants)
        apart = {viewer.person, *targets}
        found = {
            connector: [
                replace(offer, fresh=fresh)
                for want in wants.get(connector, ())
                if (fresh := want.freshness(as_of=network.as_of)) >= FORGOTTEN
                for offer in _offers(want, ours, network, viewer=viewer, apart=apart)
            ]
            for connector in asked
        }
        minds = self._minds(viewer, found, ours, today=network.as_of)
        return {
            connector: offers
            for connector, offered in found.items()
            if (
                offers := best(
                    (offer for offer in offered if not minds(offer)),
                    at_most=at_most,
                )
            )
        }

    def _minds(
        self,
        viewer: Viewer,
        found: Mapping[PersonId, Iterable[Offer]],
        ours: _Ours,
        *,
        today: date,
    ) -> Callable[[Offer], bool]:
        """Whether one of those who have a part in an offer would mind, by their own rules."""
        parts = {
            person
            for offers in found.values()
            for offer in offers
            for person in (offer.by, offer.whom, offer.through)
            if person is not None and person != viewer.person
        }
        rules = {
            person: policy
            for person, policy in self._policies.of(viewer, parts).items()
            if policy != ConnectorPolicy()
        }
        asked = self._policies.asked(viewer, rules) if rules else {}

        def minds(offer: Offer) -> bool:
            whom = ours.cards.get(offer.whom) if offer.whom else None
            company = whom.company_name if whom else ""
            return any(
                rules[person].against(
                    asked=asked.get(person, 0), company=reached, probability=chance, today=today
                )
                for person, reached, chance in (
                    (offer.by, company, offer.deliver),
                    (offer.through, company, offer.deliver),
                    (offer.whom, "", 1.0),
                )
                if person in rules
            )

        return minds

    def wishes(
        self, viewer: Viewer, people: Iterable[PersonId]
    ) -> Mapping[PersonId, tuple[Want, ...]]:
        """What the people look for as far as the viewer may see, newest first."""
        return wants_of(self._database, sorted(set(people)), viewer=viewer)

    def _ours(
        self, viewer: Viewer, network: Network, wants: Mapping[PersonId, tuple[Want, ...]]
    ) -> _Ours:
        team = [account.viewer.person for account in self._accounts.all() if account.active]
        asks = {viewer.person: 1.0}
        for colleague in team:
            strength = network.strength(of=viewer.person, towards=colleague)
            if colleague != viewer.person and strength is not None:
                asks[colleague] = strength.probability
        known: dict[PersonId, tuple[PersonId, float]] = {}
        for member in sorted(asks):
            for whom, strong in network.near(member, at_least=KNOWS_WELL).items():
                chance = strong * asks[member]
                if chance > known.get(whom, (member, 0.0))[1]:
                    known[whom] = (member, chance)
        named = {w.wanted_person for told in wants.values() for w in told if w.wanted_person}
        further = _further(viewer, network, named, apart={*known, *asks})
        through = [over for over, _ in further.values()]
        met = [*known, *further]
        return _Ours(
            known=known,
            further=further,
            cards=self._people.many(viewer, [*met, *through, *asks, *wants]),
            industries=industries_of(self._database, met, viewer=viewer),
            expertise=expertise_of(self._database, [*asks, *known], viewer=viewer),
            asks=asks,
        )


def _further(
    viewer: Viewer, network: Network, named: Iterable[PersonId], *, apart: set[PersonId]
) -> Mapping[PersonId, tuple[PersonId, float]]:
    """People two good ties away from the viewer: over whom, and the product of both.

    They are those who are `named`, and the likeliest others.
    """
    found: dict[PersonId, tuple[PersonId, float]] = {}
    for over, strong in network.near(viewer.person, at_least=KNOWS_WELL).items():
        for whom, theirs in network.near(over, at_least=KNOWS_WELL).items():
            chance = strong * theirs
            if whom not in apart and chance > found.get(whom, ("", 0.0))[1]:
                found[whom] = (over, chance)
    likeliest = sorted(found, key=lambda person: (-found[person][1], person))[:_FURTHEST]
    return {
        person: found[person]
        for person in dict.fromkeys([*(p for p in sorted(named) if p in found), *likeliest])
    }


def _offers(
    want: Want, ours: _Ours, network: Network, *, viewer: Viewer, apart: set[PersonId]
) -> Iterable[Offer]:
    match want.kind:
        case WantKind.INTRODUCTION:
            yield from _introductions(want, ours, network, viewer=viewer, apart=apart)
        case WantKind.EXPERTISE | WantKind.SHARE:
            yield from _expertise(want, ours, viewer=viewer)
        case WantKind.HELP:
            yield _hand(want, ours, viewer=viewer)


def _introductions(
    want: Want, ours: _Ours, network: Network, *, viewer: Viewer, apart: set[PersonId]
) -> Iterable[Offer]:
    asker = ours.cards.get(want.person)
    if asker is None:
        return
    name = first_name(asker.name)
    meeting = wanted_meeting(want.text)
    named = meeting.name if meeting is not None and meeting.name else want.text
    for whom in (*ours.known, *ours.further):
        direct = whom in ours.known
        over, chance = ours.known[whom] if direct else ours.further[whom]
        if whom in apart or want.person in {whom, over} or whom in ours.asks:
            continue
        if not direct and over in apart:
            continue
        card, helper = ours.cards.get(whom), ours.cards.get(over)
        if card is None or helper is None or network.knows(want.person, whom):
            continue
        fit = fit_of_person(want, card, industry=ours.industries.get(whom, ""))
        if not fit and not want.role and same_name(named, card.name):
            fit = 1.0
        if not fit:
            continue
        headline = f"Introduce {name} to {card.name}" + (f", {card.role}" if card.role else "")
        if direct:
            who_knows = "you know" if over == viewer.person else f"{helper.name} knows"
            why = f"The two do not know each other, and {who_knows} {card.name} well."
        else:
            headline = f"With {helper.name}’s help: {headline[:1].lower()}{headline[1:]}"
            why = (
                f"You reach {card.name} over {helper.name}, {percent(chance)}; "
                f"{first_name(helper.name)} has to agree first."
            )
        yield Offer(
            kind=OfferKind.INTRODUCTION,
            want=want.id,
            want_text=want.text,
            by=over if direct else viewer.person,
            whom=whom,
            through=None if direct else over,
            headline=headline,
            why=f"{name} said: “{want.text}”. {why}",
            fit=fit,
            deliver=chance,
        )


def _expertise(want: Want, ours: _Ours, *, viewer: Viewer) -> Iterable[Offer]:
    share = want.kind is WantKind.SHARE
    asker = ours.cards.get(want.person)
    if asker is None:
        return
    name = first_name(asker.name)
    for expertise in ours.expertise:
        fit = fit_of_topic(want.text, expertise.topic)
        if fit < _LEAST_TOPIC or expertise.person == want.person:
            continue
        mine = expertise.person == viewer.person
        card = ours.cards.get(expertise.person)
        if card is None:
            continue
        if mine:
            chance = _OWN_HAND
        elif expertise.person in ours.asks:
            chance = ours.asks[expertise.person]
        else:
            chance = ours.known[expertise.person][1] * _OUTSIDE
        who = "you know" if mine else f"{card.name} knows"
        mine_words = "Share something on" if share else "Offer an hour on"
        theirs_words = "to share something on" if share else "for an hour on"
        yield Offer(
            kind=OfferKind.SHARE if share else OfferKind.EXPERTISE,
            want=want.id,
            want_text=want.text,
            by=expertise.person,
            expertise=expertise.id,
            topic=expertise.topic,
            headline=f"{mine_words} {expertise.topic}"
            if mine
            else f"Ask {card.name} {theirs_words} {expertise.topic} for {name}",
            why=f"{name} said: “{want.text}”, and {who} about {expertise.topic}.",
            fit=fit,
            deliver=chance,
        )


def _hand(want: Want, ours: _Ours, *, viewer: Viewer) -> Offer:
    asker = ours.cards.get(want.person)
    name = first_name(asker.name) if asker else "They"
    return Offer(
        kind=OfferKind.HELP,
        want=want.id,
        want_text=want.text,
        by=viewer.person,
        headline="Lend a hand yourself",
        why=f"{name} asked for it: “{want.text}”.",
        fit=0.8,
        deliver=_OWN_HAND,
    )
