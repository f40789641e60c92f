"""Short functions for what projection tests do often."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import elements
import factories

from editorial.gate.verdicts import current_standings
from encyclopedia import projection
from encyclopedia.core import documents
from encyclopedia.core.documents import Document
from encyclopedia.models import Edition, Entry, Page
from encyclopedia.projection import Rebuilt

KEY = "service-trotsky-2009"


def publish(document: Document, cast: Any, change: str = "addition") -> Entry:
    """Through the office: drafted, checked, approved, published."""
    factories.published(document, cast, change)
    return entry(document)


def entry(document: Document) -> Entry:
    return Entry.objects.get(pk=document.id)


def page(document: Document) -> Page:
    """As readers see it."""
    return factories.page_of(document.id)


def part(document: Document, name: str) -> elements.Element:
    return elements.read(getattr(page(document), name))


def current(document: Document) -> Edition:
    return Edition.objects.get(entry_id=document.id, state="current")


def latest(document: Document) -> Document:
    """The document as readers see it."""
    return documents.read(json.loads(current(document).document))


def changed(document: Document, **fields: Any) -> Document:
    return replace(document, **fields)


def rebuilt() -> list[Rebuilt]:
    """What a rebuild finds wrong, with standings from the checks."""
    return list(projection.rebuild(standings_of=current_standings))
