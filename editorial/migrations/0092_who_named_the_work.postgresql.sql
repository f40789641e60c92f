-- forwards

CREATE FUNCTION check_is_not_of_who_named_the_work() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF EXISTS (SELECT 1 FROM editorial_contribution w JOIN editorial_revision n ON n.id = w.revision_id JOIN editorial_contribution c ON c.manuscript_id = NEW.manuscript_id AND c.digest = NEW.digest JOIN editorial_revision r ON r.id = c.revision_id WHERE w.manuscript_id = NEW.source AND w.person_id = NEW.by_id AND w.words = '' AND w.source_key = NEW.source_key AND n.saved_at > r.saved_at) THEN RAISE EXCEPTION 'stet: nobody checks a citation to whose key they gave its work later' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER check_is_not_of_who_named_the_work BEFORE INSERT ON editorial_check FOR EACH ROW EXECUTE FUNCTION check_is_not_of_who_named_the_work()

-- backwards

DROP FUNCTION check_is_not_of_who_named_the_work() CASCADE
