"""`export_site` as an operator calls it: the folder, and called again; it is no reader."""

from __future__ import annotations

import threading
from io import StringIO
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from factories import Cast, article, published

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def own_files(settings: LazySettings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path / "static"


def exported(folder: Path) -> str:
    told = StringIO()
    call_command("export_site", str(folder), processes=1, stdout=told)
    return told.getvalue()


def test_the_folder_is_written_and_the_next_run_writes_nothing(cast: Cast, tmp_path: Path) -> None:
    published(article(text="Words."), cast)
    first = exported(tmp_path / "site")
    assert (tmp_path / "site/article/permanent-revolution/index.html").is_file()
    assert "files, of which 0 were written now" not in first
    assert "files, of which 0 were written now" in exported(tmp_path / "site")


def test_nobody_is_counted_as_a_reader_and_no_copies_are_kept(cast: Cast, tmp_path: Path) -> None:
    """Both are the work of a thread, which a process that serves begins."""
    published(article(text="Words."), cast)
    before = set(threading.enumerate())
    exported(tmp_path / "site")
    assert "keeper" not in {thread.name for thread in set(threading.enumerate()) - before}


def test_a_folder_with_something_else_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/letter.txt").write_text("mine")
    with pytest.raises(CommandError, match="no static edition"):
        exported(tmp_path / "mine")
