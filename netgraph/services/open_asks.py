"""Open asks on the team's board, and help that colleagues offer each other, asked or not.

An ask is the whole team's to read, so it can name only whom the team knows. An offer of help is
seen by who makes it and who gets it, and by nobody else.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from netgraph.domain.access import TEAM, Viewer
from netgraph.domain.ids import HelpId, OpenAskId, PersonId
from netgraph.domain.open_asks import (
    LONGEST_TEXT,
    AskState,
    Help,
    HelpState,
    OpenAsk,
    last_day,
)
from netgraph.domain.people import Person
from netgraph.errors import InvalidInput, NotFound
from netgraph.graph import open_asks as graph
from netgraph.graph.database import Database, Transaction
from netgraph.services.accounts import Accounts
from netgraph.services.history import Done, History
from netgraph.services.people import People


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenHelp:
    """An offer of help as one of the two sees it."""

    help: Help
    helper: Person
    receiver: Person
    about: Person | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenAsk:
    """An open ask as a colleague sees it; `helps` are those that the viewer got or made."""

    ask: OpenAsk
    requester: Person
    target: Person | None
    mine: bool
    helps: tuple[SeenHelp, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Helping:
    """What the team looks for, and help offered to the viewer without an open ask."""

    asks: tuple[SeenAsk, ...]
    unasked: tuple[SeenHelp, ...]


class OpenAsks:
    """Puts asks before the team and takes offers."""

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

    def board(self, viewer: Viewer) -> Helping:
        """What is open, and what was offered to the viewer or by them."""
        asks = graph.open_on(self._database, self._now().date())
        cards = self._people.many(viewer, {p for a in asks for p in (a.requester, a.target) if p})
        seen = self._helps(viewer)
        open_ids = {ask.id for ask in asks}
        return Helping(
            asks=tuple(
                SeenAsk(
                    ask=ask,
                    requester=cards[ask.requester],
                    target=cards.get(ask.target) if ask.target else None,
                    mine=ask.requester == viewer.person,
                    helps=tuple(one for one in seen if one.help.ask == ask.id),
                )
                for ask in asks
                if ask.requester in cards
            ),
            unasked=tuple(one for one in _new(seen, viewer) if one.help.ask not in open_ids),
        )

    def offered(self, viewer: Viewer) -> tuple[SeenHelp, ...]:
        """Offers of help to the viewer that wait for a word of theirs."""
        return _new(self._helps(viewer), viewer)

    def _helps(self, viewer: Viewer) -> tuple[SeenHelp, ...]:
        helps = graph.helps_of(self._database, viewer.person)
        cards = self._people.many(
            viewer, {p for h in helps for p in (h.helper, h.receiver, h.about) if p}
        )
        return tuple(
            SeenHelp(
                help=one,
                helper=cards[one.helper],
                receiver=cards[one.receiver],
                about=cards.get(one.about) if one.about else None,
            )
            for one in helps
            if {one.helper, one.receiver} <= cards.keys()
        )

    def put(
        self,
        viewer: Viewer,
        *,
        text: str,
        why: str = "",
        until: date | None = None,
        target: PersonId | None = None,
    ) -> Done:
        """Puts an ask before the team; raises `InvalidInput`, `NotFound`."""
        now = self._now()
        if target is not None and self._people.get(viewer, target).scope != TEAM:
            raise InvalidInput("Only you see this person, so the team cannot be asked.")
        try:
            ask = OpenAsk(
                id=OpenAskId(self._new_id()),
                requester=viewer.person,
                text=_text(text),
                why=_text(why),
                until=last_day(until, today=now.date()),
                created_at=now,
                target=target,
            )
        except ValueError as error:
            raise InvalidInput(str(error)) from error
        return self._history.write(
            viewer,
            f"Asked the team: {ask.text}",
            touched=[graph.touched_ask(ask.id)],
            work=lambda tx: graph.put(tx, ask, user=viewer.user),
        )

    def close(self, viewer: Viewer, ask: OpenAskId) -> Done:
        """Takes an ask of the viewer's own from the board."""

        def work(tx: Transaction) -> None:
            if not graph.set_state(tx, ask, AskState.CLOSED, requester=viewer.person):
                raise NotFound("There is no such ask of yours.")

        return self._history.write(
            viewer, "Closed an open ask", touched=[graph.touched_ask(ask)], work=work
        )

    def offer(
        self,
        viewer: Viewer,
        *,
        note: str,
        ask: OpenAskId | None = None,
        colleague: PersonId | None = None,
        about: PersonId | None = None,
    ) -> Done:
        """Offers help: in answer to an `ask`, or to a `colleague` who did not ask.

        Raises `NotFound` when there is no such ask or colleague, `InvalidInput` for an empty note.
        """
        receiver = colleague
        if ask is not None:
            open_ones = graph.open_on(self._database, self._now().date())
            found = next((one for one in open_ones if one.id == ask), None)
            if found is None:
                raise NotFound("There is no such ask any more.")
            receiver, about = found.requester, found.target
        elif colleague not in {
            account.viewer.person for account in self._accounts.all() if account.active
        }:
            raise NotFound("There is no such colleague.")
        if about is not None and self._people.get(viewer, about).scope != TEAM:
            raise InvalidInput("Only you see this person; share them with the team first.")
        try:
            help_ = Help(
                id=HelpId(self._new_id()),
                helper=viewer.person,
                receiver=receiver or viewer.person,
                note=_text(note),
                at=self._now(),
                ask=ask,
                about=about,
            )
        except ValueError as error:
            raise InvalidInput(str(error)) from error
        name = self._people.get(viewer, help_.receiver).name
        return self._history.write(
            viewer,
            f"Offered help to {name}",
            touched=[graph.touched_help(help_.id)],
            work=lambda tx: graph.put_help(tx, help_, user=viewer.user),
        )

    def answer(self, viewer: Viewer, help_: HelpId, *, take: bool) -> Done:
        """Takes an offer to the viewer up, or leaves it."""
        state = HelpState.TAKEN if take else HelpState.LEFT

        def work(tx: Transaction) -> None:
            if not graph.set_help(tx, help_, state, receiver=viewer.person):
                raise NotFound("There is no such offer to you.")

        return self._history.write(
            viewer,
            "Took up an offer of help" if take else "Left an offer of help",
            touched=[graph.touched_help(help_)],
            work=work,
        )


def _new(helps: Iterable[SeenHelp], viewer: Viewer) -> tuple[SeenHelp, ...]:
    """Those to the viewer that wait for a word."""
    return tuple(
        one for one in helps if one.help.state is HelpState.NEW and one.receiver.id == viewer.person
    )


def _text(text: str) -> str:
    return " ".join(text.split())[:LONGEST_TEXT]
