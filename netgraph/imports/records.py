"""What a file says, as typed values: people, evidence, and the rows that could not be used.

A record names its people by their place in `Parsed.people`, as the same person may stand in a
file under several keys or under none; `OWNER` is whoever imports. Rows in error are values with
line and reason, what was left out on purpose is counted by reason, and so nothing is dropped in
silence. Which records are the same person is decided in `identity`, not here.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from netgraph.domain.evidence import Kind, Monthly
from netgraph.imports.replies import ReplyRecord

OWNER = -1
"""The place that stands for the importing user in `EvidenceRecord.actor` and `.other`."""

EXCERPT = 200

Progress = Callable[[int, int], None]
"""Called now and then with the bytes read and the bytes there are."""


class Format(StrEnum):
    """What kind of file it is."""

    LINKEDIN = "linkedin"
    GOOGLE = "google"
    VCARD = "vcard"
    MBOX = "mbox"
    EML = "eml"
    HEADERS = "headers"
    BOARDS = "boards"

    @property
    def words(self) -> str:
        """The format's name on the screen."""
        return _WORDS[self]


_WORDS = {
    Format.LINKEDIN: "LinkedIn connections",
    Format.GOOGLE: "Google contacts",
    Format.VCARD: "vCard",
    Format.MBOX: "mailbox (mbox)",
    Format.EML: "e-mail message (.eml)",
    Format.HEADERS: "table of message headers",
    Format.BOARDS: "table of seats",
}


class KeyKind(StrEnum):
    """What tells a person from another, strongest first."""

    LINKEDIN = "linkedin"  # the slug of /in/<slug>
    EMAIL = "email"
    PHONE = "phone"  # E.164
    LOCAL = "local"  # holds within one file, or one owner's list, and nowhere else

    @property
    def strength(self) -> int:
        """0 for the strongest."""
        return tuple(KeyKind).index(self)


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """One thing that identifies a person, normalised."""

    kind: KeyKind
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Who imports: their own addresses (lower case), and the region of phone numbers without `+`.

    `region` is an ISO 3166 code such as `DE`; without it national numbers are left out.
    """

    emails: tuple[str, ...] = ()
    region: str | None = None

    @property
    def mark(self) -> str:
        """What keeps one owner's local keys apart from another's."""
        return min(self.emails, default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class EmploymentRecord:
    """A job or seat at a company, from a day to a day as far as the file says."""

    company: str
    title: str = ""
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRecord:
    """What one row, card or address says about a person; `line` counts from 1.

    `keys` are never empty. `name` is an e-mail address when the file gives nothing better
    (`names.is_address`). `title` and `company` are today's; `employments` are dated ones.
    """

    line: int
    name: str
    keys: tuple[Key, ...]
    title: str = ""
    company: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    since: date | None = None
    note: str = ""
    employments: tuple[EmploymentRecord, ...] = ()

    def __post_init__(self) -> None:
        if not self.keys:
            raise ValueError("A record has at least one key.")


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRecord:
    """A fact about two people of the file, by their places in `Parsed.people` (or `OWNER`).

    The shapes are those of `netgraph.domain.evidence.Evidence`: events by month, or a period
    with a weight. `about` says of what, in the file's words: the board two people share.
    """

    actor: int
    other: int
    kind: Kind
    months: tuple[Monthly, ...] = ()
    since: date | None = None
    until: date | None = None
    weight: float = 1.0
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BadRow:
    """A row that could not be used: where, why, and how it begins (at most 200 characters)."""

    line: int
    reason: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """How many rows, messages or addresses were left out on purpose, and why."""

    reason: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """All that was read from a file. `rows` counts its rows, cards or messages, good and bad.

    At most `Limits.bad_rows` bad rows are kept; `left_out` counts the others. `replies` are
    messages that answer what the reader asked; they are the reader's own, whoever sees the rest.
    """

    format: Format
    people: tuple[PersonRecord, ...] = ()
    evidence: tuple[EvidenceRecord, ...] = ()
    bad: tuple[BadRow, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    rows: int = 0
    replies: tuple[ReplyRecord, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much of a file is read before it is refused; sizes in bytes or characters."""

    size: int = 64 << 30  # after unpacking: a mailbox is tens of gigabytes
    table_size: int = 1 << 30
    rows: int = 20_000_000  # of a table that is read as a stream
    contacts: int = 200_000  # rows of an address book or table of seats, which is kept as a whole
    people: int = 1_000_000
    field: int = 64 << 10
    row: int = 16 << 20
    message_head: int = 256 << 10
    ratio: int = 100  # unpacked to packed, looked at from `ratio_from` bytes on
    ratio_from: int = 2 << 20
    entries: int = 10_000  # files in a zip
    bad_rows: int = 10_000
    recipients: int = 10  # of a message that still counts
    board: int = 60  # people on a board whose members still know each other


@dataclass(slots=True, kw_only=True)
class Tally:
    """Collects what is not used while a file is read."""

    limits: Limits
    rows: int = 0
    bad: list[BadRow] = field(default_factory=list)
    left_out: dict[str, int] = field(default_factory=dict)

    def reject(self, line: int, reason: str, text: str = "") -> None:
        """Notes a row in error; past the limit it is only counted."""
        if len(self.bad) >= self.limits.bad_rows:
            self.leave_out("a further row in error, not listed")
            return
        self.bad.append(BadRow(line=line, reason=reason, text=excerpt(text)))

    def leave_out(self, reason: str, count: int = 1) -> None:
        """Counts something left out on purpose."""
        self.left_out[reason] = self.left_out.get(reason, 0) + count

    def parsed(
        self,
        form: Format,
        *,
        people: tuple[PersonRecord, ...],
        evidence: tuple[EvidenceRecord, ...],
        replies: tuple[ReplyRecord, ...] = (),
    ) -> Parsed:
        """The whole result; bad rows by line, what was left out by reason."""
        return Parsed(
            format=form,
            people=people,
            evidence=evidence,
            bad=tuple(sorted(self.bad, key=lambda row: (row.line, row.reason))),
            left_out=tuple(
                LeftOut(reason=reason, count=count)
                for reason, count in sorted(self.left_out.items())
            ),
            rows=self.rows,
            replies=replies,
        )


class RowError(ValueError):
    """One row cannot be used; the message is the reason the user reads. Never leaves this floor."""


def excerpt(text: str) -> str:
    """The beginning of a row, printable and at most 200 characters."""
    head = text[: EXCERPT + 1]
    shown = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in head)
    return shown if len(shown) <= EXCERPT else shown[: EXCERPT - 1] + "…"
