"""What is due is published every minute, in the name of whoever scheduled it, and a failure stops nothing else."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO
from typing import Any
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from factories import (
    Cast,
    approved,
    article,
    check_all,
    page_of,
    published,
    source,
    submitted,
    waivable,
)
from printed import run

from editorial import actions
from editorial.models import Event, Manuscript
from encyclopedia import projection
from encyclopedia.models import (
    DuePage,
    Entry,
)


@pytest.fixture
def scheduled(cast: Cast) -> Manuscript:
    manuscript = approved(source(), cast)
    when = timezone.now() + timedelta(hours=1)
    actions.schedule(manuscript=manuscript.pk, by=cast.approver, publish_at=when)
    return manuscript


def past(manuscript: Manuscript) -> None:
    Manuscript.objects.filter(pk=manuscript.pk).update(
        publish_at=timezone.now() - timedelta(minutes=1)
    )


def test_publish_due_leaves_what_is_not_due(scheduled: Manuscript) -> None:
    run("publish_due")
    assert not Entry.objects.exists()


def test_publish_due_publishes_in_the_name_of_the_person_who_scheduled(
    cast: Cast, scheduled: Manuscript
) -> None:
    past(scheduled)
    assert "published edition 1" in run("publish_due")
    assert Event.objects.get(action="publish").by == cast.approver
    assert Entry.objects.filter(pk=scheduled.pk).exists()
    assert run("publish_due") == ""


def test_publish_due_passes_the_gate_and_says_what_it_refused(cast: Cast) -> None:
    published(source(), cast)
    manuscript = approved(article(), cast)
    when = timezone.now() + timedelta(hours=1)
    actions.schedule(manuscript=manuscript.pk, by=cast.approver, publish_at=when)
    check_all(manuscript, cast, verdict="contradicts", note="No.")
    past(manuscript)
    with pytest.raises(CommandError, match="1 could not be published"):
        run("publish_due")
    assert not Entry.objects.filter(pk=manuscript.pk).exists()


def test_publish_due_does_not_act_for_somebody_who_lost_the_right(
    cast: Cast, scheduled: Manuscript
) -> None:
    past(scheduled)
    cast.approver.is_active = False
    cast.approver.save(update_fields=["is_active"])
    with pytest.raises(CommandError):
        run("publish_due")
    assert not Entry.objects.exists()


def due(manuscript: Manuscript, cast: Cast) -> Manuscript:
    when = timezone.now() + timedelta(hours=1)
    actions.schedule(manuscript=manuscript.pk, by=cast.approver, publish_at=when)
    past(manuscript)
    return manuscript


def renamed(manuscript: Manuscript, cast: Cast) -> Manuscript:
    """Approved under another key."""
    pk = manuscript.pk
    actions.rename(manuscript=pk, title="Renamed", slug="another-key", by=cast.editor, based_on=1)
    actions.submit(manuscript=pk, revision=2, by=cast.editor)
    return actions.approve(
        manuscript=pk, revision=2, by=cast.approver, change="wording", another_edition=False
    ).manuscript


def publish_due() -> tuple[str, str]:
    """What the command prints of what was published, and of what was not."""
    out, err = StringIO(), StringIO()
    with pytest.raises(CommandError, match="1 could not be published"):
        call_command("publish_due", stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_publish_due_has_pages_stored_that_a_stopped_worker_left(cast: Cast) -> None:
    published(source(), cast)
    assert DuePage.objects.exists()
    run("publish_due")
    assert not DuePage.objects.exists()


def test_publish_due_continues_after_a_source_that_is_cited_by_its_old_key(cast: Cast) -> None:
    cited = source()
    bad = due(renamed(published(cited, cast), cast), cast)
    published(article("In print"), cast)
    good = due(approved(source("other-2001"), cast), cast)
    out, err = publish_due()
    assert f"{good.path}: published edition 1" in out
    assert f"{bad.path}: Published entries cite this source by the key “{cited.slug}”" in err
    assert Entry.objects.get(pk=cited.id).slug == cited.slug


def test_publish_due_continues_after_an_entry_at_which_the_site_fails(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    bad, good = (due(approved(source(key), cast), cast) for key in ("bad-2000", "good-2001"))
    publish = projection.Rendered.publish

    def fails_once(rendered: projection.Rendered, **options: Any) -> None:
        publish(rendered, **options)
        if Entry.objects.filter(pk=bad.pk).exists():
            raise LookupError("a fault of ours")

    monkeypatch.setattr(projection.Rendered, "publish", fails_once)
    out, err = publish_due()
    assert f"{good.path}: published edition 1" in out
    assert f"{bad.path}: The site failed here" in err
    assert "LookupError: a fault of ours" in caplog.text
    assert list(Entry.objects.values_list("pk", flat=True)) == [good.pk]


def test_publish_due_takes_other_waivers_off_when_the_site_fails_at_one(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(source(), cast)
    manuscripts = [submitted(article(title), cast) for title in ("Good", "Bad")]
    soon = timezone.now() + timedelta(days=1)
    for manuscript in manuscripts:
        actions.waive(
            manuscript=manuscript.pk, by=cast.approver, keys=waivable(manuscript, "unchecked"),
            reason="The archive is closed.", expires_at=soon,
        )  # fmt: skip
        actions.approve(manuscript=manuscript.pk, revision=1, by=cast.approver)
        actions.publish(manuscript=manuscript.pk, by=cast.approver)
    good, bad = manuscripts
    drop = projection.drop_lapsed

    def fails_once(entries: list[UUID]) -> int:
        if bad.pk in entries:
            raise LookupError("a fault of ours")
        return drop(entries)

    monkeypatch.setattr(projection, "drop_lapsed", fails_once)
    monkeypatch.setattr(timezone, "now", lambda: soon + timedelta(minutes=1))
    out, err = publish_due()
    assert "1 page no longer shows an exception that has ended" in out
    assert f"{bad.path}: The site failed here" in err
    assert "The archive is closed." not in page_of(good.pk).top


def test_what_cannot_be_judged_stops_no_reminder_of_another(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(source(), cast)
    broken = submitted(article("Broken"), cast)
    waiting = submitted(article("Waiting"), cast)
    actions.take(manuscript=waiting.pk, by=cast.moderator)
    Manuscript.objects.filter(pk=waiting.pk).update(due_on=timezone.localdate())

    def fail_on_one(manuscript: Manuscript) -> str:
        if manuscript.pk == broken.pk:
            raise ValueError("nobody expected this")
        return "check"

    monkeypatch.setattr("editorial.projection.steps.step_of_submitted", fail_on_one)
    errors = StringIO()
    with pytest.raises(CommandError):
        call_command("publish_due", stderr=errors)
    assert "article/broken" in errors.getvalue()
    assert Event.objects.filter(manuscript=waiting, action="remind").count() == 1
