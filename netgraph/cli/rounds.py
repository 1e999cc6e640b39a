"""`netgraph rounds`: the reciprocity rounds you run, and how far they are."""

import click

from netgraph.cli.frame import as_option, counted, graph, json_option, out, say_json, viewer_of
from netgraph.services.rounds import SeenRound


@click.command()
@as_option
@json_option
def rounds(email: str | None, *, as_json: bool) -> None:
    """List the reciprocity rounds you run: asks, who helps whom, and who has not said yet.

    Rounds begin in the browser, which also gives everybody's link.
    """
    with graph() as netgraph:
        viewer = viewer_of(netgraph, email)
        found = netgraph.rounds.of(viewer)
    for one in found:
        if as_json:
            say_json(_as_json(one))
            continue
        state = f"open until {one.until.isoformat()}" if one.open else "asks settled"
        out.print(
            f"{one.title}: {counted(len(one.members), 'person', 'people')}, "
            f"{counted(one.asks, 'ask', 'asks')}, {one.matched} matched, "
            f"{one.helped} helped, {state}",
            markup=False,
            style="bold",
        )
        for member in one.members:
            helper = f" ← {member.helper.name}" if member.helper else ""
            ask = f"“{member.ask}”{helper}" if member.ask else "has not said yet"
            out.print(f"   {member.person.name}: {ask}", markup=False)
    if not found and not as_json:
        out.print("You run no round. Begin one in the browser, under Favors.")


def _as_json(one: SeenRound) -> dict[str, object]:
    return {
        "id": one.id,
        "title": one.title,
        "until": one.until,
        "open": one.open,
        "asks": one.asks,
        "matched": one.matched,
        "helped": one.helped,
        "members": [
            {
                "person": member.person.id,
                "name": member.person.name,
                "ask": member.ask,
                "helper": member.helper.id if member.helper else None,
                "helped": member.helped,
            }
            for member in one.members
        ],
    }
