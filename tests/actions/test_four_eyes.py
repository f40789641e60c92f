"""Nobody approves what they wrote, whichever way the words came: by actions, and by raw SQL."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, transaction
from factories import Cast, drafted, source

from editorial import actions
from editorial.models import Manuscript, Revision
from editorial.verification import faults

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


def sign(manuscript: Manuscript, by: User, **given: object) -> None:
    asked = {"change": "correction_of_record", "summary": "What was wrong."} | given
    change = str(asked["change"]) if manuscript.edition else ""
    actions.approve(
        manuscript=manuscript.pk,
        revision=manuscript.revision,
        by=by,
        change=change,
        summary=str(asked["summary"]) if manuscript.edition else "",
    )


def sign_by_sql(manuscript: Manuscript, by: User) -> None:
    revision = Revision.objects.get(manuscript=manuscript, number=manuscript.revision)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO editorial_approval (manuscript_id, revision_id, digest, by_id, at, change, summary)"
            " VALUES (%s, %s, %s, %s, CURRENT_TIMESTAMP, 'layout', '')",
            [
                manuscript.pk.hex if connection.vendor == "sqlite" else manuscript.pk,
                revision.pk,
                revision.digest,
                by.pk,
            ],
        )


def refused(manuscript: Manuscript, by: User) -> None:
    with pytest.raises(actions.GateClosed, match="Nobody approves"):
        sign(manuscript, by, change="layout")
    with pytest.raises(DatabaseError, match="nobody approves what they wrote"):
        sign_by_sql(manuscript, by)


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
    sign(again, cast.other_approver, change="layout")
    assert list(faults()) == []
