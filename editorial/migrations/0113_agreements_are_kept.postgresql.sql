-- forwards

CREATE FUNCTION editorial_agreement_no_replace() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF EXISTS (SELECT 1 FROM editorial_agreement o WHERE (o.id = NEW.id)) THEN RAISE EXCEPTION 'stet: history only grows, a row of editorial_agreement is there already' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER editorial_agreement_no_replace BEFORE INSERT ON editorial_agreement FOR EACH ROW EXECUTE FUNCTION editorial_agreement_no_replace()

CREATE FUNCTION editorial_agreement_has_its_event() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF NOT (EXISTS (SELECT 1 FROM editorial_event e WHERE e.at = NEW.at AND e.action = 'record_agreement' AND replace(e.data->>'agreement', '-', '') = replace(CAST(NEW.id AS text), '-', '') AND e.data->>'digest' = NEW.digest AND (e.by_id = NEW.by_id OR e.format = 2 AND e.salt = '') AND ((NEW.commission_id IS NULL AND e.manuscript_id = NEW.manuscript_id AND e.data->>'commission' IS NULL) OR replace(e.data->>'commission', '-', '') = replace(CAST(NEW.commission_id AS text), '-', '')) AND (e.salt = '' OR (e.private->>'kind' = NEW.kind AND e.private->>'name' = NEW.name AND e.private->>'signed_on' = CAST(NEW.signed_on AS text) AND CAST(e.private->>'person' AS bigint) IS NOT DISTINCT FROM NEW.person_id))) AND (NEW.ended_at IS NULL OR EXISTS (SELECT 1 FROM editorial_event e WHERE e.at = NEW.ended_at AND (e.by_id = NEW.ended_by_id OR e.format = 2 AND e.salt = '') AND ((NEW.replaced_by_id IS NULL AND e.action = 'withdraw_agreement' AND replace(e.data->>'agreement', '-', '') = replace(CAST(NEW.id AS text), '-', '')) OR (e.action = 'record_agreement' AND replace(e.data->>'agreement', '-', '') = replace(CAST(NEW.replaced_by_id AS text), '-', '') AND (e.salt = '' OR replace(e.private->>'replaces', '-', '') = replace(CAST(NEW.id AS text), '-', '')))))) AND (NOT NEW.is_erased OR EXISTS (SELECT 1 FROM editorial_event e WHERE e.action = 'withdraw_agreement' AND replace(e.data->>'agreement', '-', '') = replace(CAST(NEW.id AS text), '-', '') AND (e.salt = '' OR CAST(e.private->>'erased' AS boolean))))) THEN RAISE EXCEPTION 'stet: a row of editorial_agreement needs its event in the audit log' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER editorial_agreement_has_its_event BEFORE INSERT ON editorial_agreement FOR EACH ROW EXECUTE FUNCTION editorial_agreement_has_its_event()

CREATE FUNCTION editorial_agreement_is_kept_as_signed() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF (NEW.id IS DISTINCT FROM OLD.id OR NEW.manuscript_id IS DISTINCT FROM OLD.manuscript_id OR NEW.commission_id IS DISTINCT FROM OLD.commission_id OR NEW.person_id IS DISTINCT FROM OLD.person_id OR NEW.name IS DISTINCT FROM OLD.name OR NEW.kind IS DISTINCT FROM OLD.kind OR NEW.signed_on IS DISTINCT FROM OLD.signed_on OR NEW.digest IS DISTINCT FROM OLD.digest OR NEW.media_type IS DISTINCT FROM OLD.media_type OR NEW.size IS DISTINCT FROM OLD.size OR NEW.by_id IS DISTINCT FROM OLD.by_id OR NEW.at IS DISTINCT FROM OLD.at) THEN RAISE EXCEPTION 'stet: what was signed is not changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER editorial_agreement_is_kept_as_signed BEFORE UPDATE ON editorial_agreement FOR EACH ROW EXECUTE FUNCTION editorial_agreement_is_kept_as_signed()

CREATE FUNCTION editorial_agreement_ends_once() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF (OLD.ended_at IS NOT NULL AND (NEW.ended_at IS DISTINCT FROM OLD.ended_at OR NEW.ended_by_id IS DISTINCT FROM OLD.ended_by_id OR NEW.replaced_by_id IS DISTINCT FROM OLD.replaced_by_id)) OR (OLD.is_erased AND NOT NEW.is_erased) OR (OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM editorial_event e WHERE e.at = NEW.ended_at AND (e.by_id = NEW.ended_by_id OR e.format = 2 AND e.salt = '') AND ((NEW.replaced_by_id IS NULL AND e.action = 'withdraw_agreement' AND replace(e.data->>'agreement', '-', '') = replace(CAST(NEW.id AS text), '-', '')) OR (e.action = 'record_agreement' AND replace(e.data->>'agreement', '-', '') = replace(CAST(NEW.replaced_by_id AS text), '-', '') AND (e.salt = '' OR replace(e.private->>'replaces', '-', '') = replace(CAST(NEW.id AS text), '-', '')))))) OR (NEW.is_erased AND NOT OLD.is_erased AND NOT EXISTS (SELECT 1 FROM editorial_event e WHERE e.action = 'withdraw_agreement' AND replace(e.data->>'agreement', '-', '') = replace(CAST(NEW.id AS text), '-', '') AND (e.salt = '' OR CAST(e.private->>'erased' AS boolean)))) THEN RAISE EXCEPTION 'stet: an agreement ends once, by its event' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER editorial_agreement_ends_once BEFORE UPDATE ON editorial_agreement FOR EACH ROW EXECUTE FUNCTION editorial_agreement_ends_once()

CREATE FUNCTION editorial_agreement_no_delete() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF true THEN RAISE EXCEPTION 'stet: history only grows, editorial_agreement is not changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $stet$

CREATE TRIGGER editorial_agreement_no_delete BEFORE DELETE ON editorial_agreement FOR EACH ROW EXECUTE FUNCTION editorial_agreement_no_delete()

CREATE TRIGGER editorial_agreement_no_truncate BEFORE TRUNCATE ON editorial_agreement FOR EACH STATEMENT EXECUTE FUNCTION stet_no_truncate()

-- backwards

DROP FUNCTION editorial_agreement_no_replace() CASCADE

DROP FUNCTION editorial_agreement_has_its_event() CASCADE

DROP FUNCTION editorial_agreement_is_kept_as_signed() CASCADE

DROP FUNCTION editorial_agreement_ends_once() CASCADE

DROP FUNCTION editorial_agreement_no_delete() CASCADE

DROP TRIGGER editorial_agreement_no_truncate ON editorial_agreement
