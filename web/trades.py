"""Rings and chains of introductions: what is proposed, how one is drawn and goes on, and its links.

The proposer sees the whole of a ring. Each of its people is sent a link, one after the other, and
sees behind it their own give and get alone. Opening a link changes nothing.
"""

from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from netgraph.domain.ids import TradeId
from netgraph.domain.trades import TradeAct, TradeState
from netgraph.errors import Conflict, NotFound
from netgraph.services.trades import SeatLink, SeatView, SeenTrade
from web import links
from web.circle import Circle, circle
from web.forms import one_of
from web.frame import Crumb, Frame, Nav, frame, toast
from web.history import say_done
from web.session import netgraph, public, viewer

pages = Blueprint("trades", __name__, url_prefix="/trades")
seats = Blueprint("seats", __name__, url_prefix="/t")
seats.after_request(links.keep_to_itself)

_SALT = "netgraph seats"

SAID = {
    TradeAct.AGREE: ("You are in", "You will hear when it is your turn. Keep this link."),
    TradeAct.GIVE: ("Thank you", "Your introduction is noted."),
    TradeAct.DECLINE: ("That is fine", "Nobody is told who said no."),
    TradeAct.FAIL: ("Thank you for saying so", "Nobody is told whose introduction it was."),
    TradeAct.WITHDRAW: ("You are out", "Nobody is told who withdrew."),
}
"""What is said after an answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A trade and its picture."""

    trade: SeenTrade
    picture: Circle


@dataclass(frozen=True, slots=True, kw_only=True)
class TradesPage:
    """What `trades/board.html` shows: what could be proposed, and what was."""

    frame: Frame
    crumbs: tuple[Crumb, ...]
    proposals: tuple[Drawn, ...]
    own: tuple[Drawn, ...]
    expected: float
    exact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TradePage:
    """What `trades/trade.html` shows of one trade; `address` is the link of whose turn it is."""

    frame: Frame
    crumbs: tuple[Crumb, ...]
    drawn: Drawn
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatPage:
    """What `trades/seat.html` shows to one of a trade's people: their own give and get."""

    frame: Frame
    token: str
    view: SeatView


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidPage:
    """What `answers/said.html` shows: a title and a sentence."""

    frame: Frame
    title: str
    text: str


_TAKEN = {
    "withdraw": "It is withdrawn.",
    "give": "Your introduction is logged.",
    "fail": "It is closed.",
}
_CRUMBS = (Crumb(label="Introductions", url="/introductions"),)
_EXACT = 1e-6


@pages.get("")
def board() -> ResponseReturnValue:
    """Shows the rings that close among the people the viewer knows, and those under way."""
    found = netgraph().trades.board(viewer())
    page = TradesPage(
        frame=frame(Nav.INTRODUCTIONS),
        crumbs=_CRUMBS,
        proposals=tuple(map(_drawn, found.proposals)),
        own=tuple(map(_drawn, found.own)),
        expected=found.expected,
        exact=found.gap < _EXACT,
    )
    return render_template("trades/board.html", page=page)


@pages.post("")
def propose() -> ResponseReturnValue:
    """Begins one of the proposed."""
    trade, done = netgraph().trades.propose(viewer(), request.form.get("key", ""))
    say_done(done)
    return redirect(f"/trades/{trade}", code=303)


@pages.get("/<trade>")
def show(trade: str) -> ResponseReturnValue:
    """Shows how one goes on, and the link of whose turn it is."""
    found = netgraph().trades.trade(viewer(), TradeId(trade))
    address = ""
    if found.link and found.seat is not None:
        link = SeatLink(trade=TradeId(trade), seat=found.seat, nonce=found.link)
        address = f"{links.home()}/t/{token_of(link)}"
    page = TradePage(
        frame=frame(Nav.INTRODUCTIONS),
        crumbs=(*_CRUMBS, Crumb(label="Rings", url="/trades")),
        drawn=_drawn(found),
        address=address,
    )
    return render_template("trades/trade.html", page=page)


@pages.post("/<trade>/<any(withdraw, give, fail):act>")
def take(trade: str, act: str) -> ResponseReturnValue:
    """A step of the proposer's own."""
    netgraph().trades.act(viewer(), TradeId(trade), TradeAct(act))
    toast(
        {"withdraw": "It is withdrawn.", "give": "Your introduction is logged."}.get(act, "Noted.")
    )
    return redirect(f"/trades/{trade}", code=303)


@seats.get("/<token>")
@public
def open_seat(token: str) -> ResponseReturnValue:
    """Shows somebody their own give and get; changes nothing."""
    try:
        view = netgraph().trades.open(_link(token))
    except NotFound as error:
        return _said(error.message.rstrip("."), error.hint), 404
    return render_template(
        "trades/seat.html", page=SeatPage(frame=frame(Nav.NOWHERE), token=token, view=view)
    )


@seats.post("/<token>")
@public
def answer(token: str) -> ResponseReturnValue:
    """Takes what somebody says of their own give and get."""
    links.check_token()
    act = one_of(TradeAct, "answer")
    try:
        state = netgraph().trades.answer(_link(token), act)
    except NotFound as error:
        return _said(error.message.rstrip("."), error.hint), 404
    except Conflict as error:
        return _said(error.message.rstrip("."), error.hint), 409
    title, text = SAID[act]
    if state is TradeState.DONE:
        text = "That was the last of it: everybody has given and got. Thank you."
    return _said(title, text)


def token_of(link: SeatLink) -> str:
    """The part of an address that stands for a link."""
    return links.signed([link.trade, link.seat, link.nonce], salt=_SALT)


def _link(token: str) -> SeatLink:
    trade, seat, nonce = links.unsigned(token, salt=_SALT, words=3)
    return SeatLink(trade=TradeId(trade), seat=int(seat or -1), nonce=nonce)


def _said(title: str, text: str) -> str:
    page = SaidPage(frame=frame(Nav.NOWHERE), title=title, text=text)
    return render_template("answers/said.html", page=page)


def _drawn(trade: SeenTrade) -> Drawn:
    place = {person.id: number for number, person in enumerate(trade.people)}
    me = viewer().person
    return Drawn(
        trade=trade,
        picture=circle(
            [person.name if person.id != me else "You" for person in trade.people],
            [(place[give.giver.id], place[give.receiver.id]) for give in trade.gives],
            [give.done for give in trade.gives],
            ring=trade.ring,
        ),
    )
