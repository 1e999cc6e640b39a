// What a record of a file is known by again where it has neither address nor number: within one
// file or one owner's list, and nowhere else.
CREATE CONSTRAINT record_key_id IF NOT EXISTS FOR (n:RecordKey) REQUIRE n.id IS UNIQUE;
CREATE INDEX record_key_key IF NOT EXISTS FOR (n:RecordKey) ON (n.key);
CREATE INDEX import_batch_sha256 IF NOT EXISTS FOR (n:ImportBatch) ON (n.sha256);
