"""What `/readyz` finds in each part of the site, and that looking costs little and changes nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from factories import Cast, article, drafted, published, source, submitted
from operating.workers import work

from editorial.models import ChainHead, Notice
from editorial.operating import readiness
from editorial.operating.findings import Finding, State, worst
from editorial.operating.signs import MAX_TASK, ask_for_signs, give_sign
from editorial.record.kept_heads import keep_head

pytestmark = pytest.mark.django_db


def states() -> dict[str, State]:
    return {finding.part: finding.state for finding in readiness.findings()}


def of(part: str) -> Finding:
    (finding,) = (finding for finding in readiness.findings() if finding.part == part)
    return finding


def aged(minutes: float) -> None:
    """All that the queue says happened so long ago."""
    ago = timezone.now() - timedelta(minutes=minutes)
    rows = DBTaskResult.objects.all()
    rows.update(enqueued_at=ago)
    rows.exclude(finished_at=None).update(started_at=ago, finished_at=ago)


def test_a_site_at_work_is_ready(all_at_work: None) -> None:
    seen = states()
    assert set(seen) == {
        *("database", "schema", "log", "timer", "mail", "disk"),
        *("worker:default", "worker:imports", "queue:default", "queue:imports"),
    }
    assert set(seen.values()) == {State.OK}


def test_looking_makes_few_queries_and_writes_nothing(
    all_at_work: None, cast: Cast, django_assert_max_num_queries: Any
) -> None:
    drafted(article(), cast)
    readiness.findings()  # the migrations of the release are read once
    with django_assert_max_num_queries(12) as queries:
        readiness.findings()
    assert {query["sql"].split()[0] for query in queries.captured_queries} == {"SELECT"}


def test_a_site_whose_tasks_are_done_at_once_needs_no_worker(db: None) -> None:
    assert of("workers").state == State.OK
    assert worst(readiness.findings()) == State.OK


def test_a_site_that_has_just_started_has_given_no_sign(waiting_tasks: None) -> None:
    seen = states()
    assert seen["timer"] == seen["worker:default"] == seen["worker:imports"] == State.WARNING
    assert "publish_due" in of("timer").mend


@pytest.mark.parametrize("queue", ["default", "imports"])
def test_a_worker_that_is_missing_is_named(waiting_tasks: None, queue: str) -> None:
    (other,) = {"default", "imports"} - {queue}
    ask_for_signs()
    work()
    aged(minutes=20)
    ask_for_signs()
    work(other)
    seen = states()
    assert seen[f"worker:{queue}"] == State.WARNING
    assert of(f"worker:{queue}").told == "It has given no sign for 20 minutes."
    assert seen[f"worker:{other}"] == seen["timer"] == State.OK


def test_a_timer_that_stopped_is_named_and_the_workers_are_not_blamed(all_at_work: None) -> None:
    aged(minutes=20)
    seen = states()
    assert seen["timer"] == State.WARNING
    assert seen["worker:default"] == seen["worker:imports"] == State.OK


def test_a_worker_in_the_middle_of_a_long_import_is_at_work(all_at_work: None) -> None:
    aged(minutes=20)
    ask_for_signs()
    assert states()["worker:imports"] == State.WARNING
    begun = DBTaskResult.objects.create(
        task_path="an import",
        queue_name="imports",
        args_kwargs={"args": [], "kwargs": {}},
        status="RUNNING",
        started_at=timezone.now() - timedelta(hours=2),
        run_after=timezone.now(),
        backend_name="default",
    )
    assert states()["worker:imports"] == State.OK
    # A worker that was killed leaves such a row for ever.
    DBTaskResult.objects.filter(pk=begun.pk).update(started_at=timezone.now() - MAX_TASK)
    assert states()["worker:imports"] == State.WARNING


def test_the_timer_asks_again_only_who_has_answered(waiting_tasks: None) -> None:
    for _minute in range(3):
        ask_for_signs()
    rows = DBTaskResult.objects.filter(task_path=give_sign.module_path)
    assert sorted(rows.values_list("queue_name", flat=True)) == ["default", "imports"]
    for _minute in range(3):
        work()
        ask_for_signs()
    assert rows.filter(status="READY").count() == 2
    assert rows.exclude(status="READY").count() == 2


def test_a_task_that_waits_too_long_is_told_for_its_queue(all_at_work: None) -> None:
    waiting = DBTaskResult.objects.create(
        task_path="a letter",
        args_kwargs={"args": [], "kwargs": {}},
        run_after=timezone.now() - timedelta(hours=1),
        backend_name="default",
    )
    assert states()["queue:default"] == State.OK
    DBTaskResult.objects.filter(pk=waiting.pk).update(
        enqueued_at=timezone.now() - timedelta(hours=1)
    )
    assert of("queue:default").told == "A task has waited for 60 minutes."
    assert states()["queue:imports"] == State.OK
    # One for later does not wait yet.
    DBTaskResult.objects.filter(pk=waiting.pk).update(run_after=timezone.now() + timedelta(hours=1))
    assert states()["queue:default"] == State.OK


def test_without_a_database_only_it_and_the_disk_are_told() -> None:
    def away(*_query: Any) -> None:
        raise OperationalError("server closed the connection; password=hunter2")

    with connection.execute_wrapper(away):
        seen = readiness.findings()
    assert [(finding.part, finding.state) for finding in seen] == [
        ("database", State.BROKEN),
        ("disk", State.OK),
    ]
    assert "hunter2" in seen[0].more
    assert "hunter2" not in str(seen[0].public())


def test_tables_of_an_earlier_and_of_a_later_release_are_told() -> None:
    def row(statement: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)

    row(
        "INSERT INTO django_migrations (app, name, applied)"
        " VALUES ('editorial', '9999_later', '2026-11-30 00:00:00+00')"
    )
    assert of("schema").state == State.WARNING
    row("DELETE FROM django_migrations WHERE app = 'editorial' AND name = '0001_initial'")
    assert of("schema").state == State.BROKEN
    assert of("schema").more == "editorial.0001_initial"


def forge_head() -> None:
    ChainHead.objects.update(hash="0" * 64)


def cut_head() -> None:
    ChainHead.objects.update(seq=1)


@pytest.mark.parametrize("forge", [forge_head, cut_head])
def test_a_head_that_is_not_the_newest_event_is_told(cast: Cast, forge: Callable[[], None]) -> None:
    drafted(article(), cast)
    drafted(article(title="Another one"), cast)
    assert of("log").state == State.OK
    forge()
    assert of("log").state == State.BROKEN
    assert "verify_history" in of("log").mend


def test_a_kept_head_that_is_not_in_the_chain_is_told(
    cast: Cast, settings: Any, tmp_path: Path
) -> None:
    settings.HISTORY_HEADS_FILE = str(tmp_path / "heads")
    drafted(article(), cast)
    assert keep_head()
    assert of("log").state == State.OK
    kept = Path(settings.HISTORY_HEADS_FILE)
    kept.write_text(kept.read_text().replace(ChainHead.objects.get().hash, "f" * 64))
    assert of("log").state == State.BROKEN


def test_a_clock_that_goes_behind_the_log_is_told(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafted(article(), cast)
    earlier = timezone.now() - timedelta(hours=3)
    monkeypatch.setattr(readiness.timezone, "now", lambda: earlier)
    assert of("log").state == State.WARNING
    assert "clock" in of("log").told


def test_letters_that_are_late_are_counted(cast: Cast) -> None:
    published(source(), cast)
    submitted(article(), cast)
    assert Notice.objects.exclude(mail_after=None).exists()
    assert of("mail").state == State.OK
    Notice.objects.exclude(mail_after=None).update(
        mail_after=timezone.now() - readiness.MAX_LETTER_DELAY
    )
    assert of("mail").state == State.WARNING
    assert of("mail").figures["late"]


@pytest.mark.parametrize(
    ("free", "state"),
    [(10_000_000, State.BROKEN), (500_000_000, State.WARNING), (5_000_000_000, State.OK)],
)
def test_the_room_on_the_disk_is_told(
    monkeypatch: pytest.MonkeyPatch, free: int, state: State
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: SimpleNamespace(free=free))
    assert of("disk").state == state
    assert of("disk").figures == {"free_bytes": free}


def test_a_folder_that_cannot_be_written_to_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness.os, "access", lambda folder, mode: False)
    assert of("disk").state == State.BROKEN


@pytest.mark.parametrize(
    ("made", "state", "told"),
    [
        (timedelta(hours=3), State.OK, "The last one is young enough."),
        (timedelta(hours=60), State.WARNING, "The last back-up is 60 hours old."),
        (None, State.WARNING, "There is no back-up yet."),
    ],
)
def test_the_age_of_the_last_back_up_is_told_where_it_is_asked_for(
    settings: Any, tmp_path: Path, made: timedelta | None, state: State, told: str
) -> None:
    settings.BACKUP_DIR = str(tmp_path)
    assert "back-up" not in states()
    settings.BACKUP_MAX_HOURS = 48
    # One that is still being made does not count.
    (tmp_path / ".making-2026-11-30T000000Z").mkdir()
    if made:
        whole = tmp_path / f"{timezone.now() - made:%Y-%m-%dT%H%M%SZ}"
        whole.mkdir()
        (whole / "SHA256SUMS").touch()
    assert (of("back-up").state, of("back-up").told) == (state, told)
    settings.BACKUP_DIR = str(tmp_path / "nowhere")
    assert of("back-up").told == "The folder of back-ups cannot be read."


def test_a_part_that_cannot_be_looked_at_stops_no_other(
    all_at_work: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails() -> Finding:
        raise ValueError("a secret")

    monkeypatch.setattr(readiness, "PARTS", (fails, readiness.disk))
    seen = readiness.findings()
    assert [finding.part for finding in seen] == ["database", "fails", "disk"]
    assert seen[1].state == State.BROKEN
    assert "a secret" not in str(seen[1].public())
