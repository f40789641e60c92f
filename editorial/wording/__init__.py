"""The sentences of the office's pure modules, together with those of the encyclopedia."""

from __future__ import annotations

from typing import Any

from editorial.wording import (
    body_sentences,
    catalogue_sentences,
    evidence_sentences,
    import_sentences,
    wiki_sentences,
)
from encyclopedia import wording
from encyclopedia.core.messages import Message

SENTENCES: dict[str, Any] = {
    **wording.SENTENCES,
    **body_sentences.SENTENCES,
    **catalogue_sentences.SENTENCES,
    **evidence_sentences.SENTENCES,
    **import_sentences.SENTENCES,
    **wiki_sentences.SENTENCES,
}


def words(message: Message | str) -> str:
    """The message as a sentence in the active language; a sentence stays as it is."""
    return wording.words(message, SENTENCES)
