As in 0003, the index follows the table by itself. Keys are no words to be read: each is taken as it stands.
-- forwards
ALTER TABLE encyclopedia_searchtext ADD COLUMN key_words tsvector
    GENERATED ALWAYS AS (array_to_tsvector(string_to_array(keys, ' '))) STORED

CREATE INDEX encyclopedia_searchtext_key_words ON encyclopedia_searchtext USING gin (key_words) WITH (fastupdate = off)

-- backwards
ALTER TABLE encyclopedia_searchtext DROP COLUMN key_words
