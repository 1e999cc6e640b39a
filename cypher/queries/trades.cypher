// name: create_trade
// mode: write
// Keeps a proposed ring or chain: who sits where, and whom each brings the next one to.
// param id: string
// param seats: list<string>, ids of people
// param meets: list<string>, ids of people, of the seats that give, from seat 0 on
// param properties: map
UNWIND range(0, size($seats) - 1) AS place
MATCH (p:Person {id: $seats[place]})
MERGE (t:Trade {id: $id})
SET t += $properties
MERGE (t)-[:SEAT {place: place}]->(p)
WITH t, place
WHERE place < size($meets)
MATCH (q:Person {id: $meets[place]})
MERGE (t)-[:MEETS {place: place}]->(q)

// name: trades_of_user
// mode: read
// The rings and chains that a user proposed, newest first.
// param user: string, id
// param scopes: list<string>
// column properties: map
// column seats: list<string>, ids of people
// column meets: list<string>, ids of people
MATCH (t:Trade {created_by: $user})
WHERE t.scope IN $scopes
RETURN properties(t) AS properties,
  COLLECT { MATCH (t)-[s:SEAT]->(p:Person) WHERE p.scope IN $scopes RETURN p.id ORDER BY s.place } AS seats,
  COLLECT { MATCH (t)-[m:MEETS]->(q:Person) WHERE q.scope IN $scopes RETURN q.id ORDER BY m.place } AS meets
ORDER BY t.created_at DESC, t.id

// name: trade_of_link
// mode: read
// One ring or chain of any scope; only for who holds a link to it that we signed.
// param id: string
// column properties: map
// column seats: list<string>, ids of people
// column meets: list<string>, ids of people
MATCH (t:Trade {id: $id})
RETURN properties(t) AS properties,
  COLLECT { MATCH (t)-[s:SEAT]->(p:Person) RETURN p.id ORDER BY s.place } AS seats,
  COLLECT { MATCH (t)-[m:MEETS]->(q:Person) RETURN q.id ORDER BY m.place } AS meets

// name: set_trade
// mode: write
// Sets properties of a ring or chain.
// param id: string
// param properties: map
MATCH (t:Trade {id: $id})
SET t += $properties

// name: hold_trade
// mode: write
// Lets whoever else takes a step in the same ring or chain wait for this transaction.
// param id: string
MATCH (t:Trade {id: $id})
SET t.held = true
REMOVE t.held
