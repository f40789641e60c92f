"""Publishing what is not new: later editions, another time, a mark that comes back, and rows set by SQL."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from factories import (
    Cast,
    approved,
    article,
    biography,
    check_all,
    drafted,
    published,
    source,
    submitted,
)
from told import told

from editorial import actions
from editorial.actions.publish import scheduled_by, waivers_in_force
from editorial.gate.gate_input import obstacles
from editorial.models import Event, Manuscript, Revision, Waiver
from editorial.workflow import NotAllowed, Refused
from encyclopedia.core import documents
from encyclopedia.models import Address, Edition, Source


def test_a_later_edition_has_its_own_number_revision_and_summary(cast: Cast) -> None:
    document = source()
    drafted(document, cast)
    published(replace(document, summary="More."), cast)
    manuscript = published(replace(document, summary="Most."), cast, change="correction")
    manuscript.refresh_from_db()
    assert (manuscript.edition, manuscript.live_edition, manuscript.published_revision) == (2, 2, 3)
    edition = Edition.objects.get(entry_id=manuscript.pk, number=2)
    assert (edition.change, edition.summary) == ("correction", "What was wrong.")
    event = Event.objects.filter(action="publish").latest("seq")
    assert event.reason == "What was wrong."


def test_who_wrote_it_may_publish_what_another_approved(cast: Cast) -> None:
    document = source()
    actions.save(document=document, by=cast.superuser)
    actions.submit(manuscript=document.id, revision=1, by=cast.superuser)
    actions.approve(manuscript=document.id, revision=1, by=cast.approver)
    assert actions.publish(manuscript=document.id, by=cast.superuser).changed


def test_the_gate_asks_again_whether_the_approver_wrote_it(cast: Cast) -> None:
    """As if somebody had put a revision in by SQL."""
    manuscript = approved(source(), cast)
    newest = Revision.objects.get(manuscript=manuscript)
    told(
        Revision(
            manuscript=manuscript,
            number=2,
            based_on=1,
            document=newest.document,
            digest=newest.digest,
            citation_digests=[],
            author=cast.approver,
        )
    )
    with pytest.raises(actions.GateClosed, match="Nobody approves"):
        actions.publish(manuscript=manuscript.pk, by=cast.other_approver)


def test_only_the_newest_revision_is_published(cast: Cast) -> None:
    """As if somebody had set an approval back by SQL."""
    manuscript = approved(document := source(), cast)
    approval = manuscript.approval_id
    actions.recall(manuscript=manuscript.pk, by=cast.editor, reason="A page is wrong.")
    drafted(replace(document, summary="Never seen by an approver."), cast)
    Manuscript.objects.update(status="approved", approval=approval)
    with pytest.raises(NotAllowed, match="newest revision is not the approved one"):
        actions.publish(manuscript=manuscript.pk, by=cast.approver)


def test_a_later_revision_is_not_published_because_an_earlier_one_was(cast: Cast) -> None:
    """As if somebody had set the state by SQL."""
    manuscript = published(document := source(), cast)
    drafted(replace(document, summary="More."), cast)
    Manuscript.objects.update(status="published")
    with pytest.raises(NotAllowed, match="is published now"):
        actions.publish(manuscript=manuscript.pk, by=cast.approver)


def test_only_a_document_of_the_approved_digest_is_published(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    manuscript = approved(document := source(), cast)
    altered = replace(document, summary="Altered.")
    monkeypatch.setattr(Revision, "read", lambda revision: altered)
    with pytest.raises(NotAllowed, match="not the one that was approved"):
        actions.publish(manuscript=manuscript.pk, by=cast.approver)
    assert documents.digest(altered) != documents.digest(document)


def test_now_is_no_time_to_come(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    manuscript = approved(source(), cast)
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)
    with pytest.raises(Refused, match="has passed"):
        actions.schedule(manuscript=manuscript.pk, by=cast.approver, publish_at=now)


def test_another_time_may_be_chosen_and_who_chose_it_last_publishes(cast: Cast) -> None:
    manuscript = approved(source(), cast)
    first, second = (timezone.now() + timedelta(hours=hours) for hours in (1, 2))
    actions.schedule(manuscript=manuscript.pk, by=cast.approver, publish_at=first)
    moved = actions.schedule(manuscript=manuscript.pk, by=cast.other_approver, publish_at=second)
    assert (moved.changed, moved.manuscript.publish_at) == (True, second)
    assert scheduled_by(manuscript) == cast.other_approver


def test_the_waivers_in_force_have_an_order(cast: Cast) -> None:
    manuscript = submitted(source(), cast)
    now = timezone.now()
    for hours, reason, by in [
        (1, "Second.", cast.editor),
        (2, "First.", cast.approver),
        (48, "Over.", cast.approver),
    ]:
        told(
            Waiver(
                manuscript=manuscript,
                revision=1,
                obstacles=["few_citations"],
                reason=reason,
                by=by,
                at=now - timedelta(hours=hours),
                expires_at=now + timedelta(hours=24 - hours),
            )
        )
    shown = [waiver.reason for waiver in waivers_in_force(manuscript)]
    assert shown == ["First.", "Second."]


def test_a_source_that_comes_back_keeps_its_newest_mark(cast: Cast) -> None:
    document = source()
    manuscript = published(document, cast)
    for reliability, reason in [("forged", "Invented."), ("retracted", "Withdrawn by its press.")]:
        actions.mark(
            manuscript=manuscript.pk, reliability=reliability, reason=reason, by=cast.approver
        )
    marked_at = Source.objects.get(pk=manuscript.pk).marked_at
    actions.withdraw(manuscript=manuscript.pk, by=cast.approver, reason=" In error. ")
    assert Address.objects.get(slug=document.slug).reason == "In error."
    assert Event.objects.latest("seq").reason == "In error."
    published(replace(document, summary="Again."), cast, change="correction")
    again = Source.objects.get(pk=manuscript.pk)
    assert (again.reliability, again.reliability_reason) == ("retracted", "Withdrawn by its press.")
    assert again.marked_at == marked_at


def test_a_withdrawn_entry_has_no_edition_that_readers_see(cast: Cast) -> None:
    published(source(), cast)
    manuscript = published(article(), cast)
    actions.withdraw(manuscript=manuscript.pk, by=cast.approver, reason="In error.")
    manuscript.refresh_from_db()
    assert (manuscript.edition, manuscript.live_edition) == (1, 0)


def test_a_source_locks_what_cites_it_before_the_audit_log(cast: Cast) -> None:
    """Every move locks in this order, so that no two wait for each other."""
    published(book := source(), cast)
    published(article(), cast)
    manuscript = approved(replace(book, summary="More."), cast)
    with CaptureQueriesContext(connection) as queries:
        actions.publish(manuscript=manuscript.pk, by=cast.approver)
    statements = [query["sql"] for query in queries]
    citing = [
        place
        for place, sql in enumerate(statements)
        if 'FROM "editorial_manuscript"' in sql and '."source_key" IN ' in sql
    ]
    # The whole row is what is locked; its number alone is read before, to see what came between.
    locked = 'SELECT "editorial_chainhead"."id", '
    head = [place for place, sql in enumerate(statements) if locked in sql]
    assert citing
    assert citing[0] < head[0]


def between(monkeypatch: pytest.MonkeyPatch, step: str, move: Callable[[], Any]) -> None:
    """Have somebody else make this move once, just before the log is locked or just after the gate."""
    module = import_module("editorial.actions.publish")
    original = getattr(module, step)
    waiting = [move]

    def interrupted(*args: Any, **options: Any) -> Any:
        passed = original(*args, **options) if step == "pass_gate" else None
        while waiting:
            waiting.pop()()
        return passed or original(*args, **options)

    monkeypatch.setattr(module, step, interrupted)


def test_what_is_published_while_a_page_is_rendered_is_linked_from_it(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(source(), cast)
    row = approved(article(text="By [[Leon Trotsky]].[@service-trotsky-2009, p. 1]"), cast)
    person = approved(biography(), cast)
    between(
        monkeypatch, "record_next", lambda: actions.publish(manuscript=person.pk, by=cast.approver)
    )
    actions.publish(manuscript=row.pk, by=cast.approver)
    assert "/person/leon-trotsky/" in Edition.objects.get(entry_id=row.pk).body


def test_a_check_that_is_made_after_the_gate_shows_in_the_edition(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(source(), cast)
    row = approved(article(), cast)
    between(monkeypatch, "pass_gate", lambda: check_all(row, cast, "contradicts", "It says no."))
    actions.publish(manuscript=row.pk, by=cast.approver)
    assert "standing-contradicts" in Edition.objects.get(entry_id=row.pk).notes


def test_a_waiver_that_falls_while_a_page_is_rendered_is_not_told_of(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(source(), cast)
    row = submitted(article(), cast)
    check_all(row, cast, "does_not_support", "Not there.")
    document = row.revisions.get(number=1).read()
    keys = [met.key for met in obstacles(row, document, "approve") if met.waivable]
    ends = timezone.now() + timedelta(days=9)
    actions.waive(manuscript=row.pk, by=cast.approver, keys=keys, reason="So.", expires_at=ends)
    actions.approve(manuscript=row.pk, revision=1, by=cast.approver)
    between(monkeypatch, "record_next", lambda: check_all(row, cast))
    actions.publish(manuscript=row.pk, by=cast.approver)
    edition = Edition.objects.get(entry_id=row.pk)
    assert (edition.notices, "standing-supports" in edition.notes) == ([], True)
