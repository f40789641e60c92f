"""What is wrong with the values of a document, whatever way they came into it: dates, lengths, numbers, pictures.

A draft keeps them as they were typed; nothing that has one is submitted. Pure: no Django.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from encyclopedia.analysis.analysis import Analysis
from encyclopedia.core import limits, properties
from encyclopedia.core.addresses import address_fault, provisional
from encyclopedia.core.as_typed import AsTyped
from encyclopedia.core.documents import Document, SourceDocument
from encyclopedia.core.json_objects import read_object
from encyclopedia.core.language_tags import is_well_formed
from encyclopedia.core.messages import Message, MessageError
from encyclopedia.core.orcid import read_orcid
from encyclopedia.core.signs import broken_sign
from encyclopedia.markup import fact_citations

_PICTURE_NAME: Final = re.compile(r"[\w.-]+")


@dataclass(frozen=True, slots=True)
class DocumentFault:
    """One wrong value: its place ("title", "facts.0.date", "record.issued"), and what is wrong and how to mend it."""

    place: str
    message: Message

    @property
    def field(self) -> str:
        return self.place.split(".")[0]


def faults(document: Document) -> Iterator[DocumentFault]:
    """Every fault of the document's values, by itself; the record of a source has rules of its own besides."""
    yield from _names(document)
    for excess in limits.excesses(document):
        code = "too_many" if "." not in excess.place and excess.most == limits.ROWS else "too_long"
        yield DocumentFault(excess.place, Message(code, length=excess.length, most=excess.most))
    if not is_well_formed(document.language):
        yield DocumentFault("language", Message("no_language", typed=document.language))
    yield from _signs(document)
    yield from _typed("", document.as_typed, document.kind == "source")
    for number, fact in enumerate(document.facts):
        yield from _typed(f"facts.{number}.", fact.as_typed)
    for problem in properties.check_all(document.kind, document.facts):
        yield DocumentFault(f"facts.{problem.fact}.{problem.field}", problem.message)
    yield from _authors(document)
    yield from _pictures(document)


def long_citations(analysis: Analysis) -> Iterator[tuple[int, Message]]:
    """The line and the fault of each citation in the text that is longer than one may be."""
    for citation in analysis.citations:
        if citation.fact >= 0:
            continue
        reference = citation.reference
        for words, most in (
            (reference.key, limits.SLUG),
            (reference.locator, limits.LOCATOR),
            (reference.quotation, limits.WORDS),
        ):
            if len(words) > most:
                yield citation.line, Message("citation_too_long", length=len(words), most=most)


def _names(document: Document) -> Iterator[DocumentFault]:
    if not document.title.strip():
        yield DocumentFault("title", Message("title_missing"))
    elif document.slug == provisional(document.id):
        yield DocumentFault("slug", Message("address_missing"))


def _signs(document: Document) -> Iterator[DocumentFault]:
    for place, text in _texts(document):
        if message := broken_sign(text):
            yield DocumentFault(place, message)


def _texts(document: Document) -> Iterator[tuple[str, str]]:
    for name in ("title", "slug", "summary", "text", "sort_name"):
        yield name, getattr(document, name, "")
    yield from (("aliases", alias) for alias in document.aliases)
    yield from (("tags", tag) for tag in document.tags)
    for name in ("facts", "authors", "pictures"):
        for number, row in enumerate(getattr(document, name)):
            for part in row.__dataclass_fields__:
                if isinstance(words := getattr(row, part), str):
                    yield f"{name}.{number}.{part}", words
    for number, fact in enumerate(document.facts):
        for reference in fact.citations:
            words = f"{reference.prefix}{reference.locator}{reference.quotation}{reference.suffix}"
            yield f"facts.{number}.citations", words
    if isinstance(document, SourceDocument):
        for name, value in document.record.items():
            yield from ((f"record.{name}", words) for words in _strings(value))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, item in value.items():
            yield name
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)


def _typed(
    place: str, rows: tuple[AsTyped, ...], is_source: bool = False
) -> Iterator[DocumentFault]:
    """What was not understood is read once more, to say why."""
    for row in rows:
        message = broken_sign(row.words) or _unread(row, is_source)
        yield DocumentFault(f"{place}{row.field}", message or Message("as_typed"))


def _unread(row: AsTyped, is_source: bool) -> Message | None:
    if row.field == "slug":
        if len(row.words) > limits.SLUG:
            return Message("too_long", length=len(row.words), most=limits.SLUG)
        return address_fault(row.words, is_key=is_source)
    readers: dict[str, Callable[[str], Any]] = {
        "citations": fact_citations.read,
        "more": read_object,
    }
    try:
        readers.get(row.field, str)(row.words)
    except MessageError as error:
        return error.message
    return None


def _authors(document: Document) -> Iterator[DocumentFault]:
    for number, author in enumerate(document.authors):
        place = partial("authors.{}.{}".format, number)
        if not author.name.strip():
            yield DocumentFault(place("name"), Message("author_name_missing"))
        if author.orcid:
            try:
                read_orcid(author.orcid)
            except MessageError as error:
                yield DocumentFault(place("orcid"), error.message)


def _pictures(document: Document) -> Iterator[DocumentFault]:
    seen: set[str] = set()
    for number, picture in enumerate(document.pictures):
        place = partial("pictures.{}.{}".format, number)
        if not picture.digest:
            yield DocumentFault(place("file"), Message("picture_file_missing"))
        if not _PICTURE_NAME.fullmatch(picture.name):
            yield DocumentFault(place("name"), Message("picture_name"))
        elif picture.name in seen:
            yield DocumentFault(place("name"), Message("picture_name_twice"))
        seen.add(picture.name)
        if not picture.alt.strip():
            yield DocumentFault(place("alt"), Message("picture_alt_missing"))
