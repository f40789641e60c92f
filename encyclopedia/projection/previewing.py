"""The page of a document that is not published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from encyclopedia.core.documents import Document
from encyclopedia.core.standing import Standings
from encyclopedia.projection import resolution
from encyclopedia.rendering import Analysis, PageNotice, Parts, SourceRecord, analyse, render


def preview(
    document: Document,
    *,
    standings: Standings,
    notices: Sequence[PageNotice] = (),
    analysis: Analysis | None = None,
    sources: Mapping[str, SourceRecord] | None = None,
) -> Parts:
    """The parts of the document's page as they would be published now; nothing is written.

    `sources`, by key, are those submitted together with it and not published yet.
    """
    analysis = analysis or analyse(document)
    library = resolution.library(document, analysis, sources=sources)
    return render(
        document, analysis=analysis, library=library, standings=standings, notices=notices
    )
