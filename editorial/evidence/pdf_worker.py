"""The text of a PDF page by page, in a process of its own: PDF from standard input, JSON lines to
standard output.

Run by `extraction` with bounds on memory and time that hold whatever is in the file. Imports
no module of ours. One line per page, `[label, text]`, the label empty where the file has none; the
last line says how it ended, `{"end": "complete"}`.
"""

from __future__ import annotations

import io
import json
import logging
import struct
import sys
import zlib

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

MAX_MEMORY = 1536 << 20
MAX_PAGES = 5_000
MAX_CHARACTERS = 30_000_000

# pypdf reads what it can of a broken file, and raises many other errors than its own on the rest.
_BROKEN = (
    PyPdfError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    AssertionError,
    NotImplementedError,
    RecursionError,
    OverflowError,
    ZeroDivisionError,
    EOFError,
    OSError,
    struct.error,
    zlib.error,
)


def main() -> None:
    _bound(MAX_MEMORY)
    logging.disable(logging.CRITICAL)
    try:
        end = _read(io.BytesIO(sys.stdin.buffer.read()))
    except DependencyError:
        end = "locked"
    except MemoryError:
        end = "heavy"
    except _BROKEN:
        end = "damaged"
    _write({"end": end})


def _bound(memory: int) -> None:
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _read(file: io.BytesIO) -> str:
    reader = PdfReader(file, strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        return "locked"
    count = len(reader.pages)
    if count > MAX_PAGES:
        return "long"
    labels = _labels(reader)
    if len(labels) != count:
        labels = [""] * count
    characters = 0
    for number, label in enumerate(labels):
        try:
            text = reader.pages[number].extract_text()
        except _BROKEN:
            text = ""
        characters += len(text)
        if characters > MAX_CHARACTERS:
            return "long"
        _write([label, text])
    return "complete"


def _labels(reader: PdfReader) -> list[str]:
    """What the file itself calls its pages, empty when it does not say."""
    try:
        return list(reader.page_labels) if "/PageLabels" in reader.root_object else []
    except _BROKEN:
        return []


def _write(line: object) -> None:
    sys.stdout.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()
