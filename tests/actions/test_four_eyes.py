"""Nobody approves what they wrote, whichever way the words came: by actions, and by raw SQL."""

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


def written(document_id: object, summary: str, by: User) -> None:
    manuscript = Manuscript.objects.get(pk=document_id)
    document = Revision.objects.get(manuscript=manuscript, number=manuscript.revision).read()
    changed = replace(document, summary=summary)
    actions.save(document=changed, by=by, based_on=manuscript.revision)


def back(manuscript: UUID, number: int, by: User) -> None:
    assert actions.revert(manuscript=manuscript, number=number, by=by).changed


def handed_in(manuscript: UUID, by: User) -> Manuscript:
    found = Manuscript.objects.get(pk=manuscript)
    return actions.submit(manuscript=found.pk, revision=found.revision, by=by).manuscript


def sign(manuscript: Manuscript, by: User) -> None:
    again: dict[str, Any] = (
        {"change": "layout", "another_edition": False} if manuscript.edition else {}
    )
    actions.approve(manuscript=manuscript.pk, revision=manuscript.revision, by=by, **again)


def waive(manuscript: Manuscript, by: User) -> None:
    """Try to; there is nothing to waive, which is said only to who may."""
    later = timezone.now() + timedelta(days=1)
    actions.waive(manuscript=manuscript.pk, by=by, keys=[], reason="So.", expires_at=later)


def to_approve(user: User) -> set[UUID]:
    """What the office's first page lists for this person's approval."""
    queues = entered(user).get("/admin/").context["queues"]
    return {row.manuscript.pk for queue in queues if queue.name == "approve" for row in queue.rows}


def allowed(manuscript: Manuscript, by: User) -> None:
    assert manuscript.pk in to_approve(by)
    with pytest.raises(Refused, match="Choose obstacles"):
        waive(manuscript, by)
    sign(manuscript, by)


def refused(manuscript: Manuscript, by: User) -> None:
    with pytest.raises(actions.GateClosed, match="Nobody approves"):
        sign(manuscript, by)
    with pytest.raises(DatabaseError, match="nobody approves what they wrote"):
        raw_sql.sign(manuscript, by)
    with pytest.raises(Forbidden, match="Nobody waives"):
        waive(manuscript, by)
    assert manuscript.pk not in to_approve(by)


def test_words_that_come_back_by_way_of_a_revert_are_still_their_authors(cast: Cast) -> None:
    pk = drafted(source(), cast).pk
    written(pk, "His.", cast.approver)
    for number in (1, 2, 1):
        back(pk, number, cast.editor)
    sign(handed_in(pk, cast.editor), cast.other_approver)
    actions.publish(manuscript=pk, by=cast.other_approver)
    back(pk, 4, cast.editor)
    newest = Revision.objects.get(manuscript=pk, number=6)
    assert newest.restored is not None
    assert newest.restored.number == 2
    again = handed_in(pk, cast.editor)
    refused(again, cast.approver)
    allowed(again, cast.other_approver)
    assert list(faults()) == []


def test_nor_does_the_first_page_offer_them_to_who_wrote_what_was_built_on(cast: Cast) -> None:
    first = source()
    pk = actions.save(document=first, by=cast.approver).manuscript.pk
    written(pk, "Hers.", cast.editor)
    written(pk, "Hers again.", cast.editor)
    sign(handed_in(pk, cast.editor), cast.other_approver)
    actions.publish(manuscript=pk, by=cast.other_approver)
    back(pk, 2, cast.editor)
    again = handed_in(pk, cast.editor)
    refused(again, cast.approver)
    allowed(again, cast.other_approver)


@pytest.fixture
def filled(cast: Cast) -> Manuscript:
    return completed(cast)


def completed(cast: Cast) -> Manuscript:
    """A source that was completed from another one, which two approvers wrote, and handed in."""
    one = replace(source("service-2009"), record={**source("service-2009").record, "note": "Long."})
    kept = drafted(source(), cast)
    actions.save(document=one, by=cast.approver)
    written(one.id, "Hers.", cast.other_approver)
    merge(one.id, kept.pk, cast, ["note"])
    return handed_in(kept.pk, cast.editor)


def merge(one: object, into: UUID, cast: Cast, fill: list[str]) -> None:
    pk = UUID(str(one))
    actions.merge(source=pk, into=into, by=cast.editor, reason="One book.", fill=fill)


def test_who_wrote_a_merged_source_does_not_approve_what_was_completed_from_it(
    cast: Cast, filled: Manuscript
) -> None:
    for author in (cast.approver, cast.other_approver):
        refused(filled, author)
    sign(filled, cast.superuser)
    assert list(faults()) == []


def test_nor_when_the_completed_record_comes_back_later(cast: Cast, filled: Manuscript) -> None:
    actions.recall(manuscript=filled.pk, by=cast.editor)
    back(filled.pk, 1, cast.editor)
    sign(handed_in(filled.pk, cast.editor), cast.superuser)
    actions.publish(manuscript=filled.pk, by=cast.other_approver)
    back(filled.pk, 2, cast.editor)
    again = handed_in(filled.pk, cast.editor)
    refused(again, cast.approver)
    sign(again, cast.superuser)


def test_nor_when_it_was_completed_from_one_that_was_completed_from_theirs(
    cast: Cast, filled: Manuscript
) -> None:
    actions.recall(manuscript=filled.pk, by=cast.editor)
    last = drafted(source("third"), cast)
    merge(filled.pk, last.pk, cast, ["note"])
    refused(handed_in(last.pk, cast.editor), cast.approver)


def test_a_merge_that_takes_no_words_over_makes_nobody_a_writer(cast: Cast) -> None:
    kept, one = drafted(source(), cast), source("service-2009")
    actions.save(document=one, by=cast.approver)
    merge(one.id, kept.pk, cast, [])
    sign(handed_in(kept.pk, cast.editor), cast.approver)


def test_nor_does_a_merge_that_takes_none_after_one_that_did(
    cast: Cast, filled: Manuscript
) -> None:
    actions.recall(manuscript=filled.pk, by=cast.editor)
    third = source("third-1903")
    actions.save(document=third, by=cast.superuser)
    merge(third.id, filled.pk, cast, [])
    allowed(handed_in(filled.pk, cast.editor), cast.superuser)


def test_nor_does_an_earlier_merge_of_other_sources(cast: Cast) -> None:
    third, fourth = source("third-1903"), source("fourth-1904")
    actions.save(document=third, by=cast.superuser)
    merge(third.id, drafted(fourth, cast).pk, cast, [])
    allowed(completed(cast), cast.superuser)


@pytest.mark.parametrize("goes_back", [False, True])
def test_nor_does_what_was_taken_over_before_the_last_publication(
    cast: Cast, filled: Manuscript, goes_back: bool
) -> None:
    sign(filled, cast.superuser)
    actions.publish(manuscript=filled.pk, by=cast.other_approver)
    if goes_back:
        back(filled.pk, 1, cast.editor)
    else:
        written(filled.pk, "More.", cast.editor)
    allowed(handed_in(filled.pk, cast.editor), cast.approver)


def test_going_back_to_what_was_built_on_a_completed_record_brings_back_what_it_took_over(
    cast: Cast, filled: Manuscript
) -> None:
    actions.recall(manuscript=filled.pk, by=cast.editor)
    written(filled.pk, "More.", cast.editor)
    back(filled.pk, 1, cast.editor)
    sign(handed_in(filled.pk, cast.editor), cast.superuser)
    actions.publish(manuscript=filled.pk, by=cast.other_approver)
    back(filled.pk, 3, cast.editor)
    refused(handed_in(filled.pk, cast.editor), cast.approver)


def test_unless_it_was_published(cast: Cast, filled: Manuscript) -> None:
    actions.recall(manuscript=filled.pk, by=cast.editor)
    for words in ("More.", "Still more."):
        written(filled.pk, words, cast.editor)
        sign(handed_in(filled.pk, cast.editor), cast.superuser)
        actions.publish(manuscript=filled.pk, by=cast.other_approver)
    back(filled.pk, 3, cast.editor)
    allowed(handed_in(filled.pk, cast.editor), cast.approver)


def test_going_back_to_a_published_record_brings_back_what_it_took_over_itself(
    cast: Cast, filled: Manuscript
) -> None:
    sign(filled, cast.superuser)
    actions.publish(manuscript=filled.pk, by=cast.other_approver)
    written(filled.pk, "More.", cast.editor)
    sign(handed_in(filled.pk, cast.editor), cast.superuser)
    actions.publish(manuscript=filled.pk, by=cast.other_approver)
    back(filled.pk, 2, cast.editor)
    refused(handed_in(filled.pk, cast.editor), cast.approver)


def test_going_back_to_what_others_wrote_on_top_brings_back_what_they_wrote_on(cast: Cast) -> None:
    pk = drafted(source(), cast).pk
    written(pk, "His.", cast.approver)
    found = Manuscript.objects.get(pk=pk)
    newest = Revision.objects.get(manuscript=found, number=2).read()
    changed = replace(newest, title="Another")
    actions.save(document=changed, by=cast.editor, based_on=2)
    back(pk, 1, cast.editor)
    sign(handed_in(pk, cast.editor), cast.other_approver)
    actions.publish(manuscript=pk, by=cast.other_approver)
    back(pk, 3, cast.editor)
    again = handed_in(pk, cast.editor)
    assert Revision.objects.get(manuscript=pk, number=5).read().summary == "His."
    refused(again, cast.approver)
    sign(again, cast.other_approver)
    assert list(faults()) == []
