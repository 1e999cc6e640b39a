// name: demo_companies
// mode: write
// Puts made-up companies in place.
// param rows: list<map> of id, name, key, industry, domain and scope
UNWIND $rows AS row
MERGE (c:Company {id: row.id})
SET c.name = row.name, c.key = row.key, c.industry = row.industry, c.domain = row.domain,
  c.scope = row.scope

// name: demo_people
// mode: write
// Puts made-up people in place.
// param rows: list<map> of id, name, name_key, scope and at
UNWIND $rows AS row
MERGE (p:Person {id: row.id})
ON CREATE SET p.created_at = row.at
SET p.name = row.name, p.name_key = row.name_key, p.scope = row.scope

// name: demo_users
// mode: write
// Makes users who are made-up people; who has a login already keeps password and settings.
// param rows: list<map> of id, email, name, role, password_hash, person and at
UNWIND $rows AS row
MERGE (u:User {id: row.id})
ON CREATE SET u.email = row.email, u.name = row.name, u.role = row.role,
  u.password_hash = row.password_hash, u.active = true, u.session_epoch = 0, u.ended_sessions = [],
  u.import_default = 'private', u.scope = 'team', u.created_at = row.at
WITH u, row
MATCH (p:Person {id: row.person})
MERGE (u)-[:IS]->(p)

// name: demo_contact_points
// mode: write
// Puts ways to reach made-up people in place.
// param rows: list<map> of id, person, channel, value, key and scope
UNWIND $rows AS row
MATCH (p:Person {id: row.person})
MERGE (k:ContactPoint {id: row.id})
SET k.channel = row.channel, k.value = row.value, k.key = row.key, k.scope = row.scope
MERGE (p)-[:HAS]->(k)

// name: demo_employments
// mode: write
// Puts the jobs of made-up people in place.
// param rows: list<map> of id, person, company, title, level, function, decides, started, ended and scope
UNWIND $rows AS row
MATCH (p:Person {id: row.person}), (c:Company {id: row.company})
MERGE (e:Employment {id: row.id})
SET e.title = row.title, e.level = row.level, e.function = row.function, e.decides = row.decides,
  e.started = row.started, e.ended = row.ended, e.scope = row.scope
MERGE (p)-[:HOLDS]->(e)
MERGE (e)-[:AT]->(c)

// name: demo_buying_roles
// mode: write
// Puts the parts that made-up people play in what their companies buy in place.
// param rows: list<map> of id, person, company, role and scope
UNWIND $rows AS row
MATCH (p:Person {id: row.person}), (c:Company {id: row.company})
MERGE (r:BuyingRole {id: row.id})
SET r.role = row.role, r.scope = row.scope
MERGE (p)-[:PLAYS]->(r)
MERGE (r)-[:IN]->(c)

// name: demo_evidence
// mode: write
// Puts made-up evidence in place.
// param rows: list<map> of id, actor, other, kind, source, days, counts, since, until, weight and scope
UNWIND $rows AS row
MATCH (a:Person {id: row.actor}), (b:Person {id: row.other})
MERGE (e:Evidence {id: row.id})
SET e.kind = row.kind, e.source = row.source, e.days = row.days, e.counts = row.counts,
  e.since = row.since, e.until = row.until, e.weight = row.weight, e.scope = row.scope
MERGE (a)-[:DID]->(e)
MERGE (e)-[:TOWARDS]->(b)

// name: demo_favors
// mode: write
// Puts made-up favors in place.
// param rows: list<map> of id, giver, receiver, kind, size, day, note, introduced, on_behalf_of, scope, by and at
UNWIND $rows AS row
MATCH (a:Person {id: row.giver}), (b:Person {id: row.receiver})
MERGE (f:Favor {id: row.id})
SET f.kind = row.kind, f.size = row.size, f.day = row.day, f.note = row.note,
  f.created_at = row.at, f.created_by = row.by, f.scope = row.scope
MERGE (a)-[:GAVE]->(f)
MERGE (f)-[:TO]->(b)
WITH f, row
OPTIONAL MATCH (i:Person {id: row.introduced})
OPTIONAL MATCH (o:Person {id: row.on_behalf_of})
FOREACH (person IN CASE WHEN i IS NULL THEN [] ELSE [i] END | MERGE (f)-[:INTRODUCED]->(person))
FOREACH (person IN CASE WHEN o IS NULL THEN [] ELSE [o] END | MERGE (f)-[:ON_BEHALF_OF]->(person))

// name: demo_gifts
// mode: write
// Puts made-up gifts in place.
// param rows: list<map> of id, giver, receiver, what, day, scope, by and at
UNWIND $rows AS row
MATCH (a:Person {id: row.giver}), (b:Person {id: row.receiver})
MERGE (g:Gift {id: row.id})
SET g.what = row.what, g.day = row.day, g.created_at = row.at, g.created_by = row.by,
  g.scope = row.scope
MERGE (a)-[:GAVE]->(g)
MERGE (g)-[:TO]->(b)

// name: demo_promises
// mode: write
// Puts made-up promises in place.
// param rows: list<map> of id, owner, to, what, due, made, state, scope, by and at
UNWIND $rows AS row
MATCH (a:Person {id: row.owner}), (b:Person {id: row.to})
MERGE (p:Promise {id: row.id})
SET p.what = row.what, p.due = row.due, p.made = row.made, p.state = row.state,
  p.created_at = row.at, p.created_by = row.by, p.scope = row.scope
MERGE (a)-[:PROMISED]->(p)
MERGE (p)-[:TO]->(b)

// name: demo_wants
// mode: write
// Puts what made-up people look for in place.
// param rows: list<map> of id, person, kind, text, said, role, industry, company, wanted_person and scope
UNWIND $rows AS row
MATCH (p:Person {id: row.person})
MERGE (w:Want {id: row.id})
SET w.kind = row.kind, w.text = row.text, w.said = row.said, w.role = row.role,
  w.industry = row.industry, w.company = row.company, w.scope = row.scope
MERGE (p)-[:WANTS]->(w)
WITH w, row
MATCH (q:Person {id: row.wanted_person})
MERGE (w)-[:WANTS_TO_MEET]->(q)

// name: demo_expertise
// mode: write
// Puts what made-up people can help with in place.
// param rows: list<map> of id, person, topic and scope
UNWIND $rows AS row
MATCH (p:Person {id: row.person})
MERGE (x:Expertise {id: row.id})
SET x.topic = row.topic, x.scope = row.scope
MERGE (p)-[:KNOWS_ABOUT]->(x)

// name: demo_notes
// mode: write
// Puts notes about made-up people in place.
// param rows: list<map> of id, person, text, at, by and scope
UNWIND $rows AS row
MATCH (p:Person {id: row.person})
MERGE (n:Note {id: row.id})
SET n.text = row.text, n.at = row.at, n.by = row.by, n.scope = row.scope
MERGE (n)-[:ABOUT]->(p)

// name: demo_drafts
// mode: write
// Puts made-up introduction requests, not yet made, in place.
// param rows: list<map> of id, requester, connector, target, people, purpose, offer, probability, scope, by and at
UNWIND $rows AS row
MATCH (by:Person {id: row.requester}), (via:Person {id: row.connector}), (to:Person {id: row.target})
MERGE (r:IntroRequest {id: row.id})
SET r.state = 'draft', r.purpose = row.purpose, r.offer = row.offer, r.people = row.people,
  r.probability = row.probability, r.created_at = row.at, r.created_by = row.by,
  r.scope = row.scope
MERGE (r)-[:BY]->(by)
MERGE (r)-[:VIA]->(via)
MERGE (r)-[:TO_REACH]->(to)

// name: demo_assertions
// mode: write
// Says which user brought each made-up fact.
// param rows: list<map> of label, id, by and at
UNWIND $rows AS row
MATCH (u:User {id: row.by})
MATCH (n:$(row.label) {id: row.id})
MERGE (u)-[a:ASSERTS]->(n)
ON CREATE SET a.at = row.at
