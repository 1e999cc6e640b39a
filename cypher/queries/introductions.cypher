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
// param at: datetime
// param user: string
MATCH (by:Person {id: $by}), (via:Person {id: $via}), (target:Person {id: $target})
MERGE (r:IntroRequest {id: $id})
SET r.scope = $scope, r.state = 'draft', r.purpose = $purpose, r.offer = $offer,
  r.probability = $probability, r.people = $people, r.created_at = $at, r.created_by = $user
MERGE (r)-[:BY]->(by)
MERGE (r)-[:VIA]->(via)
MERGE (r)-[:TO_REACH]->(target)

// name: draft_requests
// mode: read
// The viewer's own draft requests, newest first.
// param user: string
// param scopes: list<string>
// column id: string
// column via: string, id of the connector
// column target: string, id of the person to reach
// column people: list<string>, ids of the people in order of the path
// column purpose: string
// column offer: string
// column probability: float
// column created_at: datetime
MATCH (r:IntroRequest {state: 'draft', created_by: $user})
WHERE r.scope IN $scopes
MATCH (r)-[:VIA]->(via:Person WHERE via.scope IN $scopes)
MATCH (r)-[:TO_REACH]->(target:Person WHERE target.scope IN $scopes)
RETURN r.id AS id, via.id AS via, target.id AS target, r.people AS people, r.purpose AS purpose,
  r.offer AS offer, r.probability AS probability, r.created_at AS created_at
ORDER BY created_at DESC, id

// name: alter_draft_request
// mode: write
// Changes the words of a draft.
// param id: string
// param purpose: string
MATCH (r:IntroRequest {id: $id, state: 'draft'})
SET r.purpose = $purpose
