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
