"""An import step by step: exactly once, whatever interrupts it; one bad item is a line, never the end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from exports import CITED, export, page
from factories import Cast

from editorial.actions.import_job import request_import, resume, stop
from editorial.actions.import_result import ImportResult, StepRemark
from editorial.importers.jobs.mediawiki_steps import mediawiki_steps
from editorial.importers.jobs.running import run
from editorial.importers.jobs.steps import ImportBroken, Save, Step, Steps
from editorial.models import Import, ImportLine, ImportStatus, LineState, Manuscript, Revision
from editorial.storage import import_files
from editorial.workflow import Forbidden, Refused


def requested(by: User, *, file: Path | None = None, **columns: Any) -> Import:
    fields = {"kind": "mediawiki", "name": "export.xml", "digest": "d", "size": 1} | columns
    return request_import(by=by, file=file, **fields)


def carried_out(job: Import, steps: Steps) -> Import:
    for _done in run(job, steps):
        continue
    return Import.objects.get(pk=job.pk)


def pages(folder: Path, count: int = 3) -> Path:
    return export(
        folder,
        *(
            page(title=f"Revolt {n}", number=n, text=f"It began in {n}.{CITED}")
            for n in range(count)
        ),
    )


def states(job: Import) -> list[str]:
    return sorted(job.lines.exclude(state=LineState.LEFT).values_list("state", flat=True))


def answering(result: ImportResult) -> Save:
    """An action with which that becomes of every item."""

    def answer(*, items: Sequence[Any], by: User) -> list[ImportResult]:
        return [result for _item in items]

    return answer


def test_every_item_has_its_line_and_its_draft(cast: Cast, tmp_path: Path) -> None:
    job = carried_out(requested(cast.editor), mediawiki_steps(pages(tmp_path)))
    assert job.status == ImportStatus.FINISHED
    assert (job.counts["new"], job.sources, job.percent) == (3, 1, 100)
    for line in job.lines.drafts():
        assert line.manuscript is not None
        assert (line.manuscript.title, line.place) == (line.name, "1")


def test_an_import_killed_between_steps_resumes_and_does_nothing_twice(
    cast: Cast, tmp_path: Path
) -> None:
    path = pages(tmp_path)
    job = requested(cast.editor)
    running = run(job, mediawiki_steps(path))
    while not Manuscript.objects.filter(kind="article").exists():
        next(running)
    # The worker died without notice and no longer runs.
    Import.objects.filter(pk=job.pk).update(changed_at=timezone.now() - timedelta(minutes=2))
    again = Import.objects.get(pk=job.pk)
    assert again.is_silent
    # The same request again, as the command makes it: the import waits for a worker.
    again = requested(cast.editor)
    assert again == job
    done = carried_out(again, mediawiki_steps(path))
    assert done.status == ImportStatus.FINISHED
    assert done.counts["new"] == 3
    assert states(done) == ["new"] * 3
    assert Revision.objects.filter(manuscript__kind="article").count() == 3
    # The first run continues and finds that another has taken over the import.
    assert list(running) == []
    done.refresh_from_db()
    assert done.status == ImportStatus.FINISHED


def test_a_run_that_was_replaced_does_not_disturb_the_run_that_took_over(
    cast: Cast, tmp_path: Path
) -> None:
    path = pages(tmp_path)
    job = requested(cast.editor)
    first = run(job, mediawiki_steps(path))
    next(first)
    Import.objects.filter(pk=job.pk).update(changed_at=timezone.now() - timedelta(minutes=2))
    again = requested(cast.editor)
    second = run(again, mediawiki_steps(path))
    next(second)
    assert list(first) == []
    assert Import.objects.get(pk=job.pk).status == ImportStatus.RUNNING
    for _done in second:
        continue
    assert Import.objects.get(pk=job.pk).status == ImportStatus.FINISHED


def test_an_import_stopped_before_it_began_does_not_start(cast: Cast, tmp_path: Path) -> None:
    job = requested(cast.editor)
    stop(job=job.pk, by=cast.editor)
    assert carried_out(job, mediawiki_steps(pages(tmp_path))).status == ImportStatus.STOPPED
    assert not Manuscript.objects.exists()


def test_a_second_run_of_an_import_that_is_running_does_nothing(cast: Cast, tmp_path: Path) -> None:
    path = pages(tmp_path)
    job = requested(cast.editor)
    running = run(job, mediawiki_steps(path))
    next(running)
    second = Import.objects.get(pk=job.pk)
    assert list(run(second, mediawiki_steps(path))) == []
    for _done in running:
        continue
    assert carried_out(job, mediawiki_steps(path)).counts["new"] == 3


def test_two_imports_of_one_file_make_each_draft_once(cast: Cast, tmp_path: Path) -> None:
    path = pages(tmp_path)
    first, second = requested(cast.editor), requested(cast.other_editor)
    first_run, second_run = run(first, mediawiki_steps(path)), run(second, mediawiki_steps(path))
    for _both in zip_longest(first_run, second_run):
        continue
    assert Revision.objects.filter(manuscript__kind="article").count() == 3
    assert Manuscript.objects.filter(kind="source").count() == 1
    new_count = Import.objects.get(pk=first.pk).counts.get("new", 0)
    assert new_count + Import.objects.get(pk=second.pk).counts.get("new", 0) == 3


def test_an_interrupted_run_says_so_and_the_lines_of_a_step_come_with_its_draft(
    cast: Cast, tmp_path: Path
) -> None:
    job = requested(cast.editor)

    def steps() -> Steps:
        yield from mediawiki_steps(pages(tmp_path))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        carried_out(job, steps())
    job.refresh_from_db()
    assert job.status == ImportStatus.STOPPED
    assert states(job) == ["new"] * 3


def test_a_step_that_fails_leaves_neither_a_draft_nor_a_line(cast: Cast) -> None:
    job = requested(cast.editor)

    def take(*, items: Sequence[Any], by: User) -> list[ImportResult]:
        User.objects.create_user("halfway")
        raise RuntimeError("power cut")

    def steps() -> Steps:
        yield Step(1, 2, "Torn", take, [StepRemark("line 1", "x", "y")])

    with pytest.raises(RuntimeError):
        carried_out(job, steps())
    job.refresh_from_db()
    assert job.status == ImportStatus.BROKEN
    assert job.failure
    assert not job.lines.exists()
    assert not User.objects.filter(username="halfway").exists()


@pytest.mark.parametrize("error", [Refused("No."), ValueError("No.")])
def test_one_refused_item_is_a_line_and_the_rest_is_imported(cast: Cast, error: Exception) -> None:
    def refuse(*, items: Sequence[Any], by: User) -> list[ImportResult]:
        raise error

    def steps() -> Steps:
        yield Step(
            1, 2, "Bad \x00 \ud800" + "x" * 400, refuse, [StepRemark("p" * 300, "c" * 300, "m")]
        )
        yield Step(2, 2, "Good", answering(ImportResult(LineState.SAME)))

    job = carried_out(requested(cast.editor), steps())
    assert job.counts == {"refused": 1, "left": 1, "same": 1}
    assert job.lines.reported().count() == 2
    assert "No." in [line.message for line in job.lines.all()]


def test_a_broken_file_keeps_what_comes_before_the_break(cast: Cast) -> None:
    def steps() -> Steps:
        yield Step(1, 2, "Good", answering(ImportResult(LineState.SAME)))
        raise ImportBroken("line 7: unclosed token")

    job = carried_out(requested(cast.editor), steps())
    assert (job.status, job.failure) == (ImportStatus.BROKEN, "line 7: unclosed token")
    assert states(job) == ["same"]


def test_resuming_reports_refused_items_again_but_not_twice(cast: Cast, tmp_path: Path) -> None:
    file = tmp_path / "f"
    file.write_text("x")

    def steps(end: str) -> Steps:
        yield Step(1, 2, "Bad", answering(ImportResult(LineState.REFUSED, reason="No.")))
        yield Step(1, 2, "Left", None, [StepRemark("1", "x", "y")])
        if end:
            raise KeyboardInterrupt

    job = requested(cast.editor, file=file)
    with pytest.raises(KeyboardInterrupt):
        carried_out(job, steps("now"))
    job = carried_out(resume(job=job.pk, by=cast.editor), steps(""))
    assert job.counts == {"refused": 1, "left": 1}
    assert job.lines.count() == 2
    assert not import_files.exists(job)


def test_a_dry_run_saves_nothing_but_reports_in_full(cast: Cast, tmp_path: Path) -> None:
    path = export(tmp_path, page(text="{{Unheard of|x}} It began."))
    job = carried_out(requested(cast.editor, dry_run=True), mediawiki_steps(path))
    assert job.counts["read"] == 1
    assert job.lines.filter(construct__contains="unheard").exists()
    assert not Manuscript.objects.exists()


def test_stopping_takes_effect_after_the_current_item(cast: Cast, tmp_path: Path) -> None:
    job = requested(cast.editor)
    running = run(job, mediawiki_steps(pages(tmp_path)))
    next(running)
    assert stop(job=job.pk, by=cast.other_editor).status == ImportStatus.STOPPING
    assert stop(job=job.pk, by=cast.other_editor).status == ImportStatus.STOPPING
    list(running)
    job.refresh_from_db()
    assert job.status == ImportStatus.STOPPED
    assert Manuscript.objects.filter(kind="article").count() < 3
    assert stop(job=job.pk, by=cast.editor).status == ImportStatus.STOPPED


def test_an_account_that_lost_the_right_ends_the_run(cast: Cast, tmp_path: Path) -> None:
    job = requested(cast.editor)
    cast.editor.groups.clear()
    job = Import.objects.get(pk=job.pk)
    with pytest.raises(Forbidden):
        carried_out(job, mediawiki_steps(pages(tmp_path)))
    assert not Manuscript.objects.exists()
    assert not ImportLine.objects.exists()


def test_a_page_without_words_makes_no_draft_and_is_named(cast: Cast, tmp_path: Path) -> None:
    job = carried_out(requested(cast.editor), mediawiki_steps(export(tmp_path, page(text=" "))))
    assert not Manuscript.objects.exists()
    assert [line.name for line in job.lines.reported()] == ["Revolt"]


def test_an_older_revision_of_a_page_does_nothing(cast: Cast, tmp_path: Path) -> None:
    carried_out(requested(cast.editor), mediawiki_steps(export(tmp_path, page(version=9))))
    older = mediawiki_steps(export(tmp_path, page(version=7, text="Long ago.")))
    assert carried_out(requested(cast.editor), older).counts == {"same": 1}


@pytest.fixture
def heartbeat(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("editorial.importers.jobs.ledger._PAUSE", 0)


def test_empty_steps_show_that_the_import_is_running(cast: Cast, heartbeat: None) -> None:
    job = requested(cast.editor)
    running = run(job, iter([Step(0, 9, ""), Step(5, 9, "")]))
    next(running)
    before = Import.objects.get(pk=job.pk)
    next(running)
    after = Import.objects.get(pk=job.pk)
    assert (before.done, after.done) == (0, 5)
    assert after.changed_at > before.changed_at
    assert not after.lines.exists()


def test_a_redirect_to_what_the_file_does_not_hold_is_named(cast: Cast, tmp_path: Path) -> None:
    path = export(
        tmp_path,
        page(title="Rising", number=2, redirect='<redirect title="Revolt" />', text="#REDIRECT"),
        page(title="Riot", number=3, redirect='<redirect title="Brawl" />', text="#REDIRECT"),
        page(title="Revolt", number=4),
    )
    job = carried_out(requested(cast.editor), mediawiki_steps(path))
    redirects = job.lines.filter(construct="redirect")
    assert [(line.name, "Brawl" in line.message) for line in redirects] == [("Riot", True)]
