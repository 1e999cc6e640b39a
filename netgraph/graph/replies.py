"""Answers by mail in the graph: one node each, asserted by the imports that brought it.

A `Reply` is private to whoever asked, whoever sees the import that brought it. It goes with what
it answers when a person of that is erased, and with the last import that asserts it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from netgraph.domain.access import Viewer
from netgraph.domain.ids import BatchId, PersonId, ReplyId
from netgraph.domain.replies import Matter, Reply, Writer
from netgraph.graph.database import Row, Statements


def replies(
    on: Statements, viewer: Viewer, *, about: str | None = None, batch: BatchId | None = None
) -> tuple[Reply, ...]:
    """The answers to what the viewer asked, newest first; to one thing or of one import."""
    rows = on.read("replies", scope=viewer.private, about=about, batch=batch)
    return tuple(map(_reply, rows))


def known(on: Statements, ids: Iterable[str], *, viewer: Viewer) -> frozenset[str]:
    """Which of these answers an import has brought the viewer already."""
    wanted = list(dict.fromkeys(ids))
    if not wanted:
        return frozenset()
    rows = on.read("replies_known", ids=wanted, scope=viewer.private)
    return frozenset(str(row["id"]) for row in rows)


def addresses(
    on: Statements, people: Iterable[PersonId], *, viewer: Viewer
) -> Mapping[PersonId, tuple[str, ...]]:
    """The e-mail addresses of people that the viewer sees."""
    found: dict[PersonId, list[str]] = defaultdict(list)
    rows = on.read("addresses_of_people", ids=sorted(set(people)), scopes=list(viewer.scopes))
    for row in rows:
        found[PersonId(row["person"])].append(row["address"])
    return {person: tuple(values) for person, values in found.items()}


def _reply(row: Row) -> Reply:
    said = row["properties"]
    return Reply(
        id=ReplyId(said["id"]),
        about=said["about"],
        matter=Matter(said["matter"]),
        writer=Writer(said["writer"]),
        sender=said["sender"],
        at=said["at"],
        noted_at=said["noted_at"],
        words=said.get("words") or "",
    )
