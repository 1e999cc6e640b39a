"""The ledger of favors, gifts and promises: logged, corrected, looked through, counted.

A viewer sees their own entries and what the team shares about others; the balance, and what is
left of a favor, exist only between the viewer and one other person (laws 2 and 3). An entry
that names a private person is private, whatever was chosen (law 8). Every write goes through
`History`; ids are derived from what the client names `once`, so that a form sent twice, or sent
again after a crash, saves once.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from hashlib import sha256

from netgraph.domain.access import TEAM, Scope, Viewer, Visibility
from netgraph.domain.favors import (
    Favor,
    Gift,
    Promise,
    PromiseState,
    balance_by_month,
    goodwill,
)
from netgraph.domain.giving import (
    Deed,
    New,
    NewFavor,
    NewGift,
    NewPerson,
    NewPromise,
    Party,
    deed_in_words,
    people_of,
)
from netgraph.domain.ids import ChangeId, FavorId, GiftId, PersonId, PromiseId
from netgraph.domain.names import display_name, name_key, plain
from netgraph.domain.people import Person
from netgraph.domain.sentences import Direction
from netgraph.errors import Forbidden, InvalidInput, NotFound
from netgraph.graph import favors as graph
from netgraph.graph.database import Database, Transaction
from netgraph.graph.favors import Kept
from netgraph.graph.images import Touched
from netgraph.services.favor_reading import NotRead, ReadBack, Slot, read_back, who_is
from netgraph.services.history import Besides, Done, History
from netgraph.services.ledger import (
    MOST_SHOWN,
    Asked,
    Entry,
    Ledger,
    Show,
    Timeline,
    belongs,
    entry_of,
    is_wanted,
    may_change,
    may_hide,
    ordered,
)
from netgraph.services.people import People
from netgraph.services.ties import Ties

LONGEST_TEXT = 2000
LONGEST_NAME = 200
MOST_AT_ONCE = 50

_ALL = 1_000_000
_FIRST_DAY = date(1900, 1, 1)


class Favors:
    """Everything given, received and promised, as each viewer sees it."""

    def __init__(
        self,
        database: Database,
        *,
        history: History,
        people: People,
        ties: Ties,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._database = database
        self._history = history
        self._people = people
        self._ties = ties
        self._now = now
        self._new_id = new_id

    def read(self, viewer: Viewer, text: str) -> ReadBack | NotRead:
        """What a sentence says happened, with its people found, or why it is no such sentence."""
        return read_back(
            self._database, viewer, text, people=self._people, ties=self._ties, today=self._today()
        )

    def who(self, viewer: Viewer, name: str) -> Slot:
        """Who may be meant by a name, with the question to ask when that is unsure."""
        return who_is(viewer, name, people=self._people, ties=self._ties, today=self._today())

    def ledger(self, viewer: Viewer, asked: Asked | None = None) -> Ledger:
        """The entries that the viewer asks for; all of their own when nothing is asked."""
        asked = asked or Asked()
        own = [entry for entry in self._own(viewer) if is_wanted(entry, asked)]
        parts = {
            show: [entry for entry in own if belongs(entry, show)]
            for show in Show
            if show is not Show.OTHERS
        }
        if asked.show is Show.OTHERS:
            entries = self._among_others(viewer, asked)
        else:
            entries = tuple(parts[asked.show])
        return Ledger(
            entries=ordered(entries, asked),
            counts={show: len(found) for show, found in parts.items()},
            asked=asked,
        )

    def between(self, viewer: Viewer, person: PersonId) -> Timeline:
        """What was between the viewer and `person`.

        Raises `NotFound`, and `InvalidInput` for the viewer's own person.
        """
        if person == viewer.person:
            raise InvalidInput("Between you and yourself there is nothing to count.")
        other = self._people.get(viewer, person)
        found = self._entries(viewer, graph.around(self._database, viewer, person, limit=_ALL))
        mine = tuple(entry for entry in found if entry.direction is not Direction.OTHERS)
        today = self._today()
        return Timeline(
            person=other,
            entries=mine,
            goodwill=goodwill(
                (entry.deed for entry in mine),
                mine=viewer.person,
                theirs=person,
                as_of=today,
            ),
            team=tuple(e for e in found if e.direction is Direction.OTHERS)[:MOST_SHOWN],
            months=balance_by_month(
                (entry.deed for entry in mine if isinstance(entry.deed, Favor)),
                mine=viewer.person,
                theirs=person,
                as_of=today,
            ),
            as_of=today,
        )

    def by_id(self, viewer: Viewer, entry: str) -> Entry:
        """One entry; raises `NotFound`, alike for what is hidden and what does not exist."""
        return self._entries(viewer, (self._kept(viewer, entry),))[0]

    def open_promises(self, viewer: Viewer) -> tuple[Entry, ...]:
        """The promises that the viewer made and has still to keep, due soonest first."""
        return tuple(
            sorted(
                (
                    entry
                    for entry in self._own(viewer)
                    if entry.is_open and entry.direction is Direction.GIVEN
                ),
                key=lambda entry: (entry.day, entry.deed.id),
            )
        )

    def add(
        self,
        viewer: Viewer,
        *new: New,
        visibility: Visibility = Visibility.TEAM,
        once: str = "",
        besides: Besides | None = None,
    ) -> Done:
        """Logs one or several entries as one change, with the people they bring.

        What is done `besides` is part of the same change.

        `once` is a text made by whoever asks: the same asked again by the same viewer with the
        same text saves nothing new, and its `Done` undoes what was saved. Raises `InvalidInput`
        for what cannot be, `NotFound` for people the viewer cannot see.
        """
        if not 0 < len(new) <= MOST_AT_ONCE:
            raise InvalidInput(f"Log between one and {MOST_AT_ONCE} things at a time.")
        once = once or self._new_id()
        cast = self._cast(viewer, new, visibility=visibility, once=once)
        deeds = tuple(
            self._deed(one, cast, id=_id(viewer, once, f"entry {n}")) for n, one in enumerate(new)
        )
        scopes = [cast.scope_of(deed, viewer.scope_of(visibility)) for deed in deeds]
        what = deed_in_words(deeds[0], name=cast.name)
        if len(deeds) > 1:
            what += f", and {len(deeds) - 1} more"

        def work(tx: Transaction) -> None:
            present = graph.written(tx, [deed.id for deed in deeds])
            if present:
                return
            cast.write(tx, viewer, at=self._now())
            for deed, scope in zip(deeds, scopes, strict=True):
                graph.put(tx, deed, scope=scope, user=viewer.user, at=self._now())
            if besides is not None:
                besides.work(tx)

        return self._history.write(
            viewer,
            what,
            touched=[
                *cast.touched(),
                *(graph.touched(deed) for deed in deeds),
                *(besides.touched if besides else ()),
            ],
            work=work,
            change=ChangeId(_id(viewer, once, "change")),
        )

    def edit(
        self, viewer: Viewer, entry: str, new: New, *, visibility: Visibility | None = None
    ) -> Done:
        """Makes an entry be as given; who may see it stays unless said.

        Raises `Forbidden` for somebody with no part in it, or when somebody else than who
        logged it would hide it from the team.
        """
        kept = self._kept(viewer, entry)
        _check_may_change(viewer, kept)
        seen = Visibility.TEAM if kept.scope == TEAM else Visibility.PRIVATE
        visibility = visibility or seen
        if visibility is not seen and not may_hide(viewer, kept):
            raise Forbidden("Only who logged it decides who sees it.")
        once = self._new_id()
        cast = self._cast(viewer, (new,), visibility=visibility, once=once)
        old = kept.deed
        same = (isinstance(old, Favor) and isinstance(new, NewFavor)) or (
            isinstance(old, Gift) and isinstance(new, NewGift)
        )
        if isinstance(old, Promise) and isinstance(new, NewPromise):
            same, new = True, replace(new, state=old.state, made=new.made or min(old.made, new.due))
        deed = self._deed(new, cast, id=old.id if same else _id(viewer, once, "entry"))
        if isinstance(old, Favor) and isinstance(deed, Favor):
            deed = replace(deed, request=old.request)
        scope = cast.scope_of(deed, viewer.scope_of(visibility))

        def work(tx: Transaction) -> None:
            cast.write(tx, viewer, at=self._now())
            if not same:
                tx.write("delete_nodes", labels=[type(old).__name__], ids=[old.id])
            graph.put(tx, deed, scope=scope, user=viewer.user, at=self._now())

        return self._history.write(
            viewer,
            f"Changed: {deed_in_words(deed, name=cast.name)}",
            touched=[*cast.touched(), graph.touched(old), graph.touched(deed)],
            work=work,
        )

    def delete(self, viewer: Viewer, entry: str) -> Done:
        """Takes an entry out of the ledger; raises `Forbidden` for somebody with no part in it."""
        kept = self._kept(viewer, entry)
        _check_may_change(viewer, kept)
        gone = graph.touched(kept.deed)
        return self._history.write(
            viewer,
            f"Deleted: {self._entries(viewer, (kept,))[0].words}",
            touched=[gone],
            work=lambda tx: tx.write("delete_nodes", labels=[gone.label], ids=[gone.id]),
        )

    def settle(self, viewer: Viewer, entry: str, state: PromiseState) -> Done:
        """Says that a promise was kept, was broken, or is open again."""
        kept = self._kept(viewer, entry)
        _check_may_change(viewer, kept)
        if not isinstance(kept.deed, Promise):
            raise InvalidInput("Only a promise can be kept or broken.")
        settled = replace(kept, deed=replace(kept.deed, state=state))

        def work(tx: Transaction) -> None:
            graph.put(tx, settled.deed, scope=kept.scope, user=viewer.user, at=self._now())

        return self._history.write(
            viewer,
            self._entries(viewer, (settled,))[0].words,
            touched=[graph.touched(kept.deed)],
            work=work,
        )

    def thank(self, viewer: Viewer, entry: str) -> Done:
        """Says that thanks came for a favor today; said again, that they did not."""
        kept = self._kept(viewer, entry)
        _check_may_change(viewer, kept)
        deed = kept.deed
        if not isinstance(deed, Favor):
            raise InvalidInput("Thanks are noted with a favor.")
        thanked = None if deed.thanked else max(self._today(), deed.day)
        said = replace(deed, thanked=thanked)

        def work(tx: Transaction) -> None:
            graph.put(tx, said, scope=kept.scope, user=viewer.user, at=self._now())

        return self._history.write(
            viewer,
            "Thanks noted" if thanked else "No thanks noted",
            touched=[graph.touched(deed)],
            work=work,
        )

    def _today(self) -> date:
        return self._now().date()

    def _kept(self, viewer: Viewer, entry: str) -> Kept:
        kept = graph.by_id(self._database, viewer, entry)
        if kept is None:
            raise NotFound("There is no such entry.", hint="It may have been deleted.")
        return kept

    def _own(self, viewer: Viewer) -> tuple[Entry, ...]:
        kept = graph.around(self._database, viewer, viewer.person, limit=_ALL)
        entries = self._entries(viewer, kept)
        return tuple(entry for entry in entries if entry.direction is not Direction.OTHERS)

    def _among_others(self, viewer: Viewer, asked: Asked) -> tuple[Entry, ...]:
        return self._entries(
            viewer,
            graph.among_others(
                self._database,
                viewer,
                person=asked.person,
                kind=asked.kind,
                since=asked.since,
                until=asked.until,
                words=asked.text.lower().split(),
                limit=MOST_SHOWN,
            ),
        )

    def _entries(self, viewer: Viewer, kept: Iterable[Kept]) -> tuple[Entry, ...]:
        found = tuple(kept)
        cards = self._people.many(viewer, {p for one in found for p in people_of(one.deed)})
        today = self._today()
        return tuple(entry_of(viewer, one, cards, today=today) for one in found)

    def _cast(
        self, viewer: Viewer, new: Iterable[New], *, visibility: Visibility, once: str
    ) -> "_Cast":
        """Everybody the new entries name, known or to be made; raises as `add` says."""
        parties = {party for one in new for party in _parties(one)}
        known = {party for party in parties if not isinstance(party, NewPerson)}
        cards = self._people.many(viewer, known)
        if known - cards.keys():
            raise NotFound("Somebody of these cannot be found any more.", hint="Search by name.")
        made = {}
        for party in parties:
            if isinstance(party, NewPerson):
                name = display_name(party.name)[:LONGEST_NAME]
                if not name_key(name):
                    raise InvalidInput("A person needs a name.", hint="Type first and last name.")
                made[party] = Person(
                    id=PersonId(_id(viewer, once, f"person {name_key(name)}")),
                    name=name,
                    scope=viewer.scope_of(visibility),
                )
        return _Cast(viewer=viewer, known=cards, made=made)

    def _deed(self, new: New, cast: "_Cast", *, id: str) -> Deed:  # noqa: A002 # its very name
        giver, receiver = (cast.id_of(party) for party in _ends(new))
        if giver == receiver:
            raise InvalidInput(
                "It has to be between two different people.", hint="Say who did it, and for whom."
            )
        today = self._today()
        match new:
            case NewFavor():
                _check_done(new.day, today)
                met = cast.id_of(new.introduced) if new.introduced else None
                contact = cast.id_of(new.on_behalf_of) if new.on_behalf_of else None
                asked = cast.id_of(new.asked_by) if new.asked_by else None
                if new.thanked is not None and not new.day <= new.thanked <= today:
                    raise InvalidInput("Thanks come after the favor, and not later than today.")
                if met in {giver, receiver} or contact == receiver or asked == giver:
                    raise InvalidInput(
                        "The same person is named twice.", hint="Say who met whom, and for whom."
                    )
                return Favor(
                    id=FavorId(id),
                    giver=giver,
                    receiver=receiver,
                    kind=new.kind,
                    day=new.day,
                    size=new.size,
                    note=_text(new.note),
                    introduced=met,
                    on_behalf_of=contact,
                    asked_by=asked,
                    evidence=_text(new.evidence),
                    thanked=new.thanked,
                )
            case NewGift():
                _check_done(new.day, today)
                return Gift(
                    id=GiftId(id),
                    giver=giver,
                    receiver=receiver,
                    what=_text(new.what),
                    day=new.day,
                )
            case NewPromise():
                if not _FIRST_DAY <= new.due <= today + timedelta(days=36_600):
                    raise InvalidInput("A promise is due within a hundred years.")
                made = new.made or min(today, new.due)
                if new.due < made:
                    raise InvalidInput("A promise cannot be due before it is made.")
                return Promise(
                    id=PromiseId(id),
                    owner=giver,
                    to=receiver,
                    what=_text(new.what),
                    due=new.due,
                    made=made,
                    state=new.state,
                )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cast:
    """The people of new entries: those known, and those who come to exist with them."""

    viewer: Viewer
    known: Mapping[PersonId, Person]
    made: Mapping[NewPerson, Person]

    def id_of(self, party: Party) -> PersonId:
        return self.made[party].id if isinstance(party, NewPerson) else party

    def name(self, person: PersonId) -> str:
        if person == self.viewer.person:
            return "you"
        new = {one.id: one for one in self.made.values()}
        return (new.get(person) or self.known[person]).name

    def scope_of(self, deed: Deed, chosen: Scope) -> Scope:
        """The chosen scope, or the private one when the deed names somebody private."""
        scopes = {one.id: one.scope for one in (*self.known.values(), *self.made.values())}
        hidden = any(scopes[person] != TEAM for person in people_of(deed))
        return self.viewer.private if hidden else chosen

    def touched(self) -> Iterable[Touched]:
        return [Touched(label="Person", id=one.id) for one in self.made.values()]

    def write(self, tx: Transaction, viewer: Viewer, *, at: datetime) -> None:
        for person in self.made.values():
            tx.write(
                "create_person",
                id=person.id,
                name=person.name,
                name_key=name_key(person.name),
                scope=person.scope,
                user=viewer.user,
                at=at,
            )


def _ends(new: New) -> tuple[Party, Party]:
    if isinstance(new, NewPromise):
        return new.owner, new.to
    return new.giver, new.receiver


def _parties(new: New) -> tuple[Party, ...]:
    named: tuple[Party | None, ...] = ()
    if isinstance(new, NewFavor):
        named = (new.introduced, new.on_behalf_of, new.asked_by)
    return (*_ends(new), *(party for party in named if party))


def _check_may_change(viewer: Viewer, kept: Kept) -> None:
    if not may_change(viewer, kept):
        raise Forbidden(
            "Only who logged it, or has a part in it, can change it.",
            hint="Ask them, or an administrator.",
        )


def _check_done(day: date, today: date) -> None:
    if day > today + timedelta(days=1):  # it may be tomorrow already where the viewer is
        raise InvalidInput(
            f"{day.isoformat()} is still to come.", hint="Choose the day it was done, or a promise."
        )
    if day < _FIRST_DAY:
        raise InvalidInput(f"{day.isoformat()} is too long ago.", hint="Choose the day again.")


def _text(text: str) -> str:
    return plain(text)[:LONGEST_TEXT]


def _id(viewer: Viewer, once: str, what: str) -> str:
    """An id that the same viewer, text and part always get, and nobody else ever."""
    return sha256(f"{viewer.user}\0{once}\0{what}".encode()).hexdigest()[:32]
