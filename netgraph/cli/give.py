"""`netgraph give`: what you could do for others this week, and what became of it."""

import click

from netgraph.cli.frame import as_option, graph, json_option, out, say_json, viewer_of
from netgraph.domain.give import Choice
from netgraph.domain.wording import percent
from netgraph.services.give import ProposedIdea


@click.command()
@as_option
@click.option("--drafts", is_flag=True, help="Show a draft for each, in your words.")
@click.option("--done", "done", metavar="ID", help="Log that you did it.")
@click.option("--snooze", "snoozed", metavar="ID", help="Put it off for two weeks.")
@click.option("--dismiss", "dismissed", metavar="ID", help="Do not propose it again.")
@click.option(
    "--not-appropriate", "unfit", metavar="ID", help="Nothing of the kind for them for a year."
)
@json_option
def give(email: str | None, *, drafts: bool, as_json: bool, **chosen: str | None) -> None:
    """List the five most helpful things you could do for others this week.

    They are for people around your targets, and for their colleagues, ranked by what it is worth
    to them and how likely it works out, for what it takes of you. An ID may be its beginning.
    """
    with graph() as netgraph:
        viewer = viewer_of(netgraph, email)
        week = netgraph.give.week(viewer)
        said = [
            netgraph.give.choose(viewer, _whole(id_, week.ideas), choice).what
            for choice in Choice
            if (id_ := chosen[choice.value])
        ]
    if said:
        for what in said:
            say_json({"what": what}) if as_json else out.print(what, markup=False)
        return
    for number, one in enumerate(week.ideas, start=1):
        if as_json:
            say_json(_as_json(one))
            continue
        out.print(f"{number}. {one.person.name}: {one.idea.offer.headline}", markup=False)
        out.print(
            f"   {percent(one.idea.offer.deliver)} to work out. {one.idea.offer.why} "
            f"({one.idea.id[:8]})",
            markup=False,
        )
        if drafts:
            out.print("\n".join(f"   | {line}" for line in one.draft.splitlines()), markup=False)
    if not week.ideas and not as_json:
        out.print("Nothing to give is known. Ask the people you know what they look for.")


def _whole(id_: str, ideas: tuple[ProposedIdea, ...]) -> str:
    found = [one.idea.id for one in ideas if one.idea.id.startswith(id_)]
    return found[0] if len(found) == 1 else id_


def _as_json(one: ProposedIdea) -> dict[str, object]:
    offer = one.idea.offer
    return {
        "id": one.idea.id,
        "person": one.person.id,
        "name": one.person.name,
        "through": one.idea.through,
        "kind": offer.kind,
        "headline": offer.headline,
        "why": offer.why,
        "whom": offer.whom,
        "by": offer.by,
        "deliver": offer.deliver,
        "score": one.idea.score,
        "near": one.idea.near,
        "draft": one.draft,
    }
