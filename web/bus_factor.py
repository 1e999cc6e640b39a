"""Who holds our accounts: on how few people the way to each one hangs."""

from dataclasses import dataclass

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from netgraph.services.bus_factor import HeldAccount
from web.frame import Crumb, Frame, Nav, frame
from web.session import netgraph, viewer

pages = Blueprint("bus_factor", __name__, url_prefix="/bus-factor")


@dataclass(frozen=True, slots=True, kw_only=True)
class BusFactorPage:
    """What `bus_factor/bus_factor.html` shows: the accounts, those that hang on fewest first."""

    frame: Frame
    crumbs: tuple[Crumb, ...]
    accounts: tuple[HeldAccount, ...]


@pages.get("")
def bus_factor() -> ResponseReturnValue:
    """Shows on whom each account hangs."""
    page = BusFactorPage(
        frame=frame(Nav.PEOPLE),
        crumbs=(Crumb(label="Companies", url="/companies"),),
        accounts=netgraph().bus_factors.all(viewer()),
    )
    return render_template("bus_factor/bus_factor.html", page=page)
