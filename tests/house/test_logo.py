"""A logo is an SVG or a PNG whose size is known before it is loaded."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from django.conf import LazySettings
from PIL import Image

from encyclopedia import house
from encyclopedia.apps import look_of_the_house

SVG = '<svg xmlns="http://www.w3.org/2000/svg" {}><path d="M0 0h9v9z"/></svg>'


def stored(folder: Path, content: bytes | str) -> Path:
    path = folder / "logo"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def picture(format: str) -> bytes:
    file = BytesIO()
    Image.new("RGB", (120, 40)).save(file, format)
    return file.getvalue()


@pytest.mark.parametrize(
    "size", ['viewBox="0 0 120 40"', 'viewBox="0,0,120.2,39.8"', 'width="120px" height="40"']
)
def test_the_size_of_a_drawing_is_read(tmp_path: Path, size: str) -> None:
    logo = house.read_logo(stored(tmp_path, SVG.format(size)))
    assert (logo.media_type, logo.width, logo.height) == ("image/svg+xml", 120, 40)


def test_a_png_is_a_logo(tmp_path: Path) -> None:
    logo = house.read_logo(stored(tmp_path, picture("PNG")))
    assert (logo.media_type, logo.width, logo.height) == ("image/png", 120, 40)


@pytest.mark.parametrize(
    "content",
    [
        SVG.format(""),
        SVG.format('viewBox="0 0 0 0"'),
        SVG.format('width="100%" height="100%"'),
        "<html/>",
        "no picture at all",
        picture("JPEG"),
        b"\0" * 100_001,
        '<!DOCTYPE svg [<!ENTITY a "aa">]>' + SVG.format('viewBox="0 0 1 1"'),
    ],
)
def test_anything_else_is_refused_and_the_check_says_so(
    tmp_path: Path, content: bytes | str, settings: LazySettings
) -> None:
    path = stored(tmp_path, content)
    with pytest.raises(house.UnreadableLogo):
        house.read_logo(path)
    settings.SITE_LOGO = str(path)
    (found,) = look_of_the_house()
    assert str(path) in found.msg


def test_a_file_that_is_not_there_is_named(settings: LazySettings) -> None:
    settings.SITE_LOGO = "/nowhere/logo.svg"
    (found,) = look_of_the_house()
    assert "/nowhere/logo.svg cannot be read" in found.msg
