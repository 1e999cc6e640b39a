// name: user_count
// mode: read
// How many users this graph has.
// column users: integer
MATCH (u:User)
RETURN count(u) AS users

// name: user_by_email
// mode: read
// The user with that e-mail address, with the person they are and what a login needs.
// param email: string, lower case
// column id: string
// column email: string
// column name: string
// column role: string
// column person: string, id of the person
// column password_hash: string
// column active: boolean
// column session_epoch: integer, raised to end every session of the user
// column ended_sessions: list<string>, the last ones the user logged out of
// column import_default: string, visibility that an import of theirs has unless they say else
MATCH (u:User {email: $email})-[:IS]->(p:Person)
RETURN u.id AS id, u.email AS email, u.name AS name, u.role AS role, p.id AS person,
  u.password_hash AS password_hash, u.active AS active, u.session_epoch AS session_epoch,
  coalesce(u.ended_sessions, []) AS ended_sessions, u.import_default AS import_default

// name: user_by_id
// mode: read
// The user with that id, with the person they are and what a session needs.
// param id: string
// column id: string
// column email: string
// column name: string
// column role: string
// column person: string, id of the person
// column password_hash: string
// column active: boolean
// column session_epoch: integer, raised to end every session of the user
// column ended_sessions: list<string>, the last ones the user logged out of
// column import_default: string, visibility that an import of theirs has unless they say else
MATCH (u:User {id: $id})-[:IS]->(p:Person)
RETURN u.id AS id, u.email AS email, u.name AS name, u.role AS role, p.id AS person,
  u.password_hash AS password_hash, u.active AS active, u.session_epoch AS session_epoch,
  coalesce(u.ended_sessions, []) AS ended_sessions, u.import_default AS import_default

// name: users
// mode: read
// Every user by name.
// column id: string
// column email: string
// column name: string
// column role: string
// column person: string, id of the person
// column password_hash: string
// column active: boolean
// column session_epoch: integer, raised to end every session of the user
// column ended_sessions: list<string>, the last ones the user logged out of
// column import_default: string, visibility that an import of theirs has unless they say else
MATCH (u:User)-[:IS]->(p:Person)
RETURN u.id AS id, u.email AS email, u.name AS name, u.role AS role, p.id AS person,
  u.password_hash AS password_hash, u.active AS active, u.session_epoch AS session_epoch,
  coalesce(u.ended_sessions, []) AS ended_sessions, u.import_default AS import_default
ORDER BY name, email

// name: create_user
// mode: write
// Makes a user and the person they are; a person whom the team knows by that address already is taken.
// param id: string
// param email: string, lower case
// param name: string
// param name_key: string
// param role: string
// param password_hash: string
// param person: string, id for a new person
// param contact_point: string, id for a new contact point
// param at: datetime
// column person: string, id of the person
MERGE (u:User {id: $id})
ON CREATE SET u.email = $email, u.name = $name, u.role = $role, u.password_hash = $password_hash,
  u.active = true, u.session_epoch = 0, u.ended_sessions = [], u.import_default = 'private',
  u.scope = 'team',
  u.created_at = $at
WITH u
OPTIONAL MATCH (known:Person {scope: 'team'})-[:HAS]->(:ContactPoint {key: 'email:' + $email, scope: 'team'})
WITH u, coalesce(known.id, $person) AS person
MERGE (p:Person {id: person})
ON CREATE SET p.name = $name, p.name_key = $name_key, p.scope = 'team', p.created_at = $at
MERGE (c:ContactPoint {key: 'email:' + $email, scope: 'team'})
ON CREATE SET c.id = $contact_point, c.channel = 'email', c.value = $email
MERGE (p)-[:HAS]->(c)
MERGE (u)-[:IS]->(p)
MERGE (u)-[a:ASSERTS]->(p)
ON CREATE SET a.at = $at, a.name = $name
MERGE (u)-[b:ASSERTS]->(c)
ON CREATE SET b.at = $at
RETURN person

// name: same_team_evidence
// mode: write
// Users of one graph are colleagues: evidence between a new user and every other one.
// param user: string, id of the new user
// param source: string
// param since: date
// column one: string, id of a person
// column other: string, id of a person
MATCH (u:User {id: $user})-[:IS]->(p:Person)
MATCH (v:User)-[:IS]->(q:Person)
WHERE q.id <> p.id
MERGE (e:Evidence {id: 'same_team:' + p.id + ':' + q.id})
ON CREATE SET e.kind = 'same_team', e.scope = 'team', e.source = $source, e.since = $since, e.weight = 1.0
MERGE (p)-[:DID]->(e)
MERGE (e)-[:TOWARDS]->(q)
MERGE (u)-[:ASSERTS]->(e)
RETURN p.id AS one, q.id AS other

// name: lock_accounts
// mode: write
// Lets nobody else create users or change what they may do until the transaction ends.
// column number: integer, how often that was done
MERGE (r:Revision {scope: 'accounts'})
SET r.number = coalesce(r.number, 0) + 1
RETURN r.number AS number

// name: active_admins
// mode: read
// The administrators who may log in.
// column id: string
MATCH (u:User {role: 'admin', active: true})
RETURN u.id AS id

// name: keep_password
// mode: write
// Another password for a user; their sessions end with the old one, unless it is only kept anew.
// param id: string
// param password_hash: string
// param end_sessions: boolean
MATCH (u:User {id: $id})
SET u.password_hash = $password_hash,
  u.session_epoch = u.session_epoch + CASE WHEN $end_sessions THEN 1 ELSE 0 END

// name: set_access
// mode: write
// What a user may do; the sessions of somebody who may not log in any more end.
// param id: string
// param role: string
// param active: boolean
MATCH (u:User {id: $id})
SET u.role = $role, u.active = $active,
  u.session_epoch = u.session_epoch + CASE WHEN $active THEN 0 ELSE 1 END

// name: end_sessions
// mode: write
// Ends every session of a user.
// param id: string
MATCH (u:User {id: $id})
SET u.session_epoch = u.session_epoch + 1, u.ended_sessions = []

// name: end_session
// mode: write
// Ends one session of a user; the last fifty are remembered.
// param id: string
// param session: string
MATCH (u:User {id: $id})
SET u.ended_sessions = ([$session] + coalesce(u.ended_sessions, []))[..50]

// name: set_preferences
// mode: write
// What a user says of themself: their name, also as a person of the team, and how visible imports are at first.
// param id: string
// param name: string
// param name_key: string
// param import_default: string
MATCH (u:User {id: $id})-[:IS]->(p:Person)
SET u.name = $name, u.import_default = $import_default, p.name = $name, p.name_key = $name_key
