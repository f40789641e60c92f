"""The words of newest revisions, by which the office finds them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from editorial.models import DraftText, Manuscript
from encyclopedia.analysis import Analysis
from encyclopedia.core.documents import Document, SourceDocument
from encyclopedia.models.insertion import insert
from encyclopedia.search import works
from encyclopedia.search.folding import folded
from encyclopedia.search.indexing import MAX_CHARACTERS

MAX_LANGUAGE = 35


def write_texts(drafts: Iterable[tuple[Manuscript, Document, Analysis]]) -> None:
    """Write the words of these newest revisions; one statement, however many."""
    DraftText.objects.bulk_create(
        _rows(drafts),
        update_conflicts=True,
        unique_fields=["manuscript"],
        update_fields=["language", "words"],
    )


def write_new_texts(drafts: Iterable[tuple[Manuscript, Document, Analysis]]) -> None:
    """Write the words of these first revisions: no row of theirs can be there."""
    insert(_rows(drafts))


def _rows(drafts: Iterable[tuple[Manuscript, Document, Analysis]]) -> list[DraftText]:
    return [
        DraftText(
            manuscript=manuscript,
            language=document.language[:MAX_LANGUAGE],
            words=folded_words(document, analysis),
        )
        for manuscript, document, analysis in drafts
    ]


def folded_words(document: Document, analysis: Analysis) -> str:
    """What is found of a document, folded, without markup."""
    return folded("\n".join(_parts(document, analysis))[:MAX_CHARACTERS])


def _parts(document: Document, analysis: Analysis) -> Iterator[str]:
    yield document.title
    yield from document.aliases
    yield from (author.name for author in document.authors)
    if isinstance(document, SourceDocument):
        yield works.described(document.record)
        # Sorted: a set has another order in each process, and `rebuild` would find a difference each time.
        yield from sorted(works.numbers(document.slug, document.record))
    yield document.summary
    for fact in document.facts:
        yield from (fact.value, fact.place, fact.target, fact.note)
    yield analysis.parsed.plain
