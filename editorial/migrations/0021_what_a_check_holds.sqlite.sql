-- forwards

CREATE TRIGGER editorial_confirmation_no_update BEFORE UPDATE ON editorial_confirmation FOR EACH ROW WHEN true BEGIN SELECT RAISE(ABORT, 'stet: history only grows, editorial_confirmation is not changed'); END

CREATE TRIGGER editorial_confirmation_no_delete BEFORE DELETE ON editorial_confirmation FOR EACH ROW WHEN true BEGIN SELECT RAISE(ABORT, 'stet: history only grows, editorial_confirmation is not changed'); END

CREATE TRIGGER editorial_digestupgrade_no_update BEFORE UPDATE ON editorial_digestupgrade FOR EACH ROW WHEN true BEGIN SELECT RAISE(ABORT, 'stet: history only grows, editorial_digestupgrade is not changed'); END

CREATE TRIGGER editorial_digestupgrade_no_delete BEFORE DELETE ON editorial_digestupgrade FOR EACH ROW WHEN true BEGIN SELECT RAISE(ABORT, 'stet: history only grows, editorial_digestupgrade is not changed'); END

CREATE TRIGGER editorial_confirmation_no_replace BEFORE INSERT ON editorial_confirmation FOR EACH ROW WHEN EXISTS (SELECT 1 FROM editorial_confirmation o WHERE (o.id = NEW.id)) BEGIN SELECT RAISE(ABORT, 'stet: history only grows, a row of editorial_confirmation is there already'); END

CREATE TRIGGER editorial_digestupgrade_no_replace BEFORE INSERT ON editorial_digestupgrade FOR EACH ROW WHEN EXISTS (SELECT 1 FROM editorial_digestupgrade o WHERE (o.id = NEW.id) OR (o.old = NEW.old AND o.revision = NEW.revision)) BEGIN SELECT RAISE(ABORT, 'stet: history only grows, a row of editorial_digestupgrade is there already'); END

-- backwards

DROP TRIGGER editorial_confirmation_no_update

DROP TRIGGER editorial_confirmation_no_delete

DROP TRIGGER editorial_digestupgrade_no_update

DROP TRIGGER editorial_digestupgrade_no_delete

DROP TRIGGER editorial_confirmation_no_replace

DROP TRIGGER editorial_digestupgrade_no_replace
