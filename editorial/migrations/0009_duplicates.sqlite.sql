-- forwards

CREATE TRIGGER editorial_merge_no_update BEFORE UPDATE ON editorial_merge FOR EACH ROW WHEN (NEW.merged_id IS DISTINCT FROM OLD.merged_id OR NEW.reason IS DISTINCT FROM OLD.reason OR NEW.by_id IS DISTINCT FROM OLD.by_id OR NEW.at IS DISTINCT FROM OLD.at) BEGIN SELECT RAISE(ABORT, 'stet: history only grows, editorial_merge is not changed'); END

CREATE TRIGGER editorial_merge_no_delete BEFORE DELETE ON editorial_merge FOR EACH ROW WHEN true BEGIN SELECT RAISE(ABORT, 'stet: history only grows, editorial_merge is not changed'); END

CREATE TRIGGER editorial_toldapart_no_update BEFORE UPDATE ON editorial_toldapart FOR EACH ROW WHEN true BEGIN SELECT RAISE(ABORT, 'stet: history only grows, editorial_toldapart is not changed'); END

CREATE TRIGGER editorial_toldapart_no_delete BEFORE DELETE ON editorial_toldapart FOR EACH ROW WHEN true BEGIN SELECT RAISE(ABORT, 'stet: history only grows, editorial_toldapart is not changed'); END

-- backwards

DROP TRIGGER editorial_merge_no_update

DROP TRIGGER editorial_merge_no_delete

DROP TRIGGER editorial_toldapart_no_update

DROP TRIGGER editorial_toldapart_no_delete
