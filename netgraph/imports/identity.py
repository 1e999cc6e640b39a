"""Which records are the same person, and which of them are already known.

Records that share a key are one person, the strongest keys first: LinkedIn slug, e-mail, phone,
then keys that hold in one file only; a record that was read before is known again word for
word, before all. A weaker key never joins what a stronger one tells apart
(two slugs, two known people; for a phone also two names, as a switchboard has one number); such
a pair, and people of one name at one company, are *candidates* for a merge, listed and never
joined. The result depends on the records and not on their order, and resolving again with what
came out is the same people again.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

from netgraph.domain.ids import PersonId
from netgraph.domain.names import company_key, name_key
from netgraph.imports.aggregate import merged
from netgraph.imports.keys import local_key
from netgraph.imports.records import EvidenceRecord, Key, KeyKind, PersonRecord

_MOST_SHARING = 50


class Reason(StrEnum):
    """Why two people may be one."""

    SHARED_KEY = "shared_key"  # they share a key, but a stronger one tells them apart
    NAME_AND_COMPANY = "name_and_company"


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPerson:
    """A person of the graph whom the importing user sees, for candidates and shared phones."""

    id: PersonId
    name: str
    company: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """One person of the file: their records, by place, and their keys, strongest first.

    `known` is who they are in the graph, None for somebody new. A key that several people of
    the file share stands with one of them only. All keys are to be kept with the person: among
    them is a local one for each record, by which the same record is known again word for word,
    before any other key is looked at. They are never empty.
    """

    known: PersonId | None
    records: tuple[int, ...]
    keys: tuple[Key, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Two people who may be one: a place in `Resolution.people`, and another or a known person."""

    person: int
    other: int | PersonId
    reason: Reason
    on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """Who the records are: `group_of[place of record]` is a place in `people`."""

    people: tuple[Resolved, ...]
    group_of: tuple[int, ...]
    candidates: tuple[Candidate, ...]

    def evidence(self, evidence: Iterable[EvidenceRecord]) -> tuple[EvidenceRecord, ...]:
        """The evidence between people instead of records, added up; `OWNER` stays `OWNER`."""
        return merged(evidence, self.group_of)


def lookups(people: Iterable[PersonRecord]) -> frozenset[Key]:
    """Every key by which these records could be known: what `resolve` wants to be told."""
    return frozenset(key for person in people for key in (*person.keys, _content_key(person)))


def _content_key(person: PersonRecord) -> Key:
    """A key from all that a record says of who it is: by it the same record is known again."""
    own = sorted(f"{key.kind}:{key.value}" for key in person.keys)
    return local_key("record", person.name, person.company, *own)


@dataclass(slots=True, kw_only=True)
class _Group:
    """Records, and at most one known person, taken for one."""

    keys: set[Key]
    known: PersonId | None = None
    records: list[int] = field(default_factory=list)
    names: set[str] = field(default_factory=set)

    def held(self, kind: KeyKind) -> frozenset[str]:
        return frozenset(key.value for key in self.keys if key.kind is kind)

    @property
    def rank(self) -> tuple[bool, str, list[tuple[int, str]], list[str]]:
        """An order that does not depend on the order of the records."""
        return (
            self.known is None,
            self.known or "",
            sorted((key.kind.strength, key.value) for key in self.keys),
            sorted(self.names),
        )


_Traits = tuple[PersonId | None, frozenset[str], frozenset[str]]


class _Groups:
    """Groups that are joined key by key."""

    def __init__(self) -> None:
        self.all: list[_Group] = []
        self._parent: list[int] = []
        self.holding: dict[Key, list[int]] = defaultdict(list)
        self.kept_apart: list[tuple[Key, list[int]]] = []

    def put(self, group: _Group) -> None:
        for key in group.keys:
            self.holding[key].append(len(self.all))
        self._parent.append(len(self.all))
        self.all.append(group)

    def root(self, at: int) -> int:
        while self._parent[at] != at:
            self._parent[at] = self._parent[self._parent[at]]
            at = self._parent[at]
        return at

    def _join(self, places: Sequence[int]) -> None:
        into, *others = places
        target = self.all[into]
        for at in others:
            group = self.all[at]
            self._parent[at] = into
            target.keys |= group.keys
            target.names |= group.names
            target.records += group.records
            target.known = target.known or group.known

    def join_on(self, key: Key, *, owner: PersonId | None, exact: bool) -> None:
        """Makes one of the groups that hold a key, as far as nothing tells them apart.

        The key of a known person, `owner`, joins to them alone: who is known to be somebody
        else does not make it doubtful whose it is. An `exact` key stands for a whole record.
        """
        alike: dict[_Traits, list[int]] = defaultdict(list)
        for at in dict.fromkeys(map(self.root, self.holding[key])):
            alike[self._traits(self.all[at], None if exact else key.kind)].append(at)
        if len(alike) == 1 and len(next(iter(alike.values()))) == 1:
            return
        for traits, places in alike.items():
            anonymous = key.kind is KeyKind.PHONE and not traits[2]
            if len(places) > 1 and not (anonymous and len(alike) > 1):
                self._join(sorted(places, key=lambda at: self.all[at].rank))
                places[:] = [self.root(places[0])]
        if len(alike) == 1:
            return
        if len(alike) <= _MOST_SHARING:
            known = [traits for traits in alike if owner is not None and traits[0] == owner]
            near = {
                traits: places
                for traits, places in alike.items()
                if all(_fits(traits, other) for other in known)
            }
            for places in _agreeing(near):
                self._join(sorted(places, key=lambda at: self.all[at].rank))
        left = sorted(
            {self.root(at) for places in alike.values() for at in places},
            key=lambda at: self.all[at].rank,
        )
        if len(left) > 1:
            self.kept_apart.append((key, left))

    @staticmethod
    def _traits(group: _Group, kind: KeyKind | None) -> _Traits:
        """What tells groups apart that share a key of a kind, None being an exact one."""
        if kind in (None, KeyKind.LINKEDIN):
            return group.known, frozenset(), frozenset()
        further = frozenset[str]()
        if kind is KeyKind.PHONE:
            further = frozenset(group.names)
        elif kind is KeyKind.LOCAL:
            further = group.held(KeyKind.EMAIL)
        return group.known, group.held(KeyKind.LINKEDIN), further


def _fits(one: _Traits, two: _Traits) -> bool:
    return (
        (one[0] is None or two[0] is None or one[0] == two[0])
        and (not one[1] or not two[1] or not one[1].isdisjoint(two[1]))
        and (not one[2] or not two[2] or not one[2].isdisjoint(two[2]))
    )


def _agreeing(alike: Mapping[_Traits, list[int]]) -> Iterable[list[int]]:
    """Sets of groups that nothing tells apart, a group that fits two such sets being in none."""
    traits = list(alike)
    fits = {
        at: {other for other in range(len(traits)) if _fits(traits[at], traits[other])}
        for at in range(len(traits))
    }
    left = set(range(len(traits)))
    while left:
        component, front = set[int](), {min(left)}
        while front:
            at = front.pop()
            component.add(at)
            front |= fits[at] - component
        left -= component
        central = [at for at in sorted(component) if fits[at] >= component]
        if len(central) > 1:
            yield [place for at in central for place in alike[traits[at]]]


def resolve(
    people: Sequence[PersonRecord],
    *,
    known: Mapping[Key, PersonId],
    known_people: Iterable[KnownPerson] = (),
) -> Resolution:
    """Who the records of one file are.

    `known` maps those of `lookups(people)` that the importing user sees to whom they belong;
    `known_people` are further facts about people that user sees: those of `known`, and anybody
    who could be a candidate by name and company.
    """
    graph = {person.id: person for person in known_people}
    groups = _Groups()
    anchors: dict[PersonId, set[Key]] = defaultdict(set)
    for key in lookups(people):
        if (person := known.get(key)) is not None:
            anchors[person].add(key)
    for person, keys in anchors.items():
        named = name_key(graph[person].name) if person in graph else ""
        groups.put(_Group(keys=set(keys), known=person, names={named} - {""}))
    for place, record in enumerate(people):
        keys = {*record.keys, _content_key(record)}
        groups.put(_Group(keys=keys, records=[place], names={name_key(record.name)} - {""}))
    seen = {_content_key(record) for record in people}  # known again word for word: before all
    for key in sorted(
        groups.holding, key=lambda key: (key not in seen, key.kind.strength, key.value)
    ):
        if len(groups.holding[key]) > 1:
            groups.join_on(key, owner=known.get(key), exact=key in seen)
    return _resolution(people, groups, known=known, graph=graph)


def _resolution(
    people: Sequence[PersonRecord],
    groups: _Groups,
    *,
    known: Mapping[Key, PersonId],
    graph: Mapping[PersonId, KnownPerson],
) -> Resolution:
    roots = dict.fromkeys(groups.root(at) for at in range(len(groups.all)))
    filled = sorted(
        (at for at in roots if groups.all[at].records), key=lambda at: min(groups.all[at].records)
    )
    number = {at: place for place, at in enumerate(filled)}
    holder: dict[Key, int] = {}
    for at in sorted(filled, key=lambda at: groups.all[at].rank):
        for key in groups.all[at].keys:
            owner = known.get(key)
            if owner is None or owner == groups.all[at].known:
                holder.setdefault(key, at)
    group_of = [0] * len(people)
    resolved: list[Resolved] = []
    for at in filled:
        group = groups.all[at]
        for place in group.records:
            group_of[place] = number[at]
        own = (key for key in group.keys if holder.get(key) == at)
        resolved.append(
            Resolved(
                known=group.known,
                records=tuple(sorted(group.records)),
                keys=tuple(sorted(own, key=lambda key: (key.kind.strength, key.value))),
            )
        )
    candidates = {*_by_key(groups, number), *_by_name(people, resolved, graph)}
    return Resolution(
        people=tuple(resolved),
        group_of=tuple(group_of),
        candidates=tuple(
            sorted(candidates, key=lambda one: (one.person, str(one.other), one.reason, one.on))
        ),
    )


def _by_key(groups: _Groups, number: Mapping[int, int]) -> Iterable[Candidate]:
    for key, places in groups.kept_apart:
        if key.kind is KeyKind.LOCAL:
            continue
        roots = list(dict.fromkeys(map(groups.root, places)))
        for one, two in pairwise(roots):
            pair = _pair(
                number.get(one, groups.all[one].known), number.get(two, groups.all[two].known)
            )
            if pair:
                yield Candidate(
                    person=pair[0], other=pair[1], reason=Reason.SHARED_KEY, on=key.value
                )


def _pair(
    one: int | PersonId | None, two: int | PersonId | None
) -> tuple[int, int | PersonId] | None:
    match one, two:
        case int(), int():
            return min(one, two), max(one, two)
        case int(), str():
            return one, two
        case str(), int():
            return two, one
        case _:
            return None


def _by_name(
    people: Sequence[PersonRecord],
    resolved: Sequence[Resolved],
    graph: Mapping[PersonId, KnownPerson],
) -> Iterable[Candidate]:
    """People of one name at one company; of many, each is paired with the next."""
    alike: dict[tuple[str, str], list[int | PersonId]] = defaultdict(list)
    here = {group.known for group in resolved}
    for person in sorted(graph.values(), key=lambda person: person.id):
        if person.id in here:
            continue
        name, company = name_key(person.name), company_key(person.company)
        if name and company:
            alike[name, company].append(person.id)
    for place, group in enumerate(resolved):
        signs = {
            (name_key(people[at].name), company_key(company))
            for at in group.records
            for company in (
                people[at].company,
                *(job.company for job in people[at].employments),
            )
        }
        for name, company in signs:
            if name and company:
                alike[name, company].append(place)
    for (name, company), places in alike.items():
        for one, two in pairwise(places):
            pair = _pair(one, two)
            if pair and resolved[pair[0]].known != pair[1] and pair[0] != pair[1]:
                yield Candidate(
                    person=pair[0],
                    other=pair[1],
                    reason=Reason.NAME_AND_COMPANY,
                    on=f"{name}, {company}",
                )
