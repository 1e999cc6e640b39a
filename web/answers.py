"""The pages behind a link: what is asked, and the buttons that answer it, without an account.

A link is signed (`web.links`), and what it may do is asked of the graph. Whatever is wrong with
one, the page is the same. Opening (GET, HEAD, a preview that fetches it) changes nothing; a
pressed button does, with a form token.
"""

from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from netgraph.domain.evidence import Knows
from netgraph.domain.ids import IntroRequestId
from netgraph.errors import NotFound
from netgraph.graph.introductions import Door
from netgraph.services.answers import Answer, Invitation
from netgraph.services.requests import Link
from web import links
from web.forms import one_of
from web.frame import Frame, Nav, frame
from web.session import netgraph, public

pages = Blueprint("answers", __name__, url_prefix="/i")
pages.after_request(links.keep_to_itself)

_SALT = "netgraph answers"

SAID = {
    "later": ("You will be asked again", "Nothing more is needed now."),
    "other": ("Thank you for the hint", "It is passed on. Nothing more is needed."),
    "no": ("This way is closed", "That is fine. Nobody is told who closed it."),
    "agreed": ("You agreed to meet", "The one who asked you will bring the two of you together."),
    "done": ("Thank you", "The introduction is noted. Nothing more is needed."),
}
"""What is said after an answer, by the end of its address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPage:
    """What `answers/answer.html` shows: who asks, for whom, why, by when, and the answers.

    `token` is this page's link, `target_address` where the target answers (empty: not now).
    """

    frame: Frame
    token: str
    invitation: Invitation
    target_address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidPage:
    """What `answers/said.html` shows: a title and a sentence."""

    frame: Frame
    title: str
    text: str


def token_of(link: Link) -> str:
    """The part of an address that stands for a link."""
    return links.signed([link.request, link.door.value, link.nonce], salt=_SALT)


def address_of(link: Link) -> str:
    """The whole address of a link, as it is sent to somebody."""
    return f"{links.home()}/i/{token_of(link)}"


@pages.get("/<token>")
@public
def show(token: str) -> ResponseReturnValue:
    """Shows what is asked; changes nothing."""
    try:
        invitation = netgraph().answers.open(_link(token))
    except NotFound as error:
        return said_page(error.message.rstrip("."), error.hint), 404
    page = AnswerPage(
        frame=frame(Nav.NOWHERE),
        token=token,
        invitation=invitation,
        target_address=address_of(invitation.target_link) if invitation.target_link else "",
    )
    return render_template("answers/answer.html", page=page)


@pages.post("/<token>")
@public
def answer(token: str) -> ResponseReturnValue:
    """Takes the answer of a pressed button."""
    form = request.form
    links.check_token()
    said, knows = one_of(Answer, "answer"), one_of(Knows, "knows")
    try:
        link = _link(token)
        following = netgraph().answers.answer(link, said, hint=form.get("hint", ""), knows=knows)
    except NotFound as error:
        return said_page(error.message.rstrip("."), error.hint), 404
    if following is not None:
        return redirect(f"/i/{token_of(following)}", code=303)
    agreed = link.door is Door.CONSENT and said is Answer.YES
    return redirect(f"/i/said/{'agreed' if agreed else said.value}", code=303)


@pages.get("/said/<what>")
@public
def said(what: str) -> ResponseReturnValue:
    """Says that an answer has arrived; knows nothing of which."""
    if what not in SAID:
        return said_page("There is no such page", ""), 404
    return said_page(*SAID[what])


def said_page(title: str, text: str) -> str:
    """A title and a sentence, for somebody without an account."""
    page = SaidPage(frame=frame(Nav.NOWHERE), title=title, text=text)
    return render_template("answers/said.html", page=page)


def _link(token: str) -> Link:
    asked, door, nonce = links.unsigned(token, salt=_SALT, words=3)
    return Link(request=IntroRequestId(asked), door=Door(door or Door.ANSWER), nonce=nonce)
