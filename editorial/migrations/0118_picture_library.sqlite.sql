-- forwards

CREATE TRIGGER editorial_picturerecord_no_update BEFORE UPDATE ON editorial_picturerecord FOR EACH ROW WHEN true BEGIN SELECT RAISE(ABORT, 'stet: history only grows, editorial_picturerecord is not changed'); END

CREATE TRIGGER editorial_picturerecord_no_delete BEFORE DELETE ON editorial_picturerecord FOR EACH ROW WHEN true BEGIN SELECT RAISE(ABORT, 'stet: history only grows, editorial_picturerecord is not changed'); END

CREATE TRIGGER editorial_picturerecord_no_replace BEFORE INSERT ON editorial_picturerecord FOR EACH ROW WHEN EXISTS (SELECT 1 FROM editorial_picturerecord o WHERE (o.id = NEW.id) OR (o.picture_id = NEW.picture_id AND o.number = NEW.number)) BEGIN SELECT RAISE(ABORT, 'stet: history only grows, a row of editorial_picturerecord is there already'); END

CREATE TRIGGER editorial_picturerecord_has_its_event BEFORE INSERT ON editorial_picturerecord FOR EACH ROW WHEN NOT EXISTS (SELECT 1 FROM editorial_event e WHERE e.at = NEW.at AND e.action IN ('describe_picture', 'set_aside_picture', 'bring_back_picture') AND (e.action = 'set_aside_picture') = NEW.is_aside AND e.data->>'picture' = NEW.picture_id AND CAST(e.data->>'number' AS bigint) = NEW.number AND e.data->>'digest' = NEW.digest AND (e.by_id = NEW.by_id OR (e.format = 2 AND e.salt = ''))) BEGIN SELECT RAISE(ABORT, 'stet: a row of editorial_picturerecord needs its event in the audit log'); END

-- backwards

DROP TRIGGER editorial_picturerecord_no_update

DROP TRIGGER editorial_picturerecord_no_delete

DROP TRIGGER editorial_picturerecord_no_replace

DROP TRIGGER editorial_picturerecord_has_its_event
