"""Which sources go their way with the entry that cites them: submitted with it, and published before it."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q

from editorial.models import DraftCitation, Manuscript, Revision, Status
from editorial.models.manuscripts import ManuscriptQuerySet
from encyclopedia.core.chunks import in_chunks
from encyclopedia.models import Kind

_UNFINISHED = (Status.DRAFT, Status.RETURNED)


def going_with(manuscript: Manuscript, keys: Collection[str]) -> set[str]:
    """Those of these keys of drafts that are submitted with the entry; a query for every 5,000."""
    going: set[str] = set()
    for chunk in in_chunks(sorted(keys)):
        drafts = _drafted_for(manuscript).filter(slug__in=chunk)
        going |= set(drafts.values_list("slug", flat=True))
    return going


def to_submit_with(manuscript: Manuscript) -> list[Manuscript]:
    """The sources that are submitted with the newest revision of this entry, those that cite nothing first."""
    return _in_order(_drafted_for(manuscript).filter(slug__in=_cited_by(manuscript)))


def to_publish_with(manuscript: Manuscript) -> list[Manuscript]:
    """The sources that readers do not see and for which its publication waits, in the order of publication.

    Whoever wrote them: submitted, approved or scheduled. What is still a draft stops the approval too.
    """
    pending = (Status.SUBMITTED, Status.APPROVED, Status.SCHEDULED)
    rows = Manuscript.objects.of_kind(Kind.SOURCE).filter(status__in=pending, live_edition=0)
    return _in_order(rows.unmerged().filter(slug__in=_cited_by(manuscript)))


def _cited_by(manuscript: Manuscript) -> list[str]:
    rows = DraftCitation.objects.filter(manuscript=manuscript.pk).exclude(source_key="")
    return sorted(set(rows.values_list("source_key", flat=True)) - {manuscript.slug})


def _drafted_for(manuscript: Manuscript) -> ManuscriptQuerySet:
    """Unpublished drafts of sources, without obstacles, of people who write this entry.

    They began the source or are responsible for it; they began the entry, are responsible for it, or saved it since it
    was published.
    """
    writers = {manuscript.author_id, manuscript.responsible_id} - {None}
    saved = Revision.objects.unpublished().filter(manuscript=manuscript.pk)
    rows = Manuscript.objects.of_kind(Kind.SOURCE).filter(
        status__in=_UNFINISHED, live_edition=0, obstacles=0
    )
    theirs = Q(author__in=writers) | Q(responsible__in=writers)
    theirs |= Q(author__in=saved.values("author")) | Q(responsible__in=saved.values("author"))
    return rows.unmerged().filter(theirs)


def _in_order(rows: ManuscriptQuerySet) -> list[Manuscript]:
    return sorted(rows, key=lambda row: (row.citations > 0, row.slug))
