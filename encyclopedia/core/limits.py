"""How long each part of a document may be: what the readers' and the office's columns hold. Pure: no Django."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from encyclopedia.core.documents import Document, DocumentFact, PersonDocument

TEXT = 2_000_000
SUMMARY = 2_000
TITLE = 300
SLUG = 200
TAG = 100
PICTURE = 120
FOCUS = 7
LOCATOR = 300
ROLE = 60
DATE = 60
WORDS = 10_000
ROWS = 2_000


@dataclass(frozen=True)
class Excess:
    """A part that is too long: its place ("title", "facts.0.note"), what it is called, its length and the limit."""

    place: str
    name: str
    length: int
    most: int

    @property
    def field(self) -> str:
        return self.place.split(".")[0]


def excesses(document: Document) -> Iterator[Excess]:
    """Every part of the document that is longer than it may be."""
    for place, name, text, most in _parts(document):
        if len(text) > most:
            yield Excess(place, name, len(text), most)
    for field in ("aliases", "tags", "authors", "facts", "pictures", "provenance"):
        count = len(getattr(document, field))
        if count > ROWS:
            yield Excess(field, field, count, ROWS)


def _parts(document: Document) -> Iterator[tuple[str, str, str, int]]:
    yield "title", "title", document.title, TITLE
    yield "slug", "address", document.slug, SLUG
    yield "summary", "summary", document.summary, SUMMARY
    yield "text", "text", document.text, TEXT
    yield from (("aliases", "alias", alias, TITLE) for alias in document.aliases)
    yield from (("tags", "tag", tag, TAG) for tag in document.tags)
    if isinstance(document, PersonDocument):
        yield "sort_name", "sorting name", document.sort_name, TITLE
    for number, author in enumerate(document.authors):
        yield f"authors.{number}.name", "author's name", author.name, TITLE
        yield f"authors.{number}.affiliation", "affiliation", author.affiliation, TITLE
        yield f"authors.{number}.role", "author's role", author.role, ROLE
    for number, picture in enumerate(document.pictures):
        place = f"pictures.{number}"
        yield f"{place}.name", "picture's name", picture.name, PICTURE
        for part in ("alt", "caption", "credit", "licence"):
            yield f"{place}.{part}", "picture's words", getattr(picture, part), WORDS
        yield f"{place}.focus", "focal point", picture.focus, FOCUS
    for number, fact in enumerate(document.facts):
        yield from _fact_parts(f"facts.{number}", fact)


def _fact_parts(place: str, fact: DocumentFact) -> Iterator[tuple[str, str, str, int]]:
    yield f"{place}.property", "property", fact.property, 40
    yield f"{place}.value", "value", fact.value, WORDS
    yield f"{place}.note", "note", fact.note, WORDS
    yield f"{place}.date", "date", fact.date, DATE
    yield f"{place}.place", "place", fact.place, TITLE
    yield f"{place}.target", "target", fact.target, TITLE
    for reference in fact.citations:
        yield f"{place}.citations", "source key", reference.key, SLUG
        yield f"{place}.citations", "locator", reference.locator, LOCATOR
        yield f"{place}.citations", "quotation", reference.quotation, WORDS
