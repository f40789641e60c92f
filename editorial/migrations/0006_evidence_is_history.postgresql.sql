-- forwards

CREATE FUNCTION editorial_evidence_no_update() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF true THEN RAISE EXCEPTION 'stet: history only grows, editorial_evidence is not changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER editorial_evidence_no_update BEFORE UPDATE ON editorial_evidence FOR EACH ROW EXECUTE FUNCTION editorial_evidence_no_update()

CREATE FUNCTION editorial_evidence_no_delete() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF true THEN RAISE EXCEPTION 'stet: history only grows, editorial_evidence is not changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $stet$

CREATE TRIGGER editorial_evidence_no_delete BEFORE DELETE ON editorial_evidence FOR EACH ROW EXECUTE FUNCTION editorial_evidence_no_delete()

CREATE TRIGGER editorial_evidence_no_truncate BEFORE TRUNCATE ON editorial_evidence FOR EACH STATEMENT EXECUTE FUNCTION stet_no_truncate()

-- backwards

DROP FUNCTION editorial_evidence_no_update() CASCADE

DROP FUNCTION editorial_evidence_no_delete() CASCADE

DROP TRIGGER editorial_evidence_no_truncate ON editorial_evidence
