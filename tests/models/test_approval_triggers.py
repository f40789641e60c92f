"""Which approvals and publications the database itself refuses when they are written with raw SQL.

Every case differs in one thing from an accepted one.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import raw_sql
from django.contrib.auth.models import User
from django.db import DatabaseError
from django.utils import timezone
from factories import Cast, approved, drafted, published, source, submitted
from told import tell

from editorial import actions
from editorial.models import Approval, Manuscript, Publication, Revision
from encyclopedia.core.documents import SourceDocument

OWN_WORDS = "stet: nobody approves what they wrote"
OTHER_DIGEST = "stet: an approval signs the digest of the newest revision, submitted"
NOT_APPROVED = "stet: what is published is what was approved"


def saved(document: SourceDocument, by: User, number: int) -> Manuscript:
    """The document's revision of this number, by this person."""
    changed = replace(document, summary=f"Revision {number}.")
    return actions.save(document=changed, by=by, based_on=number - 1).manuscript


def submitted_as(manuscript: Manuscript, by: User) -> Manuscript:
    return actions.submit(manuscript=manuscript.pk, revision=manuscript.revision, by=by).manuscript


def test_a_person_who_wrote_no_part_of_it_signs(cast: Cast) -> None:
    raw_sql.sign(submitted(source(), cast), cast.approver)


def test_nobody_signs_their_own_words(cast: Cast) -> None:
    with pytest.raises(DatabaseError, match=OWN_WORDS):
        raw_sql.sign(submitted(source(), cast), cast.editor)


def test_nor_what_they_wrote_before_somebody_else_continued(cast: Cast) -> None:
    document = source()
    saved(document, cast.approver, 1)
    manuscript = submitted_as(saved(document, cast.editor, 2), cast.editor)
    with pytest.raises(DatabaseError, match=OWN_WORDS):
        raw_sql.sign(manuscript, cast.approver)
    raw_sql.sign(manuscript, cast.other_approver)


def test_the_author_of_the_published_revision_signs_a_later_one(cast: Cast) -> None:
    document = source()
    manuscript = submitted_as(saved(document, cast.approver, 1), cast.approver)
    actions.approve(manuscript=manuscript.pk, revision=1, by=cast.other_approver)
    actions.publish(manuscript=manuscript.pk, by=cast.other_approver)
    again = submitted_as(saved(document, cast.editor, 2), cast.editor)
    raw_sql.sign(again, cast.approver)


def test_the_author_of_another_entry_signs_this_one(cast: Cast) -> None:
    saved(source("another-1901"), cast.approver, 1)
    raw_sql.sign(submitted(source(), cast), cast.approver)


def test_the_author_of_a_later_revision_is_told_that_there_is_a_newer_one(cast: Cast) -> None:
    document = source()
    saved(document, cast.editor, 1)
    manuscript = submitted_as(saved(document, cast.approver, 2), cast.editor)
    earlier = Revision.objects.get(manuscript=manuscript, number=1)
    with pytest.raises(DatabaseError, match=OTHER_DIGEST):
        raw_sql.sign(manuscript, cast.approver, revision_id=earlier.pk, digest=earlier.digest)


@pytest.mark.parametrize("status", ["draft", "returned", "published", "withdrawn"])
def test_only_what_is_submitted_is_signed(cast: Cast, status: str) -> None:
    manuscript = published(document := source(), cast)
    saved(document, cast.editor, 2)
    live = 0 if status == "withdrawn" else manuscript.live_edition
    raw_sql.run(
        "UPDATE editorial_manuscript SET status = %s, live_edition = %s WHERE id = %s",
        status,
        live,
        manuscript.pk,
    )
    manuscript.refresh_from_db()
    with pytest.raises(DatabaseError, match=OTHER_DIGEST):
        raw_sql.sign(manuscript, cast.approver)


def test_an_approval_signs_the_digest_of_the_newest_revision_of_its_own_entry(cast: Cast) -> None:
    document = source()
    saved(document, cast.editor, 1)
    manuscript = submitted_as(saved(document, cast.editor, 2), cast.editor)
    another = submitted(source("another-1901"), cast)
    older = Revision.objects.get(manuscript=manuscript, number=1)
    elsewhere = Revision.objects.get(manuscript=another)
    for changes in [
        {"digest": "0" * 64},
        {"digest": older.digest},
        {"revision_id": older.pk},
        {"revision_id": older.pk, "digest": older.digest},
        {"revision_id": elsewhere.pk, "digest": elsewhere.digest},
        {"manuscript_id": another.pk},
    ]:
        with pytest.raises(DatabaseError, match=OTHER_DIGEST):
            raw_sql.sign(manuscript, cast.approver, **changes)
    raw_sql.sign(manuscript, cast.approver)


def publish(manuscript: Manuscript, by: User, **changes: Any) -> None:
    """Publish what is approved, except for `changes`."""
    approval = Approval.objects.filter(manuscript=manuscript).latest("pk")
    fitting = {
        "manuscript_id": manuscript.pk,
        "number": manuscript.edition + 1,
        "revision_id": approval.revision_id,
        "approval_id": approval.pk,
        "digest": approval.digest,
        "by_id": by.pk,
        "at": timezone.now(),
    }
    tell(Publication(**fitting | changes))
    raw_sql.insert("editorial_publication", **fitting | changes)


def test_what_is_published_is_what_was_approved(cast: Cast) -> None:
    document = source()
    saved(document, cast.editor, 1)
    manuscript = approved(replace(document, summary="Revision 2."), cast)
    another = approved(source("another-1901"), cast)
    older = Revision.objects.get(manuscript=manuscript, number=1)
    for changes in [
        {"number": 0},
        {"number": 2},
        {"digest": "0" * 64},
        {"revision_id": older.pk},
        {"revision_id": older.pk, "digest": older.digest},
        {"manuscript_id": another.pk},
        {"approval_id": another.approval_id},
    ]:
        with pytest.raises(DatabaseError, match=NOT_APPROVED):
            publish(manuscript, cast.approver, **changes)
    publish(manuscript, cast.approver)


def test_the_next_edition_has_the_next_number(cast: Cast) -> None:
    published(document := source(), cast)
    again = approved(replace(document, summary="More."), cast)
    for number in (0, 1, 3):
        with pytest.raises(DatabaseError, match=f"{NOT_APPROVED}|is there already"):
            publish(again, cast.approver, number=number)
    publish(again, cast.approver, number=2)


def test_a_removed_approval_publishes_nothing(cast: Cast) -> None:
    manuscript = approved(source(), cast)
    actions.recall(manuscript=manuscript.pk, by=cast.editor, reason="A page is wrong.")
    with pytest.raises(DatabaseError, match=NOT_APPROVED):
        publish(manuscript, cast.approver)


def test_an_approval_of_an_older_revision_publishes_nothing(cast: Cast) -> None:
    """Somebody saved a newer revision and restored the approval by SQL."""
    manuscript = approved(document := source(), cast)
    approval = manuscript.approval_id
    actions.recall(manuscript=manuscript.pk, by=cast.editor, reason="A page is wrong.")
    drafted(replace(document, summary="Never seen by an approver."), cast)
    raw_sql.run(
        "UPDATE editorial_manuscript SET status = 'approved', approval_id = %s WHERE id = %s",
        approval,
        manuscript.pk,
    )
    with pytest.raises(DatabaseError, match=NOT_APPROVED):
        publish(manuscript, cast.approver)
