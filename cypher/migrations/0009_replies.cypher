// A message that answers something asked, as an import of mail found it.
CREATE CONSTRAINT reply_id IF NOT EXISTS FOR (n:Reply) REQUIRE n.id IS UNIQUE;
CREATE INDEX reply_scope IF NOT EXISTS FOR (n:Reply) ON (n.scope);
