"""What all readers need: JSON and XML that may be anything, names in one string, years in words."""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections.abc import Iterator
from typing import Any, Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from editorial.catalogues.works import MAX_NAMES, NotRead
from editorial.fetching.fetch import Answer
from encyclopedia.core.documents import JSON
from encyclopedia.dates import MONTHS

MAX_ELEMENTS: Final = 50_000
_TAG: Final = re.compile(
    r"</?(?:i|b|em|strong|sub|sup|scp|sc|u|jats:[a-z-]+)(?:\s[^<>]*)?/?>", re.I
)
# Signs that libraries put around what sorting passes over (ISO 6630), and other controls.
_CONTROLS: Final = re.compile("[\x00-\x1f\x7f-\x9f]")
# They belong to the family name behind them.
_PARTICLES: Final = frozenset(
    [
        "af",
        "al",
        "d'",
        "da",
        "de",
        "del",
        "della",
        "den",
        "der",
        "di",
        "du",
        "el",
        "la",
        "le",
        "ten",
        "ter",
        "van",
        "von",
        "y",
        "zu",
    ]
)
_YEAR: Final = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")
_MONTHS: Final = {name[:3].casefold(): number for number, name in enumerate(MONTHS, 1)}


def json_of(answer: Answer) -> Any:
    """Raises NotRead for anything but JSON."""
    try:
        return json.loads(answer.text())
    except (ValueError, RecursionError) as error:
        raise NotRead("json") from error


def xml_of(answer: Answer) -> Element:
    """Raises NotRead for anything but XML; entities and document types are refused."""
    return xml_in(answer.body)


def xml_in(text: bytes | str) -> Element:
    try:
        root = fromstring(text, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise NotRead("xml") from error
    if sum(1 for _ in root.iter()) > MAX_ELEMENTS:
        raise NotRead("xml")
    element: Element = root
    return element


def local(element: Element) -> str:
    """The name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def named(root: Element, name: str) -> Iterator[Element]:
    """Every element of this name below, whatever its namespace."""
    return (element for element in root.iter() if local(element) == name)


def members(value: Any) -> JSON:
    return value if isinstance(value, dict) else {}


def listed(value: Any) -> list[Any]:
    """A list, or the one value that stands for a list of one; nothing for nothing."""
    if isinstance(value, list):
        return value[:MAX_NAMES]
    return [] if value in (None, "", {}) else [value]


def text(value: Any) -> str:
    """One line of plain words: markup, entities and control signs are taken out."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    plain = html.unescape(html.unescape(_TAG.sub("", str(value))))
    plain = _CONTROLS.sub("", _TAG.sub("", plain.replace("\n", " ").replace("\t", " ")))
    return " ".join(unicodedata.normalize("NFC", plain).split())


def first(value: Any) -> str:
    """The first words of a list."""
    return next((words for item in listed(value) if (words := text(item))), "")


def person(name: str) -> JSON:
    """A name in the order in which it is spoken, told apart by guess: the last word is the family name."""
    if "," in name:
        family, _, given = (part.strip() for part in name.partition(","))
        return {"family": family, "given": given} if given else {"literal": family}
    given, _, family = name.strip().rpartition(" ")
    while given and given.rpartition(" ")[2].lower() in _PARTICLES:
        given, _, particle = given.rpartition(" ")
        family = f"{particle} {family}"
    return {"family": family, "given": given} if given else {"literal": family}


def year_in(words: str) -> int | None:
    match = _YEAR.search(words)
    return int(match.group()) if match else None


def date(words: str) -> JSON | None:
    """A CSL date of "2009-05-01", "2009 May 1", "May 1, 2009", "c2009."; the year alone where no more is sure."""
    if match := re.match(r"(\d{4})-(\d{2})(?:-(\d{2}))?(?!\d)", words):
        parts = [int(part) for part in match.groups() if part]
        return {"date-parts": [parts]}
    year = year_in(words)
    if year is None:
        return None
    month = re.search(r"\b([A-Za-z]{3})[a-z]*\b", words)
    number = _MONTHS.get(month[1].lower()) if month else None
    if not number or re.search(r"[A-Za-z]{3,}\s*[-/]\s*[A-Za-z]{3,}", words):
        return {"date-parts": [[year]]}
    rest = words.replace(str(year), " ", 1)
    day = re.search(r"(?<!\d)(\d{1,2})(?!\d)", rest)
    if day and 1 <= int(day[1]) <= 31:
        return {"date-parts": [[year, number, int(day[1])]]}
    return {"date-parts": [[year, number]]}
