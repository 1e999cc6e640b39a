"""`netgraph queries`: every query that Netgraph ever runs, as it is declared."""

import click

from netgraph.cli.frame import json_option, out, say_json
from netgraph.graph.catalogue import catalogue


@click.command()
@click.argument("name", required=False)
@json_option
def queries(name: str | None, *, as_json: bool) -> None:
    """Print the catalogue of named queries, or one of them with its text."""
    found = catalogue()
    if name is not None and name not in found:
        raise click.BadParameter(f"There is no query named {name}.")
    for query in [found[name]] if name else found.values():
        if as_json:
            say_json(
                {
                    "name": query.name,
                    "mode": query.mode,
                    "prose": query.prose,
                    "params": dict(query.params),
                    "columns": dict(query.columns),
                    "place": query.place,
                }
            )
            continue
        out.print(f"[bold]{query.name}[/] ({query.mode}, {query.place})\n  {query.prose}")
        if name:
            for param, kind in query.params.items():
                out.print(f"  param  {param}: {kind}", markup=False)
            for column, kind in query.columns.items():
                out.print(f"  column {column}: {kind}", markup=False)
            out.print(query.text, markup=False)
