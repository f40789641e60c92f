"""Submitting, taking back from review, returning, approving."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.contrib.auth.models import Permission, User
from factories import (
    Cast,
    article,
    check_all,
    checked,
    drafted,
    person,
    published,
    source,
    submitted,
)

from editorial import actions
from editorial.models import Approval, Event, Manuscript, Notice, Status
from editorial.workflow import Conflict, Forbidden, NotAllowed, Refused
from encyclopedia.models import Entry


@pytest.fixture
def manuscript(cast: Cast) -> Manuscript:
    """An article with its source published, submitted by the editor."""
    published(source(), cast)
    return submitted(article(), cast)


def test_a_manuscript_with_an_obstacle_is_not_submitted(cast: Cast) -> None:
    manuscript = drafted(article(), cast)
    with pytest.raises(actions.GateClosed) as refusal:
        actions.submit(manuscript=manuscript.pk, revision=1, by=cast.editor)
    assert [obstacle.code for obstacle in refusal.value.obstacles] == ["unknown_source"]
    manuscript.refresh_from_db()
    assert manuscript.status == Status.DRAFT


def test_a_source_may_be_submitted_together_with_what_cites_it(cast: Cast) -> None:
    submitted(source(), cast)
    assert submitted(article(), cast).status == Status.SUBMITTED


def test_submitting_twice_changes_nothing(cast: Cast, manuscript: Manuscript) -> None:
    before = Event.objects.count()
    assert not actions.submit(manuscript=manuscript.pk, revision=1, by=cast.editor).changed
    assert Event.objects.count() == before


def test_only_the_newest_revision_is_submitted(cast: Cast) -> None:
    document = source()
    drafted(document, cast)
    drafted(replace(document, summary="More."), cast)
    with pytest.raises(Conflict):
        actions.submit(manuscript=Manuscript.objects.get().pk, revision=1, by=cast.editor)


def test_a_moderator_does_not_submit(cast: Cast) -> None:
    manuscript = drafted(source(), cast)
    with pytest.raises(Forbidden):
        actions.submit(manuscript=manuscript.pk, revision=1, by=cast.moderator)


def test_what_is_published_already_is_not_submitted_again(cast: Cast) -> None:
    manuscript = published(source(), cast)
    with pytest.raises(NotAllowed):
        actions.submit(manuscript=manuscript.pk, revision=1, by=cast.editor)


def test_taking_back_from_review_makes_a_draft_and_removes_the_approval(
    cast: Cast, manuscript: Manuscript
) -> None:
    check_all(manuscript, cast)
    actions.approve(manuscript=manuscript.pk, revision=1, by=cast.approver)
    recalled = actions.recall(
        manuscript=manuscript.pk, by=cast.editor, reason="A page is wrong."
    ).manuscript
    assert (recalled.status, recalled.approval) == (Status.DRAFT, None)
    with pytest.raises(NotAllowed):
        actions.publish(manuscript=manuscript.pk, by=cast.approver)


def test_taking_back_needs_the_permission_to_submit(cast: Cast, manuscript: Manuscript) -> None:
    writer = person("wanda")
    writer.user_permissions.set(
        Permission.objects.filter(content_type__app_label="editorial").exclude(
            codename="submit_manuscript"
        )
    )
    with pytest.raises(Forbidden):
        actions.recall(manuscript=manuscript.pk, by=writer, reason="A page is wrong.")


def test_only_ones_own_is_taken_back_or_what_an_approver_decides(
    cast: Cast, manuscript: Manuscript
) -> None:
    def recall(by: User) -> bool:
        return actions.recall(manuscript=manuscript.pk, by=by, reason="A page is wrong.").changed

    with pytest.raises(Forbidden, match="or an approver"):
        recall(cast.other_editor)
    assert recall(cast.approver)
    # Whoever submitted it, is responsible for it, or saved it since the last publication.
    actions.submit(manuscript=manuscript.pk, revision=1, by=cast.other_editor)
    assert recall(cast.other_editor)
    actions.submit(manuscript=manuscript.pk, revision=1, by=cast.approver)
    with pytest.raises(Forbidden):
        recall(cast.other_editor)
    actions.assign(manuscript=manuscript.pk, by=cast.approver, responsible=cast.other_editor)
    assert recall(cast.other_editor)
    actions.submit(manuscript=manuscript.pk, revision=1, by=cast.approver)
    assert recall(cast.editor)


def test_taking_back_needs_a_reason_that_stands_in_the_record(
    cast: Cast, manuscript: Manuscript
) -> None:
    with pytest.raises(Refused, match="Say why"):
        actions.recall(manuscript=manuscript.pk, by=cast.editor, reason=" \n")
    outcome = actions.recall(manuscript=manuscript.pk, by=cast.editor, reason=" A page is wrong. ")
    assert outcome.event is not None
    assert outcome.event.reason == "A page is wrong."
    again = actions.recall(manuscript=manuscript.pk, by=cast.editor, reason="A page is wrong.")
    assert not again.changed


def test_returning_needs_a_reason_and_notifies_the_author(
    cast: Cast, manuscript: Manuscript
) -> None:
    with pytest.raises(Refused, match="Say why"):
        actions.return_(manuscript=manuscript.pk, by=cast.moderator, reason=" ")
    actions.return_(manuscript=manuscript.pk, by=cast.moderator, reason="Which edition?")
    notice = Notice.objects.filter(user=cast.editor, read_at=None).latest("pk")
    assert (notice.event.action, notice.event.reason) == ("return", "Which edition?")


def test_an_editor_does_not_return(cast: Cast, manuscript: Manuscript) -> None:
    with pytest.raises(Forbidden):
        actions.return_(manuscript=manuscript.pk, by=cast.other_editor, reason="No.")


def test_a_draft_is_not_returned(cast: Cast) -> None:
    manuscript = drafted(source(), cast)
    with pytest.raises(NotAllowed):
        actions.return_(manuscript=manuscript.pk, by=cast.moderator, reason="No.")


def test_approval_signs_the_digest_and_publishes_nothing(
    cast: Cast, manuscript: Manuscript
) -> None:
    check_all(manuscript, cast)
    approved = actions.approve(manuscript=manuscript.pk, revision=1, by=cast.approver).manuscript
    approval = Approval.objects.get(pk=approved.approval_id)
    assert approval.digest == approval.revision.digest
    assert approval.change == "new"
    assert not Entry.objects.filter(pk=manuscript.pk).exists()


def test_unchecked_citations_stop_approval(cast: Cast, manuscript: Manuscript) -> None:
    with pytest.raises(actions.GateClosed, match="not yet checked"):
        actions.approve(manuscript=manuscript.pk, revision=1, by=cast.approver)


def test_approving_twice_changes_nothing(cast: Cast, manuscript: Manuscript) -> None:
    check_all(manuscript, cast)
    actions.approve(manuscript=manuscript.pk, revision=1, by=cast.approver)
    again = actions.approve(manuscript=manuscript.pk, revision=1, by=cast.other_approver)
    assert not again.changed
    assert Approval.objects.filter(manuscript=manuscript).count() == 1


@pytest.mark.parametrize("name", ["editor", "moderator", "disabled"])
def test_only_approvers_approve(cast: Cast, manuscript: Manuscript, name: str) -> None:
    check_all(manuscript, cast)
    with pytest.raises(Forbidden):
        actions.approve(manuscript=manuscript.pk, revision=1, by=getattr(cast, name))


def test_a_superuser_who_wrote_a_part_does_not_approve(cast: Cast) -> None:
    document = source()
    actions.save(document=document, by=cast.superuser)
    changed = replace(document, summary="Changed by another.")
    actions.save(document=changed, by=cast.editor, based_on=1)
    actions.submit(manuscript=document.id, revision=2, by=cast.editor)
    with pytest.raises(actions.GateClosed, match="Nobody approves"):
        actions.approve(manuscript=document.id, revision=2, by=cast.superuser)


def test_after_publication_the_authors_of_the_next_revision_count_anew(cast: Cast) -> None:
    document = source()
    actions.save(document=document, by=cast.other_approver)
    actions.save(document=replace(document, summary="By Edna."), by=cast.editor, based_on=1)
    actions.submit(manuscript=document.id, revision=2, by=cast.editor)
    actions.approve(manuscript=document.id, revision=2, by=cast.approver)
    actions.publish(manuscript=document.id, by=cast.approver)
    later = replace(document, summary="Again by Edna.")
    actions.save(document=later, by=cast.editor, based_on=2)
    actions.submit(manuscript=document.id, revision=3, by=cast.editor)
    outcome = actions.approve(
        manuscript=document.id, revision=3, by=cast.other_approver, change="wording"
    )
    assert outcome.changed


def test_a_later_edition_says_what_kind_of_change_it_is(cast: Cast) -> None:
    document = source()
    published(document, cast)
    manuscript = checked(replace(document, summary="More."), cast)
    for change in ("", "new", "nonsense"):
        with pytest.raises(Refused, match="kind of change"):
            actions.approve(manuscript=manuscript.pk, revision=2, by=cast.approver, change=change)
    with pytest.raises(Refused, match="what was wrong"):
        actions.approve(manuscript=manuscript.pk, revision=2, by=cast.approver, change="correction")
    actions.approve(
        manuscript=manuscript.pk,
        revision=2,
        by=cast.approver,
        change="correction",
        summary="The year was wrong.",
    )


def test_only_the_revision_that_was_looked_at_is_approved(cast: Cast) -> None:
    manuscript = submitted(source(), cast)
    with pytest.raises(Conflict):
        actions.approve(manuscript=manuscript.pk, revision=2, by=cast.approver)


def test_another_reason_for_a_return_is_not_taken_for_done(cast: Cast) -> None:
    published(source(), cast)
    manuscript = submitted(article(), cast)
    actions.return_(manuscript=manuscript.pk, by=cast.moderator, reason="Which edition?")
    again = actions.return_(manuscript=manuscript.pk, by=cast.moderator, reason="Which edition? ")
    assert not again.changed
    for by, reason in ((cast.moderator, "Which page?"), (cast.approver, "Which edition?")):
        with pytest.raises(NotAllowed, match="is returned now"):
            actions.return_(manuscript=manuscript.pk, by=by, reason=reason)
