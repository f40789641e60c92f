"""Moves of a review that are made twice, of another revision, or of what is published; and what their events say."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
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
)

from editorial import actions
from editorial.models import Approval, Event, Manuscript, Status
from editorial.workflow import NotAllowed, Refused

FIRST, SECOND = "[@service-trotsky-2009, p. 1]", "[@service-trotsky-2009, p. 2]"


def test_the_published_revision_is_not_submitted_even_from_a_draft(cast: Cast) -> None:
    """As if somebody had set the state by SQL."""
    manuscript = published(source(), cast)
    Manuscript.objects.update(status="draft")
    with pytest.raises(NotAllowed, match="This revision is the published one"):
        actions.submit(manuscript=manuscript.pk, revision=1, by=cast.editor)


def test_but_it_is_where_readers_no_longer_see_it(cast: Cast) -> None:
    manuscript = published(source(), cast)
    actions.withdraw(manuscript=manuscript.pk, by=cast.approver, reason="In error.")
    Manuscript.objects.update(status="draft")
    assert actions.submit(manuscript=manuscript.pk, revision=1, by=cast.editor).changed


def test_what_was_done_to_one_revision_was_not_done_to_another(cast: Cast) -> None:
    manuscript = submitted(source(), cast)
    with pytest.raises(NotAllowed):
        actions.submit(manuscript=manuscript.pk, revision=2, by=cast.editor)
    actions.approve(manuscript=manuscript.pk, revision=1, by=cast.approver)
    with pytest.raises(NotAllowed):
        actions.approve(manuscript=manuscript.pk, revision=2, by=cast.approver)


def test_approving_what_is_scheduled_changes_nothing(cast: Cast) -> None:
    manuscript = approved(source(), cast)
    later = timezone.now() + timedelta(hours=1)
    actions.schedule(manuscript=manuscript.pk, by=cast.approver, publish_at=later)
    again = actions.approve(manuscript=manuscript.pk, revision=1, by=cast.approver)
    assert (again.changed, again.manuscript.status) == (False, Status.SCHEDULED)


def test_a_message_a_reason_and_what_is_asked_for_are_kept_with_the_event(cast: Cast) -> None:
    manuscript = drafted(source(), cast)
    actions.submit(manuscript=manuscript.pk, revision=1, by=cast.editor, message="Please hurry.")
    assert Event.objects.latest("seq").reason == "Please hurry."
    asks = [{"sentence": "It began.", "line": 1}]
    actions.return_(manuscript=manuscript.pk, by=cast.moderator, reason=" Where? ", asks=asks)
    event = Event.objects.latest("seq")
    assert (event.reason, event.data) == ("Where?", {"asks": asks})


def test_a_first_publication_is_new_whatever_is_said(cast: Cast) -> None:
    manuscript = submitted(source(), cast)
    summary = " " + "x" * 600
    actions.approve(
        manuscript=manuscript.pk, revision=1, by=cast.approver, change="wording", summary=summary
    )
    approval = Approval.objects.get()
    assert (approval.change, approval.summary) == ("new", "x" * 500)
    assert Event.objects.latest("seq").data == {"digest": approval.digest, "change": "new"}


@pytest.mark.parametrize(
    ("edition", "said", "words"),
    [
        (1, None, "Say whether it is a correction"),
        (1, True, "The draft says that it corrects"),
        (2, False, "The draft takes the record as another edition"),
        (1, False, ""),
        (2, True, ""),
    ],
)
def test_whoever_approves_a_changed_record_says_what_became_of_it(
    cast: Cast, edition: int, said: bool | None, words: str
) -> None:
    document = source()
    published(document, cast)
    record = document.record | {"publisher": "Another press"}
    manuscript = checked(replace(document, record=record, record_edition=edition), cast)
    approval = {
        "manuscript": manuscript.pk,
        "revision": 2,
        "by": cast.approver,
        "change": "wording",
    }
    if words:
        with pytest.raises(Refused, match=words):
            actions.approve(**approval, another_edition=said)
        return
    event = actions.approve(**approval, another_edition=said).event
    assert event is not None
    assert event.data["another_edition"] == said


@pytest.mark.portion(3)
@pytest.mark.parametrize(
    ("edit", "is_layout"),
    [
        ({"text": f"Later.{SECOND}\n\n*It began.*{FIRST}"}, True),
        ({"tags": ("Russia",)}, True),
        ({"text": f"It ended.{FIRST}\n\nLater.{SECOND}"}, False),
        ({"text": f"It began.{SECOND}\n\nLater.{SECOND}"}, False),
        ({"summary": "Another summary."}, False),
        ({"title": "Another title"}, False),
    ],
)
def test_layout_is_not_what_changes_words_or_citations(
    cast: Cast, edit: dict[str, Any], is_layout: bool
) -> None:
    published(source(), cast)
    document = article("Layout", f"It began.{FIRST}\n\nLater.{SECOND}")
    published(document, cast)
    manuscript = submitted(replace(document, **edit), cast)
    check_all(manuscript, cast)
    revision = Manuscript.objects.get(pk=manuscript.pk).revision
    approve = partial(
        actions.approve, manuscript=manuscript.pk, revision=revision, by=cast.approver
    )
    if is_layout:
        assert approve(change="layout").changed
        return
    with pytest.raises(Refused, match="so this is not only layout"):
        approve(change="layout")
    assert approve(change="wording").changed
