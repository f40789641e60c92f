"""Renditions: narrower, in sRGB, upright, bare; made once and kept where every host finds them."""

from __future__ import annotations

import hashlib
import io
from typing import Any

import factories
import pytest
from django.core.files.storage import default_storage
from django.test import Client
from factories import Cast
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms
from published import open_readers_tables, publish
from stored import path_of

from editorial.storage import picture_files
from encyclopedia import projection, renditions
from encyclopedia.core.documents import DocumentPicture
from encyclopedia.models import Picture
from encyclopedia.pictures import MAX_PIXELS, StoredPicture, name_of, stored_picture

GPS = 0x8825


def encoded(image: Image.Image, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def kept(content: bytes) -> StoredPicture:
    """The picture stored as a bundle of another site brings it: byte for byte."""
    digest = hashlib.sha256(content).hexdigest()
    path = path_of(name_of(digest))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    stored = stored_picture(digest)
    assert stored is not None
    return stored


def rendition(stored: StoredPicture, width: int) -> Image.Image:
    with renditions.opened(stored, width) as file:
        return Image.open(io.BytesIO(file.read()))


def shown(content: bytes) -> Image.Image:
    stored = kept(content)
    return rendition(stored, stored.width)


def colour(image: Image.Image) -> tuple[int, ...]:
    return image.convert("RGB").getpixel((image.width // 2, image.height // 2))  # type: ignore[return-value]


def near(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return all(abs(a - b) <= 4 for a, b in zip(one, other, strict=True))


@given(st.integers(1, 20_000), st.integers(1, 20_000))
def test_no_rendition_is_wider_than_the_picture_and_a_huge_picture_has_none(
    width: int, height: int
) -> None:
    widths = renditions.widths(StoredPicture("a" * 64, "image/png", width, height))
    assert list(widths) == sorted(set(widths))
    assert all(1 <= each <= min(width, 1600) for each in widths)
    allowed = max(width, height) <= 10_000 and width * height <= MAX_PIXELS
    assert bool(widths) == allowed
    assert not widths or widths[-1] == min(width, 1600)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_rendition_has_its_width_and_the_shape_of_the_picture(kind: str) -> None:
    stored = kept(encoded(Image.new("RGB", (1000, 700), (20, 140, 90)), kind))
    assert renditions.widths(stored) == (320, 640, 960, 1000)
    made = rendition(stored, 640)
    assert (made.format, made.size) == ("WEBP", (640, 448))
    assert near(colour(made), (20, 140, 90))


def test_where_somebody_was_is_in_no_rendition() -> None:
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    exif.get_ifd(GPS)[1] = "N"
    content = encoded(Image.new("RGB", (400, 300), "teal"), "JPEG", exif=exif, comment=b"at home")
    assert b"taken at home" in content
    stored = kept(content)
    for width in renditions.widths(stored):
        with renditions.opened(stored, width) as file:
            made = file.read()
        assert b"at home" not in made
        assert not {b"EXIF", b"ICCP", b"XMP "} & {made[at : at + 4] for at in range(len(made))}


def test_a_picture_on_its_side_is_upright_and_said_to_be_as_high_as_it_is_shown() -> None:
    image = Image.new("RGB", (400, 300), "teal")
    image.paste("red", (0, 0, 400, 20))
    exif = Image.Exif()
    exif[0x0112] = 6
    stored = kept(encoded(image, "JPEG", exif=exif, quality=95))
    assert (stored.width, stored.height) == (300, 400)
    made = rendition(stored, 300)
    assert made.size == (300, 400)
    # What was the top is at the right.
    assert made.convert("RGB").getpixel((295, 200))[0] > 200  # type: ignore[index]


def wide_gamut() -> bytes:
    """A profile whose numbers are not those of sRGB: green and red have changed places."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    data = bytearray(profile.tobytes())
    tags = {
        bytes(data[at : at + 4]): at
        for at in range(132, 132 + 12 * int.from_bytes(data[128:132], "big"), 12)
    }
    red, green = tags[b"rXYZ"], tags[b"gXYZ"]
    data[red + 4 : red + 12], data[green + 4 : green + 12] = (
        data[green + 4 : green + 12],
        data[red + 4 : red + 12],
    )
    return bytes(data)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_colours_of_a_profile_are_turned_to_srgb(kind: str, cast: Cast) -> None:
    options: dict[str, Any] = {"icc_profile": wide_gamut(), "quality": 95}
    content = encoded(Image.new("RGB", (80, 60), (250, 5, 5)), kind, **options)
    assert near(colour(shown(content)), (5, 250, 5))
    upload = picture_files.store(io.BytesIO(content), by=cast.editor)
    original = Image.open(path_of(name_of(upload.digest)))
    assert near(colour(original), (5, 250, 5))
    assert "icc_profile" not in original.info


def test_a_profile_that_cannot_be_read_leaves_the_colours_as_they_are() -> None:
    content = encoded(Image.new("RGB", (80, 60), (250, 5, 5)), "PNG", icc_profile=b"no profile")
    assert near(colour(shown(content)), (250, 5, 5))


def test_the_picture_of_a_printer_is_shown_in_the_colours_of_a_screen() -> None:
    content = encoded(Image.new("CMYK", (80, 60), (0, 255, 255, 0)), "JPEG", quality=95)
    assert near(colour(shown(content)), (255, 0, 0))


def test_sixteen_bits_of_grey_become_eight() -> None:
    grey = Image.new("I;16", (80, 60), 128 * 256)
    assert near(colour(shown(encoded(grey, "PNG"))), (128, 128, 128))


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_transparent_stays_so(mode: str) -> None:
    image = Image.new("RGBA", (80, 60), (200, 10, 10, 255))
    image.paste((0, 0, 0, 0), (0, 0, 40, 60))
    made = shown(encoded(image.convert(mode), "PNG")).convert("RGBA")
    assert made.getchannel("A").getpixel((10, 30)) == 0
    assert made.getchannel("A").getpixel((70, 30)) == 255


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_of_a_moving_picture_the_first_frame_is_shown(kind: str) -> None:
    frames = [Image.new("RGB", (80, 60), colour) for colour in ("red", "blue")]
    content = encoded(frames[0], kind, save_all=True, append_images=frames[1:], lossless=True)
    made = shown(content)
    assert near(colour(made), (255, 0, 0))
    assert not getattr(made, "is_animated", False)


def test_a_phones_picture_of_several_is_its_first(cast: Cast) -> None:
    frames = [Image.new("RGB", (80, 60), colour) for colour in ("red", "blue")]
    content = encoded(frames[0], "MPO", save_all=True, append_images=frames[1:], quality=95)
    assert Image.open(io.BytesIO(content)).format == "MPO"
    stored = kept(content)
    assert stored.media_type == "image/jpeg"
    assert near(colour(rendition(stored, 80)), (254, 0, 0))
    upload = picture_files.store(io.BytesIO(content), by=cast.editor)
    assert upload.media_type == "image/jpeg"
    assert Image.open(path_of(name_of(upload.digest))).format == "JPEG"


def test_an_uploaded_picture_has_its_renditions_before_anybody_asks(cast: Cast) -> None:
    content = encoded(Image.new("RGB", (700, 500), "teal"), "JPEG")
    upload = picture_files.store(io.BytesIO(content), by=cast.editor)
    for width in (320, 640, 700):
        assert default_storage.exists(renditions.rendition_name(upload.digest, width))


def published(content: bytes) -> StoredPicture:
    open_readers_tables()
    stored = kept(content)
    Picture.objects.create(
        entry=publish("Alpha"),
        name="x",
        digest=stored.digest,
        media_type=stored.media_type,
        width=stored.width,
        height=stored.height,
    )
    return stored


def test_a_reader_gets_a_rendition_made_once_and_kept(db: None, client: Client) -> None:
    stored = published(encoded(Image.new("RGB", (700, 500), "teal"), "PNG"))
    address = f"/media/{stored.digest}-320.webp"
    first = client.get(address)
    assert (first["Content-Type"], first.status_code) == ("image/webp", 200)
    assert "immutable" in first["Cache-Control"]
    content = b"".join(first.streaming_content)  # type: ignore[attr-defined]
    kept_file = path_of(renditions.rendition_name(stored.digest, 320))
    assert kept_file.read_bytes() == content
    # The original is not read again.
    path_of(name_of(stored.digest)).unlink()
    again = client.get(address)
    assert b"".join(again.streaming_content) == content  # type: ignore[attr-defined]
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304


@pytest.mark.parametrize("width", [0, 319, 701, 960, 10**8])
def test_only_the_widths_that_pages_offer_are_made(db: None, client: Client, width: int) -> None:
    stored = published(encoded(Image.new("RGB", (700, 500), "teal"), "PNG"))
    assert client.get(f"/media/{stored.digest}-{width}.webp").status_code == 404
    assert not path_of(renditions.rendition_name(stored.digest, width)).exists()


def test_a_rendition_of_what_no_published_entry_shows_is_not_there(
    db: None, client: Client
) -> None:
    stored = published(encoded(Image.new("RGB", (700, 500), "teal"), "PNG"))
    renditions.make(stored)
    Picture.objects.all().delete()
    assert client.get(f"/media/{stored.digest}-320.webp").status_code == 404


def test_a_picture_that_ends_too_early_has_no_rendition(db: None, client: Client) -> None:
    content = encoded(Image.effect_noise((700, 500), 90), "PNG")
    stored = published(content[: len(content) // 2])
    assert client.get(f"/media/{stored.digest}-320.webp").status_code == 404


def test_rebuild_makes_the_renditions_that_are_missing(cast: Cast) -> None:
    factories.published(factories.source(), cast)
    content = encoded(Image.new("RGB", (700, 500), "teal"), "PNG")
    upload = picture_files.store(io.BytesIO(content), by=cast.editor)
    shown = DocumentPicture("x", upload.digest, "Teal", credit="A. Painter", licence="CC0")
    factories.published(factories.article(pictures=(shown,)), cast)
    stored = stored_picture(upload.digest)
    assert stored is not None
    default_storage.delete(renditions.rendition_name(upload.digest, 320))

    def rebuilt(*, dry_run: bool = False) -> list[str]:
        return [row.part for row in projection.rebuild(dry_run=dry_run)]

    assert rebuilt(dry_run=True) == ["renditions"]
    assert renditions.missing(stored) == [320]
    assert rebuilt() == ["renditions"]
    assert renditions.missing(stored) == []
    assert rebuilt() == []
