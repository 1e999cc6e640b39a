// name: put_share
// mode: write
// Keeps what somebody shares, with whom, and whom it is about.
// param id: string
// param sharer: string, id of a person
// param people: list<string>, ids of those it is for; empty when it is for the team
// param contact: string, id of the person shared, or null
// param properties: map
MATCH (by:Person {id: $sharer})
MERGE (s:Share {id: $id})
SET s += $properties
MERGE (s)-[:BY]->(by)
WITH s
CALL (s) {
  UNWIND $people AS id
  MATCH (p:Person {id: id})
  MERGE (s)-[:FOR]->(p)
}
CALL (s) {
  MATCH (c:Person {id: $contact})
  MERGE (s)-[:OF]->(c)
}

// name: set_share
// mode: write
// Sets properties of a share of one user's own; without a row there is none of theirs.
// param id: string
// param user: string, id
// param properties: map
// column id: string
MATCH (s:Share {id: $id, created_by: $user})
SET s += $properties
RETURN s.id AS id

// name: set_share_people
// mode: write
// Says for whom a share of one user's own is, those and nobody else; without a row there is none.
// param id: string
// param user: string, id
// param people: list<string>, ids
// column id: string
MATCH (s:Share {id: $id, created_by: $user})
CALL (s) {
  MATCH (s)-[f:FOR]->(p:Person)
  WHERE NOT p.id IN $people
  DELETE f
}
CALL (s) {
  UNWIND $people AS id
  MATCH (p:Person {id: id})
  MERGE (s)-[:FOR]->(p)
}
RETURN s.id AS id

// name: share_of_link
// mode: read
// One share of any scope; only for who holds a link to it that we signed, for a word of thanks.
// param id: string
// column properties: map
// column sharer: string, id of a person
// column people: list<string>, ids of those it is for
// column contact: string, id of the person shared, or null
// column thanks: list<map> of person and at
MATCH (s:Share {id: $id})-[:BY]->(by:Person)
RETURN properties(s) AS properties, by.id AS sharer,
  COLLECT {
    MATCH (s)-[:FOR]->(p:Person) WHERE p <> by
    RETURN DISTINCT p.id AS id ORDER BY id
  } AS people,
  head(COLLECT { MATCH (s)-[:OF]->(c:Person) RETURN c.id }) AS contact,
  COLLECT {
    MATCH (s)<-[t:THANKED]-(p:Person) WHERE p <> by
    WITH p, min(t.at) AS at
    RETURN {person: p.id, at: at} AS thanks ORDER BY thanks.at, thanks.person
  } AS thanks

// name: thank_for_share
// mode: write
// Keeps that a share helped somebody.
// param id: string
// param person: string, id
// param at: datetime
MATCH (s:Share {id: $id}), (p:Person {id: $person})
MERGE (p)-[t:THANKED]->(s)
SET t.at = $at

// name: shares_seen
// mode: read
// Shares that a viewer sees (the team's, their own, those for them) and that fit, newest first.
// param id: string, one share; null for all
// param viewer: string, id of the viewer's person
// param scopes: list<string>
// param kind: string; null for every kind
// param text: string, in small letters; empty for any
// param person: string, id of somebody who shared it or whom it is for; null for anybody
// param limit: integer
// column properties: map
// column sharer: string, id of a person
// column people: list<string>, ids of those it is for
// column contact: string, id of the person shared, or null
// column thanks: list<map> of person and at
CALL () {
  MATCH (s:Share)
  WHERE s.scope IN $scopes
  RETURN s
  UNION
  MATCH (s:Share)-[:FOR]->(:Person {id: $viewer})
  RETURN s
}
MATCH (s)-[:BY]->(by:Person)
WHERE ($id IS NULL OR s.id = $id)
  AND ($kind IS NULL OR s.kind = $kind)
  AND ($text = '' OR toLower(s.text) CONTAINS $text OR toLower(s.link) CONTAINS $text
    OR toLower(by.name) CONTAINS $text)
  AND ($person IS NULL OR by.id = $person OR EXISTS { (s)-[:FOR]->(:Person {id: $person}) })
WITH s, by
ORDER BY s.created_at DESC, s.id
LIMIT $limit
RETURN properties(s) AS properties, by.id AS sharer,
  COLLECT {
    MATCH (s)-[:FOR]->(p:Person) WHERE p <> by
    RETURN DISTINCT p.id AS id ORDER BY id
  } AS people,
  head(COLLECT { MATCH (s)-[:OF]->(c:Person) RETURN c.id }) AS contact,
  COLLECT {
    MATCH (s)<-[t:THANKED]-(p:Person) WHERE p <> by
    WITH p, min(t.at) AS at
    RETURN {person: p.id, at: at} AS thanks ORDER BY thanks.at, thanks.person
  } AS thanks
ORDER BY s.created_at DESC, s.id

// name: shares_skipped
// mode: read
// Which shares a user has put aside on their first page.
// param user: string, id
// column share: string, id
MATCH (c:Check {scope: $user})
WHERE c.about STARTS WITH 'share '
RETURN substring(c.about, 6) AS share
ORDER BY share
