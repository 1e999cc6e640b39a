"""`netgraph bus-factor`: on how few people the way to each account hangs."""

import click

from netgraph.cli.frame import as_option, graph, json_option, out, say_json, viewer_of
from netgraph.domain.wording import held_by
from netgraph.services.bus_factor import HeldAccount


@click.command(name="bus-factor")
@as_option
@json_option
def bus_factor(email: str | None, *, as_json: bool) -> None:
    """Say for each account whose leaving would cut your team off from who decides there.

    An account is a company in which somebody plays a buying role.
    """
    with graph() as netgraph:
        accounts = netgraph.bus_factors.all(viewer_of(netgraph, email))
    if as_json:
        for account in accounts:
            say_json(_as_object(account))
        return
    if not accounts:
        out.print("No account yet: say who plays a buying role at a company.", markup=False)
    for account in accounts:
        names = None if account.hold.people is None else [one.name for one in account.hold.people]
        out.print(f"{account.name}: {held_by(names)}", markup=False)


def _as_object(account: HeldAccount) -> dict[str, object]:
    people = account.hold.people
    return {
        "company": account.name,
        "id": account.company,
        "deciders": account.deciders,
        "bus_factor": None if people is None else len(people),
        "people": None if people is None else [{"id": one.id, "name": one.name} for one in people],
    }
