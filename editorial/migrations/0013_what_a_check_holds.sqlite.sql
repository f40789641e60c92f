-- forwards

CREATE TRIGGER editorial_confirmation_no_update BEFORE UPDATE ON editorial_confirmation FOR EACH ROW WHEN true BEGIN SELECT RAISE(ABORT, 'stet: history only grows, editorial_confirmation is not changed'); END

CREATE TRIGGER editorial_confirmation_no_delete BEFORE DELETE ON editorial_confirmation FOR EACH ROW WHEN true BEGIN SELECT RAISE(ABORT, 'stet: history only grows, editorial_confirmation is not changed'); END

CREATE TRIGGER editorial_digestupgrade_no_update BEFORE UPDATE ON editorial_digestupgrade FOR EACH ROW WHEN true BEGIN SELECT RAISE(ABORT, 'stet: history only grows, editorial_digestupgrade is not changed'); END

CREATE TRIGGER editorial_digestupgrade_no_delete BEFORE DELETE ON editorial_digestupgrade FOR EACH ROW WHEN true BEGIN SELECT RAISE(ABORT, 'stet: history only grows, editorial_digestupgrade is not changed'); END

-- backwards

DROP TRIGGER editorial_confirmation_no_update

DROP TRIGGER editorial_confirmation_no_delete

DROP TRIGGER editorial_digestupgrade_no_update

DROP TRIGGER editorial_digestupgrade_no_delete
