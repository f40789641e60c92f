"""What a file is by its first bytes: a wrong one is refused with a reason before the import begins."""

from __future__ import annotations

import bz2
import gzip
import io
import zipfile
from pathlib import Path

import pytest
from exports import page, written

from editorial.importers.texts.format_detection import kind_by_name, unfit
from editorial.wording import words

EXPORT = written(page())


def zipped(name: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(name, "x")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("mediawiki", EXPORT.encode()),
        ("mediawiki", b"\xef\xbb\xbf" + EXPORT.encode()),
        ("mediawiki", f'<?xml version="1.0" encoding="UTF-16"?>{EXPORT}'.encode("utf-16")),
        ("mediawiki", bz2.compress(EXPORT.encode())),
        ("mediawiki", gzip.compress(EXPORT.encode(), mtime=0)),
        ("bibliography", b"% mine\n@book{a, title={T}}"),
        ("bibliography", b"\r\nTY  - BOOK\r\nER  - \r\n"),
        ("bibliography", b'[{"id": "a"}]'),
        ("bibliography", "@book{a, title={T}}".encode("utf-16")),
        ("text", "Ein Wort.".encode("latin-1")),
        ("text", "A word.[1]".encode("utf-16")),
        ("text", b"<p>A word.</p>"),
        ("text", zipped("word/document.xml")),
    ],
)
def test_what_fits_is_accepted(tmp_path: Path, kind: str, content: bytes) -> None:
    path = tmp_path / "f"
    path.write_bytes(content)
    assert unfit(path, kind) is None


@pytest.mark.parametrize(
    ("kind", "content", "message"),
    [
        ("mediawiki", b"", "empty"),
        ("bibliography", b"", "empty"),
        ("text", b"", "empty"),
        ("mediawiki", zipped("export.xml"), "zip archive"),
        ("mediawiki", b"<html><body>mediawiki</body></html>", "not a MediaWiki export"),
        ("mediawiki", b"BZh9 is not what follows", "not a MediaWiki export"),
        ("mediawiki", bz2.compress(b"words " * 50_000, 1), "not a MediaWiki export"),
        ("mediawiki", gzip.compress(b"words", mtime=0), "not a MediaWiki export"),
        ("bibliography", b"author,title,year\nService,Trotsky,2009\n", "no BibTeX"),
        ("bibliography", zipped("a.bib"), "zip archive"),
        ("bibliography", b"%PDF-1.7", "PDF"),
        ("text", b"%PDF-1.7", "PDF"),
        ("text", zipped("export.xml"), "neither a Word file"),
        ("text", b"PK\x03\x04 torn", "neither a Word file"),
        ("text", b"\xd0\xcf\x11\xe0\xa1\xb1", "old Word file"),
        ("text", b"\x89PNG\r\n\x1a\n\x00\x00" + b"x" * 100, "not text"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_reason(
    tmp_path: Path, kind: str, content: bytes, message: str
) -> None:
    path = tmp_path / "f"
    path.write_bytes(content)
    problem = unfit(path, kind)
    assert problem is not None
    assert message in words(problem)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Dump.XML.bz2", "mediawiki"),
        ("export.xml", "mediawiki"),
        ("refs.bib", "bibliography"),
        ("refs.RIS", "bibliography"),
        ("an article.docx", "text"),
        ("README", ""),
        ("", ""),
        ("../../etc/passwd", ""),
    ],
)
def test_the_name_suggests_a_kind(name: str, kind: str) -> None:
    assert kind_by_name(name) == kind
