// name: jobs_last_told
// mode: read
// The jobs that people hold as far as is known, with the last day on which anybody said so.
// param people: list<string>, ids
// param scopes: list<string>
// param today: date
// column person: string, id
// column job: string, id
// column title: string
// column company: string, its name
// column decides: boolean
// column told: date
UNWIND $people AS id
MATCH (p:Person {id: id})-[:HOLDS]->(e:Employment)-[:AT]->(c:Company)
WHERE p.scope IN $scopes AND e.scope IN $scopes AND c.scope IN $scopes
  AND coalesce(e.started <= $today, true) AND coalesce(e.ended >= $today, true)
MATCH (by)-[a:ASSERTS]->(e)
WHERE by.scope IN $scopes
WITH p, e, c, max(date(coalesce(a.at, by.written_at))) AS told
RETURN p.id AS person, e.id AS job, e.title AS title, c.name AS company,
  coalesce(p.decides_by_hand, e.decides, false) AS decides, told
ORDER BY person, job

// name: assert_job
// mode: write
// A user says that somebody still holds a job.
// param job: string, id
// param user: string, id
// param at: datetime
MATCH (e:Employment {id: $job}), (u:User {id: $user})
MERGE (u)-[a:ASSERTS]->(e)
SET a.at = $at

// name: write_check
// mode: write
// Keeps that a user was asked about something, and answered or put it off.
// param id: string
// param about: string, id of the person or job asked about
// param person: string, id
// param day: date
// param user: string, id; the check is theirs alone
MATCH (p:Person {id: $person})
MERGE (c:Check {id: $id})
SET c.scope = $user, c.about = $about, c.day = $day
MERGE (c)-[:ABOUT]->(p)

// name: checks_of_user
// mode: read
// What a user was asked so far, and when they answered; not the shares they have put aside.
// param user: string, id
// column about: string, id of a person or a job
// column day: date
MATCH (c:Check {scope: $user})
WHERE NOT c.about STARTS WITH 'share '
RETURN c.about AS about, c.day AS day
ORDER BY day, about
