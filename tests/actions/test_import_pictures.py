"""A zip or a folder of pictures fills the places where the drafts of an import want them, and nothing else."""

from __future__ import annotations

import html
import io
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from exports import export, page
from factories import Cast
from office import entered
from PIL import Image

from editorial.actions.draft import save
from editorial.actions.import_pictures import request_pictures
from editorial.models import Import, Manuscript, Revision, Upload
from editorial.storage.picture_sets import PictureNames, opened
from editorial.workflow import Forbidden, Refused

WANTED = (
    "The gate was built in 1905.\n\n[[File:works_gate - 1920.jpg|thumb|The gate of the ''works'']]\n\n"
    "[[File:Map.svg|thumb|alt=A map|Where it was]]\n\n[[File:Lost.png|thumb|Lost]]"
)


def picture(colour: str, kind: str = "PNG") -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(stream, kind)
    return stream.getvalue()


FILES = {
    "from the wiki/Works gate - 1920.JPG": picture("red", "JPEG"),
    "Map.svg.png": picture("blue"),
    "__MACOSX/._Map.svg.png": b"x",
    "Nobody wants it.png": picture("green"),
}


def zipped(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def imported(client: Client, folder: Path, text: str = WANTED) -> Import:
    content = export(folder, page(text=html.escape(text))).read_bytes()
    file = SimpleUploadedFile("wiki.xml", content)
    client.post("/admin/imports/new/", {"kind": "mediawiki", "title": "", "file": file})
    return Import.objects.get(kind="mediawiki")


def sent(client: Client, job: Import, content: bytes, name: str = "pictures.zip") -> Any:
    address = reverse("admin:import_pictures", args=[job.pk])
    file = SimpleUploadedFile(name, content)
    return client.post(address, {"pictures": file}, follow=True)


def document() -> Any:
    manuscript = Manuscript.objects.get(kind="article")
    return Revision.objects.get(manuscript=manuscript, number=manuscript.revision).read()


def test_a_zip_fills_the_wanted_pictures_by_their_names(cast: Cast, tmp_path: Path) -> None:
    client = entered(cast.editor)
    job = imported(client, tmp_path)
    answer = sent(client, job, zipped(tmp_path / "p.zip", FILES).read_bytes())
    now = document()
    assert '![](Works%20gate%20-%201920.jpg "The gate of the *works*")' in now.text.replace(
        "works%20gate", "Works%20gate"
    )
    assert '![A map](Map.svg "Where it was")' in now.text
    assert "(wanted:Lost.png" in now.text
    assert [(p.alt, p.caption, p.licence) for p in now.pictures] == [
        ("", "", ""),
        ("A map", "Where it was", ""),
    ]
    assert Upload.objects.count() == 2
    shown = html.unescape(answer.content.decode())
    assert "No draft of the import wants this file." in shown
    assert "Nobody wants it.png" in shown
    assert "Lost.png" in shown
    # A second time nothing is left to do, and what was imported counts as imported still.
    sent(client, job, zipped(tmp_path / "p.zip", FILES).read_bytes())
    assert Manuscript.objects.get(kind="article").revision == 2
    assert [line.place for line in job.lines.drafts()] == ["1", "2"]


def test_pictures_stay_in_their_places_when_the_page_is_imported_again(
    cast: Cast, tmp_path: Path
) -> None:
    client = entered(cast.editor)
    job = imported(client, tmp_path)
    sent(client, job, zipped(tmp_path / "p.zip", FILES).read_bytes())
    newer = export(tmp_path, page(8, html.escape(f"{WANTED}\n\nIt was torn down.")))
    call_command("import_mediawiki", str(newer), by=cast.editor.username)
    assert document().text.endswith("It was torn down.")
    assert "(Map.svg " in document().text
    assert len(document().pictures) == 2


def test_pictures_in_what_a_person_wrote_do_not_make_it_imported(
    cast: Cast, tmp_path: Path
) -> None:
    client = entered(cast.editor)
    job = imported(client, tmp_path)
    written = replace(document(), text=f"{document().text}\n\nWritten by a person.")
    save(document=written, by=cast.other_editor, based_on=1, summary="mine")
    sent(client, job, zipped(tmp_path / "p.zip", FILES).read_bytes())
    assert document().text.endswith("Written by a person.")
    assert len(document().pictures) == 2
    assert [line.place for line in job.lines.drafts()] == ["1"]


def test_the_command_takes_a_folder(cast: Cast, tmp_path: Path) -> None:
    job = imported(entered(cast.editor), tmp_path)
    folder = tmp_path / "pictures"
    for name, content in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    (folder / "Lost.png").symlink_to("/etc/hostname")
    call_command("import_pictures", str(job.pk), str(folder), by=cast.editor.username)
    assert len(document().pictures) == 2
    with pytest.raises(CommandError, match="no such import"):
        call_command("import_pictures", str(cast_id()), str(folder), by=cast.editor.username)
    with pytest.raises(CommandError, match="There is no file"):
        call_command("import_pictures", str(job.pk), str(folder / "no"), by="edna")


def cast_id() -> str:
    return "00000000-0000-0000-0000-000000000000"


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"../Map.svg.png": picture("red")}, "leads out of it"),
        ({"/Map.svg.png": picture("red")}, "leads out of it"),
        ({"a/..\\..\\Map.svg.png": picture("red")}, "leads out of it"),
        ({}, "no file in the archive"),
    ],
)
def test_an_unsafe_or_empty_archive_is_refused_in_words(
    cast: Cast, tmp_path: Path, files: dict[str, bytes], message: str
) -> None:
    client = entered(cast.editor)
    job = imported(client, tmp_path)
    answer = sent(client, job, zipped(tmp_path / "p.zip", files).read_bytes())
    assert message in html.unescape(answer.content.decode())
    assert document().pictures == ()
    assert not Import.objects.filter(kind="pictures").exists()


@pytest.mark.parametrize("content", [b"not a zip", b"PK\x03\x04broken", b""])
def test_what_is_no_archive_is_refused_in_words(cast: Cast, tmp_path: Path, content: bytes) -> None:
    client = entered(cast.editor)
    job = imported(client, tmp_path)
    answer = sent(client, job, content)
    assert [str(message) for message in answer.context["messages"]]
    assert not Import.objects.filter(kind="pictures").exists()


@pytest.mark.parametrize(
    "content",
    [b"\0" * 30_000_000, b"<svg onload=alert(1)></svg>", b"words", picture("red")[:90], b""],
)
def test_a_bomb_or_a_file_that_is_no_picture_stays_wanted_and_is_named(
    cast: Cast, tmp_path: Path, content: bytes
) -> None:
    client = entered(cast.editor)
    job = imported(client, tmp_path)
    files = {"Lost.png": content, "Map.svg.png": picture("blue")}
    sent(client, job, zipped(tmp_path / "p.zip", files).read_bytes())
    assert [p.name for p in document().pictures] == ["Map.svg"]
    assert "(wanted:Lost.png" in document().text
    line = Import.objects.get(kind="pictures").lines.get(construct="picture", excerpt="Lost.png")
    assert line.message


def test_names_are_alike_in_spaces_underscores_and_the_first_letter() -> None:
    names = PictureNames(["a/old_mill.JPEG", "Old mill.jpeg", "Plan.tif.png", "e\u0301tat.png"])
    assert names.file_of("Old mill.jpeg") == "a/old_mill.JPEG"
    assert names.twice == ["Old mill.jpeg"]
    assert names.file_of("Plan.tif") == "Plan.tif.png"
    assert names.file_of("\u00c9tat.png") == "e\u0301tat.png"
    assert names.file_of("old Mill.jpeg") == ""


def test_a_damaged_file_in_the_archive_is_named(tmp_path: Path) -> None:
    path = zipped(tmp_path / "p.zip", {"Lost.png": picture("red") * 9})
    path.write_bytes(path.read_bytes().replace(picture("red")[:8], b"brokenxx"))
    content = bytearray(path.read_bytes())
    content[60:70] = b"\xff" * 10
    path.write_bytes(content)
    with opened(path) as pictures, pytest.raises(Refused, match="damaged"):
        pictures.read("Lost.png")


def test_only_who_may_import_and_only_into_drafts(cast: Cast, tmp_path: Path) -> None:
    job = imported(entered(cast.editor), tmp_path)
    path = zipped(tmp_path / "p.zip", FILES)
    asked = {"path": path, "name": "p.zip", "digest": "d", "size": 1, "keep": False}
    for who in (cast.moderator, cast.approver):
        with pytest.raises(Forbidden):
            request_pictures(job=job.pk, by=who, **asked)
    pictures = request_pictures(job=job.pk, by=cast.editor, **asked)
    with pytest.raises(Refused, match="made no drafts"):
        request_pictures(job=pictures.pk, by=cast.editor, **asked)
