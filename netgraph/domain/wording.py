"""Facts about a tie in the words of a colleague: short, past tense, the best proof first.

"met twice this year; last wrote 12 days ago; you reviewed their deck in May". Only what was
observed is said, and whoever did it is named from the viewer's side.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from netgraph.domain.evidence import Kind
from netgraph.domain.favors import Favor, FavorKind
from netgraph.domain.ids import PersonId
from netgraph.domain.strength import LIVE_DAYS, Direction, Fact

_OFTEN = 6  # letters of each side in a year
_TURN = 91  # days in which a letter still counts as an answer in one exchange
_WEEK, _MONTH, _YEAR = 14, 60, 365

_DID = {
    FavorKind.INTRODUCTION: "made an introduction for",
    FavorKind.DOCUMENT_REVIEW: "reviewed a document for",
    FavorKind.SOUNDING_BOARD: "were a sounding board for",
    FavorKind.ADVICE: "gave advice to",
    FavorKind.REFERRAL: "referred somebody to",
    FavorKind.REFERENCE: "gave a reference for",
    FavorKind.INFORMATION: "passed information to",
    FavorKind.HOSPITALITY: "hosted",
    FavorKind.OTHER: "helped",
}


LIKELY = 0.4
"""The probability from which a path is called likely."""

WORTH_A_TRY = 0.15
"""The probability from which a path is called worth a try; below, it is a long shot."""


def chance_in_words(probability: float) -> str:
    """The word for a path's probability: `likely`, `worth a try` or `long shot`."""
    if probability >= LIKELY:
        return "likely"
    return "worth a try" if probability >= WORTH_A_TRY else "long shot"


def percent(probability: float) -> str:
    """A probability in whole per cent; the ends are said as `<1 %` and `>99 %`, never 0 or 100."""
    whole = round(probability * 100)
    if whole < 1:
        return "<1 %"
    return ">99 %" if whole > 99 else f"{whole} %"  # noqa: PLR2004 # per cent


def if_confirmed(who: str, whom: str, *, now: float, then: float) -> str:
    """That a path would be the first one if one person said that they know another well.

    `whom` may be "you". `now` and `then` are the path's probabilities.
    """
    change = f"{percent(then)} instead of {percent(now)}"
    return f"If {who} confirmed knowing {whom} well, this path would be first ({change})."


def where_to_stop(last: str, *, further: float) -> str:
    """Why an order of asks ends with somebody; `further` as in `AskingOrder`."""
    if not further:
        return f"After {last} no other way is open."
    return (
        f"Stop after {last}: one more ask would then work with {percent(further)}, "
        "too little for the goodwill it takes."
    )


def held_by(names: Sequence[str] | None) -> str:
    """On whom a way hangs: the fewest people without whom none is left, `None` for many."""
    if names is None:
        return "hangs on more than five people"
    if not names:
        return "no likely way leads there today"
    *others, last = names
    if not others:
        return f"hangs on {last} alone"
    return f"hangs on {', '.join(others)} and {last} together"


def in_shares(parts: Iterable[float]) -> tuple[str, ...]:
    """Probabilities that add up to a whole, in per cent that add up as well, once rounded."""
    said, before, total = [], 0, 0.0
    for part in parts:
        total += part
        whole = min(99, round(total * 100))
        said.append(f"{whole - before} %" if whole > before else "<1 %")
        before = whole
    return tuple(said)


def ago(day: date, *, as_of: date) -> str:
    """How long before `as_of` a day was: `today`, `12 days ago`, `5 months ago`, `3 years ago`."""
    days = (as_of - day).days
    if days <= 0:
        return "today"
    if days == 1:
        return "yesterday"
    if days < _MONTH:
        return f"{days} days ago" if days < _WEEK else f"{round(days / 7)} weeks ago"
    if days < _YEAR * 2:
        return f"{round(days / 30.4)} months ago"
    return f"{round(days / 365.25)} years ago"


def times(count: float) -> str:
    """How often: `once`, `twice`, `7 times`; weighted counts are rounded, at least once."""
    whole = max(1, round(count))
    return {1: "once", 2: "twice"}.get(whole, f"{whole} times")


def when(day: date, *, as_of: date) -> str:
    """A day as one says it in passing: `in May`, or `in May 2024` when it is another year."""
    month = day.strftime("%B")
    return f"in {month}" if day.year == as_of.year else f"in {month} {day.year}"


def tie_in_words(
    facts: Iterable[Fact],
    favors: Iterable[Favor],
    *,
    of: PersonId,
    names: tuple[str, str],
    as_of: date,
) -> str:
    """What is known between two people in one line, or "nothing is known" when nothing is.

    `names` are how `of` and the other one are called, such as ("you", "Dana").
    """
    parts = [*_favors(favors, of=of, names=names, as_of=as_of), *_facts(facts, names, as_of)]
    return "; ".join(parts) if parts else "nothing is known"


def _favors(
    favors: Iterable[Favor], *, of: PersonId, names: tuple[str, str], as_of: date
) -> list[str]:
    newest = sorted((f for f in favors if f.day <= as_of), key=lambda f: (f.day, f.id))[-2:]
    said = []
    for favor in reversed(newest):
        giver, receiver = names if favor.giver == of else (names[1], names[0])
        verb = _DID[favor.kind]
        if verb.startswith("were ") and giver != "you":
            verb = "was " + verb.removeprefix("were ")
        said.append(f"{giver} {verb} {receiver} {when(favor.day, as_of=as_of)}")
    return said


def _facts(facts: Iterable[Fact], names: tuple[str, str], as_of: date) -> list[str]:
    known = {(fact.kind, fact.direction, fact.last is not None): fact for fact in facts}
    said: list[str] = []
    for kind, verb in ((Kind.MEETING, "met"), (Kind.CALL, "spoke")):
        fact = known.get((kind, Direction.BOTH, True))
        if fact is not None and fact.last is not None:
            said.append(_often(verb, fact, as_of))
    said.extend(_writing(known, names, as_of))
    for fact in known.values():
        words = _others(fact, names, as_of)
        if words:
            said.append(words)
    return said


def _often(verb: str, fact: Fact, as_of: date) -> str:
    last = ago(fact.last or as_of, as_of=as_of)
    if round(fact.total) <= 1:
        return f"{verb} once, {last}"
    if round(fact.recent) == 1:
        return f"{verb} once in the last year, {last}"
    if fact.recent >= 1:
        return f"{verb} {times(fact.recent)} in the last year, last {last}"
    return f"{verb} {times(fact.total)}, last {last}"


def _writing(
    known: dict[tuple[Kind, Direction, bool], Fact], names: tuple[str, str], as_of: date
) -> list[str]:
    """Letters between two people; "each other" only when both sides kept writing.

    The sides are told apart when one fell silent while the other went on, so that a letter of
    one never stands for an answer of the other.
    """
    mine, theirs = (
        [
            fact
            for kind in (Kind.MAIL, Kind.MESSAGE)
            if (fact := known.get((kind, direction, True))) is not None
        ]
        for direction in (Direction.MINE, Direction.THEIRS)
    )
    out, back = (max((f.last for f in side if f.last), default=None) for side in (mine, theirs))
    if out and back:
        if abs((out - back).days) > _TURN:
            later, earlier = names if out > back else names[::-1]
            wrote, answered = (ago(day, as_of=as_of) for day in sorted((out, back), reverse=True))
            return [f"{later} wrote {wrote}; {earlier} last answered {answered}"]
        if (as_of - min(out, back)).days > LIVE_DAYS:
            return [f"wrote to each other until {ago(min(out, back), as_of=as_of)}"]
        often = all(sum(fact.recent for fact in side) >= _OFTEN for side in (mine, theirs))
        last = ago(max(out, back), as_of=as_of)
        return [f"write to each other{' often' if often else ''}, last {last}"]
    if out:
        return [f"{names[0]} wrote {ago(out, as_of=as_of)}, no answer seen"]
    if back:
        return [f"{names[1]} wrote {ago(back, as_of=as_of)}, not answered"]
    return []


def _others(fact: Fact, names: tuple[str, str], as_of: date) -> str:
    actor = names[0] if fact.direction is Direction.MINE else names[1]
    other = names[1] if fact.direction is Direction.MINE else names[0]
    match fact.kind:
        case Kind.SAME_TEAM:
            return "work on the same team"
        case Kind.SAME_BOARD | Kind.SAME_COMPANY | Kind.SAME_SCHOOL:
            place = _place(fact)
            if fact.since is None:
                return place
            until = f"to {fact.until.year}" if fact.until else "until now"
            return f"{place} from {fact.since.year} {until}"
        case Kind.CONTACT_LIST:
            return f"on a list of connections since {(fact.since or fact.last or as_of).year}"
        case Kind.VOUCH:
            return f"{actor} confirmed knowing {other}"
        case Kind.CLAIM:
            return "said to know each other"
        case Kind.INVITATION:
            return f"{actor} invited {other} to connect"
        case Kind.ENDORSEMENT:
            return f"{actor} endorsed {other}"
        case Kind.RECOMMENDATION:
            return f"{actor} wrote a recommendation for {other}"
        case _:
            return ""


def _place(fact: Fact) -> str:
    """Where two people were together: `on the board of Acme`, `at the same school`."""
    named = " and ".join(fact.labels[:_NAMED]) + (
        " and others" if len(fact.labels) > _NAMED else ""
    )
    match fact.kind:
        case Kind.SAME_BOARD:
            return f"on the board of {named}" if named else "on the same board"
        case Kind.SAME_COMPANY:
            return f"both at {named}" if named else "at the same company"
        case _:
            return f"both at {named}" if named else "at the same school"


_NAMED = 2
