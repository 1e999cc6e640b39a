"""The heart: who can introduce the viewer, and what to give first.

A question in the address (`?q=CFO at Acme`) or a person (`/reach/<id>`) is answered by cards,
one a path, with a picture of all of them beside. Drafting an introduction request from a card
only keeps it; asking the connector is the connector's own topic.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, urlencode

from flask import Blueprint, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue

from netgraph.domain.evidence import Grade, Knows
from netgraph.domain.favors import Goodwill
from netgraph.domain.ids import PersonId
from netgraph.domain.names import first_name
from netgraph.domain.offers import Offer
from netgraph.domain.outcomes import Learned
from netgraph.domain.people import Person
from netgraph.domain.strength import Explanation
from netgraph.domain.wording import in_shares, where_to_stop
from netgraph.errors import InvalidInput
from netgraph.services.reach import Answer, IntroPath, PathTie, Reached
from web.drawing import Drawing, draw
from web.forms import one_of
from web.frame import Frame, Nav, frame
from web.history import say_done
from web.parts import Balance, PathStrand, PersonCard, Strand, Sureness, Tab
from web.session import local, netgraph, viewer

pages = Blueprint("reach", __name__, url_prefix="/reach")

EXAMPLES = ("CFO at Velden Automotive", "head of HR", "Victor Lang")


@dataclass(frozen=True, slots=True, kw_only=True)
class TieWhy:
    """One tie of a path in words, and the sums behind it for "Why this?".

    `ends` are its two when somebody else may be asked how well they know each other.
    """

    says: str
    ends: tuple[Person, ...]
    weakest: bool
    words: str
    sure: Sureness
    grade: str
    why: Explanation | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PathCard:
    """One path as a card.

    `number` counts from 1; `path` are the people's ids in order; `balance` is the viewer's own
    with the connector; `wishes` are the connector's that no offer answers; `cautions` what to be
    careful with, the connector's own rules among it; `proposed` whether this is the one to ask
    on, `instead_of` the likelier connector in whose place; `known` how the viewer knows the
    target where nobody is between; `aside` is whether it is folded away behind far better ones;
    `first_if` says what would make it the first one, in a sentence or not at all; `learned` what
    earlier outcomes make of the chance.
    """

    number: int
    strand: PathStrand
    sure: Sureness
    balance: Balance | None
    offers: tuple[Offer, ...]
    wishes: tuple[str, ...]
    cautions: tuple[str, ...]
    proposed: bool
    instead_of: str
    known: str
    ties: tuple[TieWhy, ...]
    connector: str
    connector_url: str
    target: str
    path: tuple[str, ...]
    fallback: str
    aside: bool
    first_if: str
    learned: Learned | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskInTurn:
    """One ask of the order: the number of its card, who is asked, and what it adds, in per cent."""

    number: int
    name: str
    adds: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InTurn:
    """The order to ask in, the chance of all of it, why it stops there, and who is left out."""

    asks: tuple[AskInTurn, ...]
    together: float
    stop: str
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachPage:
    """What `reach/reach.html` shows: the question, and its answer in one of four forms.

    `warm` counts the paths that are worth a try at least, the others are long shots; `verified`
    says whether any of them rests on what people did; `reached` are the people they lead to;
    `map_url` shows the near paths on the map; `in_turn` is the order to ask in where there is more
    than one way; `to_come` is a day asked about that has not come
    and is answered as of today.
    """

    frame: Frame
    asked: str
    as_of: date | None
    answer: Answer | None
    cards: tuple[PathCard, ...]
    drawing: Drawing | None
    map_url: str
    people: tuple[PersonCard, ...]
    examples: tuple[str, ...]
    to_come: date | None = None
    warm: int = 0
    verified: bool = False
    reached: tuple[Person, ...] = ()
    in_turn: InTurn | None = None
    tabs: tuple[Tab, ...] = (
        Tab(key="paths", label="Paths"),
        Tab(key="picture", label="Picture"),
    )


@pages.get("")
def reach() -> ResponseReturnValue:
    """Shows the question, and its answer when there is one."""
    asked = request.args.get("q", "").strip()
    day = _day(request.args.get("as_of", ""))
    answer = None
    if asked:
        answer = netgraph().reach.ask(viewer(), asked, as_of=min(day or _today(), _today()))
    return _page(asked, answer, day)


@pages.get("/<person>")
def reach_person(person: str) -> ResponseReturnValue:
    """Shows the paths to one person."""
    day = _day(request.args.get("as_of", ""))
    as_of = min(day or _today(), _today())
    answer = netgraph().reach.person(viewer(), PersonId(person), as_of=as_of)
    return _page(answer.asked, answer, day)


@pages.get("/suggest")
def suggest() -> ResponseReturnValue:
    """People, roles and companies while a question is typed, as JSON for the field."""
    found = netgraph().people.suggest(viewer(), request.args.get("q", ""), limit=8)
    return jsonify(
        [
            {
                "kind": "person" if suggestion.person else suggestion.kind.value,
                "label": suggestion.label,
                "detail": suggestion.detail,
                "url": f"/reach/{suggestion.person}"
                if suggestion.person
                else f"/reach?q={quote(suggestion.label)}",
            }
            for suggestion in found
        ]
    )


@pages.post("/knows")
def knows() -> ResponseReturnValue:
    """Writes down how well somebody says that they know another, and answers anew."""
    who, whom = (PersonId(request.form.get(end, "")) for end in ("who", "whom"))
    say_done(netgraph().knowing.say(viewer(), who, whom, one_of(Knows, "knows")))
    return redirect(local(request.form.get("back", "/")))


@pages.post("/draft")
def draft() -> ResponseReturnValue:
    """Keeps an introduction request for a path as a draft."""
    path = tuple(PersonId(p) for p in request.form.get("path", "").split(",") if p)
    try:
        probability = float(request.form.get("probability", "0"))
    except ValueError as error:
        raise InvalidInput("The path's probability is not a number.") from error
    done = netgraph().introductions.draft(
        viewer(),
        path,
        probability=probability,
        offer=request.form.get("offer", ""),
    )
    say_done(done)
    return redirect("/introductions")


def _page(asked: str, answer: Answer | None, day: date | None) -> ResponseReturnValue:
    to_come = day if day and day > _today() else None
    paths = answer.paths if isinstance(answer, Reached) else ()
    near = paths[: answer.near] if isinstance(answer, Reached) else ()
    warm = sum(path.warm for path in paths)
    page = ReachPage(
        frame=frame(Nav.REACH),
        asked=asked,
        as_of=None if to_come else day,
        to_come=to_come,
        answer=answer,
        cards=tuple(_card(place, answer) for place in range(len(answer.paths)))
        if isinstance(answer, Reached)
        else (),
        drawing=draw([path.people for path in near], [path.ties for path in near])
        if near
        else None,
        map_url=_map_url(near, None if to_come else day),
        people=tuple(_person(p, to_reach=True) for p in _people_in(answer)),
        examples=EXAMPLES,
        warm=warm,
        verified=isinstance(answer, Reached) and answer.verified,
        reached=tuple(dict.fromkeys(path.target for path in near)),
        in_turn=_in_turn(answer) if isinstance(answer, Reached) else None,
    )
    return render_template("reach/reach.html", page=page)


def _map_url(paths: Sequence[IntroPath], until: date | None) -> str:
    asked = [("path", ",".join(person.id for person in path.people)) for path in paths]
    return "/map?" + urlencode([*asked, ("until", until.isoformat())] if until else asked)


def _people_in(answer: Answer | None) -> tuple[Person, ...]:
    """The people to choose from, when the answer is a choice."""
    if answer is None or isinstance(answer, Reached):
        return ()
    if hasattr(answer, "people"):
        return answer.people
    if hasattr(answer, "nearest"):
        return answer.nearest
    return answer.targets


def _card(place: int, answer: Reached) -> PathCard:
    path = answer.paths[place]
    connector = path.connector
    likelier = answer.paths[0].connector
    chosen = place == answer.proposed
    answered = {offer.want for offer in path.offers}
    return PathCard(
        number=place + 1,
        strand=PathStrand(
            people=tuple(_person(person, me=step == 0) for step, person in enumerate(path.people)),
            strands=tuple(
                Strand(
                    tier=tie.strength.tier.value,
                    grade=tie.strength.grade.value,
                    says=tie.words,
                    strength=tie.strength.probability,
                    weakest=step == path.weakest_tie and len(path.ties) > 1,
                )
                for step, tie in enumerate(path.ties)
            ),
        ),
        sure=Sureness(middle=path.probability, low=path.low, high=path.high),
        balance=_balance(connector, path.goodwill) if connector else None,
        offers=path.offers,
        wishes=tuple(want.text for want in path.wishes if want.id not in answered),
        cautions=tuple(
            dict.fromkeys(
                [
                    *(f"{connector.name}: {rule}" for rule in path.against if connector),
                    *(caution.text for caution in path.cautions),
                ]
            )
        ),
        proposed=chosen,
        instead_of=first_name(likelier.name) if likelier and chosen and place else "",
        known="" if connector else _known(path),
        ties=tuple(
            _why(tie, weakest=step == path.weakest_tie and len(path.ties) > 1)
            for step, tie in enumerate(path.ties)
        ),
        connector=connector.name if connector else "",
        connector_url=f"/people/{connector.id}" if connector else "",
        target=path.target.name,
        path=tuple(person.id for person in path.people),
        fallback=" → ".join(person.name for person in path.fallback[1:]),
        aside=place >= answer.near,
        first_if=path.first_if.says if path.first_if else "",
        learned=path.learned,
    )


def _in_turn(answer: Reached) -> InTurn | None:
    """The order to ask in; nothing where there is no choice."""
    if len(answer.open_paths) == 1 or not (order := answer.order).asks:
        return None
    shares = in_shares(ask.adds for ask in order.asks)
    asks = tuple(
        AskInTurn(number=ask.place + 1, name=answer.paths[ask.place].asked, adds=share)
        for ask, share in zip(order.asks, shares, strict=True)
    )
    return InTurn(
        asks=asks,
        together=order.together,
        stop=where_to_stop(first_name(asks[-1].name), further=order.further),
        left_out=tuple(path.asked for path in answer.paths if path.against),
    )


def _known(path: IntroPath) -> str:
    """How the viewer knows a target with nobody between; empty when they have dealt together."""
    return {
        Grade.IMPORTED: "You are only connected on a list",
        Grade.INFERRED: "You were only at the same place",
        Grade.CLAIMED: "It is only said that you know each other",
    }.get(path.ties[0].strength.grade, "")


def _why(tie: PathTie, *, weakest: bool) -> TieWhy:
    of = "You" if tie.of.id == viewer().person else tie.of.name
    askable = viewer().person not in {tie.of.id, tie.towards.id}
    return TieWhy(
        says=f"{of} → {tie.towards.name}",
        ends=(tie.of, tie.towards) if askable else (),
        weakest=weakest,
        words=tie.words,
        sure=Sureness(
            middle=tie.strength.probability, low=tie.strength.low, high=tie.strength.high
        ),
        grade=tie.strength.grade.value,
        why=tie.why,
    )


def _balance(connector: Person, goodwill: Goodwill | None) -> Balance | None:
    if goodwill is None or not goodwill.entries:
        return None
    return Balance(
        given=goodwill.given,
        received=goodwill.received,
        with_whom=connector.name,
        url=f"/favors/with/{connector.id}",
    )


def _person(person: Person, *, me: bool = False, to_reach: bool = False) -> PersonCard:
    return PersonCard(
        name="You" if me else person.name,
        called=person.name,
        title="" if me else person.title,
        company="" if me else person.company_name,
        url=f"/reach/{person.id}" if to_reach else f"/people/{person.id}",
        level=person.level,
        decides=person.decides,
    )


def _today() -> date:
    return netgraph().now().date()


def _day(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise InvalidInput(f"{text!r} is no day.", hint="Write it like 2026-03-31.") from error
