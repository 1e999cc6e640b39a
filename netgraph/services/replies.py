"""Answers by mail: what is awaited, what has come, and what its reader says that it means.

Whoever asked sees the answers to it, nobody else does. Nothing follows from a text: the requester
writes down what it meant, as a step of the connector's, and only while a mail of the connector's
is there to show for it. The target's word is the target's or the connector's to give, so of the
target's mail nothing follows; that the connector wrote of the target's yes is written down as the
requester's step, and shown as what it is. The connector's link goes on to open what remains.

A way that is closed looks the same whoever closed it, so what a late answer may have meant is the
same, too. A no is noted and leaves it closed. Anything else takes the asking up again as a new
request of the same words by the same way, under the same lock as any other.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from netgraph.domain.access import TEAM, Viewer
from netgraph.domain.asks import CLOSED, Move, Party
from netgraph.domain.ids import BatchId, FavorId, IntroRequestId
from netgraph.domain.introductions import (
    ASKING_ENDS_DAYS,
    WAIT_DAYS,
    Act,
    Actor,
    Life,
    State,
    Step,
)
from netgraph.domain.outbox import message_mark
from netgraph.domain.replies import (
    Awaited,
    Matter,
    Reply,
    Writer,
    subject_key,
    unsettled,
)
from netgraph.errors import Conflict, InvalidInput, NotFound
from netgraph.graph import imports as imports_graph
from netgraph.graph import introductions as introductions_graph
from netgraph.graph import outbox as outbox_graph
from netgraph.graph import replies as graph
from netgraph.graph.database import Database, Transaction
from netgraph.graph.images import Touched
from netgraph.graph.introductions import NO_LINKS, Door, Kept, Links, latest, root_of
from netgraph.graph.outbox import Mailed
from netgraph.imports.staged import staged
from netgraph.services.answers import LONGEST_HINT, Answer
from netgraph.services.asks import Asks, SeenAsk, ask_subject
from netgraph.services.history import Done, History
from netgraph.services.import_plan import reply_id
from netgraph.services.introductions import subject_of_target
from netgraph.services.locks import Locks
from netgraph.services.people import People
from netgraph.services.requests import Request, Requests, id_of, log_favor

MEANINGS: Mapping[State | None, tuple[Answer, ...]] = {
    State.REQUESTED: (
        Answer.YES,
        Answer.AGREED,
        Answer.LATER,
        Answer.OTHER,
        Answer.NO,
        Answer.DONE,
    ),
    State.ACCEPTED: (Answer.AGREED, Answer.DONE, Answer.NO),
    State.CONSENTED: (Answer.DONE, Answer.NO),
}
"""What a mail of the connector's may have meant, by where the request is."""

LATE = MEANINGS[State.REQUESTED]
"""What one may have meant of which nobody has said so when the way is closed."""

HEARD = (Move.PROMISE, Move.DELAY, Move.FINISH, Move.REFUSE)
"""What a mail of somebody who was asked may have meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenReply:
    """One answer by mail: who wrote it, by name or address, when, and its first lines if kept."""

    who: str
    by_name: bool
    at: datetime
    words: str
    said: Reply


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """Something of the viewer's that was answered by mail, the newest answer first.

    `what` was asked of `name`; `meanings` are what may be written down now, as `Answer` or `Move`
    values, and `open` says that nobody has said yet what the newest answer means. Of a closed way
    (`late`) some meanings take the asking up again; `obstacles` say what speaks against that.
    `goes_on` is the request in which that was done (empty: not, or in this one).
    """

    about: str
    matter: Matter
    what: str
    name: str
    replies: tuple[SeenReply, ...]
    meanings: frozenset[str]
    open: bool
    late: bool = False
    obstacles: tuple[str, ...] = ()
    goes_on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """An answer that an import brings or brought: to what, and whether it is known already."""

    about: str
    matter: Matter
    what: str
    reply: SeenReply
    known: bool


class Replies:
    """The answers by mail to what each viewer asked."""

    def __init__(
        self,
        database: Database,
        *,
        asks: Asks,
        history: History,
        locks: Locks,
        people: People,
        requests: Requests,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._database = database
        self._asks = asks
        self._history = history
        self._locks = locks
        self._people = people
        self._requests = requests
        self._now = now
        self._new_id = new_id

    # -----------------------------------------------------------------------------------------
    # What mail may answer

    def awaited(self, viewer: Viewer) -> tuple[Awaited, ...]:
        """What the viewer has asked of somebody, and how an answer by mail is known."""
        sent = [
            kept
            for kept in introductions_graph.of_user(self._database, viewer)
            if kept.life.asked_at
        ]
        asks = [seen for seen in self._asks.all(viewer) if seen.mine]
        if not sent and not asks:
            return ()
        roots = {str(kept.id): str(root_of(kept)) for kept in sent}
        letters: dict[str, list[Mailed]] = {}
        for letter in outbox_graph.mailed(self._database, viewer):
            letters.setdefault(roots.get(letter.about, letter.about), []).append(letter)
        last = latest(sent)
        people = {p for kept in sent for p in (kept.connector, kept.target)}
        people |= {seen.asked.id for seen in asks}
        addresses = graph.addresses(self._database, people, viewer=viewer)
        cards = self._people.many(viewer, {kept.target for kept in sent})
        found = [
            _awaited(
                kept.id,
                Matter.REQUEST,
                letters.get(kept.id, ()),
                since=kept.life.when(Act.SEND) or kept.created_at,
                until=_ended(last[kept.id], self._now()),
                subject=subject_of_target(cards[kept.target].name) if kept.target in cards else "",
                writers={
                    **dict.fromkeys(addresses.get(kept.target, ()), Writer.TARGET),
                    **dict.fromkeys(addresses.get(kept.connector, ()), Writer.CONNECTOR),
                },
                first=Writer.CONNECTOR,
            )
            for kept in sent
            if kept.resumes is None
        ]
        found += [
            _awaited(
                seen.ask.id,
                Matter.ASK,
                letters.get(seen.ask.id, ()),
                since=seen.ask.course.asked_at,
                until=seen.ask.course.turns[-1].at if seen.ask.course.state in CLOSED else None,
                subject=ask_subject(seen.ask.what),
                writers=dict.fromkeys(addresses.get(seen.asked.id, ()), Writer.ASKED),
                first=Writer.ASKED,
            )
            for seen in asks
        ]
        return tuple(found)

    # -----------------------------------------------------------------------------------------
    # What has come

    def to_request(self, viewer: Viewer, request: Request) -> Answered | None:
        """The answers by mail to a request of the viewer's own; None when there are none."""
        if not request.mine:
            return None
        found = graph.replies(self._database, viewer, about=request.first)
        if not found:
            return None
        every = introductions_graph.of_user(self._database, viewer)
        last = latest(kept for kept in every if root_of(kept) == request.first)[request.first].id
        answered = _of_request(request, found)
        if last != request.id:
            return replace(answered, meanings=frozenset(), open=False, goes_on=last)
        if answered.late and answered.meanings:
            against = self._locks.against(self._database, viewer, request)
            return replace(answered, obstacles=against)
        return answered

    def to_ask(self, viewer: Viewer, seen: SeenAsk) -> Answered | None:
        """The answers by mail to an ask of the viewer's own; None when there are none."""
        if not seen.mine:
            return None
        found = graph.replies(self._database, viewer, about=seen.ask.id)
        return _of_ask(seen, found) if found else None

    def waiting(self, viewer: Viewer) -> tuple[Answered, ...]:
        """What was answered by mail and nobody has said yet what it means, the newest first."""
        return tuple(one for one in self._all(viewer).values() if one.open)

    def brought(self, viewer: Viewer, batch: BatchId) -> tuple[Brought, ...]:
        """The answers to the viewer's own asking that an import of theirs brings, or brought."""
        written = graph.replies(self._database, viewer, batch=batch)
        found = [(reply, True) for reply in written]
        if not written:
            pieces = imports_graph.pieces_of(self._database, viewer, batch)
            texts = [piece for piece in pieces if piece.startswith('{"replies"')]
            records = {
                reply_id(viewer, about=one.about, mark=one.mark): one
                for one in staged(texts).replies
            }
            held = graph.known(self._database, records, viewer=viewer)
            now = self._now()
            found = [
                (
                    Reply(
                        id=id_,
                        about=one.about,
                        matter=one.matter,
                        writer=one.writer,
                        sender=one.sender,
                        at=one.at,
                        noted_at=now,
                        words=one.words,
                    ),
                    id_ in held,
                )
                for id_, one in records.items()
            ]
        if not found:
            return ()
        requests, asks = self._asked(viewer, {reply.about for reply, _ in found})
        asked = {
            **{about: (one.id, *_request_words(one)) for about, one in requests.items()},
            **{about: (one.ask.id, *_ask_words(one)) for about, one in asks.items()},
        }
        return tuple(
            Brought(
                about=asked[reply.about][0],
                matter=reply.matter,
                what=asked[reply.about][1],
                reply=_seen(reply, asked[reply.about][2]),
                known=known,
            )
            for reply, known in found
            if reply.about in asked
        )

    # -----------------------------------------------------------------------------------------
    # What it means

    def means(
        self,
        viewer: Viewer,
        request: IntroRequestId,
        answer: Answer,
        *,
        hint: str = "",
        reason: str = "",
    ) -> tuple[IntroRequestId, Done]:
        """Writes down what the connector answered by mail, as steps of theirs.

        `hint` is whom they suggested instead. The request that it went on in is a new one when the
        way was closed and the answer opens it again, for which a `reason` is wanted while somebody
        else asks. Raises `NotFound` when no mail of theirs answers it, `InvalidInput` and
        `Conflict` when it is not the time for that answer.
        """
        found = self._own(viewer, request)
        answered = self.to_request(viewer, found)
        if answered is None:
            raise NotFound("No answer by mail to this request is here.")
        if answer.value not in answered.meanings:
            raise Conflict("That cannot be written down now.", hint="Load the page again.")
        said = " ".join(hint.split())[:LONGEST_HINT] if answer is Answer.OTHER else ""
        if answer is Answer.OTHER and not said:
            raise InvalidInput("Say whom to try instead.", hint="A name is enough.")
        connector, target = found.cast.connector.name, found.cast.target.name
        what = {
            Answer.YES: f"{connector} said yes by mail",
            Answer.AGREED: f"{connector} wrote that {target} agrees",
            Answer.LATER: f"{connector} wants to be asked later",
            Answer.OTHER: f"Noted whom {connector} suggests instead",
            Answer.NO: f"Noted what {connector} answered by mail",
            Answer.DONE: f"{connector} introduced you to {target}",
        }[answer]
        if answered.late and answer not in {Answer.NO, Answer.OTHER}:
            return self._take_up(viewer, found, answer, what, reason=reason)
        favor = Touched(label="Favor", id=FavorId(id_of(request, "favor")))
        now = self._now()

        def also(tx: Transaction, kept: Kept) -> None:
            outbox_graph.drop(tx, kept.id)
            if answer is Answer.DONE:
                log_favor(tx, kept, at=now)

        done = self._requests.change(
            viewer,
            request,
            what,
            acts=(Act.REFUSE,) if answered.late else _acts(answer, found.seen.state),
            actor=Actor.CONNECTOR,
            then=(Act.RELAY,) if answer is Answer.AGREED else (),
            note=said,
            also=also,
            touched=(favor,) if answer is Answer.DONE else (),
            links=self._links(answer, found),
            heard_at=now,
        )
        return request, done

    def _take_up(
        self, viewer: Viewer, found: Request, answer: Answer, what: str, *, reason: str
    ) -> tuple[IntroRequestId, Done]:
        """A new request with the words and the way of a closed one, as the connector answered."""
        request, now, why = IntroRequestId(self._new_id()), self._now(), " ".join(reason.split())
        favor = Touched(label="Favor", id=FavorId(id_of(request, "favor")))
        scope = TEAM if found.team else viewer.private
        by = now.date() + timedelta(days=WAIT_DAYS)
        life = Life(
            by=by,
            steps=(
                Step(act=Act.RESUME, actor=Actor.REQUESTER, at=now),
                *(
                    Step(act=act, actor=Actor.CONNECTOR, at=now)
                    for act in _acts(answer, State.REQUESTED)
                ),
                *(
                    (Step(act=Act.RELAY, actor=Actor.REQUESTER, at=now),)
                    if answer is Answer.AGREED
                    else ()
                ),
            ),
        )
        links = self._links(answer, replace(found, link=""))

        def work(tx: Transaction) -> None:
            people = [found.cast.target.id, found.cast.connector.id] if found.team else []
            tx.write("hold_for_asking", people=people, request=found.id)
            kept = introductions_graph.of_link(tx, found.id)
            if kept is None or kept.by != viewer.user or kept.heard_at != found.heard_at:
                raise Conflict("That was written down already.", hint="Load the page again.")
            against = self._locks.against(tx, viewer, found)
            if against and not why:
                raise Conflict(against[0], hint="Say why you go on all the same.")
            self._locks.settle(tx, viewer, kept.target)
            introductions_graph.put_again(
                tx,
                kept,
                id_=request,
                life=life,
                links=links,
                scope=scope,
                override=why if against else None,
                at=now,
            )
            introductions_graph.put_life(
                tx, kept.id, kept.life.settled(now), links=NO_LINKS, heard_at=now
            )
            if answer is Answer.DONE:
                log_favor(tx, replace(kept, id=request, scope=scope), at=now)

        done = self._history.write(
            viewer,
            what,
            touched=[
                introductions_graph.touched(found.id),
                introductions_graph.touched(request),
                *((favor,) if answer is Answer.DONE else ()),
            ],
            work=work,
        )
        return request, done

    def put_aside(self, viewer: Viewer, request: IntroRequestId) -> Done:
        """Says that nothing follows from the answers by mail to a request so far."""
        found = self._own(viewer, request)
        if self.to_request(viewer, found) is None:
            raise NotFound("No answer by mail to this request is here.")
        name = found.cast.connector.name
        return self._requests.change(
            viewer, request, f"Put {name}'s answer by mail aside", acts=(), heard_at=self._now()
        )

    # -----------------------------------------------------------------------------------------

    def _links(self, answer: Answer, request: Request) -> Links:
        """The links after an answer by mail: the connector's leads on, as it is all they have."""
        connectors: Links = {} if request.link else {Door.ANSWER: self._new_id()}
        match answer, request.seen.state:
            case Answer.AGREED, State.ACCEPTED:
                return {}
            case (Answer.AGREED, _) | (Answer.LATER, None):
                return connectors
            case Answer.YES, _:
                return {**connectors, Door.CONSENT: self._new_id()}
            case Answer.LATER, _:
                return {}
            case _:
                return NO_LINKS

    def _own(self, viewer: Viewer, request: IntroRequestId) -> Request:
        """A request of the viewer's own; raises `NotFound`."""
        (found,) = self._requests.seen(viewer, (self._requests.found(viewer, request),))
        if not found.mine:
            raise NotFound("There is no such request of yours.")
        return found

    def _all(self, viewer: Viewer) -> Mapping[str, Answered]:
        """Everything of the viewer's that was answered by mail, the newest answer first."""
        found: dict[str, list[Reply]] = {}
        for reply in graph.replies(self._database, viewer):
            found.setdefault(reply.about, []).append(reply)
        if not found:
            return {}
        requests, asks = self._asked(viewer, found)
        every: dict[str, Answered] = {}
        for about, replies in found.items():
            if about in requests:
                every[about] = _of_request(requests[about], replies)
            elif about in asks:
                every[about] = _of_ask(asks[about], replies)
        return every

    def _asked(
        self, viewer: Viewer, ids: Collection[str]
    ) -> tuple[Mapping[str, Request], Mapping[str, SeenAsk]]:
        """The viewer's own requests, as they go on, and asks, by the ids that answers keep."""
        every = introductions_graph.of_user(self._database, viewer)
        last = latest(kept for kept in every if root_of(kept) in ids)
        requests = {str(one.first): one for one in self._requests.seen(viewer, last.values())}
        asks = {
            str(seen.ask.id): seen
            for seen in self._asks.all(viewer)
            if seen.mine and seen.ask.id in ids
        }
        return requests, asks


def _awaited(
    about: str,
    matter: Matter,
    letters: Sequence[Mailed],
    *,
    since: datetime,
    until: datetime | None,
    subject: str,
    writers: Mapping[str, Writer],
    first: Writer,
) -> Awaited:
    """`first` is who was written to, under whatever address a letter went to."""
    mailed = {letter.to.strip().lower(): first for letter in letters}
    subjects = {subject_key(said) for said in (subject, *(letter.subject for letter in letters))}
    return Awaited(
        about=about,
        matter=matter,
        since=since,
        until=until,
        marks=frozenset(message_mark(letter.id) for letter in letters),
        subjects=frozenset(subjects - {""}),
        writers={**mailed, **writers},
    )


def _ended(kept: Kept, now: datetime) -> datetime | None:
    """When an answer to a request is awaited no more.

    Of a closed way by what its requester knows alone, as else it would tell who closed it.
    """
    life = kept.life.settled(now)
    own = [step.at for step in life.steps if step.act in {Act.INTRODUCE, Act.WITHDRAW}]
    if own or life.live:
        return min(own, default=None)
    asked = [at for act in (Act.SEND, Act.RESUME, Act.REMIND) if (at := life.when(act))]
    hoped = datetime.combine(life.by, time.max, tzinfo=now.tzinfo)
    return max(hoped, *asked) + timedelta(days=ASKING_ENDS_DAYS)


def _request_words(request: Request) -> tuple[str, Mapping[Writer, str]]:
    """What was asked, and the names of those who have a part in it."""
    names = {
        Writer.CONNECTOR: request.cast.connector.name,
        Writer.TARGET: request.cast.target.name,
    }
    return f"an introduction to {request.cast.target.name}", names


def _ask_words(seen: SeenAsk) -> tuple[str, Mapping[Writer, str]]:
    """The same of an ask."""
    return seen.ask.what, {Writer.ASKED: seen.asked.name}


def _of_request(request: Request, replies: Sequence[Reply]) -> Answered:
    what, names = _request_words(request)
    theirs = {Actor.CONNECTOR, Actor.TARGET}
    steps = request.seen.steps  # of a closed way none that tells who closed it
    answers = [
        step.at
        for step in steps
        if step.actor in theirs or step.act in {Act.INTRODUCE, Act.WITHDRAW}
    ]
    late, is_open = request.seen.closed, _is_open(replies, answers, seen_at=request.heard_at)
    writers = {reply.writer for reply in replies}
    by_connector = Writer.CONNECTOR in writers
    counts = by_connector or Writer.OTHER in writers
    meant = MEANINGS.get(request.seen.state, ())
    if late:
        meant = LATE if is_open else ()
    return Answered(
        about=request.id,
        matter=Matter.REQUEST,
        what=what,
        name=request.cast.connector.name,
        replies=tuple(_seen(reply, names) for reply in replies),
        meanings=frozenset(
            answer.value
            for answer in meant
            if counts and (answer is not Answer.AGREED or by_connector)
        ),
        open=is_open,
        late=late,
    )


def _of_ask(seen: SeenAsk, replies: Sequence[Reply]) -> Answered:
    what, names = _ask_words(seen)
    course = seen.ask.course
    answers = [
        turn.at
        for turn in course.turns
        if turn.party is Party.ASKED or turn.move in {Move.FINISH, Move.DROP}
    ]
    return Answered(
        about=seen.ask.id,
        matter=Matter.ASK,
        what=what,
        name=seen.asked.name,
        replies=tuple(_seen(reply, names) for reply in replies),
        meanings=frozenset(move.value for move in HEARD if move in seen.theirs),
        open=_is_open(replies, answers, seen_at=seen.heard_at),
    )


def _is_open(
    replies: Sequence[Reply], answers: Sequence[datetime], *, seen_at: datetime | None
) -> bool:
    return bool(unsettled(replies, answered_at=max(answers, default=None), seen_at=seen_at))


def _seen(reply: Reply, names: Mapping[Writer, str]) -> SeenReply:
    name = names.get(reply.writer, "")
    return SeenReply(
        who=name or reply.sender,
        by_name=bool(name),
        at=reply.at,
        words=reply.words,
        said=reply,
    )


def _acts(answer: Answer, state: State | None) -> tuple[Act, ...]:
    """The steps of the connector's that an answer means; who has introduced has agreed before."""
    match answer:
        case Answer.YES:
            return (Act.ACCEPT,)
        case Answer.AGREED:
            return () if state is State.ACCEPTED else (Act.ACCEPT,)
        case Answer.LATER:
            return (Act.LATER,)
        case Answer.OTHER | Answer.NO:
            return (Act.DECLINE,)
        case Answer.DONE:
            way = (Act.ACCEPT, Act.CONSENT, Act.INTRODUCE)
            return way[{State.ACCEPTED: 1, State.CONSENTED: 2}.get(state or State.REQUESTED, 0) :]
