"""The first page after login: what to do next, seven things at most."""

from dataclasses import dataclass, replace

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from netgraph.services.today import Today
from web.frame import Frame, Nav, frame
from web.session import netgraph, viewer
from web.shares import line_of

pages = Blueprint("today", __name__)

MOST = 7
"""Things that stand open; what else there is waits folded away."""

FEW = 2
"""So many of each kind come before a third of any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Things of one kind, the most pressing first: those that stand open, and those that wait."""

    key: str
    title: str
    lead: str = ""
    note: str = ""
    now: tuple[object, ...] = ()
    later: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayPage:
    """What `today.html` shows: the next things to do by kind, or how to begin."""

    frame: Frame
    today: Today
    sections: tuple[Section, ...]


@pages.get("/")
def today() -> ResponseReturnValue:
    """Shows what to do next."""
    agenda = netgraph().agenda.today(viewer(), as_of=netgraph().now().date())
    page = TodayPage(frame=frame(Nav.TODAY), today=agenda, sections=_sections(agenda))
    return render_template("today.html", page=page)


def _sections(today: Today) -> tuple[Section, ...]:
    """All there is to do, in order of value; kinds of which there is nothing are left out."""
    done = f"{today.week.done} done this week" if today.week.done else ""
    every = (
        (Section(key="promises", title="Keep your word"), today.promises),
        (
            Section(
                key="answered",
                title="Answered by mail",
                lead="Say what it means, and the rest follows.",
            ),
            today.answered,
        ),
        (Section(key="todo", title="Your introductions"), today.todo),
        (
            Section(
                key="told",
                title="They told you what would help",
                lead="You asked, and here is the answer.",
            ),
            today.told,
        ),
        (Section(key="helps", title="Help is offered"), today.helps),
        (
            Section(
                key="gives",
                title="Give first",
                lead="The most helpful things you could do this week, for people around those "
                "you want to meet.",
                note=done,
            ),
            today.week.ideas,
        ),
        (Section(key="drafts", title="Ask, when you are ready"), today.drafts),
        (
            Section(key="shares", title="Shared with you", lead="To read when you like."),
            tuple(map(line_of, today.shares)),
        ),
        (
            Section(
                key="again",
                title="Still looking?",
                lead="What people look for changes. Ask when you next speak, or by a link.",
            ),
            today.week.ask_again,
        ),
        (
            Section(
                key="upkeep",
                title="You know best",
                lead="A word from you keeps this true for the team. Three questions a week at "
                "most.",
            ),
            today.upkeep,
        ),
    )
    found = [(section, tuple(things)) for section, things in every if things]
    open_ = shares([len(things) for _, things in found])
    return tuple(
        replace(section, now=things[:count], later=things[count:])
        for (section, things), count in zip(found, open_, strict=True)
    )


def shares(counts: list[int]) -> list[int]:
    """How many of each kind stand open: at most `FEW` of each in order, then more in order."""
    given, left = [], MOST
    for count in counts:
        given.append(min(count, FEW, left))
        left -= given[-1]
    for place, count in enumerate(counts):
        more = min(count - given[place], left)
        given[place] += more
        left -= more
    return given
