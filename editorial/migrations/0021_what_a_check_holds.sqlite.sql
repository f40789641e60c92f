-- forwards

CREATE TRIGGER editorial_confirmation_no_update BEFORE UPDATE ON editorial_confirmation FOR EACH ROW WHEN true BEGIN SELECT RAISE(ABORT, 'stet: history only grows, editorial_confirmation is not changed'); END

CREATE TRIGGER editorial_confirmation_no_delete BEFORE DELETE ON editorial_confirmation FOR EACH ROW WHEN true BEGIN SELECT RAISE(ABORT, 'stet: history only grows, editorial_confirmation is not changed'); END

CREATE TRIGGER editorial_digestupgrade_no_update BEFORE UPDATE ON editorial_digestupgrade FOR EACH ROW WHEN true BEGIN SELECT RAISE(ABORT, 'stet: history only grows, editorial_digestupgrade is not changed'); END

CREATE TRIGGER editorial_digestupgrade_no_delete BEFORE DELETE ON editorial_digestupgrade FOR EACH ROW WHEN true BEGIN SELECT RAISE(ABORT, 'stet: history only grows, editorial_digestupgrade is not changed'); END

CREATE TRIGGER editorial_confirmation_no_replace BEFORE INSERT ON editorial_confirmation FOR EACH ROW WHEN EXISTS (SELECT 1 FROM editorial_confirmation o WHERE (o.id = NEW.id)) BEGIN SELECT RAISE(ABORT, 'stet: history only grows, a row of editorial_confirmation is there already'); END

CREATE TRIGGER editorial_digestupgrade_no_replace BEFORE INSERT ON editorial_digestupgrade FOR EACH ROW WHEN EXISTS (SELECT 1 FROM editorial_digestupgrade o WHERE (o.id = NEW.id) OR (o.old = NEW.old AND o.revision = NEW.revision)) BEGIN SELECT RAISE(ABORT, 'stet: history only grows, a row of editorial_digestupgrade is there already'); END

CREATE TRIGGER editorial_confirmation_has_its_event BEFORE INSERT ON editorial_confirmation FOR EACH ROW WHEN NOT EXISTS (SELECT 1 FROM editorial_event e WHERE e.action = 'confirm' AND e.manuscript_id = NEW.manuscript_id AND e.revision = NEW.revision AND e.at = NEW.at AND (e.by_id = NEW.by_id OR (e.format = 2 AND e.salt = '')) AND e.data->>'uses' LIKE '%' || NEW.digest || '%' AND e.data->>'uses' LIKE '%' || NEW.context || '%') BEGIN SELECT RAISE(ABORT, 'stet: a row of editorial_confirmation needs its event in the audit log'); END

CREATE TRIGGER editorial_digestupgrade_has_its_event BEFORE INSERT ON editorial_digestupgrade FOR EACH ROW WHEN NOT EXISTS (SELECT 1 FROM editorial_event e WHERE e.action = 'upgrade' AND e.seq = NEW.event_id AND CAST(e.data->>'version' AS bigint) = NEW.version) BEGIN SELECT RAISE(ABORT, 'stet: a row of editorial_digestupgrade needs its event in the audit log'); END

-- backwards

DROP TRIGGER editorial_confirmation_no_update

DROP TRIGGER editorial_confirmation_no_delete

DROP TRIGGER editorial_digestupgrade_no_update

DROP TRIGGER editorial_digestupgrade_no_delete

DROP TRIGGER editorial_confirmation_no_replace

DROP TRIGGER editorial_digestupgrade_no_replace

DROP TRIGGER editorial_confirmation_has_its_event

DROP TRIGGER editorial_digestupgrade_has_its_event
