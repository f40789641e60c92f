"""Entries that an edition could not link to yet, and which are published by now: told beside the text, which stays."""

from __future__ import annotations

from dataclasses import dataclass

from encyclopedia.analysis import analyse
from encyclopedia.core.documents import Document
from encyclopedia.models import Edition, Entry
from encyclopedia.projection.resolution import names_in, resolve

# What stands in place of a link in the parts of an edition (`markup.rendering`).
_UNLINKED = 'class="wanted"'
# More are not told one by one.
MAX_LISTED = 30


@dataclass(frozen=True, slots=True)
class EntrySince:
    """An entry that is published by now, by its title, address and language."""

    title: str
    url: str
    language: str


def entries_since(edition: Edition, document: Document) -> list[EntrySince]:
    """By title, those that were published after the edition; none where nothing in it waits for an entry.

    The text is read only where something does; then at most five queries.
    """
    if _UNLINKED not in edition.body and _UNLINKED not in edition.facts:
        return []
    targets = resolve(names_in(document, analyse(document)), own=document)
    ids = {target.id for target in targets.values() if target and str(target.id) != document.id}
    later = Entry.objects.filter(pk__in=ids, published_at__gt=edition.published_at)
    return [
        EntrySince(entry.title, entry.get_absolute_url(), entry.language)
        for entry in later.alphabetical()[:MAX_LISTED]
    ]
