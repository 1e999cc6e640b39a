// name: companies_by_name
// mode: read
// Companies whose names fit a full-text query, in an order that knows only those whom the viewer sees.
// param text: string, in the full-text index's own language
// param key: string, the spelled name that is looked for
// param scopes: list<string>
// param limit: integer
// column id: string
// column name: string
// column key: string
// column industry: string
// column domain: string
// column scope: string
CALL db.index.fulltext.queryNodes('company_names', $text) YIELD node
WITH node AS c
WHERE c.scope IN $scopes
  AND (EXISTS { (c)<-[:ASSERTS]-(by) WHERE by.scope IN $scopes }
    OR EXISTS { (c)<-[:AT|IN]-(f) WHERE f.scope IN $scopes })
RETURN c.id AS id, c.name AS name, c.key AS key, c.industry AS industry, c.domain AS domain,
  c.scope AS scope
ORDER BY c.key = $key DESC, c.key STARTS WITH $key DESC, c.key, c.scope = 'team' DESC, c.id
LIMIT $limit

// name: companies_by_industry
// mode: read
// Companies whom the viewer sees whose industry is the one named, in any case, or has it as a word.
// param industry: string, lower case
// param scopes: list<string>
// param limit: integer
// column id: string
// column name: string
// column key: string
// column industry: string
// column domain: string
// column scope: string
MATCH (c:Company)
WHERE c.scope IN $scopes
  AND (toLower(c.industry) = $industry OR $industry IN split(toLower(c.industry), ' '))
RETURN c.id AS id, c.name AS name, c.key AS key, c.industry AS industry, c.domain AS domain,
  c.scope AS scope
ORDER BY c.key, c.id
LIMIT $limit

// name: companies_by_ids
// mode: read
// Companies whom the viewer sees.
// param ids: list<string>
// param scopes: list<string>
// column id: string
// column name: string
// column key: string
// column industry: string
// column domain: string
// column scope: string
UNWIND $ids AS id
MATCH (c:Company {id: id})
WHERE c.scope IN $scopes
  AND (EXISTS { (c)<-[:ASSERTS]-(by) WHERE by.scope IN $scopes }
    OR EXISTS { (c)<-[:AT|IN]-(f) WHERE f.scope IN $scopes })
RETURN c.id AS id, c.name AS name, c.key AS key, c.industry AS industry, c.domain AS domain,
  c.scope AS scope

// name: companies_in_order
// mode: read
// Every company whom the viewer sees, by name, with how many people there the viewer sees, and
// how many who are there today and decide.
// param scopes: list<string>
// param today: date
// param skip: integer
// param limit: integer
// column id: string
// column name: string
// column key: string
// column industry: string
// column domain: string
// column scope: string
// column people: integer
// column deciders: integer
MATCH (c:Company)
WHERE c.scope IN $scopes
  AND (EXISTS { (c)<-[:ASSERTS]-(by) WHERE by.scope IN $scopes }
    OR EXISTS { (c)<-[:AT|IN]-(f) WHERE f.scope IN $scopes })
WITH c
ORDER BY c.key, c.id
SKIP $skip
LIMIT $limit
RETURN c.id AS id, c.name AS name, c.key AS key, c.industry AS industry, c.domain AS domain,
  c.scope AS scope,
  COUNT {
    MATCH (p:Person)-[:HOLDS]->(e:Employment)-[:AT]->(c)
    WHERE p.scope IN $scopes AND e.scope IN $scopes
    RETURN DISTINCT p
  } AS people,
  COUNT {
    MATCH (p:Person)-[:HOLDS]->(e:Employment)-[:AT]->(c)
    WHERE p.scope IN $scopes AND e.scope IN $scopes
      AND coalesce(p.decides_by_hand, e.decides, false)
      AND coalesce(e.started <= $today, true) AND coalesce(e.ended >= $today, true)
    RETURN DISTINCT p
  } AS deciders
ORDER BY key, id

// name: companies_counted
// mode: read
// As many of the companies as the viewer sees, by name, with how many people there the viewer sees,
// and how many who are there today and decide.
// param scopes: list<string>
// param today: date
// param ids: list<string>, the only ones wanted; null for all
// column id: string
// column name: string
// column key: string
// column industry: string
// column domain: string
// column scope: string
// column people: integer
// column deciders: integer
MATCH (c:Company)
WHERE c.scope IN $scopes AND ($ids IS NULL OR c.id IN $ids)
  AND (EXISTS { (c)<-[:ASSERTS]-(by) WHERE by.scope IN $scopes }
    OR EXISTS { (c)<-[:AT|IN]-(f) WHERE f.scope IN $scopes })
RETURN c.id AS id, c.name AS name, c.key AS key, c.industry AS industry, c.domain AS domain,
  c.scope AS scope,
  COUNT {
    MATCH (p:Person)-[:HOLDS]->(e:Employment)-[:AT]->(c)
    WHERE p.scope IN $scopes AND e.scope IN $scopes
    RETURN DISTINCT p
  } AS people,
  COUNT {
    MATCH (p:Person)-[:HOLDS]->(e:Employment)-[:AT]->(c)
    WHERE p.scope IN $scopes AND e.scope IN $scopes
      AND coalesce(p.decides_by_hand, e.decides, false)
      AND coalesce(e.started <= $today, true) AND coalesce(e.ended >= $today, true)
    RETURN DISTINCT p
  } AS deciders
ORDER BY key, id

// name: company_by_key
// mode: read
// The company of that key in one of the scopes, the team's first.
// param key: string
// param scopes: list<string>
// column id: string
// column name: string
// column scope: string
MATCH (c:Company {key: $key})
WHERE c.scope IN $scopes
RETURN c.id AS id, c.name AS name, c.scope AS scope
ORDER BY scope = 'team' DESC
LIMIT 1

// name: create_company
// mode: write
// A company, known by its key within its scope; what is there already stays as it is.
// param id: string
// param name: string
// param key: string
// param scope: string
// column id: string
MERGE (c:Company {key: $key, scope: $scope})
ON CREATE SET c.id = $id, c.name = $name
RETURN c.id AS id

// name: assert_company
// mode: write
// A user says that a company is worth knowing, whether or not somebody is known there.
// param company: string, id
// param user: string, id
// param at: datetime
MATCH (c:Company {id: $company})
MATCH (u:User {id: $user})
MERGE (u)-[a:ASSERTS]->(c)
SET a.at = $at

// name: update_company
// mode: write
// Another name, industry and domain for a company.
// param id: string
// param name: string
// param key: string
// param industry: string
// param domain: string
MATCH (c:Company {id: $id})
SET c.name = $name, c.key = $key, c.industry = $industry, c.domain = $domain

// name: people_of_company
// mode: read
// The jobs at a company that the viewer sees, with the people and the buying roles they play there.
// param company: string, id
// param scopes: list<string>
// param today: date
// column id: string, of the person
// column title: string
// column level: string
// column function: string
// column current: boolean
// column started: date
// column ended: date
MATCH (p:Person)-[:HOLDS]->(e:Employment)-[:AT]->(c:Company {id: $company})
WHERE p.scope IN $scopes AND e.scope IN $scopes AND c.scope IN $scopes
RETURN p.id AS id, e.title AS title, e.level AS level, e.function AS function,
  coalesce(e.started <= $today, true) AND coalesce(e.ended >= $today, true) AS current,
  e.started AS started, e.ended AS ended
ORDER BY current DESC, e.scope = 'team' DESC, coalesce(e.started, date('0001-01-01')) DESC, title, p.id

// name: buying_roles_of_company
// mode: read
// Who plays which buying role at a company, as far as the viewer sees it.
// param company: string, id
// param scopes: list<string>
// column id: string, of the buying role
// column person: string, id
// column role: string
// column scope: string
MATCH (p:Person)-[:PLAYS]->(b:BuyingRole)-[:IN]->(c:Company {id: $company})
WHERE p.scope IN $scopes AND b.scope IN $scopes AND c.scope IN $scopes
RETURN b.id AS id, p.id AS person, b.role AS role, b.scope AS scope
ORDER BY role, p.name_key, p.id

// name: move_company_facts
// mode: write
// Gives the jobs, buying roles and assertions of one company to another.
// param gone: string, id
// param kept: string, id
MATCH (kept:Company {id: $kept})
MATCH (gone:Company {id: $gone})<-[r:AT|IN|ASSERTS]-(f)
WHERE NOT (type(r) = 'ASSERTS' AND EXISTS { (f)-[:ASSERTS]->(kept) })
CREATE (f)-[n:$(type(r))]->(kept)
SET n = properties(r)
DELETE r

// name: facts_of_company
// mode: read
// Jobs and buying roles at a company, of any scope.
// param company: string, id
// column label: string
// column id: string
// column scope: string
MATCH (:Company {id: $company})<-[:AT|IN]-(f:Employment|BuyingRole)
RETURN DISTINCT labels(f)[0] AS label, f.id AS id, f.scope AS scope
ORDER BY label, id

// name: drop_assertions_of_company
// mode: write
// Nobody says any more that a company is worth knowing for itself.
// param company: string, id
MATCH (:Company {id: $company})<-[r:ASSERTS]-()
DELETE r
