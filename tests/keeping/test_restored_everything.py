"""An office with something of everything is restored as it was, or nothing is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models
from django.db.models import Value
from django.utils import timezone
from factories import article, drafted
from keeping.back_ups import flip, made, refused, unseen
from printed import run

from editorial.keeping import kept_files
from editorial.keeping.loading import load
from editorial.keeping.manifest import read_manifest
from editorial.keeping.sums import read_sums
from editorial.models import Notice, OpenForm
from editorial.record.trigger_bodies import trigger_faults
from encyclopedia import search

pytestmark = pytest.mark.django_db


def tables(folder: Path) -> dict[str, str]:
    sums = read_sums(folder)
    return {name: digest for name, digest in sums.items() if name.startswith("tables/")}


def put_in(folder: Path) -> int:
    return load(folder, read_manifest(folder), apps, unseen)


def test_every_row_comes_back_as_it_was_and_the_log_is_verified(
    office: Any, tmp_path: Path
) -> None:
    # `null` of JSON is not an empty column, and neither is what stands for it in a back-up.
    for value in (None, {"json": None}):
        OpenForm.objects.create(
            person=office.editor,
            tab=uuid4(),
            document=uuid4(),
            kind="article",
            fields=Value(value, models.JSONField()),
            kept_at=timezone.now(),
        )
    back = made(tmp_path)
    words = [hit.entry.pk for hit in search.find("Trotsky").hits]
    assert words
    Notice.objects.all().delete()
    drafted(article(title="Written since the back-up"), office)
    assert put_in(back.folder) == sum(table.rows for table in back.manifest.tables)
    assert tables(made(tmp_path).folder) == tables(back.folder)
    assert list(trigger_faults()) == []
    said = run("verify_history", "--since", str(back.folder / "heads"))
    assert said.endswith(f"head {back.manifest.head[1]}.\n")
    assert [hit.entry.pk for hit in search.find("Trotsky").hits] == words


@pytest.mark.parametrize(
    "of",
    [
        lambda folder: folder / "tables" / "editorial_event.jsonl.gz",
        lambda folder: folder / "files" / kept_files.names()[0],
        lambda folder: folder / "manifest.json",
        lambda folder: folder / "heads",
        lambda folder: folder / "SHA256SUMS",
    ],
)
def test_a_flipped_bit_is_found_wherever_it_is(
    office: Any, empty: None, tmp_path: Path, of: Callable[[Path], Path]
) -> None:
    back = made(tmp_path)
    flip(of(back.folder))
    assert "Take another" in refused(back.folder)


def test_a_file_that_is_missing_or_too_many_or_a_link_is_found(
    office: Any, empty: None, tmp_path: Path
) -> None:
    back = made(tmp_path)
    name = f"files/{kept_files.names()[0]}"
    elsewhere = tmp_path / "elsewhere"
    (back.folder / name).rename(elsewhere)
    assert f"{name} was altered, or is missing." in refused(back.folder)
    (back.folder / name).symlink_to(elsewhere)
    assert f"{name} was altered, or is missing." in refused(back.folder)
    (back.folder / name).unlink()
    elsewhere.rename(back.folder / name)
    (back.folder / "tables" / "more").touch()
    assert "tables/more is not of this back-up." in refused(back.folder)
    (back.folder / "tables" / "more").unlink()
    (back.folder / "files" / "out").symlink_to("/etc")
    assert "files/out leads out of this back-up." in refused(back.folder)


def test_files_of_something_else_are_left_alone(
    office: Any, empty: None, settings: Any, tmp_path: Path
) -> None:
    back = made(tmp_path / "kept")
    settings.MEDIA_ROOT = tmp_path / "media"
    gone, altered, *_rest = kept_files.names()
    default_storage.save(altered, ContentFile((back.folder / "files" / altered).read_bytes()))
    # Those of a restore that was broken off are no hindrance.
    with pytest.raises(pytest.fail.Exception, match="went on"):
        run("restore", str(back.folder))
    default_storage.save("ab/of-somebody-else", ContentFile(b"a file"))
    assert "ab/of-somebody-else" in refused(back.folder)
    default_storage.delete(gone)
    flip(Path(default_storage.path(altered)))
    with pytest.raises(pytest.fail.Exception, match="went on"):
        run("restore", str(back.folder), "--keep-files")
    assert default_storage.exists("ab/of-somebody-else")
    for name in (gone, altered):
        with default_storage.open(name) as stored:
            assert stored.read() == (back.folder / "files" / name).read_bytes()
