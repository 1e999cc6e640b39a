// Ties change by themselves on a day that their evidence names; these are few and are found at once.
CREATE INDEX tie_turns IF NOT EXISTS FOR ()-[t:TIE]-() ON (t.turns);

// What one user keeps privately is found without a look at what the team knows.
CREATE INDEX favor_scope IF NOT EXISTS FOR (n:Favor) ON (n.scope);

// What was derived before ties carried their sums is read from its evidence until it is derived anew.
MATCH ()-[t:TIE]->() WHERE t.sums IS NULL SET t.turns = t.as_of;
