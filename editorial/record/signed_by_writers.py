"""Which approval a manuscript has, and approvals by people whose words came with a merge."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from editorial.models import (
    Approval,
    Manuscript,
    Merge,
    Publication,
    Revision,
    Status,
    Waiver,
)


def approval_faults(manuscript: Manuscript, name: str) -> Iterator[str]:
    """A manuscript that is approved has its newest approval, and no other has one."""
    approved = manuscript.status in {Status.APPROVED, Status.SCHEDULED}
    approvals = Approval.objects.filter(manuscript=manuscript).order_by("-pk")
    newest = approvals.values_list("pk", flat=True).first() if approved else None
    if manuscript.approval_id != newest:
        yield _("%(name)s: its manuscript names another approval than its newest.") % {"name": name}


def merged_writers_faults(manuscript: Manuscript, name: str) -> Iterator[str]:
    """Approvals and waivers by somebody whose words came with a merge; `EntryVerifier` knows who saved revisions."""
    if not Merge.objects.filter(into=manuscript).exists():
        return
    for approval in Approval.objects.filter(manuscript=manuscript).select_related("revision"):
        if _wrote(manuscript, approval.by_id, approval.at, approval.revision.number):
            yield _("%(name)s, revision %(number)s was approved by somebody who wrote it.") % {
                "name": name,
                "number": approval.revision.number,
            }
    for waiver in Waiver.objects.filter(manuscript=manuscript, version__gt=1):
        if _wrote(manuscript, waiver.by_id, waiver.at, waiver.revision):
            yield _("%(name)s, waiver of %(at)s was given by somebody who wrote a part of it.") % {
                "name": name,
                "at": waiver.at.isoformat(),
            }


def _wrote(manuscript: Manuscript, person: int, at: datetime, last: int) -> bool:
    """Whether this person wrote a part of what was not published at that time, up to the revision `last`."""
    published = Publication.objects.filter(manuscript=manuscript, at__lt=at)
    numbers = published.order_by("-revision__number").values_list("revision__number", flat=True)
    revisions = Revision.objects.filter(
        manuscript=manuscript, number__gt=numbers.first() or 0, number__lte=last
    )
    merged = Merge.objects.filter(into=manuscript, at__lte=at)
    return merged.exists() and Manuscript.objects.written_by(person, revisions).exists()
