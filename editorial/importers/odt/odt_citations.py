"""The citations in an OpenDocument text: marks of Zotero, fields of Word, LibreOffice’s own. Pure: no Django."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element

from editorial.importers.fields.field_works import FieldCitation, FieldWork, tidy
from editorial.importers.fields.instructions import read_instruction
from editorial.importers.odt.namespaces import FIELD, TEXT
from encyclopedia.bibliography import normalise

_TYPES = {
    "article": "article-journal",
    "book": "book",
    "booklet": "pamphlet",
    "conference": "paper-conference",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "journal": "periodical",
    "manual": "report",
    "mastersthesis": "thesis",
    "phdthesis": "thesis",
    "proceedings": "book",
    "techreport": "report",
    "unpublished": "manuscript",
    "email": "personal_communication",
    "www": "webpage",
}
_PLAIN = {
    "title": "title",
    "publisher": "publisher",
    "address": "publisher-place",
    "volume": "volume",
    "edition": "edition",
    "pages": "page",
    "url": "URL",
    "isbn": "ISBN",
    "series": "collection-title",
    "number": "issue",
    "school": "publisher",
    "institution": "publisher",
}
_WHOLE = ("journal", "booktitle")
_CODE = "vnd.oasis.opendocument.field.code"
_YEAR = re.compile(r"\d{4}")


def marked(element: Element, kept: Mapping[str, str]) -> str:
    """The code of what begins here (a mark, a bookmark, a field), as a Word field has it; "" where there is none."""
    if element.tag == f"{FIELD}fieldmark-start":
        for parameter in element.iter(f"{FIELD}param"):
            if parameter.get(f"{FIELD}name") == _CODE:
                return parameter.get(f"{FIELD}value", "")
        return ""
    name = element.get(f"{TEXT}name", "")
    return kept.get(name, "") if element.tag == f"{TEXT}bookmark-start" else name


def noted_bookmarks(body: Element, numbers: Mapping[str, int]) -> dict[str, int]:
    """The numbers of notes by the bookmarks around their marks, or just before: fields of Word name these."""
    noted: dict[str, int] = {}
    around: set[str] = set()
    for element in body.iter():
        name = element.get(f"{TEXT}name", "")
        if element.tag == f"{TEXT}bookmark-start":
            around.add(name)
        elif element.tag == f"{TEXT}bookmark-end":
            around.discard(name)
        elif element.tag == f"{TEXT}bookmark" and not (element.tail or "").strip():
            around.add(name)
        elif element.tag == f"{TEXT}note":
            noted |= dict.fromkeys(around - noted.keys(), numbers[element.get(f"{TEXT}id", "")])
            # A bookmark is that of the first note behind its beginning.
            around.clear()
    return noted


def read_code(code: str) -> FieldCitation | None:
    return read_instruction(code, "", {})


def read_bibliography_mark(element: Element) -> FieldCitation:
    """LibreOffice's own entry of a bibliography: all its fields stand at the mark."""
    values = {
        name.removeprefix(TEXT): tidy(value)
        for name, value in element.items()
        if name.startswith(TEXT)
    }
    kind = _TYPES.get(values.get("bibliography-type", ""), "document")
    record: dict[str, object] = {"type": kind}
    for name, field in _PLAIN.items():
        if values.get(name):
            record.setdefault(field, values[name])
    for name in _WHOLE:
        if values.get(name):
            record.setdefault("container-title", values[name])
    for role in ("author", "editor"):
        people = [name.strip() for name in re.split(r";|\sand\s", values.get(role, ""))]
        if names := [_name(person) for person in people if person]:
            record[role] = names
    if year := values.get("year"):
        exact = {"date-parts": [[int(year)]]} if _YEAR.fullmatch(year) else {"literal": year}
        record["issued"] = exact
    key = values.get("identifier", "")
    work = FieldWork(normalise(record), (f"libreoffice {key}",) if key else ())
    return FieldCitation((work,), tidy("".join(element.itertext())))


def _name(words: str) -> dict[str, str]:
    family, comma, given = (part.strip() for part in words.partition(","))
    return {"family": family, "given": given} if comma and given else {"literal": family}
