"""Every write by hand, with its image before and after, so that it can be undone.

`record` runs a piece of work between two images of the nodes it concerns, keeps both in a
`Change`, and sees to what follows from it: the ties of the pairs concerned are derived anew
and the revision is raised. `undo` takes back just what the change itself did; it refuses when
somebody has since changed the same things in a way that the undoing user can see, and whatever
another user privately hung onto them stays theirs. All of it happens in the caller's
transaction, so a crash leaves no half.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from netgraph.domain.access import Scope, Viewer
from netgraph.domain.ids import ChangeId, PersonId
from netgraph.errors import Conflict, NotFound
from netgraph.graph.database import Transaction
from netgraph.graph.images import Edge, Image, Touched, image_from_json, image_of, image_to_json
from netgraph.graph.people import absorb, demote, twin_of
from netgraph.graph.ties import Pair, pair_of, refresh_ties

__all__ = ["PastChange", "latest", "record", "undo"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PastChange:
    """One line of a user's history.

    One that is `overtaken` cannot be undone, as something it did has been changed since as far as
    the user sees; `overtaken_by` are the words of their own latest change that did so, empty when
    it was somebody else's.
    """

    change: ChangeId
    what: str
    at: datetime
    undone: bool
    overtaken: bool = False
    overtaken_by: str = ""

    @property
    def can_be_undone(self) -> bool:
        """Whether an undo would take it back now."""
        return not (self.undone or self.overtaken)


def record(
    tx: Transaction,
    work: Callable[[], object],
    *,
    change: ChangeId,
    viewer: Viewer,
    what: str,
    touched: Iterable[Touched],
    now: datetime,
) -> None:
    """Runs `work` and remembers it as `change`: `what` was done, in the user's words.

    `touched` names every node that `work` creates, alters or deletes; relationships between
    them and any other node are part of the image. Running it twice with the same `change`
    (a retried request) remembers the first image of before.
    """
    nodes = sorted(set(touched))
    before = image_of(tx, nodes)
    work()
    after = image_of(tx, nodes)
    if before == after:
        return
    tx.write(
        "record_change",
        id=change,
        scope=viewer.private,
        by=viewer.user,
        at=now,
        what=what,
        before=image_to_json(before),
        after=image_to_json(after),
    )
    _follow(tx, (before, after), hidden=(), today=now.date())


def undo(tx: Transaction, change: ChangeId, *, viewer: Viewer, now: datetime) -> str:
    """Takes a change of the viewer's own back and gives its words.

    Raises `NotFound` when it is not theirs or already undone, and `Conflict` when the same
    things have been changed since, as far as the viewer can see.
    """
    rows = tx.read("change_to_undo", id=change, by=viewer.user, at=now)
    if not rows:
        raise NotFound("There is nothing to undo here.", hint="It may have been undone already.")
    what = str(rows[0]["what"])
    if rows[0]["done"]:  # a try whose answer was lost had come through
        return what
    before, after = image_from_json(rows[0]["before"]), image_from_json(rows[0]["after"])
    found = image_of(tx, {*before.nodes, *after.nodes})
    undoing = _Undoing(before=before, after=after, found=found, viewer=viewer)
    if undoing.overtaken():
        raise Conflict(
            f"“{what}” cannot be undone: it has been changed since.",
            hint="Change it by hand instead.",
        )
    undoing.apply(tx, now=now)
    tx.write("mark_undone", id=change, at=now)
    _follow(tx, (before, after), hidden=undoing.hidden_scopes(), today=now.date())
    return what


def latest(tx: Transaction, *, viewer: Viewer, limit: int) -> tuple[PastChange, ...]:
    """What the viewer did last, newest first, and what of it an undo can take back now."""
    rows = tx.read("changes_of_user", by=viewer.user, limit=limit)
    images = {
        row["id"]: (image_from_json(row["before"]), image_from_json(row["after"]))
        for row in rows
        if not row["undone"]
    }
    found = image_of(
        tx, {node for pair in images.values() for image in pair for node in image.nodes}
    )
    newer: list[tuple[str, _Undoing]] = []
    listed = []
    for row in rows:
        by, overtaken = "", False
        if not row["undone"]:
            before, after = images[row["id"]]
            undoing = _Undoing(before=before, after=after, found=found, viewer=viewer)
            overtaken = undoing.overtaken()
            if overtaken:
                by = next((what for what, one in newer if one.overtakes(undoing)), "")
            newer.append((row["what"], undoing))
        listed.append(
            PastChange(
                change=ChangeId(row["id"]),
                what=row["what"],
                at=row["at"],
                undone=row["undone"],
                overtaken=overtaken,
                overtaken_by=by,
            )
        )
    return tuple(listed)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Undoing:
    """What a change did, what is there now, and what to do about it."""

    before: Image
    after: Image
    found: Image
    viewer: Viewer

    def overtaken(self) -> bool:
        """Whether something that the change did has been changed since, to the viewer's eyes."""
        return (
            any(node in self.found.nodes for node in self._deleted())
            or any(
                node not in self.found.nodes or self.found.nodes[node] != self.after.nodes[node]
                for node in self._created()
                if self._seen(node)
            )
            or any(
                node not in self.found.nodes
                or self.found.nodes[node].get(key) != self.after.nodes[node].get(key)
                for node, keys in self._altered().items()
                if self._seen(node)
                for key in keys
            )
            or any(
                self._seen(edge.start) and self._seen(edge.end)
                for edge in self._edges_made() - self.found.edges
            )
            or any(self._seen(_other(edge, node)) for node, edge in self._grown())
        )

    def overtakes(self, earlier: "_Undoing") -> bool:
        """Whether this change altered, removed or built upon what an earlier one did."""
        mine, created = self._altered(), set(earlier._created())  # noqa: SLF001 # of its own kind
        gone = set(self._deleted())
        did = {**earlier._altered(), **{node: [] for node in created}}  # noqa: SLF001
        return (
            not gone.isdisjoint(did)
            or not created.isdisjoint(mine)
            or not set(self._created()).isdisjoint(earlier._deleted())  # noqa: SLF001
            or any(not set(mine.get(node, ())).isdisjoint(keys) for node, keys in did.items())
            or not (self.before.edges - self.after.edges).isdisjoint(earlier._edges_made())  # noqa: SLF001
            or any(not created.isdisjoint((edge.start, edge.end)) for edge in self._edges_made())
        )

    def apply(self, tx: Transaction, *, now: datetime) -> None:
        """Takes back what the change did; what others hung onto its people stays theirs."""
        tx.write(
            "restore_nodes",
            nodes=[
                {"label": node.label, "id": node.id, "properties": self.before.nodes[node]}
                for node in self._deleted()
            ],
        )
        tx.write(
            "alter_nodes",
            nodes=[
                {
                    "label": node.label,
                    "id": node.id,
                    "properties": {key: self.before.nodes[node].get(key) for key in keys},
                }
                for node, keys in self._altered().items()
            ],
        )
        tx.write("delete_relationships", edges=[edge.row() for edge in sorted(self._edges_made())])
        lost = self.before.edges - self.after.edges - self.found.edges
        tx.write("restore_relationships", edges=[edge.row() for edge in sorted(lost)])
        grown = {node for node, _ in self._grown()}
        bare = [node for node in self._created() if node not in grown]
        tx.write("delete_nodes", labels=[n.label for n in bare], ids=[n.id for n in bare])
        for node in sorted(grown):
            if node.label == "Person":
                self._part(tx, PersonId(node.id), Scope(self.after.scopes[node]), now=now)

    def _part(self, tx: Transaction, person: PersonId, scope: Scope, *, now: datetime) -> None:
        """A person whom the change made has private facts of somebody by now: they keep them."""
        for node in self._deleted():
            if node.label == "Person" and twin_of(PersonId(node.id), scope) == person:
                absorb(tx, private=person, into=PersonId(node.id))
                return
        demote(tx, person, now=now)

    def hidden_scopes(self) -> set[Scope]:
        """The scopes of what others privately hung onto the things that the change made."""
        return {Scope(self.found.scopes[_other(edge, node)]) for node, edge in self._grown()}

    def _created(self) -> list[Touched]:
        return sorted(self.after.nodes.keys() - self.before.nodes.keys())

    def _deleted(self) -> list[Touched]:
        return sorted(self.before.nodes.keys() - self.after.nodes.keys())

    def _altered(self) -> dict[Touched, list[str]]:
        altered = {}
        for node in sorted(self.before.nodes.keys() & self.after.nodes.keys()):
            was, became = self.before.nodes[node], self.after.nodes[node]
            keys = sorted(k for k in was.keys() | became.keys() if was.get(k) != became.get(k))
            if keys:
                altered[node] = keys
        return altered

    def _edges_made(self) -> frozenset[Edge]:
        return self.after.edges - self.before.edges

    def _grown(self) -> list[tuple[Touched, Edge]]:
        """What has been hung since onto the nodes that the change created."""
        created = set(self._created())
        return [
            (node, edge)
            for edge in sorted(self.found.edges - self.after.edges)
            for node in (edge.start, edge.end)
            if node in created
        ]

    def _seen(self, node: Touched) -> bool:
        scope = self.found.scopes.get(node) or self.after.scopes.get(node, "")
        return not scope or scope in self.viewer.scopes


def _other(edge: Edge, node: Touched) -> Touched:
    return edge.end if edge.start == node else edge.start


def _follow(
    tx: Transaction, images: Iterable[Image], *, hidden: Iterable[Scope], today: date
) -> None:
    """Derives anew what follows from evidence and giving in the images."""
    pairs: set[Pair] = set()
    scopes = set(hidden)
    for image in images:
        ends: dict[Touched, dict[str, PersonId]] = {}
        for edge in image.edges:
            if edge.type in {"DID", "GAVE", "PROMISED"} and edge.end in image.nodes:
                ends.setdefault(edge.end, {})["actor"] = PersonId(edge.start.id)
            if edge.type in {"TOWARDS", "TO"} and edge.start in image.nodes:
                ends.setdefault(edge.start, {})["other"] = PersonId(edge.end.id)
        for node, pair in ends.items():
            if node.label in _TIED and len(pair) == 2:  # noqa: PLR2004 # both ends
                pairs.add(pair_of(pair["actor"], pair["other"]))
                scopes.add(Scope(image.scopes[node]))
    if pairs or scopes:
        refresh_ties(tx, sorted(pairs), scopes=sorted(scopes), as_of=today)


_TIED = {"Evidence", "Favor", "Gift", "Promise"}
"""What has a part in the strength of a tie."""
