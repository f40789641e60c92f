"""Small files that mean more than a machine holds, and large ones that were made to be slow: each with its reader."""

from __future__ import annotations

import io
import json
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from attack.parsers import READERS, WORD, docx

from editorial.evidence.extraction import extract
from editorial.importers.texts.file_reading import read_any
from editorial.verifying.opening import open_bundle, read

_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
LAUGHS = f'<!DOCTYPE a [<!ENTITY l0 "ha">{_LAUGHS}]>'
PARAGRAPH = "<w:p><w:r><w:t>Some words of a paragraph.</w:t></w:r></w:p>"


def _zipped(*files: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return out.getvalue()


def _word(document: bytes) -> bytes:
    """A Word file of these parts, its document as it is given."""
    whole = zipfile.ZipFile(io.BytesIO(docx("")))
    kept = [(name, whole.read(name)) for name in whole.namelist() if name != "word/document.xml"]
    return _zipped(*kept, ("word/document.xml", document))


def _odt() -> bytes:
    return _zipped(
        ("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b" " * (64 << 20))
    )


def _lying(data: bytes) -> bytes:
    """The archive's directory says that everything in it is one byte."""
    at = 0
    changed = bytearray(data)
    while (at := changed.find(b"PK\x01\x02", at)) >= 0:
        changed[at + 24 : at + 28] = struct.pack("<I", 1)
        at += 4
    return bytes(changed)


def picture(width: int, height: int, kind: str, mode: str = "RGB") -> bytes:
    from PIL import Image

    out = io.BytesIO()
    options: dict[str, Any] = {"method": 0, "quality": 1} if kind == "WEBP" else {}
    Image.new(mode, (width, height)).save(out, kind, **options)
    return out.getvalue()


def png_with(kind: bytes, content: bytes) -> bytes:
    """A small PNG with one more chunk."""
    data = picture(64, 64, "PNG")
    chunk = struct.pack(">I", len(content)) + kind + content
    chunk += struct.pack(">I", zlib.crc32(kind + content))
    return data[:33] + chunk + data[33:]


def pdf(*objects: bytes) -> bytes:
    """The objects in their order, from 1; the first is the catalogue."""
    out = b"%PDF-1.7\n"
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    count = len(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, table)
    return out + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n0\n%%%%EOF" % count


def _streamed(content: bytes, filters: int = 1) -> bytes:
    for _ in range(filters):
        content = zlib.compress(content, 9)
    names = b" ".join([b"/FlateDecode"] * filters)
    return b"<</Length %d/Filter[%s]>>stream\n%s\nendstream" % (len(content), names, content)


def _page_of(stream: bytes) -> bytes:
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<<>>>>",
        stream,
    )


def _circling() -> bytes:
    """A PDF whose table of places names itself as the one before it."""
    data = _page_of(_streamed(b" "))
    at = data.index(b"xref\n0 ")
    return data.replace(b"R>>\nstartxref\n0", b"R/Prev %d>>\nstartxref\n%d" % (at, at))


def _stripped(data: bytes) -> Any:
    from editorial.storage.picture_files import stripped

    return stripped(data)[1:]


def _unbundled(data: bytes) -> Any:
    with tempfile.NamedTemporaryFile(suffix=".zip") as file:
        file.write(data)
        file.flush()
        bundle = open_bundle(Path(file.name))
        try:
            return sum(len(read(bundle, name)) for name in bundle.names())
        finally:
            bundle.close()


def _any(data: bytes) -> Any:
    return read_any(data, name="a.docx")


def _evidence(data: bytes) -> Any:
    return extract(data, seconds=20).kind


def _of(reader: str) -> Callable[[bytes], Any]:
    return lambda data: READERS[reader](data.decode())


def _deep(depth: int) -> bytes:
    return (f'<w:document xmlns:w="{WORD}">' + "<w:sdt>" * depth).encode()


# By name: how it is made, and who reads it. Each is either read or refused in words.
BOMBS: dict[str, tuple[Callable[[], bytes], Callable[[bytes], Any]]] = {
    "Word: one part of 64 MB": (lambda: _word(b" " * (64 << 20)), _any),
    "Word: sizes that lie": (lambda: _lying(_word(b" " * (64 << 20))), _any),
    "Word: 20,000 parts": (lambda: _zipped(*((f"word/{n}", b"") for n in range(20_000))), _any),
    "Word: a picture of 256 MB": (
        lambda: docx(PARAGRAPH, **{"word/media/a.png": b"\0" * (256 << 20)}),
        _any,
    ),
    "Word: entities": (lambda: _word(LAUGHS.encode() + b"<a>&l11;</a>"), _any),
    "Word: nested 100,000 times": (lambda: _word(_deep(100_000)), _any),
    "Word: 80,000 paragraphs": (lambda: docx(PARAGRAPH * 80_000), _any),
    "Word: one paragraph of 80,000 runs": (
        lambda: docx(f"<w:p>{'<w:r><w:t>a </w:t></w:r>' * 80_000}</w:p>"),
        _any,
    ),
    "OpenDocument: one part of 64 MB": (_odt, _any),
    "page: nested 200,000 times": (lambda: b"<div>" * 200_000, _any),
    "page: one cell over 10,000 columns and rows": (
        lambda: b"<table>" + b"<tr><td colspan=10000 rowspan=10000>a" * 2_000,
        _any,
    ),
    "dump: entities": (lambda: (LAUGHS + "<mediawiki>&l11;</mediawiki>").encode(), _of("dump")),
    "dump: a page of 64 MB": (
        lambda: b"<page><title>a</title><revision><text>" + b"a" * (64 << 20),
        _of("dump"),
    ),
    "dump: a name of 8 MB": (lambda: b"<page><" + b"a" * (8 << 20) + b"/>", _of("dump")),
    "dump: nested 100,000 times": (lambda: b"<page>" * 100_000, _of("dump")),
    "wikitext: 2 MB of templates": (lambda: b"{{a|b=[[c]]}} " * 140_000, _of("wikitext")),
    "wikitext: a table of 100,000 cells": (
        lambda: b"{|\n" + b"|a||b||c||d\n|-\n" * 25_000 + b"|}",
        _of("wikitext"),
    ),
    "BibTeX: 20,000 entries": (
        lambda: b"".join(b"@book{a%d, title={b}, author={A and B}}\n" % n for n in range(20_000)),
        _of("BibTeX"),
    ),
    "BibTeX: nested 100,000 times": (
        lambda: b"@book{a, title=" + b"{" * 100_000 + b"}" * 100_000 + b"}",
        _of("BibTeX"),
    ),
    "BibTeX: 50,000 names": (
        lambda: b"@book{a, author={" + b"A, B and " * 50_000 + b"C}}",
        _of("BibTeX"),
    ),
    "RIS: 20,000 records": (lambda: b"TY  - BOOK\nTI  - a\nER  - \n" * 20_000, _of("RIS")),
    "RIS: a record of 100,000 names": (
        lambda: b"TY  - BOOK\n" + b"AU  - A, B\n" * 100_000 + b"ER  - \n",
        _of("RIS"),
    ),
    "CSL-JSON: nested 100,000 times": (lambda: b"[" * 100_000 + b"]" * 100_000, _of("CSL-JSON")),
    "CSL-JSON: 20,000 records": (
        lambda: json.dumps([{"id": str(n), "type": "book"} for n in range(20_000)]).encode(),
        _of("CSL-JSON"),
    ),
    "CSL-JSON: a number of 1,000,000 digits": (
        lambda: b'[{"id":"a","type":"book","volume":' + b"9" * 1_000_000 + b"}]",
        _of("CSL-JSON"),
    ),
    "markup: nested 50,000 times": (lambda: b"> " * 50_000 + b"a", _of("markup")),
    "markup: 20,000 citations": (lambda: b"A word.[@a, p. 1] " * 20_000, _of("markup")),
    "picture: 6,300 × 6,300 WebP": (lambda: picture(6_300, 6_300, "WEBP"), _stripped),
    "picture: 6,300 × 6,300 WebP with holes": (
        lambda: picture(6_300, 6_300, "WEBP", "RGBA"),
        _stripped,
    ),
    "picture: 9,900 × 4,000 PNG": (lambda: picture(9_900, 4_000, "PNG", "RGBA"), _stripped),
    "picture: 6,300 × 6,300 JPEG of four colours": (
        lambda: picture(6_300, 6_300, "JPEG", "CMYK"),
        _stripped,
    ),
    "picture: 9,000 × 9,000": (lambda: picture(9_000, 9_000, "PNG", "L"), _stripped),
    "picture: a PNG that says 1,000,000 × 1,000,000": (
        lambda: picture(64, 64, "PNG").replace(
            struct.pack(">II", 64, 64), struct.pack(">II", 10**6, 10**6)
        ),
        _stripped,
    ),
    "picture: a profile of 256 MB": (
        lambda: png_with(b"iCCP", b"a\0\0" + zlib.compress(b"\0" * (256 << 20))),
        _stripped,
    ),
    "picture: words of 256 MB": (
        lambda: png_with(b"zTXt", b"a\0\0" + zlib.compress(b"\0" * (256 << 20))),
        _stripped,
    ),
    "PDF: a page of 512 MB": (lambda: _page_of(_streamed(b" " * (512 << 20))), _evidence),
    "PDF: packed three times": (lambda: _page_of(_streamed(b"\0" * (256 << 20), 3)), _evidence),
    "PDF: pages of themselves": (
        lambda: pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>"),
        _evidence,
    ),
    "PDF: a table before itself": (_circling, _evidence),
    "PDF: nested 100,000 times": (
        lambda: _page_of(b"[" * 100_000 + b"]" * 100_000),
        _evidence,
    ),
    "PDF: says a million pages": (
        lambda: pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 1000000>>"),
        _evidence,
    ),
    "bundle: one file of 256 MB": (lambda: _zipped(("a.json", b" " * (256 << 20))), _unbundled),
    "bundle: 100,000 files": (
        lambda: _zipped(*((f"a/{n}.json", b"") for n in range(100_000))),
        _unbundled,
    ),
    "bundle: out of itself": (lambda: _zipped(("../../etc/passwd", b"a")), _unbundled),
    "bundle: sizes that lie": (
        lambda: _lying(_zipped(("a.json", b" " * (256 << 20)))),
        _unbundled,
    ),
}

# Large, and as good as any: these are read.
_GOOD = (
    *("wikitext", "BibTeX: 20", "BibTeX: 50", "RIS", "CSL-JSON: 20", "markup"),
    *("picture: 6,300", "picture: 9,900", "Word: 80,000", "Word: one paragraph"),
)
READ = frozenset(name for name in BOMBS if name.startswith(_GOOD))
