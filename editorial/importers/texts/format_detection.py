"""What a file is by its first bytes, so that a wrong one is refused before the import begins. Pure: no Django."""

from __future__ import annotations

import bz2
import re
import zipfile
import zlib
from pathlib import Path, PurePath

from editorial.html.messages import NOT_WORD, OLD_WORD
from encyclopedia import bibliography
from encyclopedia.core.messages import Message

_HEAD = 1 << 18
_XML = re.compile(rb"<mediawiki[\s>]")
_TEXTS = {"word/document.xml", "content.xml"}
_ENDINGS = {
    "mediawiki": (".xml", ".bz2", ".gz"),
    "bibliography": (".bib", ".bibtex", ".ris", ".json"),
    "text": (".txt", ".md", ".markdown", ".html", ".htm", ".docx", ".odt"),
}


EMPTY = Message("file_empty")
ZIP = Message("unfit_zip")
PDF = Message("unfit_pdf")
BINARY = Message("unfit_binary")
NOT_EXPORT = Message("unfit_not_export")
NOT_BIBLIOGRAPHY = Message("unfit_not_bibliography")


def kind_by_name(name: str) -> str:
    """The kind of import that the file's name suggests; "" when its ending says nothing."""
    ending = PurePath(name.lower()).suffix
    return next((kind for kind, endings in _ENDINGS.items() if ending in endings), "")


def unfit(path: Path, kind: str) -> Message | None:
    """Why the file cannot be imported as that kind; None when nothing prevents it.

    Looks at the beginning alone: a file that breaks later is read up to the break.
    """
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    if not head:
        return EMPTY
    if kind == "mediawiki":
        return _unfit_export(head)
    if kind == "bibliography":
        return _unfit_bibliography(head)
    return _unfit_text(path, head)


def _unfit_export(head: bytes) -> Message | None:
    if head.startswith(b"PK\x03\x04"):
        return ZIP
    # Without its zeros UTF-16 reads like ASCII.
    return None if _XML.search(_unpacked(head).replace(b"\x00", b"")) else NOT_EXPORT


def _unpacked(head: bytes) -> bytes:
    """The beginning of the plain file, as far as the first bytes of a packed one allow."""
    try:
        if head.startswith(b"BZh"):
            return bz2.BZ2Decompressor().decompress(head, max_length=_HEAD) or b"<mediawiki "
        if head.startswith(b"\x1f\x8b"):
            return zlib.decompressobj(wbits=31).decompress(head, _HEAD)
    except (OSError, zlib.error):
        return b""
    return head


def _unfit_bibliography(head: bytes) -> Message | None:
    if head.startswith(b"PK\x03\x04"):
        return ZIP
    if head.startswith(b"%PDF"):
        return PDF
    format_name = bibliography.guess_format(bibliography.decode(head)[0])
    return None if format_name else NOT_BIBLIOGRAPHY


def _unfit_text(path: Path, head: bytes) -> Message | None:
    if head.startswith(b"%PDF"):
        return PDF
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return OLD_WORD
    if head.startswith(b"PK"):
        try:
            with zipfile.ZipFile(path) as archive:
                return None if _TEXTS & set(archive.namelist()) else NOT_WORD
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
            return NOT_WORD
    zeros = head.count(0)
    return BINARY if zeros and zeros < len(head) // 4 else None
