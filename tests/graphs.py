"""Small pieces of graph for tests: people, companies, evidence and wants, by readable ids."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from netgraph.domain.access import TEAM, Scope
from netgraph.domain.evidence import Evidence, Kind, Monthly
from netgraph.domain.ids import PersonId
from netgraph.domain.names import company_key, name_key
from netgraph.domain.titles import understand_title
from netgraph.graph.database import Database
from netgraph.graph.ties import pair_of, refresh_ties
from netgraph.wiring import Netgraph


def add_company(
    netgraph: Netgraph, company: str, name: str, *, industry: str = "", scope: str = TEAM
) -> str:
    """A company; its id."""
    run_cypher(
        netgraph.database,
        "CREATE (:Company {id: $id, scope: $scope, name: $name, key: $key, industry: $industry})",
        id=company, scope=scope, name=name, key=company_key(name), industry=industry,
    )  # fmt: skip
    return company


def add_person(
    netgraph: Netgraph,
    person: str,
    name: str,
    *,
    title: str = "",
    company: str = "",
    email: str = "",
    scope: str = TEAM,
) -> PersonId:
    """A person, with a job and an address when given; their id."""
    database = netgraph.database
    run_cypher(
        database,
        "CREATE (:Person {id: $id, scope: $scope, name: $name, name_key: $key, created_at: $at})",
        id=person, scope=scope, name=name, key=name_key(name), at=netgraph.now(),
    )  # fmt: skip
    if title or company:
        understood = understand_title(title)
        run_cypher(
            database,
            "MATCH (p:Person {id: $p}) OPTIONAL MATCH (c:Company {id: $c}) "
            "CREATE (p)-[:HOLDS]->(e:Employment {id: 'job-' + $p, scope: $scope, title: $title, "
            "level: $level, function: $function, decides: $decides}) "
            "FOREACH (x IN CASE WHEN c IS NULL THEN [] ELSE [c] END | CREATE (e)-[:AT]->(x))",
            p=person, c=company, scope=scope, title=title, level=understood.level.value,
            function=understood.function.value, decides=understood.is_decision_maker,
        )  # fmt: skip
    if email:
        run_cypher(
            database,
            "MATCH (p:Person {id: $p}) CREATE (p)-[:HAS]->(:ContactPoint {id: 'mail-' + $p, "
            "scope: $scope, channel: 'email', value: $email, key: 'email:' + $email})",
            p=person, scope=scope, email=email,
        )  # fmt: skip
    return PersonId(person)


def add_evidence(netgraph: Netgraph, *facts: Evidence, scope: str = TEAM) -> None:
    """Evidence in a scope, with the ties that follow from it."""
    for fact in facts:
        number = netgraph.new_id()
        run_cypher(
            netgraph.database,
            "MATCH (a:Person {id: $a}), (b:Person {id: $b}) "
            "CREATE (a)-[:DID]->(:Evidence {id: $id, "
            "scope: $scope, kind: $kind, source: 'test', days: $days, counts: $counts, "
            "since: $since, until: $until, weight: $weight})-[:TOWARDS]->(b)",
            a=fact.actor, b=fact.other, id=f"fact-{number}", scope=scope, kind=fact.kind.value,
            days=[m.day for m in fact.months], counts=[float(m.count) for m in fact.months],
            since=fact.since, until=fact.until, weight=fact.weight,
        )  # fmt: skip
    pairs = {pair_of(fact.actor, fact.other) for fact in facts}
    netgraph.database.in_transaction(
        lambda tx: refresh_ties(tx, pairs, scopes=(Scope(scope),), as_of=netgraph.now().date()),
        called="test",
    )


def add_want(
    netgraph: Netgraph,
    person: str,
    text: str,
    *,
    kind: str = "introduction",
    role: str = "",
    industry: str = "",
    scope: str = TEAM,
) -> str:
    """A want of a person; its id."""
    want = netgraph.new_id()
    run_cypher(
        netgraph.database,
        "MATCH (p:Person {id: $p}) "
        "CREATE (p)-[:WANTS]->(:Want {id: $id, scope: $scope, kind: $kind, "
        "text: $text, said: $said, role: $role, industry: $industry})",
        p=person, id=want, scope=scope, kind=kind, text=text, said=netgraph.now().date(),
        role=role, industry=industry,
    )  # fmt: skip
    return want


def add_expertise(netgraph: Netgraph, person: str, topic: str, *, scope: str = TEAM) -> None:
    """Something that a person can help with."""
    run_cypher(
        netgraph.database,
        "MATCH (p:Person {id: $p}) CREATE (p)-[:KNOWS_ABOUT]->(:Expertise {id: $id, scope: $scope, "
        "topic: $topic})",
        p=person, id=netgraph.new_id(), scope=scope, topic=topic,
    )  # fmt: skip


def met(one: str, other: str, last: date, *, times: int) -> Evidence:
    """Meetings, all counted in the month of the last one."""
    return _events(Kind.MEETING, one, other, last, times)


def mail(actor: str, other: str, last: date, *, times: int) -> Evidence:
    """Mail in one direction, all counted in the month of the last message."""
    return _events(Kind.MAIL, actor, other, last, times)


def whole_graph(database: Database) -> set[tuple[Any, ...]]:
    """Every node and relationship but changes, revisions and the record of migrations."""
    found: set[tuple[Any, ...]] = set()
    for row in run_cypher(
        database,
        "MATCH (n WHERE NOT n:Migration AND NOT n:Change AND NOT n:Revision) "
        "RETURN labels(n)[0] AS label, properties(n) AS properties",
    ):
        found.add((row["label"], *_flat(row["properties"])))
    for row in run_cypher(
        database,
        "MATCH (a)-[r]->(b) RETURN labels(a)[0] + ':' + a.id AS a, type(r) AS type, "
        "labels(b)[0] + ':' + b.id AS b, properties(r) AS properties",
    ):
        found.add((row["a"], row["type"], row["b"], *_flat(row["properties"])))
    return found


def _flat(properties: dict[str, Any]) -> Iterable[tuple[str, str]]:
    return sorted((key, _text(value)) for key, value in properties.items())


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, date | datetime | time) else repr(value)


def _events(kind: Kind, actor: str, other: str, last: date, times: int) -> Evidence:
    return Evidence(
        actor=PersonId(actor),
        other=PersonId(other),
        kind=kind,
        months=(Monthly(day=last, count=float(times)),),
    )


def run_cypher(database: Database, cypher: str, **params: object) -> list[dict[str, Any]]:
    """Plain Cypher of a test's own, past the catalogue."""
    with database._driver.session(database=database._address.database) as session:
        return [record.data() for record in session.run(cypher, params)]
