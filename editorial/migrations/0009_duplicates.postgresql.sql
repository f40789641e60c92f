-- forwards

CREATE FUNCTION editorial_merge_no_update() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF (NEW.merged_id IS DISTINCT FROM OLD.merged_id OR NEW.reason IS DISTINCT FROM OLD.reason OR NEW.by_id IS DISTINCT FROM OLD.by_id OR NEW.at IS DISTINCT FROM OLD.at) THEN RAISE EXCEPTION 'stet: history only grows, editorial_merge is not changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER editorial_merge_no_update BEFORE UPDATE ON editorial_merge FOR EACH ROW EXECUTE FUNCTION editorial_merge_no_update()

CREATE FUNCTION editorial_merge_no_delete() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF true THEN RAISE EXCEPTION 'stet: history only grows, editorial_merge is not changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $stet$

CREATE TRIGGER editorial_merge_no_delete BEFORE DELETE ON editorial_merge FOR EACH ROW EXECUTE FUNCTION editorial_merge_no_delete()

CREATE FUNCTION editorial_toldapart_no_update() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF true THEN RAISE EXCEPTION 'stet: history only grows, editorial_toldapart is not changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER editorial_toldapart_no_update BEFORE UPDATE ON editorial_toldapart FOR EACH ROW EXECUTE FUNCTION editorial_toldapart_no_update()

CREATE FUNCTION editorial_toldapart_no_delete() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF true THEN RAISE EXCEPTION 'stet: history only grows, editorial_toldapart is not changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $stet$

CREATE TRIGGER editorial_toldapart_no_delete BEFORE DELETE ON editorial_toldapart FOR EACH ROW EXECUTE FUNCTION editorial_toldapart_no_delete()

-- backwards

DROP FUNCTION editorial_merge_no_update() CASCADE

DROP FUNCTION editorial_merge_no_delete() CASCADE

DROP FUNCTION editorial_toldapart_no_update() CASCADE

DROP FUNCTION editorial_toldapart_no_delete() CASCADE
