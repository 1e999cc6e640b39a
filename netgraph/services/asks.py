"""Asks of anybody: put, answered by link or by a colleague, and stepped up kindly when unmet.

The words are the asker's, drafted anew in the tone of each step; they are there to copy, or go
out by mail. A mandate is the last step and only a manager's or an executive's. Every turn is
taken in one transaction that looks at the ask anew.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from netgraph.domain.access import Role, Viewer
from netgraph.domain.asks import CLOSED, Ask, Course, Move, Party, Turn
from netgraph.domain.blurbs import debts_in
from netgraph.domain.ids import AskId, LetterId, PersonId
from netgraph.domain.outbox import Letter, LetterKind
from netgraph.domain.people import Person
from netgraph.errors import Conflict, InvalidInput, NotFound
from netgraph.graph import asks as graph
from netgraph.graph import outbox as outbox_graph
from netgraph.graph import replies as replies_graph
from netgraph.graph.asks import KeptAsk
from netgraph.graph.database import Database, Transaction
from netgraph.services.accounts import Accounts
from netgraph.services.blurbs import Blurbs
from netgraph.services.history import Done, History
from netgraph.services.introductions import Introductions
from netgraph.services.outbox import Outbox
from netgraph.services.people import People

LONGEST_TEXT = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class AskLink:
    """What the link of an ask holds."""

    ask: AskId
    nonce: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenAsk:
    """An ask as one of the two sees it: `moves` are those they may make now.

    For its asker `theirs` are the moves that whoever was asked may make, and `heard_at` is when
    the asker last said what answers by mail mean.
    """

    ask: Ask
    asker: Person
    asked: Person
    mine: bool
    unmet: bool
    moves: frozenset[Move]
    link: AskLink | None
    theirs: frozenset[Move] = frozenset()
    heard_at: datetime | None = None


class Asks:
    """The viewer's asks, and those to them."""

    def __init__(
        self,
        database: Database,
        *,
        accounts: Accounts,
        blurbs: Blurbs,
        history: History,
        introductions: Introductions,
        outbox: Outbox,
        people: People,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._database = database
        self._accounts = accounts
        self._blurbs = blurbs
        self._history = history
        self._introductions = introductions
        self._outbox = outbox
        self._people = people
        self._now = now
        self._new_id = new_id

    def all(self, viewer: Viewer) -> tuple[SeenAsk, ...]:
        """The viewer's own asks and those to them, the newest first."""
        return self._seen(viewer, graph.of_viewer(self._database, viewer))

    def one(self, viewer: Viewer, ask: AskId) -> SeenAsk:
        """One of them; raises `NotFound`."""
        for seen in self.all(viewer):
            if seen.ask.id == ask:
                return seen
        raise NotFound("There is no such ask of yours.")

    def put(
        self,
        viewer: Viewer,
        asked: PersonId,
        *,
        what: str,
        by: date | None,
        help_offered: str,
        how: str = "",
    ) -> tuple[AskId, Done]:
        """Asks somebody for something; raises `InvalidInput`, `NotFound`."""
        name = self._people.get(viewer, asked).name
        if by is None:
            raise InvalidInput("Say by when.")
        for said in (what, how, help_offered):
            if debts_in(said):
                raise InvalidInput("It speaks of a debt.", hint=f"Leave out “{debts_in(said)[0]}”.")
        try:
            ask = Ask(
                id=AskId(self._new_id()),
                asker=viewer.person,
                asked=asked,
                what=_text(what),
                how=_text(how),
                help=_text(help_offered),
                course=Course(asked_at=self._now(), by=by),
            )
        except ValueError as error:
            raise InvalidInput(str(error)) from error
        kept = KeptAsk(ask=ask, scope=viewer.private, by=viewer.user, nonce=self._new_id())
        done = self._history.write(
            viewer,
            f"Asked {name} to {ask.what}",
            touched=[graph.touched(ask.id)],
            work=lambda tx: graph.put(tx, kept),
        )
        return ask.id, done

    def text(self, seen: SeenAsk, *, link: str) -> str:
        """The asker's words in the tone of the present step, with the address to answer by."""
        course = seen.ask.course
        return self._blurbs.ask(
            course.kind.value,
            asker=seen.asker.name,
            asked=seen.asked.name,
            what=seen.ask.what,
            how=seen.ask.how,
            help=seen.ask.help,
            by=f"{course.due:%A}, {course.due.day} {course.due:%B}",
            again=course.reasked,
            link=link,
        )

    def mail(self, viewer: Viewer, ask: AskId, *, address_of: Callable[[AskLink], str]) -> Done:
        """Mails the words of the present step; raises `InvalidInput` when that cannot be."""
        seen = self.one(viewer, ask)
        to = self._introductions.mail_address(viewer, seen.asked.id)
        if not self._outbox.sends or not to or seen.link is None or not seen.mine:
            raise InvalidInput("It cannot be mailed.", hint="Copy the text and send it yourself.")
        link = address_of(seen.link)
        letter = Letter(
            id=LetterId(self._new_id()),
            scope=viewer.private,
            by=viewer.user,
            kind=LetterKind.ASK,
            person=seen.asked.id,
            to=to,
            to_name=seen.asked.name,
            from_name=viewer.name,
            reply_to=viewer.email,
            subject=ask_subject(seen.ask.what),
            text=self.text(seen, link=link),
            due=self._now(),
            about=(seen.asked.id,),
            ask=ask,
            link=link,
            button="Answer",
        )
        return self._history.write(
            viewer,
            f"Mailed the ask to {seen.asked.name}",
            touched=[outbox_graph.touched(letter.id)],
            work=lambda tx: self._outbox.put(tx, letter),
        )

    def move(
        self, viewer: Viewer, ask: AskId, move: Move, *, by: date | None = None, note: str = ""
    ) -> Done:
        """Takes a turn as the asker or as a colleague who was asked; a step up makes a new link."""
        seen = self.one(viewer, ask)
        party = Party.ASKER if seen.mine else Party.ASKED
        turn = Turn(
            move=move, party=party, at=self._now(), note=_text(note), by=by, role=viewer.role
        )
        other = seen.asked.name if seen.mine else seen.asker.name
        nonce = self._new_id() if seen.mine else ""
        return self._history.write(
            viewer,
            f"{_SAID[move]} {other}",
            touched=[graph.touched(ask)],
            work=lambda tx: self._take(tx, ask, turn, nonce=nonce),
        )

    def heard(self, viewer: Viewer, ask: AskId, move: Move, *, by: date | None = None) -> Done:
        """Writes down what an answer by mail meant, as a turn of whoever was asked.

        Raises `NotFound` when the ask is not the viewer's or no mail answers it, and `Conflict`.
        """
        seen = self._answered(viewer, ask)
        turn = Turn(move=move, party=Party.ASKED, at=self._now(), by=by)
        if move not in seen.theirs:
            raise Conflict("That cannot be written down now.", hint="Load the page again.")
        return self._history.write(
            viewer,
            f"Noted what {seen.asked.name} answered by mail",
            touched=[graph.touched(ask)],
            work=lambda tx: self._take(tx, ask, turn, nonce="", heard_at=self._now()),
        )

    def put_aside(self, viewer: Viewer, ask: AskId) -> Done:
        """Says that nothing follows from the answers by mail so far; raises `NotFound`."""
        seen = self._answered(viewer, ask)
        return self._history.write(
            viewer,
            f"Put {seen.asked.name}'s answer by mail aside",
            touched=[graph.touched(ask)],
            work=lambda tx: self._take(tx, ask, None, nonce="", heard_at=self._now()),
        )

    def _answered(self, viewer: Viewer, ask: AskId) -> SeenAsk:
        seen = self.one(viewer, ask)
        if not seen.mine or not replies_graph.replies(self._database, viewer, about=ask):
            raise NotFound("No answer by mail to this ask is here.")
        return seen

    # -----------------------------------------------------------------------------------------
    # By link, without an account

    def open(self, link: AskLink) -> SeenAsk:
        """What the holder of a link sees; raises `NotFound` when it may not be used."""
        kept = _opened(graph.one(self._database, link.ask), link)
        account = self._accounts.by_id(kept.by)
        if account is None or not account.active:
            raise _closed()
        (seen,) = self._seen(account.viewer, (kept,)) or (None,)
        if seen is None:
            raise _closed()
        return replace(seen, mine=False, moves=self._moves(kept.ask.course, Party.ASKED))

    def answer(self, link: AskLink, move: Move, *, by: date | None = None, note: str = "") -> None:
        """Takes the turn of whoever was asked; raises `NotFound`, `Conflict`."""
        turn = Turn(move=move, party=Party.ASKED, at=self._now(), note=_text(note), by=by)

        def work(tx: Transaction) -> None:
            tx.write("hold_ask", id=link.ask)
            _opened(graph.one(tx, link.ask), link)
            self._take(tx, link.ask, turn, nonce="")

        self._database.in_transaction(work, called="answer_ask")

    # -----------------------------------------------------------------------------------------

    def _take(
        self,
        tx: Transaction,
        ask: AskId,
        turn: Turn | None,
        *,
        nonce: str,
        heard_at: datetime | None = None,
    ) -> None:
        """Writes a turn, or only (without one) when an answer by mail was heard."""
        tx.write("hold_ask", id=ask)
        kept = graph.one(tx, ask)
        if kept is None:
            raise NotFound("There is no such ask.")
        if turn in kept.ask.course.turns:  # a try whose answer was lost had come through
            return
        try:
            course = kept.ask.course.after(turn) if turn else kept.ask.course
        except ValueError as error:
            raise Conflict("That cannot be done with this ask now.", hint=str(error)) from error
        graph.put(
            tx,
            replace(
                kept,
                ask=replace(kept.ask, course=course),
                nonce=nonce or kept.nonce,
                heard_at=heard_at or kept.heard_at,
            ),
        )

    def _seen(self, viewer: Viewer, found: Iterable[KeptAsk]) -> tuple[SeenAsk, ...]:
        every = tuple(found)
        cards = self._people.many(viewer, {p for k in every for p in (k.ask.asker, k.ask.asked)})
        return tuple(
            self._as_seen(viewer, kept, cards)
            for kept in every
            if {kept.ask.asker, kept.ask.asked} <= cards.keys()
        )

    def _as_seen(self, viewer: Viewer, kept: KeptAsk, cards: Mapping[PersonId, Person]) -> SeenAsk:
        mine = kept.by == viewer.user
        course = kept.ask.course
        return SeenAsk(
            ask=kept.ask,
            asker=cards[kept.ask.asker],
            asked=cards[kept.ask.asked],
            mine=mine,
            unmet=course.unmet(self._now().date()),
            moves=frozenset(
                move
                for move in self._moves(course, Party.ASKER if mine else Party.ASKED)
                if move is not Move.MANDATE
                or course.may(Party.ASKER, move, now=self._now(), role=viewer.role)
            ),
            link=AskLink(ask=kept.ask.id, nonce=kept.nonce) if kept.nonce and mine else None,
            theirs=self._moves(course, Party.ASKED) if mine else frozenset(),
            heard_at=kept.heard_at if mine else None,
        )

    def _moves(self, course: Course, party: Party) -> frozenset[Move]:
        now = self._now()
        return frozenset(
            move for move in Move if course.state not in CLOSED and _may(course, party, move, now)
        )


def ask_subject(what: str) -> str:
    """What stands over a letter that asks for something."""
    return f"Could you {what}?"[:120]


def _may(course: Course, party: Party, move: Move, now: datetime) -> bool:
    """Whether a move could be made, leaving the role for a mandate aside."""
    return course.may(party, move, now=now, role=Role.ADMIN)


def _opened(kept: KeptAsk | None, link: AskLink) -> KeptAsk:
    if kept is None or not link.nonce or kept.nonce != link.nonce:
        raise _closed()
    return kept


def _closed() -> NotFound:
    return NotFound(
        "This link leads nowhere any more.",
        hint="It may be over, or a newer one was sent. Whoever sent it to you can tell.",
    )


_SAID = {
    Move.PROMISE: "Said yes to",
    Move.DELAY: "Said yes, by another day, to",
    Move.REFUSE: "Said no to",
    Move.FINISH: "Noted as done, with",
    Move.REASK: "Asked once more:",
    Move.CHALLENGE: "Challenged",
    Move.DOUBT: "Said openly that you no longer count on it, to",
    Move.MANDATE: "Gave a mandate to",
    Move.DROP: "Dropped the ask to",
}


def _text(text: str) -> str:
    return " ".join(text.split())[:LONGEST_TEXT]
