"""Papers in archives: fond, opis and delo, Bestand and Blatt, box and folder, legajo, busta. Pure: no Django."""

from __future__ import annotations

import re
from typing import Final

from editorial.references.parsed_reference import JSON

_FOND: Final = re.compile(
    r"(?P<archive>[^\n]{2,120}?)[.,]\s(?P<location>(?:[Фф]онд"
    r"|[Фф]|fond|f(?=\.\s?\d+[,.]?\s(?:op|inv)\.))\.?\s?[\w.-]*\d[\w.-]*[.,]\s?.*?)"
    r"(?:[.,]\s?(?P<leaf>(?:[Лл]{1,2}|ll?)\.?\s?\d[\d\s,–-]*(?:об\.?)?))?\s*\.?\s*"
)
_NAMED: Final = re.compile(
    r"(?P<archive>(?:[^,]{0,60}\b)?(?:(?i:archiv\w*|archives?|archivi?o\b[^,.]*|bundesarchiv|nachla(?:ss|ß)|papers"
    r"|national archives|public record office|"
    r"library of congress)|TNA|PRO|NARA|BArch|SAPMO\S*|AHN|AGI|ACS|ASV|AN|AMAE|PA AA|РГВА|РГИА|ЦГА\w*|АВП\s?РФ"
    r"|АПРФ|РГАЭ|ОР РГБ)\b[^,;]{0,60}?(?:\([^()]{1,40}\))?)[,;:.]\s(?P<location>.+)"
)
_SIGNATURE: Final = re.compile(
    r"(?i)\b(?:box|folder|fol\.|file|series|record group|RG|FO|CAB|WO|HO|leg(?:ajo|\.)|caja|exp\.|carp\.|busta"
    r"|b\.|fasc\.|f\.|fondo|cart\.|carton|dossier|liasse|série|"
    r"Bestand|Bl\.|Akte|Nr\.|NL|R|NS|DY|NY|RY|Rep\.|Sign\.|Ms\.?|MS|Add\.)\s?[\w/.-]*\d"
    r"|\b[A-Z]{1,3}\s?\d+[\w/ -]*\d|\b[A-Z]\d+\s\d+"
)
_PUBLISHED: Final = re.compile(
    r"(?<!\d)\(?[^()]{0,60}:\s[^()]{2,60},\s(?:1[4-9]|20)\d\d\)?|[“”«„‘*]|''|http"
)
_LEAF: Final = re.compile(
    r"[,.;]\s(?P<leaf>(?:Bl|fols?|ff?|doc|docs|л|лл|S|pp?|fogl?|cc?|n)\.\s?\d[\d\s–-]*\w?(?:\s?(?:об\.|r|v|recto"
    r"|verso|ff?\.?|Rs\.))?)\s*\.?\s*\Z",
    re.IGNORECASE,
)
_TITLE: Final = re.compile(
    r"[,.;]\s(?P<title>(?:note|lettre|rapport|letter|memorandum|minutes|report|Brief|Bericht|Protokoll|Schreiben"
    r"|carta|informe|lettera|relazione|письмо|протокол|докладная записка)\s.{4,200})\Z",
    re.IGNORECASE,
)


def read_archive(words: str) -> tuple[JSON, str] | None:
    """The record of a paper in an archive and its leaf, or None where the words name none."""
    words = words.strip()
    if len(words) > 400:
        return None
    if match := _FOND.fullmatch(words):
        return _record(match["archive"], match["location"]), _leaf(match["leaf"] or "")
    match = _NAMED.fullmatch(words)
    if match is None or _PUBLISHED.search(words) or not _SIGNATURE.search(match["location"]):
        return None
    location, leaf, title = match["location"].rstrip(" ."), "", ""
    if named := _LEAF.search(location):
        leaf, location = named["leaf"], location[: named.start()]
    if titled := _TITLE.search(location):
        title, location = titled["title"], location[: titled.start()]
    record = _record(match["archive"], location)
    if title:
        record["title"] = title
    return record, leaf.strip()


def _record(archive: str, location: str) -> JSON:
    archive, location = archive.strip(" .,"), location.strip(" .,")
    return {
        "type": "manuscript",
        "title": f"{archive}, {location}",
        "archive": archive,
        "archive_location": location,
    }


def _leaf(words: str) -> str:
    words = re.sub(r"\s?[-–]\s?", "–", words.strip(" ,"))
    return words[:1].lower() + words[1:]
