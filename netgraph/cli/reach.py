"""`netgraph reach`: who can introduce you, on the terminal."""

from collections.abc import Sequence
from datetime import date, datetime

import click

from netgraph.cli.frame import as_option, graph, json_option, out, say_json, viewer_of
from netgraph.domain.people import Person
from netgraph.domain.wording import in_shares, percent, where_to_stop
from netgraph.services.reach import Answer, IntroPath, Nobody, NoPath, Reached, WhichOne


@click.command()
@click.argument("who")
@as_option
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Answer as of that day, e.g. 2013-06-30; today when not given.",
)
@json_option
def reach(who: str, email: str | None, as_of: datetime | None, *, as_json: bool) -> None:
    """Say who can introduce you to WHO: a name, or a role such as "CFO at Acme".

    Each path comes with its probability, the evidence of its ties, and what to give first. Before
    them stands whom to ask one after the other, and where to stop.
    """
    with graph() as netgraph:
        viewer = viewer_of(netgraph, email)
        today = netgraph.now().date()
        day = min(as_of.date(), today) if as_of else today
        answer = netgraph.reach.ask(viewer, who, as_of=day)
    if as_of and as_of.date() > day:
        click.echo(f"{as_of.date()} has not come yet: this is the answer of {day}.", err=True)
    if as_json:
        say_json(_as_json(answer, day))
    else:
        _say(answer)
    click.get_current_context().exit(_code(answer))


def _code(answer: Answer) -> int:
    """3 when it is not clear who is meant, 4 for nobody; that no path leads there is an answer."""
    match answer:
        case WhichOne():
            return 3
        case Nobody(asked=asked):
            return 4 if asked.strip() else 3
        case _:
            return 0


def _say(answer: Answer) -> None:
    match answer:
        case Reached(asked=asked, targets=targets, paths=paths, guessed=guessed):
            if guessed:
                _say_guess(asked, targets)
            if not answer.verified:
                out.print("No path is verified: each has a tie known only from a list, a shared "
                          "place, or hearsay.")  # fmt: skip
            _say_order(answer)
            for number, path in enumerate(paths, start=1):
                _say_path(number, path, proposed=number == answer.proposed + 1 > 1)
        case WhichOne(people=people, at=at):
            where = " or ".join(company.name for company in at)
            out.print(f"Which one at {where}?" if at else "Several people match; say which one:",
                      markup=False)  # fmt: skip
            for person in people:
                _say_person(person)
        case Nobody(nearest=nearest, because=because, questions=questions):
            out.print(because, markup=False)
            for question in questions:
                out.print(f"  Perhaps: {question}", markup=False)
            if nearest:
                out.print("The nearest names:")
                for person in nearest:
                    _say_person(person)
        case NoPath(asked=asked, targets=targets, openings=openings, guessed=guessed):
            if guessed:
                _say_guess(asked, targets)
            names = ", ".join(target.name for target in targets)
            out.print(f"No path of four ties or fewer leads to {names}.", markup=False)
            if openings:
                out.print("Who could open one:")
            for opening in openings:
                _say_person(opening.person)
                out.print(f"    {opening.why}", markup=False)


def _say_guess(asked: str, targets: Sequence[Person]) -> None:
    out.print(f"Showing {targets[0].name}; nobody is called {asked}.", markup=False)


def _say_order(answer: Reached) -> None:
    for one in answer.asking:
        said = (
            f"You have been asking {one.connector.name} for an introduction to {one.target.name}"
            if one.connector
            else f"{one.requester.name} has been asking for an introduction to {one.target.name}"
        )
        out.print(f"{said} since {one.since:%Y-%m-%d}: one ask at a time.", markup=False)
    if answer.question:
        who, whom = answer.question.who, answer.question.whom
        out.print(
            f"First ask {who.name} how well they know {whom.name}: the answer changes the best way "
            f"with a chance of {percent(answer.question.changes)}. "
            f'Then: netgraph people knows "{who.name}" "{whom.name}" --well|--barely.',
            markup=False,
        )
    order = answer.order
    if not order.asks or len(answer.open_paths) == 1:
        return
    names = [answer.paths[ask.place].asked for ask in order.asks]
    first, *more = in_shares(ask.adds for ask in order.asks)
    said = ", then ".join(
        f"{name} {share}"
        for name, share in zip(names, [first, *(f"+{m}" for m in more)], strict=True)
    )
    together = f"; together {percent(order.together)}" if more else ""
    out.print(f"Ask in this order, one at a time: {said}{together}.", markup=False)
    out.print(where_to_stop(names[-1], further=order.further), markup=False)


def _say_path(number: int, path: IntroPath, *, proposed: bool) -> None:
    line = " → ".join(["you", *(person.name for person in path.people[1:])])
    chance, low, high = map(percent, (path.probability, path.low, path.high))
    share = f"{chance} ({low} to {high}), {path.word}"
    out.print(f"{number}. {line}", markup=False, style="bold")
    role = f"; {path.target.role}" if path.target.role else ""
    out.print(f"   {share}{role}", markup=False)
    for place, tie in enumerate(path.ties):
        weakest = "  ← weakest" if place == path.weakest_tie and len(path.ties) > 1 else ""
        out.print(
            f"   {percent(tie.strength.probability):>5} {tie.of.name} → {tie.towards.name}: "
            f"{tie.words}{weakest}",
            markup=False,
        )
    for caution in path.cautions:
        out.print(f"   Careful: {caution.text}.", markup=False, style="yellow")
    if proposed:
        out.print("   Ask on this one first: nothing speaks against it.", markup=False)
    for offer in path.offers:
        out.print(f"   Give first: {offer.headline}. {offer.why}", markup=False, style="green")
    answered = {offer.want for offer in path.offers}
    for want in path.wishes:
        if want.id not in answered:
            out.print(f"   Looks for: {want.text}", markup=False)
    if path.fallback:
        names = " → ".join(person.name for person in path.fallback[1:])
        out.print(f"   Otherwise: {names}", markup=False, style="dim")
    if path.first_if:
        out.print(f"   {path.first_if.says}", markup=False, style="dim")


def _say_person(person: Person) -> None:
    out.print(f"  {person.name}" + (f", {person.role}" if person.role else ""), markup=False)


def _as_json(answer: Answer, day: date) -> dict[str, object]:
    match answer:
        case Reached(asked=asked, paths=paths):
            return {
                "asked": asked,
                "as_of": day,
                "answer": "reached",
                "guessed": answer.guessed,
                "verified": answer.verified,
                "proposed": answer.proposed,
                "question": answer.question
                and {
                    "who": _card(answer.question.who),
                    "whom": _card(answer.question.whom),
                    "worth": answer.question.worth,
                    "changes": answer.question.changes,
                },
                "asking": [
                    {
                        "requester": _card(one.requester),
                        "target": _card(one.target),
                        "connector": _card(one.connector) if one.connector else None,
                        "request": one.request,
                        "since": one.since,
                    }
                    for one in answer.asking
                ],
                "order": _order_json(answer),
                "paths": [_path_json(path) for path in paths],
            }
        case WhichOne(asked=asked, people=people, at=at):
            return {
                "asked": asked,
                "answer": "which_one",
                "at": [company.name for company in at],
                "people": [_card(p) for p in people],
            }
        case Nobody(asked=asked, nearest=nearest, because=because, questions=questions):
            return {
                "asked": asked,
                "answer": "nobody",
                "because": because,
                "nearest": [_card(person) for person in nearest],
                "questions": list(questions),
            }
        case NoPath(asked=asked, targets=targets, openings=openings):
            return {
                "asked": asked,
                "answer": "no_path",
                "guessed": answer.guessed,
                "targets": [_card(person) for person in targets],
                "openings": [{**_card(o.person), "why": o.why} for o in openings],
            }


def _order_json(answer: Reached) -> dict[str, object]:
    order, any_works = answer.order, answer.any_works
    return {
        "asks": [
            {"path": ask.place, "ask": answer.paths[ask.place].asked, "chance": ask.chance,
             "adds": ask.adds}
            for ask in order.asks
        ],
        "together": order.together,
        "further": order.further,
        "any_path_works": any_works.probability,
    }  # fmt: skip


def _path_json(path: IntroPath) -> dict[str, object]:
    return {
        "people": [_card(person) for person in path.people],
        "probability": path.probability,
        "low": path.low,
        "high": path.high,
        "word": path.word,
        "weakest_tie": path.weakest_tie,
        "ties": [
            {
                "of": tie.of.id,
                "towards": tie.towards.id,
                "probability": tie.strength.probability,
                "low": tie.strength.low,
                "high": tie.strength.high,
                "grade": tie.strength.grade,
                "last_contact": tie.strength.last_contact,
                "evidence": tie.words,
            }
            for tie in path.ties
        ],
        "give_first": [
            {"kind": o.kind, "headline": o.headline, "why": o.why, "want": o.want_text}
            for o in path.offers
        ],
        "wishes": [want.text for want in path.wishes],
        "cautions": [{"kind": c.kind, "about": c.about, "text": c.text} for c in path.cautions],
        "fallback": [_card(person) for person in path.fallback],
        "learned": {
            "probability": path.learned.probability,
            "low": path.learned.low,
            "high": path.learned.high,
            "outcomes": path.learned.of,
        }
        if path.learned
        else None,
        "first_if": path.first_if
        and {
            "of": path.first_if.of.id,
            "towards": path.first_if.towards.id,
            "probability": path.first_if.probability,
            "says": path.first_if.says,
        },
    }


def _card(person: Person) -> dict[str, object]:
    return {
        "id": person.id,
        "name": person.name,
        "title": person.title,
        "company": person.company_name,
    }
