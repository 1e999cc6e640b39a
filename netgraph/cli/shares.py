"""`netgraph shares`: what is given for nothing, to people or to the team, on the terminal."""

import click

from netgraph.cli.frame import (
    as_option,
    graph,
    json_option,
    out,
    say_done,
    say_json,
    viewer_of,
    whole,
)
from netgraph.cli.people import the_one
from netgraph.domain.access import Viewer, Visibility
from netgraph.domain.ids import ShareId
from netgraph.domain.shares import ShareKind
from netgraph.errors import InvalidInput
from netgraph.services.shares import SeenShare, ShareDraft, ShareLink, Whose
from netgraph.services.signing import kept_key, share_address
from netgraph.wiring import Netgraph

kind_option = click.option("--kind", type=click.Choice([kind.value for kind in ShareKind]))


@click.group()
def shares() -> None:
    """Share expertise, a story, an idea or a contact, and read what others share.

    Nothing of it enters a balance. An ID may be its beginning.

    \b
      netgraph shares new "A morning in their control room opened the door." --kind story --team
      netgraph shares new "It may suit your partners." --kind idea --to "Dana Whitfield"
      netgraph shares list --whose team
    """  # noqa: D301 # click's mark for lines to leave alone is a control character


@shares.command("list")
@click.argument("text", default="")
@kind_option
@click.option(
    "--whose",
    type=click.Choice([one.value for one in Whose]),
    default=Whose.ALL.value,
    show_default=True,
    help="With the team, with me, or mine.",
)
@as_option
@json_option
def list_(text: str, kind: str | None, whose: str, email: str | None, *, as_json: bool) -> None:
    """List what is shared, newest first; TEXT is looked for in words and names."""
    with graph() as netgraph:
        found = netgraph.shares.all(
            viewer_of(netgraph, email),
            kind=ShareKind(kind) if kind else None,
            text=text,
            whose=Whose(whose),
        )
    for seen in found:
        if as_json:
            say_json(_as_json(seen))
        else:
            out.print(_line(seen), markup=False, style="bold")
            out.print(f"   {seen.share.text} {seen.share.link}".rstrip(), markup=False)
    if not found and not as_json:
        out.print("Nothing is shared that fits.")


@shares.command()
@click.argument("share", metavar="ID")
@as_option
@json_option
def show(share: str, email: str | None, *, as_json: bool) -> None:
    """Show one share, and your words to whom it is for."""
    with graph() as netgraph:
        viewer = viewer_of(netgraph, email)
        seen = _the_share(netgraph, viewer, share)
        key, home = kept_key(netgraph.settings.data_dir), netgraph.settings.address

        def address_of(link: ShareLink) -> str:
            return share_address(link, home=home, key=key or b"")

        drafts = netgraph.shares.drafts(viewer, seen, address_of=address_of if key else None)
    if as_json:
        say_json({**_as_json(seen), "drafts": [_draft(draft) for draft in drafts]})
        return
    out.print(_line(seen), markup=False, style="bold")
    for line in (seen.share.text, seen.share.link):
        if line:
            out.print(f"   {line}", markup=False)
    for person in seen.thanks:
        out.print(f"   It helped {person.name}.", markup=False)
    for draft in drafts:
        out.print(f"To {draft.person.name} {draft.mail}".rstrip(), markup=False)
        out.print("\n".join(f"   | {line}" for line in draft.text.splitlines()), markup=False)


@shares.command()
@click.argument("text")
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in ShareKind]),
    default=ShareKind.IDEA.value,
    show_default=True,
    help="What it is.",
)
@click.option("--to", "people", metavar="WHO", multiple=True, help="For whom; may come again.")
@click.option("--team", is_flag=True, help="For the whole team.")
@click.option("--contact", metavar="WHO", default="", help="Who it is, for a contact.")
@click.option("--link", default="", help="An address on the web, with https.")
@click.option("--team-sees", is_flag=True, help="Let the team see what is for people.")
@as_option
@json_option
def new(
    *,
    text: str,
    kind: str,
    people: tuple[str, ...],
    team: bool,
    contact: str,
    link: str,
    team_sees: bool,
    email: str | None,
    as_json: bool,
) -> None:
    """Share TEXT with people (--to), or with the team (--team); nothing is sent."""
    with graph() as netgraph:
        viewer = viewer_of(netgraph, email)
        share, done = netgraph.shares.put(
            viewer,
            kind=ShareKind(kind),
            text=text,
            link=link,
            team=team,
            people=[the_one(netgraph, viewer, who).id for who in people],
            contact=the_one(netgraph, viewer, contact).id if contact else None,
            visibility=Visibility.TEAM if team_sees else Visibility.PRIVATE,
        )
    say_done(done, as_json=as_json, share=share)


@shares.command()
@click.argument("share", metavar="ID")
@click.argument("text")
@click.option("--link", default=None, help="Another link; empty for none. Kept if left out.")
@as_option
@json_option
def change(share: str, text: str, link: str | None, email: str | None, *, as_json: bool) -> None:
    """Change the words of what you share to TEXT."""
    with graph() as netgraph:
        viewer = viewer_of(netgraph, email)
        seen = _the_share(netgraph, viewer, share)
        address = seen.share.link if link is None else link
        done = netgraph.shares.alter(viewer, seen.share.id, text=text, link=address)
    say_done(done, as_json=as_json, share=seen.share.id)


@shares.command()
@click.argument("share", metavar="ID")
@click.option("--add", "more", metavar="WHO", multiple=True, help="For whom else; may come again.")
@click.option("--leave-out", "gone", metavar="WHO", default="", help="From whom to take it back.")
@as_option
@json_option
def people(
    *, share: str, more: tuple[str, ...], gone: str, email: str | None, as_json: bool
) -> None:
    """Change whom what you share is for; whoever said that it helped keeps it."""
    if bool(more) is bool(gone):
        raise InvalidInput(
            "Say whom to add, or whom to leave out.", hint="Use --add or --leave-out."
        )
    with graph() as netgraph:
        viewer = viewer_of(netgraph, email)
        seen = _the_share(netgraph, viewer, share)
        done = (
            netgraph.shares.leave_out(viewer, seen.share.id, the_one(netgraph, viewer, gone).id)
            if gone
            else netgraph.shares.add(
                viewer, seen.share.id, [the_one(netgraph, viewer, who).id for who in more]
            )
        )
    say_done(done, as_json=as_json, share=seen.share.id)


@shares.command()
@click.argument("share", metavar="ID")
@click.option("--who", default="", help="For what you share: who said so.")
@as_option
@json_option
def helped(share: str, who: str, email: str | None, *, as_json: bool) -> None:
    """Say that it helped you, or whom of your own; a thank-you that nobody counts."""
    with graph() as netgraph:
        viewer = viewer_of(netgraph, email)
        seen = _the_share(netgraph, viewer, share)
        person = the_one(netgraph, viewer, who).id if who else None
        done = netgraph.shares.helped(viewer, seen.share.id, person)
    say_done(done, as_json=as_json, share=seen.share.id)


@shares.command()
@click.argument("share", metavar="ID")
@as_option
@json_option
def withdraw(share: str, email: str | None, *, as_json: bool) -> None:
    """Take back what you share, from everybody."""
    with graph() as netgraph:
        viewer = viewer_of(netgraph, email)
        seen = _the_share(netgraph, viewer, share)
        done = netgraph.shares.withdraw(viewer, seen.share.id)
    say_done(done, as_json=as_json, share=seen.share.id)


def _the_share(netgraph: Netgraph, viewer: Viewer, id_: str) -> SeenShare:
    every = (seen.share.id for seen in netgraph.shares.all(viewer))
    return netgraph.shares.one(viewer, ShareId(whole(id_, every)))


def _line(seen: SeenShare) -> str:
    share, who = seen.share, "You" if seen.mine else seen.sharer.name
    whom = "the team" if share.team else ", ".join(one.name for one in seen.people)
    about = f": {seen.contact.name}" if seen.contact else ""
    day = share.created_at.date().isoformat()
    return f"{share.kind.value}{about}, {who} with {whom}, {day} ({share.id})"


def _as_json(seen: SeenShare) -> dict[str, object]:
    share = seen.share
    return {
        "id": share.id,
        "kind": share.kind,
        "text": share.text,
        "link": share.link,
        "created_at": share.created_at,
        "by": seen.sharer.id,
        "by_name": seen.sharer.name,
        "team": share.team,
        "team_sees": seen.open,
        "people": [{"id": one.id, "name": one.name} for one in seen.people],
        "contact": seen.contact.id if seen.contact else None,
        "mine": seen.mine,
        "helped_me": seen.helped_me,
        "helped": [one.id for one in seen.thanks],
    }


def _draft(draft: ShareDraft) -> dict[str, object]:
    return {
        "to": draft.person.id,
        "mail": draft.mail,
        "subject": draft.subject,
        "text": draft.text,
    }
