"""What we could give a connector first, found by searching backwards from what they want.

For each want of a connector: people who fit it, whom one of ours knows well and the connector
does not know yet; expertise that one of ours has; a hand with a piece of work. Whom nobody of
ours knows may be reached over somebody whom the viewer knows well: such an offer says whose help
it needs. Every offer names the want it answers, so it goes when the want goes.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from netgraph.domain.access import TEAM, Viewer
from netgraph.domain.ids import PersonId, ShareId, WantId
from netgraph.domain.names import first_name
from netgraph.domain.offers import (
    KNOWS_WELL,
    OF_INTEREST,
    Offer,
    OfferKind,
    best,
    fit_of_person,
    fit_of_share,
    fit_of_topic,
    may_answer,
    same_name,
    wanted_meeting,
)
from netgraph.domain.people import Person
from netgraph.domain.policies import ConnectorPolicy
from netgraph.domain.shares import Share
from netgraph.domain.wants import FORGOTTEN, Expertise, Want, WantKind
from netgraph.domain.wording import percent
from netgraph.graph import shares as shares_graph
from netgraph.graph.database import Database
from netgraph.graph.offers import expertise_of, industries_of, wants_of
from netgraph.services.accounts import Accounts
from netgraph.services.network import Network
from netgraph.services.people import People
from netgraph.services.policies import Policies
from netgraph.services.shares import SHARE_WORDS

_LEAST_TOPIC = 0.34
_OWN_HAND = 0.9
_OUTSIDE = 0.6  # somebody outside the team has to be asked first
_LEAST_INTEREST = 0.6  # nobody asked for it
_MOST_SHARES = 1000
_SHOWN = 70  # letters of a share in a headline
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fitting:
    """A share that fits what somebody looks for, or an expertise of theirs, and how well."""

    share: Share
    about: Want | Expertise
    fit: float
    fresh: float


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
        shared = self._shared(viewer, asked, wants, today=network.as_of)
        if not (wants or shared):
            return {}
        asks = self._asks(viewer, network)
        ours = self._ours(viewer, network, wants, asks) if wants else None
        cards = self._cards(viewer, ours, shared)
        apart = {viewer.person, *targets}
        found = {
            connector: [
                *(
                    replace(offer, fresh=fresh)
                    for want in wants.get(connector, ())
                    if ours is not None
                    and (fresh := want.freshness(as_of=network.as_of)) >= FORGOTTEN
                    for offer in _offers(want, ours, network, viewer=viewer, apart=apart)
                ),
                *_shares(
                    shared.get(connector, ()),
                    network,
                    cards=cards,
                    asks=asks,
                    viewer=viewer,
                    apart=apart,
                ),
            ]
            for connector in asked
        }
        minds = self._minds(viewer, found, cards, today=network.as_of)
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

    def _shared(
        self,
        viewer: Viewer,
        people: list[PersonId],
        wants: Mapping[PersonId, tuple[Want, ...]],
        *,
        today: date,
    ) -> Mapping[PersonId, tuple[_Fitting, ...]]:
        """What ours shared before that fits what somebody looks for or knows about."""
        read = shares_graph.seen_by(self._database, viewer, limit=_MOST_SHARES)
        kept = [
            one.share
            for one in read
            if (one.by == viewer.user or one.scope == TEAM) and one.share.created_at.date() <= today
        ]
        if not kept:
            return {}
        topics: dict[PersonId, list[Expertise]] = {}
        for one in expertise_of(self._database, people, viewer=viewer):
            topics.setdefault(one.person, []).append(one)
        contacts = self._people.many(viewer, {one.contact for one in kept if one.contact})
        fitting = {
            person: tuple(
                _fitting(
                    person,
                    kept,
                    wants=[
                        (want, want.freshness(as_of=today))
                        for want in wants.get(person, ())
                        if want.freshness(as_of=today) >= FORGOTTEN
                    ],
                    topics=topics.get(person, ()),
                    contacts=contacts,
                    me=viewer.person,
                )
            )
            for person in people
            if person in wants or person in topics
        }
        return {person: found for person, found in fitting.items() if found}

    def _cards(
        self, viewer: Viewer, ours: _Ours | None, shared: Mapping[PersonId, tuple[_Fitting, ...]]
    ) -> Mapping[PersonId, Person]:
        named = {
            person
            for connector, found in shared.items()
            for one in found
            for person in (connector, one.share.sharer, one.share.contact)
            if person
        }
        known = ours.cards if ours else {}
        return {**known, **self._people.many(viewer, named - known.keys())}

    def _minds(
        self,
        viewer: Viewer,
        found: Mapping[PersonId, Iterable[Offer]],
        cards: Mapping[PersonId, Person],
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
            whom = cards.get(offer.whom) if offer.whom else None
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

    def _asks(self, viewer: Viewer, network: Network) -> Mapping[PersonId, float]:
        """The viewer and their colleagues, each with how likely they act for the viewer."""
        asks = {viewer.person: 1.0}
        for account in self._accounts.all():
            colleague = account.viewer.person
            strength = network.strength(of=viewer.person, towards=colleague)
            if account.active and colleague != viewer.person and strength is not None:
                asks[colleague] = strength.probability
        return asks

    def _ours(
        self,
        viewer: Viewer,
        network: Network,
        wants: Mapping[PersonId, tuple[Want, ...]],
        asks: Mapping[PersonId, float],
    ) -> _Ours:
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


def _fitting(
    person: PersonId,
    shares: Iterable[Share],
    *,
    wants: Iterable[tuple[Want, float]],
    topics: Iterable[Expertise],
    contacts: Mapping[PersonId, Person],
    me: PersonId,
) -> Iterable[_Fitting]:
    """The shares that a person has not had and that fit, each once, for what it fits best.

    Of a share and those that pass it on, the viewer's own is taken, else the oldest.
    """
    every = list(shares)
    had = {key for one in every if person in one.people for key in (one.root, _words(one))}
    begun: dict[ShareId, Share] = {}
    for one in sorted(every, key=lambda one: (one.sharer != me, one.created_at, one.id)):
        begun.setdefault(one.root, one)
    told, known = list(wants), list(topics)
    for share in begun.values():
        if person in {share.sharer, share.contact} or {share.root, _words(share)} & had:
            continue
        card = contacts.get(share.contact) if share.contact else None
        if share.contact and card is None:
            continue
        text = f"{share.text} {card.role if card else ''}"
        fits = [
            _Fitting(share=share, about=want, fit=fit, fresh=fresh)
            for want, fresh in told
            if may_answer(share.kind, want.kind)
            and (fit := fit_of_share(want.text, text)) >= _LEAST_TOPIC
        ]
        if share.contact is None:
            fits += [
                _Fitting(share=share, about=topic, fit=OF_INTEREST * fit, fresh=1.0)
                for topic in known
                if (fit := fit_of_share(topic.topic, text)) >= _LEAST_INTEREST
            ]
        if fits:
            yield max(fits, key=lambda one: (one.fit * one.fresh, one.about.id))


def _shares(
    fitting: Iterable[_Fitting],
    network: Network,
    *,
    cards: Mapping[PersonId, Person],
    asks: Mapping[PersonId, float],
    viewer: Viewer,
    apart: set[PersonId],
) -> Iterable[Offer]:
    for one in fitting:
        share, about = one.share, one.about
        asker, sharer = cards.get(about.person), cards.get(share.sharer)
        contact = cards.get(share.contact) if share.contact else None
        if asker is None or sharer is None:
            continue
        if contact is not None and (contact.id in apart or network.knows(about.person, contact.id)):
            continue
        mine = share.sharer == viewer.person
        name, kind = first_name(asker.name), SHARE_WORDS[share.kind]
        what = f"{kind}: {contact.name}" if contact else f"{kind}: “{_short(share.text)}”"
        whose = "you" if mine else sharer.name
        why = (
            f"{name} said: “{about.text}”, and {whose} shared something that speaks of it."
            if isinstance(about, Want)
            else f"{name} knows about {about.topic}, which it speaks of, and has not had it."
        )
        yield Offer(
            kind=OfferKind.SHARE,
            want=WantId(about.id),
            want_text=about.text if isinstance(about, Want) else "",
            by=share.sharer,
            whom=share.contact,
            topic=about.topic if isinstance(about, Expertise) else "",
            share=share.id,
            shared=share.text,
            link=share.link,
            headline=f"Share {what}" if mine else f"Share what {sharer.name} shared, {what}",
            why=why,
            fit=one.fit,
            deliver=_OWN_HAND
            if mine or contact is None  # what the team may read needs nobody's help
            else asks.get(share.sharer, _OUTSIDE),
            fresh=one.fresh,
        )


def _words(share: Share) -> str:
    return " ".join(share.text.casefold().split())


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1].rsplit(' ', 1)[0]}…"
