"""What taking an import back removes and what stays.

Only what this import alone asserts goes. A fact that another import or a user asserts too stays,
and so does a person about whom users of the same scope wrote something by hand: they say from
then on that the person exists. Of a person whom the team forgets, each user with private facts
keeps a private person with these; that is done in silence and is in no count.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from netgraph.domain.access import TEAM, Scope, Viewer
from netgraph.domain.ids import BatchId, PersonId, UserId
from netgraph.domain.names import name_key
from netgraph.graph import import_undo as undo
from netgraph.graph import imports as graph
from netgraph.graph.database import Statements
from netgraph.graph.import_undo import AssertedEvidence, AssertedPerson
from netgraph.graph.imports import Map, Steps
from netgraph.graph.people import demote
from netgraph.graph.ties import Pair, pair_of
from netgraph.services.import_plan import joined_evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Undoing:
    """What taking an import back means for the viewer who asks.

    Each number counts what they see. `kept_by_hand` are people who stay as users wrote
    something about them, `kept_by_others` those whom another import or user names too, and
    `kept_privately` those who remain for the viewer alone, as only private facts are left.
    """

    people: int
    kept_by_hand: int
    kept_by_others: int
    kept_privately: int
    contact_points: int
    jobs: int
    notes: int
    evidence: int
    evidence_kept: int


def foreseen(on: Statements, viewer: Viewer, batch: BatchId, *, scope: Scope) -> Undoing:
    """What taking an import of a scope back would remove, as the viewer would see it."""
    return _Undoing(on, viewer, batch, scope=scope).counted


def take_back(
    on: Statements,
    viewer: Viewer,
    batch: BatchId,
    *,
    scope: Scope,
    now: datetime,
    large: int,
    told: Steps,
) -> Undoing:
    """Removes all that only this import asserts, in the caller's transaction.

    Of an import with more evidence than `large` people and evidence are only hidden, and the
    import is marked to be swept.
    """
    undoing = _Undoing(on, viewer, batch, scope=scope, large=large)
    undoing.carry_out(on, now=now, told=told)
    if undoing.large:
        graph.mark_sweep(on, batch, since=now)
    return undoing.counted


class _Undoing:
    """What a batch asserts, parted into what goes and what stays."""

    def __init__(
        self,
        on: Statements,
        viewer: Viewer,
        batch: BatchId,
        *,
        scope: Scope,
        large: int | None = None,
    ) -> None:
        self._batch = batch
        self._scope = scope
        self._hidden = graph.hidden_scope(batch)
        self._viewer = viewer
        evidence = undo.asserted_evidence(on, batch)
        self._gone_evidence = [one for one in evidence if not one.others and not one.by_hand]
        self.large = large is not None and len(self._gone_evidence) > large
        self._less_evidence = [one for one in evidence if one.others and None not in one.others]
        self._facts = undo.asserted_facts(on, batch)
        people = undo.asserted_people(on, batch)
        # a private import also names people of the team, who are not its to take back
        self._staying = [p for p in people if p.scope != scope or p.is_user or p.said_by_others]
        loose = {
            p.id: p for p in people if p.scope == scope and not p.is_user and not p.said_by_others
        }
        users: dict[PersonId, set[UserId]] = defaultdict(set)
        own: set[PersonId] = set()
        for facts in undo.facts_of_others(on, batch, loose, scopes=viewer.scopes):
            if facts.scope == scope:
                users[facts.person].update(facts.users)
            else:
                own.add(facts.person)
        self._by_hand = {id_: users[id_] for id_ in loose if id_ in users}
        self._gone = [person for id_, person in loose.items() if id_ not in users]
        gone = Counter(fact.label for fact in self._facts if not fact.stays)
        self.counted = Undoing(
            people=len([one for one in self._gone if one.id not in own]),
            kept_by_hand=len(self._by_hand),
            kept_by_others=len(self._staying),
            kept_privately=len([one for one in self._gone if one.id in own]),
            contact_points=gone["ContactPoint"],
            jobs=gone["Employment"],
            notes=gone["Note"],
            evidence=len(self._gone_evidence),
            evidence_kept=len(evidence) - len(self._gone_evidence),
        )

    def carry_out(self, on: Statements, *, now: datetime, told: Steps) -> None:
        """Writes what follows, ties included."""
        evidence: list[Map] = [{"label": "Evidence", "id": one.id} for one in self._gone_evidence]
        gone: list[Map] = [] if self.large else evidence
        gone += [{"label": one.label, "id": one.id} for one in self._facts if not one.stays]
        for block in graph.blocks(evidence if self.large else []):
            on.write("hide_facts", rows=block, hidden=self._hidden)
        done = 0
        for block in graph.blocks(gone):
            on.write("delete_facts", rows=block)
            done += len(block)
            told("Removing facts", done, len(gone))
        for block in graph.blocks(_lessened(self._less_evidence)):
            on.write("set_evidence", rows=block)
        on.write("drop_assertions", batch=self._batch, hidden=self._hidden)
        changed = self._let_people_go(on, now=now, told=told)
        companies = [str(row["id"]) for row in on.read("companies_of_batch", batch=self._batch)]
        for ids in graph.blocks(companies):
            on.write("delete_companies", ids=ids)
        on.write("drop_person_assertions", batch=self._batch, hidden=self._hidden)
        left = {one.id for one in self._gone}
        pairs: set[Pair] = {
            pair_of(one.actor, one.other)
            for one in (*self._gone_evidence, *self._less_evidence)
            if one.actor not in left and one.other not in left
        }
        graph.refresh(on, pairs, scopes={self._scope, *changed}, as_of=now.date(), told=told)

    def _let_people_go(self, on: Statements, *, now: datetime, told: Steps) -> set[Scope]:
        """Removes or keeps the people nobody else asserts; the users whose own are concerned."""
        names: list[Map] = [
            row for one in self._staying if one.scope == self._scope and (row := _renamed(one))
        ]
        for block in graph.blocks(names):
            on.write("name_people", rows=block)
        kept: list[Map] = [
            {"id": person, "user": user}
            for person, users in sorted(self._by_hand.items())
            for user in sorted(users or {self._viewer.user})
        ]
        for block in graph.blocks(kept):
            on.write("keep_people", rows=block, at=now)
        team = [one.id for one in self._gone if one.scope == TEAM]
        owners = undo.private_owners(on, team)
        twins: list[PersonId] = []
        for person in sorted(owners):
            twins.extend(demote(on, person, now=now))
        undo.settle_twins(on, twins)
        rest = [one.id for one in self._gone if one.id not in owners]
        done = len(owners)
        for ids in graph.blocks(rest):
            if self.large:
                people = [{"label": "Person", "id": id_} for id_ in ids]
                on.write("hide_facts", rows=people, hidden=self._hidden)
            else:
                on.write("delete_people", ids=ids)
            done += len(ids)
            told("Removing people", done, len(self._gone))
        return {scope for scopes in owners.values() for scope in scopes}


def _lessened(evidence: Sequence[AssertedEvidence]) -> list[Map]:
    """Evidence as those say who still assert it."""
    return [
        {
            "id": one.id,
            **joined_evidence(one.kind, [said for said in one.others if said is not None]).row,
        }
        for one in evidence
    ]


def _renamed(person: AssertedPerson) -> Map | None:
    """Another name for a person who stays, when theirs came from this import alone."""
    if person.is_user or person.name != person.said or person.name in person.names:
        return None
    name = graph.best_name(person.names)
    return {"id": person.id, "name": name, "name_key": name_key(name)} if name else None
