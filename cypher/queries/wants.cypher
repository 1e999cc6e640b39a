// name: wants_of_person
// mode: read
// What a person looks for, as far as the viewer sees it, latest first.
// param person: string, id
// param scopes: list<string>
// column id: string
// column kind: string
// column text: string
// column said: date
// column role: string
// column industry: string
// column company: string
// column wanted_person: string, id
// column scope: string
MATCH (p:Person {id: $person})-[:WANTS]->(w:Want)
WHERE p.scope IN $scopes AND w.scope IN $scopes
OPTIONAL MATCH (w)-[:WANTS_TO_MEET]->(q:Person WHERE q.scope IN $scopes)
RETURN w.id AS id, w.kind AS kind, w.text AS text, w.said AS said, w.role AS role,
  w.industry AS industry, w.company AS company, q.id AS wanted_person, w.scope AS scope
ORDER BY said DESC, text, id

// name: expertise_of_person
// mode: read
// What a person can help with, as far as the viewer sees it.
// param person: string, id
// param scopes: list<string>
// column id: string
// column topic: string
// column scope: string
MATCH (p:Person {id: $person})-[:KNOWS_ABOUT]->(x:Expertise)
WHERE p.scope IN $scopes AND x.scope IN $scopes
RETURN x.id AS id, x.topic AS topic, x.scope AS scope
ORDER BY toLower(topic), id

// name: create_want
// mode: write
// Something that a person looks for.
// param id: string
// param person: string, id
// param kind: string
// param text: string
// param said: date
// param role: string
// param industry: string
// param company: string
// param wanted_person: string, id; null for nobody in particular
// param scope: string
// param user: string, id
// param at: datetime
MATCH (u:User {id: $user})
MATCH (p:Person {id: $person})
MERGE (w:Want {id: $id})
SET w.kind = $kind, w.text = $text, w.said = $said, w.role = $role, w.industry = $industry,
  w.company = $company, w.scope = $scope
MERGE (p)-[:WANTS]->(w)
MERGE (u)-[a:ASSERTS]->(w)
SET a.at = $at
WITH w
MATCH (q:Person {id: $wanted_person})
MERGE (w)-[:WANTS_TO_MEET]->(q)

// name: create_expertise
// mode: write
// Something that a person can help with.
// param id: string
// param person: string, id
// param topic: string
// param scope: string
// param user: string, id
// param at: datetime
MATCH (u:User {id: $user})
MATCH (p:Person {id: $person})
MERGE (x:Expertise {id: $id})
SET x.topic = $topic, x.scope = $scope
MERGE (p)-[:KNOWS_ABOUT]->(x)
MERGE (u)-[a:ASSERTS]->(x)
SET a.at = $at
