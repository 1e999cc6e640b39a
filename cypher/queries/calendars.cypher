// name: calendar_key
// mode: read
// What the secret address of a user's calendar must hold; null without one.
// param id: string
// column key: string
MATCH (u:User {id: $id, active: true})
RETURN u['calendar_key'] AS key

// name: set_calendar_key
// mode: write
// Gives a user's calendar another secret address, or none.
// param id: string
// param key: string, or null
MATCH (u:User {id: $id})
SET u.calendar_key = $key
