-- forwards

DROP TRIGGER editorial_revision_has_its_event

CREATE TRIGGER editorial_revision_has_its_event BEFORE INSERT ON editorial_revision FOR EACH ROW WHEN NOT ((EXISTS (SELECT 1 FROM editorial_event e WHERE e.at = NEW.saved_at AND e.format = 2 AND e.action IN ('save', 'revert', 'rename') AND e.manuscript_id = NEW.manuscript_id AND e.revision = NEW.number AND (e.by_id = NEW.author_id OR (e.format = 2 AND e.salt = '')) AND (e.format = 1 OR (e.data->>'digest' = NEW.digest)) AND (e.salt = '' OR COALESCE(CAST(e.private->>'suggested_by' AS text), '') = COALESCE(CAST(NEW.suggested_by_id AS text), '')))) OR (EXISTS (SELECT 1 FROM editorial_event e WHERE (e.format = 1 OR e.data->>'at' IS NOT NULL) AND e.action IN ('save', 'revert', 'rename') AND e.manuscript_id = NEW.manuscript_id AND e.revision = NEW.number AND (e.by_id = NEW.author_id OR (e.format = 2 AND e.salt = '')) AND (e.format = 1 OR (e.data->>'digest' = NEW.digest)) AND (e.salt = '' OR COALESCE(CAST(e.private->>'suggested_by' AS text), '') = COALESCE(CAST(NEW.suggested_by_id AS text), ''))))) BEGIN SELECT RAISE(ABORT, 'stet: a row of editorial_revision needs its event in the audit log'); END

DROP TRIGGER approval_has_four_eyes

CREATE TRIGGER approval_has_four_eyes BEFORE INSERT ON editorial_approval FOR EACH ROW WHEN EXISTS (SELECT 1 FROM editorial_revision r JOIN editorial_revision s ON s.id = NEW.revision_id LEFT JOIN editorial_revision o ON o.id = r.restored_id LEFT JOIN editorial_revision b ON b.manuscript_id = o.manuscript_id AND b.number <= o.number AND (b.id = o.id OR NOT EXISTS (SELECT 1 FROM editorial_publication p WHERE p.revision_id = o.id)) JOIN editorial_manuscript m ON m.id = r.manuscript_id WHERE r.manuscript_id = NEW.manuscript_id AND r.number > m.published_revision AND r.number <= s.number AND (r.author_id = NEW.by_id OR b.author_id = NEW.by_id OR r.suggested_by_id = NEW.by_id OR b.suggested_by_id = NEW.by_id)) BEGIN SELECT RAISE(ABORT, 'stet: nobody approves what they wrote'); END

DROP TRIGGER contribution_has_its_revision

CREATE TRIGGER contribution_has_its_revision BEFORE INSERT ON editorial_contribution FOR EACH ROW WHEN NOT EXISTS (SELECT 1 FROM editorial_revision r WHERE r.id = NEW.revision_id AND r.manuscript_id = NEW.manuscript_id AND (r.author_id = NEW.person_id OR r.suggested_by_id = NEW.person_id OR EXISTS (SELECT 1 FROM editorial_revision e WHERE e.manuscript_id = r.manuscript_id AND (e.author_id = NEW.person_id OR e.suggested_by_id = NEW.person_id) AND e.number < r.number))) BEGIN SELECT RAISE(ABORT, 'stet: a contribution is of somebody who wrote its revision or an earlier one'); END

CREATE TRIGGER editorial_thread_no_replace BEFORE INSERT ON editorial_thread FOR EACH ROW WHEN EXISTS (SELECT 1 FROM editorial_thread o WHERE (o.id = NEW.id)) BEGIN SELECT RAISE(ABORT, 'stet: history only grows, a row of editorial_thread is there already'); END

CREATE TRIGGER editorial_comment_no_replace BEFORE INSERT ON editorial_comment FOR EACH ROW WHEN EXISTS (SELECT 1 FROM editorial_comment o WHERE (o.id = NEW.id)) BEGIN SELECT RAISE(ABORT, 'stet: history only grows, a row of editorial_comment is there already'); END

CREATE TRIGGER editorial_thread_has_its_event BEFORE INSERT ON editorial_thread FOR EACH ROW WHEN NOT EXISTS (SELECT 1 FROM editorial_event e WHERE e.manuscript_id = NEW.manuscript_id AND e.at = NEW.at AND e.action = CASE WHEN NEW.replacement IS NULL THEN 'start_thread' ELSE 'suggest' END AND replace(e.data->>'thread', '-', '') = replace(CAST(NEW.id AS text), '-', '') AND COALESCE(e.data->>'digest', '') = NEW.digest AND (e.salt = '' OR e.by_id = NEW.by_id AND e.private->>'exact' = NEW.exact AND e.private->>'replacement' IS NOT DISTINCT FROM NEW.replacement)) BEGIN SELECT RAISE(ABORT, 'stet: a row of editorial_thread needs its event in the audit log'); END

CREATE TRIGGER editorial_comment_has_its_event BEFORE INSERT ON editorial_comment FOR EACH ROW WHEN NOT EXISTS (SELECT 1 FROM editorial_event e JOIN editorial_thread t ON t.id = NEW.thread_id WHERE e.manuscript_id = t.manuscript_id AND e.at = NEW.at AND e.action IN ('start_thread', 'suggest', 'reply') AND replace(e.data->>'thread', '-', '') = replace(CAST(NEW.thread_id AS text), '-', '') AND (e.salt = '' OR e.by_id = NEW.by_id AND (NEW.withdrawn_at IS NOT NULL OR e.private->>'words' = NEW.words))) BEGIN SELECT RAISE(ABORT, 'stet: a row of editorial_comment needs its event in the audit log'); END

CREATE TRIGGER editorial_thread_no_update BEFORE UPDATE ON editorial_thread FOR EACH ROW WHEN (NEW.id IS DISTINCT FROM OLD.id OR NEW.manuscript_id IS DISTINCT FROM OLD.manuscript_id OR NEW.revision IS DISTINCT FROM OLD.revision OR NEW.exact IS DISTINCT FROM OLD.exact OR NEW.before IS DISTINCT FROM OLD.before OR NEW.after IS DISTINCT FROM OLD.after OR NEW.around IS DISTINCT FROM OLD.around OR NEW.digest IS DISTINCT FROM OLD.digest OR NEW.replacement IS DISTINCT FROM OLD.replacement OR NEW.by_id IS DISTINCT FROM OLD.by_id OR NEW.at IS DISTINCT FROM OLD.at) OR NOT EXISTS (SELECT 1 FROM editorial_event e WHERE e.manuscript_id = NEW.manuscript_id AND e.at = NEW.since AND (e.by_id = NEW.moved_by_id OR e.salt = '') AND ((NEW.state = 'open' AND e.action = 'reopen' OR NEW.state = 'resolved' AND e.action = 'resolve' OR NEW.state = 'accepted' AND e.action = 'accept_suggestion' OR NEW.state = 'refused' AND e.action = 'refuse_suggestion') AND replace(e.data->>'thread', '-', '') = replace(CAST(NEW.id AS text), '-', '') OR NEW.state = 'checked' AND e.action = 'check' AND e.data->>'digest' = NEW.digest)) BEGIN SELECT RAISE(ABORT, 'stet: of a thread only the state changes, with its event'); END

CREATE TRIGGER editorial_comment_no_update BEFORE UPDATE ON editorial_comment FOR EACH ROW WHEN NEW.id <> OLD.id OR NEW.thread_id <> OLD.thread_id OR NEW.by_id <> OLD.by_id OR NEW.at <> OLD.at OR OLD.withdrawn_at IS NOT NULL OR NEW.words <> '' OR NOT EXISTS (SELECT 1 FROM editorial_event e JOIN editorial_thread t ON t.id = NEW.thread_id WHERE e.manuscript_id = t.manuscript_id AND e.at = NEW.withdrawn_at AND e.action = 'withdraw_comment' AND (e.by_id = NEW.by_id OR e.salt = '') AND replace(e.data->>'thread', '-', '') = replace(CAST(NEW.thread_id AS text), '-', '')) BEGIN SELECT RAISE(ABORT, 'stet: a comment is only taken back by who wrote it'); END

CREATE TRIGGER editorial_thread_no_delete BEFORE DELETE ON editorial_thread FOR EACH ROW WHEN true BEGIN SELECT RAISE(ABORT, 'stet: history only grows, editorial_thread is not changed'); END

CREATE TRIGGER editorial_comment_no_delete BEFORE DELETE ON editorial_comment FOR EACH ROW WHEN true BEGIN SELECT RAISE(ABORT, 'stet: history only grows, editorial_comment is not changed'); END

-- backwards

DROP TRIGGER editorial_revision_has_its_event

CREATE TRIGGER editorial_revision_has_its_event BEFORE INSERT ON editorial_revision FOR EACH ROW WHEN NOT ((EXISTS (SELECT 1 FROM editorial_event e WHERE e.at = NEW.saved_at AND e.format = 2 AND e.action IN ('save', 'revert', 'rename') AND e.manuscript_id = NEW.manuscript_id AND e.revision = NEW.number AND (e.by_id = NEW.author_id OR (e.format = 2 AND e.salt = '')) AND (e.format = 1 OR (e.data->>'digest' = NEW.digest)))) OR (EXISTS (SELECT 1 FROM editorial_event e WHERE (e.format = 1 OR e.data->>'at' IS NOT NULL) AND e.action IN ('save', 'revert', 'rename') AND e.manuscript_id = NEW.manuscript_id AND e.revision = NEW.number AND (e.by_id = NEW.author_id OR (e.format = 2 AND e.salt = '')) AND (e.format = 1 OR (e.data->>'digest' = NEW.digest))))) BEGIN SELECT RAISE(ABORT, 'stet: a row of editorial_revision needs its event in the audit log'); END

DROP TRIGGER approval_has_four_eyes

CREATE TRIGGER approval_has_four_eyes BEFORE INSERT ON editorial_approval FOR EACH ROW WHEN EXISTS (SELECT 1 FROM editorial_revision r JOIN editorial_revision s ON s.id = NEW.revision_id LEFT JOIN editorial_revision o ON o.id = r.restored_id LEFT JOIN editorial_revision b ON b.manuscript_id = o.manuscript_id AND b.number <= o.number AND (b.id = o.id OR NOT EXISTS (SELECT 1 FROM editorial_publication p WHERE p.revision_id = o.id)) JOIN editorial_manuscript m ON m.id = r.manuscript_id WHERE r.manuscript_id = NEW.manuscript_id AND r.number > m.published_revision AND r.number <= s.number AND (r.author_id = NEW.by_id OR b.author_id = NEW.by_id)) BEGIN SELECT RAISE(ABORT, 'stet: nobody approves what they wrote'); END

DROP TRIGGER contribution_has_its_revision

CREATE TRIGGER contribution_has_its_revision BEFORE INSERT ON editorial_contribution FOR EACH ROW WHEN NOT EXISTS (SELECT 1 FROM editorial_revision r WHERE r.id = NEW.revision_id AND r.manuscript_id = NEW.manuscript_id AND (r.author_id = NEW.person_id OR EXISTS (SELECT 1 FROM editorial_revision e WHERE e.manuscript_id = r.manuscript_id AND e.author_id = NEW.person_id AND e.number < r.number))) BEGIN SELECT RAISE(ABORT, 'stet: a contribution is of somebody who wrote its revision or an earlier one'); END

DROP TRIGGER editorial_thread_no_replace

DROP TRIGGER editorial_comment_no_replace

DROP TRIGGER editorial_thread_has_its_event

DROP TRIGGER editorial_comment_has_its_event

DROP TRIGGER editorial_thread_no_update

DROP TRIGGER editorial_comment_no_update

DROP TRIGGER editorial_thread_no_delete

DROP TRIGGER editorial_comment_no_delete
