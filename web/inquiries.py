"""What would help somebody: the link to ask them by, and the page behind it.

A rep makes a link on a page of its own, with a draft to copy, to open as an e-mail or to mail.
Behind it somebody without an account says in a sentence what would help them and what they can
help with. Opening it changes nothing, the pressed button does; no other site is told where it is.
"""

from dataclasses import dataclass
from urllib.parse import quote

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from netgraph.domain.access import TEAM, Visibility
from netgraph.domain.ids import InquiryId, PersonId, WantId
from netgraph.domain.inquiries import LONGEST_ANSWER, OPEN_DAYS, Told
from netgraph.domain.names import first_name
from netgraph.domain.people import Person
from netgraph.domain.wants import WantKind
from netgraph.errors import Conflict, InvalidInput, NotFound
from netgraph.services.history import Done
from netgraph.services.inquiries import SUBJECT, InquiryLink, Question, SeenInquiry
from web import links
from web.answers import said_page
from web.forms import visibility_of
from web.frame import Crumb, Frame, Nav, frame, toast
from web.history import say_done
from web.parts import Choice
from web.people import crumbs_of, who_sees
from web.session import local, netgraph, public, viewer

pages = Blueprint("inquiries", __name__, url_prefix="/inquiries")
doors = Blueprint("inquiry_links", __name__, url_prefix="/w")
doors.after_request(links.keep_to_itself)

_SALT = "netgraph inquiries"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewInquiryPage:
    """What `inquiries/new.html` shows: whom to ask, about which earlier want, and who sees it."""

    frame: Frame
    crumbs: tuple[Crumb, ...]
    person: Person
    want: str
    about: str
    who_sees: tuple[Choice, ...]
    days: int = OPEN_DAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class InquiryPage:
    """What `inquiries/inquiry.html` shows: the draft while the link is open, or the answer.

    `mailto` opens the draft as a letter, `mail_to` is where we can mail it (empty: not).
    """

    frame: Frame
    crumbs: tuple[Crumb, ...]
    seen: SeenInquiry
    address: str
    text: str
    mailto: str
    mail_to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TellPage:
    """What `inquiries/tell.html` shows to whoever holds the link; `said` is what they sent."""

    frame: Frame
    token: str
    question: Question
    kinds: tuple[Choice, ...]
    said: dict[str, str]
    problem: str
    longest: int = LONGEST_ANSWER


@pages.get("/new")
def new() -> ResponseReturnValue:
    """Shows how to ask a person; where a link is open already, that one."""
    person = PersonId(request.args.get("person", ""))
    card = netgraph().people.get(viewer(), person)
    open_ = netgraph().inquiries.with_(viewer(), person).open
    if open_ is not None:
        return redirect(f"/inquiries/{open_.inquiry.id}")
    want = request.args.get("want", "")
    wants = netgraph().wants.of(viewer(), person).wants
    about = next((one.want.text for one in wants if one.want.id == want), "")
    page = NewInquiryPage(
        frame=frame(Nav.PEOPLE),
        crumbs=crumbs_of(card),
        person=card,
        want=want if about else "",
        about=about,
        who_sees=who_sees(Visibility.TEAM) if card.scope == TEAM else (),
    )
    return render_template("inquiries/new.html", page=page)


@pages.post("")
def put() -> ResponseReturnValue:
    """Makes a link."""
    form = request.form
    person = PersonId(form.get("person", ""))
    try:
        inquiry, done = netgraph().inquiries.put(
            viewer(),
            person,
            visibility=visibility_of("visibility"),
            about=WantId(form["want"]) if form.get("want") else None,
        )
    except (Conflict, InvalidInput) as error:
        toast(str(error), failed=True)
        return redirect(f"/people/{quote(person, safe='')}")
    say_done(done)
    return redirect(f"/inquiries/{inquiry}")


@pages.get("/<inquiry>")
def one(inquiry: str) -> ResponseReturnValue:
    """Shows the draft of one, or what was answered."""
    services = netgraph()
    seen = services.inquiries.one(viewer(), InquiryId(inquiry))
    address = address_of(seen.link) if seen.link else ""
    text = services.inquiries.text(viewer(), seen, link=address) if address else ""
    mail = services.inquiries.mail_to(viewer(), seen)
    page = InquiryPage(
        frame=frame(Nav.PEOPLE),
        crumbs=crumbs_of(seen.person),
        seen=seen,
        address=address,
        text=text,
        mailto=f"mailto:{quote(mail, safe='@')}?subject={quote(SUBJECT)}&body={quote(text)}",
        mail_to=mail if services.outbox.sends else "",
    )
    return render_template("inquiries/inquiry.html", page=page)


@pages.post("/<inquiry>/<any(mail, noted, withdraw):deed>")
def act(inquiry: str, deed: str) -> ResponseReturnValue:
    """Mails the words, puts the answer aside, or takes the link back."""
    inquiries, id_ = netgraph().inquiries, InquiryId(inquiry)
    seen = inquiries.one(viewer(), id_)
    back = f"/inquiries/{quote(inquiry, safe='')}"

    def write() -> Done:
        match deed:
            case "mail":
                link = address_of(seen.link) if seen.link else ""
                return inquiries.mail(viewer(), id_, request.form.get("text", ""), link=link)
            case "withdraw":
                return inquiries.withdraw(viewer(), id_)
            case _:
                return inquiries.note(viewer(), id_)

    try:
        say_done(write())
    except InvalidInput as error:
        toast(str(error), failed=True)
        return redirect(back)
    gone = f"/people/{seen.person.id}#wants"
    return redirect(gone if deed == "withdraw" else local(request.form.get("back", back)))


@doors.get("/<token>")
@public
def show(token: str) -> ResponseReturnValue:
    """Shows the two sentences to say; changes nothing."""
    try:
        question = netgraph().inquiries.open(_link(token))
    except NotFound as error:
        return said_page(error.message.rstrip("."), error.hint), 404
    return _tell(token, question)


@doors.post("/<token>")
@public
def tell(token: str) -> ResponseReturnValue:
    """Takes what is said."""
    links.check_token()
    form, inquiries = request.form, netgraph().inquiries
    try:
        question = inquiries.open(_link(token))
        told = Told(
            want=form.get("want", ""),
            kind=next((one for one in WantKind if one.value == form.get("kind")), None),
            topic=form.get("topic", ""),
            still=_marked("still"),
            met=_marked("met"),
        )
    except ValueError as error:
        return _tell(token, question, said=form.to_dict(), problem=str(error)), 400
    except NotFound as error:
        return said_page(error.message.rstrip("."), error.hint), 404
    try:
        inquiries.answer(_link(token), told)
    except NotFound as error:
        return said_page(error.message.rstrip("."), error.hint), 404
    except Conflict as error:
        return said_page(error.message.rstrip("."), error.hint), 409
    return redirect(f"/w/{token}", code=303)


def address_of(link: InquiryLink) -> str:
    """The whole address of a link, as it is sent to somebody."""
    return f"{links.home()}/w/{links.signed([link.inquiry, link.nonce], salt=_SALT)}"


def _tell(
    token: str, question: Question, *, said: dict[str, str] | None = None, problem: str = ""
) -> str:
    if question.answered:
        asker = question.asker
        return said_page(
            "Thank you", f"{asker} reads it. If something changes, tell {first_name(asker)}."
        )
    chosen = (said or {}).get("kind", "")
    page = TellPage(
        frame=frame(Nav.NOWHERE),
        token=token,
        question=question,
        kinds=tuple(
            Choice(value=kind.value, label=label, chosen=kind.value == chosen)
            for kind, label in _KINDS.items()
        ),
        said=said or {},
        problem=problem,
    )
    return render_template("inquiries/tell.html", page=page)


def _marked(answer: str) -> frozenset[WantId]:
    """The earlier wants of which the form says this."""
    marks = ((key.removeprefix("of-"), said) for key, said in request.form.items())
    return frozenset(WantId(want) for want, said in marks if said == answer)


def _link(token: str) -> InquiryLink:
    inquiry, nonce = links.unsigned(token, salt=_SALT, words=2)
    return InquiryLink(inquiry=InquiryId(inquiry), nonce=nonce)


_KINDS = {
    WantKind.INTRODUCTION: "Somebody to meet",
    WantKind.EXPERTISE: "Something to know",
    WantKind.SHARE: "Something to read or attend",
    WantKind.HELP: "A hand with a piece of work",
}
