"""A user's calendar, for a program that reads it by a secret address: promises, asks, meetings.

It holds what the user sees on their own pages and nothing else. The address holds a key that is
kept with the user: another key, or none, and the old address leads nowhere. Days are whole days,
and every entry keeps its UID, so that a calendar program moves it and makes no second one.
"""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from hmac import compare_digest

from icalendar import Calendar, Event

from netgraph.domain.access import Viewer
from netgraph.domain.ids import UserId
from netgraph.domain.introductions import MEETING_DAYS, Act, State
from netgraph.errors import NotFound
from netgraph.graph.database import Database
from netgraph.services.accounts import Accounts
from netgraph.services.introductions import Introductions
from netgraph.services.requests import Request
from netgraph.services.today import Agenda

AHEAD_DAYS = 366
"""How far ahead promises are in the calendar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One whole day of the calendar; `key` is what it is known by again."""

    key: str
    day: date
    title: str
    place: str


class Calendars:
    """Users' calendars and their secret addresses."""

    def __init__(
        self,
        database: Database,
        *,
        accounts: Accounts,
        agenda: Agenda,
        introductions: Introductions,
        now: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._accounts = accounts
        self._agenda = agenda
        self._introductions = introductions
        self._now = now

    def key(self, viewer: Viewer) -> str:
        """What the viewer's address holds; empty without one."""
        return self._key(viewer.user)

    def renew(self, viewer: Viewer) -> None:
        """Gives the viewer's calendar another address; the one before leads nowhere."""
        key = secrets.token_urlsafe(24)
        self._database.write("set_calendar_key", id=viewer.user, key=key)

    def revoke(self, viewer: Viewer) -> None:
        """Takes the address away."""
        self._database.write("set_calendar_key", id=viewer.user, key=None)

    def feed(self, user: UserId, key: str, *, home: str) -> bytes:
        """A user's calendar as iCalendar; raises `NotFound` for a key that is not theirs.

        `home` is the address of the pages, without a last slash.
        """
        kept = self._key(user)
        account = self._accounts.by_id(user)
        if not kept or account is None or not compare_digest(kept.encode(), key.encode()):
            raise NotFound("There is no calendar here.")
        calendar = Calendar()
        calendar.add("prodid", "-//Netgraph//Netgraph//EN")
        calendar.add("version", "2.0")
        calendar.add("method", "PUBLISH")
        calendar.add("x-wr-calname", "Netgraph")
        calendar.add("refresh-interval", timedelta(hours=6), parameters={"value": "DURATION"})
        for entry in self.entries(account.viewer):
            calendar.add_component(self._event(entry, home=home))
        return bytes(calendar.to_ical())

    def entries(self, viewer: Viewer) -> tuple[Entry, ...]:
        """What is in the viewer's calendar, in order of the days."""
        today = self._now().date()
        promises = self._agenda.promises(viewer, until=today + timedelta(days=AHEAD_DAYS))
        found = [
            Entry(
                key=f"promise {promise.id}",
                day=promise.due,
                title=f"Promised to {promise.to.name}: {promise.what}",
                place="/favors",
            )
            for promise in promises
        ]
        for request in self._introductions.board(viewer).own:
            found += _entries_of(request)
        return tuple(sorted(found, key=lambda entry: (entry.day, entry.key)))

    def _event(self, entry: Entry, *, home: str) -> Event:
        event = Event()
        event.add("uid", f"{sha256(entry.key.encode()).hexdigest()[:32]}@netgraph")
        event.add("dtstamp", self._now())
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + timedelta(days=1))
        event.add("summary", entry.title)
        event.add("url", f"{home}{entry.place}")
        event.add("transp", "TRANSPARENT")
        return event

    def _key(self, user: UserId) -> str:
        rows = self._database.read("calendar_key", id=user)
        return str(rows[0]["key"] or "") if rows else ""


def _entries_of(request: Request) -> Iterator[Entry]:
    """The days of a request: the answer hoped for, or the meeting to be asked about."""
    cast, place = request.cast, f"/introductions/{request.id}"
    if request.seen.due is not None:
        yield Entry(
            key=f"answer {request.id}",
            day=request.seen.due,
            title=f"Hoped for: {cast.connector.name} on an introduction to {cast.target.name}",
            place=place,
        )
    for step in request.seen.steps:
        if step.act is Act.INTRODUCE and request.seen.state is State.INTRODUCED:
            yield Entry(
                key=f"meet {request.id}",
                day=step.at.date() + timedelta(days=MEETING_DAYS),
                title=f"Have you met {cast.target.name}? {cast.connector.name} introduced you",
                place=place,
            )
        if step.act is Act.MEET:
            yield Entry(
                key=f"met {request.id}",
                day=step.at.date(),
                title=f"Met {cast.target.name}, by {cast.connector.name}",
                place=place,
            )
