-- forwards

DROP TRIGGER editorial_accountevent_no_update

CREATE TRIGGER editorial_accountevent_no_update BEFORE UPDATE ON editorial_accountevent FOR EACH ROW WHEN NOT (NEW.id IS NOT DISTINCT FROM OLD.id AND NEW.at IS NOT DISTINCT FROM OLD.at AND NEW.kind IS NOT DISTINCT FROM OLD.kind AND NEW.account_id IS NOT DISTINCT FROM OLD.account_id AND NEW.by_id IS NOT DISTINCT FROM OLD.by_id AND OLD.kind <> 'erased' AND NEW.address = '' AND ((EXISTS (SELECT 1 FROM editorial_accountevent e WHERE e.kind = 'erased' AND e.account_id = OLD.account_id) AND NEW.data = '{}') OR (EXISTS (SELECT 1 FROM editorial_accountevent e WHERE e.kind = 'erased' AND e.account_id = OLD.by_id) AND NEW.data IS NOT DISTINCT FROM OLD.data))) BEGIN SELECT RAISE(ABORT, 'stet: history only grows, editorial_accountevent is not changed'); END

DROP TRIGGER editorial_revision_no_update

CREATE TRIGGER editorial_revision_no_update BEFORE UPDATE ON editorial_revision FOR EACH ROW WHEN NOT (NEW.id IS NOT DISTINCT FROM OLD.id AND NEW.manuscript_id IS NOT DISTINCT FROM OLD.manuscript_id AND NEW.number IS NOT DISTINCT FROM OLD.number AND NEW.based_on IS NOT DISTINCT FROM OLD.based_on AND NEW.digest IS NOT DISTINCT FROM OLD.digest AND NEW.citation_digests IS NOT DISTINCT FROM OLD.citation_digests AND NEW.author_id IS NOT DISTINCT FROM OLD.author_id AND NEW.restored_id IS NOT DISTINCT FROM OLD.restored_id AND NEW.suggested_by_id IS NOT DISTINCT FROM OLD.suggested_by_id AND NEW.summary IS NOT DISTINCT FROM OLD.summary AND NEW.saved_at IS NOT DISTINCT FROM OLD.saved_at AND EXISTS (SELECT 1 FROM editorial_event s JOIN editorial_event a ON a.manuscript_id = s.manuscript_id WHERE s.action = 'suppress' AND s.manuscript_id = OLD.manuscript_id AND s.data->>'digest' = OLD.digest AND s.data->>'left' = NEW.document AND a.action = 'ask_suppression' AND a.data->>'digest' = s.data->>'digest' AND a.seq < s.seq AND a.by_id <> s.by_id)) BEGIN SELECT RAISE(ABORT, 'stet: history only grows, editorial_revision is not changed'); END

DROP TRIGGER editorial_contribution_no_update

CREATE TRIGGER editorial_contribution_no_update BEFORE UPDATE ON editorial_contribution FOR EACH ROW WHEN NOT (NEW.id IS NOT DISTINCT FROM OLD.id AND NEW.manuscript_id IS NOT DISTINCT FROM OLD.manuscript_id AND NEW.digest IS NOT DISTINCT FROM OLD.digest AND NEW.person_id IS NOT DISTINCT FROM OLD.person_id AND NEW.revision_id IS NOT DISTINCT FROM OLD.revision_id AND NEW.source_key IS NOT DISTINCT FROM OLD.source_key AND NEW.words = '[suppressed]' AND NEW.locator = '' AND NEW.quotation = '' AND OLD.words <> '' AND EXISTS (SELECT 1 FROM editorial_event s JOIN editorial_revision r ON r.manuscript_id = s.manuscript_id AND r.digest = s.data->>'digest' WHERE s.action = 'suppress' AND r.id = OLD.revision_id)) BEGIN SELECT RAISE(ABORT, 'stet: history only grows, editorial_contribution is not changed'); END

DROP TRIGGER edition_is_immutable

CREATE TRIGGER edition_is_immutable BEFORE UPDATE ON encyclopedia_edition FOR EACH ROW WHEN (NEW.id IS DISTINCT FROM OLD.id OR NEW.entry_id IS DISTINCT FROM OLD.entry_id OR NEW.number IS DISTINCT FROM OLD.number OR NEW.title IS DISTINCT FROM OLD.title OR NEW.digest IS DISTINCT FROM OLD.digest OR NEW.document IS DISTINCT FROM OLD.document OR NEW.change IS DISTINCT FROM OLD.change OR NEW.summary IS DISTINCT FROM OLD.summary OR NEW.published_at IS DISTINCT FROM OLD.published_at OR NEW.event_hash IS DISTINCT FROM OLD.event_hash OR NEW.head IS DISTINCT FROM OLD.head OR NEW.top IS DISTINCT FROM OLD.top OR NEW.facts IS DISTINCT FROM OLD.facts OR NEW.contents IS DISTINCT FROM OLD.contents OR NEW.body IS DISTINCT FROM OLD.body OR NEW.notes IS DISTINCT FROM OLD.notes OR NEW.notices IS DISTINCT FROM OLD.notices) AND NOT (NEW.id IS NOT DISTINCT FROM OLD.id AND NEW.entry_id IS NOT DISTINCT FROM OLD.entry_id AND NEW.number IS NOT DISTINCT FROM OLD.number AND NEW.digest IS NOT DISTINCT FROM OLD.digest AND NEW.change IS NOT DISTINCT FROM OLD.change AND NEW.summary IS NOT DISTINCT FROM OLD.summary AND NEW.published_at IS NOT DISTINCT FROM OLD.published_at AND NEW.event_hash IS NOT DISTINCT FROM OLD.event_hash AND NEW.notices IS NOT DISTINCT FROM OLD.notices AND NEW.title = '[suppressed]' AND NEW.state = 'withdrawn' AND NEW.head = '' AND NEW.top = '' AND NEW.facts = '' AND NEW.contents = '' AND NEW.body = '' AND NEW.notes = '' AND EXISTS (SELECT 1 FROM editorial_event s JOIN editorial_event a ON a.manuscript_id = s.manuscript_id WHERE s.action = 'suppress' AND s.manuscript_id = OLD.entry_id AND s.data->>'digest' = OLD.digest AND s.data->>'left' = NEW.document AND a.action = 'ask_suppression' AND a.data->>'digest' = s.data->>'digest' AND a.seq < s.seq AND a.by_id <> s.by_id)) BEGIN SELECT RAISE(ABORT, 'stet: an edition is immutable'); END

-- backwards

DROP TRIGGER editorial_accountevent_no_update

CREATE TRIGGER editorial_accountevent_no_update BEFORE UPDATE ON editorial_accountevent FOR EACH ROW WHEN true BEGIN SELECT RAISE(ABORT, 'stet: history only grows, editorial_accountevent is not changed'); END

DROP TRIGGER editorial_revision_no_update

CREATE TRIGGER editorial_revision_no_update BEFORE UPDATE ON editorial_revision FOR EACH ROW WHEN true BEGIN SELECT RAISE(ABORT, 'stet: history only grows, editorial_revision is not changed'); END

DROP TRIGGER editorial_contribution_no_update

CREATE TRIGGER editorial_contribution_no_update BEFORE UPDATE ON editorial_contribution FOR EACH ROW WHEN true BEGIN SELECT RAISE(ABORT, 'stet: history only grows, editorial_contribution is not changed'); END

DROP TRIGGER edition_is_immutable

CREATE TRIGGER edition_is_immutable BEFORE UPDATE ON encyclopedia_edition FOR EACH ROW WHEN (NEW.id IS DISTINCT FROM OLD.id OR NEW.entry_id IS DISTINCT FROM OLD.entry_id OR NEW.number IS DISTINCT FROM OLD.number OR NEW.title IS DISTINCT FROM OLD.title OR NEW.digest IS DISTINCT FROM OLD.digest OR NEW.document IS DISTINCT FROM OLD.document OR NEW.change IS DISTINCT FROM OLD.change OR NEW.summary IS DISTINCT FROM OLD.summary OR NEW.published_at IS DISTINCT FROM OLD.published_at OR NEW.event_hash IS DISTINCT FROM OLD.event_hash OR NEW.head IS DISTINCT FROM OLD.head OR NEW.top IS DISTINCT FROM OLD.top OR NEW.facts IS DISTINCT FROM OLD.facts OR NEW.contents IS DISTINCT FROM OLD.contents OR NEW.body IS DISTINCT FROM OLD.body OR NEW.notes IS DISTINCT FROM OLD.notes OR NEW.notices IS DISTINCT FROM OLD.notices) BEGIN SELECT RAISE(ABORT, 'stet: an edition is immutable'); END
