// name: create_preview
// mode: write
// A preview of a file, its owner's alone whatever its target.
// param id: string
// param scope: string, the owner's own
// param target_scope: string
// param format: string
// param filename: string
// param sha256: string
// param counts: string, JSON
// param user: string, id
// param at: datetime
MERGE (b:ImportBatch {id: $id})
SET b.state = 'preview', b.scope = $scope, b.target_scope = $target_scope, b.format = $format,
  b.filename = $filename, b.sha256 = $sha256, b.counts = $counts, b.created_by = $user,
  b.created_at = $at

// name: stage_chunks
// mode: write
// Keeps what was read of a file with its preview.
// param batch: string, id
// param rows: list<map> of id, n and body
// param scope: string, the owner's own
MATCH (b:ImportBatch {id: $batch})
UNWIND $rows AS row
MERGE (c:ImportChunk {id: row.id})
SET c.n = row.n, c.body = row.body, c.scope = $scope
MERGE (b)-[:STAGES]->(c)

// name: staged_chunks
// mode: read
// What was read of a file, in order.
// param batch: string, id
// param scope: string, the owner's own
// column n: integer
// column body: string, JSON
MATCH (:ImportBatch {id: $batch})-[:STAGES]->(c:ImportChunk)
WHERE c.scope = $scope
RETURN c.n AS n, c.body AS body
ORDER BY n

// name: drop_chunks
// mode: write
// Forgets what was read of a file, from a place on.
// param batch: string, id
// param first: integer
MATCH (:ImportBatch {id: $batch})-[:STAGES]->(c:ImportChunk)
WHERE c.n >= $first
DETACH DELETE c

// name: batches
// mode: read
// The imports that the viewer sees, newest first; previews are their owner's alone.
// param scopes: list<string>
// param limit: integer
// column id: string
// column state: string
// column format: string
// column filename: string
// column target_scope: string
// column counts: string, JSON
// column created_at: datetime
// column created_by: string, id of a user
// column who: string
// column written_at: datetime
MATCH (b:ImportBatch)
WHERE b.scope IN $scopes
OPTIONAL MATCH (u:User {id: b.created_by})
RETURN b.id AS id, b.state AS state, b.format AS format, b.filename AS filename,
  b.target_scope AS target_scope, b.counts AS counts, b.created_at AS created_at,
  b.created_by AS created_by, u.name AS who, b.written_at AS written_at
ORDER BY coalesce(written_at, created_at) DESC, id
LIMIT $limit

// name: batch_by_id
// mode: read
// One import that the viewer sees.
// param id: string
// param scopes: list<string>
// column id: string
// column state: string
// column format: string
// column filename: string
// column sha256: string
// column target_scope: string
// column counts: string, JSON
// column created_at: datetime
// column created_by: string, id of a user
// column who: string
// column written_at: datetime
MATCH (b:ImportBatch {id: $id})
WHERE b.scope IN $scopes
OPTIONAL MATCH (u:User {id: b.created_by})
RETURN b.id AS id, b.state AS state, b.format AS format, b.filename AS filename,
  b.sha256 AS sha256, b.target_scope AS target_scope, b.counts AS counts,
  b.created_at AS created_at, b.created_by AS created_by, u.name AS who,
  b.written_at AS written_at

// name: batches_of_file
// mode: read
// When the very same file was imported before into one scope, latest first.
// param sha256: string
// param scope: string
// column written_at: datetime
MATCH (b:ImportBatch {sha256: $sha256, state: 'written'})
WHERE b.scope = $scope
RETURN b.written_at AS written_at
ORDER BY written_at DESC

// name: asserted_by_the_same_file
// mode: read
// What each earlier import of the same file by the same user into one scope asserts.
// param id: string, of an import
// param user: string, id
// param scope: string
// column asserted: list<string>, ids of people and facts
MATCH (b:ImportBatch {id: $id})
MATCH (a:ImportBatch {sha256: b.sha256, state: 'written'})
WHERE a.id <> $id AND a.scope = $scope AND a.created_by = $user
RETURN COLLECT { MATCH (a)-[:ASSERTS]->(f) RETURN f.id } AS asserted

// name: lock_batch
// mode: write
// The state of an import, locked until the transaction ends.
// param id: string
// param scopes: list<string>
// param at: datetime
// column state: string
// column created_by: string, id of a user
// column target_scope: string
// column counts: string, JSON
MATCH (b:ImportBatch {id: $id})
WHERE b.scope IN $scopes
SET b.locked_at = $at
WITH b
RETURN b.state AS state, b.created_by AS created_by, b.target_scope AS target_scope,
  b.counts AS counts

// name: settle_batch
// mode: write
// An import is written or rolled back from now on.
// param id: string
// param state: string
// param scope: string
// param counts: string, JSON
// param written_at: datetime; null to keep it
MATCH (b:ImportBatch {id: $id})
SET b.state = $state, b.scope = $scope, b.counts = $counts,
  b.written_at = coalesce($written_at, b.written_at)
REMOVE b.locked_at

// name: unfinished_batches
// mode: read
// Imports of which ties remain to be derived, or hidden rows to be removed.
// param before: datetime, when a preview that is set out must have begun
// column id: string
// column ties: boolean
MATCH (b:ImportBatch)
WHERE b.ties_pending OR b.sweep_since < $before OR (b.sweep_since IS NOT NULL AND b.state <> 'preview')
RETURN b.id AS id, coalesce(b.ties_pending, false) AS ties
ORDER BY id

// name: mark_ties
// mode: write
// Whether ties of an import remain to be derived.
// param id: string
// param pending: boolean
MATCH (b:ImportBatch {id: $id})
SET b.ties_pending = CASE WHEN $pending THEN true END

// name: mark_sweep
// mode: write
// Since when an import has hidden rows that are to be shown or removed.
// param id: string
// param since: datetime; null for none
MATCH (b:ImportBatch {id: $id})
SET b.sweep_since = $since

// name: hide_facts
// mode: write
// Nobody sees these any more; they are removed by and by.
// param rows: list<map> of label and id
// param hidden: string, a scope that nobody has
UNWIND $rows AS row
MATCH (f:$(row.label) {id: row.id})
SET f.scope = $hidden

// name: reveal_people
// mode: write
// People that were set out hidden are seen from now on.
// param hidden: string, the scope that nobody has
// param scope: string
// column people: integer
MATCH (n:Person {scope: $hidden})
SET n.scope = $scope
RETURN count(n) AS people

// name: reveal_evidence
// mode: write
// Evidence that was set out hidden counts from now on.
// param hidden: string, the scope that nobody has
// param scope: string
// column facts: integer
MATCH (n:Evidence {scope: $hidden})
SET n.scope = $scope
RETURN count(n) AS facts

// name: sweep_evidence
// mode: write
// Removes some hidden evidence.
// param hidden: string, the scope that nobody has
// param limit: integer
// column gone: integer
MATCH (n:Evidence {scope: $hidden})
WITH n
LIMIT $limit
DETACH DELETE n
RETURN count(*) AS gone

// name: sweep_people
// mode: write
// Removes some hidden people.
// param hidden: string, the scope that nobody has
// param limit: integer
// column gone: integer
MATCH (n:Person {scope: $hidden})
WITH n
LIMIT $limit
DETACH DELETE n
RETURN count(*) AS gone

// name: discard_preview
// mode: write
// Forgets a preview.
// param id: string
// param user: string, id
// column gone: integer
MATCH (b:ImportBatch {id: $id, created_by: $user})
SET b.locked_at = b.created_at
WITH b
WHERE b.state = 'preview'
OPTIONAL MATCH (b)-[:STAGES]->(c:ImportChunk)
DETACH DELETE c
WITH DISTINCT b
DETACH DELETE b
RETURN count(*) AS gone

// name: known_by_contact
// mode: read
// Who has each contact point, as far as these scopes say; the team's first.
// param keys: list<string>, channel:value
// param scopes: list<string>
// column key: string
// column id: string, of the contact point
// column person: string, id
// column scope: string, of the contact point
UNWIND $keys AS key
MATCH (k:ContactPoint {key: key})<-[:HAS]-(p:Person)
WHERE k.scope IN $scopes AND p.scope IN $scopes
RETURN key, k.id AS id, p.id AS person, k.scope AS scope
ORDER BY key, scope = 'team' DESC, person

// name: known_by_record
// mode: read
// Whom each record key stands for, as far as these scopes say; the team's first.
// param keys: list<string>
// param scopes: list<string>
// column key: string
// column person: string, id
// column scope: string, of the record key
UNWIND $keys AS key
MATCH (k:RecordKey {key: key})<-[:KNOWN_BY]-(p:Person)
WHERE k.scope IN $scopes AND p.scope IN $scopes
RETURN key, p.id AS person, k.scope AS scope
ORDER BY key, scope = 'team' DESC, person

// name: people_known
// mode: read
// Names and companies of people whom these scopes show.
// param ids: list<string>
// param scopes: list<string>
// param today: date
// column id: string
// column name: string
// column scope: string
// column company: string, name of the company they are at
UNWIND $ids AS id
MATCH (p:Person {id: id})
WHERE p.scope IN $scopes
RETURN p.id AS id, p.name AS name, p.scope AS scope,
  head(COLLECT {
    MATCH (p)-[:HOLDS]->(e:Employment)-[:AT]->(c:Company)
    WHERE e.scope IN $scopes AND c.scope IN $scopes
    WITH e, c,
      coalesce(e.started <= $today, true) AND coalesce(e.ended >= $today, true) AS current
    RETURN c.name AS company
    ORDER BY current DESC, e.scope = 'team' DESC, coalesce(e.started, date('0001-01-01')) DESC, c.key
    LIMIT 1
  }) AS company

// name: people_of_names
// mode: read
// People of these names whom these scopes show.
// param names: list<string>, as compared
// param scopes: list<string>
// column id: string
UNWIND $names AS name
MATCH (p:Person {name_key: name})
WHERE p.scope IN $scopes
RETURN DISTINCT p.id AS id

// name: companies_of_keys
// mode: read
// Companies of these keys in these scopes, the team's first.
// param keys: list<string>
// param scopes: list<string>
// column key: string
// column id: string
// column scope: string
UNWIND $keys AS key
MATCH (c:Company {key: key})
WHERE c.scope IN $scopes
RETURN key, c.id AS id, c.scope AS scope
ORDER BY key, scope = 'team' DESC

// name: jobs_of_people
// mode: read
// The jobs of people in exactly one scope.
// param ids: list<string>
// param scope: string
// column id: string
// column person: string, id
// column company: string, id
// column title: string
// column started: date
// column ended: date
UNWIND $ids AS id
MATCH (:Person {id: id})-[:HOLDS]->(e:Employment {scope: $scope})-[:AT]->(c:Company)
RETURN e.id AS id, id AS person, c.id AS company, e.title AS title, e.started AS started,
  e.ended AS ended

// name: notes_of_people
// mode: read
// The notes about people in exactly one scope.
// param ids: list<string>
// param scope: string
// column id: string
// column person: string, id
// column text: string
UNWIND $ids AS id
MATCH (:Person {id: id})<-[:ABOUT]-(n:Note {scope: $scope})
RETURN n.id AS id, id AS person, n.text AS text

// name: evidence_of_source
// mode: read
// What one source has said so far of what people did towards others, in exactly one scope.
// param ids: list<string>, people who did it
// param source: string
// param scope: string
// column id: string
// column actor: string, id of a person
// column other: string, id of a person
// column kind: string
// column label: string
// column days: list<date>
// column counts: list<float>
// column since: date
// column until: date
// column weight: float
UNWIND $ids AS id
MATCH (:Person {id: id})-[:DID]->(e:Evidence)-[:TOWARDS]->(o:Person)
WHERE e.scope = $scope AND e.source = $source
RETURN e.id AS id, id AS actor, o.id AS other, e.kind AS kind, e.label AS label, e.days AS days,
  e.counts AS counts, e.since AS since, e.until AS until, e.weight AS weight
ORDER BY id

// name: import_people
// mode: write
// New people, said by an import to exist.
// param batch: string, id
// param rows: list<map> of id, name, name_key and line
// param scope: string
// param at: datetime
MATCH (b:ImportBatch {id: $batch})
UNWIND $rows AS row
CREATE (p:Person {id: row.id, name: row.name, name_key: row.name_key, scope: $scope, created_at: $at})
CREATE (b)-[:ASSERTS {line: row.line, name: row.name}]->(p)

// name: assert_people
// mode: write
// An import says that people exist who are known already.
// param batch: string, id
// param rows: list<map> of id, name and line
MATCH (b:ImportBatch {id: $batch})
UNWIND $rows AS row
MATCH (p:Person {id: row.id})
MERGE (b)-[a:ASSERTS]->(p)
SET a.line = row.line, a.name = row.name

// name: name_people
// mode: write
// Gives people other names.
// param rows: list<map> of id, name and name_key
UNWIND $rows AS row
MATCH (p:Person {id: row.id})
SET p.name = row.name, p.name_key = row.name_key

// name: import_contact_points
// mode: write
// New ways to reach people.
// param batch: string, id
// param rows: list<map> of id, person, channel, value, key and line
// param scope: string
MATCH (b:ImportBatch {id: $batch})
UNWIND $rows AS row
MATCH (p:Person {id: row.person})
CREATE (p)-[:HAS]->(k:ContactPoint {id: row.id, channel: row.channel, value: row.value, key: row.key,
  scope: $scope})
CREATE (b)-[:ASSERTS {line: row.line}]->(k)

// name: import_record_keys
// mode: write
// What people of a file are known by when it is read again.
// param batch: string, id
// param rows: list<map> of id, person, key and line
// param scope: string
MATCH (b:ImportBatch {id: $batch})
UNWIND $rows AS row
MATCH (p:Person {id: row.person})
MERGE (k:RecordKey {id: row.id})
SET k.key = row.key, k.scope = $scope
MERGE (p)-[:KNOWN_BY]->(k)
MERGE (b)-[a:ASSERTS]->(k)
SET a.line = row.line

// name: import_companies
// mode: write
// New companies.
// param rows: list<map> of id, name and key
// param scope: string
UNWIND $rows AS row
CREATE (:Company {id: row.id, name: row.name, key: row.key, scope: $scope})

// name: import_jobs
// mode: write
// New jobs of people.
// param batch: string, id
// param rows: list<map> of id, person, company, title, level, function, decides, started, ended and line
// param scope: string
MATCH (b:ImportBatch {id: $batch})
UNWIND $rows AS row
MATCH (p:Person {id: row.person}), (c:Company {id: row.company})
CREATE (p)-[:HOLDS]->(e:Employment {id: row.id, scope: $scope, title: row.title, level: row.level,
  function: row.function, decides: row.decides, started: row.started, ended: row.ended})-[:AT]->(c)
CREATE (b)-[:ASSERTS {line: row.line}]->(e)

// name: import_notes
// mode: write
// New notes about people.
// param batch: string, id
// param rows: list<map> of id, person, text and line
// param scope: string, the importing user's own
// param user: string, id
// param at: datetime
MATCH (b:ImportBatch {id: $batch})
UNWIND $rows AS row
MATCH (p:Person {id: row.person})
CREATE (n:Note {id: row.id, text: row.text, at: $at, by: $user, scope: $scope})-[:ABOUT]->(p)
CREATE (b)-[:ASSERTS {line: row.line}]->(n)

// name: import_evidence
// mode: write
// New evidence.
// param batch: string, id
// param rows: list<map> of id, actor, other, kind, label, days, counts, since, until and weight
// param source: string
// param scope: string
MATCH (b:ImportBatch {id: $batch})
UNWIND $rows AS row
MATCH (x:Person {id: row.actor}), (y:Person {id: row.other})
CREATE (x)-[:DID]->(e:Evidence {id: row.id, scope: $scope, kind: row.kind, source: $source,
  label: row.label, days: row.days, counts: row.counts, since: row.since, until: row.until,
  weight: row.weight})-[:TOWARDS]->(y)
CREATE (b)-[:ASSERTS]->(e)

// name: assert_facts
// mode: write
// An import says what is known already, just as it is known.
// param batch: string, id
// param rows: list<map> of label, id and line
MATCH (b:ImportBatch {id: $batch})
UNWIND $rows AS row
MATCH (f:$(row.label) {id: row.id})
MERGE (b)-[a:ASSERTS]->(f)
SET a.line = row.line

// name: import_more_evidence
// mode: write
// Evidence that an import knows otherwise than it is: each import's own version is kept beside it.
// param batch: string, id
// param rows: list<map> of id, own and joined, both maps of days, counts, until and weight
MATCH (b:ImportBatch {id: $batch})
UNWIND $rows AS row
MATCH (e:Evidence {id: row.id})
CALL (e) {
  MATCH (:ImportBatch)-[old:ASSERTS]->(e)
  WHERE old.weight IS NULL
  SET old.days = e.days, old.counts = e.counts, old.until = e.until, old.weight = coalesce(e.weight, 1.0)
}
MERGE (b)-[a:ASSERTS]->(e)
SET a.days = row.own.days, a.counts = row.own.counts, a.until = row.own.until,
  a.weight = row.own.weight
SET e.days = row.joined.days, e.counts = row.joined.counts, e.until = row.joined.until,
  e.weight = row.joined.weight

// name: private_holders
// mode: read
// Private people, of any user, whom the team is about to learn of; only for absorbing them.
// param contacts: list<string>, channel:value
// param records: list<string>
// column key: string
// column id: string, of the person
// column scope: string
// column name_key: string
CALL () {
  UNWIND $contacts AS key
  MATCH (k:ContactPoint {key: key})
  WHERE k.scope IS NOT NULL
  MATCH (k)<-[:HAS]-(p:Person)
  WHERE p.scope <> 'team'
  RETURN key, p
  UNION
  UNWIND $records AS key
  MATCH (k:RecordKey {key: key})<-[:KNOWN_BY]-(p:Person)
  WHERE p.scope <> 'team'
  RETURN key, p
}
RETURN key, p.id AS id, p.scope AS scope, p.name_key AS name_key
ORDER BY key, id

// name: absorb_people
// mode: write
// The facts of private people become facts about the team's people and stay private; names and who wrote the private people down do not follow.
// param rows: list<map> of gone and kept, ids
UNWIND $rows AS row
MATCH (kept:Person {id: row.kept}), (gone:Person {id: row.gone})
CALL (kept, gone) {
  MATCH (gone)-[:DID|TOWARDS|GAVE|TO|PROMISED|BY|VIA|TO_REACH]-(f:Evidence|Favor|Gift|Promise|IntroRequest|OpenAsk|Ask|Inquiry)-[:DID|TOWARDS|GAVE|TO|PROMISED|BY|VIA|TO_REACH]-(kept)
  OPTIONAL MATCH (f)<-[:ANSWERS]-(r:Reply)
  DETACH DELETE f, r
}
CALL (kept, gone) {
  MATCH (gone)-[r:!TIE]->(o)
  CREATE (kept)-[n:$(type(r))]->(o)
  SET n = properties(r)
  DELETE r
}
CALL (kept, gone) {
  MATCH (gone)<-[r:!TIE]-(o)
  WHERE NOT o:User AND NOT EXISTS { (o)-[:ASSERTS]->(kept) WHERE type(r) = 'ASSERTS' }
  CREATE (o)-[n:$(type(r))]->(kept)
  SET n = properties(r)
  DELETE r
}
DETACH DELETE gone

// name: rename_absorbed
// mode: write
// Puts the ids of people into the paths of introduction requests in place of those absorbed.
// param ids: map of the id kept by the id gone
MATCH (r:IntroRequest|Letter)
WHERE any(id IN r.people WHERE $ids[id] IS NOT NULL)
SET r.people = [id IN r.people | coalesce($ids[id], id)]

// name: evidence_of_batch
// mode: read
// The evidence that an import asserts, with what other imports say of it.
// param batch: string, id
// column id: string
// column actor: string, id of a person
// column other: string, id of a person
// column kind: string
// column explicit: boolean, the import says otherwise than the evidence is
// column by_hand: boolean, a user asserts it too
// column others: list<map> of days, counts, until and weight; without weight as the evidence is
MATCH (b:ImportBatch {id: $batch})-[a:ASSERTS]->(e:Evidence)
MATCH (x:Person)-[:DID]->(e)-[:TOWARDS]->(y:Person)
RETURN e.id AS id, x.id AS actor, y.id AS other, e.kind AS kind, a.weight IS NOT NULL AS explicit,
  EXISTS { (:User)-[:ASSERTS]->(e) } AS by_hand,
  COLLECT {
    MATCH (o:ImportBatch)-[r:ASSERTS]->(e)
    WHERE o <> b
    WITH r, o
    ORDER BY o.written_at, o.id
    RETURN {days: r.days, counts: r.counts, until: r.until, weight: r.weight} AS said
  } AS others
ORDER BY id

// name: set_evidence
// mode: write
// Evidence as those say who still assert it.
// param rows: list<map> of id, days, counts, until and weight
UNWIND $rows AS row
MATCH (e:Evidence {id: row.id})
SET e.days = row.days, e.counts = row.counts, e.until = row.until, e.weight = row.weight

// name: facts_of_batch
// mode: read
// The facts other than evidence that an import asserts, and whether somebody else does too.
// param batch: string, id
// column label: string
// column id: string
// column stays: boolean
MATCH (b:ImportBatch {id: $batch})-[:ASSERTS]->(f:ContactPoint|Employment|Note|RecordKey|Reply)
RETURN labels(f)[0] AS label, f.id AS id,
  EXISTS { MATCH (o)-[:ASSERTS]->(f) WHERE o <> b } AS stays
ORDER BY label, id

// name: delete_facts
// mode: write
// Removes facts with all that leads to and from them.
// param rows: list<map> of label and id
UNWIND $rows AS row
MATCH (f:$(row.label) {id: row.id})
DETACH DELETE f

// name: drop_assertions
// mode: write
// An import says no more what it said of facts; people are left to `drop_person_assertions`.
// param batch: string, id
// param hidden: string, the scope of what is hidden and goes by itself
MATCH (:ImportBatch {id: $batch})-[a:ASSERTS]->(f:ContactPoint|Employment|Note|RecordKey|Reply|Evidence)
WHERE f.scope <> $hidden
DELETE a

// name: people_of_batch
// mode: read
// The people whom an import asserts, with who else does in the scope of the person.
// param batch: string, id
// column id: string
// column name: string
// column scope: string
// column said: string, the name that the import gave
// column is_user: boolean
// column others: list<map> of name and by_hand, earliest first
MATCH (b:ImportBatch {id: $batch})-[a:ASSERTS]->(p:Person)
RETURN p.id AS id, p.name AS name, p.scope AS scope, a.name AS said,
  EXISTS { (p)<-[:IS]-(:User) } AS is_user,
  COLLECT {
    MATCH (o)-[r:ASSERTS]->(p)
    WHERE o <> b AND (o:User OR o.scope = p.scope)
    WITH r, o
    ORDER BY coalesce(r.at, o.written_at), r.name
    RETURN {name: r.name, by_hand: o:User} AS other
  } AS others
ORDER BY id

// name: drop_person_assertions
// mode: write
// An import says no more that anybody or any company exists.
// param batch: string, id
// param hidden: string, the scope of what is hidden and goes by itself
MATCH (:ImportBatch {id: $batch})-[a:ASSERTS]->(f:Person|Company)
WHERE f.scope <> $hidden
DELETE a

// name: people_with_facts
// mode: read
// Which people have facts in given scopes that the import to be rolled back did not bring, with the users who did.
// param batch: string, id
// param ids: list<string>
// param scopes: list<string>
// column id: string
// column scope: string, of the facts
// column users: list<string>, ids
UNWIND $ids AS id
MATCH (p:Person {id: id})
CALL (p) {
  MATCH (p)-[:HAS|HOLDS|WANTS|KNOWS_ABOUT|PLAYS|DID|GAVE|PROMISED]->(f)
  RETURN f
  UNION
  MATCH (p)<-[:TOWARDS|TO|ABOUT|BY|VIA|TO_REACH|WANTS_TO_MEET|INTRODUCED|ON_BEHALF_OF]-(f)
  RETURN f
}
WITH DISTINCT p, f
WHERE f.scope IN $scopes
  AND (NOT EXISTS { (:ImportBatch {id: $batch})-[:ASSERTS]->(f) }
    OR EXISTS { MATCH (o)-[:ASSERTS]->(f) WHERE o.id <> $batch })
OPTIONAL MATCH (u:User)-[:ASSERTS]->(f)
WITH p, f.scope AS scope, collect(DISTINCT coalesce(f.created_by, f.by, u.id)) AS users
RETURN p.id AS id, scope, users
ORDER BY id, scope

// name: people_in_requests
// mode: read
// The people in the paths of introduction requests, with who wrote these.
// param scope: string
// column id: string, of a person
// column users: list<string>, ids
MATCH (r:IntroRequest {scope: $scope})
UNWIND r.people AS id
RETURN id, collect(DISTINCT r.created_by) AS users

// name: keep_people
// mode: write
// Users who wrote facts about people say from now on that these people exist.
// param rows: list<map> of id and user
// param at: datetime
UNWIND $rows AS row
MATCH (p:Person {id: row.id})
MATCH (u:User {id: row.user})
MERGE (u)-[a:ASSERTS]->(p)
ON CREATE SET a.at = $at, a.name = p.name

// name: private_owners_of_people
// mode: read
// Which of these people have facts private to users.
// param ids: list<string>
// column id: string
// column scopes: list<string>
UNWIND $ids AS id
MATCH (p:Person {id: id})
CALL (p) {
  MATCH (p)-[:HAS|HOLDS|WANTS|KNOWS_ABOUT|PLAYS|DID|GAVE|PROMISED]->(f)
  RETURN f.scope AS scope
  UNION
  MATCH (p)<-[:TOWARDS|TO|ABOUT|BY|VIA|TO_REACH]-(f)
  RETURN f.scope AS scope
}
WITH DISTINCT p, scope
WHERE scope <> 'team' AND NOT scope STARTS WITH 'import:'
RETURN p.id AS id, collect(scope) AS scopes
ORDER BY id

// name: settle_twins
// mode: read
// The private people whom a demotion left, with what their owners' own imports call them.
// param ids: list<string>
// column id: string
// column names: list<string>
UNWIND $ids AS id
MATCH (p:Person {id: id})
RETURN p.id AS id, COLLECT {
  MATCH (b:ImportBatch)-[a:ASSERTS]->(p)
  WHERE b.scope = p.scope AND a.name IS NOT NULL
  WITH a, b
  ORDER BY b.written_at, a.name
  RETURN a.name AS name
} AS names

// name: release_twins
// mode: write
// Private people whom an import of their owner asserts need no user to say so.
// param ids: list<string>
UNWIND $ids AS id
MATCH (p:Person {id: id})<-[a:ASSERTS]-(:User)
WHERE EXISTS { (p)<-[:ASSERTS]-(b:ImportBatch) WHERE b.scope = p.scope }
DELETE a

// name: delete_people
// mode: write
// Removes people and all relationships of theirs.
// param ids: list<string>
UNWIND $ids AS id
MATCH (p:Person {id: id})
DETACH DELETE p

// name: companies_of_batch
// mode: read
// The companies that an import asserts and nobody else does, and where no fact is left.
// param batch: string, id
// column id: string
MATCH (b:ImportBatch {id: $batch})-[:ASSERTS]->(c:Company)
WHERE NOT EXISTS { MATCH (o)-[:ASSERTS]->(c) WHERE o <> b }
  AND NOT EXISTS { (c)<-[:AT|IN]-() }
RETURN c.id AS id
ORDER BY id

// name: delete_companies
// mode: write
// Removes companies at which nothing is left.
// param ids: list<string>
UNWIND $ids AS id
MATCH (c:Company {id: id})
DETACH DELETE c
