"""Pictures as they are stored: one file for each digest."""

from __future__ import annotations

import io
import re
import struct
import zlib
from dataclasses import dataclass
from functools import lru_cache

from django.core.files.storage import default_storage
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP")
# MPO is what phones write: a JPEG with more pictures behind the first, which is read as the JPEG that it is.
MEDIA_TYPES = {
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",
    "PNG": "image/png",
    "WEBP": "image/webp",
}
MAX_REMEMBERED = 10_000
# What is decoded; a header that says more is believed and nothing else is read of the file.
MAX_SIDE = 10_000
MAX_PIXELS = 40_000_000

# What Pillow's readers of these formats raise on broken files.
BROKEN = (
    OSError,
    ValueError,
    SyntaxError,
    IndexError,
    KeyError,
    TypeError,
    EOFError,
    OverflowError,
    MemoryError,
    struct.error,
    zlib.error,
)

_DIGEST = re.compile(r"[0-9a-f]{64}\Z")
_ORIENTATION = 0x0112
_ON_ITS_SIDE = frozenset({5, 6, 7, 8})


@dataclass(frozen=True, slots=True)
class StoredPicture:
    """A stored picture's file; size in pixels, as it is shown."""

    digest: str
    media_type: str
    width: int
    height: int


def name_of(digest: str) -> str:
    """The name in the storage of the file with this digest (SHA-256, hex)."""
    return f"{digest[:2]}/{digest}"


def is_too_large(width: int, height: int) -> bool:
    """Whether a picture of so many pixels is not decoded."""
    return max(width, height) > MAX_SIDE or width * height > MAX_PIXELS


def stored_picture(digest: str) -> StoredPicture | None:
    """The picture of this digest, by its header alone; None when there is none that can be shown."""
    if not _DIGEST.match(digest):
        return None
    try:
        return read_header(digest)
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError):
        return None


@lru_cache(maxsize=MAX_REMEMBERED)
def read_header(digest: str) -> StoredPicture:
    """What the file says it is; its name says that it never changes, so a bucket is asked once by each process.

    Raises OSError and Pillow's errors, and remembers none of them.
    """
    with (
        default_storage.open(name_of(digest)) as file,
        Image.open(file, formats=FORMATS) as picture,
    ):
        size = picture.size[::-1] if _is_on_its_side(picture) else picture.size
        return StoredPicture(digest, MEDIA_TYPES[str(picture.format)], *size)


def _is_on_its_side(picture: Image.Image) -> bool:
    """By the header: a file that another site's bundle brought may have kept its orientation."""
    header = picture.info.get("exif")
    if not header:
        return False
    exif = Image.Exif()
    try:
        exif.load(header)
    except BROKEN:
        return False
    return exif.get(_ORIENTATION) in _ON_ITS_SIDE


def as_shown(picture: Image.Image) -> Image.Image:
    """The first frame: upright, eight bits a channel, in the colours of sRGB; grey, RGB, or RGBA where it has holes.

    Its file is closed, and what was read of it is given up. Raises one of `BROKEN`.
    """
    if getattr(picture, "is_animated", False):
        picture.seek(0)
    with picture:
        picture.load()
    # The reader of WebP keeps two frames of four bytes a pixel besides.
    vars(picture).pop("_decoder", None)
    profile = picture.info.get("icc_profile")
    ImageOps.exif_transpose(picture, in_place=True)
    return _in_srgb(picture, profile)


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    if picture.mode.startswith("I"):  # 16 bits of grey
        picture = picture.point(lambda value: value * (1 / 256)).convert("L")
    alpha = None
    if "A" in picture.getbands() or "transparency" in picture.info:
        whole = picture if picture.mode == "RGBA" else picture.convert("RGBA")
        if profile is None:
            return whole
        alpha = whole.getchannel("A")
        picture = whole.convert("RGB")
    elif picture.mode not in ("L", "RGB", "CMYK"):
        picture = picture.convert("L" if picture.mode == "1" else "RGB")
    colours = _profiled(picture, profile) if profile else picture
    if colours.mode == "CMYK":
        colours = colours.convert("RGB")
    if alpha is not None:
        colours.putalpha(alpha)
    return colours


def _profiled(picture: Image.Image, profile: bytes) -> Image.Image:
    """From the colours of the profile to those of sRGB; as it is where the profile cannot be used."""
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        srgb = ImageCms.createProfile("sRGB")
        turned = ImageCms.profileToProfile(picture, own, srgb, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture
    return turned or picture
