"""The map: what one viewer sees of the network, placed and bounded for a picture.

People stand by company and seniority (`netgraph.services.map_layout`), lines are ties, arrows
are favors. What the picture holds is bounded: beyond `MOST_PEOPLE` companies are drawn as one
sign each until they are opened, and of lines the strongest are kept. A balance is between the
viewer and one other person and stands with that person; nothing sums balances up (law 3).
Everything comes from what the viewer sees, the places included (law 8).
"""

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import pairwise
from weakref import WeakKeyDictionary

import numpy as np

from netgraph.domain.access import Viewer
from netgraph.domain.favors import Favor, FavorKind, Goodwill, goodwill
from netgraph.domain.ids import CompanyId, PersonId
from netgraph.domain.people import Person
from netgraph.domain.seniority import Level
from netgraph.domain.strength import Strength
from netgraph.graph.database import Database
from netgraph.graph.people import person_from_row
from netgraph.graph.ties import pair_of
from netgraph.services.map_layout import Disc, Layout, Links, Members, Spot, lay_out
from netgraph.services.network import Network
from netgraph.services.ties import Ties

MOST_PEOPLE = 600
"""People drawn one by one; beyond, companies stand for their people until they are opened."""

MOST_TIES = 1500
"""Lines drawn, the strongest first."""

MOST_ARROWS = 800
"""Arrows drawn, the latest favors first."""

MOST_GROUPS = 300
"""Companies with a room of their own, the largest first; the others share one."""

LONERS = 60
"""People without a known company who stand by themselves; more of them share one room."""

DEFAULT_STRENGTH = 0.1
"""Ties below this probability are left out unless asked for: known from lists alone."""

NO_COMPANY = "unknown"
SMALLER = "smaller"


@dataclass(frozen=True, slots=True, kw_only=True)
class MapAsked:
    """What is wanted on the map; everything by default.

    `level` is the lowest seniority shown, `mine` leaves only people tied to the viewer and
    their ties with them. `since` and `until` bound favors by their day and ties by the last
    contact; strengths and balances are as of `until`. `strength` is the least probability of a
    tie. `opened` are groups whose people are shown one by one. The people of `paths` and
    `centre` are shown whatever else is asked, and the ties of `paths` are lit.
    """

    companies: tuple[CompanyId, ...] = ()
    level: Level = Level.INDIVIDUAL
    decides: bool = False
    mine: bool = False
    ties: bool = True
    favors: bool = True
    kind: FavorKind | None = None
    since: date | None = None
    until: date | None = None
    strength: float = DEFAULT_STRENGTH
    opened: tuple[str, ...] = ()
    centre: PersonId | None = None
    paths: tuple[tuple[PersonId, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedPerson:
    """Somebody on the map.

    `tie` is the viewer's strength with them, `goodwill` what remains of favors between the two
    (None when there were none); both are None for the viewer. `lit` says whether they are on
    one of the paths asked for.
    """

    person: Person
    at: Spot
    group: str
    me: bool
    lit: bool
    tie: Strength | None
    goodwill: Goodwill | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedGroup:
    """A company's room, or that of people whose companies are many or not known.

    `people` pass the filters, `shown` of them are drawn one by one; `opened` says whether the
    others are left out (they are stood for by the sign of the group otherwise).
    """

    id: str
    name: str
    company: CompanyId | None
    disc: Disc
    people: int
    shown: int
    opened: bool

    @property
    def sign(self) -> str:
        """How lines name the group's sign, apart from all ids of people."""
        return f"group:{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class MapTie:
    """A line between two people or signs: the strongest of `count` ties, either direction.

    `supported` says that the two people have a favor partner in common.
    """

    one: str
    other: str
    strength: float
    count: int
    lit: bool
    supported: bool = False

    @property
    def id(self) -> str:
        """A name for the line."""
        return f"tie:{self.one}:{self.other}"


@dataclass(frozen=True, slots=True, kw_only=True)
class MapArrow:
    """`count` favors in the period from one to the other, the last on `last`."""

    giver: str
    receiver: str
    count: int
    kinds: tuple[FavorKind, ...]
    last: date

    @property
    def id(self) -> str:
        """A name for the arrow."""
        return f"favor:{self.giver}:{self.receiver}"


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkMap:
    """The picture: who stands where, and the lines between them.

    `known` people pass the filters; `ties_left_out` and `arrows_left_out` count lines beyond
    what a picture can hold. `everybody` is how many the viewer sees at all.
    """

    people: tuple[PlacedPerson, ...]
    groups: tuple[PlacedGroup, ...]
    ties: tuple[MapTie, ...]
    arrows: tuple[MapArrow, ...]
    grouped: bool
    known: int
    everybody: int
    ties_left_out: int
    arrows_left_out: int
    as_of: date


class NetworkMaps:
    """Draws the network as each viewer sees it."""

    def __init__(self, database: Database, *, ties: Ties, now: Callable[[], datetime]) -> None:
        self._database = database
        self._ties = ties
        self._now = now
        self._lock = threading.Lock()
        self._known: WeakKeyDictionary[Network, _Known] = WeakKeyDictionary()

    def draw(self, viewer: Viewer, asked: MapAsked) -> NetworkMap:
        """The map that `viewer` asks for; ids of what they do not see change nothing."""
        today = self._now().date()
        as_of = min(asked.until or today, today)
        network = self._ties.network(viewer, as_of=as_of)
        rows = self._database.read("map_people", scopes=list(viewer.scopes), today=today)
        everybody = [person_from_row(row) for row in rows]
        known = self._of(network, viewer)
        rooms = _Rooms(everybody, known, network)
        wanted = _wanted(everybody, known, viewer, asked)
        pinned = _pinned(asked, viewer, rooms)
        picture = _Picture(rooms, wanted | pinned, pinned, asked)
        paths = _path_ties(asked, network)
        ties, ties_left_out = _lines(picture, known, asked, paths, network)
        arrows, arrows_left_out = _arrows(picture, known, viewer, asked)
        on_paths = {person for path in asked.paths for person in path}
        return NetworkMap(
            people=tuple(
                PlacedPerson(
                    person=person,
                    at=rooms.layout.people[person.id],
                    group=rooms.group_of[person.id],
                    me=person.id == viewer.person,
                    lit=person.id in on_paths,
                    tie=network.strength(of=viewer.person, towards=person.id)
                    if person.id != viewer.person
                    else None,
                    goodwill=_between(network, viewer, person.id),
                )
                for person in everybody
                if person.id in picture.drawn
            ),
            groups=picture.groups,
            ties=ties,
            arrows=arrows,
            grouped=picture.grouped,
            known=len(picture.wanted),
            everybody=len(everybody),
            ties_left_out=ties_left_out,
            arrows_left_out=arrows_left_out,
            as_of=as_of,
        )

    def _of(self, network: Network, viewer: Viewer) -> "_Known":
        with self._lock:
            found = self._known.get(network)
            if found is None:
                found = self._known[network] = _Known(network, viewer)
            return found


class _Known:
    """The pairs of a network as arrays, made once for each network."""

    def __init__(self, network: Network, viewer: Viewer) -> None:
        pairs = network.table()
        self.people, self.number = network.people, network.number
        self.one, self.other = pairs.one, pairs.other
        self.strength, self.last = pairs.strength, pairs.last
        self.favors: tuple[Favor, ...] = tuple(
            sorted(network.favors, key=lambda favor: (-favor.day.toordinal(), favor.id))
        )
        me = network.number.get(viewer.person, -1)
        self.mine = (self.one == me) | (self.other == me)

    def pair(self, place: int) -> tuple[PersonId, PersonId]:
        """The two people of a place."""
        return self.people[self.one[place]], self.people[self.other[place]]

    def within(self, asked: MapAsked) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Which pairs are tied as strongly and as lately as asked for."""
        strong = self.strength >= max(asked.strength, 1e-12)
        if asked.since is not None:
            strong &= self.last >= asked.since.toordinal()
        return strong


class _Rooms:
    """Which group everybody belongs to, and where all of them stand: no filter has a part."""

    def __init__(self, everybody: Iterable[Person], known: _Known, network: Network) -> None:
        self.people: Mapping[PersonId, Person] = {person.id: person for person in everybody}
        at: dict[str, list[Person]] = {}
        lone: list[Person] = []
        for person in self.people.values():
            if person.company is None:
                lone.append(person)
            else:
                at.setdefault(person.company, []).append(person)
        largest = sorted(at, key=lambda company: (-len(at[company]), company))
        self.names: dict[str, str] = {c: at[c][0].company_name for c in largest[:MOST_GROUPS]}
        members = {company: at[company] for company in largest[:MOST_GROUPS]}
        smaller = [person for company in largest[MOST_GROUPS:] for person in at[company]]
        if smaller:
            members[SMALLER] = smaller
            self.names[SMALLER] = f"{len(largest) - MOST_GROUPS:,} smaller companies"
        if len(lone) > LONERS:
            members[NO_COMPANY] = lone
            self.names[NO_COMPANY] = "Company not known"
        else:
            members |= {f"person-{person.id}": [person] for person in lone}
        self.group_of: dict[PersonId, str] = {
            person.id: group for group, there in members.items() for person in there
        }
        busy = (
            np.bincount(np.concatenate([known.one, known.other]), minlength=len(network.people))
            if len(known.one)
            else np.zeros(len(network.people), dtype=np.int64)
        )
        ties = dict(zip(network.people, busy.tolist(), strict=True))
        self.members: Mapping[str, tuple[PersonId, ...]] = {
            group: tuple(
                person.id
                for person in sorted(
                    there, key=lambda p: (-Level(p.level).rank, -ties.get(p.id, 0), p.id)
                )
            )
            for group, there in sorted(members.items())
        }
        self.layout: Layout = lay_out(
            tuple(
                Members(
                    group=group,
                    people=tuple((p, Level(self.people[p].level).rank) for p in there),
                )
                for group, there in self.members.items()
            ),
            self._links(known, network),
        )

    def _links(self, known: _Known, network: Network) -> Links:
        groups = list(self.members)
        number = {group: place for place, group in enumerate(groups)}
        room = np.array(
            [number[self.group_of[p]] if p in self.group_of else -1 for p in network.people],
            dtype=np.int64,
        )
        if not len(known.one):
            return ()
        one, other = room[known.one], room[known.other]
        apart = (one >= 0) & (other >= 0) & (one != other)
        low, high = np.minimum(one, other)[apart], np.maximum(one, other)[apart]
        keys, counts = np.unique(low * len(groups) + high, return_counts=True)
        return tuple(
            (groups[key // len(groups)], groups[key % len(groups)], int(count))
            for key, count in zip(keys.tolist(), counts.tolist(), strict=True)
        )


class _Picture:
    """Who is drawn one by one, and which signs stand for all others."""

    def __init__(
        self, rooms: _Rooms, wanted: set[PersonId], pinned: set[PersonId], asked: MapAsked
    ) -> None:
        self.wanted = wanted
        self.grouped = len(wanted) > MOST_PEOPLE
        self.drawn: set[PersonId] = set(pinned) if self.grouped else set(wanted)
        opened = [group for group in asked.opened if group in rooms.members]
        if self.grouped:
            for group in opened:
                room = [p for p in rooms.members[group] if p in wanted and p not in self.drawn]
                self.drawn.update(room[: max(0, MOST_PEOPLE - len(self.drawn))])
        self.item_of: dict[PersonId, str] = {}
        groups = []
        for group, there in rooms.members.items():
            here = [person for person in there if person in wanted]
            if not here:
                continue
            shown = [person for person in here if person in self.drawn]
            stands = self.grouped and group not in opened
            placed = PlacedGroup(
                id=group,
                name=rooms.names.get(group, ""),
                company=CompanyId(group) if group in rooms.names and group not in _SHARED else None,
                disc=rooms.layout.discs[group],
                people=len(here),
                shown=len(shown),
                opened=not stands,
            )
            self.item_of.update({person: person for person in shown})
            if stands:
                self.item_of.update(
                    {person: placed.sign for person in here if person not in self.drawn}
                )
            if group in rooms.names or stands:
                groups.append(placed)
        self.groups = tuple(groups)


def _wanted(
    everybody: Iterable[Person], known: _Known, viewer: Viewer, asked: MapAsked
) -> set[PersonId]:
    """Who passes the filters."""
    near: set[PersonId] | None = None
    if asked.mine:
        near = set()
        if asked.ties:
            for place in np.flatnonzero(known.within(asked) & known.mine).tolist():
                near.update(known.pair(place))
        if asked.favors:
            for favor in _favors(known, asked):
                if viewer.person in {favor.giver, favor.receiver}:
                    near.update((favor.giver, favor.receiver))
    companies = set(asked.companies)
    return {
        person.id
        for person in everybody
        if (not companies or person.company in companies)
        and Level(person.level).rank >= asked.level.rank
        and (person.decides or not asked.decides)
        and (near is None or person.id in near)
    }


def _pinned(asked: MapAsked, viewer: Viewer, rooms: _Rooms) -> set[PersonId]:
    """Who is drawn whatever else is asked: the viewer, the centre and the people of paths."""
    named = {viewer.person, *(person for path in asked.paths for person in path)}
    if asked.centre is not None:
        named.add(asked.centre)
    return {person for person in named if person in rooms.people}


def _path_ties(asked: MapAsked, network: Network) -> set[tuple[PersonId, PersonId]]:
    """The pairs of neighbours on the paths that are tied, as far as the viewer knows."""
    return {
        pair_of(one, other)
        for path in asked.paths
        for one, other in pairwise(path)
        if one != other and network.knows(one, other)
    }


def _lines(
    picture: _Picture,
    known: _Known,
    asked: MapAsked,
    paths: set[tuple[PersonId, PersonId]],
    network: Network,
) -> tuple[tuple[MapTie, ...], int]:
    """The lines of the picture, those of paths first, then the strongest; how many are left out."""
    items = list(dict.fromkeys(picture.item_of.values()))
    number = {item: place for place, item in enumerate(items)}
    item = np.full(len(known.people), -1, dtype=np.int64)
    for person, name in picture.item_of.items():
        if (place := known.number.get(person)) is not None:
            item[place] = number[name]
    lit = np.zeros(len(known.one), dtype=bool)
    for pair in paths:
        here, there = sorted(known.number[person] for person in pair)
        lit |= (np.minimum(known.one, known.other) == here) & (
            np.maximum(known.one, known.other) == there
        )
    chosen = known.within(asked) if asked.ties else np.zeros(len(known.one), dtype=bool)
    if asked.mine:
        chosen &= known.mine
    chosen |= lit & (known.strength > 0)
    one, other = item[known.one], item[known.other]
    places = np.flatnonzero(chosen & (one >= 0) & (other >= 0) & (one != other))
    low = np.minimum(one[places], other[places])
    high = np.maximum(one[places], other[places])
    keys, at, counts = np.unique(
        low * max(len(items), 1) + high, return_inverse=True, return_counts=True
    )
    strongest, on_a_path = np.zeros(len(keys)), np.zeros(len(keys), dtype=bool)
    np.maximum.at(strongest, at, known.strength[places])
    np.logical_or.at(on_a_path, at, lit[places])
    found: dict[tuple[str, str], tuple[float, int, bool]] = {}
    for key, strength, count, on_path in zip(
        keys.tolist(), strongest.tolist(), counts.tolist(), on_a_path.tolist(), strict=True
    ):
        first, second = sorted((items[key // len(items)], items[key % len(items)]))
        found[first, second] = (strength, count, on_path)
    ties = sorted(
        (
            MapTie(one=one, other=other, strength=strength, count=count, lit=on_path)
            for (one, other), (strength, count, on_path) in found.items()
        ),
        key=lambda tie: (not tie.lit, -tie.strength, tie.one, tie.other),
    )
    shown = ties[:MOST_TIES]
    supported = network.supporters((PersonId(tie.one), PersonId(tie.other)) for tie in shown)
    kept = tuple(
        replace(tie, supported=(PersonId(tie.one), PersonId(tie.other)) in supported)
        for tie in shown
    )
    return kept, max(0, len(ties) - MOST_TIES)


def _favors(known: _Known, asked: MapAsked) -> Iterable[Favor]:
    """The favors of the kind and the period, the latest first."""
    return (
        favor
        for favor in known.favors
        if (asked.kind is None or favor.kind is asked.kind)
        and (asked.since is None or favor.day >= asked.since)
        and (asked.until is None or favor.day <= asked.until)
    )


def _arrows(
    picture: _Picture, known: _Known, viewer: Viewer, asked: MapAsked
) -> tuple[tuple[MapArrow, ...], int]:
    """The arrows of the picture, the viewer's own first, then the latest; how many are left out."""
    if not asked.favors:
        return (), 0
    found: dict[tuple[str, str], list[Favor]] = {}
    for favor in _favors(known, asked):
        giver, receiver = picture.item_of.get(favor.giver), picture.item_of.get(favor.receiver)
        if giver is None or receiver is None or giver == receiver:
            continue
        if asked.mine and viewer.person not in {favor.giver, favor.receiver}:
            continue
        found.setdefault((giver, receiver), []).append(favor)
    arrows = sorted(
        (
            MapArrow(
                giver=giver,
                receiver=receiver,
                count=len(favors),
                kinds=tuple(sorted({favor.kind for favor in favors})),
                last=favors[0].day,
            )
            for (giver, receiver), favors in found.items()
        ),
        key=lambda arrow: (
            viewer.person not in {arrow.giver, arrow.receiver},
            -arrow.last.toordinal(),
            arrow.giver,
            arrow.receiver,
        ),
    )
    return tuple(arrows[:MOST_ARROWS]), max(0, len(arrows) - MOST_ARROWS)


def _between(network: Network, viewer: Viewer, person: PersonId) -> Goodwill | None:
    """What remains of favors between the viewer and one other person."""
    if person == viewer.person:
        return None
    evidence = network.evidence(viewer.person, person)
    if evidence is None or not evidence.favors:
        return None
    found = goodwill(evidence.favors, mine=viewer.person, theirs=person, as_of=network.as_of)
    return found if found.entries else None


_SHARED = frozenset({NO_COMPANY, SMALLER})
