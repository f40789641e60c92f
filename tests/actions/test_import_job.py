"""Requesting an import, stopping it, resuming it, importing after a dry run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from factories import Cast
from importers.jobs.test_running import answering, carried_out, pages, requested
from stored import path_of

from editorial.actions.import_job import import_now, resume, stop
from editorial.actions.import_result import ImportResult
from editorial.importers.jobs.mediawiki_steps import mediawiki_steps
from editorial.importers.jobs.running import run
from editorial.importers.jobs.steps import Step
from editorial.models import Import, ImportStatus
from editorial.storage import import_files
from editorial.workflow import Forbidden, NotAllowed, Refused


def test_a_file_is_where_each_host_finds_it_before_anything_is_written_down(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = pages(tmp_path)
    content = file.read_bytes()
    monkeypatch.setattr(Import, "save", None)
    with pytest.raises(TypeError):
        requested(cast.editor, file=file)
    assert not file.exists()
    assert path_of(import_files.name_of("d")).read_bytes() == content


def test_a_file_stays_while_another_import_of_it_waits(cast: Cast, tmp_path: Path) -> None:
    first = requested(cast.editor, file=pages(tmp_path))
    second = requested(cast.other_editor)
    carried_out(first, iter(()))
    assert import_files.exists(second)
    carried_out(second, iter(()))
    assert not import_files.exists(second)


def test_a_file_of_before_an_upgrade_is_taken_over(cast: Cast, settings: Any) -> None:
    job = requested(cast.editor)
    former = Path(settings.VAR) / "imports" / str(job.pk)
    former.parent.mkdir(parents=True)
    former.write_text("x")
    assert import_files.exists(job)
    assert not former.exists()
    with import_files.local(job) as path:
        assert path.read_text() == "x"


def test_nothing_is_resumed_while_drafts_are_being_published(cast: Cast, tmp_path: Path) -> None:
    job = requested(cast.editor, file=pages(tmp_path))
    Import.objects.filter(pk=job.pk).update(
        status=ImportStatus.STOPPED, counts={"publishing": 3}, changed_at=timezone.now()
    )
    with pytest.raises(NotAllowed, match="being published"):
        resume(job=job.pk, by=cast.editor)


def test_an_import_that_waits_or_lost_its_worker_is_stopped_at_once(cast: Cast) -> None:
    job = requested(cast.editor)
    assert stop(job=job.pk, by=cast.editor).status == ImportStatus.STOPPED


def test_an_import_that_runs_is_finished_or_has_no_file_is_not_resumed(
    cast: Cast, tmp_path: Path
) -> None:
    job = requested(cast.editor)
    running = run(job, mediawiki_steps(pages(tmp_path)))
    next(running)
    with pytest.raises(NotAllowed, match="right now"):
        resume(job=job.pk, by=cast.editor)
    with pytest.raises(NotAllowed, match="right now"):
        requested(cast.editor)
    stop(job=job.pk, by=cast.editor)
    list(running)
    with pytest.raises(Refused, match="Upload it again"):
        resume(job=job.pk, by=cast.editor)
    job = carried_out(requested(cast.editor), iter(()))
    with pytest.raises(NotAllowed, match="finished"):
        resume(job=job.pk, by=cast.editor)


def test_the_same_file_resumes_the_unfinished_import(cast: Cast) -> None:
    job = requested(cast.editor)
    stop(job=job.pk, by=cast.editor)
    assert requested(cast.editor).pk == job.pk
    assert requested(cast.other_editor).pk != job.pk


def test_a_file_is_imported_after_its_dry_run(cast: Cast, tmp_path: Path) -> None:
    file = pages(tmp_path)
    read = carried_out(
        requested(cast.editor, dry_run=True, file=file),
        iter([Step(1, 1, "A", answering(ImportResult("new")))]),
    )
    job = import_now(job=read.pk, by=cast.editor)
    assert not job.dry_run
    assert import_now(job=read.pk, by=cast.editor) == job
    carried_out(job, iter(()))
    with pytest.raises(Refused, match="not here any more"):
        import_now(job=read.pk, by=cast.editor)
    with pytest.raises(NotAllowed):
        import_now(job=job.pk, by=cast.editor)


@pytest.mark.parametrize("action", [stop, resume, import_now])
def test_only_people_who_may_import_start_resume_and_stop_imports(cast: Cast, action: Any) -> None:
    job = requested(cast.editor)
    with pytest.raises(Forbidden):
        action(job=job.pk, by=cast.moderator)
    with pytest.raises(Forbidden):
        requested(cast.disabled)
