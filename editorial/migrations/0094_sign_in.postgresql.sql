-- forwards

CREATE FUNCTION editorial_accountevent_no_update() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF true THEN RAISE EXCEPTION 'stet: history only grows, editorial_accountevent is not changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER editorial_accountevent_no_update BEFORE UPDATE ON editorial_accountevent FOR EACH ROW EXECUTE FUNCTION editorial_accountevent_no_update()

CREATE FUNCTION editorial_accountevent_no_delete() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF true THEN RAISE EXCEPTION 'stet: history only grows, editorial_accountevent is not changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $stet$

CREATE TRIGGER editorial_accountevent_no_delete BEFORE DELETE ON editorial_accountevent FOR EACH ROW EXECUTE FUNCTION editorial_accountevent_no_delete()

CREATE FUNCTION editorial_accountevent_no_replace() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF EXISTS (SELECT 1 FROM editorial_accountevent o WHERE (o.id = NEW.id)) THEN RAISE EXCEPTION 'stet: history only grows, a row of editorial_accountevent is there already' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER editorial_accountevent_no_replace BEFORE INSERT ON editorial_accountevent FOR EACH ROW EXECUTE FUNCTION editorial_accountevent_no_replace()

CREATE TRIGGER editorial_accountevent_no_truncate BEFORE TRUNCATE ON editorial_accountevent FOR EACH STATEMENT EXECUTE FUNCTION stet_no_truncate()

-- backwards

DROP FUNCTION editorial_accountevent_no_update() CASCADE

DROP FUNCTION editorial_accountevent_no_delete() CASCADE

DROP FUNCTION editorial_accountevent_no_replace() CASCADE

DROP TRIGGER editorial_accountevent_no_truncate ON editorial_accountevent
