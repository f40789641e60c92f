-- forwards

CREATE TRIGGER editorial_accountevent_no_update BEFORE UPDATE ON editorial_accountevent FOR EACH ROW WHEN true BEGIN SELECT RAISE(ABORT, 'stet: history only grows, editorial_accountevent is not changed'); END

CREATE TRIGGER editorial_accountevent_no_delete BEFORE DELETE ON editorial_accountevent FOR EACH ROW WHEN true BEGIN SELECT RAISE(ABORT, 'stet: history only grows, editorial_accountevent is not changed'); END

CREATE TRIGGER editorial_accountevent_no_replace BEFORE INSERT ON editorial_accountevent FOR EACH ROW WHEN EXISTS (SELECT 1 FROM editorial_accountevent o WHERE (o.id = NEW.id)) BEGIN SELECT RAISE(ABORT, 'stet: history only grows, a row of editorial_accountevent is there already'); END

-- backwards

DROP TRIGGER editorial_accountevent_no_update

DROP TRIGGER editorial_accountevent_no_delete

DROP TRIGGER editorial_accountevent_no_replace
