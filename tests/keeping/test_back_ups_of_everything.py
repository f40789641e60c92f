"""What a back-up of an office with something of everything has: rows, files, and nothing else."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site
from django.core.files.storage import default_storage
from django.core.management import CommandError
from django.test import Client
from keeping.back_ups import flip, made, rows
from printed import run

from editorial.keeping import folders, kept_files, sums
from editorial.models import Event

pytestmark = pytest.mark.django_db


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_a_back_up_has_every_row_and_every_file(office: Any, tmp_path: Path) -> None:
    back = made(tmp_path)
    events = rows(back.folder, "editorial_event")
    assert len(events) == back.manifest.head[0] == Event.objects.count()
    kinds = {name.rpartition("/")[0].partition("/")[0] for name in kept_files.names()}
    assert {"evidence", "agreements", "permissions"} <= kinds
    for name in kept_files.names():
        with default_storage.open(name) as stored:
            assert (back.folder / "files" / name).read_bytes() == stored.read()
    assert back.manifest.lacking == []
    digests = sums.read_sums(back.folder)
    assert list(sums.faults(back.folder, digests, lambda done, total: None)) == []


def test_only_its_owner_can_read_it_and_it_holds_no_key_and_no_session(
    office: Any, tmp_path: Path
) -> None:
    client = Client()
    client.force_login(office.editor)
    back = made(tmp_path / "new" / "folder")
    assert {stat.S_IMODE(path.stat().st_mode) for path in files(back.folder)} == {0o600}
    inside = [path for path in (tmp_path / "new").rglob("*") if path.is_dir()]
    assert {stat.S_IMODE(path.stat().st_mode) for path in inside} == {0o700}
    names = {path.name for path in files(back.folder)}
    assert not {"django_session.jsonl.gz", "usersessions_usersession.jsonl.gz"} & names
    everything = b"".join(path.read_bytes() for path in files(back.folder))
    assert site.SECRET_KEY.encode() not in everything


def test_files_of_the_former_back_up_are_not_written_again(office: Any, tmp_path: Path) -> None:
    first, second = made(tmp_path), made(tmp_path)
    assert first.folder != second.folder
    names = kept_files.names()
    for name in names:
        one, other = (back.folder / "files" / name for back in (first, second))
        assert one.stat().st_ino == other.stat().st_ino
    assert first.written - second.written >= first.manifest.file_bytes


def test_a_file_that_changed_on_the_disk_of_back_ups_is_taken_anew(
    office: Any, tmp_path: Path
) -> None:
    first = made(tmp_path)
    name = kept_files.names()[0]
    flip(first.folder / "files" / name)
    second = made(tmp_path)
    with default_storage.open(name) as stored:
        assert (second.folder / "files" / name).read_bytes() == stored.read()


def test_a_file_that_the_storage_has_not_whole_is_named(office: Any, tmp_path: Path) -> None:
    gone, altered = kept_files.names()[:2]
    default_storage.delete(gone)
    flip(Path(default_storage.path(altered)))
    with pytest.raises(CommandError, match="without these files") as ended:
        run("backup", tmp_path)
    assert ended.value.returncode == 1
    back = folders.newest(tmp_path)
    assert not (back / "files" / gone).exists()
    assert not (back / "files" / altered).exists()
    assert made(tmp_path).manifest.lacking == [gone, altered]


def test_evidence_that_is_set_aside_while_files_are_copied_is_not_missed(
    office: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names, going = kept_files.names(), kept_files.names()[-1]
    told = iter([names, names[:-1], names[:-1], names[:-1]])
    monkeypatch.setattr(kept_files, "names", lambda: next(told))
    default_storage.delete(going)
    assert made(tmp_path).manifest.lacking == []
