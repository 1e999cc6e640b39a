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
// Ids of the people whom the viewer sees, by name, from a place on; who has an address for a name comes last.
// param scopes: list<string>
// param skip: integer
// param limit: integer
// column id: string
MATCH (p:Person)
WHERE p.scope IN $scopes
RETURN p.id AS id
ORDER BY coalesce(p.name_key, '') = '', p.name_key, p.name, p.id
SKIP $skip
LIMIT $limit

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
// param scopes: list<string>
// param today: date
// param ids: list<string>, the only people that count; null for all
// param mine: boolean, only private ones and those with private facts
// param private: string, the viewer's own scope
// param company: string, id; null for any
// param level: string; null for any
// param function: string; null for any
// param decides: boolean; null for any
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
WHERE ($company IS NULL OR job.company = $company)
  AND ($level IS NULL OR coalesce(job.level, 'individual') = $level)
  AND ($function IS NULL OR coalesce(job.function, 'other') = $function)
  AND ($decides IS NULL OR coalesce(p.decides_by_hand, job.decides, false) = $decides)
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
