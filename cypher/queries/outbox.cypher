// name: put_letter
// mode: write
// Puts a letter into the outbox; one that is there already stays as it is.
// param id: string
// param person: string, id of whom it goes to
// param properties: map
MATCH (p:Person {id: $person})
MERGE (l:Letter {id: $id})
ON CREATE SET l += $properties
MERGE (l)-[:TO]->(p)

// name: letters_of_user
// mode: read
// The letters of a user's own, newest first; perhaps only those of one request.
// param by: string, id of the user
// param request: string, id, or null for all
// param limit: integer
// column properties: map
MATCH (l:Letter {by: $by})
WHERE $request IS NULL OR l.request = $request
RETURN properties(l) AS properties
ORDER BY l.created_at DESC, l.id
LIMIT $limit

// name: letters_that_ask
// mode: read
// The letters of a user's own that ask for something which can be answered by mail.
// param by: string, id of the user
// param kinds: list<string>
// column id: string
// column about: string, id of a request or an ask
// column to: string, an address
// column subject: string
MATCH (l:Letter {by: $by})
WHERE l.kind IN $kinds AND coalesce(l['request'], l['ask']) IS NOT NULL
RETURN l.id AS id, coalesce(l['request'], l['ask']) AS about, l.to AS to, l.subject AS subject
ORDER BY id

// name: letters_due
// mode: read
// The ids of letters whose time has come, the longest waiting first.
// param now: datetime
// column id: string
MATCH (l:Letter {state: 'queued'})
WHERE l.due <= $now
RETURN l.id AS id
ORDER BY l.due, l.id
LIMIT 200

// name: claim_letter
// mode: write
// Takes a letter to be sent, unless somebody else has it or its time has not come.
// param id: string
// param claim: string, made anew for each try
// param now: datetime
// param until: datetime, after which the sender counts as dead
// column properties: map
// column person: string, id of whom it goes to
MATCH (l:Letter {id: $id})
SET l.held = true
REMOVE l.held
WITH l
WHERE (l.state = 'queued' AND l.due <= $now) OR (l.state = 'sending' AND l.claim = $claim)
SET l.state = 'sending', l.claim = $claim, l.claimed_until = $until
WITH l
MATCH (l)-[:TO]->(p:Person)
RETURN properties(l) AS properties, p.id AS person

// name: mark_letter
// mode: write
// Sets properties of a letter that a sender still has; without a row it has it no more.
// param id: string
// param claim: string
// param properties: map
// column id: string
MATCH (l:Letter {id: $id})
SET l.held = true
REMOVE l.held
WITH l
WHERE l.claim = $claim AND l.state IN ['sending', 'handed']
SET l += $properties
RETURN l.id AS id

// name: recover_letters
// mode: write
// Letters of dead senders: what was not handed over yet is queued again, of the rest nobody knows.
// param now: datetime
MATCH (l:Letter)
WHERE l.state IN ['sending', 'handed'] AND l.claimed_until < $now
SET l.state = CASE l.state WHEN 'sending' THEN 'queued' ELSE 'unsure' END, l.claim = null

// name: queue_letter
// mode: write
// Queues a letter of a user's own again that failed, or of which nobody knows what became of it.
// param id: string
// param by: string, id of the user
// param now: datetime
// column id: string
MATCH (l:Letter {id: $id, by: $by})
WHERE l.state IN ['failed', 'unsure'] OR (l.state = 'queued' AND l.due = $now)
SET l.state = 'queued', l.due = $now, l.tries = 0, l.trouble = ''
RETURN l.id AS id

// name: drop_letters
// mode: write
// Takes back the letters of a request that were not sent.
// param request: string, id
MATCH (l:Letter {request: $request})
WHERE l.state IN ['queued', 'failed', 'unsure']
DETACH DELETE l

// name: drop_letter
// mode: write
// Takes back one letter that was not sent.
// param id: string
MATCH (l:Letter {id: $id})
WHERE l.state IN ['queued', 'failed', 'unsure']
DETACH DELETE l
