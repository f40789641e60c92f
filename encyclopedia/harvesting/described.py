"""What catalogues are told of an entry or of one of its editions, whatever the format."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from encyclopedia.core import authority, documents
from encyclopedia.core.authority import OF_ENTRY
from encyclopedia.core.documents import Author, Document
from encyclopedia.models import Edition
from encyclopedia.models.entries import APART, Kind
from encyclopedia.rendering.entry_record import entry_address

# What is catalogued: a source is the work of others, and a page about the site no part of the work.
KINDS = tuple(Kind(kind) for kind in Kind.values if kind not in APART)


@dataclass(frozen=True, slots=True)
class Described:
    """`address` is what is described, the entry's own or that of one edition.

    `doi` is the entry's, `edition_doi` the edition's, `doi_before` that of the edition before it; or they are empty.
    """

    document: Document
    number: int
    published_at: datetime
    address: str
    doi: str
    edition_doi: str = ""
    doi_before: str = ""

    @property
    def entry_address(self) -> str:
        return entry_address(f"{self.document.kind}/{self.document.slug}")

    @property
    def edition_address(self) -> str:
        return f"{self.entry_address}@{self.number}/"

    @property
    def authors(self) -> Sequence[Author]:
        """Those who wrote it; the site where none is named."""
        return [a for a in self.document.authors if a.role in ("", "author")] or [
            Author(settings.SITE_NAME, role="")
        ]

    @property
    def contributors(self) -> Sequence[Author]:
        return [a for a in self.document.authors if a.role not in ("", "author")]


def described(edition: Edition, *, as_edition: bool, doi_before: str = "") -> Described:
    """An edition under its own address, or under that of its entry; `doi_before` is of the edition before it."""
    document = documents.read(json.loads(edition.document))
    numbers = (
        authority.read_valid(fact.value)
        for fact in document.facts
        if fact.property == "identifier" and not fact.disputed
    )
    doi = next((n.number for n in numbers if n and n.scheme is OF_ENTRY), "")
    own = entry_address(f"{document.kind}/{document.slug}")
    return Described(
        document=document,
        number=edition.number,
        published_at=edition.published_at,
        address=f"{own}@{edition.number}/" if as_edition else own,
        doi=doi,
        edition_doi=edition.doi,
        doi_before=doi_before,
    )
