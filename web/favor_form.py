"""The form in which a favor, a gift or a promise is shown back, logged and corrected.

One form serves the sentence read back, the empty form and an edit: it is built from a reading,
from an entry or from what was posted, and taken apart into new entries in one place. People are
`new:Name` when they are not known yet. Whatever cannot be saved comes back with every value
kept and the field named that needs a look.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import cast

from netgraph.domain.access import Viewer
from netgraph.domain.favors import Favor, FavorKind, Size
from netgraph.domain.giving import (
    KIND_WORDS,
    New,
    NewFavor,
    NewGift,
    NewPerson,
    NewPromise,
    Party,
)
from netgraph.domain.ids import PersonId
from netgraph.domain.people import Person
from netgraph.domain.sentences import Direction, Part, What
from netgraph.services.favor_reading import SOMEBODY_NEW, ReadBack, ReadDeed, Slot
from netgraph.services.favors import Favors
from netgraph.services.ledger import Entry
from netgraph.services.people import People
from web.parts import Choice

MOST_DEEDS = 8
NEW = "new:"
LEFT_OUT = "-"
"""The choice that leaves a further person of a sentence out."""

ROLES = ("person", "other", "introduced", "contact", "asked")

SIZE_WORDS = {
    Size.COFFEE: "A coffee’s worth",
    Size.AFTERNOON: "An afternoon",
    Size.REPUTATION: "Put my name to it",
}
_KINDS = (*(kind.value for kind in FavorKind), What.GIFT.value, What.PROMISE.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonField:
    """Who has one part in a deed; without choices they are searched by typing."""

    name: str
    value: str = ""
    choices: tuple[Choice, ...] = ()
    doubt: str = ""

    @property
    def known(self) -> bool:
        """Whether there is somebody to choose from already."""
        return any(choice.value for choice in self.choices)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeedFields:
    """The people of one deed: with whom, and as far as needed the others."""

    person: PersonField
    other: PersonField
    introduced: PersonField
    contact: PersonField
    asked: PersonField

    @property
    def everybody(self) -> tuple[PersonField, ...]:
        """Every part."""
        return (self.person, self.other, self.introduced, self.contact, self.asked)

    @property
    def doubtful(self) -> bool:
        """Whether somebody in it is unsure."""
        return any(one.doubt for one in self.everybody)


@dataclass(frozen=True, slots=True, kw_only=True)
class FavorForm:
    """Every value of the form; `doubts` say by field what should be looked at.

    `once` is the same in every copy of one form, so that it is saved once. `full` shows all
    fields; otherwise only those that the sentence filled or left open. `days` are days to
    choose between. `problem` says why it could not be saved.
    """

    save_url: str
    once: str
    back: str
    kind: str = FavorKind.OTHER.value
    direction: Direction = Direction.GIVEN
    deeds: tuple[DeedFields, ...] = ()
    day: str = ""
    days: tuple[str, ...] = ()
    size: str = Size.COFFEE.value
    note: str = ""
    evidence: str = ""
    thanked: str = ""
    private: bool = False
    may_hide: bool = True
    sentence: str = ""
    said: str = ""
    full: bool = False
    doubts: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""

    @property
    def kinds(self) -> tuple[Choice, ...]:
        """Everything it can be; gifts and promises are no favors but stand in the same list."""
        words = {**{kind.value: word for kind, word in KIND_WORDS.items()}}
        words |= {What.GIFT.value: "Gift, nothing expected", What.PROMISE.value: "Promise"}
        return tuple(
            Choice(value=kind, label=words[kind], chosen=kind == self.kind) for kind in _KINDS
        )

    @property
    def directions(self) -> tuple[Choice, ...]:
        """Between whom, seen from the viewer."""
        words = {
            Direction.GIVEN: "I did it for them",
            Direction.RECEIVED: "They did it for me",
            Direction.OTHERS: "Between two others",
        }
        return tuple(
            Choice(value=one.value, label=word, chosen=one is self.direction)
            for one, word in words.items()
        )

    @property
    def sizes(self) -> tuple[Choice, ...]:
        """What it cost."""
        return tuple(
            Choice(value=size.value, label=word, chosen=size.value == self.size)
            for size, word in SIZE_WORDS.items()
        )

    @property
    def day_choices(self) -> tuple[Choice, ...]:
        """The days to choose between, when the sentence leaves it open."""
        return tuple(Choice(value=day, label=day, chosen=day == self.day) for day in self.days)

    @property
    def is_favor(self) -> bool:
        """Whether it counts between two people: neither a gift nor a promise."""
        return self.kind not in {What.GIFT.value, What.PROMISE.value}

    @property
    def sure(self) -> bool:
        """Whether nothing in it needs a look."""
        return not (self.doubts or any(deed.doubtful for deed in self.deeds))

    def doubt(self, name: str) -> str:
        """Why a field should be looked at; empty when it is sure."""
        return self.doubts.get(name, "")


def empty(*, once: str, back: str, today: date, person: Person | None, note: str) -> FavorForm:
    """A form with nothing known but perhaps with whom it was."""
    chosen = () if person is None else (_choice(person, chosen=True),)
    whom = PersonField(name="person-0", choices=chosen, value=_first(chosen))
    return FavorForm(
        save_url="/favors",
        once=once,
        back=back,
        deeds=(replace(_nobody(0), person=whom),),
        day=today.isoformat(),
        note=note,
        full=True,
    )


def of_reading(read: ReadBack, *, once: str, back: str) -> FavorForm:
    """A sentence as it was understood."""
    favor = read.what is What.FAVOR
    kind = (read.kind or FavorKind.OTHER).value if favor else read.what.value
    doubts = {}
    for part, name in ((Part.WHAT, "kind"), (Part.KIND, "kind"), (Part.DAY, "day")):
        question = read.doubt(part)
        if question is not None and (part is not Part.KIND or favor):
            doubts[name] = question.text
    if asked := _about_the_writer(read):
        doubts["direction"] = asked
    day = read.doubt(Part.DAY)
    return FavorForm(
        save_url="/favors",
        once=once,
        back=back,
        kind=kind,
        direction=read.direction,
        deeds=tuple(
            _deed_fields(n, deed, read.direction, favor=favor) for n, deed in enumerate(read.deeds)
        ),
        day=read.day.isoformat() if read.has_day else "",
        days=day.choices if day else (),
        size=read.size.value,
        note=read.note,
        sentence=read.sentence,
        said=read.said,
        doubts=doubts,
    )


def of_entry(entry: Entry, *, back: str, once: str) -> FavorForm:
    """An entry to be corrected."""
    deed = entry.deed
    people = (
        ("person", entry.other),
        ("other", entry.receiver if entry.direction is Direction.OTHERS else None),
        ("introduced", entry.introduced),
        ("contact", entry.on_behalf_of),
        ("asked", entry.asked_by),
    )
    fields = {}
    for role, person in people:
        chosen = () if person is None else (_choice(person, chosen=True),)
        fields[role] = PersonField(name=f"{role}-0", choices=chosen, value=_first(chosen))
    return FavorForm(
        save_url=f"/favors/{deed.id}",
        once=once,
        back=back,
        kind=deed.kind.value if isinstance(deed, Favor) else type(deed).__name__.lower(),
        direction=entry.direction,
        deeds=(DeedFields(**fields),),
        day=entry.day.isoformat(),
        size=deed.size.value if isinstance(deed, Favor) else Size.COFFEE.value,
        note=entry.text,
        evidence=deed.evidence if isinstance(deed, Favor) else "",
        thanked=deed.thanked.isoformat() if isinstance(deed, Favor) and deed.thanked else "",
        private=entry.private,
        may_hide=entry.may_hide,
        full=True,
    )


def of_post(
    posted: Mapping[str, str], viewer: Viewer, *, favors: Favors, people: People, back: str
) -> FavorForm:
    """What somebody sent, with the names of everybody chosen; a typed name is looked up."""
    count = _number(posted.get("deeds", "1"))
    values = {
        f"{role}-{n}": posted.get(f"{role}-{n}", "").strip()[:300]
        for n in range(count)
        for role in ROLES
    }
    slots: dict[str, Slot] = {}
    for name, value in values.items():
        typed = posted.get(f"{name}-typed", "").strip()[:300]
        if not value and typed:
            slots[name] = favors.who(viewer, typed)
    cards = people.many(
        viewer, {PersonId(v) for v in values.values() if v and not v.startswith(NEW)}
    )
    fields = {
        name: _slot_field(name, slots[name])
        if name in slots
        else _posted_field(name, value, cards.get(PersonId(value)))
        for name, value in values.items()
    }
    deeds = []
    for n in range(count):
        one = DeedFields(**{role: fields[f"{role}-{n}"] for role in ROLES})
        was = posted.get(f"was-{n}", "")
        if one.person.value and one.person.value == one.introduced.value and was:
            card = people.many(viewer, (PersonId(was),)).get(PersonId(was))
            swapped = _posted_field(f"introduced-{n}", was, card)
            one = replace(one, introduced=swapped)
        deeds.append(one)
    direction = posted.get("direction", "")
    kind = posted.get("kind", "")
    size = posted.get("size", "")
    return FavorForm(
        save_url="/favors",
        once=posted.get("once", "")[:64],
        back=back,
        kind=kind if kind in _KINDS else FavorKind.OTHER.value,
        direction=Direction(direction) if direction in set(Direction) else Direction.GIVEN,
        deeds=tuple(deeds),
        day=posted.get("day", "")[:20],
        size=size if size in set(Size) else Size.COFFEE.value,
        note=posted.get("note", ""),
        evidence=posted.get("evidence", ""),
        thanked=posted.get("thanked", "")[:20],
        private=bool(posted.get("private")),
        sentence=posted.get("sentence", "")[:400],
        full=True,
    )


def entries_of(form: FavorForm, viewer: Viewer) -> FavorForm | tuple[New, ...]:
    """The entries to save, or the form with what is missing named."""
    doubts: dict[str, str] = {}
    try:
        day = date.fromisoformat(form.day)
    except ValueError:
        day = date.min
        doubts["day"] = "Choose a day."
    thanked: date | None = None
    if form.thanked.strip():
        try:
            thanked = date.fromisoformat(form.thanked)
        except ValueError:
            doubts["thanked"] = "Choose a day, or leave it empty."
    deeds, new = [], []
    for n, fields in enumerate(form.deeds):
        if n and fields.person.value == LEFT_OUT:
            continue
        checked = fields
        if not fields.person.value:
            checked = replace(checked, person=_asked(fields.person, "Choose who it was."))
        if form.direction is Direction.OTHERS and not fields.other.value:
            checked = replace(checked, other=_asked(fields.other, "Choose for whom it was."))
        deeds.append(checked)
        if not checked.doubtful:
            new.append(_new(form, fields, viewer, day, thanked))
    if doubts or any(deed.doubtful for deed in deeds):
        return replace(form, deeds=tuple(deeds), doubts=doubts, problem="Something is missing yet.")
    return tuple(new)


def _new(
    form: FavorForm, fields: DeedFields, viewer: Viewer, day: date, thanked: date | None
) -> New:
    person = cast("Party", _party(fields.person.value))
    giver, receiver = {
        Direction.GIVEN: (viewer.person, person),
        Direction.RECEIVED: (person, viewer.person),
        Direction.OTHERS: (person, _party(fields.other.value) or viewer.person),
    }[form.direction]
    if form.kind == What.GIFT:
        return NewGift(giver=giver, receiver=receiver, what=form.note, day=day)
    if form.kind == What.PROMISE:
        return NewPromise(owner=giver, to=receiver, what=form.note, due=day)
    return NewFavor(
        giver=giver,
        receiver=receiver,
        kind=FavorKind(form.kind),
        day=day,
        size=Size(form.size),
        note=form.note,
        introduced=_party(fields.introduced.value),
        on_behalf_of=_party(fields.contact.value),
        asked_by=_party(fields.asked.value),
        evidence=form.evidence,
        thanked=thanked,
    )


def value_of(party: Party) -> str:
    """How a form speaks of somebody."""
    return NEW + party.name if isinstance(party, NewPerson) else party


def _party(value: str) -> Party | None:
    if value.startswith(NEW):
        return NewPerson(value.removeprefix(NEW).strip())
    return PersonId(value) if value else None


def _nobody(n: int) -> DeedFields:
    return DeedFields(**{role: PersonField(name=f"{role}-{n}") for role in ROLES})


def _about_the_writer(read: ReadBack) -> str:
    """What is unsure about the writer's own part, which the form shows as the direction."""
    mine = {Direction.GIVEN: "giver", Direction.RECEIVED: "receiver"}.get(read.direction)
    slots = (getattr(deed, mine) for deed in read.deeds) if mine else ()
    return next((slot.doubt for slot in slots if slot.doubt), "")


def _deed_fields(n: int, deed: ReadDeed, direction: Direction, *, favor: bool) -> DeedFields:
    person = deed.receiver if direction is Direction.GIVEN else deed.giver
    other = deed.receiver if direction is Direction.OTHERS else Slot()
    first = _slot_field(f"person-{n}", person)
    if n:
        left_out = Choice(value=LEFT_OUT, label="Leave this one out")
        first = replace(first, choices=(*first.choices, left_out))
    return DeedFields(
        person=first,
        other=_slot_field(f"other-{n}", other),
        introduced=_slot_field(f"introduced-{n}", (deed.introduced if favor else None) or Slot()),
        contact=_slot_field(f"contact-{n}", (deed.on_behalf_of if favor else None) or Slot()),
        asked=PersonField(name=f"asked-{n}"),
    )


def _slot_field(name: str, slot: Slot) -> PersonField:
    chosen = "" if slot.chosen is None else value_of(slot.chosen)
    choices = tuple(
        Choice(
            value=value_of(option.party),
            label=f"{option.label}, {option.detail}" if option.detail else option.label,
            chosen=option.party == slot.chosen,
        )
        for option in slot.options
    )
    if choices and not chosen:
        choices = (Choice(value="", label="Choose …", chosen=True), *choices)
    return PersonField(name=name, value=chosen, choices=choices, doubt=slot.doubt)


def _posted_field(name: str, value: str, card: Person | None) -> PersonField:
    if value.startswith(NEW):
        label = f"{value.removeprefix(NEW)}, {SOMEBODY_NEW}"
        chosen = Choice(value=value, label=label, chosen=True)
        return PersonField(name=name, value=value, choices=(chosen,))
    if value == LEFT_OUT:
        chosen = Choice(value=value, label="Leave this one out", chosen=True)
        return PersonField(name=name, value=value, choices=(chosen,))
    if card is None:  # nobody chosen, or somebody who cannot be seen: the two look the same
        return PersonField(name=name)
    return PersonField(name=name, value=card.id, choices=(_choice(card, chosen=True),))


def _choice(person: Person, *, chosen: bool) -> Choice:
    label = f"{person.name}, {person.role}" if person.role else person.name
    return Choice(value=person.id, label=label, chosen=chosen)


def _first(choices: tuple[Choice, ...]) -> str:
    return choices[0].value if choices else ""


def _asked(one: PersonField, question: str) -> PersonField:
    return replace(one, doubt=one.doubt or question)


def _number(text: str) -> int:
    return min(max(int(text), 1), MOST_DEEDS) if text.isascii() and text.isdigit() else 1
