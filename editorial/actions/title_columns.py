"""The columns of a manuscript that come from its title."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext_lazy

from editorial.wording.history_words import in_history
from encyclopedia.core import limits
from encyclopedia.core.collation import sort_key
from encyclopedia.core.names import name_key


def title_columns(title: str) -> dict[str, str]:
    """Of a title that a draft may lack or have too long."""
    shown = title[: limits.TITLE] if title.strip() else in_history(gettext_lazy("Untitled"))
    alphabet = settings.LANGUAGE_CODE
    return {
        "title": shown,
        "sort_key": sort_key(shown, alphabet=alphabet),
        "name_key": name_key(shown),
    }
