// name: digest_readers
// mode: read
// Users who want the daily letter and have not had that day's.
// param day: date
// column id: string
MATCH (u:User {active: true})
WHERE u['digest'] = true AND (u['digest_day'] IS NULL OR u['digest_day'] < $day)
RETURN u.id AS id
ORDER BY id

// name: take_digest_day
// mode: write
// Notes that a user has had a day's letter; without a row they had it already, or want none.
// param id: string
// param day: date
// column id: string
MATCH (u:User {id: $id})
SET u.held = true
REMOVE u.held
WITH u
WHERE u['digest'] = true AND (u['digest_day'] IS NULL OR u['digest_day'] < $day)
SET u.digest_day = $day
RETURN u.id AS id

// name: set_digest
// mode: write
// Whether a user wants the daily letter.
// param id: string
// param wanted: boolean
MATCH (u:User {id: $id})
SET u.digest = $wanted

// name: wants_digest
// mode: read
// Whether a user wants the daily letter.
// param id: string
// column wanted: boolean
MATCH (u:User {id: $id})
RETURN coalesce(u['digest'], false) AS wanted
