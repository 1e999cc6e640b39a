"""Reciprocity rounds: run by somebody logged in, answered behind links without an account.

The page of a round has everybody's link to send and says whom to remind. Behind a link, made for a
phone, a member states one ask, marks what they can help with, and says later that they helped.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from netgraph.domain.ids import PersonId, RoundId
from netgraph.domain.rounds import LONGEST_ASK
from netgraph.errors import Conflict, InvalidInput, NotFound
from netgraph.services.rounds import Member, MemberLink, MemberView, SeenRound
from web import links
from web.forms import day
from web.frame import Crumb, Frame, Nav, frame
from web.history import say_done
from web.session import netgraph, public, viewer

pages = Blueprint("rounds", __name__, url_prefix="/rounds")
members = Blueprint("members", __name__, url_prefix="/r")
members.after_request(links.keep_to_itself)

_SALT = "netgraph rounds"
_USUAL_DAYS = 7
_FAVORS = Crumb(label="Favors", url="/favors")


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundsPage:
    """What `rounds/list.html` shows: the viewer's rounds and the form of a new one."""

    frame: Frame
    crumbs: tuple[Crumb, ...]
    rounds: tuple[SeenRound, ...]
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRow:
    """A member, with the address of their link and the words of a reminder."""

    member: Member
    address: str
    reminder: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundPage:
    """What `rounds/round.html` shows to who runs it."""

    frame: Frame
    crumbs: tuple[Crumb, ...]
    round: SeenRound
    rows: tuple[MemberRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberPage:
    """What `rounds/member.html` shows to a member; `saved` says that it was kept just now."""

    frame: Frame
    token: str
    view: MemberView
    saved: bool
    longest: int = LONGEST_ASK


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidPage:
    """What `answers/said.html` shows: a title and a sentence."""

    frame: Frame
    title: str
    text: str


@pages.get("")
def rounds() -> ResponseReturnValue:
    """Shows the viewer's rounds and how to begin one."""
    page = RoundsPage(
        frame=frame(Nav.FAVORS),
        crumbs=(_FAVORS,),
        rounds=netgraph().rounds.of(viewer()),
        until=netgraph().now().date() + timedelta(days=_USUAL_DAYS),
    )
    return render_template("rounds/list.html", page=page)


@pages.post("")
def begin() -> ResponseReturnValue:
    """Begins a round."""
    form = request.form
    until = day(form.get("until", ""))
    if until is None:
        raise InvalidInput("A round needs a last day.", hint="Choose one.")
    chosen = [PersonId(one) for one in form.getlist("members") if one]
    round_, done = netgraph().rounds.begin(
        viewer(), title=form.get("title", ""), members=chosen, until=until
    )
    say_done(done)
    return redirect(f"/rounds/{round_}", code=303)


@pages.get("/<round_>")
def show(round_: str) -> ResponseReturnValue:
    """Shows a round to who runs it."""
    found = netgraph().rounds.one(viewer(), RoundId(round_))
    page = RoundPage(
        frame=frame(Nav.FAVORS),
        crumbs=(_FAVORS, Crumb(label="Rounds", url="/rounds")),
        round=found,
        rows=tuple(_row(member, found) for member in found.members),
    )
    return render_template("rounds/round.html", page=page)


@pages.post("/<round_>/<any(close, reopen):step>")
def settle(round_: str, step: str) -> ResponseReturnValue:
    """Settles the asks, or lets them be changed again."""
    say_done(netgraph().rounds.close(viewer(), RoundId(round_), closed=step == "close"))
    return redirect(f"/rounds/{round_}", code=303)


@members.get("/<token>")
@public
def open_round(token: str) -> ResponseReturnValue:
    """Shows a member the round; changes nothing."""
    try:
        view = netgraph().rounds.open(_link(token))
    except NotFound as error:
        return _said(error.message.rstrip("."), error.hint), 404
    page = MemberPage(
        frame=frame(Nav.NOWHERE), token=token, view=view, saved="saved" in request.args
    )
    return render_template("rounds/member.html", page=page)


@members.post("/<token>")
@public
def say(token: str) -> ResponseReturnValue:
    """Takes what a member says."""
    links.check_token()
    form, services = request.form, netgraph().rounds
    try:
        if "helped" in form:
            services.helped(_link(token), _number(form["helped"]))
        else:
            offers = [_number(one) for one in form.getlist("can")]
            services.say(_link(token), ask=form.get("ask", ""), offers=offers)
    except NotFound as error:
        return _said(error.message.rstrip("."), error.hint), 404
    except Conflict as error:
        return _said(error.message.rstrip("."), error.hint), 409
    return redirect(f"/r/{token}?saved=1", code=303)


def token_of(link: MemberLink) -> str:
    """The part of an address that stands for a link."""
    return links.signed([link.round, link.place, link.nonce], salt=_SALT)


def _row(member: Member, found: SeenRound) -> MemberRow:
    address = f"{links.home()}/r/{token_of(member.link)}"
    first = member.person.name.split(maxsplit=1)[0] if member.person.name.split() else "there"
    reminder = (
        f"Hi {first}, the round “{found.title}” is open until {found.until.day} "
        f"{found.until:%B}. State one thing you look for, and mark what you can help with: "
        f"{address}"
    )
    return MemberRow(member=member, address=address, reminder=reminder)


def _link(token: str) -> MemberLink:
    round_, place, nonce = links.unsigned(token, salt=_SALT, words=3)
    return MemberLink(round=RoundId(round_), place=int(place or -1), nonce=nonce)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else -1  # noqa: PLR2004 # digits


def _said(title: str, text: str) -> str:
    page = SaidPage(frame=frame(Nav.NOWHERE), title=title, text=text)
    return render_template("answers/said.html", page=page)
