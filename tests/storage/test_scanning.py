"""A file that the operator's scanner refuses, or cannot look at, is not kept: whichever road it came by."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from actions.test_picture_library import described, uploaded
from commissioned import PDF
from django.conf import LazySettings
from django.core.files.storage import default_storage
from django.urls import reverse
from factories import Cast, article, drafted, source
from office import entered
from PIL import Image

from editorial import actions
from editorial.actions.attach import attach_file
from editorial.actions.import_job import request_import
from editorial.models import Agreement, Evidence, Import, PictureRecord, Upload
from editorial.storage import picture_files
from editorial.storage.scanning import refuse_unclean
from editorial.workflow import Refused

Road = Callable[[Cast, Path], object]
EICAR = "EICAR test file"
seen: list[bytes] = []


def refusing(file: BinaryIO) -> str | None:
    seen.append(file.read())
    return EICAR


def failing(file: BinaryIO) -> str | None:
    raise TimeoutError("the scanner is away")


def passing(file: BinaryIO) -> str | None:
    seen.append(file.read())
    return None


def use(settings: LazySettings, scanner: Callable[[BinaryIO], str | None]) -> None:
    seen.clear()
    settings.UPLOAD_SCANNER = f"{__name__}.{scanner.__name__}"


def a_picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, "PNG")
    return out.getvalue()


def picture(cast: Cast, folder: Path) -> object:
    return picture_files.store(io.BytesIO(a_picture()), by=cast.editor)


def evidence(cast: Cast, folder: Path) -> object:
    work = drafted(source(), cast)
    return attach_file(
        source=work.pk, data=b"A page.", title="A page", origin="A shelf", by=cast.editor
    )


def agreement(cast: Cast, folder: Path) -> object:
    return actions.record_agreement(
        by=cast.approver,
        data=PDF,
        kind="Licence",
        signed_on=date(2026, 1, 2),
        manuscript=drafted(article(), cast).pk,
        name="Ada Author",
    )


def permission(cast: Cast, folder: Path) -> object:
    return described(cast, Upload.objects.get(), proof=PDF)


def import_(cast: Cast, folder: Path) -> object:
    file = folder / "dump.xml"
    file.write_text("<mediawiki/>")
    return request_import(
        kind="mediawiki", name=file.name, digest="d", size=12, by=cast.editor, file=file
    )


ROADS: dict[str, tuple[Road, type[Any], bytes]] = {
    "picture": (picture, Upload, a_picture()),
    "evidence": (evidence, Evidence, b"A page."),
    "agreement": (agreement, Agreement, PDF),
    "permission": (permission, PictureRecord, PDF),
    "import": (import_, Import, b"<mediawiki/>"),
}


def kept() -> set[str]:
    def below(folder: str) -> set[str]:
        if not default_storage.exists(folder):
            return set()
        folders, files = default_storage.listdir(folder)
        return {f"{folder}/{name}" for name in files}.union(
            *(below(f"{folder}/{name}") for name in folders)
        )

    return set().union(
        *map(below, ("pictures", "evidence", "agreements", "permissions", "imports"))
    )


@pytest.fixture(params=ROADS)
def road(request: pytest.FixtureRequest, cast: Cast) -> tuple[Road, type[Any], bytes]:
    if request.param == "permission":
        uploaded(cast)
    return ROADS[request.param]


@pytest.mark.parametrize(
    ("scanner", "words"), [(refusing, EICAR), (failing, "could not be examined")]
)
def test_what_is_refused_or_not_examined_leaves_neither_row_nor_file(
    road: tuple[Road, type[Any], bytes],
    scanner: Callable[[BinaryIO], str | None],
    words: str,
    cast: Cast,
    settings: LazySettings,
    tmp_path: Path,
) -> None:
    take, rows, _data = road
    before = kept()
    use(settings, scanner)
    with pytest.raises(Refused, match=words):
        take(cast, tmp_path)
    assert not rows.objects.exists()
    assert kept() == before


def test_what_passes_was_seen_whole_and_is_kept(
    road: tuple[Road, type[Any], bytes], cast: Cast, settings: LazySettings, tmp_path: Path
) -> None:
    take, rows, data = road
    use(settings, passing)
    assert take(cast, tmp_path)
    assert seen == [data]
    assert rows.objects.exists()


def test_a_scanner_that_does_not_exist_lets_nothing_in(settings: LazySettings) -> None:
    settings.UPLOAD_SCANNER = "no_such_module.scan"
    with pytest.raises(Refused, match="could not be examined"):
        refuse_unclean(b"x")


def test_the_person_reads_why_and_what_they_typed_is_kept(
    cast: Cast, settings: LazySettings
) -> None:
    work = drafted(source(), cast)
    use(settings, refusing)
    sent = {"file-title": "Chapter 2", "file-origin": "A shelf"}
    sent["file-file"] = io.BytesIO(b"A page.")  # type: ignore[assignment]
    page = entered(cast.editor).post(reverse("admin:desk_evidence", args=[work.slug]), sent)
    assert EICAR in page.content.decode()
    assert "Chapter 2" in page.content.decode()
