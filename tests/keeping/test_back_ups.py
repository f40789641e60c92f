"""A back-up is of one moment, whole or not there, and was read back."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError
from django.db import connection
from factories import Cast, article, drafted, published, source
from keeping.back_ups import made, rows, unseen
from printed import run

from editorial.keeping import folders, sums
from editorial.keeping.backing_up import back_up
from editorial.keeping.folders import KeepingError
from editorial.models import ChainHead
from editorial.record.kept_heads import keep_head

pytestmark = pytest.mark.django_db


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_the_heads_that_were_kept_go_with_it(cast: Cast, settings: Any, tmp_path: Path) -> None:
    settings.HISTORY_HEADS_FILE = str(tmp_path / "heads")
    drafted(article(), cast)
    keep_head()
    drafted(article(title="Another one"), cast)
    back = made(tmp_path / "kept")
    lines = (back.folder / "heads").read_text().splitlines()
    head = ChainHead.objects.get()
    assert lines[:-1] == Path(settings.HISTORY_HEADS_FILE).read_text().splitlines()
    assert lines[-1].split()[:2] == [str(head.seq), head.hash]


def test_a_second_back_up_at_the_same_time_is_refused(cast: Cast, tmp_path: Path) -> None:
    with folders.locked(tmp_path), pytest.raises(KeepingError, match="Another back-up"):
        made(tmp_path)
    assert made(tmp_path).folder.exists()


def fail_at(monkeypatch: pytest.MonkeyPatch, number: int, error: BaseException) -> None:
    """The file of this number is written by half."""
    count = 0
    write = sums.Summed.write

    def failing(file: sums.Summed, data: bytes) -> int:
        nonlocal count
        count += 1
        if count >= number:
            write(file, data[: len(data) // 2])
            raise error
        return write(file, data)

    monkeypatch.setattr(sums.Summed, "write", failing)


@pytest.mark.parametrize("number", [1, 40, 300])
def test_a_full_disk_leaves_nothing_and_says_so(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    fail_at(monkeypatch, number, OSError(errno.ENOSPC, "No space left on device"))
    with pytest.raises(CommandError, match=r"is full\. No back-up was made") as ended:
        run("backup", tmp_path)
    assert ended.value.returncode == 2
    assert [path.name for path in tmp_path.iterdir()] == [".lock"]


@pytest.mark.parametrize("number", [1, 40, 300])
def test_what_a_killed_process_left_is_no_back_up_and_goes_with_the_next(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    with monkeypatch.context() as killed:
        fail_at(killed, number, KeyboardInterrupt())
        killed.setattr(folders.shutil, "rmtree", lambda *_path, **_more: None)
        with pytest.raises(KeyboardInterrupt):
            made(tmp_path)
    assert [path.name.startswith(".making-") for path in tmp_path.glob(".m*")] == [True]
    with pytest.raises(KeepingError, match="There is no back-up"):
        folders.newest(tmp_path)
    back = made(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".lock", back.folder.name]


def test_what_is_not_on_the_disk_as_it_was_written_is_no_back_up(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sums, "digest_of", lambda path, from_disk: "0" * 64)
    with pytest.raises(KeepingError, match="as it was written"):
        made(tmp_path)
    assert folders.whole(tmp_path) == []


def test_only_the_newest_are_kept(cast: Cast, tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    backs = [made(tmp_path) for _night in range(3)]
    last = made(tmp_path, keep=2)
    assert last.removed == [back.folder.name for back in backs[:2]]
    assert folders.whole(tmp_path) == [backs[2].folder, last.folder]
    assert (tmp_path / "letters").exists()
    with pytest.raises(CommandError, match="--keep"):
        run("backup", tmp_path, "--keep", "-1")


def test_the_tables_of_another_release_are_refused(cast: Cast, tmp_path: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM django_migrations WHERE app = 'editorial' AND name = '0001_initial'"
        )
    with pytest.raises(KeepingError, match="an earlier release"):
        made(tmp_path)


def test_the_command_says_where_it_is_and_takes_its_folder_from_the_settings(
    cast: Cast, settings: Any, tmp_path: Path
) -> None:
    with pytest.raises(CommandError, match="BACKUP_DIR"):
        run("backup")
    settings.BACKUP_DIR = str(tmp_path)
    said = run("backup")
    assert str(folders.newest(tmp_path)) in said
    (tmp_path / "file").touch()
    with pytest.raises(CommandError, match="could not be written to"):
        run("backup", tmp_path / "file" / "in")


@pytest.mark.django_db(transaction=True)
def test_what_is_published_while_it_is_made_is_in_the_next_one(cast: Cast, tmp_path: Path) -> None:
    published(source(), cast)
    before = ChainHead.objects.get()

    def publish() -> None:
        try:
            published(article(), cast)
        finally:
            connection.close()

    def move(what: str, done: int, _total: int) -> None:
        if what == "Tables" and done == 1:
            with ThreadPoolExecutor(1) as threads:
                threads.submit(publish).result(timeout=60)

    first = back_up(tmp_path, keep=0, progress=move)
    assert ChainHead.objects.get().seq > before.seq
    assert first.manifest.head == (before.seq, before.hash)
    assert len(rows(first.folder, "editorial_event")) == before.seq
    assert len(rows(first.folder, "encyclopedia_page")) == 1
    second = back_up(tmp_path, keep=0, progress=unseen)
    assert len(rows(second.folder, "encyclopedia_page")) == 2


def test_a_folder_that_is_none_of_ours_is_left_alone(cast: Cast, tmp_path: Path) -> None:
    foreign: list[Callable[[Path], object]] = [Path.mkdir, Path.touch]
    for make, name in zip(foreign, ("2026-11-30T000000Z", "2026-11-30"), strict=True):
        make(tmp_path / name)
    back = made(tmp_path, keep=1)
    assert folders.whole(tmp_path) == [back.folder]
    assert (tmp_path / "2026-11-30T000000Z").is_dir()
    shutil.rmtree(back.folder)
    with pytest.raises(KeepingError):
        folders.newest(tmp_path)
