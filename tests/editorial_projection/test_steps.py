"""What is to be done next with what is submitted."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.utils import timezone
from factories import (
    Cast,
    approved,
    article,
    check_all,
    checked,
    drafted,
    published,
    source,
    submitted,
    waivable,
)

from editorial import actions
from editorial.models import Manuscript
from editorial.models.turns import Step
from editorial.projection.full_rebuild import rebuild_drafts
from editorial.projection.steps import judge_steps


def step(manuscript: Any) -> str | None:
    judge_steps()
    return Manuscript.objects.get(pk=manuscript.pk).step


def test_each_state_has_its_step(cast: Cast) -> None:
    published(source(), cast)
    manuscript = drafted(article(), cast)
    assert step(manuscript) == Step.WRITE
    actions.submit(manuscript=manuscript.pk, revision=1, by=cast.editor)
    assert step(manuscript) == Step.CHECK
    actions.return_(manuscript=manuscript.pk, by=cast.moderator, reason="Which page?")
    assert step(manuscript) == Step.MEND
    actions.submit(manuscript=manuscript.pk, revision=1, by=cast.editor)
    check_all(manuscript, cast)
    assert step(manuscript) == Step.APPROVE
    actions.approve(manuscript=manuscript.pk, revision=1, by=cast.approver)
    assert step(manuscript) == Step.PUBLISH
    actions.schedule(
        manuscript=manuscript.pk, by=cast.approver, publish_at=timezone.now() + timedelta(days=1)
    )
    assert step(manuscript) == Step.WAIT
    actions.publish(manuscript=manuscript.pk, by=cast.approver)
    assert step(manuscript) == Step.NOTHING
    actions.withdraw(manuscript=manuscript.pk, by=cast.approver, reason="Wrong.")
    assert step(manuscript) == Step.NOTHING


def test_what_a_check_goes_against_waits_for_an_answer(cast: Cast) -> None:
    published(source(), cast)
    manuscript = checked(article(), cast, "contradicts", note="The page says the reverse.")
    assert step(manuscript) == Step.ANSWER


def test_what_cites_a_draft_waits_for_its_source(cast: Cast) -> None:
    book = published(document := source(), cast)
    manuscript = checked(article(), cast)
    assert step(manuscript) == Step.APPROVE
    actions.save(document=replace(document, title="T."), by=cast.editor, based_on=1)
    # Readers still see the edition before: nothing waits.
    assert step(manuscript) == Step.APPROVE
    assert book.is_live


def test_a_source_that_is_taken_back_is_waited_for(cast: Cast) -> None:
    book = submitted(source(), cast)
    manuscript = submitted(article(), cast)
    check_all(manuscript, cast)
    assert step(manuscript) == Step.APPROVE
    actions.recall(manuscript=book.pk, by=cast.editor, reason="A page is wrong.")
    assert step(manuscript) == Step.SOURCE
    actions.submit(manuscript=book.pk, revision=1, by=cast.editor)
    assert step(manuscript) == Step.APPROVE


def test_a_waiver_lets_it_through(cast: Cast) -> None:
    published(source(), cast)
    manuscript = submitted(article(), cast)
    assert step(manuscript) == Step.CHECK
    actions.waive(
        manuscript=manuscript.pk,
        by=cast.approver,
        keys=waivable(manuscript),
        reason="The library is closed.",
        expires_at=timezone.now() + timedelta(days=7),
    )
    assert step(manuscript) == Step.APPROVE


def test_a_mark_against_a_source_asks_for_checks_again(cast: Cast) -> None:
    book = published(source(), cast)
    manuscript = checked(article(), cast)
    assert step(manuscript) == Step.APPROVE
    actions.mark(manuscript=book.pk, reliability="retracted", reason="So.", by=cast.approver)
    assert step(manuscript) != Step.APPROVE


def test_it_is_judged_once_until_something_changes(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    published(source(), cast)
    checked(article(), cast)
    assert judge_steps() == 1
    with django_assert_num_queries(1):
        assert judge_steps() == 0


def test_a_rebuild_sets_the_steps_right(cast: Cast) -> None:
    published(source(), cast)
    manuscript = approved(article(), cast)
    Manuscript.objects.filter(pk=manuscript.pk).update(step=Step.WRITE)
    list(rebuild_drafts())
    assert step(manuscript) == Step.PUBLISH
