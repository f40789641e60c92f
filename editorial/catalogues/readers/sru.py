"""A library's answer over SRU (1.1, 1.2, 2.0): records in MARC 21 or in Dublin Core, packed as XML or as a string."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from editorial.catalogues.readers.answers import date, local, named, person, text, xml_in, xml_of
from editorial.catalogues.readers.marc import read_marc
from editorial.catalogues.works import NotRead, Question, Reading, Work, work, works
from editorial.fetching.fetch import Answer
from encyclopedia.core.documents import JSON
from encyclopedia.core.messages import Message

_DC: Final = "http://purl.org/dc/"
# "Service, Robert, 1947-", "Service, Robert (1947-....). Auteur du texte", "Service, Robert [Verfasser]"
_BEHIND_NAME: Final = re.compile(r"\s*\[[^\]]*\].*|\s*\([^)]*\d{3}[^)]*\).*|,?\s*\d{4}\s?[-–].*")
_IMPRINT: Final = re.compile(r"(?P<place>[^:]{2,60})\s:\s(?P<publisher>.+)")
_NAMED_IN_BRACKETS: Final = re.compile(r"(?P<publisher>.+?)\s\((?P<place>[^()]{2,60})\)")
_TYPES: Final = (("thes", "thesis"), ("map", "map"), ("article", "article-journal"))


def read_sru(answer: Answer, _question: Question) -> Reading:
    root = xml_of(answer)
    if local(root) != "searchRetrieveResponse":
        raise NotRead("sru")
    listed = [_work(data) for data in named(root, "recordData")]
    if not listed and next(named(root, "diagnostic"), None) is not None:
        raise NotRead("diagnostic")
    return Reading(works(listed))


def _work(data: Element) -> Work | None:
    packed = data if len(data) else _unpacked(data)
    for element in packed.iter():
        if local(element) == "record" and any(local(part) == "datafield" for part in element):
            return read_marc(element)
    return _dublin_core(packed)


def _unpacked(data: Element) -> Element:
    root = Element("recordData")
    if data.text and data.text.strip():
        root.append(xml_in(data.text.strip()))
    return root


def _dublin_core(data: Element) -> Work | None:
    parts: dict[str, list[str]] = {}
    for name, words in _elements(data):
        parts.setdefault(name, []).append(words)
    if not parts.get("title"):
        return None
    # Who is responsible stands behind a stroke, as libraries print it.
    title = parts["title"][0].partition(" / ")[0].replace(" : ", ": ")
    record: JSON = {
        "type": _type(parts),
        "title": title,
        "author": _names(parts.get("creator", [])),
        "issued": date(next(iter(parts.get("date", parts.get("issued", []))), "")),
        "language": next(iter(parts.get("language", [])), "")[:3],
        **_imprint(next(iter(parts.get("publisher", [])), "")),
        **_numbers(parts.get("identifier", [])),
    }
    doubt = Message("catalogue_plain_record")
    return work(record, dict.fromkeys(("type", "title", "author", "publisher", "issued"), doubt))


def _elements(data: Element) -> Iterator[tuple[str, str]]:
    for element in data.iter():
        if str(element.tag).startswith("{" + _DC) and (words := text(element.text or "")):
            yield local(element), words


def _type(parts: dict[str, list[str]]) -> str:
    said = " ".join(parts.get("type", [])).lower()
    return next((kind for sign, kind in _TYPES if sign in said), "book")


def _names(creators: list[str]) -> list[JSON]:
    names = (_BEHIND_NAME.sub("", name).strip(" .,;") for name in creators)
    return [person(name) if "," in name else {"literal": name} for name in names if name]


def _imprint(words: str) -> JSON:
    match = _IMPRINT.fullmatch(words) or _NAMED_IN_BRACKETS.fullmatch(words)
    if not match:
        return {"publisher": words}
    return {"publisher": match["publisher"], "publisher-place": match["place"].strip("[] ")}


def _numbers(identifiers: list[str]) -> JSON:
    made: dict[str, str] = {}
    for words in identifiers:
        bare = re.sub(r"\A(?:urn:)?(?:isbn|doi)[:\s]*", "", words, flags=re.I)
        if re.search(r"\b10\.\d{4,9}/\S", words):
            made.setdefault("DOI", bare)
        elif match := re.match(r"(?:97[89])?[-\s]?(?:\d[-\s]?){9}[\dXx]", bare):
            made["ISBN"] = ", ".join(filter(None, (made.get("ISBN", ""), match.group())))
    return made
