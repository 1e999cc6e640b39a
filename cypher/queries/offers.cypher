// name: wants_of_people
// mode: read
// What the given people are looking for, as far as the viewer may see, newest first.
// param people: list<string>, ids of people
// param scopes: list<string>
// column id: string
// column person: string, id of a person
// column kind: string
// column text: string
// column said: date
// column role: string
// column industry: string
// column company: string
// column wanted_person: string, id of a person
UNWIND $people AS id
MATCH (p:Person {id: id})-[:WANTS]->(w:Want)
WHERE p.scope IN $scopes AND w.scope IN $scopes
OPTIONAL MATCH (w)-[:WANTS_TO_MEET]->(q:Person WHERE q.scope IN $scopes)
RETURN w.id AS id, p.id AS person, w.kind AS kind, w.text AS text, w.said AS said, w.role AS role,
  w.industry AS industry, w.company AS company, q.id AS wanted_person
ORDER BY said DESC, id

// name: expertise_of_people
// mode: read
// What the given people can help with, as far as the viewer may see.
// param people: list<string>, ids of people
// param scopes: list<string>
// column id: string
// column person: string, id of a person
// column topic: string
UNWIND $people AS id
MATCH (p:Person {id: id})-[:KNOWS_ABOUT]->(x:Expertise)
WHERE p.scope IN $scopes AND x.scope IN $scopes
RETURN x.id AS id, p.id AS person, x.topic AS topic
ORDER BY topic, id

// name: industries_of_people
// mode: read
// The industries of the companies that the given people work at, as far as the viewer may see.
// param people: list<string>, ids of people
// param scopes: list<string>
// column person: string, id of a person
// column industry: string
UNWIND $people AS id
MATCH (p:Person {id: id})-[:HOLDS]->(e:Employment)-[:AT]->(c:Company)
WHERE p.scope IN $scopes AND e.scope IN $scopes AND c.scope IN $scopes
  AND e.ended IS NULL AND c.industry IS NOT NULL
RETURN DISTINCT p.id AS person, c.industry AS industry
ORDER BY person, industry

// name: wants_of_team
// mode: read
// Which of the wants the whole team may see.
// param wants: list<string>, ids
// column id: string
UNWIND $wants AS id
MATCH (w:Want {id: id, scope: 'team'})
RETURN DISTINCT w.id AS id
ORDER BY id
