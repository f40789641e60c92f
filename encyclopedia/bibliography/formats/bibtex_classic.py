"""BibTeX files out for its classic styles (plain, apalike …): their types and fields, and text that LaTeX sets alone.

They know nothing of biblatex's `date`, `location` and `journaltitle`, and their program reads bytes, not letters: so
accents are commands. Letters of other scripts stand as they are. What the classic fields cannot hold is left out:
biblatex's file has all of a record.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from bibtexparser.entrypoint import write_string
from bibtexparser.library import Library
from bibtexparser.model import Entry, Field
from bibtexparser.writer import BibtexFormat
from pylatexenc.latexencode import UnicodeToLatexEncoder  # type: ignore[import-untyped]

from encyclopedia.bibliography.formats.bibtex_names import others_of
from encyclopedia.bibliography.formats.bibtex_writing import key_of
from encyclopedia.bibliography.formats.latex import encode
from encyclopedia.bibliography.records.personal_names import Name, read_names
from encyclopedia.bibliography.records.record_dates import read_date

# CSL's types whose classic one is not "misc", https://ctan.org/pkg/btxdoc section 3.1.
_TYPES: Final = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "article": "article",
    "review": "article",
    "review-book": "article",
    "book": "book",
    "classic": "book",
    "collection": "book",
    "chapter": "incollection",
    "entry-encyclopedia": "incollection",
    "entry-dictionary": "incollection",
    "paper-conference": "inproceedings",
    "report": "techreport",
    "thesis": "phdthesis",
    "manuscript": "unpublished",
    "pamphlet": "booklet",
}
_TEXTS: Final = {
    "title": "title",
    "volume": "volume",
    "edition": "edition",
    "collection-title": "series",
    "publisher-place": "address",
    "note": "note",
    "DOI": "doi",
    "ISBN": "isbn",
    "ISSN": "issn",
    "URL": "url",
}
_MONTHS: Final = [
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
]
_VERBATIM: Final = frozenset({"DOI", "URL"})
_accented = UnicodeToLatexEncoder(
    unknown_char_policy="keep", replacement_latex_protection="braces-almost-all"
)


def write_classic_bibtex(records: Iterable[Mapping[str, Any]]) -> str:
    """The records for classic styles, in their own order; keys are their ids."""
    library = Library()
    keys: dict[str, int] = {}
    for record in records:
        kind = _type(record)
        fields = [Field(name, value) for name, value in _fields(record, kind) if value != "{}"]
        library.add(Entry(kind, key_of(record, keys), fields))
    form = BibtexFormat()  # type: ignore[no-untyped-call]
    form.indent = "  "
    form.block_separator = "\n"
    form.trailing_comma = True
    return write_string(library, unparse_stack=[], bibtex_format=form) if keys else ""


def _type(record: Mapping[str, Any]) -> str:
    kind = str(record.get("type", ""))
    genre = str(record.get("genre", "")).lower()
    if kind == "thesis" and "master" in genre:
        return "mastersthesis"
    return _TYPES.get(kind, "misc")


def _fields(record: Mapping[str, Any], kind: str) -> Iterator[tuple[str, str]]:
    for field in ("author", "editor"):
        if record.get(field):
            yield field, _braced(_names(record[field], others=others_of(record, field)))
    for field, name in _TEXTS.items():
        if value := _words(record.get(field)):
            yield name, _braced(_verbatim(value) if field in _VERBATIM else _latex(value))
    container, publisher = (_words(record.get(name)) for name in ("container-title", "publisher"))
    if kind == "misc":
        # Its styles print neither a series nor a publisher.
        yield "howpublished", _braced(_latex(", ".join(filter(None, (container, publisher)))))
    else:
        yield _container_field(kind), _braced(_latex(container))
    number = record.get("issue") or record.get("number") or record.get("collection-number")
    yield "number", _braced(_latex(_words(number)))
    pages = _latex(re.sub(r"\s*[-–—]+\s*", "-", _words(record.get("page"))))
    yield "pages", _braced(pages.replace("-", "--"))
    if kind != "misc":
        house = {
            "techreport": "institution",
            "phdthesis": "school",
            "mastersthesis": "school",
        }.get(kind, "publisher")
        yield house, _braced(_latex(publisher))
    yield from _date(record)


def _container_field(kind: str) -> str:
    """Where the title of what a work stands in goes: a journal's has a field of its own."""
    return {"article": "journal", "book": "series"}.get(kind, "booktitle")


def _date(record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The year as it stands, and a month by the name that every style knows."""
    date = read_date(record.get("issued"))
    if date is None:
        return
    if not date.parts:
        yield "year", _braced(_latex(date.literal))
        return
    first, last = date.parts[0], date.parts[-1]
    years = str(first[0])
    if last[0] and last[0] != first[0]:
        years += f"--{last[0]}"
    yield "year", _braced(years)
    if len(first) > 1 and 1 <= first[1] <= 12:
        yield "month", _MONTHS[first[1] - 1]


def _names(value: Any, *, others: bool) -> str:
    """Names as "von Last, Jr, First"; what is no person's, and what BibTeX would part, in braces."""
    names = [_name(name) for name in read_names(value)]
    return " and ".join([*names, "others"] if others and names else names)


def _name(name: Name) -> str:
    if name.literal or not name.family:
        return _braced(_latex(name.literal or name.given))
    particle = " ".join(filter(None, (name.dropping, name.particle)))
    family, given, suffix = map(_latex, (name.family, name.given, name.suffix))
    if " " in family or family[:1].islower():
        family = _braced(family)
    parts = [f"{_latex(particle)} {family}".strip(), *([suffix] if suffix else []), given]
    return ", ".join(part for part in parts if part)


def _latex(words: str) -> str:
    return _commands(encode(words))


def _commands(latex: str) -> str:
    """LaTeX whose accented letters and printers' signs are commands; other scripts stay as they are."""
    return "".join(map(_command, latex))


def _command(sign: str) -> str:
    if sign.isascii() or (sign.isalpha() and not unicodedata.name(sign, "").startswith("LATIN")):
        return sign
    return str(_accented.unicode_to_latex(sign))


def _verbatim(value: str) -> str:
    return "".join(f"%{ord(sign):02X}" if sign in "{}\\ " else sign for sign in value.strip())


def _braced(value: str) -> str:
    return f"{{{value}}}"


def _words(value: Any) -> str:
    return str(value) if isinstance(value, str | int) else ""
