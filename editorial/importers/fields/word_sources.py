"""Word's own bibliography: the works in `b:Sources`, and the fields that cite them. Pure: no Django.

ECMA-376 part 1, sections 17.16.5.12 (CITATION) and 22.6 (bibliography).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element

from editorial.importers.fields.field_works import (
    MAX_WORKS,
    FieldCitation,
    FieldWork,
    joint,
    tidy,
    worded_locator,
)
from encyclopedia.bibliography import normalise
from encyclopedia.core.documents import JSON
from encyclopedia.dates import MONTHS

NAMESPACE = "{http://schemas.openxmlformats.org/officeDocument/2006/bibliography}"

_TYPES = {
    "ArticleInAPeriodical": "article-magazine",
    "Art": "graphic",
    "Book": "book",
    "BookSection": "chapter",
    "Case": "legal_case",
    "ConferenceProceedings": "paper-conference",
    "DocumentFromInternetSite": "webpage",
    "ElectronicSource": "webpage",
    "Film": "motion_picture",
    "InternetSite": "webpage",
    "Interview": "interview",
    "JournalArticle": "article-journal",
    "Patent": "patent",
    "Performance": "performance",
    "Report": "report",
    "SoundRecording": "song",
}
_PLAIN = {
    "Title": "title",
    "Publisher": "publisher",
    "City": "publisher-place",
    "Volume": "volume",
    "Issue": "issue",
    "Edition": "edition",
    "Pages": "page",
    "URL": "URL",
    "DOI": "DOI",
    "JournalName": "container-title",
    "PeriodicalTitle": "container-title",
    "BookTitle": "container-title",
    "InternetSiteTitle": "container-title",
    "ConferenceName": "event-title",
    "Institution": "publisher",
    "ThesisType": "genre",
    "ShortTitle": "title-short",
    "NumberVolumes": "number-of-volumes",
}
_PEOPLE = {"Author": "author", "Editor": "editor", "Translator": "translator", "Artist": "author"}
_PARTS = re.compile(r'\\(?P<switch>[a-zA-Z])(?:\s+(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\\\s]+)))?')
_TAG = re.compile(r'\s*CITATION\s+(?:"(?P<quoted>[^"]+)"|(?P<bare>[^\\\s]+))', re.IGNORECASE)


def read_sources(root: Element) -> dict[str, JSON]:
    """The records of a file's sources by their tags; empty where the part holds none."""
    if root.tag != f"{NAMESPACE}Sources":
        return {}
    records: dict[str, JSON] = {}
    for source in root.findall(f"{NAMESPACE}Source"):
        if tag := _text(source, "Tag"):
            records.setdefault(tag, normalise(_record(source)))
    return records


def read_word_citation(instruction: str, sources: Mapping[str, JSON]) -> FieldCitation | None:
    """The citation that a field's instruction names (`CITATION Smi20 \\p 44 \\m Doe21`); None where it is none."""
    match = _TAG.match(instruction)
    if not match:
        return None
    cited: list[dict[str, str]] = [{"m": match["quoted"] or match["bare"]}]
    for part in _PARTS.finditer(instruction, match.end()):
        value = part["quoted"] if part["quoted"] is not None else part["bare"] or ""
        if part["switch"] == "m":
            cited.append({"m": value})
        else:
            cited[-1][part["switch"]] = value
    works = tuple(
        FieldWork(
            sources.get(work["m"], {}),
            (f"word {work['m']}",),
            "",
            worded_locator(work.get("p", "")),
            tidy(work.get("f")).rstrip(" ,;:"),
            joint(work.get("s", "")),
        )
        for work in cited[:MAX_WORKS]
    )
    return FieldCitation(works)


def _record(source: Element) -> JSON:
    kind = _TYPES.get(_text(source, "SourceType"), "document")
    result: JSON = {"type": kind}
    for tag, field in _PLAIN.items():
        if value := _text(source, tag):
            result.setdefault(field, value)
    for role, field in _PEOPLE.items():
        if names := _names(source.find(f"{NAMESPACE}Author/{NAMESPACE}{role}")):
            result.setdefault(field, names)
    number = _text(source, "StandardNumber")
    if number:
        result["ISSN" if kind.startswith("article") else "ISBN"] = number
    for field, suffix in (("issued", ""), ("accessed", "Accessed")):
        if date := _date(source, suffix):
            result[field] = date
    return result


def _names(role: Element | None) -> list[JSON]:
    if role is None:
        return []
    if corporate := _text(role, "Corporate"):
        return [{"literal": corporate}]
    names: list[JSON] = []
    for person in role.iterfind(f"{NAMESPACE}NameList/{NAMESPACE}Person"):
        given = " ".join(filter(None, (_text(person, "First"), _text(person, "Middle"))))
        family = _text(person, "Last")
        if family and given:
            names.append({"family": family, "given": given})
        elif family or given:
            names.append({"literal": family or given})
    return names


def _date(source: Element, suffix: str) -> JSON:
    year, month, day = (_text(source, f"{part}{suffix}") for part in ("Year", "Month", "Day"))
    if not re.fullmatch(r"\d{4}", year):
        return {"literal": year} if year else {}
    parts = [int(year)]
    named = [number for number, name in enumerate(MONTHS, 1) if name.lower() == month.lower()]
    number = int(month) if month.isdecimal() and len(month) < 3 else next(iter(named), 0)
    if 1 <= number <= 12:
        parts.append(number)
        if day.isdecimal() and 1 <= int(day[:3]) <= 31:
            parts.append(int(day))
    return {"date-parts": [parts]}


def _text(element: Element, tag: str) -> str:
    return tidy(element.findtext(f"{NAMESPACE}{tag}"))
