// name: replies
// mode: read
// The answers by mail in one scope, newest first; perhaps only those to one thing or of one import.
// param scope: string, a user's own
// param about: string, id of what is answered, or null for all
// param batch: string, id of an import, or null for all
// column properties: map
MATCH (r:Reply {scope: $scope})
WHERE ($about IS NULL OR r['about'] = $about)
  AND ($batch IS NULL OR EXISTS { (:ImportBatch {id: $batch})-[:ASSERTS]->(r) })
RETURN properties(r) AS properties
ORDER BY r['at'] DESC, r.id

// name: replies_known
// mode: read
// Which of these answers are known already in one scope.
// param ids: list<string>
// param scope: string
// column id: string
UNWIND $ids AS id
MATCH (r:Reply {id: id})
WHERE r.scope = $scope
RETURN r.id AS id

// name: import_replies
// mode: write
// New answers to what a user asked, said by an import; of what is not theirs nothing is written.
// param batch: string, id
// param rows: list<map> of id, about, matter, writer, sender, at, words and line
// param scope: string, the importing user's own
// param user: string, id
// param at: datetime
MATCH (b:ImportBatch {id: $batch})
UNWIND $rows AS row
MATCH (f:IntroRequest|Ask {id: row.about})
WHERE f.created_by = $user
MERGE (r:Reply {id: row.id})
ON CREATE SET r.scope = $scope, r.about = row.about, r.matter = row.matter, r.writer = row.writer,
  r.sender = row.sender, r.at = row.at, r.words = row.words, r.noted_at = $at,
  r.created_by = $user
MERGE (b)-[a:ASSERTS]->(r)
SET a.line = row.line
MERGE (r)-[:ANSWERS]->(f)

// name: addresses_of_people
// mode: read
// The e-mail addresses of people, as far as some scopes say.
// param ids: list<string>
// param scopes: list<string>
// column person: string, id
// column address: string
UNWIND $ids AS id
MATCH (p:Person {id: id})-[:HAS]->(k:ContactPoint {channel: 'email'})
WHERE p.scope IN $scopes AND k.scope IN $scopes
RETURN id AS person, k.value AS address
ORDER BY person, address
