"""The head of an edition's own page: made when it is asked for, since it says where things are now.

The edition's stored parts stay as they were published; its stored head is that of the entry's page on its day.
"""

from __future__ import annotations

from encyclopedia.core.citations import fold
from encyclopedia.core.documents import Document
from encyclopedia.models import Edition, EditionSource
from encyclopedia.projection.resolution import pictures_of, resolve, sources_for
from encyclopedia.rendering import EditionFacts, Library, render_head


def edition_head(edition: Edition, document: Document, path: str) -> str:
    """The head of this edition of the entry at `kind/slug`; at most six queries, and no text is read."""
    cited = EditionSource.objects.filter(entry_id=edition.entry_id, edition=edition.number)
    targets = resolve({fold(fact.target) for fact in document.facts} - {""}, own=document)
    library = Library(
        sources=sources_for(cited.values_list("key", flat=True)),
        links={name: target.url if target else None for name, target in targets.items()},
        pictures=pictures_of(document),
    )
    facts = EditionFacts(edition.number, edition.digest, edition.published_at, doi=edition.doi)
    return render_head(document, library, facts, path=path, as_edition=True)
