"""Evidence from the graph, and the one writer of the ties derived from it.

`refresh_ties` computes the strength of pairs in both directions from the team's evidence,
favors included, writes the `TIE` relationships and raises the revision of every scope
concerned, so that each process knows that its index is stale. Private evidence raises only its
owner's revision and never enters a `TIE`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from netgraph.domain.access import TEAM, Scope
from netgraph.domain.evidence import Evidence, Kind, Monthly
from netgraph.domain.favors import Favor, FavorKind, Size, goodwill
from netgraph.domain.ids import FavorId, PersonId
from netgraph.domain.strength import Strength, strength
from netgraph.graph.database import Row, Statements

Pair = tuple[PersonId, PersonId]
"""Two people, the smaller id first."""


def pair_of(one: PersonId, other: PersonId) -> Pair:
    """The two people as a pair."""
    return (one, other) if one < other else (other, one)


@dataclass(frozen=True, slots=True, kw_only=True)
class PairEvidence:
    """Everything some viewer can know about two people: facts, and favors between them."""

    pair: Pair
    facts: tuple[Evidence, ...]
    favors: tuple[Favor, ...] = ()

    def strength(self, *, of: PersonId, towards: PersonId, as_of: date) -> Strength | None:
        """The strength of→towards on a day, goodwill included; `None` when nothing is known."""
        warmth = (
            goodwill(self.favors, mine=of, theirs=towards, as_of=as_of).balance
            if self.favors
            else 0.0
        )
        return strength(self.everything, of=of, towards=towards, as_of=as_of, goodwill=warmth)

    @property
    def everything(self) -> tuple[Evidence, ...]:
        """The facts, and the favors as evidence."""
        return (*self.facts, *(favor_as_evidence(favor) for favor in self.favors))

    def joined(self, other: "PairEvidence") -> "PairEvidence":
        """What both know about the same pair."""
        return PairEvidence(
            pair=self.pair,
            facts=(*self.facts, *other.facts),
            favors=(*self.favors, *other.favors),
        )


def favor_as_evidence(favor: Favor) -> Evidence:
    """A favor done is evidence of the highest kind that mail cannot give."""
    kind = Kind.INTRODUCTION if favor.kind is FavorKind.INTRODUCTION else Kind.FAVOR
    return Evidence(
        actor=favor.giver,
        other=favor.receiver,
        kind=kind,
        months=(Monthly(day=favor.day, count=1.0),),
    )


def evidence_by_pair(
    on: Statements,
    *,
    scopes: Sequence[Scope],
    pairs: Sequence[Pair] | None = None,
    people: Sequence[Scope] | None = None,
) -> Mapping[Pair, PairEvidence]:
    """The evidence of the given scopes by pair; of all pairs when none are named.

    `people` are the scopes whose people may be seen, when these are more than `scopes`.
    """
    seen = list(people or scopes)
    facts: dict[Pair, list[Evidence]] = defaultdict(list)
    favors: dict[Pair, list[Favor]] = defaultdict(list)
    if pairs is None:
        evidence_rows = on.read("evidence_in_scopes", scopes=list(scopes), people=seen)
        favor_rows = on.read("favors_in_scopes", scopes=list(scopes), people=seen)
    else:
        asked = [list(pair) for pair in pairs]
        evidence_rows = on.read("evidence_of_pairs", pairs=asked, scopes=list(scopes), people=seen)
        favor_rows = on.read("favors_of_pairs", pairs=asked, scopes=list(scopes), people=seen)
    for row in evidence_rows:
        evidence = evidence_from_row(row)
        facts[pair_of(evidence.actor, evidence.other)].append(evidence)
    for row in favor_rows:
        favor = favor_from_row(row)
        favors[pair_of(favor.giver, favor.receiver)].append(favor)
    return {
        pair: PairEvidence(
            pair=pair, facts=tuple(facts.get(pair, ())), favors=tuple(favors.get(pair, ()))
        )
        for pair in sorted(facts.keys() | favors.keys())
    }


def refresh_ties(
    on: Statements, pairs: Iterable[Pair] | None, *, scopes: Iterable[Scope], as_of: date
) -> None:
    """Derives the team's ties of the pairs anew (of all when `None`); raises the revisions.

    `scopes` are those whose evidence has just changed. Belongs in the transaction of that
    change.
    """
    changed = sorted(set(scopes))
    asked = None if pairs is None else sorted(set(pairs))
    told = None if asked is None or len(asked) > _TOLD else [list(pair) for pair in asked]
    for scope in changed:
        on.write("raise_revision", scope=scope)
        on.write("tell_changed_pairs", scope=scope, pairs=told)
    if TEAM not in changed:
        return
    known = evidence_by_pair(on, scopes=(TEAM,), pairs=asked)
    if asked is None:
        on.write("drop_all_ties")
    else:
        on.write("drop_ties_of_pairs", pairs=[list(pair) for pair in asked])
    derive_ties(on, known.values(), as_of=as_of)


def derive_ties(on: Statements, evidence: Iterable[PairEvidence], *, as_of: date) -> None:
    """Writes the ties of pairs that have none yet, from all that the team knows about them.

    For the bulk of an import, whose new pairs need not be read back; raising the revision is
    left to the `refresh_ties` of the same transaction.
    """
    rows: list[dict[str, object]] = []
    for known in evidence:
        one, other = known.pair
        for of, towards in ((one, other), (other, one)):
            found = known.strength(of=of, towards=towards, as_of=as_of)
            if found is not None:
                rows.append(
                    {
                        "of": of,
                        "towards": towards,
                        "strength": found.probability,
                        "low": found.low,
                        "high": found.high,
                        "grade": found.grade.value,
                        "last_contact": found.last_contact,
                    }
                )
    for start in range(0, len(rows), _BLOCK):
        on.write("write_ties", ties=rows[start : start + _BLOCK], as_of=as_of)


def revisions(on: Statements, *, scopes: Sequence[Scope]) -> Mapping[Scope, int]:
    """How often the ties of each scope have changed, 0 for never."""
    found = {row["scope"]: row["number"] for row in on.read("revisions", scopes=list(scopes))}
    return {scope: found.get(scope, 0) for scope in scopes}


def pairs_changed_after(on: Statements, revision: int, *, scope: Scope) -> list[Pair] | None:
    """Between whom the ties of a scope changed after a revision; `None` when that is not told."""
    rows = on.read("changed_pairs", scope=scope)
    if not rows or revision < rows[0]["known_since"]:
        return None
    told = (entry.split(" ") for entry in rows[0]["recent"])
    return sorted(
        {
            pair_of(PersonId(one), PersonId(other))
            for number, one, other in told
            if int(number) > revision
        }
    )


def evidence_from_row(row: Row) -> Evidence:
    """One `Evidence` from a row with its properties and the two people's ids."""
    return Evidence(
        actor=PersonId(row["actor"]),
        other=PersonId(row["other"]),
        kind=Kind(row["kind"]),
        months=tuple(
            Monthly(day=day, count=count)
            for day, count in zip(row["days"] or (), row["counts"] or (), strict=True)
        ),
        since=row["since"],
        until=row["until"],
        weight=row["weight"] or 1.0,
        label=row["label"] or "",
    )


def favor_from_row(row: Row) -> Favor:
    """One `Favor` from a row with its properties and the people's ids."""
    return Favor(
        id=FavorId(row["id"]),
        giver=PersonId(row["giver"]),
        receiver=PersonId(row["receiver"]),
        kind=FavorKind(row["kind"]),
        day=row["day"],
        size=Size(row["size"]),
        note=row["note"] or "",
        introduced=row["introduced"],
        on_behalf_of=row["on_behalf_of"],
    )


_BLOCK = 5000
_TOLD = 100
