"""The head of a page: title, description, addresses, and metadata for search engines and reference managers."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone

from encyclopedia.core.documents import Document
from encyclopedia.rendering.linked_data import address, linked_data
from encyclopedia.rendering.part_templates import fill
from encyclopedia.rendering.parts import EditionFacts, Library
from encyclopedia.rendering.site_language import in_site_language
from encyclopedia.rendering.trusted import data_block


@in_site_language
def render_head(document: Document, library: Library, edition: EditionFacts | None) -> str:
    """The elements of `head` that are the page's own. Data only: no script is run."""
    context = {
        "document": document,
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "address": address(document),
        "published": _slashed(edition),
        "picture": next(iter(library.pictures.values()), None),
        "linked_data": data_block(linked_data(document, library, edition)),
    }
    return fill("head", context)


def _slashed(edition: EditionFacts | None) -> str:
    """The day of publication as reference managers read it: 2026/05/03."""
    if edition is None:
        return ""
    local = timezone.localtime(edition.published_at, timezone.get_default_timezone())
    return f"{local.year:04d}/{local.month:02d}/{local.day:02d}"
