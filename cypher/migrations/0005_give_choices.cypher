// What a user made of an idea of giving: done, put off, dismissed or not appropriate.
CREATE CONSTRAINT give_choice_id IF NOT EXISTS FOR (n:GiveChoice) REQUIRE n.id IS UNIQUE;
CREATE INDEX give_choice_scope IF NOT EXISTS FOR (n:GiveChoice) ON (n.scope);
