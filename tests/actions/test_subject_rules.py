"""Naming people by subject."""

from __future__ import annotations

import pytest
from factories import Cast, article, drafted, person, published, source, submitted

from editorial.actions.subject_rules import drop_rule, set_rule
from editorial.models import Event, SubjectRule
from editorial.workflow import Forbidden, Refused


def test_what_is_about_a_subject_is_given_to_whom_the_rule_names(cast: Cast) -> None:
    published(source(), cast)
    set_rule(
        subject="Left Opposition", column="responsible", person=cast.other_editor, by=cast.approver
    )
    set_rule(subject="left opposition", column="checker", person=cast.moderator, by=cast.approver)
    manuscript = submitted(article(tags=("LEFT opposition",)), cast)
    manuscript.refresh_from_db()
    assert (manuscript.responsible, manuscript.checker, manuscript.approver) == (
        cast.other_editor,
        cast.moderator,
        None,
    )
    assert Event.objects.latest("seq").private == {"checker": cast.moderator.pk}


def test_other_subjects_are_left_alone(cast: Cast) -> None:
    set_rule(subject="Stalin", column="responsible", person=cast.other_editor, by=cast.approver)
    assert drafted(article(tags=("Stalinism",)), cast).responsible == cast.editor


def test_a_rule_names_nobody_for_what_they_wrote(cast: Cast) -> None:
    published(source(), cast)
    writer = person("wanda", "Editors", "Approvers")
    set_rule(subject="S", column="approver", person=writer, by=cast.approver)
    cast = type(cast)(**{**cast.__dict__, "editor": writer})
    manuscript = submitted(article(tags=("S",)), cast)
    manuscript.refresh_from_db()
    assert manuscript.approver is None


def test_the_newer_rule_replaces_the_older_and_an_ended_one_names_nobody(cast: Cast) -> None:
    set_rule(subject="S", column="responsible", person=cast.editor, by=cast.approver)
    rule = set_rule(subject="S", column="responsible", person=cast.other_editor, by=cast.approver)
    assert SubjectRule.objects.count() == 1
    assert drop_rule(rule=rule.pk, by=cast.approver)
    assert not drop_rule(rule=rule.pk, by=cast.approver)
    assert drafted(article(tags=("S",)), cast).responsible == cast.editor


def test_rules_are_made_by_those_who_give_out_work_for_people_who_may(cast: Cast) -> None:
    with pytest.raises(Forbidden):
        set_rule(subject="S", column="checker", person=cast.moderator, by=cast.editor)
    with pytest.raises(Forbidden):
        drop_rule(rule=1, by=cast.moderator)
    with pytest.raises(Refused, match="role"):
        set_rule(subject="S", column="checker", person=cast.editor, by=cast.approver)
    with pytest.raises(Refused, match="subject"):
        set_rule(subject=" ", column="checker", person=cast.moderator, by=cast.approver)
