"""The citations of EndNote: XML with the whole record of every work. Pure: no Django."""

from __future__ import annotations

import base64
import binascii
import re
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from editorial.importers.fields.field_works import (
    MAX_FIELD,
    MAX_WORKS,
    FieldCitation,
    FieldWork,
    joint,
    tidy,
    worded_locator,
)
from encyclopedia.bibliography import normalise
from encyclopedia.core.documents import JSON

# EndNote's reference types, by their names, as CSL's.
_TYPES = {
    "ancient text": "classic",
    "artwork": "graphic",
    "audiovisual material": "motion_picture",
    "bill": "bill",
    "blog": "post-weblog",
    "book": "book",
    "book section": "chapter",
    "case": "legal_case",
    "conference paper": "paper-conference",
    "conference proceedings": "paper-conference",
    "dataset": "dataset",
    "dictionary": "entry-dictionary",
    "edited book": "book",
    "electronic article": "article-journal",
    "electronic book": "book",
    "encyclopedia": "entry-encyclopedia",
    "film": "motion_picture",
    "government document": "report",
    "hearing": "hearing",
    "interview": "interview",
    "journal article": "article-journal",
    "magazine article": "article-magazine",
    "manuscript": "manuscript",
    "map": "map",
    "newspaper article": "article-newspaper",
    "pamphlet": "pamphlet",
    "patent": "patent",
    "personal communication": "personal_communication",
    "report": "report",
    "statute": "legislation",
    "thesis": "thesis",
    "web page": "webpage",
}
_PLAIN = {
    "publisher": "publisher",
    "pub-location": "publisher-place",
    "volume": "volume",
    "edition": "edition",
    "isbn": "ISBN",
    "language": "language",
    "section": "section",
    "abstract": "abstract",
    "call-num": "call-number",
}
_PEOPLE = {
    "authors": "author",
    "secondary-authors": "editor",
    "tertiary-authors": "collection-editor",
    "subsidiary-authors": "translator",
}
_ARTICLES = frozenset(["article-journal", "article-magazine", "article-newspaper"])
_YEAR = re.compile(r"\d{4}")
_DOI = re.compile(r"10\.\d{4,9}/\S+")


def unpacked(data: str) -> str:
    """The XML in a field's data, which Word keeps in base 64; "" where it is none."""
    if len(data) > MAX_FIELD:
        return ""
    try:
        content = base64.b64decode("".join(data.split()) + "==")
    except (binascii.Error, ValueError):
        return ""
    encoding = "utf-16-le" if content[1:2] == b"\x00" else "utf-8"
    return content.decode(encoding, "replace").strip("\x00\ufeff \r\n")


def read_endnote(text: str) -> FieldCitation | None:
    """The citation in the XML behind `EN.CITE`; None where it is none."""
    start, end = text.find("<EndNote>"), text.rfind("</EndNote>")
    if start < 0 or end < start or len(text) > MAX_FIELD:
        return None
    try:
        root = fromstring(text[start : end + len("</EndNote>")])
    except (ParseError, DefusedXmlException, ValueError):
        return None
    cites = root.findall("Cite")[:MAX_WORKS]
    works = tuple(_work(cite) for cite in cites)
    shown = next((words for cite in cites if (words := _words(cite.find("DisplayText")))), "")
    return FieldCitation(works, shown) if works else None


def _work(cite: Element) -> FieldWork:
    record = cite.find("record")
    number = _words(cite.find("RecNum"))
    return FieldWork(
        normalise(_record(record)) if record is not None else {},
        (f"endnote {number}",) if number else (),
        "",
        worded_locator(_words(cite.find("Pages")) or _words(cite.find("CitedPages"))),
        _words(cite.find("Prefix")).rstrip(" ,;:"),
        joint(_words(cite.find("Suffix"))),
    )


def _record(record: Element) -> JSON:
    named = record.find("ref-type")
    name = named.get("name", "").lower() if named is not None else ""
    kind = _TYPES.get(name.partition(" or ")[0], "document")
    result: JSON = {"type": kind, "title": _words(record.find("titles/title"))}
    whole = _words(record.find("titles/secondary-title")) or _words(
        record.find("periodical/full-title")
    )
    if whole:
        result["container-title" if kind in {*_ARTICLES, "chapter"} else "collection-title"] = whole
    for tag, field in _PLAIN.items():
        if value := _words(record.find(tag)):
            result[field] = value
    for tag, field in _PEOPLE.items():
        people = record.findall(f"contributors/{tag}/author")
        if names := [_name(_words(person)) for person in people if _words(person)]:
            result[field] = names
    if number := _words(record.find("number")):
        result["issue" if kind in _ARTICLES else "collection-number"] = number
    if pages := _words(record.find("pages")):
        result["number-of-pages" if kind == "book" else "page"] = pages
    if year := _words(record.find("dates/year")):
        exact = {"date-parts": [[int(year)]]} if _YEAR.fullmatch(year) else {"literal": year}
        result["issued"] = exact
    if doi := _DOI.search(_words(record.find("electronic-resource-num"))):
        result["DOI"] = doi.group()
    if url := _words(record.find("urls/related-urls/url")):
        result["URL"] = url
    if result.get("ISBN") and kind in _ARTICLES:
        result["ISSN"] = result.pop("ISBN")
    return result


def _name(words: str) -> JSON:
    family, comma, given = (part.strip() for part in words.partition(","))
    return {"family": family, "given": given} if comma and given else {"literal": family}


def _words(element: Element | None) -> str:
    return tidy("".join(element.itertext())) if element is not None else ""
