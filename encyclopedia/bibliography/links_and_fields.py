"""Where a work is found on the web, and its record field by field for readers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal
from urllib.parse import quote

from encyclopedia.bibliography.chicago.work import Work
from encyclopedia.bibliography.records import identifiers
from encyclopedia.bibliography.records.csl_types import DATE_FIELDS, NAME_FIELDS, TEXT_FIELDS
from encyclopedia.bibliography.records.identifiers import IdentifierError
from encyclopedia.bibliography.records.personal_names import full, read_names
from encyclopedia.bibliography.records.record_dates import read_date, worded
from encyclopedia.bibliography.records.rich_text import plain
from encyclopedia.bibliography.records.text_marks import read

Kind = Literal["doi", "url", "archive", "isbn", "oclc", "arxiv", "jstor", "pmid", "pmcid"]

_UNTOLD: Final = frozenset(
    {"abstract", "annote", "keyword", "note", "title-short", "container-title-short"}
)


@dataclass(frozen=True, slots=True)
class WorkLink:
    """An address that is safe to link to: https, or http as the record has it.

    `number` is the identifier that it looks up; empty for an address of the record's own.
    """

    kind: Kind
    url: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record as readers see it; plain words, not HTML. Of a type, its name in CSL."""

    name: str
    value: str


def other(record: Any, name: str) -> str:
    """An identifier that CSL has no field for: from the record itself or its `custom` part, however it is spelt."""
    if not isinstance(record, Mapping):
        return ""
    custom = record.get("custom")
    for part in (record, custom if isinstance(custom, Mapping) else {}):
        for key, value in part.items():
            if (
                str(key).lower() == name
                and isinstance(value, str | int)
                and not isinstance(value, bool)
            ):
                return str(value).strip()
    return ""


def links(record: Any) -> list[WorkLink]:
    """DOI, address, archived copy, and look-ups by ISBN, OCLC, arXiv, JSTOR and PubMed number."""
    work = Work(record)
    collected: list[WorkLink] = []

    def add(kind: Kind, url: str, number: str = "") -> None:
        if identifiers.safe_address(url) and all(link.url != url for link in collected):
            collected.append(WorkLink(kind, url, number))

    if doi := _canonical(identifiers.doi, work.raw("DOI")):
        add("doi", identifiers.doi_address(doi), doi)
    add("url", identifiers.shown_address(work.raw("URL")))
    add("archive", identifiers.shown_address(other(record, "archive-url")))
    for part in work.raw("ISBN").replace(";", ",").split(",")[:5]:
        if isbn := _canonical(identifiers.isbn, part):
            add("isbn", f"https://search.worldcat.org/search?q=bn%3A{isbn}", isbn)
    if oclc := _canonical(identifiers.oclc, other(record, "oclc")):
        add("oclc", f"https://search.worldcat.org/title/{oclc}", oclc)
    if arxiv := _canonical(identifiers.arxiv, other(record, "arxiv")):
        add("arxiv", f"https://arxiv.org/abs/{arxiv}", arxiv)
    if (jstor := other(record, "jstor")) and jstor.replace(".", "").isalnum():
        add("jstor", f"https://www.jstor.org/stable/{quote(jstor)}", jstor)
    if (pmid := other(record, "pmid")).isdecimal():
        add("pmid", f"https://pubmed.ncbi.nlm.nih.gov/{quote(pmid)}/", pmid)
    if (pmcid := other(record, "pmcid").upper().removeprefix("PMC")).isdecimal():
        add("pmcid", f"https://pmc.ncbi.nlm.nih.gov/articles/PMC{quote(pmcid)}/", pmcid)
    return collected


def _canonical(reading: Any, value: str) -> str:
    try:
        return str(reading(value)) if value.strip() else ""
    except IdentifierError:
        return ""


def fields(record: Any) -> list[Field]:
    """A record line by line as a catalogue has it: author, title, others, dates, type, and the rest."""
    if not isinstance(record, Mapping):
        return []
    work = Work(record)
    people = [
        Field(name, "; ".join(plain(full(person)) for person in read_names(record.get(name))))
        for name in NAME_FIELDS
    ]
    rows = [row for row in people if row.name == "author"]
    rows.append(Field("title", plain(work.text("title"))))
    rows += [row for row in people if row.name != "author"]
    for name in DATE_FIELDS:
        date = read_date(record.get(name))
        rows.append(Field(name, worded(date) if date else ""))
    rows.append(Field("type", work.kind))
    for name in TEXT_FIELDS:
        if name not in _UNTOLD and name != "title":
            rows.append(Field(name, plain(read(work.raw(name)))))
    return [row for row in rows if row.value]
