// name: create_round
// mode: write
// Keeps a reciprocity round and who takes part.
// param id: string
// param members: list<string>, ids of people
// param properties: map
UNWIND range(0, size($members) - 1) AS place
MATCH (p:Person {id: $members[place]})
MERGE (r:Round {id: $id})
SET r += $properties
MERGE (r)-[:MEMBER {place: place}]->(p)

// name: rounds_of_user
// mode: read
// The rounds that a user runs, newest first.
// param user: string, id
// param scopes: list<string>
// column properties: map
// column members: list<string>, ids of people
MATCH (r:Round {created_by: $user})
WHERE r.scope IN $scopes
RETURN properties(r) AS properties,
  COLLECT { MATCH (r)-[m:MEMBER]->(p:Person) WHERE p.scope IN $scopes RETURN p.id ORDER BY m.place } AS members
ORDER BY r.created_at DESC, r.id

// name: round_of_link
// mode: read
// One round of any scope; only for who holds a link to it that we signed.
// param id: string
// column properties: map
// column members: list<string>, ids of people
MATCH (r:Round {id: $id})
RETURN properties(r) AS properties,
  COLLECT { MATCH (r)-[m:MEMBER]->(p:Person) RETURN p.id ORDER BY m.place } AS members

// name: set_round
// mode: write
// Sets properties of a round.
// param id: string
// param properties: map
MATCH (r:Round {id: $id})
SET r += $properties

// name: hold_round
// mode: write
// Lets whoever else says something in the same round wait for this transaction.
// param id: string
MATCH (r:Round {id: $id})
SET r.held = true
REMOVE r.held
