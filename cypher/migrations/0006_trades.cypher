// A ring or chain of introductions that somebody proposed.
CREATE CONSTRAINT trade_id IF NOT EXISTS FOR (n:Trade) REQUIRE n.id IS UNIQUE;
CREATE INDEX trade_created_by IF NOT EXISTS FOR (n:Trade) ON (n.created_by);
