-- forwards

CREATE FUNCTION editorial_picturerecord_no_update() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF true THEN RAISE EXCEPTION 'stet: history only grows, editorial_picturerecord is not changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER editorial_picturerecord_no_update BEFORE UPDATE ON editorial_picturerecord FOR EACH ROW EXECUTE FUNCTION editorial_picturerecord_no_update()

CREATE FUNCTION editorial_picturerecord_no_delete() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF true THEN RAISE EXCEPTION 'stet: history only grows, editorial_picturerecord is not changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $stet$

CREATE TRIGGER editorial_picturerecord_no_delete BEFORE DELETE ON editorial_picturerecord FOR EACH ROW EXECUTE FUNCTION editorial_picturerecord_no_delete()

CREATE FUNCTION editorial_picturerecord_no_replace() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF EXISTS (SELECT 1 FROM editorial_picturerecord o WHERE (o.id = NEW.id) OR (o.picture_id = NEW.picture_id AND o.number = NEW.number)) THEN RAISE EXCEPTION 'stet: history only grows, a row of editorial_picturerecord is there already' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER editorial_picturerecord_no_replace BEFORE INSERT ON editorial_picturerecord FOR EACH ROW EXECUTE FUNCTION editorial_picturerecord_no_replace()

CREATE FUNCTION editorial_picturerecord_has_its_event() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF NOT EXISTS (SELECT 1 FROM editorial_event e WHERE e.at = NEW.at AND e.action IN ('describe_picture', 'set_aside_picture', 'bring_back_picture') AND (e.action = 'set_aside_picture') = NEW.is_aside AND e.data->>'picture' = NEW.picture_id AND CAST(e.data->>'number' AS bigint) = NEW.number AND e.data->>'digest' = NEW.digest AND (e.by_id = NEW.by_id OR (e.format = 2 AND e.salt = ''))) THEN RAISE EXCEPTION 'stet: a row of editorial_picturerecord needs its event in the audit log' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER editorial_picturerecord_has_its_event BEFORE INSERT ON editorial_picturerecord FOR EACH ROW EXECUTE FUNCTION editorial_picturerecord_has_its_event()

CREATE TRIGGER editorial_picturerecord_no_truncate BEFORE TRUNCATE ON editorial_picturerecord FOR EACH STATEMENT EXECUTE FUNCTION stet_no_truncate()

-- backwards

DROP TRIGGER editorial_picturerecord_no_truncate ON editorial_picturerecord

DROP FUNCTION editorial_picturerecord_no_update() CASCADE

DROP FUNCTION editorial_picturerecord_no_delete() CASCADE

DROP FUNCTION editorial_picturerecord_no_replace() CASCADE

DROP FUNCTION editorial_picturerecord_has_its_event() CASCADE
