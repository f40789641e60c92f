-- forwards

DROP FUNCTION editorial_event_no_update() CASCADE

CREATE FUNCTION editorial_event_no_update() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF NOT (NEW.seq IS NOT DISTINCT FROM OLD.seq AND NEW.format IS NOT DISTINCT FROM OLD.format AND NEW.action IS NOT DISTINCT FROM OLD.action AND NEW.manuscript_id IS NOT DISTINCT FROM OLD.manuscript_id AND NEW.revision IS NOT DISTINCT FROM OLD.revision AND NEW.at IS NOT DISTINCT FROM OLD.at AND NEW.data IS NOT DISTINCT FROM OLD.data AND NEW.previous IS NOT DISTINCT FROM OLD.previous AND NEW.hash IS NOT DISTINCT FROM OLD.hash AND NEW.private_hash = OLD.private_hash AND OLD.format = 2 AND NEW.by_id IS NULL AND NEW.reason = '' AND NEW.private = '{}' AND NEW.salt = '' AND EXISTS (SELECT 1 FROM editorial_event e WHERE e.action = 'erase_private' AND CAST(e.data->>'seq' AS bigint) = OLD.seq)) THEN RAISE EXCEPTION 'stet: history only grows, editorial_event is not changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER editorial_event_no_update BEFORE UPDATE ON editorial_event FOR EACH ROW EXECUTE FUNCTION editorial_event_no_update()

CREATE FUNCTION editorial_revision_no_replace() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF EXISTS (SELECT 1 FROM editorial_revision o WHERE (o.id = NEW.id) OR (o.manuscript_id = NEW.manuscript_id AND o.number = NEW.number)) THEN RAISE EXCEPTION 'stet: history only grows, a row of editorial_revision is there already' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER editorial_revision_no_replace BEFORE INSERT ON editorial_revision FOR EACH ROW EXECUTE FUNCTION editorial_revision_no_replace()

CREATE FUNCTION editorial_approval_no_replace() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF EXISTS (SELECT 1 FROM editorial_approval o WHERE (o.id = NEW.id)) THEN RAISE EXCEPTION 'stet: history only grows, a row of editorial_approval is there already' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER editorial_approval_no_replace BEFORE INSERT ON editorial_approval FOR EACH ROW EXECUTE FUNCTION editorial_approval_no_replace()

CREATE FUNCTION editorial_publication_no_replace() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF EXISTS (SELECT 1 FROM editorial_publication o WHERE (o.id = NEW.id) OR (o.manuscript_id = NEW.manuscript_id AND o.number = NEW.number) OR (o.approval_id = NEW.approval_id)) THEN RAISE EXCEPTION 'stet: history only grows, a row of editorial_publication is there already' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER editorial_publication_no_replace BEFORE INSERT ON editorial_publication FOR EACH ROW EXECUTE FUNCTION editorial_publication_no_replace()

CREATE FUNCTION editorial_event_no_replace() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF EXISTS (SELECT 1 FROM editorial_event o WHERE (o.seq = NEW.seq) OR (o.previous = NEW.previous) OR (o.hash = NEW.hash)) THEN RAISE EXCEPTION 'stet: history only grows, a row of editorial_event is there already' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER editorial_event_no_replace BEFORE INSERT ON editorial_event FOR EACH ROW EXECUTE FUNCTION editorial_event_no_replace()

CREATE FUNCTION editorial_check_no_replace() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF EXISTS (SELECT 1 FROM editorial_check o WHERE (o.id = NEW.id)) THEN RAISE EXCEPTION 'stet: history only grows, a row of editorial_check is there already' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER editorial_check_no_replace BEFORE INSERT ON editorial_check FOR EACH ROW EXECUTE FUNCTION editorial_check_no_replace()

CREATE FUNCTION editorial_waiver_no_replace() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF EXISTS (SELECT 1 FROM editorial_waiver o WHERE (o.id = NEW.id)) THEN RAISE EXCEPTION 'stet: history only grows, a row of editorial_waiver is there already' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER editorial_waiver_no_replace BEFORE INSERT ON editorial_waiver FOR EACH ROW EXECUTE FUNCTION editorial_waiver_no_replace()

CREATE FUNCTION editorial_evidence_no_replace() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF EXISTS (SELECT 1 FROM editorial_evidence o WHERE (o.id = NEW.id)) THEN RAISE EXCEPTION 'stet: history only grows, a row of editorial_evidence is there already' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER editorial_evidence_no_replace BEFORE INSERT ON editorial_evidence FOR EACH ROW EXECUTE FUNCTION editorial_evidence_no_replace()

CREATE FUNCTION editorial_evidencepage_no_replace() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF EXISTS (SELECT 1 FROM editorial_evidencepage o WHERE (o.id = NEW.id) OR (o.evidence_id = NEW.evidence_id AND o.position = NEW.position)) THEN RAISE EXCEPTION 'stet: history only grows, a row of editorial_evidencepage is there already' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER editorial_evidencepage_no_replace BEFORE INSERT ON editorial_evidencepage FOR EACH ROW EXECUTE FUNCTION editorial_evidencepage_no_replace()

CREATE FUNCTION editorial_merge_no_replace() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF EXISTS (SELECT 1 FROM editorial_merge o WHERE (o.id = NEW.id) OR (o.merged_id = NEW.merged_id)) THEN RAISE EXCEPTION 'stet: history only grows, a row of editorial_merge is there already' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER editorial_merge_no_replace BEFORE INSERT ON editorial_merge FOR EACH ROW EXECUTE FUNCTION editorial_merge_no_replace()

CREATE FUNCTION editorial_toldapart_no_replace() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF EXISTS (SELECT 1 FROM editorial_toldapart o WHERE (o.id = NEW.id) OR (o.first_id = NEW.first_id AND o.second_id = NEW.second_id)) THEN RAISE EXCEPTION 'stet: history only grows, a row of editorial_toldapart is there already' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER editorial_toldapart_no_replace BEFORE INSERT ON editorial_toldapart FOR EACH ROW EXECUTE FUNCTION editorial_toldapart_no_replace()

CREATE FUNCTION encyclopedia_edition_no_replace() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF EXISTS (SELECT 1 FROM encyclopedia_edition o WHERE (o.id = NEW.id) OR (o.entry_id = NEW.entry_id AND o.number = NEW.number)) THEN RAISE EXCEPTION 'stet: history only grows, a row of encyclopedia_edition is there already' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER encyclopedia_edition_no_replace BEFORE INSERT ON encyclopedia_edition FOR EACH ROW EXECUTE FUNCTION encyclopedia_edition_no_replace()

CREATE FUNCTION editorial_revision_has_its_event() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF NOT ((EXISTS (SELECT 1 FROM editorial_event e WHERE e.at = NEW.saved_at AND e.format = 2 AND e.action IN ('save', 'revert', 'rename') AND e.manuscript_id = NEW.manuscript_id AND e.revision = NEW.number AND (e.by_id = NEW.author_id OR (e.format = 2 AND e.salt = '')) AND (e.format = 1 OR (e.data->>'digest' = NEW.digest)))) OR (EXISTS (SELECT 1 FROM editorial_event e WHERE (e.format = 1 OR e.data->>'at' IS NOT NULL) AND e.action IN ('save', 'revert', 'rename') AND e.manuscript_id = NEW.manuscript_id AND e.revision = NEW.number AND (e.by_id = NEW.author_id OR (e.format = 2 AND e.salt = '')) AND (e.format = 1 OR (e.data->>'digest' = NEW.digest))))) THEN RAISE EXCEPTION 'stet: a row of editorial_revision needs its event in the audit log' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER editorial_revision_has_its_event BEFORE INSERT ON editorial_revision FOR EACH ROW EXECUTE FUNCTION editorial_revision_has_its_event()

CREATE FUNCTION editorial_approval_has_its_event() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF NOT ((EXISTS (SELECT 1 FROM editorial_event e WHERE e.at = NEW.at AND e.format = 2 AND e.action = 'approve' AND e.manuscript_id = NEW.manuscript_id AND e.data->>'digest' = NEW.digest AND e.data->>'change' = NEW.change AND (e.by_id = NEW.by_id OR (e.format = 2 AND e.salt = ''))) AND NOT EXISTS (SELECT 1 FROM editorial_approval o WHERE o.manuscript_id = NEW.manuscript_id AND o.digest = NEW.digest AND o.at = NEW.at)) OR (EXISTS (SELECT 1 FROM editorial_event e WHERE (e.format = 1 OR e.data->>'at' IS NOT NULL) AND e.action = 'approve' AND e.manuscript_id = NEW.manuscript_id AND e.data->>'digest' = NEW.digest AND e.data->>'change' = NEW.change AND (e.by_id = NEW.by_id OR (e.format = 2 AND e.salt = ''))) AND (SELECT count(*) FROM editorial_approval o WHERE o.manuscript_id = NEW.manuscript_id AND o.digest = NEW.digest) < (SELECT count(*) FROM editorial_event e WHERE e.action = 'approve' AND e.manuscript_id = NEW.manuscript_id AND e.data->>'digest' = NEW.digest))) THEN RAISE EXCEPTION 'stet: a row of editorial_approval needs its event in the audit log' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER editorial_approval_has_its_event BEFORE INSERT ON editorial_approval FOR EACH ROW EXECUTE FUNCTION editorial_approval_has_its_event()

CREATE FUNCTION editorial_publication_has_its_event() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF NOT ((EXISTS (SELECT 1 FROM editorial_event e WHERE e.at = NEW.at AND e.format = 2 AND e.action = 'publish' AND e.manuscript_id = NEW.manuscript_id AND CAST(e.data->>'edition' AS bigint) = NEW.number AND e.data->>'digest' = NEW.digest AND (e.by_id = NEW.by_id OR (e.format = 2 AND e.salt = '')))) OR (EXISTS (SELECT 1 FROM editorial_event e WHERE (e.format = 1 OR e.data->>'at' IS NOT NULL) AND e.action = 'publish' AND e.manuscript_id = NEW.manuscript_id AND CAST(e.data->>'edition' AS bigint) = NEW.number AND e.data->>'digest' = NEW.digest AND (e.by_id = NEW.by_id OR (e.format = 2 AND e.salt = ''))))) THEN RAISE EXCEPTION 'stet: a row of editorial_publication needs its event in the audit log' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER editorial_publication_has_its_event BEFORE INSERT ON editorial_publication FOR EACH ROW EXECUTE FUNCTION editorial_publication_has_its_event()

CREATE FUNCTION encyclopedia_edition_has_its_event() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF NOT ((EXISTS (SELECT 1 FROM editorial_event e WHERE e.at = NEW.published_at AND e.format = 2 AND e.action = 'publish' AND e.manuscript_id = NEW.entry_id AND e.hash = NEW.event_hash AND CAST(e.data->>'edition' AS bigint) = NEW.number AND e.data->>'digest' = NEW.digest AND (e.format = 1 OR (e.data->>'change' = NEW.change AND e.data->>'summary' = NEW.summary)))) OR (EXISTS (SELECT 1 FROM editorial_event e WHERE (e.format = 1 OR e.data->>'at' IS NOT NULL) AND e.action = 'publish' AND e.manuscript_id = NEW.entry_id AND e.hash = NEW.event_hash AND CAST(e.data->>'edition' AS bigint) = NEW.number AND e.data->>'digest' = NEW.digest AND (e.format = 1 OR (e.data->>'change' = NEW.change AND e.data->>'summary' = NEW.summary))))) THEN RAISE EXCEPTION 'stet: a row of encyclopedia_edition needs its event in the audit log' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER encyclopedia_edition_has_its_event BEFORE INSERT ON encyclopedia_edition FOR EACH ROW EXECUTE FUNCTION encyclopedia_edition_has_its_event()

CREATE FUNCTION editorial_check_has_its_event() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF NOT ((EXISTS (SELECT 1 FROM editorial_event e WHERE e.at = NEW.at AND e.format = 2 AND e.action = 'check' AND e.manuscript_id = NEW.manuscript_id AND e.data->>'digest' = NEW.digest AND e.data->>'verdict' = NEW.verdict AND e.data->>'source' = NEW.source_key AND (e.by_id = NEW.by_id OR (e.format = 2 AND e.salt = '')) AND (e.reason = NEW.note OR e.salt = '' AND e.format = 2) AND (e.format = 1 OR (e.data->>'claim_digest' = NEW.claim_digest AND e.data->>'claim' = NEW.claim AND e.data->>'locator' = NEW.locator AND e.data->>'quotation' = NEW.quotation))) AND NOT EXISTS (SELECT 1 FROM editorial_check o WHERE o.manuscript_id = NEW.manuscript_id AND o.digest = NEW.digest AND o.verdict = NEW.verdict AND o.at = NEW.at)) OR (EXISTS (SELECT 1 FROM editorial_event e WHERE (e.format = 1 OR e.data->>'at' IS NOT NULL) AND e.action = 'check' AND e.manuscript_id = NEW.manuscript_id AND e.data->>'digest' = NEW.digest AND e.data->>'verdict' = NEW.verdict AND e.data->>'source' = NEW.source_key AND (e.by_id = NEW.by_id OR (e.format = 2 AND e.salt = '')) AND (e.reason = NEW.note OR e.salt = '' AND e.format = 2) AND (e.format = 1 OR (e.data->>'claim_digest' = NEW.claim_digest AND e.data->>'claim' = NEW.claim AND e.data->>'locator' = NEW.locator AND e.data->>'quotation' = NEW.quotation))) AND (SELECT count(*) FROM editorial_check o WHERE o.manuscript_id = NEW.manuscript_id AND o.digest = NEW.digest AND o.verdict = NEW.verdict) < (SELECT count(*) FROM editorial_event e WHERE e.action = 'check' AND e.manuscript_id = NEW.manuscript_id AND e.data->>'digest' = NEW.digest AND e.data->>'verdict' = NEW.verdict))) THEN RAISE EXCEPTION 'stet: a row of editorial_check needs its event in the audit log' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER editorial_check_has_its_event BEFORE INSERT ON editorial_check FOR EACH ROW EXECUTE FUNCTION editorial_check_has_its_event()

CREATE FUNCTION editorial_waiver_has_its_event() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF NOT ((EXISTS (SELECT 1 FROM editorial_event e WHERE e.at = NEW.at AND e.format = 2 AND e.action = 'waive' AND e.manuscript_id = NEW.manuscript_id AND e.revision = NEW.revision AND (e.by_id = NEW.by_id OR (e.format = 2 AND e.salt = '')) AND (e.reason = NEW.reason OR e.salt = '' AND e.format = 2)) AND NOT EXISTS (SELECT 1 FROM editorial_waiver o WHERE o.manuscript_id = NEW.manuscript_id AND o.revision = NEW.revision AND o.at = NEW.at)) OR (EXISTS (SELECT 1 FROM editorial_event e WHERE (e.format = 1 OR e.data->>'at' IS NOT NULL) AND e.action = 'waive' AND e.manuscript_id = NEW.manuscript_id AND e.revision = NEW.revision AND (e.by_id = NEW.by_id OR (e.format = 2 AND e.salt = '')) AND (e.reason = NEW.reason OR e.salt = '' AND e.format = 2)) AND (SELECT count(*) FROM editorial_waiver o WHERE o.manuscript_id = NEW.manuscript_id AND o.revision = NEW.revision) < (SELECT count(*) FROM editorial_event e WHERE e.action = 'waive' AND e.manuscript_id = NEW.manuscript_id AND e.revision = NEW.revision))) THEN RAISE EXCEPTION 'stet: a row of editorial_waiver needs its event in the audit log' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER editorial_waiver_has_its_event BEFORE INSERT ON editorial_waiver FOR EACH ROW EXECUTE FUNCTION editorial_waiver_has_its_event()

CREATE FUNCTION editorial_evidence_has_its_event() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF NOT ((EXISTS (SELECT 1 FROM editorial_event e WHERE e.at = NEW.at AND e.format = 2 AND e.action = 'attach' AND e.manuscript_id = NEW.source_id AND e.data->>'digest' = NEW.digest AND e.data->>'kind' = NEW.kind AND (e.by_id = NEW.by_id OR (e.format = 2 AND e.salt = ''))) AND NOT EXISTS (SELECT 1 FROM editorial_evidence o WHERE o.source_id = NEW.source_id AND o.digest = NEW.digest AND o.at = NEW.at)) OR (EXISTS (SELECT 1 FROM editorial_event e WHERE (e.format = 1 OR e.data->>'at' IS NOT NULL) AND e.action = 'attach' AND e.manuscript_id = NEW.source_id AND e.data->>'digest' = NEW.digest AND e.data->>'kind' = NEW.kind AND (e.by_id = NEW.by_id OR (e.format = 2 AND e.salt = ''))) AND (SELECT count(*) FROM editorial_evidence o WHERE o.source_id = NEW.source_id AND o.digest = NEW.digest) < (SELECT count(*) FROM editorial_event e WHERE e.action = 'attach' AND e.manuscript_id = NEW.source_id AND e.data->>'digest' = NEW.digest))) THEN RAISE EXCEPTION 'stet: a row of editorial_evidence needs its event in the audit log' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER editorial_evidence_has_its_event BEFORE INSERT ON editorial_evidence FOR EACH ROW EXECUTE FUNCTION editorial_evidence_has_its_event()

CREATE FUNCTION editorial_merge_has_its_event() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF NOT ((EXISTS (SELECT 1 FROM editorial_event e WHERE e.at = NEW.at AND e.format = 2 AND e.action = 'merge' AND e.manuscript_id = NEW.merged_id AND (e.format = 1 OR replace(e.data->>'merged', '-', '') = replace(CAST(NEW.merged_id AS text), '-', '')) AND (e.by_id = NEW.by_id OR (e.format = 2 AND e.salt = '')))) OR (EXISTS (SELECT 1 FROM editorial_event e WHERE (e.format = 1 OR e.data->>'at' IS NOT NULL) AND e.action = 'merge' AND e.manuscript_id = NEW.merged_id AND (e.format = 1 OR replace(e.data->>'merged', '-', '') = replace(CAST(NEW.merged_id AS text), '-', '')) AND (e.by_id = NEW.by_id OR (e.format = 2 AND e.salt = ''))))) THEN RAISE EXCEPTION 'stet: a row of editorial_merge needs its event in the audit log' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER editorial_merge_has_its_event BEFORE INSERT ON editorial_merge FOR EACH ROW EXECUTE FUNCTION editorial_merge_has_its_event()

CREATE FUNCTION editorial_toldapart_has_its_event() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF NOT ((EXISTS (SELECT 1 FROM editorial_event e WHERE e.at = NEW.at AND e.format = 2 AND e.action = 'tell_apart' AND e.manuscript_id IN (NEW.first_id, NEW.second_id) AND (e.format = 1 OR replace(e.data->>'first', '-', '') = replace(CAST(NEW.first_id AS text), '-', '')) AND (e.format = 1 OR replace(e.data->>'second', '-', '') = replace(CAST(NEW.second_id AS text), '-', '')) AND (e.by_id = NEW.by_id OR (e.format = 2 AND e.salt = '')))) OR (EXISTS (SELECT 1 FROM editorial_event e WHERE (e.format = 1 OR e.data->>'at' IS NOT NULL) AND e.action = 'tell_apart' AND e.manuscript_id IN (NEW.first_id, NEW.second_id) AND (e.format = 1 OR replace(e.data->>'first', '-', '') = replace(CAST(NEW.first_id AS text), '-', '')) AND (e.format = 1 OR replace(e.data->>'second', '-', '') = replace(CAST(NEW.second_id AS text), '-', '')) AND (e.by_id = NEW.by_id OR (e.format = 2 AND e.salt = ''))))) THEN RAISE EXCEPTION 'stet: a row of editorial_toldapart needs its event in the audit log' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER editorial_toldapart_has_its_event BEFORE INSERT ON editorial_toldapart FOR EACH ROW EXECUTE FUNCTION editorial_toldapart_has_its_event()

CREATE FUNCTION editorial_evidencepage_no_update() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF true THEN RAISE EXCEPTION 'stet: the words of evidence are not changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER editorial_evidencepage_no_update BEFORE UPDATE ON editorial_evidencepage FOR EACH ROW EXECUTE FUNCTION editorial_evidencepage_no_update()

CREATE FUNCTION editorial_evidencepage_no_delete() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF NOT EXISTS (SELECT 1 FROM editorial_event e JOIN editorial_evidence a ON a.source_id = e.manuscript_id WHERE e.action = 'set_aside' AND CAST(e.data->>'evidence' AS bigint) = a.id AND a.id = OLD.evidence_id) THEN RAISE EXCEPTION 'stet: the words of evidence are not changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $stet$

CREATE TRIGGER editorial_evidencepage_no_delete BEFORE DELETE ON editorial_evidencepage FOR EACH ROW EXECUTE FUNCTION editorial_evidencepage_no_delete()

CREATE FUNCTION editorial_evidencepage_no_insert() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF EXISTS (SELECT 1 FROM editorial_event e JOIN editorial_evidence a ON a.source_id = e.manuscript_id WHERE e.action = 'set_aside' AND CAST(e.data->>'evidence' AS bigint) = a.id AND a.id = NEW.evidence_id) THEN RAISE EXCEPTION 'stet: the words of evidence are not changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER editorial_evidencepage_no_insert BEFORE INSERT ON editorial_evidencepage FOR EACH ROW EXECUTE FUNCTION editorial_evidencepage_no_insert()

CREATE FUNCTION edition_current_stays_insert() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF NEW.state = 'current' AND EXISTS (SELECT 1 FROM encyclopedia_edition o WHERE o.entry_id = NEW.entry_id AND o.state = 'current') THEN RAISE EXCEPTION 'stet: another edition is current' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER edition_current_stays_insert BEFORE INSERT ON encyclopedia_edition FOR EACH ROW EXECUTE FUNCTION edition_current_stays_insert()

CREATE FUNCTION edition_current_stays_update() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF NEW.state = 'current' AND EXISTS (SELECT 1 FROM encyclopedia_edition o WHERE o.entry_id = NEW.entry_id AND o.state = 'current' AND o.id <> OLD.id) THEN RAISE EXCEPTION 'stet: another edition is current' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER edition_current_stays_update BEFORE UPDATE ON encyclopedia_edition FOR EACH ROW EXECUTE FUNCTION edition_current_stays_update()

DROP FUNCTION entry_was_approved_insert() CASCADE

CREATE FUNCTION entry_was_approved_insert() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF NOT EXISTS (SELECT 1 FROM editorial_publication p WHERE p.manuscript_id = NEW.id AND p.number = NEW.edition) AND NOT EXISTS (SELECT 1 FROM editorial_manuscript m JOIN editorial_approval a ON a.id = m.approval_id WHERE m.id = NEW.id AND m.edition + 1 = NEW.edition) THEN RAISE EXCEPTION 'stet: only what was approved is published' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER entry_was_approved_insert BEFORE INSERT ON encyclopedia_entry FOR EACH ROW EXECUTE FUNCTION entry_was_approved_insert()

DROP FUNCTION entry_was_approved_update() CASCADE

CREATE FUNCTION entry_was_approved_update() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF NOT EXISTS (SELECT 1 FROM editorial_publication p WHERE p.manuscript_id = NEW.id AND p.number = NEW.edition) AND NOT EXISTS (SELECT 1 FROM editorial_manuscript m JOIN editorial_approval a ON a.id = m.approval_id WHERE m.id = NEW.id AND m.edition + 1 = NEW.edition) THEN RAISE EXCEPTION 'stet: only what was approved is published' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER entry_was_approved_update BEFORE UPDATE ON encyclopedia_entry FOR EACH ROW EXECUTE FUNCTION entry_was_approved_update()

CREATE TRIGGER editorial_evidencepage_no_truncate BEFORE TRUNCATE ON editorial_evidencepage FOR EACH STATEMENT EXECUTE FUNCTION stet_no_truncate()

CREATE TRIGGER editorial_merge_no_truncate BEFORE TRUNCATE ON editorial_merge FOR EACH STATEMENT EXECUTE FUNCTION stet_no_truncate()

CREATE TRIGGER editorial_toldapart_no_truncate BEFORE TRUNCATE ON editorial_toldapart FOR EACH STATEMENT EXECUTE FUNCTION stet_no_truncate()

-- backwards

DROP FUNCTION editorial_event_no_update() CASCADE

CREATE FUNCTION editorial_event_no_update() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF true THEN RAISE EXCEPTION 'stet: history only grows, editorial_event is not changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER editorial_event_no_update BEFORE UPDATE ON editorial_event FOR EACH ROW EXECUTE FUNCTION editorial_event_no_update()

DROP FUNCTION editorial_revision_no_replace() CASCADE

DROP FUNCTION editorial_approval_no_replace() CASCADE

DROP FUNCTION editorial_publication_no_replace() CASCADE

DROP FUNCTION editorial_event_no_replace() CASCADE

DROP FUNCTION editorial_check_no_replace() CASCADE

DROP FUNCTION editorial_waiver_no_replace() CASCADE

DROP FUNCTION editorial_evidence_no_replace() CASCADE

DROP FUNCTION editorial_evidencepage_no_replace() CASCADE

DROP FUNCTION editorial_merge_no_replace() CASCADE

DROP FUNCTION editorial_toldapart_no_replace() CASCADE

DROP FUNCTION encyclopedia_edition_no_replace() CASCADE

DROP FUNCTION editorial_revision_has_its_event() CASCADE

DROP FUNCTION editorial_approval_has_its_event() CASCADE

DROP FUNCTION editorial_publication_has_its_event() CASCADE

DROP FUNCTION encyclopedia_edition_has_its_event() CASCADE

DROP FUNCTION editorial_check_has_its_event() CASCADE

DROP FUNCTION editorial_waiver_has_its_event() CASCADE

DROP FUNCTION editorial_evidence_has_its_event() CASCADE

DROP FUNCTION editorial_merge_has_its_event() CASCADE

DROP FUNCTION editorial_toldapart_has_its_event() CASCADE

DROP FUNCTION editorial_evidencepage_no_update() CASCADE

DROP FUNCTION editorial_evidencepage_no_delete() CASCADE

DROP FUNCTION editorial_evidencepage_no_insert() CASCADE

DROP FUNCTION edition_current_stays_insert() CASCADE

DROP FUNCTION edition_current_stays_update() CASCADE

DROP FUNCTION entry_was_approved_insert() CASCADE

CREATE FUNCTION entry_was_approved_insert() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF NOT EXISTS (SELECT 1 FROM editorial_publication p WHERE p.manuscript_id = NEW.id AND p.number = NEW.edition) THEN RAISE EXCEPTION 'stet: only what was approved is published' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER entry_was_approved_insert BEFORE INSERT ON encyclopedia_entry FOR EACH ROW EXECUTE FUNCTION entry_was_approved_insert()

DROP FUNCTION entry_was_approved_update() CASCADE

CREATE FUNCTION entry_was_approved_update() RETURNS trigger LANGUAGE plpgsql AS $stet$ BEGIN IF NOT EXISTS (SELECT 1 FROM editorial_publication p WHERE p.manuscript_id = NEW.id AND p.number = NEW.edition) THEN RAISE EXCEPTION 'stet: only what was approved is published' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $stet$

CREATE TRIGGER entry_was_approved_update BEFORE UPDATE ON encyclopedia_entry FOR EACH ROW EXECUTE FUNCTION entry_was_approved_update()

DROP TRIGGER editorial_evidencepage_no_truncate ON editorial_evidencepage

DROP TRIGGER editorial_merge_no_truncate ON editorial_merge

DROP TRIGGER editorial_toldapart_no_truncate ON editorial_toldapart
