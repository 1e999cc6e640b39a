"""`netgraph favor`: log what happened in a sentence; `netgraph favors`: look through the ledger.

A sentence is shown as it was understood before it is saved. On a terminal whatever is unsure is
asked; elsewhere an unsure sentence is refused with its questions, so that a script never saves a
guess.
"""

import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from netgraph.cli.frame import as_option, graph, json_option, out, say_json, viewer_of
from netgraph.domain.access import Viewer, Visibility
from netgraph.domain.favors import FavorKind
from netgraph.domain.giving import KIND_WORDS, Party
from netgraph.domain.ids import ChangeId, PersonId
from netgraph.domain.sentences import Part, What
from netgraph.domain.wording import ago
from netgraph.errors import InvalidInput
from netgraph.services.favor_reading import NotRead, Option, Question, ReadBack, Slot
from netgraph.services.history import Done
from netgraph.services.ledger import Asked, Entry, Order, Show, ledger_csv
from netgraph.services.people import Found
from netgraph.wiring import Netgraph


@click.command()
@click.argument("sentence", nargs=-1, required=True)
@as_option
@click.option("--yes", is_flag=True, help="Save without asking, if nothing is unsure.")
@click.option("--private", is_flag=True, help="Keep it to yourself; otherwise your team sees it.")
@click.option("--by", "giver", metavar="WHO", help="Who did it, where the sentence leaves it open.")
@click.option("--for", "receiver", metavar="WHO", help="For whom it was, where that is left open.")
@json_option
def favor(
    *,
    sentence: tuple[str, ...],
    email: str | None,
    yes: bool,
    private: bool,
    giver: str | None,
    receiver: str | None,
    as_json: bool,
) -> None:
    """Log a favor, a gift or a promise, said in a SENTENCE.

    WHO is a name that means one person, an id, or "me".

    \b
      netgraph favor "reviewed Ana Ruiz's board deck yesterday"
      netgraph favor Tom introduced me to Priya Shah
      netgraph favor "promised Dana the benchmark by Friday" --yes
      netgraph favor "Tom introduced Dana to Priya Shah" --for Dana --yes
    """  # noqa: D301 # click's mark for lines to leave alone is a control character
    text = " ".join(sentence)
    asks = sys.stdin.isatty() and not as_json
    with graph() as netgraph:
        viewer = viewer_of(netgraph, email)
        read = netgraph.favors.read(viewer, text)
        if isinstance(read, NotRead):
            raise InvalidInput(read.because, hint="Say who did what for whom, and when.")
        for part, name in ((Part.GIVER, giver), (Part.RECEIVER, receiver)):
            if name:
                read = _with(netgraph, viewer, read, part, name)
        if read.questions and not asks:
            raise InvalidInput(
                _unsure(read), hint="Say it with full names, with --by or --for, or on a terminal."
            )
        while read.questions:
            read = _settled(netgraph, viewer, read)
        if not as_json:
            _say_reading(read, private=private)
        elif not yes:
            say_json(_reading(read, private=private))
            return
        if not yes and not asks:
            raise InvalidInput(
                "Nothing was saved.", hint="Say --yes to save it without a question."
            )
        if not yes and not click.confirm("Save it?", default=True):
            out.print("Nothing was saved.")
            return
        done = netgraph.favors.add(
            viewer,
            *read.new(),
            visibility=Visibility.PRIVATE if private else Visibility.TEAM,
        )
    _say_done(done, as_json=as_json)


@click.group()
def favors() -> None:
    """Look through your ledger: favors given and received, gifts and promises."""


def _filters(command: Callable[..., None]) -> Callable[..., None]:
    """The options that choose entries, the same as those of the page."""
    day = click.DateTime(["%Y-%m-%d"])
    for option in (
        click.option(
            "--show", type=click.Choice([one.value for one in Show]), default=Show.ALL.value
        ),
        click.option("--person", metavar="NAME", help="Only what concerns this person."),
        click.option(
            "--kind",
            type=click.Choice([one.value for one in FavorKind]),
            help="Only favors like this.",
        ),
        click.option("--since", type=day, metavar="DAY", help="From this day on, e.g. 2026-01-31."),
        click.option("--until", type=day, metavar="DAY", help="Until this day."),
        click.option("--text", default="", help="Only entries with these words."),
        click.option(
            "--order", type=click.Choice([one.value for one in Order]), default=Order.NEWEST.value
        ),
        json_option,
        as_option,
    ):
        command = option(command)
    return command


@favors.command("list")
@_filters
def list_(email: str | None, *, as_json: bool, **wanted: Any) -> None:
    """Show entries, the newest first."""
    with graph() as netgraph:
        entries = _entries(netgraph, viewer_of(netgraph, email), wanted)
        today = netgraph.now().date()
    for entry in entries:
        if as_json:
            say_json(_as_json(entry))
        else:
            _say_entry(entry, today)
    if not entries and not as_json:
        out.print('No entries. Log one: netgraph favor "reviewed Ana Ruiz\'s deck yesterday"')


@favors.command()
@_filters
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to a file.")
def export(email: str | None, output: Path | None, *, as_json: bool, **wanted: Any) -> None:
    """Write entries as CSV for a spreadsheet, or as JSON lines."""
    with graph() as netgraph:
        entries = _entries(netgraph, viewer_of(netgraph, email), wanted)
    if as_json:
        for entry in entries:
            say_json(_as_json(entry))
        return
    table = ledger_csv(entries)
    if output is None:
        click.echo(table, nl=False)
        return
    try:
        output.write_text(table, encoding="utf-8-sig", newline="")
    except OSError as error:
        raise InvalidInput(f"{output} cannot be written: {error.strerror}.") from error
    kept = "entry is" if len(entries) == 1 else "entries are"
    out.print(f"{len(entries):,} {kept} in {output}.", markup=False)


@favors.command()
@click.argument("change")
@as_option
def undo(change: str, email: str | None) -> None:
    """Take back what you logged: CHANGE is what `netgraph favor` told you."""
    with graph() as netgraph:
        what = netgraph.history.undo(viewer_of(netgraph, email), ChangeId(change))
    out.print(f"Undone: {what}", markup=False)


def _entries(netgraph: Netgraph, viewer: Viewer, wanted: dict[str, Any]) -> tuple[Entry, ...]:
    person = _person(netgraph, viewer, wanted["person"]) if wanted["person"] else None
    asked = Asked(
        show=Show(wanted["show"]),
        person=person,
        kind=FavorKind(wanted["kind"]) if wanted["kind"] else None,
        since=_day(wanted["since"]),
        until=_day(wanted["until"]),
        text=wanted["text"],
        order=Order(wanted["order"]),
    )
    return netgraph.favors.ledger(viewer, asked).entries


def _person(netgraph: Netgraph, viewer: Viewer, name: str) -> PersonId:
    found = netgraph.people.find(viewer, name)
    if isinstance(found, Found):
        return found.person.id
    near = found.people if hasattr(found, "people") else found.nearest
    raise InvalidInput(
        f"It is not clear who {name!r} is.",
        hint="Perhaps " + " or ".join(f"{p.name} ({p.role})" if p.role else p.name for p in near)
        if near
        else "Nobody has such a name.",
    )


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _settled(netgraph: Netgraph, viewer: Viewer, read: ReadBack) -> ReadBack:
    """The reading with its first question answered on the terminal."""
    question = read.questions[0]
    if question.part in {Part.GIVER, Part.RECEIVER, Part.INTRODUCED}:
        return read.settled(question, _ask_person(netgraph, viewer, question))
    if question.part is Part.DAY:
        return read.settled(question, _ask_day(question, read.day if read.has_day else None))
    values = question.choices or tuple(FavorKind)
    for number, value in enumerate(values, start=1):
        word = KIND_WORDS[FavorKind(value)] if question.part is Part.KIND else value
        out.print(f"  {number}. {word}", markup=False)
    at = click.prompt(question.text, type=click.IntRange(1, len(values)), default=1)
    chosen = values[at - 1]
    return read.settled(question, What(chosen) if question.part is Part.WHAT else FavorKind(chosen))


_OPTIONS = {Part.GIVER: "--by", Part.RECEIVER: "--for"}


def _with(netgraph: Netgraph, viewer: Viewer, read: ReadBack, part: Part, name: str) -> ReadBack:
    """The reading with somebody named by an option; what the sentence itself says stays."""
    party = _meant(netgraph, viewer, name, option=_OPTIONS[part])
    while asked := next((one for one in read.questions if one.part is part), None):
        read = read.settled(asked, party)
    slots = [deed.giver if part is Part.GIVER else deed.receiver for deed in read.deeds]
    other = next((slot.label for slot in slots if slot.chosen != party), None)
    if other is not None:
        raise InvalidInput(
            f"The sentence says {other!r}, and {_OPTIONS[part]} says {name!r}.",
            hint="Say it in one of the two places.",
        )
    return read


def _meant(netgraph: Netgraph, viewer: Viewer, name: str, *, option: str) -> PersonId:
    """The one person whom an option names; raises `InvalidInput` with those it may be."""
    if name.strip().lower() == "me":
        return viewer.person
    by_id = netgraph.people.many(viewer, [PersonId(name)])
    if by_id:
        return PersonId(name)
    found = netgraph.favors.who(viewer, name)
    if isinstance(found.chosen, str) and not found.doubt:
        return PersonId(found.chosen)
    known = [_called(one) for one in found.options if isinstance(one.party, str)]
    raise InvalidInput(
        f"It is not clear who {name!r} is, of {option}.",
        hint=f"Perhaps {' or '.join(known)}."
        if known
        else "Nobody has such a name; add them with: netgraph people add NAME.",
    )


def _ask_person(netgraph: Netgraph, viewer: Viewer, question: Question) -> Party:
    slot = Slot(options=question.options, chosen=question.proposed, doubt=question.text)
    while True:
        parties = [option.party for option in slot.options]
        for number, option in enumerate(slot.options, start=1):
            out.print(f"  {number}. {_called(option)}", markup=False)
        likely = str(parties.index(slot.chosen) + 1) if slot.chosen in parties else None
        said = click.prompt(f"{slot.doubt} (number, or a name)", default=likely, type=str).strip()
        if said.isascii() and said.isdigit():
            if 0 < int(said) <= len(parties):
                return parties[int(said) - 1]
            continue
        found = netgraph.favors.who(viewer, said)
        if found.chosen is not None and not found.doubt:
            return found.chosen
        slot = found


def _ask_day(question: Question, proposed: date | None) -> date:
    if question.choices:
        out.print(f"  {' or '.join(question.choices)}", markup=False)
    said: datetime = click.prompt(
        question.text,
        type=click.DateTime(["%Y-%m-%d"]),
        default=proposed.isoformat() if proposed else None,
    )
    return said.date()


def _called(option: Option) -> str:
    return f"{option.label}, {option.detail}" if option.detail else option.label


def _unsure(read: ReadBack) -> str:
    asked = []
    for question in read.questions:
        choices = question.choices or tuple(_called(option) for option in question.options)
        asked.append(question.text + (f" ({'; '.join(choices)})" if choices else ""))
    return "This is not sure enough to save: " + " ".join(dict.fromkeys(asked))


def _say_reading(read: ReadBack, *, private: bool) -> None:
    out.print(read.said, style="bold", markup=False)
    due = "due " if read.what is What.PROMISE else ""
    kind = KIND_WORDS[read.kind] if read.kind and read.what is What.FAVOR else read.what.value
    seen = "only you see it" if private else "your team sees it"
    out.print(f"{kind}, {due}{read.day:%a %d %b %Y}; {seen}", markup=False)


def _reading(read: ReadBack, *, private: bool) -> dict[str, object]:
    kind = read.kind if read.what is What.FAVOR else None
    reading = {"said": read.said, "what": read.what, "kind": kind, "day": read.day}
    return {"saved": None, "reading": {**reading, "private": private}}


def _say_done(done: Done, *, as_json: bool) -> None:
    if as_json:
        say_json({"saved": done.what, "undo": done.change})
        return
    out.print(f"Saved. Take it back with: netgraph favors undo {done.change}", markup=False)


def _say_entry(entry: Entry, today: date) -> None:
    seen = " (private)" if entry.private else ""
    when = f"due {entry.day.isoformat()}" if entry.is_open else ago(entry.day, as_of=today)
    out.print(f"{entry.day.isoformat()}  {entry.words}{seen}, {when}", markup=False)
    if entry.text:
        out.print(f"            {entry.text}", markup=False, style="dim")


def _as_json(entry: Entry) -> dict[str, object]:
    deed = entry.deed
    return {
        "id": deed.id,
        "what": type(deed).__name__.lower(),
        "kind": getattr(deed, "kind", None),
        "direction": entry.direction,
        "giver": _card(entry.giver.id, entry.giver.name),
        "receiver": _card(entry.receiver.id, entry.receiver.name),
        "introduced": entry.introduced and _card(entry.introduced.id, entry.introduced.name),
        "on_behalf_of": entry.on_behalf_of
        and _card(entry.on_behalf_of.id, entry.on_behalf_of.name),
        "day": entry.day,
        "state": getattr(deed, "state", None),
        "note": entry.text,
        "private": entry.private,
        "left_today": entry.left,
    }


def _card(person: PersonId, name: str) -> dict[str, str]:
    return {"id": person, "name": name}
