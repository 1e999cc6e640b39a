// What a user answered, or put off, when asked whether something known is still so.
CREATE CONSTRAINT check_id IF NOT EXISTS FOR (n:Check) REQUIRE n.id IS UNIQUE;
CREATE INDEX check_scope IF NOT EXISTS FOR (n:Check) ON (n.scope);
