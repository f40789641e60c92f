"""The picture of a page of evidence, and where a passage stands on it. Pure: no Django.

Every picture is made in a process of its own, whose memory and time are bounded.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image, ImageChops, ImageDraw

from editorial.evidence.book_words import BookPage
from editorial.evidence.quotations import EvidenceText

MAX_SECONDS: Final = 20
_MARK: Final = (255, 214, 64)

Box = tuple[int, int, int, int]


class NoPicture(Exception):
    """No picture can be made of this page: damaged, too large, or not there."""


@dataclass(frozen=True, slots=True)
class PagePicture:
    """`png` is the picture; `text` the characters of the page's text layer with their `boxes` in it, in pixels."""

    png: bytes
    text: str
    boxes: tuple[Box, ...]

    @property
    def is_blank(self) -> bool:
        """Whether nothing is to be seen on it."""
        with Image.open(io.BytesIO(self.png)) as page:
            return page.convert("RGB").getcolors(1) is not None


def picture_of(data: bytes, number: int, *, seconds: float = MAX_SECONDS) -> PagePicture:
    """The picture of page `number` (from 0) of a PDF, or of a scan. Raises NoPicture."""
    worker = Path(__file__).with_name("picture_worker.py")
    try:
        process = subprocess.run(  # noqa: S603 our own script, and a number
            [sys.executable, "-I", str(worker), str(number)],
            input=data,
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise NoPicture from error
    return read_picture(process.stdout)


def read_picture(written: bytes) -> PagePicture:
    """What the worker wrote. Raises NoPicture."""
    head, _, png = written.partition(b"\n")
    try:
        said = json.loads(head)
        if said["end"] != "complete" or not png:
            raise NoPicture
        return PagePicture(png, said["text"], tuple((a, b, c, d) for a, b, c, d in said["boxes"]))
    except (ValueError, KeyError, TypeError) as error:
        raise NoPicture from error


def as_written(picture: PagePicture) -> bytes:
    """The same, to be kept and read by `read_picture`."""
    head = {"end": "complete", "text": picture.text, "boxes": picture.boxes}
    return json.dumps(head).encode() + b"\n" + picture.png


def marked(picture: PagePicture, passage: str) -> bytes:
    """The picture (PNG) with the words of a passage marked, where its text layer has them."""
    rectangles = rectangles_of(picture, passage)
    if not rectangles:
        return picture.png
    page = Image.open(io.BytesIO(picture.png)).convert("RGB")
    colour = Image.new("RGB", page.size, (255, 255, 255))
    drawing = ImageDraw.Draw(colour)
    for rectangle in rectangles:
        drawing.rectangle(rectangle, fill=_MARK)
    drawn = io.BytesIO()
    # As a marker on paper: black stays black.
    ImageChops.multiply(page, colour).save(drawn, "PNG")
    return drawn.getvalue()


def rectangles_of(picture: PagePicture, passage: str) -> list[Box]:
    """One rectangle a line, where the passage stands in the text layer; empty where it does not."""
    if not passage.strip():
        return []
    match = EvidenceText([BookPage("", picture.text)]).locate(passage)
    if match.status == "missing":
        return []
    return _lines(picture.boxes[match.start : match.end])


def _lines(boxes: Sequence[Box]) -> list[Box]:
    lines: list[Box] = []
    for left, upper, right, lower in boxes:
        if right <= left or lower <= upper:
            continue
        if lines and _on_one_line(lines[-1], (left, upper, right, lower)):
            before = lines[-1]
            lines[-1] = (
                *(min(before[0], left), min(before[1], upper)),
                *(max(before[2], right), max(before[3], lower)),
            )
        else:
            lines.append((left, upper, right, lower))
    return lines


def _on_one_line(line: Box, box: Box) -> bool:
    middle = (box[1] + box[3]) / 2
    return line[1] <= middle <= line[3]
