"""Whom to get to know next: the ties that would bring most of the viewer's targets within reach."""

from dataclasses import dataclass

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from netgraph.services.reach_plan import PlannedTie, ReachPlan
from web.frame import Crumb, Frame, Nav, frame
from web.parts import PersonCard
from web.people import card
from web.session import netgraph, viewer

pages = Blueprint("reach_plan", __name__, url_prefix="/reach-plan")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One tie to make alive, with its person as a card."""

    tie: PlannedTie
    card: PersonCard


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachPlanPage:
    """What `reach_plan/reach_plan.html` shows."""

    frame: Frame
    crumbs: tuple[Crumb, ...]
    plan: ReachPlan
    proposals: tuple[Proposal, ...]


@pages.get("")
def reach_plan() -> ResponseReturnValue:
    """Shows the ties that would open most."""
    plan = netgraph().reach_plans.plan(viewer())
    page = ReachPlanPage(
        frame=frame(Nav.REACH),
        crumbs=(Crumb(label="Reach", url="/reach"),),
        plan=plan,
        proposals=tuple(Proposal(tie=tie, card=card(tie.person)) for tie in plan.ties),
    )
    return render_template("reach_plan/reach_plan.html", page=page)
