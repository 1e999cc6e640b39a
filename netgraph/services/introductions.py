"""Introduction requests from the requester's side: drafted, checked, sent, and what came of them.

A draft is its writer's alone. Sent, it is the team's when everybody on its path is, and else it
stays private and takes part in nobody's lock. Every step is written in one transaction that
looks at the request anew; what the requester does can be undone until somebody has answered.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from netgraph.domain.access import TEAM, Scope, Viewer
from netgraph.domain.blurbs import Check, checklist
from netgraph.domain.evidence import Kind
from netgraph.domain.ids import FavorId, IntroRequestId, LetterId, PersonId, UserId
from netgraph.domain.introductions import WAIT_DAYS, Act, Actor, Life
from netgraph.domain.names import first_name
from netgraph.domain.outbox import Letter, LetterKind
from netgraph.domain.people import Channel, Person
from netgraph.domain.policies import ConnectorPolicy
from netgraph.errors import Conflict, InvalidInput, NotFound
from netgraph.graph import introductions as graph
from netgraph.graph import outbox as outbox_graph
from netgraph.graph.database import Database, Statements, Transaction
from netgraph.graph.images import Touched
from netgraph.graph.introductions import NO_LINKS, Door, Kept
from netgraph.services.accounts import Accounts
from netgraph.services.blurbs import Blurbs, Texts
from netgraph.services.history import Done, History
from netgraph.services.locks import Locks
from netgraph.services.outbox import Outbox
from netgraph.services.outcomes import Outcomes
from netgraph.services.people import People
from netgraph.services.policies import Policies
from netgraph.services.requests import (
    Link,
    Request,
    Requests,
    day_in_words,
    id_of,
    log_favor,
    write_evidence,
)

LONGEST_PURPOSE = 2000

MORNING = time(7)
"""When a letter goes out on the day on which a connector reads what is asked (UTC)."""

AddressOf = Callable[[Link], str]
"""Gives the address under which a link is opened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A request not yet made; people whom the viewer cannot see any more are left out.

    `queued` while it waits for its turn.
    """

    id: IntroRequestId
    connector: Person
    target: Person
    people: tuple[Person, ...]
    purpose: str
    offer: str
    probability: float
    created_at: datetime
    queued: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Live:
    """What everybody of the team may know of a colleague's request: who reaches for whom.

    `waiting` are the requesters who wait for their turn, the longest waiting first.
    """

    requester: Person
    target: Person
    since: datetime
    waiting: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The viewer's requests, newest first, those that wait for their word, and the team's."""

    own: tuple[Request, ...]
    to_approve: tuple[Request, ...]
    team: tuple[Live, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """What stands between a draft and its sending: checks to pass, and reasons to think twice."""

    texts: Texts
    checks: tuple[Check, ...]
    obstacles: tuple[str, ...]

    @property
    def ready(self) -> bool:
        """Whether every check passes."""
        return all(check.passed for check in self.checks)


class Introductions:
    """The viewer's requests."""

    def __init__(
        self,
        database: Database,
        *,
        accounts: Accounts,
        blurbs: Blurbs,
        history: History,
        locks: Locks,
        outbox: Outbox,
        outcomes: Outcomes,
        people: People,
        policies: Policies,
        requests: Requests,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._database = database
        self._accounts = accounts
        self._blurbs = blurbs
        self._history = history
        self._locks = locks
        self._outbox = outbox
        self._outcomes = outcomes
        self._people = people
        self._policies = policies
        self._requests = requests
        self._now = now
        self._new_id = new_id

    # -----------------------------------------------------------------------------------------
    # What there is

    def drafts(self, viewer: Viewer) -> tuple[Draft, ...]:
        """The viewer's own drafts, newest first."""
        return tuple(
            Draft(
                id=request.id,
                connector=request.cast.connector,
                target=request.cast.target,
                people=request.people,
                purpose=request.words.purpose,
                offer=request.words.offer,
                probability=request.probability,
                created_at=request.created_at,
                queued=request.queued,
            )
            for request in self._requests.seen(viewer, graph.of_user(self._database, viewer))
            if request.is_draft
        )

    def board(self, viewer: Viewer) -> Board:
        """Everything about requests that concerns the viewer."""
        live = [
            kept
            for kept in graph.in_scopes(self._database, (TEAM,))
            if kept.by != viewer.user and kept.life.settled(self._now()).live
        ]
        waiting: dict[PersonId, list[PersonId]] = {}
        for kept in self._locks.queued(self._database, {kept.target for kept in live}):
            waiting.setdefault(kept.target, []).append(kept.requester)
        cards = self._people.many(
            viewer,
            {p for k in live for p in (k.requester, k.target)}
            | {p for queue in waiting.values() for p in queue},
        )
        return Board(
            own=self._requests.seen(viewer, graph.of_user(self._database, viewer)),
            to_approve=self._requests.seen(viewer, graph.to_approve(self._database, viewer)),
            team=tuple(
                Live(
                    requester=cards[kept.requester],
                    target=cards[kept.target],
                    since=kept.life.asked_at or kept.created_at,
                    waiting=tuple(
                        cards[person] for person in waiting.get(kept.target, ()) if person in cards
                    ),
                )
                for kept in live
                if {kept.requester, kept.target} <= cards.keys()
            ),
        )

    def request(self, viewer: Viewer, request: IntroRequestId) -> Request:
        """One request of the viewer's own, or one they are asked to approve; else `NotFound`."""
        return self._requests.seen(viewer, (self._requests.found(viewer, request),))[0]

    def sending(self, viewer: Viewer, request: Request) -> Sending:
        """What has to be true, and what speaks against it, before a draft is sent."""
        texts = self._blurbs.texts(request.words, request.cast, by=day_in_words(request.by))
        return Sending(
            texts=texts,
            checks=checklist(
                request.words, blurb=texts.blurb, by=request.by, today=self._now().date()
            ),
            obstacles=self._obstacles(self._database, viewer, request),
        )

    def note(self, request: Request, *, link: str) -> str:
        """The requester's words to the connector, with the address of the connector's link."""
        by = day_in_words(request.by)
        texts = self._blurbs.texts(request.words, request.cast, by=by)
        return self._blurbs.note(request.words, request.cast, by=by, blurb=texts.blurb, link=link)

    # -----------------------------------------------------------------------------------------
    # Drafts

    def draft(
        self,
        viewer: Viewer,
        path: tuple[PersonId, ...],
        *,
        probability: float,
        purpose: str = "",
        offer: str = "",
    ) -> Done:
        """Keeps a draft for a path that starts with the viewer and has a connector.

        Raises `InvalidInput` for a path that is none, `NotFound` for people the viewer cannot
        see.
        """
        if len(path) < 3 or path[0] != viewer.person or len(set(path)) != len(path):  # noqa: PLR2004
            raise InvalidInput("An introduction goes from you by a connector to somebody else.")
        cards = self._people.many(viewer, path)
        if set(path) - cards.keys():
            raise NotFound("Somebody on this path cannot be found any more.", hint="Reach again.")
        request = IntroRequestId(self._new_id())
        now = self._now()

        def work(tx: Transaction) -> None:
            tx.write(
                "create_draft_request",
                id=request,
                scope=viewer.private,
                by=viewer.person,
                via=path[1],
                target=path[-1],
                people=list(path),
                purpose=_text(purpose),
                offer=_text(offer),
                probability=min(max(probability, 0.0), 1.0),
                answer_by=now.date() + timedelta(days=WAIT_DAYS),
                at=now,
                user=viewer.user,
            )

        return self._history.write(
            viewer,
            f"Drafted: ask {cards[path[1]].name} for an introduction to {cards[path[-1]].name}",
            touched=[graph.touched(request)],
            work=work,
        )

    def alter(
        self,
        viewer: Viewer,
        request: IntroRequestId,
        *,
        purpose: str | None = None,
        about: str | None = None,
        ask: str | None = None,
        offer: str | None = None,
        text: str | None = None,
        by: date | None = None,
    ) -> Done:
        """Changes what a draft says; what is not given stays. `text` is the edited blurb."""
        draft = self._requests.own_draft(viewer, request)
        given = {"purpose": purpose, "about": about, "ask": ask, "offer": offer, "text": text}
        words = replace(
            draft.words, **{name: _text(said) for name, said in given.items() if said is not None}
        )
        if text is not None:
            composed = self._blurbs.texts(
                replace(words, text=""), draft.cast, by=day_in_words(by or draft.by)
            ).blurb
            before = self._blurbs.texts(
                replace(draft.words, text=""), draft.cast, by=day_in_words(draft.by)
            ).blurb
            if words.text in {composed, before}:  # not edited by hand: it follows its parts
                words = replace(words, text="")
        return self._requests.change(
            viewer,
            request,
            f"Changed the draft to reach {draft.cast.target.name}",
            acts=(Act.REVISE,) if draft.submitted or draft.approved else (),
            also=lambda tx, _: graph.put_words(tx, request, words, answer_by=by or draft.by),
        )

    def discard(self, viewer: Viewer, request: IntroRequestId) -> Done:
        """Throws a draft away."""
        draft = self._requests.own_draft(viewer, request)
        return self._history.write(
            viewer,
            f"Discarded the draft to reach {draft.cast.target.name}",
            touched=[graph.touched(request)],
            work=lambda tx: tx.write("delete_nodes", labels=["IntroRequest"], ids=[request]),
        )

    # -----------------------------------------------------------------------------------------
    # A look by a colleague first

    def submit(self, viewer: Viewer, request: IntroRequestId, approver: UserId) -> Done:
        """Shows a draft to a colleague, without whose word it is not sent from then on."""
        draft = self._requests.own_draft(viewer, request)
        account = self._accounts.by_id(approver)
        if account is None or not account.active or approver == viewer.user:
            raise InvalidInput("Choose a colleague to look at it.")
        if not draft.team:
            raise InvalidInput(
                "It names somebody whom only you see, so nobody else can look at it."
            )
        if draft.approver not in {None, approver}:
            raise Conflict(f"{draft.approver_name} has been asked to look at it already.")
        name = account.viewer.name
        return self._requests.change(
            viewer,
            request,
            f"Asked {name} to look at the draft to reach {draft.cast.target.name}",
            before=lambda kept: replace(
                kept,
                approver=approver,
                life=Life(by=kept.life.by, needs_approval=True, steps=kept.life.steps),
            ),
            acts=(Act.SUBMIT,),
            approver=approver,
        )

    def approve(self, viewer: Viewer, request: IntroRequestId) -> Done:
        """Says that a colleague's draft may be sent."""
        seen = self.request(viewer, request)
        return self._requests.change(
            viewer,
            request,
            f"Approved the draft to reach {seen.cast.target.name}",
            acts=(Act.APPROVE,),
            actor=Actor.APPROVER,
        )

    def give_back(self, viewer: Viewer, request: IntroRequestId, *, note: str) -> Done:
        """Wants a colleague's draft changed, and says what."""
        seen = self.request(viewer, request)
        return self._requests.change(
            viewer,
            request,
            f"Gave the draft to reach {seen.cast.target.name} back",
            acts=(Act.RETURN,),
            actor=Actor.APPROVER,
            note=_text(note),
        )

    # -----------------------------------------------------------------------------------------
    # Asking, and what came of it

    def send(
        self,
        viewer: Viewer,
        request: IntroRequestId,
        *,
        reason: str = "",
        mailed: AddressOf | None = None,
    ) -> Done:
        """Makes the request: from now on the connector's link can be used.

        With `mailed`, which gives the address of a link, the note goes to the connector by mail.
        Raises `InvalidInput` while a check fails, and `Conflict` when something speaks against
        it (the target is being asked already, say) and no `reason` is given.
        """
        draft = self._requests.own_draft(viewer, request)
        sending = self.sending(viewer, draft)
        if not sending.ready:
            failed = next(check for check in sending.checks if not check.passed)
            raise InvalidInput("The request is not ready to be sent.", hint=failed.do)
        why = _text(reason)
        scope = TEAM if draft.team else viewer.private
        nonce = self._new_id()
        letter = self._letter(viewer, draft, nonce=nonce, scope=scope, address_of=mailed)
        said = self._outcomes.said(
            viewer,
            tuple(person.id for person in draft.people),
            team=draft.team,
            as_of=self._now().date(),
        )

        def also(tx: Transaction, kept: Kept) -> None:
            against = self._obstacles(tx, viewer, draft)
            if against and not why:
                raise Conflict(against[0], hint="Say why it should be sent all the same.")
            self._locks.settle(tx, viewer, kept.target)
            self._post(tx, kept, letter)

        return self._requests.change(
            viewer,
            request,
            f"Asked {draft.cast.connector.name} for an introduction to {draft.cast.target.name}",
            acts=(Act.SEND,),
            also=also,
            hold=(draft.cast.target.id, draft.cast.connector.id) if draft.team else (),
            touched=_touched(letter),
            links={Door.ANSWER: nonce},
            scope=scope,
            queued_at=None,
            override=why if sending.obstacles else None,
            said_chance=said.chance if said else None,
            said_grade=said.grade.value if said else None,
        )

    def remind(
        self, viewer: Viewer, request: IntroRequestId, *, mailed: AddressOf | None = None
    ) -> Done:
        """Asks once more: a new link for the connector; the one before it stops working."""
        found = self.request(viewer, request)
        nonce = self._new_id()
        scope = TEAM if found.team else viewer.private
        letter = self._letter(viewer, found, nonce=nonce, scope=scope, address_of=mailed)
        name = found.cast.connector.name
        return self._requests.change(
            viewer,
            request,
            f"Asked {name} once more" if letter else f"Made a new link for {name}",
            acts=(Act.REMIND,),
            also=lambda tx, kept: self._post(tx, kept, letter),
            touched=_touched(letter),
            links={Door.ANSWER: nonce},
        )

    def withdraw(self, viewer: Viewer, request: IntroRequestId) -> Done:
        """Takes a request back, or says that nothing came of an introduction."""
        target = self.request(viewer, request).cast.target.name
        return self._requests.change(
            viewer,
            request,
            f"Closed the request to reach {target}",
            acts=(Act.WITHDRAW,),
            also=lambda tx, kept: outbox_graph.drop(tx, kept.id),
            links=NO_LINKS,
        )

    def introduced(self, viewer: Viewer, request: IntroRequestId) -> Done:
        """Says that the connector has made the introduction; a favor of theirs is logged."""
        cast = self.request(viewer, request).cast
        favor = FavorId(id_of(request, "favor"))
        return self._requests.change(
            viewer,
            request,
            f"{cast.connector.name} introduced you to {cast.target.name}",
            acts=(Act.INTRODUCE,),
            also=lambda tx, kept: log_favor(tx, kept, at=self._now()),
            touched=(Touched(label="Favor", id=favor),),
            links=NO_LINKS,
        )

    def met(self, viewer: Viewer, request: IntroRequestId) -> Done:
        """Says that requester and target met; the tie between them learns of it."""
        cast = self.request(viewer, request).cast
        evidence = id_of(request, "meeting")

        def also(tx: Transaction, kept: Kept) -> None:
            between = (kept.requester, kept.target)
            write_evidence(tx, kept, evidence, kind=Kind.MEETING, between=between, at=self._now())

        return self._requests.change(
            viewer,
            request,
            f"You met {cast.target.name}",
            acts=(Act.MEET,),
            also=also,
            touched=(Touched(label="Evidence", id=evidence),),
        )

    def advanced(self, viewer: Viewer, request: IntroRequestId) -> Done:
        """Says that something came of the meeting."""
        target = self.request(viewer, request).cast.target.name
        return self._requests.change(
            viewer, request, f"It went on with {target}", acts=(Act.ADVANCE,)
        )

    # -----------------------------------------------------------------------------------------

    def _letter(
        self,
        viewer: Viewer,
        request: Request,
        *,
        nonce: str,
        scope: Scope,
        address_of: AddressOf | None,
    ) -> Letter | None:
        """The note to the connector as a letter; None when it is not to be mailed."""
        if address_of is None:
            return None
        if not self._outbox.sends:
            raise InvalidInput("No mail server is set.", hint="Copy the text and send it yourself.")
        to = self.mail_address(viewer, request.cast.connector.id)
        if not to:
            raise InvalidInput(
                f"No e-mail address of {request.cast.connector.name} is known.",
                hint="Add one on their page, or send the text yourself.",
            )
        link = address_of(Link(request=request.id, door=Door.ANSWER, nonce=nonce))
        return Letter(
            id=LetterId(self._new_id()),
            scope=scope,
            by=viewer.user,
            kind=LetterKind.REQUEST,
            person=request.cast.connector.id,
            to=to,
            to_name=request.cast.connector.name,
            from_name=viewer.name,
            reply_to=viewer.email,
            subject=subject_of(request),
            text=self.note(request, link=link),
            due=self._due(viewer, request.cast.connector.id),
            about=(request.cast.connector.id, request.cast.target.id),
            request=request.id,
            link=link,
            button=f"Answer {first_name(viewer.name)}",
        )

    def _due(self, viewer: Viewer, connector: PersonId) -> datetime:
        """When a letter goes to a connector: now, or on their day of the week."""
        now = self._now()
        rules = self._policies.of(viewer, (connector,)).get(connector, ConnectorPolicy())
        day = rules.next_day(now.date())
        return now if day == now.date() else datetime.combine(day, MORNING, tzinfo=now.tzinfo)

    def mail_address(self, viewer: Viewer, person: PersonId) -> str:
        """An e-mail address of somebody that the viewer sees; empty when there is none."""
        facts = self._people.page(viewer, person, as_of=self._now().date())
        points = (held.point for held in facts.contact_points)
        return next((point.value for point in points if point.channel is Channel.EMAIL), "")

    def _post(self, tx: Transaction, kept: Kept, letter: Letter | None) -> None:
        """Puts a letter in place of those of the request that were not sent."""
        outbox_graph.drop(tx, kept.id)
        if letter is not None:
            self._outbox.put(tx, letter)

    def _obstacles(self, on: Statements, viewer: Viewer, request: Request) -> tuple[str, ...]:
        """What speaks against sending a draft, as far as the viewer may know it."""
        connector, target = request.cast.connector, request.cast.target
        rules = self._policies.against(
            viewer,
            {connector.id: (target.company_name, request.probability)},
            today=self._now().date(),
        ).get(connector.id, ())
        return (
            *self._locks.against(on, viewer, request),
            *(f"{connector.name}: {rule}." for rule in rules),
        )


def subject_of(request: Request) -> str:
    """What stands over a letter about a request."""
    return subject_of_target(request.cast.target.name)


def subject_of_target(name: str) -> str:
    """What stands over a letter that asks for an introduction to somebody of that name."""
    return f"An introduction to {name}?"


def _touched(letter: Letter | None) -> tuple[Touched, ...]:
    return (outbox_graph.touched(letter.id),) if letter else ()


def _text(text: str) -> str:
    return text.strip().replace("\r\n", "\n")[:LONGEST_PURPOSE]
