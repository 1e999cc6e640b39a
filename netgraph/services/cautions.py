"""What to be careful with before an ask, from what the viewer may see.

The evidence and the favors are those of the viewer's own network, the promises those of the
viewer's scopes, so that nothing hidden raises a warning (law 8). Only what users of the team
did or promised counts as ours.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from netgraph.domain.access import Viewer
from netgraph.domain.cautions import (
    BROKEN_DAYS,
    Caution,
    asked_often,
    asleep,
    introductions_given,
    last_answer,
    strained,
)
from netgraph.domain.ids import PersonId
from netgraph.domain.names import first_name
from netgraph.domain.people import Person
from netgraph.graph.database import Database
from netgraph.services.accounts import Accounts
from netgraph.services.network import Network, SeenTie


class Cautions:
    """Warns of strained relations, connectors asked often, and ties that fell asleep."""

    def __init__(self, database: Database, *, accounts: Accounts) -> None:
        self._database = database
        self._accounts = accounts

    def of_paths(
        self, viewer: Viewer, paths: Sequence[Sequence[Person]], *, network: Network
    ) -> tuple[tuple[Caution, ...], ...]:
        """For each path, what to be careful with, from the connector to the target."""
        ours = self._ours()
        broken = self._broken(viewer, {p.id for path in paths for p in path[1:]}, network=network)
        network.look_at(
            [
                *((a.id, b.id) for path in paths for a, b in pairwise(path)),
                *((path[1].id, user) for path in paths for user in ours if user != path[1].id),
            ]
        )
        return tuple(
            tuple(
                caution
                for of, towards in pairwise(path)
                for caution in _of_step(
                    of, towards, viewer=viewer, network=network, ours=ours, broken=broken
                )
            )
            for path in paths
        )

    def of_person(self, viewer: Viewer, person: Person, *, network: Network) -> tuple[Caution, ...]:
        """What to be careful with about one person, whoever of the team deals with them."""
        if person.id == viewer.person:
            return ()
        ours = self._ours()
        broken = self._broken(viewer, {person.id}, network=network).get(person.id, 0)
        network.look_at((user, person.id) for user in ours if user != person.id)
        silences = [
            (since, name, user)
            for user, name in ours.items()
            if user != person.id
            and (tie := network.tie(of=user, towards=person.id)) is not None
            and (since := _silent(tie, network)) is not None
        ]
        silent = None
        if silences:
            since, name, user = min(silences)
            silent = ("you" if user == viewer.person else name, since)
        name = first_name(person.name)
        found = (
            strained(person=person.id, name=name, silent=silent, broken=broken,
                     as_of=network.as_of),
            _often(person, network, ours),
            _asleep(network.tie(of=viewer.person, towards=person.id), name, network),
        )  # fmt: skip
        return tuple(caution for caution in found if caution is not None)

    def _ours(self) -> Mapping[PersonId, str]:
        """The first names of the team's users by person."""
        return {
            a.viewer.person: first_name(a.viewer.name) for a in self._accounts.all() if a.active
        }

    def _broken(
        self, viewer: Viewer, people: Iterable[PersonId], *, network: Network
    ) -> Mapping[PersonId, int]:
        rows = self._database.read(
            "promises_not_kept",
            people=sorted(people),
            scopes=list(viewer.scopes),
            since=network.as_of - timedelta(days=BROKEN_DAYS),
            until=network.as_of,
        )
        return {PersonId(row["person"]): row["promises"] for row in rows}


def _of_step(
    of: Person,
    towards: Person,
    *,
    viewer: Viewer,
    network: Network,
    ours: Mapping[PersonId, str],
    broken: Mapping[PersonId, int],
) -> Iterable[Caution]:
    """What to be careful with when `of` asks `towards`."""
    tie = network.tie(of=of.id, towards=towards.id)
    name = first_name(towards.name)
    since = _silent(tie, network) if tie is not None else None
    writer = "you" if of.id == viewer.person else first_name(of.name)
    mine = of.id == viewer.person
    found = (
        strained(
            person=towards.id,
            name=name,
            silent=(writer, since) if since else None,
            broken=0 if towards.id in ours else broken.get(towards.id, 0),
            as_of=network.as_of,
        ),
        _often(towards, network, ours) if mine else None,
        _asleep(tie, name, network) if mine and since is None else None,
    )
    return (caution for caution in found if caution is not None)


def _silent(tie: SeenTie, network: Network) -> date | None:
    return last_answer(tie.evidence.everything, of=tie.of, towards=tie.towards, as_of=network.as_of)


def _often(person: Person, network: Network, ours: Mapping[PersonId, str]) -> Caution | None:
    given = sum(
        introductions_given(known.favors, by=person.id, as_of=network.as_of)
        for user in ours
        if user != person.id and (known := network.evidence(person.id, user)) is not None
    )
    return asked_often(given, person=person.id, name=first_name(person.name))


def _asleep(tie: SeenTie | None, name: str, network: Network) -> Caution | None:
    if tie is None or tie.strength.last_contact is None:
        return None
    then = tie.evidence.strength(of=tie.of, towards=tie.towards, as_of=tie.strength.last_contact)
    return asleep(tie.strength, then, person=tie.towards, name=name, as_of=network.as_of)
