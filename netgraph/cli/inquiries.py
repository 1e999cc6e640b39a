"""`netgraph inquiries`: whom you asked what would help them, and what they told you."""

import click

from netgraph.cli.frame import as_option, graph, json_option, out, say_json, viewer_of
from netgraph.services.inquiries import SeenInquiry


@click.command()
@as_option
@json_option
def inquiries(email: str | None, *, as_json: bool) -> None:
    """List whom you asked by link what would help them, and what they told you, newest first.

    Links are made in the browser, on a person's page, as only the pages can sign them.
    """
    with graph() as netgraph:
        found = netgraph.inquiries.all(viewer_of(netgraph, email))
    for seen in found:
        if as_json:
            say_json(_as_json(seen))
            continue
        out.print(f"{seen.person.name}: {_state(seen)}", markup=False, style="bold")
        for label, text in _said(seen):
            out.print(f"   {label}: {text}", markup=False)
    if not found and not as_json:
        out.print("You asked nobody by link. Make one in the browser, on a person's page.")


def _state(seen: SeenInquiry) -> str:
    answered = seen.inquiry.answered
    if answered is not None:
        return f"told you on {answered.at.date().isoformat()}"
    until = seen.inquiry.until.isoformat()
    return f"open until {until}" if seen.open else f"not answered by {until}"


def _said(seen: SeenInquiry) -> list[tuple[str, str]]:
    said = seen.inquiry.answered
    if said is None:
        return []
    every = (
        ("looks for", (said.want,)),
        ("still looks for", said.still),
        ("has been met", said.met),
        ("can help with", (said.topic,)),
    )
    return [(label, text) for label, texts in every for text in texts if text]


def _as_json(seen: SeenInquiry) -> dict[str, object]:
    answered = seen.inquiry.answered
    return {
        "id": seen.inquiry.id,
        "person": seen.person.id,
        "name": seen.person.name,
        "asked_at": seen.inquiry.asked_at,
        "until": seen.inquiry.until,
        "open": seen.open,
        "answered_at": answered.at if answered else None,
        "said": [{"what": label, "text": text} for label, text in _said(seen)],
    }
