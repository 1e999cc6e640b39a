// name: notes_about_person
// mode: read
// The notes about a person that the viewer sees, newest first.
// param person: string, id
// param scopes: list<string>
// column id: string
// column text: string
// column at: datetime
// column by: string, id of the user
// column who: string, name of the user
// column scope: string
MATCH (p:Person {id: $person})<-[:ABOUT]-(n:Note)
WHERE p.scope IN $scopes AND n.scope IN $scopes
OPTIONAL MATCH (u:User {id: n.by})
RETURN n.id AS id, n.text AS text, n.at AS at, n.by AS by, u.name AS who, n.scope AS scope
ORDER BY at DESC, id

// name: create_note
// mode: write
// A note about a person.
// param id: string
// param person: string, id
// param text: string
// param scope: string
// param user: string, id
// param at: datetime
MATCH (u:User {id: $user})
MATCH (p:Person {id: $person})
MERGE (n:Note {id: $id})
SET n.text = $text, n.at = $at, n.by = $user, n.scope = $scope
MERGE (n)-[:ABOUT]->(p)
MERGE (u)-[a:ASSERTS]->(n)
SET a.at = $at
