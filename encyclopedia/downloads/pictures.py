"""The pictures of an edition as files can hold them: JPEG, or PNG where something shines through."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from django.core.files.storage import default_storage
from PIL import Image

from encyclopedia.pictures import BROKEN, FORMATS, as_shown, is_too_large, name_of, stored_picture
from encyclopedia.renditions import DECODING

# As wide or high as a page can show, in pixels: 300 to the inch.
MAX_SIDE: Final = 1600


@dataclass(frozen=True, slots=True)
class Printable:
    """A picture in a form that every format takes; `ending` is "jpg" or "png", the sides are in pixels."""

    content: bytes
    ending: str
    width: int
    height: int

    @property
    def media_type(self) -> str:
        return "image/jpeg" if self.ending == "jpg" else "image/png"


@lru_cache(maxsize=8)
def printable(digest: str) -> Printable | None:
    """The stored picture with this digest, the same bytes each time; None where it is lost, broken or too large."""
    stored = stored_picture(digest)
    if stored is None or is_too_large(stored.width, stored.height):
        return None
    try:
        with default_storage.open(name_of(digest)) as file:
            original = file.read()
        with DECODING, Image.open(io.BytesIO(original), formats=FORMATS) as picture:
            picture.draft(None, (MAX_SIDE, MAX_SIDE))
            shown = as_shown(picture)
    except (FileNotFoundError, *BROKEN):
        return None
    shown.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS, reducing_gap=3.0)
    shown.info.clear()
    out = io.BytesIO()
    if shown.mode in ("RGBA", "LA", "PA"):
        shown.save(out, "PNG", optimize=True)
        ending = "png"
    else:
        shown.convert("RGB").save(out, "JPEG", quality=85, optimize=True)
        ending = "jpg"
    return Printable(out.getvalue(), ending, shown.width, shown.height)
