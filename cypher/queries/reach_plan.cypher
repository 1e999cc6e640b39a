// name: deciders_at_accounts
// mode: read
// Who decides at the companies in which somebody plays a buying role: by that role, by the job
// held now, or because a user said so; as far as the viewer sees, in order of id.
// param roles: list<string>, buying roles that decide
// param scopes: list<string>
// param today: date
// param most: integer
// column person: string, id
// column company: string, id
// column name: string, of the company
MATCH (b:BuyingRole)-[:IN]->(c:Company)
WHERE b.scope IN $scopes AND c.scope IN $scopes
WITH DISTINCT c
CALL (c) {
  MATCH (p:Person)-[:PLAYS]->(r:BuyingRole)-[:IN]->(c)
  WHERE r.scope IN $scopes AND r.role IN $roles
  RETURN p
  UNION
  MATCH (p:Person)-[:HOLDS]->(e:Employment)-[:AT]->(c)
  WHERE e.scope IN $scopes AND coalesce(p.decides_by_hand, e.decides, false)
    AND coalesce(e.started <= $today, true) AND coalesce(e.ended >= $today, true)
  RETURN p
}
WITH DISTINCT c, p
WHERE p.scope IN $scopes
RETURN p.id AS person, c.id AS company, c.name AS name
ORDER BY person, company
LIMIT $most
