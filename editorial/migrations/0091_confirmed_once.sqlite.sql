-- forwards

DROP TRIGGER editorial_confirmation_no_replace

CREATE TRIGGER editorial_confirmation_no_replace BEFORE INSERT ON editorial_confirmation FOR EACH ROW WHEN EXISTS (SELECT 1 FROM editorial_confirmation o WHERE (o.id = NEW.id) OR (o.digest = NEW.digest AND o.context = NEW.context AND o.at = NEW.at)) BEGIN SELECT RAISE(ABORT, 'stet: history only grows, a row of editorial_confirmation is there already'); END

-- backwards

DROP TRIGGER editorial_confirmation_no_replace

CREATE TRIGGER editorial_confirmation_no_replace BEFORE INSERT ON editorial_confirmation FOR EACH ROW WHEN EXISTS (SELECT 1 FROM editorial_confirmation o WHERE (o.id = NEW.id)) BEGIN SELECT RAISE(ABORT, 'stet: history only grows, a row of editorial_confirmation is there already'); END
