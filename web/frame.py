"""What surrounds every page: who looks, where they are, what just happened.

Every page dataclass has a field `frame: Frame`, made by `frame(Nav.REACH)` inside a request.
Who is logged in is told once a request by `seen_by`, so that this module needs no user store.
Navigation lists only pages that the application really has: an entry never leads nowhere. Words
about a write travel to the next page as toasts, with the address that undoes it.
"""

import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import jinja2
from flask import Flask, current_app, flash, g, get_flashed_messages
from flask_wtf.csrf import generate_csrf

from web import assets, words

_TOAST = "toast"


class Nav(StrEnum):
    """The places of the application that navigation can name."""

    TODAY = "today"
    REACH = "reach"
    PEOPLE = "people"
    FAVORS = "favors"
    INTRODUCTIONS = "introductions"
    MAP = "map"
    INSIGHTS = "insights"
    IMPORTS = "imports"
    SETTINGS = "settings"
    NOWHERE = "nowhere"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of the navigation: its place, its word, its icon, its address.

    `thumb` says whether it has a place in the bar of a phone; the others are behind `More`.
    """

    nav: Nav
    label: str
    icon: str
    url: str
    thumb: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Toast:
    """What a write did, in a few words, and where a POST takes it back (empty: cannot be)."""

    text: str
    undo_url: str = ""
    failed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Crumb:
    """A step of the way to a page below the second level."""

    label: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Everything that `layout.html` needs besides the page's own content.

    `viewer_name` is empty for somebody not logged in: then neither navigation nor the search
    line are shown. `places` are the main entries, `more` those of the user's menu. `today` is
    the day relative dates are said on.
    """

    active: Nav
    csrf_token: str
    today: date
    viewer_name: str = ""
    viewer_url: str = ""
    team_name: str = ""
    places: tuple[Entry, ...] = ()
    more: tuple[Entry, ...] = ()
    toasts: tuple[Toast, ...] = ()

    @property
    def viewer_initials(self) -> str:
        """One or two capitals of the viewer's name."""
        return words.initials(self.viewer_name)

    @property
    def logged_in(self) -> bool:
        """Whether somebody is known to look."""
        return bool(self.viewer_name)


PLACES = (
    Entry(nav=Nav.TODAY, label="Today", icon="sun", url="/"),
    Entry(nav=Nav.REACH, label="Reach", icon="route", url="/reach"),
    Entry(nav=Nav.PEOPLE, label="People", icon="users", url="/people"),
    Entry(nav=Nav.FAVORS, label="Favors", icon="heart-handshake", url="/favors"),
    Entry(
        nav=Nav.INTRODUCTIONS,
        label="Introductions",
        icon="user-share",
        url="/introductions",
        thumb=False,
    ),
    Entry(nav=Nav.MAP, label="Map", icon="affiliate", url="/map"),
    Entry(nav=Nav.INSIGHTS, label="Insights", icon="chart-line", url="/insights", thumb=False),
)
MORE = (
    Entry(nav=Nav.IMPORTS, label="Imports", icon="file-import", url="/imports"),
    Entry(nav=Nav.SETTINGS, label="Settings", icon="settings", url="/settings"),
)


def seen_by(*, name: str, url: str = "", team: str = "", today: date) -> None:
    """Tell, once a request, who looks (`name` empty: nobody known), their own page and the day."""
    g.frame_viewer = (name, url, team, today)


def frame(active: Nav) -> Frame:
    """The frame of a page at `active`, for the viewer of this request; takes the toasts."""
    name, url, team, today = g.frame_viewer
    known = {rule.rule for rule in current_app.url_map.iter_rules()}
    return Frame(
        active=active,
        csrf_token=generate_csrf(),
        today=today,
        viewer_name=name,
        viewer_url=url,
        team_name=team,
        places=tuple(entry for entry in PLACES if entry.url in known),
        more=tuple(entry for entry in MORE if entry.url in known),
        toasts=tuple(
            Toast(**json.loads(str(said)))
            for said in get_flashed_messages(category_filter=[_TOAST])
        ),
    )


def toast(text: str, *, undo_url: str = "", failed: bool = False) -> None:
    """Say `text` on the next page that the viewer sees, with a button that POSTs to `undo_url`."""
    said = {"text": text, "undo_url": undo_url, "failed": failed}
    flash(json.dumps(said), _TOAST)


def install(app: Flask) -> None:
    """Give `app` (made with `static_folder=None`) its static files, filters and strictness."""
    app.jinja_env.undefined = jinja2.StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    words.install(app.jinja_env)
    assets.install(app)
