// What would help somebody, asked by a link.
CREATE CONSTRAINT inquiry_id IF NOT EXISTS FOR (n:Inquiry) REQUIRE n.id IS UNIQUE;
