"""What we could give a connector first, found by searching backwards from what they want.

For each want of a connector: people who fit it, whom one of ours knows well and the connector
does not know yet; expertise that one of ours has; a hand with a piece of work. Every offer
names the want it answers, so it goes when the want goes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from netgraph.domain.access import Viewer
from netgraph.domain.ids import PersonId
from netgraph.domain.offers import (
    KNOWS_WELL,
    Offer,
    OfferKind,
    best,
    fit_of_person,
    fit_of_topic,
    same_name,
)
from netgraph.domain.people import Person
from netgraph.domain.wants import Expertise, Want, WantKind
from netgraph.graph.database import Database
from netgraph.graph.offers import expertise_of, industries_of, wants_of
from netgraph.services.accounts import Accounts
from netgraph.services.people import People
from netgraph.services.ties import Network

_LEAST_TOPIC = 0.34
_OWN_HAND = 0.9
_OUTSIDE = 0.6  # somebody outside the team has to be asked first


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ours:
    """What our side has to give: who knows whom well, and what they can help with."""

    known: Mapping[PersonId, tuple[PersonId, float]]
    cards: Mapping[PersonId, Person]
    industries: Mapping[PersonId, str]
    expertise: tuple[Expertise, ...]
    asks: Mapping[PersonId, float]


class Offers:
    """Finds offers for connectors."""

    def __init__(self, database: Database, *, accounts: Accounts, people: People) -> None:
        self._database = database
        self._accounts = accounts
        self._people = people

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

        `targets` are left out of introductions: they are whom the viewer asks for.
        """
        asked = sorted(set(connectors))
        wants = wants_of(self._database, asked, viewer=viewer)
        if not wants:
            return {}
        ours = self._ours(viewer, network)
        apart = {viewer.person, *targets}
        return {
            connector: offers
            for connector in asked
            if (
                offers := best(
                    (
                        offer
                        for want in wants.get(connector, ())
                        for offer in _offers(want, ours, network, viewer=viewer, apart=apart)
                    ),
                    at_most=at_most,
                )
            )
        }

    def _ours(self, viewer: Viewer, network: Network) -> _Ours:
        team = [account.viewer.person for account in self._accounts.all() if account.active]
        asks = {viewer.person: 1.0}
        for colleague in team:
            strength = network.strength(of=viewer.person, towards=colleague)
            if colleague != viewer.person and strength is not None:
                asks[colleague] = strength.probability
        known: dict[PersonId, tuple[PersonId, float]] = {}
        for member in sorted(asks):
            for tie in network.around(member):
                if tie.strength.probability < KNOWS_WELL:
                    break
                chance = tie.strength.probability * asks[member]
                if chance > known.get(tie.towards, (member, 0.0))[1]:
                    known[tie.towards] = (member, chance)
        return _Ours(
            known=known,
            cards=self._people.many(viewer, [*known, *asks]),
            industries=industries_of(self._database, known, viewer=viewer),
            expertise=expertise_of(self._database, [*asks, *known], viewer=viewer),
            asks=asks,
        )


def _offers(
    want: Want, ours: _Ours, network: Network, *, viewer: Viewer, apart: set[PersonId]
) -> Iterable[Offer]:
    match want.kind:
        case WantKind.INTRODUCTION:
            yield from _introductions(want, ours, network, viewer=viewer, apart=apart)
        case WantKind.EXPERTISE | WantKind.SHARE:
            yield from _expertise(want, ours, viewer=viewer)
        case WantKind.HELP:
            yield _hand(want, viewer=viewer)


def _introductions(
    want: Want, ours: _Ours, network: Network, *, viewer: Viewer, apart: set[PersonId]
) -> Iterable[Offer]:
    for whom, (by, chance) in ours.known.items():
        if whom in apart or want.person in {whom, by} or whom in ours.asks:
            continue
        card = ours.cards.get(whom)
        if card is None or network.evidence(want.person, whom) is not None:
            continue
        fit = fit_of_person(want, card, industry=ours.industries.get(whom, ""))
        if not fit and not want.role and same_name(want.text, card.name):
            fit = 1.0
        if not fit:
            continue
        who_knows = "you know" if by == viewer.person else f"{ours.cards[by].name} knows"
        yield Offer(
            kind=OfferKind.INTRODUCTION,
            want=want.id,
            want_text=want.text,
            by=by,
            whom=whom,
            headline=f"Introduce them to {card.name}" + (f", {card.role}" if card.role else ""),
            why=f"They said: “{want.text}”. They do not know each other, and {who_knows} "
            f"{card.name} well.",
            fit=fit,
            deliver=chance,
        )


def _expertise(want: Want, ours: _Ours, *, viewer: Viewer) -> Iterable[Offer]:
    share = want.kind is WantKind.SHARE
    for expertise in ours.expertise:
        fit = fit_of_topic(want.text, expertise.topic)
        if fit < _LEAST_TOPIC or expertise.person == want.person:
            continue
        mine = expertise.person == viewer.person
        card = ours.cards.get(expertise.person)
        if card is None:
            continue
        if expertise.person in ours.asks:
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
            headline=f"{mine_words} {expertise.topic}"
            if mine
            else f"Ask {card.name} {theirs_words} {expertise.topic} for them",
            why=f"They said: “{want.text}”, and {who} about {expertise.topic}.",
            fit=fit,
            deliver=_OWN_HAND if mine else chance,
        )


def _hand(want: Want, *, viewer: Viewer) -> Offer:
    return Offer(
        kind=OfferKind.HELP,
        want=want.id,
        want_text=want.text,
        by=viewer.person,
        headline="Lend a hand yourself",
        why=f"They asked for it: “{want.text}”.",
        fit=0.8,
        deliver=_OWN_HAND,
    )
