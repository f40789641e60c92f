"""Identifiers and addresses in references: DOI, ISBN, ISSN, arXiv, PMID, URL and the day it was seen. Pure."""

from __future__ import annotations

import re
from typing import Final

from editorial.references.parsed_reference import JSON
from editorial.references.spans import EDGE
from editorial.references.stated_dates import find_date
from encyclopedia.bibliography.records import identifiers
from encyclopedia.bibliography.records.identifiers import IdentifierError

_URL: Final = re.compile(
    r"<?\b(?:https?://|www\.)[^\s<>\"\[\]{}|\\^`\ue000-\uf8ff]+>?", re.IGNORECASE
)
_DOI: Final = re.compile(
    r"(?:https?://(?:dx\.)?doi\.org/|\bdoi\s?:?\s?)?\b10\.\d{4,9}(?:\.\d+)*/[^\s\"<>\[\]{}|\\^`\ue000-\uf8ff]+",
    re.IGNORECASE,
)
_ISBN: Final = re.compile(
    r"\(?\bISBN(?:-1[03])?\s?:?\s*(?P<number>(?:97[89][-–\s]?)?\d[-–\d\s]{7,14}[\dXx])\)?",
    re.IGNORECASE,
)
_ISSN: Final = re.compile(r"\(?\be?ISSN\s?:?\s*(?P<number>\d{4}[-–]\d{3}[\dXx])\)?", re.IGNORECASE)
_ARXIV: Final = re.compile(
    r"\barXiv\s?:\s?(?P<number>\d{4}\.\d{4,5}(?:v\d+)?|[a-z.-]+/\d{7})(?:\s\[[\w.-]+\])?",
    re.IGNORECASE,
)
_PMID: Final = re.compile(r"\bPMID\s?:?\s?(?P<number>\d{4,9})\b", re.IGNORECASE)
_ACCESSED: Final = re.compile(
    r"[(\[]?\s*(?:(?:last )?(?:retrieved|accessed|viewed|checked|consulted)|(?:zuletzt )?(?:abgerufen|aufgerufen"
    r"|eingesehen)|zugriff|letzter zugriff|stand|"
    r"consult[ée]e?|page consult[ée]e|consultad[oa]|(?:url )?consultat[oa]|ultimo accesso|visto|дата обращения"
    r"|проверено)"
    r"(?:\s+(?:on|am|le|el|il|en|the|vom))?\s*:?\s+",
    re.IGNORECASE,
)
_LEAD: Final = re.compile(
    r"(?:\b(?:doi|urls?|online|en ligne|available (?:at|from|online at)|disponible (?:sur|en)|verfügbar unter"
    r"|disponibile (?:su|in)|"
    r"режим доступа|электронный ресурс|in internet)\s?:?\s*|[\s<(\[])+\Z",
    re.IGNORECASE,
)
ONLINE: Final = re.compile(
    r"\s*\[?(?:Электронный ресурс|[Ee]n ligne|[Oo]nline|[Ee]n línea|versión [\d.]+ en línea|[Rr]isorsa elettronica)\]"
)


def trimmed(address: str) -> str:
    """An address without the punctuation of the sentence it stood in."""
    address = address.strip("<>").rstrip(".,;:!?'\"”’»…")
    address = address.partition("''")[0]
    while address.endswith(")") and address.count("(") < address.count(")"):
        address = address[:-1].rstrip(".,;:!?'\"”’»")
    return address


def take_numbers(text: str, record: JSON) -> str:
    """The text without its identifiers and addresses, which are set in `record`."""
    text = _take_accessed(text, record)
    for pattern, field in (
        (_DOI, "DOI"),
        (_ARXIV, "arXiv"),
        (_PMID, "PMID"),
        (_ISBN, "ISBN"),
        (_ISSN, "ISSN"),
    ):
        for match in list(pattern.finditer(text))[:5]:
            if (number := _canonical(field, match)) and field not in record:
                record[field] = number
                ending = "" if field != "DOI" else match.group()[len(trimmed(match.group())) :]
                text = _cut(text, match.start(), match.end() - len(ending))
                break
    if (address_match := _URL.search(text)) is not None:
        match = address_match
        address = trimmed(match.group())
        record["URL"] = (
            address if not address.casefold().startswith("www.") else f"https://{address}"
        )
        start = match.start() + (1 if match.group().startswith("<") else 0)
        end = start + len(address)
        text = _cut(text, start, end + len(re.match(r"[>)\]]*", text[end:])[0]))  # type: ignore[index]
    return ONLINE.sub(EDGE, text)


def _canonical(field: str, match: re.Match[str]) -> str:
    typed = trimmed(match.group()) if field == "DOI" else match["number"]
    read = {
        "DOI": identifiers.doi,
        "arXiv": identifiers.arxiv,
        "ISBN": identifiers.isbn,
        "ISSN": identifiers.issn,
    }.get(field)
    if read is None:
        return typed
    try:
        return read(typed.replace("–", "-"))
    except IdentifierError:
        return ""


def _cut(text: str, start: int, end: int) -> str:
    before = text[:start]
    while lead := _LEAD.search(before[-60:]):
        if not lead.group():
            break
        before = before[: len(before) - len(lead.group())]
    return f"{before} {EDGE}{text[end:]}"


def _take_accessed(text: str, record: JSON) -> str:
    for match in _ACCESSED.finditer(text):
        date = find_date(text, match.end())
        if date is None or date.start > match.end() + 3:
            continue
        record["accessed"] = date.date
        end = date.end + len(re.match(r"\s*г?\.?\s*[)\]]?", text[date.end :])[0])  # type: ignore[index]
        return f"{text[: match.start()]} {EDGE}{text[end:]}"
    return text
