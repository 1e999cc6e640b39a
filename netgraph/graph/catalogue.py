"""The catalogue of named queries: every Cypher statement, declared, documented and checked.

A file in `cypher/queries/` holds several queries. Each starts with `// name:` and declares its
mode, a sentence of prose, every parameter and every returned column:

    // name: favors_between
    // mode: read
    // The favors between two people, newest first.
    // param a: string, one person's id
    // column id: string

Loading refuses, with `file:line`, whatever is not declared so, and so a typing mistake is found
when the process starts and never when a customer clicks.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from netgraph.errors import Misconfigured

LANGUAGE = "CYPHER 25\n"
"""Put before every query, so that an external server's default does not matter."""

GIVEN = "given"
"""The one parameter a query is sent with: a map of all that are declared.

A server keeps the plan of a query by its text and by the *types* of its parameters, in which it
counts null, the kind of number and the order of size of a text or a list. Sent one by one, a
query of ten parameters is planned again and again, which costs far more than running it; sent
as one map, it is planned once.
"""


class Mode(StrEnum):
    """Whether a query only reads, writes, or changes the schema."""

    READ = "read"
    WRITE = "write"


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedQuery:
    """One declared query; `params` and `columns` map names to their declared types.

    `text` is the query as it is written, `sent` as a server gets it, see `GIVEN`.
    """

    name: str
    mode: Mode
    prose: str
    params: Mapping[str, str]
    columns: Mapping[str, str]
    text: str
    sent: str
    place: str


_HEADER = re.compile(r"//\s*(?:(name|mode)\s*:|(param|column)\s+(\w+)\s*:)?\s*(.*)")
_PARAM = re.compile(r"\$(\w+)")
_STRING_OR_COMMENT = re.compile(
    r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|`[^`]*`|//[^\n]*|/\*.*?\*/", re.DOTALL
)

_STRING_COMMENT_OR_PARAM = re.compile(
    f"{_STRING_OR_COMMENT.pattern}|{_PARAM.pattern}", _STRING_OR_COMMENT.flags
)


@cache
def catalogue() -> Mapping[str, NamedQuery]:
    """All queries of the package by name; raises `Misconfigured` with `file:line`."""
    sources = sorted(
        (entry.name, entry.read_text(encoding="utf-8"))
        for entry in (files("cypher") / "queries").iterdir()
        if entry.name.endswith(".cypher")
    )
    return parse_catalogue(sources)


def parse_catalogue(sources: list[tuple[str, str]]) -> Mapping[str, NamedQuery]:
    """The queries in the given (file name, text) pairs by name; raises `Misconfigured`."""
    queries: dict[str, NamedQuery] = {}
    for file, text in sources:
        for query in _parse_file(file, text):
            if query.name in queries:
                raise Misconfigured(
                    f"{query.place}: the name {query.name} is used at "
                    f"{queries[query.name].place} already."
                )
            queries[query.name] = query
    return queries


def _parse_file(file: str, text: str) -> Iterator[NamedQuery]:
    lines = text.splitlines()
    starts = [n for n, line in enumerate(lines) if re.match(r"//\s*name\s*:", line)]
    head = [line for line in lines[: starts[0] if starts else None] if line.strip()]
    if any(not line.startswith("//") for line in head) or not starts:
        raise Misconfigured(f"{file}:1: a query must start with `// name:`.")
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield _parse_query(f"{file}:{start + 1}", lines[start:end])


def _parse_query(place: str, lines: list[str]) -> NamedQuery:
    declared: dict[str, str] = {}
    params: dict[str, str] = {}
    columns: dict[str, str] = {}
    prose: list[str] = []
    body_at = next((n for n, line in enumerate(lines) if not line.startswith("//")), len(lines))
    for line in lines[:body_at]:
        found = _HEADER.fullmatch(line)
        if found is None:
            raise Misconfigured(f"{place}: the header line {line!r} is not understood.")
        key, sort, name, rest = found.groups()
        if key:
            declared[key] = rest.strip()
        elif sort == "param":
            params[name] = rest.strip()
        elif sort == "column":
            columns[name] = rest.strip()
        else:
            prose.append(rest.strip())
    body = "\n".join(lines[body_at:]).strip()
    bare = _STRING_OR_COMMENT.sub(" ", body)
    if bare.rstrip().rstrip(";").count(";"):
        raise Misconfigured(f"{place}: two statements under one name.")
    body = body.rstrip(";").rstrip()
    name = declared.get("name", "")
    _check(place, name, declared, prose, body)
    used = set(_PARAM.findall(bare))
    for param in sorted(used - params.keys()):
        raise Misconfigured(f"{place}: {name} uses ${param} without declaring it.")
    for param in sorted(params.keys() - used):
        raise Misconfigured(f"{place}: {name} declares ${param} without using it.")
    return NamedQuery(
        name=name,
        mode=Mode(declared["mode"]),
        prose=" ".join(prose),
        params=params,
        columns=columns,
        text=LANGUAGE + body,
        sent=LANGUAGE + _given(body),
        place=place,
    )


def _given(body: str) -> str:
    """The query with every `$param` read from the one map it is sent with."""
    return _STRING_COMMENT_OR_PARAM.sub(
        lambda match: f"${GIVEN}.{match[1]}" if match[1] else match[0], body
    )


def _check(place: str, name: str, declared: Mapping[str, str], prose: list[str], body: str) -> None:
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        raise Misconfigured(f"{place}: {name!r} is no name for a query.")
    if declared.get("mode") not in set(Mode):
        raise Misconfigured(f"{place}: {name} must declare its mode, read or write.")
    if not " ".join(prose).strip():
        raise Misconfigured(f"{place}: {name} must say in a sentence what it gives.")
    if not body:
        raise Misconfigured(f"{place}: {name} has no query.")
