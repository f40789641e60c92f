"""The sentences of the pure modules: each code of a `Message` with its words, for translation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from encyclopedia.core.messages import Message
from encyclopedia.wording import (
    api_sentences,
    date_sentences,
    document_sentences,
    fault_sentences,
    file_sentences,
    markup_sentences,
    property_sentences,
    record_labels,
    record_sentences,
)

# code → a lazy sentence with the message's values as %(name)s
SENTENCES: dict[str, Any] = {
    **date_sentences.SENTENCES,
    **document_sentences.SENTENCES,
    **fault_sentences.SENTENCES,
    **markup_sentences.SENTENCES,
    **property_sentences.SENTENCES,
    **record_sentences.SENTENCES,
    **record_labels.SENTENCES,
    **file_sentences.SENTENCES,
    **api_sentences.SENTENCES,
}


def words(message: Message | str, sentences: Mapping[str, Any] = SENTENCES) -> str:
    """The message as a sentence in the active language; a text that is already worded stays as it is."""
    if isinstance(message, str):
        return message
    values = {
        name: words(value, sentences) if isinstance(value, Message) else value
        for name, value in message.values.items()
    }
    return str(sentences[message.code] % values)
