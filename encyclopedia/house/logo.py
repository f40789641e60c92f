"""The site's logo: a file that the operator names, read once and served at an address of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from PIL import Image, UnidentifiedImageError

# It comes with every page that a reader sees first.
MAX_BYTES = 100_000

_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+)\s*(?:px)?\s*\Z")


class UnreadableLogo(Exception):
    """The file is no logo; the message says why."""


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo's bytes, with its size in pixels, so that the page keeps its place while it loads."""

    content: bytes
    media_type: str
    width: int
    height: int

    @property
    def digest(self) -> str:
        return sha256(self.content).hexdigest()[:16]


def read_logo(path: Path) -> Logo:
    """The logo in this file, SVG or PNG. Raises UnreadableLogo."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableLogo(_("{path} cannot be read.").format(path=path)) from error
    if len(content) > MAX_BYTES:
        raise UnreadableLogo(
            ngettext(
                "{path} is larger than {most} byte.",
                "{path} is larger than {most} bytes.",
                MAX_BYTES,
            ).format(path=path, most=MAX_BYTES)
        )
    try:
        with Image.open(BytesIO(content), formats=("PNG",)) as picture:
            return Logo(content, "image/png", picture.width, picture.height)
    except (UnidentifiedImageError, OSError):
        pass
    size = _drawn_size(content)
    if size is None:
        raise UnreadableLogo(
            _("{path} is neither a PNG nor an SVG that says its size (viewBox).").format(path=path)
        )
    return Logo(content, "image/svg+xml", *size)


def _drawn_size(content: bytes) -> tuple[int, int] | None:
    """The size of an SVG in pixels; None for anything else."""
    try:
        root = fromstring(content)
    except (ParseError, DefusedXmlException, ValueError):
        return None
    if root.tag.rpartition("}")[2] != "svg":
        return None
    box = root.get("viewBox", "").replace(",", " ").split()
    lengths = box[2:] if len(box) == 4 else [root.get("width", ""), root.get("height", "")]
    matches = [_LENGTH.match(length) for length in lengths]
    sizes = [round(float(match[1])) for match in matches if match]
    return (sizes[0], sizes[1]) if len(sizes) == 2 and min(sizes) > 0 else None
