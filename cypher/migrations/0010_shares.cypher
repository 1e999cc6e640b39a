// Expertise, stories, ideas and contacts that somebody shares for nothing.
CREATE CONSTRAINT share_id IF NOT EXISTS FOR (n:Share) REQUIRE n.id IS UNIQUE;
CREATE INDEX share_scope IF NOT EXISTS FOR (n:Share) ON (n.scope);
