"""`netgraph assign`: whom to ask for the team's open requests, on the terminal."""

import click

from netgraph.cli.frame import as_option, graph, json_option, out, say_json, viewer_of
from netgraph.domain.wording import percent


@click.command()
@as_option
@json_option
def assign(email: str | None, *, as_json: bool) -> None:
    """Propose whom to ask for the team's open requests, for a manager.

    Open are drafts that wait for their turn and open asks. The plan gives nearly the most meetings
    that can be expected, breaks no connector's rules, and spares who is asked most.
    """
    with graph() as netgraph:
        plan = netgraph.assignments.propose(viewer_of(netgraph, email))
    if as_json:
        say_json(plan)
        return
    for line in plan.lines:
        out.print(
            f"{percent(line.probability):>5} {line.requester.name} asks {line.connector.name} "
            f"to reach {line.target.name}, from {line.day:%Y-%m-%d}",
            markup=False,
        )
    for requester, target in plan.unserved:
        out.print(f"      {requester.name} reaches {target.name} by nobody now", markup=False)
    if plan.lines:
        out.print(f"{plan.expected:.1f} meetings expected, {plan.best:.1f} at the very most.")
    else:
        out.print("Nothing is open that anybody could be asked for.")
