// name: promises_due
// mode: read
// Open promises of a person that fall due by a day, the earliest first.
// param owner: string, id of a person
// param scopes: list<string>
// param until: date
// column id: string
// column to: string, id of a person
// column what: string
// column due: date
MATCH (p:Person {id: $owner})-[:PROMISED]->(m:Promise {state: 'open'})-[:TO]->(q:Person)
WHERE m.scope IN $scopes AND q.scope IN $scopes AND m.due <= $until
RETURN m.id AS id, q.id AS to, m.what AS what, m.due AS due
ORDER BY due, id
