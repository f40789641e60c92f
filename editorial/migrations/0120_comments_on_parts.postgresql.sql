-- forwards

DROP FUNCTION editorial_thread_has_its_event() CASCADE

CREATE FUNCTION editorial_thread_has_its_event() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF NOT EXISTS (SELECT 1 FROM editorial_event e WHERE e.manuscript_id = NEW.manuscript_id AND e.at = NEW.at AND e.action = CASE WHEN NEW.replacement IS NULL THEN 'start_thread' ELSE 'suggest' END AND replace(e.data->>'thread', '-', '') = replace(CAST(NEW.id AS text), '-', '') AND COALESCE(e.data->>'digest', '') = NEW.digest AND COALESCE(e.data->>'part', 'text') = NEW.part AND (e.salt = '' OR e.by_id = NEW.by_id AND e.private->>'exact' = NEW.exact AND e.private->>'replacement' IS NOT DISTINCT FROM NEW.replacement)) THEN RAISE EXCEPTION 'stet: a row of editorial_thread needs its event in the audit log' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER editorial_thread_has_its_event BEFORE INSERT ON editorial_thread FOR EACH ROW EXECUTE FUNCTION editorial_thread_has_its_event()

DROP FUNCTION editorial_thread_no_update() CASCADE

CREATE FUNCTION editorial_thread_no_update() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF (NEW.id IS DISTINCT FROM OLD.id OR NEW.manuscript_id IS DISTINCT FROM OLD.manuscript_id OR NEW.revision IS DISTINCT FROM OLD.revision OR NEW.part IS DISTINCT FROM OLD.part OR NEW.exact IS DISTINCT FROM OLD.exact OR NEW.before IS DISTINCT FROM OLD.before OR NEW.after IS DISTINCT FROM OLD.after OR NEW.around IS DISTINCT FROM OLD.around OR NEW.digest IS DISTINCT FROM OLD.digest OR NEW.replacement IS DISTINCT FROM OLD.replacement OR NEW.by_id IS DISTINCT FROM OLD.by_id OR NEW.at IS DISTINCT FROM OLD.at) OR NOT EXISTS (SELECT 1 FROM editorial_event e WHERE e.manuscript_id = NEW.manuscript_id AND e.at = NEW.since AND (e.by_id = NEW.moved_by_id OR e.salt = '') AND ((NEW.state = 'open' AND e.action = 'reopen' OR NEW.state = 'resolved' AND e.action = 'resolve' OR NEW.state = 'accepted' AND e.action = 'accept_suggestion' OR NEW.state = 'refused' AND e.action = 'refuse_suggestion') AND replace(e.data->>'thread', '-', '') = replace(CAST(NEW.id AS text), '-', '') OR NEW.state = 'checked' AND e.action = 'check' AND e.data->>'digest' = NEW.digest)) THEN RAISE EXCEPTION 'stet: of a thread only the state changes, with its event' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER editorial_thread_no_update BEFORE UPDATE ON editorial_thread FOR EACH ROW EXECUTE FUNCTION editorial_thread_no_update()

-- backwards

DROP FUNCTION editorial_thread_has_its_event() CASCADE

CREATE FUNCTION editorial_thread_has_its_event() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF NOT EXISTS (SELECT 1 FROM editorial_event e WHERE e.manuscript_id = NEW.manuscript_id AND e.at = NEW.at AND e.action = CASE WHEN NEW.replacement IS NULL THEN 'start_thread' ELSE 'suggest' END AND replace(e.data->>'thread', '-', '') = replace(CAST(NEW.id AS text), '-', '') AND COALESCE(e.data->>'digest', '') = NEW.digest AND (e.salt = '' OR e.by_id = NEW.by_id AND e.private->>'exact' = NEW.exact AND e.private->>'replacement' IS NOT DISTINCT FROM NEW.replacement)) THEN RAISE EXCEPTION 'stet: a row of editorial_thread needs its event in the audit log' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER editorial_thread_has_its_event BEFORE INSERT ON editorial_thread FOR EACH ROW EXECUTE FUNCTION editorial_thread_has_its_event()

DROP FUNCTION editorial_thread_no_update() CASCADE

CREATE FUNCTION editorial_thread_no_update() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF (NEW.id IS DISTINCT FROM OLD.id OR NEW.manuscript_id IS DISTINCT FROM OLD.manuscript_id OR NEW.revision IS DISTINCT FROM OLD.revision OR NEW.exact IS DISTINCT FROM OLD.exact OR NEW.before IS DISTINCT FROM OLD.before OR NEW.after IS DISTINCT FROM OLD.after OR NEW.around IS DISTINCT FROM OLD.around OR NEW.digest IS DISTINCT FROM OLD.digest OR NEW.replacement IS DISTINCT FROM OLD.replacement OR NEW.by_id IS DISTINCT FROM OLD.by_id OR NEW.at IS DISTINCT FROM OLD.at) OR NOT EXISTS (SELECT 1 FROM editorial_event e WHERE e.manuscript_id = NEW.manuscript_id AND e.at = NEW.since AND (e.by_id = NEW.moved_by_id OR e.salt = '') AND ((NEW.state = 'open' AND e.action = 'reopen' OR NEW.state = 'resolved' AND e.action = 'resolve' OR NEW.state = 'accepted' AND e.action = 'accept_suggestion' OR NEW.state = 'refused' AND e.action = 'refuse_suggestion') AND replace(e.data->>'thread', '-', '') = replace(CAST(NEW.id AS text), '-', '') OR NEW.state = 'checked' AND e.action = 'check' AND e.data->>'digest' = NEW.digest)) THEN RAISE EXCEPTION 'stet: of a thread only the state changes, with its event' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER editorial_thread_no_update BEFORE UPDATE ON editorial_thread FOR EACH ROW EXECUTE FUNCTION editorial_thread_no_update()
