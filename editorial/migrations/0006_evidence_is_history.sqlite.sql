-- forwards

CREATE TRIGGER editorial_evidence_no_update BEFORE UPDATE ON editorial_evidence FOR EACH ROW WHEN true BEGIN SELECT RAISE(ABORT, 'stet: history only grows, editorial_evidence is not changed'); END

CREATE TRIGGER editorial_evidence_no_delete BEFORE DELETE ON editorial_evidence FOR EACH ROW WHEN true BEGIN SELECT RAISE(ABORT, 'stet: history only grows, editorial_evidence is not changed'); END

-- backwards

DROP TRIGGER editorial_evidence_no_update

DROP TRIGGER editorial_evidence_no_delete
