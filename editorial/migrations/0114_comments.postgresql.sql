-- forwards

DROP FUNCTION editorial_revision_has_its_event() CASCADE

CREATE FUNCTION editorial_revision_has_its_event() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF NOT ((EXISTS (SELECT 1 FROM editorial_event e WHERE e.at = NEW.saved_at AND e.format = 2 AND e.action IN ('save', 'revert', 'rename') AND e.manuscript_id = NEW.manuscript_id AND e.revision = NEW.number AND (e.by_id = NEW.author_id OR (e.format = 2 AND e.salt = '')) AND (e.format = 1 OR (e.data->>'digest' = NEW.digest)) AND (e.salt = '' OR COALESCE(CAST(e.private->>'suggested_by' AS text), '') = COALESCE(CAST(NEW.suggested_by_id AS text), '')))) OR (EXISTS (SELECT 1 FROM editorial_event e WHERE (e.format = 1 OR e.data->>'at' IS NOT NULL) AND e.action IN ('save', 'revert', 'rename') AND e.manuscript_id = NEW.manuscript_id AND e.revision = NEW.number AND (e.by_id = NEW.author_id OR (e.format = 2 AND e.salt = '')) AND (e.format = 1 OR (e.data->>'digest' = NEW.digest)) AND (e.salt = '' OR COALESCE(CAST(e.private->>'suggested_by' AS text), '') = COALESCE(CAST(NEW.suggested_by_id AS text), ''))))) THEN RAISE EXCEPTION 'stet: a row of editorial_revision needs its event in the audit log' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER editorial_revision_has_its_event BEFORE INSERT ON editorial_revision FOR EACH ROW EXECUTE FUNCTION editorial_revision_has_its_event()

DROP FUNCTION approval_has_four_eyes() CASCADE

CREATE FUNCTION approval_has_four_eyes() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF EXISTS (SELECT 1 FROM editorial_revision r JOIN editorial_revision s ON s.id = NEW.revision_id LEFT JOIN editorial_revision o ON o.id = r.restored_id LEFT JOIN editorial_revision b ON b.manuscript_id = o.manuscript_id AND b.number <= o.number AND (b.id = o.id OR NOT EXISTS (SELECT 1 FROM editorial_publication p WHERE p.revision_id = o.id)) JOIN editorial_manuscript m ON m.id = r.manuscript_id WHERE r.manuscript_id = NEW.manuscript_id AND r.number > m.published_revision AND r.number <= s.number AND (r.author_id = NEW.by_id OR b.author_id = NEW.by_id OR r.suggested_by_id = NEW.by_id OR b.suggested_by_id = NEW.by_id)) THEN RAISE EXCEPTION 'stet: nobody approves what they wrote' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER approval_has_four_eyes BEFORE INSERT ON editorial_approval FOR EACH ROW EXECUTE FUNCTION approval_has_four_eyes()

DROP FUNCTION contribution_has_its_revision() CASCADE

CREATE FUNCTION contribution_has_its_revision() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF NOT EXISTS (SELECT 1 FROM editorial_revision r WHERE r.id = NEW.revision_id AND r.manuscript_id = NEW.manuscript_id AND (r.author_id = NEW.person_id OR r.suggested_by_id = NEW.person_id OR EXISTS (SELECT 1 FROM editorial_revision e WHERE e.manuscript_id = r.manuscript_id AND (e.author_id = NEW.person_id OR e.suggested_by_id = NEW.person_id) AND e.number < r.number))) THEN RAISE EXCEPTION 'stet: a contribution is of somebody who wrote its revision or an earlier one' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER contribution_has_its_revision BEFORE INSERT ON editorial_contribution FOR EACH ROW EXECUTE FUNCTION contribution_has_its_revision()

CREATE FUNCTION editorial_thread_no_replace() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF EXISTS (SELECT 1 FROM editorial_thread o WHERE (o.id = NEW.id)) THEN RAISE EXCEPTION 'stet: history only grows, a row of editorial_thread is there already' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER editorial_thread_no_replace BEFORE INSERT ON editorial_thread FOR EACH ROW EXECUTE FUNCTION editorial_thread_no_replace()

CREATE FUNCTION editorial_comment_no_replace() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF EXISTS (SELECT 1 FROM editorial_comment o WHERE (o.id = NEW.id)) THEN RAISE EXCEPTION 'stet: history only grows, a row of editorial_comment is there already' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER editorial_comment_no_replace BEFORE INSERT ON editorial_comment FOR EACH ROW EXECUTE FUNCTION editorial_comment_no_replace()

CREATE FUNCTION editorial_thread_has_its_event() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF NOT EXISTS (SELECT 1 FROM editorial_event e WHERE e.manuscript_id = NEW.manuscript_id AND e.at = NEW.at AND e.action = CASE WHEN NEW.replacement IS NULL THEN 'start_thread' ELSE 'suggest' END AND replace(e.data->>'thread', '-', '') = replace(CAST(NEW.id AS text), '-', '') AND COALESCE(e.data->>'digest', '') = NEW.digest AND (e.salt = '' OR e.by_id = NEW.by_id AND e.private->>'exact' = NEW.exact AND e.private->>'replacement' IS NOT DISTINCT FROM NEW.replacement)) THEN RAISE EXCEPTION 'stet: a row of editorial_thread needs its event in the audit log' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER editorial_thread_has_its_event BEFORE INSERT ON editorial_thread FOR EACH ROW EXECUTE FUNCTION editorial_thread_has_its_event()

CREATE FUNCTION editorial_comment_has_its_event() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF NOT EXISTS (SELECT 1 FROM editorial_event e JOIN editorial_thread t ON t.id = NEW.thread_id WHERE e.manuscript_id = t.manuscript_id AND e.at = NEW.at AND e.action IN ('start_thread', 'suggest', 'reply') AND replace(e.data->>'thread', '-', '') = replace(CAST(NEW.thread_id AS text), '-', '') AND (e.salt = '' OR e.by_id = NEW.by_id AND (NEW.withdrawn_at IS NOT NULL OR e.private->>'words' = NEW.words))) THEN RAISE EXCEPTION 'stet: a row of editorial_comment needs its event in the audit log' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER editorial_comment_has_its_event BEFORE INSERT ON editorial_comment FOR EACH ROW EXECUTE FUNCTION editorial_comment_has_its_event()

CREATE FUNCTION editorial_thread_no_update() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF (NEW.id IS DISTINCT FROM OLD.id OR NEW.manuscript_id IS DISTINCT FROM OLD.manuscript_id OR NEW.revision IS DISTINCT FROM OLD.revision OR NEW.exact IS DISTINCT FROM OLD.exact OR NEW.before IS DISTINCT FROM OLD.before OR NEW.after IS DISTINCT FROM OLD.after OR NEW.around IS DISTINCT FROM OLD.around OR NEW.digest IS DISTINCT FROM OLD.digest OR NEW.replacement IS DISTINCT FROM OLD.replacement OR NEW.by_id IS DISTINCT FROM OLD.by_id OR NEW.at IS DISTINCT FROM OLD.at) OR NOT EXISTS (SELECT 1 FROM editorial_event e WHERE e.manuscript_id = NEW.manuscript_id AND e.at = NEW.since AND (e.by_id = NEW.moved_by_id OR e.salt = '') AND ((NEW.state = 'open' AND e.action = 'reopen' OR NEW.state = 'resolved' AND e.action = 'resolve' OR NEW.state = 'accepted' AND e.action = 'accept_suggestion' OR NEW.state = 'refused' AND e.action = 'refuse_suggestion') AND replace(e.data->>'thread', '-', '') = replace(CAST(NEW.id AS text), '-', '') OR NEW.state = 'checked' AND e.action = 'check' AND e.data->>'digest' = NEW.digest)) THEN RAISE EXCEPTION 'stet: of a thread only the state changes, with its event' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER editorial_thread_no_update BEFORE UPDATE ON editorial_thread FOR EACH ROW EXECUTE FUNCTION editorial_thread_no_update()

CREATE FUNCTION editorial_comment_no_update() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF NEW.id <> OLD.id OR NEW.thread_id <> OLD.thread_id OR NEW.by_id <> OLD.by_id OR NEW.at <> OLD.at OR OLD.withdrawn_at IS NOT NULL OR NEW.words <> '' OR NOT EXISTS (SELECT 1 FROM editorial_event e JOIN editorial_thread t ON t.id = NEW.thread_id WHERE e.manuscript_id = t.manuscript_id AND e.at = NEW.withdrawn_at AND e.action = 'withdraw_comment' AND (e.by_id = NEW.by_id OR e.salt = '') AND replace(e.data->>'thread', '-', '') = replace(CAST(NEW.thread_id AS text), '-', '')) THEN RAISE EXCEPTION 'stet: a comment is only taken back by who wrote it' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER editorial_comment_no_update BEFORE UPDATE ON editorial_comment FOR EACH ROW EXECUTE FUNCTION editorial_comment_no_update()

CREATE FUNCTION editorial_thread_no_delete() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF true THEN RAISE EXCEPTION 'stet: history only grows, editorial_thread is not changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $stet$

CREATE TRIGGER editorial_thread_no_delete BEFORE DELETE ON editorial_thread FOR EACH ROW EXECUTE FUNCTION editorial_thread_no_delete()

CREATE FUNCTION editorial_comment_no_delete() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF true THEN RAISE EXCEPTION 'stet: history only grows, editorial_comment is not changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $stet$

CREATE TRIGGER editorial_comment_no_delete BEFORE DELETE ON editorial_comment FOR EACH ROW EXECUTE FUNCTION editorial_comment_no_delete()

CREATE TRIGGER editorial_thread_no_truncate BEFORE TRUNCATE ON editorial_thread FOR EACH STATEMENT EXECUTE FUNCTION stet_no_truncate()

CREATE TRIGGER editorial_comment_no_truncate BEFORE TRUNCATE ON editorial_comment FOR EACH STATEMENT EXECUTE FUNCTION stet_no_truncate()

-- backwards

DROP FUNCTION editorial_revision_has_its_event() CASCADE

CREATE FUNCTION editorial_revision_has_its_event() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF NOT ((EXISTS (SELECT 1 FROM editorial_event e WHERE e.at = NEW.saved_at AND e.format = 2 AND e.action IN ('save', 'revert', 'rename') AND e.manuscript_id = NEW.manuscript_id AND e.revision = NEW.number AND (e.by_id = NEW.author_id OR (e.format = 2 AND e.salt = '')) AND (e.format = 1 OR (e.data->>'digest' = NEW.digest)))) OR (EXISTS (SELECT 1 FROM editorial_event e WHERE (e.format = 1 OR e.data->>'at' IS NOT NULL) AND e.action IN ('save', 'revert', 'rename') AND e.manuscript_id = NEW.manuscript_id AND e.revision = NEW.number AND (e.by_id = NEW.author_id OR (e.format = 2 AND e.salt = '')) AND (e.format = 1 OR (e.data->>'digest' = NEW.digest))))) THEN RAISE EXCEPTION 'stet: a row of editorial_revision needs its event in the audit log' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER editorial_revision_has_its_event BEFORE INSERT ON editorial_revision FOR EACH ROW EXECUTE FUNCTION editorial_revision_has_its_event()

DROP FUNCTION approval_has_four_eyes() CASCADE

CREATE FUNCTION approval_has_four_eyes() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF EXISTS (SELECT 1 FROM editorial_revision r JOIN editorial_revision s ON s.id = NEW.revision_id LEFT JOIN editorial_revision o ON o.id = r.restored_id LEFT JOIN editorial_revision b ON b.manuscript_id = o.manuscript_id AND b.number <= o.number AND (b.id = o.id OR NOT EXISTS (SELECT 1 FROM editorial_publication p WHERE p.revision_id = o.id)) JOIN editorial_manuscript m ON m.id = r.manuscript_id WHERE r.manuscript_id = NEW.manuscript_id AND r.number > m.published_revision AND r.number <= s.number AND (r.author_id = NEW.by_id OR b.author_id = NEW.by_id)) THEN RAISE EXCEPTION 'stet: nobody approves what they wrote' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER approval_has_four_eyes BEFORE INSERT ON editorial_approval FOR EACH ROW EXECUTE FUNCTION approval_has_four_eyes()

DROP FUNCTION contribution_has_its_revision() CASCADE

CREATE FUNCTION contribution_has_its_revision() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF NOT EXISTS (SELECT 1 FROM editorial_revision r WHERE r.id = NEW.revision_id AND r.manuscript_id = NEW.manuscript_id AND (r.author_id = NEW.person_id OR EXISTS (SELECT 1 FROM editorial_revision e WHERE e.manuscript_id = r.manuscript_id AND e.author_id = NEW.person_id AND e.number < r.number))) THEN RAISE EXCEPTION 'stet: a contribution is of somebody who wrote its revision or an earlier one' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER contribution_has_its_revision BEFORE INSERT ON editorial_contribution FOR EACH ROW EXECUTE FUNCTION contribution_has_its_revision()

DROP FUNCTION editorial_thread_no_replace() CASCADE

DROP FUNCTION editorial_comment_no_replace() CASCADE

DROP FUNCTION editorial_thread_has_its_event() CASCADE

DROP FUNCTION editorial_comment_has_its_event() CASCADE

DROP FUNCTION editorial_thread_no_update() CASCADE

DROP FUNCTION editorial_comment_no_update() CASCADE

DROP FUNCTION editorial_thread_no_delete() CASCADE

DROP FUNCTION editorial_comment_no_delete() CASCADE

DROP TRIGGER editorial_thread_no_truncate ON editorial_thread

DROP TRIGGER editorial_comment_no_truncate ON editorial_comment
