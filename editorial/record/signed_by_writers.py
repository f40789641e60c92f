"""Which approval a manuscript has, and approvals by people whose words came with a merge."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from editorial.models import Approval, Manuscript, Merge, Publication, Revision, Status


def approval_faults(manuscript: Manuscript, name: str) -> Iterator[str]:
    """A manuscript that is approved has its newest approval, and no other has one."""
    approved = manuscript.status in {Status.APPROVED, Status.SCHEDULED}
    approvals = Approval.objects.filter(manuscript=manuscript).order_by("-pk")
    newest = approvals.values_list("pk", flat=True).first() if approved else None
    if manuscript.approval_id != newest:
        yield _("%(name)s: its manuscript names another approval than its newest.") % {"name": name}


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
