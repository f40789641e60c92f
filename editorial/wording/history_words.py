"""Words that a move itself writes into the history: everybody reads them, so they are in the site's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


def in_history(sentence: _StrPromise, /, **values: object) -> str:
    """The sentence (of `gettext_lazy`, with `%(name)s`) in the site's language, whoever makes the move."""
    with translation.override(settings.LANGUAGE_CODE):
        return str(sentence) % values if values else str(sentence)
