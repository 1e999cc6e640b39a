// name: people_by_ids
// mode: read
// People whom the viewer sees, each with the job that stands for them: current, of the team, latest.
// param ids: list<string>
// param scopes: list<string>
// param today: date
// column id: string
// column name: string
// column scope: string
// column decides_by_hand: boolean
// column job: map of title, level, function, decides, company and company_name
UNWIND $ids AS id
MATCH (p:Person {id: id})
WHERE p.scope IN $scopes
RETURN p.id AS id, p.name AS name, p.scope AS scope, p.decides_by_hand AS decides_by_hand,
  head(COLLECT {
    MATCH (p)-[:HOLDS]->(e:Employment)-[:AT]->(c:Company)
    WHERE e.scope IN $scopes AND c.scope IN $scopes
    WITH e, c,
      coalesce(e.started <= $today, true) AND coalesce(e.ended >= $today, true) AS current
    RETURN {title: e.title, level: e.level, function: e.function, decides: e.decides,
      company: c.id, company_name: c.name} AS job
    ORDER BY current DESC, e.scope = 'team' DESC, coalesce(e.started, date('0001-01-01')) DESC,
      c.key, e.title, e.id
    LIMIT 1
  }) AS job

// name: people_by_name
// mode: read
// People whose names fit a full-text query, in an order that knows only those whom the viewer sees.
// param text: string, in the full-text index's own language
// param key: string, the spelled name that is looked for
// param scopes: list<string>
// param limit: integer
// column id: string
// column name: string
CALL db.index.fulltext.queryNodes('person_names', $text) YIELD node
WITH node AS p
WHERE p.scope IN $scopes
RETURN p.id AS id, p.name AS name
ORDER BY p.name_key = $key DESC, p.name_key STARTS WITH $key DESC, p.name_key, p.name, p.id
LIMIT $limit

// name: people_by_contact
// mode: read
// People whom the viewer sees by contact points whom the viewer sees, the team's first.
// param keys: list<string>, channel:value
// param scopes: list<string>
// column key: string
// column id: string
// column scope: string, of the contact point
UNWIND $keys AS key
MATCH (p:Person)-[:HAS]->(k:ContactPoint {key: key})
WHERE p.scope IN $scopes AND k.scope IN $scopes
RETURN key, p.id AS id, k.scope AS scope
ORDER BY key, scope = 'team' DESC, id

// name: jobs_by_level
// mode: read
// Jobs of people whom the viewer sees that are held on a day, at any of the companies or anywhere.
// param companies: list<string>, ids; null for anywhere
// param levels: list<string>; null for every level
// param functions: list<string>; null for every function
// param scopes: list<string>
// param today: date
// param limit: integer
// column id: string, of the person
// column title: string
// column level: string
// column function: string
// column company: string, id
MATCH (p:Person)-[:HOLDS]->(e:Employment)-[:AT]->(c:Company)
WHERE ($companies IS NULL OR c.id IN $companies)
  AND ($levels IS NULL OR e.level IN $levels)
  AND ($functions IS NULL OR e.function IN $functions)
  AND p.scope IN $scopes AND e.scope IN $scopes AND c.scope IN $scopes
  AND coalesce(e.started <= $today, true) AND coalesce(e.ended >= $today, true)
RETURN p.id AS id, e.title AS title, e.level AS level, e.function AS function, c.id AS company
ORDER BY p.name_key, p.id, e.title, c.id
LIMIT $limit

// name: people_in_order
// mode: read
// Ids of the people whom the viewer sees and who have a name, by name, from a place on.
// param scopes: list<string>
// param but: list<string>, ids of people who are left out
// param skip: integer
// param limit: integer
// column id: string
MATCH (p:Person)
USING INDEX p:Person(name_key)
WHERE p.name_key > '' AND p.scope IN $scopes AND NOT p.id IN $but
RETURN p.id AS id
ORDER BY p.name_key, p.name, p.id
SKIP $skip
LIMIT $limit

// name: people_without_name
// mode: read
// Ids of the people whom the viewer sees and who have an address for a name, by it, from a place on.
// param scopes: list<string>
// param but: list<string>, ids of people who are left out
// param skip: integer
// param limit: integer
// column id: string
MATCH (p:Person)
WHERE (p.name_key = '' OR p.name_key IS NULL) AND p.scope IN $scopes AND NOT p.id IN $but
RETURN p.id AS id
ORDER BY p.name, p.id
SKIP $skip
LIMIT $limit

// name: people_with_name_count
// mode: read
// How many people the viewer sees who have a name.
// param scopes: list<string>
// param but: list<string>, ids of people who are left out
// column people: integer
MATCH (p:Person)
USING INDEX p:Person(name_key)
WHERE p.name_key > '' AND p.scope IN $scopes AND NOT p.id IN $but
RETURN count(p) AS people

// name: people_count
// mode: read
// How many people the viewer sees.
// param scopes: list<string>
// column people: integer
MATCH (p:Person)
WHERE p.scope IN $scopes
RETURN count(p) AS people

// name: people_filtered
// mode: read
// Ids of the people whom the viewer sees and to whom every filter applies, in the order asked for.
// An empty string is no filter.
// param scopes: list<string>
// param today: date
// param ids: list<string>, the only people that count; null for all
// param mine: boolean, only private ones and those with private facts
// param private: string, the viewer's own scope
// param company: string, id; empty for any
// param level: string; empty for any
// param function: string; empty for any
// param decides: string, yes or no; empty for any
// param sort: string, one of name, company, title and level
// param down: boolean, the other way round
// column id: string
MATCH (p:Person)
WHERE p.scope IN $scopes AND ($ids IS NULL OR p.id IN $ids)
  AND (NOT $mine OR p.scope = $private
    OR EXISTS { (p)-[:HAS|HOLDS|WANTS|KNOWS_ABOUT|PLAYS|DID|GAVE|PROMISED]->(f) WHERE f.scope = $private }
    OR EXISTS { (p)<-[:TOWARDS|TO|ABOUT]-(f) WHERE f.scope = $private })
WITH p, head(COLLECT {
    MATCH (p)-[:HOLDS]->(e:Employment)-[:AT]->(c:Company)
    WHERE e.scope IN $scopes AND c.scope IN $scopes
    WITH e, c,
      coalesce(e.started <= $today, true) AND coalesce(e.ended >= $today, true) AS current
    RETURN {title: e.title, level: e.level, function: e.function, decides: e.decides,
      company: c.id, company_name: c.name} AS job
    ORDER BY current DESC, e.scope = 'team' DESC, coalesce(e.started, date('0001-01-01')) DESC,
      c.key, e.title, e.id
    LIMIT 1
  }) AS job
WHERE ($company = '' OR job.company = $company)
  AND ($level = '' OR coalesce(job.level, 'individual') = $level)
  AND ($function = '' OR coalesce(job.function, 'other') = $function)
  AND ($decides = '' OR coalesce(p.decides_by_hand, job.decides, false) = ($decides = 'yes'))
WITH p, CASE $sort
    WHEN 'company' THEN toLower(coalesce(job.company_name, ''))
    WHEN 'title' THEN toLower(coalesce(job.title, ''))
    WHEN 'level' THEN CASE job.level
      WHEN 'c_level' THEN 'a' WHEN 'vp' THEN 'b' WHEN 'director' THEN 'c' WHEN 'manager' THEN 'd'
      ELSE 'e' END
    ELSE coalesce(p.name_key, '')
  END AS key
WITH p, key, CASE WHEN key = '' THEN 1 ELSE 0 END AS unknown
ORDER BY unknown, p.name_key, p.name, p.id
WITH unknown, key, collect(p.id) AS ids
ORDER BY unknown, key
WITH collect({unknown: unknown, ids: ids}) AS groups
WITH [g IN groups WHERE g.unknown = 0] AS known, [g IN groups WHERE g.unknown = 1] AS rest
WITH CASE WHEN $down THEN reverse(known) ELSE known END + rest AS groups
UNWIND groups AS g
UNWIND g.ids AS id
RETURN id

// name: contact_points_of_person
// mode: read
// How to reach a person, with who says so, as far as the viewer sees it.
// param person: string, id
// param scopes: list<string>
// column id: string
// column channel: string
// column value: string
// column scope: string
// column sources: list<map> of batch, what, at, by, who, line and scope
MATCH (p:Person {id: $person})-[:HAS]->(f:ContactPoint)
WHERE p.scope IN $scopes AND f.scope IN $scopes
RETURN f.id AS id, f.channel AS channel, f.value AS value, f.scope AS scope,
  COLLECT {
    MATCH (by)-[a:ASSERTS]->(f)
    WHERE by.scope IN $scopes
    OPTIONAL MATCH (u:User {id: coalesce(by.created_by, by.id)})
    RETURN {batch: CASE WHEN by:ImportBatch THEN by.id END,
      what: CASE WHEN by:ImportBatch THEN by.filename ELSE 'by hand' END,
      at: coalesce(a.at, by.written_at), by: u.id, who: u.name, line: a.line, scope: by.scope} AS source
    ORDER BY source.at, source.by, source.what, source.batch, source.line
  } AS sources
ORDER BY channel, value, scope = 'team' DESC

// name: employments_of_person
// mode: read
// The jobs of a person, with who says so, as far as the viewer sees them; latest first.
// param person: string, id
// param scopes: list<string>
// column id: string
// column title: string
// column level: string
// column function: string
// column decides: boolean
// column started: date
// column ended: date
// column company: string, id
// column company_name: string
// column scope: string
// column sources: list<map> of batch, what, at, by, who, line and scope
MATCH (p:Person {id: $person})-[:HOLDS]->(f:Employment)-[:AT]->(c:Company)
WHERE p.scope IN $scopes AND f.scope IN $scopes AND c.scope IN $scopes
RETURN f.id AS id, f.title AS title, f.level AS level, f.function AS function,
  f.decides AS decides, f.started AS started, f.ended AS ended, c.id AS company,
  c.name AS company_name, f.scope AS scope,
  COLLECT {
    MATCH (by)-[a:ASSERTS]->(f)
    WHERE by.scope IN $scopes
    OPTIONAL MATCH (u:User {id: coalesce(by.created_by, by.id)})
    RETURN {batch: CASE WHEN by:ImportBatch THEN by.id END,
      what: CASE WHEN by:ImportBatch THEN by.filename ELSE 'by hand' END,
      at: coalesce(a.at, by.written_at), by: u.id, who: u.name, line: a.line, scope: by.scope} AS source
    ORDER BY source.at, source.by, source.what, source.batch, source.line
  } AS sources
ORDER BY coalesce(ended, date('9999-12-31')) DESC, coalesce(started, date('0001-01-01')) DESC,
  company_name, title, id

// name: buying_roles_of_person
// mode: read
// What a person is in deals and accounts, with who says so, as far as the viewer sees it.
// param person: string, id
// param scopes: list<string>
// column id: string
// column role: string
// column company: string, id
// column company_name: string
// column scope: string
// column sources: list<map> of batch, what, at, by, who, line and scope
MATCH (p:Person {id: $person})-[:PLAYS]->(f:BuyingRole)-[:IN]->(c:Company)
WHERE p.scope IN $scopes AND f.scope IN $scopes AND c.scope IN $scopes
RETURN f.id AS id, f.role AS role, c.id AS company, c.name AS company_name, f.scope AS scope,
  COLLECT {
    MATCH (by)-[a:ASSERTS]->(f)
    WHERE by.scope IN $scopes
    OPTIONAL MATCH (u:User {id: coalesce(by.created_by, by.id)})
    RETURN {batch: CASE WHEN by:ImportBatch THEN by.id END,
      what: CASE WHEN by:ImportBatch THEN by.filename ELSE 'by hand' END,
      at: coalesce(a.at, by.written_at), by: u.id, who: u.name, line: a.line, scope: by.scope} AS source
    ORDER BY source.at, source.by, source.what, source.batch, source.line
  } AS sources
ORDER BY company_name, role, id

// name: sources_of_person
// mode: read
// Who says that a person exists, as far as the viewer sees it, and whether they were told by hand to decide.
// param person: string, id
// param scopes: list<string>
// column decides_by_hand: boolean
// column is_user: boolean
// column sources: list<map> of batch, what, at, by, who, line and scope
MATCH (f:Person {id: $person})
WHERE f.scope IN $scopes
RETURN f.decides_by_hand AS decides_by_hand, EXISTS { (f)<-[:IS]-(:User) } AS is_user,
  COLLECT {
    MATCH (by)-[a:ASSERTS]->(f)
    WHERE by.scope IN $scopes
    OPTIONAL MATCH (u:User {id: coalesce(by.created_by, by.id)})
    RETURN {batch: CASE WHEN by:ImportBatch THEN by.id END,
      what: CASE WHEN by:ImportBatch THEN by.filename ELSE 'by hand' END,
      at: coalesce(a.at, by.written_at), by: u.id, who: u.name, line: a.line, scope: by.scope} AS source
    ORDER BY source.at, source.by, source.what, source.batch, source.line
  } AS sources

// name: create_person
// mode: write
// A person, said by a user to exist.
// param id: string
// param name: string
// param name_key: string
// param scope: string
// param user: string, id
// param at: datetime
MATCH (u:User {id: $user})
MERGE (p:Person {id: $id})
SET p.name = $name, p.name_key = $name_key, p.scope = $scope, p.created_at = $at
MERGE (u)-[a:ASSERTS]->(p)
SET a.at = $at, a.name = $name

// name: update_person
// mode: write
// Another name for a person, and what is said by hand of whether they decide.
// param id: string
// param name: string
// param name_key: string
// param decides_by_hand: boolean; null for what follows from the title
MATCH (p:Person {id: $id})
SET p.name = $name, p.name_key = $name_key, p.decides_by_hand = $decides_by_hand

// name: create_contact_point
// mode: write
// A way to reach a person.
// param id: string
// param person: string, id
// param channel: string
// param value: string, normalised
// param scope: string
// param user: string, id
// param at: datetime
MATCH (u:User {id: $user})
MATCH (p:Person {id: $person})
MERGE (k:ContactPoint {id: $id})
SET k.channel = $channel, k.value = $value, k.key = $channel + ':' + $value, k.scope = $scope
MERGE (p)-[:HAS]->(k)
MERGE (u)-[a:ASSERTS]->(k)
SET a.at = $at

// name: write_employment
// mode: write
// A job of a person at a company: new, or as it is to be from now on.
// param id: string
// param person: string, id
// param company: string, id
// param title: string
// param level: string
// param function: string
// param decides: boolean
// param started: date
// param ended: date
// param scope: string
// param user: string, id
// param at: datetime
MATCH (u:User {id: $user})
MATCH (p:Person {id: $person})
MATCH (c:Company {id: $company})
MERGE (e:Employment {id: $id})
SET e.title = $title, e.level = $level, e.function = $function, e.decides = $decides,
  e.started = $started, e.ended = $ended, e.scope = $scope
MERGE (p)-[:HOLDS]->(e)
MERGE (e)-[:AT]->(c)
MERGE (u)-[a:ASSERTS]->(e)
SET a.at = $at
WITH e, c
MATCH (e)-[old:AT]->(other:Company)
WHERE other <> c
DELETE old

// name: create_buying_role
// mode: write
// What a person is in the account of a company.
// param id: string
// param person: string, id
// param company: string, id
// param role: string
// param scope: string
// param user: string, id
// param at: datetime
MATCH (u:User {id: $user})
MATCH (p:Person {id: $person})
MATCH (c:Company {id: $company})
MERGE (b:BuyingRole {id: $id})
SET b.role = $role, b.scope = $scope
MERGE (p)-[:PLAYS]->(b)
MERGE (b)-[:IN]->(c)
MERGE (u)-[a:ASSERTS]->(b)
SET a.at = $at

// name: facts_of_person_seen
// mode: read
// Which of the given facts are a person's and seen by the viewer.
// param person: string, id
// param ids: list<string>
// param scopes: list<string>
// column label: string
// column id: string
MATCH (p:Person {id: $person})--(f:ContactPoint|Employment|BuyingRole|Want|Expertise|Note)
WHERE f.id IN $ids AND p.scope IN $scopes AND f.scope IN $scopes
RETURN DISTINCT labels(f)[0] AS label, f.id AS id
ORDER BY label, id

// name: facts_around_people
// mode: read
// Every fact that touches one of the people, of any scope: what a merge or a deletion may alter.
// param ids: list<string>
// column label: string
// column id: string
// column scope: string
CALL () {
  UNWIND $ids AS id
  MATCH (:Person {id: id})-[:!TIE]-(f:ContactPoint|Employment|Want|Expertise|BuyingRole|Evidence|Favor|Gift|Promise|Note|IntroRequest|Letter|OpenAsk|Ask|Inquiry|Help|GiveChoice|Check|Trade|Round|Share)
  RETURN f
  UNION
  MATCH (f:IntroRequest|Letter)
  WHERE any(id IN f.people WHERE id IN $ids)
  RETURN f
  UNION
  UNWIND $ids AS id
  MATCH (:Person {id: id})<-[:BY|VIA|TO_REACH|TO]-(:IntroRequest|Ask)<-[:ANSWERS]-(f:Reply)
  RETURN f
  UNION
  MATCH (q:IntroRequest)<-[:ANSWERS]-(f:Reply)
  WHERE any(id IN q.people WHERE id IN $ids)
  RETURN f
}
RETURN DISTINCT labels(f)[0] AS label, f.id AS id, f.scope AS scope
ORDER BY label, id

// name: facts_of_person_by_kind
// mode: read
// How many facts of each kind about a person the viewer sees.
// param person: string, id
// param scopes: list<string>
// column label: string
// column facts: integer
MATCH (p:Person {id: $person})
WHERE p.scope IN $scopes
CALL (p) {
  MATCH (p)-[:HAS|HOLDS|WANTS|KNOWS_ABOUT|PLAYS|DID|GAVE|PROMISED]->(f)
  RETURN f
  UNION
  MATCH (p)<-[:TOWARDS|TO|ABOUT|BY|VIA|TO_REACH|SEAT|MEETS|MEMBER|FOR|OF]-(f)
  RETURN f
}
WITH DISTINCT f
WHERE f.scope IN $scopes
RETURN labels(f)[0] AS label, count(f) AS facts
ORDER BY label

// name: giving_between
// mode: read
// Favors, gifts and promises between two people that the viewer sees.
// param one: string, id
// param other: string, id
// param scopes: list<string>
// column label: string
// column day: date
MATCH (one:Person {id: $one})-[:GAVE|TO|PROMISED]-(f:Favor|Gift|Promise)-[:GAVE|TO|PROMISED]-(other:Person {id: $other})
WHERE f.scope IN $scopes
RETURN DISTINCT labels(f)[0] AS label, coalesce(f.day, f.made) AS day
ORDER BY day, label

// name: drop_between_people
// mode: write
// Removes what would be between a person and themself if the two were one.
// param one: string, id
// param other: string, id
CALL () {
  MATCH (one:Person {id: $one})-[:DID|TOWARDS|GAVE|TO|PROMISED|BY|VIA|TO_REACH|SEAT|MEETS]-(f:Evidence|Favor|Gift|Promise|IntroRequest|OpenAsk|Ask|Inquiry|Trade)-[:DID|TOWARDS|GAVE|TO|PROMISED|BY|VIA|TO_REACH|SEAT|MEETS]-(other:Person {id: $other})
  RETURN f
  UNION
  MATCH (one:Person {id: $one})-[:BY|OF|FOR]-(f:Share)-[:BY|OF|FOR]-(other:Person {id: $other})
  WHERE COUNT { (f)-[:FOR]->() } = 1 AND EXISTS { (f)-[:FOR]->(p) WHERE p IN [one, other] }
  RETURN f
}
OPTIONAL MATCH (f)<-[:ANSWERS]-(r:Reply)
DETACH DELETE f, r

// name: move_facts_out
// mode: write
// Gives what leads from one person to another person: everything, or the facts of one scope.
// param gone: string, id
// param kept: string, id
// param scope: string; null for every fact
MATCH (kept:Person {id: $kept})
MATCH (gone:Person {id: $gone})-[r:!TIE]->(o)
WHERE $scope IS NULL OR o.scope = $scope
CREATE (kept)-[n:$(type(r))]->(o)
SET n = properties(r)
DELETE r

// name: move_facts_into
// mode: write
// Gives what leads to one person to another person: everything, or the facts of one scope.
// param gone: string, id
// param kept: string, id
// param scope: string; null for every fact
MATCH (kept:Person {id: $kept})
MATCH (gone:Person {id: $gone})<-[r:!TIE]-(o)
WHERE ($scope IS NULL OR (o.scope = $scope AND NOT o:User))
  AND NOT (type(r) = 'ASSERTS' AND EXISTS { (o)-[:ASSERTS]->(kept) })
CREATE (o)-[n:$(type(r))]->(kept)
SET n = properties(r)
DELETE r

// name: rename_in_requests
// mode: write
// Puts another person's id into the paths of introduction requests, and letters about them: all, or those of one scope.
// param gone: string, id
// param kept: string, id
// param scope: string; null for every request
MATCH (r:IntroRequest|Letter)
WHERE $gone IN r.people AND ($scope IS NULL OR r.scope = $scope)
SET r.people = [id IN r.people | CASE WHEN id = $gone THEN $kept ELSE id END]

// name: drop_self_references
// mode: write
// A person does not want to meet themself, nor is one of two people whom a favor introduced to a third, nor shares with themself.
// param person: string, id
CALL () {
  MATCH (p:Person {id: $person})-[:WANTS]->(:Want)-[r:WANTS_TO_MEET]->(p)
  RETURN r
  UNION
  MATCH (p:Person {id: $person})-[:GAVE|TO]-(:Favor)-[r:INTRODUCED|ON_BEHALF_OF]->(p)
  RETURN r
  UNION
  MATCH (p:Person {id: $person})<-[:BY]-(:Share)-[r:FOR|OF|THANKED]-(p)
  RETURN r
  UNION
  MATCH (p:Person {id: $person})<-[:OF]-(:Share)-[r:FOR]->(p)
  RETURN r
  UNION
  MATCH (p:Person {id: $person})-[one:FOR|THANKED]-(s:Share)
  WITH s, type(one) AS kind, collect(one) AS alike
  UNWIND alike[1..] AS r
  RETURN r
}
DELETE r

// name: doubled_facts
// mode: read
// Jobs, buying roles and topics that a person has twice in one scope, each with the one that stays.
// param person: string, id
// column label: string
// column gone: string, id
// column kept: string, id
MATCH (p:Person {id: $person})-[:HOLDS|PLAYS|KNOWS_ABOUT]->(f)
OPTIONAL MATCH (f)-[:AT|IN]->(c:Company)
WITH labels(f)[0] AS label, c,
  [toLower(coalesce(f.title, f.role, f.topic)), toString(f.started), toString(f.ended), f.scope] AS alike,
  f.id AS id
ORDER BY id
WITH label, c, [x IN alike | coalesce(x, '')] AS alike, collect(id) AS ids
UNWIND ids[1..] AS gone
RETURN label, gone, ids[0] AS kept

// name: move_assertions
// mode: write
// Who asserted one fact asserts another instead.
// param label: string
// param gone: string, id
// param kept: string, id
MATCH (kept:$($label) {id: $kept})
MATCH (gone:$($label) {id: $gone})<-[r:ASSERTS]-(by)
WHERE NOT EXISTS { (by)-[:ASSERTS]->(kept) }
CREATE (by)-[n:ASSERTS]->(kept)
SET n = properties(r)

// name: take_better_name
// mode: write
// A person keeps their name, unless it is only an address and the other's is better; and what was said by hand.
// param gone: string, id
// param kept: string, id
MATCH (kept:Person {id: $kept}), (gone:Person {id: $gone})
WITH kept, gone, coalesce(kept.name_key, '') = '' AND coalesce(gone.name_key, '') <> '' AS better
SET kept.name = CASE WHEN better THEN gone.name ELSE kept.name END,
  kept.name_key = CASE WHEN better THEN gone.name_key ELSE kept.name_key END,
  kept.decides_by_hand = coalesce(kept.decides_by_hand, gone.decides_by_hand)

// name: forget_private_self
// mode: write
// Takes away who wrote a private person down, before the team's person takes their facts.
// param person: string, id
MATCH (:Person {id: $person})<-[a:ASSERTS]-(:User)
DELETE a

// name: private_owners_of_facts
// mode: read
// The users who hold private facts about a person, others than the one named.
// param person: string, id
// param but: string, a scope that does not count
// column scope: string
MATCH (p:Person {id: $person})
CALL (p) {
  MATCH (p)-[:HAS|HOLDS|WANTS|KNOWS_ABOUT|PLAYS|DID|GAVE|PROMISED]->(f)
  RETURN f.scope AS scope
  UNION
  MATCH (p)<-[:TOWARDS|TO|ABOUT|BY|VIA|TO_REACH|SEAT|MEETS|MEMBER|FOR|OF]-(f)
  RETURN f.scope AS scope
}
WITH DISTINCT scope
WHERE scope <> 'team' AND scope <> $but
RETURN scope
ORDER BY scope

// name: create_private_twin
// mode: write
// A private person with the name of one whom the team is about to forget.
// param person: string, id
// param twin: string, id of the private person
// param scope: string, id of the user
// param at: datetime
MATCH (p:Person {id: $person})
MATCH (u:User {id: $scope})
MERGE (t:Person {id: $twin})
SET t.name = p.name, t.name_key = p.name_key, t.scope = $scope, t.created_at = $at
MERGE (u)-[a:ASSERTS]->(t)
SET a.at = $at, a.name = p.name

// name: facts_only_of_person
// mode: read
// The facts that go with a person: theirs, and those between them and others; a share that is for others too stays.
// param person: string, id
// column label: string
// column id: string
CALL () {
  MATCH (:Person {id: $person})-[:HAS|HOLDS|WANTS|KNOWS_ABOUT|PLAYS|DID|GAVE|PROMISED]->(f)
  RETURN f
  UNION
  MATCH (:Person {id: $person})<-[:TOWARDS|TO|ABOUT|BY|VIA|TO_REACH|SEAT|MEETS|MEMBER|OF]-(f)
  RETURN f
  UNION
  MATCH (p:Person {id: $person})<-[:FOR]-(f:Share)
  WHERE NOT EXISTS { (f)-[:FOR]->(other:Person) WHERE other <> p }
  RETURN f
  UNION
  MATCH (f:IntroRequest|Letter)
  WHERE $person IN f.people
  RETURN f
  UNION
  MATCH (:Person {id: $person})<-[:BY|VIA|TO_REACH|TO]-(:IntroRequest|Ask)<-[:ANSWERS]-(f:Reply)
  RETURN f
  UNION
  MATCH (q:IntroRequest)<-[:ANSWERS]-(f:Reply)
  WHERE $person IN q.people
  RETURN f
}
RETURN DISTINCT labels(f)[0] AS label, f.id AS id
ORDER BY label, id

// name: private_holders_of_contact
// mode: read
// Private people, of any user, who have a contact point that the team is about to learn.
// param key: string, channel:value
// column id: string, of the person
// column scope: string
MATCH (p:Person)-[:HAS]->(:ContactPoint {key: $key})
WHERE p.scope <> 'team'
RETURN p.id AS id, p.scope AS scope
ORDER BY id

// name: share_person
// mode: write
// Shows a private person with their contact points, jobs and buying roles to the whole team.
// param person: string, id
MATCH (p:Person {id: $person})
SET p.scope = 'team'
WITH p
OPTIONAL MATCH (p)-[:HAS|HOLDS|PLAYS]->(f)
SET f.scope = 'team'

// name: private_workplaces_of_person
// mode: read
// Jobs and buying roles of a person at private companies.
// param person: string, id
// column fact: string, id
// column company: string, id
// column name: string
// column key: string
MATCH (:Person {id: $person})-[:HOLDS|PLAYS]->(f:Employment|BuyingRole)-[:AT|IN]->(c:Company)
WHERE c.scope <> 'team'
RETURN f.id AS fact, c.id AS company, c.name AS name, c.key AS key
ORDER BY fact

// name: move_workplace
// mode: write
// A job or buying role is at another company.
// param fact: string, id
// param gone: string, id of the company until now
// param kept: string, id of the company from now on
MATCH (kept:Company {id: $kept})
MATCH (f:Employment|BuyingRole {id: $fact})-[r:AT|IN]->(:Company {id: $gone})
CREATE (f)-[n:$(type(r))]->(kept)
DELETE r
