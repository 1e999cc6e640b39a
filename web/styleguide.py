"""A page that shows one of every part, with made-up people; registered under debug and tests only.

It is where a part is looked at in both themes and both widths, and what the browser tests check
for accessibility and the content policy, so that a part is right before a page uses it.

"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from flask import Blueprint, render_template

from netgraph.domain.evidence import Grade
from web.frame import Crumb, Frame, Nav, Toast, frame
from web.parts import (
    Balance,
    Choice,
    Column,
    FavorRow,
    Moment,
    PathStrand,
    PersonCard,
    Reading,
    Strand,
    Sureness,
    Tab,
)

DAY = date(2026, 3, 3)
"""The day on which the samples take place."""

blueprint = Blueprint("styleguide", __name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleguidePage:
    """Sample values for every macro; see `web.parts` for what they mean."""

    frame: Frame
    crumbs: tuple[Crumb, ...]
    paths: tuple[tuple[PathStrand, Sureness], ...]
    people: tuple[PersonCard, ...]
    grades: tuple[str, ...]
    balances: tuple[Balance, ...]
    moments: tuple[Moment, ...]
    columns: tuple[Column, ...]
    rows: tuple[FavorRow, ...]
    tabs: tuple[Tab, ...]
    points: tuple[tuple[str, int, int], ...]
    choices: tuple[Choice, ...]
    reading: Reading


YOU = PersonCard(name="You")
DANA = PersonCard(
    name="Dana Ortiz", title="VP Operations", company="Initech", level="vp", url="/people/dana"
)
PRIYA = PersonCard(
    name="Priya Shah",
    title="Chief Financial Officer",
    company="Acme",
    level="c_level",
    decides=True,
    url="/people/priya",
)
TOM = PersonCard(name="Tom Becker", title="Head of IT", company="Globex", level="director")
ANA = PersonCard(name="Ana Ruiz", note="met at a trade fair")
LUC = PersonCard(name="Luc Petit", title="Plant manager", company="Hooli", level="manager")


def sample(surroundings: Frame) -> StyleguidePage:
    """The page with its sample values inside of `surroundings`."""
    near = Strand(
        tier="strong",
        grade=Grade.HELPED,
        strength=0.83,
        says="met twice this year; wrote 12 days ago",
    )
    far = Strand(
        tier="weak", grade=Grade.TWO_WAY, strength=0.34, says="answered mail in May", weakest=True
    )
    middle = Strand(tier="moderate", grade=Grade.MET, strength=0.55, says="a meeting in June")
    blind = Strand(tier="unknown", grade="unknown")
    return StyleguidePage(
        frame=surroundings,
        crumbs=(Crumb(label="Settings", url="/settings"),),
        paths=(
            (
                PathStrand(people=(YOU, DANA, PRIYA), strands=(near, middle)),
                Sureness(middle=0.62, low=0.48, high=0.74),
            ),
            (
                PathStrand(people=(YOU, TOM, LUC, PRIYA), strands=(near, middle, far)),
                Sureness(middle=0.24, low=0.12, high=0.41),
            ),
            (
                PathStrand(people=(YOU, TOM, LUC, ANA, PRIYA), strands=(near, far, middle, blind)),
                Sureness(middle=0.06, low=0.01, high=0.2),
            ),
        ),
        people=(DANA, PRIYA, TOM, LUC, ANA),
        grades=(*Grade, "unknown"),
        balances=(
            Balance(given=3.2, received=1.0, with_whom="Dana Ortiz", url="/favors?with=dana"),
            Balance(given=0.4, received=2.6, with_whom="Tom Becker"),
            Balance(given=1.1, received=1.0, with_whom="Ana Ruiz"),
        ),
        moments=(
            Moment(
                day=DAY - timedelta(days=2),
                title="You reviewed her board deck",
                detail="“Twice, on a Sunday.”",
                icon="arrow-up-right",
                tone="given",
            ),
            Moment(
                day=DAY - timedelta(days=41),
                title="Dana introduced you to Luc Petit",
                icon="arrow-down-left",
                tone="received",
                url="/favors/2",
            ),
            Moment(day=DAY - timedelta(days=400), title="Met at Initech", icon="calendar-check"),
        ),
        columns=(
            Column(label="Who"),
            Column(label="Direction"),
            Column(label="What"),
            Column(label="When", kind="date"),
            Column(label="Left", kind="number"),
            Column(label="Undo", kind="", hidden_label=True),
        ),
        rows=tuple(_rows()),
        tabs=(Tab(key="lines", label="Lines"), Tab(key="work", label="Work", count=1)),
        points=tuple(
            (f"2025-{month:02d}-01", month % 5 + 2, month * 3 % 7) for month in range(1, 13)
        ),
        choices=(
            Choice(value="c_level", label="C-level", chosen=True),
            Choice(value="vp", label="VP"),
            Choice(value="director", label="Director"),
        ),
        reading=read_sample("reviewed Ana Ruiz's board deck yesterday"),
    )


def read_sample(sentence: str) -> Reading:
    """One reading, whatever the sentence: what a page shows, not what a parser finds."""
    return Reading(
        sentence=sentence,
        said="You reviewed a document for Ana Ruiz",
        save_url="/styleguide",
        directions=(
            Choice(value="given", label="I did it for them", chosen=True),
            Choice(value="received", label="They did it for me"),
        ),
        people=(
            Choice(value="ana", label="Ana Ruiz", chosen=True),
            Choice(value="ana2", label="Ana Ruiz Vega, Hooli"),
        ),
        kinds=(
            Choice(value="document_review", label="Document review", chosen=True),
            Choice(value="advice", label="Advice"),
        ),
        day=DAY - timedelta(days=1),
        note="board deck",
        unsure=(("person", "Two people are called that."),),
    )


@blueprint.get("/styleguide")
def show() -> str:
    """The parts, with one toast in the corner."""
    surroundings = frame(Nav.SETTINGS)
    shown = Toast(text="Logged: you reviewed Ana’s deck.", undo_url="/styleguide")
    page = sample(replace(surroundings, toasts=(shown, *surroundings.toasts)))
    return render_template("styleguide.html", page=page)


def _rows() -> list[FavorRow]:
    people = (DANA, TOM, LUC, ANA, PRIYA)
    said = (
        ("given", "Document review", "Her board deck", 1.9),
        ("received", "Introduction", "To Luc Petit", 0.7),
        ("gift", "An article on tolerances", "", None),
        ("promise", "Send the benchmark", "Until Friday", None),
        ("given", "Reference", "", 3.4),
    )
    return [
        FavorRow(
            person=people[(i * 3) % 5],
            direction=said[i % 5][0],
            what=said[i % 5][1],
            detail=said[i % 5][2],
            left=said[i % 5][3],
            day=DAY - timedelta(days=i * i * 6),
            undo_url="/styleguide",
        )
        for i in range(12)
    ]
