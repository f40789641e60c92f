"""What moderators ask authors for: the page or a scan of a source that they could not access."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editorial.models import Check, DraftCitation, Manuscript
from editorial.models.checks import DraftCitationQuerySet
from encyclopedia.core.citations import Reference
from encyclopedia.models import Kind

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# Of all entries of one author, on the first page of the office.
MAX_LISTED = 20


@dataclass(frozen=True)
class AskedPage:
    """One citation that waits on its author's side; `source` is the title of its source, "" where there is none."""

    citation: DraftCitation
    check: Check
    source: str

    @property
    def place(self) -> str:
        row = self.citation
        return Reference(row.source_key, row.locator, suffix=row.suffix).place


@dataclass(frozen=True)
class RefusedAnswer:
    """An answer that was not sent, and why."""

    digest: str
    typed: str
    error: str


def asked_of(author: User) -> list[AskedPage]:
    """Those in all entries of this author, the longest asked first, at most MAX_LISTED; two queries."""
    rows = DraftCitation.objects.asked_of_author().filter(manuscript__author=author)
    return _pages(rows.order_by("asked__at", "manuscript", "position")[:MAX_LISTED])


def asked_in(manuscript: Manuscript) -> list[AskedPage]:
    """Those of one manuscript, in the order of its text; at most two queries."""
    return _pages(DraftCitation.objects.asked_of_author().filter(manuscript=manuscript).in_order())


def _pages(citations: DraftCitationQuerySet) -> list[AskedPage]:
    rows = list(citations.select_related("manuscript", "asked", "asked__by"))
    titles = _titles({row.source_key for row in rows})
    return [
        AskedPage(row, row.asked, titles.get(row.source_key, ""))
        for row in rows
        if row.asked is not None
    ]


def _titles(keys: set[str]) -> Mapping[str, str]:
    if not keys:
        return {}
    sources = Manuscript.objects.of_kind(Kind.SOURCE).filter(slug__in=keys)
    return dict(sources.values_list("slug", "title"))
