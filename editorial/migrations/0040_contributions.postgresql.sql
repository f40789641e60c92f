-- forwards

CREATE FUNCTION editorial_contribution_no_update() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF true THEN RAISE EXCEPTION 'stet: history only grows, editorial_contribution is not changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER editorial_contribution_no_update BEFORE UPDATE ON editorial_contribution FOR EACH ROW EXECUTE FUNCTION editorial_contribution_no_update()

CREATE FUNCTION editorial_contribution_no_delete() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF true THEN RAISE EXCEPTION 'stet: history only grows, editorial_contribution is not changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $stet$

CREATE TRIGGER editorial_contribution_no_delete BEFORE DELETE ON editorial_contribution FOR EACH ROW EXECUTE FUNCTION editorial_contribution_no_delete()

CREATE FUNCTION editorial_contribution_no_replace() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF EXISTS (SELECT 1 FROM editorial_contribution o WHERE (o.id = NEW.id)) THEN RAISE EXCEPTION 'stet: history only grows, a row of editorial_contribution is there already' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER editorial_contribution_no_replace BEFORE INSERT ON editorial_contribution FOR EACH ROW EXECUTE FUNCTION editorial_contribution_no_replace()

CREATE FUNCTION check_has_four_eyes() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF EXISTS (SELECT 1 FROM editorial_contribution c WHERE c.manuscript_id = NEW.manuscript_id AND c.digest = NEW.digest AND c.person_id = NEW.by_id) THEN RAISE EXCEPTION 'stet: nobody checks a citation that they brought in' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER check_has_four_eyes BEFORE INSERT ON editorial_check FOR EACH ROW EXECUTE FUNCTION check_has_four_eyes()

CREATE FUNCTION contribution_has_its_revision() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF NOT EXISTS (SELECT 1 FROM editorial_revision r WHERE r.id = NEW.revision_id AND r.manuscript_id = NEW.manuscript_id AND (r.author_id = NEW.person_id OR EXISTS (SELECT 1 FROM editorial_revision e WHERE e.manuscript_id = r.manuscript_id AND e.author_id = NEW.person_id AND e.number < r.number))) THEN RAISE EXCEPTION 'stet: a contribution is of somebody who wrote its revision or an earlier one' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER contribution_has_its_revision BEFORE INSERT ON editorial_contribution FOR EACH ROW EXECUTE FUNCTION contribution_has_its_revision()

CREATE TRIGGER editorial_contribution_no_truncate BEFORE TRUNCATE ON editorial_contribution FOR EACH STATEMENT EXECUTE FUNCTION stet_no_truncate()

-- backwards

DROP FUNCTION editorial_contribution_no_update() CASCADE

DROP FUNCTION editorial_contribution_no_delete() CASCADE

DROP FUNCTION editorial_contribution_no_replace() CASCADE

DROP FUNCTION check_has_four_eyes() CASCADE

DROP FUNCTION contribution_has_its_revision() CASCADE

DROP TRIGGER editorial_contribution_no_truncate ON editorial_contribution
