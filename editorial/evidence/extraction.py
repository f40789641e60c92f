"""What a source says, page by page, from the file that was attached: PDF, picture, HTML or plain
text. Pure: no Django.

The kind is recognised by the content, never by the name. A PDF is read in a process of its own, whose
memory and time are bounded.
"""

from __future__ import annotations

import codecs
import hashlib
import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from editorial.evidence.book_words import BookPage
from editorial.evidence.page_pictures import NoPicture, picture_of
from editorial.evidence.paging import html_pages, numbered, text_pages
from editorial.html.imported import ImportProblem
from editorial.html.markup_text import clean
from encyclopedia.core.messages import Message, MessageError

Kind = Literal["pdf", "html", "text", "picture"]

MAX_PDF = 100 << 20
MAX_TEXT = 20 << 20
MAX_SECONDS = 120


TOO_LARGE = Message("evidence_too_large")
TOO_LONG = Message("evidence_too_long")
TOO_HEAVY = Message("evidence_too_heavy")
LOCKED = Message("evidence_locked")
DAMAGED = Message("evidence_damaged")
NO_TEXT = Message("evidence_no_text")
NOT_TEXT = Message("evidence_not_text")

_ENDS = {"locked": LOCKED, "damaged": DAMAGED, "long": TOO_LONG, "heavy": TOO_HEAVY}
# Comments are matched without backtracking: otherwise many of them would take too long.
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?><!--.{0,2000}?-->\s*){0,9}+"
    r"<(?:!doctype\s+html|html|head|body|title|meta|div|p|h[1-6]|article|section|table|ul|ol|blockquote)\b",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{1,40})", re.IGNORECASE)
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class ExtractionProblem(MessageError):
    """Nothing can be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """`digest` is the SHA-256 (hex) of the file, `size` its bytes; `empty` are the pages
    (labels) on which no text was found.
    """

    kind: Kind
    digest: str
    size: int
    pages: tuple[BookPage, ...]

    @property
    def empty(self) -> tuple[str, ...]:
        return tuple(page.label for page in self.pages if not page.text.strip())


def extract(data: bytes, *, label: str = "", seconds: float = MAX_SECONDS) -> Extraction:
    """The text of a file by page. `label` is the (first) page's, where the file does not say.

    Raises ExtractionProblem. Reading a PDF stops after so many `seconds`.
    """
    kind, pages = _read(data, label, seconds)
    if not any(page.text.strip() for page in pages) and not _is_a_scan(kind, data, seconds):
        raise ExtractionProblem(DAMAGED if kind == "picture" else NO_TEXT)
    return Extraction(kind, hashlib.sha256(data).hexdigest(), len(data), tuple(pages))


def _is_a_scan(kind: Kind, data: bytes, seconds: float) -> bool:
    """Whether something is to be seen on the first page, although there is no text."""
    if kind not in {"pdf", "picture"}:
        return False
    try:
        return not picture_of(data, 0, seconds=min(seconds, MAX_SECONDS)).is_blank
    except NoPicture:
        return False


def _read(data: bytes, label: str, seconds: float) -> tuple[Kind, list[BookPage]]:
    if b"%PDF-" in data[:1024]:
        if len(data) > MAX_PDF:
            raise ExtractionProblem(TOO_LARGE)
        return "pdf", _labelled(_pdf_pages(data, seconds), label)
    if data.startswith(_PICTURES):
        if len(data) > MAX_PDF:
            raise ExtractionProblem(TOO_LARGE)
        return "picture", [BookPage(label, "")]
    if len(data) > MAX_TEXT:
        raise ExtractionProblem(TOO_LARGE)
    text = _decoded(data)
    if _HTML.match(text):
        try:
            return "html", html_pages(text, label)
        except ImportProblem as problem:
            raise ExtractionProblem(TOO_LARGE) from problem
    return "text", text_pages(text, label)


def _decoded(data: bytes) -> str:
    """The characters of a text, by its byte order mark, its own declaration, UTF-8, or Windows'
    Western code page.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _checked(data.decode(encoding, "replace"))
    declared = _CHARSET.search(data[:2048])
    names = [declared[1].decode("ascii")] if declared else []
    for name in [*names, "utf-8"]:
        try:
            return _checked(data.decode(name))
        except (UnicodeDecodeError, LookupError):
            continue
    return _checked(data.decode("cp1252", "replace"))


def _checked(text: str) -> str:
    """The text, form feeds kept, when it is one; a few stray controls are dropped."""
    start = text[:65536]
    if len(_CONTROLS.findall(start)) > len(start) // 100:
        raise ExtractionProblem(NOT_TEXT)
    return "\f".join(clean(part) for part in text.split("\f"))


def _pdf_pages(data: bytes, seconds: float) -> list[BookPage]:
    worker = Path(__file__).with_name("pdf_worker.py")
    try:
        process = subprocess.run(  # noqa: S603 our own script, nothing of the user's on the command line
            [sys.executable, "-I", str(worker)],
            input=data,
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise ExtractionProblem(TOO_HEAVY) from error
    lines = process.stdout.decode("utf-8", "replace").splitlines()
    end = _json(lines.pop()) if lines else None
    reason = end.get("end") if isinstance(end, dict) else "heavy"
    if reason != "complete":
        raise ExtractionProblem(_ENDS.get(str(reason), DAMAGED))
    return [BookPage(str(label), clean(str(text))) for label, text in map(json.loads, lines)]


def _labelled(pages: list[BookPage], label: str) -> list[BookPage]:
    """The pages under the labels that the file has, unless `label` says the first one's."""
    if label or not any(page.label for page in pages):
        return numbered([page.text for page in pages], label)
    return pages


def _json(line: str) -> object:
    try:
        return json.loads(line)
    except ValueError:
        return None
