"""Candidates for what somebody looks for, by name, by address and by job.

Every query takes the viewer's scopes and shows nothing beside them. Full text only finds
candidates: each pattern is a prefix or a wildcard, so whether a name fits depends on that name
alone and never, as with the index's own fuzzy search, on what else is in the index.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from netgraph.domain.access import Viewer
from netgraph.domain.ids import CompanyId, PersonId
from netgraph.graph.database import Statements

MOST_CANDIDATES = 1000
"""Names that are looked at more closely; they are the first by name among those seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A candidate by name."""

    id: PersonId
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A job that somebody holds on the day asked about."""

    person: PersonId
    title: str
    level: str
    function: str
    company: CompanyId


def named_like(on: Statements, viewer: Viewer, *, spelled: str, text: str) -> tuple[Named, ...]:
    """Candidates for a spelled name by a full-text query made by one of the functions below."""
    rows = on.read(
        "people_by_name",
        text=text,
        key=spelled,
        scopes=list(viewer.scopes),
        limit=MOST_CANDIDATES,
    )
    return tuple(Named(id=PersonId(row["id"]), name=row["name"]) for row in rows)


def beginnings(spelled: str) -> str:
    """Full-text query for texts in which every word asked for begins a word.

    `spelled` holds plain lower-case letters, digits and spaces only, so nothing needs escaping.
    """
    return " AND ".join(f"{word}*" for word in spelled.split())


def mistyped(spelled: str) -> str:
    """Full-text query for texts that hold a word like each one asked for, but for one letter."""
    return " AND ".join(f"({' OR '.join(_one_off(word))})" for word in spelled.split())


def nearby(spelled: str) -> str:
    """Full-text query for texts that share the beginning of a word, or have one nearly alike."""
    words = spelled.split()
    return " OR ".join(
        pattern
        for word in words
        for pattern in (f"{word[:3]}*", *(_one_off(word) if len(word) >= _TYPO_FROM else ()))
    )


def initials(spelled: str) -> str:
    """Full-text query for texts that hold a word with the first letter of one asked for."""
    return " OR ".join(dict.fromkeys(f"{word[0]}*" for word in spelled.split()))


def _one_off(word: str) -> list[str]:
    """Patterns for a word and what one mistake in it makes of it."""
    patterns = [f"{word}*"]
    if len(word) < _TYPO_FROM:
        return patterns
    for at in range(len(word)):
        head, tail = word[:at], word[at + 1 :]
        patterns += [f"{head}?{tail}", f"{head}{tail}", f"{head}?{word[at:]}"]
        if tail:
            patterns.append(f"{head}{tail[0]}{word[at]}{tail[1:]}")
    patterns += [f"{word}?", f"{word[: len(word) // 2 + 1]}*"]
    return list(dict.fromkeys(patterns))


_TYPO_FROM = 4  # letters: below, every word is one letter away from another


def by_contact(
    on: Statements, viewer: Viewer, keys: Sequence[str]
) -> Mapping[str, tuple[PersonId, ...]]:
    """Who has each contact point (`channel:value`), as far as the viewer sees it."""
    found: dict[str, list[PersonId]] = {}
    for row in on.read("people_by_contact", keys=list(keys), scopes=list(viewer.scopes)):
        holders = found.setdefault(row["key"], [])
        if row["id"] not in holders:
            holders.append(PersonId(row["id"]))
    return {key: tuple(holders) for key, holders in found.items()}


def jobs(
    on: Statements,
    viewer: Viewer,
    *,
    today: date,
    companies: Sequence[CompanyId] | None = None,
    levels: Sequence[str] | None = None,
    functions: Sequence[str] | None = None,
    limit: int = MOST_CANDIDATES,
) -> tuple[Job, ...]:
    """Jobs held today that the viewer sees, narrowed where something is named, by person's name."""
    rows = on.read(
        "jobs_by_level",
        companies=None if companies is None else list(companies),
        levels=None if levels is None else list(levels),
        functions=None if functions is None else list(functions),
        scopes=list(viewer.scopes),
        today=today,
        limit=limit,
    )
    return tuple(
        Job(
            person=PersonId(row["id"]),
            title=row["title"] or "",
            level=row["level"] or "individual",
            function=row["function"] or "other",
            company=CompanyId(row["company"]),
        )
        for row in rows
    )
