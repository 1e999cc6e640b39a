"""Rings and chains brought about: proposed, agreed on one by one, given in order, recorded.

What a viewer may propose is `services.barter`'s choice among what they see. A trade is theirs
alone; each of its people sees, behind a signed link, their own give and get. What they say is
written in one transaction that looks at the trade anew. A give that was done is a favor in the
ledger between the two whom it concerns.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from netgraph.domain.access import TEAM, Viewer
from netgraph.domain.barter import IntroCycle, Trade
from netgraph.domain.favors import Favor, FavorKind, Size
from netgraph.domain.ids import FavorId, PersonId, TradeId
from netgraph.domain.people import Person
from netgraph.domain.trades import NOBODY, TradeAct, TradeLife, TradeState, TradeStep
from netgraph.errors import Conflict, InvalidInput, NotFound
from netgraph.graph import favors as favors_graph
from netgraph.graph import trades as graph
from netgraph.graph.database import Database, Transaction
from netgraph.graph.ties import pair_of, refresh_ties
from netgraph.graph.trades import KeptTrade
from netgraph.services.accounts import Accounts
from netgraph.services.barter import Barter, Proposal
from netgraph.services.history import Done, History
from netgraph.services.people import People

SECONDS_TO_LOOK = 3.0
"""How long a page looks for the best choice; what is found by then is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Give:
    """One introduction of a trade: who brings whom to whom, how likely, and whether it is done."""

    giver: Person
    receiver: Person
    whom: Person
    want: str
    probability: float
    done: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenTrade:
    """A trade as its proposer sees it, or one that could be proposed (`key` instead of `id`).

    `people` sit in order, each giving to the next; `gives` are in the order in which they are to
    be done. `turn` is who is waited for, `link` the nonce of that person's link (empty for the
    proposer's own turn), `expected` the introductions to be expected of it. `left_out` gave,
    and were not given to, when it closed. `hidden` says that something in it only the viewer sees.
    """

    key: str
    id: TradeId | None
    ring: bool
    people: tuple[Person, ...]
    gives: tuple[Give, ...]
    expected: float
    state: TradeState | None
    turn: Person | None
    seat: int | None
    my_turn: bool
    link: str
    agreed: int
    created_at: datetime | None
    left_out: tuple[Person, ...]
    hidden: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TradeBoard:
    """What a viewer could propose, best first, and what they proposed, newest first."""

    proposals: tuple[SeenTrade, ...]
    own: tuple[SeenTrade, ...]
    expected: float
    gap: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatLink:
    """What a link holds: which trade, which seat, and its nonce."""

    trade: TradeId
    seat: int
    nonce: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatView:
    """What the holder of a link sees: who proposes, their own give and get, and what they may do.

    `give` or `get` is missing at the ends of a chain; whoever brings them their get is not named.
    """

    link: SeatLink
    proposer: Person
    me: Person
    receiver: Person | None
    whom: Person | None
    want: str
    get: Person | None
    acts: frozenset[TradeAct]
    agreed: bool
    gave: bool


class Trades:
    """Proposes rings and chains and takes what becomes of them."""

    def __init__(
        self,
        database: Database,
        *,
        accounts: Accounts,
        barter: Barter,
        history: History,
        people: People,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._database = database
        self._accounts = accounts
        self._barter = barter
        self._history = history
        self._people = people
        self._now = now
        self._new_id = new_id

    def board(self, viewer: Viewer) -> TradeBoard:
        """What the viewer could propose to whoever is in no live trade of theirs, and theirs."""
        kept = graph.of_user(self._database, viewer)
        proposal = self._proposal(viewer, kept)
        return TradeBoard(
            proposals=tuple(_proposed(trade, proposal) for trade in proposal.clearing.trades),
            own=self._seen(viewer, kept),
            expected=proposal.clearing.expected,
            gap=proposal.clearing.gap,
        )

    def trade(self, viewer: Viewer, trade: TradeId) -> SeenTrade:
        """One trade of the viewer's own; raises `NotFound`."""
        return self._seen(viewer, (self._own(viewer, trade),))[0]

    def propose(self, viewer: Viewer, key: str) -> tuple[TradeId, Done]:
        """Begins a trade that `board` shows; the proposer's own seat has agreed by that.

        Raises `NotFound` when it is not to be proposed any more.
        """
        proposal = self.proposal(viewer)
        found = next((t for t in proposal.clearing.trades if _key(t) == key), None)
        if found is None:
            raise NotFound(
                "This one is not to be had any more.",
                hint="Look at what is proposed now.",
            )
        seats = found.people
        now, id_ = self._now(), TradeId(self._new_id())
        gives = found.order if isinstance(found, IntroCycle) else found.gives
        order = tuple(seats.index(give.giver) for give in gives)
        life = TradeLife(seats=len(seats), order=order, begun=now)
        mine = seats.index(viewer.person) if viewer.person in seats else NOBODY
        kept = KeptTrade(
            id=id_,
            scope=viewer.private,
            by=viewer.user,
            seats=seats,
            meets=tuple(give.whom for give in found.gives),
            chances=tuple(give.probability for give in found.gives),
            wants=tuple(proposal.wants[give.want].text for give in found.gives),
            created_at=now,
            life=_with_own_word(life, mine, now),
            links=tuple("" if seat == mine else self._new_id() for seat in range(len(seats))),
        )
        kind = "ring" if isinstance(found, IntroCycle) else "chain"
        done = self._history.write(
            viewer,
            f"Proposed a {kind} of {len(seats)}",
            touched=(graph.touched(id_),),
            work=lambda tx: graph.create(tx, kept),
        )
        return id_, done

    def act(self, viewer: Viewer, trade: TradeId, act: TradeAct) -> None:
        """A step of the proposer's: withdrawing it, or giving when it is their own turn.

        Raises `NotFound`, and `Conflict` for a step that is not to be taken now.
        """
        kept = self._own(viewer, trade)
        seat = NOBODY
        if act is not TradeAct.WITHDRAW:
            seat = kept.seats.index(viewer.person) if viewer.person in kept.seats else NOBODY
        self._take(trade, act, seat, check=lambda found: found.by == viewer.user)

    def open(self, link: SeatLink) -> SeatView:
        """What a link shows; raises `NotFound` when it leads nowhere any more."""
        now = self._now()
        kept = graph.of_link(self._database, link.trade)
        if kept is None or not _opens(kept, link, now):
            raise _closed()
        viewer = self._proposer(kept)
        cards = self._people.many(viewer, {*kept.seats, *kept.meets, viewer.person})
        if {*kept.seats, *kept.meets} - cards.keys():
            raise _closed()
        life, seat = kept.life.settled(now), link.seat
        gives = seat in life.order
        following = kept.seats[(seat + 1) % life.seats]
        source = life.gets_from(seat)
        return SeatView(
            link=link,
            proposer=cards[viewer.person],
            me=cards[kept.seats[seat]],
            receiver=cards[following] if gives else None,
            whom=cards[kept.meets[seat]] if gives else None,
            want=kept.wants[seat] if gives else "",
            get=cards[kept.meets[source]] if source is not None else None,
            acts=frozenset(act for act in _ANSWERS if life.may(act, seat, now=now)),
            agreed=seat in life.agreed,
            gave=seat in life.given,
        )

    def answer(self, link: SeatLink, act: TradeAct) -> TradeState:
        """Takes what a link's holder says; gives how the trade stands then.

        Raises `NotFound` for a link that leads nowhere, `InvalidInput` for what is no answer, and
        `Conflict` for one that is not to be given now.
        """
        if act not in _ANSWERS:
            raise InvalidInput("This page takes no such answer.", hint="Go back.")
        now = self._now()
        return self._take(
            link.trade, act, link.seat, check=lambda kept: _opens(kept, link, now)
        ).state

    def _take(
        self, trade: TradeId, act: TradeAct, seat: int, *, check: Callable[[KeptTrade], bool]
    ) -> TradeLife:
        now = self._now()

        def work(tx: Transaction) -> TradeLife:
            tx.write("hold_trade", id=trade)
            kept = graph.of_link(tx, trade)
            if kept is None or not check(kept):
                raise _closed()
            try:
                life = kept.life.settled(now).after(TradeStep(act=act, seat=seat, at=now))
            except ValueError as error:
                raise Conflict(
                    "This step cannot be taken now.", hint="Somebody may have been there first."
                ) from error
            mine = self._seat_of_proposer(kept)
            if life.state is TradeState.ASKING and life.turn == mine:
                life = _with_own_word(life, mine, now)
            graph.put_life(tx, trade, life)
            if act is TradeAct.GIVE:
                self._log(tx, kept, seat, now=now)
            return life

        return self._database.in_transaction(work, called="trade_step")

    def _log(self, tx: Transaction, kept: KeptTrade, seat: int, *, now: datetime) -> None:
        """A give that was done, in the ledger: the team's when everybody in it is."""
        giver, receiver = kept.seats[seat], kept.seats[(seat + 1) % kept.life.seats]
        whom = kept.meets[seat]
        cards = self._people.many(self._proposer(kept), (giver, receiver, whom))
        team = all(card.scope == TEAM for card in cards.values())
        scope = TEAM if team else kept.scope
        favors_graph.put(
            tx,
            Favor(
                id=FavorId(sha256(f"{kept.id}\0{seat}".encode()).hexdigest()[:32]),
                giver=giver,
                receiver=receiver,
                kind=FavorKind.INTRODUCTION,
                size=Size.AFTERNOON,
                day=now.date(),
                introduced=whom,
            ),
            scope=scope,
            user=kept.by,
            at=now,
        )
        refresh_ties(tx, (pair_of(giver, receiver),), scopes=(scope,), as_of=now.date())

    def _proposer(self, kept: KeptTrade) -> Viewer:
        account = self._accounts.by_id(kept.by)
        if account is None or not account.active:
            raise _closed()
        return account.viewer

    def _seat_of_proposer(self, kept: KeptTrade) -> int:
        person = self._proposer(kept).person
        return kept.seats.index(person) if person in kept.seats else NOBODY

    def _own(self, viewer: Viewer, trade: TradeId) -> KeptTrade:
        found = next((k for k in graph.of_user(self._database, viewer) if k.id == trade), None)
        if found is None:
            raise NotFound("There is no such ring.", hint="It may have been undone.")
        return found

    def proposal(self, viewer: Viewer, *, seconds: float = SECONDS_TO_LOOK) -> Proposal:
        """The best trades among those whom none under way has a part for, looked for so long."""
        return self._proposal(viewer, graph.of_user(self._database, viewer), seconds=seconds)

    def _proposal(
        self, viewer: Viewer, kept: Iterable[KeptTrade], *, seconds: float = SECONDS_TO_LOOK
    ) -> Proposal:
        now = self._now()
        busy = {
            person
            for one in kept
            if one.life.settled(now).live
            for person in one.seats
            if person != viewer.person
        }
        return self._barter.propose(viewer, as_of=now.date(), seconds=seconds, busy=busy)

    def _seen(self, viewer: Viewer, kept: Iterable[KeptTrade]) -> tuple[SeenTrade, ...]:
        found = tuple(kept)
        cards = self._people.many(
            viewer, {person for one in found for person in (*one.seats, *one.meets)}
        )
        return tuple(_seen(viewer, one, cards, now=self._now()) for one in found)


_ANSWERS = (TradeAct.AGREE, TradeAct.DECLINE, TradeAct.GIVE, TradeAct.FAIL, TradeAct.WITHDRAW)


def _with_own_word(life: TradeLife, seat: int, now: datetime) -> TradeLife:
    """The life in which the proposer's own seat has agreed, if it is asked now."""
    if seat == NOBODY or life.turn != seat:
        return life
    return life.after(TradeStep(act=TradeAct.AGREE, seat=seat, at=now))


def _key(trade: Trade) -> str:
    parts = [part for give in trade.gives for part in (give.giver, give.whom, give.want)]
    kind = "ring" if isinstance(trade, IntroCycle) else "chain"
    return sha256("\0".join([kind, *parts]).encode()).hexdigest()[:32]


def _proposed(trade: Trade, proposal: Proposal) -> SeenTrade:
    people, ring = proposal.people, isinstance(trade, IntroCycle)
    return SeenTrade(
        key=_key(trade),
        id=None,
        ring=ring,
        people=tuple(people[person] for person in trade.people),
        gives=tuple(
            Give(
                giver=people[give.giver],
                receiver=people[give.receiver],
                whom=people[give.whom],
                want=proposal.wants[give.want].text,
                probability=give.probability,
            )
            for give in (trade.order if isinstance(trade, IntroCycle) else trade.gives)
        ),
        expected=trade.expected,
        state=None,
        turn=None,
        seat=None,
        my_turn=False,
        link="",
        agreed=0,
        created_at=None,
        left_out=(),
        hidden=any(give.want in proposal.private for give in trade.gives),
    )


def _seen(
    viewer: Viewer, kept: KeptTrade, cards: Mapping[PersonId, Person], *, now: datetime
) -> SeenTrade:
    life = kept.life.settled(now)
    people = tuple(cards[person] for person in kept.seats)
    gives = tuple(
        Give(
            giver=people[seat],
            receiver=people[(seat + 1) % life.seats],
            whom=cards[kept.meets[seat]],
            want=kept.wants[seat],
            probability=kept.chances[seat],
            done=seat in life.given,
        )
        for seat in life.order
    )
    turn = people[life.turn] if life.turn is not None else None
    whole, reached = 1.0, 0.0
    for give in gives:
        whole *= give.probability
        reached += whole
    ring = len(life.order) == life.seats
    return SeenTrade(
        key="",
        id=kept.id,
        ring=ring,
        people=people,
        gives=gives,
        expected=life.seats * whole if ring else reached,
        state=life.state,
        turn=turn,
        seat=life.turn,
        my_turn=turn is not None and turn.id == viewer.person,
        link=kept.links[life.turn] if life.turn is not None else "",
        agreed=len(life.agreed),
        created_at=kept.created_at,
        left_out=tuple(people[seat] for seat in life.unreturned()),
        hidden=False,
    )


def _opens(kept: KeptTrade, link: SeatLink, now: datetime) -> bool:
    """Whether a link may be used now."""
    life = kept.life.settled(now)
    return (
        0 <= link.seat < life.seats
        and bool(link.nonce)
        and kept.links[link.seat] == link.nonce
        and life.live
        and life.asked(link.seat)
    )


def _closed() -> NotFound:
    return NotFound(
        "This link leads nowhere any more.",
        hint="It may have ended, or its time has passed. Whoever sent it to you can tell.",
    )
