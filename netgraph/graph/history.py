"""Every write by hand, with its image before and after, so that it can be undone.

`record` runs a piece of work between two images of the nodes it concerns, keeps both in a
`Change`, and sees to what follows from it: the ties of the pairs concerned are derived anew
and the revision is raised. `undo` puts the image of before back, unless somebody has changed
the same nodes since. All of it happens in the caller's transaction, so a crash leaves no half.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from netgraph.domain.access import Scope, Viewer
from netgraph.domain.ids import ChangeId, PersonId
from netgraph.errors import Conflict, NotFound
from netgraph.graph.database import Row, Transaction
from netgraph.graph.ties import refresh_ties


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Touched:
    """A node that a change creates, alters or deletes."""

    label: str
    id: str


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
    before = _image(tx, nodes)
    work()
    after = _image(tx, nodes)
    if before == after:
        return
    tx.write(
        "record_change",
        id=change,
        scope=viewer.private,
        by=viewer.user,
        at=now,
        what=what,
        before=_to_json(before),
        after=_to_json(after),
    )
    _follow(tx, before, after, today=now.date())


def undo(tx: Transaction, change: ChangeId, *, viewer: Viewer, now: datetime) -> str:
    """Takes a change of the viewer's own back and gives its words.

    Raises `NotFound` when it is not theirs or already undone, and `Conflict` when the same
    things have been changed since.
    """
    rows = tx.read("change_to_undo", id=change, by=viewer.user)
    if not rows:
        raise NotFound("There is nothing to undo here.", hint="It may have been undone already.")
    before, after = _from_json(rows[0]["before"]), _from_json(rows[0]["after"])
    nodes = sorted({Touched(label=n["label"], id=n["id"]) for n in (*before, *after)})
    if _image(tx, nodes) != after:
        raise Conflict(
            f"“{rows[0]['what']}” cannot be undone: it has been changed since.",
            hint="Change it by hand instead.",
        )
    gone = [n for n in nodes if (n.label, n.id) not in {(b["label"], b["id"]) for b in before}]
    tx.write("delete_nodes", labels=[n.label for n in gone], ids=[n.id for n in gone])
    tx.write(
        "restore_nodes", nodes=[{k: n[k] for k in ("label", "id", "properties")} for n in before]
    )
    tx.write("restore_relationships", edges=_edges(before))
    tx.write("mark_undone", id=change, at=now)
    _follow(tx, before, after, today=now.date())
    return str(rows[0]["what"])


def _image(tx: Transaction, nodes: Sequence[Touched]) -> list[Row]:
    return tx.read(
        "image_of_nodes", labels=[node.label for node in nodes], ids=[node.id for node in nodes]
    )


def _edges(image: Iterable[Row]) -> list[dict[str, object]]:
    """Each relationship of an image once, though one between two of its nodes is in it twice."""
    edges: dict[str, dict[str, object]] = {}
    for node in image:
        here = {"id": node["id"], "label": node["label"]}
        for direction, out in (("out", True), ("into", False)):
            for edge in node[direction]:
                there = {"id": edge["other"], "label": edge["other_label"]}
                start, end = (here, there) if out else (there, here)
                row: dict[str, object] = {
                    "type": edge["type"],
                    "from": start["id"],
                    "from_label": start["label"],
                    "to": end["id"],
                    "to_label": end["label"],
                    "properties": edge["properties"],
                }
                edges[_to_json(row)] = row
    return list(edges.values())


def _follow(tx: Transaction, *images: Sequence[Row], today: date) -> None:
    """Derives anew what follows from evidence and favors in the images."""
    pairs: set[tuple[PersonId, PersonId]] = set()
    scopes: set[Scope] = set()
    for node in (node for image in images for node in image):
        if node["label"] not in {"Evidence", "Favor"}:
            continue
        actor = next(e["other"] for e in node["into"] if e["type"] in {"DID", "GAVE"})
        other = next(e["other"] for e in node["out"] if e["type"] in {"TOWARDS", "TO"})
        pairs.add((min(actor, other), max(actor, other)))
        scopes.add(Scope(node["properties"]["scope"]))
    if pairs:
        refresh_ties(tx, sorted(pairs), scopes=sorted(scopes), as_of=today)


def _to_json(value: object) -> str:
    return json.dumps(value, default=_encode, sort_keys=True, ensure_ascii=False)


def _encode(value: object) -> Mapping[str, str]:
    if isinstance(value, datetime):
        return {"datetime": value.isoformat()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    raise TypeError(f"An image cannot hold a {type(value).__name__}.")


def _from_json(text: str) -> list[dict[str, Any]]:
    return list(json.loads(text, object_hook=_decode))


def _decode(value: dict[str, Any]) -> object:
    match value:
        case {"datetime": str(text)} if len(value) == 1:
            return datetime.fromisoformat(text)
        case {"date": str(text)} if len(value) == 1:
            return date.fromisoformat(text)
    return value
