// name: map_people
// mode: read
// Everybody whom the viewer sees, each with the job that stands for them: current, of the team, latest.
// param scopes: list<string>
// param today: date
// column id: string
// column name: string
// column scope: string
// column decides_by_hand: boolean
// column job: map of title, level, function, decides, company and company_name
MATCH (p:Person)
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
ORDER BY id
