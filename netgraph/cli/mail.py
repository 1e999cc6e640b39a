"""`netgraph mail`: the outbox, on the terminal and for a timer."""

import click

from netgraph.cli.frame import as_option, counted, graph, json_option, out, say_json, viewer_of
from netgraph.errors import Misconfigured


@click.group()
def mail() -> None:
    """The outbox: send what is due, and see what became of your own letters."""


@mail.command()
@json_option
def send(*, as_json: bool) -> int:
    """Send every letter whose time has come, once, and end.

    `netgraph serve` does the same by itself; a timer may do both at once. Ends with 1 when a
    letter was not taken.
    """
    with graph() as netgraph:
        if not netgraph.outbox.sends:
            raise Misconfigured("No mail server is set.", hint="Set NETGRAPH_SMTP_HOST.")
        run = netgraph.outbox.send_due()
    if as_json:
        say_json(run)
    else:
        out.print(f"{counted(run.sent, 'letter', 'letters')} sent.")
        if run.later:
            out.print(f"{run.later} will be tried again.")
        if run.failed:
            out.print(f"{run.failed} cannot be sent; who wrote them is told why.")
        if run.unsure:
            out.print(f"Of {run.unsure} nobody knows; who wrote them decides.")
    return 1 if run.later or run.failed or run.unsure else 0


@mail.command("list")
@as_option
@json_option
def list_(email: str | None, *, as_json: bool) -> None:
    """List your own letters, newest first."""
    with graph() as netgraph:
        letters = netgraph.outbox.of(viewer_of(netgraph, email))
    for letter in letters:
        if as_json:
            say_json(letter)
        else:
            line = f"{letter.state.value:8} {letter.to}  {letter.subject}"
            out.print(f"{line}  {letter.trouble}".rstrip(), markup=False)
    if not letters and not as_json:
        out.print("You have sent no letters.")
