"""Works as CSL-JSON, as doi.org gives it for any DOI, and as Crossref's works, which are nearly that."""

from __future__ import annotations

from typing import Any, Final

from editorial.catalogues.readers.answers import first, json_of, listed, members, text
from editorial.catalogues.works import NotRead, Question, Reading, Work, work, works
from editorial.fetching.fetch import Answer
from encyclopedia.bibliography.records.csl_types import TYPES
from encyclopedia.core.documents import JSON

# Crossref's own types, which stand in its CSL-JSON too.
_TYPES: Final = {
    "journal-article": "article-journal",
    "journal": "periodical",
    "book-chapter": "chapter",
    "book-section": "chapter",
    "book-part": "chapter",
    "book-track": "chapter",
    "monograph": "book",
    "edited-book": "book",
    "reference-book": "book",
    "book-set": "book",
    "book-series": "book",
    "reference-entry": "entry-encyclopedia",
    "proceedings-article": "paper-conference",
    "proceedings": "book",
    "dissertation": "thesis",
    "posted-content": "article",
    "peer-review": "review",
    "report-component": "report",
    "report-series": "report",
    "component": "document",
    "other": "document",
    "grant": "document",
    "database": "dataset",
}
_TITLES: Final = ("container-title", "collection-title", "title-short")
_TEXTS: Final = (
    *("publisher", "publisher-place", "edition", "volume", "issue", "page", "number", "genre"),
    *("number-of-pages", "event-title", "language", "DOI", "URL", "PMID", "PMCID", "archive"),
    "archive_location",
)


def read_csl(answer: Answer, _question: Question) -> Reading:
    """One item of CSL-JSON, or a list."""
    items = listed(json_of(answer))
    if not all(isinstance(item, dict) for item in items):
        raise NotRead("csl")
    return Reading(works([csl_work(item) for item in items]))


def read_crossref(answer: Answer, _question: Question) -> Reading:
    """The message of Crossref's /works: one work, or a list with scores."""
    message = members(members(json_of(answer)).get("message"))
    if not message:
        raise NotRead("crossref")
    items = listed(message["items"]) if "items" in message else [message]
    scored = [(csl_work(item), members(item).get("score")) for item in items]
    return Reading(
        works(
            [
                Work(item.record, item.doubts, score if isinstance(score, int | float) else 0.0)
                for item, score in scored
                if item is not None
            ]
        )
    )


def csl_work(item: Any) -> Work | None:
    item = members(item)
    kind = text(item.get("type"))
    kind = _TYPES.get(kind, kind)
    record: JSON = {"type": kind if kind in TYPES else "document", "title": _title(item)}
    for name in _TITLES:
        record[name] = first(item.get(name))
    for name in _TEXTS:
        record[name] = first(item.get(name))
    record["publisher-place"] = record["publisher-place"] or text(item.get("publisher-location"))
    record["edition"] = record["edition"] or text(item.get("edition-number"))
    record["page"] = record["page"] or text(item.get("article-number"))
    for name in ("ISBN", "ISSN"):
        record[name] = ", ".join(filter(None, map(text, listed(item.get(name)))))
    for name in ("author", "editor", "translator"):
        record[name] = _names(item.get(name))
    for name in ("issued", "original-date"):
        record[name] = _date(item.get(name))
    if record["DOI"]:
        # The address of a DOI says nothing more.
        del record["URL"]
    if kind in ("book", "thesis", "report", "periodical"):
        # Of these Crossref has the series there, where it has anything.
        series = record.pop("container-title")
        record["collection-title"] = record["collection-title"] or series
    return work(record)


def _title(item: JSON) -> str:
    title, subtitle = first(item.get("title")), first(item.get("subtitle"))
    if not subtitle or subtitle.casefold() in title.casefold():
        return title
    return f"{title}{'' if title.endswith(('?', '!', ':')) else ':'} {subtitle}"


def _names(value: Any) -> list[JSON]:
    names = []
    for item in map(members, listed(value)):
        literal = text(item.get("literal")) or text(item.get("name"))
        parts = ("family", "given", "suffix", "non-dropping-particle", "dropping-particle")
        name = {part: text(item.get(part)) for part in parts}
        name = {part: words for part, words in name.items() if words}
        if "family" in name or literal:
            names.append(name if "family" in name else {"literal": literal})
        elif "given" in name:
            names.append({"literal": name["given"]})
    return names


def _date(value: Any) -> JSON | None:
    """Its date parts as whole numbers; Crossref writes [[null]] for none."""
    parts = listed(members(value).get("date-parts"))
    dates = [[int(n) for n in listed(part) if _is_number(n) or _is_digits(n)] for part in parts]
    dates = [numbers[:3] for numbers in dates if numbers]
    if dates:
        return {"date-parts": dates[:2]}
    words = text(members(value).get("literal")) or text(members(value).get("raw"))
    return {"literal": words} if words else None


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value == value


def _is_digits(value: object) -> bool:
    return isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 7
