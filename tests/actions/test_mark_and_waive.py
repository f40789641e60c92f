"""Marks on sources, and waivers."""

from __future__ import annotations

import itertools
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from factories import Cast, article, drafted, page_of, published, source, submitted, waivable
from told import told

from editorial import actions
from editorial.actions.waive import MAX_WAIVER, remove_lapsed_waivers, showing_lapsed_waivers
from editorial.gate.verdicts import current_standings
from editorial.models import DraftCitation, Event, Manuscript, Waiver
from editorial.workflow import Forbidden, NotAllowed, Refused
from encyclopedia import projection
from encyclopedia.core import documents
from encyclopedia.models import Citation, Edition, Source

SOON = timedelta(days=30)


@pytest.fixture
def cited(cast: Cast) -> documents.SourceDocument:
    document = source()
    published(document, cast)
    return document


def test_a_marked_source_is_shown_to_readers_and_queued_at_once(
    cast: Cast, cited: documents.SourceDocument
) -> None:
    manuscript = published(article(), cast)
    actions.mark(
        manuscript=cited.id,
        reliability="retracted",
        reason="Withdrawn by its press.",
        by=cast.approver,
    )
    notes = page_of(manuscript.pk).notes
    assert "retracted" in notes.lower()
    assert "Withdrawn by its press." in notes
    assert Manuscript.objects.get(pk=manuscript.pk).unchecked == 1
    assert DraftCitation.objects.get(manuscript=manuscript, checked=False)


def test_a_mark_reaches_what_is_cited_otherwise_in_print_than_in_the_draft(
    cast: Cast, cited: documents.SourceDocument
) -> None:
    manuscript = published(document := article(), cast)
    draft = replace(document, text="Something else.[@service-trotsky-2009, p. 77]")
    actions.save(document=draft, by=cast.editor, based_on=1)
    actions.mark(manuscript=cited.id, reliability="forged", reason="R.", by=cast.approver)
    printed = list(Citation.objects.filter(entry=manuscript.pk).values_list("standing", flat=True))
    assert printed == ["stale"]


def test_marking_needs_permission_reason_and_a_published_source(
    cast: Cast, cited: documents.SourceDocument
) -> None:
    with pytest.raises(Forbidden):
        actions.mark(manuscript=cited.id, reliability="forged", reason="R.", by=cast.editor)
    with pytest.raises(Refused, match="Say why"):
        actions.mark(manuscript=cited.id, reliability="forged", reason=" ", by=cast.approver)
    with pytest.raises(Refused):
        actions.mark(manuscript=cited.id, reliability="dull", reason="R.", by=cast.approver)
    draft = drafted(source("other-2001"), cast)
    with pytest.raises(NotAllowed):
        actions.mark(manuscript=draft.pk, reliability="forged", reason="R.", by=cast.approver)


def test_marking_twice_changes_nothing(cast: Cast, cited: documents.SourceDocument) -> None:
    for _ in range(2):
        last = actions.mark(
            manuscript=cited.id, reliability="forged", reason="R.", by=cast.approver
        )
    assert not last.changed
    assert Event.objects.filter(action="mark").count() == 1


def test_a_source_can_be_marked_sound_again(cast: Cast, cited: documents.SourceDocument) -> None:
    manuscript = published(article(), cast)
    actions.mark(manuscript=cited.id, reliability="forged", reason="R.", by=cast.approver)
    actions.mark(
        manuscript=cited.id, reliability="sound", reason="It is genuine.", by=cast.approver
    )
    assert Source.objects.get(pk=cited.id).marked_at is None
    assert "forged" not in page_of(manuscript.pk).notes


def waive(
    manuscript: Manuscript, by: object, keys: list[str], reason: str = "Urgent."
) -> actions.Outcome:
    return actions.waive(
        manuscript=manuscript.pk,
        by=by,  # type: ignore[arg-type]
        keys=keys,
        reason=reason,
        expires_at=timezone.now() + SOON,
    )


def unchecked_key(manuscript: Manuscript) -> str:
    return waivable(manuscript, "unchecked")[0]


def test_a_waiver_lets_its_obstacle_through_and_readers_see_it(
    cast: Cast, cited: documents.SourceDocument
) -> None:
    manuscript = submitted(article(), cast)
    waive(manuscript, cast.approver, [unchecked_key(manuscript)], "The archive is closed.")
    actions.approve(manuscript=manuscript.pk, revision=1, by=cast.approver)
    actions.publish(manuscript=manuscript.pk, by=cast.approver)
    assert "The archive is closed." in page_of(manuscript.pk).top


def test_a_waiver_disappears_from_the_page_when_it_expires(
    cast: Cast, cited: documents.SourceDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    manuscript = submitted(article(), cast)
    waive(manuscript, cast.approver, [unchecked_key(manuscript)], "The archive is closed.")
    actions.approve(manuscript=manuscript.pk, revision=1, by=cast.approver)
    actions.publish(manuscript=manuscript.pk, by=cast.approver)
    assert remove_lapsed_waivers(showing_lapsed_waivers()) == 0
    later = timezone.now() + SOON + timedelta(minutes=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    before = page_of(manuscript.pk)
    assert remove_lapsed_waivers(showing_lapsed_waivers()) == 1
    after = page_of(manuscript.pk)
    assert "The archive is closed." not in after.top
    assert after.etag != before.etag
    assert after.modified_at == later
    assert list(projection.rebuild(standings_of=current_standings)) == []
    assert not Waiver.objects.still_shown().exists()
    assert remove_lapsed_waivers(showing_lapsed_waivers()) == 0
    # The edition stays as it was published, at its own address.
    assert "The archive is closed." in Edition.objects.get(entry_id=manuscript.pk).top


def test_an_expired_waiver_of_a_draft_changes_no_page(
    cast: Cast, cited: documents.SourceDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = article()
    published(document, cast)
    manuscript = submitted(replace(document, text=f"{document.text} More.[@{cited.slug}]"), cast)
    waive(manuscript, cast.approver, waivable(manuscript, "unchecked"))
    later = timezone.now() + SOON + timedelta(minutes=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert not Waiver.objects.still_shown().exists()
    assert remove_lapsed_waivers(showing_lapsed_waivers()) == 0


def test_a_waiver_whose_time_passes_while_it_is_made_is_refused_with_a_message(
    cast: Cast, cited: documents.SourceDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    manuscript = submitted(article(), cast)
    key = unchecked_key(manuscript)
    # The clock advances every time it is read: whenever the time passes, the waiver is either refused or stored.
    for steps in range(1, 12):
        clock = itertools.count()
        begun = timezone.now() - timedelta(hours=1)
        with monkeypatch.context() as patch:
            patch.setattr(timezone, "now", lambda: begun + timedelta(seconds=next(clock)))  # noqa: B023
            with suppress(Refused):
                actions.waive(
                    manuscript=manuscript.pk,
                    by=cast.approver,
                    keys=[key],
                    reason=f"Reason {steps}.",
                    expires_at=begun + timedelta(seconds=steps, milliseconds=-500),
                )
    assert Waiver.objects.exists()
    with monkeypatch.context() as patch:
        patch.setattr(timezone, "now", lambda: begun)
        with pytest.raises(Refused, match="expire in the future"):
            actions.waive(
                manuscript=manuscript.pk,
                by=cast.approver,
                keys=[key],
                reason="R.",
                expires_at=begun,
            )


def test_an_expired_waiver_lets_nothing_through(
    cast: Cast, cited: documents.SourceDocument
) -> None:
    manuscript = submitted(article(), cast)
    now = timezone.now()
    told(
        Waiver(
            manuscript=manuscript,
            revision=1,
            obstacles=[unchecked_key(manuscript)],
            reason="Long ago.",
            by=cast.approver,
            at=now - SOON,
            expires_at=now - timedelta(seconds=1),
        )
    )
    with pytest.raises(actions.GateClosed):
        actions.approve(manuscript=manuscript.pk, revision=1, by=cast.approver)


def test_a_waiver_ends_within_two_years(cast: Cast, cited: documents.SourceDocument) -> None:
    manuscript = submitted(article(), cast)
    arguments = {"manuscript": manuscript.pk, "by": cast.approver, "reason": "We hurry."}
    keys = [unchecked_key(manuscript)]
    for days in (MAX_WAIVER.days + 1, 1_000_000):
        far = timezone.now() + timedelta(days=days)
        with pytest.raises(Refused, match="two years"):
            actions.waive(**arguments, keys=keys, expires_at=far)
    assert not Waiver.objects.exists()
    last = timezone.now() + MAX_WAIVER
    assert actions.waive(**arguments, keys=keys, expires_at=last).changed


def test_only_obstacles_that_are_there_are_waived(
    cast: Cast, cited: documents.SourceDocument
) -> None:
    manuscript = submitted(article(), cast)
    for keys in ([], ["unchecked:nonsense"], ["four_eyes"]):
        with pytest.raises(Refused):
            waive(manuscript, cast.approver, keys)


def test_nobody_waives_without_permission_reason_or_on_their_own_words(
    cast: Cast, cited: documents.SourceDocument
) -> None:
    manuscript = submitted(article(), cast)
    key = unchecked_key(manuscript)
    with pytest.raises(Forbidden):
        waive(manuscript, cast.moderator, [key])
    with pytest.raises(Refused, match="Say why"):
        waive(manuscript, cast.approver, [key], " ")
    document = article("Mine")
    actions.save(document=document, by=cast.superuser)
    actions.submit(manuscript=document.id, revision=1, by=cast.superuser)
    own = Manuscript.objects.get(pk=document.id)
    with pytest.raises(Forbidden, match="helped to write"):
        waive(own, cast.superuser, [unchecked_key(own)])


def test_the_database_keeps_waivers_unchanged(cast: Cast, cited: documents.SourceDocument) -> None:
    manuscript = submitted(article(), cast)
    waive(manuscript, cast.approver, [unchecked_key(manuscript)])
    with pytest.raises(IntegrityError), transaction.atomic():
        Waiver.objects.update(reason="Another reason.")
