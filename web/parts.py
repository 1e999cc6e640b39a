"""What the macros of `templates/parts/` take: small values that any page can build.

A page passes these rather than domain objects, so a macro shows exactly what it was given and
private facts cannot reach a template by accident. All are plain words and numbers; what a
number means stands in its class.
"""

from dataclasses import dataclass
from datetime import date

from netgraph.domain.names import first_name
from netgraph.domain.wording import chance_in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonCard:
    """A person in a line, a path or a list.

    `level` is a seniority (`c_level`, `vp`, `director`, `manager`, `individual` or empty),
    `decides` whether they are a decision maker, `note` one phrase beside the name. `called` is
    whose initials the avatar shows where `name` is no name ("You").
    """

    name: str
    called: str = ""
    title: str = ""
    company: str = ""
    url: str = ""
    level: str = ""
    decides: bool = False
    note: str = ""

    @property
    def role(self) -> str:
        """Title and company as one phrase; empty when neither is known."""
        return ", ".join(part for part in (self.title, self.company) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sureness:
    """A probability with its interval, all in (0, 1)."""

    middle: float
    low: float
    high: float

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.middle <= self.high <= 1:
            raise ValueError(f"{self.low} ≤ {self.middle} ≤ {self.high} is no interval.")

    @property
    def word(self) -> str:
        """`likely`, `worth a try` or `long shot`."""
        return chance_in_words(self.middle)


@dataclass(frozen=True, slots=True, kw_only=True)
class Strand:
    """A tie as drawn between two people of a path.

    `tier` is `strong`, `moderate`, `weak` or `unknown` and becomes the weight of the line;
    `says` is its evidence in words, for a tooltip and for screen readers.
    """

    tier: str
    grade: str
    says: str = ""
    strength: float | None = None
    weakest: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PathStrand:
    """People in order, the first being the viewer, and the ties between neighbours."""

    people: tuple[PersonCard, ...]
    strands: tuple[Strand, ...]

    def __post_init__(self) -> None:
        if len(self.strands) != len(self.people) - 1:
            raise ValueError("A path has one tie fewer than people.")

    @property
    def steps(self) -> tuple[tuple[Strand, PersonCard], ...]:
        """Each tie with the person it leads to."""
        return tuple(zip(self.strands, self.people[1:], strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """Faded goodwill between the viewer and one other person, in units of a coffee, each ≥ 0.

    Seen by that viewer alone. `url` opens the entries behind the numbers.
    """

    given: float
    received: float
    with_whom: str
    url: str = ""

    @property
    def side(self) -> str:
        """`given`, `received` or `balanced`: where the larger part lies, within a half coffee."""
        difference = self.given - self.received
        if abs(difference) < 0.5:  # noqa: PLR2004 - said above
            return "balanced"
        return "given" if difference > 0 else "received"

    @property
    def words(self) -> str:
        """The side as a quiet sentence; never a debt."""
        name = first_name(self.with_whom)
        return {
            "given": f"You helped {name} more so far",
            "received": f"{name} helped you more so far",
            "balanced": "Even",
        }[self.side]


@dataclass(frozen=True, slots=True, kw_only=True)
class FavorRow:
    """One entry of the ledger as seen by the viewer.

    `direction` is `given`, `received`, `gift` or `promise`; `what` the kind in words, `detail`
    the note; `left` what remains of it in units of a coffee (None where none is counted).
    """

    person: PersonCard
    direction: str
    what: str
    day: date
    detail: str = ""
    left: float | None = None
    url: str = ""
    undo_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One point of a timeline; `icon` is of the sprite, `tone` `given`, `received` or empty."""

    day: date
    title: str
    detail: str = ""
    icon: str = "circle-dashed"
    tone: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """A tab: its key (unique on the page), its word, and how many things are behind it."""

    key: str
    label: str
    count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a sortable table; `kind` is `text`, `number` or `date`, empty if not sortable.

    Cells of a `number` or `date` column carry `data-value` when their text does not sort.
    """

    label: str
    kind: str = "text"
    hidden_label: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One choice of a select field."""

    value: str
    label: str
    chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A sentence as Netgraph understood it, shown back for correction before it is saved.

    `unsure` names the fields (`person`, `kind`, `day` …) that should be looked at, each with
    why. `save_url` takes the POST. A person who is not known yet has a value that starts with
    `new:` and the name.
    """

    sentence: str
    said: str
    save_url: str
    directions: tuple[Choice, ...]
    people: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    sizes: tuple[Choice, ...] = ()
    introduced: tuple[Choice, ...] = ()
    day: date
    note: str = ""
    unsure: tuple[tuple[str, str], ...] = ()

    def doubt(self, field: str) -> str:
        """Why a field should be looked at; empty when it is sure."""
        return dict(self.unsure).get(field, "")
