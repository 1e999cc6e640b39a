// Letters on their way, what is asked of people, and what colleagues put on the board.
CREATE CONSTRAINT letter_id IF NOT EXISTS FOR (n:Letter) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT open_ask_id IF NOT EXISTS FOR (n:OpenAsk) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT help_id IF NOT EXISTS FOR (n:Help) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT ask_id IF NOT EXISTS FOR (n:Ask) REQUIRE n.id IS UNIQUE;
CREATE INDEX letter_state IF NOT EXISTS FOR (n:Letter) ON (n.state);
CREATE INDEX letter_request IF NOT EXISTS FOR (n:Letter) ON (n.request);
CREATE INDEX open_ask_state IF NOT EXISTS FOR (n:OpenAsk) ON (n.state);
