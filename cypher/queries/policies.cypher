// name: policies_of
// mode: read
// The rules of connectors, as far as any were set, of people whom the viewer may see.
// param people: list<string>, ids
// param scopes: list<string>
// column person: string, id
// column cap: integer, asks in a quarter
// column never: list<string>, names of companies
// column least: float, a probability
// column paused_until: date
// column batch_day: integer, 0 is Monday
// column channel: string
UNWIND $people AS id
MATCH (p:Person {id: id})
WHERE p.scope IN $scopes
RETURN p.id AS person, p['ask_cap'] AS cap, p['ask_never'] AS never, p['ask_least'] AS least,
  p['ask_paused_until'] AS paused_until, p['ask_batch_day'] AS batch_day, p['ask_channel'] AS channel

// name: set_policy
// mode: write
// Sets the rules of a connector; one that is null is removed.
// param person: string, id
// param properties: map
MATCH (p:Person {id: $person})
SET p += $properties

// name: introductions_made
// mode: read
// How many introductions people made for users of this graph since a day, as far as the viewer may see.
// param people: list<string>, ids
// param scopes: list<string>
// param since: date
// column person: string, id
// column made: integer
UNWIND $people AS id
MATCH (p:Person {id: id})-[:GAVE]->(f:Favor {kind: 'introduction'})-[:TO]->(b:Person)
WHERE p.scope IN $scopes AND f.scope IN $scopes AND b.scope IN $scopes AND f.day > $since
  AND EXISTS { (b)<-[:IS]-(:User) }
RETURN p.id AS person, count(f) AS made
