"""Publishing the drafts of an import: by another person, through the gate, only missing checks waived, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from exports import CITED, export, page
from factories import Cast, check_all, drafted, source

from editorial import actions
from editorial.actions import publish_imported
from editorial.actions.import_job import request_import
from editorial.actions.publish_imported import publish_import, request_publication
from editorial.importers.jobs.mediawiki_steps import mediawiki_steps
from editorial.importers.jobs.running import run
from editorial.models import Event, Import, Manuscript, Notice, Publication, Revision, Waiver
from editorial.workflow import Forbidden, NotAllowed, Refused
from encyclopedia.models import Entry, Page

REASON = "Imported from W; footnotes not yet checked here."


def until() -> datetime:
    return timezone.now() + timedelta(days=30)


def imported(cast: Cast, folder: Path, *pages: str, by: User | None = None) -> Import:
    job = request_import(kind="mediawiki", name="e.xml", digest="d", size=1, by=by or cast.editor)
    for _done in run(job, mediawiki_steps(export(folder, *(pages or (page(),))))):
        continue
    return Import.objects.get(pk=job.pk)


def publish(job: Import, by: User, **changes: Any) -> list[tuple[int, int]]:
    arguments = {"job": job.pk, "by": by, "reason": REASON, "expires_at": until()} | changes
    return list(publish_import(**arguments))


def test_sources_and_articles_are_published_with_a_waiver_that_readers_see(
    cast: Cast, tmp_path: Path
) -> None:
    job = imported(cast, tmp_path)
    assert publish(job, cast.approver) == [(1, 2), (2, 2)]
    assert set(Entry.objects.values_list("kind", flat=True)) == {"source", "article"}
    article = Manuscript.objects.get(kind="article")
    assert Waiver.objects.get(manuscript=article).by == cast.approver
    page = Page.objects.get(entry=article.pk)
    assert REASON in str(vars(page))
    events = Event.objects.filter(manuscript=article).order_by("seq")
    assert [(event.action, event.by) for event in events][1:] == [
        (action, cast.approver) for action in ("submit", "waive", "approve", "publish")
    ]


def test_the_importer_gets_one_notice_of_all_and_no_e_mails(
    cast: Cast, tmp_path: Path, mailoutbox: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    job = imported(cast, tmp_path)
    with django_capture_on_commit_callbacks(execute=True):
        publish(job, cast.approver)
    notice = Notice.objects.get()
    assert (notice.user, notice.event.action) == (cast.editor, "publish_import")
    assert notice.event.data == {"import": str(job.pk), "published": 2}
    assert (notice.event.by, notice.event.reason) == (cast.approver, REASON)
    assert mailoutbox == []


def test_the_notice_leads_to_the_import(cast: Cast, tmp_path: Path, client: Client) -> None:
    job = imported(cast, tmp_path)
    publish(job, cast.approver)
    client.force_login(cast.editor)
    home = client.get("/admin/").content.decode()
    assert 'class="quiet">e.xml</button>' in home
    assert "published the drafts of an import" in home
    notice = Notice.objects.get(user=cast.editor, event__action="publish_import")
    opened = client.post("/admin/notices/read/", {"notice": notice.pk, "open": "1"})
    assert opened["Location"] == f"/admin/imports/{job.pk}/"


def test_a_second_time_changes_nothing(cast: Cast, tmp_path: Path) -> None:
    job = imported(cast, tmp_path)
    publish(job, cast.approver)
    events = Event.objects.count()
    with pytest.raises(NotAllowed, match="No draft"):
        publish(job, cast.approver)
    assert Event.objects.count() == events


def test_a_publication_that_was_interrupted_is_resumed(cast: Cast, tmp_path: Path) -> None:
    job = imported(cast, tmp_path, page(), page(number=2, title="Second"))
    running = publish_import(job=job.pk, by=cast.approver, reason=REASON, expires_at=until())
    next(running)
    with pytest.raises(NotAllowed, match="right now"):
        publish(job, cast.approver)
    running.close()
    publish(job, cast.approver)
    assert Publication.objects.count() == 3


@pytest.mark.parametrize("actor", ["editor", "moderator", "disabled"])
def test_only_an_approver_publishes_an_import(cast: Cast, tmp_path: Path, actor: str) -> None:
    job = imported(cast, tmp_path)
    with pytest.raises(Forbidden):
        publish(job, getattr(cast, actor))
    assert not Publication.objects.exists()


@pytest.mark.parametrize("superuser", [False, True])
def test_nobody_publishes_what_they_imported(cast: Cast, tmp_path: Path, superuser: bool) -> None:
    importer = cast.superuser if superuser else cast.approver
    cast.approver.groups.add(Group.objects.get(name="Editors"))
    job = imported(cast, tmp_path, by=User.objects.get(pk=importer.pk))
    assert job.counts["new"] == 1
    with pytest.raises(Forbidden, match="what they imported"):
        publish(job, User.objects.get(pk=importer.pk))
    assert not Publication.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [{"reason": " "}, {"expires_at": datetime(2020, 1, 1, tzinfo=timezone.get_current_timezone())}],
)
def test_a_waiver_has_a_reason_and_an_end(
    cast: Cast, tmp_path: Path, changes: dict[str, Any]
) -> None:
    job = imported(cast, tmp_path)
    with pytest.raises(Refused):
        publish(job, cast.approver, **changes)
    assert not Publication.objects.exists()


def test_what_the_gate_refuses_stays_a_draft_and_is_reported(cast: Cast, tmp_path: Path) -> None:
    # A draft of another person that the page cites: the import does not publish it.
    own_source = source(record={**source().record, "title": "Trotsky"}, title="Trotsky")
    drafted(own_source, cast)
    job = imported(cast, tmp_path)
    publish(job, cast.approver)
    assert not Publication.objects.exists()
    line = job.lines.get(construct="publishing")
    assert "service-trotsky-2009" in line.message
    article = Manuscript.objects.get(kind="article")
    assert (line.manuscript, article.status) == (article, "draft")
    assert Manuscript.objects.get(pk=own_source.id).status == "draft"


def test_a_draft_at_which_the_site_fails_is_reported_and_the_others_are_published(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    job = imported(cast, tmp_path, page(), page(number=2, title="Second"))
    bad = Manuscript.objects.filter(kind="article").exclude(title="Second").get()
    approve = publish_imported.approve

    def fails_once(**arguments: Any) -> Any:
        if arguments["manuscript"] == bad.pk:
            raise LookupError("a fault of ours")
        return approve(**arguments)

    monkeypatch.setattr(publish_imported, "approve", fails_once)
    publish(job, cast.approver)
    assert set(Publication.objects.values_list("manuscript__kind", "manuscript__title")) == {
        ("source", "Trotsky"),
        ("article", "Second"),
    }
    line = job.lines.get(construct="publishing")
    assert line.manuscript == bad
    assert "The site failed here" in line.message
    bad.refresh_from_db()
    assert bad.status == "draft"
    assert "LookupError: a fault of ours" in caplog.text


def test_the_verdict_of_a_moderator_is_not_waived(cast: Cast, tmp_path: Path) -> None:
    job = imported(cast, tmp_path)
    article = Manuscript.objects.get(kind="article")
    cited = Manuscript.objects.get(kind="source")
    for manuscript in (cited, article):
        actions.submit(manuscript=manuscript.pk, revision=1, by=cast.editor)
    check_all(article, cast, "contradicts", "It says the opposite.")
    publish(job, cast.approver)
    assert Publication.objects.get().manuscript == cited
    line = job.lines.get(construct="publishing")
    assert "contradicts" in line.message
    assert line.manuscript == article
    article.refresh_from_db()
    assert article.status == "submitted"
    assert not Waiver.objects.filter(manuscript=article).exists()


def test_a_draft_that_somebody_changed_since_is_left_to_them(cast: Cast, tmp_path: Path) -> None:
    job = imported(cast, tmp_path)
    article = Manuscript.objects.get(kind="article")
    document = Revision.objects.get(manuscript=article).read()
    actions.save(document=replace(document, summary="Mine."), by=cast.editor, based_on=1)
    publish(job, cast.approver)
    assert "worked on it" in job.lines.get(construct="publishing").message
    assert not Publication.objects.filter(manuscript=article).exists()
    # After a second request the report still says it once.
    publish(job, cast.approver)
    assert job.lines.filter(construct="publishing").count() == 1


def test_a_returned_draft_is_left_to_its_author(cast: Cast, tmp_path: Path) -> None:
    job = imported(cast, tmp_path)
    article = Manuscript.objects.get(kind="article")
    actions.submit(manuscript=Manuscript.objects.get(kind="source").pk, revision=1, by=cast.editor)
    actions.submit(manuscript=article.pk, revision=1, by=cast.editor)
    actions.return_(manuscript=article.pk, by=cast.moderator, reason="Mend it.")
    publish(job, cast.approver)
    assert "returned" in job.lines.get(construct="publishing").message


def test_a_newer_version_of_a_published_page_is_published_as_an_addition(
    cast: Cast, tmp_path: Path
) -> None:
    publish(imported(cast, tmp_path), cast.approver)
    newer = imported(cast, tmp_path, page(9, f"It began in 1907.{CITED}"))
    publish(newer, cast.approver)
    article = Manuscript.objects.get(kind="article")
    assert (article.live_edition, article.published_revision) == (2, 2)


def test_a_dry_run_or_one_under_way_has_nothing_to_publish(cast: Cast, tmp_path: Path) -> None:
    job = request_import(kind="mediawiki", name="e", digest="d", size=1, by=cast.editor)
    with pytest.raises(NotAllowed, match="Wait"):
        request_publication(job=job.pk, by=cast.approver, reason=REASON, expires_at=until())


def command(job: Import, by: User) -> None:
    day = str(timezone.localdate() + timedelta(days=30))
    call_command(
        "publish_import", str(job.pk), "--by", by.username, "--reason", REASON, "--until", day
    )


def test_the_exit_code_of_the_command_says_whether_all_were_published(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    job = imported(cast, tmp_path)
    with pytest.raises(CommandError) as refused:
        command(job, cast.editor)
    assert refused.value.returncode == 2
    command(job, cast.approver)
    assert "published: 2" in capsys.readouterr().out
    with pytest.raises(CommandError) as again:
        command(job, cast.approver)
    assert again.value.returncode == 2
