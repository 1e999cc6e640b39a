"""Evidence from the graph, and the one writer of the ties derived from it.

`refresh_ties` computes the strength of pairs in both directions from the team's evidence,
favors included, writes the `TIE` relationships and raises the revision of every scope
concerned, so that each process knows that its index is stale. Private evidence raises only its
owner's revision and never enters a `TIE`. A `TIE` also carries its `Sums`, packed, from which
the strengths of later days follow: reading a network takes one small value a tie.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from itertools import islice
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from netgraph.domain.access import TEAM, Scope
from netgraph.domain.evidence import Evidence, Kind, Monthly
from netgraph.domain.favors import (
    Favor,
    FavorKind,
    Gift,
    Goodwill,
    Promise,
    PromiseState,
    Size,
    goodwill,
    warmth,
)
from netgraph.domain.ids import FavorId, GiftId, PersonId, PromiseId
from netgraph.domain.strength import Strength, Sums, strength, strength_on, sums, turns
from netgraph.domain.strengths import RANKS, SIZES, Columns, at_epoch
from netgraph.graph.database import Database, Row, Statements

T = TypeVar("T")

Pair = tuple[PersonId, PersonId]
"""Two people, the smaller id first."""


def pair_of(one: PersonId, other: PersonId) -> Pair:
    """The two people as a pair."""
    return (one, other) if one < other else (other, one)


@dataclass(frozen=True, slots=True, kw_only=True)
class PairEvidence:
    """Everything some viewer can know about two people: facts, and favors between them.

    `deeds` are gifts, and promises that were not kept; they prove no tie.
    """

    pair: Pair
    facts: tuple[Evidence, ...]
    favors: tuple[Favor, ...] = ()
    deeds: tuple[Gift | Promise, ...] = ()

    def strength(self, *, of: PersonId, towards: PersonId, as_of: date) -> Strength | None:
        """The strength of→towards on a day, goodwill included; `None` when nothing is known."""
        warmth = (
            self.goodwill(of=of, towards=towards, as_of=as_of).standing
            if self.favors or self.deeds
            else 0.0
        )
        return strength(self.everything, of=of, towards=towards, as_of=as_of, goodwill=warmth)

    def sums(self, *, of: PersonId, towards: PersonId, as_of: date) -> Sums | None:
        """What the strengths of→towards of a day and of later ones follow from."""
        warm = warmth((*self.favors, *self.deeds), mine=of, theirs=towards, as_of=as_of)
        return sums(self.everything, of=of, towards=towards, as_of=as_of, warmth=warm)

    def turns(self, *, as_of: date) -> date | None:
        """The first later day on which all this says something new without a write."""
        ahead = [
            day
            for deed in self.deeds
            if (day := deed.due if isinstance(deed, Promise) else deed.day) > as_of
        ]
        told = turns(self.everything, as_of=as_of)
        return min(ahead if told is None else [told, *ahead], default=None)

    def goodwill(self, *, of: PersonId, towards: PersonId, as_of: date) -> Goodwill:
        """What remains between the two on a day, seen from `of`."""
        return goodwill((*self.favors, *self.deeds), mine=of, theirs=towards, as_of=as_of)

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
            deeds=(*self.deeds, *other.deeds),
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
    deeds: dict[Pair, list[Gift | Promise]] = defaultdict(list)
    if pairs is None:
        evidence_rows = on.read("evidence_in_scopes", scopes=list(scopes), people=seen)
        favor_rows = on.read("favors_in_scopes", scopes=list(scopes), people=seen)
        deed_rows = on.read("warmth_in_scopes", scopes=list(scopes), people=seen)
    else:
        asked = [list(pair) for pair in pairs]
        evidence_rows = on.read("evidence_of_pairs", pairs=asked, scopes=list(scopes), people=seen)
        favor_rows = on.read("favors_of_pairs", pairs=asked, scopes=list(scopes), people=seen)
        deed_rows = on.read("warmth_of_pairs", pairs=asked, scopes=list(scopes), people=seen)
    for row in evidence_rows:
        evidence = evidence_from_row(row)
        facts[pair_of(evidence.actor, evidence.other)].append(evidence)
    for row in favor_rows:
        favor = favor_from_row(row)
        favors[pair_of(favor.giver, favor.receiver)].append(favor)
    for row in deed_rows:
        pair = pair_of(PersonId(row["giver"]), PersonId(row["receiver"]))
        deeds[pair].append(_warmth_from_row(row))
    return {
        pair: PairEvidence(
            pair=pair,
            facts=tuple(facts.get(pair, ())),
            favors=tuple(favors.get(pair, ())),
            deeds=tuple(deeds.get(pair, ())),
        )
        for pair in sorted(facts.keys() | favors.keys() | deeds.keys())
    }


def favor_partners(
    on: Statements, people: Sequence[PersonId], *, scopes: Sequence[Scope], day: date
) -> Mapping[PersonId, frozenset[PersonId]]:
    """With whom each of these people exchanged a favor up to a day; the others are left out."""
    rows = on.read("favor_partners", ids=list(people), scopes=list(scopes), day=day)
    return {PersonId(row["person"]): frozenset(map(PersonId, row["partners"])) for row in rows}


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
        on_day = known.turns(as_of=as_of)
        for of, towards in ((one, other), (other, one)):
            found = known.sums(of=of, towards=towards, as_of=as_of)
            if found is not None or on_day is not None:
                rows.append(
                    {
                        "of": of,
                        "towards": towards,
                        "turns": on_day,
                        **_derived(of, towards, found),
                    }
                )
    for start in range(0, len(rows), _BLOCK):
        on.write("write_ties", ties=rows[start : start + _BLOCK], as_of=as_of)


def _derived(of: PersonId, towards: PersonId, known: Sums | None) -> Mapping[str, object]:
    """The properties of a tie that follow from its sums; none before anything has begun."""
    if known is None:
        return dict.fromkeys(("strength", "low", "high", "grade", "last_contact", "sums", "more"))
    found = strength_on(known, known.as_of)
    packed, more = pack(of, towards, known)
    return {
        "strength": found.probability,
        "low": found.low,
        "high": found.high,
        "grade": found.grade.value,
        "last_contact": found.last_contact,
        "sums": packed,
        "more": more,
    }


def name_number(person: PersonId) -> int:
    """The number by which packed sums name a person: 64 bits of a hash of the id."""
    return int.from_bytes(blake2b(person.encode(), digest_size=8).digest(), "little")


PACKED = np.dtype(
    [
        ("of", "<u8"),
        ("towards", "<u8"),
        ("as_of", "<i4"),
        ("full_at", "<i4"),
        ("last", "<i4"),
        ("best", "<i4"),
        ("counts", "<f8", (RANKS,)),
    ]
)
"""The property `sums` of a `TIE`, 96 bytes; days are ordinals of the proleptic calendar."""

PACKED_MORE = np.dtype(
    [
        ("of", "<u8"),
        ("towards", "<u8"),
        ("ended", "<f8", (RANKS,)),
        ("going", "<f8", (RANKS,)),
        ("warmth", "<f8", (SIZES,)),
    ]
)
"""The property `more` of a `TIE` with periods or favors, 168 bytes; elsewhere there is none."""


def pack(of: PersonId, towards: PersonId, known: Sums) -> tuple[bytes, bytes | None]:
    """The sums of a tie as its properties `sums` and `more`."""
    ends = (name_number(of), name_number(towards))
    packed = np.zeros(1, dtype=PACKED)
    packed[0] = (
        *ends,
        known.as_of.toordinal(),
        known.full_at,
        known.last,
        known.best,
        known.counts,
    )
    if known.plain:
        return packed.tobytes(), None
    more = np.zeros(1, dtype=PACKED_MORE)
    more[0] = (*ends, known.ended, known.going, known.warmth)
    return packed.tobytes(), more.tobytes()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ReadTies:
    """Ties as they were read: who has how much with whom, by `name_number`, at the same places."""

    of: npt.NDArray[np.uint64]
    towards: npt.NDArray[np.uint64]
    columns: Columns


def unpack(packed: Iterable[bytes], more: Iterable[bytes]) -> ReadTies:
    """The ties of packed sums."""
    ties = np.frombuffer(b"".join(packed), dtype=PACKED)
    rest = np.frombuffer(b"".join(more), dtype=PACKED_MORE)
    order = np.lexsort((ties["towards"], ties["of"])) if len(rest) else np.arange(len(ties))
    ties = ties[order]
    rest = rest[np.lexsort((rest["towards"], rest["of"]))]
    return ReadTies(
        of=ties["of"].copy(),
        towards=ties["towards"].copy(),
        columns=at_epoch(
            Columns(
                counts=np.ascontiguousarray(ties["counts"].T),
                as_of=ties["as_of"].copy(),
                full_at=ties["full_at"].copy(),
                last=ties["last"].copy(),
                best=ties["best"].astype(np.int8),
                odd=_places(ties, rest),
                ended=np.ascontiguousarray(rest["ended"].T),
                going=np.ascontiguousarray(rest["going"].T),
                warmth=np.ascontiguousarray(rest["warmth"].T),
            )
        ),
    )


def _places(ties: np.ndarray, rest: np.ndarray) -> npt.NDArray[np.int64]:
    """Where the ties are of which there is more; both are in the order of their ends."""
    ofs, others = ties["of"].copy(), np.sort(ties["towards"])

    def keys(rows: np.ndarray) -> npt.NDArray[np.int64]:
        first = np.searchsorted(ofs, rows["of"]).astype(np.int64)
        return first << 32 | np.searchsorted(others, rows["towards"])

    return np.searchsorted(keys(ties), keys(rest))


def team_people(database: Database) -> list[PersonId]:
    """Everybody whom the whole team may see, in the order in which the graph keeps them."""
    return [PersonId(one) for row in database.read("people_of_team") for one in row["ids"]]


def read_ties(database: Database, *, block: int = 200_000) -> Iterator[ReadTies]:
    """Every tie, in blocks in the order of the graph's own file, which is quickest.

    A tie that is removed meanwhile moves the others, so that one may be missed: whoever reads
    looks afterwards whether the team's revision is still the same, and otherwise reads anew.
    """

    def read(skip: int) -> Row:
        (row,) = database.read("ties_in_block", skip=skip, limit=block)
        return row

    skip = 0
    with ThreadPoolExecutor(1) as pool:  # the graph works on the next while one is unpacked
        waiting = pool.submit(read, skip)
        while True:
            row = waiting.result()
            if row["ties"] == block:
                skip += block
                waiting = pool.submit(read, skip)
            if row["ties"]:
                yield unpack(row["sums"], row["more"])
            if row["ties"] < block:
                return


def read_ties_of(database: Database, people: Sequence[PersonId]) -> Iterator[ReadTies]:
    """Every tie of these people towards others, in blocks of people: safe while others write.

    Two blocks are asked for at once, so that the graph works while one is unpacked.
    """
    blocks = (list(people[i : i + _PEOPLE]) for i in range(0, len(people), _PEOPLE))

    def read(ids: list[PersonId]) -> ReadTies:
        (row,) = database.read("ties_of_people", ids=ids)
        return unpack(row["sums"], row["more"])

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        waiting = [pool.submit(read, block) for block in islice(blocks, _AT_ONCE + 1)]
        while waiting:
            yield waiting.pop(0).result()
            waiting += (pool.submit(read, block) for block in islice(blocks, 1))


def ties_of_pairs(on: Statements, pairs: Sequence[Pair]) -> ReadTies:
    """The ties of these pairs, in both directions."""
    (row,) = on.read("ties_of_pairs", pairs=[list(pair) for pair in pairs])
    return unpack(row["sums"], row["more"])


def turning_pairs(on: Statements, pairs: Sequence[Pair] | None = None) -> Mapping[Pair, date]:
    """The pairs of which the evidence says something new by itself one day, and that day.

    Of all pairs, or of those asked about.
    """
    rows = (
        on.read("turning_ties")
        if pairs is None
        else on.read("turning_ties_of_pairs", pairs=[list(pair) for pair in pairs])
    )
    return {pair_of(PersonId(row["one"]), PersonId(row["other"])): row["turns"] for row in rows}


@dataclass(frozen=True, slots=True, kw_only=True)
class Revised:
    """Which state of a scope's ties this is: `number` grows, `mark` belongs to it alone."""

    number: int
    mark: str


def team_revision(on: Statements) -> Revised:
    """The present state of the team's ties."""
    rows = on.read("revision_mark", scope=TEAM)
    return (
        Revised(number=rows[0]["number"], mark=rows[0]["mark"])
        if rows
        else Revised(number=0, mark="")
    )


def is_past(on: Statements, state: Revised) -> bool:
    """Whether the team's ties were once in this state, and every change since is told."""
    rows = on.read("revision_marks", scope=TEAM)
    return bool(rows) and f"{state.number} {state.mark}" in rows[0]["marks"]


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


def _warmth_from_row(row: Row) -> Gift | Promise:
    giver, receiver = PersonId(row["giver"]), PersonId(row["receiver"])
    if row["label"] == "Gift":
        return Gift(id=GiftId(row["id"]), giver=giver, receiver=receiver, what="", day=row["day"])
    return Promise(
        id=PromiseId(row["id"]),
        owner=giver,
        to=receiver,
        what="",
        due=row["day"],
        made=row["day"],
        state=PromiseState.BROKEN,
    )


_BLOCK = 5000
_TOLD = 100
_PEOPLE = 2000
_AT_ONCE = 2
