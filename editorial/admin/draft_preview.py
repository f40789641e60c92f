"""Drafts as the parts of a public page, with the pictures and sources that only the office sees."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import F
from django.urls import reverse

from editorial.gate.blind_second import standings_seen_by
from editorial.gate.verdicts import current_standings
from editorial.models import Manuscript, Revision
from editorial.models.restrictions import restriction_of
from editorial.workflow import sources_seen_by
from encyclopedia.core.documents import JSON, Document, SourceDocument
from encyclopedia.core.standing import Standings
from encyclopedia.models import Kind
from encyclopedia.projection.resolution import library
from encyclopedia.rendering import Analysis, Library, Parts, SourceRecord, analyse, render

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True)
class ShownDraft:
    parts: Parts
    analysis: Analysis
    sources: Mapping[str, SourceRecord]
    standings: Standings


def show_draft(document: Document, by: User, waiting: Iterable[JSON] = ()) -> ShownDraft:
    """The document as readers would see it, with unpublished sources in its footnotes.

    `waiting` are the records (with `id`) of sources that are drafted when the document is saved.
    A first verdict is not shown to who may still give the second, blind one.
    """
    analysis = analyse(document)
    new = {
        key: SourceRecord(record, str(record.get("title") or key), f"source/{key}")
        for record in waiting
        if (key := str(record["id"])) in analysis.keys
    }
    cited = library(document, analysis, sources=new | draft_sources(analysis.keys, by))
    pk = UUID(document.id)
    standings = standings_seen_by(by, pk, current_standings(pk, analysis.citations))
    parts = render(
        document,
        analysis=analysis,
        library=_with_office_pictures(cited, document),
        standings=standings,
    )
    return ShownDraft(parts, analysis, cited.sources, standings)


def draft_sources(keys: frozenset[str], by: User) -> dict[str, SourceRecord]:
    """The newest drafts of the sources that have these keys, if this person sees them; one query."""
    revisions = Revision.objects.all()
    if restriction_of(by) is not None:
        revisions = revisions.filter(manuscript__in=sources_seen_by(by))
    rows = revisions.filter(
        manuscript__kind=Kind.SOURCE,
        manuscript__slug__in=keys,
        number=F("manuscript__revision"),
    )
    sources: dict[str, SourceRecord] = {}
    for revision in rows:
        document = revision.read()
        if isinstance(document, SourceDocument):
            sources[document.slug] = SourceRecord(
                document.record, document.title, f"source/{document.slug}"
            )
    return sources


def _with_office_pictures(public: Library, document: Document) -> Library:
    """Pictures of drafts have no public address: they are shown from the office's."""
    digests = {picture.name: picture.digest for picture in document.pictures}
    pictures = {
        name: replace(picture, url=reverse("admin:picture", args=[digests[name]]), renditions=())
        for name, picture in public.pictures.items()
    }
    return replace(public, pictures=pictures)


def revision_of(manuscript: Manuscript, number: int) -> Revision | None:
    revision: Revision | None = (
        Revision.objects.filter(manuscript=manuscript, number=number)
        .select_related("author")
        .first()
    )
    return revision
