As in 0003, the index follows the table by itself. Each key is there or not: where it stands is not kept.
-- forwards
CREATE VIRTUAL TABLE encyclopedia_searchkeys USING fts5(
    keys, content='encyclopedia_searchtext', content_rowid='id', detail=none, tokenize='ascii'
)

INSERT INTO encyclopedia_searchkeys(encyclopedia_searchkeys) VALUES ('rebuild')

CREATE TRIGGER encyclopedia_searchkeys_added AFTER INSERT ON encyclopedia_searchtext BEGIN
    INSERT INTO encyclopedia_searchkeys(rowid, keys) VALUES (new.id, new.keys);
END

CREATE TRIGGER encyclopedia_searchkeys_removed AFTER DELETE ON encyclopedia_searchtext BEGIN
    INSERT INTO encyclopedia_searchkeys(encyclopedia_searchkeys, rowid, keys) VALUES ('delete', old.id, old.keys);
END

CREATE TRIGGER encyclopedia_searchkeys_changed AFTER UPDATE OF keys ON encyclopedia_searchtext
WHEN new.keys <> old.keys BEGIN
    INSERT INTO encyclopedia_searchkeys(encyclopedia_searchkeys, rowid, keys) VALUES ('delete', old.id, old.keys);
    INSERT INTO encyclopedia_searchkeys(rowid, keys) VALUES (new.id, new.keys);
END

-- backwards
DROP TRIGGER encyclopedia_searchkeys_added

DROP TRIGGER encyclopedia_searchkeys_removed

DROP TRIGGER encyclopedia_searchkeys_changed

DROP TABLE encyclopedia_searchkeys
