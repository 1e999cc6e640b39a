// Unique ids for every kind of thing; `id` is what pages, undo and exports speak of.
CREATE CONSTRAINT user_id IF NOT EXISTS FOR (n:User) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT user_email IF NOT EXISTS FOR (n:User) REQUIRE n.email IS UNIQUE;
CREATE CONSTRAINT person_id IF NOT EXISTS FOR (n:Person) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT contact_point_id IF NOT EXISTS FOR (n:ContactPoint) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT company_id IF NOT EXISTS FOR (n:Company) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT employment_id IF NOT EXISTS FOR (n:Employment) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT buying_role_id IF NOT EXISTS FOR (n:BuyingRole) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT evidence_id IF NOT EXISTS FOR (n:Evidence) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT favor_id IF NOT EXISTS FOR (n:Favor) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT gift_id IF NOT EXISTS FOR (n:Gift) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT promise_id IF NOT EXISTS FOR (n:Promise) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT want_id IF NOT EXISTS FOR (n:Want) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT expertise_id IF NOT EXISTS FOR (n:Expertise) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT note_id IF NOT EXISTS FOR (n:Note) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT intro_request_id IF NOT EXISTS FOR (n:IntroRequest) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT import_batch_id IF NOT EXISTS FOR (n:ImportBatch) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT import_chunk_id IF NOT EXISTS FOR (n:ImportChunk) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT change_id IF NOT EXISTS FOR (n:Change) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT revision_scope IF NOT EXISTS FOR (n:Revision) REQUIRE n.scope IS UNIQUE;
CREATE CONSTRAINT migration_number IF NOT EXISTS FOR (n:Migration) REQUIRE n.number IS UNIQUE;

// Within one scope a contact point belongs to one person, and a company has one key.
CREATE CONSTRAINT contact_point_key IF NOT EXISTS FOR (n:ContactPoint) REQUIRE (n.key, n.scope) IS UNIQUE;
CREATE CONSTRAINT company_key IF NOT EXISTS FOR (n:Company) REQUIRE (n.key, n.scope) IS UNIQUE;

// What is looked up other than by id.
CREATE INDEX person_name_key IF NOT EXISTS FOR (n:Person) ON (n.name_key);
CREATE INDEX person_scope IF NOT EXISTS FOR (n:Person) ON (n.scope);
CREATE INDEX employment_level IF NOT EXISTS FOR (n:Employment) ON (n.level);
CREATE INDEX evidence_scope IF NOT EXISTS FOR (n:Evidence) ON (n.scope);
CREATE INDEX favor_day IF NOT EXISTS FOR (n:Favor) ON (n.day);
CREATE INDEX promise_due IF NOT EXISTS FOR (n:Promise) ON (n.due);
CREATE INDEX change_at IF NOT EXISTS FOR (n:Change) ON (n.at);
CREATE INDEX import_batch_state IF NOT EXISTS FOR (n:ImportBatch) ON (n.state);
CREATE INDEX intro_request_state IF NOT EXISTS FOR (n:IntroRequest) ON (n.state);

// Full text, to find candidates; order is never taken from its scores, as they depend on
// every node in the index, hidden ones too.
CREATE FULLTEXT INDEX person_names IF NOT EXISTS FOR (n:Person) ON EACH [n.name, n.name_key];
CREATE FULLTEXT INDEX employment_titles IF NOT EXISTS FOR (n:Employment) ON EACH [n.title];
CREATE FULLTEXT INDEX company_names IF NOT EXISTS FOR (n:Company) ON EACH [n.name, n.key];
