// name: write_give_choice
// mode: write
// Keeps what a user made of an idea of giving; a later choice about the same idea takes its place.
// param id: string
// param idea: string
// param person: string, id
// param want: string, id
// param kind: string
// param choice: string
// param day: date
// param user: string, id; the choice is theirs alone
MATCH (p:Person {id: $person})
MERGE (c:GiveChoice {id: $id})
SET c.scope = $user, c.idea = $idea, c.want = $want, c.kind = $kind, c.choice = $choice,
  c.day = $day
MERGE (c)-[:ABOUT]->(p)

// name: give_choices_of_user
// mode: read
// What a user made of ideas of giving so far.
// param user: string, id
// param scopes: list<string>
// column idea: string
// column person: string, id
// column want: string, id
// column kind: string
// column choice: string
// column day: date
MATCH (c:GiveChoice {scope: $user})-[:ABOUT]->(p:Person)
WHERE p.scope IN $scopes
RETURN c.idea AS idea, p.id AS person, c.want AS want, c.kind AS kind, c.choice AS choice,
  c.day AS day
ORDER BY day, idea

// name: colleagues_who_want
// mode: read
// People who work where one of the given people works now and who look for something.
// param people: list<string>, ids
// param scopes: list<string>
// param today: date
// column person: string, id of one of the given
// column colleague: string, id
UNWIND $people AS id
MATCH (p:Person {id: id})-[:HOLDS]->(e:Employment)-[:AT]->(c:Company)<-[:AT]-(f:Employment)<-[:HOLDS]-(q:Person)
WHERE p.scope IN $scopes AND q.scope IN $scopes AND c.scope IN $scopes
  AND e.scope IN $scopes AND f.scope IN $scopes AND p <> q
  AND coalesce(e.ended >= $today, true) AND coalesce(f.ended >= $today, true)
  AND EXISTS { MATCH (q)-[:WANTS]->(w:Want) WHERE w.scope IN $scopes }
RETURN DISTINCT p.id AS person, q.id AS colleague
ORDER BY person, colleague

// name: renew_want
// mode: write
// Says that somebody looks for the same still.
// param id: string
// param said: date
MATCH (w:Want {id: $id})
SET w.said = $said
