"""Who gave a key its work: who saved a source under it, or made another work of the source that had it."""

from __future__ import annotations

from collections.abc import Iterator

from editorial.contributions.brought import Brought
from editorial.models import Revision
from encyclopedia.bibliography import work_digest
from encyclopedia.core.checked_words import checked_digest
from encyclopedia.core.documents import Document, SourceDocument


def named(revision: Revision, document: Document, base: Document | None) -> Iterator[Brought]:
    """That the author of this revision of a source gave its key a work, if it had none or another at `base`.

    It has no words, and a digest of its own for every revision: somebody may do so again.
    """
    if isinstance(document, SourceDocument) and _is_named_anew(document, base):
        digest = checked_digest("named", document.id, str(revision.number))
        for person in sorted(revision.writers):
            yield Brought(digest, person, revision.pk or 0, source_key=document.slug)


def _is_named_anew(document: SourceDocument, base: Document | None) -> bool:
    # The work is read only where there is another to compare: an import saves thousands of new sources.
    return not isinstance(base, SourceDocument) or _named(document) != _named(base)


def _named(document: SourceDocument) -> tuple[str, str]:
    return document.slug, work_digest(document.record)
