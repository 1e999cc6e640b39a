"""`netgraph flows`: favors between groups, and the network as a file."""

from typing import TextIO

import click

from netgraph.cli.frame import (
    as_option,
    counted,
    graph,
    json_option,
    out,
    say_json,
    told_progress,
    viewer_of,
)
from netgraph.services.flows import MOST_MONTHS_BACK, SPANS, FlowsAsked, Of, flows_csv
from netgraph.services.structure import graphml, structure


@click.command()
@as_option
@click.option(
    "--between",
    "level",
    type=click.Choice([of.value for of in Of]),
    default=Of.COMPANY.value,
    show_default=True,
    help="The level; `person` is between you and each person.",
)
@click.option(
    "--months", type=click.Choice([str(s) for s in SPANS]), default="12", help="How long a period."
)
@click.option(
    "--ago", type=click.IntRange(0, MOST_MONTHS_BACK), default=0, help="Months ago it ends."
)
@click.option("--csv", "as_csv", is_flag=True, help="As a table for a spreadsheet.")
@click.option(
    "--graphml",
    "file",
    type=click.File("w", encoding="utf-8", lazy=True),
    metavar="FILE",
    help="Write everybody, ties and favors, with the shape of the network, and end.",
)
@json_option
def flows(
    email: str | None,
    level: str,
    months: str,
    ago: int,
    *,
    as_csv: bool,
    file: TextIO | None,
    as_json: bool,
) -> None:
    """Say who helped whom, between groups, and how much came back in the whole network.

    What two groups gave each other is told only where several people on both sides had a part.
    """
    with graph() as netgraph:
        viewer = viewer_of(netgraph, email)
        if file is not None:
            network = netgraph.ties.network(viewer, as_of=netgraph.now().date())
            with told_progress() as progress:
                report = structure(network, telling=progress)
            file.write(graphml(network, netgraph.people.many(viewer, network.people), report))
            return
        found = netgraph.flows.flows(viewer, FlowsAsked(of=Of(level), months=int(months), ago=ago))
    if as_csv:
        click.echo(flows_csv(found), nl=False)
        return
    rows = [
        *((e.one, e.other, e.gave, e.got, e.favors, e.before) for e in found.exchanges),
        *(("You", w.person.name, w.gave, w.got, w.favors, w.before) for w in found.people),
    ]
    for one, other, gave, got, favors, before in rows:
        if as_json:
            say_json(
                {"one": one, "other": other, "gave": gave, "got": got, "favors": favors,
                 "before": before}
            )  # fmt: skip
            continue
        told = "too few people to tell apart" if gave is None else f"gave {gave:g}, got {got:g}"
        done = counted(favors, "favor", "favors")
        out.print(f"{one} and {other}: {told}; {done}, {before:,} before", markup=False)
    if not as_json:
        index = "unknown" if found.index is None else f"{found.index:.0%}"
        out.print(f"Reciprocity of the network: {index}.", markup=False)
