// name: put_ask
// mode: write
// Puts an ask in place.
// param id: string
// param asker: string, id of a person
// param asked: string, id of a person
// param properties: map
MATCH (by:Person {id: $asker}), (to:Person {id: $asked})
MERGE (a:Ask {id: $id})
SET a += $properties
MERGE (a)-[:BY]->(by)
MERGE (a)-[:TO]->(to)

// name: asks_of
// mode: read
// The asks of a user's own, and those to the person they are, the newest first.
// param by: string, id of the user
// param person: string, id of the user's person
// column properties: map
// column asker: string, id of a person
// column asked: string, id of a person
MATCH (a:Ask)-[:BY]->(by:Person), (a)-[:TO]->(to:Person)
WHERE a.created_by = $by OR to.id = $person
RETURN properties(a) AS properties, by.id AS asker, to.id AS asked
ORDER BY a.asked_at DESC, a.id

// name: ask_of_link
// mode: read
// One ask; only for who holds a link to it that we signed, or is one of the two.
// param id: string
// column properties: map
// column asker: string, id of a person
// column asked: string, id of a person
MATCH (a:Ask {id: $id})-[:BY]->(by:Person), (a)-[:TO]->(to:Person)
RETURN properties(a) AS properties, by.id AS asker, to.id AS asked

// name: hold_ask
// mode: write
// Lets whoever else writes about an ask wait for this transaction.
// param id: string
MATCH (a:Ask {id: $id})
SET a.held = true
REMOVE a.held
