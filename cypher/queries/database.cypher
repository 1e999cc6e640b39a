// name: database_health
// mode: read
// Answers when the database does.
// column ok: boolean
RETURN true AS ok

// name: migrations_recorded
// mode: read
// The migrations that this database has seen, in order.
// column number: integer
// column name: string
// column checksum: string, SHA-256 of the file in hexadecimal
MATCH (m:Migration)
RETURN m.number AS number, m.name AS name, m.checksum AS checksum
ORDER BY number

// name: record_migration
// mode: write
// Remembers that a migration has been applied.
// param number: integer
// param name: string
// param checksum: string, SHA-256 of the file in hexadecimal
MERGE (m:Migration {number: $number})
SET m.name = $name, m.checksum = $checksum, m.applied_at = datetime()

// name: graph_is_empty
// mode: read
// Whether the graph holds no node but the record of its migrations.
// column empty: boolean
RETURN NOT EXISTS { MATCH (n WHERE NOT n:Migration) } AS empty

// name: nodes_by_label
// mode: read
// How many nodes of each kind there are, for the operator.
// column label: string
// column nodes: integer
MATCH (n)
RETURN labels(n)[0] AS label, count(*) AS nodes
ORDER BY label
