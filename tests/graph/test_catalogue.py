"""The catalogue of named queries refuses what is not declared, and the database agrees with it."""

import re
from pathlib import Path

import pytest

import netgraph
import web
from netgraph.errors import Misconfigured
from netgraph.graph.catalogue import Mode, catalogue, parse_catalogue
from netgraph.graph.database import Database
from netgraph.wiring import Netgraph

GOOD = """// name: people_count
// mode: read
// How many people there are.
// param scope: string
// column people: integer
MATCH (p:Person {scope: $scope}) RETURN count(p) AS people
"""


def test_a_declared_query_is_read_with_its_header() -> None:
    """A declared query is found by name with its mode, prose, parameters and columns."""
    query = parse_catalogue([("people.cypher", GOOD)])["people_count"]

    assert query.mode is Mode.READ
    assert query.prose == "How many people there are."
    assert dict(query.params) == {"scope": "string"}
    assert dict(query.columns) == {"people": "integer"}
    assert query.place == "people.cypher:1"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("MATCH (p) RETURN p", "must start with"),
        (GOOD.replace("// mode: read\n", ""), "must declare its mode"),
        (GOOD.replace("// mode: read", "// mode: sometimes"), "must declare its mode"),
        (GOOD.replace("// How many people there are.\n", ""), "must say in a sentence"),
        (GOOD.replace("// param scope: string\n", ""), r"uses \$scope without declaring"),
        (GOOD.replace("{scope: $scope}", ""), r"declares \$scope without using"),
        (GOOD.replace("MATCH", "MATCH (x) RETURN x; MATCH"), "two statements"),
        (GOOD + "\n" + GOOD, "is used at"),
        (GOOD.replace("people_count", "People Count"), "is no name"),
        ("// name: empty\n// mode: read\n// Nothing.\n", "has no query"),
    ],
)
def test_what_is_not_declared_is_refused_with_its_place(text: str, reason: str) -> None:
    """A query that its header does not declare is refused with file and line."""
    with pytest.raises(Misconfigured, match=reason) as refused:
        parse_catalogue([("people.cypher", text)])

    assert re.match(r"people\.cypher:\d+: ", refused.value.message)


def test_a_semicolon_or_dollar_in_a_string_or_comment_is_no_statement_or_parameter() -> None:
    """Only the query itself counts, not what its strings and comments hold."""
    text = GOOD.replace("RETURN", "// it costs $5; truly\nWHERE p.name <> 'a; $b' RETURN")

    assert dict(parse_catalogue([("a.cypher", text)])["people_count"].params) == {"scope": "string"}


def test_a_query_is_sent_with_one_map_of_its_parameters() -> None:
    """Every parameter is read from one map, so that types and sizes of values make no new plan."""
    text = GOOD.replace("$scope}", "$scope, `$a`: '$b'}) // $c\nWHERE p.name <> ($scope")

    query = parse_catalogue([("people.cypher", text)])["people_count"]

    assert query.sent.endswith(
        "MATCH (p:Person {scope: $given.scope, `$a`: '$b'}) // $c\n"
        "WHERE p.name <> ($given.scope) RETURN count(p) AS people"
    )
    assert query.text == query.sent.replace("$given.", "$")


def test_every_query_is_called_and_every_call_has_a_query() -> None:
    """Every name that code calls is in a file, and every name in a file stands in code."""
    call = re.compile(r"\b(?:on|tx|_?database)\.(?:read|write)\(\s*\"([a-z0-9_]+)\"")
    sources = [
        path.read_text(encoding="utf-8")
        for package in (netgraph, web)
        for path in Path(package.__path__[0]).rglob("*.py")
    ]
    called = {name for text in sources for name in call.findall(text)}
    written = {name for text in sources for name in re.findall(r"\"([a-z0-9_]+)\"", text)}
    tested = {"graph_is_empty"}

    assert called - set(catalogue()) == set()
    assert set(catalogue()) - written - tested == set()


def test_every_query_is_understood_by_a_seeded_database(netgraph_seeded: Netgraph) -> None:
    """The server explains every query without a warning, and its columns and mode are declared."""
    differing: dict[str, object] = {}
    for query in catalogue().values():
        explained = netgraph_seeded.database.explain(query.name)
        declared = (tuple(query.columns), query.mode is Mode.WRITE, ())
        found = (explained.columns, explained.writes, explained.warnings)
        if found != declared:
            differing[query.name] = found

    assert differing == {}


def test_a_call_with_wrong_parameters_or_mode_is_a_mistake_of_ours(database: Database) -> None:
    """A call that does not fit the declaration fails before the database is asked."""
    with pytest.raises(LookupError, match="no query named"):
        database.read("no_such_query")
    with pytest.raises(LookupError, match="takes"):
        database.read("revisions", scope="team")
    with pytest.raises(LookupError, match="declared write"):
        database.read("raise_revision", scope="team")
