"""`netgraph barter`: rings and chains of introductions to propose, on the terminal."""

import click

from netgraph.cli.frame import as_option, graph, json_option, out, say_json, viewer_of
from netgraph.domain.barter import CanGive, IntroCycle, unreturned
from netgraph.domain.wording import percent
from netgraph.services.barter import Proposal


@click.command()
@as_option
@click.option(
    "--seconds",
    type=click.FloatRange(min=0.1),
    default=10.0,
    show_default=True,
    help="How long to look for the best; what is found by then is shown with its bound.",
)
@json_option
def barter(email: str | None, seconds: float, *, as_json: bool) -> None:
    """Propose rings of people who each introduce one and meet another.

    Everybody in a ring gets an introduction they look for and makes one that another looks for.
    The people are those whom you have a tie with and who are in no ring under way; a chain
    begins with you. Nothing is sent: speak with each of them alone about their own give and get.
    """
    with graph() as netgraph:
        viewer = viewer_of(netgraph, email)
        proposal = netgraph.trades.proposal(viewer, seconds=seconds)
    if as_json:
        say_json(_as_json(proposal))
        return
    clearing = proposal.clearing
    for number, trade in enumerate(clearing.trades, start=1):
        ring = isinstance(trade, IntroCycle)
        kind = "Ring" if ring else "Chain"
        out.print(
            f"{number}. {kind} of {len(trade.people)}: {trade.expected:.1f} introductions expected",
            markup=False,
            style="bold",
        )
        for step in trade.order if isinstance(trade, IntroCycle) else trade.gives:
            out.print(f"   {_sentence(step, proposal)}", markup=False)
    if clearing.trades:
        exact = clearing.gap < _EXACT
        sure = "No other choice is better." if exact else f"At most {clearing.gap:.1%} from best."
        out.print(f"{clearing.expected:.1f} introductions expected in all. {sure}", markup=False)
    else:
        out.print("No ring closes among the people you know.")
        out.print("Write down whom they look for: netgraph people show NAME tells what is known.")


_EXACT = 1e-6


def _sentence(step: CanGive, proposal: Proposal) -> str:
    giver, receiver, whom = (proposal.people[p] for p in (step.giver, step.receiver, step.whom))
    said = proposal.wants[step.want].text
    return (
        f"{percent(step.probability):>5} {giver.name} introduces {receiver.name} to {whom.name}"
        + (f", {whom.role}" if whom.role else "")
        + f" (“{said}”)"
    )


def _as_json(proposal: Proposal) -> dict[str, object]:
    clearing = proposal.clearing
    return {
        "expected": clearing.expected,
        "bound": clearing.bound,
        "trades": [
            {
                "kind": "ring" if isinstance(trade, IntroCycle) else "chain",
                "expected": trade.expected,
                "unreturned": unreturned(steps),
                "steps": [
                    {
                        "giver": step.giver,
                        "receiver": step.receiver,
                        "whom": step.whom,
                        "want": proposal.wants[step.want].text,
                        "probability": step.probability,
                    }
                    for step in steps
                ],
            }
            for trade in clearing.trades
            for steps in [trade.order if isinstance(trade, IntroCycle) else trade.gives]
        ],
    }
