"""Which entries cite a source: what its renaming, merging or withdrawal meets."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from editorial.models import DraftCitation, Manuscript
from encyclopedia.models import Citation, Entry

MAX_NAMED = 10


def published_citing(source: Manuscript) -> tuple[str, ...]:
    """Titles of the published entries that cite it, itself left out; ten at most, and … when there are more."""
    citing = Citation.objects.filter(source=source.pk).exclude(entry=source.pk).values("entry")
    return _named(
        Entry.objects.filter(pk__in=citing).alphabetical().values_list("title", flat=True)
    )


def drafts_citing(source: Manuscript) -> tuple[str, ...]:
    """Titles of the manuscripts whose newest revision, not yet published, cites it; as many."""
    citing = DraftCitation.objects.filter(source_key=source.slug).values("manuscript")
    drafts = Manuscript.objects.filter(pk__in=citing).unpublished_changes().exclude(pk=source.pk)
    return _named(drafts.order_by("sort_key", "pk").values_list("title", flat=True))


def _named(titles: QuerySet[Any, str]) -> tuple[str, ...]:
    first = tuple(titles[: MAX_NAMED + 1])
    return (*first[:MAX_NAMED], "…") if len(first) > MAX_NAMED else first
