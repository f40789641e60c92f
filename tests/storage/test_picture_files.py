"""Pictures are recognised by content, limited, stripped, and stored once."""

from __future__ import annotations

import hashlib
import io
import zlib
from typing import Any

import pytest
from factories import Cast
from PIL import Image, PngImagePlugin
from stored import path_of

from editorial.models import Upload
from editorial.storage import picture_files
from editorial.storage.picture_files import PictureRefused, store
from encyclopedia.pictures import name_of, stored_picture


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 30), **options: Any) -> io.BytesIO:
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **options)
    out.seek(0)
    return out


@pytest.mark.parametrize(
    ("kind", "media_type"), [("PNG", "image/png"), ("JPEG", "image/jpeg"), ("WEBP", "image/webp")]
)
def test_a_picture_is_stored_under_its_digest(kind: str, media_type: str, cast: Cast) -> None:
    upload = store(picture(kind), by=cast.editor)
    data = path_of(name_of(upload.digest)).read_bytes()
    assert hashlib.sha256(data).hexdigest() == upload.digest
    assert (upload.media_type, upload.width, upload.height) == (media_type, 40, 30)
    assert upload.size == len(data)
    assert stored_picture(upload.digest) is not None


def test_the_same_picture_twice_is_one_row(cast: Cast) -> None:
    assert store(picture(), by=cast.editor) == store(picture(), by=cast.approver)
    assert Upload.objects.get().by == cast.editor


def test_nothing_but_the_picture_survives(cast: Cast) -> None:
    metadata = PngImagePlugin.PngInfo()
    metadata.add_text("Comment", "taken at home")
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    for file in (picture(pnginfo=metadata), picture("JPEG", exif=exif), picture("WEBP", exif=exif)):
        assert b"taken at home" in file.getvalue()
        assert (
            b"taken at home"
            not in path_of(name_of(store(file, by=cast.editor).digest)).read_bytes()
        )


def test_a_picture_on_its_side_is_turned_upright(cast: Cast) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    upload = store(picture("JPEG", exif=exif), by=cast.editor)
    assert (upload.width, upload.height) == (30, 40)


def bomb(side: int) -> bytes:
    """A PNG whose header claims more pixels than are allowed; its data are a few bytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        check = zlib.crc32(name + data).to_bytes(4, "big")
        return len(data).to_bytes(4, "big") + name + data + check

    size = side.to_bytes(4, "big") * 2
    return b"".join(
        [
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", size + b"\x08\x02\x00\x00\x00"),
            chunk(b"IDAT", zlib.compress(b"\x00" * 1000)),
            chunk(b"IEND", b""),
        ]
    )


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "SVG"),
        (b"\xef\xbb\xbf <?xml version='1.0'?><svg/>", "SVG"),
        (b"GIF89a\x01\x00\x01\x00\x00\x00\x00;", "not a JPEG, PNG or WebP"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "not a JPEG, PNG or WebP"),
        (picture().getvalue()[:60], "not a JPEG, PNG or WebP"),
        (b"<html><script>alert(1)</script>", "not a JPEG, PNG or WebP"),
        (picture(size=(8, 8)).getvalue(), "too small"),
        (bomb(9_999), "at most 10000 a side"),
        (bomb(60_000), "far too many pixels"),
    ],
    ids=["empty", "svg", "xml", "gif", "broken", "cut", "html", "tiny", "bomb", "big bomb"],
)
def test_an_unsuitable_file_is_refused_with_a_message(
    data: bytes, message: str, cast: Cast
) -> None:
    with pytest.raises(PictureRefused, match=message):
        store(io.BytesIO(data), by=cast.editor)
    assert not Upload.objects.exists()


def test_a_file_that_is_too_large_is_not_read_to_the_end(cast: Cast, settings: Any) -> None:
    settings.PICTURE_MAX_BYTES = 100
    with pytest.raises(PictureRefused, match="larger than"):
        store(io.BytesIO(b"x" * 10_000), by=cast.editor)


def test_a_name_that_lies_about_the_content_changes_nothing(cast: Cast) -> None:
    file = picture("JPEG")
    file.name = "drawing.svg"
    assert store(file, by=cast.editor).media_type == "image/jpeg"
    assert picture_files.ACCEPT == "image/jpeg,image/png,image/webp"
