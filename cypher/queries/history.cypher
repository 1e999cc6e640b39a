// name: image_of_nodes
// mode: read
// The nodes with the given ids and every relationship of theirs but derived ones, as plain maps.
// param labels: list<string>, one label for each id
// param ids: list<string>
// column id: string
// column label: string
// column properties: map
// column out: list<map> of type, other, other_label, other_scope and properties
// column into: list<map> of type, other, other_label, other_scope and properties
UNWIND range(0, size($ids) - 1) AS i
WITH $labels[i] AS label, $ids[i] AS id
MATCH (n:$(label) {id: id})
RETURN
  id,
  label,
  properties(n) AS properties,
  COLLECT {
    MATCH (n)-[r:!TIE]->(o)
    RETURN {type: type(r), other: o.id, other_label: labels(o)[0], other_scope: o.scope, properties: properties(r)} AS edge
    ORDER BY edge.type, edge.other
  } AS out,
  COLLECT {
    MATCH (n)<-[r:!TIE]-(o)
    RETURN {type: type(r), other: o.id, other_label: labels(o)[0], other_scope: o.scope, properties: properties(r)} AS edge
    ORDER BY edge.type, edge.other
  } AS into
ORDER BY label, id

// name: delete_nodes
// mode: write
// Removes the nodes with the given ids and all their relationships.
// param labels: list<string>, one label for each id
// param ids: list<string>
UNWIND range(0, size($ids) - 1) AS i
WITH $labels[i] AS label, $ids[i] AS id
MATCH (n:$(label) {id: id})
DETACH DELETE n

// name: restore_nodes
// mode: write
// Puts nodes back with exactly the given properties and drops their relationships but ties.
// param nodes: list<map> of label, id and properties
UNWIND $nodes AS node
MERGE (n:$(node.label) {id: node.id})
SET n = node.properties
WITH n
OPTIONAL MATCH (n)-[r:!TIE]-()
DELETE r

// name: restore_relationships
// mode: write
// Puts relationships back between nodes that exist.
// param edges: list<map> of type, from, from_label, to, to_label and properties
UNWIND $edges AS edge
MATCH (a:$(edge.from_label) {id: edge.from})
MATCH (b:$(edge.to_label) {id: edge.to})
CREATE (a)-[r:$(edge.type)]->(b)
SET r = edge.properties

// name: alter_nodes
// mode: write
// Sets the given properties of nodes; one that is null is removed.
// param nodes: list<map> of label, id and properties
UNWIND $nodes AS node
MATCH (n:$(node.label) {id: node.id})
SET n += node.properties

// name: delete_relationships
// mode: write
// Removes relationships that have exactly the given ends, type and properties.
// param edges: list<map> of type, from, from_label, to, to_label and properties
UNWIND $edges AS edge
MATCH (a:$(edge.from_label) {id: edge.from})-[r:$(edge.type)]->(b:$(edge.to_label) {id: edge.to})
WHERE properties(r) = edge.properties
DELETE r

// name: record_change
// mode: write
// Keeps what a user did, with the images of the nodes before and after.
// param id: string
// param scope: string
// param by: string, id of the user
// param at: datetime
// param what: string, what was done, in the user's words
// param before: string, JSON
// param after: string, JSON
MERGE (c:Change {id: $id})
SET c.scope = $scope, c.by = $by, c.at = $at, c.what = $what, c.before = $before, c.after = $after,
  c.undone_at = null

// name: change_to_undo
// mode: read
// One change of a user's own that has not been undone, or was at this very moment.
// param id: string
// param by: string, id of the user
// param at: datetime, when it is being undone
// column what: string
// column before: string, JSON
// column after: string, JSON
// column done: boolean, whether it has just been undone by the try before this one
MATCH (c:Change {id: $id, by: $by})
WHERE c.undone_at IS NULL OR c.undone_at = $at
RETURN c.what AS what, c.before AS before, c.after AS after, c.undone_at IS NOT NULL AS done

// name: mark_undone
// mode: write
// Remembers that a change was undone.
// param id: string
// param at: datetime
MATCH (c:Change {id: $id})
SET c.undone_at = $at

// name: changes_of_user
// mode: read
// The latest changes of a user's own, newest first.
// param by: string, id of the user
// param limit: integer
// column id: string
// column what: string
// column at: datetime
// column undone: boolean
// column before: string, JSON
// column after: string, JSON
MATCH (c:Change {by: $by})
RETURN c.id AS id, c.what AS what, c.at AS at, c.undone_at IS NOT NULL AS undone,
  c.before AS before, c.after AS after
ORDER BY at DESC, id
LIMIT $limit
