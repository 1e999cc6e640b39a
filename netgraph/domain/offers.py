"""What we could give a connector first: wants matched with what we can deliver.

Pure matching rules, so that an offer follows from the data and from nothing else: take the
want away and the offer is gone. An introduction is offered only to somebody the connector
does not know yet, by somebody of ours who knows them well; expertise, a document review, a
sounding board or a reference only where somebody of ours can give it. A share is offered to who
has not had it, for what they look for or, at half that worth, for what they know about themselves.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from netgraph.domain.ids import ExpertiseId, PersonId, ShareId, WantId
from netgraph.domain.names import company_key, name_key
from netgraph.domain.people import Person
from netgraph.domain.roles import parse_role, role_matches
from netgraph.domain.shares import ShareKind
from netgraph.domain.wants import Want, WantKind

KNOWS_WELL = 0.3
"""The least strength at which we promise an introduction to somebody."""

OF_INTEREST = 0.5
"""What a share is worth to who knows about its subject, beside one that they look for."""

FITS = 0.5
"""The least score at which a person counts as fitting a wanted role."""


class OfferKind(StrEnum):
    """What is offered."""

    INTRODUCTION = "introduction"
    EXPERTISE = "expertise"
    HELP = "help"
    SHARE = "share"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Something concrete for a connector: what, why it fits, and how likely we deliver.

    `by` is who of ours gives it, `whom` whom an introduction brings them to, `through` somebody
    between the two who has to help. `deliver` is the probability that we can, `fit` how well it
    answers the want, both in [0, 1]; `fresh` is how much of the want is left of what was said.
    `share` is what one of ours shared before, with its words and link; for what somebody knows
    about, `want` is the id of that expertise and there is no `want_text`.
    """

    kind: OfferKind
    want: WantId
    want_text: str
    by: PersonId
    whom: PersonId | None = None
    through: PersonId | None = None
    expertise: ExpertiseId | None = None
    topic: str = ""
    share: ShareId | None = None
    shared: str = ""
    link: str = ""
    headline: str
    why: str
    fit: float
    deliver: float
    fresh: float = 1.0

    @property
    def value(self) -> float:
        """What the offers of a connector are ordered by."""
        return self.fit * self.fresh * self.deliver


def fit_of_person(want: Want, person: Person, *, industry: str) -> float:
    """How well a person answers a want to meet somebody, in [0, 1]; 0 when they do not.

    `industry` is that of the person's company. A named person fits fully; else the role
    decides, and a wanted industry or company must fit as well.
    """
    if want.wanted_person is not None:
        return 1.0 if person.id == want.wanted_person else 0.0
    if not want.role or not person.title:
        return 0.0
    score = float(role_matches(want.role, person.title))
    if score < FITS:
        return 0.0
    if want.industry and not shared_words(want.industry, industry):
        return 0.0
    if want.company and company_key(want.company) != company_key(person.company_name):
        return 0.0
    return score


def fit_of_topic(wanted: str, offered: str) -> float:
    """How much of an offered topic a want speaks of, in [0, 1], by stemmed words."""
    topic = stems(offered)
    if not topic:
        return 0.0
    return len(topic & stems(wanted)) / len(topic)


def fit_of_share(wanted: str, shared: str) -> float:
    """How much of what is wanted a share speaks of, in [0, 1], by stemmed words.

    One word in common is chance where two are wanted: then it does not fit at all.
    """
    asked = stems(wanted)
    common = len(asked & stems(shared))
    return common / len(asked) if asked and common >= min(2, len(asked)) else 0.0


def may_answer(kind: ShareKind, want: WantKind) -> bool:
    """Whether a kind of share can answer a kind of want: a contact is somebody to meet."""
    match want:
        case WantKind.INTRODUCTION:
            return kind is ShareKind.CONTACT
        case WantKind.EXPERTISE:
            return True
        case WantKind.SHARE:
            return kind is not ShareKind.CONTACT
        case WantKind.HELP:
            return False


def shared_words(one: str, other: str) -> frozenset[str]:
    """The stemmed words that two texts have in common."""
    return stems(one) & stems(other)


@lru_cache(maxsize=20_000)
def stems(text: str) -> frozenset[str]:
    """The telling words of a text, stemmed and without those that say nothing."""
    words = re.findall(r"\w+", text.casefold())
    return frozenset(_stem(word) for word in words if word not in _SILENT)


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    from snowballstemmer import stemmer  # noqa: PLC0415 # slow to import, for offers only

    stem: str = stemmer("english").stemWord(word)
    return stem


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedMeeting:
    """Whom a sentence says somebody wants to meet: a role, an industry, a company or a name."""

    role: str = ""
    industry: str = ""
    company: str = ""
    name: str = ""


_MEETING = re.compile(
    r"^\s*(?:(?:i\s+)?(?:want|would like|wants|looking|look|hopes?)\s+(?:to|for)\s+)?"
    r"(?:meet|know|talk to|speak to|an? intro(?:duction)? to|be introduced to)\s+(?P<who>.+?)\s*$",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\s+(?P<how>in|at|from)\s+(?:the\s+|an?\s+)?(?P<where>[^,]+?)\s*$", re.IGNORECASE
)


def wanted_meeting(text: str) -> WantedMeeting | None:
    """Whom "meet a head of HR in retail" speaks of, or `None` when it is no wish to meet."""
    found = _MEETING.match(text)
    if found is None:
        return None
    who = re.sub(
        r"^(?:an?|the|some(?:body|one)?(?:\s+who\s+is)?)\s+", "", found["who"], flags=re.IGNORECASE
    )
    one = re.sub(r"^(\w+)s\b", r"\1", who)  # heads of procurement
    if parse_role(who) is None and parse_role(one) is not None:
        who = one
    place = _PLACE.search(who)
    if place is not None and parse_role(who[: place.start()]) is not None:
        where = place["where"]
        role = who[: place.start()]
        if place["how"].lower() == "in":
            return WantedMeeting(role=role, industry=where)
        if place["how"].lower() in {"at", "from"}:
            return WantedMeeting(role=role, company=where)
    if parse_role(who) is not None:
        return WantedMeeting(role=who)
    return WantedMeeting(name=who)


def same_name(one: str, other: str) -> bool:
    """Whether two names are written for the same person, as far as writing can tell."""
    return bool(name_key(one)) and name_key(one) == name_key(other)


def best(offers: Iterable[Offer], *, at_most: int) -> tuple[Offer, ...]:
    """The most valuable offers, one a want and one share besides, in a stable order.

    Nothing is offered twice for two wants that say the same, and a contact is not shared with
    somebody who can be introduced to them.
    """
    every = sorted(offers, key=lambda o: (-o.value, o.headline, o.by))
    met = {offer.whom for offer in every if offer.share is None and offer.whom}
    given: dict[tuple[WantId, bool], list[Offer]] = {}
    said: set[str] = set()
    for offer in every:
        if offer.headline in said or (offer.share is not None and offer.whom in met):
            continue
        answers = given.setdefault((offer.want, offer.share is not None), [])
        if len(answers) < _ANSWERS:
            answers.append(offer)
            said.add(offer.headline)
    rounds = [
        answers[turn]
        for turn in range(_ANSWERS)
        for answers in given.values()
        if turn < len(answers)
    ]
    return tuple(rounds[:at_most])


_ANSWERS = 1
_SILENT = frozenset(
    "a an and any at by for from has have how i in into is it me my of off on or our s some "
    "somebody someone that the their them they this to up us was we what who whom with would "
    "about can find get help know looking meet need needs speak talk want wants".split()
)
