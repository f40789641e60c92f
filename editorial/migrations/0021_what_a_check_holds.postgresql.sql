-- forwards

CREATE FUNCTION editorial_confirmation_no_update() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF true THEN RAISE EXCEPTION 'stet: history only grows, editorial_confirmation is not changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER editorial_confirmation_no_update BEFORE UPDATE ON editorial_confirmation FOR EACH ROW EXECUTE FUNCTION editorial_confirmation_no_update()

CREATE FUNCTION editorial_confirmation_no_delete() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF true THEN RAISE EXCEPTION 'stet: history only grows, editorial_confirmation is not changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $stet$

CREATE TRIGGER editorial_confirmation_no_delete BEFORE DELETE ON editorial_confirmation FOR EACH ROW EXECUTE FUNCTION editorial_confirmation_no_delete()

CREATE FUNCTION editorial_digestupgrade_no_update() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF true THEN RAISE EXCEPTION 'stet: history only grows, editorial_digestupgrade is not changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER editorial_digestupgrade_no_update BEFORE UPDATE ON editorial_digestupgrade FOR EACH ROW EXECUTE FUNCTION editorial_digestupgrade_no_update()

CREATE FUNCTION editorial_digestupgrade_no_delete() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF true THEN RAISE EXCEPTION 'stet: history only grows, editorial_digestupgrade is not changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $stet$

CREATE TRIGGER editorial_digestupgrade_no_delete BEFORE DELETE ON editorial_digestupgrade FOR EACH ROW EXECUTE FUNCTION editorial_digestupgrade_no_delete()

CREATE FUNCTION editorial_confirmation_no_replace() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF EXISTS (SELECT 1 FROM editorial_confirmation o WHERE (o.id = NEW.id)) THEN RAISE EXCEPTION 'stet: history only grows, a row of editorial_confirmation is there already' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER editorial_confirmation_no_replace BEFORE INSERT ON editorial_confirmation FOR EACH ROW EXECUTE FUNCTION editorial_confirmation_no_replace()

CREATE FUNCTION editorial_digestupgrade_no_replace() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF EXISTS (SELECT 1 FROM editorial_digestupgrade o WHERE (o.id = NEW.id) OR (o.old = NEW.old AND o.revision = NEW.revision)) THEN RAISE EXCEPTION 'stet: history only grows, a row of editorial_digestupgrade is there already' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER editorial_digestupgrade_no_replace BEFORE INSERT ON editorial_digestupgrade FOR EACH ROW EXECUTE FUNCTION editorial_digestupgrade_no_replace()

CREATE FUNCTION editorial_confirmation_has_its_event() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF NOT EXISTS (SELECT 1 FROM editorial_event e WHERE e.action = 'confirm' AND e.manuscript_id = NEW.manuscript_id AND e.revision = NEW.revision AND e.at = NEW.at AND (e.by_id = NEW.by_id OR (e.format = 2 AND e.salt = '')) AND e.data->>'uses' LIKE '%' || NEW.digest || '%' AND e.data->>'uses' LIKE '%' || NEW.context || '%') THEN RAISE EXCEPTION 'stet: a row of editorial_confirmation needs its event in the audit log' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER editorial_confirmation_has_its_event BEFORE INSERT ON editorial_confirmation FOR EACH ROW EXECUTE FUNCTION editorial_confirmation_has_its_event()

CREATE FUNCTION editorial_digestupgrade_has_its_event() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF NOT EXISTS (SELECT 1 FROM editorial_event e WHERE e.action = 'upgrade' AND e.seq = NEW.event_id AND CAST(e.data->>'version' AS bigint) = NEW.version) THEN RAISE EXCEPTION 'stet: a row of editorial_digestupgrade needs its event in the audit log' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER editorial_digestupgrade_has_its_event BEFORE INSERT ON editorial_digestupgrade FOR EACH ROW EXECUTE FUNCTION editorial_digestupgrade_has_its_event()

CREATE TRIGGER editorial_confirmation_no_truncate BEFORE TRUNCATE ON editorial_confirmation FOR EACH STATEMENT EXECUTE FUNCTION stet_no_truncate()

CREATE TRIGGER editorial_digestupgrade_no_truncate BEFORE TRUNCATE ON editorial_digestupgrade FOR EACH STATEMENT EXECUTE FUNCTION stet_no_truncate()

-- backwards

DROP FUNCTION editorial_confirmation_no_update() CASCADE

DROP FUNCTION editorial_confirmation_no_delete() CASCADE

DROP FUNCTION editorial_digestupgrade_no_update() CASCADE

DROP FUNCTION editorial_digestupgrade_no_delete() CASCADE

DROP FUNCTION editorial_confirmation_no_replace() CASCADE

DROP FUNCTION editorial_digestupgrade_no_replace() CASCADE

DROP FUNCTION editorial_confirmation_has_its_event() CASCADE

DROP FUNCTION editorial_digestupgrade_has_its_event() CASCADE

DROP TRIGGER editorial_confirmation_no_truncate ON editorial_confirmation

DROP TRIGGER editorial_digestupgrade_no_truncate ON editorial_digestupgrade
