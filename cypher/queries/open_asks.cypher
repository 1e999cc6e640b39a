// name: put_open_ask
// mode: write
// Puts an ask before the team.
// param id: string
// param requester: string, id of a person
// param target: string, id of the person to reach, or null
// param properties: map
MATCH (by:Person {id: $requester})
MERGE (a:OpenAsk {id: $id})
SET a += $properties
MERGE (a)-[:BY]->(by)
WITH a
MATCH (t:Person {id: $target})
MERGE (a)-[:TO_REACH]->(t)

// name: open_asks
// mode: read
// The asks before the team that were not closed by hand, the one that ends first on top.
// param today: date
// column properties: map
// column requester: string, id of a person
// column target: string, id of a person, or null
MATCH (a:OpenAsk {state: 'open', scope: 'team'})-[:BY]->(by:Person {scope: 'team'})
WHERE a.until >= $today
OPTIONAL MATCH (a)-[:TO_REACH]->(t:Person {scope: 'team'})
RETURN properties(a) AS properties, by.id AS requester, t.id AS target
ORDER BY a.until, a.created_at, a.id

// name: set_open_ask
// mode: write
// Sets properties of an open ask of one requester; without a row there is none of theirs.
// param id: string
// param requester: string, id of a person
// param properties: map
// column id: string
MATCH (a:OpenAsk {id: $id})-[:BY]->(:Person {id: $requester})
SET a += $properties
RETURN a.id AS id

// name: put_help
// mode: write
// Keeps an offer of help between two colleagues.
// param id: string
// param helper: string, id of a person
// param receiver: string, id of a person
// param ask: string, id of an open ask, or null
// param about: string, id of a person, or null
// param properties: map
MATCH (by:Person {id: $helper}), (to:Person {id: $receiver})
MERGE (h:Help {id: $id})
SET h += $properties
MERGE (h)-[:BY]->(by)
MERGE (h)-[:TO]->(to)
WITH h
CALL (h) {
  MATCH (a:OpenAsk {id: $ask})
  MERGE (h)-[:ANSWERS]->(a)
}
CALL (h) {
  MATCH (t:Person {id: $about})
  MERGE (h)-[:TO_REACH]->(t)
}

// name: helps_of
// mode: read
// Offers of help by or to one person, the newest first.
// param person: string, id
// column properties: map
// column helper: string, id of a person
// column receiver: string, id of a person
// column ask: string, id of an open ask, or null
// column about: string, id of a person, or null
MATCH (h:Help)-[:BY]->(by:Person), (h)-[:TO]->(to:Person)
WHERE by.id = $person OR to.id = $person
OPTIONAL MATCH (h)-[:ANSWERS]->(a:OpenAsk)
OPTIONAL MATCH (h)-[:TO_REACH]->(t:Person {scope: 'team'})
RETURN properties(h) AS properties, by.id AS helper, to.id AS receiver, a.id AS ask, t.id AS about
ORDER BY h.at DESC, h.id

// name: set_help
// mode: write
// Sets properties of an offer of help to one person; without a row there is none to them.
// param id: string
// param receiver: string, id of a person
// param properties: map
// column id: string
MATCH (h:Help {id: $id})-[:TO]->(:Person {id: $receiver})
SET h += $properties
RETURN h.id AS id
