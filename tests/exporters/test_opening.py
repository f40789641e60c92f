"""What is not a bundle, or a harmful one, is refused before anything of it is used."""

from __future__ import annotations

import os
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from editorial.verifying import opening
from editorial.verifying.manifest import read_contents
from editorial.verifying.opening import BundleError, open_bundle, read


def zipped(path: Path, *names: str, data: bytes = b"x", mode: int = 0) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            if mode:
                info.external_attr = mode << 16
            archive.writestr(info, data)
    return path


@pytest.mark.parametrize(
    "name",
    [
        "../climbs.md",
        "a/../../b",
        "/absolute",
        "C:/x",
        "a\\..\\b",
        ".hidden",
        "a//b",
        "a/ b",
        "ä.md",
        "..",
    ],
)
def test_a_path_that_leads_elsewhere_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(BundleError, match="path"):
        open_bundle(zipped(tmp_path / "b.zip", "fine.md", name))


def test_a_link_in_a_zip_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "b.zip", "link", data=b"/etc/passwd", mode=stat.S_IFLNK | 0o777)
    with pytest.raises(BundleError, match="link"):
        open_bundle(path)


def make_link(folder: Path) -> None:
    (folder / "link").symlink_to("/etc/passwd")


def make_link_to_folder(folder: Path) -> None:
    (folder / "link").symlink_to("/etc", target_is_directory=True)


def make_pipe(folder: Path) -> None:
    os.mkfifo(folder / "pipe")


@pytest.mark.parametrize("make", [make_link, make_link_to_folder, make_pipe])
def test_a_link_or_device_in_a_folder_is_refused(
    make: Callable[[Path], None], tmp_path: Path
) -> None:
    make(tmp_path)
    with pytest.raises(BundleError, match="link or a device"):
        open_bundle(tmp_path)


def test_a_zip_bomb_is_refused_unopened(tmp_path: Path) -> None:
    path = zipped(tmp_path / "b.zip", "bomb.jsonl", data=bytes(80 << 20))
    assert path.stat().st_size < 200_000
    with pytest.raises(BundleError, match="far more"):
        open_bundle(path)


def test_a_file_larger_than_a_text_is_not_read_into_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "MAX_TEXT_BYTES", 10)
    (tmp_path / "a.md").write_bytes(b"12345678901")
    with pytest.raises(BundleError, match="larger"):
        read(open_bundle(tmp_path), "a.md")


def test_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MAX_FILES", 2)
    with pytest.raises(BundleError, match="3 files"):
        open_bundle(zipped(tmp_path / "b.zip", "a", "b", "c"))


def test_the_same_path_twice_is_refused(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        path = zipped(tmp_path / "b.zip", "a", "a")
    with pytest.raises(BundleError, match="twice"):
        open_bundle(path)


def test_a_file_that_is_not_a_zip_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "b.zip"
    path.write_bytes(b"@book{x,\n title = {No zip}}")
    with pytest.raises(BundleError, match="neither a folder nor a zip"):
        open_bundle(path)
    with pytest.raises(BundleError, match="no such"):
        open_bundle(tmp_path / "nothing")


def test_a_truncated_zip_is_refused(tmp_path: Path) -> None:
    whole = zipped(tmp_path / "b.zip", "manifest.json", data=b"{}" * 500).read_bytes()
    for length in (10, len(whole) // 2, len(whole) - 1):
        (tmp_path / "b.zip").write_bytes(whole[:length])
        with pytest.raises(BundleError):
            read_contents(open_bundle(tmp_path / "b.zip"))


@pytest.mark.parametrize(
    ("manifest", "message"),
    [
        (b"", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"[]", "expected an object"),
        (b"{}", "expected format"),
        (b'{"format": 2}', "expected site"),
    ],
)
def test_an_invalid_manifest_is_refused(manifest: bytes, message: str, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_bytes(manifest)
    with pytest.raises(BundleError, match=message):
        read_contents(open_bundle(tmp_path))
