"""Giving first: what an idea is worth, what it costs us, and what we learn from saying no.

An `Idea` is an offer for one person, or for a colleague of somebody we know. It is ranked by

    fit · freshness of the want · probability to deliver · habit / cost · (1 near a target, else ½)

so by what it is worth to them and how likely it comes about, for what it takes of us. `habit`
learns from the viewer's own choices, within a half and twice. Every choice is its maker's alone.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256

from netgraph.domain.ids import PersonId, UserId, WantId
from netgraph.domain.offers import Offer, OfferKind

COST: Mapping[OfferKind, float] = {
    OfferKind.SHARE: 0.5,
    OfferKind.INTRODUCTION: 1.0,
    OfferKind.EXPERTISE: 2.0,
    OfferKind.HELP: 2.0,
}
"""What giving takes of us, counted in coffees: a link sent, a note to two people, an hour."""

COST_OF_ASKING = 0.5
"""Coffees more when somebody else has to be asked first, and when it goes through a colleague."""

AFAR = 0.5
"""What an idea for somebody far from every target counts beside one for somebody near."""

SNOOZE_DAYS = 14
"""Days for which an idea that was put off stays away."""

DONE_DAYS = 90
"""Days for which nothing more is proposed for a want after something was done about it."""

UNFIT_DAYS = 365
"""Days for which nothing of a kind is proposed to somebody to whom it was not appropriate."""

LEARNT_HALF_LIFE = 180.0
"""Days in which half of a choice is forgotten."""

_PRIOR = 4.0
_UNFIT_COUNTS = 2.0


class Choice(StrEnum):
    """What the viewer made of an idea."""

    DONE = "done"
    SNOOZED = "snoozed"
    DISMISSED = "dismissed"
    UNFIT = "unfit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A choice of a viewer's: about which idea, for whom and of what kind, on which day."""

    idea: str
    person: PersonId
    want: WantId
    kind: OfferKind
    choice: Choice
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Idea:
    """Something the viewer could do for `person`.

    `through` is whose colleague `person` is, when the viewer has no tie of their own to them;
    `near` are the targets they are around; `score` is what ideas are ranked by.
    """

    id: str
    person: PersonId
    through: PersonId | None
    near: tuple[PersonId, ...]
    offer: Offer
    score: float


def idea_id(user: UserId, person: PersonId, offer: Offer) -> str:
    """The id of an idea: the same for the same viewer, person and offer, and of nobody else's."""
    parts: list[str | None] = [
        user, person, offer.want, offer.kind, offer.by, offer.whom, offer.through,
        *([offer.share] if offer.share else []),
    ]  # fmt: skip
    return sha256("\0".join(part or "" for part in parts).encode()).hexdigest()[:32]


def cost_of(offer: Offer, *, me: PersonId, through_colleague: bool) -> float:
    """What it takes of us, in coffees; always above zero.

    What a colleague shared with the team is passed on without asking them, but for a contact.
    """
    theirs = offer.by != me and (offer.share is None or offer.whom is not None)
    asked = theirs + (offer.through is not None) + through_colleague
    return COST[offer.kind] + COST_OF_ASKING * asked


def habit(chosen: Iterable[Chosen], kind: OfferKind, *, as_of: date) -> float:
    """How much ideas of a kind are liked: 2^((d − r) / (d + r + 4)), so between ½ and 2.

    d counts what was done of that kind, r what was dismissed (once) or not appropriate (twice),
    each halving every 180 days. Without a choice it is 1; what was put off says nothing.
    """
    done = refused = 0.0
    for one in chosen:
        if one.kind is kind and one.day <= as_of:
            left = math.exp2(-(as_of - one.day).days / LEARNT_HALF_LIFE)
            done += left * (one.choice is Choice.DONE)
            refused += left * (one.choice is Choice.DISMISSED)
            refused += left * _UNFIT_COUNTS * (one.choice is Choice.UNFIT)
    return math.exp2((done - refused) / (done + refused + _PRIOR))


def is_away(idea: Idea, chosen: Iterable[Chosen], *, as_of: date) -> bool:
    """Whether an earlier choice keeps an idea off the list on a day."""
    for one in chosen:
        age = (as_of - one.day).days
        same = one.idea == idea.id
        match one.choice:
            case Choice.SNOOZED:
                away = same and age < SNOOZE_DAYS
            case Choice.DISMISSED:
                away = same
            case Choice.DONE:
                away = same or (one.want == idea.offer.want and age < DONE_DAYS)
            case Choice.UNFIT:
                like = one.person == idea.person and one.kind is idea.offer.kind
                away = same or (like and age < UNFIT_DAYS)
        if away:
            return True
    return False


def score_of(
    offer: Offer, *, me: PersonId, through_colleague: bool, near: bool, liked: float
) -> float:
    """What an idea is ranked by, as the module derives it."""
    worth = offer.value * liked * (1.0 if near else AFAR)
    return worth / cost_of(offer, me=me, through_colleague=through_colleague)
