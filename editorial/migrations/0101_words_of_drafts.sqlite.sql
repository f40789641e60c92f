-- forwards

CREATE VIRTUAL TABLE editorial_drafttextindex USING fts5(
    words, content='editorial_drafttext', content_rowid='id', prefix='2 3',
    tokenize="unicode61 remove_diacritics 0 categories 'L* N* M* Co'"
)

CREATE TRIGGER editorial_drafttext_added AFTER INSERT ON editorial_drafttext BEGIN
    INSERT INTO editorial_drafttextindex(rowid, words) VALUES (new.id, new.words);
END

CREATE TRIGGER editorial_drafttext_removed AFTER DELETE ON editorial_drafttext BEGIN
    INSERT INTO editorial_drafttextindex(editorial_drafttextindex, rowid, words) VALUES ('delete', old.id, old.words);
END

CREATE TRIGGER editorial_drafttext_changed AFTER UPDATE ON editorial_drafttext BEGIN
    INSERT INTO editorial_drafttextindex(editorial_drafttextindex, rowid, words) VALUES ('delete', old.id, old.words);
    INSERT INTO editorial_drafttextindex(rowid, words) VALUES (new.id, new.words);
END

-- backwards

DROP TRIGGER editorial_drafttext_added

DROP TRIGGER editorial_drafttext_removed

DROP TRIGGER editorial_drafttext_changed

DROP TABLE editorial_drafttextindex
