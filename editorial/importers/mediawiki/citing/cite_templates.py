"""Citation templates ({{cite book}}, {{Literatur}}, {{Ouvrage}}, {{Книга}} …) into CSL-JSON
records.

`cite_templates.toml` says which template cites what, and the names of its parameters in each
language.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from editorial.importers.mediawiki.citing.cite_dates import csl_date
from editorial.importers.mediawiki.citing.cite_names import (
    Name,
    in_hungarian_order,
    names,
    pair,
    vancouver,
)
from editorial.importers.mediawiki.citing.cite_titles import set_substitute_title, set_titles
from editorial.importers.mediawiki.templates.known_templates import knows
from editorial.importers.mediawiki.templates.mappings import PARAMETERS_OF_WORKS, TemplateMapping
from encyclopedia.bibliography.records.identifiers import address_among

JSON = dict[str, Any]

_TABLE = tomllib.loads((Path(__file__).parent / "cite_templates.toml").read_text("utf-8"))
_NUMBER = re.compile(r"\d+")


def _spelling(parameter: str) -> str:
    return _NUMBER.sub("", parameter.lower().replace("_", "-").replace(" ", "-")).strip("-")


TYPES: dict[str, str] = {
    name.lower(): csl_type
    for csl_type, names_of_type in _TABLE["types"].items()
    for name in names_of_type
}
_PREFIXES = tuple(_TABLE["prefixes"])
_FIXED: dict[str, dict[str, str]] = _TABLE["fixed"]
_PARAMETERS = {
    _spelling(alias): canonical
    for canonical, aliases in _TABLE["parameters"].items()
    for alias in aliases
}
_OVERRIDES = {
    template: {alias: canonical for canonical, aliases in table.items() for alias in aliases}
    for template, table in _TABLE["overrides"].items()
}
_IGNORED = frozenset(_spelling(name) for name in _TABLE["ignored"]["names"])
_PERIODICALS = frozenset({"article-journal", "article-magazine", "article-newspaper"})
_IDENTIFIERS = {"isbn": "ISBN", "issn": "ISSN", "doi": "DOI", "pmid": "PMID", "pmc": "PMCID"}
_OTHER_IDENTIFIERS = ("arxiv", "jstor", "oclc", "bibcode", "lccn", "hdl", "s2cid", "ol")
_SIMPLE = {
    "translated-title": "translated-title",
    "publisher": "publisher",
    "place": "publisher-place",
    "volume": "volume",
    "issue": "issue",
    "edition": "edition",
    "series": "collection-title",
    "number-of-volumes": "number-of-volumes",
    "total-pages": "number-of-pages",
    "degree": "genre",
    "note": "note",
}


@dataclass(frozen=True, slots=True)
class CitedTemplate:
    """A work as one template cites it: its record (without `id`), and what belongs to this
    citation only.
    """

    record: JSON
    locator: str = ""
    quotation: str = ""


@dataclass(slots=True)
class _Fields:
    """A template's parameters under their canonical names, by number."""

    values: dict[str, dict[int, str]] = field(default_factory=dict)
    unknown: dict[str, str] = field(default_factory=dict)

    def get(self, *names: str) -> str:
        for name in names:
            numbered = self.values.get(name)
            if numbered:
                return numbered[min(numbered)]
        return ""


def usual_field(parameter: str) -> str:
    """What a parameter of this name usually holds, of the fields that a person may choose; else ""."""
    canonical = _PARAMETERS.get(_spelling(parameter), "")
    return canonical if canonical in PARAMETERS_OF_WORKS else ""


def is_citation(name: str) -> bool:
    """Is `name` (lower case) the name of a citation template?"""
    return name in TYPES or (name.startswith(_PREFIXES) and not knows(name))


def looks_like_citation(parameters: Mapping[str, str]) -> bool:
    """Does a template of unknown name cite a work, going by its parameters (title and origin)?"""
    canonical_names = {
        _PARAMETERS.get(_spelling(parameter))
        for parameter, value in parameters.items()
        if value.strip()
    }
    origin = {"publisher", "container", "isbn", "doi", "url", "accessed", "last", "author", "issn"}
    return "title" in canonical_names and len(canonical_names & origin) >= 2


def read(
    name: str,
    parameters: Mapping[str, str],
    language: str = "",
    mapping: TemplateMapping | None = None,
) -> CitedTemplate | None:
    """The work that a citation template cites; None when the template names none.

    `name` in lower case; parameters as plain text, positional ones named "1", "2" …; `language` is the page's.
    `mapping` is what a person said of a template that is not in the tables.
    """
    fields = _fields(name, parameters, mapping.fields if mapping else {})
    csl_type = (mapping.kind if mapping else "") or TYPES.get(name, "document")
    record: JSON = {"type": csl_type}
    set_titles(record, fields)
    _set_contributors(record, fields, language)
    for canonical, variable in _SIMPLE.items():
        if value := fields.get(canonical):
            record[variable] = value
    _set_dates(record, fields)
    _set_identifiers(record, fields)
    for variable, value in _FIXED.get(name, {}).items():
        record.setdefault(variable, value)
    _settle_type(record, name)
    locator = _locator(record, fields)
    if not record.get("title"):
        set_substitute_title(record, fields, parameters)
    if not record.get("title"):
        return None
    if fields.unknown:
        record["custom"] = record.get("custom", {}) | fields.unknown
    return CitedTemplate(record, locator, fields.get("quotation").strip(' "“”«»„'))


def _fields(name: str, parameters: Mapping[str, str], mapped: Mapping[str, str]) -> _Fields:
    fields = _Fields()
    overrides = {**_OVERRIDES.get(name, {}), **mapped}
    for parameter, raw in parameters.items():
        value = " ".join(raw.split())
        if not value:
            continue
        spelling = _spelling(parameter)
        canonical = (
            overrides.get(parameter.lower()) or overrides.get(spelling) or _PARAMETERS.get(spelling)
        )
        if canonical is None:
            if spelling not in _IGNORED and len(parameter) <= 40:
                fields.unknown[parameter.lower()] = value[:1000]
            continue
        digits = _NUMBER.search(parameter)
        number = int(digits.group()[:3]) if digits else 1
        fields.values.setdefault(canonical, {}).setdefault(number, value)
    return fields


def _set_contributors(record: JSON, fields: _Fields, language: str) -> None:
    for role in ("author", "editor", "translator"):
        prefix = "" if role == "author" else f"{role}-"
        lasts = fields.values.get(f"{prefix}last", {})
        firsts = fields.values.get(f"{prefix}first", {})
        wholes = fields.values.get(role, {})
        people: list[Name] = []
        for number in sorted(lasts.keys() | firsts.keys() | wholes.keys()):
            if number in lasts or number in firsts:
                name = pair(lasts.get(number, ""), firsts.get(number, ""))
                people += [name] if name else []
            if number in wholes and number not in lasts:
                whole = wholes[number]
                read_names = vancouver if _is_vancouver(whole) else names
                people += read_names(whole)
        if people:
            record[role] = (
                [in_hungarian_order(name) for name in people] if language == "hu" else people
            )


def _is_vancouver(text: str) -> bool:
    parts = [part.strip() for part in text.split(",")]
    return all(re.fullmatch(r"[^\d.]+ [A-Z]{1,3}|et al\.?", part) for part in parts) and bool(parts)


def _set_dates(record: JSON, fields: _Fields) -> None:
    date, of_year = fields.get("date"), fields.get("year")
    month, day = fields.get("month"), fields.get("day")
    if not date:
        if of_year and month.isdecimal():
            date = f"{of_year}-{month.zfill(2)}" + (f"-{day.zfill(2)}" if day.isdecimal() else "")
        else:
            date = " ".join(part for part in (day, month, of_year) if part)
    elif date and of_year and of_year not in date and csl_date(date) != csl_date(of_year):
        date = f"{date} {of_year}"
    for variable, text in (
        ("issued", date),
        ("original-date", fields.get("original-year")),
        ("accessed", fields.get("accessed")),
    ):
        if parsed_date := csl_date(text):
            record[variable] = parsed_date


def _set_identifiers(record: JSON, fields: _Fields) -> None:
    for canonical, variable in _IDENTIFIERS.items():
        if value := fields.get(canonical):
            record[variable] = value
    if doi := record.get("DOI"):
        record["DOI"] = re.sub(r"\A(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", doi, flags=re.I)
    url = fields.get("url")
    archived, date = fields.get("archive-url"), fields.get("archive-date")
    if not url and archived.startswith("http"):
        url, archived = archived, ""
    if url and (address := address_among(url)):
        record["URL"] = address
    elif url:
        # Of another kind (ftp), or none at all: readers may still find it by its words.
        record["note"] = "; ".join(filter(None, (record.get("note", ""), url)))
    custom = {name: fields.get(name) for name in _OTHER_IDENTIFIERS if fields.get(name)}
    if archived:
        custom["archive-url"] = archived
        if date:
            custom["archive-date"] = date
        if status := fields.get("url-status"):
            custom["url-status"] = status
    if custom:
        record["custom"] = custom
    if language := fields.get("language"):
        record["language"] = language[:60]


def _settle_type(record: JSON, name: str) -> None:
    """Decide by the parameters what the template's name leaves open."""
    csl_type = record["type"]
    container = "container-title" in record
    if csl_type == "book" and container:
        periodical = ("ISSN" in record or "issue" in record) and "ISBN" not in record
        record["type"] = "article-journal" if periodical else "chapter"
    elif csl_type == "document":
        if container and ("volume" in record or "issue" in record or "ISSN" in record):
            record["type"] = "article-journal"
        elif container and ("ISBN" in record or "publisher" in record) and "URL" not in record:
            record["type"] = "chapter"
        elif "ISBN" in record or ("publisher" in record and "URL" not in record):
            record["type"] = "book"
        elif "DOI" in record:
            record["type"] = "article-journal"
        elif "URL" in record:
            record["type"] = "webpage"
    if record["type"] == "article-newspaper" and not container and "publisher" in record:
        record["container-title"] = record.pop("publisher")


def _locator(record: JSON, fields: _Fields) -> str:
    """The place in the work that is cited; an article's page range goes into its record instead."""
    page, pages, at = fields.get("page"), fields.get("pages"), fields.get("at")
    for label in ("pp.", "p.", "pages", "page", "S.", "с."):
        pages = pages.removeprefix(label).strip()
        page = page.removeprefix(label).strip()
    if record["type"] in _PERIODICALS and pages:
        record["page"] = pages
        pages = ""
    if page or pages:
        several = bool(re.search(r"[-–—,;&]|\bf", page or pages))
        return f"{'pp.' if several else 'p.'} {page or pages}"
    return at
