// name: create_draft_request
// mode: write
// Keeps an introduction request as a draft: who asks whom to reach which person, and by which way.
// param id: string
// param scope: string
// param by: string, id of the requester's person
// param via: string, id of the connector
// param target: string, id of the person to reach
// param people: list<string>, ids of the people in order of the path
// param purpose: string
// param offer: string, what was to be given first, in words
// param probability: float
// param answer_by: date, by when an answer is hoped for
// param at: datetime
// param user: string
MATCH (by:Person {id: $by}), (via:Person {id: $via}), (target:Person {id: $target})
MERGE (r:IntroRequest {id: $id})
SET r.scope = $scope, r.state = 'draft', r.purpose = $purpose, r.offer = $offer,
  r.probability = $probability, r.people = $people, r.answer_by = $answer_by, r.created_at = $at,
  r.created_by = $user
MERGE (r)-[:BY]->(by)
MERGE (r)-[:VIA]->(via)
MERGE (r)-[:TO_REACH]->(target)

// name: requests_of_user
// mode: read
// The introduction requests that a user made, newest first.
// param user: string
// param scopes: list<string>
// column properties: map
// column requester: string, id of a person
// column connector: string, id of a person
// column target: string, id of a person
MATCH (r:IntroRequest {created_by: $user})
WHERE r.scope IN $scopes
MATCH (r)-[:BY]->(by:Person WHERE by.scope IN $scopes)
MATCH (r)-[:VIA]->(via:Person WHERE via.scope IN $scopes)
MATCH (r)-[:TO_REACH]->(target:Person WHERE target.scope IN $scopes)
RETURN properties(r) AS properties, by.id AS requester, via.id AS connector, target.id AS target
ORDER BY r.created_at DESC, r.id

// name: requests_in_scopes
// mode: read
// The introduction requests of some scopes that reach a person, go by one, or are in a state.
// param scopes: list<string>
// param targets: list<string>, ids of people, or null for any
// param connectors: list<string>, ids of people, or null for any
// param states: list<string>
// column properties: map
// column requester: string, id of a person
// column connector: string, id of a person
// column target: string, id of a person
MATCH (r:IntroRequest)
WHERE r.state IN $states AND r.scope IN $scopes
MATCH (r)-[:BY]->(by:Person WHERE by.scope IN $scopes)
MATCH (r)-[:VIA]->(via:Person WHERE via.scope IN $scopes)
MATCH (r)-[:TO_REACH]->(target:Person WHERE target.scope IN $scopes)
WHERE ($targets IS NULL OR target.id IN $targets)
  AND ($connectors IS NULL OR via.id IN $connectors)
RETURN properties(r) AS properties, by.id AS requester, via.id AS connector, target.id AS target
ORDER BY r.created_at DESC, r.id

// name: requests_made_last
// mode: read
// The newest introduction requests of some scopes that are no drafts, whatever became of them.
// param scopes: list<string>
// param most: integer
// column properties: map
// column requester: string, id of a person
// column connector: string, id of a person
// column target: string, id of a person
MATCH (r:IntroRequest)
WHERE r.scope IN $scopes AND r.state <> 'draft'
WITH r
ORDER BY r.created_at DESC, r.id
LIMIT $most
MATCH (r)-[:BY]->(by:Person WHERE by.scope IN $scopes)
MATCH (r)-[:VIA]->(via:Person WHERE via.scope IN $scopes)
MATCH (r)-[:TO_REACH]->(target:Person WHERE target.scope IN $scopes)
RETURN properties(r) AS properties, by.id AS requester, via.id AS connector, target.id AS target
ORDER BY r.created_at DESC, r.id

// name: requests_to_approve
// mode: read
// The drafts whose writer asked a user to look at them first; only team people are in these.
// param approver: string, id of a user
// column properties: map
// column requester: string, id of a person
// column connector: string, id of a person
// column target: string, id of a person
MATCH (r:IntroRequest {state: 'draft'})
WHERE r['approver'] = $approver
MATCH (r)-[:BY]->(by:Person {scope: 'team'})
MATCH (r)-[:VIA]->(via:Person {scope: 'team'})
MATCH (r)-[:TO_REACH]->(target:Person {scope: 'team'})
RETURN properties(r) AS properties, by.id AS requester, via.id AS connector, target.id AS target
ORDER BY r.created_at DESC, r.id

// name: requests_queued
// mode: read
// The team's drafts that wait for their turn to reach somebody, the longest waiting first.
// param targets: list<string>, ids of people, or null for any
// param since: datetime
// column properties: map
// column requester: string, id of a person
// column connector: string, id of a person
// column target: string, id of a person
MATCH (r:IntroRequest {state: 'draft', scope: 'team'})
WHERE r['queued_at'] > $since
MATCH (r)-[:BY]->(by:Person {scope: 'team'})
MATCH (r)-[:VIA]->(via:Person {scope: 'team'})
MATCH (r)-[:TO_REACH]->(target:Person {scope: 'team'})
WHERE $targets IS NULL OR target.id IN $targets
RETURN properties(r) AS properties, by.id AS requester, via.id AS connector, target.id AS target
ORDER BY r['queued_at'], r.id

// name: request_of_link
// mode: read
// One introduction request of any scope; only for who holds a link to it that we signed.
// param id: string
// column properties: map
// column requester: string, id of a person
// column connector: string, id of a person
// column target: string, id of a person
MATCH (r:IntroRequest {id: $id})
MATCH (r)-[:BY]->(by:Person)
MATCH (r)-[:VIA]->(via:Person)
MATCH (r)-[:TO_REACH]->(target:Person)
RETURN properties(r) AS properties, by.id AS requester, via.id AS connector, target.id AS target

// name: set_request
// mode: write
// Sets properties of an introduction request; one that is null is removed.
// param id: string
// param properties: map
MATCH (r:IntroRequest {id: $id})
SET r += $properties

// name: hold_for_asking
// mode: write
// Lets whoever else asks for the same people, or the same request, wait for this transaction.
// param people: list<string>, ids
// param request: string, id
CALL () {
  UNWIND $people AS id
  MATCH (p:Person {id: id})
  SET p.held = true
  REMOVE p.held
}
CALL () {
  MATCH (r:IntroRequest {id: $request})
  SET r.held = true
  REMOVE r.held
}

// name: write_evidence_between
// mode: write
// Puts in place one fact about two people, said on one day.
// param id: string
// param actor: string, id of a person
// param other: string, id of a person
// param kind: string
// param day: date
// param source: string, what it came of
// param scope: string
// param user: string, who asserts it
// param at: datetime
MATCH (u:User {id: $user}), (a:Person {id: $actor}), (b:Person {id: $other})
MERGE (e:Evidence {id: $id})
SET e.scope = $scope, e.kind = $kind, e.source = $source, e.days = [$day],
  e.counts = [1.0]
MERGE (a)-[:DID]->(e)
MERGE (e)-[:TOWARDS]->(b)
MERGE (u)-[s:ASSERTS]->(e)
ON CREATE SET s.at = $at

// name: hearsay_between
// mode: read
// What was only said about two people's knowing each other, in one scope.
// param one: string, id of a person
// param other: string, id of a person
// param scope: string
// column id: string, of a piece of evidence
MATCH (one:Person {id: $one})-[:DID|TOWARDS]-(e:Evidence)-[:DID|TOWARDS]-(other:Person {id: $other})
WHERE e.scope = $scope AND e.kind IN ['claim', 'vouch']
RETURN DISTINCT e.id AS id
ORDER BY id
