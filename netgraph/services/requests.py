"""One request, read as somebody may see it and changed in one transaction.

What requesters, approvers and those behind a link have in common: the people of a request, the
steps, and what comes of them. Every step is written in one transaction that looks at the
request anew, so that two who press at once cannot both be right.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from netgraph.domain.access import TEAM, Viewer
from netgraph.domain.blurbs import Words
from netgraph.domain.evidence import Kind
from netgraph.domain.favors import Favor, FavorKind, Size
from netgraph.domain.ids import FavorId, IntroRequestId, PersonId, UserId
from netgraph.domain.introductions import WAITING, Act, Actor, Cast, Life, Seen, State, Step
from netgraph.domain.people import Person
from netgraph.errors import Conflict, NotFound
from netgraph.graph import favors as favors_graph
from netgraph.graph import introductions as graph
from netgraph.graph.database import Database, Transaction
from netgraph.graph.images import Touched
from netgraph.graph.introductions import Door, Kept, Links
from netgraph.services.accounts import Accounts
from netgraph.services.history import Done, History
from netgraph.services.people import People


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What a link holds: which request, which door, and its nonce."""

    request: IntroRequestId
    door: Door
    nonce: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request as the viewer, its requester or its approver, may see it.

    `acts` are the steps that the viewer may take now, `by` the day of the answer hoped for,
    `link` the nonce of the connector's link while that may be used, `team` whether the request
    is (or, sent, would be) the team's, `heard_at` when its requester last said what answers by
    mail mean, `relayed` whether the target agreed as far as the connector wrote, `first` the
    request in which it was first asked: itself, or the one it takes up.
    """

    id: IntroRequestId
    cast: Cast
    people: tuple[Person, ...]
    words: Words
    probability: float
    created_at: datetime
    by: date
    seen: Seen
    acts: frozenset[Act]
    mine: bool
    team: bool
    link: str
    override: str
    approver: UserId | None
    approver_name: str
    submitted: bool
    approved: bool
    sent_at: datetime | None
    queued: bool
    thanked_at: datetime | None
    heard_at: datetime | None
    first: IntroRequestId
    relayed: bool

    @property
    def is_draft(self) -> bool:
        """Whether nobody has been asked yet."""
        return self.seen.state is State.DRAFT


class Requests:
    """Reads requests for whoever may see them, and takes their steps."""

    def __init__(
        self,
        database: Database,
        *,
        accounts: Accounts,
        history: History,
        people: People,
        now: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._accounts = accounts
        self._history = history
        self._people = people
        self._now = now

    def change(
        self,
        viewer: Viewer,
        request: IntroRequestId,
        what: str,
        *,
        acts: tuple[Act, ...],
        actor: Actor = Actor.REQUESTER,
        then: tuple[Act, ...] = (),
        note: str = "",
        before: Callable[[Kept], Kept] = lambda kept: kept,
        also: Callable[[Transaction, Kept], object] = lambda _tx, _kept: None,
        hold: tuple[PersonId, ...] = (),
        touched: tuple[Touched, ...] = (),
        links: Links | None = None,
        **more: object,
    ) -> Done:
        """Takes steps on a request as it is in this very transaction, with what goes with them.

        The steps of `then` follow as the requester's own.
        """
        now = self._now()

        def work(tx: Transaction) -> None:
            tx.write("hold_for_asking", people=list(hold), request=request)
            found = graph.of_link(tx, request)
            if found is None or not _is_party(found, viewer, actor):
                raise NotFound("There is no such request of yours.")
            kept = before(found)
            life = kept.life.settled(now)
            for act in acts:
                life = stepped(life, Step(act=act, actor=actor, at=now, note=note))
            for act in then:
                life = stepped(life, Step(act=act, actor=Actor.REQUESTER, at=now))
            also(tx, kept)
            if life != found.life or more:
                graph.put_life(tx, request, life, links=links or {}, **more)

        return self._history.write(
            viewer, what, touched=[graph.touched(request), *touched], work=work
        )

    def own_draft(self, viewer: Viewer, request: IntroRequestId) -> Request:
        """A draft of the viewer's own; raises `NotFound`."""
        for kept in graph.of_user(self._database, viewer):
            if kept.id == request and kept.life.state is State.DRAFT:
                return self.seen(viewer, (kept,))[0]
        raise NotFound("There is no such draft of yours.")

    def found(self, viewer: Viewer, request: IntroRequestId) -> Kept:
        """A request of the viewer's own, or one they are asked to approve; raises `NotFound`."""
        for kept in (
            *graph.of_user(self._database, viewer),
            *graph.to_approve(self._database, viewer),
        ):
            if kept.id == request:
                return kept
        raise NotFound("There is no such request of yours.")

    def seen(self, viewer: Viewer, found: Iterable[Kept]) -> tuple[Request, ...]:
        """Requests as the viewer, their requester or approver, may see them."""
        every = tuple(found)
        cards = self._people.many(
            viewer, {p for k in every for p in (*k.people, k.requester, k.connector, k.target)}
        )
        return tuple(self._as_seen(viewer, kept, cards) for kept in every)

    def _as_seen(self, viewer: Viewer, kept: Kept, cards: Mapping[PersonId, Person]) -> Request:
        now = self._now()
        mine = kept.by == viewer.user
        actor = Actor.REQUESTER if mine else Actor.APPROVER
        seen = kept.life.seen_by(actor, now=now)
        approver = self._accounts.by_id(kept.approver) if kept.approver else None
        named = [cards.get(person) for person in (*kept.people, kept.connector, kept.target)]
        return Request(
            id=kept.id,
            cast=cast_of(kept, cards),
            people=tuple(cards[person] for person in kept.people if person in cards),
            words=kept.words,
            probability=kept.probability,
            created_at=kept.created_at,
            by=seen.due or kept.life.by,
            seen=seen,
            acts=frozenset(act for act in Act if kept.life.may(actor, act, now=now)),
            mine=mine,
            team=all(person is not None and person.scope == TEAM for person in named),
            link=kept.links.get(Door.ANSWER, "") if mine and seen.state in WAITING else "",
            override=kept.override,
            approver=kept.approver,
            approver_name=approver.viewer.name if approver else "",
            submitted=kept.life.submitted,
            approved=kept.life.approved,
            sent_at=kept.life.asked_at,
            queued=kept.life.queued is not None,
            thanked_at=kept.life.when(Act.THANK),
            heard_at=kept.heard_at if mine else None,
            first=graph.root_of(kept),
            relayed=seen.state is State.CONSENTED and kept.life.relayed,
        )


def cast_of(kept: Kept, cards: Mapping[PersonId, Person]) -> Cast:
    """The people of a request; raises `NotFound` when one of them is not among the cards."""
    if {kept.requester, kept.connector, kept.target} - cards.keys():
        raise NotFound("Somebody of this request cannot be found any more.")
    return Cast(
        requester=cards[kept.requester], connector=cards[kept.connector], target=cards[kept.target]
    )


def stepped(life: Life, step: Step) -> Life:
    """The life with one step more; raises `Conflict` in words when it is not the time for it."""
    try:
        return life.after(step)
    except ValueError as error:
        raise Conflict(
            "That cannot be done with this request any more.", hint="Load the page again."
        ) from error


def log_favor(tx: Transaction, kept: Kept, *, at: datetime) -> None:
    """The introduction in the ledger: given by the connector to the requester."""
    favors_graph.put(
        tx,
        Favor(
            id=FavorId(id_of(kept.id, "favor")),
            giver=kept.connector,
            receiver=kept.requester,
            kind=FavorKind.INTRODUCTION,
            size=Size.AFTERNOON,
            day=at.date(),
            introduced=kept.target,
            asked_by=kept.requester,
            request=kept.id,
        ),
        scope=kept.scope,
        user=kept.by,
        at=at,
    )


def write_evidence(
    tx: Transaction,
    kept: Kept,
    id_: str,
    *,
    kind: Kind,
    between: tuple[PersonId, PersonId],
    at: datetime,
) -> None:
    """A fact that came of a request, of the first about the second, asserted by its requester."""
    tx.write(
        "write_evidence_between",
        id=id_,
        actor=between[0],
        other=between[1],
        kind=kind.value,
        day=at.date(),
        source="introduction request",
        scope=kept.scope,
        user=kept.by,
        at=at,
    )


def id_of(request: IntroRequestId, part: str) -> str:
    """The id of something that comes of a request at most once."""
    return sha256(f"{request}\0{part}".encode()).hexdigest()[:32]


def day_in_words(day: date) -> str:
    """A day as a letter says it: `Friday, 3 July`."""
    return f"{day:%A}, {day.day} {day:%B}"


def _is_party(kept: Kept, viewer: Viewer, actor: Actor) -> bool:
    if actor is Actor.APPROVER:
        return kept.approver == viewer.user
    return kept.by == viewer.user
