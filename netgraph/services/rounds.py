"""Reciprocity rounds: one ask each, offers of help, a matching, and what was done in the ledger.

Whoever runs a round sees all of it and sends everybody a signed link. Behind it a member states an
ask, marks what they can help with, and later says that they helped, without an account. A round is
the team's when all of its members are known to the team, and else its runner's alone; either way
only its runner and its members see it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from hashlib import sha256

from netgraph.domain.access import TEAM, Viewer
from netgraph.domain.favors import Favor, FavorKind, Size
from netgraph.domain.ids import FavorId, PersonId, RoundId
from netgraph.domain.names import plain
from netgraph.domain.people import Person
from netgraph.domain.rounds import LONGEST_ASK, MOST_MEMBERS, RoundLife
from netgraph.errors import Conflict, InvalidInput, NotFound
from netgraph.graph import favors as favors_graph
from netgraph.graph import rounds as graph
from netgraph.graph.database import Database, Transaction
from netgraph.graph.rounds import KeptRound
from netgraph.graph.ties import pair_of, refresh_ties
from netgraph.services.accounts import Accounts
from netgraph.services.history import Done, History
from netgraph.services.people import People

LONGEST_TITLE = 120
LONGEST_DAYS = 90
_LEAST_MEMBERS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLink:
    """What a link holds: which round, whose place, and its nonce."""

    round: RoundId
    place: int
    nonce: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody of a round: their ask, who is to help them, and whether that was done."""

    place: int
    person: Person
    ask: str
    offers: int
    helper: Person | None
    helped: bool
    link: MemberLink


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenRound:
    """A round as its runner sees it; `missing` have not stated an ask yet."""

    id: RoundId
    title: str
    until: date
    open: bool
    members: tuple[Member, ...]
    asks: int
    matched: int
    helped: int
    team: bool
    created_at: datetime

    @property
    def missing(self) -> tuple[Member, ...]:
        """Who is to be reminded."""
        return tuple(member for member in self.members if not member.ask)


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherAsk:
    """An ask of somebody else, and whether the one who looks can help with it, is to, or did."""

    place: int
    person: Person
    ask: str
    offered: bool
    mine: bool
    done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberView:
    """What the holder of a link sees: their ask, the others', and who is to help them."""

    link: MemberLink
    title: str
    until: date
    open: bool
    runner: Person
    me: Person
    ask: str
    others: tuple[OtherAsk, ...]
    helper: Person | None


class Rounds:
    """Runs rounds and takes what their members say."""

    def __init__(
        self,
        database: Database,
        *,
        accounts: Accounts,
        history: History,
        people: People,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._database = database
        self._accounts = accounts
        self._history = history
        self._people = people
        self._now = now
        self._new_id = new_id

    def of(self, viewer: Viewer) -> tuple[SeenRound, ...]:
        """The rounds that the viewer runs, newest first."""
        return tuple(self._seen(viewer, kept) for kept in graph.of_user(self._database, viewer))

    def one(self, viewer: Viewer, round_: RoundId) -> SeenRound:
        """One of them; raises `NotFound`."""
        return self._seen(viewer, self._own(viewer, round_))

    def begin(
        self, viewer: Viewer, *, title: str, members: Iterable[PersonId], until: date
    ) -> tuple[RoundId, Done]:
        """Begins a round; raises `InvalidInput`, `NotFound`."""
        called = plain(title)[:LONGEST_TITLE]
        people = tuple(dict.fromkeys((viewer.person, *members)))
        today = self._now().date()
        if not called:
            raise InvalidInput("A round needs a name.", hint="Such as “Friday round”.")
        if not _LEAST_MEMBERS <= len(people) <= MOST_MEMBERS:
            raise InvalidInput(f"A round has between two and {MOST_MEMBERS} people.")
        if not today <= until <= today + timedelta(days=LONGEST_DAYS):
            raise InvalidInput(f"A round ends within {LONGEST_DAYS} days.")
        cards = self._people.many(viewer, people)
        if set(people) - cards.keys():
            raise NotFound("Somebody of these cannot be found any more.", hint="Search by name.")
        team = all(card.scope == TEAM for card in cards.values())
        id_ = RoundId(self._new_id())
        kept = KeptRound(
            id=id_,
            scope=TEAM if team else viewer.private,
            by=viewer.user,
            title=called,
            members=people,
            created_at=self._now(),
            life=RoundLife(until=until, asks=("",) * len(people)),
            links=tuple(self._new_id() for _ in people),
        )
        done = self._history.write(
            viewer,
            f"Began the round “{called}”",
            touched=(graph.touched(id_),),
            work=lambda tx: graph.create(tx, kept),
        )
        return id_, done

    def close(self, viewer: Viewer, round_: RoundId, *, closed: bool = True) -> Done:
        """Settles the asks, so that the matching stands; or opens a round again."""
        kept = self._own(viewer, round_)
        life = replace(kept.life, closed=closed)
        return self._history.write(
            viewer,
            f"{'Matched' if closed else 'Opened again'}: “{kept.title}”",
            touched=(graph.touched(round_),),
            work=lambda tx: graph.put_life(tx, round_, life),
        )

    def open(self, link: MemberLink) -> MemberView:
        """What a link shows; raises `NotFound` when it leads nowhere."""
        kept = graph.of_link(self._database, link.round)
        if kept is None or not _opens(kept, link):
            raise _closed()
        viewer = self._runner(kept)
        cards = self._people.many(viewer, {*kept.members, viewer.person})
        if set(kept.members) - cards.keys():
            raise _closed()
        life, matches = kept.life, frozenset(kept.life.matches)
        is_open = life.is_open(self._now().date())
        helper = next((h for h, asker in matches if asker == link.place), None)
        return MemberView(
            link=link,
            title=kept.title,
            until=life.until,
            open=is_open,
            runner=cards[viewer.person],
            me=cards[kept.members[link.place]],
            ask=life.asks[link.place],
            others=tuple(
                OtherAsk(
                    place=place,
                    person=cards[person],
                    ask=life.asks[place],
                    offered=(link.place, place) in life.offers,
                    mine=not is_open and (link.place, place) in matches,
                    done=(link.place, place) in life.helped,
                )
                for place, person in enumerate(kept.members)
                if place != link.place and life.asks[place]
            ),
            helper=cards[kept.members[helper]] if helper is not None and not is_open else None,
        )

    def say(self, link: MemberLink, *, ask: str, offers: Iterable[int]) -> None:
        """Takes a member's ask and whom they can help; what they said before goes.

        Raises `NotFound` for a link that leads nowhere, `InvalidInput`, and `Conflict` when asks
        are settled.
        """
        text = plain(ask)
        if len(text) > LONGEST_ASK:
            raise InvalidInput(f"An ask has at most {LONGEST_ASK} characters.")
        marked = set(offers)

        def change(kept: KeptRound) -> RoundLife:
            life = kept.life
            if not life.is_open(self._now().date()):
                raise Conflict("The asks of this round are settled.", hint="Look who helps whom.")
            asks = (*life.asks[: link.place], text, *life.asks[link.place + 1 :])
            others = {o for o in marked if 0 <= o < len(asks) and o != link.place and asks[o]}
            return replace(
                life,
                asks=asks,
                offers=frozenset(pair for pair in life.offers if pair[0] != link.place)
                | {(link.place, other) for other in others},
            )

        self._write(link, change)

    def helped(self, link: MemberLink, asker: int) -> None:
        """Says that a member helped whom they offered help; it goes into the ledger, once.

        Raises as `say` does.
        """

        def change(kept: KeptRound) -> RoundLife:
            if (link.place, asker) not in kept.life.offers:
                raise Conflict("You did not offer that.", hint="Mark it first.")
            return replace(kept.life, helped=kept.life.helped | {(link.place, asker)})

        def follow(tx: Transaction, kept: KeptRound) -> None:
            giver, receiver = kept.members[link.place], kept.members[asker]
            now = self._now()
            favors_graph.put(
                tx,
                Favor(
                    id=FavorId(
                        sha256(f"{kept.id}\0{link.place}\0{asker}".encode()).hexdigest()[:32]
                    ),
                    giver=giver,
                    receiver=receiver,
                    kind=FavorKind.OTHER,
                    size=Size.COFFEE,
                    day=now.date(),
                    note=kept.life.asks[asker],
                ),
                scope=kept.scope,
                user=kept.by,
                at=now,
            )
            pair = pair_of(giver, receiver)
            refresh_ties(tx, (pair,), scopes=(kept.scope,), as_of=now.date())

        self._write(link, change, follow)

    def _write(
        self,
        link: MemberLink,
        change: Callable[[KeptRound], RoundLife],
        follow: Callable[[Transaction, KeptRound], None] | None = None,
    ) -> None:
        def work(tx: Transaction) -> None:
            tx.write("hold_round", id=link.round)
            kept = graph.of_link(tx, link.round)
            if kept is None or not _opens(kept, link):
                raise _closed()
            self._runner(kept)
            graph.put_life(tx, link.round, change(kept))
            if follow is not None:
                follow(tx, kept)

        self._database.in_transaction(work, called="say_in_round")

    def _runner(self, kept: KeptRound) -> Viewer:
        account = self._accounts.by_id(kept.by)
        if account is None or not account.active:
            raise _closed()
        return account.viewer

    def _own(self, viewer: Viewer, round_: RoundId) -> KeptRound:
        found = next((k for k in graph.of_user(self._database, viewer) if k.id == round_), None)
        if found is None:
            raise NotFound("There is no such round.", hint="It may have been undone.")
        return found

    def _seen(self, viewer: Viewer, kept: KeptRound) -> SeenRound:
        cards: Mapping[PersonId, Person] = self._people.many(viewer, kept.members)
        life = kept.life
        helper = {asker: helper for helper, asker in life.matches}
        return SeenRound(
            id=kept.id,
            title=kept.title,
            until=life.until,
            open=life.is_open(self._now().date()),
            members=tuple(
                Member(
                    place=place,
                    person=cards[person],
                    ask=life.asks[place],
                    offers=sum(asker == place for _, asker in life.offers),
                    helper=cards[kept.members[helper[place]]] if place in helper else None,
                    helped=any(asker == place for _, asker in life.helped),
                    link=MemberLink(round=kept.id, place=place, nonce=kept.links[place]),
                )
                for place, person in enumerate(kept.members)
            ),
            asks=sum(bool(ask) for ask in life.asks),
            matched=len(helper),
            helped=len({asker for _, asker in life.helped}),
            team=kept.scope == TEAM,
            created_at=kept.created_at,
        )


def _opens(kept: KeptRound, link: MemberLink) -> bool:
    return (
        0 <= link.place < len(kept.members)
        and bool(link.nonce)
        and kept.links[link.place] == link.nonce
    )


def _closed() -> NotFound:
    return NotFound(
        "This link leads nowhere any more.", hint="Whoever sent it to you can send another."
    )
