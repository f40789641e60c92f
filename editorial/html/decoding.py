"""The bytes of a text file as text: UTF-8 first, then what the file says of itself. Pure: no Django."""

from __future__ import annotations

import codecs
import re

from editorial.html import messages
from editorial.html.imported import ImportProblem, ReportLine, excerpt

MAX_BYTES = 32_000_000

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})|encoding=[\"']([\w.:-]{1,40})"
)
# Python's other codecs transform bytes; these are encodings of text that browsers know too.
_ENCODINGS = re.compile(
    r"utf-?8|utf-?16(?:le|be)?|us-ascii|(?:windows|cp)-?125\d|(?:windows|cp)-?874|iso-?8859-?\d{1,2}"
    r"|latin-?1|koi8-[ru]|macintosh|gb(?:k|2312|18030)|big5|shift[_-]jis|euc-(?:jp|kr)",
    re.IGNORECASE,
)
_NOT_TEXT = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"BZh", b"7z\xbc\xaf")


def decoded(data: bytes) -> tuple[str, list[ReportLine]]:
    """The text, with a line for the report when its encoding had to be guessed.

    Raises ImportProblem, naming the line, when the bytes are not text in a known encoding.
    """
    if len(data) > MAX_BYTES:
        raise ImportProblem(messages.TOO_LONG)
    if data.startswith(_NOT_TEXT):
        raise ImportProblem(messages.NOT_TEXT)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding), []
    if b"\0" in data:
        return _without_mark(data), []
    try:
        return data.decode(), []
    except UnicodeDecodeError as error:
        return _otherwise(data, error)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ImportProblem(messages.ENCODING_BROKEN, _place(data, error)) from error


def _without_mark(data: bytes) -> str:
    """UTF-16 whose byte order shows: Latin letters leave every other byte empty."""
    start = data[:4_000]
    half = len(start) // 2
    for offset, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if half and start[offset::2].count(0) > 0.6 * half > start[1 - offset :: 2].count(0):
            return _strictly(data, encoding)
    raise ImportProblem(messages.NOT_TEXT)


def _otherwise(data: bytes, error: UnicodeDecodeError) -> tuple[str, list[ReportLine]]:
    declared = _DECLARED.search(data[:2_000])
    name = (declared[1] or declared[2]).decode() if declared else ""
    if name and _ENCODINGS.fullmatch(name) and not name.lower().startswith("utf"):
        return _strictly(data, name), []
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as cp1252_error:
        raise ImportProblem(messages.ENCODING_BROKEN, _place(data, error)) from cp1252_error
    line = text.split("\n")[data.count(b"\n", 0, error.start)]
    return text, [ReportLine(0, messages.ENCODING_GUESSED, excerpt(line))]


def _place(data: bytes, error: UnicodeDecodeError) -> str:
    line = data.count(b"\n", 0, error.start) + 1
    return f"line {line}"
