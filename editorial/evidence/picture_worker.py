"""A picture of one page of a PDF, or of a scan, in a process of its own: the file from standard input, the picture to
standard output.

Run by `page_pictures` with bounds on memory and time that hold whatever is in the file. Imports no
module of ours. The argument is the page's number from 0. The first line is JSON, `{"end":
"complete", "text": …, "boxes": …}`: the characters of the page's text layer, and for each the left,
upper, right and lower edge in the picture; then follows the PNG.
"""

from __future__ import annotations

import io
import json
import sys

import pypdfium2
from PIL import Image, UnidentifiedImageError

MAX_MEMORY = 1536 << 20
MAX_PROCESSOR_SECONDS = 30
# Of the picture, in pixels.
WIDTH, HEIGHT = 1200, 2400
MAX_CHARACTERS = 60_000
Image.MAX_IMAGE_PIXELS = 120_000_000

Box = tuple[int, int, int, int]

_BROKEN = (
    pypdfium2.PdfiumError,
    UnidentifiedImageError,
    Image.DecompressionBombError,
    ValueError,
    IndexError,
    OSError,
    SyntaxError,
)


def main() -> None:
    _bound()
    png = b""
    head: dict[str, object] = {"end": "complete", "text": "", "boxes": []}
    try:
        data = sys.stdin.buffer.read()
        if b"%PDF-" in data[:1024]:
            picture, text, boxes = _page(data, int(sys.argv[1]))
            head |= {"text": text, "boxes": boxes}
        else:
            picture = _scan(data)
        written = io.BytesIO()
        picture.convert("RGB").save(written, "PNG")
        png = written.getvalue()
    except MemoryError:
        head, png = {"end": "heavy"}, b""
    except _BROKEN:
        head, png = {"end": "damaged"}, b""
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + png)


def _bound() -> None:
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_PROCESSOR_SECONDS, MAX_PROCESSOR_SECONDS))


def _page(data: bytes, number: int) -> tuple[Image.Image, str, list[Box]]:
    page = pypdfium2.PdfDocument(data)[number]
    width, height = page.get_size()
    bitmap = page.render(scale=min(WIDTH / max(width, 1), HEIGHT / max(height, 1)))
    place = bitmap.get_posconv(page)
    layer = page.get_textpage()
    characters: list[str] = []
    boxes: list[Box] = []
    for index in range(min(layer.count_chars(), MAX_CHARACTERS)):
        code = pypdfium2.raw.FPDFText_GetUnicode(layer, index)
        left, lower, right, upper = layer.get_charbox(index, loose=True)
        xs, ys = zip(place.to_bitmap(left, upper), place.to_bitmap(right, lower), strict=True)
        characters.append(chr(code) if 0 < code < 0xD800 or 0xDFFF < code < 0x110000 else "\ufffd")
        boxes.append((int(min(xs)), int(min(ys)), int(max(xs)), int(max(ys))))
    return bitmap.to_pil(), "".join(characters), boxes


def _scan(data: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(data), formats=("PNG", "JPEG"))
    picture.thumbnail((WIDTH, HEIGHT))
    return picture


if __name__ == "__main__":
    main()
