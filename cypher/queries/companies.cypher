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
// Every company whom the viewer sees, by name, with how many people of theirs the viewer sees.
// param scopes: list<string>
// param skip: integer
// param limit: integer
// column id: string
// column name: string
// column key: string
// column industry: string
// column domain: string
// column scope: string
// column people: integer
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
  } AS people
ORDER BY key, id
