"""What to do next: the few things on the first page after login, in order of value.

Promises of the viewer's own that fall due, answers by mail and by link, what their requests need,
drafts that wait, what the viewer could give this week, and what others share with them. A graph
without contacts is said to be one, so that the page can teach.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from netgraph.domain.access import Viewer
from netgraph.domain.ids import PersonId, PromiseId
from netgraph.domain.offers import Offer
from netgraph.domain.people import Person
from netgraph.graph.database import Database
from netgraph.services.give import GiveFirst, Week
from netgraph.services.inquiries import Inquiries, SeenInquiry
from netgraph.services.introductions import Draft, Introductions
from netgraph.services.loop import Loop, Matter, Todo
from netgraph.services.network import Network
from netgraph.services.offers import Offers
from netgraph.services.open_asks import OpenAsks, SeenHelp
from netgraph.services.people import People
from netgraph.services.replies import Answered, Replies
from netgraph.services.shares import SeenShare, Shares
from netgraph.services.ties import Ties
from netgraph.services.upkeep import SmallAsk, Upkeep

DUE_WITHIN_DAYS = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class DuePromise:
    """A promise of the viewer's own that falls due soon or is late."""

    id: PromiseId
    to: Person
    what: str
    due: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Give:
    """Something the viewer could do for somebody close."""

    person: Person
    offer: Offer


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """The next things to do; `knows` is how many people the viewer has a tie with."""

    promises: tuple[DuePromise, ...]
    todo: tuple[Todo, ...]
    answered: tuple[Answered, ...]
    told: tuple[SeenInquiry, ...]
    helps: tuple[SeenHelp, ...]
    drafts: tuple[Draft, ...]
    week: Week
    shares: tuple[SeenShare, ...]
    upkeep: tuple[SmallAsk, ...]
    knows: int


class Agenda:
    """Puts together what a viewer should do next."""

    def __init__(
        self,
        database: Database,
        *,
        give: GiveFirst,
        inquiries: Inquiries,
        introductions: Introductions,
        loop: Loop,
        offers: Offers,
        open_asks: OpenAsks,
        people: People,
        replies: Replies,
        shares: Shares,
        ties: Ties,
        upkeep: Upkeep,
    ) -> None:
        self._database = database
        self._give = give
        self._inquiries = inquiries
        self._introductions = introductions
        self._loop = loop
        self._offers = offers
        self._open_asks = open_asks
        self._people = people
        self._replies = replies
        self._shares = shares
        self._ties = ties
        self._upkeep = upkeep

    def today(self, viewer: Viewer, *, as_of: date) -> Today:
        """What the viewer should do next, most pressing first in each list."""
        network = self._ties.network(viewer, as_of=as_of)
        answered = self._replies.waiting(viewer)
        heard = {one.about for one in answered}  # they are not asked once more
        return Today(
            promises=self.promises(viewer, until=as_of + timedelta(days=DUE_WITHIN_DAYS)),
            todo=tuple(
                todo
                for todo in self._loop.todo(viewer)
                if todo.matter is not Matter.AGAIN or todo.request.id not in heard
            ),
            answered=answered,
            told=self._inquiries.told(viewer),
            helps=self._open_asks.offered(viewer),
            drafts=tuple(d for d in self._introductions.drafts(viewer) if not d.queued),
            week=self._give.week(viewer),
            shares=self._shares.news(viewer),
            upkeep=self._upkeep.asks(viewer, network=network),
            knows=len(network.near(viewer.person)),
        )

    def next_for(
        self, viewer: Viewer, person: Person, *, network: Network
    ) -> DuePromise | Give | None:
        """The next thing to do for one person: keep a promise, else the best offer for them."""
        for promise in self.promises(viewer, until=network.as_of + timedelta(days=DUE_WITHIN_DAYS)):
            if promise.to.id == person.id:
                return promise
        offers = self._offers.for_connectors(viewer, [person.id], network=network, at_most=1)
        return Give(person=person, offer=offers[person.id][0]) if person.id in offers else None

    def promises(self, viewer: Viewer, *, until: date) -> tuple[DuePromise, ...]:
        """The viewer's own open promises that fall due by a day, the first due first."""
        rows = self._database.read(
            "promises_due",
            owner=viewer.person,
            scopes=list(viewer.scopes),
            until=until,
        )
        cards = self._people.many(viewer, [PersonId(row["to"]) for row in rows])
        return tuple(
            DuePromise(
                id=PromiseId(row["id"]), to=cards[row["to"]], what=row["what"], due=row["due"]
            )
            for row in rows
            if row["to"] in cards
        )
