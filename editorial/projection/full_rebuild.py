"""Rebuild what the office derives from revisions: the desk's citations and the counts of the lists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction

from editorial.contributions.keeping import keep_missing
from editorial.models import (
    DraftCitation,
    DraftText,
    Duplicate,
    Manuscript,
    NeededCitation,
    PictureUse,
    Revision,
    SourceKey,
)
from editorial.projection.drafts import derive
from encyclopedia.analysis import analyse
from encyclopedia.projection.breaks import Breaks

_COUNTS = ("words", "obstacles", "citations", "unchecked")
_ROW = ("position", "number", "source_key", "locator", "digest", "line", "checked", "asked")


def rebuild_drafts() -> Iterator[tuple[str, bool]]:
    """Derive the rows of all manuscripts again; yields the path of each and whether anything was wrong."""
    kept = Manuscript.objects.kept().filter(revision__gte=1)
    breaks = Breaks()
    for pk in list(kept.values_list("pk", flat=True)):
        breaks.offer()
        with transaction.atomic():
            manuscript = Manuscript.objects.select_for_update().get(pk=pk)
            before = _derived(manuscript)
            keep_missing([pk])
            newest = Revision.objects.get(manuscript=manuscript, number=manuscript.revision)
            document = newest.read()
            analysis = analyse(document)
            manuscript.words = analysis.words
            manuscript.save(update_fields=["words"])
            derive(manuscript, document, analysis)
            manuscript.refresh_from_db()
            after = _derived(manuscript)
        yield manuscript.path, before != after


def _derived(manuscript: Manuscript) -> tuple[Any, ...]:
    rows = DraftCitation.objects.filter(manuscript=manuscript).order_by("position")
    return (
        tuple(getattr(manuscript, name) for name in _COUNTS),
        tuple(rows.values_list(*_ROW)),
        tuple(
            NeededCitation.objects.filter(manuscript=manuscript)
            .order_by("position")
            .values_list("position", "line", "claim", "reason")
        ),
        tuple(
            PictureUse.objects.filter(manuscript=manuscript)
            .order_by("position")
            .values_list("digest", "name", "caption", "credit", "licence", "focus")
        ),
        tuple(DraftText.objects.filter(manuscript=manuscript).values_list("language", "words")),
        tuple(SourceKey.objects.filter(manuscript=manuscript).order_by("key").values_list("key")),
        tuple(Duplicate.objects.of(manuscript.pk).order_by("pk").values_list("pk", "by", "sure")),
    )
