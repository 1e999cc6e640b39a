"""A sentence read back before it is saved: who is meant, what happened, and what is unsure.

The words are read by `netgraph.domain.sentences`; here names become people. A name that fits
one person is taken; where several fit, the one whom the viewer knows much better is proposed
and asked about; where nobody fits, a new person is proposed. Whatever is proposed rests on what
this viewer may see, their own ties included, and on nothing else (law 8).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from netgraph.domain.access import Viewer
from netgraph.domain.favors import Favor, FavorKind, Gift, Promise, Size
from netgraph.domain.giving import (
    Deed,
    New,
    NewFavor,
    NewGift,
    NewPerson,
    NewPromise,
    Party,
    deed_in_words,
)
from netgraph.domain.ids import FavorId, GiftId, PersonId, PromiseId
from netgraph.domain.names import display_name, name_key
from netgraph.domain.people import Person
from netgraph.domain.sentence_people import knows_any_of
from netgraph.domain.sentences import (
    LONGEST,
    NOT_USED,
    Direction,
    Me,
    Mention,
    NotAFavor,
    Part,
    Reading,
    Reason,
    What,
    read_sentence,
)
from netgraph.errors import InvalidInput
from netgraph.graph.database import Database
from netgraph.graph.favors import names_like
from netgraph.services.people import Found, Nobody, People, Several
from netgraph.services.ties import Ties

if TYPE_CHECKING:
    from netgraph.services.network import Network

MOST_OPTIONS = 8
MUCH_BETTER = 2.0
"""Somebody whose tie is so many times as strong as the next one's is proposed first."""

SOMEBODY_NEW = "somebody new"

PARTIES = (Part.GIVER, Part.RECEIVER, Part.INTRODUCED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One person who may be meant: how they are called, and what tells them apart."""

    party: Party
    label: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """Somebody of a sentence: who may be meant, who is proposed, and what to ask if unsure."""

    options: tuple[Option, ...] = ()
    chosen: Party | None = None
    doubt: str = ""

    @property
    def label(self) -> str:
        """How the proposed person is called; empty when nobody is."""
        if isinstance(self.chosen, NewPerson):
            return self.chosen.name
        return next((one.label for one in self.options if one.party == self.chosen), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDeed:
    """One deed between two people; a sentence about several people tells of several."""

    giver: Slot
    receiver: Slot
    introduced: Slot | None = None
    on_behalf_of: Slot | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something to settle before saving. `deed` is the place of the deed it is about.

    `options` are the people to choose from, of whom `proposed` is the likeliest; `choices` are
    the values for every other part. With neither of them any answer may do.
    """

    part: Part
    text: str
    deed: int = 0
    options: tuple[Option, ...] = ()
    proposed: Party | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBack:
    """What a sentence says, as it would be saved; `doubts` are about what, kind and day.

    With `has_day` False it names a date that is none, so `day` is nothing to propose.
    """

    sentence: str
    what: What
    kind: FavorKind | None
    direction: Direction
    deeds: tuple[ReadDeed, ...]
    day: date
    size: Size
    note: str
    has_day: bool = True
    doubts: tuple[Question, ...] = ()

    @property
    def questions(self) -> tuple[Question, ...]:
        """Everything unsure, what comes first in a form first; none when it can be saved."""
        return (*self._about_people(), *self.doubts)

    @property
    def said(self) -> str:
        """Everything it says in one line, such as `You reviewed a document for Ana Ruiz`."""
        return "; ".join(dict.fromkeys(_in_words(self, deed) for deed in self.deeds))

    def doubt(self, part: Part) -> Question | None:
        """What is unsure about a part other than the people."""
        return next((one for one in self.doubts if one.part is part), None)

    def settled(self, question: Question, answer: Party | What | FavorKind | date) -> "ReadBack":
        """The same with one question answered."""
        if question.part in PARTIES:
            if not isinstance(answer, NewPerson | str):
                raise InvalidInput("That is no person.")
            party = answer if isinstance(answer, NewPerson) else PersonId(answer)
            return self._with_person(question, party)
        if question.part is Part.WHAT and isinstance(answer, What):
            done = replace(self, what=answer)
        elif question.part is Part.KIND and isinstance(answer, FavorKind):
            done = replace(self, kind=answer)
        elif question.part is Part.DAY and isinstance(answer, date):
            done = replace(self, day=answer, has_day=True)
        else:
            raise InvalidInput("That is no answer to this question.")
        return replace(done, doubts=tuple(one for one in self.doubts if one != question))

    def new(self) -> tuple[New, ...]:
        """The entries to save; raises `InvalidInput` while somebody is missing."""
        return tuple(self._new(deed) for deed in self.deeds)

    def _about_people(self) -> Iterator[Question]:
        for place, deed in enumerate(self.deeds):
            for part, slot in (
                (Part.GIVER, deed.giver),
                (Part.RECEIVER, deed.receiver),
                (Part.INTRODUCED, deed.introduced),
            ):
                if slot is not None and slot.doubt:
                    yield Question(
                        part=part,
                        text=slot.doubt,
                        deed=place,
                        options=slot.options,
                        proposed=slot.chosen,
                    )

    def _with_person(self, question: Question, party: PersonId | NewPerson) -> "ReadBack":
        """With somebody chosen: in every deed that asks the same, as it is the same name."""
        deeds = []
        for place, deed in enumerate(self.deeds):
            slots = {
                Part.GIVER: deed.giver,
                Part.RECEIVER: deed.receiver,
                Part.INTRODUCED: deed.introduced,
            }
            slot = slots[question.part]
            asks = place == question.deed or (slot is not None and slot.options == question.options)
            if slot is None or not asks or slot.doubt != question.text:
                deeds.append(deed)
                continue
            chosen = _choose(slot, party)
            introduced = deed.introduced
            if question.part is Part.RECEIVER and introduced and introduced.chosen == party:
                introduced = replace(slot, doubt="")  # the two have changed places
            if question.part is Part.INTRODUCED:
                introduced = chosen
            deeds.append(
                replace(
                    deed,
                    giver=chosen if question.part is Part.GIVER else deed.giver,
                    receiver=chosen if question.part is Part.RECEIVER else deed.receiver,
                    introduced=introduced,
                )
            )
        return replace(self, deeds=tuple(deeds))

    def _new(self, deed: ReadDeed) -> New:
        giver, receiver = _party(deed.giver, "Who did it?"), _party(deed.receiver, "For whom?")
        if self.what is What.GIFT:
            return NewGift(giver=giver, receiver=receiver, what=self.note, day=self.day)
        if self.what is What.PROMISE:
            return NewPromise(owner=giver, to=receiver, what=self.note, due=self.day)
        return NewFavor(
            giver=giver,
            receiver=receiver,
            kind=self.kind or FavorKind.OTHER,
            day=self.day,
            size=self.size,
            note=self.note,
            introduced=deed.introduced.chosen if deed.introduced else None,
            on_behalf_of=deed.on_behalf_of.chosen if deed.on_behalf_of else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NotRead:
    """The text tells of no favor, gift or promise."""

    sentence: str
    reason: Reason

    @property
    def because(self) -> str:
        """Why not, and what would help, in words."""
        return _BECAUSE[self.reason]


_BECAUSE = {
    Reason.EMPTY: "There is nothing to read yet.",
    Reason.NAME: "That is a name: nothing says what was done.",
    Reason.ROLE: "That is a role, so it is rather a search.",
    Reason.QUESTION: "That is a question. A favor is something that was done.",
    Reason.WISH: "That is still a wish. Log it when it is done, or as a promise.",
    Reason.NEGATED: "That did not happen, so there is nothing to log.",
    Reason.SETTLED: "That is what became of a promise: say it on the promise, in the ledger.",
    Reason.NO_DEED: "Nothing in it says what was done.",
    Reason.NOBODY: "Nothing in it says for whom, or by whom, it was done.",
}


def who_is(viewer: Viewer, name: str, *, people: People, ties: Ties, today: date) -> Slot:
    """Who may be meant by a name that somebody typed, as far as this viewer sees them."""
    text = name[:LONGEST]
    return _Who(viewer, people, ties, today=today).slot(Mention(text=text, start=0, end=len(text)))


def read_back(
    database: Database, viewer: Viewer, text: str, *, people: People, ties: Ties, today: date
) -> ReadBack | NotRead:
    """What `text` says happened, with its people found as far as this viewer sees them."""
    sentence = text[: LONGEST + 1].replace("\0", " ")
    known = knows_any_of(names_like(database, viewer, sentence))
    read = read_sentence(sentence, today=today, known_names=known)
    if isinstance(read, NotAFavor):
        return NotRead(sentence=sentence, reason=read.reason)
    who = _Who(viewer, people, ties, today=today)
    doubts = tuple(
        Question(part=one.part, text=one.question, choices=tuple(str(c) for c in one.choices))
        for one in read.unsure
        if one.part not in PARTIES and not (one.part is Part.KIND and read.kind is None)
    )
    return ReadBack(
        sentence=sentence,
        what=read.what,
        kind=read.kind,
        direction=read.direction,
        deeds=tuple(_deed(one, who) for one in (read, *read.also)),
        day=read.day,
        size=read.size,
        note=read.note,
        has_day=read.has_day,
        doubts=doubts,
    )


class _Who:
    """Finds out who is meant by each name of one sentence."""

    def __init__(self, viewer: Viewer, people: People, ties: Ties, *, today: date) -> None:
        self._viewer = viewer
        self._people = people
        self._ties = ties
        self._today = today
        self._network: Network | None = None
        self._found: dict[tuple[str, str], Slot] = {}
        self.me = Option(party=viewer.person, label="You")

    def slot(self, who: Mention | Me | None) -> Slot:
        """Who is meant; nobody, and no question yet, for what the sentence leaves open."""
        if who is None:
            return Slot()
        if isinstance(who, Me):
            return Slot(options=(self.me,), chosen=self._viewer.person)
        key = (who.text, who.company)
        if key not in self._found:
            self._found[key] = self._find(who)
        return self._found[key]

    def _find(self, who: Mention) -> Slot:
        text = f"{who.text} at {who.company}" if who.company else who.text
        found = self._people.find(self._viewer, text)
        if isinstance(found, Nobody) and who.company:
            alone = self._people.find(self._viewer, who.text)
            found = Several(people=(alone.person,)) if isinstance(alone, Found) else alone
        new = _new_option(who)
        match found:
            case Found(person=person, sure=sure):
                doubt = "" if sure else f"Is “{who.text}” {person.name}?"
                return self._between((person,), new, chosen=person.id, doubt=doubt)
            case Several(people=people):
                likely, clear = self._likeliest_first(people)
                return self._between(
                    likely,
                    new,
                    chosen=likely[0].id if clear else None,
                    doubt=f"Which {who.text} is it?",
                )
            case Nobody(nearest=nearest):
                return self._between(
                    nearest,
                    new,
                    chosen=new[0].party if new else None,
                    doubt=f"“{who.text}” is not known yet. Is it somebody new?",
                )

    def _between(
        self, people: Sequence[Person], new: Sequence[Option], *, chosen: Party | None, doubt: str
    ) -> Slot:
        options = (*(self._option(one) for one in people[:MOST_OPTIONS]), *new)
        return Slot(options=options, chosen=chosen, doubt=doubt)

    def _option(self, person: Person) -> Option:
        if person.id == self._viewer.person:
            return self.me
        return Option(party=person.id, label=person.name, detail=person.role)

    def _likeliest_first(self, people: Sequence[Person]) -> tuple[tuple[Person, ...], bool]:
        """The best known to the viewer first, and whether that one is known much better."""
        if self._network is None:
            self._network = self._ties.network(self._viewer, as_of=self._today)
        known = self._network
        strong = {}
        for person in people:
            tie = known.strength(of=self._viewer.person, towards=person.id)
            strong[person.id] = tie.probability if tie else 0.0
        order = sorted(people, key=lambda one: -strong[one.id])
        best, *rest = (strong[one.id] for one in order)
        return tuple(order), best > 0 and best >= MUCH_BETTER * max(rest, default=0.0)


def _deed(read: Reading, who: _Who) -> ReadDeed:
    giver, receiver = who.slot(read.giver), who.slot(read.receiver)
    introduced = who.slot(read.introduced) if read.introduced else None
    contact = who.slot(read.on_behalf_of) if read.on_behalf_of else None
    for one in read.unsure:
        guessed = one.question.startswith("Is “")  # whether a small word is a name at all
        match one.part:
            case Part.GIVER if not (guessed and giver.chosen):
                giver = _asked(giver, one.question, _named(one.choices, read, who))
            case Part.RECEIVER if not (guessed and receiver.chosen):
                receiver = _asked(receiver, one.question, _named(one.choices, read, who))
            case Part.INTRODUCED if not (guessed and introduced and introduced.chosen):
                introduced = _asked(introduced or Slot(), one.question, ())
            case _:
                pass
    if receiver.chosen is None and not receiver.options and contact and read.on_behalf_of:
        colleague = f"Colleague of {contact.label or read.on_behalf_of.text}"
        option = Option(party=NewPerson(colleague), label=colleague, detail=SOMEBODY_NEW)
        receiver = replace(receiver, options=(option,))
    if giver.chosen is not None and giver.chosen == receiver.chosen:
        receiver = replace(receiver, chosen=None, doubt="For whom was it?")
    return ReadDeed(giver=giver, receiver=receiver, introduced=introduced, on_behalf_of=contact)


def _asked(slot: Slot, question: str, further: Sequence[Option]) -> Slot:
    """The slot with a question of the sentence's; one about which of several people goes first."""
    options = tuple({one.party: one for one in (*slot.options, *further)}.values())
    doubt = slot.doubt or question
    if slot.doubt and question.startswith(NOT_USED):
        doubt = f"{slot.doubt} {question}"
    return replace(slot, options=options, doubt=doubt)


def _named(choices: Sequence[str], read: Reading, who: _Who) -> tuple[Option, ...]:
    """The people whom a question of the sentence names."""
    told = (read, *read.also)
    mentions = {
        one.text: one
        for each in told
        for one in (each.giver, each.receiver, each.introduced, each.on_behalf_of)
        if isinstance(one, Mention)
    }
    slots = [
        who.slot(Me())
        if choice == "me"
        else who.slot(mentions.get(choice) or Mention(text=choice, start=0, end=len(choice)))
        for choice in choices
    ]
    return tuple(
        option
        for slot in slots
        for option in slot.options
        if option.party == slot.chosen or slot.chosen is None
    )


def _new_option(who: Mention) -> tuple[Option, ...]:
    name = display_name(who.text)
    return (
        (Option(party=NewPerson(name), label=name, detail=SOMEBODY_NEW),) if name_key(name) else ()
    )


def _in_words(read: ReadBack, deed: ReadDeed) -> str:
    slots = {
        PersonId("giver"): deed.giver,
        PersonId("receiver"): deed.receiver,
        PersonId("introduced"): deed.introduced,
        PersonId("contact"): deed.on_behalf_of,
    }
    giver, receiver, introduced, contact = slots
    said: Deed
    if read.what is What.GIFT:
        said = Gift(id=GiftId(""), giver=giver, receiver=receiver, what="", day=read.day)
    elif read.what is What.PROMISE:
        said = Promise(
            id=PromiseId(""), owner=giver, to=receiver, what="", due=read.day, made=read.day
        )
    else:
        said = Favor(
            id=FavorId(""),
            giver=giver,
            receiver=receiver,
            kind=read.kind or FavorKind.OTHER,
            day=read.day,
            introduced=introduced if deed.introduced else None,
            on_behalf_of=contact if deed.on_behalf_of else None,
        )

    def name(person: PersonId) -> str:
        slot = slots[person]
        label = slot.label if slot else ""
        return {"You": "you", "": "somebody"}.get(label, label)

    return deed_in_words(said, name=name)


def _choose(slot: Slot, party: PersonId | NewPerson) -> Slot:
    return replace(slot, chosen=party, doubt="")


def _party(slot: Slot, question: str) -> Party:
    if slot.chosen is None:
        raise InvalidInput(f"Somebody is missing: {question}", hint="Say it by name.")
    return slot.chosen
