"""The citation style of this site: all code that words a source reads it from here."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.utils.translation import get_language

from encyclopedia.bibliography import CITATION_STYLES, CitationStyle
from encyclopedia.core.language_tags import primary_of
from encyclopedia.wording.record_labels import has_day_first


def site_citation_style() -> CitationStyle:
    """What the setting CITATION_STYLE names, with words and dates as the active language has them.

    Stored pages are in it, so they are rebuilt after a change.
    """
    language = primary_of(get_language() or settings.LANGUAGE_CODE)
    return _style(settings.CITATION_STYLE, has_day_first(), language)


@lru_cache(maxsize=64)
def _style(name: str, is_day_first: bool, language: str) -> CitationStyle:
    """The same object each time: what is kept of notes is found by it."""
    style = CITATION_STYLES[name].in_language(language)
    return style.day_first() if is_day_first else style
