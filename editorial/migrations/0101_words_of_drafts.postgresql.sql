-- forwards

ALTER TABLE editorial_drafttext ADD COLUMN word_index tsvector
    GENERATED ALWAYS AS (to_tsvector('simple', words)) STORED

CREATE INDEX editorial_drafttext_words ON editorial_drafttext USING gin (word_index)

-- backwards

ALTER TABLE editorial_drafttext DROP COLUMN word_index
