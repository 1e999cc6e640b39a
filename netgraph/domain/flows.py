"""Favors between groups of people: who gives to whom, told without anybody's sum.

A group is a company, a team (the people of one function at one company), a function or a seniority.
What two groups gave each other is told only where at least `LEAST_PEOPLE` on each side had a part
in it; below that it would be one person's sum, and only the number of favors is told (law 3).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from netgraph.domain.favors import WEIGHT, Favor
from netgraph.domain.ids import PersonId

LEAST_PEOPLE = 2
"""People of each side who must have had a part before given and received are told apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """What two groups did for each other in a period, in units of a coffee, not faded.

    `one` sorts before `other`. `gave` is what `one` did for `other`, `got` the other way; both
    are None where too few people had a part. `favors` counts them, `before` those of the period
    of the same length before it.
    """

    one: str
    other: str
    gave: float | None
    got: float | None
    favors: int
    before: int

    def seen_from(self, group: str) -> "Exchange":
        """The same with `group` as the one who gives; raises `ValueError` for another group."""
        if group == self.one:
            return self
        if group != self.other:
            raise ValueError(f"{group} is none of the two.")
        return Exchange(
            one=self.other, other=self.one, gave=self.got, got=self.gave,
            favors=self.favors, before=self.before,
        )  # fmt: skip


def exchanges(
    favors: Iterable[Favor],
    *,
    group_of: Callable[[PersonId], str | None],
    since: date,
    until: date,
) -> tuple[Exchange, ...]:
    """What every two groups did for each other from `since` to `until`, the liveliest first.

    Favors within one group, and of people without a group, are left out.
    """
    earlier = since - (until - since)
    amounts: dict[tuple[str, str], list[float]] = {}
    counts: dict[tuple[str, str], list[int]] = {}
    parts: dict[tuple[str, str], tuple[set[PersonId], set[PersonId]]] = {}
    for favor in favors:
        giver, receiver = group_of(favor.giver), group_of(favor.receiver)
        if giver is None or receiver is None or giver == receiver:
            continue
        pair = (giver, receiver) if giver < receiver else (receiver, giver)
        forward = giver == pair[0]
        if since < favor.day <= until:
            amounts.setdefault(pair, [0.0, 0.0])[not forward] += WEIGHT[favor.size]
            counts.setdefault(pair, [0, 0])[0] += 1
            sides = parts.setdefault(pair, (set(), set()))
            sides[not forward].add(favor.giver)
            sides[forward].add(favor.receiver)
        elif earlier < favor.day <= since:
            counts.setdefault(pair, [0, 0])[1] += 1
    found = []
    for pair, (now, before) in counts.items():
        told = pair in parts and min(map(len, parts[pair])) >= LEAST_PEOPLE
        gave, got = amounts[pair] if told else (None, None)
        found.append(
            Exchange(one=pair[0], other=pair[1], gave=gave, got=got, favors=now, before=before)
        )
    return tuple(sorted(found, key=lambda e: (-e.favors, -e.before, e.one, e.other)))


def reciprocity(favors: Iterable[Favor], *, since: date, until: date) -> float | None:
    """How much of what was given in a network came back between the same two people, in [0, 1].

    Σ min(w_ij, w_ji) / Σ w_ij over ordered pairs, w_ij being what i did for j in the period
    (Squartini, Picciolo, Ruzzenenti and Garlaschelli, "Reciprocity of weighted networks", 2013).
    A number of the whole network, never of one person; None without any favor.
    """
    given: dict[tuple[PersonId, PersonId], float] = {}
    for favor in favors:
        if since < favor.day <= until:
            ends = favor.giver, favor.receiver
            given[ends] = given.get(ends, 0.0) + WEIGHT[favor.size]
    whole = sum(given.values())
    if not whole:
        return None
    return sum(min(w, given.get((b, a), 0.0)) for (a, b), w in given.items()) / whole


def across(
    favors: Iterable[Favor],
    *,
    group_of: Callable[[PersonId], str | None],
    since: date,
    until: date,
) -> Mapping[tuple[str, str], int]:
    """How many favors went from each group to each other one in a period."""
    found: dict[tuple[str, str], int] = {}
    for favor in favors:
        giver, receiver = group_of(favor.giver), group_of(favor.receiver)
        if giver and receiver and since < favor.day <= until:
            found[giver, receiver] = found.get((giver, receiver), 0) + 1
    return found
