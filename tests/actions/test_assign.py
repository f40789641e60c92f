"""Who does what, until when."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from factories import (
    Cast,
    approved,
    article,
    checked,
    drafted,
    person,
    published,
    source,
    submitted,
)

from editorial import actions
from editorial.models import Event, Manuscript, Notice
from editorial.models.turns import Priority
from editorial.workflow import Forbidden, NotAllowed, Refused


@pytest.fixture
def cited(cast: Cast) -> Manuscript:
    return published(source(), cast)


def a_day_in(days: int) -> object:
    return timezone.localdate() + timedelta(days=days)


def named(manuscript: Manuscript) -> tuple[User | None, User | None, User | None]:
    manuscript.refresh_from_db()
    return manuscript.responsible, manuscript.checker, manuscript.approver


def test_whoever_begins_it_is_responsible(cast: Cast) -> None:
    assert named(drafted(article(), cast)) == (cast.editor, None, None)


def test_people_day_and_priority_are_kept_and_recorded_in_the_private_half(
    cast: Cast, cited: Manuscript
) -> None:
    manuscript = submitted(article(), cast)
    outcome = actions.assign(
        manuscript=manuscript.pk,
        by=cast.approver,
        responsible=cast.other_editor,
        checker=cast.moderator,
        approver=cast.other_approver,
        due_on=a_day_in(3),
        priority=Priority.HIGH,
    )
    assert outcome.changed
    assert named(manuscript) == (cast.other_editor, cast.moderator, cast.other_approver)
    assert (manuscript.due_on, manuscript.priority) == (a_day_in(3), Priority.HIGH)
    event = Event.objects.latest("seq")
    assert event.data == {}
    assert event.private == {
        "responsible": cast.other_editor.pk,
        "checker": cast.moderator.pk,
        "approver": cast.other_approver.pk,
        "due_on": str(a_day_in(3)),
        "priority": 1,
    }


def test_what_is_not_named_stays_and_none_takes_away(cast: Cast, cited: Manuscript) -> None:
    manuscript = submitted(article(), cast)
    actions.assign(manuscript=manuscript.pk, by=cast.approver, checker=cast.moderator)
    actions.assign(manuscript=manuscript.pk, by=cast.approver, responsible=None)
    assert named(manuscript) == (None, cast.moderator, None)


def test_twice_is_once(cast: Cast) -> None:
    manuscript = drafted(article(), cast)
    actions.assign(manuscript=manuscript.pk, by=cast.approver, due_on=a_day_in(1))
    events = Event.objects.count()
    again = actions.assign(manuscript=manuscript.pk, by=cast.approver, due_on=a_day_in(1))
    assert not again.changed
    assert Event.objects.count() == events


def test_only_those_who_give_out_work_assign(cast: Cast) -> None:
    manuscript = drafted(article(), cast)
    for user in (cast.editor, cast.moderator):
        with pytest.raises(Forbidden):
            actions.assign(manuscript=manuscript.pk, by=user, responsible=cast.other_editor)


def test_nobody_is_named_for_what_they_may_not_do(cast: Cast, cited: Manuscript) -> None:
    manuscript = submitted(article(), cast)
    with pytest.raises(Refused, match="mona may not do this"):
        actions.assign(manuscript=manuscript.pk, by=cast.approver, approver=cast.moderator)
    with pytest.raises(Refused, match="otto may not do this"):
        actions.assign(manuscript=manuscript.pk, by=cast.approver, checker=cast.other_editor)
    with pytest.raises(Refused, match="dora may not do this"):
        actions.assign(manuscript=manuscript.pk, by=cast.approver, checker=cast.disabled)
    assert named(manuscript) == (cast.editor, None, None)


def test_whoever_wrote_a_part_is_not_named_to_approve_it(cast: Cast, cited: Manuscript) -> None:
    writer = person("wanda", "Editors", "Approvers")
    document = article()
    manuscript = actions.save(document=document, by=writer).manuscript
    with pytest.raises(Refused, match="wanda wrote a part of it"):
        actions.assign(manuscript=manuscript.pk, by=cast.approver, approver=writer)


def test_a_day_that_is_past_is_refused(cast: Cast) -> None:
    manuscript = drafted(article(), cast)
    with pytest.raises(Refused, match="past"):
        actions.assign(manuscript=manuscript.pk, by=cast.approver, due_on=a_day_in(-1))


def test_the_named_are_told_and_those_who_only_acted_on_it_are_not(
    cast: Cast, cited: Manuscript
) -> None:
    manuscript = submitted(article(), cast)
    Notice.objects.all().delete()
    actions.assign(manuscript=manuscript.pk, by=cast.approver, checker=cast.moderator)
    assert list(Notice.objects.values_list("user__username", flat=True)) == ["mona"]


def test_a_publication_ends_the_round(cast: Cast, cited: Manuscript) -> None:
    manuscript = approved(article(), cast)
    actions.assign(
        manuscript=manuscript.pk,
        by=cast.approver,
        checker=cast.moderator,
        approver=cast.approver,
        due_on=a_day_in(1),
        priority=Priority.LOW,
    )
    actions.publish(manuscript=manuscript.pk, by=cast.approver)
    assert named(manuscript) == (cast.editor, None, None)
    assert (manuscript.due_on, manuscript.priority) == (None, Priority.NORMAL)


def test_the_next_step_is_taken_by_whom_it_is_for(cast: Cast, cited: Manuscript) -> None:
    manuscript = submitted(article(), cast)
    with pytest.raises(Forbidden, match="not for your role"):
        actions.take(manuscript=manuscript.pk, by=cast.approver)
    actions.take(manuscript=manuscript.pk, by=cast.moderator)
    assert named(manuscript) == (cast.editor, cast.moderator, None)
    assert not actions.take(manuscript=manuscript.pk, by=cast.moderator).changed


def test_what_somebody_has_is_not_taken_unless_they_have_left(
    cast: Cast, cited: Manuscript
) -> None:
    manuscript = checked(article(), cast)
    actions.take(manuscript=manuscript.pk, by=cast.approver)
    with pytest.raises(NotAllowed, match="abel has taken it already"):
        actions.take(manuscript=manuscript.pk, by=cast.other_approver)
    cast.approver.is_active = False
    cast.approver.save(update_fields=["is_active"])
    actions.take(manuscript=manuscript.pk, by=cast.other_approver)
    assert named(manuscript)[2] == cast.other_approver


def test_nothing_is_taken_of_what_is_done(cast: Cast, cited: Manuscript) -> None:
    with pytest.raises(NotAllowed):
        actions.take(manuscript=cited.pk, by=cast.approver)


def test_whoever_edits_what_nobody_here_is_responsible_for_becomes_responsible(
    cast: Cast, cited: Manuscript
) -> None:
    manuscript = drafted(document := article(), cast)
    cast.editor.is_active = False
    cast.editor.save(update_fields=["is_active"])
    later = replace(document, text="Other words.[@service-trotsky-2009, p. 3]")
    actions.save(document=later, by=cast.other_editor, based_on=1)
    assert named(manuscript)[0] == cast.other_editor
