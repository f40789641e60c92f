"""Editions to write as files: rendered as they would be published, and not saved."""

from __future__ import annotations

import hashlib
import io
from dataclasses import asdict
from typing import Any

from PIL import Image
from rendering.shelf import DAY, LIBRARY, PARTLY, STALE, SUPPORTS, article, rendered

from encyclopedia import stored_files
from encyclopedia.core import documents
from encyclopedia.core.citations import Reference
from encyclopedia.core.documents import Author, DocumentFact, DocumentPicture, Provenance
from encyclopedia.core.standing import CitationStanding
from encyclopedia.downloads.editions import edition_tree
from encyclopedia.downloads.tree import EditionTree
from encyclopedia.markup import RenderedPicture
from encyclopedia.models import Edition
from encyclopedia.pictures import name_of
from encyclopedia.rendering.parts import Library, SourceRecord

TEXT = """\
Trotsky led the *Red Army*;[@service, p. 12, "the exact words"] he wrote
[[My Life]].[see @service, pp. 3–4; @patenaude, ch. 2]

## Years in exile

He lived on Büyükada.[^isle] See **his letters**, `code` and
[a page](https://example.org/a?b=1&c=2).[@service, p. 12, "the exact words"]

[^isle]: Prinkipo in Greek: Πρίγκηπος.[@patenaude, p. 5] So called until 1923.

### A table

| Year | Place | Days |
|:-----|:-----:|-----:|
| 1929 | Büyükada[@service, p. 20] | 1,500 |
| 1933 | Barbizon | 90 |

1. First
   - inner one
   - inner two
2. Second, Троцкий ישראל

> Whoever longs for a quiet life has picked the wrong century.[@? who says so]

![A man at a desk](desk.png "At his desk, 1931.[@service, p. 99]")

![Not there](wanted:house "The house.")

```
a  =  b
```

***

The end.
"""


def stored_png(colour: str = "teal") -> str:
    """A picture in the storage; its digest."""
    out = io.BytesIO()
    Image.new("RGB", (320, 200), colour).save(out, "PNG")
    content = out.getvalue()
    digest = hashlib.sha256(content).hexdigest()
    stored_files.keep(content, name_of(digest))
    return digest


def full_document(digest: str, **fields: Any) -> documents.ArticleDocument:
    given: dict[str, Any] = {
        "title": "Exile of Trotsky",
        "summary": "Where he lived, and how.",
        "authors": (Author("Ann Author", affiliation="University of X"), Author("Bo Berg")),
        "tags": ("Exile", "Russia"),
        "facts": (
            DocumentFact(
                "began", date="1929-02", place="Istanbul", citations=(Reference("service", "p. 1"),)
            ),
            DocumentFact(
                "ended", date="1940", note="By *all* accounts.", citations=(Reference("patenaude"),)
            ),
        ),
        "pictures": (
            DocumentPicture(
                "desk.png", digest, "A man at a desk", credit="Archive", licence="CC BY 4.0"
            ),
        ),
        "provenance": (Provenance("Wikipedia", "https://en.wikipedia.org/", "Exile", "12"),),
    }
    return article(TEXT, **given | fields)


def library_with(digest: str, links: dict[str, str | None] | None = None) -> Library:
    picture = RenderedPicture(
        f"/media/{digest}", 320, 200, credit="Archive", licence="CC BY 4.0", alt="A man at a desk"
    )
    return Library(
        sources=LIBRARY.sources,
        links={"My Life": "/source/service/"} if links is None else links,
        pictures={"desk.png": picture},
    )


def edition_of(
    document: documents.Document,
    *standings: CitationStanding | None,
    library: Library = LIBRARY,
) -> Edition:
    """The edition that publishing this would keep, unsaved."""
    parts = rendered(document, *standings, library=library)
    return Edition(
        entry_id=document.id,
        kind=document.kind,
        slug=document.slug,
        number=3,
        title=document.title,
        digest=documents.digest(document),
        document=documents.canonical(document).decode(),
        change="correction",
        summary="A date corrected.",
        published_at=DAY,
        **asdict(parts),
    )


def full_tree(**fields: Any) -> EditionTree:
    """The tree of an edition that has something of everything; its sources are kept as editions are."""
    digest = stored_png()
    keep_sources(LIBRARY.sources)
    edition = edition_of(
        full_document(digest, **fields),
        SUPPORTS,
        SUPPORTS,
        PARTLY,
        STALE,
        SUPPORTS,
        SUPPORTS,
        SUPPORTS,
        SUPPORTS,
        library=library_with(digest),
    )
    return edition_tree(edition)


def keep_sources(sources: Any) -> None:
    """The editions of these sources, as rows."""
    for number, (key, source) in enumerate(sorted(sources.items())):
        _keep_source(key, source, number)


def _keep_source(key: str, source: SourceRecord, number: int) -> None:
    identifier = f"00000000-0000-4000-8000-{number:012d}"
    document = documents.SourceDocument(
        id=identifier, slug=key, title=source.title, record={**source.record, "id": key}
    )
    Edition.objects.create(
        entry_id=identifier,
        kind="source",
        slug=key,
        number=1,
        title=source.title,
        digest=documents.digest(document),
        document=documents.canonical(document).decode(),
        change="new",
        published_at=DAY,
        event_hash="1" * 64,
    )
