"""Images of nodes: what they and their relationships were at a moment, as plain values.

An image is what a change keeps, to be compared and put back later. A relationship of two nodes
that are both in the image is in it once. Derived ties are never part of one.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from netgraph.graph.database import Statements


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Touched:
    """A node that a change creates, alters or deletes."""

    label: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Edge:
    """A relationship between two nodes; `properties` are JSON text, so that edges compare."""

    type: str
    start: Touched
    end: Touched
    properties: str

    def row(self) -> dict[str, object]:
        """The edge as a query takes it."""
        return {
            "type": self.type,
            "from": self.start.id,
            "from_label": self.start.label,
            "to": self.end.id,
            "to_label": self.end.label,
            "properties": from_json(self.properties),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """The nodes that were there, with their properties, and the edges at them.

    `scopes` has the scope of every node of the image and of every node at an edge of it.
    """

    nodes: Mapping[Touched, Mapping[str, Any]]
    edges: frozenset[Edge]
    scopes: Mapping[Touched, str]


def image_of(on: Statements, nodes: Iterable[Touched]) -> Image:
    """What the given nodes are now; those that do not exist are missing."""
    asked = sorted(set(nodes))
    rows = on.read(
        "image_of_nodes", labels=[node.label for node in asked], ids=[node.id for node in asked]
    )
    return _image(rows)


def image_to_json(image: Image) -> str:
    """The image as text that `image_from_json` reads."""
    return to_json(
        {
            "nodes": [
                {"label": node.label, "id": node.id, "properties": properties}
                for node, properties in sorted(image.nodes.items(), key=lambda item: item[0])
            ],
            "edges": [
                [e.type, e.start.label, e.start.id, e.end.label, e.end.id, e.properties]
                for e in sorted(image.edges)
            ],
            "scopes": [
                [node.label, node.id, scope] for node, scope in sorted(image.scopes.items())
            ],
        }
    )


def image_from_json(text: str) -> Image:
    """The image that `image_to_json` wrote."""
    kept = from_json(text)
    return Image(
        nodes={
            Touched(label=node["label"], id=node["id"]): node["properties"]
            for node in kept["nodes"]
        },
        edges=frozenset(
            Edge(
                type=kind,
                start=Touched(label=start_label, id=start),
                end=Touched(label=end_label, id=end),
                properties=properties,
            )
            for kind, start_label, start, end_label, end, properties in kept["edges"]
        ),
        scopes={Touched(label=label, id=key): scope for label, key, scope in kept["scopes"]},
    )


def to_json(value: object) -> str:
    """JSON in which days and moments survive; equal values give equal text."""
    return json.dumps(value, default=_encode, sort_keys=True, ensure_ascii=False)


def from_json(text: str) -> Any:
    """The value that `to_json` wrote."""
    return json.loads(text, object_hook=_decode)


def _image(rows: Sequence[Mapping[str, Any]]) -> Image:
    nodes: dict[Touched, Mapping[str, Any]] = {}
    edges: set[Edge] = set()
    scopes: dict[Touched, str] = {}
    for row in rows:
        here = Touched(label=row["label"], id=row["id"])
        nodes[here] = row["properties"]
        scopes[here] = row["properties"].get("scope", "")
        for side in ("out", "into"):
            for edge in row[side]:
                there = Touched(label=edge["other_label"], id=edge["other"])
                scopes.setdefault(there, edge["other_scope"] or "")
                start, end = (here, there) if side == "out" else (there, here)
                properties = to_json(edge["properties"])
                edges.add(Edge(type=edge["type"], start=start, end=end, properties=properties))
    return Image(nodes=nodes, edges=frozenset(edges), scopes=scopes)


def _encode(value: object) -> Mapping[str, str]:
    if isinstance(value, datetime):
        return {"datetime": value.isoformat()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    raise TypeError(f"An image cannot hold a {type(value).__name__}.")


def _decode(value: dict[str, Any]) -> object:
    match value:
        case {"datetime": str(text)} if len(value) == 1:
            return datetime.fromisoformat(text)
        case {"date": str(text)} if len(value) == 1:
            return date.fromisoformat(text)
    return value
