"""`netgraph reach-plan`: whom to get to know, so that more targets come within reach."""

import click

from netgraph.cli.frame import as_option, graph, json_option, out, say_json, viewer_of
from netgraph.domain.wording import percent
from netgraph.services.reach_plan import MOST_TIES, PlannedTie


@click.command(name="reach-plan")
@as_option
@click.option(
    "--most", type=click.IntRange(1, 20), default=MOST_TIES, show_default=True, help="Ties at most."
)
@json_option
def reach_plan(email: str | None, most: int, *, as_json: bool) -> None:
    """Say whom to get to know, or to write to again, to bring most targets within reach.

    Targets are whom you ask for or look for, and who decides at a company in which somebody
    plays a buying role.
    """
    with graph() as netgraph:
        plan = netgraph.reach_plans.plan(viewer_of(netgraph, email), most=most)
    if as_json:
        for tie in plan.ties:
            say_json(_as_object(tie))
        return
    if not plan.ties:
        out.print("No tie would bring more of your targets within reach.", markup=False)
        return
    for place, tie in enumerate(plan.ties, 1):
        how = (
            f"{percent(tie.now)} now"
            if tie.now is not None
            else f"new, by {tie.way[1].name}, {percent(tie.works)}"
        )
        out.print(
            f"{place}. {tie.person.name}: {how}, {percent(tie.then)} after a meeting; "
            f"+{tie.gain:.2f} targets",
            markup=False,
        )
        for one in tie.opens:
            out.print(
                f"   {one.target.name}: {percent(one.now)} → {percent(one.then)}", markup=False
            )
    out.print(
        f"Of {plan.targets} targets {plan.before:.1f} are expected to be reached, then "
        f"{plan.after:.1f}.",
        markup=False,
    )


def _as_object(tie: PlannedTie) -> dict[str, object]:
    return {
        "person": tie.person.name,
        "id": tie.person.id,
        "now": tie.now,
        "works": tie.works,
        "then": tie.then,
        "gain": tie.gain,
        "way": [person.name for person in tie.way],
        "opens": [
            {"target": one.target.name, "now": one.now, "then": one.then} for one in tie.opens
        ],
    }
