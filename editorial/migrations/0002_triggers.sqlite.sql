-- forwards

CREATE TRIGGER editorial_revision_no_update BEFORE UPDATE ON editorial_revision FOR EACH ROW WHEN true BEGIN SELECT RAISE(ABORT, 'stet: history only grows, editorial_revision is not changed'); END

CREATE TRIGGER editorial_revision_no_delete BEFORE DELETE ON editorial_revision FOR EACH ROW WHEN true BEGIN SELECT RAISE(ABORT, 'stet: history only grows, editorial_revision is not changed'); END

CREATE TRIGGER editorial_approval_no_update BEFORE UPDATE ON editorial_approval FOR EACH ROW WHEN true BEGIN SELECT RAISE(ABORT, 'stet: history only grows, editorial_approval is not changed'); END

CREATE TRIGGER editorial_approval_no_delete BEFORE DELETE ON editorial_approval FOR EACH ROW WHEN true BEGIN SELECT RAISE(ABORT, 'stet: history only grows, editorial_approval is not changed'); END

CREATE TRIGGER editorial_publication_no_update BEFORE UPDATE ON editorial_publication FOR EACH ROW WHEN true BEGIN SELECT RAISE(ABORT, 'stet: history only grows, editorial_publication is not changed'); END

CREATE TRIGGER editorial_publication_no_delete BEFORE DELETE ON editorial_publication FOR EACH ROW WHEN true BEGIN SELECT RAISE(ABORT, 'stet: history only grows, editorial_publication is not changed'); END

CREATE TRIGGER editorial_event_no_update BEFORE UPDATE ON editorial_event FOR EACH ROW WHEN true BEGIN SELECT RAISE(ABORT, 'stet: history only grows, editorial_event is not changed'); END

CREATE TRIGGER editorial_event_no_delete BEFORE DELETE ON editorial_event FOR EACH ROW WHEN true BEGIN SELECT RAISE(ABORT, 'stet: history only grows, editorial_event is not changed'); END

CREATE TRIGGER editorial_check_no_update BEFORE UPDATE ON editorial_check FOR EACH ROW WHEN true BEGIN SELECT RAISE(ABORT, 'stet: history only grows, editorial_check is not changed'); END

CREATE TRIGGER editorial_check_no_delete BEFORE DELETE ON editorial_check FOR EACH ROW WHEN true BEGIN SELECT RAISE(ABORT, 'stet: history only grows, editorial_check is not changed'); END

CREATE TRIGGER editorial_waiver_no_update BEFORE UPDATE ON editorial_waiver FOR EACH ROW WHEN true BEGIN SELECT RAISE(ABORT, 'stet: history only grows, editorial_waiver is not changed'); END

CREATE TRIGGER editorial_waiver_no_delete BEFORE DELETE ON editorial_waiver FOR EACH ROW WHEN true BEGIN SELECT RAISE(ABORT, 'stet: history only grows, editorial_waiver is not changed'); END

CREATE TRIGGER edition_is_immutable BEFORE UPDATE ON encyclopedia_edition FOR EACH ROW WHEN (NEW.id IS DISTINCT FROM OLD.id OR NEW.entry_id IS DISTINCT FROM OLD.entry_id OR NEW.number IS DISTINCT FROM OLD.number OR NEW.title IS DISTINCT FROM OLD.title OR NEW.digest IS DISTINCT FROM OLD.digest OR NEW.document IS DISTINCT FROM OLD.document OR NEW.change IS DISTINCT FROM OLD.change OR NEW.summary IS DISTINCT FROM OLD.summary OR NEW.published_at IS DISTINCT FROM OLD.published_at OR NEW.event_hash IS DISTINCT FROM OLD.event_hash OR NEW.head IS DISTINCT FROM OLD.head OR NEW.top IS DISTINCT FROM OLD.top OR NEW.facts IS DISTINCT FROM OLD.facts OR NEW.contents IS DISTINCT FROM OLD.contents OR NEW.body IS DISTINCT FROM OLD.body OR NEW.notes IS DISTINCT FROM OLD.notes OR NEW.notices IS DISTINCT FROM OLD.notices) BEGIN SELECT RAISE(ABORT, 'stet: an edition is immutable'); END

CREATE TRIGGER edition_is_kept BEFORE DELETE ON encyclopedia_edition FOR EACH ROW WHEN true BEGIN SELECT RAISE(ABORT, 'stet: an edition is never deleted'); END

CREATE TRIGGER edition_was_approved BEFORE INSERT ON encyclopedia_edition FOR EACH ROW WHEN NOT EXISTS (SELECT 1 FROM editorial_publication p WHERE p.manuscript_id = NEW.entry_id AND p.number = NEW.number AND p.digest = NEW.digest) BEGIN SELECT RAISE(ABORT, 'stet: only what was approved is published'); END

CREATE TRIGGER entry_was_approved_insert BEFORE INSERT ON encyclopedia_entry FOR EACH ROW WHEN NOT EXISTS (SELECT 1 FROM editorial_publication p WHERE p.manuscript_id = NEW.id AND p.number = NEW.edition) BEGIN SELECT RAISE(ABORT, 'stet: only what was approved is published'); END

CREATE TRIGGER entry_was_approved_update BEFORE UPDATE ON encyclopedia_entry FOR EACH ROW WHEN NOT EXISTS (SELECT 1 FROM editorial_publication p WHERE p.manuscript_id = NEW.id AND p.number = NEW.edition) BEGIN SELECT RAISE(ABORT, 'stet: only what was approved is published'); END

CREATE TRIGGER approval_has_four_eyes BEFORE INSERT ON editorial_approval FOR EACH ROW WHEN EXISTS (SELECT 1 FROM editorial_revision r JOIN editorial_revision s ON s.id = NEW.revision_id LEFT JOIN editorial_revision o ON o.id = r.restored_id LEFT JOIN editorial_revision b ON b.manuscript_id = o.manuscript_id AND b.number <= o.number AND (b.id = o.id OR NOT EXISTS (SELECT 1 FROM editorial_publication p WHERE p.revision_id = o.id)) JOIN editorial_manuscript m ON m.id = r.manuscript_id WHERE r.manuscript_id = NEW.manuscript_id AND r.number > m.published_revision AND r.number <= s.number AND (r.author_id = NEW.by_id OR b.author_id = NEW.by_id)) BEGIN SELECT RAISE(ABORT, 'stet: nobody approves what they wrote'); END

CREATE TRIGGER approval_signs_the_digest BEFORE INSERT ON editorial_approval FOR EACH ROW WHEN NOT EXISTS (SELECT 1 FROM editorial_revision r JOIN editorial_manuscript m ON m.id = r.manuscript_id AND m.revision = r.number AND m.status = 'submitted' WHERE r.id = NEW.revision_id AND r.manuscript_id = NEW.manuscript_id AND r.digest = NEW.digest) BEGIN SELECT RAISE(ABORT, 'stet: an approval signs the digest of the newest revision, submitted'); END

CREATE TRIGGER publication_was_approved BEFORE INSERT ON editorial_publication FOR EACH ROW WHEN NOT EXISTS (SELECT 1 FROM editorial_approval a JOIN editorial_manuscript m ON m.approval_id = a.id JOIN editorial_revision r ON r.id = a.revision_id WHERE a.id = NEW.approval_id AND m.id = NEW.manuscript_id AND a.revision_id = NEW.revision_id AND a.digest = NEW.digest AND r.digest = NEW.digest AND r.number = m.revision AND NEW.number = m.edition + 1) BEGIN SELECT RAISE(ABORT, 'stet: what is published is what was approved'); END

CREATE TRIGGER event_continues_the_chain BEFORE INSERT ON editorial_event FOR EACH ROW WHEN NOT ((NEW.seq = 1 AND NEW.previous = '0000000000000000000000000000000000000000000000000000000000000000') OR EXISTS (SELECT 1 FROM editorial_event e WHERE e.seq = NEW.seq - 1 AND e.hash = NEW.previous)) BEGIN SELECT RAISE(ABORT, 'stet: an event continues the chain'); END

-- backwards

DROP TRIGGER editorial_revision_no_update

DROP TRIGGER editorial_revision_no_delete

DROP TRIGGER editorial_approval_no_update

DROP TRIGGER editorial_approval_no_delete

DROP TRIGGER editorial_publication_no_update

DROP TRIGGER editorial_publication_no_delete

DROP TRIGGER editorial_event_no_update

DROP TRIGGER editorial_event_no_delete

DROP TRIGGER editorial_check_no_update

DROP TRIGGER editorial_check_no_delete

DROP TRIGGER editorial_waiver_no_update

DROP TRIGGER editorial_waiver_no_delete

DROP TRIGGER edition_is_immutable

DROP TRIGGER edition_is_kept

DROP TRIGGER edition_was_approved

DROP TRIGGER entry_was_approved_insert

DROP TRIGGER entry_was_approved_update

DROP TRIGGER approval_has_four_eyes

DROP TRIGGER approval_signs_the_digest

DROP TRIGGER publication_was_approved

DROP TRIGGER event_continues_the_chain
