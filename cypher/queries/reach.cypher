// name: people_at_companies
// mode: read
// Who works at the given companies as of a day, as far as the viewer may see.
// param companies: list<string>, ids of companies
// param scopes: list<string>
// param as_of: date
// column person: string, id of a person
UNWIND $companies AS id
MATCH (c:Company {id: id})<-[:AT]-(e:Employment)<-[:HOLDS]-(p:Person)
WHERE c.scope IN $scopes AND e.scope IN $scopes AND p.scope IN $scopes
  AND (e.started IS NULL OR e.started <= $as_of) AND (e.ended IS NULL OR e.ended >= $as_of)
RETURN DISTINCT p.id AS person
ORDER BY person

// name: promises_not_kept
// mode: read
// How many promises of users to each of the given people fell due in a time and were not kept, as far as the viewer may see.
// param people: list<string>, ids of people
// param scopes: list<string>
// param since: date
// param until: date
// column person: string, id of a person
// column promises: integer
UNWIND $people AS id
MATCH (p:Person {id: id})<-[:TO]-(m:Promise {state: 'broken'})<-[:PROMISED]-(o:Person)
WHERE p.scope IN $scopes AND m.scope IN $scopes AND o.scope IN $scopes
  AND m.due >= $since AND m.due <= $until AND EXISTS { (o)<-[:IS]-(:User) }
RETURN p.id AS person, count(DISTINCT m) AS promises
ORDER BY person
