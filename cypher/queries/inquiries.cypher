// name: put_inquiry
// mode: write
// Puts in place that somebody asks what would help somebody.
// param id: string
// param asker: string, id of a person
// param asked: string, id of a person
// param properties: map
MATCH (by:Person {id: $asker}), (to:Person {id: $asked})
MERGE (i:Inquiry {id: $id})
SET i += $properties
MERGE (i)-[:BY]->(by)
MERGE (i)-[:TO]->(to)

// name: inquiries_of_user
// mode: read
// What a user asked of people whom they see, newest first; perhaps only of one person.
// param user: string, id
// param scopes: list<string>
// param person: string, id; null for everybody
// column properties: map
// column asker: string, id of a person
// column asked: string, id of a person
MATCH (i:Inquiry {scope: $user})-[:TO]->(to:Person), (i)-[:BY]->(by:Person)
WHERE to.scope IN $scopes AND ($person IS NULL OR to.id = $person)
RETURN properties(i) AS properties, by.id AS asker, to.id AS asked
ORDER BY i.asked_at DESC, i.id

// name: inquiry_of_link
// mode: read
// One inquiry; only for who holds a link to it that we signed.
// param id: string
// column properties: map
// column asker: string, id of a person
// column asked: string, id of a person
MATCH (i:Inquiry {id: $id})-[:BY]->(by:Person), (i)-[:TO]->(to:Person)
RETURN properties(i) AS properties, by.id AS asker, to.id AS asked

// name: hold_inquiry
// mode: write
// Lets whoever else writes about an inquiry wait for this transaction.
// param id: string
MATCH (i:Inquiry {id: $id})
SET i.held = true
REMOVE i.held
