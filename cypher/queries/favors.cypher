// name: deeds_around
// mode: read
// Favors, gifts and promises from or to a person, or that name them, as far as the viewer may see, newest first.
// param person: string, id
// param scopes: list<string>
// param limit: integer
// column label: string, Favor, Gift or Promise
// column properties: map
// column giver: string, id of a person
// column receiver: string, id of a person
// column introduced: string, id of a person
// column on_behalf_of: string, id of a person
// column asked_by: string, id of a person
MATCH (p:Person {id: $person})-[:GAVE|PROMISED|TO|INTRODUCED|ON_BEHALF_OF|ASKED_BY]-(e:Favor|Gift|Promise)
WHERE p.scope IN $scopes AND e.scope IN $scopes
WITH DISTINCT e
MATCH (a:Person)-[:GAVE|PROMISED]->(e)-[:TO]->(b:Person)
WHERE a.scope IN $scopes AND b.scope IN $scopes
OPTIONAL MATCH (e)-[:INTRODUCED]->(i:Person WHERE i.scope IN $scopes)
OPTIONAL MATCH (e)-[:ON_BEHALF_OF]->(o:Person WHERE o.scope IN $scopes)
OPTIONAL MATCH (e)-[:ASKED_BY]->(k:Person WHERE k.scope IN $scopes)
RETURN labels(e)[0] AS label, properties(e) AS properties, a.id AS giver, b.id AS receiver,
  i.id AS introduced, o.id AS on_behalf_of, k.id AS asked_by
ORDER BY coalesce(e.day, e.due) DESC, e.id DESC
LIMIT $limit

// name: deeds_among_others
// mode: read
// Favors, gifts and promises between two other people, as far as the viewer may see, newest first.
// param me: string, id of the viewer's person
// param scopes: list<string>
// param person: string, id of one of the two, or null
// param kind: string, of a favor, or null
// param since: date, or null
// param until: date, or null
// param words: list<string>, each in small letters to be found in the text or a name
// param limit: integer
// column label: string, Favor, Gift or Promise
// column properties: map
// column giver: string, id of a person
// column receiver: string, id of a person
// column introduced: string, id of a person
// column on_behalf_of: string, id of a person
// column asked_by: string, id of a person
MATCH (a:Person)-[:GAVE|PROMISED]->(e:Favor|Gift|Promise)-[:TO]->(b:Person)
WHERE e.scope IN $scopes AND a.scope IN $scopes AND b.scope IN $scopes
  AND a.id <> $me AND b.id <> $me
  AND ($person IS NULL OR a.id = $person OR b.id = $person)
  AND ($kind IS NULL OR e.kind = $kind)
  AND ($since IS NULL OR coalesce(e.day, e.due) >= $since)
  AND ($until IS NULL OR coalesce(e.day, e.due) <= $until)
  AND all(word IN $words WHERE
    toLower(coalesce(e.note, e.what, '')) + ' ' + toLower(a.name) + ' ' + toLower(b.name) CONTAINS word)
WITH a, e, b
ORDER BY coalesce(e.day, e.due) DESC, e.id DESC
LIMIT $limit
OPTIONAL MATCH (e)-[:INTRODUCED]->(i:Person WHERE i.scope IN $scopes)
OPTIONAL MATCH (e)-[:ON_BEHALF_OF]->(o:Person WHERE o.scope IN $scopes)
OPTIONAL MATCH (e)-[:ASKED_BY]->(k:Person WHERE k.scope IN $scopes)
RETURN labels(e)[0] AS label, properties(e) AS properties, a.id AS giver, b.id AS receiver,
  i.id AS introduced, o.id AS on_behalf_of, k.id AS asked_by
ORDER BY coalesce(e.day, e.due) DESC, e.id DESC

// name: deed_by_id
// mode: read
// One favor, gift or promise, if the viewer may see it.
// param id: string
// param scopes: list<string>
// column label: string, Favor, Gift or Promise
// column properties: map
// column giver: string, id of a person
// column receiver: string, id of a person
// column introduced: string, id of a person
// column on_behalf_of: string, id of a person
// column asked_by: string, id of a person
CALL () {
  MATCH (e:Favor {id: $id}) RETURN e
  UNION
  MATCH (e:Gift {id: $id}) RETURN e
  UNION
  MATCH (e:Promise {id: $id}) RETURN e
}
MATCH (a:Person)-[:GAVE|PROMISED]->(e)-[:TO]->(b:Person)
WHERE e.scope IN $scopes AND a.scope IN $scopes AND b.scope IN $scopes
OPTIONAL MATCH (e)-[:INTRODUCED]->(i:Person WHERE i.scope IN $scopes)
OPTIONAL MATCH (e)-[:ON_BEHALF_OF]->(o:Person WHERE o.scope IN $scopes)
OPTIONAL MATCH (e)-[:ASKED_BY]->(k:Person WHERE k.scope IN $scopes)
RETURN labels(e)[0] AS label, properties(e) AS properties, a.id AS giver, b.id AS receiver,
  i.id AS introduced, o.id AS on_behalf_of, k.id AS asked_by

// name: write_favor
// mode: write
// Puts a favor in place exactly as given; when it was made and by whom stays.
// param id: string
// param scope: string
// param giver: string, id of a person
// param receiver: string, id of a person
// param introduced: string, id of a person, or null
// param on_behalf_of: string, id of a person, or null
// param asked_by: string, id of a person, or null
// param kind: string
// param size: string
// param day: date
// param note: string
// param evidence: string, or null
// param request: string, id of an introduction request, or null
// param thanked: date, or null
// param user: string, id of who logs it
// param at: datetime
MATCH (u:User {id: $user}), (a:Person {id: $giver}), (b:Person {id: $receiver})
MERGE (f:Favor {id: $id})
ON CREATE SET f.created_at = $at, f.created_by = $user
SET f.scope = $scope, f.kind = $kind, f.size = $size, f.day = $day, f.note = $note,
  f.evidence = $evidence, f.request = $request, f.thanked = $thanked
MERGE (u)-[s:ASSERTS]->(f)
ON CREATE SET s.at = $at
WITH f, a, b
CALL (f, a, b) {
  MATCH (f)-[r:GAVE|TO|INTRODUCED|ON_BEHALF_OF|ASKED_BY]-(p:Person)
  WHERE NOT ((type(r) = 'GAVE' AND p = a) OR (type(r) = 'TO' AND p = b)
    OR (type(r) = 'INTRODUCED' AND coalesce(p.id = $introduced, false))
    OR (type(r) = 'ON_BEHALF_OF' AND coalesce(p.id = $on_behalf_of, false))
    OR (type(r) = 'ASKED_BY' AND coalesce(p.id = $asked_by, false)))
  DELETE r
}
MERGE (a)-[:GAVE]->(f)
MERGE (f)-[:TO]->(b)
WITH f
CALL (f) {
  MATCH (i:Person {id: $introduced})
  MERGE (f)-[:INTRODUCED]->(i)
}
CALL (f) {
  MATCH (o:Person {id: $on_behalf_of})
  MERGE (f)-[:ON_BEHALF_OF]->(o)
}
CALL (f) {
  MATCH (k:Person {id: $asked_by})
  MERGE (f)-[:ASKED_BY]->(k)
}

// name: write_gift
// mode: write
// Puts a gift in place exactly as given; when it was made and by whom stays.
// param id: string
// param scope: string
// param giver: string, id of a person
// param receiver: string, id of a person
// param what: string
// param day: date
// param user: string, id of who logs it
// param at: datetime
MATCH (u:User {id: $user}), (a:Person {id: $giver}), (b:Person {id: $receiver})
MERGE (g:Gift {id: $id})
ON CREATE SET g.created_at = $at, g.created_by = $user
SET g.scope = $scope, g.what = $what, g.day = $day
MERGE (u)-[s:ASSERTS]->(g)
ON CREATE SET s.at = $at
WITH g, a, b
CALL (g, a, b) {
  MATCH (g)-[r:GAVE|TO]-(p:Person)
  WHERE NOT ((type(r) = 'GAVE' AND p = a) OR (type(r) = 'TO' AND p = b))
  DELETE r
}
MERGE (a)-[:GAVE]->(g)
MERGE (g)-[:TO]->(b)

// name: write_promise
// mode: write
// Puts a promise in place exactly as given; when it was logged and by whom stays.
// param id: string
// param scope: string
// param owner: string, id of a person
// param to: string, id of a person
// param what: string
// param due: date
// param made: date
// param state: string
// param user: string, id of who logs it
// param at: datetime
MATCH (u:User {id: $user}), (a:Person {id: $owner}), (b:Person {id: $to})
MERGE (q:Promise {id: $id})
ON CREATE SET q.created_at = $at, q.created_by = $user
SET q.scope = $scope, q.what = $what, q.due = $due, q.made = $made, q.state = $state
MERGE (u)-[s:ASSERTS]->(q)
ON CREATE SET s.at = $at
WITH q, a, b
CALL (q, a, b) {
  MATCH (q)-[r:PROMISED|TO]-(p:Person)
  WHERE NOT ((type(r) = 'PROMISED' AND p = a) OR (type(r) = 'TO' AND p = b))
  DELETE r
}
MERGE (a)-[:PROMISED]->(q)
MERGE (q)-[:TO]->(b)

// name: deeds_written
// mode: read
// Which of the ids belong to favors, gifts or promises that exist already.
// param ids: list<string>
// column id: string
UNWIND $ids AS id
CALL (id) {
  MATCH (e:Favor {id: id}) RETURN e
  UNION
  MATCH (e:Gift {id: id}) RETURN e
  UNION
  MATCH (e:Promise {id: id}) RETURN e
}
RETURN e.id AS id

// name: names_by_words
// mode: read
// Names of people whom the viewer sees that hold the words of one of the texts, at most fifty a text.
// param texts: list<string>, each plain lower-case words joined by AND
// param scopes: list<string>
// column name: string
UNWIND $texts AS text
CALL (text) {
  CALL db.index.fulltext.queryNodes('person_names', text) YIELD node
  WITH DISTINCT node.name AS name, node.scope AS scope
  WHERE scope IN $scopes
  RETURN name
  ORDER BY name
  LIMIT 50
}
RETURN DISTINCT name
ORDER BY name
