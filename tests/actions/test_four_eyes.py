"""Nobody approves what they wrote, in whatever way the words came into the manuscript: by actions, and by raw SQL."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import raw_sql
from django.contrib.auth.models import User
from django.db import DatabaseError
from django.utils import timezone
from factories import Cast, drafted, source
from office import entered

from editorial import actions
from editorial.models import Manuscript, Revision
from editorial.record.verification import faults
from editorial.workflow import Forbidden, Refused

pytestmark = pytest.mark.django_db


def write(document_id: object, summary: str, by: User) -> None:
    manuscript = Manuscript.objects.get(pk=document_id)
    document = Revision.objects.get(manuscript=manuscript, number=manuscript.revision).read()
    changed = replace(document, summary=summary)
    actions.save(document=changed, by=by, based_on=manuscript.revision)


def revert(manuscript: UUID, number: int, by: User) -> None:
    assert actions.revert(manuscript=manuscript, number=number, by=by).changed


def submitted_again(manuscript: UUID, by: User) -> Manuscript:
    row = Manuscript.objects.get(pk=manuscript)
    return actions.submit(manuscript=row.pk, revision=row.revision, by=by).manuscript


def sign(manuscript: Manuscript, by: User) -> None:
    again: dict[str, Any] = (
        {"change": "wording", "another_edition": False} if manuscript.edition else {}
    )
    actions.approve(manuscript=manuscript.pk, revision=manuscript.revision, by=by, **again)


def waive(manuscript: Manuscript, by: User) -> None:
    """Try to waive; there is nothing to waive, which only a person who may waive is told."""
    later = timezone.now() + timedelta(days=1)
    actions.waive(manuscript=manuscript.pk, by=by, keys=[], reason="So.", expires_at=later)


def to_approve(user: User) -> set[UUID]:
    """What the office's first page lists for this person's approval."""
    queues = entered(user).get("/admin/").context["queues"]
    return {row.manuscript.pk for queue in queues if queue.name == "approve" for row in queue.rows}


def assert_allowed(manuscript: Manuscript, by: User) -> None:
    assert manuscript.pk in to_approve(by)
    with pytest.raises(Refused, match="Choose obstacles"):
        waive(manuscript, by)
    sign(manuscript, by)


def assert_refused(manuscript: Manuscript, by: User) -> None:
    with pytest.raises(actions.GateClosed, match="Nobody approves"):
        sign(manuscript, by)
    with pytest.raises(DatabaseError, match="nobody approves what they wrote"):
        raw_sql.sign(manuscript, by)
    with pytest.raises(Forbidden, match="Nobody waives"):
        waive(manuscript, by)
    assert manuscript.pk not in to_approve(by)


def test_words_that_a_revert_restores_still_belong_to_their_author(cast: Cast) -> None:
    pk = drafted(source(), cast).pk
    write(pk, "His.", cast.approver)
    for number in (1, 2, 1):
        revert(pk, number, cast.editor)
    sign(submitted_again(pk, cast.editor), cast.other_approver)
    actions.publish(manuscript=pk, by=cast.other_approver)
    revert(pk, 4, cast.editor)
    newest = Revision.objects.get(manuscript=pk, number=6)
    assert newest.restored is not None
    assert newest.restored.number == 2
    again = submitted_again(pk, cast.editor)
    assert_refused(again, cast.approver)
    assert_allowed(again, cast.other_approver)
    assert list(faults()) == []


def test_the_first_page_does_not_offer_them_to_the_author_of_an_earlier_revision(
    cast: Cast,
) -> None:
    first = source()
    pk = actions.save(document=first, by=cast.approver).manuscript.pk
    write(pk, "Hers.", cast.editor)
    write(pk, "Hers again.", cast.editor)
    sign(submitted_again(pk, cast.editor), cast.other_approver)
    actions.publish(manuscript=pk, by=cast.other_approver)
    revert(pk, 2, cast.editor)
    again = submitted_again(pk, cast.editor)
    assert_refused(again, cast.approver)
    assert_allowed(again, cast.other_approver)


@pytest.fixture
def filled(cast: Cast) -> Manuscript:
    return completed(cast)


def completed(cast: Cast) -> Manuscript:
    """A submitted source that was completed from another one, which two approvers wrote."""
    merged = replace(
        source("service-2009"), record={**source("service-2009").record, "note": "Long."}
    )
    target = drafted(source(), cast)
    actions.save(document=merged, by=cast.approver)
    write(merged.id, "Hers.", cast.other_approver)
    merge(merged.id, target.pk, cast, ["note"])
    return submitted_again(target.pk, cast.editor)


def merge(merged: object, into: UUID, cast: Cast, fill: list[str]) -> None:
    pk = UUID(str(merged))
    actions.merge(source=pk, into=into, by=cast.editor, reason="One book.", fill=fill)


def test_the_author_of_a_merged_source_does_not_approve_what_was_completed_from_it(
    cast: Cast, filled: Manuscript
) -> None:
    for author in (cast.approver, cast.other_approver):
        assert_refused(filled, author)
    sign(filled, cast.superuser)
    assert list(faults()) == []


def test_nor_when_the_completed_record_is_restored_later(cast: Cast, filled: Manuscript) -> None:
    actions.recall(manuscript=filled.pk, by=cast.editor, reason="A page is wrong.")
    revert(filled.pk, 1, cast.editor)
    sign(submitted_again(filled.pk, cast.editor), cast.superuser)
    actions.publish(manuscript=filled.pk, by=cast.other_approver)
    revert(filled.pk, 2, cast.editor)
    again = submitted_again(filled.pk, cast.editor)
    assert_refused(again, cast.approver)
    sign(again, cast.superuser)


def test_nor_when_it_was_completed_from_a_source_that_was_completed_from_theirs(
    cast: Cast, filled: Manuscript
) -> None:
    actions.recall(manuscript=filled.pk, by=cast.editor, reason="A page is wrong.")
    last = drafted(source("third"), cast)
    merge(filled.pk, last.pk, cast, ["note"])
    assert_refused(submitted_again(last.pk, cast.editor), cast.approver)


def test_a_merge_that_copies_no_fields_makes_nobody_a_writer(cast: Cast) -> None:
    target, merged = drafted(source(), cast), source("service-2009")
    actions.save(document=merged, by=cast.approver)
    merge(merged.id, target.pk, cast, [])
    sign(submitted_again(target.pk, cast.editor), cast.approver)


def test_nor_does_such_a_merge_after_one_that_copied_fields(cast: Cast, filled: Manuscript) -> None:
    actions.recall(manuscript=filled.pk, by=cast.editor, reason="A page is wrong.")
    third = source("third-1903")
    actions.save(document=third, by=cast.superuser)
    merge(third.id, filled.pk, cast, [])
    assert_allowed(submitted_again(filled.pk, cast.editor), cast.superuser)


def test_nor_does_an_earlier_merge_of_other_sources(cast: Cast) -> None:
    third, fourth = source("third-1903"), source("fourth-1904")
    actions.save(document=third, by=cast.superuser)
    merge(third.id, drafted(fourth, cast).pk, cast, [])
    assert_allowed(completed(cast), cast.superuser)


@pytest.mark.parametrize("goes_back", [False, True])
def test_nor_do_fields_that_were_copied_before_the_last_publication(
    cast: Cast, filled: Manuscript, goes_back: bool
) -> None:
    sign(filled, cast.superuser)
    actions.publish(manuscript=filled.pk, by=cast.other_approver)
    if goes_back:
        revert(filled.pk, 1, cast.editor)
    else:
        write(filled.pk, "More.", cast.editor)
    assert_allowed(submitted_again(filled.pk, cast.editor), cast.approver)


def test_reverting_to_what_was_built_on_a_completed_record_restores_what_it_took_over(
    cast: Cast, filled: Manuscript
) -> None:
    actions.recall(manuscript=filled.pk, by=cast.editor, reason="A page is wrong.")
    write(filled.pk, "More.", cast.editor)
    revert(filled.pk, 1, cast.editor)
    sign(submitted_again(filled.pk, cast.editor), cast.superuser)
    actions.publish(manuscript=filled.pk, by=cast.other_approver)
    revert(filled.pk, 3, cast.editor)
    assert_refused(submitted_again(filled.pk, cast.editor), cast.approver)


def test_unless_it_was_published(cast: Cast, filled: Manuscript) -> None:
    actions.recall(manuscript=filled.pk, by=cast.editor, reason="A page is wrong.")
    for words in ("More.", "Still more."):
        write(filled.pk, words, cast.editor)
        sign(submitted_again(filled.pk, cast.editor), cast.superuser)
        actions.publish(manuscript=filled.pk, by=cast.other_approver)
    revert(filled.pk, 3, cast.editor)
    assert_allowed(submitted_again(filled.pk, cast.editor), cast.approver)


def test_reverting_to_a_published_record_restores_what_it_took_over_itself(
    cast: Cast, filled: Manuscript
) -> None:
    sign(filled, cast.superuser)
    actions.publish(manuscript=filled.pk, by=cast.other_approver)
    write(filled.pk, "More.", cast.editor)
    sign(submitted_again(filled.pk, cast.editor), cast.superuser)
    actions.publish(manuscript=filled.pk, by=cast.other_approver)
    revert(filled.pk, 2, cast.editor)
    assert_refused(submitted_again(filled.pk, cast.editor), cast.approver)


def test_reverting_to_a_revision_restores_what_it_was_built_on(cast: Cast) -> None:
    pk = drafted(source(), cast).pk
    write(pk, "His.", cast.approver)
    row = Manuscript.objects.get(pk=pk)
    newest = Revision.objects.get(manuscript=row, number=2).read()
    changed = replace(newest, title="Another")
    actions.save(document=changed, by=cast.editor, based_on=2)
    revert(pk, 1, cast.editor)
    sign(submitted_again(pk, cast.editor), cast.other_approver)
    actions.publish(manuscript=pk, by=cast.other_approver)
    revert(pk, 3, cast.editor)
    again = submitted_again(pk, cast.editor)
    assert Revision.objects.get(manuscript=pk, number=5).read().summary == "His."
    assert_refused(again, cast.approver)
    sign(again, cast.other_approver)
    assert list(faults()) == []
