"""The citation style of this site: all code that words a source reads it from here."""

from __future__ import annotations

from django.conf import settings

from encyclopedia.bibliography import CITATION_STYLES, CitationStyle


def site_citation_style() -> CitationStyle:
    """What the setting CITATION_STYLE names. Stored pages are in it, so they are rebuilt after a change."""
    return CITATION_STYLES[settings.CITATION_STYLE]
