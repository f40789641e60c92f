"""Reminders, by one click and by rule."""

from __future__ import annotations

import sys
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from factories import Cast, article, drafted, published, source, submitted

from editorial import actions
from editorial.actions.remind import remind_by_rule
from editorial.done_words import done_words
from editorial.models import Event, Manuscript, Notice
from editorial.projection.steps import judge_steps
from editorial.workflow import Forbidden, NotAllowed


def reminders() -> list[tuple[str, list[int]]]:
    events = Event.objects.filter(action="remind").order_by("seq")
    return [(event.private["why"], event.private["to"]) for event in events]


def due(manuscript: Manuscript, days: int) -> None:
    """Due in so many days; a day that is past was set when it was not."""
    day = timezone.localdate() + timedelta(days=days)
    Manuscript.objects.filter(pk=manuscript.pk).update(due_on=day)


@pytest.fixture
def waiting(cast: Cast) -> Manuscript:
    published(source(), cast)
    manuscript = submitted(article(), cast)
    actions.take(manuscript=manuscript.pk, by=cast.moderator)
    judge_steps()
    manuscript.refresh_from_db()
    return manuscript


def test_whoever_has_it_is_reminded_once_a_day(cast: Cast, waiting: Manuscript) -> None:
    actions.remind(manuscript=waiting.pk, by=cast.approver)
    assert reminders() == [("asked", [cast.moderator.pk])]
    notice = Notice.objects.latest("pk")
    assert notice.user == cast.moderator
    assert (
        done_words(notice.event.action, notice.event.private)
        == "reminds of the next step: Check its citations"
    )
    assert not actions.remind(manuscript=waiting.pk, by=cast.approver).changed
    assert len(reminders()) == 1


def test_nobody_is_reminded_of_what_nobody_has(cast: Cast) -> None:
    published(source(), cast)
    manuscript = submitted(article(), cast)
    with pytest.raises(NotAllowed, match="Name somebody first"):
        actions.remind(manuscript=manuscript.pk, by=cast.approver)


def test_only_those_who_give_out_work_remind(cast: Cast, waiting: Manuscript) -> None:
    for user in (cast.editor, cast.moderator):
        with pytest.raises(Forbidden):
            actions.remind(manuscript=waiting.pk, by=user)


@pytest.mark.parametrize(
    ("days", "why"), [(4, None), (3, "before"), (0, "before"), (-1, "overdue")]
)
def test_rules_remind_before_the_day_and_after_it(
    cast: Cast, waiting: Manuscript, days: int, why: str | None
) -> None:
    due(waiting, days)
    assert remind_by_rule() == (why is not None)
    assert remind_by_rule() == 0
    assert reminders() == ([(why, [cast.moderator.pk])] if why else [])


def test_what_is_still_overdue_after_some_days_is_reminded_of_again(
    cast: Cast, waiting: Manuscript, monkeypatch: pytest.MonkeyPatch
) -> None:
    due(waiting, -1)
    assert remind_by_rule() == 1
    assert remind_by_rule() == 0
    monkeypatch.setattr(sys.modules[remind_by_rule.__module__], "REMINDED_AGAIN", 0)
    assert remind_by_rule() == 1


def test_another_day_is_another_reminder(cast: Cast, waiting: Manuscript) -> None:
    due(waiting, 1)
    remind_by_rule()
    due(waiting, 2)
    assert remind_by_rule() == 1


def test_what_nobody_has_for_a_week_is_told_to_those_who_give_out_work(cast: Cast) -> None:
    published(source(), cast)
    manuscript = submitted(article(), cast)
    assert remind_by_rule() == 0
    long_ago = timezone.now() - timedelta(days=8)
    Manuscript.objects.filter(pk=manuscript.pk).update(since=long_ago)
    assert remind_by_rule() == 1
    assert remind_by_rule() == 0
    assert reminders() == [
        ("unassigned", sorted([cast.approver.pk, cast.other_approver.pk, cast.superuser.pk]))
    ]


def test_what_is_done_is_not_chased(cast: Cast) -> None:
    manuscript = published(source(), cast)
    due(manuscript, -1)
    assert remind_by_rule() == 0


def test_whoever_has_left_is_not_written_to(
    cast: Cast, waiting: Manuscript, mailoutbox: list[Any]
) -> None:
    cast.moderator.is_active = False
    cast.moderator.save(update_fields=["is_active"])
    due(waiting, -1)
    remind_by_rule()
    assert all(cast.moderator.pk not in people for _why, people in reminders())
    drafted(article("Another"), cast)
