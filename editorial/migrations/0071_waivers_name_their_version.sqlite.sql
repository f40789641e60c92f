-- forwards

DROP TRIGGER editorial_waiver_has_its_event

CREATE TRIGGER editorial_waiver_has_its_event BEFORE INSERT ON editorial_waiver FOR EACH ROW WHEN NOT ((EXISTS (SELECT 1 FROM editorial_event e WHERE e.at = NEW.at AND e.format = 2 AND e.action = 'waive' AND e.manuscript_id = NEW.manuscript_id AND e.revision = NEW.revision AND (e.by_id = NEW.by_id OR (e.format = 2 AND e.salt = '')) AND (e.reason = NEW.reason OR e.salt = '' AND e.format = 2) AND (e.format = 1 OR (replace(e.data->>'obstacles', ', ', ',') = replace(CAST(NEW.obstacles AS text), ', ', ',') AND strftime('%Y-%m-%d %H:%M:%f', e.data->>'expires_at') = strftime('%Y-%m-%d %H:%M:%f', NEW.expires_at))) AND COALESCE(CAST(e.data->>'version' AS bigint), 1) = NEW.version) AND NOT EXISTS (SELECT 1 FROM editorial_waiver o WHERE o.manuscript_id = NEW.manuscript_id AND o.revision = NEW.revision AND o.at = NEW.at)) OR (EXISTS (SELECT 1 FROM editorial_event e WHERE (e.format = 1 OR e.data->>'at' IS NOT NULL) AND e.action = 'waive' AND e.manuscript_id = NEW.manuscript_id AND e.revision = NEW.revision AND (e.by_id = NEW.by_id OR (e.format = 2 AND e.salt = '')) AND (e.reason = NEW.reason OR e.salt = '' AND e.format = 2) AND (e.format = 1 OR (replace(e.data->>'obstacles', ', ', ',') = replace(CAST(NEW.obstacles AS text), ', ', ',') AND strftime('%Y-%m-%d %H:%M:%f', e.data->>'expires_at') = strftime('%Y-%m-%d %H:%M:%f', NEW.expires_at))) AND COALESCE(CAST(e.data->>'version' AS bigint), 1) = NEW.version) AND (SELECT count(*) FROM editorial_waiver o WHERE o.manuscript_id = NEW.manuscript_id AND o.revision = NEW.revision) < (SELECT count(*) FROM editorial_event e WHERE e.action = 'waive' AND e.manuscript_id = NEW.manuscript_id AND e.revision = NEW.revision))) BEGIN SELECT RAISE(ABORT, 'stet: a row of editorial_waiver needs its event in the audit log'); END

DROP TRIGGER editorial_confirmation_has_its_event

CREATE TRIGGER editorial_confirmation_has_its_event BEFORE INSERT ON editorial_confirmation FOR EACH ROW WHEN NOT EXISTS (SELECT 1 FROM editorial_event e WHERE e.action = 'confirm' AND e.manuscript_id = NEW.manuscript_id AND e.revision = NEW.revision AND e.at = NEW.at AND (e.by_id = NEW.by_id OR (e.format = 2 AND e.salt = '')) AND replace(replace(e.data->>'uses', ', ', ','), '["' || NEW.digest || '","' || NEW.context || '","' || (SELECT c.verdict FROM editorial_check c WHERE c.id = NEW.check_made_id) || '"]', '') <> replace(e.data->>'uses', ', ', ',')) BEGIN SELECT RAISE(ABORT, 'stet: a row of editorial_confirmation needs its event in the audit log'); END

DROP TRIGGER editorial_digestupgrade_has_its_event

CREATE TRIGGER editorial_digestupgrade_has_its_event BEFORE INSERT ON editorial_digestupgrade FOR EACH ROW WHEN NOT EXISTS (SELECT 1 FROM editorial_event e WHERE e.action = 'upgrade' AND e.seq = NEW.event_id AND CAST(e.data->>'version' AS bigint) = NEW.version AND NEW.position < CAST(e.data->>'count' AS bigint)) BEGIN SELECT RAISE(ABORT, 'stet: a row of editorial_digestupgrade needs its event in the audit log'); END

-- backwards

DROP TRIGGER editorial_waiver_has_its_event

CREATE TRIGGER editorial_waiver_has_its_event BEFORE INSERT ON editorial_waiver FOR EACH ROW WHEN NOT ((EXISTS (SELECT 1 FROM editorial_event e WHERE e.at = NEW.at AND e.format = 2 AND e.action = 'waive' AND e.manuscript_id = NEW.manuscript_id AND e.revision = NEW.revision AND (e.by_id = NEW.by_id OR (e.format = 2 AND e.salt = '')) AND (e.reason = NEW.reason OR e.salt = '' AND e.format = 2)) AND NOT EXISTS (SELECT 1 FROM editorial_waiver o WHERE o.manuscript_id = NEW.manuscript_id AND o.revision = NEW.revision AND o.at = NEW.at)) OR (EXISTS (SELECT 1 FROM editorial_event e WHERE (e.format = 1 OR e.data->>'at' IS NOT NULL) AND e.action = 'waive' AND e.manuscript_id = NEW.manuscript_id AND e.revision = NEW.revision AND (e.by_id = NEW.by_id OR (e.format = 2 AND e.salt = '')) AND (e.reason = NEW.reason OR e.salt = '' AND e.format = 2)) AND (SELECT count(*) FROM editorial_waiver o WHERE o.manuscript_id = NEW.manuscript_id AND o.revision = NEW.revision) < (SELECT count(*) FROM editorial_event e WHERE e.action = 'waive' AND e.manuscript_id = NEW.manuscript_id AND e.revision = NEW.revision))) BEGIN SELECT RAISE(ABORT, 'stet: a row of editorial_waiver needs its event in the audit log'); END

DROP TRIGGER editorial_confirmation_has_its_event

CREATE TRIGGER editorial_confirmation_has_its_event BEFORE INSERT ON editorial_confirmation FOR EACH ROW WHEN NOT EXISTS (SELECT 1 FROM editorial_event e WHERE e.action = 'confirm' AND e.manuscript_id = NEW.manuscript_id AND e.revision = NEW.revision AND e.at = NEW.at AND (e.by_id = NEW.by_id OR (e.format = 2 AND e.salt = '')) AND e.data->>'uses' LIKE '%' || NEW.digest || '%' AND e.data->>'uses' LIKE '%' || NEW.context || '%') BEGIN SELECT RAISE(ABORT, 'stet: a row of editorial_confirmation needs its event in the audit log'); END

DROP TRIGGER editorial_digestupgrade_has_its_event

CREATE TRIGGER editorial_digestupgrade_has_its_event BEFORE INSERT ON editorial_digestupgrade FOR EACH ROW WHEN NOT EXISTS (SELECT 1 FROM editorial_event e WHERE e.action = 'upgrade' AND e.seq = NEW.event_id AND CAST(e.data->>'version' AS bigint) = NEW.version) BEGIN SELECT RAISE(ABORT, 'stet: a row of editorial_digestupgrade needs its event in the audit log'); END
