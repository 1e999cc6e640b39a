// name: evidence_in_scopes
// mode: read
// All evidence of the given scopes, favors not included.
// param scopes: list<string>, of the facts
// param people: list<string>, scopes of the people
// column actor: string, id of a person
// column other: string, id of a person
// column kind: string
// column days: list<date>
// column counts: list<float>
// column since: date
// column until: date
// column weight: float
// column label: string, the name of the board, company or school
MATCH (e:Evidence)
USING INDEX e:Evidence(scope)
WHERE e.scope IN $scopes
MATCH (a:Person)-[:DID]->(e)-[:TOWARDS]->(b:Person)
WHERE a.scope IN $people AND b.scope IN $people
RETURN a.id AS actor, b.id AS other, e.kind AS kind, e.days AS days, e.counts AS counts,
  e.since AS since, e.until AS until, e.weight AS weight, e.label AS label

// name: evidence_of_pairs
// mode: read
// The evidence of the given scopes between the given pairs, favors not included.
// param pairs: list<list<string>>, two ids of people each
// param scopes: list<string>, of the facts
// param people: list<string>, scopes of the people
// column actor: string, id of a person
// column other: string, id of a person
// column kind: string
// column days: list<date>
// column counts: list<float>
// column since: date
// column until: date
// column weight: float
// column label: string, the name of the board, company or school
UNWIND $pairs AS pair
WITH pair[0] AS id, collect(pair[1]) AS others
MATCH (one:Person {id: id})
WHERE one.scope IN $people
CALL (one, others) {
  MATCH (one)-[:DID]->(e:Evidence)-[:TOWARDS]->(two:Person)
  WHERE two.id IN others AND e.scope IN $scopes AND two.scope IN $people
  RETURN one AS a, e, two AS b
  UNION ALL
  MATCH (one)<-[:TOWARDS]-(e:Evidence)<-[:DID]-(two:Person)
  WHERE two.id IN others AND e.scope IN $scopes AND two.scope IN $people
  RETURN two AS a, e, one AS b
}
RETURN a.id AS actor, b.id AS other, e.kind AS kind, e.days AS days, e.counts AS counts,
  e.since AS since, e.until AS until, e.weight AS weight, e.label AS label

// name: favors_in_scopes
// mode: read
// All favors of the given scopes.
// param scopes: list<string>, of the facts
// param people: list<string>, scopes of the people
// column id: string
// column giver: string, id of a person
// column receiver: string, id of a person
// column kind: string
// column size: string
// column day: date
// column note: string
// column introduced: string, id of a person
// column on_behalf_of: string, id of a person
MATCH (f:Favor)
USING INDEX f:Favor(scope)
WHERE f.scope IN $scopes
MATCH (a:Person)-[:GAVE]->(f)-[:TO]->(b:Person)
WHERE a.scope IN $people AND b.scope IN $people
OPTIONAL MATCH (f)-[:INTRODUCED]->(i:Person WHERE i.scope IN $people)
OPTIONAL MATCH (f)-[:ON_BEHALF_OF]->(o:Person WHERE o.scope IN $people)
RETURN f.id AS id, a.id AS giver, b.id AS receiver, f.kind AS kind, f.size AS size, f.day AS day,
  f.note AS note, i.id AS introduced, o.id AS on_behalf_of

// name: favors_of_pairs
// mode: read
// The favors of the given scopes between the given pairs.
// param pairs: list<list<string>>, two ids of people each
// param scopes: list<string>, of the facts
// param people: list<string>, scopes of the people
// column id: string
// column giver: string, id of a person
// column receiver: string, id of a person
// column kind: string
// column size: string
// column day: date
// column note: string
// column introduced: string, id of a person
// column on_behalf_of: string, id of a person
UNWIND $pairs AS pair
WITH pair[0] AS id, collect(pair[1]) AS others
MATCH (one:Person {id: id})
WHERE one.scope IN $people
CALL (one, others) {
  MATCH (one)-[:GAVE]->(f:Favor)-[:TO]->(two:Person)
  WHERE two.id IN others AND f.scope IN $scopes AND two.scope IN $people
  RETURN one AS a, f, two AS b
  UNION ALL
  MATCH (one)<-[:TO]-(f:Favor)<-[:GAVE]-(two:Person)
  WHERE two.id IN others AND f.scope IN $scopes AND two.scope IN $people
  RETURN two AS a, f, one AS b
}
OPTIONAL MATCH (f)-[:INTRODUCED]->(i:Person WHERE i.scope IN $people)
OPTIONAL MATCH (f)-[:ON_BEHALF_OF]->(o:Person WHERE o.scope IN $people)
RETURN f.id AS id, a.id AS giver, b.id AS receiver, f.kind AS kind, f.size AS size, f.day AS day,
  f.note AS note, i.id AS introduced, o.id AS on_behalf_of

// name: favor_partners
// mode: read
// With whom people exchanged favors, in either direction, up to a day.
// param ids: list<string>, the people
// param scopes: list<string>, of the favors and of everybody
// param day: date
// column person: string, id
// column partners: list<string>, ids, without order
UNWIND $ids AS id
MATCH (p:Person {id: id})-[:GAVE|TO]-(f:Favor)-[:GAVE|TO]-(q:Person)
WHERE f.scope IN $scopes AND p.scope IN $scopes AND q.scope IN $scopes AND f.day <= $day
RETURN id AS person, collect(DISTINCT q.id) AS partners

// name: warmth_in_scopes
// mode: read
// All gifts of the given scopes, and the promises that were not kept.
// param scopes: list<string>, of the facts
// param people: list<string>, scopes of the people
// column label: string, Gift or Promise
// column id: string
// column giver: string, id of a person
// column receiver: string, id of a person
// column day: date, when it was given or due
MATCH (a:Person)-[:GAVE|PROMISED]->(e:Gift|Promise)-[:TO]->(b:Person)
WHERE e.scope IN $scopes AND a.scope IN $people AND b.scope IN $people
  AND (e:Gift OR e['state'] = 'broken')
RETURN labels(e)[0] AS label, e.id AS id, a.id AS giver, b.id AS receiver,
  coalesce(e['day'], e['due']) AS day

// name: warmth_of_pairs
// mode: read
// The gifts of the given scopes between the given pairs, and the promises that were not kept.
// param pairs: list<list<string>>, two ids of people each
// param scopes: list<string>, of the facts
// param people: list<string>, scopes of the people
// column label: string, Gift or Promise
// column id: string
// column giver: string, id of a person
// column receiver: string, id of a person
// column day: date, when it was given or due
UNWIND $pairs AS pair
WITH pair[0] AS id, collect(pair[1]) AS others
MATCH (one:Person {id: id})
WHERE one.scope IN $people
CALL (one, others) {
  MATCH (one)-[:GAVE|PROMISED]->(e:Gift|Promise)-[:TO]->(two:Person)
  WHERE two.id IN others AND e.scope IN $scopes AND two.scope IN $people
  RETURN one AS a, e, two AS b
  UNION ALL
  MATCH (one)<-[:TO]-(e:Gift|Promise)<-[:GAVE|PROMISED]-(two:Person)
  WHERE two.id IN others AND e.scope IN $scopes AND two.scope IN $people
  RETURN two AS a, e, one AS b
}
WITH a, e, b
WHERE e:Gift OR e['state'] = 'broken'
RETURN labels(e)[0] AS label, e.id AS id, a.id AS giver, b.id AS receiver,
  coalesce(e['day'], e['due']) AS day

// name: drop_all_ties
// mode: write
// Removes every derived tie.
MATCH (:Person)-[t:TIE]->(:Person)
DELETE t

// name: drop_ties_of_pairs
// mode: write
// Removes the derived ties between the given pairs, both directions.
// param pairs: list<list<string>>, two ids of people each
UNWIND $pairs AS pair
WITH pair[0] AS id, collect(pair[1]) AS others
MATCH (:Person {id: id})-[t:TIE]-(two:Person)
WHERE two.id IN others
DELETE t

// name: write_ties
// mode: write
// Writes derived ties; there are none between these people in these directions yet.
// param ties: list<map> of of, towards, strength, low, high, grade, last_contact, sums, more and turns
// param as_of: date, the day the strengths are of
UNWIND $ties AS tie
MATCH (a:Person {id: tie.of}), (b:Person {id: tie.towards})
CREATE (a)-[t:TIE]->(b)
SET t.strength = tie.strength, t.low = tie.low, t.high = tie.high, t.grade = tie.grade,
  t.last_contact = tie.last_contact, t.as_of = $as_of, t.sums = tie.sums, t.more = tie.more,
  t.turns = tie.turns

// name: people_of_team
// mode: read
// Everybody whom the whole team may see, in the order in which the graph keeps them.
// column ids: list<string>
MATCH (p:Person)
WHERE p.scope = 'team'
RETURN collect(p.id) AS ids

// name: ties_in_block
// mode: read
// The packed sums of a block of all ties, in the order in which the graph keeps them.
// param skip: integer
// param limit: integer
// column ties: integer, how many the block holds
// column sums: list<bytes>
// column more: list<bytes>, of the ties with periods or favors
MATCH ()-[t:TIE]->()
WITH t
SKIP $skip
LIMIT $limit
RETURN count(t) AS ties, collect(t.sums) AS sums, collect(t.more) AS more

// name: ties_of_people
// mode: read
// The packed sums of all ties that these people have with others.
// param ids: list<string>
// column sums: list<bytes>
// column more: list<bytes>, of the ties with periods or favors
UNWIND $ids AS id
MATCH (:Person {id: id})-[t:TIE]->()
RETURN collect(t.sums) AS sums, collect(t.more) AS more

// name: ties_of_pairs
// mode: read
// The packed sums of the ties between the given pairs, both directions.
// param pairs: list<list<string>>, two ids of people each
// column sums: list<bytes>
// column more: list<bytes>, of the ties with periods or favors
UNWIND $pairs AS pair
WITH pair[0] AS id, collect(pair[1]) AS others
MATCH (:Person {id: id})-[t:TIE]-(two:Person)
WHERE two.id IN others
RETURN collect(t.sums) AS sums, collect(t.more) AS more

// name: turning_ties
// mode: read
// Pairs whose ties change on a day to come without a write, as their evidence says so.
// column one: string, id of a person
// column other: string, id of a person
// column turns: date
MATCH (one:Person)-[t:TIE]->(other:Person)
WHERE t.turns IS NOT NULL AND one.id < other.id AND one.scope = 'team' AND other.scope = 'team'
RETURN one.id AS one, other.id AS other, t.turns AS turns

// name: turning_ties_of_pairs
// mode: read
// Those of the given pairs whose ties change on a day to come without a write.
// param pairs: list<list<string>>, two ids of people each, the smaller first
// column one: string, id of a person
// column other: string, id of a person
// column turns: date
UNWIND $pairs AS pair
MATCH (one:Person {id: pair[0]})-[t:TIE]->(other:Person {id: pair[1]})
WHERE t.turns IS NOT NULL AND one.scope = 'team' AND other.scope = 'team'
RETURN one.id AS one, other.id AS other, t.turns AS turns

// name: raise_revision
// mode: write
// Tells every reader that a scope has changed; whoever raises it next waits for this transaction.
// param scope: string
MERGE (r:Revision {scope: $scope})
SET r.number = coalesce(r.number, 0) + 1
SET r.mark = substring(randomUUID(), 0, 13)
SET r.marks = (coalesce(r.marks, []) + (r.number + ' ' + r.mark))[-500..]

// name: revision_mark
// mode: read
// In which state the ties of a scope are.
// param scope: string
// column number: integer, how often they have changed
// column mark: string, of this state alone, in whichever database
MATCH (r:Revision {scope: $scope})
RETURN r.number AS number, coalesce(r.mark, '') AS mark

// name: revision_marks
// mode: read
// In which states the ties of a scope were lately.
// param scope: string
// column marks: list<string>, number and mark each, separated by a space
MATCH (r:Revision {scope: $scope})
RETURN coalesce(r.marks, []) AS marks

// name: tell_changed_pairs
// mode: write
// Says of which pairs the ties have changed at the present revision, as far as these are few.
// param scope: string
// param pairs: list<list<string>>, two ids of people each; null when there are too many to tell
MATCH (r:Revision {scope: $scope})
SET r.recent = CASE
    WHEN $pairs IS NULL THEN []
    ELSE (coalesce(r.recent, []) + [p IN $pairs | r.number + ' ' + p[0] + ' ' + p[1]])[-500..]
  END,
  r.known_since = CASE WHEN $pairs IS NULL THEN r.number ELSE coalesce(r.known_since, 0) END
SET r.known_since = CASE
    WHEN size(r.recent) < 500 THEN r.known_since
    ELSE toInteger(split(r.recent[0], ' ')[0])
  END

// name: changed_pairs
// mode: read
// Between whom the ties of a scope have changed lately.
// param scope: string
// column known_since: integer, the revision after which every change is told
// column recent: list<string>, revision and two ids of people each, separated by spaces
MATCH (r:Revision {scope: $scope})
RETURN coalesce(r.known_since, r.number) AS known_since, coalesce(r.recent, []) AS recent

// name: revisions
// mode: read
// How often the ties of the given scopes have changed.
// param scopes: list<string>
// column scope: string
// column number: integer
MATCH (r:Revision)
WHERE r.scope IN $scopes
RETURN r.scope AS scope, r.number AS number
