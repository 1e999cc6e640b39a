"""Introduction requests: the board of all by state, and the page of each.

A draft has its words and the checklist; a request that was sent has the connector's link, to be
copied, and its steps. Every form goes back to the page, with a toast that undoes it where that
is honest. What the other side did is told as far as `Seen` knows it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from netgraph.domain.access import TEAM
from netgraph.domain.ids import IntroRequestId, LetterId, PersonId, UserId
from netgraph.domain.introductions import Act, Actor, State, Step
from netgraph.domain.names import first_name
from netgraph.domain.outbox import LetterState
from netgraph.domain.people import Person
from netgraph.domain.policies import DAYS, Asking, ConnectorPolicy
from netgraph.errors import Conflict, InvalidInput
from netgraph.graph.introductions import Door
from netgraph.graph.outbox import Posted
from netgraph.services.answers import Answer
from netgraph.services.assignment import PLANNERS, Proposed
from netgraph.services.history import Done
from netgraph.services.introductions import AddressOf, Live, Sending, subject_of
from netgraph.services.open_asks import Helping
from netgraph.services.replies import Answered
from netgraph.services.requests import Link, Request
from web.answers import address_of
from web.forms import day, one_of
from web.frame import Crumb, Frame, Nav, frame, toast
from web.history import say_done
from web.parts import Choice, Column, Moment
from web.session import needs, netgraph, viewer

pages = Blueprint("introductions", __name__, url_prefix="/introductions")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """The requests of one part of the board."""

    key: str
    label: str
    requests: tuple[Request, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardPage:
    """What `introductions/board.html` shows: requests by state, the team's, and open asks.

    `asked_for` is whom the form of an open ask is about, when the address names somebody. Of each
    lane the newest `at_first` requests stand open.
    """

    frame: Frame
    lanes: tuple[Lane, ...]
    to_approve: tuple[Request, ...]
    team: tuple[Live, ...]
    plans: bool
    helping: Helping
    colleagues: tuple[Choice, ...]
    asked_for: Person | None
    at_first: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPage:
    """What `introductions/plan.html` shows: whom to ask for what is open, and who is spared."""

    frame: Frame
    crumbs: tuple[Crumb, ...]
    plan: Proposed
    asks: tuple[Column, ...]
    loads: tuple[Column, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterLine:
    """A letter of the request: where it stands in words, and whether it can be sent again."""

    id: LetterId
    text: str
    day: date
    trouble: str
    again: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestPage:
    """What `introductions/request.html` shows of one request.

    `may` are the acts that have a button, `note` the text to the connector with the `link` in
    it while they are asked, `mailto` an address that opens it as a letter, `mail_to` where we can
    mail it ourselves, `liking` how and when the connector likes to be asked,
    `letters` what was mailed, `answered` what came back by mail, `thanks` the text afterwards
    (each empty where it has no place).
    """

    frame: Frame
    crumbs: tuple[Crumb, ...]
    request: Request
    state: str
    sending: Sending | None
    steps: tuple[Moment, ...]
    may: frozenset[str]
    colleagues: tuple[Choice, ...]
    link: str
    note: str
    mailto: str
    mail_to: str
    liking: str
    letters: tuple[LetterLine, ...]
    answered: Answered | None
    thanks: str


@pages.get("")
def board() -> ResponseReturnValue:
    """Shows the viewer's requests by state."""
    found = netgraph().introductions.board(viewer())
    page = BoardPage(
        frame=frame(Nav.INTRODUCTIONS),
        lanes=tuple(
            lane
            for key, label, states in _LANES
            if (
                lane := Lane(
                    key=key,
                    label=label,
                    requests=tuple(r for r in found.own if r.seen.state in states),
                )
            ).requests
        ),
        to_approve=found.to_approve,
        team=found.team,
        plans=viewer().role in PLANNERS,
        helping=netgraph().open_asks.board(viewer()),
        colleagues=_colleagues(by_person=True),
        asked_for=_asked_for(),
    )
    return render_template("introductions/board.html", page=page)


@pages.get("/plan")
@needs(*PLANNERS)
def plan() -> ResponseReturnValue:
    """Shows whom to ask for the team's open requests."""
    page = PlanPage(
        frame=frame(Nav.INTRODUCTIONS),
        crumbs=(Crumb(label="Introductions", url="/introductions"),),
        plan=netgraph().assignments.propose(viewer()),
        asks=(
            Column(label="Who asks"),
            Column(label="Whom"),
            Column(label="To reach"),
            Column(label="Chance", kind="number"),
            Column(label="Not before", kind="date"),
        ),
        loads=(
            Column(label="Connector"),
            Column(label="Asked so far", kind="number"),
            Column(label="With the plan", kind="number"),
            Column(label="At most", kind="number"),
        ),
    )
    return render_template("introductions/plan.html", page=page)


@pages.get("/<request_id>")
def one(request_id: str) -> ResponseReturnValue:
    """Shows one request."""
    services = netgraph()
    found = services.introductions.request(viewer(), IntroRequestId(request_id))
    link = (
        address_of(Link(request=found.id, door=Door.ANSWER, nonce=found.link)) if found.link else ""
    )
    asked = found.seen.state is State.REQUESTED
    note = services.introductions.note(found, link=link) if link and asked else ""
    done = found.seen.state in {State.INTRODUCED, State.MET, State.ADVANCED}
    page = RequestPage(
        frame=frame(Nav.INTRODUCTIONS),
        crumbs=(Crumb(label="Introductions", url="/introductions"),),
        request=found,
        state=state_in_words(found),
        sending=services.introductions.sending(viewer(), found) if found.is_draft else None,
        steps=tuple(_moment(step, found) for step in found.seen.steps),
        may=frozenset(act.value for act in found.acts),
        colleagues=_colleagues(),
        link=link,
        note=note,
        mailto=_mailto(found, note) if note else "",
        mail_to=_mail_to(found),
        liking=_liking(found) if found.is_draft and found.mine else "",
        letters=tuple(
            _letter_line(letter) for letter in services.outbox.of(viewer(), request=found.id)
        ),
        answered=services.replies.to_request(viewer(), found),
        thanks=services.loop.thanks(found) if done and found.mine else "",
    )
    return render_template("introductions/request.html", page=page)


@pages.post("/<request_id>")
def alter(request_id: str) -> ResponseReturnValue:
    """Changes what a draft says."""
    form = request.form
    return _attempt(
        request_id,
        lambda id_: netgraph().introductions.alter(
            viewer(),
            id_,
            purpose=form.get("purpose"),
            about=form.get("about"),
            ask=form.get("ask"),
            offer=form.get("offer"),
            text=form.get("text"),
            by=day(form.get("by", "")),
        ),
    )


@pages.post("/<request_id>/discard")
def discard(request_id: str) -> ResponseReturnValue:
    """Throws a draft away."""
    say_done(netgraph().introductions.discard(viewer(), IntroRequestId(request_id)))
    return redirect("/introductions")


@pages.post("/<request_id>/submit")
def submit(request_id: str) -> ResponseReturnValue:
    """Shows a draft to a colleague first."""
    approver = UserId(request.form.get("approver", ""))
    return _attempt(
        request_id, lambda id_: netgraph().introductions.submit(viewer(), id_, approver)
    )


@pages.post("/<request_id>/approve")
def approve(request_id: str) -> ResponseReturnValue:
    """Says that a colleague's draft may be sent."""
    say_done(netgraph().introductions.approve(viewer(), IntroRequestId(request_id)))
    return redirect("/introductions")


@pages.post("/<request_id>/return")
def give_back(request_id: str) -> ResponseReturnValue:
    """Wants a colleague's draft changed."""
    note = request.form.get("note", "")
    say_done(netgraph().introductions.give_back(viewer(), IntroRequestId(request_id), note=note))
    return redirect("/introductions")


@pages.post("/<request_id>/send")
def send(request_id: str) -> ResponseReturnValue:
    """Makes the request."""
    reason = request.form.get("reason", "")
    return _attempt(
        request_id,
        lambda id_: netgraph().introductions.send(viewer(), id_, reason=reason, mailed=_mailed()),
    )


@pages.post("/<request_id>/remind")
def remind(request_id: str) -> ResponseReturnValue:
    """Makes a new link for the connector."""
    return _attempt(
        request_id, lambda id_: netgraph().introductions.remind(viewer(), id_, mailed=_mailed())
    )


@pages.post("/<request_id>/letters/<letter>")
def again(request_id: str, letter: str) -> ResponseReturnValue:
    """Mails a letter again that failed, or of which nobody knows."""
    netgraph().outbox.again(viewer(), LetterId(letter))
    toast("It is on its way again.")
    return redirect(f"/introductions/{quote(request_id, safe='')}")


@pages.post("/<request_id>/queue")
def queue(request_id: str) -> ResponseReturnValue:
    """Lets a draft wait for its turn."""
    return _attempt(request_id, lambda id_: netgraph().loop.queue(viewer(), id_))


@pages.post("/<request_id>/leave")
def leave(request_id: str) -> ResponseReturnValue:
    """Takes a draft out of the queue."""
    return _attempt(request_id, lambda id_: netgraph().loop.leave(viewer(), id_))


@pages.post("/<request_id>/not-yet")
def not_yet(request_id: str) -> ResponseReturnValue:
    """Says that nothing new has happened so far."""
    return _attempt(request_id, lambda id_: netgraph().loop.not_yet(viewer(), id_))


@pages.post("/<request_id>/thank")
def thank(request_id: str) -> ResponseReturnValue:
    """Notes that the connector was thanked, and mails the words when the form says so."""
    text, mailed = request.form.get("thanks", ""), request.form.get("by_mail") == "1"
    return _attempt(
        request_id, lambda id_: netgraph().loop.thank(viewer(), id_, text=text, mailed=mailed)
    )


@pages.post("/<request_id>/heard")
def heard(request_id: str) -> ResponseReturnValue:
    """Writes down what an answer by mail meant, or puts it aside; shows where it goes on."""
    form, replies = request.form, netgraph().replies
    if form.get("answer") == "nothing":
        return _attempt(request_id, lambda id_: replies.put_aside(viewer(), id_))
    answer, hint, reason = one_of(Answer, "answer"), form.get("hint", ""), form.get("reason", "")
    goes_on = IntroRequestId(request_id)
    try:
        goes_on, done = replies.means(viewer(), goes_on, answer, hint=hint, reason=reason)
        say_done(done)
    except (Conflict, InvalidInput) as error:
        toast(str(error), failed=True)
    return redirect(f"/introductions/{quote(goes_on, safe='')}")


@pages.post("/<request_id>/withdraw")
def withdraw(request_id: str) -> ResponseReturnValue:
    """Closes the request."""
    return _attempt(request_id, lambda id_: netgraph().introductions.withdraw(viewer(), id_))


@pages.post("/<request_id>/introduced")
def introduced(request_id: str) -> ResponseReturnValue:
    """Says that the introduction was made."""
    return _attempt(request_id, lambda id_: netgraph().introductions.introduced(viewer(), id_))


@pages.post("/<request_id>/met")
def met(request_id: str) -> ResponseReturnValue:
    """Says that they met."""
    return _attempt(request_id, lambda id_: netgraph().introductions.met(viewer(), id_))


@pages.post("/<request_id>/advanced")
def advanced(request_id: str) -> ResponseReturnValue:
    """Says that something came of it."""
    return _attempt(request_id, lambda id_: netgraph().introductions.advanced(viewer(), id_))


def state_in_words(found: Request) -> str:
    """Where a request is, in a sentence."""
    connector, target = first_name(found.cast.connector.name), first_name(found.cast.target.name)
    if found.is_draft:
        if found.submitted:
            return f"{found.approver_name} is asked to look at it"
        if found.queued:
            return "Waits for its turn"
        return f"{found.approver_name} approved it" if found.approved else "A draft"
    if found.relayed:
        return f"{connector} wrote that {target} agrees, and brings you together"
    return {
        None: "This way is closed for now",
        State.REQUESTED: f"{connector} is asked",
        State.ACCEPTED: f"{connector} said yes and asks {target}",
        State.CONSENTED: f"{target} agreed; {connector} brings you together",
        State.INTRODUCED: f"{connector} introduced you. Did you meet?",
        State.MET: "You met. What came of it?",
        State.ADVANCED: "It went on from there",
        State.WITHDRAWN: "You closed it",
    }[found.seen.state]


def _attempt(request_id: str, write: Callable[[IntroRequestId], Done]) -> ResponseReturnValue:
    try:
        say_done(write(IntroRequestId(request_id)))
    except (Conflict, InvalidInput) as error:
        toast(str(error), failed=True)
    if request.form.get("back") == "/":
        return redirect("/")
    return redirect(f"/introductions/{quote(request_id, safe='')}")


def _moment(step: Step, found: Request) -> Moment:
    who = {
        Actor.REQUESTER: "You" if found.mine else found.cast.requester.name,
        Actor.APPROVER: found.approver_name if found.mine else "You",
        Actor.CONNECTOR: found.cast.connector.name,
        Actor.TARGET: found.cast.target.name,
        Actor.CLOCK: "",
    }[step.actor]
    did = _DID[step.act]
    if step.act is Act.CONSENT and step.actor is Actor.TARGET:
        did = "agreed"
    if step.act is Act.RELAY:
        did = f"noted: {found.cast.connector.name} wrote that {found.cast.target.name} agrees"
    return Moment(
        day=step.at.date(),
        title=f"{who} {did}",
        detail=step.note,
        icon=_ICONS[step.act],
    )


def _colleagues(*, by_person: bool = False) -> tuple[Choice, ...]:
    """The others who may log in, by user or by person."""
    return tuple(
        Choice(
            value=account.viewer.person if by_person else account.viewer.user,
            label=account.viewer.name,
        )
        for account in netgraph().accounts.all()
        if account.active and account.viewer.user != viewer().user
    )


def _asked_for() -> Person | None:
    """Whom the address names, for the form of an open ask."""
    wanted = request.args.get("for", "")
    found = netgraph().people.many(viewer(), (PersonId(wanted),)) if wanted else {}
    return next((person for person in found.values() if person.scope == TEAM), None)


def _mailto(found: Request, note: str) -> str:
    mail = netgraph().introductions.mail_address(viewer(), found.cast.connector.id)
    return f"mailto:{quote(mail, safe='@')}?subject={quote(subject_of(found))}&body={quote(note)}"


def _mail_to(found: Request) -> str:
    """The connector's address, when there is a mail server to mail to it by."""
    services = netgraph()
    if not services.outbox.sends or not found.mine:
        return ""
    return services.introductions.mail_address(viewer(), found.cast.connector.id)


def _liking(found: Request) -> str:
    """How and when the connector likes to be asked, by their rules; empty when they say nothing."""
    connector = found.cast.connector
    rules = netgraph().policies.of(viewer(), (connector.id,)).get(connector.id, ConnectorPolicy())
    said = []
    if rules.channel is not Asking.ANY:
        said.append(f"likes to be asked {_BY[rules.channel]}")
    if rules.batch_day is not None:
        said.append(f"reads what is asked on {DAYS[rules.batch_day]}s; mail goes out then")
    return f"{first_name(connector.name)} {', and '.join(said)}." if said else ""


def _mailed() -> AddressOf | None:
    """How a link becomes an address, when the form asks for the text to be mailed."""
    return address_of if request.form.get("by_mail") == "1" else None


def _letter_line(letter: Posted) -> LetterLine:
    today = letter.due.date() <= netgraph().now().date()
    waits = "Goes out in a minute" if today else "Goes out"
    text = {
        LetterState.QUEUED: "To be tried again" if letter.trouble else waits,
        LetterState.SENDING: "On its way",
        LetterState.HANDED: "On its way",
        LetterState.SENT: "Mailed",
        LetterState.FAILED: "Could not be mailed",
        LetterState.UNSURE: "It may have arrived, or not",
    }[letter.state]
    return LetterLine(
        id=letter.id,
        text=f"{text} to {letter.to}",
        day=(letter.sent_at or letter.due).date(),
        trouble=letter.trouble,
        again=letter.state in {LetterState.FAILED, LetterState.UNSURE},
    )


_BY = {
    Asking.EMAIL: "by e-mail",
    Asking.PHONE: "by telephone",
    Asking.MESSAGE: "by a short message",
    Asking.IN_PERSON: "in person",
}
_LANES = (
    ("drafts", "Drafts", {State.DRAFT}),
    ("waiting", "Asked", {State.REQUESTED}),
    ("accepted", "Said yes", {State.ACCEPTED, State.CONSENTED}),
    ("introduced", "Introduced", {State.INTRODUCED, State.MET}),
    ("closed", "Closed", {None, State.WITHDRAWN, State.ADVANCED}),
)
_DID = {
    Act.SUBMIT: "asked for a look first",
    Act.APPROVE: "approved it",
    Act.RETURN: "wanted it changed",
    Act.REVISE: "changed the words",
    Act.SEND: "asked",
    Act.RESUME: "took up again what had been closed",
    Act.REMIND: "asked once more",
    Act.LATER: "wants to be asked later",
    Act.ACCEPT: "said yes",
    Act.CONSENT: "passed on a yes",
    Act.RELAY: "noted a yes",
    Act.INTRODUCE: "made the introduction",
    Act.MEET: "met",
    Act.ADVANCE: "took it further",
    Act.DECLINE: "closed it",
    Act.REFUSE: "closed it",
    Act.WITHDRAW: "closed it",
    Act.EXPIRE: "ended",
    Act.QUEUE: "began to wait for a turn",
    Act.LEAVE: "waited no more",
    Act.NOT_YET: "had nothing new yet",
    Act.THANK: "said thank you",
}
_ICONS = {
    **dict.fromkeys(Act, "circle-dashed"),
    Act.SEND: "send",
    Act.RESUME: "refresh",
    Act.ACCEPT: "check",
    Act.CONSENT: "user-check",
    Act.RELAY: "mail",
    Act.LATER: "clock",
    Act.INTRODUCE: "user-share",
    Act.MEET: "calendar-check",
}
