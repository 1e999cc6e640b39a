"""Asks: what the viewer wants of others and others of them, and the page behind an ask's link.

Whoever was asked needs no account: a signed link opens a small page with four buttons. Opening
it changes nothing, a pressed button does; it tells no other site where it is and is kept by no
cache. The steps from asking to a mandate each have their own words, there to copy or to mail.
"""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from netgraph.domain.asks import AskKind, AskState, Move
from netgraph.domain.ids import AskId, PersonId
from netgraph.domain.people import Person
from netgraph.errors import Conflict, InvalidInput, NotFound
from netgraph.services.asks import AskLink, SeenAsk
from netgraph.services.history import Done
from netgraph.services.replies import Answered
from netgraph.services.signing import ASK_SALT, ask_address
from web import links
from web.answers import said_page
from web.forms import day, one_of
from web.frame import Crumb, Frame, Nav, frame, toast
from web.history import say_done
from web.parts import Moment
from web.session import netgraph, public, viewer

pages = Blueprint("asks", __name__, url_prefix="/asks")
doors = Blueprint("ask_links", __name__, url_prefix="/a")


@dataclass(frozen=True, slots=True, kw_only=True)
class AsksPage:
    """What `asks/asks.html` shows: asks of others, asks to the viewer, and the form for one.

    `person` is whom the address names for the form and `what` what it asks for; `state` says in
    words where an ask is.
    """

    frame: Frame
    crumbs: tuple[Crumb, ...]
    own: tuple[tuple[SeenAsk, str], ...]
    to_me: tuple[tuple[SeenAsk, str], ...]
    person: Person | None
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskPage:
    """What `asks/ask.html` shows of one ask: the words, what can be done now, and the turns.

    `answered` is what came back by mail, for who asked.
    """

    frame: Frame
    crumbs: tuple[Crumb, ...]
    seen: SeenAsk
    state: str
    text: str
    mail_to: str
    moves: frozenset[str]
    answered: Answered | None
    turns: tuple[Moment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPage:
    """What `asks/answer.html` shows to whoever was asked; `said` once they have answered."""

    frame: Frame
    token: str
    seen: SeenAsk
    moves: frozenset[str]
    said: str


@pages.get("")
def asks() -> ResponseReturnValue:
    """Shows the viewer's asks."""
    every = [(seen, state_in_words(seen)) for seen in netgraph().asks.all(viewer())]
    wanted = request.args.get("person", "")
    cards = netgraph().people.many(viewer(), (PersonId(wanted),)) if wanted else {}
    page = AsksPage(
        frame=frame(Nav.INTRODUCTIONS),
        crumbs=(Crumb(label="Introductions", url="/introductions"),),
        own=tuple((seen, state) for seen, state in every if seen.mine),
        to_me=tuple((seen, state) for seen, state in every if not seen.mine),
        person=next(iter(cards.values()), None),
        what=request.args.get("what", ""),
    )
    return render_template("asks/asks.html", page=page)


@pages.post("")
def put() -> ResponseReturnValue:
    """Asks somebody for something."""
    form = request.form
    try:
        ask, done = netgraph().asks.put(
            viewer(),
            PersonId(form.get("person", "")),
            what=form.get("what", ""),
            by=day(form.get("by", "")),
            help_offered=form.get("help", ""),
            how=form.get("how", ""),
        )
    except InvalidInput as error:
        toast(str(error), failed=True)
        return redirect("/asks")
    say_done(done)
    return redirect(f"/asks/{ask}")


@pages.get("/<ask>")
def one(ask: str) -> ResponseReturnValue:
    """Shows one ask."""
    services = netgraph()
    seen = services.asks.one(viewer(), AskId(ask))
    mails = seen.mine and services.outbox.sends and seen.link is not None
    page = AskPage(
        frame=frame(Nav.INTRODUCTIONS),
        crumbs=(Crumb(label="Asks", url="/asks"),),
        seen=seen,
        state=state_in_words(seen),
        text=services.asks.text(seen, link=address_of(seen.link)) if seen.link else "",
        mail_to=services.introductions.mail_address(viewer(), seen.asked.id) if mails else "",
        moves=frozenset(move.value for move in seen.moves),
        answered=services.replies.to_ask(viewer(), seen),
        turns=tuple(
            Moment(
                day=turn.at.date(),
                title=f"{'You' if (turn.party == 'asker') is seen.mine else _other(seen).name} "
                f"{_DID[turn.move]}",
                detail=turn.note,
            )
            for turn in seen.ask.course.turns
        ),
    )
    return render_template("asks/ask.html", page=page)


@pages.post("/<ask>/heard")
def heard(ask: str) -> ResponseReturnValue:
    """Writes down what an answer by mail meant, or puts it aside."""
    asks, said = netgraph().asks, request.form.get("answer", "")
    if said == "nothing":
        return _attempt(ask, lambda: asks.put_aside(viewer(), AskId(ask)))
    by, meant = day(request.form.get("by", "")), one_of(Move, "answer")
    return _attempt(ask, lambda: asks.heard(viewer(), AskId(ask), meant, by=by))


@pages.post("/<ask>/<move>")
def move(ask: str, move: str) -> ResponseReturnValue:
    """Takes a turn, or mails the words (`mail`)."""

    def write() -> Done:
        if move == "mail":
            return netgraph().asks.mail(viewer(), AskId(ask), address_of=address_of)
        by = day(request.form.get("by", ""))
        note = request.form.get("note", "")
        return netgraph().asks.move(viewer(), AskId(ask), _move(move), by=by, note=note)

    return _attempt(ask, write)


doors.after_request(links.keep_to_itself)


@doors.get("/<token>")
@public
def show(token: str) -> ResponseReturnValue:
    """Shows what is asked; changes nothing."""
    try:
        return _answer_page(token, said="")
    except NotFound as error:
        return said_page(error.message.rstrip("."), error.hint), 404


@doors.post("/<token>")
@public
def answer(token: str) -> ResponseReturnValue:
    """Takes the answer of a pressed button."""
    form = request.form
    links.check_token()
    try:
        link = _link(token)
        seen = netgraph().asks.open(link)
        by, note = day(form.get("by", "")), form.get("note", "")
        netgraph().asks.answer(link, one_of(Move, "answer"), by=by, note=note)
        first = seen.asker.name.split(" ")[0]
        return _answer_page(token, said=f"Thank you. {first} reads it.")
    except NotFound as error:
        if form.get("answer") == Move.FINISH.value:
            return said_page("Thank you, it is done", "Nothing more is needed."), 200
        return said_page(error.message.rstrip("."), error.hint), 404


def address_of(link: AskLink) -> str:
    """The whole address of a link, as it is sent to somebody."""
    return ask_address(link, home=links.home(), key=links.key_of_application())


def state_in_words(seen: SeenAsk) -> str:
    """Where an ask is, in a few words, without blame."""
    course = seen.ask.course
    by = f"for {course.due.day} {course.due:%B}"
    tone = {
        AskKind.QUESTION: "Asked once more" if course.reasked else "Asked",
        AskKind.CHALLENGE: "Challenged",
        AskKind.LOSS_OF_FAITH: "Not counted on any more",
        AskKind.MANDATE: "A mandate",
    }[course.kind]
    match course.state:
        case AskState.DONE:
            return "Done"
        case AskState.DROPPED:
            return "Dropped"
        case AskState.REFUSED:
            return f"{tone}; the answer was no"
        case AskState.PROMISED:
            return f"{tone}; promised {by}" + ("; the day has passed" if seen.unmet else "")
        case AskState.OPEN:
            return f"{tone}, {by}" + ("; the day has passed" if seen.unmet else "")


def _answer_page(token: str, *, said: str) -> ResponseReturnValue:
    seen = netgraph().asks.open(_link(token))
    page = AnswerPage(
        frame=frame(Nav.NOWHERE),
        token=token,
        seen=seen,
        moves=frozenset(move.value for move in seen.moves),
        said=said,
    )
    return render_template("asks/answer.html", page=page)


def _attempt(ask: str, write: Callable[[], Done]) -> ResponseReturnValue:
    try:
        say_done(write())
    except (Conflict, InvalidInput) as error:
        toast(str(error), failed=True)
    return redirect(f"/asks/{quote(ask, safe='')}")


def _move(text: str) -> Move:
    try:
        return Move(text)
    except ValueError as error:
        raise InvalidInput("There is no such answer.", hint="Go back.") from error


def _other(seen: SeenAsk) -> Person:
    return seen.asked if seen.mine else seen.asker


def _link(token: str) -> AskLink:
    ask, nonce = links.unsigned(token, salt=ASK_SALT, words=2)
    return AskLink(ask=AskId(ask), nonce=nonce)


_DID = {
    Move.PROMISE: "said yes",
    Move.DELAY: "named another day",
    Move.REFUSE: "said no",
    Move.FINISH: "noted it as done",
    Move.REASK: "asked once more",
    Move.CHALLENGE: "challenged",
    Move.DOUBT: "said openly not to count on it any more",
    Move.MANDATE: "gave a mandate",
    Move.DROP: "dropped it",
}
