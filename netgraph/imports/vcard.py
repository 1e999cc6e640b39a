"""vCards of versions 2.1, 3.0 and 4.0, in one file as many as there are.

Read line by line with an own unfolding, as cards in the wild mix the versions: folded lines,
quoted-printable with soft line breaks, groups (`item1.URL`), bare parameters. Pictures and other
long properties pass by unread. A broken card is one bad row, at the line where it begins.
Relations (`RELATED`, `AGENT`) are counted, not read.
"""

import quopri
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from netgraph.errors import UnreadableFile
from netgraph.imports import fields
from netgraph.imports.contacts import Card, contact, contact_list
from netgraph.imports.csvs import UNDECODED
from netgraph.imports.records import Format, Owner, Parsed, PersonRecord, RowError, Tally

RELATION = "a relation in a card (RELATED, AGENT), which is not read"
NO_PERSON = "a card of a group, company or place"
_LINE_MAX = 1 << 20
_NAME_PARTS = 5
_LINE = re.compile(
    r"(?:[\w-]+\.)?(?P<name>[\w-]+)(?P<parameters>(?:;(?:\"[^\"]*\"|[^\":;])*)*):(?P<value>.*)",
    re.DOTALL,
)
_READ = frozenset(
    "version fn n org title role email tel url note uid kind x-socialprofile x-abshowas "
    "related agent nickname".split()
)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_SPLIT = re.compile(r"((?:\\.|[^\\;])*)(?:;|$)", re.DOTALL)


def read(text: Iterable[str], *, owner: Owner, today: date, tally: Tally) -> Parsed:
    """The people of all cards; each is on the owner's list."""
    people: list[PersonRecord] = []
    for card in _cards(text, tally):
        tally.rows += 1
        if tally.rows > tally.limits.contacts:
            raise UnreadableFile(
                f"The file has more than {tally.limits.contacts:,} cards.",
                hint="Split it into smaller files.",
            )
        try:
            record = _person(card, owner=owner, tally=tally)
        except RowError as error:
            tally.reject(card.line, str(error), card.excerpt)
            continue
        if record:
            people.append(record)
    return tally.parsed(
        Format.VCARD, people=tuple(people), evidence=contact_list(people, today=today)
    )


@dataclass(slots=True, kw_only=True)
class _RawCard:
    """The properties of one card, by lower-case name, their values decoded but escaped."""

    line: int
    fault: str = ""
    values: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def first(self, name: str) -> str:
        return self.values[name][0] if self.values.get(name) else ""

    @property
    def excerpt(self) -> str:
        return self.first("fn") or self.first("n") or "BEGIN:VCARD"


def _person(card: _RawCard, *, owner: Owner, tally: Tally) -> PersonRecord | None:
    if card.fault:
        raise RowError(card.fault)
    relations = len(card.values["related"]) + len(card.values["agent"])
    if relations:
        tally.leave_out(RELATION, relations)
    kind = card.first("kind").strip().lower() or "individual"
    if kind != "individual" or card.first("x-abshowas").strip().upper() == "COMPANY":
        tally.leave_out(NO_PERSON)
        return None
    family, given, additional, prefix, suffix = (*_parts(card.first("n")), *("",) * _NAME_PARTS)[
        :_NAME_PARTS
    ]
    name = fields.name_of(_plain(card.first("fn"))) or fields.name_of(
        prefix, given, additional, family, suffix
    )
    organisation = _parts(card.first("org"))
    return contact(
        Card(
            line=card.line,
            name=name,
            emails=tuple(_plain(value).strip() for value in card.values["email"] if value.strip()),
            phones=tuple(_phone(value) for value in card.values["tel"] if value.strip()),
            urls=tuple(
                _plain(value).strip()
                for value in (*card.values["url"], *card.values["x-socialprofile"])
                if value.strip()
            ),
            company=fields.company_of(organisation[0] if organisation else ""),
            title=fields.title_of(_plain(card.first("title") or card.first("role"))),
            note=fields.note_of(_plain(card.first("note"))),
            uid=card.first("uid").strip()[:200],
        ),
        owner=owner,
        tally=tally,
    )


def _plain(value: str) -> str:
    return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def _parts(value: str) -> list[str]:
    """The components of a structured value, of which several values of one come with commas."""
    return [_plain(part).strip() for part in _SPLIT.findall(value)[:20]] if value else []


def _phone(value: str) -> str:
    return _plain(value).strip().removeprefix("tel:").split(";", maxsplit=1)[0]


def _cards(text: Iterable[str], tally: Tally) -> Iterator[_RawCard]:
    card: _RawCard | None = None
    inner = 0  # cards within a card (AGENT of version 2.1)
    agent = False
    stray = False
    for number, line in _unfolded(text, limit=tally.limits.field):
        found = _LINE.fullmatch(line)
        name = found["name"].lower() if found else ""
        value = found["value"].strip() if found else ""
        mark = value.upper() if name in ("begin", "end") else ""
        if name == "begin" and mark == "VCARD":
            if card and agent:
                inner += 1
            else:
                if card:
                    card.fault = card.fault or "The card has no end."
                    yield card
                card, inner, stray = _RawCard(line=number), 0, False
        elif card is None:
            if line.strip() and not stray:
                stray = True
                tally.rows += 1
                tally.reject(number, "The line stands outside of any card.", line)
        elif name == "end" and mark == "VCARD":
            if inner:
                inner -= 1
            else:
                yield card
                card = None
        elif not inner:
            _take(card, line, found, limit=tally.limits.field, tally=tally)
        agent = name == "agent" and not value if not inner else agent
    if card:
        card.fault = card.fault or "The card has no end."
        yield card


def _take(
    card: _RawCard, line: str, found: re.Match[str] | None, *, limit: int, tally: Tally
) -> None:
    if not found:
        if line.strip():
            tally.leave_out("a line of a card that is no property")
        return
    name = found["name"].lower()
    if name not in _READ:
        return
    if len(line) > limit:
        card.fault = card.fault or f"A field is longer than {limit:,} characters."
        return
    if "\0" in line:
        card.fault = card.fault or "The card holds a NUL byte, so it is not text."
        return
    if not line.isascii() and UNDECODED.search(line):
        card.fault = card.fault or "The card holds bytes that are not text in the file's encoding."
        return
    parameters = found["parameters"].upper()
    value = found["value"]
    if "QUOTED-PRINTABLE" in parameters:
        value = _unquoted(value, parameters)
    card.values[name].append(value)


def _unquoted(value: str, parameters: str) -> str:
    """A quoted-printable value in the character set its parameters name."""
    octets = quopri.decodestring(value.encode("utf-8", "surrogateescape"))
    charset = re.search(r"CHARSET=\"?([A-Z0-9_.:-]{1,40})", parameters)
    for encoding in (charset[1] if charset else "utf-8", "utf-8", "cp1252"):
        try:
            return octets.decode(encoding)
        except (LookupError, ValueError):
            continue
    return octets.decode("latin-1")


def _unfolded(text: Iterable[str], *, limit: int) -> Iterator[tuple[int, str]]:
    """Logical lines with the number on which each begins; of long ones only the beginning."""
    begun = 0
    pieces: list[str] = []
    length = 0
    quoted = soft = False
    for number, line in _lines(text):
        if pieces and (line[:1] in (" ", "\t") or soft):
            # a soft line break of quoted-printable continues without a fold
            piece = line[1:] if line[:1] in (" ", "\t") and not soft else line
            if soft:
                pieces[-1] = pieces[-1][:-1]
        else:
            if pieces:
                yield begun, "".join(pieces)
            begun, pieces, length, piece = number, [], 0, line
            quoted = "QUOTED-PRINTABLE" in line[:200].upper().partition(":")[0]
        if length <= limit:
            pieces.append(piece)
            length += len(piece)
        soft = quoted and line.endswith("=") and length <= limit
    if pieces:
        yield begun, "".join(pieces)


def _lines(text: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Physical lines; what goes beyond a megabyte of one is passed over."""
    rest, number = "", 1
    for chunk in text:
        *whole, rest = (rest + chunk).split("\n")
        for line in whole:
            yield number, line
            number += 1
        if len(rest) > 2 * _LINE_MAX:
            rest = rest[:_LINE_MAX]
    if rest:
        yield number, rest
