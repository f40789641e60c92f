-- forwards

DROP FUNCTION approval_has_four_eyes() CASCADE

CREATE FUNCTION approval_has_four_eyes() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF EXISTS (SELECT 1 FROM editorial_revision r JOIN editorial_revision s ON s.id = NEW.revision_id LEFT JOIN editorial_revision o ON o.id = r.restored_id LEFT JOIN editorial_revision b ON b.manuscript_id = o.manuscript_id AND b.number <= o.number AND (b.id = o.id OR NOT EXISTS (SELECT 1 FROM editorial_publication p WHERE p.revision_id = o.id)) JOIN editorial_manuscript m ON m.id = r.manuscript_id WHERE r.manuscript_id = NEW.manuscript_id AND r.number > m.published_revision AND r.number <= s.number AND (r.author_id = NEW.by_id OR b.author_id = NEW.by_id)) THEN RAISE EXCEPTION 'stet: nobody approves what they wrote' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER approval_has_four_eyes BEFORE INSERT ON editorial_approval FOR EACH ROW EXECUTE FUNCTION approval_has_four_eyes()

CREATE FUNCTION approval_has_four_eyes_on_merged() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF EXISTS (SELECT 1 FROM editorial_revision r JOIN editorial_revision s ON s.id = NEW.revision_id LEFT JOIN editorial_revision o ON o.id = r.restored_id LEFT JOIN editorial_revision b ON b.manuscript_id = o.manuscript_id AND b.number <= o.number AND (b.id = o.id OR NOT EXISTS (SELECT 1 FROM editorial_publication p WHERE p.revision_id = o.id)) JOIN editorial_manuscript m ON m.id = r.manuscript_id JOIN editorial_merge g ON g.into_id = m.id AND (g.at = r.saved_at OR g.at = b.saved_at) JOIN editorial_merge h ON h.into_id = m.id AND h.at <= g.at JOIN editorial_revision w ON w.manuscript_id = h.merged_id WHERE r.manuscript_id = NEW.manuscript_id AND r.number > m.published_revision AND r.number <= s.number AND w.author_id = NEW.by_id) THEN RAISE EXCEPTION 'stet: nobody approves what they wrote' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER approval_has_four_eyes_on_merged BEFORE INSERT ON editorial_approval FOR EACH ROW EXECUTE FUNCTION approval_has_four_eyes_on_merged()

-- backwards

DROP FUNCTION approval_has_four_eyes_on_merged() CASCADE
