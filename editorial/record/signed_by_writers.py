"""Approvals of records that were completed from a merged source: its writers count as writers of the record too."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from editorial.models import Approval, Manuscript, Merge, Publication, Revision


def merged_writers_faults(manuscript: Manuscript, name: str) -> Iterator[str]:
    """The approvals by somebody whose words came with a merge; `EntryVerifier` knows the writers of revisions."""
    if not Merge.objects.filter(into=manuscript).exists():
        return
    for approval in Approval.objects.filter(manuscript=manuscript).select_related("revision"):
        if _signed_own_words(approval):
            yield _("%(name)s, revision %(number)s was approved by somebody who wrote it.") % {
                "name": name,
                "number": approval.revision.number,
            }


def _signed_own_words(approval: Approval) -> bool:
    published = Publication.objects.filter(
        manuscript=approval.manuscript_id, revision__number__lt=approval.revision.number
    )
    numbers = published.order_by("-revision__number").values_list("revision__number", flat=True)
    revisions = Revision.objects.filter(
        manuscript=approval.manuscript_id,
        number__gt=numbers.first() or 0,
        number__lte=approval.revision.number,
    )
    return Manuscript.objects.written_by(approval.by_id, revisions).exists()
