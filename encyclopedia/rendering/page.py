"""A document, what is published around it, and how its citations stand, made into the parts of a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from encyclopedia.analysis import Analysis, analyse
from encyclopedia.core.documents import Document, SourceDocument
from encyclopedia.core.standing import Standings
from encyclopedia.rendering.body import render_body
from encyclopedia.rendering.contents import render_contents
from encyclopedia.rendering.factbox import render_facts
from encyclopedia.rendering.markers import mark
from encyclopedia.rendering.notes import BIBLIOGRAPHY, render_notes
from encyclopedia.rendering.page_head import render_head
from encyclopedia.rendering.page_top import PageHeading, render_top
from encyclopedia.rendering.parts import EditionFacts, Library, OtherLanguage, PageNotice, Parts
from encyclopedia.rendering.standing_line import Stands, take_stand


@dataclass(frozen=True, slots=True)
class Content:
    """The parts of a page that do not say which edition it is."""

    facts: str
    contents: str
    body: str
    notes: str
    stands: Stands


def render(
    document: Document,
    *,
    analysis: Analysis | None = None,
    library: Library,
    standings: Standings,
    edition: EditionFacts | None = None,
    notices: Sequence[PageNotice] = (),
) -> Parts:
    """The parts of the document's page; the same input gives the same bytes, and no query is made.

    `standings` by citation digest, absent for what was never checked. `edition` is None for a preview. A source shows
    the mark against it that `library` has under the source's own key.
    """
    content = render_content(
        document,
        analysis=analysis,
        library=library,
        standings=standings,
        published=edition is not None,
    )
    return complete(content, document, library=library, edition=edition, notices=notices)


def render_content(
    document: Document,
    *,
    analysis: Analysis | None = None,
    library: Library,
    standings: Standings,
    published: bool,
) -> Content:
    """Nearly all the work of `render`, before the time of publication is known."""
    analysis = analysis or analyse(document)
    stands = take_stand(
        analysis.citations,
        standings,
        library.sources,
        [needed.claim_digest for needed in analysis.needed],
    )
    notes = render_notes(
        analysis.citations,
        library.sources,
        standings,
        language=document.language,
        published=published,
    )
    marked = mark(
        {
            "facts": render_facts(document, analysis, library),
            "body": render_body(document, analysis, library),
        },
        analysis.citations,
        library.sources,
        standings,
        language=document.language,
    )
    return Content(
        facts=marked["facts"],
        contents=render_contents(analysis, has_bibliography=BIBLIOGRAPHY in notes),
        body=marked["body"],
        notes=notes,
        stands=stands,
    )


def complete(
    content: Content,
    document: Document,
    *,
    library: Library,
    edition: EditionFacts | None,
    notices: Sequence[PageNotice] = (),
    translations: Sequence[OtherLanguage] = (),
) -> Parts:
    """The whole page: the content with its head and top."""
    heading = heading_of(document, library=library, edition=edition, notices=notices)
    return Parts(
        head=render_head(document, library, edition, translations=translations),
        top=render_top(heading, content.stands),
        facts=content.facts,
        contents=content.contents,
        body=content.body,
        notes=content.notes,
    )


def heading_of(
    document: Document,
    *,
    library: Library,
    edition: EditionFacts | None,
    notices: Sequence[PageNotice],
) -> PageHeading:
    own = library.sources.get(document.slug) if isinstance(document, SourceDocument) else None
    return PageHeading(
        kind=document.kind,
        path=f"{document.kind}/{document.slug}",
        title=document.title,
        summary=document.summary,
        language=document.language,
        authors=document.authors,
        edition=edition,
        notices=notices,
        reliability=own.reliability if own else "sound",
        reason=own.reason if own else "",
        marked_at=own.marked_at if own else None,
    )
