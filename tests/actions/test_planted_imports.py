"""What does not belong to an import, whatever its id; and what publishing an import never waives."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.utils import timezone
from exports import export, page
from factories import Cast, article, biography, person, source
from importers.jobs.test_running import carried_out, pages, requested

from editorial import actions
from editorial.actions.import_job import import_now, request_import
from editorial.actions.import_sources import NAMESPACE, import_cited, source_id
from editorial.actions.publish_imported import may_publish_import, publish_import
from editorial.actions.waive import MAX_WAIVER
from editorial.importers.jobs.mediawiki_steps import mediawiki_steps
from editorial.importers.jobs.running import run
from editorial.models import (
    Import,
    ImportedPage,
    ImportLine,
    ImportStatus,
    LineState,
    Manuscript,
    Publication,
    Revision,
)
from editorial.workflow import Forbidden, Refused
from encyclopedia.core.documents import Document, DocumentFact

KEY = "service-trotsky-2009"
REASON = "Not yet checked here."


def imported(document: Document, by: User) -> Import:
    """The finished import of one entry and the source that it cites."""
    import_cited(items=[[source().record]], by=by)
    saved = actions.save(document=document, by=by).manuscript
    job = request_import(kind="mediawiki", name="e.xml", digest="d", size=1, by=by)
    job.status = ImportStatus.FINISHED
    job.save(update_fields=["status"])
    ImportLine.objects.create(
        of=job, state=LineState.NEW, name=saved.title, place="1", manuscript=saved
    )
    return job


def publish(job: Import, by: User, days: int = 30) -> None:
    until = timezone.now() + timedelta(days=days)
    list(publish_import(job=job.pk, by=by, reason=REASON, expires_at=until))


def refusals(job: Import) -> str:
    return job.lines.get(construct="publishing").message


def test_a_source_that_somebody_else_saved_under_an_imports_id_is_not_published(cast: Cast) -> None:
    planted = replace(source(), id=str(source_id(KEY)))
    actions.save(document=planted, by=cast.other_editor)
    job = imported(article(), cast.editor)
    publish(job, cast.approver)
    assert not Publication.objects.exists()
    assert KEY in refusals(job)


def test_nor_a_source_that_was_renamed_since(cast: Cast) -> None:
    job = imported(article(), cast.editor)
    manuscript = Manuscript.objects.get(pk=source_id(KEY))
    actions.rename(manuscript=manuscript.pk, title="T", slug="other", by=cast.editor, based_on=1)
    publish(job, cast.approver)
    assert not Publication.objects.exists()


def test_nor_a_source_that_somebody_else_changed_since(cast: Cast) -> None:
    job = imported(article(), cast.editor)
    document = Revision.objects.get(manuscript=source_id(KEY)).read()
    actions.save(document=replace(document, summary="Mine."), by=cast.other_editor, based_on=1)
    publish(job, cast.approver)
    assert not Publication.objects.exists()


def test_an_entry_planted_under_the_id_of_a_page_is_not_changed(cast: Cast, tmp_path: Path) -> None:
    take_all(export(tmp_path, page()), cast)
    origin = ImportedPage.objects.get(page="1").origin
    planted = uuid.uuid5(NAMESPACE, f"{origin}#2")
    actions.save(document=replace(article("Mine"), id=str(planted)), by=cast.other_editor)
    take_all(export(tmp_path, page(number=2, title="Second")), cast)
    assert Manuscript.objects.get(pk=planted).revision == 1
    imported = ImportedPage.objects.get(page="2").manuscript
    assert (imported.pk != planted, imported.title, imported.revision) == (True, "Second", 1)
    take_all(export(tmp_path, page(9, "Newer words.", number=2, title="Second")), cast)
    imported.refresh_from_db()
    assert imported.revision == 2
    assert Manuscript.objects.get(pk=planted).revision == 1


def take_all(path: Path, cast: Cast) -> None:
    job = request_import(kind="mediawiki", name="e.xml", digest="d", size=1, by=cast.editor)
    for _done in run(job, mediawiki_steps(path)):
        continue


@pytest.mark.parametrize("kind", ["quotation", "living"])
def test_a_quotation_or_a_claim_about_the_living_waits_for_its_check(cast: Cast, kind: str) -> None:
    quoting = article(text=f'It is a theory.[@{KEY}, p. 12, "a theory"] It is old.[@{KEY}, p. 3]')
    living = biography("Ann Other", facts=(DocumentFact("born", date="1990-01-01"),))
    job = imported(quoting if kind == "quotation" else living, cast.editor)
    publish(job, cast.approver)
    assert Publication.objects.get().manuscript_id == source_id(KEY)
    assert "check" in refusals(job)
    assert Manuscript.objects.exclude(kind="source").get().status == "draft"


@pytest.mark.parametrize("days", [MAX_WAIVER.days + 1, 30_000])
def test_a_waiver_of_an_import_ends_within_two_years(cast: Cast, days: int) -> None:
    job = imported(article(), cast.editor)
    with pytest.raises(Refused, match="two years"):
        publish(job, cast.approver, days)
    day = timezone.localdate() + timedelta(days=days)
    with pytest.raises(CommandError, match="two years"):
        call_command(
            "publish_import",
            *(str(job.pk), "--by", cast.approver.username, "--reason", REASON, "--until", str(day)),
        )
    assert not Publication.objects.exists()
    publish(job, cast.approver, MAX_WAIVER.days)
    assert Publication.objects.count() == 2


def test_a_person_who_uploaded_a_file_for_a_dry_run_does_not_publish_it(
    cast: Cast, tmp_path: Path
) -> None:
    both = person("both", "Editors", "Approvers")
    read = requested(both, dry_run=True, file=pages(tmp_path))
    carried_out(read, mediawiki_steps(pages(tmp_path)))
    job = import_now(job=read.pk, by=cast.editor)
    list(run(job, mediawiki_steps(pages(tmp_path))))
    job.refresh_from_db()
    assert not may_publish_import(job, both)
    with pytest.raises(Forbidden, match="uploaded"):
        publish(job, both)
    assert may_publish_import(job, cast.approver)
