"""Shares: the list of what is shared, the form for something new, and the page of each.

A share with people has a draft to each, in the sharer's words, to be copied or opened as a letter.
Every form goes back to where it was pressed, with a toast that undoes it. The link in a draft opens
a page with one button and shows nothing of what was shared; opening it changes nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import quote

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from netgraph.domain.access import Visibility
from netgraph.domain.ids import PersonId, ShareId
from netgraph.domain.names import first_name
from netgraph.domain.people import Person
from netgraph.domain.shares import ShareKind, passed_on
from netgraph.errors import Conflict, InvalidInput, NotFound
from netgraph.services.history import Done
from netgraph.services.shares import (
    MOST_SHOWN,
    SHARE_WORDS,
    SeenShare,
    ShareDraft,
    ShareLink,
    Whose,
)
from netgraph.services.signing import SHARE_SALT, share_address
from web import links
from web.answers import said_page
from web.favors import TimelinePart
from web.forms import one_of, visibility_of
from web.frame import Crumb, Frame, Nav, frame, toast
from web.history import say_done
from web.parts import Choice, Moment
from web.session import local, netgraph, public, viewer

pages = Blueprint("shares", __name__, url_prefix="/shares")
doors = Blueprint("share_links", __name__, url_prefix="/s")


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedLine:
    """A share as lists show it: what is shared, and from whom and with whom, in words."""

    seen: SeenShare
    icon: str
    what: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SharesPage:
    """What `shares/list.html` shows: what is shared, filtered by the address."""

    frame: Frame
    crumbs: tuple[Crumb, ...]
    lines: tuple[SharedLine, ...]
    more: bool
    filtered: bool
    text: str
    kinds: tuple[Choice, ...]
    whose: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSharePage:
    """What `shares/new.html` shows: the form as it was filled in, and its problem.

    `people` and `contact` are those chosen so far.
    """

    frame: Frame
    crumbs: tuple[Crumb, ...]
    said: Mapping[str, str]
    problem: str
    kinds: tuple[Choice, ...]
    audiences: tuple[Choice, ...]
    people: tuple[Person, ...]
    contact: tuple[Choice, ...]
    who_sees: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A draft to one person, with an address that opens it as a letter."""

    draft: ShareDraft
    mailto: str
    thanked: bool
    colleague: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SharePage:
    """What `shares/share.html` shows of one share; `text` and `link` are those of its form.

    `stays` are those from whom it cannot be taken back, as they said that it helped.
    """

    frame: Frame
    crumbs: tuple[Crumb, ...]
    line: SharedLine
    letters: tuple[Letter, ...]
    stays: frozenset[PersonId]
    text: str
    link: str
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThanksPage:
    """What `shares/thanks.html` shows to who holds a link: who shared something, and the button."""

    frame: Frame
    token: str
    sharer: Person


@pages.get("")
def shares() -> ResponseReturnValue:
    """Shows what is shared."""
    args = request.args
    kind = next((one for one in ShareKind if one.value == args.get("kind")), None)
    whose = next((one for one in Whose if one.value == args.get("whose")), Whose.ALL)
    text = args.get("q", "").strip()
    found = netgraph().shares.all(viewer(), kind=kind, text=text, whose=whose)
    page = SharesPage(
        frame=frame(Nav.INTRODUCTIONS),
        crumbs=(Crumb(label="Introductions", url="/introductions"),),
        lines=tuple(map(line_of, found[:MOST_SHOWN])),
        more=len(found) > MOST_SHOWN,
        filtered=bool(kind or text) or whose is not Whose.ALL,
        text=text,
        kinds=(Choice(value="", label="Any kind", chosen=kind is None), *_kinds(kind)),
        whose=tuple(
            Choice(value=one.value, label=label, chosen=one is whose)
            for one, label in _WHOSE.items()
        ),
    )
    return render_template("shares/list.html", page=page)


@pages.get("/new")
def new() -> ResponseReturnValue:
    """Shows the form; the address may say for which `person`, and what is shared `again`."""
    wanted = tuple(PersonId(one) for one in request.args.getlist("person") if one)
    if not request.args.get("again"):
        return _new(_Typed(people=wanted))
    seen = netgraph().shares.one(viewer(), ShareId(request.args["again"]))
    said = {
        "kind": seen.share.kind.value,
        "text": passed_on(seen.share, mine=seen.mine, sharer=seen.sharer.name),
        "link": seen.share.link,
        "again": seen.share.id,
        "visibility": Visibility.TEAM.value if seen.open else Visibility.PRIVATE.value,
    }
    return _new(_Typed(said=said, people=wanted, contact=seen.share.contact))


@pages.post("")
def put() -> ResponseReturnValue:
    """Shares something."""
    form = request.form
    people = tuple(PersonId(one) for one in form.getlist("people") if one)
    contact = PersonId(form["contact"]) if form.get("contact") else None
    typed = _Typed(said=form.to_dict(), people=people, contact=contact)
    for_team = form.get("audience") == "team"
    try:
        kind = one_of(ShareKind, "kind")
        share, done = netgraph().shares.put(
            viewer(),
            kind=kind,
            text=form.get("text", ""),
            link=form.get("link", ""),
            team=for_team,
            people=() if for_team else people,
            contact=contact if kind is ShareKind.CONTACT else None,
            visibility=visibility_of("visibility"),
            passing_on=ShareId(form["again"]) if form.get("again") else None,
        )
    except InvalidInput as error:
        return _new(replace(typed, problem=str(error))), 400
    say_done(done)
    return redirect(f"/shares/{share}")


@pages.get("/<share>")
def one(share: str) -> ResponseReturnValue:
    """Shows one share."""
    seen = netgraph().shares.one(viewer(), ShareId(share))
    return _share(seen, text=seen.share.text, link=seen.share.link)


@pages.post("/<share>")
def alter(share: str) -> ResponseReturnValue:
    """Changes the words of a share."""
    text, link = request.form.get("text", ""), request.form.get("link", "")
    try:
        say_done(netgraph().shares.alter(viewer(), ShareId(share), text=text, link=link))
    except InvalidInput as error:
        seen = netgraph().shares.one(viewer(), ShareId(share))
        return _share(seen, text=text, link=link, problem=str(error)), 400
    return redirect(f"/shares/{quote(share, safe='')}")


@pages.post("/<share>/people")
def people(share: str) -> ResponseReturnValue:
    """Shares it with some more, or takes it back from one (`gone`)."""
    form, shares = request.form, netgraph().shares
    more, gone = [PersonId(one) for one in form.getlist("people") if one], form.get("gone", "")
    try:
        say_done(
            shares.leave_out(viewer(), ShareId(share), PersonId(gone))
            if gone
            else shares.add(viewer(), ShareId(share), more)
        )
    except InvalidInput as error:
        toast(str(error), failed=True)
    return redirect(f"/shares/{quote(share, safe='')}")


@pages.post("/<share>/withdraw")
def withdraw(share: str) -> ResponseReturnValue:
    """Takes a share back."""
    say_done(netgraph().shares.withdraw(viewer(), ShareId(share)))
    return redirect("/shares")


@pages.post("/<share>/helped")
def helped(share: str) -> ResponseReturnValue:
    """Says that it helped the viewer, or somebody whom it is for."""
    person = PersonId(request.form["person"]) if request.form.get("person") else None
    return _attempt(lambda: netgraph().shares.helped(viewer(), ShareId(share), person))


@pages.post("/<share>/skip")
def skip(share: str) -> ResponseReturnValue:
    """Puts it aside on the first page."""
    return _attempt(lambda: netgraph().shares.skip(viewer(), ShareId(share)))


doors.after_request(links.keep_to_itself)


@doors.get("/<token>")
@public
def show(token: str) -> ResponseReturnValue:
    """Shows the button; changes nothing."""
    try:
        sharer, said = netgraph().shares.open(_link(token))
    except NotFound as error:
        return said_page(error.message.rstrip("."), error.hint), 404
    if said:
        return _thanked(sharer)
    page = ThanksPage(frame=frame(Nav.NOWHERE), token=token, sharer=sharer)
    return render_template("shares/thanks.html", page=page)


@doors.post("/<token>")
@public
def thank(token: str) -> ResponseReturnValue:
    """Takes the word of thanks of a pressed button."""
    links.check_token()
    try:
        link = _link(token)
        netgraph().shares.thank(link)
        sharer, _ = netgraph().shares.open(link)
    except NotFound as error:
        return said_page(error.message.rstrip("."), error.hint), 404
    return _thanked(sharer)


def address_of(link: ShareLink) -> str:
    """The whole address of a link, as it stands in a draft."""
    return share_address(link, home=links.home(), key=links.key_of_application())


def _thanked(sharer: Person) -> str:
    return said_page(
        "Thank you", f"{first_name(sharer.name)} reads that it helped. It counts nowhere."
    )


def _link(token: str) -> ShareLink:
    share, person = links.unsigned(token, salt=SHARE_SALT, words=2)
    return ShareLink(share=ShareId(share), person=PersonId(person))


def line_of(seen: SeenShare) -> SharedLine:
    """A share with its words."""
    kind = seen.share.kind
    return SharedLine(seen=seen, icon=_ICONS[kind], what=SHARE_WORDS[kind], says=_says(seen))


def with_shares(part: TimelinePart, person: PersonId) -> TimelinePart:
    """What was between the viewer and one other person, with what was shared among the rest.

    What colleagues shared with that person stands with what others did for them.
    """
    mine: list[Moment] = []
    others: list[Moment] = []
    for seen in netgraph().shares.between(viewer(), person):
        moment = Moment(
            day=seen.share.created_at.date(),
            title=_moment_says(seen, person),
            detail=seen.share.text,
            icon=_ICONS[seen.share.kind],
            url=f"/shares/{seen.share.id}",
        )
        (mine if seen.mine or seen.sharer.id == person else others).append(moment)
    return replace(
        part,
        moments=_newest((*part.moments, *mine)),
        team=_newest((*part.team, *others)),
    )


def _newest(moments: tuple[Moment, ...]) -> tuple[Moment, ...]:
    return tuple(sorted(moments, key=lambda moment: moment.day, reverse=True))


def _moment_says(seen: SeenShare, person: PersonId) -> str:
    what = SHARE_WORDS[seen.share.kind]
    if seen.sharer.id == person:
        return f"{first_name(seen.sharer.name)} shared {what} with you"
    whom = next((one.name for one in seen.people if one.id == person), "them")
    who = "You" if seen.mine else seen.sharer.name
    return f"{who} shared {what} with {first_name(whom)}"


def _says(seen: SeenShare) -> str:
    who = "You" if seen.mine else seen.sharer.name
    if seen.share.team:
        return f"{who} with the team"
    names = ["you" if one.id == viewer().person else one.name for one in seen.people]
    if not names:
        return who
    *some, last = names
    return f"{who} with {', '.join(some) + ' and ' if some else ''}{last}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Typed:
    """The form of something new, as far as it was filled in."""

    said: Mapping[str, str] = field(default_factory=dict)
    people: tuple[PersonId, ...] = ()
    contact: PersonId | None = None
    problem: str = ""


def _new(typed: _Typed) -> str:
    named = {*typed.people, *((typed.contact,) if typed.contact else ())}
    cards = netgraph().people.many(viewer(), named)
    contact = cards.get(typed.contact) if typed.contact else None
    kind = next((one for one in ShareKind if one.value == typed.said.get("kind")), ShareKind.IDEA)
    audience = typed.said.get("audience", "people")
    page = NewSharePage(
        frame=frame(Nav.INTRODUCTIONS),
        crumbs=(
            Crumb(label="Introductions", url="/introductions"),
            Crumb(label="Shares", url="/shares"),
        ),
        said=typed.said,
        problem=typed.problem,
        kinds=_kinds(kind),
        audiences=tuple(
            Choice(value=value, label=label, chosen=value == audience)
            for value, label in (("people", "One or several people"), ("team", "The whole team"))
        ),
        people=tuple(cards[one] for one in typed.people if one in cards),
        contact=(Choice(value=contact.id, label=contact.name, chosen=True),) if contact else (),
        who_sees=tuple(
            Choice(value=one.value, label=label, chosen=one.value == typed.said.get("visibility"))
            for one, label in (
                (Visibility.PRIVATE, "You and whom it is for"),
                (Visibility.TEAM, "The team, too"),
            )
        ),
    )
    return render_template("shares/new.html", page=page)


def _share(seen: SeenShare, *, text: str, link: str, problem: str = "") -> str:
    team = {account.viewer.person for account in netgraph().accounts.all()}
    thanked = {one.id for one in seen.thanks}
    page = SharePage(
        frame=frame(Nav.INTRODUCTIONS),
        crumbs=(
            Crumb(label="Introductions", url="/introductions"),
            Crumb(label="Shares", url="/shares"),
        ),
        line=line_of(seen),
        letters=tuple(
            Letter(
                draft=draft,
                mailto=f"mailto:{quote(draft.mail, safe='@')}?subject={quote(draft.subject)}"
                f"&body={quote(draft.text)}",
                thanked=draft.person.id in thanked,
                colleague=draft.person.id in team,
            )
            for draft in netgraph().shares.drafts(viewer(), seen, address_of=address_of)
        ),
        stays=frozenset(thanked),
        text=text,
        link=link,
        problem=problem,
    )
    return render_template("shares/share.html", page=page)


def _kinds(chosen: ShareKind | None) -> tuple[Choice, ...]:
    return tuple(
        Choice(value=one.value, label=one.value.capitalize(), chosen=one is chosen)
        for one in ShareKind
    )


def _attempt(write: Callable[[], Done]) -> ResponseReturnValue:
    try:
        say_done(write())
    except (Conflict, InvalidInput) as error:
        toast(str(error), failed=True)
    return redirect(local(request.form.get("back", "/shares")))


_ICONS = {
    ShareKind.EXPERTISE: "school",
    ShareKind.STORY: "message-2",
    ShareKind.IDEA: "bulb",
    ShareKind.CONTACT: "user-plus",
}
_WHOSE = {
    Whose.ALL: "All",
    Whose.TEAM: "With the team",
    Whose.ME: "With you",
    Whose.MINE: "By you",
}
