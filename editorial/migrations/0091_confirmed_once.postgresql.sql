-- forwards

DROP FUNCTION editorial_confirmation_no_replace() CASCADE

CREATE FUNCTION editorial_confirmation_no_replace() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF EXISTS (SELECT 1 FROM editorial_confirmation o WHERE (o.id = NEW.id) OR (o.digest = NEW.digest AND o.context = NEW.context AND o.at = NEW.at)) THEN RAISE EXCEPTION 'stet: history only grows, a row of editorial_confirmation is there already' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER editorial_confirmation_no_replace BEFORE INSERT ON editorial_confirmation FOR EACH ROW EXECUTE FUNCTION editorial_confirmation_no_replace()

-- backwards

DROP FUNCTION editorial_confirmation_no_replace() CASCADE

CREATE FUNCTION editorial_confirmation_no_replace() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF EXISTS (SELECT 1 FROM editorial_confirmation o WHERE (o.id = NEW.id)) THEN RAISE EXCEPTION 'stet: history only grows, a row of editorial_confirmation is there already' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER editorial_confirmation_no_replace BEFORE INSERT ON editorial_confirmation FOR EACH ROW EXECUTE FUNCTION editorial_confirmation_no_replace()
