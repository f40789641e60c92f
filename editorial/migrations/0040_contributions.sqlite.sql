-- forwards

CREATE TRIGGER editorial_contribution_no_update BEFORE UPDATE ON editorial_contribution FOR EACH ROW WHEN true BEGIN SELECT RAISE(ABORT, 'stet: history only grows, editorial_contribution is not changed'); END

CREATE TRIGGER editorial_contribution_no_delete BEFORE DELETE ON editorial_contribution FOR EACH ROW WHEN true BEGIN SELECT RAISE(ABORT, 'stet: history only grows, editorial_contribution is not changed'); END

CREATE TRIGGER editorial_contribution_no_replace BEFORE INSERT ON editorial_contribution FOR EACH ROW WHEN EXISTS (SELECT 1 FROM editorial_contribution o WHERE (o.id = NEW.id)) BEGIN SELECT RAISE(ABORT, 'stet: history only grows, a row of editorial_contribution is there already'); END

CREATE TRIGGER check_has_four_eyes BEFORE INSERT ON editorial_check FOR EACH ROW WHEN EXISTS (SELECT 1 FROM editorial_contribution c WHERE c.manuscript_id = NEW.manuscript_id AND c.digest = NEW.digest AND c.person_id = NEW.by_id) BEGIN SELECT RAISE(ABORT, 'stet: nobody checks a citation that they brought in'); END

CREATE TRIGGER contribution_has_its_revision BEFORE INSERT ON editorial_contribution FOR EACH ROW WHEN NOT EXISTS (SELECT 1 FROM editorial_revision r WHERE r.id = NEW.revision_id AND r.manuscript_id = NEW.manuscript_id AND (r.author_id = NEW.person_id OR EXISTS (SELECT 1 FROM editorial_revision e WHERE e.manuscript_id = r.manuscript_id AND e.author_id = NEW.person_id AND e.number < r.number))) BEGIN SELECT RAISE(ABORT, 'stet: a contribution is of somebody who wrote its revision or an earlier one'); END

-- backwards

DROP TRIGGER editorial_contribution_no_update

DROP TRIGGER editorial_contribution_no_delete

DROP TRIGGER editorial_contribution_no_replace

DROP TRIGGER check_has_four_eyes

DROP TRIGGER contribution_has_its_revision
