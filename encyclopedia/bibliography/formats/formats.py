"""Bibliography files of any of the three formats: their encoding, and which format they are."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from encyclopedia.bibliography.formats.bibtex import read_bibtex
from encyclopedia.bibliography.formats.bibtex_classic import write_classic_bibtex
from encyclopedia.bibliography.formats.bibtex_writing import write_bibtex
from encyclopedia.bibliography.formats.csljson import read_csljson, write_csljson
from encyclopedia.bibliography.formats.reading_result import FileContents
from encyclopedia.bibliography.formats.ris import read_ris
from encyclopedia.bibliography.formats.ris_writing import write_ris

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ENTRY = re.compile(r"^[ \t]*@[A-Za-z]+[ \t]*[{(]", re.MULTILINE)
_TAG = re.compile(r"(?:^|\r)[ \t]*TY {1,2}- ?", re.MULTILINE)
_BINARY: Final = {
    b"PK": "file_is_archive",
    b"%PDF": "file_is_pdf",
    b"\xd0\xcf\x11\xe0": "file_is_document",
}


@dataclass(frozen=True, slots=True)
class Format:
    """One file format: name for people, ending and media type of its files, reader and writer."""

    name: str
    ending: str
    media_type: str
    read: Callable[[str], FileContents]
    write: Callable[[Iterable[Mapping[str, Any]]], str]


FORMATS: Final[dict[str, Format]] = {
    "bibtex": Format("BibTeX", "bib", "application/x-bibtex", read_bibtex, write_bibtex),
    "ris": Format("RIS", "ris", "application/x-research-info-systems", read_ris, write_ris),
    "csljson": Format(
        "CSL-JSON", "json", "application/vnd.citationstyles.csl+json", read_csljson, write_csljson
    ),
}

CLASSIC: Final = "bibtex-classic"
# What writes each format, and the dialect of one.
WRITERS: Final[dict[str, Callable[[Iterable[Mapping[str, Any]]], str]]] = {
    **{key: form.write for key, form in FORMATS.items()},
    CLASSIC: write_classic_bibtex,
}


# What JabRef writes into the first lines of a file.
_DECLARED = re.compile(
    rb"(?im)^[ \t]*%+[ \t]*(?:Encoding|-\*- coding):[ \t]*([A-Za-z0-9_.:-]{2,40})"
)


def decode(data: bytes, chosen: str = "") -> tuple[str, str]:
    """The text of a file and the encoding it is in.

    A byte order mark decides; then the `chosen` encoding, then the one that the file declares ("% Encoding:
    windows-1251"), each if Python knows it and the bytes are valid in it; then UTF-8, if it is that throughout; then
    UTF-16 without a mark, if every other byte is zero; then Windows-1252, which every byte has a meaning in (Latin-1
    for the five it leaves out).
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), encoding
    declared = _DECLARED.search(data[:5_000])
    for name in (chosen, declared[1].decode("ascii") if declared else ""):
        if (text := _decoded(data, name)) is not None:
            return text, codecs.lookup(name).name
    if encoding := _utf16_without_mark(data):
        return data.decode(encoding, "replace"), encoding
    for encoding in ("utf-8", "cp1252"):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1"), "latin-1"


def _decoded(data: bytes, encoding: str) -> str | None:
    """The text in this encoding of text; None where there is none of this name, or the bytes are not valid in it."""
    try:
        return data.decode(encoding) if encoding and encoding.lower() != "utf8mb4" else None
    except (LookupError, UnicodeError, ValueError):
        return None


def _utf16_without_mark(data: bytes) -> str:
    start = data[:2_000]
    if len(start) < 4 or start.count(0) * 3 < len(start):
        return ""
    return "utf-16-le" if start[1::2].count(0) > start[::2].count(0) else "utf-16-be"


def guess_format(text: str) -> str:
    """The key in FORMATS of what the text looks like, by its content; "" when it is none of them."""
    start = text.removeprefix("\ufeff").lstrip()[:1]
    if start in ("[", "{"):
        return "csljson"
    if _TAG.search(text[:100_000]):
        return "ris"
    return "bibtex" if _ENTRY.search(text) else ""


def read_file(data: bytes, name: str = "", *, encoding: str = "") -> FileContents:
    """The records of a file, whatever of the three formats and whatever encoding; `encoding` is a chosen one."""
    for mark, code in _BINARY.items():
        if data.startswith(mark):
            reading = FileContents()
            reading.add(0, "", code)
            return reading
    text, _ = decode(data, encoding)
    form_name = guess_format(text)
    if not form_name:
        ending = name.rpartition(".")[2].lower()
        form_name = next((key for key, form in FORMATS.items() if form.ending == ending), "")
    if not form_name:
        reading = FileContents()
        reading.add(0, "", "file_of_no_format")
        return reading
    return FORMATS[form_name].read(text)
