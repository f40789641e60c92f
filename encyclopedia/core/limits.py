"""How long each part of a document may be: what the readers' and the office's columns hold. Pure: no Django."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from encyclopedia.core.documents import Document, DocumentFact

TEXT = 2_000_000
SUMMARY = 2_000
TITLE = 300
SLUG = 200
TAG = 100
PICTURE = 120
LOCATOR = 300
DATE = 60
WORDS = 10_000
ROWS = 2_000


@dataclass(frozen=True)
class Excess:
    """A part that is too long: the form's field, what it is called, its length and the limit."""

    field: str
    name: str
    length: int
    most: int


def excesses(document: Document) -> Iterator[Excess]:
    """Every part of the document that is longer than it may be."""
    for field, name, text, most in _parts(document):
        if len(text) > most:
            yield Excess(field, name, len(text), most)
    for field in ("aliases", "tags", "authors", "facts", "pictures", "provenance"):
        count = len(getattr(document, field))
        if count > ROWS:
            yield Excess(field, field, count, ROWS)


def _parts(document: Document) -> Iterator[tuple[str, str, str, int]]:
    yield "title", "title", document.title, TITLE
    yield "slug", "address", document.slug, SLUG
    yield "summary", "summary", document.summary, SUMMARY
    yield "text", "text", document.text, TEXT
    yield "language", "language", document.language, 20
    yield from (("aliases", "alias", alias, TITLE) for alias in document.aliases)
    yield from (("tags", "tag", tag, TAG) for tag in document.tags)
    for author in document.authors:
        yield "authors", "author's name", author.name, TITLE
        yield "authors", "affiliation", author.affiliation, TITLE
    for picture in document.pictures:
        yield "pictures", "picture's name", picture.name, PICTURE
        for text in (picture.alt, picture.caption, picture.credit, picture.licence):
            yield "pictures", "picture's words", text, WORDS
    for fact in document.facts:
        yield from _fact_parts(fact)


def _fact_parts(fact: DocumentFact) -> Iterator[tuple[str, str, str, int]]:
    yield "facts", "property", fact.property, 40
    yield "facts", "value", fact.value, WORDS
    yield "facts", "note", fact.note, WORDS
    yield "facts", "date", fact.date, DATE
    yield "facts", "place", fact.place, TITLE
    yield "facts", "target", fact.target, TITLE
    for reference in fact.citations:
        yield "facts", "source key", reference.key, SLUG
        yield "facts", "locator", reference.locator, LOCATOR
        yield "facts", "quotation", reference.quotation, WORDS
